//! What sort of document is under review.

use super::codes::codes;

codes! {
    /// The kinds of document that are counted apart.
    pub enum Kind {
        /// A project proposal, with results, work plan and budget.
        Proposal = "proposal", "Proposal";
        /// A few pages before the proposal.
        ConceptNote = "concept-note", "Concept note";
        /// An interim, final or achievement report.
        Report = "report", "Report";
        /// An inter-agency plan for several countries, or a chapter of one.
        RegionalPlan = "regional-plan", "Regional plan";
        /// One country's plan or flash appeal in a crisis.
        CrisisResponsePlan = "crisis-response-plan", "Crisis response plan";
        /// Anything else; shown apart in totals.
        Other = "other", "Other";
    }
}

impl Default for Kind {
    /// A document whose kind nobody has said yet.
    fn default() -> Self {
        Self::Other
    }
}

impl Kind {
    /// The kind whose weights and wordings apply: a document outside the five kinds is read as a proposal.
    #[must_use]
    pub const fn weighed_as(self) -> Self {
        match self {
            Self::Other => Self::Proposal,
            kind => kind,
        }
    }
}
