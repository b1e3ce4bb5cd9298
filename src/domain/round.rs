//! The round after: answers and comments of the round before are taken over, to be looked at again where it matters.

use std::collections::BTreeSet;

use super::answer::{Answer, Evidence, Rating};
use super::checklist::Criterion;
use super::comment::{CommentClass, CommentState};
use super::lookup::Lookup;
use super::record::{Record, Section};
use super::review::{Pinned, Review, Start};
use super::revision::{Compared, Revision};
use crate::text::{Folded, Term, clean, fold};

/// Why an answer of the round before should be looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondLook {
    /// It was a gap, or the text was unsafe.
    Gap,
    /// A required change is still open.
    OpenChange,
    /// Its evidence is not where it was.
    Evidence,
    /// Words of the question stand in text that is new or changed.
    NewText,
}

impl SecondLook {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Gap => "it was a gap",
            Self::OpenChange => "a required change is open",
            Self::Evidence => "its evidence is not where it was",
            Self::NewText => "its words stand in changed text",
        }
    }
}

/// The questions whose words stand in text that is new or changed.
#[derive(Debug, Clone, Default)]
pub struct Changed {
    ids: BTreeSet<String>,
}

impl Changed {
    /// Looks the questions up in what is new or changed between two versions.
    pub fn between<'a>(old: &Record, new: &Record, criteria: impl Iterator<Item = &'a Criterion>) -> Self {
        let text = |section: &Section| fold(&clean(&format!("{}\n\n{}", section.heading, section.text)));
        let revision = Revision::between(old, new);
        let texts: Vec<_> = revision.changes().filter_map(|Compared { new, .. }| *new).map(text).collect();
        let touched = criteria.filter(|criterion| holds(&texts, criterion));
        Self { ids: touched.map(|criterion| criterion.id.clone()).collect() }
    }
}

fn holds(texts: &[Folded], criterion: &Criterion) -> bool {
    let terms: Vec<_> = criterion.terms.iter().filter_map(|term| Term::parse(term)).collect();
    texts.iter().any(|text| !text.find_terms(&terms).is_empty())
}

impl Review {
    /// The draft of the round after a signed-off review, on the record as it is now; and where its evidence stands, when
    /// the document has another version. Comments keep their numbers: changes are followed over the rounds by them.
    #[must_use]
    pub fn after(previous: &Self, record: &Record, checklists: &[Pinned], start: Start) -> (Self, Option<Lookup>) {
        let mut review = Self::new(record, checklists, start);
        review.role = previous.role;
        review.comments.clone_from(&previous.comments);
        review.answers = previous.answers.iter().map(|(id, answer)| (id.clone(), carried(answer))).collect();
        review.take_overrides(previous);
        let lookup = review.look_up_evidence(previous.record.sha256.as_deref(), record);
        (review, lookup)
    }

    /// Why the carried answer to a question should be looked at again; `None` when it was touched, or need not be.
    #[must_use]
    pub fn second_look(&self, criterion: &Criterion, changed: &Changed) -> Option<SecondLook> {
        let answer = self.answer(&criterion.id).filter(|answer| answer.carried)?;
        let moved = |place: &Evidence| place.sha256.is_some() && place.sha256 != self.record.sha256;
        if answer.harm || matches!(answer.rating, Some(Rating::No | Rating::Partly)) {
            return Some(SecondLook::Gap);
        }
        if self.comments_on(&criterion.id).any(super::comment::Comment::is_open_requirement) {
            return Some(SecondLook::OpenChange);
        }
        if answer.evidence.iter().any(moved) {
            return Some(SecondLook::Evidence);
        }
        changed.ids.contains(&criterion.id).then_some(SecondLook::NewText)
    }

    /// The numbers of the comments that wait for a word of the reviewer: open ones, the required changes first.
    #[must_use]
    pub fn waiting(&self) -> Vec<u32> {
        let open = self.comments.iter().filter(|comment| comment.state == CommentState::Open);
        let mut asked: Vec<_> = open.filter(|comment| comment.class != CommentClass::GoodPractice).collect();
        asked.sort_by_key(|comment| (comment.class != CommentClass::Required, comment.n));
        asked.into_iter().map(|comment| comment.n).collect()
    }
}

/// An answer is carried when it says something; what only has a note or a place is open again anyway.
fn carried(answer: &Answer) -> Answer {
    Answer { carried: answer.rating.is_some(), ..answer.clone() }
}
