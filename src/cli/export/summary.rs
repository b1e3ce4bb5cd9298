//! `appraise export summary`, and the CSV of `appraise summary`: the tables of leads, one row a number.

use std::io::{self, Write};

use clap::Args;

use crate::domain::summary::{Language, Summary, Table, View, tables};
use crate::export::csv::Dialect;
use crate::export::star::summary::{SUMMARY, rows};
use crate::export::writer::{Format, Writer};
use crate::store::disk::RealDisk;
use crate::store::save;

use super::super::Status;
use super::super::counting::{self, CountArgs};
use super::super::session::{Session, or_closed, say};
use super::FileArgs;
use super::place::{is_stdout, refused};

/// What to count, and which file to make of it.
#[derive(Debug, Clone, Args)]
pub struct SummaryArgs {
    #[command(flatten)]
    file: FileArgs,
    #[command(flatten)]
    count: CountArgs,
    /// Numbers from 1 to 4, and shares that come close to them, only as “<5”: for readers outside the team
    #[arg(long)]
    hide_small: bool,
}

/// Writes the numbers.
///
/// # Errors
/// When the files do not add up, or the file is there already or cannot be written.
pub fn run(session: &Session, args: &SummaryArgs) -> anyhow::Result<Status> {
    if let Some(misuse) = args.file.misuse() {
        say(&misuse);
        return Ok(Status::Usage);
    }
    let counted = counting::census(session, args.count.no_index)?;
    let checklists = session.checklists();
    let view = View::of(&counted.census, &checklists, args.count.question(&[])?);
    let summary = Summary::of(&view, counting::today());
    let tables = tables(&view, &summary, &checklists, Language::English);
    let figures = Figures { summary: &summary, tables: &tables, hide_small: args.hide_small };
    let format = args.file.format();
    if is_stdout(&args.file.output) {
        figures.write(io::stdout(), format).or_else(or_closed)?;
    } else {
        let written =
            save::stream(&RealDisk, &args.file.output, args.file.force, |out| Ok(figures.write(out, format)?));
        written.map_err(|error| refused(&args.file.output, error))?;
        say(&format!("Written: {}", args.file.output.display()));
    }
    say(&summary.files.sentence());
    Ok(Status::Done)
}

/// Numbers to be written.
pub struct Figures<'f> {
    /// What was counted.
    pub summary: &'f Summary,
    /// The tables of it.
    pub tables: &'f [Table],
    /// Whether small numbers are hidden.
    pub hide_small: bool,
}

impl Figures<'_> {
    /// Writes them all.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn write(&self, out: impl Write + Send, format: Format) -> io::Result<()> {
        let mut writer = Writer::new(out, &[&SUMMARY], format)?;
        rows(self.summary, self.tables, self.hide_small, &mut |row| writer.push(&SUMMARY, row))?;
        let note = |what: &str, words: String| (what.to_owned(), words);
        let mut notes = vec![note("Period", self.summary.period.label()), note("Files", self.summary.files.sentence())];
        notes.extend(
            self.tables.iter().filter(|table| !table.note.is_empty()).map(|table| note(table.id, table.note.clone())),
        );
        writer.finish(&notes).map(|_| ())
    }

    /// Writes them as CSV to standard output.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn print_csv(&self) -> anyhow::Result<()> {
        Ok(self.write(io::stdout(), Format::Csv(Dialect::default())).or_else(or_closed)?)
    }
}
