//! What of a document was looked at, and which questions have words in it: facts for the reviewer, never a verdict.

use std::collections::BTreeSet;

use super::checklist::Criterion;
use super::record::{Record, Section};
use crate::text::{Term, clean, fold};

/// Passages by question, and the sections that were never on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage<'a> {
    /// Each question with the number of passages that have words of it, in the order given.
    pub criteria: Vec<(&'a Criterion, usize)>,
    /// Sections with text that were not opened, in the order of the document.
    pub unopened: Vec<&'a Section>,
}

impl<'a> Coverage<'a> {
    /// Looks all questions up in a record; `opened` are the ids of the sections that were on the screen.
    #[must_use]
    pub fn of(record: &'a Record, criteria: impl Iterator<Item = &'a Criterion>, opened: &BTreeSet<String>) -> Self {
        let texts: Vec<_> = record.sections.iter().map(|section| fold(&clean(&text(section)))).collect();
        let passages = |criterion: &Criterion| {
            let terms: Vec<_> = criterion.terms.iter().filter_map(|term| Term::parse(term)).collect();
            texts.iter().map(|text| text.find_terms(&terms).len()).sum()
        };
        let criteria = criteria.map(|criterion| (criterion, passages(criterion))).collect();
        let unopened = record.sections.iter().filter(|section| !section.text.trim().is_empty());
        Self { criteria, unopened: unopened.filter(|section| !opened.contains(&section.id)).collect() }
    }

    /// The questions without a passage.
    pub fn without_passage(&self) -> impl Iterator<Item = &'a Criterion> {
        self.criteria.iter().filter(|(_, passages)| *passages == 0).map(|(criterion, _)| *criterion)
    }
}

fn text(section: &Section) -> String {
    format!("{}\n\n{}", section.heading, section.text)
}
