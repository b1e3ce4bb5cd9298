//! A third review that decides where two reviewers of one document and round differ. The two stay as they are.

use super::agreement::pairs;
use super::answer::Answer;
use super::comment::Comment;
use super::record::Record;
use super::review::{Pinned, Review, Start};

impl Review {
    /// The draft that decides between two signed-off reviews: what they agree on is taken over, the rest is open again,
    /// with the evidence of both. Comments of the second get numbers behind those of the first.
    #[must_use]
    pub fn between(one: &Self, other: &Self, record: &Record, checklists: &[Pinned], start: Start) -> Self {
        let mut review = Self::new(record, checklists, start);
        review.role = one.role;
        review.adjudicates = [one, other].iter().filter_map(|review| review.content_sha256.clone()).collect();
        for id in one.asked().chain(other.asked()).map(str::to_owned).collect::<Vec<_>>() {
            let answer = settled(one.answer(&id), other.answer(&id));
            if !answer.is_empty() {
                review.answers.insert(id, answer);
            }
        }
        review.comments = comments(one, other);
        [one, other].into_iter().for_each(|reviewed| review.take_overrides(reviewed));
        if let Some(draft) = &mut review.draft {
            draft.differing = Self::differences(one, other, checklists);
        }
        let new = other.outcome.strengths.iter().filter(|line| !one.outcome.strengths.contains(line));
        review.outcome.strengths = one.outcome.strengths.iter().chain(new).cloned().collect();
        review
    }

    /// Whether it decides between two others.
    #[must_use]
    pub const fn is_adjudication(&self) -> bool {
        !self.adjudicates.is_empty()
    }

    /// Whether this draft keeps the review of another reviewer hidden: the same document and round, until both are signed
    /// off.
    #[must_use]
    pub fn hides(&self, record: &str, round: u32, reviewer: &str) -> bool {
        let same = self.record.id == record && self.round == round && self.reviewer.id != reviewer;
        same && self.draft.is_some() && self.revision == 1 && !self.is_adjudication()
    }

    /// The questions on which two reviews differ, in the order of the checklists.
    #[must_use]
    pub fn differences(one: &Self, other: &Self, checklists: &[Pinned]) -> Vec<String> {
        let differing = pairs(one, other, checklists).filter(|pair| !pair.agrees());
        differing.map(|pair| pair.criterion.id.clone()).collect()
    }

    /// Whether a question waits for a decision of this review, or got one.
    #[must_use]
    pub fn is_differing(&self, criterion: &str) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.differing.iter().any(|id| id == criterion))
    }

    /// Keeps why a difference was decided as it was; an empty reason is none.
    pub fn set_decision(&mut self, criterion: &str, reason: &str) {
        let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        self.answers.entry(criterion.to_owned()).or_default().decision = reason;
    }
}

/// What both say; their notes are theirs and stay with them.
fn settled(one: Option<&Answer>, other: Option<&Answer>) -> Answer {
    let (one, other) = (one.cloned().unwrap_or_default(), other.cloned().unwrap_or_default());
    let same = one.rating == other.rating && one.reason == other.reason;
    let mut evidence = one.evidence;
    evidence.extend(other.evidence.into_iter().filter(|place| !evidence.contains(place)).collect::<Vec<_>>());
    Answer {
        rating: one.rating.filter(|_| same),
        reason: one.reason.filter(|_| same),
        answered_at: one.answered_at.filter(|_| same),
        harm: one.harm || other.harm,
        evidence,
        ..Answer::default()
    }
}

fn comments(one: &Review, other: &Review) -> Vec<Comment> {
    let last = one.comments.iter().map(|comment| comment.n).max().unwrap_or(0);
    let said = |comment: &Comment| (comment.criterion.clone(), comment.finding.clone(), comment.text.clone());
    let new = other.comments.iter().filter(|comment| !one.comments.iter().any(|known| said(known) == said(comment)));
    let numbered = new.zip(last.saturating_add(1)..).map(|(comment, n)| Comment { n, ..comment.clone() });
    one.comments.iter().cloned().chain(numbered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklists;
    use crate::domain::answer::{Evidence, Rating};
    use crate::domain::checklist::Profile;
    use crate::domain::comment::CommentClass;
    use crate::domain::kind::Kind;
    use crate::domain::review::Reviewer;

    fn start(reviewer: &str) -> Start {
        Start {
            id: format!("019a9c3e-0000-7000-8000-0000000000{reviewer}"),
            at: "2026-01-12T09:00:00Z".parse().unwrap(),
            round: 1,
            previous: None,
            reviewer: Reviewer { id: reviewer.to_owned(), name: None, role: None },
            workspace: "w".to_owned(),
            profile: Profile::All,
        }
    }

    fn review(reviewer: &str, ratings: &[(&str, Rating)], finding: &str) -> Review {
        let record = Record::new("plan", Kind::Proposal, "Plan");
        let mut review = Review::new(&record, &checklists::built_in(), start(reviewer));
        for (id, rating) in ratings {
            review.rate(id, *rating, None, "2026-01-12T10:00:00Z".parse().unwrap());
            let quote = format!("seen by {reviewer}");
            review.add_evidence(id, Evidence { section: "s1".to_owned(), quote, ..Evidence::default() });
        }
        let n = review.add_comment(Some("gbv-safety-audits"), CommentClass::Required);
        review.comment_mut(n).unwrap().finding = finding.to_owned();
        review.sealed("2026-01-14T10:00:00Z".parse().unwrap())
    }

    #[test]
    fn a_draft_hides_the_other_review_of_its_round_and_nothing_else() {
        let record = Record::new("plan", Kind::Proposal, "Plan");
        let draft = Review::new(&record, &checklists::built_in(), start("11"));
        let cases =
            [("plan", 1, "22", true), ("plan", 1, "11", false), ("plan", 2, "22", false), ("other", 1, "22", false)];
        for (record, round, reviewer, hidden) in cases {
            assert_eq!(draft.hides(record, round, reviewer), hidden, "{record} {round} {reviewer}");
        }
        let signed = draft.sealed("2026-01-14T10:00:00Z".parse().unwrap());
        assert!(!signed.hides("plan", 1, "22"), "both are signed off");
        assert!(!signed.amend("A reason.", "w".to_owned()).hides("plan", 1, "22"), "an amendment was signed off once");
    }

    #[test]
    fn what_two_reviewers_agree_on_is_taken_over_and_the_rest_is_open_with_the_evidence_of_both() {
        let lists = checklists::built_in();
        let one = review("11", &[("gbv-safety-audits", Rating::Yes), ("ge-budget", Rating::No)], "Too late.");
        let two = review("22", &[("gbv-safety-audits", Rating::Partly), ("ge-budget", Rating::No)], "Too few.");
        let before = (one.content_hash(), two.content_hash());
        let record = Record::new("plan", Kind::Proposal, "Plan");
        let third = Review::between(&one, &two, &record, &lists, start("33"));
        assert_eq!(Review::differences(&one, &two, &lists), ["gbv-safety-audits"]);
        assert_eq!((third.rating("ge-budget"), third.rating("gbv-safety-audits")), (Some(Rating::No), None));
        assert_eq!(third.answer("gbv-safety-audits").unwrap().evidence.len(), 2);
        let numbers: Vec<_> = third.comments.iter().map(|comment| (comment.n, comment.finding.as_str())).collect();
        assert_eq!(numbers, [(1, "Too late."), (2, "Too few.")]);
        assert_eq!(third.adjudicates, [one.content_sha256.clone().unwrap(), two.content_sha256.clone().unwrap()]);
        assert_eq!((one.content_hash(), two.content_hash()), before, "the two stay as they are");
    }
}
