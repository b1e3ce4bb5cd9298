//! One document under review: its data and, when known, its text in sections.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::answer::squeeze;
use super::check::is_amount;
use super::kind::Kind;
use super::vocabulary;
use crate::text::{clean, fold};

/// The `format` member of a record file.
pub const RECORD_FORMAT: &str = "appraise-record/1";

/// A record file. Only `format`, `id`, `kind` and `title` are required; members that we do not know are kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Always [`RECORD_FORMAT`].
    pub format: String,
    /// A slug; the file is named after it.
    pub id: String,
    /// What sort of document it is.
    pub kind: Kind,
    /// The title as printed on the document.
    pub title: String,
    /// The organisation's own reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Who sent the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The country or regional office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// ISO 3166-1 alpha-3 codes, and `XKX`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Overrides the region that follows from the countries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Sector codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// Donor code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor: Option<String>,
    /// The amount asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Budget>,
    /// When the activities run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Persons, as the document says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people_targeted: Option<u64>,
    /// Population-group codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub population_groups: Vec<String>,
    /// Crisis-type codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crisis_types: Vec<String>,
    /// Phase code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// Theme codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Gender markers as the document claims them; recorded, never computed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub markers: Vec<Marker>,
    /// Language of the document, ISO 639-1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Language of the letter to the author: `en`, `fr` or `es`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback_language: Option<String>,
    /// Urgency code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// When the review was asked for, when the whole document was in hand, when the review is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Dates>,
    /// A document that this one relies on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_document: Option<String>,
    /// Trait codes; when the member is missing they follow from the sectors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traits: Option<Vec<String>>,
    /// Where the record came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The versions of the document before this one, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Source>,
    /// The text, in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// What an import found and has no member for.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extra: Map<String, Value>,
    /// Members of a later version or another tool.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A piece of the document under one heading.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Unique in the record; evidence points at it.
    pub id: String,
    /// The heading as printed.
    pub heading: String,
    /// 1 is the highest.
    pub level: u8,
    /// Page of the original, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The text under the heading, without the heading.
    pub text: String,
    /// The document does not mark the heading as one: its reader guessed from the looks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub derived: bool,
    /// Where a new page begins within the text, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub page_breaks: Vec<PageBreak>,
    /// Members of a later version or another tool.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The place where a page begins within the text of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageBreak {
    /// Characters (Unicode scalar values) of the text before it.
    pub at: usize,
    /// The page that begins there, counted from 1.
    pub page: u32,
}

/// A gender marker as claimed in the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Which marker, such as `iom-gm`.
    pub scheme: String,
    /// The code claimed.
    pub code: String,
    /// The reference printed by the marker's own tool.
    #[serde(default)]
    pub reference: Option<String>,
    /// The reviewer's reading; only in reviews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
}

/// Money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// A decimal string, never a float.
    pub amount: String,
    /// ISO 4217.
    pub currency: String,
}

impl Budget {
    /// Whether a record may hold it: at most 15 digits and four decimals, and a code of three letters.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let is_code = self.currency.len() == 3 && self.currency.bytes().all(|b| b.is_ascii_uppercase());
        is_code && is_amount(&self.amount)
    }
}

/// First and last day of the activities.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
}

impl Period {
    /// Whether it ends no earlier than it begins.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        self.start.zip(self.end).is_none_or(|(start, end)| start <= end)
    }
}

/// The three dates that turnaround is counted from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// The day the review was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested: Option<Date>,
    /// The day the complete document was in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Date>,
    /// The day the review is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// The file that a record was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// File name without its folder.
    pub file: String,
    /// Such as `markdown`, `docx` or `json`.
    pub format: String,
    /// SHA-256 of the bytes; of a file that holds many records, of the part that this one was made from.
    pub sha256: String,
    /// What was dropped, guessed or cut when the file was read, as sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

impl Record {
    /// An empty record of one kind.
    #[must_use]
    pub fn new(id: &str, kind: Kind, title: &str) -> Self {
        Self { format: RECORD_FORMAT.to_owned(), id: id.to_owned(), kind, title: title.to_owned(), ..Self::default() }
    }

    /// The region: as stated, else the one that all the countries share.
    #[must_use]
    pub fn region(&self) -> Option<String> {
        self.region.clone().or_else(|| vocabulary::region_of(&self.countries))
    }

    /// The traits: as stated, else those that the sectors suggest.
    #[must_use]
    pub fn traits(&self) -> Vec<String> {
        self.traits.clone().unwrap_or_else(|| vocabulary::implied_traits(&self.sectors))
    }

    /// The section with this id.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// SHA-256 of the version of the document that the text comes from.
    #[must_use]
    pub fn sha256(&self) -> Option<&str> {
        self.source.as_ref().map(|source| source.sha256.as_str())
    }

    /// The record with another version of its document: the text is new, the data stay as somebody set them.
    #[must_use]
    pub fn renewed(&self, version: Self) -> Self {
        let mut record = self.clone();
        record.earlier.extend(self.source.clone());
        (record.source, record.sections) = (version.source, version.sections);
        record
    }

    /// The due date, when there is one.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.dates.as_ref().and_then(|dates| dates.due)
    }

    /// The countries' names, joined by commas.
    #[must_use]
    pub fn country_names(&self) -> String {
        vocabulary::country_names(self.countries.iter().map(String::as_str))
    }
}

impl Section {
    /// Whether words stand in the text as it is shown. White space does not matter.
    #[must_use]
    pub fn holds(&self, words: &str) -> bool {
        let words = squeeze(words);
        !words.is_empty() && squeeze(&clean(&self.text)).contains(&words)
    }

    /// The page that a place is on, by the characters of the text before it.
    #[must_use]
    pub fn page_at(&self, characters: usize) -> Option<u32> {
        let broken = self.page_breaks.iter().take_while(|page| page.at <= characters).last();
        broken.map(|page| page.page).or(self.page)
    }

    /// The page that words stand on first, where they stand in the text.
    #[must_use]
    pub fn page_of(&self, words: &str) -> Option<u32> {
        let places = if self.page_breaks.is_empty() { Vec::new() } else { fold(&self.text).find(words) };
        let text = |place: &Range<usize>| self.text.get(place.clone()).unwrap_or_default();
        let place = places.into_iter().find(|place| squeeze(text(place)) == words);
        let before = place.and_then(|place| self.text.get(..place.start));
        before.map_or(self.page, |before| self.page_at(before.chars().count()))
    }
}

/// A file-safe id made from any text: `[a-z0-9][a-z0-9-]{0,63}`; `None` when nothing usable is left, as of Arabic alone.
#[must_use]
pub fn slug(text: &str) -> Option<String> {
    let folded = fold(text);
    let mut slug = String::new();
    for c in folded.text().chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
        if slug.len() == 64 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// Whether a text may be used as an id and a file name.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let mut bytes = text.bytes();
    let starts = bytes.next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    starts && text.len() <= 64 && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_made_of_what_a_file_name_can_hold_or_not_at_all() {
        let cases = [
            ("South Sudan CRP 2025", Some("south-sudan-crp-2025")),
            ("  Élan – 2 ", Some("elan-2")),
            ("../../etc/passwd", Some("etc-passwd")),
            ("CON", Some("con")),
            ("م", None),
            ("???", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(slug(text).as_deref(), wanted, "{text}");
        }
        let long = slug(&"ab-".repeat(40)).unwrap();
        assert!(long.len() <= 64 && is_slug(&long), "{long}");
    }
}
