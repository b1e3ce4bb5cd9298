//! From bytes to one of our formats: every fault first, then the typed value.

use serde::de::DeserializeOwned;

use super::check::{self, Fault, FaultKind, Format, Known, Position, Report};
use super::review::Review;
use super::vocabulary;

/// Checks bytes against their format, the vocabularies and, for a signed-off review, its own hash: every fault at once.
#[must_use]
pub fn check(bytes: &[u8]) -> Report {
    let mut report = check::check(bytes, &Known { contains: &vocabulary::knows });
    if report.format == Some(Format::Review) && !report.has_errors() {
        report.faults.extend(changed(bytes));
    }
    report
}

fn changed(bytes: &[u8]) -> Option<Fault> {
    let review: Review = read(bytes).ok()?;
    let sealed = review.content_sha256.as_ref()?;
    let message =
        "the file was changed after it was signed off: its hash no longer fits. Ask the reviewer for the original";
    (*sealed != review.content_hash()).then(|| Fault {
        at: Position::START,
        path: "content_sha256".to_owned(),
        message: message.to_owned(),
        kind: FaultKind::Error,
    })
}

/// Checks bytes, then reads them. Warnings do not stop it.
///
/// # Errors
/// All faults of the file, with line and column.
pub fn checked<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Report> {
    let report = check::check(bytes, &Known { contains: &vocabulary::knows });
    if report.has_errors() { Err(report) } else { read(bytes) }
}

/// Reads bytes that were checked, or that we wrote ourselves.
///
/// # Errors
/// The first fault, with line and column.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Report> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        let at = Position { line: error.line(), column: error.column() };
        let message = format!("it does not have the form that is needed here ({error})");
        Report { format: None, faults: vec![Fault { at, path: String::new(), message, kind: FaultKind::Error }] }
    })
}
