//! Reading the files of one kind for lists and counts: on several threads, and only those that changed since they were
//! read last.

use std::mem;
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::brief::{Stamp, Unread};
use crate::domain::side_by_side::side_by_side;

use super::index::{Index, Keys};
use super::walk::Found;
use super::{Problem, StoreError, read, threads};

/// So many briefs are handed over at once: what the threads hold beside the whole stays small.
const HANDFUL: usize = 1 << 10;

/// What is kept of all files of one kind: a brief of each.
pub trait Kept: Default + Send + Sync {
    /// Some briefs, as an index holds them.
    type Block: Serialize + DeserializeOwned;
    /// What the briefs share.
    type Shared: Serialize + DeserializeOwned;
    /// What a thread keeps between files.
    type Known: Default + Send;
    /// The name of the kind.
    const KIND: &'static str;
    /// The most bytes of a file.
    const LIMIT: u64;

    /// What the briefs share.
    fn shared(&self) -> &Self::Shared;
    /// No briefs yet, and what they will share.
    fn with(shared: Self::Shared) -> Self;
    /// How many briefs there are.
    fn count(&self) -> usize;
    /// Where the brief at a place was read, and what the disk said of the file.
    fn file(&self, at: usize) -> Option<(&str, Stamp)>;
    /// The briefs at some places, to be written.
    fn block(&self, places: Range<usize>) -> Self::Block;
    /// Adds briefs that were written so.
    fn unpack(&mut self, block: Self::Block);
    /// Puts the briefs into the order of their files.
    fn sort(&mut self);
    /// Leaves those briefs that are wanted, each asked by its place.
    fn keep(&mut self, wanted: &[bool]);
    /// Adds the brief of a file.
    ///
    /// # Errors
    /// What the file is instead.
    fn read(&mut self, bytes: &[u8], file: (&str, Stamp), known: &mut Self::Known) -> Result<(), Unread>;
    /// Adds the briefs of another one.
    fn append(&mut self, others: Self);
    /// What the full check says of a file that cannot be read in brief; `None` where it finds nothing.
    fn fault(path: &Path, bytes: &[u8]) -> Option<StoreError>;
    /// Makes whole what an index does not hold.
    fn revive(&mut self) {}
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

/// Finds the files and reads them, or takes them from the index at `path`, which is written again where something is new.
pub fn gather<K: Kept>(find: impl FnOnce() -> Vec<Found>, path: &Path, reading: Reading) -> Gathered<K> {
    let keys = Keys::default();
    let look = || {
        let files = find();
        let prints = if reading.index { keys.prints(&files) } else { Vec::new() };
        (files, prints)
    };
    // The many small names stay on this thread: on another one their memory would not be used again.
    let (index, (files, prints)) = side_by_side(|| Index::<K>::of(path, &keys, reading), look);
    let known = index.len();
    let (kept, changed) = index.split(files, &prints);
    let held = kept.count();
    let all = Mutex::new(Gathered { kept, newer: Vec::new(), unreadable: Vec::new() });
    let parts = threads::fold(&changed, || Part::of(&all), Part::take, reading.progress);
    parts.into_iter().for_each(|mut part| part.hand_over());
    let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    let is_more = all.kept.count() > held;
    if is_more {
        all.kept.sort();
    }
    if reading.index && (is_more || held < known) {
        // Without an index the next reading is slower, and nothing else.
        let _ = Index::write(path, &all.kept);
    }
    all
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

    /// What the briefs share begins anew: to go through all of it each time would take longer and longer.
    fn hand_over(&mut self) {
        let found = mem::take(&mut self.found);
        self.known = K::Known::default();
        // A thread that met a fault takes the whole work with it.
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.kept.append(found.kept);
        all.newer.extend(found.newer);
        all.unreadable.extend(found.unreadable);
    }

    fn take(&mut self, file: &Found) {
        self.read(file);
        if self.found.kept.count() >= HANDFUL {
            self.hand_over();
        }
    }

    fn read(&mut self, file: &Found) {
        let place = file.place();
        let path = place.path();
        let stamp = match read::into(&path, K::LIMIT, &mut self.buffer) {
            Ok(facts) => read::stamp(&facts),
            Err(error) => {
                let error = StoreError::read(&path, error);
                return self.found.unreadable.push(Problem::new(&path, &error));
            }
        };
        let problem = |reason: &str| Problem::because(&path, &format!("{}: {reason}", path.display()));
        match self.found.kept.read(&self.buffer, (&place.name(), stamp), &mut self.known) {
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
