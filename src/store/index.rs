//! What was read of many files last time, kept in the cache folder. It spares reading; it is never trusted over a file.

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use ahash::AHashMap;
use sha2::{Digest as _, Sha256};

use crate::domain::brief::Stamp;

use super::gather::{Kept, Reading};
use super::{folders, read, save};

/// A million reviews take some 300 MB.
const INDEX_LIMIT: u64 = 4 << 30;
const HASH: usize = 32;
/// A file that was changed so shortly before the index was written may have changed once more without a trace: clocks of
/// file systems tick in steps.
const DOUBT: Duration = Duration::from_secs(2);

/// The files as they were read last.
#[derive(Debug, Default)]
pub struct Index<K> {
    kept: K,
    /// Files that changed at this time or later are read again: nanoseconds since 1970.
    doubted_from: i64,
}

impl<K: Kept> Index<K> {
    /// The index of a file; an empty one where there is none that can be trusted, or none is wanted.
    pub fn of(path: &Path, reading: Reading) -> Self {
        let index = if reading.index { Self::try_read(path) } else { None };
        index.unwrap_or_default()
    }

    fn try_read(path: &Path) -> Option<Self> {
        let written = std::fs::symlink_metadata(path).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let bytes = read::bounded(path, INDEX_LIMIT).ok()?;
        let body = bytes.strip_prefix(head::<K>().as_bytes())?;
        let (body, hash) = body.split_at_checked(body.len().checked_sub(HASH)?)?;
        if Sha256::digest(body).as_slice() != hash {
            return None;
        }
        let mut kept: K = postcard::from_bytes(body).ok()?;
        kept.revive();
        let doubted_from = i64::try_from(written.checked_sub(DOUBT)?.as_nanos()).ok()?;
        Some(Self { kept, doubted_from })
    }

    /// Keeps what was read.
    ///
    /// # Errors
    /// As the system reports them; an index of before stays as it was.
    pub fn write(path: &Path, kept: &K) -> io::Result<()> {
        folders::make_private(path.parent().unwrap_or(Path::new(".")))?;
        save::sweep_scratch(path);
        save::scratch(path, |file| {
            let mut writer = Hashing { file: BufWriter::with_capacity(1 << 16, file), hash: Sha256::new() };
            writer.file.write_all(head::<K>().as_bytes())?;
            let mut serializer = postcard::Serializer { output: Flavor(&mut writer) };
            kept.serialize(&mut serializer).map_err(io::Error::other)?;
            let hash = writer.hash.finalize();
            writer.file.write_all(&hash)?;
            writer.file.flush()
        })
    }

    /// How many files it knows.
    pub fn len(&self) -> usize {
        self.kept.briefs().len()
    }

    /// Where each file stands in it.
    pub fn places(&self) -> AHashMap<&str, usize> {
        self.kept.briefs().iter().enumerate().map(|(at, brief)| (K::file(brief).0, at)).collect()
    }

    /// Whether the file at a place is as it was read.
    pub fn holds(&self, at: usize, stamp: Stamp) -> bool {
        stamp.changed < self.doubted_from && self.kept.briefs().get(at).is_some_and(|brief| K::file(brief).1 == stamp)
    }

    /// What it holds at these places alone.
    pub fn only(mut self, places: &HashSet<usize>) -> K {
        if places.len() < self.len() {
            let mut at = 0..;
            self.kept.briefs_mut().retain(|_| at.next().is_some_and(|at| places.contains(&at)));
        }
        self.kept
    }
}

/// What an index begins with: another version of the program, or of what it keeps, makes an index of its own.
fn head<K: Kept>() -> String {
    format!("appraise {} index of {} 2\n", env!("CARGO_PKG_VERSION"), K::KIND)
}

/// A file with the hash of what was written to it.
struct Hashing<W: Write> {
    file: BufWriter<W>,
    hash: Sha256,
}

struct Flavor<'w, W: Write>(&'w mut Hashing<W>);

impl<W: Write> postcard::ser_flavors::Flavor for Flavor<'_, W> {
    type Output = ();

    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0.hash.update(data);
        self.0.file.write_all(data).map_err(|_| postcard::Error::SerializeBufferFull)
    }

    fn try_push(&mut self, data: u8) -> postcard::Result<()> {
        self.try_extend(&[data])
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}
