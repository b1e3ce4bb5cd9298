//! Where things are kept.

use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::domain::canonical::sha256_bytes;

use super::disk::{Access, Disk};
use super::save::folder_of;

/// The name of the list of contacts that a team allows.
pub const CONTACTS: &str = "contacts.txt";

/// The folders of this user and this team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Shared by the team: records, signed-off reviews, checklists.
    pub workspace: PathBuf,
    /// This user's drafts; never shared.
    pub state: PathBuf,
    /// This user's settings.
    pub config: PathBuf,
    /// What can be rebuilt.
    pub cache: PathBuf,
}

impl Folders {
    /// The usual places of the system; `workspace` replaces the user's data folder.
    ///
    /// Outside Linux there is no state folder; the local data folder is taken, never the roaming one, which syncs.
    #[must_use]
    pub fn usual(workspace: Option<PathBuf>) -> Option<Self> {
        let dirs = ProjectDirs::from("org", "appraise", "appraise")?;
        Some(Self {
            workspace: workspace.unwrap_or_else(|| dirs.data_dir().to_owned()),
            state: dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned(),
            config: dirs.config_dir().to_owned(),
            cache: dirs.cache_dir().to_owned(),
        })
    }

    /// Everything below one folder: for demonstrations and tests.
    #[must_use]
    pub fn below(root: &Path) -> Self {
        Self {
            workspace: root.join("workspace"),
            state: root.join("state"),
            config: root.join("config"),
            cache: root.join("cache"),
        }
    }

    /// Records of the workspace.
    #[must_use]
    pub fn records(&self) -> PathBuf {
        self.workspace.join("records")
    }

    /// Versions of documents that were replaced by a newer one.
    #[must_use]
    pub fn earlier_records(&self) -> PathBuf {
        self.records().join("earlier")
    }

    /// Signed-off reviews of the workspace, in a folder a year.
    #[must_use]
    pub fn reviews(&self) -> PathBuf {
        self.workspace.join("reviews")
    }

    /// The contacts that the team allows in its texts.
    #[must_use]
    pub fn contacts(&self) -> PathBuf {
        self.workspace.join(CONTACTS)
    }

    /// The team's own checklists.
    #[must_use]
    pub fn checklists(&self) -> PathBuf {
        self.workspace.join("checklists")
    }

    /// The checklists that signed-off reviews were made with.
    #[must_use]
    pub fn used_checklists(&self) -> PathBuf {
        self.checklists().join("used")
    }

    /// The notices of what may no longer be kept.
    #[must_use]
    pub fn erased(&self) -> PathBuf {
        self.workspace.join("erased")
    }

    /// This user's drafts.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        self.state.join("drafts")
    }

    /// What was read of the workspace's reviews last: it can be rebuilt at any time.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.cache.join(format!("reviews-{}.index", self.short_name()))
    }

    /// The same of its records.
    #[must_use]
    pub fn record_index(&self) -> PathBuf {
        self.cache.join(format!("records-{}.index", self.short_name()))
    }

    /// What this user has seen in the workspace so far; outside of it, where nobody else writes.
    #[must_use]
    pub fn manifest(&self) -> PathBuf {
        self.state.join("seen").join(format!("{}.json", self.short_name()))
    }

    /// The workspace in sixteen digits, for names of files outside of it.
    fn short_name(&self) -> String {
        sha256_bytes(self.workspace_name().as_bytes()).chars().take(16).collect()
    }

    /// The workspace as drafts name it: absolute, links resolved where it exists.
    #[must_use]
    pub fn workspace_name(&self) -> String {
        let path = self.workspace.canonicalize().or_else(|_| std::path::absolute(&self.workspace));
        path.unwrap_or_else(|_| self.workspace.clone()).to_string_lossy().into_owned()
    }
}

/// Makes a folder, with those above it, and returns when the names of the new ones are on the disk: what is saved in a
/// folder that a power cut takes away is gone as well.
///
/// # Errors
/// As the system reports them. A name that may not survive does not stay: it would not be synced by the next try.
pub(super) fn make(disk: &dyn Disk, folder: &Path, access: Access) -> io::Result<()> {
    let is_new = |each: &&Path| !each.as_os_str().is_empty() && !each.exists();
    let new: Vec<_> = folder.ancestors().take_while(is_new).collect();
    let made = match access {
        Access::Private => make_private(folder),
        Access::Team => std::fs::create_dir_all(folder),
    };
    // Something else has its name. Of a file, "it exists" means that it is there already.
    let is_taken = |error: &io::Error| error.kind() == io::ErrorKind::AlreadyExists;
    made.map_err(|error| if is_taken(&error) { io::ErrorKind::NotADirectory.into() } else { error })?;
    let synced = new.iter().rev().try_for_each(|each| disk.sync_folder(folder_of(each)));
    synced.inspect_err(|_| new.iter().for_each(|each| _ = std::fs::remove_dir(each)))
}

/// Makes a folder that only the user can enter.
///
/// # Errors
/// As the system reports them.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
