//! One sheet of the board: lines in words, a table, or a list; each with a cursor that stands on a number or a row.

use crate::domain::summary::{Table, Value};

use super::behind::Behind;
use super::overview::Line;

/// What lies open, with the cursor in it.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Above it: what the numbers or rows are.
    pub title: String,
    /// The same in a few words, for a list.
    pub short: String,
    /// What is on it.
    pub content: Content,
    /// Where the cursor stands.
    pub at: Cursor,
    /// What it was opened from; `None` for the sheets that are always there.
    pub behind: Option<Behind>,
}

/// What is on a sheet.
#[derive(Debug, Clone)]
pub enum Content {
    /// The counts in words, with figures.
    Overview(Vec<Line>),
    /// A table of numbers.
    Table(Table),
    /// Documents, reviews or files.
    Listing(Listing),
}

/// A row, and the number in it. Rows without a number are passed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The row among those that have a number.
    pub row: usize,
    /// The number in the row.
    pub column: usize,
}

/// Documents, reviews or files.
#[derive(Debug, Clone)]
pub struct Listing {
    /// What the rows are.
    pub of: Listed,
    /// The rows.
    pub entries: Vec<Entry>,
}

/// What the rows of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Documents, each with all its reviews.
    Documents,
    /// Reviews.
    Reviews,
    /// Files that do not count.
    Files,
}

/// A row of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its reviews by their places in the census, in the order of time; none for a file that could not be read.
    pub reviews: Vec<usize>,
    /// Why it does not count, when it does not.
    pub why: String,
}

/// The number under the cursor.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// What it says.
    pub value: Value,
    /// What it is a number of.
    pub title: String,
    /// What it is worked out from.
    pub behind: Option<Behind>,
    /// Whether that is as many as the number says.
    pub counts: bool,
}

impl Sheet {
    /// A sheet with the cursor on its first number.
    #[must_use]
    pub fn new(title: &str, content: Content) -> Self {
        Self { title: title.to_owned(), short: title.to_owned(), content, at: Cursor::default(), behind: None }
    }

    /// The rows that the cursor can stand on.
    #[must_use]
    pub fn rows(&self) -> usize {
        match &self.content {
            Content::Overview(lines) => lines.iter().filter(|line| line.numbers() > 0).count(),
            Content::Table(table) => table.rows.len(),
            Content::Listing(listing) => listing.entries.len(),
        }
    }

    /// The numbers in the row of the cursor.
    #[must_use]
    pub fn columns(&self) -> usize {
        match &self.content {
            Content::Overview(_) => self.line().map_or(0, Line::numbers),
            Content::Table(table) => table.rows.get(self.at.row).map_or(0, |row| row.cells.len()),
            Content::Listing(_) => 1,
        }
    }

    /// Moves the cursor; it stays on the sheet.
    pub fn step(&mut self, rows: isize, columns: isize) {
        let moved = |at: usize, by, len: usize| at.saturating_add_signed(by).min(len.saturating_sub(1));
        self.at.row = moved(self.at.row, rows, self.rows());
        self.at.column = moved(self.at.column, columns, self.columns());
    }

    /// The number under the cursor; a list has none.
    #[must_use]
    pub fn number(&self) -> Option<Number> {
        match &self.content {
            Content::Overview(_) => self.line()?.number(self.at.column),
            Content::Table(table) => in_table(table, self.at),
            Content::Listing(_) => None,
        }
    }

    /// The row of the list under the cursor.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        match &self.content {
            Content::Listing(listing) => listing.entries.get(self.at.row),
            Content::Overview(_) | Content::Table(_) => None,
        }
    }

    fn line(&self) -> Option<&Line> {
        match &self.content {
            Content::Overview(lines) => lines.iter().filter(|line| line.numbers() > 0).nth(self.at.row),
            Content::Table(_) | Content::Listing(_) => None,
        }
    }
}

fn in_table(table: &Table, at: Cursor) -> Option<Number> {
    let row = table.rows.get(at.row)?;
    let cell = row.cells.get(at.column)?;
    let column = table.head.get(at.column + 1).map_or("", String::as_str);
    let title = format!("{} · {column}", row.label);
    let behind = cell.opens().cloned().map(Behind::Number);
    Some(Number { value: cell.value.clone(), title, behind, counts: cell.behind.is_some() })
}
