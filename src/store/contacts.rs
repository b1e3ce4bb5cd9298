//! The list of contacts that the team allows in its texts.

use std::io;
use std::path::Path;

use crate::domain::caution::Allowed;
use crate::domain::check::Fault;

use super::read::CONTACTS_LIMIT;
use super::{Problem, Store, StoreError};

/// So many faulty lines are named in one sentence; `appraise check` lists them all.
const NAMED: usize = 20;

impl Store {
    /// The contacts that the team allows, and what is wrong with its list. Without a list, none is allowed.
    #[must_use]
    pub fn contacts(&self) -> (Allowed, Option<Problem>) {
        let path = self.folders.contacts();
        match self.disk.read(&path, CONTACTS_LIMIT) {
            Ok(bytes) => listed(&path, &bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => (Allowed::default(), None),
            Err(error) => (Allowed::default(), Some(Problem::new(&path, &StoreError::read(&path, error)))),
        }
    }
}

fn listed(path: &Path, bytes: &[u8]) -> (Allowed, Option<Problem>) {
    let (allowed, faults) = Allowed::read(bytes);
    let reason = |first: &Fault| format!("{} of {}: {}", lines(&faults), path.display(), first.message);
    (allowed, faults.first().map(|first| Problem::because(path, &reason(first))))
}

/// “line 3”, “lines 3, 5, 8”.
fn lines(faults: &[Fault]) -> String {
    let named: Vec<_> = faults.iter().take(NAMED).map(|fault| fault.at.line.to_string()).collect();
    let more = faults.len().saturating_sub(NAMED);
    match (named.as_slice(), more) {
        ([one], _) => format!("line {one}"),
        (_, 0) => format!("lines {}", named.join(", ")),
        _ => format!("lines {} and {more} more", named.join(", ")),
    }
}
