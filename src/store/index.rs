//! What was read of the reviews last time, kept in the cache folder. It spares reading; it is never trusted over a file.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use serde::Serialize as _;
use sha2::{Digest as _, Sha256};

use crate::domain::brief::{Briefs, Stamp};

use super::{folders, read, save};

/// What an index begins with: another version of the program, or of what it keeps, makes an index of its own.
const HEAD: &str = concat!("appraise ", env!("CARGO_PKG_VERSION"), " index 1\n");
/// A million reviews take some 300 MB.
const INDEX_LIMIT: u64 = 4 << 30;
const HASH: usize = 32;
/// A file that was changed so shortly before the index was written may have changed once more without a trace: clocks of
/// file systems tick in steps.
const DOUBT: Duration = Duration::from_secs(2);

/// The reviews as they were read last.
#[derive(Debug, Default)]
pub struct Index {
    briefs: Briefs,
    /// Files that changed at this time or later are read again: nanoseconds since 1970.
    doubted_from: i64,
}

impl Index {
    /// The index of a file; an empty one where there is none that can be trusted.
    pub fn read(path: &Path) -> Self {
        Self::try_read(path).unwrap_or_default()
    }

    fn try_read(path: &Path) -> Option<Self> {
        let written = std::fs::symlink_metadata(path).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let bytes = read::bounded(path, INDEX_LIMIT).ok()?;
        let body = bytes.strip_prefix(HEAD.as_bytes())?;
        let (body, hash) = body.split_at_checked(body.len().checked_sub(HASH)?)?;
        if Sha256::digest(body).as_slice() != hash {
            return None;
        }
        let mut briefs: Briefs = postcard::from_bytes(body).ok()?;
        briefs.lexicon.reindex();
        let doubted_from = i64::try_from(written.checked_sub(DOUBT)?.as_nanos()).ok()?;
        Some(Self { briefs, doubted_from })
    }

    /// Keeps what was read.
    ///
    /// # Errors
    /// As the system reports them; an index of before stays as it was.
    pub fn write(path: &Path, briefs: &Briefs) -> io::Result<()> {
        folders::make_private(path.parent().unwrap_or(Path::new(".")))?;
        save::scratch(path, |file| {
            let mut writer = Hashing { file: BufWriter::with_capacity(1 << 16, file), hash: Sha256::new() };
            writer.file.write_all(HEAD.as_bytes())?;
            let mut serializer = postcard::Serializer { output: Flavor(&mut writer) };
            briefs.serialize(&mut serializer).map_err(io::Error::other)?;
            let hash = writer.hash.finalize();
            writer.file.write_all(&hash)?;
            writer.file.flush()
        })
    }

    /// How many files it knows.
    pub const fn len(&self) -> usize {
        self.briefs.reviews.len()
    }

    /// Where each file stands in it.
    pub fn places(&self) -> HashMap<&str, usize> {
        self.briefs.reviews.iter().enumerate().map(|(at, review)| (&*review.file, at)).collect()
    }

    /// Whether the file at a place is as it was read.
    pub fn holds(&self, at: usize, stamp: Stamp) -> bool {
        stamp.changed < self.doubted_from && self.briefs.reviews.get(at).is_some_and(|review| review.stamp == stamp)
    }

    /// The reviews at these places alone.
    pub fn only(self, places: &HashSet<usize>) -> Briefs {
        let mut briefs = self.briefs;
        if places.len() < briefs.reviews.len() {
            let mut at = 0..;
            briefs.reviews.retain(|_| at.next().is_some_and(|at| places.contains(&at)));
        }
        briefs
    }
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
