//! The tables of leads, T1 to T12, as data. Rows stand in the order of the vocabularies; only criteria are sorted by gap.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::domain::answer::Rating;
use crate::domain::kind::Kind;
use crate::domain::outcome::Outcome;
use crate::domain::review::Pinned;
use crate::domain::tally::Tally;

use super::Summary;
use super::criterion::CriterionCounts;
use super::dimension::{Condition, Dimension};
use super::group::{Group, groups};
use super::period::quarter;
use super::quality::Issue;
use super::selection::{Answered, How, Selection, Test, Unit, When};
use super::spread::Spread;
use super::table::{Cell, Row, Table, Value};
use super::view::View;
use super::words::{Language, Phrase, words};

/// The most common gaps that are listed.
const TOP: usize = 10;
/// A quarter stands in a column of its own up to so many; a longer time has years.
const QUARTERS: usize = 8;

/// Every table of a view.
#[must_use]
pub fn tables(view: &View, summary: &Summary, checklists: &[Pinned], language: Language) -> Vec<Table> {
    let make = Maker { view, summary, language };
    let mut all = vec![make.kinds(), make.regions()];
    all.extend(checklists.iter().map(|list| make.criteria(list)));
    all.extend([make.gaps(), make.measures(), make.outcomes(), make.changes(), make.turnaround()]);
    all.push(make.several("T9a", Phrase::T9Sector, Dimension::Sector, Phrase::Sector));
    all.push(make.several("T9b", Phrase::T9Donor, Dimension::Donor, Phrase::Donor));
    all.push(make.markers());
    all.push(make.several("T10", Phrase::T10, Dimension::Tag, Phrase::Theme));
    all.push(make.workload("T11a", Phrase::T11Month, Dimension::Month, Phrase::Month));
    all.push(make.workload("T11b", Phrase::T11Team, Dimension::Team, Phrase::Team).noting(make.say(Phrase::NoteTeam)));
    all.extend([make.quality(), make.versions(), make.countries()]);
    all.extend(make.asked_for());
    all
}

/// The countries behind a number, each with its documents.
#[must_use]
pub fn countries_behind(view: &View, selection: &Selection, today: Date, language: Language) -> Table {
    let found = super::selection::behind(view, selection, today);
    let mut codes = Vec::new();
    for of in &found {
        let mut values = Vec::new();
        view.values(Dimension::Country, *of, &mut values);
        codes.extend(values.into_iter().filter(|code| *code != super::NONE).map(str::to_owned));
    }
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    codes.into_iter().for_each(|code| *counts.entry(code).or_default() += 1);
    let row = |(code, count): (String, usize)| {
        let behind = Selection::documents(selection.tests.clone()).and(is(Dimension::Country, &code));
        Row::new(&words(Dimension::Country, &code, language), &code, vec![Cell::count(count, behind)])
    };
    let mut rows: Vec<_> = counts.into_iter().map(row).collect();
    rows.sort_by(|a, b| a.label.cmp(&b.label));
    let head = [Phrase::Country.text(language), Phrase::Documents.text(language)];
    Table { rows, ..Table::new("TC", Phrase::TCountries.text(language), &head) }
}

struct Maker<'m, 'a> {
    view: &'m View<'a>,
    summary: &'m Summary,
    language: Language,
}

impl Maker<'_, '_> {
    fn say(&self, phrase: Phrase) -> &'static str {
        phrase.text(self.language)
    }

    fn table(&self, id: &'static str, title: Phrase, head: &[Phrase]) -> Table {
        let head: Vec<_> = head.iter().map(|phrase| self.say(*phrase)).collect();
        Table::new(id, self.say(title), &head)
    }

    fn words(&self, dimension: Dimension, code: &str) -> String {
        words(dimension, code, self.language)
    }

    fn kinds(&self) -> Table {
        let columns = self.columns();
        let cells = groups(self.view, &[Dimension::Kind, columns.0]);
        let before = self.summary.year_before.as_ref();
        let mut head = vec![self.say(Phrase::Kind)];
        head.extend(columns.1.iter().map(String::as_str));
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
            let number = |column: &String| count_of(&cells, &[(Dimension::Kind, code), (columns.0, column)]);
            let cell = |column: &String| {
                let behind = Selection::documents(vec![kind.clone(), is(columns.0, column)]);
                Cell::count(number(column), behind)
            };
            let mut row: Vec<_> = columns.1.iter().map(cell).collect();
            row.push(Cell::count(*count, Selection::documents(vec![kind.clone()])));
            row.extend(then.into_iter().flat_map(|then| since(*count, then)));
            table.rows.push(Row::new(&self.words(Dimension::Kind, code), code, row));
        }
        table.rows.push(self.all_kinds(&columns));
        table
    }

    fn all_kinds(&self, columns: &(Dimension, Vec<String>)) -> Row {
        let cells = groups(self.view, &[columns.0]);
        let cell = |column: &String| {
            let count = count_of(&cells, &[(columns.0, column)]);
            Cell::count(count, Selection::documents(vec![is(columns.0, column)]))
        };
        let mut row: Vec<_> = columns.1.iter().map(cell).collect();
        row.push(Cell::count(self.summary.documents, Selection::documents(Vec::new())));
        let before = self.summary.year_before.as_ref().map(|before| before.documents);
        row.extend(before.into_iter().flat_map(|then| since(self.summary.documents, then)));
        Row::total(self.say(Phrase::All), row)
    }

    /// The quarters of the period, or the months of a quarter.
    fn columns(&self) -> (Dimension, Vec<String>) {
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

    fn regions(&self) -> Table {
        let head = [
            Phrase::Region,
            Phrase::Documents,
            Phrase::Countries,
            Phrase::Rounds,
            Phrase::MedianDays,
            Phrase::WithChanges,
        ];
        let mut table = self.table("T2", Phrase::T2, &head).noting(self.say(Phrase::NoteSeveral));
        for group in groups(self.view, &[Dimension::Region]) {
            let code = value(&group, Dimension::Region);
            let cells = summed(&group, &[is(Dimension::Region, code)]);
            table.rows.push(Row::new(&self.words(Dimension::Region, code), code, cells));
        }
        table.rows.push(Row::total(self.say(Phrase::All), summed(&super::total(self.view), &[])));
        table
    }

    fn criteria(&self, list: &Pinned) -> Table {
        let head = [
            Phrase::Criterion,
            Phrase::Weight,
            Phrase::Rated,
            Phrase::YesFirst,
            Phrase::Partly,
            Phrase::No,
            Phrase::YesLatest,
            Phrase::Change,
            Phrase::CameBackN,
            Phrase::CameBackChange,
            Phrase::Harm,
        ];
        let mut table = self.table("T3", Phrase::T3, &head).noting(self.say(Phrase::NoteShares));
        table.title = format!("{}: {}", table.title, list.checklist.title);
        let own = self.summary.criteria.iter().filter(|counts| counts.checklist == list.checklist.id);
        let mut own: Vec<_> = own.filter(|counts| counts.first.asked + counts.latest.asked > 0).collect();
        own.sort_by_key(|counts| Reverse(gap_rank(&counts.first)));
        table.rows.extend(own.iter().map(|counts| self.criterion(counts)));
        table
    }

    fn criterion(&self, counts: &CriterionCounts) -> Row {
        let CriterionCounts { id, first, latest, again_first, again_latest, .. } = counts;
        let behind = |when, how| Selection::documents(vec![answered(id, when, how)]);
        let share = |tally: &Tally, when, rating| {
            let part = match rating {
                Rating::Yes => tally.yes,
                Rating::Partly => tally.partly,
                Rating::No => tally.no,
                Rating::NotApplicable => tally.not_applicable,
            };
            Cell::share(part, tally.rated(), behind(when, How::Rating(rating)))
        };
        let points =
            |now: &Tally, then: &Tally| Cell::plain(Value::Points([now.yes, now.rated()], [then.yes, then.rated()]));
        let cells = vec![
            Cell::text(self.weight(id)),
            Cell::count(first.rated(), behind(When::First, How::Rated)),
            share(first, When::First, Rating::Yes),
            share(first, When::First, Rating::Partly),
            share(first, When::First, Rating::No),
            share(latest, When::Latest, Rating::Yes),
            points(latest, first),
            Cell::count(again_first.asked, behind(When::AgainFirst, How::Rated)),
            points(again_latest, again_first),
            Cell::count(first.harm, behind(When::First, How::Harm)),
        ];
        let bar = Some([first.yes, first.partly, first.no]);
        Row { bar, ..Row::new(&counts.title, id, cells) }
    }

    /// The highest weight for a kind that was reviewed.
    fn weight(&self, id: &str) -> &'static str {
        let entry = self.view.catalogue.find(id).and_then(|place| self.view.catalogue.entries().get(place));
        let Some(criterion) = entry.and_then(|entry| entry.criterion) else { return "" };
        let reviewed = Kind::ALL.iter().filter(|kind| self.summary.kinds.get(kind.code()) > 0);
        reviewed.filter_map(|kind| criterion.weight(*kind)).min().map_or("", |weight| weight.label())
    }

    fn gaps(&self) -> Table {
        let head = [Phrase::Criterion, Phrase::Documents, Phrase::Recommendation];
        let mut table = self.table("T4", Phrase::T4, &head).noting(self.say(Phrase::NoteGaps));
        let mut found: Vec<_> = self.summary.criteria.iter().filter(|counts| counts.gaps > 0).collect();
        found.sort_by_key(|counts| Reverse(counts.gaps));
        for counts in found.into_iter().take(TOP) {
            let entry = self.view.catalogue.find(&counts.id).and_then(|place| self.view.catalogue.entries().get(place));
            let sample = entry.and_then(|entry| entry.criterion).map_or("", |criterion| &criterion.recommendation);
            let behind = Selection::documents(vec![Test::Gap(counts.id.clone())]);
            let cells = vec![Cell::count(counts.gaps, behind), Cell::text(sample)];
            table.rows.push(Row::new(&counts.title, &counts.id, cells));
        }
        table
    }

    fn measures(&self) -> Table {
        let head = [Phrase::Measure, Phrase::Planning, Phrase::Reporting];
        let mut table = self.table("T5", Phrase::T5, &head).noting(self.say(Phrase::NoteMeasures));
        for measure in &self.summary.measures {
            let behind = |plan| Selection::countries(vec![Test::Measure(measure.id.clone(), plan)]);
            let cells =
                vec![Cell::count(measure.planning, behind(true)), Cell::count(measure.reporting, behind(false))];
            let title = self.summary.criteria.iter().find(|counts| counts.id == measure.id);
            table.rows.push(Row::new(title.map_or(&measure.measure, |counts| &counts.title), &measure.id, cells));
        }
        table
    }

    fn outcomes(&self) -> Table {
        let kinds: Vec<_> = self.summary.kinds.0.iter().filter(|(_, count)| *count > 0).map(|(code, _)| code).collect();
        let mut head = vec![self.say(Phrase::Outcome).to_owned()];
        head.extend(kinds.iter().map(|code| self.words(Dimension::Kind, code)));
        head.extend(
            [self.say(Phrase::InAll), self.say(Phrase::LatestShare), self.say(Phrase::Rounds)].map(str::to_owned),
        );
        let mut table = self.table("T6", Phrase::T6, &[]).noting(self.say(Phrase::NoteOutcomes));
        table.head = head;
        let (cells, rows) =
            (groups(self.view, &[Dimension::Outcome, Dimension::Kind]), groups(self.view, &[Dimension::Outcome]));
        for outcome in Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::Withdrawn) {
            let code = outcome.code();
            let is_outcome = || is(Dimension::Outcome, code);
            let cell = |kind: &&String| {
                let count = count_of(&cells, &[(Dimension::Outcome, code), (Dimension::Kind, kind)]);
                Cell::count(count, Selection::documents(vec![is_outcome(), is(Dimension::Kind, kind)]))
            };
            let mut row: Vec<_> = kinds.iter().map(cell).collect();
            let all = count_of(&rows, &[(Dimension::Outcome, code)]);
            row.push(Cell::count(all, Selection::documents(vec![is_outcome()])));
            row.push(Cell::share(all, self.summary.documents, Selection::documents(vec![is_outcome()])));
            row.push(Cell::count(self.summary.outcomes.get(code), Selection::rounds(vec![is_outcome()])));
            table.rows.push(Row::new(&self.words(Dimension::Outcome, code), code, row));
        }
        table
    }

    fn changes(&self) -> Table {
        let mut table = self.table("T7", Phrase::T7, &[Phrase::What, Phrase::Number, Phrase::Documents]);
        let (changes, back) = (&self.summary.required_changes, &self.summary.re_review);
        let documents = |count, test| Cell::count(count, Selection::documents(vec![test]));
        let count = |count| Cell::plain(Value::Count(count));
        let none = Cell::default;
        let rows = [
            (Phrase::Intake, count(self.summary.intake.documents), none()),
            (Phrase::Withdrawn, count(self.summary.intake.withdrawn), self.withdrawn()),
            (Phrase::Issued, count(changes.all.issued), documents(changes.documents, Test::HasChanges)),
            (Phrase::Closed, count(changes.all.closed), none()),
            (Phrase::Dropped, count(changes.all.dropped), none()),
            (Phrase::StillOpen, count(changes.all.open), documents(changes.documents_open, Test::HasOpenChanges)),
            (Phrase::Adopted, Cell::plain(Value::Share(changes.closed_in_closed, changes.issued_in_closed)), none()),
            (Phrase::CameBack, none(), documents(back.documents, Test::CameBack)),
            (
                Phrase::Settled,
                Cell::plain(Value::Share(back.settled, back.documents)),
                Cell::count(back.settled, Selection::documents(vec![Test::CameBack, Test::Settled])),
            ),
            (Phrase::MedianRounds, Cell::plain(Value::Days(back.median_rounds)), none()),
            (Phrase::DaysBetween, Cell::plain(Value::Days(back.days_between.median)), none()),
            (Phrase::WaitsLong, none(), documents(back.waiting_long, Test::WaitsLong)),
        ];
        table.rows = rows.into_iter().map(|(label, one, two)| Row::new(self.say(label), "", vec![one, two])).collect();
        table
    }

    fn withdrawn(&self) -> Cell {
        let behind = Selection { unit: Unit::Withdrawn, tests: Vec::new() };
        Cell::count(self.summary.intake.withdrawn, behind)
    }

    fn turnaround(&self) -> Table {
        let head = [
            Phrase::Urgency,
            Phrase::Rated,
            Phrase::MedianDays,
            Phrase::ThreeInFour,
            Phrase::NineInTen,
            Phrase::OnTime,
        ];
        let mut table = self.table("T8", Phrase::T8, &head).noting(self.say(Phrase::NoteTurnaround));
        for group in groups(self.view, &[Dimension::Urgency]) {
            let code = value(&group, Dimension::Urgency);
            let is_urgent = vec![is(Dimension::Urgency, code)];
            let cells = clock(&group.turnaround_days, (group.on_time, group.with_due_day), &is_urgent);
            table.rows.push(Row::new(&self.words(Dimension::Urgency, code), code, cells));
        }
        let on_time = (self.summary.on_time.on_time, self.summary.on_time.n);
        let cells = clock(&self.summary.turnaround_days, on_time, &[]);
        table.rows.push(Row::total(self.say(Phrase::ReviewerClock), cells));
        let spread = &self.summary.author_days;
        let mut author = days(spread);
        author.insert(0, Cell::plain(Value::Count(spread.n)));
        author.push(Cell::default());
        table.rows.push(Row::new(self.say(Phrase::AuthorClock), "", author));
        table
    }

    /// Documents and rounds by a property of which a document may have several values.
    fn several(&self, id: &'static str, title: Phrase, dimension: Dimension, head: Phrase) -> Table {
        let mut table = self.workload(id, title, dimension, head);
        if dimension != Dimension::Donor {
            table.note = self.say(Phrase::NoteSeveral).to_owned();
        }
        table
    }

    fn workload(&self, id: &'static str, title: Phrase, dimension: Dimension, head: Phrase) -> Table {
        let mut table = self.table(id, title, &[head, Phrase::Documents, Phrase::Rounds]);
        for group in groups(self.view, &[dimension]) {
            let code = value(&group, dimension);
            let cells = vec![
                Cell::count(group.documents, Selection::documents(vec![is(dimension, code)])),
                Cell::count(group.rounds, Selection::rounds(vec![is(dimension, code)])),
            ];
            table.rows.push(Row::new(&self.words(dimension, code), code, cells));
        }
        table
    }

    fn markers(&self) -> Table {
        let mut table = self.table("T9c", Phrase::T9Marker, &[Phrase::Marker]).noting(self.say(Phrase::NoteMarkers));
        let (codes, readings) = (groups(self.view, &[Dimension::Marker]), groups(self.view, &[Dimension::Reading]));
        let readings: Vec<_> = readings.iter().map(|group| value(group, Dimension::Reading)).collect();
        let cells = groups(self.view, &[Dimension::Marker, Dimension::Reading]);
        table.head.extend(readings.iter().map(|code| self.words(Dimension::Reading, code)));
        table.head.push(self.say(Phrase::InAll).to_owned());
        for group in codes.iter().filter(|group| group.documents > 0) {
            let code = value(group, Dimension::Marker);
            let cell = |reading: &&str| {
                let count = count_of(&cells, &[(Dimension::Marker, code), (Dimension::Reading, reading)]);
                let tests = vec![is(Dimension::Marker, code), is(Dimension::Reading, reading)];
                Cell::count(count, Selection::documents(tests))
            };
            let mut row: Vec<_> = readings.iter().map(cell).collect();
            row.push(Cell::count(group.documents, Selection::documents(vec![is(Dimension::Marker, code)])));
            table.rows.push(Row::new(&self.words(Dimension::Marker, code), code, row));
        }
        table
    }

    fn quality(&self) -> Table {
        let mut table = self.table("T12a", Phrase::T12, &[Phrase::What, Phrase::Number]);
        for issue in Issue::ALL {
            let count = self.summary.data_quality.get(issue.code()).copied().unwrap_or(0);
            let selection = if issue.is_of_reviews() { Selection::rounds } else { Selection::documents };
            let cell = Cell::count(count, selection(vec![Test::Issue(*issue)]));
            table.rows.push(Row::new(issue.label(), issue.code(), vec![cell]));
        }
        table
    }

    fn versions(&self) -> Table {
        let mut table = self.table("T12b", Phrase::T12Versions, &[Phrase::Checklist, Phrase::Version, Phrase::Reviews]);
        for version in &self.summary.versions {
            let test = Test::MadeWith(version.checklist.clone(), version.version.clone());
            let cells = vec![Cell::text(&version.version), Cell::count(version.reviews, Selection::rounds(vec![test]))];
            table.rows.push(Row::new(&version.checklist, &version.checklist, cells));
        }
        table
    }

    fn countries(&self) -> Table {
        let mut table = self.several("TC", Phrase::TCountries, Dimension::Country, Phrase::Country);
        table.rows.sort_by_key(|row| (row.code == super::NONE, row.label.clone()));
        table
    }

    /// The rows that the question asks for.
    fn asked_for(&self) -> Option<Table> {
        let by = &self.view.question.by;
        let names: Vec<_> = by.iter().map(|dimension| dimension.label()).collect();
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

fn is(dimension: Dimension, value: &str) -> Test {
    Test::Is(Condition { dimension, value: value.to_owned() })
}

fn answered(criterion: &str, when: When, how: How) -> Test {
    Test::Answered(Answered { criterion: criterion.to_owned(), when, how })
}

fn value(group: &Group, dimension: Dimension) -> &str {
    group.by.get(dimension.code()).map_or("", String::as_str)
}

fn count_of(groups: &[Group], values: &[(Dimension, &str)]) -> usize {
    let fits = |group: &&Group| values.iter().all(|(dimension, code)| value(group, *dimension) == *code);
    groups.iter().find(fits).map_or(0, |group| group.documents)
}

fn since(now: usize, then: usize) -> [Cell; 2] {
    [Cell::plain(Value::Count(then)), Cell::plain(Value::Change(now, then))]
}

/// Documents, countries, rounds, median days, share with required changes.
fn summed(group: &Group, tests: &[Test]) -> Vec<Cell> {
    let documents = Selection::documents(tests.to_vec());
    vec![
        Cell::count(group.documents, documents.clone()),
        Cell::count(group.countries, Selection::countries(tests.to_vec())),
        Cell::count(group.rounds, Selection::rounds(tests.to_vec())),
        Cell::plain(Value::Days(group.turnaround_days.median)),
        Cell::share(group.with_required_changes, group.documents, documents.and(Test::HasChanges)),
    ]
}

/// n, median, three in four, nine in ten, share by the due day.
fn clock(spread: &Spread, (on_time, with_due_day): (usize, usize), tests: &[Test]) -> Vec<Cell> {
    let rounds = || Selection::rounds(tests.to_vec());
    let mut cells = days(spread);
    cells.insert(0, Cell::count(spread.n, rounds().and(Test::HasDays)));
    cells.push(Cell::share(on_time, with_due_day, rounds().and(Test::OnTime)));
    cells
}

fn days(spread: &Spread) -> Vec<Cell> {
    let values = [Value::Days(spread.median), Value::WholeDays(spread.p75), Value::WholeDays(spread.p90)];
    values.into_iter().map(Cell::plain).collect()
}

/// The share of No and Partly in thousandths, and how many there are.
fn gap_rank(tally: &Tally) -> (usize, usize) {
    let gap = tally.no + tally.partly;
    ((1000 * gap).checked_div(tally.rated()).unwrap_or(0), gap)
}
