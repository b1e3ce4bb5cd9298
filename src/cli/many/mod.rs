//! Adding from a file that holds many records: all of a list, or some of the data of a service.
//!
//! ```text
//! listing ─ survey ─┬─ choice   which ones
//!                   └─ shelf    what is there already ─ the store
//! ```

mod choice;
pub mod mapping;
mod shelf;
mod survey;

use std::ops::ControlFlow;
use std::path::Path;

use anyhow::bail;

use crate::import::{Entry, Imported, Item, Listing};

use super::progress::Progress;
use super::session::{Session, Wishes, no_warnings, say};
use choice::Wanted;
use shelf::{Placed, Shelf};
use survey::Survey;

/// Warnings that are shown; all of them are kept in the records.
const SHOWN: usize = 20;

/// What was asked for with such a file.
pub struct Asked<'a> {
    /// Its name without the folder.
    pub name: &'a str,
    /// The way to it, as it was given.
    pub shown: &'a str,
    /// The ids that were chosen.
    pub select: &'a [String],
    /// What holds for each record.
    pub wishes: &'a Wishes<'a>,
}

/// What came of adding.
#[derive(Default)]
pub struct Added {
    /// Ids of the records, also of those that are there already.
    pub ids: Vec<String>,
    /// Somebody has to choose first.
    pub to_choose: bool,
    /// What failed while the rest was added.
    pub failures: Vec<anyhow::Error>,
}

impl Added {
    /// With what came of another file.
    pub fn join(&mut self, other: Self) {
        self.ids.extend(other.ids);
        self.to_choose |= other.to_choose;
        self.failures.extend(other.failures);
    }

    fn choose() -> Self {
        Self { to_choose: true, ..Self::default() }
    }
}

/// Adds the records that were asked for.
///
/// # Errors
/// When nothing could be added.
pub fn add(session: &Session, listing: &Listing<'_>, asked: &Asked<'_>, keep: Option<&Path>) -> anyhow::Result<Added> {
    mapping::show(listing, asked.shown, keep)?;
    let Some((wanted, survey)) = decide(session, listing, asked, listing.whole)? else { return Ok(Added::choose()) };
    if asked.wishes.id.is_some() && survey.wanted != 1 {
        bail!("--id names one record, and {} are to be added: choose one with --select", survey.wanted);
    }
    strict(listing, asked, &survey)?;
    warn(listing, asked, &survey);
    put(session, listing, asked, &wanted, &survey)
}

/// The one record that is to be reviewed; `None` when one is still to be chosen.
///
/// # Errors
/// When it could not be read or kept.
pub fn pick(session: &Session, listing: &Listing<'_>, asked: &Asked<'_>) -> anyhow::Result<Option<Imported>> {
    let Some((wanted, survey)) = decide(session, listing, asked, false)? else { return Ok(None) };
    strict(listing, asked, &survey)?;
    let mut found = None;
    listing.each(asked.name, &mut |item| match item {
        Item::Entry(entry) if wanted.has(&entry.key) => {
            found = Some(entry.imported);
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    })?;
    let Some(mut imported) = found else { return Ok(None) };
    session.keep_as(&mut imported, asked.wishes)?;
    Ok(Some(imported))
}

/// Which ones are wanted; `None` when they were listed for a choice.
fn decide(
    session: &Session,
    listing: &Listing<'_>,
    asked: &Asked<'_>,
    all: bool,
) -> anyhow::Result<Option<(Wanted, Survey)>> {
    let wanted = Wanted::of(asked.select, all);
    let survey = survey::of(listing, asked, &wanted)?;
    if survey.all == 0 {
        bail!("{}", survey.nothing(listing, asked.shown));
    }
    match &wanted {
        Wanted::These(ids) => survey.check(ids, listing, asked.shown)?,
        Wanted::Unsaid if survey.all > 1 => return choice::ask(session, listing, asked, &survey),
        Wanted::All | Wanted::Unsaid => {}
    }
    Ok(Some((wanted, survey)))
}

fn strict(listing: &Listing<'_>, asked: &Asked<'_>, survey: &Survey) -> anyhow::Result<()> {
    if !asked.wishes.strict {
        return Ok(());
    }
    let warnings: Vec<_> = listing.warnings.iter().chain(&survey.warnings).chain(&survey.faulty).cloned().collect();
    no_warnings(asked.shown, &warnings)
}

fn warn(listing: &Listing<'_>, asked: &Asked<'_>, survey: &Survey) {
    let of_file = listing.notes.iter().chain(&listing.warnings);
    of_file.for_each(|note| say(&format!("{}: {note}", asked.shown)));
    survey.warnings.iter().take(SHOWN).for_each(|warning| say(&format!("{}: {warning}", asked.shown)));
    let more = survey.warnings.len().saturating_sub(SHOWN);
    if more > 0 {
        say(&format!("{}: … and {more} more warnings; each is kept in its record", asked.shown));
    }
}

/// Each record by itself: those before the one that fails are kept, and are known the next time. No id is told before all
/// are safe.
fn put(
    session: &Session,
    listing: &Listing<'_>,
    asked: &Asked<'_>,
    wanted: &Wanted,
    survey: &Survey,
) -> anyhow::Result<Added> {
    let mut shelf = Shelf::of(session, listing.format, matches!(wanted, Wanted::These(_)))?;
    let progress = Progress::new("Adding records", survey.wanted);
    let (mut added, mut failure) = (Added::default(), None);
    let read = listing.each(asked.name, &mut |item| {
        let Item::Entry(entry) = item else { return ControlFlow::Continue(()) };
        if !wanted.has(&entry.key) {
            return ControlFlow::Continue(());
        }
        progress.step();
        match put_one(&mut shelf, *entry, asked) {
            Ok(id) => added.ids.extend(id),
            Err(error) => failure = Some(error),
        }
        if failure.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    drop(progress);
    shelf.secure(listing, asked.shown, survey)?;
    read?;
    added.failures.extend(failure);
    added.failures.extend(survey.failure(asked.shown));
    Ok(added)
}

/// The id of the record; `None` when it was left out, which the shelf says at the end.
fn put_one(shelf: &mut Shelf<'_>, entry: Entry, asked: &Asked<'_>) -> anyhow::Result<Option<String>> {
    let Entry { place, mut imported, .. } = entry;
    if let Some(id) = asked.wishes.id {
        id.clone_into(&mut imported.record.id);
    }
    asked.wishes.fields.apply(&mut imported).map_err(|error| error.context(format!("{}, {place}", asked.shown)))?;
    match shelf.place(&mut imported.record, &place) {
        Placed::There(id) => Ok(Some(id)),
        Placed::Changed => Ok(None),
        Placed::New => shelf.add(&imported.record).map(Some),
    }
}
