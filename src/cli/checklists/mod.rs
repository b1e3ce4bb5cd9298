//! `appraise checklists`: the checklists themselves, to read, to copy and to compare.

mod compare;
mod diff;
mod export;
mod show;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Subcommand, ValueEnum};

use crate::domain::kind::Kind;
use crate::domain::review::Pinned;

use super::Status;
use super::session::Session;

/// What to do with checklists.
#[derive(Debug, Clone, Args)]
pub struct ChecklistsArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Clone, Subcommand)]
enum What {
    /// Print a checklist to read it, on the screen or on paper
    Show(ShowArgs),
    /// Write a checklist as a file: to change it, or as a form for Kobo and ODK
    Export(ExportArgs),
    /// Say what changed between two checklists
    Diff(DiffArgs),
}

/// What to print, and how.
#[derive(Debug, Clone, Args)]
struct ShowArgs {
    /// The checklist, such as gbv-mitigation; `appraise list checklists` names them
    id: String,
    /// Only what is asked of this kind of document, in its wording: proposal, concept-note, report, regional-plan,
    /// crisis-response-plan or other
    #[arg(long)]
    kind: Option<Kind>,
    /// Only the sector questions of this sector, as a code or a name; again for more [default: all, with --kind none]
    #[arg(long)]
    sector: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// Lines of at most 100 columns
    Text,
    /// For another editor, or for a page on the web
    Markdown,
    /// The whole checklist file, whatever the kind and the sectors
    Json,
}

/// What to write, and where.
#[derive(Debug, Clone, Args)]
struct ExportArgs {
    /// The checklist, such as gbv-mitigation; `appraise list checklists` names them
    id: String,
    /// Which file to make
    #[arg(long, value_enum, default_value_t = FileFormat::Json)]
    format: FileFormat,
    /// The file to write; only you can read it. JSON goes to standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if there is one
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FileFormat {
    /// The checklist file, to copy and to change
    Json,
    /// A workbook (XLS form) with the same questions, for Kobo and ODK
    Xlsform,
}

/// What to compare.
#[derive(Debug, Clone, Args)]
#[command(after_help = "The exit status is 0 also when they differ.")]
struct DiffArgs {
    /// The older one: a file, or the id of a checklist as it comes with the program
    #[arg(value_name = "A")]
    before: String,
    /// The newer one: a file, or the id of a checklist as your team uses it [default: the team's of the same id]
    #[arg(value_name = "B")]
    after: Option<String>,
}

/// Runs what the arguments say.
///
/// # Errors
/// A sentence for the user.
pub fn run(session: &Session, args: &ChecklistsArgs) -> anyhow::Result<Status> {
    match &args.what {
        What::Show(args) => show::run(session, args),
        What::Export(args) => export::run(session, args),
        What::Diff(args) => diff::run(session, args),
    }
}

/// The checklist that an id means: the team's over the built-in one.
fn named(session: &Session, id: &str) -> anyhow::Result<Pinned> {
    among(session.checklists(), id)
}

fn among(lists: Vec<Pinned>, id: &str) -> anyhow::Result<Pinned> {
    let known = lists.iter().map(|list| list.checklist.id.as_str()).collect::<Vec<_>>().join(", ");
    let found = lists.into_iter().find(|list| list.checklist.id == id);
    found.with_context(|| format!("there is no checklist “{id}”: there are {known}"))
}
