//! What lists and counts need of records and signed-off reviews, small enough to hold a hundred thousand of them.
//!
//! ```text
//! bytes of a record ───────▶ RecordBrief ─────▶ library, index
//!
//! bytes of a review ─ skim, else read in full ─▶ ReviewBrief ─┐
//!                                                             ├─▶ Briefs ─▶ census, library, index
//! words that repeat ─ Lexicon ────────────────────────────────┘
//! ```

mod day;
mod lexicon;
mod mark;
mod read;
mod record;
mod skim;
#[cfg(test)]
mod tests;

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
pub use mark::{Mark, Marks};
pub use read::{Known, Unread, read};
pub use record::RecordBrief;

/// A signed-off review without its texts. Words are numbers of the [`Lexicon`] beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewBrief {
    texts: Texts,
    /// What the disk said of its file.
    pub stamp: Stamp,
    /// The review, the same in all revisions.
    pub id: Uuid,
    /// 1, then one more with every amendment.
    pub revision: u32,
    /// `content_sha256`, as the file says it.
    pub hash: Sha256,
    /// The revision that it amends.
    pub parent: Option<Box<Sha256>>,
    /// Kind of the document.
    pub kind: Kind,
    codes: Codes,
    /// Region code.
    pub region: Option<Word>,
    /// Donor code.
    pub donor: Option<Word>,
    /// ISO 639-1.
    pub language: Option<Word>,
    /// Urgency code.
    pub urgency: Option<Word>,
    /// The document's gender markers.
    pub markers: Box<[MarkerBrief]>,
    /// 1, 2 …
    pub round: u32,
    /// The review of the round before.
    pub previous: Option<Box<Uuid>>,
    /// Whether it decides between two other reviews of its round.
    pub decides: bool,
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
    pub marks: Marks,
    /// The changes required of the author.
    pub changes: Box<[ChangeBrief]>,
}

/// The texts that no two reviews share, one behind the other: one piece of memory in the place of three.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Texts {
    all: Box<str>,
    file: u32,
    /// Where the record's id begins: most often in the name of the file.
    record: u32,
    record_length: u32,
    title: u32,
}

/// The lists of codes, one behind the other: countries, sectors, tags.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Codes {
    all: Box<[Word]>,
    countries: u32,
    sectors: u32,
}

/// Size and time of a file: while both stay, a file that is never changed is taken as it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// The reviews; boxed, they are sorted and pass from thread to thread without being copied.
    pub reviews: Vec<Box<ReviewBrief>>,
}

impl Texts {
    fn of(file: &str, record: &str, title: &str) -> Self {
        let inside = file.find(record);
        let rest = if inside.is_some() { "" } else { record };
        Self {
            all: [file, rest, title].concat().into(),
            file: length(file.len()),
            record: length(inside.unwrap_or(file.len())),
            record_length: length(record.len()),
            title: length(file.len().saturating_add(rest.len())),
        }
    }

    fn between(&self, from: u32, length: Option<u32>) -> &str {
        let rest = self.all.get(from as usize..).unwrap_or_default();
        length.map_or(rest, |length| rest.get(..length as usize).unwrap_or_default())
    }
}

impl Codes {
    fn between(&self, from: u32, length: Option<u32>) -> &[Word] {
        let rest = self.all.get(from as usize..).unwrap_or_default();
        length.map_or(rest, |length| rest.get(..length as usize).unwrap_or_default())
    }
}

/// No file that is read has so many bytes.
fn length(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

impl ReviewBrief {
    /// Where it was read, below the folder of the reviews.
    #[must_use]
    pub fn file(&self) -> &str {
        self.texts.between(0, Some(self.texts.file))
    }

    /// Id of the record: the document.
    #[must_use]
    pub fn record(&self) -> &str {
        self.texts.between(self.texts.record, Some(self.texts.record_length))
    }

    /// Title of the document.
    #[must_use]
    pub fn title(&self) -> &str {
        self.texts.between(self.texts.title, None)
    }

    /// The same review of another document.
    #[must_use]
    pub fn about(self, record: &str, title: &str) -> Self {
        Self { texts: Texts::of(self.file(), record, title), ..self }
    }

    /// ISO 3166-1 alpha-3.
    #[must_use]
    pub fn countries(&self) -> &[Word] {
        self.codes.between(0, Some(self.codes.countries))
    }

    /// Sector codes.
    #[must_use]
    pub fn sectors(&self) -> &[Word] {
        self.codes.between(self.codes.countries, Some(self.codes.sectors))
    }

    /// Theme codes.
    #[must_use]
    pub fn tags(&self) -> &[Word] {
        self.codes.between(self.codes.countries.saturating_add(self.codes.sectors), None)
    }

    /// The day of the sign-off, UTC.
    #[must_use]
    pub fn day(&self) -> Date {
        day::of_second(self.signed_off)
    }

    /// Its place among the revisions.
    #[must_use]
    pub fn lineage(&self) -> Revision {
        Revision { review: self.id, number: self.revision, hash: self.hash, parent: self.parent.as_deref().copied() }
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
    /// The places of the reviews that are there in more than one revision or copy, in order.
    #[must_use]
    pub fn repeated(&self) -> Vec<usize> {
        let mut ids: Vec<_> = self.reviews.iter().map(|review| review.id).zip(0_usize..).collect();
        ids.sort_unstable();
        let several = ids.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
        let mut places: Vec<_> = several.flatten().map(|(_, at)| *at).collect();
        places.sort_unstable();
        places
    }

    /// Takes the reviews of others in; their words get the numbers of ours.
    pub fn append(&mut self, others: Self) {
        if self.lexicon.is_empty() && self.reviews.is_empty() {
            *self = others;
            return;
        }
        let Self { lexicon, mut reviews } = others;
        let renumber = self.lexicon.take_in(&lexicon);
        reviews.iter_mut().for_each(|review| review.renumber(&renumber));
        self.reviews.append(&mut reviews);
    }
}

impl ReviewBrief {
    fn renumber(&mut self, new: &lexicon::Renumbering) {
        self.codes.all.iter_mut().for_each(|word| new.word(word));
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
