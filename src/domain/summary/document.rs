//! Documents with their returned reviews, the first return first.

use jiff::civil::Date;
use smallvec::SmallVec;
use uuid::Uuid;

use crate::domain::brief::ReviewBrief;
use crate::domain::census::Census;
use crate::domain::side_by_side::side_by_side;

use super::change::Changes;
use super::group::MANY;
use super::period::Period;

/// A review that went back to the author.
#[derive(Debug, Clone, Copy)]
pub struct Return<'a> {
    /// The review as it stands now.
    pub review: ReviewBrief<'a>,
    /// The day of its first sign-off, UTC: an amendment does not change it.
    pub day: Date,
    /// Whether a fork stands beside it.
    pub forked: bool,
    days: Option<i32>,
}

/// Most documents are returned once or twice: those take no memory of their own.
type Returns<'a> = SmallVec<[Return<'a>; 2]>;

/// A document with all its reviews that count.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The record's id.
    pub id: &'a str,
    /// Its returned reviews by day, round and id.
    pub returns: Returns<'a>,
    /// The reviews that end with the document taken back.
    pub withdrawn: Vec<Return<'a>>,
    /// The changes required of its author, over all rounds.
    pub changes: Changes,
}

impl<'a> Document<'a> {
    /// All documents of a census, by id.
    #[must_use]
    pub fn all(census: &'a Census) -> Vec<Self> {
        let mut reviews: Vec<_> = census.current().map(|review| (review.record(), review)).collect();
        // Stable, for the files of one year are in the order of ids already.
        reviews.sort_by_key(|(record, _)| *record);
        let of_these = |reviews: &[(&'a str, ReviewBrief<'a>)], room| {
            let of_one = reviews.chunk_by(|a, b| a.0 == b.0);
            let mut documents = Vec::with_capacity(room);
            documents.extend(of_one.map(|reviews| Self::of(census, reviews)));
            documents
        };
        let all = reviews.len();
        if all < MANY {
            return of_these(&reviews, 0);
        }
        let (one, other) = reviews.split_at(between_documents(&reviews));
        let (mut documents, others) = side_by_side(|| of_these(one, all), || of_these(other, 0));
        documents.extend(others);
        documents
    }

    /// The document of all these reviews, each with the record's id.
    fn of(census: &'a Census, reviews: &[(&'a str, ReviewBrief<'a>)]) -> Self {
        let (mut returns, mut withdrawn) = (Returns::new(), Vec::new());
        for one in reviews.iter().map(|(_, review)| Return::of(census, *review)) {
            if one.review.is_withdrawn() { withdrawn.push(one) } else { returns.push(one) }
        }
        give_way(&mut returns);
        let order = |one: &Return| (one.day, one.review.round, one.review.id);
        returns.sort_unstable_by_key(order);
        withdrawn.sort_unstable_by_key(order);
        let id = reviews.first().map_or("", |(record, _)| record);
        let document = Self { id, returns, withdrawn, changes: Changes::default() };
        Self { changes: Changes::of(&document), ..document }
    }

    /// The first return: its day decides the period, its record's data the rows. `None` for a document that was only
    /// ever withdrawn.
    #[must_use]
    pub fn first(&self) -> Option<&Return<'a>> {
        self.returns.first()
    }

    /// Whether its first return lies in a period: then it counts there, whatever comes later.
    #[must_use]
    pub fn is_first_returned_in(&self, period: Period) -> bool {
        self.first().is_some_and(|first| period.holds(first.day))
    }

    /// The review that the document's data are taken from, also of a withdrawn one.
    #[must_use]
    pub fn data(&self) -> Option<ReviewBrief<'a>> {
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
    pub fn beginning(&self, review: ReviewBrief) -> Uuid {
        let mut id = review.id;
        let mut previous = review.previous();
        // As many steps as there are reviews: forged links may run in a circle.
        for _ in 0..self.returns.len() {
            let Some(before) = previous else { break };
            id = before;
            previous = self.returns.iter().find(|one| one.review.id == before).and_then(|one| one.review.previous());
        }
        id
    }
}

/// A place near the middle where one document ends and the next begins.
fn between_documents(reviews: &[(&str, ReviewBrief)]) -> usize {
    let last = reviews.get(reviews.len() / 2).map_or("", |(record, _)| record);
    reviews.partition_point(|(record, _)| *record <= last)
}

/// In a round that was decided between two reviewers, only the decision went back to the author.
fn give_way(returns: &mut Returns) {
    let deciding = returns.iter().filter(|one| one.review.decides);
    let decided: Vec<_> = deciding.map(|one| one.review.round).collect();
    if !decided.is_empty() {
        returns.retain(|one| one.review.decides || !decided.contains(&one.review.round));
    }
}

impl<'a> Return<'a> {
    fn of(census: &Census, review: ReviewBrief<'a>) -> Self {
        let day = census.returned_on(review);
        let days = review.received.map(|received| (day - received).get_days()).filter(|days| *days >= 0);
        Self { review, day, forked: census.is_forked(review), days }
    }

    /// Calendar days from the complete document to the return; the same day is 0. `None` when the day is not known or
    /// lies after the return.
    #[must_use]
    pub const fn days(&self) -> Option<i32> {
        self.days
    }

    /// Whether it was returned by the day it was due; `None` without one.
    #[must_use]
    pub fn on_time(&self) -> Option<bool> {
        self.review.due.map(|due| self.day <= due)
    }
}
