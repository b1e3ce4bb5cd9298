//! The four measures of the Call to Action, by countries: planned in proposals and plans, reported in reports.

use std::collections::BTreeSet;

use ahash::AHashSet;
use serde::Serialize;

use crate::domain::answer::Rating;
use crate::domain::brief::{Lexicon, Mark, ReviewBrief, Word};
use crate::domain::kind::Kind;

use super::catalogue::Catalogue;

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

/// The measures in the order of the checklists, by the latest answer of each document, while they are counted.
pub(super) struct Measures {
    /// By the place of a criterion in the catalogue.
    of_criterion: Vec<Option<usize>>,
    found: Vec<Gathered>,
}

#[derive(Default)]
struct Gathered {
    id: String,
    measure: String,
    planning: AHashSet<Word>,
    reporting: AHashSet<Word>,
}

impl Measures {
    pub fn begun(catalogue: &Catalogue) -> Self {
        let mut measures = Self { of_criterion: Vec::new(), found: Vec::new() };
        for entry in catalogue.entries() {
            let measure = entry.criterion.and_then(|criterion| criterion.measure.clone());
            measures.of_criterion.push(measure.as_ref().map(|_| measures.found.len()));
            let begun = |measure| Gathered { id: entry.id.to_owned(), measure, ..Gathered::default() };
            measures.found.extend(measure.map(begun));
        }
        measures
    }

    pub fn add(&mut self, criterion: usize, latest: Option<Mark>, data: ReviewBrief) {
        let Some(at) = self.of_criterion.get(criterion).copied().flatten() else { return };
        let has = latest.and_then(Mark::rating) == Some(Rating::Yes);
        let (Some(found), Some(plan)) = (self.found.get_mut(at).filter(|_| has), is_plan(data.kind)) else { return };
        let countries = if plan { &mut found.planning } else { &mut found.reporting };
        countries.extend(data.countries());
    }

    pub fn finish(self, lexicon: &Lexicon) -> Vec<Measure> {
        self.found.into_iter().map(|found| found.finish(lexicon)).collect()
    }
}

impl Gathered {
    fn finish(self, lexicon: &Lexicon) -> Measure {
        let codes = |words: &AHashSet<Word>| words.iter().map(|word| lexicon.text(*word).to_owned()).collect();
        Measure {
            id: self.id,
            measure: self.measure,
            planning: self.planning.len(),
            reporting: self.reporting.len(),
            countries_planning: codes(&self.planning),
            countries_reporting: codes(&self.reporting),
        }
    }
}
