//! The few things that a user is asked once.

use serde::{Deserialize, Serialize};

use crate::domain::parse;
use crate::domain::review::Reviewer;

use super::disk::Access;
use super::read::REVIEW_LIMIT;
use super::{Store, StoreError, folders, json, save};

/// `settings.json` in the configuration folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Who reviews on this machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<Reviewer>,
}

impl Store {
    /// The settings; the defaults when there are none or they cannot be read.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let bytes = self.disk.read(&self.folders.config.join("settings.json"), REVIEW_LIMIT);
        bytes.ok().and_then(|bytes| parse::read(&bytes).ok()).unwrap_or_default()
    }

    /// Keeps the settings.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn save_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        let folder = &self.folders.config;
        save::sweep_abandoned(folder);
        folders::make(&*self.disk, folder, Access::Private).map_err(|error| StoreError::write(folder, error))?;
        let path = folder.join("settings.json");
        save::replace(&*self.disk, &path, &json::pretty(settings), None)
            .map_err(|error| StoreError::write(&path, error))
    }
}
