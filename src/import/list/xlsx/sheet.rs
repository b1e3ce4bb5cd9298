//! The rows of one sheet.

use std::ops::ControlFlow;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use quick_xml::events::{BytesStart, Event};

use super::super::super::ImportError;
use super::super::super::limits::Limits;
use super::super::TakeRow;
use super::super::cell::{Cell, Row};
use super::Workbook;
use super::part::{Part, attribute};
use super::shared::{Words, add};

/// Hands over each row that holds something, until the sheet ends or so many empty ones follow that it has.
///
/// # Errors
/// A refusal.
pub fn rows(
    part: &mut Part<'_>,
    book: &Workbook<'_>,
    limits: &Limits,
    take: &mut TakeRow<'_>,
) -> Result<(), ImportError> {
    let mut state = State { book, limits, row: Row::default(), size: 0, next: (1, 0), last: 0, count: 0 };
    loop {
        let event = part.next()?;
        let end = match &event {
            Event::Start(tag) if tag.local_name().as_ref() == "row" => state.begin(tag),
            Event::End(tag) if tag.local_name().as_ref() == "row" => state.end(take)?,
            Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                let place = state.place(tag);
                let (kind, style) = (attribute(tag, "t"), attribute(tag, "s"));
                let raw = raw(part, limits)?;
                state.put(place, kind.as_deref(), style.as_deref(), raw)
            }
            Event::End(tag) if tag.local_name().as_ref() == "sheetData" => ControlFlow::Break(()),
            Event::Eof => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        if end == ControlFlow::Break(()) {
            return Ok(());
        }
    }
}

struct State<'s> {
    book: &'s Workbook<'s>,
    limits: &'s Limits,
    row: Row,
    /// Bytes of the row so far.
    size: usize,
    /// Where a row and a cell are that do not say it.
    next: (usize, usize),
    /// The last row that held something.
    last: usize,
    count: usize,
}

/// The content of a cell: its value, or the text in it, and how many bytes of that are too many.
#[derive(Default)]
struct Raw {
    value: String,
    words: String,
    cut: usize,
}

fn raw(part: &mut Part<'_>, limits: &Limits) -> Result<Raw, ImportError> {
    let (mut raw, mut words, mut in_value) = (Raw::default(), Words::default(), false);
    loop {
        let event = part.next()?;
        match &event {
            Event::Start(tag) if tag.local_name().as_ref() == "v" => in_value = true,
            Event::End(tag) if tag.local_name().as_ref() == "v" => in_value = false,
            Event::End(tag) if tag.local_name().as_ref() == "c" => break,
            Event::Eof => break,
            event if in_value => add(event, &mut raw.value),
            event => words.take(event, &mut raw.words),
        }
        raw.cut += shorten(&mut raw.value, limits.cell) + shorten(&mut raw.words, limits.cell);
    }
    Ok(raw)
}

fn shorten(text: &mut String, most: usize) -> usize {
    let before = text.len();
    text.truncate(text.floor_char_boundary(most));
    before - text.len()
}

impl State<'_> {
    fn begin(&mut self, tag: &BytesStart<'_>) -> ControlFlow<()> {
        let number = attribute(tag, "r").and_then(|number| number.parse().ok()).unwrap_or(self.next.0);
        self.row = Row { number, ..Row::default() };
        self.size = 0;
        self.next = (number, 0);
        // Rows that hold nothing may be left out of the file, or stand there by the thousand.
        if number > self.last.saturating_add(self.limits.empty_rows + 1) && self.last > 0 {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn end(&mut self, take: &mut TakeRow<'_>) -> Result<ControlFlow<()>, ImportError> {
        let row = std::mem::take(&mut self.row);
        self.next = (row.number.saturating_add(1), 0);
        if row.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        self.last = row.number;
        self.count += 1;
        super::super::check(self.count, row.cells.len(), self.limits)?;
        Ok(take(row))
    }

    fn place(&mut self, tag: &BytesStart<'_>) -> usize {
        let column = attribute(tag, "r").and_then(|place| column(&place)).unwrap_or(self.next.1);
        self.next.1 = column.saturating_add(1);
        column
    }

    fn put(&mut self, column: usize, kind: Option<&str>, style: Option<&str>, raw: Raw) -> ControlFlow<()> {
        self.row.cut += raw.cut;
        let cell = self.cell(kind, style, raw);
        let size = cell.text().len();
        if self.size + size > self.limits.row {
            self.row.cut += size;
        } else {
            self.size += size;
            self.row.put(column, cell);
        }
        ControlFlow::Continue(())
    }

    fn cell(&self, kind: Option<&str>, style: Option<&str>, raw: Raw) -> Cell {
        match kind {
            Some("s") => self.shared(&raw.value),
            Some("inlineStr") => text(raw.words),
            Some("str") => text(raw.value),
            Some("b") => text(if raw.value.trim() == "1" { "yes" } else { "no" }.to_owned()),
            Some("e") => Cell::Fault(raw.value),
            Some("d") => raw.value.get(..10).and_then(|day| day.parse().ok()).map_or(text(raw.value), Cell::Day),
            _ => self.number(&raw.value, style),
        }
    }

    fn shared(&self, index: &str) -> Cell {
        let found = index.trim().parse().ok().and_then(|index| self.book.shared.get(index));
        let most = self.limits.cell;
        found
            .map_or(Cell::Empty, |text| Cell::Text(text.get(..text.floor_char_boundary(most)).unwrap_or("").to_owned()))
    }

    fn number(&self, value: &str, style: Option<&str>) -> Cell {
        let Ok(number) = value.trim().parse::<f64>() else { return text(value.to_owned()) };
        let is_day = style.and_then(|style| style.parse().ok()).is_some_and(|style| self.book.styles.is_day(style));
        let day = Some(number).filter(|_| is_day).and_then(|number| day(number, self.book.is_1904));
        // As short as the number can be told: the file may say 0.30000000000000004 for 0.3.
        day.map_or_else(|| Cell::Number(number.to_string()), Cell::Day)
    }
}

fn text(text: String) -> Cell {
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// `C` in `C12` is 2.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let count = letters.clone().count();
    let number = letters.fold(0, |sum, byte| sum * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1).filter(|_| count <= 3)
}

/// Days since the end of 1899 or the first of 1904. Excel takes 1900 for a leap year.
fn day(serial: f64, is_1904: bool) -> Option<Date> {
    let days = format!("{:.0}", serial.floor()).parse::<i64>().ok().filter(|days| (0..2_958_466).contains(days))?;
    let (epoch, days) = match (is_1904, days) {
        (true, days) => (date(1904, 1, 1), days),
        (false, 0..=59) => (date(1899, 12, 31), days),
        (false, days) => (date(1899, 12, 30), days),
    };
    epoch.checked_add(days.days()).ok()
}
