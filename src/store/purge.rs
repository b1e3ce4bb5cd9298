//! Deleting what may no longer be kept: the only way in which the program deletes a signed-off review or a record.
//!
//! A document goes as a whole, with its reviews of all rounds, or not at all. What goes is listed first, and a notice
//! with the hashes stays, so that no merge brings a review back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::brief::{RecordBrief, ReviewBrief};
use crate::domain::erasure::{Erasure, Why};
use crate::domain::lineage::{Sha256, Standing};
use crate::domain::review::Review;

use super::erased::Erased;
use super::walk::slashed;
use super::{Counted, Opened, Problem, Reading, Store, StoreError};

/// What is said of a review that is to be deleted and has nothing in its place.
const WAITS: &str = "a text in it was taken out, and the revision without it is not here: merge the workspace in which that \
                     was done, then say it once more";

/// What should go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Documents on which nothing was done on this day or later.
    pub before: Option<Date>,
    /// Revisions that may no longer be kept by a notice.
    pub erased: bool,
}

/// What a file that goes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A signed-off review whose document goes.
    Review,
    /// A signed-off review that a notice names.
    Erased,
    /// A record, or an earlier version of it.
    Record,
    /// The user's own draft.
    Draft,
}

/// A file that goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Goes {
    /// What it is.
    pub what: What,
    /// Where it is.
    pub path: PathBuf,
}

/// What would be deleted, and what stays. Nothing is deleted yet.
#[derive(Debug, Default)]
pub struct Purge {
    /// The files that go, in order.
    pub goes: BTreeSet<Goes>,
    /// How many documents stay because something was done on them since; `None` when that was not asked.
    pub stay: Option<usize>,
    /// Files that stay although they might have to go, with the reason.
    pub left: Vec<Problem>,
    /// The reviews that go with their documents.
    revisions: BTreeSet<Sha256>,
}

/// What was deleted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// How many files have gone.
    pub gone: usize,
    /// Those that could not be deleted.
    pub failed: Vec<Problem>,
}

impl What {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Review, Self::Erased, Self::Record, Self::Draft];

    /// The word for lists and for other programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Erased => "erased",
            Self::Record => "record",
            Self::Draft => "draft",
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Review => "review",
            Self::Erased => "review that may no longer be kept",
            Self::Record => "record",
            Self::Draft => "your draft",
        })
    }
}

/// All that there is of one document.
#[derive(Default)]
struct Whole<'a> {
    reviews: Vec<ReviewBrief<'a>>,
    record: Option<&'a RecordBrief>,
    drafts: Vec<&'a Review>,
}

impl Whole<'_> {
    /// The last day on which something was done on it; `None` when no clock tells.
    fn last(&self) -> Option<Date> {
        let reviews = self.reviews.iter().map(|review| review.day());
        let record = self.record.and_then(|record| Timestamp::from_nanosecond(record.stamp.changed.into()).ok());
        let drafts = self.drafts.iter().filter_map(|draft| draft.draft.as_ref()?.saved_at);
        reviews.chain(record.into_iter().chain(drafts).map(day)).max()
    }
}

impl Store {
    /// What would go.
    #[must_use]
    pub fn plan_purge(&self, wanted: Wanted) -> Purge {
        let mut purge = Purge::default();
        let counted = self.census(Reading::default());
        if let Some(before) = wanted.before {
            self.old_documents(&mut purge, &counted, before);
        }
        if wanted.erased {
            let (erased, unread) = self.erased();
            purge.left.extend(unread);
            self.erased_reviews(&mut purge, &counted, &erased);
        }
        purge.left.extend(counted.problems);
        purge
    }

    /// Deletes what the plan says, and what killed programs left. The notice comes first: when the machine stops in
    /// between, the rest is known.
    ///
    /// # Errors
    /// When the notice cannot be written; nothing is deleted then.
    pub fn purge(&self, plan: &Purge, by: &str, at: Timestamp) -> Result<Purged, StoreError> {
        self.sweep();
        if !plan.revisions.is_empty() {
            self.erase(&Erasure::new(Why::Retention, by, at, plan.revisions.iter().copied()))?;
        }
        let mut purged = Purged::default();
        for goes in &plan.goes {
            match self.delete(goes) {
                Ok(()) => purged.gone += 1,
                Err(error) => purged.failed.push(Problem::new(&goes.path, &error)),
            }
        }
        self.sync_emptied(plan);
        self.forget_indexes();
        Ok(purged)
    }

    /// A path as it is told: below the workspace where it is there.
    #[must_use]
    pub fn told(&self, path: &Path) -> String {
        path.strip_prefix(&self.folders.workspace).map_or_else(|_| path.display().to_string(), slashed)
    }

    fn old_documents(&self, purge: &mut Purge, counted: &Counted, before: Date) {
        let (records, unread) = self.record_briefs(Reading::default());
        let (drafts, unread_drafts) = self.drafts();
        purge.left.extend(unread.into_iter().chain(unread_drafts));
        let mut documents: BTreeMap<&str, Whole> = BTreeMap::new();
        for (review, _) in counted.census.all() {
            documents.entry(review.record()).or_default().reviews.push(review);
        }
        for record in &records {
            documents.entry(&record.id).or_default().record = Some(record);
        }
        for found in &drafts {
            documents.entry(&found.review.record.id).or_default().drafts.push(&found.review);
        }
        let (old, stay): (Vec<_>, Vec<_>) =
            documents.into_iter().partition(|(_, whole)| whole.last().is_some_and(|last| last < before));
        purge.stay = Some(stay.len());
        let earlier = super::json_files(&self.folders.earlier_records());
        for (id, whole) in &old {
            self.whole_document(purge, whole);
            let versions = earlier.iter().filter(|path| is_version_of(path, id)).cloned();
            purge.goes.extend(versions.map(|path| Goes { what: What::Record, path }));
        }
    }

    fn whole_document(&self, purge: &mut Purge, whole: &Whole) {
        let Whole { reviews, record, drafts } = whole;
        let reviews_at = reviews.iter().map(|review| self.folders.reviews().join(review.file()));
        purge.goes.extend(reviews_at.map(|path| Goes { what: What::Review, path }));
        purge.revisions.extend(reviews.iter().map(|review| review.hash));
        let record = record.map(|record| self.folders.records().join(&*record.file));
        purge.goes.extend(record.map(|path| Goes { what: What::Record, path }));
        let drafts = drafts.iter().map(|draft| self.folders.drafts().join(format!("{}.json", draft.id)));
        purge.goes.extend(drafts.map(|path| Goes { what: What::Draft, path }));
    }

    /// The only revision of a review never goes before the one that takes its place is here.
    fn erased_reviews(&self, purge: &mut Purge, counted: &Counted, erased: &Erased) {
        for (review, standing) in counted.census.all() {
            let (hash, path) = (review.hash.to_string(), self.folders.reviews().join(review.file()));
            if purge.goes.contains(&Goes { what: What::Review, path: path.clone() }) || !erased.has(&hash) {
                continue;
            }
            if standing == Standing::Current && erased.is_replaced(&hash) {
                purge.left.push(Problem::because(&path, &format!("{}: {WAITS}", path.display())));
            } else {
                purge.goes.insert(Goes { what: What::Erased, path });
            }
        }
    }

    fn delete(&self, goes: &Goes) -> Result<(), StoreError> {
        if goes.what == What::Draft {
            return self.delete_draft(&goes.path);
        }
        self.disk.remove(&goes.path).map_err(|error| StoreError::delete(&goes.path, error))
    }

    fn delete_draft(&self, path: &Path) -> Result<(), StoreError> {
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        match self.open_draft(&id)? {
            Opened::Ours(draft) => draft.remove(),
            Opened::Elsewhere => return Err(StoreError::InUse),
        }
        // What was set aside beside it holds the same texts.
        let aside = std::fs::read_dir(self.folders.drafts()).into_iter().flatten().flatten();
        let aside = aside.filter(|entry| entry.file_name().to_string_lossy().starts_with(&format!("{id}.")));
        aside.for_each(|entry| _ = self.disk.remove(&entry.path()));
        Ok(())
    }

    /// Best effort: what a power cut brings back is found by the next purge.
    fn sync_emptied(&self, plan: &Purge) {
        let folders: BTreeSet<_> = plan.goes.iter().filter_map(|goes| goes.path.parent()).collect();
        folders.into_iter().for_each(|folder| _ = self.disk.sync_folder(folder));
    }

    /// They hold titles of what has gone.
    fn forget_indexes(&self) {
        self.forget_index();
        let _ = std::fs::remove_file(self.folders.record_index());
    }
}

fn day(at: Timestamp) -> Date {
    at.to_zoned_datetime(TimeZone::UTC).date()
}

/// `<id>.<16 hex>.json`: an id has no dot.
fn is_version_of(path: &Path, id: &str) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split_once('.').is_some_and(|(stem, _)| stem == id)
}
