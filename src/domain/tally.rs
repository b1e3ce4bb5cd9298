//! Counts of ratings. Counts only: there is no score (the ratings are not additive).

use serde::Serialize;

use super::answer::Rating;
use super::review::{ChecklistUse, Review};

/// How the asked criteria of one checklist, or of all, were answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Criteria asked: the sum of the five below.
    pub asked: usize,
    /// Rated Yes.
    pub yes: usize,
    /// Rated Partly.
    pub partly: usize,
    /// Rated No.
    pub no: usize,
    /// Rated not applicable.
    pub not_applicable: usize,
    /// Not rated.
    pub open: usize,
    /// Flagged as unsafe, whatever the rating.
    pub harm: usize,
}

impl Tally {
    /// The counts of one checklist.
    #[must_use]
    pub fn of(review: &Review, used: &ChecklistUse) -> Self {
        Self::over(review, used.asked.iter().map(String::as_str))
    }

    /// The counts of all checklists together.
    #[must_use]
    pub fn all(review: &Review) -> Self {
        Self::over(review, review.asked())
    }

    /// How many are rated.
    #[must_use]
    pub const fn answered(&self) -> usize {
        self.asked - self.open
    }

    /// The counts over some criteria.
    pub fn over<'a>(review: &Review, ids: impl Iterator<Item = &'a str>) -> Self {
        let mut tally = Self::default();
        for id in ids {
            tally.add(review.rating(id), review.harm(id));
        }
        tally
    }

    /// How many are rated Yes, Partly or No: the number that shares are of.
    #[must_use]
    pub const fn rated(&self) -> usize {
        self.yes + self.partly + self.no
    }

    /// Counts one answer.
    pub const fn add(&mut self, rating: Option<Rating>, harm: bool) {
        self.add_many(rating, harm, 1);
    }

    /// Counts so many answers that are the same.
    pub const fn add_many(&mut self, rating: Option<Rating>, harm: bool, count: usize) {
        self.asked += count;
        self.harm += harm as usize * count;
        match rating {
            Some(Rating::Yes) => self.yes += count,
            Some(Rating::Partly) => self.partly += count,
            Some(Rating::No) => self.no += count,
            Some(Rating::NotApplicable) => self.not_applicable += count,
            None => self.open += count,
        }
    }
}
