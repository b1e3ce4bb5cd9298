//! Intake lists: a table with one document a row.
//!
//! ```text
//! bytes ─┬─ delimited ─┐
//!        └─ xlsx ──────┴─ rows of cells ─ header ─ column, personal ─ mapping ─ row ─ entry
//! ```

mod cell;
mod column;
mod delimited;
mod header;
mod mapping;
mod personal;
mod row;
mod tag;
mod xlsx;

#[cfg(test)]
mod tests;

pub use cell::Row;
pub use delimited::Delimited;
pub use mapping::{Mapping, Use};
pub use xlsx::is_workbook;

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::ImportError;
use super::limits::Limits;
use super::listing::{Entries, Listing, Take, Tally};
use super::value::Hint;
use header::Header;
use row::Filler;
use xlsx::Workbook;

/// What is done with each row.
pub type TakeRow<'t> = dyn FnMut(Row) -> ControlFlow<()> + 't;

/// Rows that are looked at for the header.
const HEAD: usize = 30;

/// Where the rows come from.
enum Grid<'a> {
    Delimited(Delimited<'a>),
    Sheet(Box<Workbook<'a>>, usize),
}

/// A list whose header is known.
struct List<'a> {
    grid: Grid<'a>,
    header: Header,
    mapping: Mapping,
    hint: Hint,
    limits: Limits,
}

/// The list in a text; `None` when no row of its first ones is a header, as in every other text.
///
/// # Errors
/// When there are more rows or columns than are read.
pub fn of_text<'a>(
    text: Cow<'a, str>,
    mapping: Option<&Mapping>,
    limits: &Limits,
) -> Result<Option<Listing<'a>>, ImportError> {
    for delimiter in delimited::delimiters(&text) {
        let head = Grid::Delimited(Delimited { text: Cow::Borrowed(&text), delimiter }).head(limits)?;
        if let Some(header) = header::find(&head, mapping).filter(Header::is_tabular) {
            let grid = Grid::Delimited(Delimited { text, delimiter });
            return Ok(Some(listing(grid, header, mapping, limits, "csv")));
        }
    }
    Ok(None)
}

/// The list in a workbook: the first sheet that has one.
///
/// # Errors
/// A refusal, also when no sheet has a header with a column of titles.
pub fn of_workbook<'a>(
    bytes: &'a [u8],
    mapping: Option<&Mapping>,
    limits: &Limits,
) -> Result<Listing<'a>, ImportError> {
    let mut book = Box::new(Workbook::open(bytes, limits)?);
    let names: Vec<String> = book.sheets().map(str::to_owned).collect();
    let mut seen = Vec::new();
    for sheet in 0..names.len() {
        let grid = Grid::Sheet(book, sheet);
        let head = grid.head(limits)?;
        if let Some(header) = header::find(&head, mapping) {
            let mut listing = listing(grid, header, mapping, limits, "xlsx");
            listing.notes.extend(which(&names, sheet));
            return Ok(listing);
        }
        seen.extend(head.iter().rev().max_by_key(|row| row.cells.len()).filter(|_| seen.is_empty()).map(header::words));
        let Grid::Sheet(again, _) = grid else { break };
        book = again;
    }
    Err(ImportError::no_titles(seen.first().map_or("", String::as_str)))
}

/// The columns of the first row, for the sentence about a list without titles; `None` when the text is no table.
#[must_use]
pub fn columns_of(text: &str, limits: &Limits) -> Option<String> {
    let delimiter = delimited::delimiters(text).into_iter().next()?;
    let head = Grid::Delimited(Delimited { text: Cow::Borrowed(text), delimiter }).head(limits).ok()?;
    let first = head.first().filter(|row| row.cells.len() > 1)?;
    head.iter().skip(1).all(|row| row.cells.len() == first.cells.len()).then(|| header::words(first))
}

fn listing<'a>(
    grid: Grid<'a>,
    header: Header,
    mapping: Option<&Mapping>,
    limits: &Limits,
    format: &'static str,
) -> Listing<'a> {
    let hint = header.hint(matches!(&grid, Grid::Delimited(Delimited { delimiter: b';', .. })));
    let given = mapping;
    let mapping = header.mapping(given);
    let warnings = Header::warnings(&mapping, given);
    let shown = Some(mapping.clone());
    let list = List { grid, header, mapping, hint, limits: *limits };
    Listing { mapping: shown, warnings, ..Listing::new(format, "row", true, Box::new(list)) }
}

fn which(names: &[String], sheet: usize) -> Option<String> {
    let others = names.iter().enumerate().filter(|(at, _)| *at != sheet).map(|(_, name)| format!("“{name}”"));
    let others: Vec<_> = others.collect();
    let name = names.get(sheet).filter(|_| !others.is_empty())?;
    Some(format!("The list is read from the sheet “{name}”; not from {}.", others.join(", ")))
}

impl Grid<'_> {
    fn rows(&self, limits: &Limits, take: &mut TakeRow<'_>) -> Result<(), ImportError> {
        match self {
            Self::Delimited(text) => text.rows(limits, take),
            Self::Sheet(book, sheet) => book.rows(*sheet, limits, take),
        }
    }

    /// The first rows that hold something.
    fn head(&self, limits: &Limits) -> Result<Vec<Row>, ImportError> {
        let mut head = Vec::new();
        self.rows(limits, &mut |row| {
            head.extend(Some(row).filter(|row| !row.is_empty()));
            if head.len() < HEAD { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(head)
    }

    /// How a row is called: a cell of a text file can hold several lines, so its rows are found by their lines.
    const fn place(&self) -> &'static str {
        match self {
            Self::Delimited(_) => "line",
            Self::Sheet(..) => "row",
        }
    }
}

impl Entries for List<'_> {
    fn each(&self, take: &mut Take<'_>) -> Result<Tally, ImportError> {
        let mut filler = Filler::new(&self.mapping, self.hint, self.grid.place());
        let mut tally = Tally::default();
        self.grid.rows(&self.limits, &mut |row| {
            if row.number <= self.header.last || row.is_empty() {
                return ControlFlow::Continue(());
            }
            let entry = filler.entry(&row);
            tally.untitled += usize::from(entry.is_none());
            entry.map_or(ControlFlow::Continue(()), &mut *take)
        })?;
        Ok(tally)
    }
}

/// Refuses a row too many, or one that is too wide.
fn check(row: usize, columns: usize, limits: &Limits) -> Result<(), ImportError> {
    if row > limits.rows {
        return Err(ImportError::TooMany { what: "rows", most: limits.rows });
    }
    if columns > limits.columns {
        return Err(ImportError::TooMany { what: "columns", most: limits.columns });
    }
    Ok(())
}
