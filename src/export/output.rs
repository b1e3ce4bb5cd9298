//! One file made from reviews.

use std::io::{self, Write};

use super::nested::nested;
use super::star::{Catalogue, Reviewed, Which};
use super::writer::{Format, Writer};

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows of the table.
    pub rows: u64,
    /// Texts that were cut because a cell of a workbook does not hold them.
    pub cut: u64,
}

/// A file that takes one review after the other.
pub struct Output<W: Write + Send> {
    /// The table that was asked for, and those that stand beside it in a workbook.
    tables: Vec<Which>,
    writer: Writer<W>,
    rows: u64,
}

impl<W: Write + Send> Output<W> {
    /// A file of a table.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn new(out: W, which: Which, format: Format) -> io::Result<Self> {
        let tables = if format.holds_several() { sheets(which) } else { vec![which] };
        let columns: Vec<_> = tables.iter().map(|which| which.table()).collect();
        Ok(Self { writer: Writer::new(out, &columns, format)?, tables, rows: 0 })
    }

    /// Writes the rows of a review; as JSON Lines a review is one whole line. They come by id and round.
    ///
    /// # Errors
    /// As the sink reports them; a sentence when a sheet is full.
    pub fn add(&mut self, of: &Reviewed<'_>) -> io::Result<()> {
        match (&mut self.writer, self.tables.as_slice()) {
            (Writer::Jsonl(out), [Which::Reviews]) => {
                out.line(&nested(of.review, of.with_text)).map(|()| self.rows += 1)
            }
            _ => self.add_rows(|which, each| which.rows(of, each)),
        }
    }

    /// Writes what comes from the checklists alone, and the end of the file. The notes (what, and the words about it) are
    /// for a workbook.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn finish(mut self, catalogue: &Catalogue, notes: &[(String, String)]) -> io::Result<Written> {
        self.add_rows(|which, each| which.rows_of_lists(catalogue, each))?;
        let cut = self.writer.finish(notes)?;
        Ok(Written { rows: self.rows, cut })
    }

    fn add_rows(&mut self, rows: impl Fn(Which, super::star::Each<'_>) -> io::Result<()>) -> io::Result<()> {
        let Self { tables, writer, rows: count } = self;
        for (at, which) in tables.iter().enumerate() {
            rows(*which, &mut |row| {
                *count += u64::from(at == 0);
                writer.push(which.table(), row)
            })?;
        }
        Ok(())
    }
}

fn sheets(which: Which) -> Vec<Which> {
    match which {
        Which::Reviews => vec![Which::Reviews, Which::ReviewCountry, Which::ReviewSector, Which::Codebook],
        Which::Codebook => vec![Which::Codebook],
        other => vec![other, Which::Codebook],
    }
}
