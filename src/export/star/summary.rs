//! `summary`: the tables of leads as one long table, so that every table of every year has the same columns.

use std::io;

use crate::domain::summary::{Summary, Table as Counted, Value};

use super::Each;
use super::table::table;

/// One number of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure<'a> {
    /// Such as `T3`.
    pub table: &'a str,
    /// Code of the row.
    pub code: &'a str,
    /// What the row is about.
    pub row: &'a str,
    /// What the column counts.
    pub column: &'a str,
    /// The number, and of how many where it is a share; nothing where it is hidden or not a whole number.
    pub number: [Option<usize>; 2],
    /// As it is read.
    pub shown: String,
    /// The days that are counted.
    pub period: &'a str,
    /// The documents that are counted.
    pub conditions: &'a str,
}

table! {
    SUMMARY = "summary", "One row for each number of the summary.",
    fn figure(figure: &Figure<'_>, true);
    TABLE => figure.table;
    ROW_CODE => figure.code;
    ROW => figure.row;
    COLUMN => figure.column;
    NUMBER => figure.number[0];
    OF => figure.number[1];
    SHOWN => figure.shown.as_str();
    PERIOD => figure.period;
    CONDITIONS => figure.conditions;
}

/// The rows of the tables of a summary.
///
/// # Errors
/// The first of `each`.
pub fn rows(summary: &Summary, tables: &[Counted], hide_small: bool, each: Each<'_>) -> io::Result<()> {
    let (period, conditions) = (summary.period.label(), summary.conditions.join(" "));
    for table in tables {
        for row in &table.rows {
            for (cell, column) in row.cells.iter().zip(table.head.iter().skip(1)) {
                each(&figure(&Figure {
                    table: table.id,
                    code: &row.code,
                    row: &row.label,
                    column,
                    number: number(&cell.value, hide_small),
                    shown: table.shown(&cell.value, hide_small),
                    period: &period,
                    conditions: &conditions,
                }))?;
            }
        }
    }
    Ok(())
}

fn number(value: &Value, hide_small: bool) -> [Option<usize>; 2] {
    match value {
        _ if hide_small && value.is_small() => [None; 2],
        Value::Count(count) => [Some(*count), None],
        Value::Share(part, of) => [Some(*part), Some(*of)],
        Value::WholeDays(Some(days), _) => [usize::try_from(*days).ok(), None],
        _ => [None; 2],
    }
}
