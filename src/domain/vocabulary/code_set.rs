//! A code with the codes that may stand under it, and the list that needs nothing more.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{List, Term, read};

/// A code and the codes that may stand under it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CodeSet {
    /// Our code for the marker scheme or the breakdown.
    pub code: String,
    /// English words for the screen.
    pub label: String,
    /// The valid codes, as the owner of the scheme writes them; empty when any code is taken.
    pub codes: Vec<Term>,
    /// What a reader must know, in our words.
    #[serde(default)]
    pub note: Option<String>,
}

static DISAGGREGATION: LazyLock<Vec<CodeSet>> = LazyLock::new(|| read(List::Disaggregation.json()));

/// The breakdowns of people that a document may offer, with the degrees of each; our codes.
#[must_use]
pub fn disaggregation() -> &'static [CodeSet] {
    &DISAGGREGATION
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_breakdown_can_be_none() {
        for breakdown in disaggregation() {
            assert_eq!(breakdown.codes.first().map(|term| term.code.as_str()), Some("none"), "{}", breakdown.code);
        }
    }
}
