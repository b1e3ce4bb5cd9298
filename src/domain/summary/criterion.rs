//! How each criterion was answered: at the first review, at the latest, and by documents that came back.

use serde::Serialize;

use crate::domain::answer::Rating;
use crate::domain::brief::Mark;
use crate::domain::tally::Tally;

use super::catalogue::{Catalogue, Entry};
use super::document::{Document, Return};
use super::measure::{Measure, Measures};
use super::view::View;

/// The counts of one criterion; each document counts once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CriterionCounts {
    /// The id of today.
    pub id: String,
    /// The checklist that it belongs to.
    pub checklist: String,
    /// The few words for a table.
    pub title: String,
    /// At the first review of each document: the counts by which years are compared.
    #[serde(flatten)]
    pub first: Tally,
    /// At the last round in which it was asked.
    pub latest: Tally,
    /// Of the documents that came back and were rated both times: at the first review …
    pub again_first: Tally,
    /// … and at the latest.
    pub again_latest: Tally,
    /// Documents with No or Partly at the first review where it is a must.
    pub gaps: usize,
}

/// The answers of one document to one criterion.
#[derive(Debug, Clone, Copy, Default)]
pub struct Heard {
    /// In its first round.
    pub first: Option<Mark>,
    /// The last round in which it was asked, with the answer.
    latest: Option<(u32, Mark)>,
}

impl Heard {
    /// In the last round in which it was asked.
    #[must_use]
    pub fn latest(self) -> Option<Mark> {
        self.latest.map(|(_, mark)| mark)
    }

    /// Where a document came back and was rated both times: the two answers.
    #[must_use]
    pub fn again(self, came_back: bool) -> Option<(Mark, Mark)> {
        let both = self.first.zip(self.latest())?;
        (came_back && is_rated(both.0) && is_rated(both.1)).then_some(both)
    }
}

/// Whether a mark is Yes, Partly or No.
#[must_use]
pub const fn is_rated(mark: Mark) -> bool {
    matches!(mark.rating(), Some(Rating::Yes | Rating::Partly | Rating::No))
}

/// Room for the answers of one document, used again for the next.
pub struct Hearing {
    heard: Vec<Heard>,
    asked: Vec<usize>,
}

impl Hearing {
    /// Room for the answers to a catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        Self { heard: vec![Heard::default(); catalogue.entries().len()], asked: Vec::new() }
    }

    /// The answers of a document: the places of what was asked, and what was answered.
    ///
    /// Where several reviewers answered in one round, the most critical is heard (No, Partly, Yes): a gap stands until
    /// all of them see it closed.
    pub fn hear(&mut self, view: &View, document: &Document) -> impl Iterator<Item = (usize, Heard)> + '_ {
        for place in self.asked.drain(..) {
            if let Some(heard) = self.heard.get_mut(place) {
                *heard = Heard::default();
            }
        }
        let first = document.first_round().map(|one| one.review.round).next();
        for one in &document.returns {
            self.listen(view, one, Some(one.review.round) == first);
        }
        self.asked.iter().filter_map(|place| Some((*place, *self.heard.get(*place)?)))
    }

    fn listen(&mut self, view: &View, one: &Return, is_first: bool) {
        let criteria = &view.lexicon().asked(one.review.asked).criteria;
        for (criterion, mark) in criteria.iter().zip(one.review.marks().iter()) {
            let Some(place) = view.catalogue.place(*criterion) else { continue };
            let Some(heard) = self.heard.get_mut(place) else { continue };
            if heard.latest.is_none() {
                self.asked.push(place);
            }
            if is_first {
                heard.first = Some(heard.first.map_or(mark, |before| before.with(mark)));
            }
            let round = one.review.round;
            heard.latest = Some(match heard.latest {
                Some((known, before)) if known == round => (round, before.with(mark)),
                Some((known, before)) if known > round => (known, before),
                _ => (round, mark),
            });
        }
    }
}

/// The counts of every criterion of the catalogue, in its order, and the measures: each document is heard once.
#[must_use]
pub fn answers(view: &View) -> (Vec<CriterionCounts>, Vec<Measure>) {
    let entries = view.catalogue.entries();
    let mut counts: Vec<_> = entries.iter().map(CriterionCounts::begun).collect();
    let mut measures = Measures::begun(&view.catalogue);
    let mut hearing = Hearing::new(&view.catalogue);
    for document in view.documents() {
        let (Some(data), came_back) = (document.data(), document.came_back()) else { continue };
        for (place, heard) in hearing.hear(view, document) {
            let (Some(counts), Some(entry)) = (counts.get_mut(place), entries.get(place)) else { continue };
            counts.add(heard, came_back);
            counts.gaps += usize::from(heard.first.is_some_and(is_gap) && entry.is_must(data.kind));
            measures.add(place, heard, data);
        }
    }
    (counts, measures.finish(view.lexicon()))
}

/// Whether a mark is a gap: No or Partly.
#[must_use]
pub const fn is_gap(mark: Mark) -> bool {
    matches!(mark.rating(), Some(Rating::No | Rating::Partly))
}

impl CriterionCounts {
    fn begun(entry: &Entry) -> Self {
        let [id, checklist, title] = [entry.id, entry.checklist, entry.title()].map(str::to_owned);
        Self { id, checklist, title, ..Self::default() }
    }

    fn add(&mut self, heard: Heard, came_back: bool) {
        let put = |tally: &mut Tally, mark: Mark| tally.add(mark.rating(), mark.harm());
        heard.first.into_iter().for_each(|mark| put(&mut self.first, mark));
        heard.latest().into_iter().for_each(|mark| put(&mut self.latest, mark));
        if let Some((first, latest)) = heard.again(came_back) {
            put(&mut self.again_first, first);
            put(&mut self.again_latest, latest);
        }
    }
}
