//! What a lead sees first: the counts in words, why it is these, and figures. Each number in it can be opened.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::domain::lineage::Standing;
use crate::domain::summary::{
    Cell, Condition, Counted, Dimension, Selection, Summary, Table, Test, Value, View, month,
};

use super::behind::{Behind, Reason, Sort, not_counted};
use super::sheet::Number;

/// Months in a sparkline.
const MONTHS: usize = 36;

/// A line of the overview.
#[derive(Debug, Clone)]
pub enum Line {
    /// Over what follows.
    Heads(Vec<&'static str>),
    /// Words with numbers in them.
    Words(Vec<Part>),
    /// Figures beside each other; a column may have fewer than another.
    Figures(Vec<Option<Figure>>),
}

/// A part of a line in words.
#[derive(Debug, Clone)]
pub enum Part {
    /// Words.
    Words(String),
    /// A number.
    Number(Number),
    /// How often, month by month.
    Spark(Vec<usize>),
}

/// A number as a bar.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// How often.
    pub number: Number,
    /// The bar: so many …
    pub count: usize,
    /// … of at most so many.
    pub most: usize,
}

impl Line {
    /// How many numbers it has.
    #[must_use]
    pub fn numbers(&self) -> usize {
        match self {
            Self::Heads(_) => 0,
            Self::Words(parts) => parts.iter().filter(|part| matches!(part, Part::Number(_))).count(),
            Self::Figures(figures) => figures.iter().flatten().count(),
        }
    }

    /// One of them.
    #[must_use]
    pub fn number(&self, at: usize) -> Option<Number> {
        match self {
            Self::Heads(_) => None,
            Self::Words(parts) => parts.iter().filter_map(Part::number).nth(at).cloned(),
            Self::Figures(figures) => figures.iter().flatten().nth(at).map(|figure| figure.number.clone()),
        }
    }
}

impl Part {
    const fn number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            Self::Words(_) | Self::Spark(_) => None,
        }
    }
}

/// The lines for a view.
pub(super) fn lines<'a>(view: &View<'a>, everything: &View<'a>, summary: &Summary, tables: &[Table]) -> Vec<Line> {
    let mut lines = vec![Line::Heads(vec!["In short, and why these and no others"])];
    lines.extend([counts(summary), documents(view, everything, summary), files(summary)]);
    lines.push(Line::Heads(vec!["Further rounds, and over time"]));
    lines.push(came_back(summary));
    lines.extend(year_before(summary));
    lines.extend(months(tables));
    lines.extend(figures(
        ["By kind", "By region"],
        [&summary.kinds, &summary.regions],
        [Dimension::Kind, Dimension::Region],
    ));
    lines.extend(outcomes(tables, summary));
    lines
}

fn words(text: impl Into<String>) -> Part {
    Part::Words(text.into())
}

fn number(value: Value, title: &str, behind: Behind) -> Part {
    Part::Number(Number { value, title: title.to_owned(), behind: Some(behind), counts: true })
}

/// A number that is not one of what it is worked out from.
fn derived(value: Value, title: &str, behind: Behind) -> Part {
    Part::Number(Number { value, title: title.to_owned(), behind: Some(behind), counts: false })
}

fn documents_with(value: Value, title: &str, tests: Vec<Test>) -> Part {
    number(value, title, Behind::Number(Selection::documents(tests)))
}

fn counts(summary: &Summary) -> Line {
    let changes = Value::Share(summary.required_changes.documents, summary.documents);
    let days = Behind::Number(Selection::rounds(vec![Test::HasDays]));
    Line::Words(vec![
        words(format!("{}:", summary.period.label())),
        documents_with(Value::Count(summary.documents), "Documents reviewed", Vec::new()),
        words("documents from"),
        number(Value::Count(summary.countries), "Countries", Behind::Number(Selection::countries(Vec::new()))),
        words("countries,"),
        number(Value::Count(summary.rounds), "Rounds", Behind::Number(Selection::rounds(Vec::new()))),
        words("rounds;"),
        documents_with(changes, "Documents that needed required changes", vec![Test::HasChanges]),
        words("needed required changes; median"),
        derived(Value::Days(summary.turnaround_days.median, summary.turnaround_days.n), "Days to return, median", days),
        words("days to return."),
    ])
}

fn came_back(summary: &Summary) -> Line {
    let back = &summary.re_review;
    let settled = Value::Share(back.settled, back.documents);
    Line::Words(vec![
        documents_with(Value::Count(back.documents), "Documents that came back", vec![Test::CameBack]),
        words("came back for a further round; in"),
        documents_with(settled, "Came back, nothing left open", vec![Test::CameBack, Test::Settled]),
        words("of them no required change is left open."),
    ])
}

fn year_before(summary: &Summary) -> Option<Line> {
    let before = summary.year_before.as_ref()?;
    let then = Behind::Number(Selection::year_before(Vec::new()));
    let change = Value::Change(summary.documents, before.documents);
    Some(Line::Words(vec![
        words(format!("The year before ({}):", before.period.label())),
        number(Value::Count(before.documents), "Documents reviewed, the year before", then),
        words("documents; change since:"),
        derived(change, "Documents reviewed", Behind::Number(Selection::documents(Vec::new()))),
    ]))
}

/// A picture of the months, and the fullest of them.
fn months(tables: &[Table]) -> Option<Line> {
    let rows = &tables.iter().find(|table| table.id == "T11a")?.rows;
    let found: HashMap<&str, &Cell> = rows.iter().filter_map(|row| Some((&*row.code, row.cells.first()?))).collect();
    let all = every_month(&rows.first()?.code, &rows.last()?.code);
    let shown = all.get(all.len().saturating_sub(MONTHS)..)?;
    let counted = |month: &String| found.get(month.as_str()).map_or(0, |cell| count(&cell.value));
    // Of equal ones the first: the order of time.
    let fullest = shown.iter().rev().max_by_key(|month| counted(month))?;
    let selection = found.get(fullest.as_str())?.behind.clone()?;
    Some(Line::Words(vec![
        words("Documents by month"),
        Part::Spark(shown.iter().map(counted).collect()),
        words(format!("{} to {}; most:", shown.first()?, shown.last()?)),
        number(Value::Count(counted(fullest)), &format!("Documents, {fullest}"), Behind::Number(selection)),
        words(format!("in {fullest}.")),
    ]))
}

/// From one month to another, also those in which nothing was returned.
fn every_month(from: &str, to: &str) -> Vec<String> {
    let first = |month: &str| format!("{month}-01").parse::<Date>().ok();
    let Some((from, to)) = first(from).zip(first(to)) else { return Vec::new() };
    from.series(1.month()).take_while(|day| *day <= to).map(month).collect()
}

fn documents<'a>(view: &View<'a>, everything: &View<'a>, summary: &Summary) -> Line {
    let all = everything.chosen().len();
    let mut parts = vec![
        derived(Value::Count(all), "Documents with a review that are not counted here", Behind::NotCounted(None)),
        words("documents have a review ="),
        documents_with(Value::Count(summary.documents), "Documents counted", Vec::new()),
        words("counted here"),
    ];
    for (reason, count) in not_counted(view, everything).into_iter().filter(|(_, count)| *count > 0) {
        let (said, title) = said(reason);
        parts.extend([words("+"), number(Value::Count(count), title, Behind::NotCounted(Some(reason))), words(said)]);
    }
    Line::Words(parts)
}

const fn said(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::AnotherTime => ("first returned at another time", "Documents first returned at another time"),
        Reason::Withdrawn => ("withdrawn", "Documents withdrawn and never returned"),
        Reason::LeftOut => ("left out by the filters", "Documents that the filters leave out"),
    }
}

fn files(summary: &Summary) -> Line {
    let files = summary.files;
    let read = Sort::Read;
    let sorts = [
        (files.current, read(Standing::Current), "that count", "Reviews that count, of all years"),
        (files.superseded, read(Standing::Superseded), "amended since", "Files of revisions amended since"),
        (files.duplicate, read(Standing::Duplicate), "there twice", "Files that are there twice"),
        (files.fork, read(Standing::Fork), "forks", "Files of forks"),
        (files.newer + files.unreadable, Sort::Unread, "newer or unreadable", "Files that could not be read"),
    ];
    let mut parts = vec![
        derived(Value::Count(files.seen), "Files that do not count", Behind::Files(None)),
        words("files of reviews seen ="),
    ];
    for (at, (count, sort, said, title)) in sorts.into_iter().enumerate() {
        let plus = if at == 0 { None } else { Some(words("+")) };
        parts.extend(plus);
        parts.extend([number(Value::Count(count), title, Behind::Files(Some(sort))), words(said)]);
    }
    Line::Words(parts)
}

fn figures(heads: [&'static str; 2], counted: [&Counted; 2], by: [Dimension; 2]) -> Vec<Line> {
    let columns =
        [0, 1].map(|at: usize| counted.get(at).zip(by.get(at)).map_or_else(Vec::new, |(one, by)| bars(one, *by)));
    beside(heads, columns)
}

/// Lines with two figures each.
fn beside(heads: [&'static str; 2], [left, right]: [Vec<Figure>; 2]) -> Vec<Line> {
    let mut lines = vec![Line::Heads(heads.to_vec())];
    let rows = left.len().max(right.len());
    lines.extend((0..rows).map(|row| Line::Figures(vec![left.get(row).cloned(), right.get(row).cloned()])));
    lines
}

fn bars(counted: &Counted, dimension: Dimension) -> Vec<Figure> {
    let most = counted.0.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let figure = |(code, count): &(String, usize)| {
        let condition = Condition { dimension, value: code.clone() };
        let behind = Behind::Number(Selection::documents(vec![Test::Is(condition)]));
        figure(&dimension.words(code), *count, most, behind)
    };
    counted.0.iter().map(figure).collect()
}

/// The latest outcomes of documents, and what became of the required changes.
fn outcomes(tables: &[Table], summary: &Summary) -> Vec<Line> {
    let table = tables.iter().find(|table| table.id == "T6");
    let in_all = |row: &crate::domain::summary::Row| {
        let at = row.cells.len().checked_sub(3)?;
        let cell = row.cells.get(at)?;
        Some((row.label.clone(), count(&cell.value), cell.behind.clone()?))
    };
    let found: Vec<_> = table.into_iter().flat_map(|table| &table.rows).filter_map(in_all).collect();
    let most = found.iter().map(|(_, count, _)| *count).max().unwrap_or(0);
    let left =
        found.into_iter().map(|(label, count, behind)| figure(&label, count, most, Behind::Number(behind))).collect();
    beside(["By latest outcome", "Required changes"], [left, changes(summary)])
}

fn changes(summary: &Summary) -> Vec<Figure> {
    let changes = summary.required_changes.all;
    let row = |label, count, test| {
        let behind = Behind::Number(Selection::documents(vec![test]));
        let figure = figure(label, count, changes.issued, behind);
        Figure { number: Number { counts: false, ..figure.number }, ..figure }
    };
    vec![
        row("Asked for", changes.issued, Test::HasChanges),
        row("Made", changes.closed, Test::HasMadeChanges),
        row("Given up", changes.dropped, Test::HasDroppedChanges),
        row("Still open", changes.open, Test::HasOpenChanges),
    ]
}

fn figure(label: &str, count: usize, most: usize, behind: Behind) -> Figure {
    let number = Number { value: Value::Count(count), title: label.to_owned(), behind: Some(behind), counts: true };
    Figure { label: label.to_owned(), number, count, most }
}

const fn count(value: &Value) -> usize {
    match value {
        Value::Count(count) => *count,
        _ => 0,
    }
}
