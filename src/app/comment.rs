//! The comment form: class, place, finding and suggested text.

use crate::domain::comment::{Comment, CommentClass};
use crate::domain::review::Review;

use super::editor::{Editor, Target};
use super::picker::{Item, Picker, Purpose};

/// The lines of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentLine {
    /// How the author should take it.
    Class,
    /// Where in the document.
    Place,
    /// What is there or missing.
    Finding,
    /// What to write instead.
    Text,
    /// What the author said; read in, not written here.
    Reply,
    /// What became of it.
    State,
}

impl CommentLine {
    /// The lines of a comment that the author has not seen yet, in order.
    const NEW: [Self; 4] = [Self::Class, Self::Place, Self::Finding, Self::Text];
    /// The lines of one that came back.
    const SEEN: [Self; 6] = [Self::Class, Self::Place, Self::Finding, Self::Text, Self::Reply, Self::State];

    /// The words on screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Class => "Class",
            Self::Place => "Place",
            Self::Finding => "Finding",
            Self::Text => "Suggested text",
            Self::Reply => "Author's reply",
            Self::State => "State",
        }
    }
}

/// The form over the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommentForm {
    /// The number of the comment.
    pub n: u32,
    /// The line of the cursor.
    pub at: usize,
    /// Whether the author has seen the comment: it has a reply and a state then.
    pub seen: bool,
}

impl CommentForm {
    /// The form for a comment, the cursor on a line.
    #[must_use]
    pub fn new(n: u32, line: CommentLine, seen: bool) -> Self {
        let form = Self { n, at: 0, seen };
        Self { at: form.lines().iter().position(|other| *other == line).unwrap_or_default(), ..form }
    }

    /// The lines in order.
    #[must_use]
    pub const fn lines(&self) -> &'static [CommentLine] {
        if self.seen { &CommentLine::SEEN } else { &CommentLine::NEW }
    }

    /// The line under the cursor.
    #[must_use]
    pub fn current(&self) -> CommentLine {
        self.lines().get(self.at).copied().unwrap_or(CommentLine::Text)
    }

    /// Moves the cursor; it stays on the form.
    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.lines().len() - 1);
    }
}

/// The comment with this number.
#[must_use]
pub fn find(review: &Review, n: u32) -> Option<&Comment> {
    review.comments.iter().find(|comment| comment.n == n)
}

/// The box for one of the written lines; `None` for what is chosen or read in.
#[must_use]
pub fn editor(comment: &Comment, line: CommentLine) -> Option<Editor> {
    let n = comment.n;
    let (target, text) = match line {
        CommentLine::Class | CommentLine::Reply | CommentLine::State => return None,
        CommentLine::Place => (Target::CommentPlace(n), &comment.r#where),
        CommentLine::Finding => (Target::CommentFinding(n), &comment.finding),
        CommentLine::Text => (Target::CommentText(n), &comment.text),
    };
    Some(Editor::new(&format!("Comment {n} · {}", line.label()), target, text))
}

/// The list of classes.
#[must_use]
pub fn classes(comment: &Comment) -> Picker {
    let items = CommentClass::ALL.iter().map(|class| Item::new(class.code(), class.label(), "")).collect();
    Picker::one("How should the author take it?", Purpose::CommentClass(comment.n), items).at(comment.class.code())
}
