//! What stands in a table: rows of cells.

use std::borrow::Cow;

use jiff::civil::Date;

use super::super::value::is_unknown;

/// The value of one cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words, or a number in a text file.
    Text(String),
    /// A number of a workbook, in plain digits.
    Number(String),
    /// A day of a workbook.
    Day(Date),
    /// The formula failed: `#REF!`.
    Fault(String),
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// As a spreadsheet or an editor counts it, from 1.
    pub number: usize,
    /// Up to the last one that holds something.
    pub cells: Vec<Cell>,
    /// Bytes that did not fit into a cell or into the row.
    pub cut: usize,
}

impl Cell {
    /// What is read in it; empty for nothing, whatever word stands for that.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Number(text) if !is_unknown(text) => Cow::Borrowed(text.trim()),
            Self::Day(day) => Cow::Owned(day.to_string()),
            _ => Cow::Borrowed(""),
        }
    }

    /// Whether nothing stands in it. A word for nothing is something.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

impl Row {
    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }

    /// The cell in a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// Puts a cell where it belongs; empty ones at the end are never kept.
    pub fn put(&mut self, column: usize, cell: Cell) {
        if cell.is_empty() {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = self.cells.get_mut(column) {
            *place = cell;
        }
    }
}
