//! The keys of the board: moving, opening, asking something else.

use jiff::civil::Date;

use crate::app::editor::{Editor, Target};
use crate::app::picker::Picker;
use crate::app::{App, Effect, Screen};
use crate::domain::review::Pinned;
use crate::domain::summary::{Dimension, Question};

use super::behind::Behind;
use super::sheet::Content;
use super::{Board, Home, period};

impl App {
    /// Begins with the board instead of the library; without a period it is the usual one.
    pub fn begin_on_board(&mut self, question: Question) {
        self.show_board(question, Home::Shell);
    }

    pub(in crate::app) fn open_board(&mut self) -> Option<Effect> {
        self.show_board(Question::default(), Home::Library);
        None
    }

    fn show_board(&mut self, question: Question, home: Home) {
        let census = self.library.census.clone();
        let board = Board { home, ..Board::new(census, question, self.today()) };
        self.board = Some(Box::new(board));
        self.recount();
        self.screen = Screen::Board;
    }

    /// Hands the board what is on the disk now.
    pub(in crate::app) fn recount(&mut self) {
        let (census, unread) = (self.library.census.clone(), self.library.unread.clone());
        if let Some(board) = &mut self.board {
            board.take(census, unread, &self.setup.checklists);
        }
    }

    fn today(&self) -> Date {
        self.moment.at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date()
    }

    pub(in crate::app) fn step_board(&mut self, rows: isize, columns: isize) -> Option<Effect> {
        self.board.as_mut()?.step(rows, columns);
        None
    }

    pub(in crate::app) fn turn_board(&mut self, by: isize) -> Option<Effect> {
        self.board.as_mut()?.turn(by);
        None
    }

    /// Opens what is behind the number, or the review of the row.
    pub(in crate::app) fn open_on_board(&mut self) -> Option<Effect> {
        let sheet = self.board.as_ref()?.top()?;
        match &sheet.content {
            Content::Listing(_) => self.open_entry(),
            Content::Overview(_) | Content::Table(_) => self.open_number(),
        }
    }

    fn open_number(&mut self) -> Option<Effect> {
        let board = self.board.as_mut()?;
        let number = board.top()?.number()?;
        if board.hide_small && number.value.is_small() {
            self.tell("This number is hidden. n shows small numbers again");
            return None;
        }
        let Some(behind) = number.behind else {
            self.tell("There is no number here to open");
            return None;
        };
        let sheet = board.sheet(&number.title, &behind, &self.setup.checklists);
        match sheet.rows() {
            0 => self.tell(&format!("{}: none, so there is nothing to open", number.title)),
            _ => board.levels.push(sheet),
        }
        None
    }

    /// A document that was reviewed once opens its review; of several the lead chooses.
    fn open_entry(&mut self) -> Option<Effect> {
        let board = self.board.as_mut()?;
        let entry = board.top()?.entry()?.clone();
        match entry.reviews.as_slice() {
            [] => self.complain(entry.why),
            [at] => {
                let review = self.library.readable(board.review(*at)?);
                return self.open_signed_off(review);
            }
            [at, ..] => {
                let review = board.review(*at)?;
                let (title, behind) = (review.title().to_owned(), Behind::Reviews(review.record().to_owned()));
                let sheet = board.sheet(&title, &behind, &self.setup.checklists);
                board.levels.push(sheet);
            }
        }
        None
    }

    /// The criterion that the number is about through which a review was opened.
    pub(in crate::app) fn go_to_what_was_counted(&mut self) {
        let levels = self.board.iter().filter(|_| matches!(self.screen, Screen::Board)).flat_map(|board| &board.levels);
        let criterion = levels.filter_map(|level| level.behind.as_ref()?.criterion()).next_back().map(str::to_owned);
        if let Some((desk, id)) =
            self.desk.as_mut().zip(criterion).filter(|(desk, id)| desk.review.asked().any(|asked| asked == id))
        {
            desk.go_to(&id);
        }
    }

    /// One level back; from the last one to where the lead came from.
    pub(in crate::app) fn leave_board(&mut self) -> Option<Effect> {
        let board = self.board.as_mut()?;
        if board.levels.pop().is_some() {
            return None;
        }
        if board.home == Home::Shell {
            return Some(Effect::Quit);
        }
        self.board = None;
        self.screen = Screen::Library;
        None
    }

    pub(in crate::app) fn toggle_small(&mut self) -> Option<Effect> {
        let board = self.board.as_mut()?;
        board.hide_small = !board.hide_small;
        None
    }

    pub(in crate::app) fn toggle_notes(&mut self) -> Option<Effect> {
        let board = self.board.as_mut()?;
        board.notes = !board.notes;
        None
    }

    pub(in crate::app) fn pick_period(&mut self) -> Option<Effect> {
        self.pick_on_board(|board, _| board.periods())
    }

    pub(in crate::app) fn pick_filter(&mut self) -> Option<Effect> {
        self.pick_on_board(|board, _| board.filters())
    }

    pub(in crate::app) fn pick_grouping(&mut self) -> Option<Effect> {
        self.pick_on_board(|board, _| board.groupings())
    }

    pub(in crate::app) fn pick_place(&mut self) -> Option<Effect> {
        self.pick_on_board(|board, _| board.places_to_go())
    }

    fn pick_on_board(&mut self, picker: impl Fn(&Board, &[Pinned]) -> Picker) -> Option<Effect> {
        let picker = picker(self.board.as_ref()?, &self.setup.checklists);
        self.pick(picker);
        None
    }

    pub(in crate::app) fn choose_period(&mut self, code: &str) -> Option<Effect> {
        if code == period::OTHER_DAYS {
            self.write(Editor::new("Which days? Such as 2025-04-01 2025-06-30", Target::Period, ""));
            return None;
        }
        let question = self.board.as_ref()?.in_period(period::parse(code).ok()?);
        self.ask_board(question)
    }

    pub(in crate::app) fn take_period(&mut self, editor: Editor, line: &str) -> Option<Effect> {
        match period::parse(line) {
            Ok(period) => {
                let question = self.board.as_ref()?.in_period(period);
                self.ask_board(question)
            }
            Err(reason) => self.ask_again(editor, &reason),
        }
    }

    pub(in crate::app) fn choose_filter(&mut self, code: &str) -> Option<Effect> {
        if let Some(question) = self.board.as_ref()?.without(code) {
            return self.ask_board(question);
        }
        let dimension = Dimension::from_code(code)?;
        self.pick_on_board(|board, checklists| board.values(dimension, checklists))
    }

    pub(in crate::app) fn choose_value(&mut self, dimension: Dimension, code: &str) -> Option<Effect> {
        let question = self.board.as_ref()?.only(dimension, code);
        self.ask_board(question)
    }

    /// The new table is the last one: it is shown at once.
    pub(in crate::app) fn choose_grouping(&mut self, codes: &str) -> Option<Effect> {
        let question = self.board.as_ref()?.by(codes);
        let is_asked = !question.by.is_empty();
        self.ask_board(question);
        if let Some(board) = self.board.as_mut().filter(|_| is_asked) {
            board.go_to(usize::MAX);
        }
        None
    }

    pub(in crate::app) fn jump_on_board(&mut self, code: &str) -> Option<Effect> {
        self.board.as_mut()?.jump(code.parse().ok()?);
        None
    }

    fn ask_board(&mut self, question: Question) -> Option<Effect> {
        self.board.as_mut()?.ask(question, &self.setup.checklists);
        None
    }
}
