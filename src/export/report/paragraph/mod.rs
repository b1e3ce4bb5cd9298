//! The paragraph of the year in three languages, each written as its speakers write it.
//!
//! First the one sentence that is quoted outside, with the countries as “over 70”; then the same with its numbers, where
//! the countries are exact; then what is told apart; then, when asked for, the change on the year before.

mod en;
mod es;
mod fr;

use crate::domain::kind::Kind;
use crate::domain::summary::{Days, Figures, Language, SMALL, Summary, Value, YearBefore};

use super::Options;

/// The paragraphs, in order: never empty.
#[must_use]
pub fn passages(summary: &Summary, options: &Options) -> Vec<String> {
    let facts = Facts { summary, options, figures: Figures::of(options.language) };
    match options.language {
        Language::English => en::passages(&facts),
        Language::French => fr::passages(&facts),
        Language::Spanish => es::passages(&facts),
    }
}

/// The round number that a count is over or at: small counts are themselves, others the ten below. Never rounded up.
/// With whether it is over that number.
#[must_use]
pub const fn at_most(count: usize) -> (usize, bool) {
    if count < 10 { (count, false) } else { (count / 10 * 10, !count.is_multiple_of(10)) }
}

/// The numbers that sentences are made of, in no language yet.
struct Facts<'a> {
    summary: &'a Summary,
    options: &'a Options,
    figures: Figures,
}

/// What a sentence says of a part of something.
enum Part {
    /// The number.
    Said(String),
    /// It is from 1 to 4 and may not be said.
    Few,
    /// It may not be said because of what is left of it.
    Untold,
}

impl Facts<'_> {
    fn count(&self, count: usize) -> String {
        self.figures.count(count)
    }

    fn days(&self, days: Days) -> String {
        self.figures.days(days)
    }

    /// Whether a number may not be said.
    const fn is_hidden(&self, count: usize) -> bool {
        self.options.hide_small && count > 0 && count < SMALL
    }

    /// The kinds that are there.
    fn kinds(&self) -> Vec<(Kind, usize)> {
        let count = |kind: &Kind| (*kind, self.summary.kinds.get(kind.code()));
        Kind::ALL.iter().map(count).filter(|(_, count)| *count > 0).collect()
    }

    /// Whether the numbers of the kinds may be said: of a single hidden one the total would tell.
    fn tells_kinds(&self) -> bool {
        self.kinds().iter().all(|(_, count)| !self.is_hidden(*count))
    }

    /// Whether a list of kinds without numbers would read wrongly: so few documents that one of a kind stands out.
    fn has_single(&self) -> bool {
        let stands_out = self.summary.documents < 10 && self.kinds().iter().any(|(_, count)| *count == 1);
        stands_out && self.tells_kinds()
    }

    fn part(&self, part: usize, of: usize) -> Part {
        let small = self.options.hide_small && Value::Share(part, of).is_small();
        match (small, self.is_hidden(part)) {
            (true, true) => Part::Few,
            (true, false) => Part::Untold,
            _ => Part::Said(self.count(part)),
        }
    }

    /// ` (65 %)`; of a single document there is no share.
    fn share(&self, part: usize, of: usize) -> String {
        if of > 1 { format!(" ({})", self.figures.share(part, of)) } else { String::new() }
    }

    fn other(&self) -> usize {
        self.summary.kinds.get(Kind::Other.code())
    }

    /// The year before, when the change is asked for.
    fn before(&self) -> Option<&YearBefore> {
        self.summary.year_before.as_ref().filter(|_| self.options.with_change)
    }

    /// The change of a number; `None` when one of the two may not be said.
    fn change(&self, now: usize, before: usize) -> Option<String> {
        let value = Value::Change(now, before);
        let hidden = self.options.hide_small && value.is_small();
        (!hidden).then(|| value.written(self.figures, false))
    }

    /// The changes by kind: the name of the kind, and the change.
    fn changes(&self, before: &YearBefore, name: impl Fn(Kind) -> &'static str) -> Vec<String> {
        let change = |kind: &Kind| {
            let (now, then) = (self.summary.kinds.get(kind.code()), before.kinds.get(kind.code()));
            let change = self.change(now, then).filter(|_| now + then > 0)?;
            Some(format!("{} {change}", name(*kind)))
        };
        Kind::ALL.iter().filter_map(change).collect()
    }
}

/// `a, b and c`.
fn listed(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} {and} {last}", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_numbers_are_never_above_the_count() {
        let cases = [
            (0, (0, false)),
            (1, (1, false)),
            (9, (9, false)),
            (10, (10, false)),
            (11, (10, true)),
            (70, (70, false)),
            (73, (70, true)),
            (79, (70, true)),
            (99, (90, true)),
            (100, (100, false)),
            (137, (130, true)),
        ];
        for (count, wanted) in cases {
            assert_eq!(at_most(count), wanted, "{count}");
        }
    }
}
