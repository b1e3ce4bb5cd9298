//! Reading files that may be anything: a link, a pipe, a device, or endless.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Take};
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::domain::brief::Stamp;

/// The most bytes of a record: 8 MiB.
pub const RECORD_LIMIT: u64 = 8 << 20;
/// The most bytes of a review or checklist: 4 MiB.
pub const REVIEW_LIMIT: u64 = 4 << 20;
/// The most bytes of the list of allowed contacts: 256 KiB.
pub const CONTACTS_LIMIT: u64 = 256 << 10;

/// The whole file. Never follows a link in the last place and never waits for a pipe.
///
/// # Errors
/// `FileTooLarge` beyond `limit` bytes, `InvalidInput` when it is not a plain file, else as the system reports.
pub fn bounded(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_all(open(path, false)?, limit)
}

/// The same into a buffer that is used again; gives what the disk says of the file.
///
/// # Errors
/// As [`bounded`].
pub fn into(path: &Path, limit: u64, buffer: &mut Vec<u8>) -> io::Result<Metadata> {
    buffer.clear();
    fill(open(path, false)?, limit, buffer)
}

/// The same, to be read bit by bit.
///
/// # Errors
/// As [`bounded`].
pub fn opened(path: &Path, limit: u64) -> io::Result<Take<File>> {
    let file = open(path, false)?;
    checked(&file, limit)?;
    Ok(file.take(limit))
}

/// The same for a file that the user named: a link is followed.
///
/// # Errors
/// As [`bounded`].
pub fn named(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_all(open(path, true)?, limit)
}

/// A stream to its end, with the same limit.
///
/// # Errors
/// As [`bounded`].
pub fn stream(source: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pour(source, limit, &mut bytes)?;
    Ok(bytes)
}

/// What an index keeps of what the disk says of a file.
#[must_use]
pub fn stamp(facts: &Metadata) -> Stamp {
    let changed = facts.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Stamp { size: facts.len(), changed: changed.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or(0) }
}

/// A folder, opened to ask for its files.
///
/// # Errors
/// As the system reports them; it is never waited for what has become a pipe meanwhile.
#[cfg(unix)]
pub fn folder(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = OFlags::DIRECTORY | OFlags::CLOEXEC;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

/// Elsewhere no folder can be opened as a file.
///
/// # Errors
/// Always.
#[cfg(not(unix))]
pub fn folder(_path: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

/// What an index keeps of a file in an open folder; never of what a link leads to.
///
/// # Errors
/// As the system reports them.
#[cfg(unix)]
pub fn stamp_in(folder: &File, name: &str) -> io::Result<Stamp> {
    use rustix::fs::{AtFlags, statat};
    let facts = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
    let nanoseconds = i64::try_from(facts.st_mtime_nsec).unwrap_or(0);
    let changed = facts.st_mtime.checked_mul(1_000_000_000).and_then(|changed| changed.checked_add(nanoseconds));
    let size = u64::try_from(facts.st_size).unwrap_or(0);
    Ok(Stamp { size, changed: changed.filter(|changed| *changed >= 0).unwrap_or(0) })
}

fn pour(source: impl Read, limit: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    source.take(limit.saturating_add(1)).read_to_end(bytes)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(limit));
    }
    Ok(())
}

fn read_all(file: File, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fill(file, limit, &mut bytes)?;
    Ok(bytes)
}

fn fill(file: File, limit: u64, bytes: &mut Vec<u8>) -> io::Result<Metadata> {
    let facts = checked(&file, limit)?;
    bytes.reserve(usize::try_from(facts.len()).unwrap_or(0) + 1);
    pour(file, limit, bytes)?;
    Ok(facts)
}

fn checked(file: &File, limit: u64) -> io::Result<Metadata> {
    let facts = file.metadata()?;
    if !facts.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a plain file"));
    }
    if facts.len() > limit {
        return Err(too_large(limit));
    }
    Ok(facts)
}

fn too_large(limit: u64) -> io::Error {
    let most = if limit < 1 << 20 { format!("{} KiB", limit >> 10) } else { format!("{} MiB", limit >> 20) };
    io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than the {most} that are read"))
}

#[cfg(unix)]
const LOOP: i32 = rustix::io::Errno::LOOP.raw_os_error();

#[cfg(unix)]
fn is_link() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is a link, and links are not followed")
}

#[cfg(unix)]
fn open(path: &Path, follow: bool) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    let links = if follow { OFlags::empty() } else { OFlags::NOFOLLOW };
    let flags = OFlags::NONBLOCK | OFlags::CLOEXEC | links;
    let opened = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path);
    opened.map_err(|error| if error.raw_os_error() == Some(LOOP) { is_link() } else { error })
}

#[cfg(not(unix))]
fn open(path: &Path, _follow: bool) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}
