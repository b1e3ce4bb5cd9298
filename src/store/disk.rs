//! The few file operations that saving is made of, behind a trait so that tests can make each of them fail.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// A file that is being written.
pub trait DiskFile: Send {
    /// Writes all bytes.
    ///
    /// # Errors
    /// As the system reports them.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Returns after the bytes are on the disk.
    ///
    /// # Errors
    /// As the system reports them.
    fn sync(&mut self) -> io::Result<()>;
}

/// Who may read a file that we make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only the user: 0600.
    Private,
    /// The team, as far as the user's umask allows: at most 0660.
    Team,
}

/// The operations of the save routine.
pub trait Disk: Send + Sync {
    /// Makes a file that must not exist yet.
    ///
    /// # Errors
    /// As the system reports them.
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>>;

    /// The whole file, refused beyond `limit` bytes, never through a link, never from a pipe or device.
    ///
    /// # Errors
    /// As the system reports them; [`io::ErrorKind::FileTooLarge`] beyond the limit.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// Moves a file over another one.
    ///
    /// # Errors
    /// As the system reports them.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Moves a file to a name that must be free.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] when it is not.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// A second name for a file.
    ///
    /// # Errors
    /// As the system reports them.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// As the system reports them.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Returns after the names in a folder are on the disk.
    ///
    /// # Errors
    /// As the system reports them.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl DiskFile for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

impl Disk for RealDisk {
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        Ok(Box::new(create(path, access)?))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        super::read::bounded(path, limit)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let from = tempfile::TempPath::try_from_path(from)?;
        from.persist_noclobber(to).map_err(|refused| refused.error)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    /// Windows has no call for it; the rename itself is journalled there.
    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// Makes a file that must not exist yet.
pub(super) fn create(path: &Path, access: Access) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    restrict(&mut options, access);
    options.open(path)
}

#[cfg(unix)]
fn restrict(options: &mut OpenOptions, access: Access) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(match access {
        Access::Private => 0o600,
        Access::Team => 0o660,
    });
}

#[cfg(not(unix))]
fn restrict(_options: &mut OpenOptions, _access: Access) {}
