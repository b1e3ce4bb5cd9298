//! What is in the workspace already: a list that comes again next month adds its new rows only.

use std::collections::{HashMap, HashSet};

use crate::domain::record::Record;
use crate::import::Listing;
use crate::store::{NewRecords, StoreError};

use super::super::session::{Session, say};
use super::SHOWN;
use super::survey::Survey;

/// The records that are there, and those that were added.
pub struct Shelf<'s> {
    session: &'s Session,
    new: NewRecords<'s>,
    /// By the hash of what they were made from.
    made_from: HashMap<String, String>,
    /// The titles of those that were there before, by id.
    before: HashMap<String, String>,
    taken: HashSet<String>,
    /// Where to go on with numbers behind an id.
    next: HashMap<String, usize>,
    /// Records in a form of our own: the whole of them is compared.
    whole: bool,
    /// Added although a record of this name is there.
    insists: bool,
    fresh: HashSet<String>,
    there: usize,
    twice: usize,
    changed: Vec<String>,
}

/// What becomes of a record.
pub enum Placed {
    /// It is there already.
    There(String),
    /// One of this name is there with other data.
    Changed,
    /// It is new, and its id is free.
    New,
}

impl<'s> Shelf<'s> {
    /// With all records of the workspace.
    ///
    /// # Errors
    /// When the workspace cannot be made.
    pub fn of(session: &'s Session, format: &str, insists: bool) -> Result<Self, StoreError> {
        let new = session.store.add_records()?;
        let known = session.store.known_records();
        let made_from =
            known.iter().filter_map(|record| Some((record.sha256()?.to_owned(), record.id.clone()))).collect();
        let taken = known.iter().map(|record| record.id.clone()).collect();
        Ok(Self {
            session,
            new,
            made_from,
            before: known.into_iter().map(|record| (record.id, record.title)).collect(),
            taken,
            next: HashMap::new(),
            whole: format == "jsonl",
            insists,
            fresh: HashSet::new(),
            there: 0,
            twice: 0,
            changed: Vec::new(),
        })
    }

    /// Finds the place of a record; a new one gets a free id.
    pub fn place(&mut self, record: &mut Record, place: &str) -> Placed {
        if let Some(id) = self.same(record) {
            let twice = self.fresh.contains(&id);
            *(if twice { &mut self.twice } else { &mut self.there }) += 1;
            return Placed::There(id);
        }
        let title = self.before.get(&record.id);
        if title.is_some_and(|title| self.whole || *title == record.title) && !self.insists {
            self.changed.push(format!("{place}: the record {} is there with other data", record.id));
            return Placed::Changed;
        }
        record.id = self.free(&record.id);
        Placed::New
    }

    fn same(&self, record: &Record) -> Option<String> {
        if self.whole {
            let there = self.taken.contains(&record.id).then(|| self.session.store.record(&record.id).ok())??;
            return (there == *record).then_some(there.id);
        }
        self.made_from.get(&record.source.as_ref()?.sha256).cloned()
    }

    fn free(&mut self, id: &str) -> String {
        if !self.taken.contains(id) {
            return id.to_owned();
        }
        let stem: String = id.chars().take(56).collect();
        let stem = stem.trim_end_matches('-').to_owned();
        let next = self.next.entry(stem.clone()).or_insert(2);
        loop {
            let id = format!("{stem}-{next}");
            *next += 1;
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }

    /// Writes a record; it is kept when [`Shelf::secure`] has returned.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn add(&mut self, record: &Record) -> anyhow::Result<String> {
        self.new.add(record)?;
        self.taken.insert(record.id.clone());
        self.fresh.insert(record.id.clone());
        if let Some(source) = &record.source {
            self.made_from.insert(source.sha256.clone(), record.id.clone());
        }
        Ok(record.id.clone())
    }

    /// Returns after all that were written are on the disk, and says what became of all of them.
    ///
    /// # Errors
    /// As the system reports them; none of them is then kept.
    pub fn secure(self, listing: &Listing<'_>, shown: &str, survey: &Survey) -> Result<(), StoreError> {
        let said = self.said(listing, survey);
        self.changed.iter().take(SHOWN).for_each(|what| say(&format!("{shown}: {what}; it was left as it is")));
        self.new.secure()?;
        say(&format!("{shown}: {said}"));
        Ok(())
    }

    fn said(&self, listing: &Listing<'_>, survey: &Survey) -> String {
        let parts = [
            (self.fresh.len(), "added"),
            (self.there, "there already"),
            (self.twice, "the same as another one in the file"),
            (self.changed.len(), "there with other data and left as they are (--select ID adds one all the same)"),
            (survey.tally.untitled, "without a title and left out"),
            (survey.faulty.len(), "not readable"),
        ];
        let told = parts.into_iter().filter(|(count, what)| *count > 0 || *what == "added");
        let told: Vec<_> = told.map(|(count, what)| format!("{count} {what}")).collect();
        let unit = if listing.unit == "activity" { "activities".to_owned() } else { format!("{}s", listing.unit) };
        format!("{unit}: {}", told.join(", "))
    }
}
