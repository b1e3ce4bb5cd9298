//! The invented documents: a handful written by hand to look around with, and as many as one likes, drawn from shares.

mod answers;
mod comments;
mod document;
mod random;
mod review;
mod schedule;
mod shares;
mod words;

use crate::domain::record::Record;
use crate::domain::review::{Pinned, Review};

use document::Document as Invented;
use random::Random;

/// A document that was drawn, with all revisions of its signed-off reviews.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The document in its last version.
    pub record: Record,
    /// In the order of their rounds.
    pub reviews: Vec<Review>,
}

/// Document `n` of a seed: the same for the same seed, whatever was drawn before.
#[must_use]
pub fn drawn(seed: u64, n: u64, checklists: &[Pinned]) -> Drawn {
    let random = &mut Random::of(seed, n);
    let document = Invented::invent(n, random);
    let reviews = review::reviews(&document, checklists, random);
    Drawn { record: document.latest(), reviews }
}

/// A sample.
pub struct Document {
    /// As a file of this name.
    pub name: &'static str,
    /// Markdown with front matter.
    pub text: &'static str,
    /// Answers as JSON Lines, when it was reviewed.
    pub answers: Option<&'static str>,
    /// When that review was signed off, RFC 3339.
    pub signed_off: &'static str,
}

/// The samples, those to review first.
pub const DOCUMENTS: [Document; 5] = [
    Document {
        name: "crisis-response-plan.md",
        text: include_str!("demo/crisis-response-plan.md"),
        answers: None,
        signed_off: "",
    },
    Document { name: "regional-plan.md", text: include_str!("demo/regional-plan.md"), answers: None, signed_off: "" },
    Document {
        name: "proposal.md",
        text: include_str!("demo/proposal.md"),
        answers: Some(include_str!("demo/reviews/proposal.jsonl")),
        signed_off: "2026-11-12T15:20:00Z",
    },
    Document {
        name: "note-conceptuelle.md",
        text: include_str!("demo/note-conceptuelle.md"),
        answers: Some(include_str!("demo/reviews/note-conceptuelle.jsonl")),
        signed_off: "2026-11-17T10:05:00Z",
    },
    Document {
        name: "report.md",
        text: include_str!("demo/report.md"),
        answers: Some(include_str!("demo/reviews/report.jsonl")),
        signed_off: "2026-11-19T13:40:00Z",
    },
];
