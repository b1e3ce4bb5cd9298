//! The regions of IOM, and the regional offices behind them.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{List, read};

/// A region of IOM since 2024; our codes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Region {
    /// Our code.
    pub code: String,
    /// The name of the region.
    pub label: String,
    /// The seat of the regional office; `None` for headquarters.
    pub office: Option<String>,
}

/// A regional office of IOM before 2024, so that older records stay readable.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FormerOffice {
    /// The seat of the office.
    pub office: String,
    /// The region it served.
    pub label: String,
    /// The code of the region that took it over; our mapping.
    pub region: String,
}

#[derive(Deserialize)]
struct Former {
    former_offices: Vec<FormerOffice>,
}

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| read(List::Regions.json()));

static FORMER: LazyLock<Vec<FormerOffice>> = LazyLock::new(|| {
    serde_json::from_str(List::Regions.json()).map_or_else(|_| Vec::new(), |file: Former| file.former_offices)
});

/// The regions of IOM since 2024.
#[must_use]
pub fn regions() -> &'static [Region] {
    &REGIONS
}

/// The nine regional offices of IOM before 2024.
#[must_use]
pub fn former_offices() -> &'static [FormerOffice] {
    &FORMER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn former_offices_lead_to_current_regions() {
        assert_eq!((regions().len(), former_offices().len()), (7, 9));
        for former in former_offices() {
            assert!(List::Regions.contains(&former.region), "{}", former.office);
        }
    }
}
