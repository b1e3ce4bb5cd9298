//! The save routine: the only way in which a file of ours comes to be.
//!
//! A reader sees the old file or the new one, whole, whatever happens in between; when a call returns, the new one
//! survives a power cut.

use std::ffi::{OsStr, OsString};
use std::fs::{DirEntry, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Access, Disk, DiskFile};

/// What is gathered before it goes to the disk.
const PIECE: usize = 256 << 10;

/// A temporary file of this age belongs to a program that was killed.
const ABANDONED: Duration = Duration::from_hours(1);

/// Replaces `path` with `bytes`; the content before is kept at `previous`, when that is given and can be.
///
/// # Errors
/// As the system reports them. The old file is then as it was.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8], previous: Option<&Path>) -> io::Result<()> {
    let temporary = write_beside(disk, path, bytes, Access::Private)?;
    if let Some(previous) = previous {
        keep(disk, path, previous);
    }
    disk.rename(&temporary, path).inspect_err(|_| discard(disk, &temporary))?;
    disk.sync_folder(folder_of(path))
}

/// Writes `bytes` to `path`, which must not exist; somebody else's file is never touched.
///
/// # Errors
/// `AlreadyExists` when the name is taken, else as the system reports them.
pub fn publish(disk: &dyn Disk, path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    place(disk, path, bytes, access)?;
    secure(disk, folder_of(path), &[path])
}

/// The first half of [`publish`]: whole and read back under a name of its own, which a power cut may still take away
/// until [`secure`] was called.
///
/// # Errors
/// As [`publish`].
pub(super) fn place(disk: &dyn Disk, path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    let temporary = write_beside(disk, path, bytes, access)?;
    disk.rename_new(&temporary, path).inspect_err(|_| discard(disk, &temporary))
}

/// The second half: the names in a folder are on the disk, or these files are gone. A name that may not survive a power
/// cut must not stay: the next try would be a second revision.
///
/// # Errors
/// As the system reports them.
pub(super) fn secure(disk: &dyn Disk, folder: &Path, files: &[impl AsRef<Path>]) -> io::Result<()> {
    disk.sync_folder(folder).inspect_err(|_| files.iter().for_each(|file| discard(disk, file.as_ref())))
}

/// Writes a private file piece by piece, for what is too large to be held in memory. It is synced, and only its length is
/// looked at; the name is taken at the end, so that a file of that name is whole.
///
/// # Errors
/// `AlreadyExists` when the name is taken, unless `force` says to replace a plain file; else the first of `write`, or as
/// the system reports them. Nothing is then left behind, and an old file is as it was.
pub fn stream<T, E: From<io::Error>>(
    disk: &dyn Disk,
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut (dyn Write + Send)) -> Result<T, E>,
) -> Result<T, E> {
    check_name(path, force)?;
    sweep_scratch(path);
    let temporary = Temporary { disk, path: temporary_name(path) };
    let pieces = Pieces { file: disk.create(&temporary.path, Access::Private)?, length: 0 };
    let mut out = BufWriter::with_capacity(PIECE, pieces);
    let written = write(&mut out)?;
    let Pieces { mut file, length } = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync()?;
    drop(file);
    check_length(&temporary.path, length)?;
    put(disk, &temporary.path, path, force)?;
    Ok(written)
}

fn put(disk: &dyn Disk, temporary: &Path, path: &Path, force: bool) -> io::Result<()> {
    if force {
        disk.rename(temporary, path)?;
        return disk.sync_folder(folder_of(path));
    }
    disk.rename_new(temporary, path)?;
    disk.sync_folder(folder_of(path)).inspect_err(|_| discard(disk, path))
}

/// Before the work, which may be long; whoever takes the name meanwhile is noticed at the end.
fn check_name(path: &Path, force: bool) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(_) if !force => Err(io::ErrorKind::AlreadyExists.into()),
        Ok(facts) if !facts.is_file() => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a plain file")),
        _ => Ok(()),
    }
}

/// A full disk, or a share, may have said yes and kept less.
fn check_length(path: &Path, length: u64) -> io::Result<()> {
    if path.symlink_metadata()?.len() == length {
        return Ok(());
    }
    Err(io::Error::other("the file is not as long as what was written"))
}

/// A file of ours that goes when we do, also in a panic. After the rename there is nothing of that name.
struct Temporary<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        discard(self.disk, &self.path);
    }
}

struct Pieces {
    file: Box<dyn DiskFile>,
    length: u64,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)?;
        self.length += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Replaces a file that can be made again at any time: whole or not at all, but not yet safe from a power cut.
///
/// # Errors
/// As the system or the writer reports them. The old file is then as it was.
pub fn scratch(path: &Path, write: impl FnOnce(File) -> io::Result<()>) -> io::Result<()> {
    let temporary = temporary_name(path);
    let file = super::disk::create(&temporary, Access::Private)?;
    let written = write(file).and_then(|()| std::fs::rename(&temporary, path));
    written.inspect_err(|_| _ = std::fs::remove_file(&temporary))
}

/// Removes what a killed program left of writing such a file. Another window may be writing one right now; none takes an
/// hour.
pub fn sweep_scratch(path: &Path) {
    sweep_old(folder_of(path), &format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy()));
}

/// Removes what killed programs left in a folder that only our files are in, or a team's.
pub(super) fn sweep_abandoned(folder: &Path) {
    sweep_old(folder, ".");
}

fn sweep_old(folder: &Path, beginning: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(beginning) && is_of_ours(&name) && is_abandoned(&entry) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_abandoned(entry: &DirEntry) -> bool {
    let age = entry.metadata().and_then(|facts| facts.modified()).ok().and_then(|at| at.elapsed().ok());
    age.is_some_and(|age| age > ABANDONED)
}

/// Sync clients give temporary names too; ours end in an id.
fn is_of_ours(name: &str) -> bool {
    let id = name.strip_suffix(".tmp").and_then(|name| name.rsplit('.').next());
    is_temporary(name.as_ref()) && id.is_some_and(|id| uuid::Uuid::try_parse(id).is_ok())
}

/// Whether a file name is one of our temporary ones.
#[must_use]
pub fn is_temporary(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") && Path::new(name).extension().is_some_and(|ending| ending == "tmp")
}

/// A failed sync is not tried again on the same file: the system may call the lost pages clean.
fn write_beside(disk: &dyn Disk, path: &Path, bytes: &[u8], access: Access) -> io::Result<PathBuf> {
    let temporary = temporary_name(path);
    write_checked(disk, &temporary, bytes, access).inspect_err(|_| discard(disk, &temporary))?;
    Ok(temporary)
}

fn write_checked(disk: &dyn Disk, path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    let mut file = disk.create(path, access)?;
    file.write(bytes)?;
    file.sync()?;
    drop(file);
    if disk.read(path, bytes.len() as u64)? == bytes {
        return Ok(());
    }
    Err(io::Error::other("what was read back is not what was written"))
}

/// Best effort: the new content is more important than the copy of the old one.
fn keep(disk: &dyn Disk, path: &Path, previous: &Path) {
    let temporary = temporary_name(previous);
    if disk.link(path, &temporary).is_ok() {
        let _ = disk.rename(&temporary, previous);
        // Also after success: where both names are one file already, a rename leaves both.
        discard(disk, &temporary);
    }
}

fn discard(disk: &dyn Disk, temporary: &Path) {
    let _ = disk.remove(temporary);
}

pub(super) fn temporary_name(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", uuid::Uuid::now_v7().simple()));
    path.with_file_name(name)
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
