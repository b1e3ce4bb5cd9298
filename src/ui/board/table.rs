//! A table: the labels stay, the columns scroll with the cursor, long tables scroll under their heads.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};

use crate::domain::summary::{Cell, Row, Table, Value};
use crate::text::{truncate, width};

use super::super::{offset, padded};
use super::{Pen, bar, place_cursor};

/// Cells between two columns.
const GAP: usize = 2;
/// The mark of the row of the cursor.
const MARK: usize = 2;
/// The narrowest label, and the widest words in a column.
const LABEL: usize = 18;
const WORDS: usize = 44;
/// Columns from which the bars have room, the least of them and the most.
const BARS: usize = 74;
const BAR: usize = 10;
const LONGEST: usize = 40;
/// Tables of documents that are drawn with bars: no country, no team, and nothing that is a share.
const WITH_BARS: [&str; 5] = ["T2", "T9a", "T9b", "T10", "T11a"];

/// Where the columns of a table lie in so many cells.
struct Columns {
    label: usize,
    /// 0 where it has no room.
    bar: usize,
    /// From the first one shown, by their places.
    shown: Vec<(usize, usize)>,
    all: usize,
}

/// Draws the table; says how many columns are out of sight.
pub fn draw(pen: Pen, table: &Table, frame: &mut Frame, area: Rect) -> Line<'static> {
    let columns = Columns::of(pen, table, usize::from(area.width));
    let mut lines = columns.heads(pen, table);
    let height = usize::from(area.height).saturating_sub(lines.len());
    let (at, heads) = (pen.sheet.at, lines.len());
    let top = offset(at.row, height, table.rows.len());
    let most = table.rows.iter().filter(|row| !row.total).filter_map(counted).max().unwrap_or(0);
    let shown = table.rows.iter().enumerate().skip(top).take(height);
    lines.extend(shown.map(|(place, row)| columns.row(pen, row, place == at.row, most)));
    frame.render_widget(Text::from(lines), area);
    place_cursor(frame, area, heads + at.row.saturating_sub(top), columns.start_of(at.column));
    columns.more(table.rows.len(), top, height)
}

impl Columns {
    fn of(pen: Pen, table: &Table, cells: usize) -> Self {
        let all = table.head.len().saturating_sub(1);
        let mut widths: Vec<_> = (0..all).map(|column| column_width(pen, table, column)).collect();
        let wanted: usize = widths.iter().map(|width| width + GAP).sum();
        let longest = table.rows.iter().map(|row| width(&row.label)).chain(table.head.first().map(|head| width(head)));
        let longest = longest.max().unwrap_or(0);
        let room = cells.saturating_sub(MARK);
        // Ratings are read as bars; a bar of documents is worth no column.
        let has_room = WITH_BARS.contains(&table.id) && longest + wanted + BAR + GAP <= room;
        let has_bar = has_room || table.rows.iter().any(|row| row.bar.is_some());
        let least = if has_bar && cells >= BARS { BAR + cells.saturating_sub(BARS) / 12 } else { 0 };
        // Labels give way to columns, but never all of the room.
        let label = room.saturating_sub(wanted + least + GAP).max(LABEL.max(room * 3 / 10)).min(longest);
        let left = room.saturating_sub(label + if least > 0 { least + GAP } else { 0 });
        let spare = left.saturating_sub(wanted);
        let bar = if least > 0 { (least + spare).min(LONGEST) } else { 0 };
        // Words at the end take what is left: on a wide screen they need not be cut.
        let words = widths.last_mut().filter(|_| all > 0 && is_words(table, all - 1));
        words.into_iter().for_each(|width| *width += spare);
        Self { label, bar, shown: visible(&widths, pen.sheet.at.column, left), all }
    }

    /// The heads, wrapped to their columns, the last line over the numbers.
    fn heads(&self, pen: Pen, table: &Table) -> Vec<Line<'static>> {
        let head = |column: usize| table.head.get(column).map_or("", String::as_str);
        let wrapped: Vec<_> =
            self.shown.iter().map(|(column, cells)| (*column, *cells, wrap(head(column + 1), *cells))).collect();
        let height = wrapped.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or(0).max(1);
        let line = |row: usize| {
            let is_last = row + 1 == height;
            let label = padded(if is_last { head(0) } else { "" }, self.label);
            let key = if is_last && self.has_ratings(table) { self.key() } else { "" };
            let mut text = format!("{}{label}", " ".repeat(MARK));
            if self.bar > 0 {
                text.extend([" ".repeat(GAP), padded(key, self.bar)]);
            }
            for (column, cells, lines) in &wrapped {
                let word =
                    (row + lines.len()).checked_sub(height).and_then(|at| lines.get(at)).map_or("", String::as_str);
                text.extend([" ".repeat(GAP), aligned(word, *cells, is_words(table, *column))]);
            }
            Line::styled(text, pen.theme.heading)
        };
        (0..height).map(line).collect()
    }

    const fn key(&self) -> &'static str {
        if self.bar < 19 { "█Y ▒P ░N" } else { "█ Yes ▒ Partly ░ No" }
    }

    fn has_ratings(&self, table: &Table) -> bool {
        self.bar > 0 && table.rows.iter().any(|row| row.bar.is_some())
    }

    fn row(&self, pen: Pen, row: &Row, current: bool, most: usize) -> Line<'static> {
        let style = if row.total || current { pen.theme.heading } else { Style::new() };
        let mark = if current { "▸ " } else { "  " };
        let mut spans = vec![Span::styled(format!("{mark}{}", padded(&row.label, self.label)), style)];
        if self.bar > 0 {
            spans.push(Span::raw(" ".repeat(GAP)));
            spans.extend(self.bar(pen, row, most));
        }
        for (column, cells) in &self.shown {
            spans.push(Span::raw(" ".repeat(GAP)));
            let cell = row.cells.get(*column);
            let text = cell.map(|cell| shown(cell, pen.board.hide_small)).unwrap_or_default();
            let is_words = cell.is_some_and(|cell| cell.value.is_text());
            let under_cursor = current && *column == pen.sheet.at.column;
            let style = if under_cursor { pen.theme.selected } else { style };
            spans.push(Span::styled(aligned(&text, *cells, is_words), style));
        }
        Line::from(spans)
    }

    fn bar(&self, pen: Pen, row: &Row, most: usize) -> Vec<Span<'static>> {
        let hide = pen.board.hide_small;
        match (row.bar, counted(row)) {
            (Some(counts), _) if !(hide && counts.iter().any(|count| Value::Count(*count).is_small())) => {
                ratings(pen, counts, self.bar)
            }
            (None, Some(count)) if !(row.total || hide && Value::Count(count).is_small()) => {
                vec![Span::styled(padded(&bar::of(count, most, self.bar), self.bar), pen.theme.bar)]
            }
            _ => vec![Span::raw(" ".repeat(self.bar))],
        }
    }

    /// Where a column begins.
    fn start_of(&self, column: usize) -> usize {
        let bar = if self.bar > 0 { self.bar + GAP } else { 0 };
        let before = self.shown.iter().take_while(|(place, _)| *place < column);
        MARK + self.label + bar + GAP + before.map(|(_, cells)| cells + GAP).sum::<usize>()
    }

    /// What is out of sight, at the lower border.
    fn more(&self, rows: usize, top: usize, height: usize) -> Line<'static> {
        let left = self.shown.first().map_or(0, |(place, _)| *place);
        let right = self.all.saturating_sub(self.shown.last().map_or(0, |(place, _)| place + 1));
        let below = rows.saturating_sub(top + height);
        let parts = [
            (left > 0).then(|| format!("← {}", more_columns(left))),
            (right > 0).then(|| format!("{} →", more_columns(right))),
            (top > 0).then(|| format!("↑ {top} more rows")),
            (below > 0).then(|| format!("↓ {below} more rows")),
        ];
        let said: Vec<_> = parts.into_iter().flatten().collect();
        Line::raw(if said.is_empty() { String::new() } else { format!(" {} ", said.join(" · ")) })
    }
}

/// Yes, Partly and No as one bar.
pub fn ratings(pen: Pen, counts: [usize; 3], cells: usize) -> Vec<Span<'static>> {
    let styles = [pen.theme.good, Style::new(), Style::new()];
    let parts = bar::parts(counts, cells).into_iter().zip(bar::RATINGS).zip(styles);
    let mut spans: Vec<_> = parts.map(|((cells, mark), style)| Span::styled(mark.repeat(cells), style)).collect();
    if counts.iter().sum::<usize>() == 0 {
        spans.push(Span::raw(" ".repeat(cells)));
    }
    spans
}

/// What a cell says; a difference of shares points up or down.
pub fn shown(cell: &Cell, hide_small: bool) -> String {
    let text = cell.value.shown(hide_small);
    match &cell.value {
        Value::Points(..) if text.starts_with('+') => format!("↗ {text}"),
        Value::Points(..) if text.starts_with('−') => format!("↘ {text}"),
        Value::Points(..) if text == "0" => format!("→ {text}"),
        _ => text,
    }
}

/// The columns that fit, from one on with which that of the cursor is among them. At least one, cut if it must be.
fn visible(widths: &[usize], cursor: usize, room: usize) -> Vec<(usize, usize)> {
    let reach =
        |first: usize| widths.iter().skip(first).take(cursor + 1 - first).map(|width| width + GAP).sum::<usize>();
    let first = (0..=cursor).find(|first| reach(*first) <= room).unwrap_or(cursor);
    let mut left = room;
    let fits = |(_, width): &(usize, usize)| {
        let rest = left.checked_sub(width + GAP);
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    let shown: Vec<_> = widths.iter().copied().enumerate().skip(first).take_while(fits).collect();
    if shown.is_empty() { vec![(first, room.saturating_sub(GAP))] } else { shown }
}

fn column_width(pen: Pen, table: &Table, column: usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let widest = cells.map(|cell| width(&shown(cell, pen.board.hide_small))).max().unwrap_or(0).min(WORDS);
    let head = table.head.get(column + 1).map_or("", String::as_str);
    let word = head.split_whitespace().map(width).max().unwrap_or(0);
    // A head of three lines is enough.
    widest.max(word).max(width(head).div_ceil(3).min(WORDS))
}

fn is_words(table: &Table, column: usize) -> bool {
    table.rows.iter().filter_map(|row| row.cells.get(column)).any(|cell| cell.value.is_text())
}

/// The number that a row of documents is drawn by.
fn counted(row: &Row) -> Option<usize> {
    match row.cells.first()?.value {
        Value::Count(count) => Some(count),
        _ => None,
    }
}

fn aligned(text: &str, cells: usize, left: bool) -> String {
    if left {
        return padded(text, cells);
    }
    let text = truncate(text, cells);
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(&text))))
}

/// Words in lines of at most so many cells.
fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= cells => *line = format!("{line} {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn more_columns(count: usize) -> String {
    format!("{count} more column{}", if count == 1 { "" } else { "s" })
}
