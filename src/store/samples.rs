//! A quick way for invented documents into a new workspace: the usual names and bytes, without the care of [`save`].
//!
//! Nothing waits for the disk and nothing is read back. What a power cut takes away can be drawn again, which is never so
//! for the work of people: their records and reviews go through [`Store::add_record`] and [`Store::sign_off`].
//!
//! [`save`]: super::save

use std::path::Path;

use crate::domain::record::Record;
use crate::domain::review::{Pinned, Review};

use super::disk::Access;
use super::{Store, StoreError, json};

/// A workspace that samples are written into.
pub struct Samples<'a>(&'a Store);

impl<'a> Samples<'a> {
    /// Makes the folders and keeps the checklists that the reviews were made with.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn begin(store: &'a Store, checklists: &[Pinned]) -> Result<Self, StoreError> {
        store.make_folder()?;
        checklists.iter().try_for_each(|pinned| store.keep_checklist(pinned))?;
        Ok(Self(store))
    }

    /// Writes a record and its signed-off reviews; a file that is there already is not touched.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn write(&self, record: &Record, reviews: &[Review]) -> Result<(), StoreError> {
        self.put(&self.0.record_path(&record.id)?, &json::pretty(record), Access::Private)?;
        for review in reviews {
            let at = review.dates.signed_off.unwrap_or_default();
            self.put(&self.0.review_path(review, at), &json::pretty(review), Access::Team)?;
        }
        Ok(())
    }

    fn put(&self, path: &Path, bytes: &[u8], access: Access) -> Result<(), StoreError> {
        let folder = path.parent().unwrap_or(path);
        let made = std::fs::create_dir_all(folder);
        let written = made.and_then(|()| self.0.disk.create(path, access)).and_then(|mut file| file.write(bytes));
        written.map_err(|error| StoreError::write(path, error))
    }
}
