//! The texts of a review that a reviewer types, by name.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::super::comment::Comment;
use super::super::review::Review;

/// What stands before a reason of the reviewer's own.
const OTHER: &str = "other: ";

/// One text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The note on a criterion.
    Note(String),
    /// Why a criterion does not apply, in the reviewer's words.
    Reason(String),
    /// Why a difference was decided so.
    Decision(String),
    /// Where in the document a comment belongs.
    CommentPlace(u32),
    /// What a comment found.
    CommentFinding(u32),
    /// What a comment suggests.
    CommentText(u32),
    /// The overall note.
    Summary,
    /// What is good.
    Strengths,
    /// Why the outcome differs from the suggestion.
    OutcomeReason,
    /// Why the review was amended.
    Amendment,
}

impl Field {
    /// The text; `None` when there is none.
    #[must_use]
    pub fn text<'a>(&self, review: &'a Review) -> Option<Cow<'a, str>> {
        let text = match self {
            Self::Note(id) => review.answer(id)?.note.as_deref()?,
            Self::Reason(id) => review.answer(id)?.reason.as_deref()?.strip_prefix(OTHER)?,
            Self::Decision(id) => review.answer(id)?.decision.as_deref()?,
            Self::CommentPlace(n) => &comment(review, *n)?.r#where,
            Self::CommentFinding(n) => &comment(review, *n)?.finding,
            Self::CommentText(n) => &comment(review, *n)?.text,
            Self::Summary => review.outcome.summary.as_deref()?,
            Self::Strengths => return strengths(review),
            Self::OutcomeReason => review.outcome.reason.as_deref()?,
            Self::Amendment => review.reason.as_deref()?,
        };
        (!text.is_empty()).then_some(Cow::Borrowed(text))
    }

    /// The criterion that it is about.
    #[must_use]
    pub fn criterion<'a>(&'a self, review: &'a Review) -> Option<&'a str> {
        match self {
            Self::Note(id) | Self::Reason(id) | Self::Decision(id) => Some(id),
            Self::CommentPlace(n) | Self::CommentFinding(n) | Self::CommentText(n) => {
                comment(review, *n)?.criterion.as_deref()
            }
            Self::Summary | Self::Strengths | Self::OutcomeReason | Self::Amendment => None,
        }
    }

    /// What it is, as the beginning of a sentence.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Note(_) => "Note".to_owned(),
            Self::Reason(_) => "Reason why it does not apply".to_owned(),
            Self::Decision(_) => "Reason of the decision".to_owned(),
            Self::CommentPlace(n) => format!("Comment {n}, place"),
            Self::CommentFinding(n) => format!("Comment {n}, finding"),
            Self::CommentText(n) => format!("Comment {n}, suggested text"),
            Self::Summary => "Overall note".to_owned(),
            Self::Strengths => "Strengths".to_owned(),
            Self::OutcomeReason => "Why the outcome differs".to_owned(),
            Self::Amendment => "Reason of the amendment".to_owned(),
        }
    }

    /// Puts another text in its place.
    pub fn replace(&self, review: &mut Review, text: &str) {
        let filled = || Some(text.to_owned()).filter(|text| !text.is_empty());
        match self {
            Self::Note(id) => review.set_note(id, text),
            Self::Reason(id) => {
                if let Some(answer) = review.answers.get_mut(id) {
                    answer.reason = Some(format!("{OTHER}{text}").trim_end().to_owned());
                }
            }
            Self::Decision(id) => review.set_decision(id, text),
            Self::CommentPlace(n) => put(review, *n, |comment| text.clone_into(&mut comment.r#where)),
            Self::CommentFinding(n) => put(review, *n, |comment| text.clone_into(&mut comment.finding)),
            Self::CommentText(n) => put(review, *n, |comment| text.clone_into(&mut comment.text)),
            Self::Summary => review.outcome.summary = filled(),
            Self::Strengths => review.outcome.strengths = filled().into_iter().collect(),
            Self::OutcomeReason => review.outcome.reason = filled(),
            Self::Amendment => review.reason = filled(),
        }
    }
}

/// Every text that there is, by its field.
#[must_use]
pub fn texts(review: &Review) -> Vec<(Field, Cow<'_, str>)> {
    let answers = review.answers.keys().flat_map(|id| {
        let id = || id.clone();
        [Field::Note(id()), Field::Reason(id()), Field::Decision(id())]
    });
    let comments = review.comments.iter().flat_map(|comment| {
        let n = comment.n;
        [Field::CommentPlace(n), Field::CommentFinding(n), Field::CommentText(n)]
    });
    let rest = [Field::Summary, Field::Strengths, Field::OutcomeReason, Field::Amendment];
    let fields = answers.chain(comments).chain(rest);
    fields.filter_map(|field| field.text(review).map(|text| (field, text))).collect()
}

fn comment(review: &Review, n: u32) -> Option<&Comment> {
    review.comments.iter().find(|comment| comment.n == n)
}

fn put(review: &mut Review, n: u32, put: impl FnOnce(&mut Comment)) {
    if let Some(comment) = review.comment_mut(n) {
        put(comment);
    }
}

fn strengths(review: &Review) -> Option<Cow<'_, str>> {
    let text = review.outcome.strengths.join("\n");
    (!text.is_empty()).then_some(Cow::Owned(text))
}

/// The name in files and on the command line.
impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Note(id) => write!(f, "note {id}"),
            Self::Reason(id) => write!(f, "reason {id}"),
            Self::Decision(id) => write!(f, "decision {id}"),
            Self::CommentPlace(n) => write!(f, "comment {n} place"),
            Self::CommentFinding(n) => write!(f, "comment {n} finding"),
            Self::CommentText(n) => write!(f, "comment {n} text"),
            Self::Summary => f.write_str("overall note"),
            Self::Strengths => f.write_str("strengths"),
            Self::OutcomeReason => f.write_str("outcome reason"),
            Self::Amendment => f.write_str("amendment reason"),
        }
    }
}

impl FromStr for Field {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let words: Vec<_> = name.split_whitespace().collect();
        let field = match words.as_slice() {
            ["note", id] => Some(Self::Note((*id).to_owned())),
            ["reason", id] => Some(Self::Reason((*id).to_owned())),
            ["decision", id] => Some(Self::Decision((*id).to_owned())),
            ["comment", n, part] => n.parse().ok().and_then(|n| of_comment(n, part)),
            ["overall", "note"] => Some(Self::Summary),
            ["strengths"] => Some(Self::Strengths),
            ["outcome", "reason"] => Some(Self::OutcomeReason),
            ["amendment", "reason"] => Some(Self::Amendment),
            _ => None,
        };
        field.ok_or_else(|| format!("“{name}” is not a field, such as “note gbv-safety-audits” or “comment 3 text”"))
    }
}

fn of_comment(n: u32, part: &str) -> Option<Field> {
    match part {
        "place" => Some(Field::CommentPlace(n)),
        "finding" => Some(Field::CommentFinding(n)),
        "text" => Some(Field::CommentText(n)),
        _ => None,
    }
}
