//! Writing a file that a person asked for: never over another one unless told so, and readable by that person alone.

use std::io;
use std::path::Path;

use anyhow::bail;

use crate::store::disk::{Access, RealDisk};
use crate::store::{StoreError, save};

/// Writes a file.
///
/// # Errors
/// When it is there already, unless `force` is set, or cannot be written.
pub fn write(file: &Path, bytes: &[u8], force: bool) -> anyhow::Result<()> {
    let written = if force {
        save::replace(&RealDisk, file, bytes, None)
    } else {
        save::publish(&RealDisk, file, bytes, Access::Private)
    };
    match written {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{} is there already and was left as it is: name another file, or say --force", file.display())
        }
        result => Ok(result.map_err(|error| StoreError::Write { path: file.to_owned(), error })?),
    }
}
