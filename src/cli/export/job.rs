//! Reads the reviews one at a time and hands them to the writer.

use std::collections::BTreeSet;
use std::io::Write;

use crate::domain::review::{ChecklistUse, Review};
use crate::export::output::{Output, Written};
use crate::export::star::{Catalogue, Reviewed, Which};
use crate::export::writer::Format;
use crate::store::Store;

use super::super::session::Session;
use super::census::Counted;

/// An export that is under way.
pub struct Job<'a> {
    store: &'a Store,
    which: Which,
    with_text: bool,
    notes: Vec<(String, String)>,
    catalogue: Catalogue,
    missing: BTreeSet<String>,
}

impl<'a> Job<'a> {
    /// An export of one table; the notes are for a workbook.
    pub fn new(session: &'a Session, which: Which, with_text: bool, notes: Vec<(String, String)>) -> Self {
        let catalogue = Catalogue::new(session.checklists());
        Self { store: &session.store, which, with_text, notes, catalogue, missing: BTreeSet::new() }
    }

    /// Writes one file of reviews.
    ///
    /// # Errors
    /// When a review cannot be read, or as the sink reports them.
    pub fn write<'r>(
        &mut self,
        out: impl Write + Send,
        format: Format,
        reviews: impl Iterator<Item = &'r Counted<'r>>,
    ) -> anyhow::Result<Written> {
        let mut output = Output::new(out, self.which, format)?;
        for counted in reviews {
            let review = self.store.review_of(counted.brief.file())?;
            self.learn(&review);
            output.add(&Reviewed::new(&review, counted.place, &self.catalogue, self.with_text))?;
        }
        Ok(output.finish(&self.catalogue, &self.notes)?)
    }

    /// Names and versions of checklists that are not to be had.
    pub fn missing(&self) -> String {
        self.missing.iter().cloned().collect::<Vec<_>>().join(", ")
    }

    /// Takes in the checklists that a review was made with.
    fn learn(&mut self, review: &Review) {
        for used in review.checklists.iter().filter(|used| !self.catalogue.knows(used)).collect::<Vec<_>>() {
            self.find(used);
        }
    }

    fn find(&mut self, used: &ChecklistUse) {
        let name = format!("{} {}", used.id, used.version);
        if self.missing.contains(&name) {
            return;
        }
        match self.store.used_checklist(&used.sha256) {
            Some(pinned) => self.catalogue.add(pinned),
            None => _ = self.missing.insert(name),
        }
    }
}
