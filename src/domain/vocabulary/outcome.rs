//! What the list of outcomes says beyond the label.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{List, read};

/// An outcome of a review; our codes, since no public text fixes them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OutcomeEntry {
    /// Our code.
    pub code: String,
    /// English words for the screen.
    pub label: String,
    /// English words in reports, over the same codes.
    pub report_label: String,
    /// When it is the right one.
    pub meaning: String,
    /// What happens then.
    pub next_step: String,
}

static OUTCOMES: LazyLock<Vec<OutcomeEntry>> = LazyLock::new(|| read(List::Outcomes.json()));

/// The outcomes, from endorsed to withdrawn.
#[must_use]
pub fn outcomes() -> &'static [OutcomeEntry] {
    &OUTCOMES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_says_what_comes_next() {
        assert_eq!(outcomes().len(), List::Outcomes.entries().len());
        for outcome in outcomes() {
            let OutcomeEntry { code, label, report_label, meaning, next_step } = outcome;
            for words in [label, report_label, meaning, next_step] {
                assert!(!words.is_empty(), "{code}");
            }
        }
    }
}
