//! Required changes, turnaround, workload, markers, data quality: T7 to T12.

use super::super::dimension::{Dimension, NONE};
use super::super::quality::Issue;
use super::super::selection::{Selection, Test, Unit};
use super::super::spread::Spread;
use super::super::table::{Cell, Row, Table, Value};
use super::super::words::Phrase;
use super::{Maker, count_of, in_order_of_letters, is, value};

impl Maker<'_, '_> {
    pub(super) fn changes(&self) -> Table {
        let mut table = self.table("T7", Phrase::T7, &[Phrase::What, Phrase::Number, Phrase::Documents]);
        let (changes, back) = (&self.summary.required_changes, &self.summary.re_review);
        let documents = |count, test| Cell::count(count, Selection::documents(vec![test]));
        let of = |value, tests| Cell::derived(value, Selection::documents(tests));
        let counted = |count, test| of(Value::Count(count), vec![test]);
        let came_in = |count, unit| Cell::count(count, Selection { unit, tests: Vec::new() });
        let none = Cell::default;
        let adopted = Value::Share(changes.closed_in_closed, changes.issued_in_closed);
        let settled = || vec![Test::CameBack, Test::Settled];
        let rows = [
            (Phrase::Intake, came_in(self.summary.intake.documents, Unit::Intake), none()),
            (
                Phrase::Withdrawn,
                came_in(self.summary.intake.withdrawn, Unit::Withdrawn),
                came_in(self.summary.intake.withdrawn, Unit::Withdrawn),
            ),
            (
                Phrase::Issued,
                counted(changes.all.issued, Test::HasChanges),
                documents(changes.documents, Test::HasChanges),
            ),
            (Phrase::Closed, counted(changes.all.closed, Test::HasMadeChanges), none()),
            (Phrase::Dropped, counted(changes.all.dropped, Test::HasDroppedChanges), none()),
            (
                Phrase::StillOpen,
                counted(changes.all.open, Test::HasOpenChanges),
                documents(changes.documents_open, Test::HasOpenChanges),
            ),
            (Phrase::Adopted, of(adopted, vec![Test::ClosedWithChanges]), none()),
            (Phrase::CameBack, none(), documents(back.documents, Test::CameBack)),
            (
                Phrase::Settled,
                of(Value::Share(back.settled, back.documents), settled()),
                Cell::count(back.settled, Selection::documents(settled())),
            ),
            (Phrase::MedianRounds, of(Value::Days(back.median_rounds, self.summary.documents), Vec::new()), none()),
            (
                Phrase::DaysBetween,
                of(Value::Days(back.days_between.median, back.days_between.n), vec![Test::CameBack]),
                none(),
            ),
            (Phrase::WaitsLong, none(), documents(back.waiting_long, Test::WaitsLong)),
        ];
        table.rows = rows.into_iter().map(|(label, one, two)| Row::new(self.say(label), "", vec![one, two])).collect();
        table
    }

    pub(super) fn turnaround(&self) -> Table {
        let head = [
            Phrase::Urgency,
            Phrase::Rated,
            Phrase::MedianDays,
            Phrase::ThreeInFour,
            Phrase::NineInTen,
            Phrase::OnTime,
        ];
        let mut table = self.table("T8", Phrase::T8, &head).noting(self.say(Phrase::NoteTurnaround));
        for group in self.grouped.by(&[Dimension::Urgency]) {
            let code = value(group, Dimension::Urgency);
            let is_urgent = vec![is(Dimension::Urgency, code)];
            let cells = clock(&group.turnaround_days, (group.on_time, group.with_due_day), &is_urgent);
            table.rows.push(Row::new(&self.words(Dimension::Urgency, code), code, cells));
        }
        let on_time = (self.summary.on_time.on_time, self.summary.on_time.n);
        let cells = clock(&self.summary.turnaround_days, on_time, &[]);
        table.rows.push(Row::total(self.say(Phrase::ReviewerClock), cells));
        let spread = &self.summary.author_days;
        let came_back = Selection::documents(vec![Test::CameBack]);
        let mut author = days(spread, &came_back);
        author.insert(0, Cell::derived(Value::Count(spread.n), came_back));
        author.push(Cell::default());
        table.rows.push(Row::new(self.say(Phrase::AuthorClock), "", author));
        table
    }

    /// Documents and rounds by a property of which a document may have several values.
    pub(super) fn several(&self, id: &'static str, title: Phrase, dimension: Dimension, head: Phrase) -> Table {
        let mut table = self.workload(id, title, dimension, head);
        if dimension != Dimension::Donor {
            self.say(Phrase::NoteSeveral).clone_into(&mut table.note);
        }
        table
    }

    pub(super) fn workload(&self, id: &'static str, title: Phrase, dimension: Dimension, head: Phrase) -> Table {
        let mut table = self.table(id, title, &[head, Phrase::Documents, Phrase::Rounds]);
        for group in self.grouped.by(&[dimension]) {
            let code = value(group, dimension);
            let cells = vec![
                Cell::count(group.documents, Selection::documents(vec![is(dimension, code)])),
                Cell::count(group.rounds, Selection::rounds(vec![is(dimension, code)])),
            ];
            table.rows.push(Row::new(&self.words(dimension, code), code, cells));
        }
        table
    }

    pub(super) fn markers(&self) -> Table {
        let mut table = self.table("T9c", Phrase::T9Marker, &[Phrase::Marker]).noting(self.say(Phrase::NoteMarkers));
        let (codes, readings) = (self.grouped.by(&[Dimension::Marker]), self.grouped.by(&[Dimension::Reading]));
        let readings: Vec<_> = readings.iter().map(|group| value(group, Dimension::Reading)).collect();
        let cells = self.grouped.by(&[Dimension::Marker, Dimension::Reading]);
        table.head.extend(readings.iter().map(|code| self.words(Dimension::Reading, code)));
        table.head.push(self.say(Phrase::InAll).to_owned());
        for group in codes.iter().filter(|group| group.documents > 0) {
            let code = value(group, Dimension::Marker);
            let cell = |reading: &&str| {
                let count = count_of(cells, &[(Dimension::Marker, code), (Dimension::Reading, reading)]);
                let tests = vec![is(Dimension::Marker, code), is(Dimension::Reading, reading)];
                Cell::count(count, Selection::documents(tests))
            };
            let mut row: Vec<_> = readings.iter().map(cell).collect();
            row.push(Cell::count(group.documents, Selection::documents(vec![is(Dimension::Marker, code)])));
            table.rows.push(Row::new(&self.words(Dimension::Marker, code), code, row));
        }
        table
    }

    pub(super) fn quality(&self) -> Table {
        let mut table = self.table("T12a", Phrase::T12, &[Phrase::What, Phrase::Number]);
        for issue in Issue::ALL {
            let count = self.summary.data_quality.get(issue.code()).copied().unwrap_or(0);
            let selection = if issue.is_of_reviews() { Selection::rounds } else { Selection::documents };
            let cell = Cell::count(count, selection(vec![Test::Issue(*issue)]));
            table.rows.push(Row::new(self.say(issue.phrase()), issue.code(), vec![cell]));
        }
        table
    }

    pub(super) fn versions(&self) -> Table {
        let mut table = self.table("T12b", Phrase::T12Versions, &[Phrase::Checklist, Phrase::Version, Phrase::Reviews]);
        for version in &self.summary.versions {
            let test = Test::MadeWith(version.checklist.clone(), version.version.clone());
            let cells = vec![Cell::text(&version.version), Cell::count(version.reviews, Selection::rounds(vec![test]))];
            table.rows.push(Row::new(&version.checklist, &version.checklist, cells));
        }
        table
    }

    pub(super) fn countries(&self) -> Table {
        let mut table = self.several("TC", Phrase::TCountries, Dimension::Country, Phrase::Country);
        table.rows.sort_by_cached_key(|row| (row.code == NONE, in_order_of_letters(&row.label)));
        table
    }
}

/// n, median, three in four, nine in ten, share by the due day.
fn clock(spread: &Spread, (on_time, with_due_day): (usize, usize), tests: &[Test]) -> Vec<Cell> {
    let rounds = |test| Selection::rounds(tests.to_vec()).and(test);
    let mut cells = days(spread, &rounds(Test::HasDays));
    cells.insert(0, Cell::count(spread.n, rounds(Test::HasDays)));
    cells.push(Cell::share(on_time, with_due_day, rounds(Test::OnTime)));
    cells
}

fn days(spread: &Spread, behind: &Selection) -> Vec<Cell> {
    let Spread { n, median, p75, p90 } = *spread;
    let values = [Value::Days(median, n), Value::WholeDays(p75, n), Value::WholeDays(p90, n)];
    values.into_iter().map(|value| Cell::derived(value, behind.clone())).collect()
}
