//! `appraise purge`: deletes what may no longer be kept, after it was shown.

use anyhow::bail;
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::clock::moment;
use crate::store::{Goes, Purge, Purged, Wanted, What};
use crate::text::Shown;

use super::Status;
use super::session::{Session, print, print_json, say, warn_of};

/// What should go.
#[derive(Debug, Clone, Args)]
#[command(after_help = HELP, group = clap::ArgGroup::new("what").required(true).multiple(true))]
pub struct PurgeArgs {
    /// Documents on which nothing was done on this day or later, with all their reviews
    #[arg(long, value_name = "DATE", group = "what")]
    before: Option<Date>,
    /// Reviews with a text that was taken out, or whose time was over by the word of another workspace
    #[arg(long, group = "what")]
    erased: bool,
    /// Delete them; without it they are only shown
    #[arg(long)]
    delete: bool,
}

const HELP: &str = "\
Without --delete nothing is deleted: what would go is shown. A document goes as a whole, with its record, the reviews of \
all rounds and your own drafts on it, or it stays. The hashes of deleted reviews stay in the workspace, so that no merge \
brings them back. Their figures go with them: write the reports of those years first.

Copies elsewhere are not reached: other members' workspaces and drafts, exports, letters, version history and backups.";

/// Shows what would go, or deletes it.
///
/// # Errors
/// When something could not be deleted.
pub fn run(session: &Session, args: &PurgeArgs) -> anyhow::Result<Status> {
    let wanted = Wanted { before: args.before, erased: args.erased };
    let plan = session.store.plan_purge(wanted);
    warn_of(&plan.left);
    if !args.delete {
        tell(session, &plan, None)?;
        return Ok(Status::Done);
    }
    let by = session.known_reviewer()?.id;
    let purged = session.store.purge(&plan, &by, moment().at)?;
    purged.failed.iter().for_each(|problem| say(Shown::line(&problem.reason).as_str()));
    tell(session, &plan, Some(&purged))?;
    if purged.failed.is_empty() {
        return Ok(Status::Done);
    }
    bail!("{} of {} files could not be deleted: see above, then say it once more", purged.failed.len(), plan.goes.len())
}

fn tell(session: &Session, plan: &Purge, purged: Option<&Purged>) -> anyhow::Result<()> {
    if session.json { print_json(&as_value(session, plan, purged)) } else { print(&as_text(session, plan, purged)) }
}

fn as_text(session: &Session, plan: &Purge, purged: Option<&Purged>) -> String {
    let line = |goes: &Goes| Shown::line(&format!("{}: {}", session.store.told(&goes.path), goes.what)).to_string();
    let stay = plan.stay.map(|stay| format!("documents that stay, because something was done on them since: {stay}"));
    let done = match purged {
        None if plan.goes.is_empty() => "Nothing would be deleted.".to_owned(),
        None => "Nothing was deleted: the same command with --delete does it.".to_owned(),
        Some(purged) => format!("Deleted: {}", purged.gone),
    };
    plan.goes.iter().map(line).chain([sum(plan)]).chain(stay).chain([done]).collect::<Vec<_>>().join("\n")
}

fn sum(plan: &Purge) -> String {
    let count = |what: What| plan.goes.iter().filter(|goes| goes.what == what).count();
    let counts = What::ALL.map(|what| format!("{} {}", what.code(), count(what)));
    format!("files {} = {}", plan.goes.len(), counts.join(" + "))
}

fn as_value(session: &Session, plan: &Purge, purged: Option<&Purged>) -> Value {
    let files =
        plan.goes.iter().map(|goes| json!({ "file": session.store.told(&goes.path), "what": goes.what.code() }));
    json!({
        "files": files.collect::<Vec<_>>(),
        "stay": plan.stay,
        "deleted": purged.map_or(0, |purged| purged.gone),
        "failed": purged.map_or(0, |purged| purged.failed.len()),
    })
}
