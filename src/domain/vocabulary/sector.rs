//! Sectors: the criteria they add, and the traits they suggest.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{List, read};

/// A sector of assistance.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sector {
    /// OCHA HPC code; those that start with `IOM-` are ours.
    pub code: String,
    /// English words for the screen.
    pub label: String,
    /// The name in crisis response plans of IOM, where one was seen.
    pub activity_area: Option<String>,
    /// Criteria asked when the sector is ticked; our default.
    pub add_ons: Vec<String>,
    /// Traits that the sector suggests; our default.
    pub implies: Vec<String>,
}

static SECTORS: LazyLock<Vec<Sector>> = LazyLock::new(|| read(List::Sectors.json()));

/// The sectors, inter-agency ones first.
#[must_use]
pub fn sectors() -> &'static [Sector] {
    &SECTORS
}

/// The traits that these sectors suggest, in the order of the list of traits, each once; our default.
#[must_use]
pub fn implied_traits(chosen: &[String]) -> Vec<String> {
    let implied = |code: &str| {
        let mut chosen_sectors = sectors().iter().filter(|sector| chosen.contains(&sector.code));
        chosen_sectors.any(|sector| sector.implies.iter().any(|implied| implied == code))
    };
    List::Traits.entries().iter().filter(|term| implied(&term.code)).map(|term| term.code.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sectors_suggest_traits_once_and_in_order() {
        let cases: [(&[&str], &[&str]); 12] = [
            (&[], &[]),
            (&["PRO"], &[]),
            (&["???"], &[]),
            (&["WSH", "HEA"], &["infrastructure"]),
            (&["MPC", "SHL"], &["infrastructure", "land", "cash"]),
            (&["PRO-GBV"], &["specialised-services"]),
            (&["IOM-DTM", "IOM-MOV"], &["movement", "data-collection"]),
            (&["IOM-RET"], &["movement"]),
            (&["IOM-IBM"], &["security-actors"]),
            (&["IOM-LPR", "PRO-HLP"], &["land"]),
            (&["CCM", "EDU"], &["infrastructure"]),
            (&["wsh"], &[]),
        ];
        for (chosen, traits) in cases {
            let codes: Vec<_> = chosen.iter().map(|code| (*code).to_owned()).collect();
            assert_eq!(implied_traits(&codes), traits, "{chosen:?}");
        }
    }

    #[test]
    fn implied_traits_are_on_the_list_of_traits() {
        for sector in sectors() {
            for code in &sector.implies {
                assert!(List::Traits.contains(code), "{} {code}", sector.code);
            }
        }
    }

    #[test]
    fn prevention_is_never_implied() {
        assert!(sectors().iter().all(|sector| !sector.implies.iter().any(|code| code == "prevention")));
    }

    #[test]
    fn all_fifteen_add_ons_belong_to_a_sector() {
        let mut add_ons: Vec<_> = sectors().iter().flat_map(|sector| &sector.add_ons).collect();
        add_ons.sort();
        add_ons.dedup();
        assert_eq!(add_ons.len(), 15);
        assert!(add_ons.iter().all(|id| id.starts_with("sec-")));
    }
}
