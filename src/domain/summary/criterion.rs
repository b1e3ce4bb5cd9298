//! How each criterion was answered: at the first review, at the latest, and by documents that came back.

use serde::Serialize;

use crate::domain::answer::Rating;
use crate::domain::brief::{MARKS, Mark};
use crate::domain::kind::Kind;
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
    const fn once(mark: Mark) -> Self {
        Self { first: Some(mark), latest: Some((0, mark)) }
    }

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
    let mut counts = vec![Counts::default(); entries.len()];
    let mut measures = Measures::begun(&view.catalogue);
    let mut hearing = Hearing::new(&view.catalogue);
    for document in view.documents() {
        let (Some(data), came_back) = (document.data(), document.came_back()) else { continue };
        let mut count = |place, heard: Heard| {
            counts.get_mut(place).into_iter().for_each(|counts: &mut Counts| counts.add(heard, data.kind, came_back));
            measures.add(place, heard.latest(), data);
        };
        match document.returns.as_slice() {
            [one] if !view.catalogue.asks_twice(one.review.asked) => {
                marked(view, one).for_each(|(place, mark)| count(place, Heard::once(mark)));
            }
            _ => hearing.hear(view, document).for_each(|(place, heard)| count(place, heard)),
        }
    }
    let counts = entries.iter().zip(counts).map(|(entry, counts)| counts.finish(entry));
    (counts.collect(), measures.finish(view.lexicon()))
}

/// The answers of one review, where it asked nothing twice: in most documents there is nothing else to hear.
fn marked<'v>(view: &'v View, one: &Return<'v>) -> impl Iterator<Item = (usize, Mark)> + 'v {
    let criteria = &view.lexicon().asked(one.review.asked).criteria;
    let marked = criteria.iter().zip(one.review.marks().iter());
    marked.filter_map(|(criterion, mark)| Some((view.catalogue.place(*criterion)?, mark)))
}

/// Whether a mark is a gap: No or Partly.
#[must_use]
pub const fn is_gap(mark: Mark) -> bool {
    matches!(mark.rating(), Some(Rating::No | Rating::Partly))
}

/// How often each mark was given to a criterion: whoever hears millions of answers does not look at each one's meaning.
#[derive(Clone, Default)]
struct Counts {
    /// By the kind of the document, for the weight hangs on it.
    first: [Marked; Kind::ALL.len()],
    latest: Marked,
    again_first: Marked,
    again_latest: Marked,
}

/// How many there are of each mark.
#[derive(Clone, Copy, Default)]
struct Marked([usize; MARKS]);

impl Counts {
    fn add(&mut self, heard: Heard, kind: Kind, came_back: bool) {
        let first = heard.first.zip(self.first.get_mut(kind as usize));
        first.into_iter().for_each(|(mark, marked)| marked.add(mark));
        heard.latest().into_iter().for_each(|mark| self.latest.add(mark));
        if let Some((first, latest)) = heard.again(came_back) {
            self.again_first.add(first);
            self.again_latest.add(latest);
        }
    }

    fn finish(&self, entry: &Entry) -> CriterionCounts {
        let [id, checklist, title] = [entry.id, entry.checklist, entry.title()].map(str::to_owned);
        let of_must = Kind::ALL.iter().zip(&self.first).filter(|(kind, _)| entry.is_must(**kind));
        CriterionCounts {
            id,
            checklist,
            title,
            first: Marked::tally(&self.first),
            latest: Marked::tally(&[self.latest]),
            again_first: Marked::tally(&[self.again_first]),
            again_latest: Marked::tally(&[self.again_latest]),
            gaps: of_must.map(|(_, marked)| marked.gaps()).sum(),
        }
    }
}

impl Marked {
    fn add(&mut self, mark: Mark) {
        self.0.get_mut(mark.place()).into_iter().for_each(|count| *count += 1);
    }

    fn each(&self) -> impl Iterator<Item = (Mark, usize)> {
        Mark::all().zip(self.0)
    }

    fn gaps(&self) -> usize {
        self.each().filter(|(mark, _)| is_gap(*mark)).map(|(_, count)| count).sum()
    }

    fn tally(all: &[Self]) -> Tally {
        let mut tally = Tally::default();
        let each = all.iter().flat_map(Self::each);
        each.for_each(|(mark, count)| tally.add_many(mark.rating(), mark.harm(), count));
        tally
    }
}
