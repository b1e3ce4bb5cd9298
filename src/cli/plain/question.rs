//! The question: hear it, its guidance and its answer; move between questions.

use std::io::{self, BufRead, Write};

use crate::domain::checklist::{Criterion, Weight};
use crate::domain::comment::Comment;
use crate::domain::kind::Kind;
use crate::domain::tally::Tally;
use crate::text::fold;

use super::super::show::{answer_lines, counts};
use super::Plain;

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Says the question with what was answered so far.
    pub(super) fn show(&mut self) -> io::Result<()> {
        self.desk.look_up();
        let Some(criterion) = self.desk.criterion() else { return self.talk.say("No question is asked.") };
        let question = criterion.question(self.desk.review.record.kind).to_owned();
        let mut lines = vec![String::new(), self.head(criterion), question];
        lines.extend(self.answer(criterion));
        lines.extend(passages(self.desk.document.passages.len()));
        self.talk.say(&lines.join("\n"))
    }

    fn head(&self, criterion: &Criterion) -> String {
        let (at, of) = self.place();
        let list = self.desk.checklist_of(&criterion.id);
        let (title, section) =
            list.map_or(("", ""), |list| (list.title.as_str(), list.section_title(&criterion.section)));
        format!("Question {at} of {of}. {title}, {section}. {}.", weight(criterion, self.desk.review.record.kind))
    }

    /// The number of the current question, and how many there are.
    fn place(&self) -> (usize, usize) {
        let at = self.desk.listed().position(|criterion| criterion.id == self.desk.current);
        (at.map_or(0, |at| at + 1), self.desk.listed().count())
    }

    fn answer(&self, criterion: &Criterion) -> Vec<String> {
        let answer = self.desk.review.answer(&criterion.id);
        let rating = answer.and_then(|answer| answer.rating).map(|rating| format!("Answered: {}.", rating.label()));
        let rest = answer.map(answer_lines).unwrap_or_default();
        let comments = self.desk.review.comments_on(&criterion.id).map(comment_line);
        rating.into_iter().chain(rest).chain(comments).collect()
    }

    pub(super) fn guidance(&mut self) -> io::Result<()> {
        let Some(criterion) = self.desk.criterion() else { return Ok(()) };
        let mut lines = Vec::new();
        part(&mut lines, "Why", &[&criterion.why]);
        part(&mut lines, "Look for", &criterion.look_for);
        part(&mut lines, "Red flags", &criterion.red_flags);
        part(&mut lines, "Sample recommendation", &[&criterion.recommendation]);
        part(&mut lines, "Sources", &criterion.sources);
        if lines.is_empty() {
            lines.push("There is no guidance on this question.".to_owned());
        }
        self.talk.say(&lines.join("\n"))
    }

    pub(super) fn step(&mut self, by: isize) -> io::Result<()> {
        let before = self.desk.current.clone();
        self.desk.step(by);
        match (self.desk.current == before, by > 0) {
            (false, _) => self.show(),
            (true, true) => self.talk.say("This is the last question."),
            (true, false) => self.talk.say("This is the first question."),
        }
    }

    pub(super) fn next_open(&mut self, core: bool) -> io::Result<()> {
        match (self.desk.next_open(core), core) {
            (Some(id), _) => self.go_to(&id),
            (None, true) => self.talk.say("Every core question is answered. o goes to the other open ones."),
            (None, false) => self.talk.say("Every question is answered. s goes to the sign-off."),
        }
    }

    pub(super) fn go_to(&mut self, id: &str) -> io::Result<()> {
        self.desk.go_to(id);
        self.show()
    }

    pub(super) fn find(&mut self, words: &str) -> io::Result<()> {
        let words = if words.is_empty() {
            self.talk.ask("Words of the question: ")?.unwrap_or_default()
        } else {
            words.to_owned()
        };
        let found = self.questions_with(&words);
        match found.as_slice() {
            _ if words.trim().is_empty() => Ok(()),
            [] => self.talk.say(&format!("No question holds “{}”.", words.trim())),
            [(id, _)] => self.go_to(id),
            several => self.choose_question(several),
        }
    }

    fn choose_question(&mut self, found: &[(String, String)]) -> io::Result<()> {
        let items: Vec<_> = found.iter().map(|(_, line)| line.clone()).collect();
        let chosen = self.talk.choose("Which question?", &items, None)?;
        match chosen.and_then(|index| found.get(index)) {
            Some((id, _)) => self.go_to(id),
            None => Ok(()),
        }
    }

    /// Ids and words of the questions that hold each of the words.
    fn questions_with(&self, words: &str) -> Vec<(String, String)> {
        let kind = self.desk.review.record.kind;
        let line = |criterion: &Criterion| format!("{}: {}", criterion.title(), criterion.question(kind));
        let lines = self.desk.listed().map(|criterion| (criterion.id.clone(), line(criterion)));
        let holds = |(id, line): &(String, String)| {
            let text = fold(&format!("{id} {line}"));
            words.split_whitespace().all(|word| !text.find(word).is_empty())
        };
        lines.filter(holds).collect()
    }

    pub(super) fn tell_where(&mut self) -> io::Result<()> {
        let (at, of) = self.place();
        let mut lines =
            vec![format!("You are at question {at} of {of}. Core questions open: {}.", self.desk.core_open())];
        for used in &self.desk.review.checklists {
            let list = self.desk.checklists.iter().find(|pinned| pinned.checklist.id == used.id);
            let title = list.map_or(used.id.as_str(), |pinned| &pinned.checklist.title);
            lines.push(format!("{title}: {}.", counts(&Tally::of(&self.desk.review, used))));
        }
        self.talk.say(&lines.join("\n"))?;
        self.tell_saved()
    }
}

/// How much the question weighs, as a sentence such as "Core, must".
fn weight(criterion: &Criterion, kind: Kind) -> String {
    let core = if criterion.core { "Core, " } else { "" };
    let word = match criterion.weight(kind) {
        Some(weight) if criterion.core => weight.label(),
        Some(Weight::Blocking) => "Blocking",
        Some(Weight::Must) => "Must",
        Some(Weight::Should) | None => "Should",
    };
    let measure = if criterion.measure.is_some() { ", Call to Action measure" } else { "" };
    format!("{core}{word}{measure}")
}

/// A comment in one line.
pub(super) fn comment_line(comment: &Comment) -> String {
    let place = if comment.r#where.is_empty() { String::new() } else { format!(", {}", comment.r#where) };
    let text =
        if comment.text.trim().is_empty() { String::new() } else { format!("; suggested text: {}", comment.text) };
    format!("Comment {}, {}{place}: {}{text}", comment.n, comment.class.label(), comment.finding)
}

fn passages(n: usize) -> Option<String> {
    match n {
        0 => None,
        1 => Some("1 passage of the document holds words of the question: t reads it.".to_owned()),
        n => Some(format!("{n} passages of the document hold words of the question: t reads them.")),
    }
}

fn part(lines: &mut Vec<String>, heading: &str, items: &[impl AsRef<str>]) {
    let filled: Vec<_> = items.iter().map(AsRef::as_ref).filter(|item| !item.trim().is_empty()).collect();
    if !filled.is_empty() {
        lines.push(format!("{heading}:"));
        lines.extend(filled.into_iter().map(|item| format!("- {item}")));
    }
}
