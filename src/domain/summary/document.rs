//! Documents with their returned reviews, the first return first.

use jiff::civil::Date;
use smallvec::SmallVec;
use uuid::Uuid;

use crate::domain::brief::{Filed, ReviewBrief};
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

/// Documents by id, in the two halves that two threads made: to put a hundred thousand behind others takes its time.
#[derive(Debug, Clone, Default)]
pub struct Documents<'a>([Vec<Document<'a>>; 2]);

impl<'a> Documents<'a> {
    /// All documents of a census.
    #[must_use]
    pub fn of(census: &'a Census) -> Self {
        let all = census.briefs.reviews.by_document();
        let of_these = |reviews: &[Filed]| {
            let of_one = reviews.chunk_by(|a, b| a.document == b.document);
            of_one.filter_map(|reviews| Document::of(census, census.current_of(reviews))).collect()
        };
        if all.len() < MANY {
            return Self([of_these(all), Vec::new()]);
        }
        let (one, other) = all.split_at(between_documents(all));
        Self(side_by_side(|| of_these(one), || of_these(other)).into())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The one at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Document<'a>> {
        let [one, other] = &self.0;
        one.get(at).or_else(|| other.get(at.checked_sub(one.len())?))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Document<'a>> {
        self.0.iter().flatten()
    }

    /// Leaves those that are wanted.
    pub fn retain(&mut self, is_wanted: impl Fn(&Document<'a>) -> bool) {
        self.0.iter_mut().for_each(|half| half.retain(&is_wanted));
    }
}

impl<'a> Document<'a> {
    /// The document of all these reviews; `None` without any.
    fn of(census: &'a Census, reviews: impl Iterator<Item = ReviewBrief<'a>>) -> Option<Self> {
        let (mut returns, mut withdrawn) = (Returns::new(), Vec::new());
        let mut reviews = reviews.peekable();
        let id = reviews.peek()?.record();
        for one in reviews.map(|review| Return::of(census, review)) {
            if one.review.is_withdrawn() { withdrawn.push(one) } else { returns.push(one) }
        }
        give_way(&mut returns);
        let order = |one: &Return| (one.day, one.review.round, one.review.id);
        returns.sort_unstable_by_key(order);
        withdrawn.sort_unstable_by_key(order);
        let document = Self { id, returns, withdrawn, changes: Changes::default() };
        Some(Self { changes: Changes::of(&document), ..document })
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
fn between_documents(reviews: &[Filed]) -> usize {
    let last = reviews.get(reviews.len() / 2).map_or(0, |filed| filed.document);
    reviews.partition_point(|filed| filed.document <= last)
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
