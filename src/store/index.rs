//! What was read of many files last time, kept in the cache folder. It spares reading; it is never trusted over a file.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::domain::brief::Stamp;

use super::gather::{Kept, Reading};
use super::{folders, read, save};

/// A million reviews take some 300 MB.
const INDEX_LIMIT: u64 = 4 << 30;
/// So many briefs are decoded at once: a whole index beside all that is in it would take twice the memory.
const BLOCK: usize = 1 << 10;
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
        let mut blocks = Blocks::of::<K>(read::opened(path, INDEX_LIMIT).ok()?)?;
        let (shared, count): (K::Shared, usize) = blocks.next()?;
        let mut kept = K::with(shared);
        while kept.briefs().len() < count {
            let briefs: Vec<K::Brief> = blocks.next()?;
            kept.briefs_mut().extend(briefs);
        }
        blocks.end()?;
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
            let mut file = BufWriter::with_capacity(1 << 16, file);
            file.write_all(head::<K>().as_bytes())?;
            let mut hashing = Hashing { file, hash: Sha256::new() };
            hashing.block(&(kept.shared(), kept.briefs().len()))?;
            kept.briefs().chunks(BLOCK).try_for_each(|briefs| hashing.block(briefs))?;
            hashing.end()
        })
    }

    /// How many files it knows.
    pub fn len(&self) -> usize {
        self.kept.briefs().len()
    }

    /// Where a file stands in it, which is in the order of names; `guess` is looked at first.
    pub fn find(&self, name: &str, guess: usize) -> Option<usize> {
        let briefs = self.kept.briefs();
        match briefs.get(guess) {
            Some(brief) if K::file(brief).0 == name => Some(guess),
            _ => briefs.binary_search_by(|brief| K::file(brief).0.cmp(name)).ok(),
        }
    }

    /// Whether the file at a place is as it was read.
    pub fn holds(&self, at: usize, stamp: Stamp) -> bool {
        stamp.changed < self.doubted_from && self.kept.briefs().get(at).is_some_and(|brief| K::file(brief).1 == stamp)
    }

    /// What it holds at these places alone, which are in order.
    pub fn only(mut self, places: &[usize]) -> K {
        if places.len() < self.len() {
            let (mut at, mut wanted) = (0.., places.iter().copied().peekable());
            self.kept.briefs_mut().retain(|_| at.next().is_some_and(|at| wanted.next_if_eq(&at).is_some()));
        }
        self.kept
    }
}

/// What an index begins with: another version of the program, or of what it keeps, makes an index of its own.
fn head<K: Kept>() -> String {
    format!("appraise {} index of {} 4\n", env!("CARGO_PKG_VERSION"), K::KIND)
}

/// A file with the hash of what was written to it.
struct Hashing<W: Write> {
    file: W,
    hash: Sha256,
}

impl<W: Write> Hashing<W> {
    fn block<T: Serialize + ?Sized>(&mut self, value: &T) -> io::Result<()> {
        let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
        self.put(&(bytes.len() as u64).to_le_bytes())?;
        self.put(&bytes)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.file.write_all(bytes)
    }

    fn end(mut self) -> io::Result<()> {
        self.file.write_all(&self.hash.finalize())?;
        self.file.flush()
    }
}

/// The blocks of a file, each read into the same memory. Nothing of them is trusted before the hash at the end.
struct Blocks<R> {
    file: R,
    hash: Sha256,
    block: Vec<u8>,
}

impl<R: Read> Blocks<BufReader<R>> {
    fn of<K: Kept>(file: R) -> Option<Self> {
        let mut blocks = Self { file: BufReader::with_capacity(1 << 16, file), hash: Sha256::new(), block: Vec::new() };
        let head = head::<K>();
        let is_ours = blocks.fill(head.len() as u64)? == head.as_bytes();
        is_ours.then_some(blocks)
    }

    /// The next block; one of no bytes holds nothing.
    fn next<T: DeserializeOwned>(&mut self) -> Option<T> {
        let length = *self.fill(8)?.first_chunk()?;
        self.hash.update(length);
        self.fill(u64::from_le_bytes(length))?;
        self.hash.update(&self.block);
        postcard::from_bytes(&self.block).ok()
    }

    /// Whether the hash fits, and nothing follows.
    fn end(mut self) -> Option<()> {
        let hash = std::mem::take(&mut self.hash).finalize();
        let fits = self.fill(hash.len() as u64)? == hash.as_slice();
        (fits && self.fill(1).is_none()).then_some(())
    }

    fn fill(&mut self, length: u64) -> Option<&[u8]> {
        self.block.clear();
        self.file.by_ref().take(length).read_to_end(&mut self.block).ok()?;
        (self.block.len() as u64 == length).then_some(&self.block)
    }
}
