//! Counts of a choice of documents, as one row of a table.

use std::collections::BTreeMap;

use ahash::{AHashMap, AHashSet};
use serde::Serialize;
use smallvec::SmallVec;

use crate::domain::brief::Word;
use crate::domain::side_by_side::side_by_side;

use super::dimension::{Dimension, NONE};
use super::document::{Document, Return};
use super::spread::Spread;
use super::view::{Subject, View};

/// From so many documents on a second thread pays.
pub(super) const MANY: usize = 2_000;

/// One row: what the documents with these values count.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Group {
    /// The value of each property that was grouped by, by its name.
    pub by: BTreeMap<&'static str, String>,
    /// Documents first returned in the period.
    pub documents: usize,
    /// Reviews returned in the period.
    pub rounds: usize,
    /// Distinct countries of the documents.
    pub countries: usize,
    /// Documents that required changes were asked for.
    pub with_required_changes: usize,
    /// From the complete document to the return.
    pub turnaround_days: Spread,
    /// Reviews with a due day that were returned by it, and all with a due day.
    pub on_time: usize,
    /// Reviews of the period with a due day.
    pub with_due_day: usize,
}

/// What a row gathers.
#[derive(Default)]
struct Gathered {
    row: Group,
    countries: AHashSet<Word>,
    days: Vec<i32>,
}

/// One row for each combination of values, in the order of the vocabularies, else of the codes. Never by size.
#[must_use]
pub fn groups(view: &View, by: &[Dimension]) -> Vec<Group> {
    several(view, &[by]).pop().unwrap_or_default()
}

/// The same for each of several groupings; every document is looked at once.
fn several(view: &View, wanted: &[&[Dimension]]) -> Vec<Vec<Group>> {
    let mut all: Vec<_> = wanted.iter().map(|by| Rows::by(by)).collect();
    for of in view.together() {
        all.iter_mut().for_each(|rows| rows.gather(view, of));
    }
    all.into_iter().zip(wanted).map(|(rows, by)| rows.sorted(by)).collect()
}

/// Rows by what they are grouped by, each worked out once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grouped(Vec<(Vec<Dimension>, Vec<Group>)>);

impl Grouped {
    /// The rows for each of several groupings, on as many threads as pay.
    #[must_use]
    pub fn of(view: &View, wanted: &[&[Dimension]]) -> Self {
        let names = wanted.iter().map(|by| by.to_vec());
        if view.chosen().len() < MANY {
            return Self(names.zip(several(view, wanted)).collect());
        }
        let (one, other) = wanted.split_at(wanted.len() / 2);
        let (one, other) = side_by_side(|| several(view, one), || several(view, other));
        Self(names.zip(one.into_iter().chain(other)).collect())
    }

    /// The rows of a grouping; none when it was not asked for.
    #[must_use]
    pub fn by(&self, by: &[Dimension]) -> &[Group] {
        self.0.iter().find(|(known, _)| known == by).map_or(&[], |(_, rows)| rows)
    }

    /// With the rows of others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }
}

/// All documents of the view as one row.
#[must_use]
pub fn total(view: &View) -> Group {
    let mut row = Gathered::default();
    view.together().for_each(|of| row.gather(of));
    row.finish(&[], &[])
}

/// Rows by their key.
struct Rows<'v, 'a> {
    gathered: Vec<Gathered>,
    places: AHashMap<Vec<&'v str>, usize>,
    /// What they are grouped by, with room for the values of one document or review.
    lists: Vec<(Dimension, Vec<&'v str>)>,
    /// The document that was looked at last; its reviews are in the same rows where the values are its own.
    last: Option<&'v Document<'a>>,
    of_last: Vec<usize>,
}

impl<'v, 'a> Rows<'v, 'a> {
    fn by(by: &[Dimension]) -> Self {
        let lists = by.iter().map(|dimension| (*dimension, Vec::new())).collect();
        Self { gathered: Vec::new(), places: AHashMap::new(), lists, last: None, of_last: Vec::new() }
    }

    /// Counts a document or review in each of its rows.
    fn gather(&mut self, view: &'v View<'a>, of: Subject<'v, 'a>) {
        let is_same = self.last.is_some_and(|last| std::ptr::eq(last, of.document));
        if !is_same || self.lists.iter().any(|(dimension, _)| dimension.is_of_reviews()) {
            self.find(view, of);
        }
        for at in &self.of_last {
            self.gathered.get_mut(*at).into_iter().for_each(|row| row.gather(of));
        }
    }

    /// Finds its rows: one for each combination of its values.
    fn find(&mut self, view: &'v View<'a>, of: Subject<'v, 'a>) {
        for (dimension, values) in &mut self.lists {
            view.values(*dimension, of, values);
        }
        self.last = Some(of.document);
        self.of_last.clear();
        combine(&self.lists, &mut Key::new(), &mut |key| {
            let new = self.places.len();
            // Most keys are there already: only a new one is copied.
            let place = self.places.get(key).copied();
            self.of_last.push(place.unwrap_or_else(|| *self.places.entry(key.to_vec()).or_insert(new)));
        });
        self.gathered.resize_with(self.places.len(), Gathered::default);
    }

    fn sorted(self, by: &[Dimension]) -> Vec<Group> {
        let orders: Vec<_> = by.iter().map(|dimension| dimension.order()).collect();
        let place = |(value, order): (&&'v str, &Vec<&str>)| {
            let place = order.iter().position(|code| code == value).unwrap_or(order.len());
            (*value == NONE, place, *value)
        };
        let mut keys: Vec<_> = self.places.into_iter().collect();
        keys.sort_by_key(|(_, at)| *at);
        let mut rows: Vec<_> = keys.into_iter().map(|(key, _)| key).zip(self.gathered).collect();
        rows.sort_by_cached_key(|(key, _)| key.iter().zip(&orders).map(place).collect::<Vec<_>>());
        rows.into_iter().map(|(key, row)| row.finish(by, &key)).collect()
    }
}

/// One value of each property.
type Key<'v> = SmallVec<[&'v str; 4]>;

/// Hands over each combination of the values.
fn combine<'v>(lists: &[(Dimension, Vec<&'v str>)], key: &mut Key<'v>, take: &mut impl FnMut(&[&'v str])) {
    let Some(((_, first), rest)) = lists.split_first() else { return take(key) };
    for value in first {
        key.push(value);
        combine(rest, key, take);
        key.pop();
    }
}

impl Gathered {
    fn gather(&mut self, of: Subject) {
        match of.one {
            Some(one) => self.round(one),
            None => self.document(of.document),
        }
    }

    fn document(&mut self, document: &Document) {
        self.row.documents += 1;
        self.countries.extend(document.data().into_iter().flat_map(|data| data.countries().iter().copied()));
        self.row.with_required_changes += usize::from(document.changes.issued > 0);
    }

    fn round(&mut self, one: &Return) {
        self.row.rounds += 1;
        self.days.extend(one.days());
        self.row.with_due_day += usize::from(one.on_time().is_some());
        self.row.on_time += usize::from(one.on_time() == Some(true));
    }

    fn finish(mut self, by: &[Dimension], key: &[&str]) -> Group {
        self.row.by = by.iter().zip(key).map(|(dimension, value)| (dimension.code(), (*value).to_owned())).collect();
        self.row.countries = self.countries.len();
        self.row.turnaround_days = Spread::of(self.days);
        self.row
    }
}
