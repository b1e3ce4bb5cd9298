//! What the reviewer decides, and what the rules would suggest.

use serde::{Deserialize, Serialize};

use super::answer::Rating;
use super::checklist::{Criterion, Weight};
use super::codes::codes;
use super::kind::Kind;
use super::review::{Pinned, Review, Role};
use super::vocabulary::{self, OutcomeEntry};

codes! {
    /// The outcome words; reports have labels of their own over the same codes.
    pub enum Outcome {
        /// No change needed.
        Endorsed = "endorsed", "Endorsed";
        /// May go forward; recommendations are left to the author.
        WithRecommendations = "endorsed-with-recommendations", "Endorsed, with recommendations";
        /// A listed set of changes must be made; no full second review.
        SubjectToChanges = "endorsed-subject-to-changes", "Endorsed subject to required changes";
        /// At least one blocking gap: a new round.
        ReviseAndResubmit = "revise-and-resubmit", "Revise and resubmit";
        /// The design itself would put people at risk, or the gap is contested.
        NotEndorsed = "not-endorsed", "Not endorsed, escalate";
        /// Advice was asked for, no clearance.
        CommentsOnly = "comments-only", "Comments only";
        /// The author took the document back.
        Withdrawn = "withdrawn", "Withdrawn";
    }
}

impl Outcome {
    /// The words on screen for a kind of document: reports are cleared, not endorsed.
    #[must_use]
    pub fn label_for(self, kind: Kind) -> &'static str {
        match (kind, self.entry()) {
            (Kind::Report, Some(entry)) => &entry.report_label,
            (_, Some(entry)) => &entry.label,
            (_, None) => self.code(),
        }
    }

    /// What happens next.
    #[must_use]
    pub fn next_step(self) -> &'static str {
        self.entry().map_or("", |entry| &entry.next_step)
    }

    fn entry(self) -> Option<&'static OutcomeEntry> {
        vocabulary::outcomes().iter().find(|entry| entry.code == self.code())
    }
}

/// The outcome part of a review.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What the reviewer chose; `None` until sign-off.
    #[serde(default)]
    pub code: Option<Outcome>,
    /// What the rules suggested at sign-off; `None` while criteria were open.
    #[serde(default)]
    pub suggested: Option<Outcome>,
    /// Why the two differ.
    #[serde(default)]
    pub reason: Option<String>,
    /// The overall note to the author.
    #[serde(default)]
    pub summary: Option<String>,
    /// What is good, named first in the letter.
    #[serde(default)]
    pub strengths: Vec<String>,
}

/// A suggested outcome with the reasons for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// `None` while criteria are open.
    pub outcome: Option<Outcome>,
    /// Why, as sentences for the reviewer.
    pub reasons: Vec<String>,
}

/// The outcome that the rules suggest. The reviewer decides.
///
/// In this order: open criteria: none; regional plan or role of adviser: comments only; harm flag, or No on a blocking
/// criterion: revise and resubmit; No or Partly on any other must, or an open required change: subject to changes; No
/// or Partly on a should: with recommendations; else endorsed.
#[must_use]
pub fn suggest(review: &Review, checklists: &[Pinned]) -> Suggestion {
    let gaps = Gaps::of(review, checklists);
    let (outcome, mut reasons) = gaps.verdict();
    let outcome = match advice(review) {
        _ if gaps.open > 0 => {
            reasons =
                vec![format!("{} still open: answer them, or sign off without a suggestion", questions(gaps.open))];
            None
        }
        Some(reason) => {
            reasons.insert(0, reason);
            Some(Outcome::CommentsOnly)
        }
        None => Some(outcome),
    };
    Suggestion { outcome, reasons }
}

fn advice(review: &Review) -> Option<String> {
    match (review.record.kind, review.role) {
        (Kind::RegionalPlan, _) => Some("An inter-agency plan gets comments, not a clearance".to_owned()),
        (_, Role::Advice) => Some("Your role is to advise".to_owned()),
        (_, Role::Clearance) => None,
    }
}

/// The criteria that stand in the way, by how much they weigh.
#[derive(Debug, Default)]
struct Gaps<'a> {
    open: usize,
    harm: Vec<&'a str>,
    blocking: Vec<&'a str>,
    must: Vec<&'a str>,
    should: Vec<&'a str>,
    changes: usize,
}

impl<'a> Gaps<'a> {
    fn of(review: &Review, checklists: &'a [Pinned]) -> Self {
        let changes = review.comments.iter().filter(|comment| comment.is_open_requirement()).count();
        let mut gaps = Self { changes, ..Self::default() };
        for criterion in checklists.iter().flat_map(|pinned| &pinned.checklist.criteria) {
            if review.is_asked(&criterion.id) {
                gaps.weigh(review, criterion);
            }
        }
        gaps
    }

    fn weigh(&mut self, review: &Review, criterion: &'a Criterion) {
        let rating = review.rating(&criterion.id);
        self.open += usize::from(rating.is_none());
        if review.harm(&criterion.id) {
            self.harm.push(criterion.title());
        }
        if !matches!(rating, Some(Rating::No | Rating::Partly)) {
            return;
        }
        match criterion.weight(review.record.kind) {
            Some(Weight::Blocking) if blocks(review, criterion) => self.blocking.push(criterion.title()),
            Some(Weight::Blocking | Weight::Must) => self.must.push(criterion.title()),
            Some(Weight::Should) => self.should.push(criterion.title()),
            None => {}
        }
    }

    fn verdict(&self) -> (Outcome, Vec<String>) {
        let mut reasons = Vec::new();
        note(&mut reasons, "Unsafe text (harm flag)", &self.harm);
        note(&mut reasons, "No on a blocking question", &self.blocking);
        note(&mut reasons, "Gap on a must", &self.must);
        if self.changes > 0 {
            reasons.push(format!("Required changes still open: {}", self.changes));
        }
        note(&mut reasons, "Gap on a should", &self.should);
        let outcome = if !self.harm.is_empty() || !self.blocking.is_empty() {
            Outcome::ReviseAndResubmit
        } else if !self.must.is_empty() || self.changes > 0 {
            Outcome::SubjectToChanges
        } else if !self.should.is_empty() {
            Outcome::WithRecommendations
        } else {
            reasons.push("Every question asked is answered Yes or does not apply".to_owned());
            Outcome::Endorsed
        };
        (outcome, reasons)
    }
}

/// A No blocks; where the criterion names others, only when each of those is No as well.
fn blocks(review: &Review, criterion: &Criterion) -> bool {
    let no = |id: &str| review.rating(id) == Some(Rating::No);
    no(&criterion.id) && criterion.blocks_with.iter().all(|id| no(id))
}

fn note(reasons: &mut Vec<String>, what: &str, titles: &[&str]) {
    if !titles.is_empty() {
        reasons.push(format!("{what}: {}", titles.join(", ")));
    }
}

fn questions(n: usize) -> String {
    if n == 1 { "1 question is".to_owned() } else { format!("{n} questions are") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_vocabulary() {
        for outcome in Outcome::ALL {
            assert_eq!(outcome.label_for(Kind::Proposal), outcome.label(), "{}", outcome.code());
            assert!(!outcome.next_step().is_empty(), "{}", outcome.code());
        }
        assert_eq!(Outcome::Endorsed.label_for(Kind::Report), "Cleared");
        assert_eq!(Outcome::ReviseAndResubmit.label_for(Kind::Report), "Return for revision");
    }
}
