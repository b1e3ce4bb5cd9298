//! What stands behind a number: the same words that count it choose the documents and reviews that it counts.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::domain::answer::Rating;
use crate::domain::brief::Mark;

use super::change::is_closed;
use super::criterion::{Heard, Hearing, is_gap, is_rated};
use super::dimension::Condition;
use super::measure::is_plan;
use super::quality::{Issue, Quality};
use super::view::{Subject, View};
use super::{Document, waits_long};

/// A number's documents or reviews: all tests hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// What is counted.
    pub unit: Unit,
    /// What each of them has in common.
    pub tests: Vec<Test>,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Documents first returned in the period.
    Documents,
    /// Reviews returned in the period.
    Rounds,
    /// Distinct countries of documents first returned in the period.
    Countries,
    /// Documents that were only ever withdrawn.
    Withdrawn,
    /// Documents that came in: those first returned in the period and those withdrawn in it.
    Intake,
    /// Documents first returned in the same days of the year before.
    YearBefore,
}

/// One thing that is asked of a document or review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It has a value.
    Is(Condition),
    /// A criterion was answered so.
    Answered(Answered),
    /// No or Partly at the first review, where the criterion is a must.
    Gap(String),
    /// The measure of a criterion is planned (`true`) or reported in it.
    Measure(String, bool),
    /// At least one required change was asked for.
    HasChanges,
    /// At least one required change is open.
    HasOpenChanges,
    /// At least one required change was made.
    HasMadeChanges,
    /// The reviewer gave at least one required change up.
    HasDroppedChanges,
    /// The work on it is at its end, and required changes were asked for.
    ClosedWithChanges,
    /// It had more than one round.
    CameBack,
    /// No required change is left open.
    Settled,
    /// Its author has had required changes for long.
    WaitsLong,
    /// It has days from receipt to return.
    HasDays,
    /// It has a due day.
    HasDueDay,
    /// It was returned by the day it was due.
    OnTime,
    /// Something that a lead should look at.
    Issue(Issue),
    /// It was made with this version of a checklist.
    MadeWith(String, String),
}

/// An answer of a document to a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The criterion's id of today.
    pub criterion: String,
    /// At which review.
    pub when: When,
    /// How.
    pub how: How,
}

/// At which review of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The first round.
    First,
    /// The last round in which it was asked.
    Latest,
    /// The first round of a document that came back and was rated both times.
    AgainFirst,
    /// The latest round of such a document.
    AgainLatest,
}

/// How a criterion was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Asked at all.
    Asked,
    /// Yes, Partly or No.
    Rated,
    /// With this rating.
    Rating(Rating),
    /// Left open.
    Open,
    /// Flagged as unsafe.
    Harm,
}

impl Selection {
    /// Documents.
    #[must_use]
    pub const fn documents(tests: Vec<Test>) -> Self {
        Self { unit: Unit::Documents, tests }
    }

    /// Reviews.
    #[must_use]
    pub const fn rounds(tests: Vec<Test>) -> Self {
        Self { unit: Unit::Rounds, tests }
    }

    /// Documents of the year before.
    #[must_use]
    pub const fn year_before(tests: Vec<Test>) -> Self {
        Self { unit: Unit::YearBefore, tests }
    }

    /// Countries.
    #[must_use]
    pub const fn countries(tests: Vec<Test>) -> Self {
        Self { unit: Unit::Countries, tests }
    }

    /// With one more test.
    #[must_use]
    pub fn and(mut self, test: Test) -> Self {
        self.tests.push(test);
        self
    }
}

/// The documents or reviews behind a number, in the order of ids and days; of countries, the documents that have one.
#[must_use]
pub fn behind<'v, 'a>(view: &'v View<'a>, selection: &Selection, today: Date) -> Vec<Subject<'v, 'a>> {
    let subjects: Vec<_> = match selection.unit {
        Unit::Documents | Unit::Countries => view.documents().map(Subject::document).collect(),
        Unit::Rounds => view.rounds().collect(),
        Unit::Withdrawn => view.withdrawn().map(Subject::document).collect(),
        Unit::Intake => view.documents().chain(view.withdrawn()).map(Subject::document).collect(),
        Unit::YearBefore => view.year_before().map(Subject::document).collect(),
    };
    selection.tests.iter().fold(subjects, |subjects, test| test.among(view, subjects, today))
}

impl Test {
    fn among<'v, 'a>(&self, view: &'v View<'a>, all: Vec<Subject<'v, 'a>>, today: Date) -> Vec<Subject<'v, 'a>> {
        match self {
            Self::Is(condition) => keep(all, |of| view.has(of, condition)),
            Self::Answered(answered) => answered.among(view, all),
            Self::Gap(criterion) => gaps(view, all, criterion),
            Self::Measure(criterion, plan) => measure(view, all, criterion, *plan),
            Self::HasChanges => keep(all, |of| of.document.changes.issued > 0),
            Self::HasOpenChanges => keep(all, |of| of.document.changes.open > 0),
            Self::HasMadeChanges => keep(all, |of| of.document.changes.closed > 0),
            Self::HasDroppedChanges => keep(all, |of| of.document.changes.dropped > 0),
            Self::ClosedWithChanges => keep(all, |of| is_closed_with_changes(of.document)),
            Self::CameBack => keep(all, |of| of.document.came_back()),
            Self::Settled => keep(all, |of| of.document.changes.open == 0),
            Self::WaitsLong => keep(all, |of| waits_long(of.document, view, today)),
            Self::HasDays => keep(all, |of| of.one.is_some_and(|one| one.days().is_some())),
            Self::HasDueDay => keep(all, |of| of.one.is_some_and(|one| one.on_time().is_some())),
            Self::OnTime => keep(all, |of| of.one.is_some_and(|one| one.on_time() == Some(true))),
            Self::Issue(issue) => with_issue(view, all, *issue),
            Self::MadeWith(id, version) => keep(all, |of| is_made_with(view, of, id, version)),
        }
    }
}

impl Answered {
    fn among<'v, 'a>(&self, view: &'v View<'a>, all: Vec<Subject<'v, 'a>>) -> Vec<Subject<'v, 'a>> {
        heard(view, all, &self.criterion, |of, heard| self.mark(of.document, heard).is_some_and(|mark| self.is(mark)))
    }

    fn mark(&self, document: &Document, heard: Heard) -> Option<Mark> {
        match self.when {
            When::First => heard.first,
            When::Latest => heard.latest(),
            When::AgainFirst => heard.again(document.came_back()).map(|(first, _)| first),
            When::AgainLatest => heard.again(document.came_back()).map(|(_, latest)| latest),
        }
    }

    fn is(&self, mark: Mark) -> bool {
        match self.how {
            How::Asked => true,
            How::Rated => is_rated(mark),
            How::Rating(rating) => mark.rating() == Some(rating),
            How::Open => mark.rating().is_none(),
            How::Harm => mark.harm(),
        }
    }
}

fn keep<'v, 'a>(all: Vec<Subject<'v, 'a>>, holds: impl Fn(Subject<'v, 'a>) -> bool) -> Vec<Subject<'v, 'a>> {
    all.into_iter().filter(|of| holds(*of)).collect()
}

fn heard<'v, 'a>(
    view: &View,
    all: Vec<Subject<'v, 'a>>,
    criterion: &str,
    holds: impl Fn(Subject<'v, 'a>, Heard) -> bool,
) -> Vec<Subject<'v, 'a>> {
    let place = view.catalogue.find(criterion);
    let mut hearing = Hearing::new(&view.catalogue);
    let mut said = |of: &Subject<'v, 'a>| {
        hearing.hear(view, of.document).find(|(at, _)| Some(*at) == place).map(|(_, heard)| heard)
    };
    all.into_iter().filter(|of| said(of).is_some_and(|heard| holds(*of, heard))).collect()
}

fn gaps<'v, 'a>(view: &View, all: Vec<Subject<'v, 'a>>, criterion: &str) -> Vec<Subject<'v, 'a>> {
    let entry = view.catalogue.find(criterion).and_then(|place| view.catalogue.entries().get(place));
    let is_must = |of: Subject| of.document.data().zip(entry).is_some_and(|(data, entry)| entry.is_must(data.kind));
    heard(view, all, criterion, |of, heard| is_must(of) && heard.first.is_some_and(is_gap))
}

fn measure<'v, 'a>(view: &View, all: Vec<Subject<'v, 'a>>, criterion: &str, plan: bool) -> Vec<Subject<'v, 'a>> {
    let is_kind = |of: Subject| of.document.data().and_then(|data| is_plan(data.kind)) == Some(plan);
    let is_yes = |heard: Heard| heard.latest().and_then(Mark::rating) == Some(Rating::Yes);
    heard(view, all, criterion, |of, heard| is_kind(of) && is_yes(heard))
}

fn with_issue<'v, 'a>(view: &'v View<'a>, all: Vec<Subject<'v, 'a>>, issue: Issue) -> Vec<Subject<'v, 'a>> {
    let key = |of: &Subject<'v, 'a>| (of.document.id, of.one.map(|one| one.review.id));
    let found: HashSet<_> = Quality::of(view).found(issue).iter().map(key).collect();
    keep(all, |of| found.contains(&key(&of)))
}

fn is_closed_with_changes(document: &Document) -> bool {
    document.changes.issued > 0 && is_closed(document)
}

fn is_made_with(view: &View, of: Subject, id: &str, version: &str) -> bool {
    let lists = of.one.map(|one| &view.lexicon().asked(one.review.asked).lists);
    let text = |word| view.lexicon().text(word);
    lists.is_some_and(|lists| lists.iter().any(|list| text(list.id) == id && text(list.version) == version))
}
