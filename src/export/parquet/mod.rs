//! Parquet: a group of rows at a time, so that memory does not grow with the table.
//!
//! Nothing in the file depends on when or where it is written: the same rows are the same bytes.

mod buffer;
mod schema;

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;

use super::star::{Cell, Column, PARTITIONS, Table};
use buffer::Buffer;

/// Readers parse it to know which statistics they can trust. The version is that of this layout, not of the program:
/// a later program writes the same bytes.
const CREATED_BY: &str = "appraise version 1.0.0";
const ROWS: usize = 100_000;
const BYTES: usize = 64 << 20;

/// A table as Parquet, row by row.
pub struct Parquet<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Written>,
    rows: usize,
}

/// A column that is written: its place in the row, and what waits to be written.
struct Written {
    place: usize,
    column: Column,
    buffer: Buffer,
}

impl<W: Write + Send> Parquet<W> {
    /// A file with all columns.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn new(out: W, table: &Table) -> io::Result<Self> {
        Self::with(out, table, &[])
    }

    /// A part of a partitioned table: year and kind stand in the names of its folders.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn part(out: W, table: &Table) -> io::Result<Self> {
        Self::with(out, table, &PARTITIONS)
    }

    fn with(out: W, table: &Table, left_out: &[&str]) -> io::Result<Self> {
        let columns = table.columns.iter().copied().enumerate();
        let columns: Vec<_> = columns
            .filter(|(_, column)| !left_out.contains(&column.name))
            .map(|(place, column)| Written { place, column, buffer: Buffer::new(column.holds) })
            .collect();
        let schema = schema::message(table.name, columns.iter().map(|written| &written.column)).map_err(failed)?;
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties())).map_err(failed)?;
        Ok(Self { file, columns, rows: 0 })
    }

    /// Takes a row; now and then the rows so far are written.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn push(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        for Written { place, column, buffer } in &mut self.columns {
            let cell = row.get(*place).unwrap_or(&Cell::Null);
            if !buffer.push(cell) {
                return Err(unfit(column));
            }
        }
        self.rows += 1;
        if self.rows >= ROWS || self.bytes() >= BYTES { self.flush() } else { Ok(()) }
    }

    /// Writes the last rows and the footer.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.file.close().map_err(failed).map(drop)
    }

    fn bytes(&self) -> usize {
        self.columns.iter().map(|written| written.buffer.bytes()).sum()
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        self.rows = 0;
        write_group(&mut self.file, &mut self.columns).map_err(failed)
    }
}

fn write_group<W: Write + Send>(
    file: &mut SerializedFileWriter<W>,
    columns: &mut [Written],
) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for written in columns {
        if let Some(mut column) = group.next_column()? {
            written.buffer.write(&mut column)?;
            column.close()?;
        }
    }
    group.close().map(drop)
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by(CREATED_BY.to_owned())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Page)
        .build()
}

fn unfit(column: &Column) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the column {} cannot hold this value", column.name))
}

/// The system's own error where there is one: it says that the disk is full.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
