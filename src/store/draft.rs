//! Drafts: reviews under way, in the user's own state folder, rewritten whole after every answer.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::domain::canonical::sha256_bytes;
use crate::domain::check::is_newer;
use crate::domain::parse;
use crate::domain::review::Review;

use super::disk::Disk;
use super::read::REVIEW_LIMIT;
use super::{StoreError, json, save};

/// An open draft: as long as it lives, no other window can change the same review.
pub struct Draft {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    /// What we wrote or read last, so that a change from outside is noticed.
    known: Option<String>,
    /// What the last save wanted to write: it may be in place although that save failed later on.
    tried: Option<String>,
    _lock: Option<File>,
}

/// Who has a draft open.
pub enum Opened {
    /// We have.
    Ours(Draft),
    /// Another window; it can only be read here.
    Elsewhere,
}

impl Draft {
    /// Opens the draft with this id for writing, and sweeps what a killed program left beside it.
    ///
    /// # Errors
    /// When the lock file cannot be made, or the draft is there and cannot be read just now.
    pub fn open(disk: Arc<dyn Disk>, folder: &Path, id: &str) -> Result<Opened, StoreError> {
        let Some(lock) = lock(&folder.join(format!("{id}.lock")))? else { return Ok(Opened::Elsewhere) };
        let path = folder.join(format!("{id}.json"));
        sweep(&*disk, folder, id);
        repair(&*disk, &path);
        let known = match disk.read(&path, REVIEW_LIMIT) {
            // What this version cannot read is foreign: should anything be saved all the same, it is kept.
            Ok(bytes) => is_draft(&bytes).then(|| sha256_bytes(&bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound || is_foreign(&error) => None,
            // Our own, unread, would be set aside as somebody else's.
            Err(error) => return Err(StoreError::read(&path, error)),
        };
        Ok(Opened::Ours(Self { disk, path, known, tried: None, _lock: lock.0 }))
    }

    /// Saves the whole review; when it returns, the review is on the disk.
    ///
    /// # Errors
    /// [`StoreError::Write`]; the draft of before is then as it was.
    pub fn save(&mut self, review: &Review) -> Result<(), StoreError> {
        let bytes = json::pretty(review);
        self.set_aside_foreign_change()?;
        self.tried = Some(sha256_bytes(&bytes));
        let previous = self.path.with_extension("prev.json");
        save::replace(&*self.disk, &self.path, &bytes, Some(&previous))
            .map_err(|error| StoreError::write(&self.path, error))?;
        self.known = self.tried.take();
        Ok(())
    }

    /// Removes the draft: only after the signed-off review was read back. Whoever is stopped in the midst finds the draft
    /// again, and nothing stays that no list shows.
    pub fn remove(self) {
        for extension in ["prev.json", "json", "lock"] {
            let _ = self.disk.remove(&self.path.with_extension(extension));
        }
    }

    /// Where the draft is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A backup tool or a sync client may have put another version in our place: it is kept, never overwritten.
    fn set_aside_foreign_change(&mut self) -> Result<(), StoreError> {
        let found = match self.disk.read(&self.path, REVIEW_LIMIT) {
            Ok(bytes) => sha256_bytes(&bytes),
            Err(error) if is_foreign(&error) => fresh_digits(),
            Err(_) => return Ok(()),
        };
        if [&self.known, &self.tried].into_iter().flatten().any(|ours| *ours == found) {
            return Ok(());
        }
        let aside = self.path.with_extension(format!("other-{}.json", found.get(..8).unwrap_or_default()));
        self.disk.rename(&self.path, &aside).map_err(|error| StoreError::write(&aside, error))?;
        self.known = None;
        Err(StoreError::Changed(aside))
    }
}

/// No draft of ours is so large, or no file.
fn is_foreign(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::FileTooLarge | ErrorKind::InvalidInput)
}

/// For the name of a file that was not read.
fn fresh_digits() -> String {
    uuid::Uuid::now_v7().simple().to_string().chars().rev().collect()
}

/// A draft that cannot be read gets another name beside those from before, and the save before it takes its place; the
/// lock must be held. At no moment is there no draft. One of a later version of the program is left as it is.
fn repair(disk: &dyn Disk, path: &Path) {
    let Ok(bytes) = disk.read(path, REVIEW_LIMIT) else { return };
    if is_draft(&bytes) || is_newer(&bytes) {
        return;
    }
    let temporary = save::temporary_name(path);
    let aside = path.with_extension(format!("{}.broken", sha256_bytes(&bytes).get(..8).unwrap_or_default()));
    if disk.link(&path.with_extension("prev.json"), &temporary).is_ok() {
        let kept = disk.link(path, &aside).or_else(|error| if is_taken(&error) { Ok(()) } else { Err(error) });
        let _ = kept.and_then(|()| disk.rename(&temporary, path));
        // Also after success: where both names are one file already, a rename leaves both.
        let _ = disk.remove(&temporary);
    }
}

fn is_draft(bytes: &[u8]) -> bool {
    parse::checked::<Review>(bytes).is_ok()
}

/// The same bytes were set aside before.
fn is_taken(error: &io::Error) -> bool {
    error.kind() == ErrorKind::AlreadyExists
}

/// How often a lock is tried: a program that just started another one holds its lock there for a moment longer.
const PATIENCE: usize = 10;

struct Lock(Option<File>);

/// `None` when another process holds it. Some network folders have no locks: there we go on without one.
fn lock(path: &Path) -> Result<Option<Lock>, StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(|error| StoreError::write(path, error))?;
    for _ in 0..PATIENCE {
        match file.try_lock() {
            Ok(()) => return Ok(Some(Lock(Some(file)))),
            Err(TryLockError::Error(_)) => return Ok(Some(Lock(None))),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
        }
    }
    Ok(None)
}

/// Removes the temporary files of one draft; its lock must be held.
fn sweep(disk: &dyn Disk, folder: &Path, id: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if save::is_temporary(name.as_ref()) && name.contains(id) {
            let _ = disk.remove(&entry.path());
        }
    }
}

/// Removes what killed programs left in the drafts folder, except beside drafts that are open now.
pub fn sweep_all(disk: &dyn Disk, folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(id) = name.strip_prefix('.').and_then(|name| name.split('.').next()) else { continue };
        if save::is_temporary(name.as_ref()) && lock_is_free(&folder.join(format!("{id}.lock"))) {
            let _ = disk.remove(&entry.path());
        }
    }
}

fn lock_is_free(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| !matches!(file.try_lock(), Err(TryLockError::WouldBlock))) || !path.exists()
}
