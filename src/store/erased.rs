//! The notices of what may no longer be kept: written once, read by merge, verify and purge.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::domain::descent::Doubt;
use crate::domain::erasure::{Erasure, Why};

use super::document::{Document, Facts};
use super::walk::{self, Place, Skip};
use super::{Problem, Store, StoreError};

/// Every revision that may no longer be kept.
#[derive(Debug, Default)]
pub(super) struct Erased(HashMap<String, (Why, String)>);

impl Erased {
    /// What the notices among these say.
    pub fn of<'f>(facts: impl IntoIterator<Item = &'f Facts>) -> Self {
        let mut erased = Self::default();
        facts.into_iter().filter_map(Facts::erasure).for_each(|erasure| erased.add(erasure));
        erased
    }

    fn add(&mut self, erasure: &Erasure) {
        let why = (erasure.why, erasure.sentence());
        self.0.extend(erasure.revisions.iter().map(|hash| (hash.clone(), why.clone())));
    }

    /// Whether the revision with this hash may no longer be kept.
    pub fn has(&self, hash: &str) -> bool {
        self.0.contains_key(hash)
    }

    /// Why it may no longer be kept, as the beginning of a sentence.
    pub fn why(&self, hash: &str) -> Option<&str> {
        self.0.get(hash).map(|(_, why)| why.as_str())
    }

    /// Whether another revision is to take its place.
    pub fn is_replaced(&self, hash: &str) -> bool {
        self.0.get(hash).is_some_and(|(why, _)| *why == Why::Redacted)
    }

    /// Whether a parent is missing because it was erased.
    pub fn explains(&self, doubt: &Doubt) -> bool {
        matches!(doubt, Doubt::ParentMissing(hash) if self.has(&hash.to_string()))
    }
}

impl Store {
    /// What the notices of the workspace say, and those that could not be read.
    pub(super) fn erased(&self) -> (Erased, Vec<Problem>) {
        let (mut erased, mut unread) = (Erased::default(), Vec::new());
        let walked = walk::files(&self.folders.erased());
        let named = |place: &Place| PathBuf::from("erased").join(&place.relative);
        let skipped = walked.skipped.iter().filter(|one| one.why != Skip::NotJson);
        unread.extend(skipped.map(|one| Problem::because(&named(&one.place), &one.why.to_string())));
        for place in walked.files {
            let name = named(&place);
            match self.document(&place.path()) {
                Ok(Document::Erasure(erasure)) => erased.add(&erasure),
                Ok(_) => unread.push(Problem::because(&name, "it is no notice of what was erased: move it away")),
                Err(refusal) => unread.push(Problem::because(&name, refusal.reason())),
            }
        }
        (erased, unread)
    }

    /// Keeps a notice.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn erase(&self, erasure: &Erasure) -> Result<PathBuf, StoreError> {
        let document = Document::Erasure(erasure.clone());
        let path = self.folders.erased().join(document.facts().name());
        let bytes =
            document.bytes().map_err(|refusal| StoreError::write(&path, std::io::Error::other(refusal.reason())))?;
        self.write_once(&path, &bytes)?;
        Ok(path)
    }
}
