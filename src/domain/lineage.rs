//! Which revisions of reviews stand: the heads, the forks, what was superseded and what is there twice.
//!
//! Identity comes from the content alone: the review's id, the revision's number, its hash and the hash of its parent.
//! Names of files, their order and the clocks decide nothing.

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

use ahash::{AHashMap, AHashSet};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A SHA-256, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(pub [u8; 32]);

/// What a revision says of its place among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    /// The review, the same in all revisions.
    pub review: Uuid,
    /// 1, then one more with every amendment.
    pub number: u32,
    /// `content_sha256`.
    pub hash: Sha256,
    /// `content_sha256` of the revision that it amends.
    pub parent: Option<Sha256>,
}

/// Whether a revision is counted, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Standing {
    /// The one that counts.
    Current,
    /// A later revision names it as its parent, or the parent of its parent …
    Superseded,
    /// The same revision once more.
    Duplicate,
    /// A head beside the one that counts: two revisions amend the same one, or nothing connects them.
    Fork,
}

impl Standing {
    /// The word for lists and for other programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Superseded => "superseded",
            Self::Duplicate => "duplicate",
            Self::Fork => "fork",
        }
    }
}

/// The standing of each revision, in the order given. Of equal ones the first is kept.
///
/// A head is a revision that nobody names as parent. Of several heads of one review the highest number counts, then the
/// lowest hash; the others are forks. Time decides nothing.
#[must_use]
pub fn standings(revisions: &[Revision]) -> Vec<Standing> {
    let mut seen = AHashSet::with_capacity(revisions.len());
    let fresh: Vec<bool> = revisions.iter().map(|revision| seen.insert((revision.review, revision.hash))).collect();
    let parents: AHashSet<_> = revisions.iter().filter_map(|one| Some((one.review, one.parent?))).collect();
    let is_head = |one: &Revision| !parents.contains(&(one.review, one.hash));
    let mut current: AHashMap<Uuid, (bool, Rank)> = AHashMap::with_capacity(revisions.len());
    for one in revisions {
        // Where forged parents close a circle there is no head: the same rule chooses among all.
        let rank = (is_head(one), Rank::of(one));
        let best = current.entry(one.review).or_insert(rank);
        *best = rank.max(*best);
    }
    let counts = |one: &Revision| current.get(&one.review).is_some_and(|(_, best)| *best == Rank::of(one));
    let standing = |(one, fresh): (&Revision, bool)| match (fresh, counts(one), is_head(one)) {
        (false, ..) => Standing::Duplicate,
        (_, true, _) => Standing::Current,
        (_, _, true) => Standing::Fork,
        (..) => Standing::Superseded,
    };
    revisions.iter().zip(fresh).map(standing).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u32, Reverse<Sha256>);

impl Rank {
    const fn of(revision: &Revision) -> Self {
        Self(revision.number, Reverse(revision.hash))
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Sha256 {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut hash = [0; 32];
        let digit = |c: u8| char::from(c).to_digit(16).filter(|_| !c.is_ascii_uppercase());
        let pairs = text.as_bytes().as_chunks::<2>();
        let (pairs, rest) = pairs;
        if pairs.len() != hash.len() || !rest.is_empty() {
            return Err("a SHA-256 has 64 digits".to_owned());
        }
        for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
            let value = digit(*high).zip(digit(*low)).map(|(high, low)| high * 16 + low);
            let value = value.and_then(|value| u8::try_from(value).ok());
            *byte = value.ok_or_else(|| "a SHA-256 is written with 0 to 9 and a to f".to_owned())?;
        }
        Ok(Self(hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hash(n: u8) -> Sha256 {
        Sha256([n; 32])
    }

    /// Review, number, hash, hash of the parent (0 is none).
    fn revision((review, number, own, parent): (u128, u32, u8, u8)) -> Revision {
        let parent = (parent != 0).then(|| hash(parent));
        Revision { review: Uuid::from_u128(review), number, hash: hash(own), parent }
    }

    fn of(rows: &[(u128, u32, u8, u8)]) -> Vec<Standing> {
        standings(&rows.iter().copied().map(revision).collect::<Vec<_>>())
    }

    #[test]
    fn heads_count_and_the_others_say_why_not() {
        use Standing::{Current, Duplicate, Fork, Superseded};
        let cases: [(&[_], &[_]); 8] = [
            (&[], &[]),
            (&[(1, 1, 10, 0)], &[Current]),
            (&[(1, 1, 10, 0), (1, 2, 11, 10)], &[Superseded, Current]),
            (&[(1, 2, 11, 10), (1, 1, 10, 0), (1, 1, 10, 0)], &[Current, Superseded, Duplicate]),
            (&[(1, 1, 10, 0), (2, 1, 20, 0)], &[Current, Current]),
            // Two amendments of one revision: the higher number, then the lower hash.
            (&[(1, 1, 10, 0), (1, 2, 12, 10), (1, 2, 11, 10)], &[Superseded, Fork, Current]),
            (
                &[(1, 1, 10, 0), (1, 2, 11, 10), (1, 2, 12, 10), (1, 3, 13, 12)],
                &[Superseded, Fork, Superseded, Current],
            ),
            // The parent is missing: nothing connects the two.
            (&[(1, 1, 10, 0), (1, 3, 13, 12)], &[Fork, Current]),
        ];
        for (rows, wanted) in cases {
            assert_eq!(of(rows), wanted, "{rows:?}");
        }
    }

    #[test]
    fn a_circle_of_forged_parents_still_gives_one_that_counts() {
        let standing = of(&[(1, 1, 10, 11), (1, 2, 11, 10)]);
        assert_eq!(standing, [Standing::Superseded, Standing::Current]);
    }

    #[test]
    fn a_hash_is_read_as_it_is_written_and_not_otherwise() {
        let text = "00ff".repeat(16);
        assert_eq!(text.parse::<Sha256>().unwrap().to_string(), text);
        for wrong in ["", "00", &"00FF".repeat(16), &"0g".repeat(32), &"00".repeat(33), &"é".repeat(32)] {
            assert!(wrong.parse::<Sha256>().is_err(), "{wrong}");
        }
    }

    proptest! {
        /// Of each review exactly one counts, and which one does not depend on the order.
        #[test]
        fn order_decides_nothing(
            rows in prop::collection::vec((0..3u128, 1..4u32, 1..9u8, 0..9u8), 0..12),
            seed in any::<u64>(),
        ) {
            let mut rows = rows;
            // A hash fixes its content.
            rows.sort_by_key(|row| (row.0, row.2));
            for at in 1..rows.len() {
                if (rows[at].0, rows[at].2) == (rows[at - 1].0, rows[at - 1].2) {
                    rows[at] = rows[at - 1];
                }
            }
            let counted = |rows: &[(u128, u32, u8, u8)]| {
                let mut found: Vec<_> = rows.iter().zip(of(rows)).map(|(row, standing)| (*row, standing)).collect();
                found.sort_unstable();
                found
            };
            let mut shuffled = rows.clone();
            let len = shuffled.len().max(1);
            for at in 0..shuffled.len() {
                shuffled.swap(at, (usize::try_from(seed % 997).unwrap() * (at + 1)) % len);
            }
            prop_assert_eq!(counted(&rows), counted(&shuffled));
            let reviews: std::collections::BTreeSet<_> = rows.iter().map(|row| row.0).collect();
            let current = of(&rows).into_iter().filter(|standing| *standing == Standing::Current).count();
            prop_assert_eq!(current, reviews.len());
        }
    }
}
