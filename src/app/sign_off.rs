//! The sign-off screen: what to look at, the suggestion, and what the reviewer decides.

use crate::domain::caution::Allowed;
use crate::domain::outcome::{Suggestion, suggest};
use crate::domain::review::Role;
use crate::domain::sign_off::{Finding, findings};

use super::desk::Desk;

/// One line of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignOffLine {
    /// Something to look at; enter goes there.
    Finding(Finding),
    /// Clearance or advice.
    Role,
    /// How the reviewer reads a marker, by its place in the list.
    Marker(usize),
    /// The outcome.
    Outcome,
    /// Why it differs from the suggestion.
    Reason,
    /// The overall note.
    Summary,
    /// What is good.
    Strengths,
    /// Sign off.
    Sign,
}

/// The screen.
#[derive(Debug, Clone)]
pub struct SignOff {
    /// The line of the cursor.
    pub at: usize,
    /// What to look at.
    pub findings: Vec<Finding>,
    /// What the rules suggest.
    pub suggestion: Suggestion,
    markers: usize,
}

impl SignOff {
    /// The screen for a review; the cursor is on the outcome.
    #[must_use]
    pub fn new(desk: &Desk, allowed: &Allowed) -> Self {
        let mut screen =
            Self { at: 0, findings: Vec::new(), suggestion: suggest(&desk.review, &desk.checklists), markers: 0 };
        screen.refresh(desk, allowed);
        screen.at = screen.lines().iter().position(|line| *line == SignOffLine::Outcome).unwrap_or_default();
        screen
    }

    /// Counts again after a change.
    pub fn refresh(&mut self, desk: &Desk, allowed: &Allowed) {
        self.findings = findings(&desk.review, &desk.checklists, allowed);
        self.suggestion = suggest(&desk.review, &desk.checklists);
        self.markers = desk.review.record.markers.len();
    }

    /// The lines in order.
    #[must_use]
    pub fn lines(&self) -> Vec<SignOffLine> {
        use SignOffLine::{Outcome, Reason, Sign, Strengths, Summary};
        let findings = self.findings.iter().cloned().map(SignOffLine::Finding);
        let markers = (0..self.markers).map(SignOffLine::Marker);
        let rest = [SignOffLine::Role].into_iter().chain(markers).chain([Outcome, Reason, Summary, Strengths, Sign]);
        findings.chain(rest).collect()
    }

    /// The line under the cursor.
    #[must_use]
    pub fn current(&self) -> SignOffLine {
        self.lines().get(self.at).cloned().unwrap_or(SignOffLine::Sign)
    }

    /// Moves the cursor; it stays on the screen.
    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.lines().len() - 1);
    }

    /// What still stands in the way of signing off, as a sentence.
    #[must_use]
    pub fn obstacle(&self, desk: &Desk) -> Option<String> {
        if let Some(finding) = self.findings.iter().find(|finding| finding.what.stops()) {
            return Some(finding.text.clone());
        }
        let outcome = &desk.review.outcome;
        let Some(code) = outcome.code else { return Some("Choose an outcome first".to_owned()) };
        let differs = self.suggestion.outcome.is_some_and(|suggested| suggested != code);
        (differs && outcome.reason.is_none())
            .then(|| "The outcome differs from the suggestion: say why in one line".to_owned())
    }
}

/// What the two roles mean, for the list.
#[must_use]
pub const fn role_meaning(role: Role) -> &'static str {
    match role {
        Role::Clearance => "the document needs this review to go on",
        Role::Advice => "comments were asked for; somebody else decides",
    }
}

/// How a reviewer may read a marker. It is never computed.
pub const READINGS: [(&str, &str); 5] = [
    ("consistent", "Consistent with the text"),
    ("looks-higher", "The text looks higher"),
    ("looks-lower", "The text looks lower"),
    ("cannot-tell", "Cannot tell"),
    ("not-checked", "Not checked"),
];
