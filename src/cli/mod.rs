//! The command line: arguments in, exit status out. One file a command.

mod add;
mod board;
mod check;
mod checklists;
mod child;
mod compare;
mod counting;
mod coverage;
mod demo;
mod docs;
mod export;
mod feedback;
mod file;
mod fill;
mod guard;
mod list;
mod many;
mod merge;
mod pdf;
mod plain;
mod progress;
mod purge;
mod redact;
mod replies;
mod report;
mod screen;
mod session;
mod show;
mod summary;
mod verify;
mod version;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::domain::checklist::Profile;

pub use demo::fill as fill_demo;
pub use session::Session;

/// Appraise project documents against the checklists on GBV risk mitigation, Do No Harm and gender equality.
#[derive(Debug, Parser)]
#[command(name = "appraise", version, about, long_about = LONG, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do; nothing opens the library.
    #[command(subcommand)]
    command: Option<Command>,
    /// A document to review: the same as `appraise review FILE`.
    #[command(flatten)]
    review: ReviewArgs,
    /// Where, who and how; the same for every command.
    #[command(flatten)]
    everywhere: Everywhere,
}

const LONG: &str = "\
Appraise project documents (proposals, concept notes, reports, regional plans, crisis response plans) against three
checklists: GBV risk mitigation, Do No Harm, gender equality.

The program shows one question at a time beside the document. y answers yes, p partly, n no, a not applicable; every
answer is on the disk before the screen says \"saved\". ? shows all keys. s goes to the sign-off, which writes the review
as one JSON file into the workspace, once.";

const EXAMPLES: &str = "\
Examples:
  appraise demo                        look around with invented sample documents
  appraise plan.docx                   review a document (Word, PDF, Markdown, text), or go on with it
  appraise add plan.md --kind proposal --country SSD
  appraise add intake.xlsx             every row of a list becomes a record
  appraise add activities.xml --select XM-DAC-47066-CC.0001
  appraise                             the library: what is there, what is due, what is under way
  appraise list reviews --json         signed-off reviews, for other programs
  appraise review plan.md --plain      line by line, for screen readers and slow links

Exit status: 0 done · 1 error · 2 wrong usage · 3 faults found by check or verify · 4 merged, with competing revisions";

/// Options that every command takes.
#[derive(Debug, Clone, Default, Args)]
pub struct Everywhere {
    /// The folder that the team shares [default: your data folder]
    #[arg(long, global = true, value_name = "DIR", env = "APPRAISE_WORKSPACE", hide_env_values = true)]
    workspace: Option<PathBuf>,
    /// Your initials or staff code [default: as you said at the first review]
    #[arg(long, global = true, value_name = "ID")]
    reviewer: Option<String>,
    /// Print JSON where something is listed or shown
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Review a document, or go on with the review of it
    Review(ReviewArgs),
    /// Add documents to the workspace; prints the id of each record
    Add(AddArgs),
    /// Fill a review from answers as JSON Lines, by the same way to the disk as the screen
    Fill(FillArgs),
    /// List what is in the workspace
    List(ListArgs),
    /// Show a record or a review
    Show(ShowArgs),
    /// List the questions without a passage in a document, and the sections that you did not open yet
    Coverage(CoverageArgs),
    /// Count on a screen: tables and bars, and what is behind each number
    Board(board::BoardArgs),
    /// Check records, reviews, checklists and contacts.txt: every fault at once, with line and column
    Check(CheckArgs),
    /// Count the signed-off reviews: tables for leads
    Summary(summary::SummaryArgs),
    /// Bring the signed-off reviews of other workspaces into this one; nothing is changed there
    Merge(MergeArgs),
    /// Check the signed-off reviews: hashes, amendments, and whether any was altered or taken away since the last time
    Verify(VerifyArgs),
    /// Take a text out of a signed-off review that should never have been written down
    Redact(redact::RedactArgs),
    /// Show, and then delete, what may no longer be kept
    Purge(purge::PurgeArgs),
    /// Write the annual report: the paragraph, the tables and charts, with the command behind each figure
    Report(report::ReportArgs),
    /// Write the letter to the author: overall note, strengths, comments with room for replies
    Feedback(feedback::FeedbackArgs),
    /// Read the author's replies to a letter into the next round
    Replies(replies::RepliesArgs),
    /// Show how far two reviewers of one document agree, and where they differ
    Compare(compare::CompareArgs),
    /// Read, copy and compare the checklists themselves
    Checklists(checklists::ChecklistsArgs),
    /// Write what was reviewed as tables for other programs: CSV, JSON Lines, workbook, Parquet
    Export(export::ExportArgs),
    /// Look around with invented sample documents and reviews
    Demo(DemoArgs),
    /// Print the JSON Schema of a format
    Schema(SchemaArgs),
    /// Print every key and command
    Keys(KeysArgs),
    /// Print a completion script for your shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
    /// Read a PDF from standard input under limits: what the program runs itself as
    #[command(hide = true, name = pdf::COMMAND)]
    ReadPdf,
}

/// What to review, and how.
#[derive(Debug, Clone, Default, Args)]
pub struct ReviewArgs {
    /// A document (Word, PDF, Markdown, text, or a record as JSON), or the id of a record
    #[arg(value_name = "FILE|RECORD")]
    what: Option<String>,
    /// Which one, where the file holds many records
    #[arg(long, value_name = "ID")]
    select: Option<String>,
    /// Refuse a document that cannot be read without a warning
    #[arg(long)]
    strict: bool,
    /// The round of the review [default: one after your last]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    round: Option<u32>,
    /// Ask the core questions only, for an urgent review
    #[arg(long)]
    core: bool,
    /// Line by line instead of a full screen
    #[arg(long)]
    plain: bool,
}

impl ReviewArgs {
    const fn profile(&self) -> Profile {
        if self.core { Profile::Core } else { Profile::All }
    }
}

/// What to add.
#[derive(Debug, Clone, Args)]
pub struct AddArgs {
    /// Documents (Word, PDF, Markdown, text), records (JSON, JSON Lines), lists (CSV, XLSX) or open data (IATI, HPC, CBPF);
    /// - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The id of the record [default: made from the file name]
    #[arg(long)]
    id: Option<String>,
    /// The file is a new version of this record's document: its data stay, the version before is kept
    #[arg(long, value_name = "RECORD", conflicts_with = "id")]
    new_version: Option<String>,
    /// Which ones, where a file holds many records; again for more, or all
    #[arg(long, value_name = "ID")]
    select: Vec<String>,
    /// What the columns of a list are, as JSON
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Keep what the columns of a list were taken for, to correct it and give it with --mapping
    #[arg(long, value_name = "FILE")]
    write_mapping: Option<PathBuf>,
    /// Refuse a file that cannot be read without a warning: list the warnings and add nothing of it
    #[arg(long)]
    strict: bool,
    /// Fields of the record.
    #[command(flatten)]
    fields: FieldArgs,
}

/// Fields of the record that can be given as options.
#[derive(Debug, Clone, Default, Args)]
pub struct FieldArgs {
    /// proposal, concept-note, report, regional-plan, crisis-response-plan or other
    #[arg(long)]
    kind: Option<String>,
    /// A country, as a code or a name; again for more
    #[arg(long, value_name = "ISO3")]
    country: Vec<String>,
    /// A sector code; again for more
    #[arg(long)]
    sector: Vec<String>,
    /// Any field of the record, such as --set due=2025-01-31; `appraise show RECORD --json` names them
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
}

/// What to fill, and from where.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub struct FillArgs {
    /// The record to review
    record: String,
    /// Answers, one JSON object a line; - is standard input
    #[arg(long, value_name = "FILE|-")]
    answers: PathBuf,
    /// Print ACK n after answer n is safe on the disk
    #[arg(long)]
    ack: bool,
    /// Sign the review off at the end
    #[arg(long)]
    sign_off: bool,
    /// Keep texts that may identify a person, tell of an incident or hold an allegation; the review says that a script did
    #[arg(long)]
    allow_cautions: bool,
    /// Ask the core questions only
    #[arg(long)]
    core: bool,
    /// The round of the review [default: one after your last]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    round: Option<u32>,
}

/// What to list.
#[derive(Debug, Clone, Copy, Args)]
pub struct ListArgs {
    /// Which part of the workspace
    #[arg(value_enum)]
    what: Listed,
}

/// Parts of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Documents.
    Records,
    /// Your reviews under way.
    Drafts,
    /// Signed-off reviews.
    Reviews,
    /// Checklists, built-in and the team's.
    Checklists,
}

/// What to show.
#[derive(Debug, Clone, Args)]
pub struct ShowArgs {
    /// A record id, a review id, the beginning of a review's hash, or its file name
    what: String,
}

/// Of which document.
#[derive(Debug, Clone, Args)]
pub struct CoverageArgs {
    /// The id of a record
    record: String,
}

/// What to check.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// Files; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What to merge.
#[derive(Debug, Clone, Args)]
#[command(after_help = MERGE_HELP)]
pub struct MergeArgs {
    /// Workspaces, or folders with review files
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
}

const MERGE_HELP: &str = "\
Each review is known by its content: names of files, their order and the clocks decide nothing, and merging once more \
brings in nothing new. Copies of one revision count once. Where a review was amended in two places, both stay, both are \
named, and the exit status is 4.

The checklists that the reviews were made with come along, and the notices of what was erased. Records do not: they hold \
the text of documents.

What cannot be read, was changed after its sign-off, may no longer be kept, is a draft, or was made by a newer version is \
named with the reason and left where it is.";

/// How to check the workspace.
#[derive(Debug, Clone, Copy, Args)]
pub struct VerifyArgs {
    /// Stop naming the reviews that were here before and are gone, after this time
    #[arg(long)]
    forget: bool,
}

/// Where to look around.
#[derive(Debug, Clone, Args)]
pub struct DemoArgs {
    /// Write the samples into this new folder and leave them there, without opening the screen
    dir: Option<PathBuf>,
    /// Draw so many documents with their signed-off reviews instead, as a team has after three years
    #[arg(long, value_name = "N", requires = "dir", value_parser = clap::value_parser!(u64).range(1..=MOST_DRAWN))]
    documents: Option<u64>,
    /// Which documents are drawn: the same number gives the same files [default: 1]
    #[arg(long, value_name = "S", requires = "documents")]
    seed: Option<u64>,
}

/// A folder with more files than this helps nobody.
const MOST_DRAWN: u64 = 10_000_000;

/// Which schema.
#[derive(Debug, Clone, Copy, Args)]
pub struct SchemaArgs {
    /// Which format
    #[arg(value_enum)]
    format: SchemaName,
}

/// The formats with a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// A document under review.
    Record,
    /// A review.
    Review,
    /// A checklist.
    Checklist,
}

/// How to print the keys.
#[derive(Debug, Clone, Copy, Args)]
pub struct KeysArgs {
    /// As Markdown tables
    #[arg(long)]
    markdown: bool,
}

/// For which shell.
#[derive(Debug, Clone, Copy, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done.
    Done,
    /// Wrong usage.
    Usage,
    /// Done, and faults were found.
    Findings,
    /// Merged, and there are reviews with several last revisions.
    Conflicts,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::Usage => Self::from(2),
            Status::Findings => Self::from(3),
            Status::Conflicts => Self::from(4),
        }
    }
}

/// Runs what the arguments say.
///
/// # Errors
/// A sentence for the user; the exit status is then 1.
pub fn run(cli: Cli) -> anyhow::Result<Status> {
    guard::harden();
    let Cli { command, review, everywhere } = cli;
    match command {
        None => screen::run(&Session::open(&everywhere)?, &review),
        Some(Command::Review(args)) => screen::run(&Session::open(&everywhere)?, &args),
        Some(Command::Add(args)) => add::run(&Session::open(&everywhere)?, &args),
        Some(Command::Fill(args)) => fill::run(&Session::open(&everywhere)?, &args),
        Some(Command::List(args)) => list::run(&Session::open(&everywhere)?, args.what),
        Some(Command::Show(args)) => show::run(&Session::open(&everywhere)?, &args.what),
        Some(Command::Coverage(args)) => coverage::run(&Session::open(&everywhere)?, &args.record),
        Some(Command::Board(args)) => board::run(&Session::open(&everywhere)?, &args),
        Some(Command::Check(args)) => check::run(&args.files, everywhere.json),
        Some(Command::Summary(args)) => summary::run(&Session::open(&everywhere)?, &args),
        Some(Command::Merge(args)) => merge::run(&Session::open(&everywhere)?, &args.folders),
        Some(Command::Verify(args)) => verify::run(&Session::open(&everywhere)?, args.forget),
        Some(Command::Redact(args)) => redact::run(&Session::open(&everywhere)?, &args),
        Some(Command::Purge(args)) => purge::run(&Session::open(&everywhere)?, &args),
        Some(Command::Report(args)) => report::run(&Session::open(&everywhere)?, &args),
        Some(Command::Feedback(args)) => feedback::run(&Session::open(&everywhere)?, &args),
        Some(Command::Replies(args)) => replies::run(&Session::open(&everywhere)?, &args),
        Some(Command::Compare(args)) => compare::run(&Session::open(&everywhere)?, &args),
        Some(Command::Checklists(args)) => checklists::run(&Session::open(&everywhere)?, &args),
        Some(Command::Export(args)) => export::run(&Session::open(&everywhere)?, &args),
        Some(Command::Demo(args)) => demo::run(&everywhere, &args),
        Some(Command::Schema(args)) => docs::schema(args.format),
        Some(Command::Keys(args)) => docs::keys(args.markdown, everywhere.json),
        Some(Command::Completions(args)) => docs::completions(args.shell),
        Some(Command::Man) => docs::man(),
        Some(Command::ReadPdf) => pdf::run(),
    }
}
