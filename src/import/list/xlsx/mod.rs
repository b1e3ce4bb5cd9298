//! Rows of a workbook (XLSX). Our own reader: it holds the texts of the workbook once and no sheet at all, takes the
//! digits of a number as they are stored, and believes no size that the file claims.
//!
//! ```text
//! package ─ part ─┬─ shared   texts that cells point at
//!                 ├─ styles   which numbers are days
//!                 └─ sheet    rows
//! ```

mod package;
mod part;
mod shared;
mod sheet;
mod styles;

pub use package::is_workbook;

use super::super::ImportError;
use super::super::limits::Limits;
use super::TakeRow;
use package::Package;
use shared::Shared;
use styles::Styles;

/// A workbook, without its sheets.
#[derive(Debug)]
pub struct Workbook<'a> {
    package: Package<'a>,
    shared: Shared,
    styles: Styles,
    /// Days are counted from 1904.
    is_1904: bool,
    /// Names of the sheets that can be seen, and their parts.
    sheets: Vec<(String, String)>,
}

impl<'a> Workbook<'a> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// A refusal.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ImportError> {
        let package = Package::open(bytes, limits)?;
        let (sheets, is_1904) = package.sheets()?;
        let shared = package.part("xl/sharedStrings.xml", Shared::read)?.unwrap_or_default();
        let styles = package.part("xl/styles.xml", Styles::read)?.unwrap_or_default();
        Ok(Self { package, shared, styles, is_1904, sheets })
    }

    /// The names of the sheets.
    pub fn sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|(name, _)| name.as_str())
    }

    /// Hands over each row of a sheet that holds something.
    ///
    /// # Errors
    /// A refusal.
    pub fn rows(&self, sheet: usize, limits: &Limits, take: &mut TakeRow<'_>) -> Result<(), ImportError> {
        let Some((_, path)) = self.sheets.get(sheet) else { return Ok(()) };
        self.package.sheet(path, |part| sheet::rows(part, self, limits, take)).map(|_| ())
    }
}
