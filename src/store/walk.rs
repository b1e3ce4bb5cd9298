//! Every file below a folder that others write into too: nothing is followed, nothing is passed over without a word.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{DirEntry, FileType, ReadDir};
use std::io::{self, ErrorKind};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::brief::Stamp;

use super::error::plain;
use super::{read, save};

/// How many folders below the first one are entered.
pub const MAX_DEPTH: usize = 4;
/// So many folders are kept open at most: some systems let a program have no more than 256 files open.
const MOST_OPEN: usize = 64;
/// So many files are handed over at once.
const HANDFUL: usize = 1 << 8;

/// What is below a folder, each list by relative path. Our own temporary files are in neither: another window may be
/// writing them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// Plain files whose name ends in `.json`.
    pub files: Vec<Place>,
    /// Everything else but folders, with the reason.
    pub skipped: Vec<Skipped>,
}

/// Is given files while others are still being looked for, some at once.
pub type Take<'t> = dyn FnMut(Vec<Found>) + 't;

/// A file that was found in a folder.
#[derive(Debug)]
pub struct Found {
    folder: Arc<Place>,
    name: Name,
}

/// What the folder gave.
#[derive(Debug)]
enum Name {
    /// The folder is open as long as this is kept.
    Open(DirEntry),
    Only(OsString),
}

/// Where a file is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Below the folder that was walked.
    pub relative: PathBuf,
    /// The folder that was walked.
    root: Arc<Path>,
}

/// What was not opened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Where it is.
    pub place: Place,
    /// Why.
    pub why: Skip,
}

/// Why something was not opened. Only [`Skip::NotJson`] can be no review; the others count as unreadable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// A file of another kind.
    NotJson,
    /// A link, wherever it leads.
    Link,
    /// A pipe, a socket or a device.
    Special,
    /// A folder too many levels down.
    TooDeep,
    /// A folder that could not be looked into, with the system's reason.
    Unread(String),
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("its name does not end in .json, so it was not read"),
            Self::Link => f.write_str("it is a link, and links are not followed: put the file itself here"),
            Self::Special => f.write_str("it is a pipe or a device, not a file"),
            Self::TooDeep => write!(f, "it lies more than {MAX_DEPTH} folders down: move it up, or name it itself"),
            Self::Unread(reason) => write!(f, "the folder could not be looked into: {reason}"),
        }
    }
}

/// Looks through a folder and those below it for plain files whose name ends in `.json`, and hands them over as the folders
/// give them, which stay open: the disk says more of a file then, and says it sooner. Gives everything else but folders.
///
/// A folder that does not exist holds nothing; one that cannot be looked into just now is skipped, and that is said: to
/// take it for empty would count to zero.
#[must_use]
pub fn walk(root: &Path, take: &mut Take) -> Vec<Skipped> {
    let mut walk = Walk { take, found: Vec::new(), skipped: Vec::new(), count: 0, open: 0 };
    walk.folder(&Arc::new(Place::new(&Arc::from(root), PathBuf::new())), 0);
    walk.hand_over();
    walk.skipped.sort();
    walk.skipped
}

/// The same, in order, and no folder stays open.
#[must_use]
pub fn files(root: &Path) -> Walked {
    let mut files = Vec::new();
    let skipped = walk(root, &mut |found| files.extend(found.iter().map(Found::place)));
    // By bytes: comparing part by part is slow for a hundred thousand names.
    files.sort_unstable_by(|a, b| a.relative.as_os_str().cmp(b.relative.as_os_str()));
    Walked { files, skipped }
}

impl Found {
    /// A file of this name in a folder.
    #[must_use]
    pub const fn new(folder: Arc<Place>, name: OsString) -> Self {
        Self { folder, name: Name::Only(name) }
    }

    /// Where it is.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::new(&self.folder.root, self.folder.relative.join(self.name()))
    }

    fn name(&self) -> Cow<'_, OsStr> {
        match &self.name {
            Name::Open(entry) => Cow::Owned(entry.file_name()),
            Name::Only(name) => Cow::Borrowed(name),
        }
    }

    /// Its folder and its name in it, as lists and the index name it.
    pub fn said<T>(&self, say: impl FnOnce(&str, &str) -> T) -> T {
        say(&self.folder.name(), &self.name().to_string_lossy())
    }

    /// What the disk says of it; never of what a link leads to.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn stamp(&self) -> io::Result<Stamp> {
        let facts = match &self.name {
            Name::Open(entry) => entry.metadata(),
            Name::Only(_) => std::fs::symlink_metadata(self.place().path()),
        };
        facts.map(|facts| read::stamp(&facts))
    }
}

impl Place {
    /// A place below a folder.
    #[must_use]
    pub fn new(root: &Arc<Path>, relative: PathBuf) -> Self {
        Self { relative, root: Arc::clone(root) }
    }

    /// As it can be opened.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        // Joined with nothing, a path would end in a slash.
        if self.relative.as_os_str().is_empty() { self.root.to_path_buf() } else { self.root.join(&self.relative) }
    }

    /// As lists and the index name it.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        self.relative.to_string_lossy()
    }
}

/// A walk on its way.
struct Walk<'w, 't> {
    take: &'w mut Take<'t>,
    /// Not yet handed over.
    found: Vec<Found>,
    skipped: Vec<Skipped>,
    /// How many files were found.
    count: usize,
    /// How many folders are kept open.
    open: usize,
}

impl Walk<'_, '_> {
    fn folder(&mut self, folder: &Arc<Place>, depth: usize) {
        match std::fs::read_dir(folder.path()) {
            Ok(entries) => self.entries(folder, entries, depth),
            Err(error) if depth == 0 && error.kind() == ErrorKind::NotFound => {}
            Err(error) => self.unread(folder, &error),
        }
    }

    fn entries(&mut self, folder: &Arc<Place>, entries: ReadDir, depth: usize) {
        let before = self.count;
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(folder, entry, depth),
                Err(error) => self.unread(folder, &error),
            }
        }
        self.open += usize::from(self.count > before);
    }

    fn entry(&mut self, folder: &Arc<Place>, entry: DirEntry, depth: usize) {
        let name = entry.file_name();
        let place = || Place::new(&folder.root, folder.relative.join(&name));
        match entry.file_type() {
            Ok(kind) if kind.is_file() => self.file(folder, entry, name),
            Ok(kind) if kind.is_dir() && depth < MAX_DEPTH => self.folder(&Arc::new(place()), depth + 1),
            Ok(kind) => self.other(place(), kind),
            Err(error) => self.skip(place(), Skip::Unread(plain(&error))),
        }
    }

    fn file(&mut self, folder: &Arc<Place>, entry: DirEntry, name: OsString) {
        if save::is_temporary(&name) {
            return;
        }
        let is_json = is_json(&name);
        let name = if self.open < MOST_OPEN { Name::Open(entry) } else { Name::Only(name) };
        let file = Found { folder: Arc::clone(folder), name };
        // One that has gone meanwhile is for the reader to name.
        if is_json { self.keep(file) } else { self.skip(file.place(), Skip::NotJson) }
    }

    fn keep(&mut self, file: Found) {
        self.found.push(file);
        self.count += 1;
        if self.found.len() == HANDFUL {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        (self.take)(mem::take(&mut self.found));
    }

    fn other(&mut self, place: Place, kind: FileType) {
        match kind {
            _ if kind.is_dir() => self.skip(place, Skip::TooDeep),
            _ if kind.is_symlink() => self.skip(place, Skip::Link),
            _ => self.skip(place, Skip::Special),
        }
    }

    fn unread(&mut self, folder: &Place, error: &io::Error) {
        self.skip(folder.clone(), Skip::Unread(plain(error)));
    }

    fn skip(&mut self, place: Place, why: Skip) {
        self.skipped.push(Skipped { place, why });
    }
}

/// A path with `/` between folders, as it is written on every system.
#[must_use]
pub fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The notes that a Mac leaves beside each file on a share have its whole name behind `._`.
fn is_json(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let ending = name.last_chunk::<5>().filter(|ending| name.len() > ending.len());
    !name.starts_with(b"._") && ending.is_some_and(|ending| ending.eq_ignore_ascii_case(b".json"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(found: &[Place]) -> Vec<String> {
        found.iter().map(|place| place.relative.to_string_lossy().replace('\\', "/")).collect()
    }

    #[test]
    fn files_are_found_to_the_fourth_folder_and_in_order() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("b/c/d/e/f")).unwrap();
        let made =
            ["z.json", "b/A.JSON", "b/c/d/e/deep.json", "b/c/d/e/f/too-deep.json", "._z.json", ".json", "note.txt"];
        made.iter().for_each(|name| fs::write(root.path().join(name), "{}").unwrap());
        fs::write(root.path().join(".z.json.0123.tmp"), "{").unwrap();
        let walked = files(root.path());
        assert_eq!(names(&walked.files), ["b/A.JSON", "b/c/d/e/deep.json", "z.json"]);
        let skipped: Vec<_> = walked.skipped.iter().map(|one| (one.place.relative.clone(), one.why.clone())).collect();
        let wanted = [
            ("._z.json", Skip::NotJson),
            (".json", Skip::NotJson),
            ("b/c/d/e/f", Skip::TooDeep),
            ("note.txt", Skip::NotJson),
        ];
        assert_eq!(skipped, wanted.map(|(name, why)| (PathBuf::from(name), why)));
        assert!(walked.files.iter().all(|place| place.path().is_file()));
    }

    #[test]
    fn files_of_more_folders_than_may_stay_open_are_found_and_asked_for_alike() {
        let root = tempfile::tempdir().unwrap();
        for n in 0..MOST_OPEN + 20 {
            fs::create_dir(root.path().join(n.to_string())).unwrap();
            fs::write(root.path().join(format!("{n}/a.json")), "{}").unwrap();
        }
        let mut found = Vec::new();
        assert_eq!(walk(root.path(), &mut |some| found.extend(some)), []);
        let open = found.iter().filter(|file| matches!(file.name, Name::Open(_))).count();
        assert_eq!((found.len(), open), (MOST_OPEN + 20, MOST_OPEN));
        assert!(found.iter().all(|file| file.stamp().is_ok_and(|stamp| stamp.size == 2 && stamp.changed > 0)));
    }

    #[test]
    fn a_folder_that_is_not_there_holds_nothing() {
        assert_eq!(files(Path::new("/nowhere/at/all")), Walked::default());
    }

    #[test]
    fn a_folder_that_cannot_be_looked_into_is_not_taken_for_an_empty_one() {
        let root = tempfile::tempdir().unwrap();
        let walked = files(&root.path().join("x".repeat(300)));
        assert!(matches!(walked.skipped.as_slice(), [Skipped { why: Skip::Unread(_), .. }]), "{walked:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_are_named_and_not_opened() {
        let root = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("x.json"), "{}").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), root.path().join("folder")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("x.json"), root.path().join("x.json")).unwrap();
        std::os::unix::fs::symlink(root.path(), root.path().join("round")).unwrap();
        std::os::unix::net::UnixListener::bind(root.path().join("socket.json")).unwrap();
        fs::create_dir(root.path().join("folder.json")).unwrap();
        let walked = files(root.path());
        assert_eq!(walked.files, []);
        let why: Vec<_> = walked.skipped.into_iter().map(|one| one.why).collect();
        assert_eq!(why, [Skip::Link, Skip::Link, Skip::Special, Skip::Link]);
    }
}
