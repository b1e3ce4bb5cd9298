//! The ZIP archive that a Word file is, and the parts in it. Nothing is ever unpacked to a disk.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use super::ImportError;
use super::limits::Limits;
use super::xml::{beyond, decode};

/// Entries of archives that stand unpacked inside this one look like its own.
const INNER: usize = 10;

/// The parts of a Word file by their names.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// By name in small letters, as names of parts mean the same in any case.
    names: HashMap<String, usize>,
    limits: Limits,
    spent: usize,
}

impl<'a> Package<'a> {
    /// Reads the list of parts.
    ///
    /// # Errors
    /// A refusal of a file that is too large, damaged or ambiguous.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, ImportError> {
        if bytes.len() > limits.packed {
            return Err(beyond(format!("has {} bytes; at most {} can be read", bytes.len(), limits.packed)));
        }
        // Each entry costs memory before the archive says how many there are.
        let marks = memmem::find_iter(bytes, b"PK\x01\x02").take(limits.entries * INNER + 1).count();
        if marks > limits.entries * INNER {
            return Err(crowded(limits));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
        if archive.len() > limits.entries {
            return Err(crowded(limits));
        }
        let names = names(&archive)?;
        Ok(Self { archive, names, limits, spent: 0 })
    }

    /// What the package may hold.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Whether there is a part of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_ascii_lowercase())
    }

    /// The text of a part; `None` when there is no such part.
    ///
    /// # Errors
    /// A refusal of a part that is too large or damaged.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let Some(index) = self.names.get(&name.to_ascii_lowercase()).copied() else { return Ok(None) };
        let bytes = self.bytes(index)?;
        decode(name, bytes).map(Some)
    }

    /// Counts what really comes out: the sizes that an archive tells may be wrong.
    fn bytes(&mut self, index: usize) -> Result<Vec<u8>, ImportError> {
        let left = self.limits.unpacked.saturating_sub(self.spent);
        let entry = self.archive.by_index(index).map_err(|error| refused(&error))?;
        let packed = usize::try_from(entry.compressed_size()).unwrap_or(usize::MAX);
        let tight = packed.saturating_mul(self.limits.ratio).max(Limits::SMALL);
        let most = left.min(tight);
        let mut bytes = Vec::new();
        let read = entry.take(most as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > left {
            return Err(beyond(format!("holds more than {} bytes when it is unpacked", self.limits.unpacked)));
        }
        if bytes.len() > tight {
            return Err(beyond(format!("holds a part that unpacks to more than {} times its size", self.limits.ratio)));
        }
        read.map_err(|_| damage("a part of it does not unpack to what was packed"))?;
        self.spent += bytes.len();
        Ok(bytes)
    }
}

/// Two parts of one name would let a reviewer read another text than a colleague with another program.
fn names(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<HashMap<String, usize>, ImportError> {
    let lower = |name: &[u8]| String::from_utf8_lossy(name).trim_start_matches('/').to_ascii_lowercase();
    let names: HashMap<_, _> = archive.file_names_raw().map(lower).zip(0..).collect();
    let unique = names.len() == archive.len() && !archive.has_duplicate_names();
    unique.then_some(names).ok_or_else(|| damage("it holds two parts of the same name"))
}

fn crowded(limits: Limits) -> ImportError {
    beyond(format!("holds more than {} files", limits.entries))
}

fn refused(error: &ZipError) -> ImportError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => ImportError::Protected,
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            damage("it is packed in a way that Word does not use")
        }
        _ => damage("it is not a whole ZIP archive, so it was probably cut off"),
    }
}

/// A refusal: the file as a whole cannot be read.
#[must_use]
pub fn damage(what: &str) -> ImportError {
    ImportError::DamagedWord { what: what.to_owned() }
}
