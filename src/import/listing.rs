//! A file that holds many records.

use std::ops::ControlFlow;

use super::list::Mapping;
use super::{ImportError, Imported, sound};

/// What is known of such a file before its records are made.
pub struct Listing<'a> {
    /// The name of the format, such as `csv` or `iati`.
    pub format: &'static str,
    /// What one record was made from: a row, an activity.
    pub unit: &'static str,
    /// The file is meant to be added as a whole; from any other, a few records are chosen.
    pub whole: bool,
    /// What each column of a list becomes.
    pub mapping: Option<Mapping>,
    /// What should be known of the file, and is no fault of it.
    pub notes: Vec<String>,
    /// Warnings about the file as a whole.
    pub warnings: Vec<String>,
    pub(super) entries: Box<dyn Entries + 'a>,
}

/// One of the records.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where it stands, such as `row 7`.
    pub place: String,
    /// What it is chosen by: the identifier in the file.
    pub key: String,
    /// The record, with warnings that name the place.
    pub imported: Imported,
}

/// What a file holds at one place.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A record.
    Entry(Box<Entry>),
    /// Something that cannot be read, as a sentence that names the place.
    Faulty(String),
}

/// What was left out on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows without a title: empty forms, sums.
    pub untitled: usize,
}

/// What is done with each item.
pub type Take<'t> = dyn FnMut(Item) -> ControlFlow<()> + 't;

/// Makes the records, one after another, as often as it is asked.
pub trait Entries {
    /// Hands over each item until it is told to stop.
    ///
    /// # Errors
    /// When the file breaks off.
    fn each(&self, take: &mut Take<'_>) -> Result<Tally, ImportError>;
}

impl<'a> Listing<'a> {
    /// A file of a format.
    #[must_use]
    pub fn new(format: &'static str, unit: &'static str, whole: bool, entries: Box<dyn Entries + 'a>) -> Self {
        Self { format, unit, whole, mapping: None, notes: Vec::new(), warnings: Vec::new(), entries }
    }

    /// Hands over each item until it is told to stop. The records name the file as their source.
    ///
    /// # Errors
    /// When the file breaks off.
    pub fn each(&self, file: &str, take: &mut Take<'_>) -> Result<Tally, ImportError> {
        self.entries.each(&mut |mut item| {
            if let Item::Entry(entry) = &mut item {
                self.finish(entry, file);
            }
            take(item)
        })
    }

    /// A record that says itself where it comes from was checked as it is.
    fn finish(&self, entry: &mut Entry, file: &str) {
        if entry.imported.record.source.as_ref().is_some_and(|source| source.file.is_empty() && self.format != "jsonl")
        {
            sound::settle(&mut entry.imported, &format!("{}: ", entry.place));
        }
        let Imported { record, warnings, .. } = &mut entry.imported;
        if let Some(source) = record.source.as_mut().filter(|source| source.file.is_empty()) {
            file.clone_into(&mut source.file);
            self.format.clone_into(&mut source.format);
            source.warnings.clone_from(warnings);
        }
    }
}

impl Entry {
    /// As the items of a file.
    #[must_use]
    pub fn item(self) -> Item {
        Item::Entry(Box::new(self))
    }
}
