//! Counts of a choice of documents, as one row of a table.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use crate::domain::brief::Word;

use super::change::Changes;
use super::dimension::{Dimension, NONE};
use super::document::Document;
use super::spread::Spread;
use super::view::{Subject, View};

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
    countries: HashSet<Word>,
    days: Vec<i32>,
}

/// One row for each combination of values, in the order of the vocabularies, else of the codes. Never by size.
#[must_use]
pub fn groups(view: &View, by: &[Dimension]) -> Vec<Group> {
    let mut rows = Rows::default();
    for document in view.documents() {
        rows.each(view, by, Subject::document(document), |row| row.document(document));
    }
    for of in view.rounds() {
        rows.each(view, by, of, |row| row.round(of));
    }
    rows.sorted(by)
}

/// All documents of the view as one row.
#[must_use]
pub fn total(view: &View) -> Group {
    groups(view, &[]).pop().unwrap_or_default()
}

/// Rows by their key.
#[derive(Default)]
struct Rows<'v>(HashMap<Vec<&'v str>, Gathered>);

impl<'v> Rows<'v> {
    fn each<'a>(
        &mut self,
        view: &'v View<'a>,
        by: &[Dimension],
        of: Subject<'v, 'a>,
        mut gather: impl FnMut(&mut Gathered),
    ) {
        let values = |dimension: &Dimension| {
            let mut values = Vec::new();
            view.values(*dimension, of, &mut values);
            values
        };
        let lists: Vec<_> = by.iter().map(values).collect();
        self.combine(&lists, &mut Vec::with_capacity(by.len()), &mut gather);
    }

    fn combine(&mut self, lists: &[Vec<&'v str>], key: &mut Vec<&'v str>, gather: &mut impl FnMut(&mut Gathered)) {
        let Some((first, rest)) = lists.split_first() else { return gather(self.row(key)) };
        for value in first {
            key.push(value);
            self.combine(rest, key, gather);
            key.pop();
        }
    }

    fn row(&mut self, key: &[&'v str]) -> &mut Gathered {
        self.0.entry(key.to_vec()).or_default()
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
        self.countries.extend(document.data().into_iter().flat_map(|data| data.countries.iter().copied()));
        self.row.with_required_changes += usize::from(Changes::of(document).issued > 0);
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
