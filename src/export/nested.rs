//! A whole review for other programs: the shape of the file, without who reviewed, and without what people wrote unless
//! it was asked for.
//!
//! Every member is named here, so that a new one has to be thought of before it can leave the workspace.

use serde_json::Map;

use crate::domain::answer::{Answer, Evidence};
use crate::domain::comment::Comment;
use crate::domain::outcome::Decision;
use crate::domain::review::{Review, Reviewer};
use crate::domain::snapshot::Snapshot;

use super::star::answers::reason;

/// The review as it leaves: `content_sha256` still names the file that it was made from.
#[must_use]
pub fn nested(review: &Review, with_text: bool) -> Review {
    let mut review = review.clone();
    review.draft = None;
    review.reviewer.id = String::new();
    review.reviewer.name = None;
    if !with_text {
        silence(&mut review);
    }
    review
}

fn silence(review: &mut Review) {
    let Review {
        format: _,
        id: _,
        revision: _,
        parent: _,
        reason,
        content_sha256: _,
        record,
        round: _,
        previous: _,
        adjudicates: _,
        role: _,
        reviewer: Reviewer { id: _, name: _, role: _ },
        dates: _,
        checklists: _,
        answers,
        comments,
        outcome,
        overrides,
        made_by: _,
        draft: _,
        unknown,
    } = review;
    *reason = None;
    overrides.clear();
    *unknown = Map::new();
    silence_record(record);
    answers.values_mut().for_each(silence_answer);
    comments.iter_mut().for_each(silence_comment);
    silence_outcome(outcome);
}

/// Reference, organisation and office are names of institutions and stay.
fn silence_record(record: &mut Snapshot) {
    let Snapshot {
        id: _,
        kind: _,
        title,
        reference: _,
        organisation: _,
        office: _,
        countries: _,
        region: _,
        sectors: _,
        donor: _,
        tags: _,
        traits: _,
        markers: _,
        language: _,
        sha256: _,
        urgency: _,
        budget: _,
        feedback_language: _,
    } = record;
    title.clear();
}

fn silence_answer(answer: &mut Answer) {
    let Answer { rating: _, reason: given, harm: _, note, evidence, answered_at: _, carried: _, decision } = answer;
    *decision = None;
    *given = given.as_deref().map(|text| reason(text, false).into_owned());
    *note = None;
    for Evidence { section: _, heading, page: _, quote, sha256: _ } in evidence {
        heading.clear();
        quote.clear();
    }
}

fn silence_comment(comment: &mut Comment) {
    let Comment { n: _, criterion: _, r#where, class: _, finding, text, reply: _, reply_note, state: _ } = comment;
    r#where.clear();
    finding.clear();
    text.clear();
    *reply_note = None;
}

/// How many strengths there are stays to be seen.
fn silence_outcome(outcome: &mut Decision) {
    let Decision { code: _, suggested: _, reason, summary, strengths } = outcome;
    *reason = None;
    *summary = None;
    strengths.iter_mut().for_each(String::clear);
}
