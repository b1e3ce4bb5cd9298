//! The criteria as leads compare them: today's, each with the ids it had before, and those that only old reviews know.

use ahash::AHashSet;

use crate::domain::brief::{Asked, AskedNo, Word};
use crate::domain::census::Census;
use crate::domain::checklist::{Criterion, Weight};
use crate::domain::kind::Kind;
use crate::domain::review::Pinned;

/// A criterion with the checklist that it belongs to.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The id that it is counted under.
    pub id: &'a str,
    /// The checklist's id.
    pub checklist: &'a str,
    /// Today's wording and weights; `None` when only old reviews know it.
    pub criterion: Option<&'a Criterion>,
}

/// The criteria in the order of the checklists; those that only old reviews know follow by id.
#[derive(Debug, Clone, Default)]
pub struct Catalogue<'a> {
    entries: Vec<Entry<'a>>,
    /// By the word of an id, today's or a former one.
    places: Vec<Option<usize>>,
    /// The sets that ask one of them twice: under two ids, or in two checklists.
    twice: AHashSet<AskedNo>,
}

impl<'a> Catalogue<'a> {
    /// The catalogue of today's checklists and of whatever else the reviews asked.
    #[must_use]
    pub fn of(checklists: &'a [Pinned], census: &'a Census) -> Self {
        let mut catalogue = Self { places: vec![None; census.briefs.lexicon.len()], ..Self::default() };
        for list in checklists.iter().map(|pinned| &pinned.checklist) {
            for criterion in &list.criteria {
                let ids = criterion.formerly.iter().chain([&criterion.id]);
                let entry = Entry { id: &criterion.id, checklist: &list.id, criterion: Some(criterion) };
                catalogue.add(entry, ids.filter_map(|id| census.briefs.lexicon.find(id)));
            }
        }
        for (id, checklist) in catalogue.unknown(census) {
            let entry = Entry { id, checklist, criterion: None };
            catalogue.add(entry, census.briefs.lexicon.find(id));
        }
        catalogue.twice = catalogue.asking_twice(census);
        catalogue
    }

    /// The sets that ask one of them twice.
    fn asking_twice(&self, census: &Census) -> AHashSet<AskedNo> {
        let mut asked_by = vec![None; self.entries.len()];
        let mut asks_twice = |(number, set): &(AskedNo, &Asked)| {
            let places = set.criteria.iter().filter_map(|id| self.place(*id));
            let mut before = places.filter_map(|place| asked_by.get_mut(place)?.replace(*number));
            before.any(|before| before == *number)
        };
        census.briefs.lexicon.all_asked().filter(|set| asks_twice(set)).map(|(number, _)| number).collect()
    }

    /// Whether a set asks one of them twice.
    #[must_use]
    pub fn asks_twice(&self, set: AskedNo) -> bool {
        self.twice.contains(&set)
    }

    fn add(&mut self, entry: Entry<'a>, ids: impl IntoIterator<Item = Word>) {
        for id in ids {
            self.places.get_mut(id.place()).into_iter().for_each(|place| *place = Some(self.entries.len()));
        }
        self.entries.push(entry);
    }

    /// What reviews asked that is not there yet, by id, with the checklist that asked it.
    fn unknown(&self, census: &'a Census) -> Vec<(&'a str, &'a str)> {
        let lexicon = &census.briefs.lexicon;
        let mut found = Vec::new();
        // Most often there is none, and then no review has to be looked at.
        if lexicon.all_asked().all(|(_, set)| set.criteria.iter().all(|id| self.place(*id).is_some())) {
            return found;
        }
        let used: AHashSet<_> = census.current().map(|review| review.asked).collect();
        for set in used.into_iter().map(|set| lexicon.asked(set)) {
            let mut criteria = set.criteria.iter();
            for list in &set.lists {
                let own = criteria.by_ref().take(list.criteria as usize).filter(|id| self.place(**id).is_none());
                found.extend(own.map(|id| (lexicon.text(*id), lexicon.text(list.id))));
            }
        }
        found.sort_unstable();
        found.dedup_by_key(|(id, _)| *id);
        found
    }

    /// All of them.
    #[must_use]
    pub fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// The place of the criterion that an id of a review means.
    #[must_use]
    pub fn place(&self, id: Word) -> Option<usize> {
        self.places.get(id.place()).copied().flatten()
    }

    /// The place of the criterion with this id of today.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id == id)
    }
}

impl Entry<'_> {
    /// The few words for a table.
    #[must_use]
    pub fn title(&self) -> &str {
        self.criterion.map_or(self.id, Criterion::title)
    }

    /// Whether a No or a Partly is a gap that counts: the weight for the kind is must or blocking.
    #[must_use]
    pub fn is_must(&self, kind: Kind) -> bool {
        let weight = self.criterion.and_then(|criterion| criterion.weight(kind));
        matches!(weight, Some(Weight::Must | Weight::Blocking))
    }
}
