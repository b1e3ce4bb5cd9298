//! The check of a file: every fault of a record, review or checklist at once, each with its place and what to do.
//!
//! ```text
//! bytes ─ encoding ─▶ text ─ json ─▶ node tree ─┬─ format ─▶ which file this is
//!                                               ├─ validator (schema, pattern, vocabulary, spelling)
//!                                               └─ rules (what one part demands of another)
//! ```
//!
//! The typed structs are read by serde from the same text afterwards; what passes here can be read there.

mod encoding;
mod fault;
mod format;
mod json;
mod node;
mod pattern;
mod rules;
mod schema;
mod spelling;
mod validator;
mod vocabulary;

#[cfg(test)]
mod tests;

pub(in crate::domain) use fault::{Faults, Path as FaultPath, excerpt};

pub use encoding::MAX_BYTES;
pub use fault::{Fault, FaultKind, Position};
pub use format::Format;
pub use json::{MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT, parse};
pub use node::{Member, Node, Value};
pub use pattern::is_amount;
pub use vocabulary::Known;

use fault::Path;
use schema::Schema;

/// What the check of a file found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What the file says it is; none when that could not be made out.
    pub format: Option<Format>,
    /// Every fault in the order of the file; at most 1,000, with a last one that counts the rest.
    pub faults: Vec<Fault>,
}

impl std::fmt::Display for Report {
    /// A line a fault, indented to stand below the name of the file.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lines: Vec<_> = self.faults.iter().map(|fault| format!("  {fault}")).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl Report {
    /// Whether the file cannot be used as it is; warnings do not count.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(|fault| fault.kind == FaultKind::Error)
    }
}

/// Whether a file says that a later version of the program made it; what else stands in it is not looked at.
#[must_use]
pub fn is_newer(bytes: &[u8]) -> bool {
    parse(bytes).is_ok_and(|root| root.text_of("format").is_some_and(format::is_newer))
}

/// Finds every fault of a file; `known` says which codes are in the vocabularies.
#[must_use]
pub fn check(bytes: &[u8], known: &Known) -> Report {
    let mut faults = Faults::default();
    let root = json::read(bytes, &mut faults);
    faults.tell_once();
    let format = root.and_then(|root| judge(&root, bytes.len(), known, &mut faults));
    Report { format, faults: faults.into_list() }
}

fn judge(root: &Node, length: usize, known: &Known, faults: &mut Faults) -> Option<Format> {
    let format = match Format::of(root) {
        Ok(format) => format,
        Err(fault) => {
            faults.put(fault);
            return None;
        }
    };
    if length > format.max_bytes() {
        faults.error(
            Position::START,
            &Path::ROOT,
            "the file is larger than 4 MiB, too large for a review or checklist: shorten it",
        );
    }
    validator::validate(root, Schema::of(format), known, faults);
    rules::hold(root, format, faults);
    Some(format)
}
