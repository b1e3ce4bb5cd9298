//! Which reviews count, and what the counting says of each.

use crate::domain::brief::ReviewBrief;
use crate::domain::census::Census;
use crate::domain::kind::Kind;
use crate::domain::summary::{Document, Documents, Period, Return};
use crate::export::star::Place;

/// A review that counts. It is read when its turn comes, so that one at a time is in memory.
pub struct Counted<'c> {
    /// Where to find it.
    pub brief: ReviewBrief<'c>,
    /// Its place among the others.
    pub place: Place,
}

impl Counted<'_> {
    /// The folder of a partitioned table that its rows go to.
    pub fn partition(&self) -> (i16, Kind) {
        (self.place.returned_on.year(), self.brief.kind)
    }
}

/// The reviews of a period, by id and round; first and latest round are over all years.
pub fn counted(census: &Census, period: Period) -> Vec<Counted<'_>> {
    let mut counted: Vec<_> = Documents::of(census).iter().flat_map(of_document).collect();
    counted.retain(|one| period.holds(one.place.returned_on));
    counted.sort_by_key(|one| (one.brief.id, one.brief.round));
    counted
}

fn of_document<'c>(document: &Document<'c>) -> Vec<Counted<'c>> {
    let (first, latest) = ends(document);
    let place = |one: &Return<'c>| Place {
        is_first_round: Some(one.review.round) == first,
        is_latest_round: Some(one.review.round) == latest,
        conflict: one.forked,
        returned_on: one.day,
        series: document.beginning(one.review),
    };
    let all = document.returns.iter().chain(&document.withdrawn);
    all.map(|one| Counted { brief: one.review, place: place(one) }).collect()
}

/// The lowest and the highest round that was returned; of a document that was only ever withdrawn, of all.
fn ends(document: &Document) -> (Option<u32>, Option<u32>) {
    let reviews = if document.returns.is_empty() { &*document.withdrawn } else { &*document.returns };
    let rounds = || reviews.iter().map(|one| one.review.round);
    (rounds().min(), rounds().max())
}
