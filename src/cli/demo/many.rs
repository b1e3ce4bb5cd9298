//! `appraise demo DIR --documents N`: as many invented documents as one likes, by as many threads as there are cores.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use crate::checklists;
use crate::demo::drawn;
use crate::domain::review::Pinned;
use crate::store::{Samples, Store, StoreError};

use super::super::Status;
use super::super::session::print;

/// Draws the documents and says what there is and how to open it.
///
/// # Errors
/// When the disk refuses.
pub fn write(store: &Store, dir: &Path, seed: u64, documents: u64) -> anyhow::Result<Status> {
    let threads = thread::available_parallelism().map_or(2, NonZero::get).max(2);
    let reviews = Work::new(seed, documents, stderr().is_terminal()).done_by(threads, store)?;
    let dir = dir.display();
    print(&format!(
        "{documents} invented documents with {reviews} signed-off reviews are in {dir}, the same for every run with --seed \
         {seed}.\nOpen it with:  appraise --workspace {dir}\nCount it with: appraise summary --workspace {dir}"
    ))?;
    Ok(Status::Done)
}

/// The documents that are still to be drawn: each thread takes the next one.
struct Work {
    seed: u64,
    documents: u64,
    shows: bool,
    next: AtomicU64,
    reviews: AtomicU64,
    failed: AtomicBool,
}

impl Work {
    const fn new(seed: u64, documents: u64, shows: bool) -> Self {
        let (next, reviews, failed) = (AtomicU64::new(1), AtomicU64::new(0), AtomicBool::new(false));
        Self { seed, documents, shows, next, reviews, failed }
    }

    fn done_by(&self, threads: usize, store: &Store) -> Result<u64, StoreError> {
        let checklists = checklists::built_in();
        let samples = Samples::begin(store, &checklists)?;
        let results: Vec<_> = thread::scope(|scope| {
            let started: Vec<_> = (0..threads).map(|_| scope.spawn(|| self.take(&samples, &checklists))).collect();
            started.into_iter().map(thread::ScopedJoinHandle::join).collect()
        });
        if self.shows {
            let _ = write!(stderr(), "\r\x1b[K");
        }
        for result in results {
            result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        }
        Ok(self.reviews.load(Ordering::Relaxed))
    }

    fn take(&self, samples: &Samples, checklists: &[Pinned]) -> Result<(), StoreError> {
        while !self.failed.load(Ordering::Relaxed) {
            let n = self.next.fetch_add(1, Ordering::Relaxed);
            if n > self.documents {
                break;
            }
            let drawn = drawn(self.seed, n, checklists);
            let written = samples.write(&drawn.record, &drawn.reviews);
            written.inspect_err(|_| self.failed.store(true, Ordering::Relaxed))?;
            self.reviews.fetch_add(drawn.reviews.len() as u64, Ordering::Relaxed);
            self.show(n);
        }
        Ok(())
    }

    fn show(&self, n: u64) {
        if self.shows && n.is_multiple_of(500) {
            let _ = write!(stderr(), "\r{n} of {} documents", self.documents);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::PathBuf;

    use super::*;
    use crate::domain::canonical::sha256_bytes;
    use crate::store::Folders;

    /// Every file below a folder, with the hash of its bytes.
    fn tree(root: &Path) -> BTreeMap<PathBuf, String> {
        let (mut found, mut waiting) = (BTreeMap::new(), vec![root.to_owned()]);
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                waiting.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                let hash = sha256_bytes(&std::fs::read(&path).unwrap());
                found.insert(path.strip_prefix(root).unwrap().to_owned(), hash);
            }
        }
        found
    }

    fn written(seed: u64, threads: usize) -> BTreeMap<PathBuf, String> {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::below(home.path());
        Work::new(seed, 30, false).done_by(threads, &Store::new(folders.clone())).unwrap();
        tree(&folders.workspace)
    }

    #[test]
    fn the_same_seed_gives_the_same_files_by_any_number_of_threads_and_another_seed_others() {
        let alone = written(5, 1);
        assert!(alone.len() > 60, "{}", alone.len());
        assert_eq!(alone, written(5, 1));
        assert_eq!(alone, written(5, 4));
        let other = written(6, 2);
        assert!(other.keys().filter(|path| alone.contains_key(*path)).count() < 10);
    }

    #[test]
    fn what_the_disk_refuses_is_told_and_ends_the_work() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::new(Folders::below(home.path()));
        std::fs::create_dir_all(store.folders().workspace.join("checklists")).unwrap();
        std::fs::write(store.folders().reviews(), "no folder").unwrap();
        let work = Work::new(1, 1_000_000, false);
        let error = work.done_by(2, &store).unwrap_err();
        assert!(error.to_string().contains("reviews"), "{error}");
        assert!(work.next.load(Ordering::Relaxed) < 100);
    }
}
