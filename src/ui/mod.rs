//! Drawing: a function of the state. Every text from outside becomes [`crate::text::Shown`] on its way here.

mod board;
mod comment;
mod criteria;
mod criterion;
mod document;
mod form;
mod frame;
mod help;
mod library;
mod overlay;
mod paragraph;
mod review;
mod sign_off;
mod theme;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use crate::app::{App, Drawn, Screen};
use crate::text::Shown;

pub use theme::Theme;

/// The smallest screen that is worth drawing on.
const SMALLEST: (u16, u16) = (40, 10);

/// Draws everything; says how far the panes can scroll.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame) -> Drawn {
    let mut drawn = Drawn::default();
    let area = frame.area();
    if area.is_empty() {
        return drawn;
    }
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        frame.render_widget("Make the window larger", area);
        return drawn;
    }
    let [top, middle, bottom] = rows(area);
    frame::header(app, theme, frame, top);
    drawn.document = matches!(app.screen, Screen::Review)
        && app.overlays.is_empty()
        && review::panes(app, middle).document.is_some();
    match &app.screen {
        Screen::Library => library::draw(app, theme, frame, middle),
        Screen::Board => board::draw(app, theme, frame, middle),
        Screen::Form(form) => form::draw(app, form, theme, frame, middle),
        Screen::Review => drawn.question_rows = review::draw(app, theme, frame, middle),
        Screen::SignOff(screen) => sign_off::draw(app, screen, theme, frame, middle),
    }
    for layer in &app.overlays {
        drawn.help_rows = overlay::draw(app, layer, theme, frame, middle);
    }
    frame::footer(app, theme, frame, bottom);
    drawn
}

/// The room for the document's text, as columns and rows, on a screen of this size.
#[must_use]
pub fn document_room(app: &App, area: Rect) -> (u16, u16) {
    let [_, middle, _] = rows(area);
    let pane = review::panes(app, middle).document.unwrap_or(middle);
    (pane.width.saturating_sub(4).max(1), pane.height.saturating_sub(2).max(1))
}

fn rows(area: Rect) -> [Rect; 3] {
    area.layout(&Layout::vertical([Constraint::Length(1), Constraint::Min(0), Constraint::Length(1)]))
}

/// Puts the real cursor somewhere, for magnifiers and screen readers.
fn place_cursor(frame: &mut Frame, area: Rect, row: usize) {
    let row = u16::try_from(row).unwrap_or(u16::MAX).min(area.height.saturating_sub(1));
    if !area.is_empty() {
        frame.set_cursor_position(Position::new(area.x, area.y + row));
    }
}

/// The first row to draw so that the row of the cursor stays in the middle of a list.
fn offset(at: usize, height: usize, len: usize) -> usize {
    at.saturating_sub(height / 2).min(len.saturating_sub(height))
}

/// A text cut or filled to exactly so many cells.
fn padded(text: &str, cells: usize) -> String {
    let shown = Shown::line(text).truncate(cells);
    let fill = cells.saturating_sub(shown.width());
    format!("{shown}{}", " ".repeat(fill))
}
