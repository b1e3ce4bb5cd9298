//! Projects of the country-based pooled funds, as their data service writes them: CSV with 24 or 68 columns, or the same
//! members as JSON.

mod marker;
mod packed;
mod project;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::ControlFlow;

use serde_json::Value;

use super::ImportError;
use super::limits::Limits;
use super::list::{Delimited, Row};
use super::listing::{Entries, Listing, Take, Tally};
use project::Members;

/// The three spellings of the code of a project.
const CODES: [&str; 3] = ["PrjCode", "ChfProjectCode", "CHFProjectCode"];

/// Members that only such files have.
const SIGNS: [&str; 8] = ["PooledFundId", "PFId", "AllNm", "PrjTitle", "PrgBdg", "BenAgg", "FundType", "GAMRefNumber"];

struct Table<'a> {
    rows: Delimited<'a>,
    limits: Limits,
}

struct Objects(Vec<Value>);

/// Whether the first line of a text names the columns of such projects.
#[must_use]
pub fn is_table(text: &str) -> bool {
    let header = text.lines().next().filter(|line| line.len() < 16_384).unwrap_or_default();
    let names: Vec<&str> = header.split(',').map(|name| name.trim().trim_matches('"')).collect();
    is_project(|name| names.contains(&name))
}

fn is_project(has: impl Fn(&str) -> bool) -> bool {
    CODES.iter().any(|name| has(name)) && SIGNS.iter().any(|name| has(name))
}

/// The projects of a table.
#[must_use]
pub fn of_table<'a>(text: Cow<'a, str>, limits: &Limits) -> Listing<'a> {
    let table = Table { rows: Delimited { text, delimiter: b',' }, limits: *limits };
    Listing::new("cbpf", "project", false, Box::new(table))
}

/// The projects in an answer as JSON; `None` when it is none.
#[must_use]
pub fn of_json(value: &Value) -> Option<Listing<'static>> {
    let list = value.as_array().or_else(|| value.get("value")?.as_array())?;
    let first = list.first()?.as_object()?;
    let objects = || Box::new(Objects(list.clone()));
    is_project(|name| first.contains_key(name)).then(|| Listing::new("cbpf", "project", false, objects()))
}

impl Entries for Table<'_> {
    fn each(&self, take: &mut Take<'_>) -> Result<Tally, ImportError> {
        let mut names: Vec<String> = Vec::new();
        self.rows.rows(&self.limits, &mut |row| {
            if names.is_empty() {
                names = texts(&row);
                return ControlFlow::Continue(());
            }
            if row.is_empty() {
                return ControlFlow::Continue(());
            }
            take(project::item(&members(&names, &row), row.number))
        })?;
        Ok(Tally::default())
    }
}

fn texts(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| cell.text().into_owned()).collect()
}

fn members(names: &[String], row: &Row) -> Members {
    let filled = names.iter().cloned().zip(texts(row)).filter(|(_, text)| !text.is_empty());
    let missing = names.len().saturating_sub(row.cells.len());
    let stops = (missing > 0).then(|| format!("the row stops after {} of {} columns", row.cells.len(), names.len()));
    Members { values: filled.collect(), stops }
}

impl Entries for Objects {
    fn each(&self, take: &mut Take<'_>) -> Result<Tally, ImportError> {
        for (number, object) in (1_usize..).zip(&self.0) {
            let text = |value: &Value| match value {
                Value::String(text) => text.trim().to_owned(),
                Value::Null => String::new(),
                value => value.to_string(),
            };
            let values = object.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), text(value)));
            let values = values.filter(|(_, text)| !super::value::is_unknown(text)).collect();
            if take(project::item(&Members { values, stops: None }, number)) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(Tally::default())
    }
}
