//! Reading a folder of signed-off reviews for lists and counts: every file is accounted for, most come from the index.

use std::collections::HashSet;
use std::path::Path;

use crate::domain::brief::{self, Briefs, Known, Lexicon, ReviewBrief, Stamp, Unread};
use crate::domain::census::Census;
use crate::domain::parse;
use crate::domain::review::Review;
use crate::domain::seal::CHANGED;
use crate::domain::side_by_side::side_by_side;

use super::gather::{Gathered, Kept, Reading, gather};
use super::index::Index;
use super::read::{self, REVIEW_LIMIT};
use super::walk::{self, Skip, Skipped, Walked};
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
        let (walked, index) = if reading.index {
            let index = || Index::of(&path, reading);
            // The index stays on this thread: on another one its many small pieces of memory are slower to get.
            side_by_side(|| walk::stamped(&folder), index)
        } else {
            (walk::files(&folder), Index::default())
        };
        let Walked { files, skipped } = walked;
        let mut found = gather(&files, index, &path, reading);
        // A hundred thousand names are as large as what is kept of the files.
        drop(files);
        set_aside_forged(&mut found, &folder);
        counted(found, skipped)
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
        self.read_review(&self.folders.reviews().join(brief.file()))
    }
}

impl Kept for Briefs {
    type Brief = Box<ReviewBrief>;
    type Shared = Lexicon;
    type Known = Known;
    const KIND: &'static str = "reviews";
    const LIMIT: u64 = REVIEW_LIMIT;

    fn shared(&self) -> &Lexicon {
        &self.lexicon
    }

    fn with(lexicon: Lexicon) -> Self {
        Self { lexicon, reviews: Vec::new() }
    }

    fn briefs(&self) -> &[Box<ReviewBrief>] {
        &self.reviews
    }

    fn briefs_mut(&mut self) -> &mut Vec<Box<ReviewBrief>> {
        &mut self.reviews
    }

    fn file(brief: &Box<ReviewBrief>) -> (&str, Stamp) {
        (brief.file(), brief.stamp)
    }

    fn read(&mut self, bytes: &[u8], file: (&str, Stamp), known: &mut Known) -> Result<(), Unread> {
        self.reviews.push(brief::read(bytes, file, &mut self.lexicon, known)?);
        Ok(())
    }

    fn append(&mut self, others: Self) {
        self.append(others);
    }

    /// Says more than the quick reader.
    fn fault(path: &Path, bytes: &[u8]) -> Option<StoreError> {
        parse::signed(bytes).err().map(|report| StoreError::faulty(path, report))
    }

    fn revive(&mut self) {
        self.lexicon.reindex();
    }
}

/// Two files with one hash and different bytes: at least one of them may say it of itself wrongly. Only then the
/// hash is worked out; everywhere else `verify` does it.
fn set_aside_forged(found: &mut Gathered<Briefs>, folder: &Path) {
    let key = |at: &usize| found.kept.reviews.get(*at).map(|review| (review.id, review.hash));
    let mut order = found.kept.repeated();
    order.sort_unstable_by_key(key);
    let mut forged = HashSet::new();
    for copies in order.chunk_by(|a, b| key(a) == key(b)).filter(|copies| copies.len() > 1) {
        let read = |at: &usize| {
            let file = found.kept.reviews.get(*at).map(|review| folder.join(review.file())).unwrap_or_default();
            (*at, read::bounded(&file, REVIEW_LIMIT).unwrap_or_default())
        };
        let copies: Vec<_> = copies.iter().map(read).collect();
        if copies.windows(2).any(|two| matches!(two, [a, b] if a.1 != b.1)) {
            forged.extend(copies.iter().filter(|(_, bytes)| parse::signed(bytes).is_err()).map(|(at, _)| *at));
        }
    }
    for at in &forged {
        let path = found.kept.reviews.get(*at).map(|review| folder.join(review.file())).unwrap_or_default();
        found.unreadable.push(Problem::because(&path, &format!("{}: {CHANGED}", path.display())));
    }
    let mut at = 0..;
    found.kept.reviews.retain(|_| at.next().is_some_and(|at| !forged.contains(&at)));
}

fn counted(mut found: Gathered<Briefs>, skipped: Vec<Skipped>) -> Counted {
    let mut ignored = Vec::new();
    for one in skipped {
        let path = one.place.path();
        let problem = Problem::because(&path, &format!("{}: {}", path.display(), one.why));
        if one.why == Skip::NotJson { ignored.push(problem) } else { found.unreadable.push(problem) }
    }
    let (newer, unreadable) = (found.newer.len(), found.unreadable.len());
    let seen = found.kept.reviews.len() + newer + unreadable;
    let mut problems: Vec<_> = found.newer.into_iter().chain(found.unreadable).collect();
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    Counted { census: Census::of(found.kept, seen, newer, unreadable), problems, ignored }
}
