//! What a file that somebody else may have written is: a signed-off review, a checklist that was used, a notice of what was
//! erased, or none of them.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use serde_json::Value;

use crate::checklists;
use crate::domain::canonical::sha256;
use crate::domain::check::{self, FaultKind, Format, Report};
use crate::domain::descent::Dated;
use crate::domain::erasure::Erasure;
use crate::domain::parse;
use crate::domain::review::{ChecklistUse, Pinned, Review};
use crate::domain::seal::{CHANGED, Signed};

use super::read::REVIEW_LIMIT;
use super::review::{checklist_stem, review_stem, year};
use super::{Store, json, plain};

/// A file that was read in full and whose hash fits.
pub enum Document {
    /// A signed-off review.
    Review(Box<Signed>),
    /// A checklist that reviews were made with, and its file in the one spelling of all copies.
    Checklist(Box<Pinned>, Value),
    /// A notice of what may no longer be kept.
    Erasure(Erasure),
}

/// What is kept of a file while thousands are looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// SHA-256 of the content: this alone says whether two files hold the same.
    pub hash: String,
    /// The folder that it belongs into, below that of its kind.
    folder: String,
    /// The beginning of its file name; the hash follows.
    stem: String,
    /// What it is.
    pub holds: Holds,
}

/// What a file is, with what is kept of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Holds {
    /// A signed-off review.
    Review(ReviewFacts),
    /// A checklist.
    Checklist,
    /// A notice of what was erased.
    Erasure(Erasure),
}

/// What is kept of a review.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewFacts {
    /// Its place among the others, and when its clock says that it was signed off.
    pub dated: Dated,
    /// Id of the record.
    pub record: String,
    /// The checklists that it is pinned to.
    pub checklists: Vec<(String, String)>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A later version of the program made it.
    Newer(String),
    /// A review whose hash does not fit.
    Changed(String),
    /// Everything else.
    Unreadable(String),
}

impl Refusal {
    /// The reason, as a sentence.
    #[must_use]
    pub fn reason(&self) -> &str {
        let (Self::Newer(reason) | Self::Changed(reason) | Self::Unreadable(reason)) = self;
        reason
    }

    fn of(bytes: &[u8], report: &Report) -> Self {
        let reason = first_fault(report);
        match report.faults.first() {
            _ if check::is_newer(bytes) => Self::Newer(reason),
            Some(fault) if fault.message == CHANGED => Self::Changed(reason),
            _ => Self::Unreadable(reason),
        }
    }
}

impl Document {
    /// Reads bytes that may be anything.
    ///
    /// # Errors
    /// Why they are neither a signed-off review nor a checklist.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        match parse::signed(bytes) {
            Ok(signed) => Ok(Self::Review(Box::new(signed))),
            Err(report) if report.format == Some(Format::Checklist) => Self::checklist(bytes),
            Err(report) => Self::erasure(bytes).ok_or_else(|| Refusal::of(bytes, &report)),
        }
    }

    fn erasure(bytes: &[u8]) -> Option<Self> {
        parse::read(bytes).ok().filter(Erasure::is_sound).map(Self::Erasure)
    }

    fn checklist(bytes: &[u8]) -> Result<Self, Refusal> {
        let used = checklists::parse_used(bytes).map_err(|report| Refusal::of(bytes, &report))?;
        Ok(Self::Checklist(Box::new(used.0), used.1))
    }

    /// What is kept of it.
    #[must_use]
    pub fn facts(&self) -> Facts {
        match self {
            Self::Review(signed) => review_facts(signed),
            Self::Checklist(pinned, _) => checklist_facts(pinned),
            Self::Erasure(erasure) => erasure_facts(erasure),
        }
    }

    /// The bytes of every copy: indented, in the order of the format, or on one line where that would be too large to be
    /// read again. They follow from the content alone, not from the file that was read.
    ///
    /// # Errors
    /// When they would not read the same.
    pub fn bytes(&self) -> Result<Vec<u8>, Refusal> {
        let file = match self {
            Self::Review(signed) => signed.arranged(),
            Self::Checklist(_, arranged) => arranged.clone(),
            Self::Erasure(erasure) => serde_json::to_value(erasure).unwrap_or_default(),
        };
        let indented = json::pretty(&file);
        let fits = |bytes: &[u8]| bytes.len() as u64 <= REVIEW_LIMIT;
        let bytes = if fits(&indented) { indented } else { file.to_string().into_bytes() };
        let same = parse::read::<Value>(&bytes).is_ok_and(|back| back == file);
        let refused = "it cannot be copied so that it reads the same: it, or a number in it, is too large";
        if fits(&bytes) && same { Ok(bytes) } else { Err(Refusal::Unreadable(refused.to_owned())) }
    }
}

impl Facts {
    /// What a review says of itself; `None` for everything else.
    #[must_use]
    pub const fn review(&self) -> Option<&ReviewFacts> {
        match &self.holds {
            Holds::Review(review) => Some(review),
            Holds::Checklist | Holds::Erasure(_) => None,
        }
    }

    /// What may no longer be kept, when it is a notice of that.
    #[must_use]
    pub const fn erasure(&self) -> Option<&Erasure> {
        match &self.holds {
            Holds::Erasure(erasure) => Some(erasure),
            Holds::Review(_) | Holds::Checklist => None,
        }
    }

    /// The names that it may have, best first: longer ones are for the case that another file has the shorter one.
    pub fn names(&self) -> impl Iterator<Item = PathBuf> {
        let name = |digits| Some(format!("{}-{}.json", self.stem, self.hash.get(..digits)?));
        [8, 16, 32, 64].into_iter().filter_map(name).map(|name| Path::new(&self.folder).join(name))
    }

    /// The name that the store gives it.
    #[must_use]
    pub fn name(&self) -> PathBuf {
        self.names().next().unwrap_or_default()
    }
}

impl Store {
    /// What is in a file.
    ///
    /// # Errors
    /// Why it is not taken.
    pub(super) fn document(&self, path: &Path) -> Result<Document, Refusal> {
        let bytes = self.disk.read(path, REVIEW_LIMIT).map_err(|error| Refusal::Unreadable(plain(&error)))?;
        Document::read(&bytes)
    }

    /// What is kept of a file.
    ///
    /// # Errors
    /// Why it is not taken.
    pub(super) fn facts(&self, path: &Path) -> Result<Facts, Refusal> {
        self.document(path).map(|document| document.facts())
    }
}

fn review_facts(signed: &Signed) -> Facts {
    let Review { content_sha256, dates, record, checklists, .. } = &signed.review;
    let signed_off = dates.signed_off.unwrap_or(dates.started);
    let pin = |used: &ChecklistUse| (used.id.clone(), used.sha256.clone());
    let review = ReviewFacts {
        dated: Dated { revision: signed.revision, signed_off },
        record: record.id.clone(),
        checklists: checklists.iter().map(pin).collect(),
    };
    let hash = content_sha256.clone().unwrap_or_default();
    Facts { hash, folder: year(signed_off), stem: review_stem(&signed.review), holds: Holds::Review(review) }
}

fn checklist_facts(pinned: &Pinned) -> Facts {
    let stem = checklist_stem(&pinned.checklist);
    Facts { hash: pinned.sha256.clone(), folder: String::new(), stem, holds: Holds::Checklist }
}

fn erasure_facts(erasure: &Erasure) -> Facts {
    let hash = sha256(&serde_json::to_value(erasure).unwrap_or_default());
    let stem = erasure.at.to_zoned_datetime(TimeZone::UTC).date().to_string();
    Facts { hash, folder: String::new(), stem, holds: Holds::Erasure(erasure.clone()) }
}

/// The first fault with its place, on one line; `appraise check` lists them all.
fn first_fault(report: &Report) -> String {
    let mut faults = report.faults.iter().filter(|fault| fault.kind == FaultKind::Error);
    let first = faults.next().map(ToString::to_string).unwrap_or_default();
    match faults.count() {
        0 => first,
        more => format!("{first} (and {more} more: `appraise check` lists them)"),
    }
}
