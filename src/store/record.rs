//! Records of the workspace.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::domain::brief::{RecordBrief, Stamp, Unread};
use crate::domain::check::MAX_BYTES;
use crate::domain::parse;
use crate::domain::record::{RECORD_FORMAT, Record, is_slug};

use super::disk::Access;
use super::gather::{Gathered, Kept, Reading, gather};
use super::read::RECORD_LIMIT;
use super::walk::{Handful, Take};
use super::{Problem, Store, StoreError, folders, json, save};

impl Store {
    /// Keeps a new record.
    ///
    /// # Errors
    /// [`StoreError::RecordExists`], or as the system reports them.
    pub fn add_record(&self, record: &Record) -> Result<PathBuf, StoreError> {
        let path = self.record_path(&record.id)?;
        self.sweep();
        self.make_folder()?;
        let result = save::publish(&*self.disk, &path, &written(record)?, Access::Private);
        result.map_err(|error| taken(&path, &record.id, error))?;
        Ok(path)
    }

    /// Begins to keep many new records, which become safe together.
    ///
    /// # Errors
    /// When their folder cannot be made.
    pub fn add_records(&self) -> Result<NewRecords<'_>, StoreError> {
        self.sweep();
        self.make_folder()?;
        Ok(NewRecords { store: self, placed: Vec::new() })
    }

    /// Saves a record that was changed on the form.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn save_record(&self, record: &Record) -> Result<(), StoreError> {
        let path = self.record_path(&record.id)?;
        self.make_folder()?;
        save::replace(&*self.disk, &path, &written(record)?, None).map_err(|error| StoreError::write(&path, error))
    }

    /// Puts another version of the document in the place of the one that is there, which is kept under
    /// `records/earlier`.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`], or as the system reports them. The version that was there then still is.
    pub fn renew_record(&self, record: &Record) -> Result<(), StoreError> {
        let was = self.record(&record.id)?;
        // The same version is there when a save is tried again after the folder could not be synced.
        if let Some(path) = self.earlier_path(&was.id, was.sha256().filter(|_| was.sha256() != record.sha256())) {
            let folder = self.folders.earlier_records();
            let made = folders::make(&*self.disk, &folder, Access::Private);
            made.map_err(|error| StoreError::write(&folder, error))?;
            let kept = save::publish(&*self.disk, &path, &json::pretty(&was), Access::Private);
            kept.or_else(or_there).map_err(|error| StoreError::write(&path, error))?;
        }
        self.save_record(record)
    }

    /// The record as a review has it: with the text of this version, as long as that is kept; else as it is today.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn record_of_version(&self, id: &str, sha256: Option<&str>) -> Result<Record, StoreError> {
        let earlier = self.earlier_path(id, sha256).filter(|path| path.exists());
        match (self.record(id), earlier) {
            (Ok(record), Some(path)) if record.sha256() != sha256 => self.read_record(&path),
            (record, _) => record,
        }
    }

    fn earlier_path(&self, id: &str, sha256: Option<&str>) -> Option<PathBuf> {
        let digits = sha256?.get(..16)?;
        is_slug(id).then(|| self.folders.earlier_records().join(format!("{id}.{digits}.json")))
    }

    /// The record with this id, with its text.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`], or every fault of the file.
    pub fn record(&self, id: &str) -> Result<Record, StoreError> {
        let path = self.record_path(id)?;
        if !path.exists() {
            return Err(StoreError::NoRecord(id.to_owned()));
        }
        self.read_record(&path)
    }

    /// What lists need of all records, by file, and the files that could not be read.
    #[must_use]
    pub fn record_briefs(&self, reading: Reading) -> (Vec<RecordBrief>, Vec<Problem>) {
        let folder = self.folders.records();
        let names = || super::json_files(&folder).into_iter().map(|path| path.file_name().unwrap_or_default().into());
        let find = |take: &mut Take| take(Handful::of(&folder, names()));
        let Gathered { kept, mut newer, unreadable } = gather(find, &self.folders.record_index(), reading);
        newer.extend(unreadable);
        newer.sort_by(|a, b| a.path.cmp(&b.path));
        (kept, newer)
    }

    /// All records without their text, by id, and the files that could not be read. The full check waits until a record
    /// is opened: a list must be quick.
    #[must_use]
    pub fn records(&self) -> (Vec<Record>, Vec<Problem>) {
        let (mut records, mut problems) = (Vec::new(), Vec::new());
        for path in super::json_files(&self.folders.records()) {
            match self.glance(&path) {
                Ok(record) => records.push(Record { sections: Vec::new(), ..record }),
                Err(error) => problems.push(Problem::new(&path, &error)),
            }
        }
        records.sort_by(|a, b| a.id.cmp(&b.id));
        (records, problems)
    }

    /// What tells each record from others: little of it is read, so that a long list can be compared with all of them.
    #[must_use]
    pub fn known_records(&self) -> Vec<KnownRecord> {
        let known = |path: &PathBuf| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let bytes = self.disk.read(path, RECORD_LIMIT * 2).unwrap_or_default();
            // A file that cannot be read takes its name all the same.
            let read: Option<KnownRecord> = serde_json::from_slice(&bytes).ok();
            read.unwrap_or_default().named(stem)
        };
        super::json_files(&self.folders.records()).iter().map(known).collect()
    }

    /// The workspace is as open as the user's umask allows; the texts of documents in it are private.
    pub(super) fn make_folder(&self) -> Result<(), StoreError> {
        let (workspace, folder) = (&self.folders.workspace, self.folders.records());
        let made = folders::make(&*self.disk, workspace, Access::Team);
        let made = made.and_then(|()| folders::make(&*self.disk, &folder, Access::Private));
        made.map_err(|error| StoreError::write(&folder, error))
    }

    /// Reads without the full check; whatever does not read at once is checked, to say why.
    fn glance(&self, path: &Path) -> Result<Record, StoreError> {
        let bytes = self.disk.read(path, RECORD_LIMIT * 2).map_err(|error| StoreError::read(path, error))?;
        match parse::read::<Record>(&bytes) {
            Ok(record) if record.format == RECORD_FORMAT => Ok(record),
            _ => json::checked(path, &bytes),
        }
    }

    fn read_record(&self, path: &Path) -> Result<Record, StoreError> {
        let bytes = self.disk.read(path, RECORD_LIMIT * 2).map_err(|error| StoreError::read(path, error))?;
        json::checked(path, &bytes)
    }

    pub(super) fn record_path(&self, id: &str) -> Result<PathBuf, StoreError> {
        if !is_slug(id) {
            return Err(StoreError::NoRecord(id.to_owned()));
        }
        Ok(self.folders.records().join(format!("{id}.json")))
    }
}

/// The bytes of a record: on one line where that makes it short enough to be read again.
fn written(record: &Record) -> Result<Vec<u8>, StoreError> {
    let fits = |bytes: &Vec<u8>| bytes.len() <= MAX_BYTES;
    let indented = Some(json::pretty(record)).filter(fits);
    let bytes = indented.or_else(|| serde_json::to_vec(record).ok().filter(fits));
    bytes.ok_or_else(|| StoreError::RecordTooLarge(record.id.clone()))
}

/// New records that are kept together: none of them may be called added before [`NewRecords::secure`] has returned.
pub struct NewRecords<'s> {
    store: &'s Store,
    placed: Vec<PathBuf>,
}

impl NewRecords<'_> {
    /// Writes one of them.
    ///
    /// # Errors
    /// As [`Store::add_record`].
    pub fn add(&mut self, record: &Record) -> Result<(), StoreError> {
        let path = self.store.record_path(&record.id)?;
        let result = save::place(&*self.store.disk, &path, &written(record)?, Access::Private);
        result.map_err(|error| taken(&path, &record.id, error))?;
        self.placed.push(path);
        Ok(())
    }

    /// Returns after all names are on the disk, also those that a killed program left there before; the folder is
    /// synced once.
    ///
    /// # Errors
    /// As the system reports them. None of the new records is then left.
    pub fn secure(self) -> Result<(), StoreError> {
        let folder = self.store.folders.records();
        let result = save::secure(&*self.store.disk, &folder, &self.placed);
        result.map_err(|error| StoreError::write(&folder, error))
    }
}

fn taken(path: &Path, id: &str, error: std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => StoreError::RecordExists(id.to_owned()),
        _ => StoreError::write(path, error),
    }
}

/// The same version was kept before.
fn or_there(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == std::io::ErrorKind::AlreadyExists { Ok(()) } else { Err(error) }
}

/// What tells a record from others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct KnownRecord {
    /// Its id.
    #[serde(default)]
    pub id: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    source: Option<KnownSource>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
struct KnownSource {
    #[serde(default)]
    sha256: String,
}

impl KnownRecord {
    fn named(self, id: String) -> Self {
        Self { id, ..self }
    }

    /// SHA-256 of what it was made from.
    #[must_use]
    pub fn sha256(&self) -> Option<&str> {
        self.source.as_ref().map(|source| source.sha256.as_str()).filter(|sha256| !sha256.is_empty())
    }
}

impl Kept for Vec<RecordBrief> {
    type Known = ();
    const KIND: &'static str = "records";
    const LIMIT: u64 = RECORD_LIMIT * 2;

    fn pack_shared(&self) -> Vec<u8> {
        Vec::new()
    }

    fn to_unpack(_: &[u8]) -> Option<Self> {
        Some(Self::new())
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn file(&self, at: usize) -> Option<(&str, Stamp)> {
        self.get(at).map(|brief| (&*brief.file, brief.stamp))
    }

    fn pack(&self, places: Range<usize>) -> Vec<u8> {
        // Nothing of a brief cannot be written; an index without it would not be read.
        postcard::to_stdvec(self.get(places).unwrap_or_default()).unwrap_or_default()
    }

    fn unpack(&mut self, bytes: &[u8]) -> Option<()> {
        let briefs: Self = postcard::from_bytes(bytes).ok()?;
        self.extend(briefs);
        Some(())
    }

    fn settle(&mut self) {
        self.sort_unstable_by(|a, b| a.file.cmp(&b.file));
    }

    fn keep(&mut self, wanted: &[bool]) {
        let mut wanted = wanted.iter();
        self.retain(|_| wanted.next() == Some(&true));
    }

    fn read(&mut self, bytes: &[u8], file: (&str, Stamp), (): &mut ()) -> Result<(), Unread> {
        self.push(RecordBrief::read(bytes, file)?);
        Ok(())
    }

    fn take_in(&mut self, others: &mut Self, (): &mut ()) {
        self.append(others);
    }

    fn fault(path: &Path, bytes: &[u8]) -> Option<StoreError> {
        json::checked::<Record>(path, bytes).err()
    }
}
