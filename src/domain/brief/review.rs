//! One signed-off review in brief.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;

use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::lineage::{Revision, Sha256};
use crate::domain::outcome::Outcome;

use super::columns::{Columns, Parts};
use super::day;
use super::facts::{ChangeBrief, Facts, MarkerBrief};
use super::lexicon::Word;
use super::mark::Marks;

/// A signed-off review without its texts, as it stands among the others.
#[derive(Clone, Copy)]
pub struct ReviewBrief<'a> {
    facts: &'a Facts,
    columns: &'a Columns,
}

/// Which signed-off review it is, apart from all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Where it was read, below the folder of the reviews.
    pub file: Box<str>,
    /// The review, the same in all revisions.
    pub id: Uuid,
    /// `content_sha256`, as the file says it.
    pub hash: Sha256,
}

impl<'a> ReviewBrief<'a> {
    pub(super) const fn of(facts: &'a Facts, columns: &'a Columns) -> Self {
        Self { facts, columns }
    }

    fn text(self, from: u32, length: Option<u32>) -> &'a str {
        let all = self.columns.texts.get(self.facts.place.texts.range()).unwrap_or_default();
        let rest = all.get(from as usize..).unwrap_or_default();
        length.map_or(rest, |length| rest.get(..length as usize).unwrap_or_default())
    }

    /// Where it was read, below the folder of the reviews.
    #[must_use]
    pub fn file(self) -> &'a str {
        self.columns.file(self.facts.place)
    }

    /// Id of the record: the document.
    #[must_use]
    pub fn record(self) -> &'a str {
        self.text(self.facts.place.record, Some(self.facts.place.record_length))
    }

    /// Title of the document.
    #[must_use]
    pub fn title(self) -> &'a str {
        self.text(self.facts.place.title, None)
    }

    /// ISO 3166-1 alpha-3.
    #[must_use]
    pub fn countries(self) -> &'a [Word] {
        self.codes()[0]
    }

    /// Sector codes.
    #[must_use]
    pub fn sectors(self) -> &'a [Word] {
        self.codes()[1]
    }

    /// Theme codes.
    #[must_use]
    pub fn tags(self) -> &'a [Word] {
        self.codes()[2]
    }

    fn codes(self) -> [&'a [Word]; 3] {
        let place = self.facts.place;
        let (countries, rest) = split(place.codes.of(&self.columns.codes), place.countries);
        let (sectors, tags) = split(rest, place.sectors);
        [countries, sectors, tags]
    }

    /// The document's gender markers.
    #[must_use]
    pub fn markers(self) -> &'a [MarkerBrief] {
        self.facts.place.markers.of(&self.columns.markers)
    }

    /// The answers, in the order of what was asked.
    #[must_use]
    pub fn marks(self) -> Marks<'a> {
        Marks::of(self.facts.place.marks.of(&self.columns.marks))
    }

    /// The changes required of the author.
    #[must_use]
    pub fn changes(self) -> &'a [ChangeBrief] {
        self.facts.place.changes.of(&self.columns.changes)
    }

    /// The revision that it amends.
    #[must_use]
    pub fn parent(self) -> Option<Sha256> {
        self.facts.place.parent.and_then(|nth| nth.in_column(&self.columns.parents))
    }

    /// The review of the round before.
    #[must_use]
    pub fn previous(self) -> Option<Uuid> {
        self.facts.place.previous.and_then(|nth| nth.in_column(&self.columns.previous))
    }

    /// The day of the sign-off, UTC.
    #[must_use]
    pub fn day(self) -> Date {
        day::of_second(self.signed_off)
    }

    /// Its place among the revisions.
    #[must_use]
    pub fn lineage(self) -> Revision {
        Revision { review: self.id, number: self.revision, hash: self.hash, parent: self.parent() }
    }

    /// Which one it is, apart from all others.
    #[must_use]
    pub fn signed(self) -> Signed {
        Signed { file: self.file().into(), id: self.id, hash: self.hash }
    }

    /// Whether the author took the document back.
    #[must_use]
    pub fn is_withdrawn(self) -> bool {
        self.outcome == Outcome::Withdrawn
    }

    /// The order of time, and of nothing else that could differ between two machines.
    #[must_use]
    pub fn by_time(&self, other: &Self) -> Ordering {
        let order = |one: &Self| (one.signed_off, one.id, one.revision, one.hash);
        order(self).cmp(&order(other))
    }

    /// Puts the review into other columns.
    pub(super) fn copy(self, columns: &mut Columns) -> Facts {
        let place = columns.put(Parts {
            file: self.file(),
            record: self.record(),
            title: self.title(),
            codes: self.codes(),
            markers: self.markers(),
            marks: &mut self.marks().iter(),
            changes: self.changes(),
            parent: self.parent(),
            previous: self.previous(),
        });
        Facts { place, ..*self.facts }
    }
}

fn split(codes: &[Word], at: u32) -> (&[Word], &[Word]) {
    codes.split_at_checked(at as usize).unwrap_or((codes, &[]))
}

impl Deref for ReviewBrief<'_> {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        self.facts
    }
}

impl fmt::Debug for ReviewBrief<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut columns = Columns::default();
        let facts = self.copy(&mut columns);
        f.debug_struct("ReviewBrief").field("facts", &facts).field("columns", &columns).finish()
    }
}

/// The same review, wherever its parts are.
impl PartialEq for ReviewBrief<'_> {
    fn eq(&self, other: &Self) -> bool {
        let alone = |one: &Self| {
            let mut columns = Columns::default();
            (one.copy(&mut columns), columns)
        };
        alone(self) == alone(other)
    }
}
