//! Undo and redo: the review as it was before each change. In memory only, gone when the program ends.

use std::collections::VecDeque;

use crate::domain::review::Review;

/// More steps than anybody takes back; a bound on memory.
const STEPS: usize = 300;

/// One change, with the review before or after it.
#[derive(Debug, Clone)]
pub struct Step {
    /// In words, such as "Yes on Risk analysis".
    pub what: String,
    /// The criterion that it concerned.
    pub criterion: Option<String>,
    review: Review,
}

/// The changes that can be taken back, and those that were.
#[derive(Debug, Clone, Default)]
pub struct History {
    past: VecDeque<Step>,
    future: Vec<Step>,
}

impl History {
    /// Remembers the review before a change.
    pub fn remember(&mut self, what: String, criterion: Option<&str>, review: &Review) {
        self.past.push_back(Step { what, criterion: criterion.map(str::to_owned), review: review.clone() });
        self.future.clear();
        if self.past.len() > STEPS {
            self.past.pop_front();
        }
    }

    /// Forgets the last change when nothing came of it.
    pub fn forget_unchanged(&mut self, review: &Review) {
        if self.past.back().is_some_and(|step| same(&step.review, review)) {
            self.past.pop_back();
        }
    }

    /// Takes the overrides away whose text is another than before the last change.
    pub fn drop_stale_overrides(&self, review: &mut Review) {
        if let Some(step) = self.past.back() {
            review.drop_stale_overrides(&step.review);
        }
    }

    /// Puts the review before the last change in place; says what was taken back.
    pub fn undo(&mut self, review: &mut Review) -> Option<Step> {
        let step = self.past.pop_back()?;
        self.future.push(exchange(&step, review));
        Some(step)
    }

    /// Puts the review after the change in place again.
    pub fn redo(&mut self, review: &mut Review) -> Option<Step> {
        let step = self.future.pop()?;
        self.past.push_back(exchange(&step, review));
        Some(step)
    }
}

/// What the reviewer entered goes back; where they are, when it was saved and what the record says stay.
fn exchange(step: &Step, review: &mut Review) -> Step {
    let now = Step { what: step.what.clone(), criterion: step.criterion.clone(), review: review.clone() };
    review.answers.clone_from(&step.review.answers);
    review.comments.clone_from(&step.review.comments);
    review.outcome.clone_from(&step.review.outcome);
    review.overrides.clone_from(&step.review.overrides);
    review.role = step.review.role;
    now
}

fn same(a: &Review, b: &Review) -> bool {
    a.answers == b.answers
        && a.comments == b.comments
        && a.outcome == b.outcome
        && a.role == b.role
        && a.overrides == b.overrides
}
