//! The writers of tables behind one door: whoever has rows need not know the format.

use std::io::{self, Write};

use super::csv::{Csv, Dialect};
use super::jsonl::Jsonl;
use super::parquet::Parquet;
use super::star::{Cell, Table};
use super::xlsx::Book;

/// Which file to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One object a line.
    Jsonl,
    /// For spreadsheets.
    Csv(Dialect),
    /// A workbook.
    Xlsx,
    /// One file of columns.
    Parquet,
    /// A part of a partitioned table: year and kind are left to the names of its folders.
    ParquetPart,
}

impl Format {
    /// Whether a file holds several tables.
    #[must_use]
    pub fn holds_several(self) -> bool {
        self == Self::Xlsx
    }
}

/// Tables that are being written, whatever the format: any, also those of a summary.
///
/// The same rows in the same order give the same bytes. Memory does not grow with the rows.
pub enum Writer<W: Write + Send> {
    /// Objects.
    Jsonl(Jsonl<W>),
    /// Cells.
    Csv(Box<Csv<W>>),
    /// Sheets.
    Xlsx(Box<Book>, W),
    /// Columns.
    Parquet(Box<Parquet<W>>),
}

impl<W: Write + Send> Writer<W> {
    /// A file of these tables; of a format that holds one, the first.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn new(out: W, tables: &[&'static Table], format: Format) -> io::Result<Self> {
        let first = *tables.first().ok_or_else(|| io::Error::other("there is no table to write"))?;
        Ok(match format {
            Format::Jsonl => Self::Jsonl(Jsonl::new(out, first)),
            Format::Csv(dialect) => Self::Csv(Box::new(Csv::new(out, first, dialect)?)),
            Format::Xlsx => Self::Xlsx(Box::new(Book::new(tables)?), out),
            Format::Parquet => Self::Parquet(Box::new(Parquet::new(out, first)?)),
            Format::ParquetPart => Self::Parquet(Box::new(Parquet::part(out, first)?)),
        })
    }

    /// Writes a row of a table.
    ///
    /// # Errors
    /// As the sink reports them; a sentence when a sheet is full.
    pub fn push(&mut self, table: &Table, row: &[Cell<'_>]) -> io::Result<()> {
        match self {
            Self::Jsonl(out) => out.push(row),
            Self::Csv(out) => out.push(row),
            Self::Xlsx(book, _) => book.push(table, row),
            Self::Parquet(out) => out.push(row),
        }
    }

    /// Writes the end of the file, and says how many texts were cut. The notes (what, and the words about it) are for a
    /// workbook.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn finish(self, notes: &[(String, String)]) -> io::Result<u64> {
        match self {
            Self::Jsonl(out) => out.finish().map(|()| 0),
            Self::Csv(out) => out.finish().map(|()| 0),
            Self::Xlsx(book, out) => book.finish(out, notes),
            Self::Parquet(out) => out.finish().map(|()| 0),
        }
    }
}
