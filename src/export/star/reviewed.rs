//! A review and what the counting says of it: what every row is made from.

use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::comment::{CommentClass, CommentState};
use crate::domain::kind::Kind;
use crate::domain::review::Review;
use crate::domain::tally::Tally;

use super::catalogue::Catalogue;

/// What only the counting over all reviews can say of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Whether it is of the document's first round.
    pub is_first_round: bool,
    /// Whether it is of the document's latest round.
    pub is_latest_round: bool,
    /// Whether a fork of it stands beside it.
    pub conflict: bool,
    /// The day of the first sign-off, UTC; an amendment does not move it.
    pub returned_on: Date,
    /// The first review of the row of rounds that this one belongs to.
    pub series: Uuid,
}

/// A review to make rows from.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'a> {
    /// The revision that counts.
    pub review: &'a Review,
    /// Its place among the others.
    pub place: Place,
    /// The checklists that it was made with.
    pub catalogue: &'a Catalogue,
    /// Whether what people wrote is kept.
    pub with_text: bool,
    /// How the asked criteria were answered.
    pub tally: Tally,
}

impl<'a> Reviewed<'a> {
    /// A review with its counts.
    #[must_use]
    pub fn new(review: &'a Review, place: Place, catalogue: &'a Catalogue, with_text: bool) -> Self {
        Self { review, place, catalogue, with_text, tally: Tally::all(review) }
    }
}

impl Reviewed<'_> {
    /// Kind of the document.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.review.record.kind
    }

    /// Year of the first sign-off.
    #[must_use]
    pub fn year(&self) -> i64 {
        i64::from(self.place.returned_on.year())
    }

    /// Calendar days from receipt to return; below 0 when the dates are wrong.
    #[must_use]
    pub fn days(&self) -> Option<i64> {
        let received = self.review.dates.received?;
        Some(i64::from((self.place.returned_on - received).get_days()))
    }

    /// Required changes in one state; `None` for any.
    #[must_use]
    pub fn required(&self, state: Option<CommentState>) -> usize {
        let counts = |state_of: CommentState| state.is_none_or(|wanted| wanted == state_of);
        let required = self.review.comments.iter().filter(|comment| comment.class == CommentClass::Required);
        required.filter(|comment| counts(comment.state)).count()
    }

    /// The checklists and their versions, such as `gbv-mitigation 1.0.0 do-no-harm 1.0.0`.
    #[must_use]
    pub fn versions(&self) -> String {
        let versions = self.review.checklists.iter().map(|used| format!("{} {}", used.id, used.version));
        versions.collect::<Vec<_>>().join(" ")
    }

    /// The countries, each once, in the order of the record.
    #[must_use]
    pub fn countries(&self) -> Vec<&str> {
        each_once(&self.review.record.countries)
    }

    /// The sectors, each once, in the order of the record.
    #[must_use]
    pub fn sectors(&self) -> Vec<&str> {
        each_once(&self.review.record.sectors)
    }
}

fn each_once(codes: &[String]) -> Vec<&str> {
    let mut seen: Vec<&str> = Vec::with_capacity(codes.len());
    for code in codes {
        if !seen.contains(&code.as_str()) {
            seen.push(code);
        }
    }
    seen
}
