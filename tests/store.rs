//! The save routine under failing, lying and dying disks, and what the store makes of files that it did not write.
//!
//! The disks here stand in for [`RealDisk`]: one fails at the nth operation, one lies, one forgets what was not synced.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::maybe_infinite_iter,
    clippy::type_complexity,
    reason = "a fixture that breaks is a failed test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use appraise::checklists;
use appraise::domain::answer::Rating;
use appraise::domain::checklist::Profile;
use appraise::domain::kind::Kind;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::{Dates, Record, Section, Source};
use appraise::domain::review::{Pinned, Review, Reviewer, Start};
use appraise::store::disk::{Access, Disk, DiskFile, RealDisk};
use appraise::store::{Counted, Draft, Folders, Opened, Problem, Reading, Settings, Store, StoreError, save};
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

// ---------------------------------------------------------------------------------------------------------- fixtures

fn reviews(store: &Store) -> (Vec<Review>, Vec<Problem>) {
    let Counted { census, problems, .. } = store.census(Reading::default());
    (census.all().map(|(review, _)| store.review_of(review.file()).unwrap()).collect(), problems)
}

/// One checklist with two questions. `"sectors": []` is lawful, says nothing, and must survive.
const CHECKLIST: &str = r#"{
  "format": "appraise-checklist/1", "id": "small", "version": "1.2.3", "language": "en", "title": "Small",
  "purpose": "For tests.", "sections": [{ "id": "all", "title": "All" }],
  "criteria": [
    { "id": "one", "section": "all", "title": "One", "core": true, "question": "Is one said?", "why": "It matters.",
      "look_for": ["a", "b"], "red_flags": ["c", "d"], "recommendation": "Say one.",
      "weight": { "proposal": "must" }, "sectors": [], "terms": [], "sources": [] },
    { "id": "two", "section": "all", "title": "Two", "core": false, "question": "Is two said?", "why": "It matters.",
      "look_for": ["a", "b"], "red_flags": ["c", "d"], "recommendation": "Say two.",
      "weight": { "proposal": "should" }, "terms": [], "sources": [] }
  ]
}"#;

const DRAFT_ID: &str = "01890000-0000-7000-8000-000000000001";

static PINNED: LazyLock<Vec<Pinned>> = LazyLock::new(|| vec![checklists::parse(CHECKLIST.as_bytes()).unwrap()]);

fn record(title: &str) -> Record {
    Record { countries: vec!["SSD".to_owned()], ..Record::new("invented-plan", Kind::Proposal, title) }
}

fn at(minute: u8) -> Timestamp {
    format!("2025-01-13T10:{minute:02}:00Z").parse().unwrap()
}

/// A draft with a note, so that two versions of it differ.
fn draft(note: &str) -> Review {
    let reviewer = Reviewer { id: "ab".to_owned(), name: None, role: None };
    let workspace = "team".to_owned();
    let start = Start {
        id: DRAFT_ID.to_owned(),
        at: at(0),
        round: 1,
        previous: None,
        reviewer,
        workspace,
        profile: Profile::All,
    };
    let mut review = Review::new(&record("An invented plan"), &PINNED, start);
    review.rate("one", Rating::Yes, None, at(1));
    review.set_note("one", note);
    review.outcome.code = Some(Outcome::Endorsed);
    review
}

/// A store of its own below a temporary folder.
struct Home {
    root: TempDir,
}

impl Home {
    fn new() -> Self {
        Self { root: TempDir::new().unwrap() }
    }

    fn folders(&self) -> Folders {
        Folders::below(self.root.path())
    }

    fn store(&self) -> Store {
        Store::new(self.folders())
    }

    fn store_on(&self, disk: Arc<dyn Disk>) -> Store {
        Store::on(self.folders(), disk)
    }

    /// A store whose workspace has the name that `draft` puts into its drafts.
    fn store_of_team(&self) -> Store {
        Store::new(Folders { workspace: self.root.path().join("team"), ..self.folders() })
    }

    fn draft_file(&self) -> PathBuf {
        self.folders().drafts().join(format!("{DRAFT_ID}.json"))
    }

    /// Every file below, by its place; locks say nothing and are left out.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.root.path(), self.root.path(), &mut files);
        files
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_none_or(|ending| ending != "lock") {
            files.insert(path.strip_prefix(root).unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap());
        }
    }
}

fn is_temporary(place: &str) -> bool {
    save::is_temporary(place.rsplit(['/', '\\']).next().unwrap_or(place).as_ref())
}

/// The draft, as soon as it is free: a process that another test starts holds our locks from its birth to its first
/// step, because it inherits the open files.
fn open_draft(store: &Store) -> Draft {
    open_when_free(store, DRAFT_ID)
}

fn open_when_free(store: &Store, id: &str) -> Draft {
    let since = Instant::now();
    loop {
        if let Opened::Ours(draft) = store.open_draft(id).unwrap() {
            return draft;
        }
        assert!(since.elapsed() < Duration::from_secs(10), "the draft stays open elsewhere");
        thread::yield_now();
    }
}

fn is_elsewhere(opened: &Opened) -> bool {
    matches!(opened, Opened::Elsewhere)
}

// ------------------------------------------------------------------------------------------------- a disk that fails

/// How long the fault lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Once,
    /// As on a full disk: everything fails from then on, but files can still be removed.
    FromThenOn,
    /// As on a disk that became read-only.
    EvenRemoving,
}

#[derive(Debug, Clone, Copy)]
struct Fault {
    at: usize,
    kind: ErrorKind,
    span: Span,
}

#[derive(Default)]
struct Faults {
    fault: Mutex<Option<Fault>>,
    operations: AtomicUsize,
    refused: AtomicBool,
    remove_refused: AtomicBool,
}

impl Faults {
    fn step(&self, is_remove: bool) -> io::Result<()> {
        let n = self.operations.fetch_add(1, Ordering::SeqCst);
        let Some(fault) = *self.fault.lock().unwrap() else { return Ok(()) };
        let hit = match fault.span {
            Span::Once => n == fault.at,
            Span::FromThenOn => n >= fault.at && !is_remove,
            Span::EvenRemoving => n >= fault.at,
        };
        if !hit {
            return Ok(());
        }
        self.refused.store(true, Ordering::SeqCst);
        if is_remove {
            self.remove_refused.store(true, Ordering::SeqCst);
        }
        Err(fault.kind.into())
    }
}

/// The real disk, without the waiting of a sync, with one fault.
#[derive(Clone, Default)]
struct FailingDisk(Arc<Faults>);

impl FailingDisk {
    fn fail(&self, fault: Fault) {
        self.0.operations.store(0, Ordering::SeqCst);
        *self.0.fault.lock().unwrap() = Some(fault);
    }

    fn heal(&self) {
        *self.0.fault.lock().unwrap() = None;
    }

    fn was_hit(&self) -> bool {
        self.0.refused.load(Ordering::SeqCst)
    }

    fn refused_to_remove(&self) -> bool {
        self.0.remove_refused.load(Ordering::SeqCst)
    }
}

struct FailingFile(Box<dyn DiskFile>, FailingDisk);

impl DiskFile for FailingFile {
    /// A write that fails has often written something.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.1.0.step(false) {
            self.0.write(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        self.0.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.1.0.step(false)
    }
}

impl Disk for FailingDisk {
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        self.0.step(false)?;
        Ok(Box::new(FailingFile(RealDisk.create(path, access)?, self.clone())))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.0.step(false)?;
        RealDisk.read(path, limit)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.step(false)?;
        RealDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.step(false)?;
        RealDisk.rename_new(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.step(false)?;
        RealDisk.link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.step(true)?;
        RealDisk.remove(path)
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        self.0.step(false)
    }
}

const KINDS: [ErrorKind; 6] = [
    ErrorKind::StorageFull,
    ErrorKind::QuotaExceeded,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::PermissionDenied,
    ErrorKind::Other,
    ErrorKind::Interrupted,
];

type Save = Box<dyn FnMut() -> Result<(), StoreError>>;

/// One way in which a file of ours comes to be: what is there before, and the save, which can be tried again.
struct Way {
    prepare: fn(&Store),
    open: fn(&Store) -> Save,
}

impl Way {
    /// Before and after a save on a disk that works.
    fn works(&self) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, Vec<u8>>) {
        let home = Home::new();
        let store = home.store_on(Arc::new(FailingDisk::default()));
        (self.prepare)(&store);
        let before = home.files();
        (self.open)(&store)().unwrap();
        (before, home.files())
    }

    /// Every operation of the save fails once, in every way; returns how many there are.
    fn survives_every_fault(&self) -> usize {
        let (before, after) = self.works();
        let mut operations = BTreeSet::new();
        for kind in KINDS {
            for span in [Span::Once, Span::FromThenOn, Span::EvenRemoving] {
                let hits = (0..).take_while(|at| self.survives(Fault { at: *at, kind, span }, &before, &after)).count();
                operations.insert(hits);
            }
        }
        operations.pop_first().unwrap()
    }

    /// `false` when the save was over before the fault.
    fn survives(&self, fault: Fault, before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> bool {
        let home = Home::new();
        let disk = FailingDisk::default();
        let store = home.store_on(Arc::new(disk.clone()));
        (self.prepare)(&store);
        let mut save = (self.open)(&store);
        disk.fail(fault);
        let said = save();
        disk.heal();
        if !disk.was_hit() {
            said.unwrap();
            return false;
        }
        let removes = !disk.refused_to_remove();
        let found = home.files();
        let context = format!("{fault:?}: the save said {said:?}");
        nothing_is_half(&found, before, after, &context);
        if said.is_ok() {
            holds(&found, after, &context);
        }
        if removes {
            assert_eq!(found.keys().find(|place| is_temporary(place)), None, "{context}");
        }
        let again = save();
        if removes {
            assert!(again.is_ok(), "{context}; the next save said {again:?}");
            let found = home.files();
            holds(&found, after, &context);
            let more = found
                .keys()
                .find(|place| !after.contains_key(*place) && (is_temporary(place) || !place.contains(".prev.")));
            assert_eq!(more, None, "{context}; the next save left it");
        }
        true
    }
}

/// Each file is the old one or the new one; a copy of the version before is any whole one.
fn nothing_is_half(
    found: &BTreeMap<String, Vec<u8>>,
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
    context: &str,
) {
    for place in before.keys() {
        assert!(found.contains_key(place), "{context}: {place} is gone");
    }
    for (place, bytes) in found.iter().filter(|(place, _)| !is_temporary(place)) {
        let is_whole = if place.contains(".prev.") {
            before.values().chain(after.values()).any(|whole| whole == bytes)
        } else {
            before.get(place) == Some(bytes) || after.get(place) == Some(bytes)
        };
        assert!(is_whole, "{context}: {place} is neither the old nor the new file");
    }
}

/// Everything of the new state is there; the copy of the version before is best effort.
fn holds(found: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>, context: &str) {
    for (place, bytes) in after.iter().filter(|(place, _)| !place.contains(".prev.")) {
        assert!(found.get(place) == Some(bytes), "{context}: {place} is not the new file");
    }
}

#[test]
fn the_first_save_of_a_draft_survives_every_fault() {
    let way = Way {
        prepare: |_| {},
        open: |store| {
            let mut draft_file = open_draft(store);
            Box::new(move || draft_file.save(&draft("new")))
        },
    };
    assert!(way.survives_every_fault() >= 6, "create, write, sync, read back, rename, sync the folder");
}

#[test]
fn a_later_save_of_a_draft_survives_every_fault() {
    let way = Way {
        prepare: |store| {
            let mut draft_file = open_draft(store);
            draft_file.save(&draft("oldest")).unwrap();
            draft_file.save(&draft("old")).unwrap();
        },
        open: |store| {
            let mut draft_file = open_draft(store);
            Box::new(move || draft_file.save(&draft("new")))
        },
    };
    assert!(way.survives_every_fault() >= 9, "the copy of the version before is a link and a rename more");
}

#[test]
fn adding_a_record_survives_every_fault() {
    let way = Way {
        prepare: |_| {},
        open: |store| {
            let store = store.clone();
            Box::new(move || store.add_record(&record("New")).map(|_| ()))
        },
    };
    assert!(way.survives_every_fault() >= 6);
}

fn three() -> [Record; 3] {
    ["a", "b", "c"].map(|id| Record { id: id.to_owned(), ..record(id) })
}

/// As a list is added: one that is there already is no fault, and those before the one that fails are kept.
fn add_three(store: &Store) -> Result<(), StoreError> {
    let mut new = store.add_records()?;
    let results = three().map(|record| match new.add(&record) {
        Err(StoreError::RecordExists(_)) => Ok(()),
        result => result,
    });
    new.secure()?;
    results.into_iter().collect()
}

#[test]
fn adding_many_records_survives_every_fault() {
    let way = Way {
        prepare: |_| {},
        open: |store| {
            let store = store.clone();
            Box::new(move || add_three(&store))
        },
    };
    assert!(way.survives_every_fault() >= 16, "five steps each, and the folder is synced once");
}

#[test]
fn saving_a_record_survives_every_fault() {
    let way = Way {
        prepare: |store| _ = store.add_record(&record("Old")).unwrap(),
        open: |store| {
            let store = store.clone();
            Box::new(move || store.save_record(&record("New")))
        },
    };
    assert!(way.survives_every_fault() >= 6);
}

#[test]
fn a_record_that_could_not_be_read_again_is_refused() {
    let home = Home::new();
    let long = |bytes: usize| {
        let text = |n: usize| "é".repeat((bytes - n * 200_000).min(200_000) / 2);
        let section = |n: usize| Section { id: format!("s{n}"), text: text(n), ..Section::default() };
        Record { sections: (0..bytes.div_ceil(200_000)).map(section).collect(), ..record("Long") }
    };
    home.store().add_record(&long((8 << 20) - 8000)).unwrap();
    assert_eq!(home.store().record("invented-plan").unwrap().title, "Long");
    let said = home.store().save_record(&long(8 << 20)).unwrap_err().to_string();
    assert!(said.contains("too long to be kept"), "{said}");
    assert_eq!(home.store().record("invented-plan").unwrap().title, "Long", "the one before stays");
}

/// A version of the record's document, told by its SHA-256.
fn version(digit: &str) -> Record {
    let source =
        Source { file: "plan.md".into(), format: "markdown".into(), sha256: digit.repeat(64), warnings: vec![] };
    Record { source: Some(source), ..record(digit) }
}

#[test]
fn a_new_version_of_a_document_survives_every_fault_and_keeps_the_one_before() {
    let way = Way {
        prepare: |store| _ = store.add_record(&version("1")).unwrap(),
        open: |store| {
            let store = store.clone();
            Box::new(move || store.renew_record(&version("2")))
        },
    };
    assert!(way.survives_every_fault() >= 12, "the version before, then the new one");
}

#[test]
fn a_review_is_read_with_the_version_that_it_was_made_on() {
    let home = Home::new();
    let store = home.store();
    store.add_record(&version("1")).unwrap();
    store.renew_record(&version("2")).unwrap();
    store.renew_record(&version("1")).unwrap();
    store.renew_record(&version("3")).unwrap();
    for (sha256, title) in [(Some("1"), "1"), (Some("2"), "2"), (Some("3"), "3"), (Some("4"), "3"), (None, "3")] {
        let sha256 = sha256.map(|digit: &str| digit.repeat(64));
        let read = store.record_of_version("invented-plan", sha256.as_deref()).unwrap();
        assert_eq!(read.title, title, "{sha256:?}");
    }
    assert_eq!(store.records().0.len(), 1, "versions are not records of their own");
}

#[test]
fn signing_off_survives_every_fault_and_leaves_one_review() {
    let way = Way {
        prepare: |store| _ = store.add_record(&record("An invented plan")).unwrap(),
        open: |store| {
            let store = store.clone();
            Box::new(move || store.sign_off(&draft("final"), &PINNED, at(30)).map(|_| ()))
        },
    };
    assert!(way.survives_every_fault() >= 13, "the checklist, the review, and the review read back");
}

#[test]
fn settings_survive_every_fault() {
    fn named(id: &str) -> Settings {
        Settings { reviewer: Some(Reviewer { id: id.to_owned(), name: None, role: None }) }
    }
    let way = Way {
        prepare: |store| store.save_settings(&named("ab")).unwrap(),
        open: |store| {
            let store = store.clone();
            Box::new(move || store.save_settings(&named("cd")))
        },
    };
    assert!(way.survives_every_fault() >= 6);
}

#[test]
fn a_copy_elsewhere_survives_every_fault() {
    let way = Way {
        prepare: |store| fs::create_dir_all(store.folders().state.join("stick")).unwrap(),
        open: |store| {
            let (store, stick) = (store.clone(), store.folders().state.join("stick"));
            Box::new(move || store.save_elsewhere(&draft("rescued"), &stick).map(|_| ()))
        },
    };
    assert!(way.survives_every_fault() >= 6);
}

#[test]
fn a_failed_save_says_which_file_and_why() {
    for (kind, words) in [
        (ErrorKind::StorageFull, "the disk is full"),
        (ErrorKind::QuotaExceeded, "your share of the disk is used up"),
        (ErrorKind::ReadOnlyFilesystem, "the disk is read-only"),
        (ErrorKind::PermissionDenied, "you do not have the permission"),
    ] {
        let home = Home::new();
        let disk = FailingDisk::default();
        let mut draft_file = open_draft(&home.store_on(Arc::new(disk.clone())));
        disk.fail(Fault { at: 0, kind, span: Span::FromThenOn });
        let said = draft_file.save(&draft("new")).unwrap_err().to_string();
        assert!(said.contains(words) && said.contains(DRAFT_ID), "{said}");
    }
}

// -------------------------------------------------------------------------------------------------- a disk that lies

#[derive(Debug, Clone, Copy)]
enum Lie {
    WritesNothing,
    CutsTheEnd,
    TurnsAByte,
}

/// Says yes to every write.
struct LyingDisk(Lie);

struct LyingFile(Box<dyn DiskFile>, Lie);

impl DiskFile for LyingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self.1 {
            Lie::WritesNothing => Ok(()),
            Lie::CutsTheEnd => self.0.write(&bytes[..bytes.len() - 1]),
            Lie::TurnsAByte => {
                let mut turned = bytes.to_owned();
                turned[bytes.len() / 2] ^= 1;
                self.0.write(&turned)
            }
        }
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Disk for LyingDisk {
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        Ok(Box::new(LyingFile(RealDisk.create(path, access)?, self.0)))
    }
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(path, limit)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename_new(from, to)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.link(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_write_that_lies_is_refused_by_the_read_back() {
    for lie in [Lie::WritesNothing, Lie::CutsTheEnd, Lie::TurnsAByte] {
        let home = Home::new();
        open_draft(&home.store()).save(&draft("old")).unwrap();
        home.store().add_record(&record("Old")).unwrap();
        let before = home.files();

        let store = home.store_on(Arc::new(LyingDisk(lie)));
        let drafted = open_draft(&store).save(&draft("new"));
        let recorded = store.save_record(&record("New"));
        let signed = store.sign_off(&draft("final"), &PINNED, at(30));

        assert!(drafted.is_err() && recorded.is_err() && signed.is_err(), "{lie:?} was believed");
        assert_eq!(home.files(), before, "{lie:?} left something behind");
    }
}

/// The control: without reading back, the lie becomes the file.
#[test]
fn without_the_read_back_a_lie_would_be_believed() {
    let folder = TempDir::new().unwrap();
    let (path, temporary) = (folder.path().join("d.json"), folder.path().join("t"));
    let disk = LyingDisk(Lie::CutsTheEnd);
    let mut file = disk.create(&temporary, Access::Private).unwrap();
    file.write(b"{}\n").and_then(|()| file.sync()).and_then(|()| disk.rename(&temporary, &path)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"{}");
}

// ----------------------------------------------------------------------------------------- a disk that loses its power

/// What happened to the disk, in order. Files are numbered as they come to be, whatever they are called.
#[derive(Debug, Clone)]
enum Step {
    Write(usize, Vec<u8>),
    /// An existing file is emptied and written again.
    Overwrite(usize, Vec<u8>),
    Sync(usize),
    Name(NameChange),
    SyncFolder(PathBuf),
}

/// A change of the folder.
#[derive(Debug, Clone)]
enum NameChange {
    Create(PathBuf, usize),
    Move(PathBuf, PathBuf, usize),
    Link(PathBuf, usize),
    Remove(PathBuf),
}

#[derive(Clone, Default)]
struct Memory {
    names: BTreeMap<PathBuf, usize>,
    contents: Vec<Vec<u8>>,
    steps: Vec<Step>,
}

impl Memory {
    fn change(&mut self, change: NameChange) {
        apply(&mut self.names, &change);
        self.steps.push(Step::Name(change));
    }
}

fn apply(names: &mut BTreeMap<PathBuf, usize>, change: &NameChange) {
    match change {
        NameChange::Create(path, file) | NameChange::Link(path, file) => _ = names.insert(path.clone(), *file),
        NameChange::Move(from, to, file) => {
            names.remove(from);
            names.insert(to.clone(), *file);
        }
        NameChange::Remove(path) => _ = names.remove(path),
    }
}

/// Keeps everything in memory and remembers the steps, so that every state after a power cut can be made.
#[derive(Clone, Default)]
struct CrashDisk(Arc<Mutex<Memory>>);

struct CrashFile(CrashDisk, usize);

impl DiskFile for CrashFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut memory = self.0.0.lock().unwrap();
        memory.contents[self.1].extend_from_slice(bytes);
        memory.steps.push(Step::Write(self.1, bytes.to_owned()));
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.0.lock().unwrap().steps.push(Step::Sync(self.1));
        Ok(())
    }
}

impl CrashDisk {
    fn file(&self, path: &Path) -> io::Result<usize> {
        self.0.lock().unwrap().names.get(path).copied().ok_or_else(|| ErrorKind::NotFound.into())
    }

    /// What `fs::write` does to a file that is there.
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let file = self.file(path)?;
        let mut memory = self.0.lock().unwrap();
        bytes.clone_into(&mut memory.contents[file]);
        memory.steps.push(Step::Overwrite(file, bytes.to_owned()));
        Ok(())
    }

    /// From here on: what is there is on the disk.
    fn settle(&self) -> Memory {
        let mut memory = self.0.lock().unwrap();
        memory.steps.clear();
        memory.clone()
    }

    fn steps(&self) -> Vec<Step> {
        self.0.lock().unwrap().steps.clone()
    }
}

impl Disk for CrashDisk {
    fn create(&self, path: &Path, _access: Access) -> io::Result<Box<dyn DiskFile>> {
        if self.file(path).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let mut memory = self.0.lock().unwrap();
        let file = memory.contents.len();
        memory.contents.push(Vec::new());
        memory.change(NameChange::Create(path.to_owned(), file));
        Ok(Box::new(CrashFile(self.clone(), file)))
    }

    fn read(&self, path: &Path, _limit: u64) -> io::Result<Vec<u8>> {
        let file = self.file(path)?;
        Ok(self.0.lock().unwrap().contents[file].clone())
    }

    /// Two names of the same file: the system does nothing and says yes.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let file = self.file(from)?;
        if self.file(to).ok() != Some(file) {
            self.0.lock().unwrap().change(NameChange::Move(from.to_owned(), to.to_owned(), file));
        }
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.file(to).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let file = self.file(from)?;
        self.0.lock().unwrap().change(NameChange::Link(to.to_owned(), file));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.file(path)?;
        self.0.lock().unwrap().change(NameChange::Remove(path.to_owned()));
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.lock().unwrap().steps.push(Step::SyncFolder(folder.to_owned()));
        Ok(())
    }
}

/// What `path` may hold after a power cut when `steps` were done on `start`. A file that was not synced may be empty,
/// cut or whole; of the changes of names since the folder was synced, any may be missing.
fn after_power_cut(start: &Memory, steps: &[Step], path: &Path) -> BTreeSet<Option<Vec<u8>>> {
    let synced = steps.iter().rposition(|step| matches!(step, Step::SyncFolder(_)));
    let changes: Vec<_> = steps.iter().enumerate().filter_map(|(at, step)| Some((at, name_change(step)?))).collect();
    let loose: Vec<_> =
        changes.iter().filter(|(at, _)| synced.is_none_or(|synced| *at > synced)).map(|c| c.0).collect();
    let mut states = BTreeSet::new();
    for lost in 0..1_u32 << loose.len() {
        let is_lost = |at: &usize| loose.iter().position(|l| l == at).is_some_and(|bit| lost & 1 << bit != 0);
        let mut names = start.names.clone();
        changes.iter().filter(|(at, _)| !is_lost(at)).for_each(|(_, change)| apply(&mut names, change));
        match names.get(path) {
            None => _ = states.insert(None),
            Some(file) => states.extend(contents_after(start, steps, *file).into_iter().map(Some)),
        }
    }
    states
}

fn name_change(step: &Step) -> Option<&NameChange> {
    match step {
        Step::Name(change) => Some(change),
        _ => None,
    }
}

fn contents_after(start: &Memory, steps: &[Step], file: usize) -> Vec<Vec<u8>> {
    let mut safe = start.contents.get(file).cloned().unwrap_or_default();
    let mut now = safe.clone();
    let mut touched = false;
    for step in steps {
        match step {
            Step::Write(at, bytes) if *at == file => now.extend_from_slice(bytes),
            Step::Overwrite(at, bytes) if *at == file => now.clone_from(bytes),
            Step::Sync(at) if *at == file => {
                (safe, touched) = (now.clone(), false);
                continue;
            }
            _ => continue,
        }
        touched = true;
    }
    if touched { vec![Vec::new(), now[..now.len() / 2].to_owned(), safe, now] } else { vec![now] }
}

/// The bad states over all moments of a save: neither old nor new before it returned, or not new afterwards.
fn bad_states(start: &Memory, steps: &[Step], path: &Path, old: Option<&[u8]>, new: &[u8]) -> usize {
    let moments = 0..=steps.len();
    let bad = moments.map(|moment| {
        let returned = moment == steps.len();
        let states = after_power_cut(start, &steps[..moment], path);
        let fine = |state: &Option<Vec<u8>>| state.as_deref() == Some(new) || !returned && state.as_deref() == old;
        states.iter().filter(|state| !fine(state)).count()
    });
    bad.sum()
}

/// A draft that was saved twice and whose disk is at rest, and its bytes.
fn at_rest(home: &Home) -> (CrashDisk, Draft, Memory, Vec<u8>) {
    let disk = CrashDisk::default();
    let mut draft_file = open_draft(&home.store_on(Arc::new(disk.clone())));
    draft_file.save(&draft("oldest")).unwrap();
    draft_file.save(&draft("old")).unwrap();
    let old = disk.read(draft_file.path(), u64::MAX).unwrap();
    let start = disk.settle();
    (disk, draft_file, start, old)
}

#[test]
fn a_power_cut_at_any_moment_of_adding_many_records_leaves_whole_ones_or_none() {
    let (home, disk) = (Home::new(), CrashDisk::default());
    let store = home.store_on(Arc::new(disk.clone()));
    let start = disk.settle();
    add_three(&store).unwrap();
    let (steps, records) = (disk.steps(), store.folders().records());
    let synced = |step: &&Step| matches!(step, Step::SyncFolder(folder) if *folder == records);
    assert_eq!(steps.iter().filter(synced).count(), 1);
    assert!(steps.last().as_ref().is_some_and(synced), "all were synced when it said that they were added");
    for name in ["a", "b", "c"] {
        let path = store.folders().records().join(format!("{name}.json"));
        let new = disk.read(&path, u64::MAX).unwrap();
        assert_eq!(bad_states(&start, &steps, &path, None, &new), 0, "{name}");
    }
}

#[test]
fn a_power_cut_at_any_moment_of_a_save_leaves_the_old_draft_or_the_new_one() {
    let home = Home::new();
    let (disk, mut draft_file, start, old) = at_rest(&home);
    draft_file.save(&draft("new")).unwrap();
    let new = disk.read(draft_file.path(), u64::MAX).unwrap();
    assert_ne!(old, new);
    assert_eq!(bad_states(&start, &disk.steps(), draft_file.path(), Some(&old), &new), 0, "{:?}", disk.steps());
}

#[test]
fn a_power_cut_at_any_moment_leaves_the_copy_of_the_version_before_whole() {
    let home = Home::new();
    let (disk, mut draft_file, start, old) = at_rest(&home);
    let previous = draft_file.path().with_extension("prev.json");
    let oldest = disk.read(&previous, u64::MAX).unwrap();
    draft_file.save(&draft("new")).unwrap();
    assert_eq!(bad_states(&start, &disk.steps(), &previous, Some(&oldest), &old), 0);
}

#[test]
fn a_power_cut_at_any_moment_of_the_first_save_leaves_no_draft_or_a_whole_one() {
    let home = Home::new();
    let disk = CrashDisk::default();
    let mut draft_file = open_draft(&home.store_on(Arc::new(disk.clone())));
    draft_file.save(&draft("first")).unwrap();
    let first = disk.read(draft_file.path(), u64::MAX).unwrap();
    assert_eq!(bad_states(&Memory::default(), &disk.steps(), draft_file.path(), None, &first), 0);
}

#[test]
fn a_power_cut_at_any_moment_of_a_publication_leaves_nothing_or_a_whole_file() {
    let disk = CrashDisk::default();
    let path = Path::new("reviews/one.json");
    save::publish(&disk, path, b"whole", Access::Team).unwrap();
    assert_eq!(bad_states(&Memory::default(), &disk.steps(), path, None, b"whole"), 0);
}

/// A file that lies in a folder whose own name is lost is lost as well.
#[test]
fn the_names_of_new_folders_are_on_the_disk_before_anything_is_saved_in_them() {
    let (home, disk) = (Home::new(), CrashDisk::default());
    let store = home.store_on(Arc::new(disk.clone()));
    store.add_record(&record("An invented plan")).unwrap();
    open_draft(&store).save(&draft("new")).unwrap();
    store.save_settings(&Settings::default()).unwrap();
    store.sign_off(&draft("final"), &PINNED, at(30)).unwrap();
    let (steps, folders) = (disk.steps(), home.folders());
    let year = folders.reviews().join("2025");
    for folder in [folders.records(), folders.drafts(), folders.config.clone(), year, folders.used_checklists()] {
        let used = steps.iter().position(|step| named_in(step, &folder)).unwrap();
        for new in folder.ancestors().take_while(|new| *new != home.root.path()) {
            let above = new.parent().unwrap();
            let is_synced = |step: &Step| matches!(step, Step::SyncFolder(synced) if synced == above);
            assert!(steps[..used].iter().any(is_synced), "{} may be gone", new.display());
        }
    }
}

fn named_in(step: &Step, folder: &Path) -> bool {
    matches!(step, Step::Name(NameChange::Create(path, _)) if path.parent() == Some(folder))
}

/// The controls: each routine leaves out one thing, and for each there is a power cut that shows it.
#[test]
fn a_save_that_leaves_out_a_sync_or_writes_in_place_is_caught() {
    let path = Path::new("d.json");
    let temporary = Path::new(".d.json.tmp");
    let beside = |disk: &CrashDisk, sync: bool| {
        let mut file = disk.create(temporary, Access::Private).unwrap();
        file.write(b"new").unwrap();
        if sync {
            file.sync().unwrap();
        }
        disk.rename(temporary, path).unwrap();
    };
    let whole = |disk: &CrashDisk| {
        beside(disk, true);
        disk.sync_folder(Path::new("")).unwrap();
    };
    let no_file_sync = |disk: &CrashDisk| {
        beside(disk, false);
        disk.sync_folder(Path::new("")).unwrap();
    };
    let no_folder_sync = |disk: &CrashDisk| beside(disk, true);
    let in_place = |disk: &CrashDisk| {
        disk.overwrite(path, b"new").unwrap();
        disk.sync_folder(Path::new("")).unwrap();
    };
    let routines: [(&str, &dyn Fn(&CrashDisk), bool); 4] = [
        ("whole", &whole, false),
        ("without a sync of the file", &no_file_sync, true),
        ("without a sync of the folder", &no_folder_sync, true),
        ("in place", &in_place, true),
    ];
    for (name, routine, is_bad) in routines {
        let disk = CrashDisk::default();
        save::replace(&disk, path, b"old", None).unwrap();
        let start = disk.settle();
        routine(&disk);
        let bad = bad_states(&start, &disk.steps(), path, Some(b"old"), b"new");
        assert_eq!(bad > 0, is_bad, "a save {name} has {bad} bad states");
    }
}

/// Nothing but the system can know whether it was asked to sync: these are what it refuses to.
#[test]
#[cfg(target_os = "linux")]
fn the_system_is_asked_to_sync() {
    let mut device = fs::File::options().write(true).open("/dev/null").unwrap();
    assert_eq!(DiskFile::sync(&mut device).unwrap_err().kind(), ErrorKind::InvalidInput);
    assert_eq!(RealDisk.sync_folder(Path::new("/proc/self")).unwrap_err().kind(), ErrorKind::InvalidInput);
}

// --------------------------------------------------------------------------------------------- a race for one name

#[test]
fn of_eight_that_publish_one_name_exactly_one_wins_and_nothing_is_overwritten() {
    let folder = TempDir::new().unwrap();
    for round in 0..50 {
        let path = folder.path().join(format!("{round}.json"));
        let start = Barrier::new(8);
        let winners: Vec<u8> = thread::scope(|scope| {
            let racer = |me: u8| {
                let (path, start) = (&path, &start);
                scope.spawn(move || {
                    start.wait();
                    match save::publish(&RealDisk, path, &[me; 2000], Access::Team) {
                        Ok(()) => Some(me),
                        Err(error) => {
                            assert_eq!(error.kind(), ErrorKind::AlreadyExists, "racer {me}: {error}");
                            None
                        }
                    }
                })
            };
            let racers: Vec<_> = (0..8).map(racer).collect();
            racers.into_iter().filter_map(|racer| racer.join().unwrap()).collect()
        });
        assert_eq!(winners.len(), 1, "round {round}: {winners:?} believe that they published");
        assert_eq!(fs::read(&path).unwrap(), [winners[0]; 2000], "round {round}: not the winner's file");
    }
    let names = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name());
    assert_eq!(names.filter(|name| name.to_string_lossy().starts_with('.')).count(), 0, "a temporary file stayed");
}

/// Lets two writers meet just before the name is taken, and takes it safely or after a mere look.
struct MeetingDisk {
    meet: Barrier,
    looks_first: bool,
}

impl Disk for MeetingDisk {
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        RealDisk.create(path, access)
    }
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(path, limit)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let free = !to.exists();
        self.meet.wait();
        match (self.looks_first, free) {
            (false, _) => RealDisk.rename_new(from, to),
            (true, true) => RealDisk.rename(from, to),
            (true, false) => Err(ErrorKind::AlreadyExists.into()),
        }
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.link(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn looking_before_renaming_would_let_two_publish_one_name() {
    let published = |looks_first: bool| {
        let folder = TempDir::new().unwrap();
        let (path, disk) = (folder.path().join("r.json"), MeetingDisk { meet: Barrier::new(2), looks_first });
        thread::scope(|scope| {
            let writers = [b"a", b"b"].map(|bytes| {
                let (path, disk) = (&path, &disk);
                scope.spawn(move || save::publish(disk, path, bytes, Access::Team).is_ok())
            });
            writers.into_iter().map(|writer| usize::from(writer.join().unwrap())).sum::<usize>()
        })
    };
    assert_eq!(published(true), 2, "the control: both believe that the file is theirs");
    assert_eq!(published(false), 1);
}

/// Both wait for the same moment, so that one that only looks before it renames is caught in almost every round.
#[test]
fn of_two_that_take_one_name_at_the_same_moment_one_gets_it() {
    let folder = TempDir::new().unwrap();
    let (path, racers) = (folder.path().join("taken.json"), ["a", "b"].map(|name| folder.path().join(name)));
    for round in 0..500 {
        racers.iter().for_each(|racer| fs::write(racer, "mine").unwrap());
        let ready = AtomicUsize::new(0);
        let race = |racer: &Path| {
            ready.fetch_add(1, Ordering::SeqCst);
            while ready.load(Ordering::SeqCst) < 2 {
                std::hint::spin_loop();
            }
            RealDisk.rename_new(racer, &path).is_ok()
        };
        let won = thread::scope(|scope| {
            let other = scope.spawn(|| race(&racers[1]));
            usize::from(race(&racers[0])) + usize::from(other.join().unwrap())
        });
        assert_eq!(won, 1, "round {round}: {won} believe that the name is theirs");
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_copy_elsewhere_never_overwrites() {
    let home = Home::new();
    let stick = home.root.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let path = home.store().save_elsewhere(&draft("mine"), &stick).unwrap();
    fs::write(&path, "somebody else's").unwrap();
    let said = home.store().save_elsewhere(&draft("mine"), &stick).unwrap_err().to_string();
    assert!(said.contains("never overwritten"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), b"somebody else's");
}

#[test]
fn a_record_with_a_taken_id_is_refused_and_the_first_one_stays() {
    let home = Home::new();
    home.store().add_record(&record("First")).unwrap();
    let again = home.store().add_record(&record("Second"));
    assert!(matches!(again, Err(StoreError::RecordExists(id)) if id == "invented-plan"));
    assert_eq!(home.store().record("invented-plan").unwrap().title, "First");
}

// ----------------------------------------------------------------------------------------------------------- modes

#[cfg(unix)]
mod modes {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Command;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn drafts_records_and_settings_are_for_the_user_alone() {
        let home = Home::new();
        let store = home.store();
        let mut draft_file = open_draft(&store);
        draft_file.save(&draft("one")).unwrap();
        draft_file.save(&draft("two")).unwrap();
        store.add_record(&record("New")).unwrap();
        store.save_settings(&Settings::default()).unwrap();
        let folders = home.folders();
        let drafts = folders.drafts();
        for folder in [&folders.state, &drafts, &folders.config] {
            assert_eq!(mode(folder), 0o700, "{}", folder.display());
        }
        let beside = [draft_file.path().with_extension("prev.json"), draft_file.path().with_extension("lock")];
        let files = [draft_file.path().to_owned(), folders.records().join("invented-plan.json")];
        for file in files.iter().chain(&beside).chain([&folders.config.join("settings.json")]) {
            assert_eq!(mode(file), 0o600, "{}", file.display());
        }
    }

    /// The umask belongs to the whole process, so a process of its own signs off.
    #[test]
    fn a_signed_off_review_is_readable_by_the_team_as_far_as_the_umask_allows() {
        for (umask, file) in [("000", 0o660), ("022", 0o640), ("007", 0o660), ("077", 0o600)] {
            let home = Home::new();
            let folder = home.root.path().join("team");
            fs::create_dir(&folder).unwrap();
            let demo = Command::new("sh")
                .args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_appraise"), "demo"])
                .arg(&folder)
                .env("HOME", home.root.path())
                .envs(
                    ["STATE", "DATA", "CONFIG", "CACHE"]
                        .map(|name| (format!("XDG_{name}_HOME"), home.root.path().join(name))),
                )
                .output()
                .unwrap();
            assert!(demo.status.success(), "{}", String::from_utf8_lossy(&demo.stderr));
            let found = home.files();
            let published =
                |place: &&String| place.starts_with("team/reviews/") || place.starts_with("team/checklists/");
            let published: Vec<_> = found.keys().filter(published).collect();
            assert!(published.len() > 3, "{published:?}");
            for place in published {
                assert_eq!(mode(&home.root.path().join(place)), file, "umask {umask}: {place}");
            }
            for place in found.keys().filter(|place| place.starts_with("team/records/")) {
                assert_eq!(mode(&home.root.path().join(place)), 0o600, "umask {umask}: {place}");
            }
        }
    }

    /// The team's folder must be as open as the umask allows: only what holds text of documents is private.
    #[test]
    fn a_workspace_that_we_make_can_be_entered_as_the_umask_allows() {
        let home = Home::new();
        let demo = Command::new("sh")
            .args(["-c", "umask 007; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_appraise"), "demo"])
            .arg(home.root.path().join("team"))
            .env("HOME", home.root.path())
            .envs(
                ["STATE", "DATA", "CONFIG", "CACHE"]
                    .map(|name| (format!("XDG_{name}_HOME"), home.root.path().join(name))),
            )
            .output()
            .unwrap();
        assert!(demo.status.success(), "{}", String::from_utf8_lossy(&demo.stderr));
        let team = home.root.path().join("team");
        assert_eq!(mode(&team), 0o770, "the workspace");
        assert_eq!(mode(&team.join("reviews")), 0o770, "reviews");
        assert_eq!(mode(&team.join("records")), 0o700, "records");
    }
}

// ------------------------------------------------------------------------------------------------------ two windows

#[test]
fn a_draft_that_is_open_cannot_be_opened_again_until_it_is_closed() {
    let home = Home::new();
    let first = open_draft(&home.store());
    assert!(is_elsewhere(&home.store().open_draft(DRAFT_ID).unwrap()));
    let _another_draft_is_free = open_when_free(&home.store(), &DRAFT_ID.replace('1', "2"));
    drop(first);
    let _closing_it_freed_it = open_draft(&home.store());
}

#[test]
fn a_draft_changed_from_outside_is_set_aside_and_reported() {
    let home = Home::new();
    let mut draft_file = open_draft(&home.store());
    draft_file.save(&draft("mine")).unwrap();
    fs::write(home.draft_file(), "from a sync client").unwrap();

    let Err(StoreError::Changed(aside)) = draft_file.save(&draft("mine, later")) else {
        panic!("the change went unnoticed")
    };
    assert_eq!(fs::read(&aside).unwrap(), b"from a sync client", "the other version is kept");
    draft_file.save(&draft("mine, later")).unwrap();
    assert_eq!(home.store().draft(DRAFT_ID).unwrap().review, draft("mine, later"));
    assert_eq!(fs::read(&aside).unwrap(), b"from a sync client", "and stays");
}

/// What is too large to be a draft, or no file, is somebody else's as well.
#[test]
fn a_foreign_draft_that_cannot_be_read_is_set_aside_too() {
    let home = Home::new();
    let mut draft_file = open_draft(&home.store());
    draft_file.save(&draft("mine")).unwrap();
    let large = vec![b'x'; (4 << 20) + 1];
    fs::write(home.draft_file(), &large).unwrap();
    let said = draft_file.save(&draft("mine, later"));
    assert!(matches!(said, Err(StoreError::Changed(_))), "overwritten without a word: {said:?}");
    for note in ["mine, later", "mine, last"] {
        draft_file.save(&draft(note)).unwrap();
    }
    assert!(home.files().values().any(|bytes| *bytes == large), "the other version is gone");
}

#[test]
fn a_draft_that_appears_after_ours_was_opened_is_set_aside_too() {
    let home = Home::new();
    let mut draft_file = open_draft(&home.store());
    fs::write(home.draft_file(), "from a backup").unwrap();
    let said = draft_file.save(&draft("mine"));
    assert!(matches!(said, Err(StoreError::Changed(_))), "overwritten without a word: {said:?}");
    assert!(home.files().values().any(|bytes| bytes == b"from a backup"));
}

// ----------------------------------------------------------------------------------------------- recovery of drafts

/// Two saves, then the newest one breaks.
fn broken_draft(home: &Home) -> Store {
    let store = home.store_of_team();
    let workspace = store.folders().workspace_name();
    let named = |note: &str| {
        let mut review = draft(note);
        review.draft.as_mut().unwrap().workspace.clone_from(&workspace);
        review
    };
    let mut draft_file = open_draft(&store);
    draft_file.save(&named("before")).unwrap();
    draft_file.save(&named("newest")).unwrap();
    let newest = fs::read(home.draft_file()).unwrap();
    fs::write(home.draft_file(), &newest[..newest.len() / 2]).unwrap();
    store
}

fn note(review: &Review) -> &str {
    review.answer("one").and_then(|answer| answer.note.as_deref()).unwrap_or_default()
}

#[test]
fn when_the_newest_draft_is_broken_the_one_before_is_offered_and_the_broken_one_kept() {
    let home = Home::new();
    let store = broken_draft(&home);
    let broken = fs::read(home.draft_file()).unwrap();
    let (drafts, problems) = store.drafts();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(drafts.iter().map(|found| note(&found.review)).collect::<Vec<_>>(), ["before"]);
    assert!(drafts[0].recovered.is_some(), "the reviewer is not told");
    open_draft(&store).save(&drafts[0].review).unwrap();
    assert!(home.files().values().any(|bytes| *bytes == broken), "the broken one is gone: {:?}", home.files().keys());
}

/// Whoever only looked at the list must find the draft again at the next start.
#[test]
fn a_recovered_draft_is_still_there_at_the_next_start() {
    let home = Home::new();
    let store = broken_draft(&home);
    assert_eq!(store.drafts().0.len(), 1);
    let (drafts, _) = store.drafts();
    assert_eq!(drafts.iter().map(|found| note(&found.review)).collect::<Vec<_>>(), ["before"]);
}

#[test]
fn a_second_broken_draft_does_not_take_the_place_of_the_first() {
    let home = Home::new();
    let store = broken_draft(&home);
    let first = fs::read(home.draft_file()).unwrap();
    open_draft(&store).save(&draft("later")).unwrap();
    let second = b"{ \"format\": \"appraise-review/1\", ".to_vec();
    fs::write(home.draft_file(), &second).unwrap();
    drop(open_draft(&store));
    for broken in [first, second] {
        assert!(home.files().values().any(|bytes| *bytes == broken), "one is gone: {:?}", home.files().keys());
    }
}

/// The program was updated, a draft was gone on with, and then the older program is started again.
#[test]
fn a_draft_of_a_later_version_is_left_as_it_is() {
    let home = Home::new();
    let store = home.store();
    let mut draft_file = open_draft(&store);
    draft_file.save(&draft("before")).unwrap();
    draft_file.save(&draft("newest")).unwrap();
    drop(draft_file);
    let later = fs::read_to_string(home.draft_file()).unwrap().replace("appraise-review/1", "appraise-review/2");
    fs::write(home.draft_file(), &later).unwrap();
    let before = home.files();
    let said = store.draft(DRAFT_ID).map(|found| found.recovered).unwrap_err().to_string();
    assert!(said.contains("newer version"), "{said}");
    let (drafts, problems) = store.drafts();
    assert_eq!((drafts.len(), problems.len()), (0, 1), "the reviewer is not told");
    let mut draft_file = open_draft(&store);
    assert_eq!(home.files(), before, "opening it changed it");
    assert!(matches!(draft_file.save(&draft("older")), Err(StoreError::Changed(_))), "it was overwritten");
    assert!(home.files().values().any(|bytes| bytes == later.as_bytes()));
}

#[test]
fn a_recovered_draft_can_be_gone_on_with() {
    let home = Home::new();
    let store = broken_draft(&home);
    let recovered = store.draft(DRAFT_ID).unwrap().review;
    let mut draft_file = open_draft(&store);
    draft_file.save(&recovered).unwrap();
    let found = store.draft(DRAFT_ID).unwrap();
    assert!(found.recovered.is_none() && note(&found.review) == "before");
}

/// A share that is away for a moment is no reason to give up the last answers.
#[test]
fn a_newest_draft_that_cannot_be_read_just_now_is_not_set_aside() {
    let home = Home::new();
    let mut draft_file = Some(open_draft(&home.store()));
    for note in ["before", "newest"] {
        draft_file.as_mut().unwrap().save(&draft(note)).unwrap();
    }
    let disk = FailingDisk::default();
    let store = home.store_on(Arc::new(disk.clone()));
    for kind in [ErrorKind::Interrupted, ErrorKind::PermissionDenied, ErrorKind::Other] {
        disk.fail(Fault { at: 0, kind, span: Span::Once });
        let said = store.draft(DRAFT_ID);
        assert!(said.is_err(), "{kind:?}: an older draft was given for the newest");
        disk.heal();
        let found = store.draft(DRAFT_ID).unwrap();
        assert_eq!(note(&found.review), "newest", "{kind:?} cost the last answers");
        drop(draft_file.take());
        for at in [0, 1] {
            disk.fail(Fault { at, kind, span: Span::Once });
            let opened = store.open_draft(DRAFT_ID);
            disk.heal();
            if let Ok(Opened::Ours(mut draft_file)) = opened {
                draft_file.save(&draft("newest")).unwrap();
            }
            let others = home.files().into_keys().filter(|place| place.contains(".other-")).count();
            assert_eq!(others, 0, "{kind:?}: our own draft was taken for somebody else's");
        }
    }
}

/// Nor for a second draft beside it.
#[test]
fn a_draft_that_cannot_be_read_just_now_is_not_taken_for_none() {
    let home = Home::new();
    let mut review = draft("mine");
    review.draft.as_mut().unwrap().workspace = home.store_of_team().folders().workspace_name();
    open_draft(&home.store()).save(&review).unwrap();
    let disk = FailingDisk::default();
    let folders = Folders { workspace: home.root.path().join("team"), ..home.folders() };
    let store = Store::on(folders, Arc::new(disk.clone()));
    disk.fail(Fault { at: 0, kind: ErrorKind::Other, span: Span::Once });
    assert!(store.find_draft(|_| true).is_err());
    disk.heal();
    assert_eq!(store.find_draft(|_| true).unwrap().map(|found| found.review), Some(review));
    assert!(store.find_draft(|review| review.round == 7).unwrap().is_none());
    let drafts = home.folders().drafts();
    fs::create_dir(drafts.join("folder.json")).unwrap();
    assert!(store.find_draft(|review| review.round == 7).unwrap().is_none(), "a folder is no draft");
    fs::rename(&drafts, drafts.with_extension("away")).unwrap();
    assert!(store.find_draft(|_| true).unwrap().is_none(), "nobody has begun");
    fs::write(&drafts, "no folder").unwrap();
    assert!(store.find_draft(|_| true).is_err() && store.drafts().1.len() == 1);
}

#[test]
fn temporary_files_of_a_killed_program_go_at_the_next_start_but_not_those_of_an_open_draft() {
    let home = Home::new();
    let store = home.store();
    let mut held = open_draft(&store);
    held.save(&draft("open")).unwrap();
    let drafts = home.folders().drafts();
    let dead = DRAFT_ID.replace('1', "2");
    let left = |id: &str, name: &str| drafts.join(format!(".{id}.{name}.00000000000000000000000000000000.tmp"));
    let of_the_dead = [left(&dead, "json"), left(&dead, "prev.json")];
    let of_the_living = [left(DRAFT_ID, "json"), left(DRAFT_ID, "prev.json")];
    for path in of_the_dead.iter().chain(&of_the_living) {
        fs::write(path, "{").unwrap();
    }
    let _next = home.store();
    assert!(of_the_dead.iter().all(|path| !path.exists()), "the dead program's files stayed");
    assert!(of_the_living.iter().all(|path| path.exists()), "an open draft lost its file");
    drop(held);
    let _held = open_draft(&home.store());
    assert!(of_the_living.iter().all(|path| !path.exists()), "they stayed after the draft was closed");
    assert!(home.draft_file().exists());
}

/// Others write into the workspace as well: only what is ours by its name, and old, goes.
#[test]
fn temporary_files_of_a_killed_program_go_from_the_workspace_when_they_are_old() {
    let home = Home::new();
    let store = home.store();
    store.add_record(&record("Fine")).unwrap();
    store.sign_off(&draft("first"), &PINNED, at(30)).unwrap();
    let folders = home.folders();
    let places = [folders.records(), folders.reviews().join("2025"), folders.used_checklists()];
    let left = |folder: &PathBuf, id: &str| folder.join(format!(".x.json.{id}.tmp"));
    let [id, other] = [uuid::Uuid::now_v7(), uuid::Uuid::now_v7()].map(|id| id.simple().to_string());
    for folder in &places {
        for (name, hours) in [(&id, 2), (&other, 0), (&"syncthing".to_owned(), 2)] {
            fs::write(left(folder, name), "{").unwrap();
            let then = std::time::SystemTime::now() - Duration::from_hours(hours);
            fs::File::options().write(true).open(left(folder, name)).unwrap().set_modified(then).unwrap();
        }
    }
    store.sign_off(&draft("second"), &PINNED, at(31)).unwrap();
    for folder in &places {
        assert!(!left(folder, &id).exists(), "{} keeps it", folder.display());
        assert!(left(folder, &other).exists(), "another window may be writing it");
        assert!(left(folder, "syncthing").exists(), "it is not ours");
    }
}

// ------------------------------------------------------------------------------------------- files that are no files

/// Ends after ten seconds, whatever the file does.
#[cfg(unix)]
fn soon<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = std::sync::mpsc::channel();
    thread::spawn(move || _ = sender.send(work()));
    receiver.recv_timeout(Duration::from_secs(10)).unwrap()
}

/// A link, a pipe and a folder where a file should be. The link leads to a whole file of the kind that belongs there:
/// followed, it would be taken.
#[cfg(unix)]
fn odd_files(folder: &Path, whole: &Path) -> [PathBuf; 3] {
    fs::create_dir_all(folder).unwrap();
    let (link, pipe, directory) = (folder.join("link.json"), folder.join("pipe.json"), folder.join("folder.json"));
    std::os::unix::fs::symlink(whole, &link).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::create_dir(&directory).unwrap();
    [link, pipe, directory]
}

#[test]
#[cfg(unix)]
fn links_pipes_and_folders_are_problems_and_hold_nothing_up() {
    let home = Home::new();
    let store = home.store();
    let record = store.add_record(&record("Fine")).unwrap();
    let (_, review) = store.sign_off(&draft("fine"), &PINNED, at(30)).unwrap();
    let list = fs::read_dir(home.folders().used_checklists()).unwrap().next().unwrap().unwrap().path();
    let odd_records = odd_files(&home.folders().records(), &record);
    let odd_reviews = odd_files(&home.folders().reviews().join("2025"), &review);
    let odd_lists = odd_files(&home.folders().checklists(), &list);

    let ((records, in_records), (briefs, in_briefs), (reviews, in_reviews), in_lists) =
        soon(move || (store.records(), store.record_briefs(Reading::default()), reviews(&store), store.checklists().1));

    assert_eq!((records.len(), briefs.len(), reviews.len()), (1, 1, 1));
    let named = |problems: &[Problem]| problems.iter().map(|problem| problem.path.clone()).collect::<Vec<_>>();
    assert_eq!(named(&in_briefs), named(&in_records));
    // Reviews may lie in folders of folders; one that ends in .json is a folder all the same, and an empty one.
    let odd_reviews = &odd_reviews[..2];
    for (odd, problems) in [(&odd_records[..], &in_records), (odd_reviews, &in_reviews), (&odd_lists, &in_lists)] {
        let named: BTreeSet<_> = problems.iter().map(|problem| problem.path.clone()).collect();
        assert_eq!(named, odd.iter().cloned().collect::<BTreeSet<_>>(), "{problems:?}");
    }
    assert!(odd_records.iter().chain(odd_reviews).all(|path| path.symlink_metadata().is_ok()), "one was removed");
}

#[test]
fn a_broken_record_or_review_is_named_and_the_others_are_read() {
    let home = Home::new();
    let store = home.store();
    store.add_record(&record("Fine")).unwrap();
    let (_, path) = store.sign_off(&draft("fine"), &PINNED, at(30)).unwrap();
    fs::write(home.folders().records().join("bad.json"), "{").unwrap();
    fs::write(path.with_file_name("bad.json"), "").unwrap();
    let ((records, in_records), (reviews, in_reviews)) = (store.records(), reviews(&store));
    assert_eq!((records.len(), in_records.len(), reviews.len(), in_reviews.len()), (1, 1, 1, 1));
    let (briefs, in_briefs) = store.record_briefs(Reading::default());
    assert_eq!((briefs.len(), &in_briefs), (1, &in_records), "the full check says why");
    assert!(in_records[0].reason.contains("bad.json"), "{}", in_records[0].reason);
}

/// The titles of the records in brief, with the index or without.
fn titles(store: &Store, index: bool) -> Vec<String> {
    let (briefs, problems) = store.record_briefs(Reading { index, ..Reading::default() });
    assert_eq!(problems, []);
    briefs.iter().map(|brief| brief.title.to_string()).collect()
}

/// The time of a file moved by a minute: what was written within two seconds of an index is in doubt.
fn set_time(path: &Path, later: bool) {
    let (now, minute) = (std::time::SystemTime::now(), Duration::from_mins(1));
    let time = if later { now + minute } else { now - minute };
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn records_in_brief_are_what_lists_show_of_the_records() {
    let home = Home::new();
    let store = home.store();
    let due = Dates { due: "2025-03-04".parse().ok(), ..Dates::default() };
    let countries = vec!["SSD".to_owned(), "XYZ".to_owned()];
    let sections = vec![Section { id: "s1".to_owned(), text: "\"due\": long".repeat(50), ..Section::default() }];
    let record = Record { dates: Some(due), countries, sections, ..record("Eau « sûre »\t\u{1b}") };
    store.add_record(&record).unwrap();
    for index in [false, true, true] {
        let (briefs, problems) = store.record_briefs(Reading { index, ..Reading::default() });
        let brief = &briefs[0];
        assert_eq!((briefs.len(), problems.len(), &*brief.id, &*brief.title), (1, 0, &*record.id, &*record.title));
        assert_eq!((brief.kind, brief.due, brief.country_names()), (record.kind, record.due(), record.country_names()));
    }
    let newer = home.folders().records().join("newer.json");
    fs::write(&newer, r#"{"format": "appraise-record/2", "id": "newer"}"#).unwrap();
    let (briefs, problems) = store.record_briefs(Reading::default());
    assert_eq!((briefs.len(), problems.len()), (1, 1));
    assert!(problems[0].reason.contains("newer.json") && problems[0].reason.contains("Update"), "{problems:?}");
}

#[test]
fn the_index_of_the_records_spares_reading_and_follows_every_change() {
    let home = Home::new();
    let store = home.store();
    let (index, file) = (home.folders().record_index(), home.folders().records().join("invented-plan.json"));
    store.add_record(&record("First")).unwrap();
    set_time(&file, false);
    assert_eq!(titles(&store, true), ["First"]);
    // Behind the back of the program, and with the time of before: only who reads the file can know.
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("First", "Other")).unwrap();
    let time = fs::metadata(&file).unwrap().modified().unwrap();
    assert_eq!(titles(&store, true), ["Other"], "its time has changed");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("Other", "Third")).unwrap();
    fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
    assert_eq!(titles(&store, true), ["Third"], "it was changed shortly before the index was written");
    set_time(&index, true);
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("Third", "Forth")).unwrap();
    fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
    assert_eq!((titles(&store, true), titles(&store, false)), (vec!["Third".to_owned()], vec!["Forth".to_owned()]));
    store.save_record(&record("Fifth")).unwrap();
    assert_eq!(titles(&store, true), ["Fifth"]);
    fs::remove_file(&file).unwrap();
    assert_eq!(titles(&store, true), Vec::<String>::new());
}

// --------------------------------------------------------------------------------------------------------- sign-off

/// SHA-256 over the compact JSON with sorted members, of everything but `content_sha256`: written again from the rule.
fn hash_by_the_rule(bytes: &[u8]) -> String {
    let mut value: Value = serde_json::from_slice(bytes).unwrap();
    value.as_object_mut().unwrap().shift_remove("content_sha256");
    let mut compact = String::new();
    write_sorted(&value, &mut compact);
    Sha256::digest(compact).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

fn write_sorted(value: &Value, text: &mut String) {
    let list = |text: &mut String, parts: Vec<String>, open: char, close: char| {
        text.push(open);
        text.push_str(&parts.join(","));
        text.push(close);
    };
    match value {
        Value::Object(members) => {
            let sorted: BTreeMap<_, _> = members.iter().collect();
            let parts = sorted.into_iter().map(|(name, value)| {
                let mut part = format!("{}:", Value::from(name.as_str()));
                write_sorted(value, &mut part);
                part
            });
            list(text, parts.collect(), '{', '}');
        }
        Value::Array(items) => {
            let parts = items.iter().map(|item| {
                let mut part = String::new();
                write_sorted(item, &mut part);
                part
            });
            list(text, parts.collect(), '[', ']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

#[test]
fn a_signed_off_review_reads_back_and_its_hash_holds() {
    let home = Home::new();
    let store = home.store();
    let (review, path) = store.sign_off(&draft("final"), &PINNED, at(30)).unwrap();
    let hash = review.content_sha256.clone().unwrap();
    assert_eq!(hash_by_the_rule(&fs::read(&path).unwrap()), hash);
    assert_eq!(store.review(&review.id).unwrap(), review);
    assert!(review.draft.is_none() && review.dates.signed_off == Some(at(30)));
    assert_eq!(fs::read(&path).unwrap().last(), Some(&b'\n'));
}

/// Stopped between the review and the draft, the program finds the draft again, and it is signed off once more.
#[test]
fn the_same_draft_signed_off_again_is_the_review_that_is_there() {
    let home = Home::new();
    let store = home.store();
    let first = store.sign_off(&draft("final"), &PINNED, at(30)).unwrap();
    assert_eq!(store.sign_off(&draft("final"), &PINNED, at(31)).unwrap(), first);
    assert_eq!(reviews(&store).0.len(), 1);
    store.sign_off(&draft("final, and changed"), &PINNED, at(32)).unwrap();
    assert_eq!(reviews(&store).0.len(), 2, "another text is another review");
}

/// Where the folder of the checklists cannot be made, the review would have none.
#[test]
fn a_file_in_the_place_of_a_folder_is_not_taken_for_a_checklist_that_is_there() {
    let home = Home::new();
    let used = home.folders().used_checklists();
    fs::create_dir_all(used.parent().unwrap()).unwrap();
    fs::write(&used, "no folder").unwrap();
    let said = home.store().sign_off(&draft("final"), &PINNED, at(30));
    assert!(said.is_err(), "signed off without its checklist");
    assert!(!home.folders().reviews().exists());
}

/// A clock that was set back is no reason to refuse a review, and no reason to change its times.
#[test]
fn a_review_that_was_begun_tomorrow_is_signed_off_today() {
    let home = Home::new();
    let mut review = draft("final");
    review.dates.started = "2099-01-01T00:00:00Z".parse().unwrap();
    let (signed, path) = home.store().sign_off(&review, &PINNED, at(30)).unwrap();
    assert_eq!((signed.dates.started, signed.dates.signed_off), (review.dates.started, Some(at(30))));
    assert!(home.store().is_as_signed_off(&signed), "{}", path.display());
}

#[test]
fn a_changed_byte_in_a_signed_off_review_shows() {
    let home = Home::new();
    let store = home.store();
    let (review, path) = store.sign_off(&draft("final"), &PINNED, at(30)).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches("final").count(), 1);
    fs::write(&path, text.replace("final", "finel")).unwrap();
    let forged = store.review(&review.id).unwrap();
    assert_ne!(forged.content_sha256, Some(forged.content_hash()));
    fs::write(&path, text.replace("\n  ", "\n      ")).unwrap();
    let reindented = store.review(&review.id).unwrap();
    assert_eq!(reindented.content_sha256, Some(reindented.content_hash()), "white space is no change");
}

#[test]
fn the_file_of_a_review_says_record_round_reviewer_revision_and_hash() {
    let home = Home::new();
    let (review, path) = home.store().sign_off(&draft("final"), &PINNED, at(30)).unwrap();
    let hash = review.content_sha256.unwrap();
    let expected = home.folders().reviews().join("2025").join(format!("invented-plan.r1.ab.1-{}.json", &hash[..8]));
    assert_eq!(path, expected);
}

#[test]
fn each_checklist_is_kept_once_beside_the_reviews_made_with_it() {
    let home = Home::new();
    let store = home.store();
    store.sign_off(&draft("one"), &PINNED, at(30)).unwrap();
    let used = home.folders().checklists().join("used");
    let kept = || fs::read_dir(&used).unwrap().flatten().map(|entry| entry.path()).collect::<Vec<_>>();
    let first = kept();
    assert_eq!(first.len(), 1);
    let name = first[0].file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("small-1") && name.ends_with(&format!("-{}.json", &PINNED[0].sha256[..8])), "{name}");
    let written = fs::metadata(&first[0]).unwrap().modified().unwrap();
    store.sign_off(&draft("two"), &PINNED, at(31)).unwrap();
    assert_eq!(kept(), first);
    assert_eq!(fs::metadata(&first[0]).unwrap().modified().unwrap(), written, "it was written again");
}

#[test]
fn the_checklist_that_a_review_was_made_with_is_found_again_by_its_hash() {
    let home = Home::new();
    let store = home.store();
    let (review, _) = store.sign_off(&draft("one"), &PINNED, at(30)).unwrap();
    let found = store.used_checklist(&review.checklists[0].sha256);
    assert_eq!(found.map(|pinned| pinned.checklist), Some(PINNED[0].checklist.clone()));
}

#[test]
fn an_amendment_is_a_new_file_that_names_its_parent() {
    let home = Home::new();
    let store = home.store();
    let (first, first_path) = store.sign_off(&draft("first"), &PINNED, at(30)).unwrap();
    let before = fs::read(&first_path).unwrap();
    let mut amended = first.amend("A name was misspelt", "team".to_owned());
    amended.set_note("one", "second");
    let (second, second_path) = store.sign_off(&amended, &PINNED, at(40)).unwrap();
    assert_eq!((second.revision, &second.parent, &second.id), (2, &first.content_sha256, &first.id));
    assert_eq!(second.reason.as_deref(), Some("A name was misspelt"));
    let name = second_path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("invented-plan.r1.ab.2-"), "{name}");
    assert_eq!(fs::read(&first_path).unwrap(), before, "the first revision was touched");
    assert_eq!(reviews(&store).0.len(), 2);
    assert_eq!(store.review(&first.id).unwrap(), second, "the last revision is meant");
}

#[test]
fn a_draft_is_removed_with_all_that_belongs_to_it() {
    let home = Home::new();
    let mut draft_file = open_draft(&home.store());
    draft_file.save(&draft("one")).unwrap();
    draft_file.save(&draft("two")).unwrap();
    draft_file.remove();
    assert_eq!(fs::read_dir(home.folders().drafts()).unwrap().count(), 0);
}
