//! What lists need of a record.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::kind::Kind;
use crate::domain::record::RECORD_FORMAT;
use crate::domain::vocabulary::country_names;

use super::Stamp;
use super::day;
use super::read::{self, Str, Unread};

/// A record without its text and without what no list shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordBrief {
    /// Where it was read, in the folder of the records.
    pub file: Box<str>,
    /// What the disk said of that file.
    pub stamp: Stamp,
    /// Its id.
    pub id: Box<str>,
    /// What sort of document it is.
    pub kind: Kind,
    /// The title as printed on the document.
    pub title: Box<str>,
    /// ISO 3166-1 alpha-3.
    pub countries: Box<[Box<str>]>,
    /// The day the review is due.
    #[serde(with = "day")]
    pub due: Option<Date>,
}

#[derive(Deserialize)]
struct Raw<'a> {
    #[serde(borrow)]
    format: Str<'a>,
    id: Str<'a>,
    kind: Kind,
    title: Str<'a>,
    #[serde(default)]
    countries: Vec<Str<'a>>,
    #[serde(default)]
    dates: Option<RawDates<'a>>,
}

#[derive(Deserialize)]
struct RawDates<'a> {
    #[serde(borrow, default)]
    due: Option<Str<'a>>,
}

impl RecordBrief {
    /// Reads a record. `file` is where it stands in the folder of the records, with what the disk says of it.
    ///
    /// # Errors
    /// [`Unread`]: what the file is instead. The full check waits until the record is opened.
    pub fn read(bytes: &[u8], (file, stamp): (&str, Stamp)) -> Result<Self, Unread> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let raw: Raw = serde_json::from_slice(bytes).map_err(|error| read::unread(bytes, &error, RECORD_FORMAT))?;
        if raw.format.0 != RECORD_FORMAT {
            return Err(read::of_format(&raw.format.0, RECORD_FORMAT));
        }
        Ok(Self {
            file: file.into(),
            stamp,
            id: raw.id.0.into(),
            kind: raw.kind,
            title: raw.title.0.into(),
            countries: raw.countries.into_iter().map(|code| code.0.into()).collect(),
            due: read::day(raw.dates.and_then(|dates| dates.due).as_ref())?,
        })
    }

    /// The countries' names, joined by commas.
    #[must_use]
    pub fn country_names(&self) -> String {
        country_names(self.countries.iter().map(|code| &**code))
    }
}
