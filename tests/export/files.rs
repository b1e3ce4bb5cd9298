//! A file is whole or not there, whatever fails, and nobody else can read it.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use appraise::store::dataset::Dataset;
use appraise::store::disk::{Access, Disk, DiskFile, RealDisk};
use appraise::store::save::stream;
use tempfile::TempDir;

/// Fails at one operation, and is real else; or says yes to every write and keeps half.
struct FailsAt {
    at: usize,
    lies: bool,
    done: std::sync::Arc<AtomicUsize>,
}

impl FailsAt {
    fn new(at: usize) -> Self {
        Self { at, lies: false, done: std::sync::Arc::default() }
    }

    fn step(&self) -> io::Result<()> {
        let now = self.done.fetch_add(1, Ordering::SeqCst);
        if now == self.at { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

struct Failing(Box<dyn DiskFile>, FailsAt);

impl DiskFile for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.1.step()?;
        let kept = if self.1.lies { bytes.len() / 2 } else { bytes.len() };
        self.0.write(bytes.get(..kept).unwrap_or_default())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.1.step()?;
        self.0.sync()
    }
}

impl Disk for FailsAt {
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        self.step()?;
        let same = Self { at: self.at, lies: self.lies, done: self.done.clone() };
        Ok(Box::new(Failing(RealDisk.create(path, access)?, same)))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(path, limit)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename_new(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.sync_folder(folder)
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Three pieces, each larger than what is gathered before it is written.
fn pieces(out: &mut dyn io::Write) -> io::Result<u32> {
    (0..3).try_for_each(|_| out.write_all(&vec![b'a'; 300 << 10]))?;
    Ok(3)
}

#[test]
fn whatever_fails_nothing_is_left_behind_and_the_old_file_is_as_it_was() {
    for force in [false, true] {
        let mut failed = 0;
        for at in 0.. {
            let home = TempDir::new().unwrap();
            let path = home.path().join("out.csv");
            if force {
                fs::write(&path, "old").unwrap();
            }
            let written = stream(&FailsAt::new(at), &path, force, |out| pieces(out));
            if let Ok(pieces) = written {
                assert_eq!((pieces, fs::metadata(&path).unwrap().len()), (3, 900 << 10));
                break;
            }
            failed += 1;
            // Over an old file the last step comes when the new one is in its place.
            let is_old =
                force.then(|| fs::read(&path).unwrap()).is_none_or(|bytes| bytes == b"old" || bytes.len() == 900 << 10);
            let wanted: &[&str] = if force { &["out.csv"] } else { &[] };
            assert!(is_old && names(home.path()) == wanted, "{force} {at}: {:?}", names(home.path()));
        }
        assert!(failed >= 6, "{failed} operations");
    }
}

#[test]
fn a_write_that_lies_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.csv");
    let disk = FailsAt { lies: true, ..FailsAt::new(usize::MAX) };
    let said = stream(&disk, &path, false, |out| out.write_all(b"all of it"));
    assert!(said.unwrap_err().to_string().contains("not as long"));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_writer_that_fails_or_panics_leaves_nothing_behind() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("out.csv");
    let failed: io::Result<()> = stream(&RealDisk, &path, false, |out| {
        out.write_all(b"half")?;
        Err(io::Error::other("a review could not be read"))
    });
    assert_eq!(failed.unwrap_err().to_string(), "a review could not be read");
    let panicked =
        std::panic::catch_unwind(|| stream(&RealDisk, &path, false, |_| -> io::Result<()> { panic!("a fault") }));
    assert!(panicked.is_err() && names(home.path()).is_empty());
}

#[test]
fn what_is_there_stays_unless_it_is_a_plain_file_and_was_given_up() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("out.csv");
    fs::write(&path, "old").unwrap();
    let refused = stream(&RealDisk, &path, false, |out| pieces(out)).unwrap_err();
    assert_eq!((refused.kind(), fs::read(&path).unwrap()), (ErrorKind::AlreadyExists, b"old".to_vec()));
    assert!(stream(&RealDisk, home.path(), true, |out| pieces(out)).is_err(), "a folder");
    stream(&RealDisk, &path, true, |out| pieces(out)).unwrap();
    assert_eq!(names(home.path()), ["out.csv"]);
}

/// Whoever takes the name while we write is not overwritten.
#[test]
fn a_name_that_is_taken_meanwhile_stays_with_whoever_took_it() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("out.csv");
    let written = stream(&RealDisk, &path, false, |out| {
        fs::write(&path, "theirs")?;
        pieces(out)
    });
    assert_eq!(written.unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!((names(home.path()), fs::read(&path).unwrap()), (vec!["out.csv".to_owned()], b"theirs".to_vec()));
}

#[cfg(unix)]
#[test]
fn only_the_user_can_read_what_was_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = TempDir::new().unwrap();
    let (file, folder) = (home.path().join("out.csv"), home.path().join("tables"));
    stream(&RealDisk, &file, false, |out| pieces(out)).unwrap();
    dataset(&folder, false).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(&folder), mode(&folder.join("year=2024"))), (0o600, 0o700, 0o700));
    assert_eq!(mode(&folder.join("year=2024/kind=report/part-0.parquet")), 0o600);
}

fn dataset(folder: &Path, force: bool) -> io::Result<()> {
    let dataset = Dataset::begin(&RealDisk, folder, force)?;
    dataset.part(["year=2024", "kind=report"], |out| pieces(out))?;
    dataset.part(["year=2024", "kind=proposal"], |out| pieces(out))?;
    dataset.finish()
}

#[test]
fn a_folder_comes_to_be_as_a_whole_or_not_at_all() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join("tables");
    let begun = Dataset::begin(&RealDisk, &folder, false).unwrap();
    begun.part(["year=2024", "kind=report"], |out| pieces(out)).unwrap();
    assert!(!folder.exists());
    drop(begun);
    assert!(names(home.path()).is_empty());
    dataset(&folder, false).unwrap();
    assert_eq!(
        (names(home.path()), names(&folder.join("year=2024"))),
        (vec!["tables".to_owned()], vec!["kind=proposal".to_owned(), "kind=report".to_owned()])
    );
}

#[test]
fn a_folder_is_replaced_only_when_said_and_only_when_an_export_made_it() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join("tables");
    fs::create_dir(&folder).unwrap();
    dataset(&folder, false).unwrap();
    fs::create_dir_all(folder.join("year=1999/kind=other")).unwrap();
    fs::write(folder.join("year=1999/kind=other/part-0.parquet"), "stale").unwrap();
    assert_eq!(dataset(&folder, false).unwrap_err().kind(), ErrorKind::AlreadyExists);
    dataset(&folder, true).unwrap();
    assert_eq!(names(&folder), ["year=2024"], "nothing stale is counted");
    for stranger in ["notes.txt", "year=2024/notes.txt", "year=2024/kind=report/notes.txt"] {
        fs::write(folder.join(stranger), "mine").unwrap();
        assert_eq!(dataset(&folder, true).unwrap_err().kind(), ErrorKind::InvalidInput, "{stranger}");
        assert_eq!(fs::read(folder.join(stranger)).unwrap(), b"mine");
        fs::remove_file(folder.join(stranger)).unwrap();
    }
    assert_eq!(names(home.path()), ["tables"]);
}
