//! Many signed-off reviews in brief.

use std::ops::Range;

use ahash::AHashSet;

use crate::domain::side_by_side::side_by_side;

use super::columns::{Columns, Parts};
use super::facts::Facts;
use super::lexicon::Renumbering;
use super::review::ReviewBrief;
use super::row::{self, rows};

/// Reviews in an order of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviews {
    facts: Vec<Facts>,
    columns: Columns,
    kinship: Kinship,
}

/// How reviews belong together. An index keeps it: to work it out takes as long as to count the answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Kinship {
    repeated: Vec<u32>,
    filed: Vec<Filed>,
}

/// A review under its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    /// The number of the document by its id: 0, 1 …
    pub document: u32,
    /// The place of the review.
    pub place: u32,
}

rows! {
    Filed { document, place }
}

impl Reviews {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// The one at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<ReviewBrief<'_>> {
        self.facts.get(at).map(|facts| ReviewBrief::of(facts, &self.columns))
    }

    /// All of them.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = ReviewBrief<'_>> + ExactSizeIterator {
        self.facts.iter().map(|facts| ReviewBrief::of(facts, &self.columns))
    }

    /// Adds one, of facts that do not yet say where its parts are.
    pub(super) fn push(&mut self, facts: Facts, parts: Parts) {
        let place = self.columns.put(parts);
        self.facts.push(Facts { place, ..facts });
        self.kinship = Kinship::default();
    }

    /// Those at some places, as an index holds them.
    #[must_use]
    pub fn pack(&self, places: Range<usize>) -> Vec<u8> {
        let (mut facts, mut columns, mut bytes) = (Vec::new(), Columns::default(), Vec::new());
        facts.extend(places.filter_map(|at| self.get(at)).map(|review| review.copy(&mut columns)));
        row::put_all(&facts, &mut bytes);
        columns.pack(&mut bytes);
        bytes
    }

    /// Takes in what was packed so; `None` where the bytes are something else.
    pub fn unpack(&mut self, mut bytes: &[u8]) -> Option<()> {
        let before = self.facts.len();
        row::read_all(&mut bytes, &mut self.facts)?;
        let new = self.facts.iter_mut().skip(before);
        new.for_each(|facts| facts.place = facts.place.behind(&self.columns));
        self.columns.unpack(&mut bytes)
    }

    /// Takes others in, which share the lexicon.
    pub fn append(&mut self, others: Self) {
        // A thread that read nothing leaves what is known of the others as it is.
        if others.is_empty() {
            return;
        }
        let behind = |facts: Facts| Facts { place: facts.place.behind(&self.columns), ..facts };
        self.facts.extend(others.facts.into_iter().map(behind));
        self.columns.append(others.columns);
        self.kinship = Kinship::default();
    }

    /// Puts them into the order of their files.
    pub fn sort(&mut self) {
        let Self { facts, columns, .. } = self;
        facts.sort_by_cached_key(|facts| columns.file(facts.place));
        self.kinship = Kinship::default();
    }

    /// Leaves those that are wanted, each asked by its place.
    pub fn keep(&mut self, wanted: &[bool]) {
        let mut wanted = wanted.iter();
        self.facts.retain(|_| wanted.next() == Some(&true));
        self.kinship = Kinship::default();
    }

    /// Works out how they belong together, unless that is known.
    pub fn relate(&mut self) {
        if self.kinship.filed.len() != self.facts.len() {
            let (repeated, filed) = side_by_side(|| self.find_repeated(), || self.file());
            self.kinship = Kinship { repeated, filed };
        }
    }

    /// The places of the reviews that are there in more than one revision or copy, in order; known when they are related.
    #[must_use]
    pub fn repeated(&self) -> &[u32] {
        &self.kinship.repeated
    }

    /// All of them in the order of their documents; known when they are related.
    #[must_use]
    pub fn by_document(&self) -> &[Filed] {
        &self.kinship.filed
    }

    fn find_repeated(&self) -> Vec<u32> {
        let mut met = AHashSet::with_capacity(self.facts.len());
        let several: AHashSet<_> = self.facts.iter().map(|facts| facts.id).filter(|id| !met.insert(*id)).collect();
        if several.is_empty() {
            return Vec::new();
        }
        let places = (0..).zip(&self.facts).filter(|(_, facts)| several.contains(&facts.id));
        places.map(|(place, _)| place).collect()
    }

    fn file(&self) -> Vec<Filed> {
        let mut all: Vec<_> = self.iter().map(ReviewBrief::record).zip(0..).collect();
        // Stable, for the files of one year are in the order of ids already.
        all.sort_by_key(|(record, _)| *record);
        let documents = (0..).zip(all.chunk_by(|a, b| a.0 == b.0));
        let filed = |document, reviews: &[(&str, u32)]| -> Vec<_> {
            reviews.iter().map(|(_, place)| Filed { document, place: *place }).collect()
        };
        documents.flat_map(|(document, reviews)| filed(document, reviews)).collect()
    }

    /// How they belong together, as an index holds it.
    #[must_use]
    pub fn pack_kinship(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        row::put_all(&self.kinship.repeated, &mut bytes);
        row::put_all(&self.kinship.filed, &mut bytes);
        bytes
    }

    /// None yet, but how those will belong together that are unpacked into them; `None` where the bytes are something else.
    #[must_use]
    pub fn to_unpack(mut bytes: &[u8]) -> Option<Self> {
        let mut reviews = Self::default();
        row::read_all(&mut bytes, &mut reviews.kinship.repeated)?;
        row::read_all(&mut bytes, &mut reviews.kinship.filed)?;
        Some(reviews)
    }

    /// Gives their words the numbers of another lexicon.
    pub(super) fn renumber(&mut self, new: &Renumbering) {
        self.facts.iter_mut().for_each(|facts| facts.renumber(new));
        self.columns.renumber(new);
    }
}
