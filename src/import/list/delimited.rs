//! Rows of a text file, parted by commas, semicolons or tabs.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::super::limits::Limits;
use super::super::ImportError;
use super::cell::{Cell, Row};
use super::TakeRow;

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
        let (mut record, mut count) = (csv::StringRecord::new(), 0_usize);
        while reader.read_record(&mut record).unwrap_or(false) {
            count += 1;
            super::check(count, record.len(), limits)?;
            if take(row(&record, limits)) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }
}

fn row(record: &csv::StringRecord, limits: &Limits) -> Row {
    let number = record.position().map_or(0, csv::Position::line);
    let mut row = Row { number: usize::try_from(number).unwrap_or_default(), ..Row::default() };
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
