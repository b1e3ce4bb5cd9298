//! The manifest: which revisions this user has seen in a workspace, kept where nobody else writes, so that a revision that
//! is altered or taken away later is missed.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::parse;

use super::disk::Access;
use super::document::{Facts, ReviewFacts};
use super::walk::slashed;
use super::{Store, StoreError, folders, json, save};

/// The `format` member of a manifest.
const FORMAT: &str = "appraise-seen/1";
/// The most bytes of a manifest: several hundred thousand revisions.
const LIMIT: u64 = 256 << 20;

/// What was seen in one workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    /// Where the workspace is.
    workspace: String,
    /// By content hash.
    revisions: BTreeMap<String, Seen>,
}

/// A revision that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names are those in the file")]
pub struct Seen {
    /// Id of the review.
    pub review: String,
    /// Number of the revision.
    pub revision: u32,
    /// Below the folder of the reviews, with `/` between folders.
    pub file: String,
    /// When it was seen first, UTC.
    pub first_seen: Timestamp,
}

impl Manifest {
    /// Notes a review that is there; the first time stays.
    pub(super) fn note(&mut self, facts: &Facts, file: &Path, at: Timestamp) {
        let Some(ReviewFacts { dated, .. }) = facts.review() else { return };
        let (review, revision) = (dated.revision.review.to_string(), dated.revision.number);
        let seen = Seen { review, revision, file: slashed(file), first_seen: at };
        self.revisions.entry(facts.hash.clone()).or_insert(seen);
    }

    /// The revisions that are no longer there with their hashes, by file name.
    pub(super) fn missing(&self, there: &HashSet<&str>) -> Vec<(String, Seen)> {
        let gone = self.revisions.iter().filter(|(hash, _)| !there.contains(hash.as_str()));
        let mut gone: Vec<_> = gone.map(|(hash, seen)| (hash.clone(), seen.clone())).collect();
        gone.sort_by(|a, b| a.1.file.cmp(&b.1.file));
        gone
    }

    /// Forgets a revision that went because somebody said so.
    pub(super) fn drop(&mut self, hash: &str) {
        self.revisions.remove(hash);
    }

    /// Forgets the revisions that are no longer there.
    pub(super) fn forget(&mut self, there: &HashSet<&str>) {
        self.revisions.retain(|hash, _| there.contains(hash.as_str()));
    }
}

impl Store {
    /// What was seen in this workspace so far.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn manifest(&self) -> Result<Manifest, StoreError> {
        let path = self.folders.manifest();
        match self.disk.read(&path, LIMIT) {
            Ok(bytes) => read(&bytes).ok_or(StoreError::Manifest(path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(self.empty()),
            Err(error) => Err(StoreError::read(&path, error)),
        }
    }

    /// Keeps what was seen; nothing is written when nothing changed.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn save_manifest(&self, manifest: &Manifest) -> Result<(), StoreError> {
        let path = self.folders.manifest();
        let folder = path.parent().unwrap_or(&path);
        save::sweep_abandoned(folder);
        if self.manifest().is_ok_and(|before| before == *manifest) {
            return Ok(());
        }
        folders::make(&*self.disk, folder, Access::Private).map_err(|error| StoreError::write(folder, error))?;
        save::replace(&*self.disk, &path, &json::pretty(manifest), None)
            .map_err(|error| StoreError::write(&path, error))
    }

    fn empty(&self) -> Manifest {
        let workspace = self.folders.workspace_name();
        Manifest { format: FORMAT.to_owned(), workspace, revisions: BTreeMap::new() }
    }
}

fn read(bytes: &[u8]) -> Option<Manifest> {
    parse::read(bytes).ok().filter(|manifest: &Manifest| manifest.format == FORMAT)
}
