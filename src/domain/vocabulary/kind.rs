//! What the list of document kinds says beyond the label.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{List, read};

/// A kind of document; our codes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct KindEntry {
    /// Our code.
    pub code: String,
    /// Suggestions for the sub-type, which is free text; ours.
    pub subtypes: Vec<String>,
}

static KINDS: LazyLock<Vec<KindEntry>> = LazyLock::new(|| read(List::Kinds.json()));

/// The kinds of document.
#[must_use]
pub fn kinds() -> &'static [KindEntry] {
    &KINDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_subtypes_to_suggest() {
        let proposal = kinds().iter().find(|kind| kind.code == "proposal").unwrap();
        assert_eq!(proposal.subtypes.len(), 5);
        assert_eq!(kinds().len(), List::Kinds.entries().len());
    }
}
