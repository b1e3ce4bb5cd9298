//! A workbook: a sheet a table, and a page of notes.
//!
//! Text is only ever written as text: there is no formula and no link in it. The rows of a sheet go to a nameless file in
//! the system's folder for temporary files, so that memory does not grow with them.

mod cut;
mod notes;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::star::codebook::CODEBOOK;
use super::star::{Cell, Column, Holds, Table};

/// What a sheet holds below its header.
pub const MOST_ROWS: u32 = 1_048_575;
const DAY: &str = "yyyy-mm-dd";

/// A workbook that is being filled.
pub struct Book {
    workbook: Workbook,
    sheets: Vec<Sheet>,
    formats: Formats,
    cut: u64,
}

struct Sheet {
    table: &'static Table,
    rows: u32,
}

struct Formats {
    bold: Format,
    day: Format,
}

impl Book {
    /// A workbook with an empty sheet for each table.
    ///
    /// # Errors
    /// When the system has no room for temporary files.
    pub fn new(tables: &[&'static Table]) -> io::Result<Self> {
        let formats = Formats { bold: Format::new().set_bold(), day: Format::new().set_num_format(DAY) };
        let mut workbook = Workbook::new();
        for table in tables {
            add(&mut workbook, table, &formats.bold).map_err(failed)?;
        }
        let sheets = tables.iter().map(|table| Sheet { table, rows: 0 }).collect();
        Ok(Self { workbook, sheets, formats, cut: 0 })
    }

    /// Writes a row to the sheet of a table; a table without a sheet takes none.
    ///
    /// # Errors
    /// When the sheet is full: a sheet with a part of the rows would be counted as if it were all.
    pub fn push(&mut self, table: &Table, row: &[Cell<'_>]) -> io::Result<()> {
        let Some(at) = self.sheets.iter().position(|sheet| sheet.table == table) else { return Ok(()) };
        let Some(Sheet { rows, .. }) = self.sheets.get_mut(at).filter(|sheet| sheet.rows < MOST_ROWS) else {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, full(table)));
        };
        *rows += 1;
        let (sheet, rows) = (self.workbook.worksheet_from_index(at).map_err(failed)?, *rows);
        let (formats, cut) = (&self.formats, &mut self.cut);
        guarded(|| write_row(sheet, rows, row, formats, cut))
    }

    /// Adds the page of notes (what, and the words about it), writes the workbook and says how many texts were cut because
    /// a cell does not hold them. The same rows are the same bytes.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn finish(mut self, mut out: impl Write + Send, notes: &[(String, String)]) -> io::Result<u64> {
        for (at, Sheet { table, rows }) in self.sheets.iter().enumerate() {
            let sheet = self.workbook.worksheet_from_index(at).map_err(failed)?;
            sheet.autofilter(0, 0, *rows, last(table)).map_err(failed)?;
        }
        let sheets: Vec<_> = self.sheets.iter().map(|sheet| (sheet.table, sheet.rows)).collect();
        notes::add(&mut self.workbook, &sheets, notes, self.cut).map_err(failed)?;
        guarded(|| save(&mut self.workbook, &mut out))?;
        out.flush().map(|()| self.cut)
    }
}

fn save(workbook: &mut Workbook, out: &mut (impl Write + Send)) -> Result<(), XlsxError> {
    // The usual date of creation is the present: two exports would never be the same file.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    workbook.save_to_writer(out)
}

fn add(workbook: &mut Workbook, table: &Table, bold: &Format) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(title(table))?.set_freeze_panes(1, 0)?;
    for (at, column) in (0_u16..).zip(table.columns) {
        sheet.set_column_width(at, width(column))?;
        sheet.write_string_with_format(0, at, column.name, bold)?;
    }
    Ok(())
}

/// The code book is a page for people, as the notes are.
fn title(table: &Table) -> &'static str {
    if *table == CODEBOOK { "Codebook" } else { table.name }
}

fn last(table: &Table) -> u16 {
    u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

/// In characters.
fn width(column: &Column) -> f64 {
    match column.holds {
        Holds::FreeText => 60.0,
        Holds::Text => 40.0,
        Holds::Code => 24.0,
        Holds::List => 20.0,
        Holds::Integer | Holds::Boolean | Holds::Date => 14.0,
    }
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[Cell<'_>],
    formats: &Formats,
    cut: &mut u64,
) -> Result<(), XlsxError> {
    (0_u16..).zip(cells).try_for_each(|(column, cell)| match cell {
        Cell::Null => Ok(()),
        Cell::Text(text) => write_text(sheet, (row, column), text, cut),
        Cell::List(list) => write_text(sheet, (row, column), &Cell::joined(list), cut),
        Cell::Integer(number) => write_number(sheet, (row, column), *number),
        Cell::Boolean(value) => sheet.write_boolean(row, column, *value).map(|_| ()),
        Cell::Date(day) => write_day(sheet, (row, column), *day, &formats.day),
    })
}

fn write_text(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str, cut: &mut u64) -> Result<(), XlsxError> {
    let fitting = cut::fitting(text);
    *cut += u64::from(fitting.len() != text.len());
    sheet.write_string(row, column, fitting).map(|_| ())
}

/// A number that a cell would round stays whole as text.
fn write_number(sheet: &mut Worksheet, (row, column): (u32, u16), number: i64) -> Result<(), XlsxError> {
    match i32::try_from(number) {
        Ok(number) => sheet.write_number(row, column, number),
        Err(_) => sheet.write_string(row, column, number.to_string()),
    }
    .map(|_| ())
}

/// The calendar of a workbook begins in 1900; a day before that is text.
fn write_day(sheet: &mut Worksheet, (row, column): (u32, u16), day: Date, format: &Format) -> Result<(), XlsxError> {
    let parts = (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day()));
    let (Ok(year @ 1900..), Ok(month), Ok(of_month)) = parts else {
        return sheet.write_string(row, column, day.to_string()).map(|_| ());
    };
    sheet.write_datetime_with_format(row, column, ExcelDateTime::from_ymd(year, month, of_month)?, format).map(|_| ())
}

fn full(table: &Table) -> String {
    format!(
        "a sheet holds {MOST_ROWS} rows and “{}” has more: choose csv or parquet, or a shorter period. Nothing was written",
        table.name
    )
}

/// The crate panics where its own temporary file cannot be written, as on a full disk.
fn guarded(write: impl FnOnce() -> Result<(), XlsxError>) -> io::Result<()> {
    match catch_unwind(AssertUnwindSafe(write)) {
        Ok(written) => written.map_err(failed),
        Err(_) => Err(io::Error::new(io::ErrorKind::StorageFull, "the folder for temporary files is full")),
    }
}

/// The system's own error where there is one: it says that the disk is full.
fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error,
        XlsxError::ZipError(error) => error.into(),
        other => io::Error::other(format!("the workbook could not be made: {other}")),
    }
}
