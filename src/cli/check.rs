//! `appraise check`: every fault of a file at once.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::checklists;
use crate::domain::caution::Allowed;
use crate::domain::check::{FaultKind, Format, Report};
use crate::store::CONTACTS;
use crate::store::read::{CONTACTS_LIMIT, RECORD_LIMIT};
use crate::text::Shown;

use super::Status;
use super::session::{input, print, print_json, say};

/// Checks each file; 3 is the status when there is a fault.
///
/// # Errors
/// When a file could not be read; the others are checked.
pub fn run(files: &[PathBuf], as_json: bool) -> anyhow::Result<Status> {
    let mut reports = Vec::new();
    let mut unread = Vec::new();
    for file in files {
        match report(file) {
            Ok(report) => reports.push((file.display().to_string(), report)),
            Err(error) => unread.push(error),
        }
    }
    if as_json {
        print_json(&reports.iter().map(as_value).collect::<Vec<_>>())?;
    } else {
        print_all(&reports)?;
    }
    let last = unread.pop();
    unread.iter().for_each(|error| say(&format!("appraise: {error:#}")));
    let faulty = reports.iter().any(|(_, report)| report.has_errors());
    last.map_or(Ok(if faulty { Status::Findings } else { Status::Done }), Err)
}

/// The list of allowed contacts is known by its name: it is plain text, and nothing in it says what it is.
fn report(file: &Path) -> anyhow::Result<Report> {
    if file.file_name() != Some(OsStr::new(CONTACTS)) {
        return Ok(checklists::check(&input(file, RECORD_LIMIT)?.1));
    }
    let (_, faults) = Allowed::read(&input(file, CONTACTS_LIMIT)?.1);
    Ok(Report { format: None, faults })
}

fn print_all(reports: &[(String, Report)]) -> anyhow::Result<()> {
    for (name, report) in reports {
        for fault in &report.faults {
            print_line(&format!("{name}: {}{fault}", word(fault.kind)))?;
        }
        if report.faults.is_empty() {
            print_line(&format!("{name}: no fault found"))?;
        }
    }
    Ok(())
}

/// A name of a file may hold a line break, and what follows it would look like the verdict on another file.
fn print_line(text: &str) -> anyhow::Result<()> {
    print(Shown::line(text).as_str())
}

const fn word(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Error => "",
        FaultKind::Warning => "warning: ",
    }
}

fn as_value((name, report): &(String, Report)) -> serde_json::Value {
    let faults = report.faults.iter().map(|fault| {
        json!({
            "line": fault.at.line,
            "column": fault.at.column,
            "path": fault.path,
            "message": fault.message,
            "kind": if fault.kind == FaultKind::Error { "error" } else { "warning" },
        })
    });
    json!({ "file": name, "format": report.format.map(Format::id), "faults": faults.collect::<Vec<_>>() })
}
