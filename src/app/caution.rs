//! Cautions while writing: the box does not close over a stop before the reviewer says what it is.

use crate::domain::caution::{Allowed, Class, FalseAlarm, Field, Level, classes};

use super::comment::CommentLine;
use super::editor::{Editor, Target};
use super::overlay::{Confirm, Consequence, Overlay};
use super::picker::{Item, Picker, Purpose};
use super::{App, Effect};

/// The row that goes back to the text.
const CHANGE: &str = "change";

/// What the reviewer said of the cautions of one text; another text is looked at again.
#[derive(Debug, Clone, Default)]
pub struct Said {
    text: String,
    kept: Vec<(Class, Option<FalseAlarm>)>,
}

impl Said {
    /// What was said of a text before the box was opened.
    #[must_use]
    pub fn before(text: &str, overrides: impl Iterator<Item = (Class, FalseAlarm)>, allowed: &Allowed) -> Self {
        let confirmed = classes(text, allowed).into_iter().filter(|class| class.level() == Level::Confirm);
        let kept = overrides.map(|(class, reason)| (class, Some(reason))).chain(confirmed.map(|class| (class, None)));
        Self { text: text.to_owned(), kept: kept.collect() }
    }

    /// Says that a class in a text should stay.
    pub fn keep(&mut self, text: &str, class: Class, reason: Option<FalseAlarm>) {
        if self.text != text {
            *self = Self { text: text.to_owned(), kept: Vec::new() };
        }
        self.kept.push((class, reason));
    }

    /// The false alarms in a text.
    pub fn false_alarms(&self, text: &str) -> impl Iterator<Item = (Class, FalseAlarm)> {
        let of_text = self.kept.iter().filter(move |_| self.text == text);
        of_text.filter_map(|(class, reason)| reason.map(|reason| (*class, reason)))
    }

    fn holds(&self, text: &str, class: Class) -> bool {
        self.text == text && self.kept.iter().any(|(kept, _)| *kept == class)
    }
}

impl Editor {
    /// The gravest caution to show, but for what was called a false alarm.
    #[must_use]
    pub fn caution(&self, allowed: &Allowed) -> Option<Class> {
        let text = self.looked_at()?;
        let alarms: Vec<_> = self.said.false_alarms(&text).map(|(class, _)| class).collect();
        classes(&text, allowed).into_iter().find(|class| !alarms.contains(class))
    }

    /// The gravest caution to ask about before the box closes.
    fn question(&self, allowed: &Allowed) -> Option<Class> {
        let text = self.looked_at()?;
        let asked = |class: &Class| class.level() < Level::Hint && !self.said.holds(&text, *class);
        classes(&text, allowed).into_iter().find(asked)
    }

    fn looked_at(&self) -> Option<String> {
        self.target.is_free().then(|| self.text())
    }

    /// Says that a class in the text should stay.
    fn keep(&mut self, class: Class, reason: Option<FalseAlarm>) {
        let text = self.text();
        self.said.keep(&text, class, reason);
    }
}

impl App {
    /// Asks about the text of the box on top; `false` when nothing is to be asked.
    pub(super) fn asks_about_text(&mut self) -> bool {
        let Some(Overlay::Editor(editor)) = self.overlays.last() else { return false };
        let Some(class) = editor.question(&self.library.allowed) else { return false };
        match class.level() {
            Level::Stop => self.pick(stop(class)),
            _ => self.overlays.push(Overlay::Confirm(Confirm::new(keep(class), Consequence::KeepText(class)))),
        }
        true
    }

    /// The reviewer goes back to the text, or says why it stays: then the box closes.
    pub(super) fn answer_stop(&mut self, class: Class, code: &str) -> Option<Effect> {
        self.keep_text(class, Some(FalseAlarm::from_code(code)?))
    }

    /// The text stays with a caution of this class, and the box closes.
    pub(super) fn keep_text(&mut self, class: Class, reason: Option<FalseAlarm>) -> Option<Effect> {
        let Some(Overlay::Editor(editor)) = self.overlays.last_mut() else { return None };
        editor.keep(class, reason);
        if editor.target.is_long() { self.close_editor() } else { self.take_line() }
    }

    /// Tells a box what was said of its text before.
    pub(super) fn remind(&self, editor: &mut Editor) {
        let Some(field) = self.field_of(&editor.target) else { return };
        let name = field.to_string();
        let overrides = self.desk.iter().flat_map(|desk| &desk.review.overrides);
        let of_field = overrides.filter(|known| known.field == name).map(|known| (known.class, known.reason));
        editor.said = Said::before(&editor.text(), of_field, &self.library.allowed);
    }

    /// Keeps the false alarms of a box that closed: class and field, never the words.
    pub(super) fn keep_false_alarms(&mut self, field: Option<&Field>, editor: &Editor) {
        let (Some(field), Some(desk)) = (field, &mut self.desk) else { return };
        let text = editor.text();
        for (class, reason) in editor.said.false_alarms(&text) {
            desk.review.override_caution(field, class, reason);
        }
    }

    /// The field of the review that a box writes.
    pub(super) fn field_of(&self, target: &Target) -> Option<Field> {
        let current = || self.desk.as_ref().map(|desk| desk.current.clone());
        match target {
            Target::Note(id) => Some(Field::Note(id.clone())),
            Target::NotApplicable(id) => Some(Field::Reason(id.clone())),
            Target::Decision => current().map(Field::Decision),
            Target::CommentPlace(n) => Some(Field::CommentPlace(*n)),
            Target::CommentFinding(n) => Some(Field::CommentFinding(*n)),
            Target::CommentText(n) => Some(Field::CommentText(*n)),
            Target::Summary => Some(Field::Summary),
            Target::Strengths => Some(Field::Strengths),
            Target::OutcomeReason => Some(Field::OutcomeReason),
            Target::Amendment => Some(Field::Amendment),
            _ => None,
        }
    }

    /// Goes to a text that the sign-off waits for, and opens its box.
    pub(super) fn open_field(&mut self, field: &Field) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        let text = field.text(&desk.review).unwrap_or_default().into_owned();
        if let Some(id) = field.criterion(&desk.review).map(str::to_owned) {
            self.screen = super::Screen::Review;
            self.go_to(&id);
        }
        match field {
            Field::Note(_) => return self.open_note(),
            Field::Reason(id) => self.write_reason(id, &text),
            Field::Decision(_) => return self.ask_why(),
            Field::CommentPlace(n) => return self.open_line(*n, CommentLine::Place),
            Field::CommentFinding(n) => return self.open_line(*n, CommentLine::Finding),
            Field::CommentText(n) => return self.open_line(*n, CommentLine::Text),
            Field::Summary => self.write_summary(),
            Field::Strengths => self.write_strengths(),
            Field::OutcomeReason => self.ask_why_it_differs(),
            Field::Amendment => {
                self.write(Editor::new("Why is this review amended? (one line)", Target::Amendment, &text));
            }
        }
        None
    }

    fn open_line(&mut self, n: u32, line: CommentLine) -> Option<Effect> {
        self.show_comment(n, line);
        self.edit_comment_line()
    }
}

fn stop(class: Class) -> Picker {
    let change = Item::new(CHANGE, "Go back and change it", "");
    let keep = FalseAlarm::OFFERED;
    let reasons =
        keep.iter().map(|reason| Item::new(reason.code(), &format!("Keep it: {}", lower(reason.label())), ""));
    let items = [change].into_iter().chain(reasons).collect();
    let note = format!("{} A false alarm? Say why: only the class and the field are kept.", class.sentence());
    Picker::one("Before this text is kept", Purpose::FalseAlarm(class), items).noting(&note)
}

fn keep(class: Class) -> String {
    format!("{} Keep it?", class.sentence())
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
