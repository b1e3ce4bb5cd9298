//! The board: what is counted, the list of tables where there is room, the sheet that lies open, and the number in words.

mod bar;
mod detail;
mod listing;
mod overview;
mod table;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Margin, Position, Rect, Spacing};
use ratatui::style::Style;
use ratatui::symbols::merge::MergeStrategy;
use ratatui::text::{Line, Text};

use crate::app::{App, Board, Content, Sheet};
use crate::text::truncate;

use super::paragraph::Paragraphs;
use super::{Theme, offset, padded, review};

/// Columns from which the list of tables stands beside the sheet, and how wide it is.
const WIDE: u16 = 110;
const LIST: u16 = 32;
/// Rows of a sheet from which the number is also told in words below it.
const TALL: u16 = 10;

/// What every part of a sheet is drawn with.
#[derive(Clone, Copy)]
struct Pen<'a> {
    board: &'a Board,
    sheet: &'a Sheet,
    theme: &'a Theme,
}

/// Draws the board.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    let Some(board) = &app.board else { return };
    let Some(sheet) = board.top() else { return };
    let said = counted(board, theme, area);
    let heights = [Constraint::Length(u16::try_from(said.len()).unwrap_or(1)), Constraint::Min(0)];
    let [context, below] = area.layout(&Layout::vertical(heights));
    frame.render_widget(Text::from(said), context);
    // A list of documents needs the whole width for their titles.
    let has_list = below.width >= WIDE && sheet.entry().is_none();
    let main = if has_list { beside_list(board, theme, frame, below) } else { below };
    let block = review::block(&title(board, !has_list, main.width), true, theme);
    let inner = block.inner(main).inner(Margin::new(1, 0));
    let pen = Pen { board, sheet, theme };
    if board.is_empty() {
        frame.render_widget(block, main);
        frame.render_widget(Text::from(nothing(app.library.read)), inner);
        return;
    }
    let words = if inner.height < TALL { Vec::new() } else { detail::lines(pen, inner) };
    let [body, below] = inner.layout(&Layout::vertical([
        Constraint::Min(0),
        Constraint::Length(u16::try_from(words.len()).unwrap_or(u16::MAX)),
    ]));
    let more = match &sheet.content {
        Content::Overview(lines) => overview::draw(pen, lines, frame, body),
        Content::Table(table) => table::draw(pen, table, frame, body),
        Content::Listing(listing) => listing::draw(pen, listing, frame, body),
    };
    frame.render_widget(block.title_bottom(more), main);
    frame.render_widget(Text::from(words), below);
}

/// Period, filters and what is hidden: always on the screen, so that no number is read without them.
fn counted(board: &Board, theme: &Theme, area: Rect) -> Vec<Line<'static>> {
    let mut text = Paragraphs::new(area.width.saturating_sub(1));
    text.hanging(" Counted: ", &board.context(), theme.heading);
    text.window(0, (area.height / 6).max(1))
}

fn beside_list(board: &Board, theme: &Theme, frame: &mut Frame, area: Rect) -> Rect {
    let widths = [Constraint::Length(LIST), Constraint::Fill(1)];
    let [list, main] = area.layout(&Layout::horizontal(widths).spacing(Spacing::Overlap(1)));
    let block = review::block("Tables · tab", false, theme).merge_borders(MergeStrategy::Exact);
    let inner = block.inner(list);
    frame.render_widget(block, list);
    let top = offset(board.page, usize::from(inner.height), board.sheets.len());
    let rows = board.sheets.iter().enumerate().skip(top).take(usize::from(inner.height));
    let line = |(at, sheet): (usize, &Sheet)| {
        let (mark, style) = if at == board.page { ("▸", theme.selected) } else { (" ", Style::new()) };
        Line::styled(format!("{mark}{}", padded(&sheet.short, usize::from(inner.width).saturating_sub(1))), style)
    };
    frame.render_widget(Text::from(rows.map(line).collect::<Vec<_>>()), inner);
    main
}

/// The table, and what was opened from it; without the list beside it also how many tables there are.
fn title(board: &Board, with_place: bool, cells: u16) -> String {
    let table = board.sheets.get(board.page).map_or("", |sheet| &sheet.title);
    let place = format!("{} of {} · ", board.page + 1, board.sheets.len());
    let room = usize::from(cells).saturating_sub(8);
    match board.levels.split_last() {
        None => truncate(&format!("{}{table}", if with_place { &place } else { "" }), room),
        Some((last, before)) => {
            let from: Vec<_> = before.iter().map(|sheet| sheet.title.as_str()).collect();
            let from = if from.is_empty() { table.to_owned() } else { from.join(" › ") };
            let last = truncate(&last.title, room * 2 / 3);
            let left = room.saturating_sub(crate::text::width(&last) + 3);
            format!("{} › {last}", truncate(&from, left))
        }
    }
}

/// What to do when there is nothing to count: the first thing that a newcomer may see.
fn nothing(is_read: bool) -> Vec<Line<'static>> {
    if !is_read {
        return vec![Line::raw("Reading …")];
    }
    let lines = [
        "No review is signed off yet, so there is nothing to count.",
        "",
        "Sign a review off with s, or look around with samples:  appraise demo",
    ];
    lines.iter().map(|line| Line::raw(*line)).collect()
}

/// Puts the real cursor on the number, for magnifiers and screen readers.
fn place_cursor(frame: &mut Frame, area: Rect, row: usize, column: usize) {
    let within = |at: usize, len: u16| u16::try_from(at).unwrap_or(u16::MAX).min(len.saturating_sub(1));
    if !area.is_empty() {
        frame
            .set_cursor_position(Position::new(area.x + within(column, area.width), area.y + within(row, area.height)));
    }
}
