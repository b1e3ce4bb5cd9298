//! Donors, and the gender marker each one asks for.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{List, read};

/// A donor; our codes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Donor {
    /// Our code.
    pub code: String,
    /// English words for the screen.
    pub label: String,
    /// The marker scheme that the donor asks for; `None` where none is known.
    pub marker: Option<String>,
}

static DONORS: LazyLock<Vec<Donor>> = LazyLock::new(|| read(List::Donors.json()));

/// The donors.
#[must_use]
pub fn donors() -> &'static [Donor] {
    &DONORS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn donors_ask_for_markers_that_exist() {
        assert_eq!(donors().len(), List::Donors.entries().len());
        for donor in donors() {
            assert!(donor.marker.as_ref().is_none_or(|marker| List::Markers.contains(marker)), "{}", donor.code);
        }
    }
}
