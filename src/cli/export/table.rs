//! `appraise export reviews` and the other tables: one table as a file, as a folder, or to standard output.

use std::io::{self, BufWriter, Write as _};

use anyhow::bail;

use crate::domain::census::Files;
use crate::export::output::Written;
use crate::export::star::Which;
use crate::export::writer::Format;
use crate::store::dataset::Dataset;
use crate::store::disk::RealDisk;
use crate::store::save;

use super::super::Status;
use super::super::counting;
use super::super::session::{Session, say};
use super::TableArgs;
use super::census::{Counted, counted};
use super::job::Job;
use super::place::{is_stdout, is_synced, misuse, refused};

const FREE_TEXT: &str = "free text is in this file: it may hold what must not be shared, such as names, places or \
                         incidents. Read it before you pass it on.";
const SYNCED: &str = "the file is in a folder that seems to be copied to other machines: is everybody there meant to \
                      read it?";

/// Writes a table.
///
/// # Errors
/// When the file is there already or cannot be written, or a review cannot be read.
pub fn run(session: &Session, which: Which, args: &TableArgs) -> anyhow::Result<Status> {
    if let Some(misuse) = misuse(which, args) {
        say(&misuse);
        return Ok(Status::Usage);
    }
    warn(args);
    let read = counting::census(session, false)?;
    let reviews = counted(&read.census, args.days.period());
    let mut job = Job::new(session, which, args.with_text, notes(args, read.census.files, reviews.len()));
    let written = write(&mut job, args, &reviews).map_err(|error| refused(&args.file.output, error))?;
    report(args, written, &job.missing());
    Ok(Status::Done)
}

fn warn(args: &TableArgs) {
    if args.with_text {
        say(FREE_TEXT);
    }
    if !is_stdout(&args.file.output) && is_synced(&args.file.output) {
        say(SYNCED);
    }
}

fn write(job: &mut Job<'_>, args: &TableArgs, reviews: &[Counted<'_>]) -> anyhow::Result<Written> {
    match (args.partition, is_stdout(&args.file.output)) {
        (true, _) => to_folder(job, args, reviews),
        (_, true) => to_stdout(job, args, reviews),
        (_, false) => save::stream(&RealDisk, &args.file.output, args.file.force, |out| {
            job.write(out, args.file.format(), reviews.iter())
        }),
    }
}

/// A reader that stops early, such as `head`, is no error.
fn to_stdout(job: &mut Job<'_>, args: &TableArgs, reviews: &[Counted<'_>]) -> anyhow::Result<Written> {
    let mut out = BufWriter::new(io::stdout());
    let written = job.write(&mut out, args.file.format(), reviews.iter());
    let written = written.and_then(|written| Ok(out.flush().map(|()| written)?));
    match written {
        Err(error) if is_closed(&error) => Ok(Written::default()),
        other => other,
    }
}

fn is_closed(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// A file for each year and kind, one after the other, so that one is in memory.
fn to_folder(job: &mut Job<'_>, args: &TableArgs, reviews: &[Counted<'_>]) -> anyhow::Result<Written> {
    if reviews.is_empty() {
        bail!("no review was returned in {}: nothing was written", args.days.period().label());
    }
    let folder = Dataset::begin(&RealDisk, &args.file.output, args.file.force)?;
    let mut sorted: Vec<_> = reviews.iter().collect();
    sorted.sort_by_key(|one| one.partition());
    let mut all = Written::default();
    for part in sorted.chunk_by(|a, b| a.partition() == b.partition()) {
        let Some((year, kind)) = part.first().map(|one| one.partition()) else { continue };
        let folders = [&*format!("year={year}"), &*format!("kind={}", kind.code())];
        all.rows += folder.part(folders, |out| job.write(out, Format::ParquetPart, part.iter().copied()))?.rows;
    }
    folder.finish()?;
    Ok(all)
}

/// What the page of notes says of this export.
fn notes(args: &TableArgs, files: Files, reviews: usize) -> Vec<(String, String)> {
    let period = args.days.period().label();
    let text = if args.with_text { FREE_TEXT } else { "Left out: the columns of free text are empty." };
    let notes = [
        ("Period", format!("Reviews returned: {period}. First and latest round are over all years.")),
        ("Reviews", format!("{reviews} reviews of the period.")),
        ("Files", format!("{}.", files.sentence())),
        ("Text", text.to_owned()),
    ];
    notes.map(|(what, words)| (what.to_owned(), words)).into()
}

fn report(args: &TableArgs, Written { rows, cut }: Written, missing: &str) {
    if !missing.is_empty() {
        say(&format!("checklists that are not to be had any more: {missing}. Section and weight are empty for them."));
    }
    if cut > 0 {
        say(&format!(
            "{cut} texts were too long for a cell and were cut; each says so at its end. JSON Lines has them whole."
        ));
    }
    if !is_stdout(&args.file.output) {
        let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
        say(&format!("Written: {} ({rows})", args.file.output.display()));
    }
}
