//! Reading a folder of signed-off reviews for lists and counts: every file is accounted for, most come from the index.

use std::collections::{HashMap, HashSet};
use std::fs::Metadata;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::UNIX_EPOCH;

use crate::domain::brief::{self, Briefs, Known, ReviewBrief, Stamp, Unread};
use crate::domain::census::Census;
use crate::domain::parse;
use crate::domain::review::Review;
use crate::domain::seal::CHANGED;

use super::index::Index;
use super::read::{self, REVIEW_LIMIT};
use super::walk::{self, Place, Skip, Skipped};
use super::{Problem, Store, StoreError};

/// So many files are taken at once by one thread.
const BATCH: usize = 64;
/// Reading hides behind waiting: from a cold disk a few threads more than cores help.
const THREADS: usize = 4;

/// What was found in a folder of reviews.
#[derive(Debug, Default)]
pub struct Counted {
    /// The reviews with their standing.
    pub census: Census,
    /// Files that could be reviews and are not among them, with the reason.
    pub problems: Vec<Problem>,
    /// Files that no review can be, with the reason.
    pub ignored: Vec<Problem>,
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

impl Store {
    /// The census of the signed-off reviews.
    #[must_use]
    pub fn census(&self, reading: Reading) -> Counted {
        let (root, path) = (self.folders.reviews(), self.folders.index());
        let (walked, index) = thread::scope(|scope| {
            let index = scope.spawn(|| if reading.index { Index::read(&path) } else { Index::default() });
            (walk::files(&root), index.join().unwrap_or_default())
        });
        let (known, parts) = read_all(&walked.files, &index, reading);
        let is_new = known.len() != index.len() || parts.iter().any(|part| !part.briefs.reviews.is_empty());
        let mut found = Found { briefs: index.only(&known), ..Found::default() };
        parts.into_iter().for_each(|part| found.take_in(part));
        found.briefs.sort();
        if reading.index && is_new {
            // Without an index the next count is slower, and nothing else.
            let _ = Index::write(&path, &found.briefs);
        }
        found.set_aside_forged(&root);
        found.counted(walked.skipped)
    }

    /// Forgets what was read before: the next census reads every file again.
    pub fn forget_index(&self) {
        // One that is not there, or cannot be taken away, is as good as it was.
        let _ = std::fs::remove_file(self.folders.index());
    }

    /// The whole review behind a brief.
    ///
    /// # Errors
    /// When its file cannot be read any more.
    pub fn review_of(&self, brief: &ReviewBrief) -> Result<Review, StoreError> {
        self.read_review(&self.folders.reviews().join(&*brief.file))
    }
}

/// What one thread read.
#[derive(Default)]
struct Part {
    briefs: Briefs,
    /// Places in the index of files that did not change.
    known: Vec<usize>,
    newer: Vec<Problem>,
    unreadable: Vec<Problem>,
}

/// The places in the index that still hold, and what had to be read. Each thread has a lexicon of its own.
fn read_all(files: &[Place], index: &Index, reading: Reading) -> (HashSet<usize>, Vec<Part>) {
    let (next, places) = (AtomicUsize::new(0), index.places());
    let work = || {
        let (mut part, mut reader) = (Part::default(), Reader::default());
        loop {
            let from = next.fetch_add(BATCH, Ordering::Relaxed);
            let batch = files.get(from..files.len().min(from + BATCH)).unwrap_or_default();
            if batch.is_empty() {
                return part;
            }
            batch.iter().for_each(|place| reader.take(place, index, &places, &mut part));
            (reading.progress)(from + batch.len(), files.len());
        }
    };
    let threads = THREADS.min(files.len().div_ceil(BATCH)).max(1);
    let mut parts: Vec<Part> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let own = work();
        // A thread that met a fault of its own takes the whole count with it: a part of the files would be a wrong count.
        let others =
            others.into_iter().map(|thread| thread.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
        others.chain([own]).collect()
    });
    let known = parts.iter_mut().flat_map(|part| std::mem::take(&mut part.known)).collect();
    (known, parts)
}

/// What a thread keeps between files.
#[derive(Default)]
struct Reader {
    known: Known,
    buffer: Vec<u8>,
}

impl Reader {
    fn take(&mut self, place: &Place, index: &Index, places: &HashMap<&str, usize>, part: &mut Part) {
        let name = place.relative.to_string_lossy();
        let problem = |reason: &str| Problem::because(&place.path, &format!("{}: {reason}", place.path.display()));
        let stamp = match std::fs::symlink_metadata(&place.path) {
            Ok(facts) => stamp(&facts),
            Err(error) => {
                return part.unreadable.push(Problem::new(&place.path, &StoreError::read(&place.path, error)));
            }
        };
        if let Some(at) = places.get(&*name).copied().filter(|at| index.holds(*at, stamp)) {
            return part.known.push(at);
        }
        if let Err(error) = read::into(&place.path, REVIEW_LIMIT, &mut self.buffer) {
            return part.unreadable.push(Problem::new(&place.path, &StoreError::read(&place.path, error)));
        }
        match brief::read(&self.buffer, (&name, stamp), &mut part.briefs.lexicon, &mut self.known) {
            Ok(brief) => part.briefs.reviews.push(brief),
            Err(Unread::Newer(format)) => part.newer.push(problem(&format!(
                "its format is {format}, newer than this program knows: it is not counted. Update the program"
            ))),
            Err(Unread::Draft) => part.unreadable.push(problem("it is a draft, not signed off: it is not counted")),
            Err(Unread::Faulty(reason)) => part.unreadable.push(faulty(place, &self.buffer, &reason)),
        }
    }
}

/// The full check says more than the quick reader; where it finds nothing, the reader's own reason stands.
fn faulty(place: &Place, bytes: &[u8], reason: &str) -> Problem {
    let error = match parse::signed(bytes) {
        Err(report) => StoreError::faulty(&place.path, report).to_string(),
        Ok(_) => format!("{} cannot be used as it is: {reason}", place.path.display()),
    };
    Problem::because(&place.path, &error)
}

fn stamp(facts: &Metadata) -> Stamp {
    let changed = facts.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Stamp { size: facts.len(), changed: changed.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or(0) }
}

/// Everything that was found, put together.
#[derive(Default)]
struct Found {
    briefs: Briefs,
    newer: Vec<Problem>,
    unreadable: Vec<Problem>,
}

impl Found {
    fn take_in(&mut self, part: Part) {
        self.briefs.append(part.briefs);
        self.newer.extend(part.newer);
        self.unreadable.extend(part.unreadable);
    }

    /// Two files with one hash and different bytes: at least one of them may say it of itself wrongly. Only then the
    /// hash is worked out; everywhere else `verify` does it.
    fn set_aside_forged(&mut self, folder: &Path) {
        let mut order: Vec<usize> = (0..self.briefs.reviews.len()).collect();
        let key = |at: &usize| self.briefs.reviews.get(*at).map(|review| (review.id, review.hash));
        order.sort_unstable_by_key(key);
        let mut forged = HashSet::new();
        for copies in order.chunk_by(|a, b| key(a) == key(b)).filter(|copies| copies.len() > 1) {
            let read = |at: &usize| {
                let file = self.briefs.reviews.get(*at).map(|review| folder.join(&*review.file)).unwrap_or_default();
                (*at, read::bounded(&file, REVIEW_LIMIT).unwrap_or_default())
            };
            let copies: Vec<_> = copies.iter().map(read).collect();
            if copies.windows(2).any(|two| matches!(two, [a, b] if a.1 != b.1)) {
                forged.extend(copies.iter().filter(|(_, bytes)| parse::signed(bytes).is_err()).map(|(at, _)| *at));
            }
        }
        for at in &forged {
            let path = self.briefs.reviews.get(*at).map(|review| folder.join(&*review.file)).unwrap_or_default();
            self.unreadable.push(Problem::because(&path, &format!("{}: {CHANGED}", path.display())));
        }
        let mut at = 0..;
        self.briefs.reviews.retain(|_| at.next().is_some_and(|at| !forged.contains(&at)));
    }

    fn counted(mut self, skipped: Vec<Skipped>) -> Counted {
        let mut ignored = Vec::new();
        for one in skipped {
            let path = one.place.path;
            let problem = Problem::because(&path, &format!("{}: {}", path.display(), one.why));
            if one.why == Skip::NotJson { ignored.push(problem) } else { self.unreadable.push(problem) }
        }
        let (newer, unreadable) = (self.newer.len(), self.unreadable.len());
        let seen = self.briefs.reviews.len() + newer + unreadable;
        let mut problems: Vec<_> = self.newer.into_iter().chain(self.unreadable).collect();
        problems.sort_by(|a, b| a.path.cmp(&b.path));
        Counted { census: Census::of(self.briefs, seen, newer, unreadable), problems, ignored }
    }
}
