//! The state machine: keys and answers from outside come in, one [`Effect`] at most goes out.
//!
//! Nothing here reads a file, a clock or the terminal: the time and fresh ids come in with [`Moment`].

mod answering;
mod board;
mod caution;
mod comment;
mod desk;
mod document;
mod editor;
mod effect;
mod filling;
mod form;
mod fuzzy;
mod history;
mod leaving;
mod library;
mod marking;
mod opening;
mod overlay;
mod part;
mod picker;
mod reading;
mod round;
mod sentence;
mod sign_off;
mod signing;
mod writing;

use std::path::PathBuf;

use jiff::Timestamp;

use crate::action::{self, Action, Scope};
use crate::domain::answer::Rating;
use crate::domain::checklist::Profile;
use crate::domain::record::Record;
use crate::domain::review::{Pinned, Reviewer};
use crate::key::Key;

use form::Chosen;

pub use board::{
    Behind, Board, Content, Cursor, Entry, Figure, Home, Listed, Listing, Number, OverviewLine, Part, Reason, Sheet,
    Sort,
};
pub use caution::Said;
pub use comment::{CommentForm, CommentLine, find as find_comment};
pub use desk::{Desk, Line, Mode, Pane};
pub use document::{Document, Used};
pub use editor::{Editor, TEXT_LIMIT, Target};
pub use effect::Effect;
pub use form::{Form, FormLine};
pub use library::{Contents, Library, Row, Shelf};
pub use marking::Marking;
pub use opening::{BLIND, DraftRead};
pub use overlay::{Confirm, Consequence, Help, Overlay};
pub use picker::{Item, Picker, Purpose};
pub use reading::{mark, short_mark};
pub use round::{Before, Beginning};
pub use sign_off::{READINGS, SignOff, SignOffLine, role_meaning};

/// Rows of the board that a page moves.
const PAGE: isize = 10;

/// What does not change while the program runs.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The checklists for new reviews.
    pub checklists: Vec<Pinned>,
    /// Who reviews; an empty id is asked for once.
    pub reviewer: Reviewer,
    /// The workspace as drafts name it.
    pub workspace: String,
    /// Which questions a new review asks, unless the kind has a usual set.
    pub profile: Profile,
    /// The round of a new review; `None` follows from the reviewer's earlier ones.
    pub round: Option<u32>,
    /// The user's time zone, for the clock on the screen; files hold UTC.
    pub zone: jiff::tz::TimeZone,
}

/// What comes in with every event, because nothing here may fetch it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Now, UTC.
    pub at: Timestamp,
    /// The id that a review started now would get.
    pub fresh_id: String,
}

/// Which screen lies under the overlays.
#[derive(Debug, Clone)]
pub enum Screen {
    /// Records, drafts and signed-off reviews.
    Library,
    /// The data of a record.
    Form(Box<Form>),
    /// The questions beside the document.
    Review,
    /// The end of the review.
    SignOff(Box<SignOff>),
    /// What leads count.
    Board,
}

/// Whether the draft on the screen is on the disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was changed yet.
    #[default]
    Untouched,
    /// A save is under way.
    Saving,
    /// Everything on the screen was on the disk at this time.
    Saved(Timestamp),
    /// The last save failed: the reason, as a sentence. It is tried again.
    Failed(String),
}

/// What only the drawing knows: how far the panes can scroll, in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Drawn {
    /// The question with its help and its answer.
    pub question_rows: usize,
    /// The help.
    pub help_rows: usize,
    /// Whether the document was on the screen.
    pub document: bool,
}

/// One line of talk; the next key takes it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub wrong: bool,
}

/// Everything on the screen.
#[derive(Debug, Clone)]
pub struct App {
    /// Which screen.
    pub screen: Screen,
    /// What lies over it; the last one has the keys.
    pub overlays: Vec<Overlay>,
    /// The list of records, drafts and reviews.
    pub library: Library,
    /// The counts, while a lead looks at them or at a review behind them.
    pub board: Option<Box<Board>>,
    /// The review on the screen.
    pub desk: Option<Desk>,
    /// Whether it is on the disk.
    pub save: SaveState,
    /// What was said last.
    pub notice: Option<Notice>,
    /// What does not change.
    pub setup: Setup,
    moment: Moment,
    /// Fields that an import guessed, for the form that opens next.
    guessed: Vec<&'static str>,
    /// The record named on the command line.
    named: Option<Record>,
    /// What was chosen for the form that opens next.
    chosen: Chosen,
}

impl App {
    /// The program at its start: the library, not yet read.
    #[must_use]
    pub fn new(setup: Setup, moment: Moment) -> Self {
        Self {
            screen: Screen::Library,
            overlays: Vec::new(),
            library: Library::default(),
            board: None,
            desk: None,
            save: SaveState::default(),
            notice: None,
            setup,
            moment,
            guessed: Vec::new(),
            named: None,
            chosen: Chosen::default(),
        }
    }

    /// Sets the time and the next id, before an event is handed in.
    pub fn tick(&mut self, moment: Moment) {
        self.moment = moment;
    }

    /// Where keys go now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match (self.overlays.last(), &self.screen) {
            (Some(overlay), _) => overlay.scope(),
            (None, Screen::Library) => Scope::Library,
            (None, Screen::Form(_)) => Scope::Record,
            (None, Screen::SignOff(_)) => Scope::SignOff,
            (None, Screen::Board) => Scope::Board,
            (None, Screen::Review) => self.review_scope(),
        }
    }

    fn is_choosing_several(&self) -> bool {
        matches!(self.overlays.last(), Some(Overlay::Picker(picker)) if picker.ticked.is_some())
    }

    fn is_writing_long(&self) -> bool {
        matches!(self.overlays.last(), Some(Overlay::Editor(editor)) if editor.target.is_long())
    }

    /// The screen that a review was opened from.
    fn home(&self) -> Screen {
        if self.board.is_some() { Screen::Board } else { Screen::Library }
    }

    fn review_scope(&self) -> Scope {
        match &self.desk {
            Some(desk) if desk.marking.is_some() => Scope::Marking,
            Some(desk) if desk.pane == Pane::Document => Scope::Document,
            _ => Scope::Review,
        }
    }

    /// A key was pressed.
    pub fn key(&mut self, key: Key) -> Option<Effect> {
        self.notice = None;
        match action::lookup(self.scope(), key) {
            Some(action) => self.update(action),
            None => self.typed(key),
        }
    }

    /// Text was pasted.
    pub fn paste(&mut self, text: &str) -> Option<Effect> {
        self.notice = None;
        match self.overlays.last_mut() {
            Some(Overlay::Editor(editor)) => {
                let refused = editor.paste(text);
                if refused > 0 {
                    let kept = TEXT_LIMIT >> 10;
                    self.complain(format!("{refused} characters did not fit: a text holds {kept} KiB"));
                }
                self.write_live()
            }
            Some(Overlay::Picker(picker)) => {
                picker.paste(text);
                None
            }
            _ => {
                self.tell("Pasted text needs a box to go in: press w for a note or c for a comment");
                None
            }
        }
    }

    /// Whether something waits to be worked out after the frame is drawn.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.desk.as_ref().is_some_and(Desk::has_work)
    }

    /// Works it out.
    pub fn work(&mut self) {
        if let Some(desk) = &mut self.desk {
            desk.look_up();
        }
    }

    /// Tells the document how large its pane is.
    pub fn fit(&mut self, width: u16, height: u16) {
        if let Some(desk) = &mut self.desk {
            desk.document.fit(width, height);
        }
    }

    /// Takes over what only the drawing knows: nothing scrolls past its end.
    pub fn drawn(&mut self, drawn: &Drawn) {
        if let Some(desk) = &mut self.desk {
            desk.scroll = desk.scroll.min(drawn.question_rows);
            if drawn.document {
                desk.see();
            }
        }
        if let Some(Overlay::Help(help)) = self.overlays.last_mut() {
            help.top = help.top.min(drawn.help_rows);
        }
    }

    /// Whether a command can be given now: a review that cannot be changed takes only what reads.
    #[must_use]
    pub fn allows(&self, action: Action) -> bool {
        match action {
            Action::SaveElsewhere => matches!(self.save, SaveState::Failed(_)),
            Action::PickerTick => self.is_choosing_several(),
            Action::TextSample => self.is_writing_long() && self.sample().is_some(),
            Action::TextExternal | Action::TextRevert => self.is_writing_long(),
            _ => !changes(action) || self.desk.as_ref().is_none_or(|desk| desk.mode == Mode::Open),
        }
    }

    /// Carries a command out.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        if !self.allows(action) {
            self.refuse(action);
            return None;
        }
        match action {
            Action::Yes => self.rate(Rating::Yes),
            Action::Partly => self.rate(Rating::Partly),
            Action::No => self.rate(Rating::No),
            Action::NotApplicable => self.ask_reason(),
            Action::Section => self.pick_section_answer(),
            Action::Reopen => self.reopen(),
            Action::Harm => self.toggle_harm(),
            Action::Comment => self.open_comment(),
            Action::AnotherComment => self.add_comment(),
            Action::Evidence | Action::MarkHere => self.start_marking(),
            Action::Note => self.open_note(),
            Action::Remove => self.offer_removal(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::NextOpen => self.go_to_open(false),
            Action::NextCoreOpen => self.go_to_open(true),
            Action::NextCriterion => self.next_criterion(1),
            Action::PreviousCriterion => self.next_criterion(-1),
            Action::FirstCriterion => self.step_criterion(isize::MIN),
            Action::LastCriterion => self.step_criterion(isize::MAX),
            Action::PageDown => self.page(1),
            Action::PageUp => self.page(-1),
            Action::NextPassage | Action::NextMatch => self.step_match(true),
            Action::PreviousPassage | Action::PreviousMatch => self.step_match(false),
            Action::FindCriterion => self.find_criterion(),
            Action::CoreOnly => self.toggle_core(),
            Action::Outline => self.open_outline(),
            Action::Waiting => self.list_waiting(),
            Action::WhatChanged => self.toggle_changes(),
            Action::GoBack => self.go_back_in_document(),
            Action::EvidenceList => self.list_evidence(),
            Action::Coverage => self.list_coverage(),
            Action::NextPane => self.step_pane(1),
            Action::PreviousPane => self.step_pane(2),
            Action::WhichQuestions => self.pick_profile(),
            Action::EditRecord => self.edit_record(),
            Action::SignOff => self.open_sign_off(),
            Action::Leave => self.leave_review(),
            Action::LineDown => self.scroll_document(1),
            Action::LineUp => self.scroll_document(-1),
            Action::DocumentTop => self.go_to_end(false),
            Action::DocumentEnd => self.go_to_end(true),
            Action::Search => self.open_search(),
            Action::MarkNext => self.step_marking(true),
            Action::MarkPrevious => self.step_marking(false),
            Action::MarkLonger => self.shape_marking(Marking::longer),
            Action::MarkShorter => self.shape_marking(Marking::shorter),
            Action::MarkStartLater => self.shape_marking(Marking::start_later),
            Action::MarkKeep => self.keep_marking(),
            Action::MarkCancel => self.cancel_marking(),
            Action::CommentDown => self.step_comment(1),
            Action::CommentUp => self.step_comment(-1),
            Action::CommentEdit => self.edit_comment_line(),
            Action::UseSample => self.use_sample(),
            Action::CommentRemove => self.remove_open_comment(),
            Action::CommentClose => self.close_comment(),
            Action::Open => self.open_row(),
            Action::LibraryDown => self.step_library(1),
            Action::LibraryUp => self.step_library(-1),
            Action::NextList => self.next_shelf(),
            Action::Reload => Some(Effect::Reload),
            Action::LibraryBack => self.leave_library(),
            Action::OpenBoard => self.open_board(),
            Action::BoardOpen => self.open_on_board(),
            Action::BoardDown => self.step_board(1, 0),
            Action::BoardUp => self.step_board(-1, 0),
            Action::BoardRight => self.step_board(0, 1),
            Action::BoardLeft => self.step_board(0, -1),
            Action::BoardPageDown => self.step_board(PAGE, 0),
            Action::BoardPageUp => self.step_board(-PAGE, 0),
            Action::BoardFirst => self.step_board(isize::MIN, 0),
            Action::BoardLast => self.step_board(isize::MAX, 0),
            Action::NextTable => self.turn_board(1),
            Action::PreviousTable => self.turn_board(-1),
            Action::Jump => self.pick_place(),
            Action::Period => self.pick_period(),
            Action::Filter => self.pick_filter(),
            Action::GroupBy => self.pick_grouping(),
            Action::HideSmall => self.toggle_small(),
            Action::TableNote => self.toggle_notes(),
            Action::Recount => Some(Effect::Reload),
            Action::BoardBack => self.leave_board(),
            Action::FieldDown => self.step_form(1),
            Action::FieldUp => self.step_form(-1),
            Action::FieldEdit => self.edit_form_line(),
            Action::StartReview => self.start_review(),
            Action::FormBack => self.leave_form(),
            Action::SignOffDown => self.step_sign_off(1),
            Action::SignOffUp => self.step_sign_off(-1),
            Action::SignOffEdit => self.edit_sign_off_line(),
            Action::Letter | Action::SignOffLetter => self.ask_letter_folder(),
            Action::SignOffBack => self.leave_sign_off(),
            Action::PickerDown => self.step_picker(1),
            Action::PickerUp => self.step_picker(-1),
            Action::PickerTick => self.tick_picker(),
            Action::PickerAccept => self.accept_picker(),
            Action::PickerCancel => self.close_overlay(),
            Action::TextDone => self.close_editor(),
            Action::TextExternal => self.edit_externally(),
            Action::TextSample => self.append_sample(),
            Action::TextRevert => self.revert_text(),
            Action::ConfirmYes => self.confirm(),
            Action::ConfirmNo => self.close_overlay(),
            Action::HelpDown => self.scroll_help(5),
            Action::HelpUp => self.scroll_help(-5),
            Action::HelpClose => self.close_overlay(),
            Action::Help => self.open_help(),
            Action::Palette => self.open_palette(),
            Action::SaveElsewhere => self.ask_folder(),
            Action::Redraw => Some(Effect::Redraw),
            Action::Suspend => Some(Effect::Suspend),
            Action::Quit => self.quit(),
        }
    }

    /// A save of the draft on the screen reached the disk.
    pub fn saved(&mut self, at: Timestamp) {
        self.save = SaveState::Saved(at);
    }

    /// A save failed; everything stays here and is tried again.
    pub fn save_failed(&mut self, reason: String) {
        self.save = SaveState::Failed(reason);
    }

    /// A copy was saved in another folder, or not.
    pub fn copied(&mut self, result: Result<PathBuf, String>) {
        match result {
            Ok(path) => self.tell(&format!("A copy is saved as {}", path.display())),
            Err(reason) => self.complain(reason),
        }
    }

    /// Says something in the bottom line.
    pub fn tell(&mut self, text: &str) {
        self.notice = Some(Notice { text: text.to_owned(), wrong: false });
    }

    /// Says in the bottom line that something went wrong.
    pub fn complain(&mut self, text: String) {
        self.notice = Some(Notice { text, wrong: true });
    }

    /// Asks for the draft on the screen to be saved, now.
    fn save_now(&mut self) -> Option<Effect> {
        self.stamp(Effect::Save)
    }

    /// Asks for it to be saved when the typing pauses.
    fn save_soon(&mut self) -> Option<Effect> {
        self.stamp(Effect::SaveSoon)
    }

    fn stamp(&mut self, effect: Effect) -> Option<Effect> {
        let desk = self.desk.as_mut().filter(|desk| desk.mode == Mode::Open)?;
        desk.stamp(self.moment.at);
        if !matches!(self.save, SaveState::Failed(_)) {
            self.save = SaveState::Saving;
        }
        if let Screen::SignOff(screen) = &mut self.screen {
            screen.refresh(desk, &self.library.allowed);
        }
        Some(effect)
    }

    fn refuse(&mut self, action: Action) {
        let mode = self.desk.as_ref().map(|desk| desk.mode.clone());
        let text = match (mode, action) {
            (_, Action::SaveElsewhere) => "Saving works; there is nothing to rescue",
            (_, Action::PickerTick) => "Only one can be chosen here: enter takes it",
            (_, Action::TextSample) => "The sample recommendation goes into a comment or a note",
            (_, Action::TextExternal | Action::TextRevert) => "Only longer texts can do that",
            (Some(Mode::SignedOff), _) => "This review is signed off. Press s to amend it with a reason",
            _ => "This review is open in another window. Here it can only be read",
        };
        self.tell(text);
    }

    fn quit(&mut self) -> Option<Effect> {
        if let SaveState::Failed(reason) = &self.save {
            let question = format!("NOT SAVED: {reason}. Leave all the same and lose what is not saved?");
            self.overlays.push(Overlay::Confirm(Confirm::new(question, Consequence::Quit)));
            return None;
        }
        Some(Effect::Quit)
    }
}

/// Whether a command changes the review.
const fn changes(action: Action) -> bool {
    matches!(
        action,
        Action::Yes
            | Action::Partly
            | Action::No
            | Action::NotApplicable
            | Action::Section
            | Action::Reopen
            | Action::Harm
            | Action::Comment
            | Action::AnotherComment
            | Action::Evidence
            | Action::MarkHere
            | Action::Note
            | Action::Remove
            | Action::Undo
            | Action::Redo
            | Action::Waiting
            | Action::WhichQuestions
            | Action::EditRecord
    )
}
