//! What the columns of a list were taken for: shown, read from a file, written to one.

use std::io;
use std::path::Path;

use anyhow::bail;

use crate::import::{Listing, Mapping, Use};
use crate::store::disk::{Access, RealDisk};
use crate::store::read::{self, REVIEW_LIMIT};
use crate::store::{StoreError, plain, save};

use super::super::session::say;

/// Reads a mapping file.
///
/// # Errors
/// A sentence that names the file.
pub fn read(file: &Path) -> anyhow::Result<Mapping> {
    let shown = file.display();
    let bytes = read::named(file, REVIEW_LIMIT)
        .map_err(|error| anyhow::anyhow!("{shown} could not be read: {}", plain(&error)))?;
    Mapping::parse(&bytes).map_err(|why| anyhow::anyhow!("{shown} is not a mapping that can be used: {why}"))
}

/// Shows the mapping of a list, and writes it where that is asked for.
///
/// # Errors
/// When it could not be written.
pub fn show(listing: &Listing<'_>, shown: &str, file: Option<&Path>) -> anyhow::Result<()> {
    let Some(mapping) = &listing.mapping else { return Ok(()) };
    say(&format!("{shown}: what becomes of the columns"));
    for (name, becomes) in &mapping.columns {
        if !matches!(becomes, Use::Extra | Use::Skip) {
            say(&format!("  {name} → {becomes}"));
        }
    }
    row("kept under “extra”", mapping, &Use::Extra);
    row("left out", mapping, &Use::Skip);
    file.map_or(Ok(()), |file| write(file, mapping))
}

fn row(what: &str, mapping: &Mapping, becomes: &Use) {
    let names: Vec<_> = mapping.names_of(becomes).collect();
    if !names.is_empty() {
        say(&format!("  {what}: {}", names.join(", ")));
    }
}

fn write(file: &Path, mapping: &Mapping) -> anyhow::Result<()> {
    match save::publish(&RealDisk, file, &crate::store::json::pretty(&mapping.json()), Access::Private) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{} is there already and was left as it is: name another file for the mapping", file.display())
        }
        result => Ok(result.map_err(|error| StoreError::Write { path: file.to_owned(), error })?),
    }
}
