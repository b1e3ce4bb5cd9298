//! The checklists that the exported reviews were made with: what a criterion weighs, and the code book.

use std::collections::HashMap;

use crate::domain::checklist::{Checklist, Criterion};
use crate::domain::review::{ChecklistUse, Pinned};

/// Checklists by their hash, with their criteria by id.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    lists: HashMap<String, Listed>,
}

#[derive(Debug, Clone)]
struct Listed {
    checklist: Checklist,
    places: HashMap<String, usize>,
}

impl Catalogue {
    /// A catalogue of these checklists.
    #[must_use]
    pub fn new(lists: impl IntoIterator<Item = Pinned>) -> Self {
        let mut catalogue = Self::default();
        lists.into_iter().for_each(|pinned| catalogue.add(pinned));
        catalogue
    }

    /// Takes one more checklist in; the same one twice is one.
    pub fn add(&mut self, pinned: Pinned) {
        let Pinned { checklist, sha256 } = pinned;
        let ids = checklist.criteria.iter().map(|criterion| criterion.id.clone());
        let places = ids.enumerate().map(|(at, id)| (id, at)).collect();
        self.lists.insert(sha256, Listed { checklist, places });
    }

    /// Whether a checklist is there just as it was used.
    #[must_use]
    pub fn knows(&self, used: &ChecklistUse) -> bool {
        self.lists.contains_key(&used.sha256)
    }

    /// A criterion as it was asked; `None` when its checklist is not to be had.
    #[must_use]
    pub fn criterion(&self, used: &ChecklistUse, id: &str) -> Option<&Criterion> {
        self.lists.get(&used.sha256)?.criterion(id)
    }

    /// Every criterion of every checklist, by checklist, version and id.
    #[must_use]
    pub fn criteria(&self) -> Vec<(&Checklist, &Criterion)> {
        let lists = self.lists.values().map(|listed| &listed.checklist);
        let mut criteria: Vec<_> =
            lists.flat_map(|list| list.criteria.iter().map(move |criterion| (list, criterion))).collect();
        criteria.sort_by_key(|(list, criterion)| (&list.id, &list.version, &criterion.id));
        criteria
    }
}

impl Listed {
    fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.places.get(id).and_then(|at| self.checklist.criteria.get(*at))
    }
}
