//! Whether revisions follow from each other as they should: parents, numbers, times, and heads that compete.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::lineage::{Revision, Sha256, Standing, standings};

/// How far a clock may be ahead before its times are doubted.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// A revision with the time that its own clock gave it. Times are doubted, and never decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Its place among the others.
    pub revision: Revision,
    /// When it was signed off.
    pub signed_off: Timestamp,
}

/// What does not fit between a revision and its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// No file holds the parent.
    ParentMissing(Sha256),
    /// The parent is a revision of another review.
    ParentElsewhere(Uuid),
    /// The number is not the parent's plus one.
    Number {
        /// The revision's own.
        own: u32,
        /// Its parent's.
        parent: u32,
    },
    /// It was signed off before its parent.
    BeforeParent(Timestamp),
    /// It was signed off later than now, and by more than clocks differ.
    Ahead(Timestamp),
}

/// Several heads of one review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// The review.
    pub review: Uuid,
    /// Where its heads are in the list that was given; the one that counts comes first.
    pub heads: Vec<usize>,
}

impl Doubt {
    /// One word for other programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ParentMissing(_) => "parent-missing",
            Self::ParentElsewhere(_) => "parent-elsewhere",
            Self::Number { .. } => "number",
            Self::BeforeParent(_) | Self::Ahead(_) => "time",
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ParentMissing(hash) => {
                write!(f, "the revision that it amends is not here ({hash}): ask the reviewer for it")
            }
            Self::ParentElsewhere(review) => {
                write!(f, "it says that it amends a revision of another review ({review}): ask the reviewer")
            }
            Self::Number { own, parent } => {
                write!(f, "it is revision {own} and amends revision {parent}, which is not the one before it")
            }
            Self::BeforeParent(at) => {
                write!(f, "it was signed off before the revision that it amends, by their clocks ({at})")
            }
            Self::Ahead(at) => write!(f, "it was signed off in the future ({at}): a clock is wrong, here or there"),
        }
    }
}

/// What does not fit, for each revision in the order given.
#[must_use]
pub fn doubts(revisions: &[Dated], now: Timestamp) -> Vec<Vec<Doubt>> {
    let by_hash: HashMap<_, _> = revisions.iter().map(|one| (one.revision.hash, one)).collect();
    let of = |one: &Dated| {
        let from_parent = one.revision.parent.map(|hash| {
            by_hash.get(&hash).map_or_else(|| vec![Doubt::ParentMissing(hash)], |parent| beside(one, parent))
        });
        let limit = now.checked_add(AHEAD).unwrap_or(Timestamp::MAX);
        let ahead = (one.signed_off > limit).then_some(Doubt::Ahead(one.signed_off));
        from_parent.into_iter().flatten().chain(ahead).collect()
    };
    revisions.iter().map(of).collect()
}

fn beside(one: &Dated, parent: &Dated) -> Vec<Doubt> {
    let (own, other) = (one.revision, parent.revision);
    if own.review != other.review {
        return vec![Doubt::ParentElsewhere(other.review)];
    }
    let number = Doubt::Number { own: own.number, parent: other.number };
    let number = (other.number.checked_add(1) != Some(own.number)).then_some(number);
    let before = (one.signed_off < parent.signed_off).then_some(Doubt::BeforeParent(one.signed_off));
    number.into_iter().chain(before).collect()
}

/// The reviews with more than one head, by their ids. The same revision twice is one head, the first of them.
#[must_use]
pub fn forks(revisions: &[Revision]) -> Vec<Fork> {
    let mut heads: BTreeMap<Uuid, Vec<(Standing, Sha256, usize)>> = BTreeMap::new();
    for (at, (one, standing)) in revisions.iter().zip(standings(revisions)).enumerate() {
        if matches!(standing, Standing::Current | Standing::Fork) {
            heads.entry(one.review).or_default().push((standing, one.hash, at));
        }
    }
    heads.retain(|_, heads| heads.len() > 1);
    heads.values_mut().for_each(|heads| heads.sort_unstable());
    let place = |heads: Vec<_>| heads.into_iter().map(|(_, _, at)| at).collect();
    heads.into_iter().map(|(review, heads)| Fork { review, heads: place(heads) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(n: u8) -> Sha256 {
        format!("{n:02x}").repeat(32).parse().unwrap()
    }

    /// Review, number, hash, hash of the parent (0 is none), hour of the sign-off.
    fn dated((review, number, own, parent, hour): (u128, u32, u8, u8, i64)) -> Dated {
        let parent = (parent != 0).then(|| hash(parent));
        let revision = Revision { review: Uuid::from_u128(review), number, hash: hash(own), parent };
        Dated { revision, signed_off: Timestamp::from_second(hour * 3600).unwrap() }
    }

    fn codes(rows: &[(u128, u32, u8, u8, i64)]) -> Vec<Vec<&'static str>> {
        let rows: Vec<_> = rows.iter().copied().map(dated).collect();
        let now = Timestamp::from_second(100 * 3600).unwrap();
        doubts(&rows, now).iter().map(|doubts| doubts.iter().map(|doubt| doubt.code()).collect()).collect()
    }

    #[test]
    fn what_does_not_follow_is_doubted() {
        let cases: [(&[_], &[&[&str]]); 8] = [
            (&[(1, 1, 10, 0, 1), (1, 2, 11, 10, 2), (1, 3, 12, 11, 2)], &[&[], &[], &[]]),
            (&[(1, 2, 11, 10, 2)], &[&["parent-missing"]]),
            (&[(2, 1, 10, 0, 1), (1, 2, 11, 10, 2)], &[&[], &["parent-elsewhere"]]),
            (&[(1, 1, 10, 0, 1), (1, 3, 11, 10, 2)], &[&[], &["number"]]),
            (&[(1, 1, 10, 0, 3), (1, 2, 11, 10, 2)], &[&[], &["time"]]),
            (&[(1, 1, 10, 0, 124)], &[&[]]),
            (&[(1, 1, 10, 0, 125)], &[&["time"]]),
            (&[(1, 1, 10, 0, 200), (1, 1, 11, 10, 150)], &[&["time"], &["number", "time", "time"]]),
        ];
        for (rows, wanted) in cases {
            assert_eq!(codes(rows), wanted, "{rows:?}");
        }
    }

    #[test]
    fn a_fork_names_its_heads_and_first_the_one_that_counts() {
        let rows = [
            (2, 1, 20, 0, 1),
            (1, 2, 12, 10, 1),
            (1, 1, 10, 0, 1),
            (1, 2, 11, 10, 1),
            (1, 2, 12, 10, 1),
            (3, 1, 30, 0, 1),
            (3, 1, 31, 0, 1),
        ];
        let revisions: Vec<_> = rows.into_iter().map(|row| dated(row).revision).collect();
        let found: Vec<_> = forks(&revisions).into_iter().map(|fork| (fork.review.as_u128(), fork.heads)).collect();
        assert_eq!(found, [(1, vec![3, 1]), (3, vec![5, 6])]);
    }
}
