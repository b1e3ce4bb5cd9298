//! Reading the files of one kind for lists and counts: on several threads, and only those that changed since they were
//! read last.

use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::domain::brief::{Stamp, Unread};

use super::index::{self, Contents, Index};
use super::walk::{Handful, Place, Take};
use super::{Problem, StoreError, read, threads};

/// So many briefs are handed over at once: what the threads hold beside the whole stays small.
const HANDFUL: usize = 1 << 10;

/// What is kept of all files of one kind: a brief of each.
pub trait Kept: Default + Send + Sync {
    /// What a thread keeps between files.
    type Known: Default + Send;
    /// The name of the kind.
    const KIND: &'static str;
    /// The most bytes of a file.
    const LIMIT: u64;

    /// What the briefs share, as an index holds it.
    fn pack_shared(&self) -> Vec<u8>;
    /// No briefs yet, but what those share that will be unpacked; `None` where the bytes are something else.
    fn to_unpack(shared: &[u8]) -> Option<Self>;
    /// How many briefs there are.
    fn count(&self) -> usize;
    /// Where the brief at a place was read, and what the disk said of the file.
    fn file(&self, at: usize) -> Option<(&str, Stamp)>;
    /// The briefs at some places as an index holds them.
    fn pack(&self, places: Range<usize>) -> Vec<u8>;
    /// Adds briefs that were packed so; `None` where the bytes are something else.
    fn unpack(&mut self, bytes: &[u8]) -> Option<()>;
    /// Puts the briefs into the order of their files; what is worked out of all of them is worked out.
    fn settle(&mut self);
    /// Leaves those briefs that are wanted, each asked by its place.
    fn keep(&mut self, wanted: &[bool]);
    /// Adds the brief of a file.
    ///
    /// # Errors
    /// What the file is instead.
    fn read(&mut self, bytes: &[u8], file: (&str, Stamp), known: &mut Self::Known) -> Result<(), Unread>;
    /// Takes the briefs of another one in, which were read with `known`.
    fn take_in(&mut self, others: &mut Self, known: &mut Self::Known);
    /// What the full check says of a file that cannot be read in brief; `None` where it finds nothing.
    fn fault(path: &Path, bytes: &[u8]) -> Option<StoreError>;
}

/// How to read.
#[derive(Clone, Copy)]
pub struct Reading<'p> {
    /// Whether the index may spare the reading of files that did not change.
    pub index: bool,
    /// Told after some files: how many of how many are done.
    pub progress: &'p (dyn Fn(usize, usize) + Sync),
}

impl Default for Reading<'_> {
    fn default() -> Self {
        Self { index: true, progress: &|_, _| {} }
    }
}

/// What was read, and why the other files were not.
#[derive(Default)]
pub struct Gathered<K> {
    /// The briefs by the place of their files.
    pub kept: K,
    /// Files of a later format.
    pub newer: Vec<Problem>,
    /// Every other file that is none of the kind.
    pub unreadable: Vec<Problem>,
}

/// Finds the files and reads them, or takes them from the index at `path`, which is written again where something is new;
/// then they are found once more, for their order.
pub fn gather<K: Kept>(mut find: impl FnMut(&mut Take), path: &Path, reading: Reading) -> Gathered<K> {
    let Known { kept, is_all, changed } = Known::<K>::of(&mut find, path, reading);
    let held = kept.count();
    let all = Mutex::new(Gathered { kept, newer: Vec::new(), unreadable: Vec::new() });
    let parts = threads::fold(&changed, || Part::of(&all), Part::take, reading.progress);
    parts.into_iter().for_each(|mut part| part.hand_over());
    let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    let is_other = all.kept.count() > held || !is_all;
    if is_other {
        all.kept.settle();
    }
    if reading.index && is_other {
        // Without an index the next reading is slower, and nothing else.
        let _ = index::write(path, &all.kept, &found(&mut find));
    }
    all
}

/// What is known before a file is read.
struct Known<K> {
    kept: K,
    /// Whether the index knows no more than the files that are there.
    is_all: bool,
    /// The files that must be read.
    changed: Vec<Place>,
}

impl<K: Kept> Known<K> {
    fn of(find: &mut impl FnMut(&mut Take), path: &Path, reading: Reading) -> Self {
        let index = if reading.index { index::open::<K>(path) } else { None };
        index.and_then(|index| Self::by(index, find)).unwrap_or_else(|| {
            let changed = found(find);
            Self { kept: K::default(), is_all: true, changed }
        })
    }

    fn by((index, contents): (Index, Contents), find: &mut impl FnMut(&mut Take)) -> Option<Self> {
        let changed = |some: Handful| some.wanted(|nth, name| !index.holds(nth, &some, name));
        let (changed, kept) = threads::while_found(find, changed, || contents.unpack::<K>());
        let mut kept = kept?;
        let is_all = index.leave(&mut kept);
        Some(Self { kept, is_all, changed })
    }
}

fn found(find: &mut impl FnMut(&mut Take)) -> Vec<Place> {
    let mut files = Vec::new();
    find(&mut |some| files.extend(some.places()));
    files
}

/// What one thread read and did not yet hand over.
struct Part<'g, K: Kept> {
    all: &'g Mutex<Gathered<K>>,
    found: Gathered<K>,
    known: K::Known,
    buffer: Vec<u8>,
}

impl<'g, K: Kept> Part<'g, K> {
    fn of(all: &'g Mutex<Gathered<K>>) -> Self {
        Self { all, found: Gathered::default(), known: K::Known::default(), buffer: Vec::new() }
    }

    fn hand_over(&mut self) {
        // A thread that met a fault takes the whole work with it.
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.kept.take_in(&mut self.found.kept, &mut self.known);
        all.newer.append(&mut self.found.newer);
        all.unreadable.append(&mut self.found.unreadable);
    }

    fn take(&mut self, file: &Place) {
        self.read(file);
        if self.found.kept.count() >= HANDFUL {
            self.hand_over();
        }
    }

    fn read(&mut self, file: &Place) {
        let path = file.path();
        let stamp = match read::into(&path, K::LIMIT, &mut self.buffer) {
            Ok(facts) => read::stamp(&facts),
            Err(error) => {
                let error = StoreError::read(&path, error);
                return self.found.unreadable.push(Problem::new(&path, &error));
            }
        };
        let problem = |reason: &str| Problem::because(&path, &format!("{}: {reason}", path.display()));
        match self.found.kept.read(&self.buffer, (&file.name(), stamp), &mut self.known) {
            Ok(()) => {}
            Err(Unread::Newer(format)) => self.found.newer.push(problem(&format!(
                "its format is {format}, newer than this program knows: it is left out. Update the program"
            ))),
            Err(Unread::Draft) => {
                self.found.unreadable.push(problem("it is a draft, not signed off: it is not counted"));
            }
            Err(Unread::Faulty(reason)) => {
                let said = K::fault(&path, &self.buffer).map(|error| error.to_string());
                let said = said.unwrap_or_else(|| format!("{} cannot be used as it is: {reason}", path.display()));
                self.found.unreadable.push(Problem::because(&path, &said));
            }
        }
    }
}
