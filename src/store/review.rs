//! Signed-off reviews: written once, never changed or renamed; only `purge` deletes. And the drafts they come from.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use uuid::Uuid;

use crate::domain::brief::{Lexicon, ReviewBrief};
use crate::domain::census::Census;
use crate::domain::check;
use crate::domain::checklist::Checklist;
use crate::domain::lineage::Standing;
use crate::domain::parse;
use crate::domain::record::{Record, is_slug, slug};
use crate::domain::review::{ChecklistUse, Pinned, Review};

use super::disk::Access;
use super::draft::{Draft, Opened};
use super::read::REVIEW_LIMIT;
use super::{Problem, Reading, Store, StoreError, folders, json, save};

/// A draft found on the disk.
pub struct Found {
    /// The review as it was saved last.
    pub review: Review,
    /// Set when the newest version could not be read and the one before is given.
    pub recovered: Option<String>,
}

impl Store {
    /// Signs a review off: seals it, writes it once into the workspace together with its checklists, reads it back.
    ///
    /// # Errors
    /// As the system reports them; nothing of the draft is touched.
    pub fn sign_off(&self, draft: &Review, pinned: &[Pinned], at: Timestamp) -> Result<(Review, PathBuf), StoreError> {
        self.sweep();
        let review = draft.sealed(at);
        for used in &review.checklists {
            let pinned = pinned.iter().find(|pinned| pinned.sha256 == used.sha256);
            self.keep_checklist(pinned.ok_or_else(|| StoreError::NoChecklist(used.id.clone()))?)?;
        }
        if let Some(signed) = self.signed_before(draft, at) {
            return Ok(signed);
        }
        let path = self.review_path(&review, at);
        self.write_once(&path, &json::pretty(&review))?;
        // What cannot be read back does not stay: the next try would be a second review beside it.
        self.read_back(&path).inspect_err(|_| _ = self.disk.remove(&path))?;
        Ok((review, path))
    }

    /// The same sign-off from before the program was stopped, when only the draft had still to go: a second file would be
    /// a competing revision.
    fn signed_before(&self, draft: &Review, at: Timestamp) -> Option<(Review, PathBuf)> {
        let stem = format!("{}-", review_stem(draft));
        let is_named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&stem));
        let named = super::json_files(&self.folders.reviews().join(year(at))).into_iter().filter(is_named);
        let mut signed = named.filter_map(|path| Some((self.read_review(&path).ok()?, path)));
        signed.find(|(review, _)| review.dates.signed_off.is_some_and(|at| draft.sealed(at) == *review))
    }

    fn read_back(&self, path: &Path) -> Result<(), StoreError> {
        let back: Review = self.read_review(path)?;
        if back.content_sha256 == Some(back.content_hash()) {
            return Ok(());
        }
        let error = io::Error::other("what was read back is not what was written");
        Err(StoreError::write(path, error))
    }

    /// The signed-off review that a person means: an id, the beginning of its hash, or a file name. Where several match,
    /// one that counts wins, and of those the last round.
    ///
    /// # Errors
    /// [`StoreError::NoReview`], or when its file cannot be read any more.
    pub fn review(&self, name: &str) -> Result<Review, StoreError> {
        let census = self.census(Reading::default()).census;
        let found = meant(&census, name).ok_or_else(|| StoreError::NoReview(name.to_owned()))?;
        self.review_of(found.file())
    }

    /// The record with the version of the document that the round before was on, for a review that goes on from one.
    #[must_use]
    pub fn record_before(&self, review: &Review) -> Option<Record> {
        let previous: Uuid = review.previous.as_ref()?.parse().ok()?;
        let census = self.census(Reading::default()).census;
        let brief = census.current().find(|brief| brief.id == previous)?;
        let before = self.review_of(brief.file()).ok()?;
        self.record_of_version(&before.record.id, before.record.sha256.as_deref()).ok()
    }

    /// This user's drafts for this workspace, and the files that could not be read.
    #[must_use]
    pub fn drafts(&self) -> (Vec<Found>, Vec<Problem>) {
        let (mut drafts, mut problems) = (Vec::new(), Vec::new());
        let workspace = self.folders.workspace_name();
        let files = super::json_files_told(&self.folders.drafts(), &mut problems);
        for path in files.into_iter().filter(|path| is_draft(path)) {
            match self.read_draft(&path) {
                Ok(found) if belongs(&found.review, &workspace) => drafts.push(found),
                Ok(_) => {}
                Err(error) => problems.push(Problem::new(&path, &error)),
            }
        }
        (drafts, problems)
    }

    /// The first draft for this workspace that is meant.
    ///
    /// # Errors
    /// When it is not among those that can be read just now: a second one would be begun beside it.
    pub fn find_draft(&self, is_meant: impl Fn(&Review) -> bool) -> Result<Option<Found>, StoreError> {
        let (workspace, mut unread) = (self.folders.workspace_name(), None);
        for path in super::listed(&self.folders.drafts())?.into_iter().filter(|path| is_draft(path)) {
            match self.read_draft(&path) {
                Ok(found) if belongs(&found.review, &workspace) && is_meant(&found.review) => return Ok(Some(found)),
                Err(StoreError::Read { path, error }) if may_be_a_draft(&path, &error) => unread = Some((path, error)),
                _ => {}
            }
        }
        unread.map_or(Ok(None), |(path, error)| Err(StoreError::read(&path, error)))
    }

    /// The draft with this id, as it is on the disk now.
    ///
    /// # Errors
    /// When neither it nor the version before it can be read.
    pub fn draft(&self, id: &str) -> Result<Found, StoreError> {
        if !is_slug(id) {
            return Err(StoreError::NoReview(id.to_owned()));
        }
        self.read_draft(&self.folders.drafts().join(format!("{id}.json")))
    }

    /// Opens a draft for writing.
    ///
    /// # Errors
    /// When the drafts folder or the lock cannot be made.
    pub fn open_draft(&self, id: &str) -> Result<Opened, StoreError> {
        let folder = self.folders.drafts();
        let made = folders::make(&*self.disk, &folder, Access::Private);
        made.map_err(|error| StoreError::write(&folder, error))?;
        Draft::open(self.disk.clone(), &folder, id)
    }

    /// Saves a copy of a draft where the user says, because the usual place fails.
    ///
    /// # Errors
    /// As the system reports them; an existing file is never overwritten.
    pub fn save_elsewhere(&self, review: &Review, folder: &Path) -> Result<PathBuf, StoreError> {
        let path = folder.join(format!("{}.draft.json", file_stem(review)));
        let bytes = json::pretty(review);
        save::publish(&*self.disk, &path, &bytes, Access::Private).map_err(|error| StoreError::write(&path, error))?;
        Ok(path)
    }

    /// Writes a file that a person asked for, which must not be there yet; only that person can read it.
    ///
    /// # Errors
    /// As the system reports them; an existing file is never overwritten.
    pub fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        save::publish(&*self.disk, path, bytes, Access::Private).map_err(|error| StoreError::write(path, error))
    }

    /// The checklist that a signed-off review was made with.
    #[must_use]
    pub fn used_checklist(&self, sha256: &str) -> Option<Pinned> {
        let files = super::json_files(&self.folders.used_checklists());
        let beginning = sha256.get(..8)?;
        let named = files.into_iter().filter(|path| path.to_string_lossy().contains(beginning));
        named
            .filter_map(|path| crate::checklists::parse_used(&self.disk.read(&path, REVIEW_LIMIT).ok()?).ok())
            .map(|(pinned, _)| pinned)
            .find(|pinned| pinned.sha256 == sha256)
    }

    /// Whether a signed-off review has not been changed since: its hash fits its file as it stands.
    #[must_use]
    pub fn is_as_signed_off(&self, review: &Review) -> bool {
        let Some(hash) = review.content_sha256.as_ref().and_then(|hash| hash.parse().ok()) else { return false };
        let signed = |brief: ReviewBrief| {
            let path = self.folders.reviews().join(brief.file());
            parse::signed(&self.disk.read(&path, REVIEW_LIMIT).ok()?).ok()
        };
        let census = self.census(Reading::default()).census;
        let files = census.briefs.reviews.iter().filter(|brief| brief.hash == hash);
        files.filter_map(signed).any(|signed| signed.review == *review)
    }

    /// The checklists that a review is pinned to; for one that is no longer to be had, that of today with the same id.
    #[must_use]
    pub fn checklists_of(&self, review: &Review, today: &[Pinned]) -> Vec<Pinned> {
        let find = |used: &ChecklistUse| {
            let same = today.iter().find(|pinned| pinned.sha256 == used.sha256).cloned();
            let kept = same.or_else(|| self.used_checklist(&used.sha256));
            kept.or_else(|| today.iter().find(|pinned| pinned.checklist.id == used.id).cloned())
        };
        review.checklists.iter().filter_map(find).collect()
    }

    pub(super) fn keep_checklist(&self, pinned: &Pinned) -> Result<(), StoreError> {
        let checklist = &pinned.checklist;
        let hash = pinned.sha256.get(..8).unwrap_or_default();
        let path = self.folders.used_checklists().join(format!("{}-{hash}.json", checklist_stem(checklist)));
        match self.write_once(&path, &json::pretty(checklist)) {
            // The name carries the hash: whoever wrote it wrote the same.
            Err(StoreError::Write { error, .. }) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            result => result,
        }
    }

    pub(super) fn write_once(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        if let Some(folder) = path.parent() {
            let made = folders::make(&*self.disk, folder, Access::Team);
            made.map_err(|error| StoreError::write(folder, error))?;
        }
        save::publish(&*self.disk, path, bytes, Access::Team).map_err(|error| StoreError::write(path, error))
    }

    pub(super) fn review_path(&self, review: &Review, at: Timestamp) -> PathBuf {
        self.folders.reviews().join(year(at)).join(format!("{}.json", file_stem(review)))
    }

    pub(super) fn read_review(&self, path: &Path) -> Result<Review, StoreError> {
        let bytes = self.disk.read(path, REVIEW_LIMIT).map_err(|error| StoreError::read(path, error))?;
        json::checked(path, &bytes)
    }

    /// The draft, or the version saved before it when the newest one cannot be read.
    fn read_draft(&self, path: &Path) -> Result<Found, StoreError> {
        // Only a file with faults gives way to the save before it; one that cannot be read just now may be whole.
        let bytes = self.disk.read(path, REVIEW_LIMIT).map_err(|error| StoreError::read(path, error))?;
        let fault = match json::checked(path, &bytes) {
            Ok(review) => return Ok(Found { review, recovered: None }),
            Err(newer) if check::is_newer(&bytes) => return Err(newer),
            Err(fault) => fault,
        };
        let before = self.read_review(&path.with_extension("prev.json"));
        let review = before.map_err(|error| if error.is_for_now() { error } else { fault })?;
        let recovered = format!("{}: the last save cannot be read; this is the save before it", path.display());
        Ok(Found { review, recovered: Some(recovered) })
    }
}

/// `<record-id>.r<round>.<reviewer>.<revision>-<8 hex>`, without folder and ending.
#[must_use]
pub fn file_stem(review: &Review) -> String {
    let hash = review.content_sha256.clone().unwrap_or_else(|| review.content_hash());
    format!("{}-{}", review_stem(review), hash.get(..8).unwrap_or_default())
}

/// The same without the hash.
pub(super) fn review_stem(review: &Review) -> String {
    stem(&review.record.id, review.round, &review.reviewer.id, review.revision)
}

/// The name of the file of a brief.
#[must_use]
pub fn brief_stem(review: ReviewBrief, lexicon: &Lexicon) -> String {
    let stem = stem(review.record(), review.round, lexicon.text(review.reviewer), review.revision);
    format!("{stem}-{}", review.hash.to_string().get(..8).unwrap_or_default())
}

fn stem(record: &str, round: u32, reviewer: &str, revision: u32) -> String {
    format!("{}.r{round}.{}.{revision}", safe(record), safe(reviewer))
}

fn meant<'c>(census: &'c Census, name: &str) -> Option<ReviewBrief<'c>> {
    let stem = name.strip_suffix(".json").unwrap_or(name);
    let (id, is_stem, is_hash) = (name.parse::<Uuid>().ok(), stem.contains(".r"), name.len() >= 8);
    let is_meant = |review: ReviewBrief| {
        review.record() == name
            || Some(review.id) == id
            || is_stem && brief_stem(review, &census.briefs.lexicon) == stem
            || is_hash && review.hash.to_string().starts_with(name)
    };
    let found = census.all().filter(|(review, _)| is_meant(*review));
    let best = found.max_by_key(|(review, standing)| (*standing == Standing::Current, review.round, review.revision));
    best.map(|(review, _)| review)
}

/// `<id>-<version>`, which the hash follows.
pub(super) fn checklist_stem(checklist: &Checklist) -> String {
    let version: String = checklist.version.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '.').collect();
    format!("{}-{version}", safe(&checklist.id))
}

/// The folder of a sign-off: its year in UTC.
pub(super) fn year(at: Timestamp) -> String {
    at.to_zoned_datetime(jiff::tz::TimeZone::UTC).year().to_string()
}

/// Ids are checked where they come in; a file name is made from nothing else all the same.
fn safe(id: &str) -> String {
    slug(id).unwrap_or_else(|| "unnamed".to_owned())
}

/// A folder, a link, a pipe or an enormous file is none, now and later.
fn may_be_a_draft(path: &Path, error: &io::Error) -> bool {
    error.kind() != ErrorKind::FileTooLarge && path.symlink_metadata().map_or(true, |facts| facts.is_file())
}

fn is_draft(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| !stem.to_string_lossy().contains('.'))
}

fn belongs(review: &Review, workspace: &str) -> bool {
    review.draft.as_ref().is_some_and(|draft| draft.workspace == workspace)
}
