//! `appraise checklists diff`: what changed between two checklists.

use std::path::Path;

use serde_json::json;

use crate::checklists;
use crate::domain::review::Pinned;
use crate::store::read::REVIEW_LIMIT;

use super::super::Status;
use super::super::plain::page::{columns, fitted};
use super::super::session::{Session, input, print, print_json};
use super::compare::compare;
use super::{DiffArgs, among, named};

/// Prints what changed, one line each.
///
/// # Errors
/// When one of the two is not there or has faults.
pub fn run(session: &Session, args: &DiffArgs) -> anyhow::Result<Status> {
    let before = read(&args.before, |id| among(checklists::built_in(), id).or_else(|_| named(session, id)))?;
    let newer = args.after.as_deref().unwrap_or(&before.checklist.id);
    let after = read(newer, |id| named(session, id))?;
    let changes = compare(&before.checklist, &after.checklist);
    if session.json {
        print_json(&json!({ "before": about(&before), "after": about(&after), "changes": changes }))?;
        return Ok(Status::Done);
    }
    let lines: Vec<_> = changes.iter().map(ToString::to_string).collect();
    let text = if lines.is_empty() { "No difference.".to_owned() } else { lines.join("\n") };
    print(&fitted(&text, columns()))?;
    Ok(Status::Done)
}

/// A file when there is one of that name, or when it can only be one; else the checklist with that id.
fn read(what: &str, by_id: impl FnOnce(&str) -> anyhow::Result<Pinned>) -> anyhow::Result<Pinned> {
    let file = Path::new(what);
    let is_named_like_one = what == "-" || file.extension().is_some() || file.components().count() > 1;
    if !file.is_file() && !is_named_like_one {
        return by_id(what);
    }
    let (_, bytes) = input(file, REVIEW_LIMIT)?;
    checklists::parse(&bytes).map_err(|report| anyhow::anyhow!("{what} cannot be used as it is:\n{report}"))
}

fn about(pinned: &Pinned) -> serde_json::Value {
    json!({ "id": pinned.checklist.id, "version": pinned.checklist.version, "sha256": pinned.sha256 })
}
