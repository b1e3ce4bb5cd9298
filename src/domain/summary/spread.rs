//! Days in the middle and at the ends of a distribution.

use serde::Serialize;

/// How long something took, in calendar days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Spread {
    /// How many were counted.
    pub n: usize,
    /// The middle one; of an even number the mean of the two in the middle. `None` when there are none.
    pub median: Option<Days>,
    /// Three in four took no longer.
    pub p75: Option<i32>,
    /// Nine in ten took no longer.
    pub p90: Option<i32>,
}

/// Days in halves, because a median may lie between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days(i32);

impl Spread {
    /// Of a list of days, in any order.
    #[must_use]
    pub fn of(mut days: Vec<i32>) -> Self {
        days.sort_unstable();
        let n = days.len();
        // The nearest rank: the smallest value that so many of a hundred do not exceed.
        let rank = |percent: usize| days.get((n * percent).div_ceil(100).checked_sub(1)?).copied();
        let middle = |at: usize| days.get(at).copied();
        let median = middle(n / 2).zip(middle(n.saturating_sub(1) / 2)).map(|(high, low)| Days(high + low));
        Self { n, median, p75: rank(75), p90: rank(90) }
    }
}

impl std::fmt::Display for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 % 2 {
            0 => write!(f, "{}", self.0 / 2),
            _ => write!(f, "{}.5", self.0 / 2),
        }
    }
}

impl Serialize for Days {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 % 2 {
            0 => serializer.serialize_i32(self.0 / 2),
            _ => serializer.serialize_f64(f64::from(self.0) / 2.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_and_nearest_ranks_as_by_hand() {
        type Case = (&'static [i32], Option<&'static str>, Option<i32>, Option<i32>);
        let cases: [Case; 6] = [
            (&[], None, None, None),
            (&[4], Some("4"), Some(4), Some(4)),
            (&[5, 2], Some("3.5"), Some(5), Some(5)),
            (&[3, 1, 2], Some("2"), Some(3), Some(3)),
            (&[0, 1, 3, 5], Some("2"), Some(3), Some(5)),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Some("5.5"), Some(8), Some(9)),
        ];
        for (days, median, p75, p90) in cases {
            let spread = Spread::of(days.to_vec());
            let words = spread.median.map(|median| median.to_string());
            assert_eq!(
                (spread.n, words.as_deref(), spread.p75, spread.p90),
                (days.len(), median, p75, p90),
                "{days:?}"
            );
        }
    }
}
