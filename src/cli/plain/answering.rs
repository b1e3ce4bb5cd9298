//! Ratings, harm flag, note; taking things away; undo.

use std::io::{self, BufRead, Write};

use crate::clock::moment;
use crate::domain::answer::Rating;
use crate::domain::caution::Field;
use crate::domain::review::Review;
use crate::domain::vocabulary::List;

use super::Plain;
use super::question::comment_line;

/// What can be taken away from the current question.
#[derive(Clone, Copy)]
enum Part {
    Note,
    Evidence(usize),
    Harm,
    Comment(u32),
}

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Rates the question and goes on to the next open one.
    pub(super) fn rate(&mut self, rating: Rating, reason: Option<String>) -> io::Result<()> {
        let at = moment().at;
        self.talk.say(&format!("{}.", rating.label()))?;
        self.change(rating.label(), |review, id| review.rate(id, rating, reason, at))?;
        self.next_open(false)
    }

    pub(super) fn not_applicable(&mut self) -> io::Result<()> {
        let reasons = List::NaReasons.entries();
        let items: Vec<_> = reasons.iter().map(|reason| reason.label.clone()).collect();
        let chosen = self.talk.choose("Why does the question not apply?", &items, None)?;
        let Some(reason) = chosen.and_then(|index| reasons.get(index)) else { return Ok(()) };
        if reason.code != "other" {
            return self.rate(Rating::NotApplicable, Some(reason.code.clone()));
        }
        self.own_reason()
    }

    fn own_reason(&mut self) -> io::Result<()> {
        loop {
            let line = self.talk.ask("Which reason, in one line: ")?.unwrap_or_default();
            let line = line.trim();
            if line.is_empty() {
                return self.talk.say("A question that does not apply needs a reason. Nothing was changed.");
            }
            let Some(alarms) = self.look_at(line)? else { continue };
            let field = Field::Reason(self.desk.current.clone());
            self.rate(Rating::NotApplicable, Some(format!("other: {line}")))?;
            self.keep_false_alarms(&field, alarms);
            return self.keep_quietly();
        }
    }

    pub(super) fn reopen(&mut self) -> io::Result<()> {
        self.talk.say("Open again.")?;
        self.change("Open again", Review::reopen)
    }

    pub(super) fn toggle_harm(&mut self) -> io::Result<()> {
        let harm = !self.desk.review.harm(&self.desk.current);
        self.talk.say(if harm {
            "Flagged as unsafe text: it needs a required change. c writes it."
        } else {
            "Harm flag taken away."
        })?;
        self.change("Harm flag", |review, id| review.set_harm(id, harm))
    }

    pub(super) fn note(&mut self) -> io::Result<()> {
        let id = self.desk.current.clone();
        let before = self.desk.review.answer(&id).and_then(|answer| answer.note.clone());
        let text =
            before.map_or(String::new(), |note| format!("Note so far: {note}\nWhat you write now replaces it. "));
        self.talk.say(&format!("{text}Note, for you and your team. A line with a single full stop ends it."))?;
        self.write("Note", &Field::Note(id.clone()), |review, text| review.set_note(&id, text))
    }

    pub(super) fn remove(&mut self) -> io::Result<()> {
        let (parts, items): (Vec<_>, Vec<_>) = self.parts().into_iter().unzip();
        if parts.is_empty() {
            return self.talk.say("There is nothing to take away here.");
        }
        let chosen = self.talk.choose("Take away what?", &items, None)?;
        let Some(part) = chosen.and_then(|index| parts.get(index)).copied() else { return Ok(()) };
        self.talk.say("Taken away. u has it back.")?;
        self.change("Taken away", |review, id| match part {
            Part::Note => review.set_note(id, ""),
            Part::Evidence(index) => review.remove_evidence(id, index),
            Part::Harm => review.set_harm(id, false),
            Part::Comment(n) => review.remove_comment(n),
        })
    }

    fn parts(&self) -> Vec<(Part, String)> {
        let (review, id) = (&self.desk.review, &self.desk.current);
        let mut parts = Vec::new();
        if let Some(answer) = review.answer(id) {
            parts.extend(answer.note.iter().map(|note| (Part::Note, format!("Note: {note}"))));
            let places = answer.evidence.iter().enumerate();
            parts
                .extend(places.map(|(at, place)| {
                    (Part::Evidence(at), format!("Evidence: “{}”, {}", place.quote, place.place()))
                }));
            parts.extend(answer.harm.then(|| (Part::Harm, "Harm flag".to_owned())));
        }
        parts.extend(review.comments_on(id).map(|comment| (Part::Comment(comment.n), comment_line(comment))));
        parts
    }

    pub(super) fn undo(&mut self) -> io::Result<()> {
        let step = self.desk.history.undo(&mut self.desk.review);
        let step = step.map(|step| (step.what, step.criterion));
        self.after_history(step, "Taken back", "There is nothing to take back.")
    }

    pub(super) fn redo(&mut self) -> io::Result<()> {
        let step = self.desk.history.redo(&mut self.desk.review);
        let step = step.map(|step| (step.what, step.criterion));
        self.after_history(step, "Made again", "There is nothing to make again.")
    }

    fn after_history(&mut self, step: Option<(String, Option<String>)>, done: &str, none: &str) -> io::Result<()> {
        let Some((what, criterion)) = step else { return self.talk.say(none) };
        self.talk.say(&format!("{done}: {what}"))?;
        if let Some(id) = criterion {
            self.desk.go_to(&id);
        }
        self.keep()?;
        self.show()
    }
}
