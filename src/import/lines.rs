//! Records as JSON Lines: one a line.

use crate::domain::canonical::sha256_bytes;
use crate::domain::parse;
use crate::domain::record::Source;

use std::ops::ControlFlow;

use super::listing::{Entries, Entry, Item, Listing, Take, Tally};
use super::{ImportError, json};

/// The lines of a text.
struct Lines<'a> {
    text: &'a [u8],
}

/// The records; `None` when the text is not one object a line.
#[must_use]
pub fn of_text(text: &[u8]) -> Option<Listing<'_>> {
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let is_object = |line: &[u8]| line.starts_with(b"{") && line.ends_with(b"}");
    let several = lines.next().is_some_and(is_object) && lines.next().is_some_and(|line| line.starts_with(b"{"));
    several.then(|| Listing::new("jsonl", "line", true, Box::new(Lines { text })))
}

impl Entries for Lines<'_> {
    fn each(&self, take: &mut Take<'_>) -> Result<Tally, ImportError> {
        for (number, line) in (1_usize..).zip(self.text.split(|byte| *byte == b'\n')) {
            let line = line.trim_ascii();
            if !line.is_empty() && take(item(number, line)) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(Tally::default())
    }
}

fn item(number: usize, line: &[u8]) -> Item {
    let place = format!("line {number}");
    match read(line) {
        Ok(mut imported) => {
            imported.warnings.iter_mut().for_each(|warning| *warning = format!("{place}: {warning}"));
            let (warnings, file) = (imported.warnings.clone(), String::new());
            let source = || Source { file, format: "jsonl".to_owned(), sha256: sha256_bytes(line), warnings };
            imported.record.source.get_or_insert_with(source);
            Entry { place, key: imported.record.id.clone(), imported }.item()
        }
        Err(why) => Item::Faulty(format!("{place}: {why}")),
    }
}

/// The first fault is enough: the file that a line came from is the place to correct it.
fn read(line: &[u8]) -> Result<super::Imported, String> {
    if line.len() > super::LARGEST {
        return Err(ImportError::too_large(line.len(), super::LARGEST).to_string());
    }
    let imported = json::read(line).map_err(|error| error.to_string())?;
    let report = parse::check(line);
    let first = report.faults.iter().find(|fault| fault.kind == crate::domain::check::FaultKind::Error);
    first.map_or(Ok(imported), |fault| Err(fault.to_string()))
}
