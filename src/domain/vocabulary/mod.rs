//! The controlled vocabularies: one JSON file a list, embedded, and the few questions asked of them.
//!
//! ```text
//! *.json ─┬─ List        any list as codes with labels (offer, check, show)
//!         ├─ country     names on input, default region
//!         ├─ region      regional offices, now and before 2024
//!         ├─ kind        sub-types
//!         ├─ sector      add-on criteria, implied traits
//!         ├─ marker      gender markers: which codes a scheme has
//!         ├─ code_set    the breakdowns of people that a document offers
//!         ├─ donor       the marker a donor asks for
//!         └─ outcome     what an outcome means, and what comes next
//! ```
//!
//! Every file is `{"version", "note", "entries"}`; the note names the source.

mod code_set;
mod country;
mod donor;
mod kind;
mod list;
mod marker;
mod outcome;
mod region;
mod sector;

pub use code_set::{CodeSet, disaggregation};
pub use country::{Country, countries, country_names, find_country, region_of};
pub use donor::{Donor, donors};
pub use kind::{KindEntry, kinds};
pub use list::{List, Term};
pub use marker::{check_marker, markers};
pub use outcome::{OutcomeEntry, outcomes};
pub use region::{FormerOffice, Region, former_offices, regions};
pub use sector::{Sector, implied_traits, sectors};

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The shape of every file; the members that the program does not need are for people.
#[derive(Deserialize)]
struct File<T> {
    entries: Vec<T>,
}

/// The entries of an embedded file. A file that does not parse gives none: a test holds that all of them do, and a
/// review must not stop over a label.
fn read<T: DeserializeOwned>(json: &str) -> Vec<T> {
    serde_json::from_str(json).map_or_else(|_| Vec::new(), |file: File<T>| file.entries)
}

/// Whether a list holds a code; the lists go by the names that the check of a file uses, such as `sector`.
#[must_use]
pub fn knows(list: &str, code: &str) -> bool {
    let list = match list {
        "country" => List::Countries,
        "sector" => List::Sectors,
        "trait" => List::Traits,
        "donor" => List::Donors,
        "population-group" => List::PopulationGroups,
        "crisis-type" => List::CrisisTypes,
        "phase" => List::Phases,
        "tag" => List::Tags,
        "language" => List::Languages,
        "feedback-language" => List::FeedbackLanguages,
        "urgency" => List::Urgencies,
        "region" => List::Regions,
        "reviewer-role" => List::ReviewerRoles,
        _ => return false,
    };
    list.contains(code)
}
