//! `appraise report`: the annual report as Markdown or as one HTML file.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::domain::summary::{Language, Summary, View};
use crate::export::report::{self, Options, Report};

use super::Status;
use super::counting::{self, CountArgs};
use super::file;
use super::session::{Session, print, say};

/// What to report, and how.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct ReportArgs {
    #[command(flatten)]
    count: CountArgs,
    /// Markdown to go on writing in, or one HTML file to read and to print
    #[arg(long, value_enum, default_value_t = Shape::Markdown)]
    format: Shape,
    /// The language of the report: en, fr or es
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: Language,
    /// Only the paragraph, as plain text
    #[arg(long, conflicts_with = "format")]
    paragraph: bool,
    /// Tell the change on the year before in the paragraph
    #[arg(long)]
    with_change: bool,
    /// Who reviewed, as the subject of a sentence [default: the team]
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    /// Withhold numbers from 1 to 4, and shares that come close to them: for readers outside the team
    #[arg(long)]
    hide_small: bool,
    /// The day printed as the day of making [default: today]
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// The file to write [default: standard output]; one that is there is left as it is
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file
    #[arg(long)]
    force: bool,
}

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// A document to go on writing in.
    Markdown,
    /// One file without script, with charts.
    Html,
}

/// Writes the report.
///
/// # Errors
/// When the files do not add up, or the file is there already or cannot be written.
pub fn run(session: &Session, args: &ReportArgs) -> anyhow::Result<Status> {
    let question = args.count.question(&[])?;
    if question.period.from.is_none() && question.period.to.is_none() {
        say("say which year to report on, such as --year 2025, or its first and last day with --from and --to");
        return Ok(Status::Usage);
    }
    let counted = counting::census(session, args.count.no_index)?;
    let checklists = session.checklists();
    let view = View::of(&counted.census, &checklists, question);
    let report = Report::of(&view, Summary::of(&view, counting::today()), &checklists, args.options());
    let text = args.text(&report);
    let Some(path) = args.output.as_deref().filter(|path| *path != Path::new("-")) else {
        print(text.trim_end())?;
        return Ok(Status::Done);
    };
    file::write(path, text.as_bytes(), args.force)?;
    say(&format!("Written: {}", path.display()));
    Ok(Status::Done)
}

impl ReportArgs {
    fn options(&self) -> Options {
        Options {
            language: self.language,
            hide_small: self.hide_small,
            with_change: self.with_change,
            team: self.team.clone(),
            made_on: self.date.unwrap_or_else(counting::today),
        }
    }

    fn text(&self, report: &Report) -> String {
        match self.format {
            _ if self.paragraph => report::passages(&report.summary, &report.options).join("\n\n") + "\n",
            Shape::Markdown => report::markdown(report),
            Shape::Html => report::html(report),
        }
    }
}
