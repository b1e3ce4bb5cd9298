//! Counting: from a census and a question to the numbers that leads report, each with the documents behind it.
//!
//! ```text
//! Census ─ View::of(question) ─┬─ Summary::of ─▶ the numbers (JSON)
//!                              ├─ tables ──────▶ the same as tables: text, Markdown, HTML, board
//!                              └─ Selection ───▶ the documents and reviews behind one number
//! ```
//!
//! The rules: a document counts once, in the period of its first return; rounds are counted apart; shares leave out not
//! applicable and open; withdrawn documents are in the intake only; nothing is scored, nobody is ranked.

mod catalogue;
mod change;
mod criterion;
mod dimension;
mod document;
mod figures;
mod group;
mod measure;
mod period;
mod quality;
mod selection;
mod spread;
mod table;
mod tables;
mod view;
mod words;

use std::collections::BTreeMap;

use ahash::AHashMap;
use jiff::civil::Date;
use serde::Serialize;

use super::census::Files;
use super::kind::Kind;
use super::outcome::Outcome;
use super::side_by_side::side_by_side;

pub use catalogue::{Catalogue, Entry};
pub use change::{Changes, is_closed, waits_for_author};
pub use criterion::{CriterionCounts, Heard, Hearing, is_gap, is_rated};
pub use dimension::{Condition, Dimension, NONE};
pub use document::{Document, Documents, Return};
pub use figures::Figures;
pub use group::{Group, Grouped, groups, total};
pub use measure::{Measure, is_plan};
pub use period::{Period, month, quarter};
pub use quality::{Issue, Quality};
pub use selection::{Answered, How, Selection, Test, Unit, When, behind};
pub use spread::{Days, Spread};
pub use table::{Cell, Row, Table, Value, WITHHELD, percent};
pub use tables::{countries_behind, tables};
pub use view::{Question, Subject, View};
pub(crate) use words::phrases;
pub use words::{Language, Phrase, label, words};

/// After so many days without an answer a document is named as waiting for its author.
pub const WAITS_LONG: i32 = 30;
/// A count below this says too much about single documents to be shown outside the team.
pub const SMALL: usize = 5;

/// The numbers. Member names are the contract.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    /// When.
    pub period: Period,
    /// Which documents, as `dimension=value`.
    #[serde(rename = "where")]
    pub conditions: Vec<String>,
    /// The files that the numbers come from.
    pub files: Files,
    /// Documents that came in: counted and withdrawn.
    pub intake: Intake,
    /// Documents first returned in the period.
    pub documents: usize,
    /// Reviews returned in the period.
    pub rounds: usize,
    /// Distinct countries of the documents.
    pub countries: usize,
    /// Which: ISO 3166-1 alpha-3.
    pub country_codes: Vec<String>,
    /// Documents by kind, in the order of the kinds.
    pub kinds: Counted,
    /// Returned reviews by outcome: their sum is the rounds.
    pub outcomes: Counted,
    /// Documents by region: one of several regions counts in each.
    pub regions: Counted,
    /// Documents by sector: one of several sectors counts in each.
    pub sectors: Counted,
    /// Documents by donor.
    pub donors: Counted,
    /// Documents by theme: one of several themes counts in each.
    pub themes: Counted,
    /// Answers by criterion.
    pub criteria: Vec<CriterionCounts>,
    /// The four measures of the Call to Action, by countries.
    pub measures: Vec<Measure>,
    /// Changes required of the authors of the documents.
    pub required_changes: RequiredChanges,
    /// Documents that came back.
    pub re_review: ReReview,
    /// From the complete document to the return.
    pub turnaround_days: Spread,
    /// The same by urgency.
    pub turnaround_by_urgency: BTreeMap<String, Spread>,
    /// From the return to the next version of the document.
    pub author_days: Spread,
    /// Returned by the day they were due.
    pub on_time: OnTime,
    /// Reviews by checklist and version.
    pub versions: Vec<VersionCount>,
    /// What a lead should look at.
    pub data_quality: BTreeMap<&'static str, usize>,
    /// The rows asked for.
    pub groups: Vec<Group>,
    /// The same days of the year before.
    pub year_before: Option<YearBefore>,
    /// Rows that the tables need again.
    #[serde(skip)]
    grouped: Grouped,
}

/// A count by code, in the order of the vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted(pub Vec<(String, usize)>);

/// Documents that came in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Intake {
    /// Counted and withdrawn together.
    pub documents: usize,
    /// Those that were withdrawn and never returned.
    pub withdrawn: usize,
}

/// Required changes of the documents counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct RequiredChanges {
    /// By what became of them.
    #[serde(flatten)]
    pub all: Changes,
    /// Documents that they were asked for.
    pub documents: usize,
    /// Of these, documents with at least one open.
    pub documents_open: usize,
    /// Those of documents on which the work is at its end: how many were asked for …
    pub issued_in_closed: usize,
    /// … and how many of these were made.
    pub closed_in_closed: usize,
}

/// Documents with more than one round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct ReReview {
    /// How many came back.
    pub documents: usize,
    /// Of these, documents with no required change left open.
    pub settled: usize,
    /// The middle number of rounds of all documents.
    pub median_rounds: Option<Days>,
    /// Days from one round to the next.
    pub days_between: Spread,
    /// Documents whose author has had required changes for more than [`WAITS_LONG`] days.
    pub waiting_long: usize,
}

/// Reviews with a due day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct OnTime {
    /// With a due day.
    pub n: usize,
    /// Returned by it.
    pub on_time: usize,
}

/// Reviews made with one version of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionCount {
    /// Checklist id.
    pub checklist: String,
    /// Its version.
    pub version: String,
    /// Returned reviews of the period.
    pub reviews: usize,
}

/// The same question, a year earlier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearBefore {
    /// When.
    pub period: Period,
    /// Documents first returned then.
    pub documents: usize,
    /// Reviews returned then.
    pub rounds: usize,
    /// Distinct countries of the documents.
    pub countries: usize,
    /// Documents by kind.
    pub kinds: Counted,
}

impl Summary {
    /// Counts what a view shows, with the year before where the period has one; `today` is the day up to which an author
    /// has been waiting, at most the end of the period.
    #[must_use]
    pub fn of(view: &View, today: Date) -> Self {
        let ((answers, data_quality), (grouped, work)) = side_by_side(
            || side_by_side(|| criterion::answers(view), || Issue::counts(view)),
            || side_by_side(|| Grouped::of(view, &GROUPINGS), || Work::of(view, today)),
        );
        let (criteria, measures) = answers;
        let all = work.all;
        let withdrawn = view.withdrawn().count();
        let documents = |dimension| Counted::documents(grouped.by(&[dimension]), dimension);
        Self {
            period: view.question.period,
            conditions: view.question.conditions.iter().map(ToString::to_string).collect(),
            files: view.census.files,
            intake: Intake { documents: all.documents + withdrawn, withdrawn },
            documents: all.documents,
            rounds: all.rounds,
            countries: all.countries,
            country_codes: codes_of(grouped.by(&[Dimension::Country]), Dimension::Country),
            kinds: documents(Dimension::Kind).with_all(Kind::ALL.iter().map(|kind| kind.code())),
            outcomes: outcomes(grouped.by(&[Dimension::Outcome])),
            regions: documents(Dimension::Region),
            sectors: documents(Dimension::Sector),
            donors: documents(Dimension::Donor),
            themes: documents(Dimension::Tag),
            criteria,
            measures,
            required_changes: work.required_changes,
            re_review: work.re_review,
            turnaround_days: all.turnaround_days,
            turnaround_by_urgency: by_urgency(grouped.by(&[Dimension::Urgency])),
            author_days: work.author_days,
            on_time: OnTime { n: all.with_due_day, on_time: all.on_time },
            versions: work.versions,
            data_quality,
            groups: if view.question.by.is_empty() { Vec::new() } else { groups(view, &view.question.by) },
            year_before: work.year_before,
            grouped,
        }
    }
}

/// The numbers that no table of answers, issues or groups holds.
struct Work {
    all: Group,
    required_changes: RequiredChanges,
    re_review: ReReview,
    author_days: Spread,
    versions: Vec<VersionCount>,
    year_before: Option<YearBefore>,
}

impl Work {
    fn of(view: &View, today: Date) -> Self {
        Self {
            all: total(view),
            required_changes: RequiredChanges::of(view),
            re_review: ReReview::of(view, today),
            author_days: author_days(view),
            versions: versions(view),
            year_before: view.question.period.year_before().map(|period| YearBefore::of(&view.in_period(period))),
        }
    }
}

/// What the numbers themselves are grouped by; the tables group by more.
const GROUPINGS: [&[Dimension]; 8] = [
    &[Dimension::Kind],
    &[Dimension::Outcome],
    &[Dimension::Country],
    &[Dimension::Region],
    &[Dimension::Sector],
    &[Dimension::Donor],
    &[Dimension::Tag],
    &[Dimension::Urgency],
];

impl YearBefore {
    fn of(view: &View) -> Self {
        let (all, kinds) = (total(view), groups(view, &[Dimension::Kind]));
        let kinds = Counted::documents(&kinds, Dimension::Kind).with_all(Kind::ALL.iter().map(|kind| kind.code()));
        let (documents, rounds, countries) = (all.documents, all.rounds, all.countries);
        Self { period: view.question.period, documents, rounds, countries, kinds }
    }
}

impl Counted {
    /// The number for a code; 0 when it is not there.
    #[must_use]
    pub fn get(&self, code: &str) -> usize {
        self.0.iter().find(|(known, _)| known == code).map_or(0, |(_, count)| *count)
    }

    fn documents(groups: &[Group], dimension: Dimension) -> Self {
        let row = |group: &Group| Some((group.by.get(dimension.code())?.clone(), group.documents));
        Self(groups.iter().filter_map(row).filter(|(_, count)| *count > 0).collect())
    }

    /// Every code of a closed list, also those that count 0.
    fn with_all(self, codes: impl Iterator<Item = &'static str>) -> Self {
        Self(codes.map(|code| (code.to_owned(), self.get(code))).collect())
    }
}

impl Serialize for Counted {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(code, count)| (code, count)))
    }
}

impl RequiredChanges {
    fn of(view: &View) -> Self {
        let mut counts = Self::default();
        for document in view.documents() {
            let changes = document.changes;
            counts.all += changes;
            counts.documents += usize::from(changes.issued > 0);
            counts.documents_open += usize::from(changes.open > 0);
            if is_closed(document) {
                counts.issued_in_closed += changes.issued;
                counts.closed_in_closed += changes.closed;
            }
        }
        counts
    }
}

impl ReReview {
    fn of(view: &View, today: Date) -> Self {
        let back = || view.documents().filter(|document| document.came_back());
        let rounds = view.documents().map(|document| i32::try_from(document.rounds().len()).unwrap_or(i32::MAX));
        Self {
            documents: back().count(),
            settled: back().filter(|document| document.changes.open == 0).count(),
            median_rounds: Spread::of(rounds.collect()).median,
            days_between: Spread::of(back().flat_map(days_between).collect()),
            waiting_long: view.documents().filter(|document| waits_long(document, view, today)).count(),
        }
    }
}

/// Whether the author has had required changes for long, as it was at the end of the period or is today.
#[must_use]
pub fn waits_long(document: &Document, view: &View, today: Date) -> bool {
    let until = view.question.period.to.map_or(today, |to| to.min(today));
    let since = document.latest().map_or(0, |one| (until - one.day).get_days());
    since > WAITS_LONG && waits_for_author(document)
}

/// From the last return of each round to the first return of the next.
fn days_between(document: &Document) -> Vec<i32> {
    let days = |round: u32| document.returns.iter().filter(move |one| one.review.round == round).map(|one| one.day);
    let rounds = document.rounds();
    let pairs = rounds.windows(2).filter_map(|pair| match pair {
        [one, next] => Some((days(*one).max()?, days(*next).min()?)),
        _ => None,
    });
    pairs.map(|(one, next)| (next - one).get_days()).filter(|days| *days >= 0).collect()
}

/// From a return to the day on which the next version was in hand, over the documents counted.
fn author_days(view: &View) -> Spread {
    let mut days = Vec::new();
    for document in view.documents() {
        for one in &document.returns {
            let next = document.returns.iter().find(|next| next.review.round == one.review.round + 1);
            let received = next.and_then(|next| next.review.received);
            days.extend(received.map(|received| (received - one.day).get_days()).filter(|days| *days >= 0));
        }
    }
    Spread::of(days)
}

fn by_urgency(rows: &[Group]) -> BTreeMap<String, Spread> {
    let code = |group: &Group| group.by.get(Dimension::Urgency.code()).cloned().unwrap_or_default();
    rows.iter().map(|group| (code(group), group.turnaround_days)).collect()
}

/// Returned reviews by outcome; a withdrawn document was not returned.
fn outcomes(rows: &[Group]) -> Counted {
    let rounds = |code: &str| {
        let row = rows.iter().find(|group| group.by.get(Dimension::Outcome.code()).is_some_and(|by| by == code));
        row.map_or(0, |group| group.rounds)
    };
    let returned = Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::Withdrawn);
    Counted(returned.map(|outcome| (outcome.code().to_owned(), rounds(outcome.code()))).collect())
}

fn codes_of(groups: &[Group], dimension: Dimension) -> Vec<String> {
    let counted = groups.iter().filter(|group| group.documents > 0);
    let codes = counted.filter_map(|group| group.by.get(dimension.code()));
    codes.filter(|code| *code != NONE).cloned().collect()
}

fn versions(view: &View) -> Vec<VersionCount> {
    let mut reviews: AHashMap<_, usize> = AHashMap::new();
    view.rounds().filter_map(|of| of.one).for_each(|one| *reviews.entry(one.review.asked).or_default() += 1);
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (asked, count) in reviews {
        for list in &view.lexicon().asked(asked).lists {
            *counts.entry((view.lexicon().text(list.id), view.lexicon().text(list.version))).or_default() += count;
        }
    }
    let row = |((checklist, version), reviews): ((&str, &str), usize)| VersionCount {
        checklist: checklist.to_owned(),
        version: version.to_owned(),
        reviews,
    };
    counts.into_iter().map(row).collect()
}
