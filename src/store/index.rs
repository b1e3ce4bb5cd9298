//! What was read of many files last time, kept in the cache folder. It spares reading; it is never trusted over a file.

use std::fs::File;
use std::hash::{Hash, Hasher as _};
use std::io::{self, BufWriter, Read as _, Take, Write};
use std::path::{MAIN_SEPARATOR, Path};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use ahash::{AHashMap, RandomState};
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use crate::domain::brief::{self, rows};

use super::gather::Kept;
use super::walk::{Handful, Place};
use super::{folders, read, save};

/// A million reviews take some 430 MB.
const INDEX_LIMIT: u64 = 4 << 30;
/// So many briefs are decoded at once: a whole index beside all that is in it would take twice the memory.
const BLOCK: usize = 1 << 8;
/// A file that was changed so shortly before the index was written may have changed once more without a trace: clocks of
/// file systems tick in steps.
const DOUBT: Duration = Duration::from_secs(2);

/// The files as they were read last, by name, size and time.
#[derive(Debug)]
pub struct Index {
    keys: Keys,
    /// In the order in which the folder gave them: it gives them so again while nothing changes, and then each is where it
    /// is looked for.
    order: Vec<Listed>,
    /// The places by print, made where the folder gives them in another order.
    places: OnceLock<AHashMap<Print, u32>>,
    /// Files that changed then, nanoseconds since 1970, or later are in doubt.
    in_doubt: i64,
    /// Whether the file of a place was met, and is as it was.
    is_met: Vec<AtomicBool>,
}

/// What was read of them. It takes longer to unpack, so the files are looked at meanwhile.
pub struct Contents {
    blocks: Blocks,
    count: usize,
}

/// Name, size and time of a file in two hashes.
type Print = [u64; 2];

/// A file that the folder gave.
#[derive(Debug, Clone, Copy)]
struct Listed {
    print: Print,
    /// The place of what was read of it; none at all is beyond all places.
    place: u32,
}

rows! {
    Listed { print, place }
}

/// What prints are made with. It is drawn anew for each index, so no file can be made that passes for another one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Keys([[u64; 4]; 2]);

impl Keys {
    fn drawn() -> Self {
        let drawn = RandomState::new();
        Self([0, 1].map(|key| [0, 1, 2, 3].map(|part| drawn.hash_one((key, part)))))
    }

    fn print(&self, file: impl Hash) -> Print {
        self.0.map(|[a, b, c, d]| RandomState::with_seeds(a, b, c, d).hash_one(&file))
    }
}

/// The index at `path` and its contents; `None` where there is none of this program.
pub fn open<K: Kept>(path: &Path) -> Option<(Index, Contents)> {
    let written = std::fs::symlink_metadata(path).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let in_doubt = i64::try_from(written.checked_sub(DOUBT)?.as_nanos()).ok()?;
    let mut blocks = Blocks::of::<K>(read::opened(path, INDEX_LIMIT).ok()?)?;
    let (keys, count) = postcard::from_bytes(blocks.next()?).ok()?;
    let mut order = Vec::new();
    brief::read_all(&mut blocks.next()?, &mut order)?;
    let is_met = order.iter().map(|_| AtomicBool::new(false)).collect();
    Some((Index { keys, order, places: OnceLock::new(), in_doubt, is_met }, Contents { blocks, count }))
}

/// Keeps what was read of files that the folder gives in this order.
///
/// # Errors
/// As the system reports them; an index of before stays as it was.
pub fn write<K: Kept>(path: &Path, kept: &K, files: &[Place]) -> io::Result<()> {
    folders::make_private(path.parent().unwrap_or(Path::new(".")))?;
    save::sweep_scratch(path);
    save::scratch(path, |file| {
        let mut file = BufWriter::with_capacity(1 << 16, file);
        file.write_all(head::<K>().as_bytes())?;
        let mut hashing = Hashing { file, hash: XxHash3_64::new() };
        let (keys, count) = (Keys::drawn(), kept.count());
        hashing.block(&postcard::to_stdvec(&(&keys, count)).map_err(io::Error::other)?)?;
        hashing.block(&order(kept, &keys, files))?;
        hashing.block(&kept.pack_shared())?;
        let mut blocks = (0..count).step_by(BLOCK).map(|from| kept.pack(from..count.min(from + BLOCK)));
        blocks.try_for_each(|block| hashing.block(&block))?;
        hashing.end()
    })
}

impl Contents {
    /// All of it; `None` where it is damaged, and then nothing that the index said is true.
    pub fn unpack<K: Kept>(self) -> Option<K> {
        let Self { mut blocks, count } = self;
        let mut kept = K::to_unpack(blocks.next()?)?;
        while kept.count() < count {
            kept.unpack(blocks.next()?)?;
        }
        blocks.end().map(|()| kept)
    }
}

impl Index {
    /// Whether it knows the file that the folder gave after so many others, and the file is as it was read: what it knows of
    /// it is kept then.
    pub fn holds(&self, nth: usize, some: &Handful, name: &str) -> bool {
        let met = self.place(nth, some, name).and_then(|at| self.is_met.get(at as usize));
        met.map(|met| met.store(true, Ordering::Relaxed)).is_some()
    }

    fn place(&self, nth: usize, some: &Handful, name: &str) -> Option<u32> {
        let stamp = some.stamp(name).ok().filter(|stamp| stamp.changed < self.in_doubt)?;
        let print = self.keys.print((some.folder(), name, stamp));
        let expected = self.order.get(nth).filter(|listed| listed.print == print);
        expected.map(|listed| listed.place).or_else(|| self.places().get(&print).copied())
    }

    fn places(&self) -> &AHashMap<Print, u32> {
        self.places.get_or_init(|| self.order.iter().map(|listed| (listed.print, listed.place)).collect())
    }

    /// Leaves what is known of the files that it holds. Whether that is all.
    pub fn leave<K: Kept>(self, kept: &mut K) -> bool {
        let is_met: Vec<_> = self.is_met.into_iter().map(AtomicBool::into_inner).take(kept.count()).collect();
        let is_all = !is_met.contains(&false) && is_met.len() == kept.count();
        if !is_all {
            kept.keep(&is_met);
        }
        is_all
    }
}

/// The files with the places of what is kept of them, as bytes.
fn order<K: Kept>(kept: &K, keys: &Keys, files: &[Place]) -> Vec<u8> {
    let known = (0..kept.count()).filter_map(|at| kept.file(at)).zip(0..);
    let places: AHashMap<_, _> = known.map(|((path, stamp), at)| (parted(path), (stamp, at))).collect();
    let listed = |file: &Place| {
        let path = file.name();
        let file = parted(&path);
        let known = places.get(&file).map(|(stamp, at)| (keys.print((file.0, file.1, stamp)), *at));
        let (print, place) = known.unwrap_or((Print::default(), u32::MAX));
        Listed { print, place }
    };
    let (order, mut bytes): (Vec<_>, _) = (files.iter().map(listed).collect(), Vec::new());
    brief::put_all(&order, &mut bytes);
    bytes
}

/// The folder and the name in it.
fn parted(path: &str) -> (&str, &str) {
    let end = memchr::memrchr(MAIN_SEPARATOR as u8, path.as_bytes());
    end.map_or(("", path), |end| (path.get(..end).unwrap_or(path), path.get(end + 1..).unwrap_or_default()))
}

/// What an index begins with: another version of the program, or of what it keeps, makes an index of its own.
fn head<K: Kept>() -> String {
    format!("appraise {} index of {} 6\n", env!("CARGO_PKG_VERSION"), K::KIND)
}

/// A file with the hash of what was written to it.
struct Hashing<W: Write> {
    file: W,
    hash: XxHash3_64,
}

impl<W: Write> Hashing<W> {
    fn block(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.put(&(bytes.len() as u64).to_le_bytes())?;
        self.put(bytes)
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
struct Blocks {
    file: Take<File>,
    hash: XxHash3_64,
    block: Vec<u8>,
}

impl Blocks {
    fn of<K: Kept>(file: Take<File>) -> Option<Self> {
        let mut blocks = Self { file, hash: XxHash3_64::new(), block: Vec::new() };
        let head = head::<K>();
        let is_ours = blocks.fill(head.len() as u64)? == head.as_bytes();
        is_ours.then_some(blocks)
    }

    /// The next block; one of no bytes holds nothing.
    fn next(&mut self) -> Option<&[u8]> {
        let length = *self.fill(8)?.first_chunk()?;
        self.hash.write(&length);
        self.fill(u64::from_le_bytes(length))?;
        self.hash.write(&self.block);
        Some(&self.block)
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
