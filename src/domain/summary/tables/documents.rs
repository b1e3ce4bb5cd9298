//! Documents by kind, region and outcome: T1, T2, T6, and the rows that a question asks for.

use crate::domain::kind::Kind;
use crate::domain::outcome::Outcome;

use super::super::dimension::Dimension;
use super::super::group::total;
use super::super::period::quarter;
use super::super::selection::{Selection, Test};
use super::super::table::{Cell, Row, Table, Value};
use super::super::words::Phrase;
use super::{Maker, count_of, is, summed, value};

/// A quarter stands in a column of its own up to so many; a longer time has the last ones.
const QUARTERS: usize = 8;

impl Maker<'_, '_> {
    pub(super) fn kinds(&self) -> Table {
        let columns = self.columns();
        let cells = self.grouped.by(&[Dimension::Kind, columns.0]);
        let before = self.summary.year_before.as_ref();
        let names: Vec<_> = columns.1.iter().map(|column| self.words(columns.0, column)).collect();
        let mut head = vec![self.say(Phrase::Kind)];
        head.extend(names.iter().map(String::as_str));
        head.push(self.say(Phrase::InAll));
        if before.is_some() {
            head.extend([self.say(Phrase::YearBefore), self.say(Phrase::Change)]);
        }
        let mut table = Table::new("T1", self.say(Phrase::T1), &head).noting(self.say(Phrase::NoteKinds));
        for (code, count) in &self.summary.kinds.0 {
            let kind = is(Dimension::Kind, code);
            let then = before.map(|before| before.kinds.get(code));
            if *code == Kind::Other.code() && *count == 0 && then.unwrap_or(0) == 0 {
                continue;
            }
            let number = |column: &String| count_of(cells, &[(Dimension::Kind, code), (columns.0, column)]);
            let cell = |column: &String| {
                let behind = Selection::documents(vec![kind.clone(), is(columns.0, column)]);
                Cell::count(number(column), behind)
            };
            let mut row: Vec<_> = columns.1.iter().map(cell).collect();
            row.push(Cell::count(*count, Selection::documents(vec![kind.clone()])));
            row.extend(then.into_iter().flat_map(|then| since(*count, then, std::slice::from_ref(&kind))));
            table.rows.push(Row::new(&self.words(Dimension::Kind, code), code, row));
        }
        table.rows.push(self.all_kinds(&columns));
        table
    }

    pub(super) fn all_kinds(&self, columns: &(Dimension, Vec<String>)) -> Row {
        let cells = self.grouped.by(&[columns.0]);
        let cell = |column: &String| {
            let count = count_of(cells, &[(columns.0, column)]);
            Cell::count(count, Selection::documents(vec![is(columns.0, column)]))
        };
        let mut row: Vec<_> = columns.1.iter().map(cell).collect();
        row.push(Cell::count(self.summary.documents, Selection::documents(Vec::new())));
        let before = self.summary.year_before.as_ref().map(|before| before.documents);
        row.extend(before.into_iter().flat_map(|then| since(self.summary.documents, then, &[])));
        Row::total(self.say(Phrase::All), row)
    }

    /// The quarters of the period, or the months of a quarter.
    pub(super) fn columns(&self) -> (Dimension, Vec<String>) {
        let days: Vec<_> =
            self.view.documents().filter_map(|document| document.first().map(|first| first.day)).collect();
        let mut quarters: Vec<_> = match self.view.question.period.whole_year() {
            Some(year) => (1..=4).map(|n| format!("{year}-Q{n}")).collect(),
            None => days.iter().map(|day| quarter(*day)).collect(),
        };
        quarters.sort();
        quarters.dedup();
        let from = quarters.len().saturating_sub(QUARTERS);
        (Dimension::Quarter, quarters.split_off(from))
    }

    pub(super) fn regions(&self) -> Table {
        let head = [
            Phrase::Region,
            Phrase::Documents,
            Phrase::Countries,
            Phrase::Rounds,
            Phrase::MedianDays,
            Phrase::WithChanges,
        ];
        let mut table = self.table("T2", Phrase::T2, &head).noting(self.say(Phrase::NoteSeveral));
        for group in self.grouped.by(&[Dimension::Region]) {
            let code = value(group, Dimension::Region);
            let cells = summed(group, &[is(Dimension::Region, code)]);
            table.rows.push(Row::new(&self.words(Dimension::Region, code), code, cells));
        }
        table.rows.push(Row::total(self.say(Phrase::All), summed(&total(self.view), &[])));
        table
    }

    pub(super) fn outcomes(&self) -> Table {
        let kinds: Vec<_> = self.summary.kinds.0.iter().filter(|(_, count)| *count > 0).map(|(code, _)| code).collect();
        let mut head = vec![self.say(Phrase::Outcome).to_owned()];
        head.extend(kinds.iter().map(|code| self.words(Dimension::Kind, code)));
        head.extend(
            [self.say(Phrase::InAll), self.say(Phrase::LatestShare), self.say(Phrase::Rounds)].map(str::to_owned),
        );
        let mut table = self.table("T6", Phrase::T6, &[]).noting(self.say(Phrase::NoteOutcomes));
        table.head = head;
        let (cells, rows) =
            (self.grouped.by(&[Dimension::Outcome, Dimension::Kind]), self.grouped.by(&[Dimension::Outcome]));
        for outcome in Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::Withdrawn) {
            let code = outcome.code();
            let is_outcome = || is(Dimension::Outcome, code);
            let cell = |kind: &&String| {
                let count = count_of(cells, &[(Dimension::Outcome, code), (Dimension::Kind, kind)]);
                Cell::count(count, Selection::documents(vec![is_outcome(), is(Dimension::Kind, kind)]))
            };
            let mut row: Vec<_> = kinds.iter().map(cell).collect();
            let all = count_of(rows, &[(Dimension::Outcome, code)]);
            row.push(Cell::count(all, Selection::documents(vec![is_outcome()])));
            row.push(Cell::share(all, self.summary.documents, Selection::documents(vec![is_outcome()])));
            row.push(Cell::count(self.summary.outcomes.get(code), Selection::rounds(vec![is_outcome()])));
            table.rows.push(Row::new(&self.words(Dimension::Outcome, code), code, row));
        }
        table
    }

    /// The rows that the question asks for.
    pub(super) fn asked_for(&self) -> Option<Table> {
        let by = &self.view.question.by;
        let names: Vec<_> = by.iter().map(|dimension| self.say(dimension.phrase())).collect();
        let head = [Phrase::Documents, Phrase::Countries, Phrase::Rounds, Phrase::MedianDays, Phrase::WithChanges];
        let mut table = Table::new("TB", &names.join(", "), &[&names.join(" · ")]);
        table.head.extend(head.iter().map(|phrase| self.say(*phrase).to_owned()));
        for group in &self.summary.groups {
            let values: Vec<_> = by.iter().map(|dimension| (*dimension, value(group, *dimension))).collect();
            let tests: Vec<_> = values.iter().map(|(dimension, code)| is(*dimension, code)).collect();
            let label: Vec<_> = values.iter().map(|(dimension, code)| self.words(*dimension, code)).collect();
            let codes: Vec<_> = values.iter().map(|(_, code)| *code).collect();
            table.rows.push(Row::new(&label.join(" · "), &codes.join(" "), summed(group, &tests)));
        }
        (!by.is_empty()).then_some(table)
    }
}

fn since(now: usize, then: usize, tests: &[Test]) -> [Cell; 2] {
    let behind = Selection::documents(tests.to_vec());
    [Cell::count(then, Selection::year_before(tests.to_vec())), Cell::derived(Value::Change(now, then), behind)]
}
