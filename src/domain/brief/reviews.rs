//! Many signed-off reviews in brief.

use std::ops::Range;

use ahash::AHashSet;
use serde::{Deserialize, Serialize};

use super::columns::{Columns, Parts};
use super::facts::Facts;
use super::lexicon::Renumbering;
use super::review::ReviewBrief;

/// Reviews in an order of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviews {
    facts: Vec<Facts>,
    columns: Columns,
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
    }

    /// Those at some places in columns of their own, to be written.
    #[must_use]
    pub fn part(&self, places: Range<usize>) -> Self {
        let mut part = Self::default();
        for review in places.filter_map(|at| self.get(at)) {
            let facts = review.copy(&mut part.columns);
            part.facts.push(facts);
        }
        part
    }

    /// Takes others in, which share the lexicon.
    pub fn append(&mut self, others: Self) {
        let behind = |facts: Facts| Facts { place: facts.place.behind(&self.columns), ..facts };
        self.facts.extend(others.facts.into_iter().map(behind));
        self.columns.append(others.columns);
    }

    /// Puts them into the order of their files.
    pub fn sort(&mut self) {
        let Self { facts, columns } = self;
        facts.sort_by_cached_key(|facts| columns.file(facts.place));
    }

    /// Leaves those that are wanted, each asked by its place.
    pub fn keep(&mut self, wanted: &[bool]) {
        let mut wanted = wanted.iter();
        self.facts.retain(|_| wanted.next() == Some(&true));
    }

    /// The places of the reviews that are there in more than one revision or copy, in order.
    #[must_use]
    pub fn repeated(&self) -> Vec<usize> {
        let mut ids: Vec<_> = self.facts.iter().map(|facts| facts.id.as_u128()).collect();
        ids.sort_unstable();
        let several: AHashSet<_> = ids.windows(2).filter(|two| two.first() == two.last()).flatten().copied().collect();
        if several.is_empty() {
            return Vec::new();
        }
        let is_repeated = |(_, facts): &(usize, &Facts)| several.contains(&facts.id.as_u128());
        self.facts.iter().enumerate().filter(is_repeated).map(|(at, _)| at).collect()
    }

    /// Gives their words the numbers of another lexicon.
    pub(super) fn renumber(&mut self, new: &Renumbering) {
        self.facts.iter_mut().for_each(|facts| facts.renumber(new));
        self.columns.renumber(new);
    }
}
