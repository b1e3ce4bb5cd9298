//! `appraise export`: the reviews as tables for other programs.

mod census;
mod job;
mod place;
mod queries;
pub mod summary;
mod table;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::domain::summary::Period;
use crate::export::queries::Engine;
use crate::export::star::Which;

use super::Status;
use super::session::Session;

/// What to export.
#[derive(Debug, Clone, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExportArgs {
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Examples:
  appraise export reviews --format xlsx -o 2025.xlsx --year 2025
  appraise export answers --format csv --excel -o answers.csv
  appraise export answers --format parquet --partition -o exports/answers
  appraise export queries --engine duckdb --year 2025 > 2025.sql

The columns have the same names in every format and every year. Nobody's name is in them. What people wrote is left out
unless you say --with-text.";

#[derive(Debug, Clone, Subcommand)]
enum What {
    /// One row a review; as JSON Lines, each review whole
    Reviews(TableArgs),
    /// One row for every criterion that was asked
    Answers(TableArgs),
    /// One row a comment
    Comments(TableArgs),
    /// One row for each country of a review, for programs that cannot take a list apart
    ReviewCountry(TableArgs),
    /// One row for each sector of a review
    ReviewSector(TableArgs),
    /// One row a criterion: what it asks
    Codebook(TableArgs),
    /// One row a number: the tables of `appraise summary`
    Summary(summary::SummaryArgs),
    /// Print queries that give the figures of the summary from the tables, in a folder with `reviews`, `answers`,
    /// `comments` (each written with --format parquet --partition) and `codebook.parquet`
    Queries(QueryArgs),
}

/// Which file to make of a table.
#[derive(Debug, Clone, Args)]
struct TableArgs {
    #[command(flatten)]
    file: FileArgs,
    /// With what people wrote: notes, findings, titles, reasons. It may hold what must not be shared
    #[arg(long)]
    with_text: bool,
    /// As a folder with a file for each year and kind of document; the name is that of the folder (parquet)
    #[arg(long)]
    partition: bool,
    #[command(flatten)]
    days: Days,
}

/// The file to make.
#[derive(Debug, Clone, Args)]
struct FileArgs {
    /// Which file to make
    #[arg(long, value_enum)]
    format: FileFormat,
    /// The file to write; only you can read it. - is standard output, for jsonl and csv
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    csv: CsvArgs,
    /// Replace the file if there is one; of a folder, only one that an export made
    #[arg(long)]
    force: bool,
}

/// What is for CSV alone.
#[derive(Debug, Clone, Copy, Default, Args)]
struct CsvArgs {
    /// With a second row of HXL tags (csv)
    #[arg(long)]
    hxl: bool,
    /// So that Excel opens it rightly: with a byte-order mark (csv)
    #[arg(long)]
    excel: bool,
}

/// The days between which the reviews were returned.
#[derive(Debug, Clone, Copy, Default, Args)]
struct Days {
    /// Only reviews returned in this year
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["from", "to"], value_parser = years())]
    year: Option<i16>,
    /// Only reviews returned on this day or later, such as 2025-01-01
    #[arg(long, value_name = "DAY")]
    from: Option<Date>,
    /// Only reviews returned on this day or earlier
    #[arg(long, value_name = "DAY")]
    to: Option<Date>,
}

fn years() -> clap::builder::RangedI64ValueParser<i16> {
    clap::value_parser!(i16).range(1900..=9999)
}

impl Days {
    fn period(self) -> Period {
        let Self { year, from, to } = self;
        year.and_then(Period::year).unwrap_or(Period { from, to })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FileFormat {
    /// One JSON object a line: for scripts and databases, and to keep
    Jsonl,
    /// For spreadsheets; lists joined by ;
    Csv,
    /// A workbook with the code book and notes
    Xlsx,
    /// Columns: for databases and large tables
    Parquet,
}

/// Which queries.
#[derive(Debug, Clone, Copy, Args)]
struct QueryArgs {
    /// For which program
    #[arg(long, value_enum, default_value_t = EngineName::Duckdb)]
    engine: EngineName,
    /// The year that they count [default: all years]
    #[arg(long, value_name = "YEAR", value_parser = years())]
    year: Option<i16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EngineName {
    /// One machine
    Duckdb,
    /// Many machines
    Spark,
}

impl From<EngineName> for Engine {
    fn from(name: EngineName) -> Self {
        match name {
            EngineName::Duckdb => Self::DuckDb,
            EngineName::Spark => Self::Spark,
        }
    }
}

/// Runs what the arguments say.
///
/// # Errors
/// A sentence for the user.
pub fn run(session: &Session, args: &ExportArgs) -> anyhow::Result<Status> {
    match &args.what {
        What::Reviews(args) => table::run(session, Which::Reviews, args),
        What::Answers(args) => table::run(session, Which::Answers, args),
        What::Comments(args) => table::run(session, Which::Comments, args),
        What::ReviewCountry(args) => table::run(session, Which::ReviewCountry, args),
        What::ReviewSector(args) => table::run(session, Which::ReviewSector, args),
        What::Codebook(args) => table::run(session, Which::Codebook, args),
        What::Summary(args) => summary::run(session, args),
        What::Queries(args) => queries::run(*args),
    }
}
