//! The invented sample documents, and the answers of the reviews that are signed off among them.

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
