//! `codebook`: what the criteria ask.

use crate::domain::checklist::{Checklist, Criterion};

use super::table::table;

/// A criterion with its checklist.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The checklist.
    pub checklist: &'a Checklist,
    /// The criterion.
    pub criterion: &'a Criterion,
}

table! {
    CODEBOOK = "codebook", "One row for each criterion of each version of a checklist.",
    fn entry(entry: &Entry<'_>, true);
    CRITERION_ID => &entry.criterion.id;
    CHECKLIST => &entry.checklist.id;
    CATALOGUE_VERSIONS => &entry.checklist.version;
    SECTION => &entry.criterion.section;
    CRITERION_TITLE => &entry.criterion.title;
    QUESTION => &entry.criterion.question;
    CORE => entry.criterion.core;
    MEASURE => entry.criterion.measure.as_ref();
    FORMERLY => entry.criterion.formerly.as_slice();
}
