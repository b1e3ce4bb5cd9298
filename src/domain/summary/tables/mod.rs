//! The tables of leads, T1 to T12, as data. Rows stand in the order of the vocabularies; only criteria are sorted by gap.

mod criteria;
mod documents;
mod work;

use jiff::civil::Date;

use crate::domain::review::Pinned;
use crate::text::fold;

use super::Summary;
use super::dimension::{Condition, Dimension};
use super::group::{Group, Grouped};
use super::selection::{Selection, Test};
use super::table::{Cell, Row, Table, Value};
use super::view::View;
use super::words::{Language, Phrase, words};

/// Every table of a view.
#[must_use]
pub fn tables(view: &View, summary: &Summary, checklists: &[Pinned], language: Language) -> Vec<Table> {
    let grouped = summary.grouped.clone().and(Grouped::of(view, &GROUPINGS));
    let make = Maker { view, summary, grouped, language };
    let mut all = vec![make.kinds(), make.regions()];
    all.extend(lists(summary, checklists).map(|list| make.criteria(list)));
    all.extend([make.gaps(), make.measures(), make.outcomes(), make.changes(), make.turnaround()]);
    all.push(make.several("T9a", Phrase::T9Sector, Dimension::Sector, Phrase::Sector));
    all.push(make.several("T9b", Phrase::T9Donor, Dimension::Donor, Phrase::Donor));
    all.push(make.markers());
    all.push(make.several("T10", Phrase::T10, Dimension::Tag, Phrase::Theme));
    all.push(make.workload("T11a", Phrase::T11Month, Dimension::Month, Phrase::Month));
    all.push(make.workload("T11b", Phrase::T11Team, Dimension::Team, Phrase::Team).noting(make.say(Phrase::NoteTeam)));
    all.extend([make.quality(), make.versions(), make.countries()]);
    all.extend(make.asked_for());
    all.into_iter().map(|table| Table { language, ..table }).collect()
}

/// Id and title of each checklist: today's, then those that only old reviews know.
fn lists<'l>(summary: &'l Summary, today: &'l [Pinned]) -> impl Iterator<Item = (&'l str, &'l str)> {
    let known = today.iter().map(|pinned| (pinned.checklist.id.as_str(), pinned.checklist.title.as_str()));
    let mut gone: Vec<_> = summary.criteria.iter().map(|counts| counts.checklist.as_str()).collect();
    gone.retain(|id| today.iter().all(|pinned| pinned.checklist.id != *id));
    gone.sort_unstable();
    gone.dedup();
    known.chain(gone.into_iter().map(|id| (id, id)))
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
    rows.sort_by_cached_key(|row| in_order_of_letters(&row.label));
    let head = [Phrase::Country.text(language), Phrase::Documents.text(language)];
    Table { rows, language, ..Table::new("TC", Phrase::TCountries.text(language), &head) }
}

struct Maker<'m, 'a> {
    view: &'m View<'a>,
    summary: &'m Summary,
    grouped: Grouped,
    language: Language,
}

/// What the tables are grouped by, beside the numbers themselves.
const GROUPINGS: [&[Dimension]; 8] = [
    &[Dimension::Kind, Dimension::Quarter],
    &[Dimension::Quarter],
    &[Dimension::Outcome, Dimension::Kind],
    &[Dimension::Marker],
    &[Dimension::Reading],
    &[Dimension::Marker, Dimension::Reading],
    &[Dimension::Month],
    &[Dimension::Team],
];

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
}

/// A label without case and accents: Égypte stands beside Équateur, not after Zimbabwe.
fn in_order_of_letters(label: &str) -> (String, String) {
    (fold(label).text().to_owned(), label.to_owned())
}

fn is(dimension: Dimension, value: &str) -> Test {
    Test::Is(Condition { dimension, value: value.to_owned() })
}

fn value(group: &Group, dimension: Dimension) -> &str {
    group.by.get(dimension.code()).map_or("", String::as_str)
}

fn count_of(groups: &[Group], values: &[(Dimension, &str)]) -> usize {
    let fits = |group: &&Group| values.iter().all(|(dimension, code)| value(group, *dimension) == *code);
    groups.iter().find(fits).map_or(0, |group| group.documents)
}

/// Documents, countries, rounds, median days, share with required changes.
fn summed(group: &Group, tests: &[Test]) -> Vec<Cell> {
    let documents = Selection::documents(tests.to_vec());
    vec![
        Cell::count(group.documents, documents.clone()),
        Cell::count(group.countries, Selection::countries(tests.to_vec())),
        Cell::count(group.rounds, Selection::rounds(tests.to_vec())),
        Cell::derived(
            Value::Days(group.turnaround_days.median, group.turnaround_days.n),
            Selection::rounds(tests.to_vec()).and(Test::HasDays),
        ),
        Cell::share(group.with_required_changes, group.documents, documents.and(Test::HasChanges)),
    ]
}
