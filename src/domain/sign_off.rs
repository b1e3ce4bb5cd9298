//! What the reviewer should look at before signing off: facts, with the criteria that they concern.

use super::answer::{Evidence, Rating};
use super::caution::{Allowed, Class, Field, Level, texts};
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
    /// The text that it concerns, when it is one text.
    pub field: Option<Field>,
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
    /// A text with a caution of the gravest level that was not called a false alarm: sign-off has to wait.
    UnsafeText,
    /// Not answered.
    Open,
    /// A Yes that names no place in the document.
    YesWithoutEvidence,
    /// Evidence that does not stand in this version of the document.
    LostEvidence,
    /// Taken over from the round before, and not looked at again.
    NotRechecked,
    /// A text with a caution to look at again.
    CautiousText,
    /// A long list of required changes.
    ManyChanges,
}

impl Concern {
    /// Whether sign-off has to wait for it.
    #[must_use]
    pub const fn stops(self) -> bool {
        matches!(self, Self::HarmWithoutChange | Self::BlankComment | Self::DecisionWithoutReason | Self::UnsafeText)
    }
}

/// Everything worth a look, the gravest first, then by checklist.
#[must_use]
pub fn findings(review: &Review, checklists: &[Pinned], allowed: &Allowed) -> Vec<Finding> {
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
    found.extend(cautions(review, checklists, allowed));
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
    Finding { what: Concern::HarmWithoutChange, criteria: vec![criterion.id.clone()], field: None, text }
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
    (!ids.is_empty()).then_some(Finding { what, criteria: ids, field: None, text })
}

fn blank_comments(review: &Review) -> impl Iterator<Item = Finding> {
    review.comments.iter().filter(|comment| comment.is_blank()).map(|comment| Finding {
        what: Concern::BlankComment,
        criteria: comment.criterion.iter().cloned().collect(),
        field: None,
        text: format!("Comment {} says nothing yet: write it, or take it away", comment.n),
    })
}

fn many_changes(review: &Review) -> Option<Finding> {
    let n = review.comments.iter().filter(|comment| comment.is_open_requirement()).count();
    let advice = format!("an author can work through about {MANY_CHANGES}; could some be recommendations?");
    let text = format!("{n} required changes: {advice}");
    (n > MANY_CHANGES).then_some(Finding { what: Concern::ManyChanges, criteria: Vec::new(), field: None, text })
}

/// All texts are looked at again: what was typed elsewhere, or before there was a rule, has not been asked about.
fn cautions(review: &Review, checklists: &[Pinned], allowed: &Allowed) -> Vec<Finding> {
    let fields: Vec<_> = texts(review).into_iter().map(|(field, _)| field).collect();
    let of = |field: &Field| {
        let at = |level| review.cautions(field, level, allowed).into_iter().map(move |class| (level, class));
        let found: Vec<_> = at(Level::Stop).chain(at(Level::Confirm)).collect();
        found.into_iter().map(|(level, class)| cautioned(review, checklists, field, (level, class))).collect::<Vec<_>>()
    };
    fields.iter().flat_map(of).collect()
}

fn cautioned(review: &Review, checklists: &[Pinned], field: &Field, (level, class): (Level, Class)) -> Finding {
    let what = if level == Level::Stop { Concern::UnsafeText } else { Concern::CautiousText };
    let criterion = field.criterion(review);
    let known = |id: &str| checklists.iter().find_map(|pinned| pinned.checklist.criterion(id)).map(Criterion::title);
    let title = criterion.map(|id| known(id).unwrap_or(id)).map(|title| format!(" · {title}")).unwrap_or_default();
    let text = format!("{}{title}: {}", field.label(), class.sentence().trim_end_matches('.'));
    Finding { what, criteria: criterion.map(str::to_owned).into_iter().collect(), field: Some(field.clone()), text }
}
