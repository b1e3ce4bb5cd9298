//! JSON on the disk: two-space indent, members in the order of the format, a newline at the end.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::parse;

use super::StoreError;

/// The bytes of a file of ours.
#[must_use]
pub fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Checks bytes for every fault, then reads them.
///
/// # Errors
/// [`StoreError::Faulty`] with all faults, when there is one that is more than a warning.
pub fn checked<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<T, StoreError> {
    parse::checked(bytes).map_err(|report| StoreError::faulty(path, report))
}
