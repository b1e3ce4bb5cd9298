//! Reading the files of one kind for lists and counts: on several threads, and only those that changed since they were
//! read last.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::brief::{Stamp, Unread};

use super::index::Index;
use super::walk::Place;
use super::{Problem, StoreError, read, threads};

/// What is kept of all files of one kind: a brief of each.
pub trait Kept: Default + Send + Sync {
    /// One file in brief.
    type Brief: Serialize + DeserializeOwned;
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
    /// All of them.
    fn briefs(&self) -> &[Self::Brief];
    /// All of them, to sort and to take some out.
    fn briefs_mut(&mut self) -> &mut Vec<Self::Brief>;
    /// Where a brief was read, and what the disk said of the file.
    fn file(brief: &Self::Brief) -> (&str, Stamp);
    /// Adds the brief of a file.
    ///
    /// # Errors
    /// What the file is instead.
    fn read(&mut self, bytes: &[u8], file: (&str, Stamp), known: &mut Self::Known) -> Result<(), Unread>;
    /// Adds what another thread read.
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

/// Reads the files, or takes them from the index, which is written to `path` again where something is new.
pub fn gather<K: Kept>(files: &[Place], index: Index<K>, path: &Path, reading: Reading) -> Gathered<K> {
    let work = |part: &mut Part<K>, place: &Place| part.take(place, &index);
    let parts = threads::fold(files, Part::default, work, reading.progress);
    let mut holding: Vec<_> = parts.iter().flat_map(|part| part.holding.iter().copied()).collect();
    holding.sort_unstable();
    let (is_less, is_more) =
        (holding.len() != index.len(), parts.iter().any(|part| !part.found.kept.briefs().is_empty()));
    let mut all = Gathered { kept: index.only(&holding), newer: Vec::new(), unreadable: Vec::new() };
    parts.into_iter().for_each(|part| all.take_in(part.found));
    if is_more {
        all.kept.briefs_mut().sort_unstable_by(|a, b| K::file(a).0.cmp(K::file(b).0));
    }
    if reading.index && (is_less || is_more) {
        // Without an index the next reading is slower, and nothing else.
        let _ = Index::write(path, &all.kept);
    }
    all
}

impl<K: Kept> Gathered<K> {
    fn take_in(&mut self, other: Self) {
        self.kept.append(other.kept);
        self.newer.extend(other.newer);
        self.unreadable.extend(other.unreadable);
    }
}

/// What one thread read.
#[derive(Default)]
struct Part<K: Kept> {
    found: Gathered<K>,
    /// Places in the index of files that did not change.
    holding: Vec<usize>,
    /// Where the next file is in the index, most often: both are in the order of names.
    next: usize,
    known: K::Known,
    buffer: Vec<u8>,
}

impl<K: Kept> Part<K> {
    fn take(&mut self, place: &Place, index: &Index<K>) {
        let name = place.relative.to_string_lossy();
        let Some(at) = index.find(&name, self.next) else { return self.read(place, &name) };
        self.next = at + 1;
        if is_held(place, index, at) { self.holding.push(at) } else { self.read(place, &name) }
    }

    fn read(&mut self, place: &Place, name: &str) {
        let path = place.path();
        let stamp = match read::into(&path, K::LIMIT, &mut self.buffer) {
            Ok(facts) => read::stamp(&facts),
            Err(error) => {
                let error = StoreError::read(&path, error);
                return self.found.unreadable.push(Problem::new(&path, &error));
            }
        };
        let problem = |reason: &str| Problem::because(&path, &format!("{}: {reason}", path.display()));
        match self.found.kept.read(&self.buffer, (name, stamp), &mut self.known) {
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

/// Whether the index still has a file as it is.
fn is_held<K: Kept>(place: &Place, index: &Index<K>, at: usize) -> bool {
    let asked = || std::fs::symlink_metadata(place.path()).ok().map(|facts| read::stamp(&facts));
    place.stamp.or_else(asked).is_some_and(|stamp| index.holds(at, stamp))
}
