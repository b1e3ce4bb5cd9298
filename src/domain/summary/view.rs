//! A choice of documents and a period: what is counted, and what stands behind each count.

use std::sync::Arc;

use ahash::AHashMap;
use jiff::civil::Date;

use crate::domain::brief::{Lexicon, ReviewBrief, Word};
use crate::domain::census::Census;
use crate::domain::review::Pinned;
use crate::domain::side_by_side::side_by_side;
use crate::domain::vocabulary;

use super::catalogue::Catalogue;
use super::dimension::{Condition, Dimension, NONE};
use super::document::{Document, Documents, Return};
use super::period::{self, Period};

/// The marker that the table of markers is about.
const IOM_MARKER: &str = "iom-gm";

/// What is to be counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// When.
    pub period: Period,
    /// Which documents: all of the conditions hold.
    pub conditions: Vec<Condition>,
    /// Rows to group by, beside the tables that are always there.
    pub by: Vec<Dimension>,
}

/// The documents of a census that a question is about.
#[derive(Clone)]
pub struct View<'a> {
    /// The question.
    pub question: Question,
    /// The criteria.
    pub catalogue: Arc<Catalogue<'a>>,
    /// The reviews.
    pub census: &'a Census,
    /// Documents that the conditions choose, whatever the period; by id.
    chosen: Arc<Documents<'a>>,
    /// Which of them, and of their returns, lie in the period: every number asks for those.
    within: Within,
    /// Names of quarters and months of all days on which something was returned.
    names: Arc<AHashMap<Date, (String, String)>>,
    /// By the word of a country: its default region.
    regions: Arc<Vec<Option<&'static str>>>,
}

/// What a value is asked of: a document, or one of its reviews.
#[derive(Clone, Copy)]
pub struct Subject<'v, 'a> {
    /// The document.
    pub document: &'v Document<'a>,
    /// The review, when it is about one.
    pub one: Option<&'v Return<'a>>,
}

impl<'a> View<'a> {
    /// The view of a census for a question, in the words of today's checklists.
    #[must_use]
    pub fn of(census: &'a Census, checklists: &'a [Pinned], question: Question) -> Self {
        let mut documents = Documents::of(census);
        let (names, (catalogue, regions)) = side_by_side(
            || Arc::new(names(&documents)),
            || (Arc::new(Catalogue::of(checklists, census)), Arc::new(regions(census))),
        );
        let within = Within::default();
        let mut view = Self { question, catalogue, census, chosen: Arc::default(), within, names, regions };
        if !view.question.conditions.is_empty() {
            documents.retain(|document| view.is_chosen(document));
        }
        view.within = Within::of(&documents, view.question.period);
        view.chosen = Arc::new(documents);
        view
    }

    /// The same documents in another period, without groups.
    #[must_use]
    pub fn in_period(&self, period: Period) -> Self {
        let question = Question { period, by: Vec::new(), ..self.question.clone() };
        Self { question, within: Within::of(&self.chosen, period), ..self.clone() }
    }

    /// The words of the reviews.
    #[must_use]
    pub const fn lexicon(&self) -> &'a Lexicon {
        &self.census.briefs.lexicon
    }

    /// Every chosen document, whatever the period.
    #[must_use]
    pub fn chosen(&self) -> &Documents<'a> {
        &self.chosen
    }

    /// The documents counted: those whose first return lies in the period. One that was only withdrawn is none.
    pub fn documents(&self) -> impl Iterator<Item = &Document<'a>> {
        self.within.documents.iter().filter_map(|at| self.chosen.get(*at))
    }

    /// The documents that the same question counts a year earlier; none where the period has no beginning.
    pub fn year_before(&self) -> impl Iterator<Item = &Document<'a>> {
        let period = self.question.period.year_before();
        self.chosen.iter().filter(move |document| period.is_some_and(|period| document.is_first_returned_in(period)))
    }

    /// The documents that were only ever withdrawn, by the day of it: in the intake, in no share.
    pub fn withdrawn(&self) -> impl Iterator<Item = &Document<'a>> {
        let in_period = |document: &&Document<'a>| {
            let first = document.withdrawn.first().filter(|_| document.returns.is_empty());
            first.is_some_and(|first| self.question.period.holds(first.day))
        };
        self.chosen.iter().filter(in_period)
    }

    /// The returned reviews of the period.
    pub fn rounds(&self) -> impl Iterator<Item = Subject<'_, 'a>> {
        self.within.returns.iter().filter_map(|place| self.round(place))
    }

    /// The documents counted and the returned reviews of the period, those of one document behind each other.
    pub fn together(&self) -> impl Iterator<Item = Subject<'_, 'a>> {
        let mut documents = self.within.documents.iter().peekable();
        let mut returns = self.within.returns.iter().peekable();
        std::iter::from_fn(move || {
            let next = returns.peek().map(|(document, _)| document);
            match documents.next_if(|at| next.is_none_or(|next| *at <= next)) {
                Some(at) => self.chosen.get(*at).map(Subject::document),
                None => returns.next().and_then(|place| self.round(place)),
            }
        })
    }

    fn round(&self, (at, nth): &(usize, usize)) -> Option<Subject<'_, 'a>> {
        let document = self.chosen.get(*at)?;
        Some(Subject { document, one: Some(document.returns.get(*nth)?) })
    }

    /// The values of a property, each once.
    pub fn values<'v>(&'v self, dimension: Dimension, of: Subject<'v, 'a>, into: &mut Vec<&'v str>) {
        into.clear();
        let Some(data) = of.document.data() else { return };
        match dimension {
            Dimension::Kind => into.push(data.kind.code()),
            Dimension::Region => self.regions_of(data, into),
            Dimension::Country => self.texts(data.countries(), into),
            Dimension::Sector => self.texts(data.sectors(), into),
            Dimension::Tag => self.texts(data.tags(), into),
            Dimension::Donor => self.text(data.donor, into),
            Dimension::Language => self.text(data.language, into),
            Dimension::Urgency => self.text(of.review().and_then(|review| review.urgency), into),
            Dimension::Outcome => into.extend(of.outcome()),
            Dimension::Quarter => into.extend(self.named(of).map(|(quarter, _)| quarter.as_str())),
            Dimension::Month => into.extend(self.named(of).map(|(_, month)| month.as_str())),
            Dimension::Team => of.reviews().for_each(|review| self.text(review.team, into)),
            Dimension::Role => into.extend(of.reviews().map(|review| review.role.code())),
            Dimension::Marker => self.marker(data, false, into),
            Dimension::Reading => self.marker(data, true, into),
        }
        if into.is_empty() {
            into.push(NONE);
        }
        into.sort_unstable();
        into.dedup();
    }

    /// Whether a document or review has a value.
    #[must_use]
    pub fn has(&self, of: Subject<'_, 'a>, condition: &Condition) -> bool {
        let mut values = Vec::new();
        self.values(condition.dimension, of, &mut values);
        values.contains(&condition.value.as_str())
    }

    fn is_chosen(&self, document: &Document<'a>) -> bool {
        let of = Subject { document, one: None };
        self.question.conditions.iter().all(|condition| self.has(of, condition))
    }

    fn named(&self, of: Subject<'_, 'a>) -> Option<&(String, String)> {
        let one = of.one.or_else(|| of.document.first()).or_else(|| of.document.withdrawn.first())?;
        self.names.get(&one.day)
    }

    fn text<'v>(&'v self, word: Option<Word>, into: &mut Vec<&'v str>) {
        into.extend(word.map(|word| self.lexicon().text(word)));
    }

    fn texts<'v>(&'v self, words: &'v [Word], into: &mut Vec<&'v str>) {
        into.extend(self.lexicon().texts(words));
    }

    fn regions_of<'v>(&'v self, data: ReviewBrief<'v>, into: &mut Vec<&'v str>) {
        match data.region {
            Some(_) => self.text(data.region, into),
            None => into.extend(data.countries().iter().filter_map(|word| self.regions.get(word.place()).copied()?)),
        }
    }

    fn marker<'v>(&'v self, data: ReviewBrief<'v>, reading: bool, into: &mut Vec<&'v str>) {
        let ours = data.markers().iter().find(|marker| self.lexicon().text(marker.scheme) == IOM_MARKER);
        let word = ours.and_then(|marker| if reading { marker.reading } else { Some(marker.code) });
        self.text(word, into);
    }
}

/// Places in the list of documents.
#[derive(Debug, Clone, Default)]
struct Within {
    /// Of those first returned in a period.
    documents: Vec<usize>,
    /// Of those returned in it at all, with the place of the return among theirs.
    returns: Vec<(usize, usize)>,
}

impl Within {
    fn of(documents: &Documents, period: Period) -> Self {
        let mut within = Self::default();
        for (at, document) in documents.iter().enumerate() {
            within.documents.extend(document.is_first_returned_in(period).then_some(at));
            let returns = document.returns.iter().enumerate().filter(|(_, one)| period.holds(one.day));
            within.returns.extend(returns.map(|(nth, _)| (at, nth)));
        }
        within
    }
}

impl<'v, 'a> Subject<'v, 'a> {
    /// A document as a whole.
    #[must_use]
    pub const fn document(document: &'v Document<'a>) -> Self {
        Self { document, one: None }
    }

    /// The review, else the document's first one.
    fn review(&self) -> Option<ReviewBrief<'a>> {
        self.one.map(|one| one.review).or_else(|| self.document.data())
    }

    /// The review, else those of the document's first round.
    fn reviews(self) -> impl Iterator<Item = ReviewBrief<'a>> {
        let all = self.document.first_round().filter(move |_| self.one.is_none());
        self.one.into_iter().chain(all).map(|one| one.review)
    }

    /// The outcome of the review, else that of the document's latest one.
    fn outcome(&self) -> Option<&'static str> {
        let one = self.one.or_else(|| self.document.latest()).or_else(|| self.document.withdrawn.last());
        one.map(|one| one.review.outcome.code())
    }
}

fn names(documents: &Documents) -> AHashMap<Date, (String, String)> {
    let mut names = AHashMap::new();
    let returns = documents.iter().flat_map(|document| document.returns.iter().chain(&document.withdrawn));
    for day in returns.map(|one| one.day) {
        names.entry(day).or_insert_with(|| (period::quarter(day), period::month(day)));
    }
    names
}

fn regions(census: &Census) -> Vec<Option<&'static str>> {
    let lexicon = &census.briefs.lexicon;
    let mut regions = vec![None; lexicon.len()];
    for country in vocabulary::countries() {
        let slot = lexicon.find(&country.code).and_then(|word| regions.get_mut(word.place()));
        if let Some(slot) = slot {
            *slot = country.region.as_deref();
        }
    }
    regions
}
