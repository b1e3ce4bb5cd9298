//! What was read of many files last time, kept in the cache folder. It spares reading; it is never trusted over a file.

use std::hash::Hasher as _;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{MAIN_SEPARATOR, Path};
use std::time::{Duration, UNIX_EPOCH};

use ahash::{AHashMap, RandomState};
use serde::Serialize;
use serde::de::DeserializeOwned;
use twox_hash::XxHash3_64;

use crate::domain::brief::Stamp;

use super::gather::{Kept, Reading};
use super::walk::Found;
use super::{folders, read, save, threads};

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
    /// The places of files that are not in doubt.
    places: AHashMap<Print, usize>,
}

/// Name, size and time of a file in two hashes.
pub type Print = [u64; 2];

/// What prints are made with. It is drawn anew each time, so no file can be made that passes for another one.
#[derive(Debug, Default)]
pub struct Keys([RandomState; 2]);

impl Keys {
    /// The prints of files, in their order; `None` of one that the disk says nothing of.
    #[must_use]
    pub fn prints(&self, files: &[Found]) -> Vec<Option<Print>> {
        threads::each(files, |file| {
            let stamp = file.stamp().ok()?;
            Some(file.said(|folder, name| self.print(folder, name, stamp)))
        })
    }

    fn print(&self, folder: &str, name: &str, stamp: Stamp) -> Print {
        self.0.each_ref().map(|key| key.hash_one((folder, name, stamp)))
    }
}

impl<K: Kept> Index<K> {
    /// How many files it knows.
    pub fn len(&self) -> usize {
        self.kept.count()
    }

    /// The index of a file; an empty one where there is none that can be trusted, or none is wanted.
    pub fn of(path: &Path, keys: &Keys, reading: Reading) -> Self {
        let index = if reading.index { Self::try_read(path, keys) } else { None };
        index.unwrap_or_default()
    }

    fn try_read(path: &Path, keys: &Keys) -> Option<Self> {
        let written = std::fs::symlink_metadata(path).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let mut blocks = Blocks::of::<K>(read::opened(path, INDEX_LIMIT).ok()?)?;
        let (shared, count): (K::Shared, usize) = blocks.next()?;
        let mut kept = K::with(shared);
        while kept.count() < count {
            kept.unpack(blocks.next()?);
        }
        blocks.end()?;
        kept.revive();
        let in_doubt = i64::try_from(written.checked_sub(DOUBT)?.as_nanos()).ok()?;
        Some(Self::over(kept, keys, in_doubt))
    }

    /// Files that changed `in_doubt`, nanoseconds since 1970, or later are read again.
    fn over(kept: K, keys: &Keys, in_doubt: i64) -> Self {
        let mut places = AHashMap::with_capacity(kept.count());
        let files = (0..kept.count()).filter_map(|at| Some((kept.file(at)?, at)));
        let certain = files.filter(|((_, stamp), _)| stamp.changed < in_doubt);
        places.extend(certain.map(|((path, stamp), at)| {
            let (folder, name) = parted(path);
            (keys.print(folder, name, stamp), at)
        }));
        Self { kept, places }
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
            let mut hashing = Hashing { file, hash: XxHash3_64::new() };
            let count = kept.count();
            hashing.block(&(kept.shared(), count))?;
            let mut blocks = (0..count).step_by(BLOCK).map(|from| kept.block(from..count.min(from + BLOCK)));
            blocks.try_for_each(|block| hashing.block(&block))?;
            hashing.end()
        })
    }

    /// What it holds of files that are as they were read, and the other files.
    pub fn split(mut self, files: Vec<Found>, prints: &[Option<Print>]) -> (K, Vec<Found>) {
        let mut is_held = vec![false; self.kept.count()];
        let mut places = threads::each(prints, |print| self.places.get(print.as_ref()?).copied()).into_iter();
        let is_changed = |_: &Found| {
            let held = places.next().flatten().and_then(|at| is_held.get_mut(at));
            held.map(|held| *held = true).is_none()
        };
        let changed = files.into_iter().filter(is_changed).collect();
        if is_held.contains(&false) {
            self.kept.keep(&is_held);
        }
        (self.kept, changed)
    }
}

/// The folder and the name in it.
fn parted(path: &str) -> (&str, &str) {
    let end = memchr::memrchr(MAIN_SEPARATOR as u8, path.as_bytes());
    end.map_or(("", path), |end| (path.get(..end).unwrap_or(path), path.get(end + 1..).unwrap_or_default()))
}

/// What an index begins with: another version of the program, or of what it keeps, makes an index of its own.
fn head<K: Kept>() -> String {
    format!("appraise {} index of {} 5\n", env!("CARGO_PKG_VERSION"), K::KIND)
}

/// A file with the hash of what was written to it.
struct Hashing<W: Write> {
    file: W,
    hash: XxHash3_64,
}

impl<W: Write> Hashing<W> {
    fn block<T: Serialize + ?Sized>(&mut self, value: &T) -> io::Result<()> {
        let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
        self.put(&(bytes.len() as u64).to_le_bytes())?;
        self.put(&bytes)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.write(bytes);
        self.file.write_all(bytes)
    }

    fn end(mut self) -> io::Result<()> {
        self.file.write_all(&self.hash.finish().to_le_bytes())?;
        self.file.flush()
    }
}

/// The blocks of a file, each read into the same memory. Nothing of them is trusted before the hash at the end.
struct Blocks<R> {
    file: R,
    hash: XxHash3_64,
    block: Vec<u8>,
}

impl<R: Read> Blocks<BufReader<R>> {
    fn of<K: Kept>(file: R) -> Option<Self> {
        let mut blocks =
            Self { file: BufReader::with_capacity(1 << 16, file), hash: XxHash3_64::new(), block: Vec::new() };
        let head = head::<K>();
        let is_ours = blocks.fill(head.len() as u64)? == head.as_bytes();
        is_ours.then_some(blocks)
    }

    /// The next block; one of no bytes holds nothing.
    fn next<T: DeserializeOwned>(&mut self) -> Option<T> {
        let length = *self.fill(8)?.first_chunk()?;
        self.hash.write(&length);
        self.fill(u64::from_le_bytes(length))?;
        self.hash.write(&self.block);
        postcard::from_bytes(&self.block).ok()
    }

    /// Whether the hash fits, and nothing follows.
    fn end(mut self) -> Option<()> {
        let hash = self.hash.finish().to_le_bytes();
        let fits = self.fill(hash.len() as u64)? == hash;
        (fits && self.fill(1).is_none()).then_some(())
    }

    fn fill(&mut self, length: u64) -> Option<&[u8]> {
        self.block.clear();
        self.file.by_ref().take(length).read_to_end(&mut self.block).ok()?;
        (self.block.len() as u64 == length).then_some(&self.block)
    }
}
