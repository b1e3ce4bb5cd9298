//! CSV for spreadsheets: every cell quoted, and none that a spreadsheet would take for a formula.
//!
//! A separator is not to be trusted: where `;` separates, a comma in a text does not, so that a quote around each cell is
//! the only border that holds everywhere.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

use super::star::{Cell, Table};

/// How the file is meant to be opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dialect {
    /// A second row with the HXL tags.
    pub hxl: bool,
    /// With a byte-order mark and `\r\n`: without the mark Excel reads the text as another encoding.
    pub excel: bool,
}

/// A table as CSV, row by row.
pub struct Csv<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn new(mut out: W, table: &Table, dialect: Dialect) -> io::Result<Self> {
        if dialect.excel {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let end = if dialect.excel { Terminator::CRLF } else { Terminator::Any(b'\n') };
        let out = WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(end).from_writer(out);
        let mut csv = Self { out };
        csv.record(table.names().map(Cow::Borrowed))?;
        if dialect.hxl {
            csv.record(table.columns.iter().map(|column| Cow::Borrowed(column.hxl)))?;
        }
        Ok(csv)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn push(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        self.record(row.iter().map(shown))
    }

    /// Writes what is still in memory.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn record<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
        for cell in cells {
            self.out.write_field(cell.as_bytes()).map_err(of_the_sink)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(of_the_sink)
    }
}

/// The sink's own error, so that a reader that stopped early is known as such.
fn of_the_sink(error: csv::Error) -> io::Error {
    let words = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::Error::other(words),
    }
}

/// Numbers, days and yes or no are ours and stay as they are; every text may have come from anywhere.
fn shown<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Null => Cow::Borrowed(""),
        Cell::Text(text) => safe(text),
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::Boolean(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        Cell::Date(day) => Cow::Owned(day.to_string()),
        Cell::List(list) => Cow::Owned(list.iter().map(|code| safe(code)).collect::<Vec<_>>().join(";")),
    }
}

/// A text that a spreadsheet shows and does not run: an apostrophe in front of what could begin a formula. NUL is dropped.
///
/// Who opens the file with another separator ends the quoted cell at its first quote: from there on every `,`, `;`, tab
/// and line break of a text may begin a cell, so that what follows them is looked at as well.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 1);
    if begins_formula(text) {
        safe.push('\'');
    }
    let mut begins = false;
    for c in text.chars().filter(|c| *c != '\0') {
        if begins && (is_sign(c) || c == '\t') {
            safe.push('\'');
        }
        begins = matches!(c, ',' | ';' | '\t' | '\r' | '\n') || begins && (is_invisible(c) || c == '"');
        safe.push(c);
    }
    Cow::Owned(safe)
}

/// Most cells are: a code or an id, in which nothing begins.
fn is_plain(text: &str) -> bool {
    let is_tame = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b',' | b';');
    text.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric()) && text.bytes().all(is_tame)
}

/// Whether the first character that shows could begin a formula; what does not show may be skipped by a spreadsheet.
fn begins_formula(text: &str) -> bool {
    let begins = |c: char| is_sign(c) || matches!(c, '\t' | '\r' | '\n');
    text.chars().find(|c| begins(*c) || !is_invisible(*c)).is_some_and(begins)
}

const fn is_sign(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c.general_category(), GeneralCategory::Control | GeneralCategory::Format)
}
