//! Every file below a folder that others write into too: nothing is followed, nothing is passed over without a word.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{DirEntry, File, FileType, ReadDir};
use std::io::{self, ErrorKind};
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
pub type Take<'t> = dyn FnMut(Handful) + 't;

/// Some files of one folder, in the order in which it gives them: all their names in one piece of memory, for a hundred
/// thousand small pieces take longer than to find the files.
#[derive(Debug)]
pub struct Handful {
    folder: Arc<Folder>,
    /// How many files were found before them.
    from: usize,
    names: String,
    /// Where each name ends.
    ends: Vec<usize>,
    /// Names that are no text; they come last.
    odd: Vec<OsString>,
}

/// A folder that was entered.
#[derive(Debug)]
struct Folder {
    place: Place,
    /// As lists and the index name it.
    name: String,
    /// The disk says what it knows of a file sooner when its folder is open.
    open: Option<File>,
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
/// give them. Gives everything else but folders.
///
/// A folder that does not exist holds nothing; one that cannot be looked into just now is skipped, and that is said: to
/// take it for empty would count to zero.
#[must_use]
pub fn walk(root: &Path, take: &mut Take) -> Vec<Skipped> {
    let mut walk = Walk { take, some: None, skipped: Vec::new(), count: 0, entered: 0 };
    walk.folder(Place::root(root), 0);
    walk.hand_over();
    walk.skipped.sort();
    walk.skipped
}

/// The same, in order.
#[must_use]
pub fn files(root: &Path) -> Walked {
    let mut files = Vec::new();
    let skipped = walk(root, &mut |some| files.extend(some.places()));
    // By bytes: comparing part by part is slow for a hundred thousand names.
    files.sort_unstable_by(|a, b| a.relative.as_os_str().cmp(b.relative.as_os_str()));
    Walked { files, skipped }
}

impl Handful {
    /// Files of these names in a folder.
    pub fn of(folder: &Path, names: impl Iterator<Item = OsString>) -> Self {
        let mut some = Self::new(Arc::new(Folder::new(Place::root(folder), true)), 0);
        names.for_each(|name| some.push(name));
        some
    }

    const fn new(folder: Arc<Folder>, from: usize) -> Self {
        Self { folder, from, names: String::new(), ends: Vec::new(), odd: Vec::new() }
    }

    fn push(&mut self, name: OsString) {
        match name.into_string() {
            Ok(name) => {
                self.names.push_str(&name);
                self.ends.push(self.names.len());
            }
            Err(name) => self.odd.push(name),
        }
    }

    fn len(&self) -> usize {
        self.ends.len() + self.odd.len()
    }

    /// Their folder, as lists and the index name it.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder.name
    }

    /// The names that are texts.
    fn names(&self) -> impl Iterator<Item = &str> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(begin, end)| self.names.get(begin..*end).unwrap_or_default())
    }

    /// Where they are.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        self.wanted(|_, _| true)
    }

    /// Where those are that are wanted, each asked for with the number of files that were found before it. One whose name
    /// is no text is always wanted: nothing is known by such a name.
    pub fn wanted(&self, is_wanted: impl Fn(usize, &str) -> bool) -> Vec<Place> {
        let texts = (self.from..).zip(self.names()).filter(|(nth, name)| is_wanted(*nth, name));
        let texts = texts.map(|(_, name)| OsStr::new(name));
        texts.chain(self.odd.iter().map(|name| &**name)).map(|name| self.folder.place.join(name)).collect()
    }

    /// What the disk says of one; never of what a link leads to.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn stamp(&self, name: &str) -> io::Result<Stamp> {
        self.folder.stamp(name)
    }
}

impl Folder {
    fn new(place: Place, open: bool) -> Self {
        // One that cannot be opened is asked by its path.
        let open = if open { read::folder(&place.path()).ok() } else { None };
        Self { name: place.name().into_owned(), place, open }
    }

    fn stamp(&self, name: &str) -> io::Result<Stamp> {
        match &self.open {
            #[cfg(unix)]
            Some(folder) => read::stamp_in(folder, name),
            _ => std::fs::symlink_metadata(self.place.path().join(name)).map(|facts| read::stamp(&facts)),
        }
    }
}

impl Place {
    fn root(folder: &Path) -> Self {
        Self { relative: PathBuf::new(), root: Arc::from(folder) }
    }

    fn join(&self, name: &OsStr) -> Self {
        Self { relative: self.relative.join(name), root: Arc::clone(&self.root) }
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
    some: Option<Handful>,
    skipped: Vec<Skipped>,
    /// How many files were found.
    count: usize,
    /// How many folders were entered: the first of them are kept open.
    entered: usize,
}

impl Walk<'_, '_> {
    fn folder(&mut self, place: Place, depth: usize) {
        match std::fs::read_dir(place.path()) {
            Ok(entries) => self.entries(place, entries, depth),
            Err(error) if depth == 0 && error.kind() == ErrorKind::NotFound => {}
            Err(error) => self.skip(place, Skip::Unread(plain(&error))),
        }
    }

    fn entries(&mut self, place: Place, entries: ReadDir, depth: usize) {
        let folder = Arc::new(Folder::new(place, self.entered < MOST_OPEN));
        self.entered += 1;
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&folder, &entry, depth),
                Err(error) => self.skip(folder.place.clone(), Skip::Unread(plain(&error))),
            }
        }
    }

    fn entry(&mut self, folder: &Arc<Folder>, entry: &DirEntry, depth: usize) {
        let name = entry.file_name();
        match entry.file_type() {
            Ok(kind) if kind.is_file() => self.file(folder, name),
            Ok(kind) if kind.is_dir() && depth < MAX_DEPTH => self.folder(folder.place.join(&name), depth + 1),
            Ok(kind) => self.other(folder.place.join(&name), kind),
            Err(error) => self.skip(folder.place.join(&name), Skip::Unread(plain(&error))),
        }
    }

    fn file(&mut self, folder: &Arc<Folder>, name: OsString) {
        // One that has gone meanwhile is for the reader to name.
        if save::is_temporary(&name) {
            return;
        }
        if is_json(&name) { self.keep(folder, name) } else { self.skip(folder.place.join(&name), Skip::NotJson) }
    }

    fn keep(&mut self, folder: &Arc<Folder>, name: OsString) {
        let goes_on = |some: &Handful| some.len() < HANDFUL && Arc::ptr_eq(&some.folder, folder);
        if !self.some.as_ref().is_some_and(goes_on) {
            self.hand_over();
        }
        let some = self.some.get_or_insert_with(|| Handful::new(Arc::clone(folder), self.count));
        some.push(name);
        self.count += 1;
    }

    fn hand_over(&mut self) {
        self.some.take().into_iter().for_each(&mut *self.take);
    }

    fn other(&mut self, place: Place, kind: FileType) {
        match kind {
            _ if kind.is_dir() => self.skip(place, Skip::TooDeep),
            _ if kind.is_symlink() => self.skip(place, Skip::Link),
            _ => self.skip(place, Skip::Special),
        }
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
        assert_eq!(walk(root.path(), &mut |some| found.push(some)), []);
        let open = found.iter().filter(|some| some.folder.open.is_some()).count();
        assert_eq!((found.len(), open), (MOST_OPEN + 20, MOST_OPEN - 1), "the first folder is open as well");
        let facts = |place: Place| read::stamp(&fs::symlink_metadata(place.path()).unwrap());
        for (nth, some) in found.iter().enumerate() {
            assert_eq!((some.from, some.names().collect::<Vec<_>>()), (nth, vec!["a.json"]));
            assert_eq!(some.stamp("a.json").unwrap(), facts(some.places().remove(0)));
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_no_text_is_always_wanted() {
        use std::os::unix::ffi::OsStringExt as _;
        let root = tempfile::tempdir().unwrap();
        let all = ["a.json".into(), OsString::from_vec(b"\xff.json".to_vec()), "b.json".into()];
        all.iter().for_each(|name| fs::write(root.path().join(name), "{}").unwrap());
        let some = Handful::of(root.path(), all.iter().cloned());
        let last = |places: Vec<Place>| places.last().map(Place::path);
        assert_eq!(last(some.wanted(|_, _| false)), Some(root.path().join(&all[1])));
        assert_eq!(names(&some.wanted(|nth, name| (nth, name) == (1, "b.json"))).first().unwrap(), "b.json");
        assert_eq!(files(root.path()).files.len(), 3);
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
