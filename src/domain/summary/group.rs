//! Counts of a choice of documents, as one row of a table.

use std::collections::BTreeMap;

use ahash::{AHashMap, AHashSet};
use serde::Serialize;

use crate::domain::brief::Word;
use crate::domain::side_by_side::side_by_side;

use super::dimension::{Dimension, NONE};
use super::document::Document;
use super::spread::Spread;
use super::view::{Subject, View};

/// From so many documents on a second thread pays.
const MANY: usize = 2_000;

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
    let (mut rows, mut lists) =
        (Rows::default(), by.iter().map(|dimension| (*dimension, Vec::new())).collect::<Vec<_>>());
    for document in view.documents() {
        rows.each(view, &mut lists, Subject::document(document), |row| row.document(document));
    }
    for of in view.rounds() {
        rows.each(view, &mut lists, of, |row| row.round(of));
    }
    rows.sorted(by)
}

/// Rows by what they are grouped by, each worked out once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grouped(Vec<(Vec<Dimension>, Vec<Group>)>);

impl Grouped {
    /// The rows for each of several groupings, on as many threads as pay.
    #[must_use]
    pub fn of(view: &View, wanted: &[&[Dimension]]) -> Self {
        let rows = |by: &&[Dimension]| (by.to_vec(), groups(view, by));
        let (one, other) = wanted.split_at(wanted.len() / 2);
        if view.chosen().len() < MANY {
            return Self(wanted.iter().map(rows).collect());
        }
        let halves = side_by_side(|| one.iter().map(rows).collect(), || other.iter().map(rows).collect::<Vec<_>>());
        let (mut all, rest): (Vec<_>, _) = halves;
        all.extend(rest);
        Self(all)
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
    view.documents().for_each(|document| row.document(document));
    view.rounds().for_each(|of| row.round(of));
    row.finish(&[], &[])
}

/// Rows by their key.
#[derive(Default)]
struct Rows<'v>(AHashMap<Vec<&'v str>, Gathered>);

impl<'v> Rows<'v> {
    fn each<'a>(
        &mut self,
        view: &'v View<'a>,
        lists: &mut [(Dimension, Vec<&'v str>)],
        of: Subject<'v, 'a>,
        mut gather: impl FnMut(&mut Gathered),
    ) {
        for (dimension, values) in &mut *lists {
            view.values(*dimension, of, values);
        }
        self.combine(lists, &mut Vec::with_capacity(lists.len()), &mut gather);
    }

    fn combine(
        &mut self,
        lists: &[(Dimension, Vec<&'v str>)],
        key: &mut Vec<&'v str>,
        gather: &mut impl FnMut(&mut Gathered),
    ) {
        let Some(((_, first), rest)) = lists.split_first() else { return self.put(key, gather) };
        for value in first {
            key.push(value);
            self.combine(rest, key, gather);
            key.pop();
        }
    }

    /// Most keys are there already: only a new one is copied.
    fn put(&mut self, key: &[&'v str], gather: &mut impl FnMut(&mut Gathered)) {
        match self.0.get_mut(key) {
            Some(row) => gather(row),
            None => gather(self.0.entry(key.to_vec()).or_default()),
        }
    }

    fn sorted(self, by: &[Dimension]) -> Vec<Group> {
        let orders: Vec<_> = by.iter().map(|dimension| dimension.order()).collect();
        let place = |(value, order): (&&'v str, &Vec<&str>)| {
            let place = order.iter().position(|code| code == value).unwrap_or(order.len());
            (*value == NONE, place, *value)
        };
        let mut rows: Vec<_> = self.0.into_iter().collect();
        rows.sort_by_cached_key(|(key, _)| key.iter().zip(&orders).map(place).collect::<Vec<_>>());
        rows.into_iter().map(|(key, row)| row.finish(by, &key)).collect()
    }
}

impl Gathered {
    fn document(&mut self, document: &Document) {
        self.row.documents += 1;
        self.countries.extend(document.data().into_iter().flat_map(|data| data.countries().iter().copied()));
        self.row.with_required_changes += usize::from(document.changes.issued > 0);
    }

    fn round(&mut self, of: Subject) {
        let Some(one) = of.one else { return };
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
