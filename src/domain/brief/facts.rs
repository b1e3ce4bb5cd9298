//! What every review has, and where its other parts are.

use std::num::NonZeroU32;
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::comment::CommentState;
use crate::domain::kind::Kind;
use crate::domain::lineage::Sha256;
use crate::domain::outcome::Outcome;
use crate::domain::review::Role;

use super::columns::Columns;
use super::lexicon::{AskedNo, Renumbering, Word};

/// What is as long in every review. Words are numbers of the [`Lexicon`](super::Lexicon) beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// What the disk said of its file.
    pub stamp: Stamp,
    /// The review, the same in all revisions.
    pub id: Uuid,
    /// 1, then one more with every amendment.
    pub revision: u32,
    /// `content_sha256`, as the file says it.
    pub hash: Sha256,
    /// Kind of the document.
    pub kind: Kind,
    /// Region code.
    pub region: Option<Word>,
    /// Donor code.
    pub donor: Option<Word>,
    /// ISO 639-1.
    pub language: Option<Word>,
    /// Urgency code.
    pub urgency: Option<Word>,
    /// 1, 2 …
    pub round: u32,
    /// Whether it decides between two other reviews of its round.
    pub decides: bool,
    /// Clearance or advice.
    pub role: Role,
    /// Who reviewed; for lists, never for counts.
    pub reviewer: Word,
    /// The reviewer's role: the team, never the person.
    pub team: Option<Word>,
    /// The day the complete document was in hand.
    pub received: Option<Date>,
    /// The day the review was due.
    pub due: Option<Date>,
    /// When it was signed off: seconds since 1970, UTC.
    pub signed_off: i64,
    /// What the reviewer decided.
    pub outcome: Outcome,
    /// What was asked, of which checklists.
    pub asked: AskedNo,
    pub(super) place: Place,
}

/// Size and time of a file: while both stay, a file that is never changed is taken as it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970 of the last change.
    pub changed: i64,
}

/// A gender marker as the document claims it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkerBrief {
    /// Which marker, such as `iom-gm`.
    pub scheme: Word,
    /// The code claimed.
    pub code: Word,
    /// The reviewer's reading.
    pub reading: Option<Word>,
}

/// A required change. A later round keeps the number of what it takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeBrief {
    /// Number in the letter.
    pub n: u32,
    /// The criterion that it belongs to.
    pub criterion: Option<Word>,
    /// What became of it.
    pub state: CommentState,
}

/// Where the parts of a review are in the [`Columns`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub texts: Part,
    /// Bytes of the name of the file, which comes first.
    pub file: u32,
    /// Where the record's id begins: most often in the name of the file.
    pub record: u32,
    pub record_length: u32,
    /// Where the title begins: it goes on to the end.
    pub title: u32,
    pub codes: Part,
    pub countries: u32,
    pub sectors: u32,
    pub markers: Part,
    pub marks: Part,
    pub changes: Part,
    pub parent: Option<Nth>,
    pub previous: Option<Nth>,
}

/// A part of a column: where it begins and how long it is, in one number. No file that is read has so many bytes that one of
/// its parts needed more than 24 bits, and no memory holds a column that needs more than 40.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Part(pub(super) u64);

/// One entry of a column that only few reviews have: its place and one, so that none takes no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nth(pub(super) NonZeroU32);

impl Facts {
    pub(super) fn renumber(&mut self, new: &Renumbering) {
        let single = [&mut self.region, &mut self.donor, &mut self.language, &mut self.urgency, &mut self.team];
        single.into_iter().flatten().for_each(|word| new.word(word));
        new.word(&mut self.reviewer);
        new.asked(&mut self.asked);
    }
}

impl Place {
    /// The same parts behind what columns held before.
    pub fn behind(self, before: &Columns) -> Self {
        Self {
            texts: self.texts.behind(before.texts.len()),
            codes: self.codes.behind(before.codes.len()),
            markers: self.markers.behind(before.markers.len()),
            marks: self.marks.behind(before.marks.len()),
            changes: self.changes.behind(before.changes.len()),
            parent: self.parent.map(|nth| nth.behind(before.parents.len())),
            previous: self.previous.map(|nth| nth.behind(before.previous.len())),
            ..self
        }
    }
}

impl Part {
    const LONGEST: u64 = (1 << 24) - 1;

    pub fn new(from: usize, length: usize) -> Self {
        Self((from as u64) << 24 | Self::LONGEST.min(length as u64))
    }

    fn length(self) -> usize {
        usize::try_from(self.0 & Self::LONGEST).unwrap_or(usize::MAX)
    }

    pub fn from(self) -> usize {
        usize::try_from(self.0 >> 24).unwrap_or(usize::MAX)
    }

    fn behind(self, before: usize) -> Self {
        Self::new(self.from() + before, self.length())
    }

    pub fn range(self) -> Range<usize> {
        self.from()..self.from() + self.length()
    }

    pub fn of<T>(self, column: &[T]) -> &[T] {
        column.get(self.range()).unwrap_or_default()
    }
}

impl Nth {
    /// No memory holds more than four billion reviews.
    pub fn of(place: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(length(place)))
    }

    fn behind(self, before: usize) -> Self {
        Self(self.0.saturating_add(length(before)))
    }

    pub fn in_column<T: Copy>(self, column: &[T]) -> Option<T> {
        column.get(self.0.get() as usize - 1).copied()
    }
}

/// No file that is read has so many bytes.
pub(super) fn length(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
