//! Answering questions: ratings, flags, notes, evidence, comments, undo.

use crate::domain::answer::{Evidence, Rating, squeeze};
use crate::domain::checklist::Criterion;
use crate::domain::comment::{Comment, CommentClass, usual_class};
use crate::domain::review::Review;
use crate::domain::vocabulary::List;

use super::comment::{self, CommentForm, CommentLine};
use super::desk::{Desk, Pane};
use super::editor::{Editor, Target};
use super::marking::Marking;
use super::overlay::{Confirm, Consequence, Overlay};
use super::picker::{Item, Picker, Purpose};
use super::{App, Effect, round};

impl App {
    pub(super) fn rate(&mut self, rating: Rating) -> Option<Effect> {
        self.rate_with(rating, None)
    }

    pub(super) fn rate_with(&mut self, rating: Rating, reason: Option<String>) -> Option<Effect> {
        let at = self.moment.at;
        self.change(rating.label(), |review, id| review.rate(id, rating, reason, at))?;
        if self.desk.as_ref().is_some_and(|desk| desk.review.is_differing(&desk.current)) {
            self.save_now();
            self.ask_why();
            return Some(Effect::Save);
        }
        self.move_on();
        self.save_now()
    }

    pub(super) fn ask_reason(&mut self) -> Option<Effect> {
        let items = List::NaReasons.entries().iter().map(|entry| Item::new(&entry.code, &entry.label, "")).collect();
        self.pick(Picker::one("Why does the question not apply?", Purpose::NotApplicable, items));
        None
    }

    pub(super) fn not_applicable(&mut self, reason: &str) -> Option<Effect> {
        if reason == "other" {
            let current = self.desk.as_ref()?.current.clone();
            self.write_reason(&current, "");
            return None;
        }
        self.rate_with(Rating::NotApplicable, Some(reason.to_owned()))
    }

    pub(super) fn write_reason(&mut self, criterion: &str, text: &str) {
        let target = Target::NotApplicable(criterion.to_owned());
        self.write(Editor::new("Why does the question not apply? (one line)", target, text));
    }

    pub(super) fn pick_section_answer(&mut self) -> Option<Effect> {
        let (title, ids) = self.desk.as_ref()?.open_in_section()?;
        if ids.is_empty() {
            self.tell("No question of this section is open");
            return None;
        }
        let plain = [Rating::Yes, Rating::Partly, Rating::No];
        let rated = plain.iter().map(|rating| Item::new(rating.code(), rating.label(), ""));
        let reasons = List::NaReasons.entries().iter().filter(|reason| reason.code != "other");
        let unfit = reasons.map(|reason| Item::new(&reason.code, &format!("Not applicable: {}", reason.label), ""));
        let title = format!("{title}: one answer for {} open questions", ids.len());
        self.pick(Picker::one(&title, Purpose::Section, rated.chain(unfit).collect()));
        None
    }

    pub(super) fn ask_section(&mut self, answer: &str) -> Option<Effect> {
        let (title, ids) = self.desk.as_ref()?.open_in_section()?;
        let word = Rating::from_code(answer).map_or("Not applicable", Rating::label);
        let question = format!("Answer {} open questions of “{title}” with {word}? One undo takes it back.", ids.len());
        let consequence = Consequence::Section(answer.to_owned());
        self.overlays.push(Overlay::Confirm(Confirm::new(question, consequence)));
        None
    }

    pub(super) fn answer_section(&mut self, answer: &str) -> Option<Effect> {
        let at = self.moment.at;
        let (title, ids) = self.desk.as_ref()?.open_in_section()?;
        let (rating, reason) = match Rating::from_code(answer) {
            Some(rating) => (rating, None),
            None => (Rating::NotApplicable, Some(answer.to_owned())),
        };
        self.desk.as_mut()?.change(format!("{} · all of {title}", rating.label()), |review| {
            ids.iter().for_each(|id| review.rate(id, rating, reason.clone(), at));
        });
        self.move_on();
        self.save_now()
    }

    pub(super) fn reopen(&mut self) -> Option<Effect> {
        self.change("Open again", Review::reopen)?;
        self.save_now()
    }

    pub(super) fn toggle_harm(&mut self) -> Option<Effect> {
        let desk = self.desk.as_ref()?;
        let harm = !desk.review.harm(&desk.current);
        self.change("Harm flag", |review, id| review.set_harm(id, harm))?;
        self.tell(if harm {
            "Flagged as unsafe text: it needs a required change. Press c to write it"
        } else {
            "Harm flag taken away"
        });
        self.save_now()
    }

    pub(super) fn open_note(&mut self) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        let criterion = desk.criterion()?.clone();
        let note = desk.review.answer(&criterion.id).and_then(|answer| answer.note.clone()).unwrap_or_default();
        remember(desk, "Note");
        let title = format!("Note · {} · for you and your team, not for the author", criterion.title());
        self.write(Editor::new(&title, Target::Note(criterion.id), &note));
        None
    }

    pub(super) fn open_comment(&mut self) -> Option<Effect> {
        let desk = self.desk.as_ref()?;
        let first = desk.review.comments_on(&desk.current).next().map(|comment| comment.n);
        match first {
            Some(n) => self.show_comment(n, CommentLine::Class),
            None => self.add_comment(),
        }
    }

    pub(super) fn add_comment(&mut self) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        let criterion = desk.criterion()?.clone();
        let class = usual_class(&desk.review, &criterion);
        remember(desk, "Comment");
        let n = desk.review.add_comment(Some(&criterion.id), class);
        let place = desk.review.answer(&criterion.id).and_then(|answer| answer.evidence.last()).map(Evidence::place);
        if let (Some(comment), Some(place)) = (desk.review.comment_mut(n), place) {
            comment.r#where = place;
        }
        self.show_comment(n, CommentLine::Finding);
        self.edit_comment_line();
        self.save_now()
    }

    pub(super) fn show_comment(&mut self, n: u32, line: CommentLine) -> Option<Effect> {
        let review = &self.desk.as_ref()?.review;
        let seen = review.round > 1 || comment::find(review, n).is_some_and(|comment| comment.reply.is_some());
        self.overlays.push(Overlay::Comment(CommentForm::new(n, line, seen)));
        None
    }

    pub(super) fn step_comment(&mut self, by: isize) -> Option<Effect> {
        if let Some(Overlay::Comment(form)) = self.overlays.last_mut() {
            form.step(by);
        }
        None
    }

    pub(super) fn edit_comment_line(&mut self) -> Option<Effect> {
        let Some(Overlay::Comment(form)) = self.overlays.last().cloned() else { return None };
        let desk = self.desk.as_mut()?;
        let comment = comment::find(&desk.review, form.n)?.clone();
        match comment::editor(&comment, form.current()) {
            Some(editor) => {
                // A comment just added is one step with its first text; a line is remembered when it is taken.
                if editor.target.is_long() && !comment.is_blank() {
                    remember(desk, "Comment");
                }
                self.write(editor);
            }
            None if form.current() == CommentLine::State => self.pick(round::states(&comment)),
            None if form.current() == CommentLine::Reply => {
                self.tell("`appraise replies` reads the author's replies in");
            }
            None => self.pick(comment::classes(&comment)),
        }
        None
    }

    pub(super) fn choose_class(&mut self, n: u32, code: &str) -> Option<Effect> {
        let class = CommentClass::from_code(code)?;
        self.change("Class of a comment", |review, _| {
            if let Some(comment) = review.comment_mut(n) {
                comment.class = class;
            }
        })?;
        self.save_now()
    }

    pub(super) fn use_sample(&mut self) -> Option<Effect> {
        let Some(Overlay::Comment(form)) = self.overlays.last().cloned() else { return None };
        let sample = self.sample()?;
        self.change("Sample recommendation", |review, _| {
            if let Some(comment) = review.comment_mut(form.n) {
                comment.text = joined(&comment.text, &sample);
            }
        })?;
        self.overlays.pop();
        self.show_comment(form.n, CommentLine::Text);
        self.edit_comment_line();
        self.save_now()
    }

    pub(super) fn remove_open_comment(&mut self) -> Option<Effect> {
        let Some(Overlay::Comment(form)) = self.overlays.pop() else { return None };
        self.change("Comment taken away", |review, _| review.remove_comment(form.n))?;
        self.tell("Comment taken away. Press u to have it back");
        self.save_now()
    }

    /// A comment that was opened and never written leaves no trace.
    pub(super) fn close_comment(&mut self) -> Option<Effect> {
        let Some(Overlay::Comment(form)) = self.overlays.pop() else { return None };
        let desk = self.desk.as_mut()?;
        if comment::find(&desk.review, form.n).is_some_and(Comment::is_blank) {
            desk.review.remove_comment(form.n);
            desk.history.forget_unchanged(&desk.review);
        }
        self.save_now()
    }

    /// The sample recommendation of the current criterion.
    pub(super) fn sample(&self) -> Option<String> {
        let criterion = self.desk.as_ref()?.criterion()?;
        Some(criterion.recommendation.clone()).filter(|text| !text.is_empty())
    }

    pub(super) fn offer_removal(&mut self) -> Option<Effect> {
        let items = removable(self.desk.as_ref()?);
        if items.is_empty() {
            self.tell("There is nothing to take away here");
        } else {
            self.pick(Picker::one("Take away", Purpose::Remove, items));
        }
        None
    }

    pub(super) fn remove(&mut self, code: &str) -> Option<Effect> {
        let (what, number) = code.split_once(' ').unwrap_or((code, "0"));
        let number: u32 = number.parse().unwrap_or_default();
        self.change("Taken away", |review, id| match what {
            "note" => review.set_note(id, ""),
            "evidence" => review.remove_evidence(id, number as usize),
            "comment" => review.remove_comment(number),
            _ => review.set_harm(id, false),
        })?;
        self.tell("Taken away. Press u to have it back");
        self.save_now()
    }

    pub(super) fn start_marking(&mut self) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        desk.show_document();
        desk.marking = Marking::start(&desk.document);
        match &desk.marking {
            Some(marking) => {
                desk.document.show(marking.range.start);
                desk.pane = Pane::Document;
            }
            None => self.tell("There is no text of this document to mark. Write the place into a note or comment"),
        }
        None
    }

    pub(super) fn step_marking(&mut self, forward: bool) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        if let Some(marking) = &mut desk.marking {
            marking.step(&mut desk.document, forward);
        }
        None
    }

    pub(super) fn shape_marking(&mut self, shape: fn(&mut Marking, &super::Document)) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        if let Some(marking) = &mut desk.marking {
            shape(marking, &desk.document);
        }
        None
    }

    pub(super) fn keep_marking(&mut self) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        let marking = desk.marking.take()?;
        let evidence = desk.document.evidence(&marking.range)?;
        let whole = squeeze(desk.document.slice(&marking.range)).len() == evidence.quote.len();
        desk.pane = Pane::Criteria;
        let place = evidence.place();
        self.change("Evidence", |review, id| review.add_evidence(id, evidence))?;
        let cut = if whole { "" } else { ", cut to its first 200 characters" };
        self.tell(&format!("Kept as evidence{cut}: {place}. Now answer: y, p, n or a"));
        self.save_now()
    }

    pub(super) fn cancel_marking(&mut self) -> Option<Effect> {
        if let Some(desk) = &mut self.desk {
            desk.marking = None;
            desk.pane = Pane::Criteria;
        }
        None
    }

    pub(super) fn undo(&mut self) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        let step = desk.history.undo(&mut desk.review);
        self.after_history(step, "Taken back", "There is nothing to take back")
    }

    pub(super) fn redo(&mut self) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        let step = desk.history.redo(&mut desk.review);
        self.after_history(step, "Made again", "There is nothing to make again")
    }

    fn after_history(&mut self, step: Option<super::history::Step>, done: &str, none: &str) -> Option<Effect> {
        let Some(step) = step else {
            self.tell(none);
            return None;
        };
        if let (Some(desk), Some(criterion)) = (&mut self.desk, &step.criterion) {
            desk.go_to(criterion);
        }
        self.tell(&format!("{done}: {}", step.what));
        self.save_now()
    }

    /// Changes the answer to the current criterion, with undo.
    pub(super) fn change(&mut self, what: &str, change: impl FnOnce(&mut Review, &str)) -> Option<()> {
        let desk = self.desk.as_mut()?;
        let criterion = desk.criterion()?;
        let (title, id) = (criterion.title().to_owned(), criterion.id.clone());
        desk.change(format!("{what} · {title}"), |review| change(review, &id));
        Some(())
    }

    /// After an answer: the next open criterion, or a word that all are answered.
    pub(super) fn move_on(&mut self) {
        let Some(desk) = &mut self.desk else { return };
        match desk.next_open(false) {
            Some(id) => desk.go_to(&id),
            None => self.tell("Every question in the list is answered. Press s for the sign-off"),
        }
    }
}

/// Remembers the review before a text is written live into it.
fn remember(desk: &mut Desk, what: &str) {
    let title = desk.criterion().map(Criterion::title).unwrap_or_default().to_owned();
    let current = desk.current.clone();
    desk.history.remember(format!("{what} · {title}"), Some(&current), &desk.review);
}

fn removable(desk: &Desk) -> Vec<Item> {
    let mut items = Vec::new();
    if let Some(answer) = desk.review.answer(&desk.current) {
        if let Some(note) = &answer.note {
            items.push(Item::new("note", &format!("Note: {note}"), ""));
        }
        for (index, place) in answer.evidence.iter().enumerate() {
            items.push(Item::new(&format!("evidence {index}"), &format!("Evidence: {}", place.quote), &place.place()));
        }
        if answer.harm {
            items.push(Item::new("harm", "Harm flag", ""));
        }
    }
    for comment in desk.review.comments_on(&desk.current) {
        let label = format!("Comment {}: {} {}", comment.n, comment.finding, comment.text);
        items.push(Item::new(&format!("comment {}", comment.n), &label, comment.class.label()));
    }
    items
}

fn joined(before: &str, sample: &str) -> String {
    if before.trim().is_empty() { sample.to_owned() } else { format!("{}\n{sample}", before.trim_end()) }
}
