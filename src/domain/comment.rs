//! What goes back to the author.

use serde::{Deserialize, Serialize};

use super::answer::Rating;
use super::checklist::{Criterion, Weight};
use super::codes::codes;
use super::review::Review;

codes! {
    /// How the author should take a comment.
    pub enum CommentClass {
        /// Must be made before the document goes on.
        Required = "required", "Required change";
        /// Left to the author.
        Recommended = "recommended", "Recommendation";
        /// Needs an answer, not necessarily a change.
        Question = "question", "Question";
        /// A strength worth naming.
        GoodPractice = "good-practice", "Good practice";
    }
}

codes! {
    /// What became of a comment.
    pub enum CommentState {
        /// Not yet dealt with.
        Open = "open", "Open";
        /// Dealt with.
        Closed = "closed", "Closed";
        /// Given up by the reviewer.
        Dropped = "dropped", "Dropped";
    }
}

codes! {
    /// What the author says to a comment.
    pub enum Reply {
        /// Changed as asked.
        Accepted = "accepted", "Accepted";
        /// Changed in part.
        AcceptedInPart = "accepted-in-part", "Accepted in part";
        /// Not changed, with a reason.
        NotAccepted = "not-accepted", "Not accepted";
        /// Nothing came back.
        NoReply = "no-reply", "No reply";
    }
}

/// One row of the comment table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Number in the letter, from 1.
    pub n: u32,
    /// The criterion that it belongs to, when there is one.
    #[serde(default)]
    pub criterion: Option<String>,
    /// Place in the document.
    #[serde(default)]
    pub r#where: String,
    /// How the author should take it.
    pub class: CommentClass,
    /// What is there or missing.
    #[serde(default)]
    pub finding: String,
    /// What to write instead.
    #[serde(default)]
    pub text: String,
    /// The author's reply.
    #[serde(default)]
    pub reply: Option<Reply>,
    /// The author's reason.
    #[serde(default)]
    pub reply_note: Option<String>,
    /// What became of it.
    pub state: CommentState,
}

impl Comment {
    /// A new open comment.
    #[must_use]
    pub fn new(n: u32, criterion: Option<&str>, class: CommentClass) -> Self {
        Self {
            n,
            criterion: criterion.map(str::to_owned),
            r#where: String::new(),
            class,
            finding: String::new(),
            text: String::new(),
            reply: None,
            reply_note: None,
            state: CommentState::Open,
        }
    }

    /// Whether it asks for a change that has not been made.
    #[must_use]
    pub fn is_open_requirement(&self) -> bool {
        self.class == CommentClass::Required && self.state == CommentState::Open
    }

    /// Whether the author would read nothing in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.finding.trim().is_empty() && self.text.trim().is_empty()
    }
}

/// The class that follows from the answer: a gap that weighs is required, a strength is good practice. A comment
/// before the answer is most often about a gap.
#[must_use]
pub fn usual_class(review: &Review, criterion: &Criterion) -> CommentClass {
    if review.harm(&criterion.id) {
        return CommentClass::Required;
    }
    match (review.rating(&criterion.id), criterion.weight(review.record.kind)) {
        (Some(Rating::Yes), _) => CommentClass::GoodPractice,
        (Some(Rating::No | Rating::Partly) | None, Some(Weight::Blocking | Weight::Must)) => CommentClass::Required,
        (Some(Rating::NotApplicable), _) => CommentClass::Question,
        _ => CommentClass::Recommended,
    }
}
