//! From bytes to one of our formats: every fault first, then the typed value.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::check::{self, Fault, FaultKind, Format, Known, Node, Position, Report};
use super::seal::{self, CHANGED, Signed};
use super::vocabulary;

/// Checks bytes against their format, the vocabularies and, for a signed-off review, its own hash: every fault at once.
#[must_use]
pub fn check(bytes: &[u8]) -> Report {
    let mut report = formed(bytes);
    if report.format == Some(Format::Review) && !report.has_errors() {
        report.faults.extend(changed(bytes));
    }
    report
}

/// The check of form and vocabularies, with the codes of markers: `4` in one scheme is not `4` in another.
fn formed(bytes: &[u8]) -> Report {
    let mut report = check::check(bytes, &Known { contains: &vocabulary::knows });
    if report.format == Some(Format::Record)
        && let Ok(root) = check::parse(bytes)
    {
        report
            .faults
            .extend(root.items_of("markers").iter().zip(1..).filter_map(|(marker, n)| unknown_code(marker, n)));
        report.faults.sort_by_key(|fault| fault.at);
    }
    report
}

fn unknown_code(marker: &Node, n: usize) -> Option<Fault> {
    let (scheme, code) = (marker.text_of("scheme")?, marker.get("code")?);
    let known = vocabulary::markers().iter().any(|known| known.code == scheme);
    let message = vocabulary::check_marker(scheme, code.text()?).err().filter(|_| known)?;
    Some(Fault { at: code.at, path: format!("markers › {n} › code"), message, kind: FaultKind::Error })
}

/// The hash is over the file as it stands: a later version may have signed off members that are not known here.
fn changed(bytes: &[u8]) -> Option<Fault> {
    let file: Value = read(bytes).ok()?;
    let sealed = file.get("content_sha256")?.as_str()?;
    (sealed != seal::content_hash(&file)).then(|| fault("content_sha256", CHANGED))
}

/// Checks and reads a signed-off review with its hash.
///
/// # Errors
/// All faults of the file; a file of another format and a draft are faults here.
pub fn signed(bytes: &[u8]) -> Result<Signed, Report> {
    let report = formed(bytes);
    if report.has_errors() {
        return Err(report);
    }
    let refused = |fault| Report { format: report.format, faults: vec![fault] };
    match report.format {
        Some(Format::Review) => Signed::of(&read(bytes)?).map_err(|reason| refused(fault("content_sha256", reason))),
        _ => Err(refused(fault("format", "it is not a review: only signed-off reviews belong here"))),
    }
}

fn fault(path: &str, message: &str) -> Fault {
    let (path, message) = (path.to_owned(), message.to_owned());
    Fault { at: Position::START, path, message, kind: FaultKind::Error }
}

/// Checks bytes, then reads them. Warnings do not stop it.
///
/// # Errors
/// All faults of the file, with line and column.
pub fn checked<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Report> {
    let report = formed(bytes);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(markers: &str) -> Vec<String> {
        let head = r#"{"format":"appraise-record/1","id":"a","kind":"proposal","title":"A","markers":"#;
        let report = check(format!("{head}{markers}}}").as_bytes());
        report.faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_code_counts_only_in_its_own_scheme() {
        assert_eq!(faults(r#"[{"scheme":"gam","code":"4"},{"scheme":"care-gm","code":"4"}]"#), Vec::<String>::new());
        let wrong = faults(r#"[{"scheme":"dac-gender","code":"4"}]"#);
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(wrong[0].starts_with("line 1, column 111: markers › 1 › code"), "{wrong:?}");
        for valid in ["2", "1", "0", "blank"] {
            assert!(wrong[0].contains(valid), "{wrong:?}");
        }
    }
}
