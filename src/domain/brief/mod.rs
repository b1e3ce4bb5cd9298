//! What lists and counts need of records and signed-off reviews, small enough to hold a hundred thousand of them.
//!
//! ```text
//! bytes of a record ───────▶ RecordBrief ─────▶ library, index
//!
//! bytes of a review ─ read ─▶ ReviewBrief ─┐
//!                                          ├─▶ Briefs ─▶ census, library, index
//! words that repeat ─ Lexicon ─────────────┘
//! ```

mod day;
mod lexicon;
mod mark;
mod read;
mod record;

use std::cmp::Ordering;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::comment::CommentState;
use super::kind::Kind;
use super::lineage::{Revision, Sha256};
use super::outcome::Outcome;
use super::review::Role;

pub use day::of_second as day_of;
pub use lexicon::{Asked, AskedNo, Lexicon, ListUse, Word};
pub use mark::Mark;
pub use read::{Known, Unread, read};
pub use record::RecordBrief;

/// A signed-off review without its texts. Words are numbers of the [`Lexicon`] beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewBrief {
    /// Where it was read, below the folder of the reviews.
    pub file: Box<str>,
    /// What the disk said of that file.
    pub stamp: Stamp,
    /// The review, the same in all revisions.
    pub id: Uuid,
    /// 1, then one more with every amendment.
    pub revision: u32,
    /// `content_sha256`, as the file says it.
    pub hash: Sha256,
    /// The revision that it amends.
    pub parent: Option<Sha256>,
    /// Id of the record: the document.
    pub record: Box<str>,
    /// Title of the document.
    pub title: Box<str>,
    /// Kind of the document.
    pub kind: Kind,
    /// ISO 3166-1 alpha-3.
    pub countries: Box<[Word]>,
    /// Region code.
    pub region: Option<Word>,
    /// Sector codes.
    pub sectors: Box<[Word]>,
    /// Donor code.
    pub donor: Option<Word>,
    /// Theme codes.
    pub tags: Box<[Word]>,
    /// ISO 639-1.
    pub language: Option<Word>,
    /// Urgency code.
    pub urgency: Option<Word>,
    /// The document's gender markers.
    pub markers: Box<[MarkerBrief]>,
    /// 1, 2 …
    pub round: u32,
    /// The review of the round before.
    pub previous: Option<Uuid>,
    /// Clearance or advice.
    pub role: Role,
    /// Who reviewed; for lists, never for counts.
    pub reviewer: Word,
    /// The reviewer's role: the team, never the person.
    pub team: Option<Word>,
    /// The day the complete document was in hand.
    #[serde(with = "day")]
    pub received: Option<Date>,
    /// The day the review was due.
    #[serde(with = "day")]
    pub due: Option<Date>,
    /// When it was signed off: seconds since 1970, UTC.
    pub signed_off: i64,
    /// What the reviewer decided.
    pub outcome: Outcome,
    /// What was asked, of which checklists.
    pub asked: AskedNo,
    /// The answers, in the order of what was asked.
    pub marks: Box<[Mark]>,
    /// The changes required of the author.
    pub changes: Box<[ChangeBrief]>,
}

/// Size and time of a file: while both stay, a file that is never changed is taken as it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970 of the last change.
    pub changed: i64,
}

/// A gender marker as the document claims it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkerBrief {
    /// Which marker, such as `iom-gm`.
    pub scheme: Word,
    /// The code claimed.
    pub code: Word,
    /// The reviewer's reading.
    pub reading: Option<Word>,
}

/// A required change. A later round keeps the number of what it takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeBrief {
    /// Number in the letter.
    pub n: u32,
    /// The criterion that it belongs to.
    pub criterion: Option<Word>,
    /// What became of it.
    pub state: CommentState,
}

/// Reviews with the words that they share.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Briefs {
    /// The words.
    pub lexicon: Lexicon,
    /// The reviews.
    pub reviews: Vec<ReviewBrief>,
}

impl ReviewBrief {
    /// The day of the sign-off, UTC.
    #[must_use]
    pub fn day(&self) -> Date {
        day::of_second(self.signed_off)
    }

    /// Its place among the revisions.
    #[must_use]
    pub const fn lineage(&self) -> Revision {
        Revision { review: self.id, number: self.revision, hash: self.hash, parent: self.parent }
    }

    /// Whether the author took the document back.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.outcome == Outcome::Withdrawn
    }

    /// The order of time, and of nothing else that could differ between two machines.
    #[must_use]
    pub fn by_time(&self, other: &Self) -> Ordering {
        (self.signed_off, self.id, self.revision, self.hash).cmp(&(
            other.signed_off,
            other.id,
            other.revision,
            other.hash,
        ))
    }
}

impl Briefs {
    /// Takes the reviews of others in; their words get the numbers of ours.
    pub fn append(&mut self, others: Self) {
        let renumber = self.lexicon.take_in(&others.lexicon);
        let ours = others.reviews.into_iter().map(|mut review| {
            review.renumber(&renumber);
            review
        });
        self.reviews.extend(ours);
    }
}

impl ReviewBrief {
    fn renumber(&mut self, new: &lexicon::Renumbering) {
        let lists = [&mut self.countries, &mut self.sectors, &mut self.tags];
        lists.into_iter().flat_map(|list| list.iter_mut()).for_each(|word| new.word(word));
        let single = [&mut self.region, &mut self.donor, &mut self.language, &mut self.urgency, &mut self.team];
        single.into_iter().flatten().for_each(|word| new.word(word));
        new.word(&mut self.reviewer);
        for marker in &mut self.markers {
            new.word(&mut marker.scheme);
            new.word(&mut marker.code);
            marker.reading.iter_mut().for_each(|word| new.word(word));
        }
        self.changes.iter_mut().flat_map(|change| &mut change.criterion).for_each(|word| new.word(word));
        new.asked(&mut self.asked);
    }
}
