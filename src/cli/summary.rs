//! `appraise summary`: the counts of the signed-off reviews.

use std::mem::ManuallyDrop;

use anyhow::bail;
use clap::{Args, ValueEnum};

use crate::domain::summary::{Dimension, Language, Summary, Table, View, tables};
use crate::export::table;

use super::Status;
use super::counting::{self, CountArgs};
use super::export::summary::Figures;
use super::session::{Session, print, print_json, say};

/// What to count, and how to print it.
#[derive(Debug, Clone, Args)]
pub struct SummaryArgs {
    #[command(flatten)]
    pub(super) count: CountArgs,
    /// One more table with a row for each value: kind, region, country, sector, donor, outcome, quarter, month, tag,
    /// language, urgency, team, role, marker or reading; again for combinations
    #[arg(long, value_name = "PROPERTY")]
    by: Vec<Dimension>,
    /// How to print it; --json is the same as --format json
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
    /// Only this table, such as T3; again for more [default: all]
    #[arg(long = "table", value_name = "ID")]
    tables: Vec<String>,
    /// Show numbers from 1 to 4, and shares that come close to them, only as “<5”: for readers outside the team
    #[arg(long)]
    hide_small: bool,
    /// The language of the tables: en, fr or es
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: Language,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// Tables to read
    Text,
    /// Every number, for other programs
    Json,
    /// One row a number: table, row, column, number, of how many
    Csv,
    /// Tables for a document
    Markdown,
}

/// Prints the counts.
///
/// # Errors
/// When the files do not add up, or there is no such table.
pub fn run(session: &Session, args: &SummaryArgs) -> anyhow::Result<Status> {
    let question = args.count.question(&args.by)?;
    // The program ends with it: to give back a million small pieces of memory one by one is for nothing.
    let counted = ManuallyDrop::new(counting::census(session, args.count.no_index)?);
    let checklists = session.checklists();
    let view = ManuallyDrop::new(View::of(&counted.census, &checklists, question));
    let summary = Summary::of(&view, counting::today());
    if session.json || args.format == Shape::Json {
        print_json(&summary)?;
        return Ok(Status::Done);
    }
    let shown = chosen(tables(&view, &summary, &checklists, args.language), &args.tables)?;
    print_tables(args, &summary, &shown)
}

fn print_tables(args: &SummaryArgs, summary: &Summary, shown: &[Table]) -> anyhow::Result<Status> {
    match args.format {
        Shape::Text => print(&text(args, summary, shown))?,
        Shape::Markdown => print(&table::markdown(shown, args.hide_small))?,
        Shape::Csv => Figures { summary, tables: shown, hide_small: args.hide_small }.print_csv()?,
        Shape::Json => {}
    }
    say(&summary.files.sentence());
    Ok(Status::Done)
}

fn text(args: &SummaryArgs, summary: &Summary, shown: &[Table]) -> String {
    let mut head = vec![format!("Period: {}", summary.period.label())];
    head.extend((!summary.conditions.is_empty()).then(|| format!("Only: {}", summary.conditions.join(", "))));
    head.extend(args.hide_small.then(|| "Numbers below 5 are hidden".to_owned()));
    format!("{}\n\n{}", head.join(" · "), table::text(shown, args.hide_small))
}

fn chosen(all: Vec<Table>, wanted: &[String]) -> anyhow::Result<Vec<Table>> {
    let is = |table: &Table, id: &str| table.id.eq_ignore_ascii_case(id);
    if let Some(unknown) = wanted.iter().find(|id| !all.iter().any(|table| is(table, id))) {
        let mut known: Vec<_> = all.iter().map(|table| table.id).collect();
        known.dedup();
        bail!("there is no table “{unknown}”: there are {}", known.join(", "));
    }
    Ok(all.into_iter().filter(|table| wanted.is_empty() || wanted.iter().any(|id| is(table, id))).collect())
}
