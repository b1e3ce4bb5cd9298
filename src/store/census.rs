//! Reading a folder of signed-off reviews for lists and counts: every file is accounted for, most come from the index.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::domain::brief::{self, Briefs, Known, Lexicon, Reviews, Stamp, Unread};
use crate::domain::census::Census;
use crate::domain::parse;
use crate::domain::review::Review;
use crate::domain::seal::CHANGED;

use super::gather::{Gathered, Kept, Reading, gather};
use super::read::{self, REVIEW_LIMIT};
use super::walk::{self, Skip, Skipped};
use super::{Problem, Store, StoreError};

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

impl Store {
    /// The census of the signed-off reviews.
    #[must_use]
    pub fn census(&self, reading: Reading) -> Counted {
        let (folder, path) = (self.folders.reviews(), self.folders.index());
        let mut skipped = Vec::new();
        let gathered = gather(|take| skipped = walk::walk(&folder, take), &path, reading);
        counted(gathered, skipped, &folder)
    }

    /// Forgets what was read before: the next census reads every file again.
    pub fn forget_index(&self) {
        // One that is not there, or cannot be taken away, is as good as it was.
        let _ = std::fs::remove_file(self.folders.index());
    }

    /// The whole review of a file that a brief names.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn review_of(&self, file: &str) -> Result<Review, StoreError> {
        self.read_review(&self.folders.reviews().join(file))
    }
}

impl Kept for Briefs {
    type Known = Known;
    const KIND: &'static str = "reviews";
    const LIMIT: u64 = REVIEW_LIMIT;

    fn pack_shared(&self) -> Vec<u8> {
        // No lexicon cannot be written; an index without one would not be read.
        [postcard::to_stdvec(&self.lexicon).unwrap_or_default(), self.reviews.pack_kinship()].concat()
    }

    fn to_unpack(shared: &[u8]) -> Option<Self> {
        let (mut lexicon, kinship): (Lexicon, _) = postcard::take_from_bytes(shared).ok()?;
        lexicon.reindex();
        Some(Self { lexicon, reviews: Reviews::to_unpack(kinship)? })
    }

    fn count(&self) -> usize {
        self.reviews.len()
    }

    fn file(&self, at: usize) -> Option<(&str, Stamp)> {
        self.reviews.get(at).map(|review| (review.file(), review.stamp))
    }

    fn pack(&self, places: Range<usize>) -> Vec<u8> {
        self.reviews.pack(places)
    }

    fn unpack(&mut self, bytes: &[u8]) -> Option<()> {
        self.reviews.unpack(bytes)
    }

    fn settle(&mut self) {
        self.reviews.sort();
        self.reviews.relate();
    }

    fn keep(&mut self, wanted: &[bool]) {
        self.reviews.keep(wanted);
    }

    fn read(&mut self, bytes: &[u8], file: (&str, Stamp), known: &mut Known) -> Result<(), Unread> {
        brief::read(bytes, file, self, known)
    }

    fn take_in(&mut self, others: &mut Self, known: &mut Known) {
        self.take_in(others, known);
    }

    /// Says more than the quick reader.
    fn fault(path: &Path, bytes: &[u8]) -> Option<StoreError> {
        parse::signed(bytes).err().map(|report| StoreError::faulty(path, report))
    }
}

/// The census of what was read. A forged file is none of them.
fn counted(mut found: Gathered<Briefs>, skipped: Vec<Skipped>, folder: &Path) -> Counted {
    let mut ignored = Vec::new();
    for one in skipped {
        let path = one.place.path();
        let problem = Problem::because(&path, &format!("{}: {}", path.display(), one.why));
        if one.why == Skip::NotJson { ignored.push(problem) } else { found.unreadable.push(problem) }
    }
    let seen = found.kept.reviews.len() + found.newer.len() + found.unreadable.len();
    let mut census = Census::of(found.kept, seen, found.newer.len(), found.unreadable.len());
    if census.files.duplicate > 0 {
        let forged = forged(&census.briefs.reviews, folder);
        if !forged.is_empty() {
            found.unreadable.extend(set_aside(&mut census.briefs.reviews, &forged, folder));
            census = Census::of(census.briefs, seen, found.newer.len(), found.unreadable.len());
        }
    }
    let mut problems: Vec<_> = found.newer.into_iter().chain(found.unreadable).collect();
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    Counted { census, problems, ignored }
}

/// Two files with one hash and different bytes: at least one of them may say it of itself wrongly. Only then the
/// hash is worked out; everywhere else `verify` does it.
fn forged(reviews: &Reviews, folder: &Path) -> BTreeSet<usize> {
    let key = |at: &usize| reviews.get(*at).map(|review| (review.id, review.hash));
    let mut order: Vec<_> = reviews.repeated().iter().map(|at| *at as usize).collect();
    order.sort_unstable_by_key(key);
    let mut forged = BTreeSet::new();
    for copies in order.chunk_by(|a, b| key(a) == key(b)).filter(|copies| copies.len() > 1) {
        let read = |at: &usize| (*at, read::bounded(&path(reviews, *at, folder), REVIEW_LIMIT).unwrap_or_default());
        let copies: Vec<_> = copies.iter().map(read).collect();
        if copies.windows(2).any(|two| matches!(two, [a, b] if a.1 != b.1)) {
            forged.extend(copies.iter().filter(|(_, bytes)| parse::signed(bytes).is_err()).map(|(at, _)| *at));
        }
    }
    forged
}

/// Takes the reviews at some places out; gives what is to be said of their files.
fn set_aside(reviews: &mut Reviews, places: &BTreeSet<usize>, folder: &Path) -> Vec<Problem> {
    let problem = |path: PathBuf| Problem::because(&path, &format!("{}: {CHANGED}", path.display()));
    let problems = places.iter().map(|at| problem(path(reviews, *at, folder))).collect();
    let is_other: Vec<_> = (0..reviews.len()).map(|at| !places.contains(&at)).collect();
    reviews.keep(&is_other);
    problems
}

fn path(reviews: &Reviews, at: usize, folder: &Path) -> PathBuf {
    reviews.get(at).map(|review| folder.join(review.file())).unwrap_or_default()
}
