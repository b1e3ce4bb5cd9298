//! What the reviewer should look at before signing off: facts, with the criteria that they concern.

use super::answer::{Evidence, Rating};
use super::checklist::Criterion;
use super::comment::CommentClass;
use super::review::{Pinned, Review};

/// More required changes than an author can be expected to work through.
pub const MANY_CHANGES: usize = 10;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub what: Concern,
    /// The criteria that it concerns, in the order of the questions; the first is the one to go to.
    pub criteria: Vec<String>,
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
    /// A difference of two reviewers that was decided without a reason: sign-off has to wait.
    DecisionWithoutReason,
    /// Not answered.
    Open,
    /// A Yes that names no place in the document.
    YesWithoutEvidence,
    /// Evidence that does not stand in this version of the document.
    LostEvidence,
    /// Taken over from the round before, and not looked at again.
    NotRechecked,
    /// A long list of required changes.
    ManyChanges,
}

impl Concern {
    /// Whether sign-off has to wait for it.
    #[must_use]
    pub const fn stops(self) -> bool {
        matches!(self, Self::HarmWithoutChange | Self::BlankComment | Self::DecisionWithoutReason)
    }
}

/// Everything worth a look, the gravest first, then by checklist.
#[must_use]
pub fn findings(review: &Review, checklists: &[Pinned]) -> Vec<Finding> {
    let mut found = Vec::new();
    for pinned in checklists {
        let asked = || pinned.checklist.criteria.iter().filter(|criterion| review.is_asked(&criterion.id));
        found.extend(asked().filter(|criterion| lacks_change(review, &criterion.id)).map(unmended));
        found.extend(grouped(Concern::Open, pinned, asked().filter(|criterion| is_open(review, &criterion.id))));
        let unexplained = asked().filter(|criterion| is_unexplained(review, &criterion.id));
        found.extend(grouped(Concern::DecisionWithoutReason, pinned, unexplained));
        let placeless = asked().filter(|criterion| is_placeless_yes(review, &criterion.id));
        found.extend(grouped(Concern::YesWithoutEvidence, pinned, placeless));
        let carried = asked().filter(|criterion| review.answer(&criterion.id).is_some_and(|answer| answer.carried));
        found.extend(grouped(Concern::NotRechecked, pinned, carried));
        let lost = asked().filter(|criterion| has_lost_evidence(review, &criterion.id));
        found.extend(grouped(Concern::LostEvidence, pinned, lost));
    }
    found.extend(blank_comments(review));
    found.extend(many_changes(review));
    found.sort_by_key(|finding| finding.what);
    found
}

fn is_open(review: &Review, id: &str) -> bool {
    review.rating(id).is_none()
}

fn is_placeless_yes(review: &Review, id: &str) -> bool {
    review.rating(id) == Some(Rating::Yes) && review.answer(id).is_none_or(|answer| answer.evidence.is_empty())
}

/// Of another version than the one under review, and not found again in this one.
fn has_lost_evidence(review: &Review, id: &str) -> bool {
    let lost = |place: &Evidence| place.sha256.is_some() && place.sha256 != review.record.sha256;
    review.answer(id).is_some_and(|answer| answer.evidence.iter().any(lost))
}

fn is_unexplained(review: &Review, id: &str) -> bool {
    let decided = review.answer(id).filter(|answer| answer.rating.is_some());
    review.is_differing(id) && decided.is_some_and(|answer| answer.decision.is_none())
}

fn lacks_change(review: &Review, id: &str) -> bool {
    review.harm(id) && !review.comments_on(id).any(|comment| comment.class == CommentClass::Required)
}

fn unmended(criterion: &Criterion) -> Finding {
    let text = format!("{}: unsafe text, and no required change asks to mend it", criterion.title());
    Finding { what: Concern::HarmWithoutChange, criteria: vec![criterion.id.clone()], text }
}

/// One finding for all the criteria of a checklist that it concerns: a list of forty would hide the grave ones.
fn grouped<'a>(what: Concern, pinned: &Pinned, criteria: impl Iterator<Item = &'a Criterion>) -> Option<Finding> {
    let (ids, titles): (Vec<_>, Vec<_>) = criteria.map(|criterion| (criterion.id.clone(), criterion.title())).unzip();
    let word = match what {
        Concern::Open => "open",
        Concern::DecisionWithoutReason => "decided without a reason",
        Concern::NotRechecked => "from the round before and not looked at again",
        Concern::LostEvidence => "with evidence that is not in this version of the document",
        _ => "Yes without a place in the document",
    };
    let text = format!("{} · {} {word}: {}", pinned.checklist.title, ids.len(), titles.join(", "));
    (!ids.is_empty()).then_some(Finding { what, criteria: ids, text })
}

fn blank_comments(review: &Review) -> impl Iterator<Item = Finding> {
    review.comments.iter().filter(|comment| comment.is_blank()).map(|comment| Finding {
        what: Concern::BlankComment,
        criteria: comment.criterion.iter().cloned().collect(),
        text: format!("Comment {} says nothing yet: write it, or take it away", comment.n),
    })
}

fn many_changes(review: &Review) -> Option<Finding> {
    let n = review.comments.iter().filter(|comment| comment.is_open_requirement()).count();
    let advice = format!("an author can work through about {MANY_CHANGES}; could some be recommendations?");
    let text = format!("{n} required changes: {advice}");
    (n > MANY_CHANGES).then_some(Finding { what: Concern::ManyChanges, criteria: Vec::new(), text })
}
