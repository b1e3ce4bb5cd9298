//! Every file of a folder of reviews, accounted for: what counts, and why the others do not.

use ahash::AHashMap;
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::brief::{Briefs, Filed, ReviewBrief, Reviews};
use super::lineage::{Standing, standings};

/// How many files there are of each sort. The first number is the sum of the others, or nothing is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Files {
    /// All files that could be reviews.
    pub seen: usize,
    /// Revisions that count.
    pub current: usize,
    /// Revisions that a later one amends.
    pub superseded: usize,
    /// The same revision once more, whatever the file is called.
    pub duplicate: usize,
    /// Revisions that contradict the one that counts.
    pub fork: usize,
    /// Reviews of a later format than this program knows.
    pub newer: usize,
    /// Files that are no signed-off review that can be read.
    pub unreadable: usize,
}

/// The reviews of a folder with their standing.
#[derive(Debug, Clone, Default)]
pub struct Census {
    /// All that could be read, in the order of their files.
    pub briefs: Briefs,
    /// The standing of each.
    pub standing: Vec<Standing>,
    /// The files that they come from.
    pub files: Files,
    /// Only of reviews that are there in more than one revision or copy.
    returned: AHashMap<Uuid, Returned>,
}

/// What the revisions of one review tell together.
#[derive(Debug, Clone, Copy)]
struct Returned {
    /// An amendment does not change when the author got the review.
    first: i64,
    forked: bool,
}

impl Files {
    /// Whether every file is accounted for.
    #[must_use]
    pub const fn adds_up(&self) -> bool {
        let Self { seen, current, superseded, duplicate, fork, newer, unreadable } = *self;
        seen == current + superseded + duplicate + fork + newer + unreadable
    }

    /// The sum as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { seen, current, superseded, duplicate, fork, newer, unreadable } = self;
        format!(
            "{seen} files seen = {current} that count + {superseded} amended since + {duplicate} there twice + {fork} \
             forks + {newer} of a newer format + {unreadable} unreadable"
        )
    }
}

impl Census {
    /// The census of what was read; `newer` and `unreadable` are counts of what was not, `seen` of all files.
    #[must_use]
    pub fn of(mut briefs: Briefs, seen: usize, newer: usize, unreadable: usize) -> Self {
        briefs.reviews.relate();
        let standing = standing(&briefs.reviews);
        let count = |wanted: Standing| standing.iter().filter(|one| **one == wanted).count();
        let files = Files {
            seen,
            current: count(Standing::Current),
            superseded: count(Standing::Superseded),
            duplicate: count(Standing::Duplicate),
            fork: count(Standing::Fork),
            newer,
            unreadable,
        };
        let returned = returned(&briefs.reviews, &standing);
        Self { briefs, standing, files, returned }
    }

    /// All that could be read, each with its standing.
    pub fn all(&self) -> impl Iterator<Item = (ReviewBrief<'_>, Standing)> {
        self.briefs.reviews.iter().zip(self.standing.iter().copied())
    }

    /// The reviews that count, in the order of their files.
    pub fn current(&self) -> impl Iterator<Item = ReviewBrief<'_>> {
        self.all().filter(|(_, standing)| *standing == Standing::Current).map(|(review, _)| review)
    }

    /// Those of some reviews that count.
    pub fn current_of(&self, filed: &[Filed]) -> impl Iterator<Item = ReviewBrief<'_>> {
        let places = filed.iter().map(|filed| filed.place as usize);
        let current = places.filter(|at| self.standing.get(*at) == Some(&Standing::Current));
        current.filter_map(|at| self.briefs.reviews.get(at))
    }

    /// The round of a reviewer's next review of a record, and the review that it goes on from: of the round before, the one
    /// that decided between two, else the reviewer's own, else the last. `wanted` is a round that was asked for.
    #[must_use]
    pub fn next_round(&self, record: &str, reviewer: &str, wanted: Option<u32>) -> (u32, Option<ReviewBrief<'_>>) {
        let me = self.briefs.lexicon.find(reviewer);
        let all = || self.current().filter(|review| review.record() == record);
        let last = all().filter(|review| Some(review.reviewer) == me).map(|review| review.round).max();
        let round = wanted.unwrap_or_else(|| last.unwrap_or(0).saturating_add(1));
        let mine = |review: ReviewBrief| Some(review.reviewer) == me;
        let known = all().filter(|review| review.round < round && (wanted.is_some() || last >= Some(review.round)));
        let best = |review: &ReviewBrief| (review.round, review.decides, mine(*review), review.signed_off, review.id);
        (round, known.max_by_key(best))
    }

    /// The two reviews of a document and round that two reviewers made, the first signed off first; else none.
    #[must_use]
    pub fn two_of(&self, record: &str, round: u32) -> Vec<ReviewBrief<'_>> {
        let in_round = |review: &ReviewBrief| review.record() == record && review.round == round && !review.decides;
        let mut found: Vec<_> = self.current().filter(in_round).collect();
        found.sort_by_key(|review| (review.signed_off, review.id));
        found.dedup_by_key(|review| review.reviewer);
        if found.len() == 2 { found } else { Vec::new() }
    }

    /// Whether a round of a document was decided between two reviewers.
    #[must_use]
    pub fn is_decided(&self, record: &str, round: u32) -> bool {
        self.current().any(|review| review.decides && review.record() == record && review.round == round)
    }

    /// The day on which the author got the review: that of its first sign-off, whatever was amended later; UTC.
    #[must_use]
    pub fn returned_on(&self, review: ReviewBrief) -> Date {
        let first = self.returned.get(&review.id).map_or(review.signed_off, |returned| returned.first);
        super::brief::day_of(first)
    }

    /// Whether another head stands beside the one that counts.
    #[must_use]
    pub fn is_forked(&self, review: ReviewBrief) -> bool {
        self.returned.get(&review.id).is_some_and(|returned| returned.forked)
    }

    /// The forks: those that count each with the others of the same review.
    #[must_use]
    pub fn forks(&self) -> Vec<(ReviewBrief<'_>, Vec<ReviewBrief<'_>>)> {
        let others = |id: Uuid| self.all().filter(move |(one, standing)| one.id == id && *standing == Standing::Fork);
        let forked = self.current().filter(|review| self.is_forked(*review));
        forked.map(|review| (review, others(review.id).map(|(other, _)| other).collect())).collect()
    }
}

/// Most reviews are there once, and count.
fn standing(reviews: &Reviews) -> Vec<Standing> {
    let repeated = || reviews.repeated().iter().map(|at| *at as usize);
    let lineages: Vec<_> = repeated().filter_map(|at| Some(reviews.get(at)?.lineage())).collect();
    let mut all = vec![Standing::Current; reviews.len()];
    for (at, standing) in repeated().zip(standings(&lineages)) {
        all.get_mut(at).into_iter().for_each(|slot| *slot = standing);
    }
    all
}

fn returned(reviews: &Reviews, standing: &[Standing]) -> AHashMap<Uuid, Returned> {
    let mut found: AHashMap<Uuid, Returned> = AHashMap::new();
    let repeated = reviews.repeated().iter().map(|at| *at as usize);
    for (review, standing) in repeated.filter_map(|at| reviews.get(at).zip(standing.get(at))) {
        let entry = found.entry(review.id).or_insert(Returned { first: review.signed_off, forked: false });
        entry.first = entry.first.min(review.signed_off);
        entry.forked |= *standing == Standing::Fork;
    }
    found
}
