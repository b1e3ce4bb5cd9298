//! Which reviews count, and what the counting says of each.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::kind::Kind;
use crate::domain::lineage::{Revision, Standing, standings};
use crate::domain::review::Review;
use crate::export::star::Place;

use super::super::session::{Session, warn_of};
use super::Period;

/// A review that counts.
pub struct Counted {
    review: Review,
    /// Its place among the others.
    pub place: Place,
}

impl Counted {
    /// Folder and order of a partitioned table.
    pub fn partition(&self) -> (i16, Kind) {
        (self.place.returned_on.year(), self.review.record.kind)
    }

    /// Reads the review: one at a time is in memory.
    ///
    /// # Errors
    /// When it cannot be read.
    pub const fn read(&self) -> anyhow::Result<&Review> {
        Ok(&self.review)
    }
}

/// The reviews of a period, by id and round.
///
/// # Errors
/// When the workspace cannot be read.
pub fn counted(session: &Session, period: &Period) -> anyhow::Result<Vec<Counted>> {
    let (reviews, problems) = session.store.reviews();
    warn_of(&problems);
    let mut counted: Vec<_> = placed(reviews).filter(|one| period.holds(one.place.returned_on)).collect();
    counted.sort_by(|a, b| (&a.review.id, a.review.round).cmp(&(&b.review.id, b.review.round)));
    Ok(counted)
}

fn placed(reviews: Vec<Review>) -> impl Iterator<Item = Counted> {
    let (reviews, revisions): (Vec<_>, Vec<_>) =
        reviews.into_iter().filter_map(|review| revision(&review).map(|revision| (review, revision))).unzip();
    let standing = standings(&revisions);
    let mut returned: HashMap<String, Date> = HashMap::new();
    for review in &reviews {
        let day = day(review);
        returned.entry(review.id.clone()).and_modify(|first| *first = day.min(*first)).or_insert(day);
    }
    let forks = reviews.iter().zip(&standing).filter(|(_, standing)| **standing == Standing::Fork);
    let forks: Vec<String> = forks.map(|(review, _)| review.id.clone()).collect();
    let current = reviews.into_iter().zip(standing).filter(|(_, standing)| *standing == Standing::Current);
    let current: Vec<_> = current.map(|(review, _)| review).collect();
    let mut rounds: HashMap<String, (u32, u32)> = HashMap::new();
    for review in &current {
        let (first, latest) = rounds.entry(review.record.id.clone()).or_insert((review.round, review.round));
        (*first, *latest) = (review.round.min(*first), review.round.max(*latest));
    }
    current.into_iter().map(move |review| {
        let (first, latest) = rounds.get(&review.record.id).copied().unwrap_or((review.round, review.round));
        let place = Place {
            is_first_round: review.round == first,
            is_latest_round: review.round == latest,
            conflict: forks.contains(&review.id),
            returned_on: returned.get(&review.id).copied().unwrap_or_else(|| day(&review)),
        };
        Counted { review, place }
    })
}

fn revision(review: &Review) -> Option<Revision> {
    let parent = review.parent.as_ref().and_then(|hash| hash.parse().ok());
    let hash = review.content_sha256.as_ref()?.parse().ok()?;
    Some(Revision { review: review.id.parse().ok()?, number: review.revision, hash, parent })
}

fn day(review: &Review) -> Date {
    review.dates.signed_off.unwrap_or(review.dates.started).to_zoned_datetime(TimeZone::UTC).date()
}
