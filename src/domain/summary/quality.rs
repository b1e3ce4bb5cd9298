//! What a lead should look at before trusting the counts.

use std::collections::BTreeMap;

use ahash::{AHashMap, AHashSet, RandomState};
use smallvec::SmallVec;

use crate::domain::brief::{ReviewBrief, Word};
use crate::domain::codes::codes;
use crate::domain::comment::CommentState;
use crate::domain::kind::Kind;
use crate::domain::vocabulary::List;

use super::view::{Subject, View};

codes! {
    /// A reason to look again.
    pub enum Issue {
        /// A question was left open.
        OpenQuestions = "open-questions", "Reviews with open questions";
        /// The day on which the document was in hand is not known.
        NoReceivedDay = "no-received-day", "Reviews without the day of receipt";
        /// It was returned before it was received.
        ReturnedEarly = "returned-early", "Reviews returned before the day of receipt";
        /// No country: a global document, or a gap.
        NoCountry = "no-country", "Documents without a country";
        /// Another document has the same title, kind and countries.
        SuspectedDuplicate = "suspected-duplicate", "Documents that look like another one";
        /// Unsafe text was flagged and no change was required.
        HarmWithoutChange = "harm-without-change", "Reviews with a harm flag and no required change";
        /// A code that no vocabulary of this program has; it is kept and counted.
        UnknownCode = "unknown-code", "Documents with a code that no list has";
        /// Another head stands beside the one that counts.
        Fork = "fork", "Reviews with a fork";
        /// A document outside the five kinds.
        OtherKind = "other-kind", "Documents of another kind";
    }
}

impl Issue {
    /// Whether it is found in reviews; the others are found in documents.
    #[must_use]
    pub const fn is_of_reviews(self) -> bool {
        matches!(
            self,
            Self::OpenQuestions | Self::NoReceivedDay | Self::ReturnedEarly | Self::HarmWithoutChange | Self::Fork
        )
    }
}

impl Issue {
    /// How often each is found.
    #[must_use]
    pub fn counts(view: &View) -> BTreeMap<&'static str, usize> {
        let quality = Quality::of(view);
        let mut counts: BTreeMap<_, _> = Self::ALL.iter().map(|issue| (issue.code(), 0)).collect();
        let (of_reviews, of_documents): (Vec<_>, Vec<_>) = Self::ALL.iter().partition(|issue| issue.is_of_reviews());
        let mut count = |issues: &[Self], of| {
            for issue in issues.iter().filter(|issue| quality.is_found(**issue, of)) {
                counts.entry(issue.code()).and_modify(|count| *count += 1);
            }
        };
        view.rounds().for_each(|of| count(&of_reviews, of));
        view.documents().for_each(|document| count(&of_documents, Subject::document(document)));
        counts
    }
}

/// What the issues of a view need to know of all its documents.
pub struct Quality<'v, 'a> {
    view: &'v View<'a>,
    /// The documents that look like another one.
    alike: AHashSet<&'v str>,
    /// Codes of the documents that no list has: few, or none.
    unknown: AHashSet<(List, Word)>,
}

impl<'v, 'a> Quality<'v, 'a> {
    /// The issues of a view.
    #[must_use]
    pub fn of(view: &'v View<'a>) -> Self {
        let (mut first, mut alike) = (AHashMap::new(), AHashSet::new());
        let documents = || view.documents().filter_map(|document| Some((document.id, document.data()?)));
        for (id, data) in documents() {
            let other = *first.entry(likeness(data)).or_insert(id);
            if other != id {
                alike.extend([other, id]);
            }
        }
        let used: AHashSet<_> = documents().flat_map(|(_, data)| codes_of(data)).collect();
        let is_unknown = |(list, word): &(List, Word)| !list.contains(view.lexicon().text(*word));
        Self { view, alike, unknown: used.into_iter().filter(is_unknown).collect() }
    }

    /// What an issue is found in: documents for some, reviews for others.
    #[must_use]
    pub fn found(&self, issue: Issue) -> Vec<Subject<'v, 'a>> {
        let is_found = |of: &Subject<'v, 'a>| self.is_found(issue, *of);
        if issue.is_of_reviews() {
            self.view.rounds().filter(is_found).collect()
        } else {
            self.view.documents().map(Subject::document).filter(is_found).collect()
        }
    }

    fn is_found(&self, issue: Issue, of: Subject) -> bool {
        let data = of.document.data();
        match issue {
            Issue::OpenQuestions => has_open(of),
            Issue::NoReceivedDay => of.one.is_some_and(|one| one.review.received.is_none()),
            Issue::ReturnedEarly => returned_early(of),
            Issue::HarmWithoutChange => self.has_harm_without_change(of),
            Issue::Fork => of.one.is_some_and(|one| one.forked),
            Issue::NoCountry => data.is_some_and(|data| data.countries().is_empty()),
            Issue::SuspectedDuplicate => self.alike.contains(of.document.id),
            Issue::UnknownCode => !self.unknown.is_empty() && data.is_some_and(|data| self.has_unknown(data)),
            Issue::OtherKind => data.is_some_and(|data| data.kind == Kind::Other),
        }
    }

    fn has_harm_without_change(&self, of: Subject) -> bool {
        let Some(one) = of.one.filter(|one| one.review.marks().has_harm()) else { return false };
        let is_changed =
            |criterion| one.review.changes().iter().filter_map(still_asked).any(|known| known == criterion);
        let asked = &self.view.lexicon().asked(one.review.asked).criteria;
        let mut flagged = asked.iter().zip(one.review.marks().iter()).filter(|(_, mark)| mark.harm());
        flagged.any(|(criterion, _)| !is_changed(*criterion))
    }

    fn has_unknown(&self, data: ReviewBrief) -> bool {
        codes_of(data).any(|code| self.unknown.contains(&code))
    }
}

/// The codes of a document, each with the list that should have it.
fn codes_of(data: ReviewBrief<'_>) -> impl Iterator<Item = (List, Word)> {
    let lists = [(List::Countries, data.countries()), (List::Sectors, data.sectors()), (List::Tags, data.tags())];
    let single = [
        (List::Regions, data.region),
        (List::Donors, data.donor),
        (List::Languages, data.language),
        (List::Urgencies, data.urgency),
    ];
    let several = lists.into_iter().flat_map(|(list, words)| words.iter().map(move |word| (list, *word)));
    several.chain(single.into_iter().filter_map(|(list, word)| Some((list, word?))))
}

fn has_open(of: Subject) -> bool {
    of.one.is_some_and(|one| one.review.marks().has_open())
}

fn returned_early(of: Subject) -> bool {
    of.one.is_some_and(|one| one.review.received.is_some_and(|received| received > one.day))
}

fn still_asked(change: &crate::domain::brief::ChangeBrief) -> Option<Word> {
    change.criterion.filter(|_| change.state != CommentState::Dropped)
}

/// One number for the title, whatever its case and blanks, with the kind and the countries: two documents that share it
/// look alike.
fn likeness(data: ReviewBrief) -> u64 {
    let mut title = String::with_capacity(data.title().len() + 1);
    for word in data.title().split_whitespace() {
        title.push_str(word);
        title.push(' ');
    }
    let title = if title.is_ascii() { title.to_ascii_lowercase() } else { title.to_lowercase() };
    let mut countries: SmallVec<[usize; 8]> = data.countries().iter().map(|word| word.place()).collect();
    countries.sort_unstable();
    RandomState::with_seeds(1, 2, 3, 4).hash_one((title, data.kind, countries))
}
