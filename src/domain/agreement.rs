//! How far two reviewers of one document agree: on each question, and over many.
//!
//! Percent agreement, Gwet's AC1 (2008) and Cohen's kappa (1960) over the four ratings. Kappa is told only from
//! [`FOR_KAPPA`] pairs on: with fewer, and with most answers alike, it says little. They are about the wording of
//! questions, never about persons.

use super::answer::Rating;
use super::checklist::Criterion;
use super::review::{Pinned, Review};

/// Pairs of answers from which kappa is told.
pub const FOR_KAPPA: usize = 30;

const RATINGS: usize = Rating::ALL.len();

/// Pairs of answers: how often the first reviewer said this and the second that, in the order of [`Rating::ALL`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreement {
    counts: [[usize; RATINGS]; RATINGS],
}

/// One question that both reviewers answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair<'a> {
    /// The checklist.
    pub checklist: &'a Pinned,
    /// The question.
    pub criterion: &'a Criterion,
    /// What the two reviewers answered.
    pub ratings: [Rating; 2],
}

impl Pair<'_> {
    /// Whether both said the same.
    #[must_use]
    pub fn agrees(&self) -> bool {
        let [one, other] = self.ratings;
        one == other
    }
}

/// The questions that were asked of both and answered by both, in the order of the checklists.
pub fn pairs<'a>(one: &'a Review, other: &'a Review, checklists: &'a [Pinned]) -> impl Iterator<Item = Pair<'a>> {
    let asked = move |criterion: &Criterion| one.is_asked(&criterion.id) && other.is_asked(&criterion.id);
    let criteria = checklists.iter().flat_map(|list| list.checklist.criteria.iter().map(move |one| (list, one)));
    criteria.filter(move |(_, criterion)| asked(criterion)).filter_map(move |(checklist, criterion)| {
        let ratings = [one.rating(&criterion.id)?, other.rating(&criterion.id)?];
        Some(Pair { checklist, criterion, ratings })
    })
}

impl Agreement {
    /// Counts a pair.
    pub fn add(&mut self, [one, other]: [Rating; 2]) {
        if let Some(count) = self.counts.get_mut(one as usize).and_then(|row| row.get_mut(other as usize)) {
            *count += 1;
        }
    }

    /// The pairs counted.
    #[must_use]
    pub fn n(&self) -> usize {
        self.counts.iter().flatten().sum()
    }

    /// The pairs that agree.
    #[must_use]
    pub fn agreed(&self) -> usize {
        self.counts.iter().enumerate().filter_map(|(at, row)| row.get(at)).sum()
    }

    /// The share of pairs that agree, from 0 to 1; `None` without a pair.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.n() > 0).then(|| ratio(self.agreed(), self.n()))
    }

    /// Gwet's AC1; `None` without a pair, and when all say the same of one kind of answer it is 1.
    #[must_use]
    pub fn ac1(&self) -> Option<f64> {
        let observed = self.share()?;
        let used = (0..RATINGS).filter(|at| self.row(*at) + self.column(*at) > 0).count();
        // One kind of answer alone leaves nothing to agree on by chance.
        let others = used.saturating_sub(1).max(1);
        let mean = |at| ratio(self.row(at) + self.column(at), 2 * self.n());
        let chance = (0..RATINGS).map(|at| mean(at) * (1.0 - mean(at))).sum::<f64>() / ratio(others, 1);
        Some((observed - chance) / (1.0 - chance))
    }

    /// Cohen's kappa; `None` with fewer than [`FOR_KAPPA`] pairs, or when chance alone would agree on all of them.
    #[must_use]
    pub fn kappa(&self) -> Option<f64> {
        let observed = self.share().filter(|_| self.n() >= FOR_KAPPA)?;
        let expected = |at| ratio(self.row(at), self.n()) * ratio(self.column(at), self.n());
        let chance: f64 = (0..RATINGS).map(expected).sum();
        (chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
    }

    fn row(&self, at: usize) -> usize {
        self.counts.get(at).map_or(0, |row| row.iter().sum())
    }

    fn column(&self, at: usize) -> usize {
        self.counts.iter().filter_map(|row| row.get(at)).sum()
    }
}

impl std::ops::AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        let cells = self.counts.iter_mut().flatten().zip(other.counts.iter().flatten());
        cells.for_each(|(cell, more)| *cell += more);
    }
}

/// Counts of reviews are far below the 2⁵² that a float holds exactly.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use Rating::{No, Yes};

    fn table([[a, b], [c, d]]: [[usize; 2]; 2]) -> Agreement {
        let mut agreement = Agreement::default();
        for (pair, times) in [([Yes, Yes], a), ([Yes, No], b), ([No, Yes], c), ([No, No], d)] {
            (0..times).for_each(|_| agreement.add(pair));
        }
        agreement
    }

    fn rounded(value: Option<f64>) -> String {
        value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
    }

    #[test]
    fn the_statistics_are_those_of_the_literature() {
        let cases = [
            ([[92, 3], [4, 1]], ["0.930", "0.923", "0.186"]),
            ([[46, 4], [3, 47]], ["0.930", "0.860", "0.860"]),
            // By hand: 20 of 29 agree; too few for kappa.
            ([[10, 5], [4, 10]], ["0.690", "0.379", "–"]),
            ([[40, 0], [0, 0]], ["1.000", "1.000", "–"]),
            ([[0, 0], [0, 0]], ["–", "–", "–"]),
        ];
        for (counts, wanted) in cases {
            let agreement = table(counts);
            let said = [agreement.share(), agreement.ac1(), agreement.kappa()].map(rounded);
            assert_eq!(said, wanted, "{counts:?}");
        }
    }

    #[test]
    fn the_order_of_the_reviewers_and_of_the_documents_changes_nothing() {
        let (one, turned) = (table([[30, 5], [2, 9]]), table([[30, 2], [5, 9]]));
        assert_eq!([one.ac1(), one.kappa()].map(rounded), [turned.ac1(), turned.kappa()].map(rounded));
        let mut sum = table([[10, 5], [0, 4]]);
        sum += table([[20, 0], [2, 5]]);
        assert_eq!(sum, one);
    }
}
