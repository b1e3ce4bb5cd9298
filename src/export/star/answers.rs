//! `answers`: one row for every criterion that was asked.

use std::borrow::Cow;

use crate::domain::answer::{Answer, Rating};
use crate::domain::checklist::{Criterion, Weight};
use crate::domain::comment::CommentClass;
use crate::domain::review::ChecklistUse;
use crate::domain::vocabulary::List;

use super::Cell;
use super::reviewed::Reviewed;
use super::table::table;

/// A reason that is on no list.
const OTHER: &str = "other";

/// A criterion that a review asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    of: &'a Reviewed<'a>,
    used: &'a ChecklistUse,
    id: &'a str,
    answer: Option<&'a Answer>,
    criterion: Option<&'a Criterion>,
}

table! {
    ANSWERS = "answers", "One row for every criterion that a review asked, answered or open.",
    fn answer(asked: &Asked<'_>, asked.of.with_text);
    REVIEW_ID => &asked.of.review.id;
    DOCUMENT_ID => &asked.of.review.record.id;
    ROUND => asked.of.review.round;
    IS_FIRST_ROUND => asked.of.place.is_first_round;
    IS_LATEST_ROUND => asked.of.place.is_latest_round;
    KIND => asked.of.kind().code();
    CRITERION_ID => asked.id;
    CHECKLIST => &asked.used.id;
    SECTION => asked.criterion.map(|criterion| &criterion.section);
    WEIGHT => asked.weight().map(Weight::code);
    ANSWER => word(asked.answer.and_then(|answer| answer.rating));
    NA_REASON => asked.na_reason();
    HARM => asked.answer.is_some_and(|answer| answer.harm);
    CARRIED => asked.answer.is_some_and(|answer| answer.carried);
    COMMENT_CLASS => asked.class().map(CommentClass::code);
    EVIDENCE_COUNT => asked.answer.map_or(0, |answer| answer.evidence.len());
    HAS_NOTE => asked.answer.is_some_and(|answer| answer.note.is_some());
    YEAR => asked.of.year();
    COUNTRIES => asked.of.review.record.countries.as_slice();
    NOTE => asked.answer.and_then(|answer| answer.note.as_ref());
}

/// The criteria that a review asked, by id.
#[must_use]
pub fn asked<'a>(of: &'a Reviewed<'a>) -> Vec<Asked<'a>> {
    let ids = of.review.checklists.iter().flat_map(|used| used.asked.iter().map(move |id| (used, id.as_str())));
    let mut all: Vec<_> = ids.map(|(used, id)| Asked::new(of, used, id)).collect();
    all.sort_by_key(|asked| asked.id);
    all
}

/// The answer as it stands in tables; none is open.
#[must_use]
pub const fn word(rating: Option<Rating>) -> &'static str {
    match rating {
        Some(Rating::Yes) => "yes",
        Some(Rating::Partly) => "partly",
        Some(Rating::No) => "no",
        Some(Rating::NotApplicable) => "na",
        None => "open",
    }
}

/// A reason as a code: one in a person's own words is text, and `other` unless text was asked for.
#[must_use]
pub fn reason(reason: &str, with_text: bool) -> Cow<'_, str> {
    if with_text || List::NaReasons.contains(reason) { Cow::Borrowed(reason) } else { Cow::Borrowed(OTHER) }
}

impl<'a> Asked<'a> {
    fn new(of: &'a Reviewed<'a>, used: &'a ChecklistUse, id: &'a str) -> Self {
        Self { of, used, id, answer: of.review.answer(id), criterion: of.catalogue.criterion(used, id) }
    }

    fn weight(&self) -> Option<Weight> {
        self.criterion.and_then(|criterion| criterion.weight(self.of.kind()))
    }

    fn na_reason(&self) -> Cell<'a> {
        let given = self.answer.and_then(|answer| answer.reason.as_deref());
        given.map_or(Cell::Null, |text| Cell::Text(reason(text, self.of.with_text)))
    }

    /// The classes are declared from the strongest to praise.
    fn class(&self) -> Option<CommentClass> {
        self.of.review.comments_on(self.id).map(|comment| comment.class).min()
    }
}
