//! What lies over a screen and takes the keys: lists, boxes, questions, help.

use crate::action::{self, Action, COMMANDS, Command, Scope};
use crate::domain::caution::Class;
use crate::key::Key;

use super::comment::CommentForm;
use super::editor::Editor;
use super::picker::{Item, Picker, Purpose};
use super::{App, Effect};

/// One layer.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A list to choose from.
    Picker(Box<Picker>),
    /// A box to write in.
    Editor(Box<Editor>),
    /// The comment form.
    Comment(CommentForm),
    /// A question with yes and no.
    Confirm(Confirm),
    /// Every key for what the reviewer is doing.
    Help(Help),
}

/// A question with yes and no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What yes means.
    pub yes: Consequence,
}

/// What a yes leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// Go on with the draft with this id.
    Resume(String),
    /// Give this answer to all open questions of the section.
    Section(String),
    /// Keep the text of the box below, with a caution of this class.
    KeepText(Class),
    /// Sign off.
    SignOff,
    /// Leave although something is not saved.
    Quit,
}

/// The help: the scope that it explains, and the first line in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Help {
    /// What the reviewer was doing.
    pub scope: Scope,
    /// The first line in view.
    pub top: usize,
}

impl Overlay {
    /// Where keys go while this layer is on top.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self {
            Self::Picker(_) => Scope::Picker,
            Self::Editor(_) => Scope::Text,
            Self::Comment(_) => Scope::Comment,
            Self::Confirm(_) => Scope::Confirm,
            Self::Help(_) => Scope::Help,
        }
    }
}

impl Confirm {
    /// A question.
    #[must_use]
    pub const fn new(question: String, yes: Consequence) -> Self {
        Self { question, yes }
    }
}

impl Help {
    /// The rows of the table to show: the nearest scope first.
    pub fn commands(self) -> impl Iterator<Item = &'static Command> {
        self.scope.chain().iter().flat_map(|scope| COMMANDS.iter().filter(move |command| command.scope == *scope))
    }
}

impl App {
    pub(super) fn typed(&mut self, key: Key) -> Option<Effect> {
        match self.overlays.last_mut() {
            Some(Overlay::Editor(_)) => return self.type_in_editor(key),
            Some(Overlay::Picker(picker)) => type_in_picker(picker, key),
            Some(_) => {}
            None => self.type_in_library(key),
        }
        None
    }

    pub(super) fn close_overlay(&mut self) -> Option<Effect> {
        self.overlays.pop();
        None
    }

    pub(super) fn open_help(&mut self) -> Option<Effect> {
        self.overlays.push(Overlay::Help(Help { scope: self.scope(), top: 0 }));
        None
    }

    pub(super) fn scroll_help(&mut self, by: isize) -> Option<Effect> {
        if let Some(Overlay::Help(help)) = self.overlays.last_mut() {
            help.top = help.top.saturating_add_signed(by);
        }
        None
    }

    pub(super) fn open_palette(&mut self) -> Option<Effect> {
        let scope = self.scope();
        let here = |command: &&Command| scope.chain().contains(&command.scope) && self.allows(command.action);
        let item = |command: &Command| Item::new(command.name, command.doc, command.keys.first().unwrap_or(&""));
        let items = COMMANDS.iter().filter(here).map(item).collect();
        self.pick(Picker::one("Commands", Purpose::Command, items));
        None
    }

    pub(super) fn pick(&mut self, picker: Picker) {
        self.overlays.push(Overlay::Picker(Box::new(picker)));
    }

    pub(super) fn write(&mut self, mut editor: Editor) {
        self.remind(&mut editor);
        self.overlays.push(Overlay::Editor(Box::new(editor)));
    }

    pub(super) fn step_picker(&mut self, by: isize) -> Option<Effect> {
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            picker.step(by);
        }
        None
    }

    pub(super) fn tick_picker(&mut self) -> Option<Effect> {
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            picker.tick();
        }
        None
    }

    pub(super) fn accept_picker(&mut self) -> Option<Effect> {
        let Some(Overlay::Picker(picker)) = self.overlays.pop() else { return None };
        let code = picker.chosen()?;
        match picker.purpose {
            Purpose::NotApplicable => self.not_applicable(&code),
            Purpose::Section => self.ask_section(&code),
            Purpose::Criterion => self.go_to(&code),
            Purpose::Heading => self.go_to_heading(&code),
            Purpose::Nothing => None,
            Purpose::Evidence => self.go_to_evidence(&code),
            Purpose::Waiting => self.go_to_waiting(&code),
            Purpose::CommentState(n) => self.choose_state(n, &code),
            Purpose::Coverage => self.go_to_uncovered(&code),
            Purpose::Command => self.run(&code),
            Purpose::Remove => self.remove(&code),
            Purpose::Field(index) => self.fill_field(index, &code),
            Purpose::Profile => self.choose_profile(&code),
            Purpose::Role => self.choose_role(&code),
            Purpose::Outcome => self.choose_outcome(&code),
            Purpose::CommentClass(n) => self.choose_class(n, &code),
            Purpose::Version => self.open_version(&code),
            Purpose::Marker(index) => self.read_marker(index, &code),
            Purpose::MarkerPoints(index) => self.tell_hint(index, &code),
            Purpose::Period => self.choose_period(&code),
            Purpose::FilterBy => self.choose_filter(&code),
            Purpose::FilterValue(dimension) => self.choose_value(dimension, &code),
            Purpose::GroupBy => self.choose_grouping(&code),
            Purpose::FalseAlarm(class) => self.answer_stop(class, &code),
            Purpose::Jump => self.jump_on_board(&code),
        }
    }

    pub(super) fn confirm(&mut self) -> Option<Effect> {
        let Some(Overlay::Confirm(confirm)) = self.overlays.pop() else { return None };
        match confirm.yes {
            Consequence::Resume(id) => self.resume(&id),
            Consequence::Section(answer) => self.answer_section(&answer),
            Consequence::KeepText(class) => self.keep_text(class, None),
            Consequence::SignOff => Some(Effect::SignOff),
            Consequence::Quit => Some(Effect::Quit),
        }
    }

    fn run(&mut self, name: &str) -> Option<Effect> {
        let action: Action = COMMANDS.iter().find(|command| command.name == name)?.action;
        self.update(action)
    }
}

fn type_in_picker(picker: &mut Picker, key: Key) {
    match (key.typed(), action::is_backspace(key)) {
        (Some(c), _) => picker.type_char(c),
        (None, true) => picker.backspace(),
        (None, false) => {}
    }
}
