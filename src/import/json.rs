//! Records as JSON.

use serde_json::{Error, Value};

use crate::domain::record::{RECORD_FORMAT, Record, is_slug, slug};

use super::{ImportError, Imported};

/// The record in JSON. Every fault of it is told by `check`; here the first one ends the reading.
///
/// # Errors
/// A refusal with the place, for broken JSON and for JSON that is not a record.
pub fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| broken(&error))?;
    match value.get("format") {
        Some(Value::String(format)) if format == RECORD_FORMAT => {}
        format => return Err(ImportError::NotARecord { what: name(format) }),
    }
    let mut record: Record = serde_json::from_slice(bytes).map_err(|error| faulty(&error))?;
    let warnings = sound_id(&mut record).into_iter().collect();
    Ok(Imported { record, warnings, guessed: Vec::new() })
}

fn broken(error: &Error) -> ImportError {
    ImportError::BrokenJson { line: error.line(), column: error.column(), what: words(error) }
}

fn faulty(error: &Error) -> ImportError {
    ImportError::FaultyRecord { line: error.line(), column: error.column(), what: words(error) }
}

/// The parser's sentence without the place, which ours names.
fn words(error: &Error) -> String {
    let sentence = error.to_string();
    sentence.rsplit_once(" at line ").map_or(sentence.as_str(), |(words, _)| words).to_owned()
}

fn name(format: Option<&Value>) -> String {
    match format {
        Some(Value::String(format)) => match format.split('/').next() {
            Some("appraise-review") => format!("a review (its format is “{format}”)"),
            Some("appraise-checklist") => format!("a checklist (its format is “{format}”)"),
            _ => format!("JSON of the format “{format}”"),
        },
        Some(_) => "JSON whose member \"format\" is not a text".to_owned(),
        None => "JSON without a member \"format\"".to_owned(),
    }
}

/// A file is named after the id, so it never passes as it came.
fn sound_id(record: &mut Record) -> Option<String> {
    if is_slug(&record.id) {
        return None;
    }
    let id = slug(&record.id).unwrap_or_else(|| "document".to_owned());
    let warning = format!("The id “{}” cannot name a file; it was changed to “{id}”.", record.id);
    record.id = id;
    Some(warning)
}
