//! What can go wrong with files, as sentences for reviewers.

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::check::Report;

/// An error of the store. Each names the file and says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file could not be read.
    #[error("{} could not be read: {}", .path.display(), plain(.error))]
    Read {
        /// Which file.
        path: PathBuf,
        /// The system's reason.
        error: io::Error,
    },
    /// A file could not be written.
    #[error("{} could not be saved: {}", .path.display(), plain(.error))]
    Write {
        /// Which file.
        path: PathBuf,
        /// The system's reason.
        error: io::Error,
    },
    /// A file could not be deleted.
    #[error("{} could not be deleted: {}", .path.display(), plain(.error))]
    Delete {
        /// Which file.
        path: PathBuf,
        /// The system's reason.
        error: io::Error,
    },
    /// A file has faults; all of them are listed.
    #[error("{} cannot be used as it is:\n{report}", .path.display())]
    Faulty {
        /// Which file.
        path: PathBuf,
        /// Its faults.
        report: Box<Report>,
    },
    /// A record with this id is there already.
    #[error("a record “{0}” is already in the workspace: choose another id with --id, or review the one that is there")]
    RecordExists(String),
    /// A record that could not be read again.
    #[error(
        "the text of “{0}” is too long to be kept: a record can have 8 MiB. Split the document, or leave out its annexes, \
         and add it again"
    )]
    RecordTooLarge(String),
    /// No such record.
    #[error("there is no record “{0}” in this workspace: `appraise list records` shows what is there")]
    NoRecord(String),
    /// No such review.
    #[error("there is no review “{0}” in this workspace: `appraise list reviews` shows what is there")]
    NoReview(String),
    /// A later revision takes its place.
    #[error("the review “{0}” was amended since: name the last revision, which `appraise list reviews` shows")]
    Amended(String),
    /// A checklist that a review is pinned to is not there.
    #[error(
        "the checklist “{0}” is not the one that this review was made with: open the review again to go on with today's"
    )]
    NoChecklist(String),
    /// The draft is open elsewhere.
    #[error("this review is open in another window: close it there first, or read it here without changing it")]
    InUse,
    /// The draft changed on the disk while it was open.
    #[error("the draft changed on the disk while it was open here; the other version is kept as {}", .0.display())]
    Changed(PathBuf),
    /// The list of what was seen before cannot be read.
    #[error(
        "{} is damaged or of a newer version: it lists the reviews seen so far. Put a copy from a backup in its place, \
         or delete it to begin a new list",
        .0.display()
    )]
    Manifest(PathBuf),
    /// The counts of a merge or of a check do not make up the files.
    #[error("the counts do not add up to the files that were seen, so they are not shown: please report this")]
    Sum,
    /// Nowhere to keep anything.
    #[error("the home folder is not known, so there is no place for drafts: set HOME, or XDG_STATE_HOME")]
    NoHome,
}

impl StoreError {
    /// Why, without the file: for a place that is too narrow for both.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Read { error, .. } | Self::Write { error, .. } => plain(error),
            other => other.to_string(),
        }
    }

    /// Whether a file is there that could not be read just now, and may be later on.
    pub(super) fn is_for_now(&self) -> bool {
        matches!(self, Self::Read { error, .. } if error.kind() != io::ErrorKind::NotFound)
    }

    pub(super) fn read(path: &Path, error: io::Error) -> Self {
        Self::Read { path: path.to_owned(), error }
    }

    pub(super) fn faulty(path: &Path, report: Report) -> Self {
        Self::Faulty { path: path.to_owned(), report: Box::new(report) }
    }

    pub(super) fn delete(path: &Path, error: io::Error) -> Self {
        Self::Delete { path: path.to_owned(), error }
    }

    pub(super) fn write(path: &Path, error: io::Error) -> Self {
        Self::Write { path: path.to_owned(), error }
    }
}

/// The system's reason in words that say what to do.
#[must_use]
pub fn plain(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "you do not have the permission for it",
        io::ErrorKind::StorageFull => "the disk is full: free some space",
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up: free some space",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::AlreadyExists => "a file of that name is already there, and it is never overwritten",
        io::ErrorKind::StaleNetworkFileHandle => "the network share has gone away",
        _ => return error.to_string(),
    };
    known.to_owned()
}
