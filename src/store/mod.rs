//! The workspace and the drafts on the disk: the only place that writes files of the workspace.

mod census;
mod contacts;
pub mod dataset;
pub mod disk;
mod document;
mod draft;
mod erased;
mod error;
mod folders;
mod gather;
mod index;
pub mod json;
mod manifest;
mod merge;
mod purge;
pub mod read;
mod record;
mod redact;
mod review;
mod samples;
pub mod save;
mod settings;
mod threads;
mod verify;
pub mod walk;

use std::fs::DirEntry;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::checklists;
use crate::domain::review::Pinned;

use disk::{Disk, RealDisk};
use read::REVIEW_LIMIT;

pub use census::Counted;
pub use draft::{Draft, Opened};
pub use error::{StoreError, plain};
pub use folders::{CONTACTS, Folders};
pub use gather::Reading;
pub use manifest::Manifest;
pub use merge::{Heads, Merged, Plan};
pub use purge::{Goes, Purge, Purged, Wanted, What};
pub use record::NewRecords;
pub use redact::Redacted;
pub use review::{Found, brief_stem, file_stem};
pub use samples::Samples;
pub use settings::Settings;
pub use verify::{Finding, Verified};

/// Everything on the disk that the program works with.
#[derive(Clone)]
pub struct Store {
    folders: Folders,
    disk: Arc<dyn Disk>,
}

/// A file that was left where it is, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which file.
    pub path: PathBuf,
    /// Why, as a sentence.
    pub reason: String,
}

impl Problem {
    fn new(path: &Path, error: &StoreError) -> Self {
        Self::because(path, &error.to_string())
    }

    fn because(path: &Path, reason: &str) -> Self {
        Self { path: path.to_owned(), reason: reason.to_owned() }
    }
}

impl Store {
    /// A store on this machine's disk. Sweeps what a killed program left in the drafts folder.
    #[must_use]
    pub fn new(folders: Folders) -> Self {
        Self::on(folders, Arc::new(RealDisk))
    }

    /// A store on a disk of the caller's: for tests that make it fail.
    #[must_use]
    pub fn on(folders: Folders, disk: Arc<dyn Disk>) -> Self {
        draft::sweep_all(&*disk, &folders.drafts());
        Self { folders, disk }
    }

    /// Removes what killed programs left in the workspace. Others write there as well, so it has to be old.
    pub fn sweep(&self) {
        let folders = &self.folders;
        let years = std::fs::read_dir(folders.reviews()).into_iter().flatten().flatten().map(|entry| entry.path());
        let ours = [folders.records(), folders.earlier_records(), folders.used_checklists(), folders.erased()];
        ours.into_iter().chain(years).for_each(|folder| save::sweep_abandoned(&folder));
    }

    /// Where things are.
    #[must_use]
    pub const fn folders(&self) -> &Folders {
        &self.folders
    }

    /// The built-in checklists with the team's laid over them by id, and the team's files that cannot be used.
    #[must_use]
    pub fn checklists(&self) -> (Vec<Pinned>, Vec<Problem>) {
        let (mut team, mut problems) = (Vec::new(), Vec::new());
        for path in json_files_told(&self.folders.checklists(), &mut problems) {
            match self.read_checklist(&path) {
                Ok(pinned) => team.push(pinned),
                Err(error) => problems.push(Problem::new(&path, &error)),
            }
        }
        (checklists::laid_over(team), problems)
    }

    fn read_checklist(&self, path: &Path) -> Result<Pinned, StoreError> {
        let bytes = self.disk.read(path, REVIEW_LIMIT).map_err(|error| StoreError::read(path, error))?;
        checklists::parse(&bytes).map_err(|report| StoreError::faulty(path, report))
    }
}

/// The `.json` files of one folder by name; temporary ones are left out. A folder that does not exist holds nothing.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = match entries {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        entries => entries.map_err(|error| StoreError::read(folder, error))?,
    };
    let json = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
    let mut files: Vec<_> = entries.iter().map(DirEntry::path).filter(json).collect();
    files.retain(|path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.')));
    files.sort();
    Ok(files)
}

/// The same where a folder that cannot be read is as good as an empty one.
fn json_files(folder: &Path) -> Vec<PathBuf> {
    listed(folder).unwrap_or_default()
}

/// The same with the reason why there are none.
fn json_files_told(folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    listed(folder).inspect_err(|error| problems.push(Problem::new(folder, error))).unwrap_or_default()
}
