//! What the reviewer should look at before signing off: facts, with the criteria that they concern.

use super::answer::Rating;
use super::review::{Pinned, Review};

/// More required changes than an author can be expected to work through.
pub const MANY_CHANGES: usize = 10;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub what: Concern,
    /// The criterion to go to, when it is about one.
    pub criterion: Option<String>,
    /// As a sentence.
    pub text: String,
}

/// The kinds of finding, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// A harm flag without a required change on the same criterion: sign-off has to wait.
    HarmWithoutChange,
    /// A comment that says nothing yet: sign-off has to wait.
    BlankComment,
    /// Not answered.
    Open,
    /// A Yes that names no place in the document.
    YesWithoutEvidence,
    /// A long list of required changes.
    ManyChanges,
}

impl Concern {
    /// Whether sign-off has to wait for it.
    #[must_use]
    pub const fn stops(self) -> bool {
        matches!(self, Self::HarmWithoutChange | Self::BlankComment)
    }
}

/// Everything worth a look, the gravest first, then in the order of the questions.
#[must_use]
pub fn findings(review: &Review, checklists: &[Pinned]) -> Vec<Finding> {
    let mut found = Vec::new();
    for pinned in checklists {
        for criterion in pinned.checklist.criteria.iter().filter(|criterion| review.is_asked(&criterion.id)) {
            for (what, text) in concerns(review, &criterion.id) {
                let text = format!("{} · {}: {text}", pinned.checklist.title, criterion.title());
                found.push(Finding { what, criterion: Some(criterion.id.clone()), text });
            }
        }
    }
    found.extend(blank_comments(review));
    found.extend(many_changes(review));
    found.sort_by_key(|finding| finding.what);
    found
}

fn concerns(review: &Review, id: &str) -> Vec<(Concern, &'static str)> {
    let answer = review.answer(id);
    let rating = review.rating(id);
    let change = review.comments_on(id).any(|comment| comment.class == super::comment::CommentClass::Required);
    let no_place = answer.is_none_or(|answer| answer.evidence.is_empty());
    let all = [
        (review.harm(id) && !change, Concern::HarmWithoutChange, "unsafe text, and no required change asks to mend it"),
        (rating.is_none(), Concern::Open, "open"),
        (
            rating == Some(Rating::Yes) && no_place,
            Concern::YesWithoutEvidence,
            "Yes, and no place in the document is named",
        ),
    ];
    all.into_iter().filter(|(is, ..)| *is).map(|(_, what, text)| (what, text)).collect()
}

fn blank_comments(review: &Review) -> impl Iterator<Item = Finding> {
    review.comments.iter().filter(|comment| comment.is_blank()).map(|comment| Finding {
        what: Concern::BlankComment,
        criterion: comment.criterion.clone(),
        text: format!("Comment {} says nothing yet: write it, or take it away", comment.n),
    })
}

fn many_changes(review: &Review) -> Option<Finding> {
    let n = review.comments.iter().filter(|comment| comment.is_open_requirement()).count();
    (n > MANY_CHANGES).then(|| Finding {
        what: Concern::ManyChanges,
        criterion: None,
        text: format!(
            "{n} required changes: an author can work through about {MANY_CHANGES}; could some be recommendations?"
        ),
    })
}
