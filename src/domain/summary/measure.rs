//! The four measures of the Call to Action, by countries: planned in proposals and plans, reported in reports.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::answer::Rating;
use crate::domain::brief::Mark;
use crate::domain::kind::Kind;

use super::criterion::Hearing;
use super::view::View;

/// One measure. Countries, not documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// The criterion that it is counted by.
    pub id: String,
    /// The measure's own name in the checklist.
    pub measure: String,
    /// Number of countries with a proposal or plan that has it.
    pub planning: usize,
    /// Number of countries with a report that has it.
    pub reporting: usize,
    /// Which: ISO 3166-1 alpha-3.
    pub countries_planning: BTreeSet<String>,
    /// Which: ISO 3166-1 alpha-3.
    pub countries_reporting: BTreeSet<String>,
}

/// Whether a Yes in a document of this kind is a plan (`true`), a report of what was done (`false`), or neither: a
/// concept note commits nobody yet.
#[must_use]
pub const fn is_plan(kind: Kind) -> Option<bool> {
    match kind {
        Kind::Proposal | Kind::RegionalPlan | Kind::CrisisResponsePlan => Some(true),
        Kind::Report => Some(false),
        Kind::ConceptNote | Kind::Other => None,
    }
}

/// The measures in the order of the checklists, by the latest answer of each document.
#[must_use]
pub fn measures(view: &View) -> Vec<Measure> {
    let named = |place: usize| view.catalogue.entries().get(place)?.criterion?.measure.as_deref();
    let places: Vec<_> = (0..view.catalogue.entries().len()).filter(|place| named(*place).is_some()).collect();
    let mut found: Vec<_> = places.iter().map(|place| begun(view, *place)).collect();
    let mut hearing = Hearing::new(&view.catalogue);
    for document in view.documents() {
        let Some(data) = document.data() else { continue };
        let Some(plan) = is_plan(data.kind) else { continue };
        for (place, heard) in hearing.hear(view, document) {
            let at = places.iter().position(|known| *known == place);
            let measure = at.and_then(|at| found.get_mut(at));
            let Some(measure) = measure.filter(|_| heard.latest().and_then(Mark::rating) == Some(Rating::Yes)) else {
                continue;
            };
            let countries = if plan { &mut measure.countries_planning } else { &mut measure.countries_reporting };
            countries.extend(view.lexicon().texts(data.countries()).map(str::to_owned));
        }
    }
    for measure in &mut found {
        measure.planning = measure.countries_planning.len();
        measure.reporting = measure.countries_reporting.len();
    }
    found
}

fn begun(view: &View, place: usize) -> Measure {
    let entry = view.catalogue.entries().get(place);
    let measure = entry.and_then(|entry| entry.criterion?.measure.clone()).unwrap_or_default();
    Measure { id: entry.map(|entry| entry.id.to_owned()).unwrap_or_default(), measure, ..Measure::default() }
}
