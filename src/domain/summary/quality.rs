//! What a lead should look at before trusting the counts.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use ahash::{AHashSet, RandomState};

use crate::domain::brief::{ReviewBrief, Word};
use crate::domain::codes::codes;
use crate::domain::comment::CommentState;
use crate::domain::vocabulary::List;

use super::document::Document;
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
        Self::ALL.iter().map(|issue| (issue.code(), quality.found(*issue).len())).collect()
    }
}

/// What the issues of a view need to know of all its documents.
pub struct Quality<'v, 'a> {
    view: &'v View<'a>,
    /// What documents that look like each other have in common.
    alike: AHashSet<u64>,
}

impl<'v, 'a> Quality<'v, 'a> {
    /// The issues of a view.
    #[must_use]
    pub fn of(view: &'v View<'a>) -> Self {
        let (mut seen, mut alike) = (AHashSet::new(), AHashSet::new());
        for likeness in view.documents().filter_map(|document| likeness(view, document)) {
            if !seen.insert(likeness) {
                alike.insert(likeness);
            }
        }
        Self { view, alike }
    }

    /// What an issue is found in: documents for some, reviews for others.
    #[must_use]
    pub fn found(&self, issue: Issue) -> Vec<Subject<'v, 'a>> {
        match issue {
            Issue::OpenQuestions => self.reviews(has_open),
            Issue::NoReceivedDay => self.reviews(|of| of.one.is_some_and(|one| one.review.received.is_none())),
            Issue::ReturnedEarly => self.reviews(returned_early),
            Issue::HarmWithoutChange => self.reviews(|of| self.has_harm_without_change(of)),
            Issue::Fork => self.reviews(|of| of.one.is_some_and(|one| one.forked)),
            Issue::NoCountry => {
                self.documents(|document| document.data().is_some_and(|data| data.countries().is_empty()))
            }
            Issue::SuspectedDuplicate => self.documents(|document| self.has_likeness(document)),
            Issue::UnknownCode => self.documents(|document| document.data().is_some_and(|data| self.has_unknown(data))),
            Issue::OtherKind => self.documents(|document| {
                document.data().is_some_and(|data| data.kind == crate::domain::kind::Kind::Other)
            }),
        }
    }

    fn reviews(&self, is_found: impl Fn(Subject<'v, 'a>) -> bool) -> Vec<Subject<'v, 'a>> {
        self.view.rounds().filter(|of| is_found(*of)).collect()
    }

    fn documents(&self, is_found: impl Fn(&'v Document<'a>) -> bool) -> Vec<Subject<'v, 'a>> {
        self.view.documents().filter(|document| is_found(document)).map(Subject::document).collect()
    }

    fn has_likeness(&self, document: &'v Document<'a>) -> bool {
        likeness(self.view, document).is_some_and(|likeness| self.alike.contains(&likeness))
    }

    fn has_harm_without_change(&self, of: Subject) -> bool {
        let Some(one) = of.one else { return false };
        let is_changed = |criterion| one.review.changes.iter().filter_map(still_asked).any(|known| known == criterion);
        let asked = &self.view.lexicon().asked(one.review.asked).criteria;
        let mut flagged = asked.iter().zip(one.review.marks.iter()).filter(|(_, mark)| mark.harm());
        flagged.any(|(criterion, _)| !is_changed(*criterion))
    }

    fn has_unknown(&self, data: &ReviewBrief) -> bool {
        let lists = [(List::Countries, data.countries()), (List::Sectors, data.sectors()), (List::Tags, data.tags())];
        let single = [
            (List::Regions, data.region),
            (List::Donors, data.donor),
            (List::Languages, data.language),
            (List::Urgencies, data.urgency),
        ];
        let several = lists.iter().flat_map(|(list, words)| words.iter().map(|word| (*list, *word)));
        let one = single.iter().filter_map(|(list, word)| Some((*list, (*word)?)));
        several.chain(one).any(|(list, word)| !list.contains(self.view.lexicon().text(word)))
    }
}

fn has_open(of: Subject) -> bool {
    of.one.is_some_and(|one| one.review.marks.iter().any(|mark| mark.rating().is_none()))
}

fn returned_early(of: Subject) -> bool {
    of.one.is_some_and(|one| one.review.received.is_some_and(|received| received > one.day))
}

fn still_asked(change: &crate::domain::brief::ChangeBrief) -> Option<Word> {
    change.criterion.filter(|_| change.state != CommentState::Dropped)
}

/// One number for the title, whatever its case and blanks, with the kind and the countries: two documents that share it
/// look alike.
fn likeness(view: &View, document: &Document) -> Option<u64> {
    let data = document.data()?;
    let mut hasher = RandomState::with_seeds(1, 2, 3, 4).build_hasher();
    for word in data.title().split_whitespace() {
        word.chars().flat_map(char::to_lowercase).for_each(|letter| letter.hash(&mut hasher));
        ' '.hash(&mut hasher);
    }
    let mut countries: Vec<_> = view.lexicon().texts(data.countries()).collect();
    countries.sort_unstable();
    (data.kind, countries).hash(&mut hasher);
    Some(hasher.finish())
}
