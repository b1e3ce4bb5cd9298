//! Documents with their returned reviews, the first return first.

use ahash::AHashMap;
use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::brief::ReviewBrief;
use crate::domain::census::Census;

use super::change::Changes;

/// A review that went back to the author.
#[derive(Debug, Clone, Copy)]
pub struct Return<'a> {
    /// The review as it stands now.
    pub review: &'a ReviewBrief,
    /// The day of its first sign-off, UTC: an amendment does not change it.
    pub day: Date,
    /// Whether a fork stands beside it.
    pub forked: bool,
}

/// A document with all its reviews that count.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The record's id.
    pub id: &'a str,
    /// Its returned reviews by day, round and id.
    pub returns: Vec<Return<'a>>,
    /// The reviews that end with the document taken back.
    pub withdrawn: Vec<Return<'a>>,
    /// The changes required of its author, over all rounds.
    pub changes: Changes,
}

impl<'a> Document<'a> {
    /// All documents of a census, by id.
    #[must_use]
    pub fn all(census: &'a Census) -> Vec<Self> {
        let mut places: AHashMap<&str, usize> = AHashMap::new();
        let mut documents: Vec<Self> = Vec::new();
        for review in census.current() {
            let place = *places.entry(review.record()).or_insert_with(|| {
                documents.push(Self::new(review.record()));
                documents.len() - 1
            });
            let one = Return { review, day: census.returned_on(review), forked: census.is_forked(review) };
            if let Some(document) = documents.get_mut(place) {
                let list = if review.is_withdrawn() { &mut document.withdrawn } else { &mut document.returns };
                list.push(one);
            }
        }
        documents.sort_unstable_by(|a, b| a.id.cmp(b.id));
        let order = |one: &Return| (one.day, one.review.round, one.review.id);
        for document in &mut documents {
            document.give_way();
            document.returns.sort_unstable_by_key(order);
            document.withdrawn.sort_unstable_by_key(order);
            document.changes = Changes::of(document);
        }
        documents
    }

    /// In a round that was decided between two reviewers, only the decision went back to the author.
    fn give_way(&mut self) {
        let deciding = self.returns.iter().filter(|one| one.review.decides);
        let decided: Vec<_> = deciding.map(|one| one.review.round).collect();
        if !decided.is_empty() {
            self.returns.retain(|one| one.review.decides || !decided.contains(&one.review.round));
        }
    }

    fn new(id: &'a str) -> Self {
        Self { id, returns: Vec::with_capacity(1), withdrawn: Vec::new(), changes: Changes::default() }
    }

    /// The first return: its day decides the period, its record's data the rows. `None` for a document that was only
    /// ever withdrawn.
    #[must_use]
    pub fn first(&self) -> Option<&Return<'a>> {
        self.returns.first()
    }

    /// The review that the document's data are taken from, also of a withdrawn one.
    #[must_use]
    pub fn data(&self) -> Option<&'a ReviewBrief> {
        self.returns.first().or_else(|| self.withdrawn.first()).map(|one| one.review)
    }

    /// The last return of the last round.
    #[must_use]
    pub fn latest(&self) -> Option<&Return<'a>> {
        self.returns.iter().max_by_key(|one| (one.review.round, one.day, one.review.id))
    }

    /// The returns of the lowest round.
    pub fn first_round(&self) -> impl Iterator<Item = &Return<'a>> {
        let round = self.returns.iter().map(|one| one.review.round).min();
        self.returns.iter().filter(move |one| Some(one.review.round) == round)
    }

    /// The rounds that it had, in order.
    #[must_use]
    pub fn rounds(&self) -> Vec<u32> {
        let mut rounds: Vec<_> = self.returns.iter().map(|one| one.review.round).collect();
        rounds.sort_unstable();
        rounds.dedup();
        rounds
    }

    /// Whether it came back after its first review.
    #[must_use]
    pub fn came_back(&self) -> bool {
        let mut rounds = self.returns.iter().map(|one| one.review.round);
        rounds.next().is_some_and(|first| rounds.any(|round| round != first))
    }

    /// The first review of the row of rounds that a review belongs to.
    #[must_use]
    pub fn beginning(&self, review: &ReviewBrief) -> Uuid {
        let mut id = review.id;
        let mut previous = review.previous.as_deref();
        // As many steps as there are reviews: forged links may run in a circle.
        for _ in 0..self.returns.len() {
            let Some(before) = previous else { break };
            id = *before;
            previous =
                self.returns.iter().find(|one| one.review.id == *before).and_then(|one| one.review.previous.as_deref());
        }
        id
    }
}

impl Return<'_> {
    /// Calendar days from the complete document to the return; the same day is 0. `None` when the day is not known or
    /// lies after the return.
    #[must_use]
    pub fn days(&self) -> Option<i32> {
        let days = self.review.received.map(|received| (self.day - received).get_days());
        days.filter(|days| *days >= 0)
    }

    /// Whether it was returned by the day it was due; `None` without one.
    #[must_use]
    pub fn on_time(&self) -> Option<bool> {
        self.review.due.map(|due| self.day <= due)
    }
}
