//! Rows of a text file, parted by commas, semicolons or tabs.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::super::ImportError;
use super::super::limits::Limits;
use super::TakeRow;
use super::cell::{Cell, Row};

/// The signs that part columns.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// How much of the text decides about the sign.
const HEAD: usize = 64 << 10;

/// A text and the sign between its columns.
#[derive(Debug, Clone)]
pub struct Delimited<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The sign.
    pub delimiter: u8,
}

/// The signs that may part the columns of a text: the likeliest first.
#[must_use]
pub fn delimiters(text: &str) -> Vec<u8> {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let first = head.lines().take(5).collect::<Vec<_>>().join("\n");
    let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    let mut found: Vec<_> = DELIMITERS.into_iter().filter(|delimiter| count(*delimiter) > 0).collect();
    found.sort_by_key(|delimiter| std::cmp::Reverse(count(*delimiter)));
    found
}

impl Delimited<'_> {
    /// Hands over each row.
    ///
    /// # Errors
    /// When there are more rows or columns than are read.
    pub fn rows(&self, limits: &Limits, take: &mut TakeRow<'_>) -> Result<(), ImportError> {
        let mut builder = csv::ReaderBuilder::new();
        let mut reader =
            builder.delimiter(self.delimiter).has_headers(false).flexible(true).from_reader(self.text.as_bytes());
        let (mut record, mut count, mut line) = (csv::StringRecord::new(), 0_usize, Line { number: 1, at: 0 });
        while reader.read_record(&mut record).unwrap_or(false) {
            count += 1;
            super::check(count, record.len(), limits)?;
            let start = record.position().map_or(0, csv::Position::byte);
            line.go_to(&self.text, usize::try_from(start).unwrap_or_default());
            if take(row(&record, line.number, limits)) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }
}

/// A line of the text, and where it begins. The reader itself counts from where the row before it ended, which may be
/// some empty lines above.
struct Line {
    number: usize,
    at: usize,
}

impl Line {
    fn go_to(&mut self, text: &str, start: usize) {
        let rest = text.get(start..).unwrap_or_default();
        let start = start + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = text.as_bytes().get(self.at..start).unwrap_or_default();
        self.number += memchr::memchr_iter(b'\n', passed).count();
        self.at = start;
    }
}

fn row(record: &csv::StringRecord, number: usize, limits: &Limits) -> Row {
    let mut row = Row { number, ..Row::default() };
    let mut left = limits.row;
    for text in record {
        let kept = text.get(..text.floor_char_boundary(limits.cell.min(left))).unwrap_or_default();
        left -= kept.len();
        row.cut += text.len() - kept.len();
        // Also an empty cell is one: a row that stops early is told by their number.
        row.cells.push(if kept.trim().is_empty() { Cell::Empty } else { Cell::Text(kept.to_owned()) });
    }
    row
}
