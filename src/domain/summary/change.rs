//! The changes required of authors, and what became of them.

use std::ops::AddAssign;

use serde::Serialize;

use crate::domain::brief::{ChangeBrief, Word};
use crate::domain::comment::CommentState;
use crate::domain::outcome::Outcome;

use super::document::Document;

/// Required changes by what became of them. The first number is the sum of the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// All that were asked for.
    pub issued: usize,
    /// Made.
    pub closed: usize,
    /// Given up by the reviewer.
    pub dropped: usize,
    /// Not yet made.
    pub open: usize,
}

impl Changes {
    /// Those of a document over all its rounds: one that a later round takes over, with its number and its criterion,
    /// is the same one, and the later state counts.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut with = document.returns.iter().filter(|one| !one.review.changes().is_empty());
        match (with.next(), with.next()) {
            (None, _) => Self::default(),
            (Some(one), None) => Self::counted(one.review.changes().iter().map(|change| change.state)),
            _ => Self::over_rounds(document),
        }
    }

    fn over_rounds(document: &Document) -> Self {
        let mut returns: Vec<_> = document.returns.iter().collect();
        returns.sort_by_key(|one| (one.review.round, one.day, one.review.id));
        let mut states = Vec::new();
        for one in returns {
            let beginning = document.beginning(one.review);
            let key = |change: &ChangeBrief| (beginning, change.n, change.criterion.map(Word::place));
            states.extend(one.review.changes().iter().map(|change| (key(change), change.state)));
        }
        // Stable: of one change the states stay in the order of the rounds.
        states.sort_by_key(|(change, _)| *change);
        let last = states.chunk_by(|a, b| a.0 == b.0).filter_map(<[_]>::last);
        Self::counted(last.map(|(_, state)| *state))
    }

    fn counted(states: impl Iterator<Item = CommentState>) -> Self {
        states.fold(Self::default(), |mut changes, state| {
            changes.issued += 1;
            match state {
                CommentState::Closed => changes.closed += 1,
                CommentState::Dropped => changes.dropped += 1,
                CommentState::Open => changes.open += 1,
            }
            changes
        })
    }
}

impl AddAssign for Changes {
    fn add_assign(&mut self, other: Self) {
        self.issued += other.issued;
        self.closed += other.closed;
        self.dropped += other.dropped;
        self.open += other.open;
    }
}

/// Whether the work on a document is at its end: endorsed, or no required change is left open.
#[must_use]
pub fn is_closed(document: &Document) -> bool {
    let outcome = document.latest().map(|one| one.review.outcome);
    matches!(outcome, Some(Outcome::Endorsed | Outcome::WithRecommendations)) || document.changes.open == 0
}

/// Whether the author has something to do before it goes on.
#[must_use]
pub fn waits_for_author(document: &Document) -> bool {
    let outcome = document.latest().map(|one| one.review.outcome);
    matches!(outcome, Some(Outcome::SubjectToChanges | Outcome::ReviseAndResubmit)) && document.changes.open > 0
}
