//! The end of the review: what to look at, the suggestion, and what the reviewer decides.

use std::io::{self, BufRead, Write};

use crate::app::{READINGS, SignOff, role_meaning};
use crate::clock::moment;
use crate::domain::caution::Field;
use crate::domain::outcome::{Outcome, Suggestion};
use crate::domain::review::Role;
use crate::domain::sign_off::Finding;

use super::Plain;

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Goes through the sign-off; leaving it in between keeps what was said.
    pub(super) fn sign_off(&mut self) -> io::Result<()> {
        let facts = SignOff::new(&self.desk, &self.allowed);
        self.tell_where()?;
        self.talk.say(&findings(&facts.findings))?;
        if let Some(finding) = facts.findings.iter().find(|finding| finding.what.stops()) {
            return self.wait_for(finding);
        }
        self.talk.say(&self.suggestion(&facts.suggestion))?;
        let Some(outcome) = self.choose_outcome(facts.suggestion.outcome)? else { return Ok(()) };
        if !self.give_reason(facts.suggestion.outcome, outcome)? {
            return Ok(());
        }
        self.overall_note()?;
        self.strengths()?;
        self.confirm(outcome)
    }

    fn wait_for(&mut self, finding: &Finding) -> io::Result<()> {
        self.talk.say("The sign-off waits until that is mended.")?;
        match finding.criteria.first() {
            Some(id) => self.go_to(id),
            None => Ok(()),
        }
    }

    fn suggestion(&self, suggestion: &Suggestion) -> String {
        let kind = self.desk.review.record.kind;
        let word = suggestion.outcome.map_or("none while questions are open", |outcome| outcome.label_for(kind));
        let reasons = suggestion.reasons.iter().map(|reason| format!("- {reason}"));
        [format!("Suggested outcome: {word}.")].into_iter().chain(reasons).collect::<Vec<_>>().join("\n")
    }

    fn choose_outcome(&mut self, suggested: Option<Outcome>) -> io::Result<Option<Outcome>> {
        let kind = self.desk.review.record.kind;
        let item = |outcome: &Outcome| format!("{}: {}", outcome.label_for(kind), outcome.next_step());
        let items: Vec<_> = Outcome::ALL.iter().map(item).collect();
        let usual = self.desk.review.outcome.code.or(suggested);
        let usual = Outcome::ALL.iter().position(|outcome| Some(*outcome) == usual);
        let chosen = self.talk.choose("You decide. Which outcome?", &items, usual)?;
        let Some(chosen) = chosen.and_then(|index| Outcome::ALL.get(index)).copied() else { return Ok(None) };
        self.change(chosen.label(), |review, _| {
            (review.outcome.code, review.outcome.suggested) = (Some(chosen), suggested);
            if suggested == Some(chosen) {
                review.outcome.reason = None;
            }
        })?;
        Ok(Some(chosen))
    }

    /// An outcome that differs from the suggestion needs a reason; `false` at the end of the input.
    fn give_reason(&mut self, suggested: Option<Outcome>, chosen: Outcome) -> io::Result<bool> {
        if suggested.is_none_or(|suggested| suggested == chosen) {
            return Ok(true);
        }
        let before = self.desk.review.outcome.reason.clone().unwrap_or_default();
        let keeps = if before.is_empty() { String::new() } else { format!(" (empty keeps: {before})") };
        loop {
            let Some(line) = self.talk.ask(&format!("Why does it differ from the suggestion?{keeps} "))? else {
                return Ok(false);
            };
            let reason = if line.trim().is_empty() { before.clone() } else { line.trim().to_owned() };
            if reason.is_empty() {
                self.talk.say("One line is enough, but it is needed.")?;
                continue;
            }
            let looked = if reason == before { Some(Vec::new()) } else { self.look_at(&reason)? };
            let Some(alarms) = looked else { continue };
            self.change("Reason", |review, _| review.outcome.reason = Some(reason))?;
            self.keep_false_alarms(&Field::OutcomeReason, alarms);
            return self.keep_quietly().map(|()| true);
        }
    }

    fn overall_note(&mut self) -> io::Result<()> {
        let before = self.desk.review.outcome.summary.clone().unwrap_or_default();
        self.introduce("Overall note to the author", &before)?;
        self.write("Overall note", &Field::Summary, |review, text| {
            review.outcome.summary = Some(text.to_owned()).filter(|text| !text.is_empty());
        })
    }

    fn strengths(&mut self) -> io::Result<()> {
        let before = self.desk.review.outcome.strengths.join("; ");
        self.introduce("Strengths, one a line, named first in the letter", &before)?;
        self.write("Strengths", &Field::Strengths, |review, text| {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            review.outcome.strengths = lines.map(str::to_owned).collect();
        })
    }

    fn introduce(&mut self, what: &str, before: &str) -> io::Result<()> {
        let so_far = if before.is_empty() {
            String::new()
        } else {
            format!(" So far: {before}. What you write now replaces it.")
        };
        self.talk.say(&format!("{what}.{so_far} A line with a single full stop ends it."))
    }

    fn confirm(&mut self, outcome: Outcome) -> io::Result<()> {
        let facts = SignOff::new(&self.desk, &self.allowed);
        if let Some(obstacle) = facts.obstacle(&self.desk) {
            return self.talk.say(&format!("Not signed off: {obstacle}."));
        }
        let word = outcome.label_for(self.desk.review.record.kind);
        let question =
            format!("Sign off as “{word}”? The review is then written into the workspace and never changed.");
        if !self.talk.yes(&question)? {
            return self.talk.say("Not signed off. The draft is saved.");
        }
        self.sign(facts.suggestion.outcome)
    }

    fn sign(&mut self, suggested: Option<Outcome>) -> io::Result<()> {
        let mut review = self.desk.review.clone();
        review.outcome.suggested = suggested;
        match self.store.sign_off(&review, &self.desk.checklists, moment().at) {
            Ok((_, path)) => {
                self.over = true;
                self.unsaved = None;
                if let Some(draft) = self.draft.take() {
                    draft.remove();
                }
                self.talk.say(&format!("Signed off: {}", path.display()))
            }
            Err(error) => self.talk.say(&format!("NOT SIGNED OFF: {error}. Your draft is as it was: try again.")),
        }
    }

    /// What the reviewer's word means for the document.
    pub(super) fn role(&mut self) -> io::Result<()> {
        let items: Vec<_> = Role::ALL.iter().map(|role| format!("{}: {}", role.label(), role_meaning(*role))).collect();
        let now = Role::ALL.iter().position(|role| *role == self.desk.review.role);
        let chosen = self.talk.choose("What does your word mean here?", &items, now)?;
        match chosen.and_then(|index| Role::ALL.get(index)).copied() {
            Some(role) => self.change("Role", |review, _| review.role = role),
            None => Ok(()),
        }
    }

    /// How the reviewer reads each marker: a reading, never a computed code.
    pub(super) fn markers(&mut self) -> io::Result<()> {
        let markers = self.desk.review.record.markers.clone();
        if markers.is_empty() {
            return self.talk.say("The document claims no gender marker.");
        }
        let items: Vec<_> = READINGS.iter().map(|(_, words)| (*words).to_owned()).collect();
        for (at, marker) in markers.iter().enumerate() {
            let now = READINGS.iter().position(|(code, _)| Some(*code) == marker.reading.as_deref());
            let question = format!("How do you read the marker {} {}?", marker.scheme, marker.code);
            let chosen = self.talk.choose(&question, &items, now)?;
            let Some((code, _)) = chosen.and_then(|index| READINGS.get(index)) else { return Ok(()) };
            if let Some(marker) = self.desk.review.record.markers.get_mut(at) {
                marker.reading = Some((*code).to_owned());
            }
            self.keep()?;
        }
        Ok(())
    }
}

/// What to look at, the gravest first.
fn findings(found: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let mark = if finding.what.stops() { "Must be mended first: " } else { "" };
        format!("- {mark}{}", finding.text)
    };
    let head = if found.is_empty() { "Nothing is left to look at." } else { "To look at:" };
    [head.to_owned()].into_iter().chain(found.iter().map(line)).collect::<Vec<_>>().join("\n")
}
