//! `comments`: one row a comment.

use crate::domain::comment::{Comment, Reply};

use super::reviewed::Reviewed;
use super::table::table;

/// A comment of a review.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    of: &'a Reviewed<'a>,
    comment: &'a Comment,
}

table! {
    COMMENTS = "comments", "One row a comment to the author of a document.",
    fn comment(said: &Said<'_>, said.of.with_text);
    REVIEW_ID => &said.of.review.id;
    DOCUMENT_ID => &said.of.review.record.id;
    ROUND => said.of.review.round;
    N => said.comment.n;
    CRITERION_ID => said.comment.criterion.as_ref();
    CLASS => said.comment.class.code();
    REPLY => said.comment.reply.map(Reply::code);
    STATE => said.comment.state.code();
    KIND => said.of.kind().code();
    YEAR => said.of.year();
    COUNTRIES => said.of.review.record.countries.as_slice();
    PLACE => &said.comment.r#where;
    FINDING => &said.comment.finding;
    TEXT => &said.comment.text;
    REPLY_NOTE => said.comment.reply_note.as_ref();
}

/// The comments of a review, by criterion and number; those on the whole document come first.
#[must_use]
pub fn said<'a>(of: &'a Reviewed<'a>) -> Vec<Said<'a>> {
    let mut all: Vec<_> = of.review.comments.iter().map(|comment| Said { of, comment }).collect();
    all.sort_by_key(|said| (&said.comment.criterion, said.comment.n));
    all
}
