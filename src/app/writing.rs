//! Text boxes: long texts are written into the review as they are typed, short ones when they are taken.

use std::path::PathBuf;

use crossterm::event::KeyCode;

use crate::domain::review::Review;
use crate::key::Key;

use super::editor::{Editor, Target};
use super::overlay::Overlay;
use super::{App, Effect, Screen};

impl App {
    pub(super) fn type_in_editor(&mut self, key: Key) -> Option<Effect> {
        let Some(Overlay::Editor(editor)) = self.overlays.last_mut() else { return None };
        if key.code == KeyCode::Enter && !editor.target.is_long() {
            return self.take_line();
        }
        editor.key(key);
        self.write_live()
    }

    /// Long texts reach the review, and soon the disk, with every key: a dropped line loses nothing.
    pub(super) fn write_live(&mut self) -> Option<Effect> {
        let Some(Overlay::Editor(editor)) = self.overlays.last() else { return None };
        let (target, text) = (editor.target.clone(), editor.text());
        if target == Target::Search {
            self.desk.as_mut()?.document.search(&text);
            return None;
        }
        if !target.is_long() {
            return None;
        }
        let field = self.field_of(&target);
        let desk = self.desk.as_mut()?;
        let before = field.as_ref().and_then(|field| field.text(&desk.review)).unwrap_or_default().into_owned();
        // A key that only moves the cursor writes nothing: a text from a file may hold what is tidied when it is written.
        if text == before {
            return None;
        }
        put(&mut desk.review, &target, &text);
        if let Some(field) = field.filter(|field| field.text(&desk.review).unwrap_or_default() != before) {
            desk.review.drop_overrides(&field);
        }
        self.save_soon()
    }

    pub(super) fn close_editor(&mut self) -> Option<Effect> {
        let long = self.is_writing_long();
        if long && self.asks_about_text() {
            return None;
        }
        let Some(Overlay::Editor(editor)) = self.overlays.pop() else { return None };
        if editor.target == Target::Search {
            self.desk.as_mut()?.document.search("");
        }
        if long { self.finish_long(&editor) } else { None }
    }

    pub(super) fn revert_text(&mut self) -> Option<Effect> {
        let Some(Overlay::Editor(editor)) = self.overlays.last_mut() else { return None };
        editor.revert();
        self.write_live()
    }

    pub(super) fn append_sample(&mut self) -> Option<Effect> {
        let sample = self.sample()?;
        let Some(Overlay::Editor(editor)) = self.overlays.last_mut() else { return None };
        editor.append(&sample);
        self.write_live()
    }

    pub(super) fn edit_externally(&mut self) -> Option<Effect> {
        let Some(Overlay::Editor(editor)) = self.overlays.last() else { return None };
        Some(Effect::EditExternally(editor.text()))
    }

    /// The user's own editor came back, or could not be started.
    pub fn text_written(&mut self, result: Result<String, String>) -> Option<Effect> {
        let text = match result {
            Ok(text) => text,
            Err(reason) => {
                self.complain(reason);
                return None;
            }
        };
        let Some(Overlay::Editor(editor)) = self.overlays.last_mut() else { return None };
        editor.replace("");
        let refused = editor.paste(text.trim_end());
        if refused > 0 {
            self.complain(format!("{refused} characters did not fit and were left out"));
        }
        self.write_live()
    }

    fn finish_long(&mut self, editor: &Editor) -> Option<Effect> {
        self.keep_false_alarms(self.field_of(&editor.target).as_ref(), editor);
        let desk = self.desk.as_mut()?;
        desk.history.forget_unchanged(&desk.review);
        self.save_now()
    }

    pub(super) fn take_line(&mut self) -> Option<Effect> {
        if self.asks_about_text() {
            return None;
        }
        let Some(Overlay::Editor(editor)) = self.overlays.pop() else { return None };
        let (field, boxed) = (self.field_of(&editor.target), editor.clone());
        let effect = self.take(editor);
        self.keep_false_alarms(field.as_ref(), &boxed);
        effect
    }

    fn take(&mut self, editor: Box<Editor>) -> Option<Effect> {
        let line = editor.text().trim().to_owned();
        match editor.target.clone() {
            Target::CommentPlace(_) | Target::OutcomeReason => self.take_into_review(&editor.target, &line),
            Target::NotApplicable(_) => self.take_reason(*editor, &line),
            Target::LetterFolder => Some(Effect::WriteLetter(PathBuf::from(if line.is_empty() { "." } else { &line }))),
            Target::Decision => self.take_decision(*editor, &line),
            Target::Amendment => self.amend(*editor, &line),
            Target::Field(index) => self.take_field(index, *editor, &line),
            Target::Search => self.take_search(),
            Target::ReviewerId => self.take_reviewer(*editor, &line),
            Target::Period => self.take_period(*editor, &line),
            Target::Folder => Some(Effect::SaveElsewhere(PathBuf::from(line))),
            _ => None,
        }
    }

    fn take_into_review(&mut self, target: &Target, line: &str) -> Option<Effect> {
        self.desk.as_mut()?.change("Text".to_owned(), |review| put(review, target, line));
        self.save_now()
    }

    fn take_reason(&mut self, editor: Editor, line: &str) -> Option<Effect> {
        if line.is_empty() {
            return self.ask_again(editor, "A question that does not apply needs a reason");
        }
        let reason = Some(format!("other: {line}"));
        self.rate_with(crate::domain::answer::Rating::NotApplicable, reason)
    }

    fn take_search(&mut self) -> Option<Effect> {
        let document = &self.desk.as_ref()?.document;
        let text = match document.hits.len() {
            0 if document.query.is_empty() => return None,
            0 => format!("“{}” does not occur in this document", document.query),
            1 => "1 match".to_owned(),
            n => format!("{n} matches: n goes to the next, N to the one before"),
        };
        self.tell(&text);
        None
    }

    fn take_field(&mut self, index: usize, editor: Editor, line: &str) -> Option<Effect> {
        let Screen::Form(form) = &mut self.screen else { return None };
        match form.fill(index, line) {
            Ok(()) => self.keep_form(),
            Err(reason) => self.ask_again(editor, &reason),
        }
    }

    /// The box comes back with what was typed, and the reason below.
    pub(super) fn ask_again(&mut self, editor: Editor, reason: &str) -> Option<Effect> {
        self.write(editor);
        self.complain(reason.to_owned());
        None
    }
}

/// Writes a text where it belongs in the review.
fn put(review: &mut Review, target: &Target, text: &str) {
    let filled = Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    match target {
        Target::Note(id) => review.set_note(id, text),
        Target::Summary => review.outcome.summary = filled,
        Target::Strengths => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            review.outcome.strengths = lines.map(str::to_owned).collect();
        }
        Target::OutcomeReason => review.outcome.reason = filled,
        Target::CommentPlace(n) => put_in_comment(review, *n, |comment| text.clone_into(&mut comment.r#where)),
        Target::CommentFinding(n) => put_in_comment(review, *n, |comment| text.clone_into(&mut comment.finding)),
        Target::CommentText(n) => put_in_comment(review, *n, |comment| text.clone_into(&mut comment.text)),
        _ => {}
    }
}

fn put_in_comment(review: &mut Review, n: u32, put: impl FnOnce(&mut crate::domain::comment::Comment)) {
    if let Some(comment) = review.comment_mut(n) {
        put(comment);
    }
}
