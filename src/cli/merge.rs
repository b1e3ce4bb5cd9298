//! `appraise merge`: the signed-off reviews of other workspaces into this one.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::clock::moment;
use crate::store::walk::slashed;
use crate::store::{Heads, Merged, Problem};
use crate::text::Shown;

use super::Status;
use super::progress::Progress;
use super::session::{Session, print, print_json, say};

/// Merges the folders; 4 is the status when a review has several last revisions then.
///
/// # Errors
/// When a folder cannot be opened, or the workspace cannot be written.
pub fn run(session: &Session, folders: &[PathBuf]) -> anyhow::Result<Status> {
    session.store.sweep();
    let plan = session.store.plan_merge(folders)?;
    let progress = Progress::new("Merging, step", plan.steps());
    let merged = session.store.merge(&plan, moment().at, &|| progress.step());
    drop(progress);
    let merged = merged?;
    merged.problems.iter().for_each(|problem| say_line(&format!("{}: {}", problem.path.display(), problem.reason)));
    merged.forks.iter().for_each(|fork| say_line(&format!("fork: {fork}")));
    if !merged.to_purge.is_empty() {
        let count = merged.to_purge.len();
        say_line(&format!("{count} of your own files may no longer be kept: `appraise purge --erased` shows them"));
    }
    if session.json {
        print_json(&as_value(&merged))?;
    } else {
        print(&as_text(&merged))?;
    }
    Ok(if merged.forks.is_empty() { Status::Done } else { Status::Conflicts })
}

/// A name of a file may hold a line break, which would look like a line of ours.
fn say_line(text: &str) {
    say(Shown::line(text).as_str());
}

fn as_text(merged: &Merged) -> String {
    let Merged { seen, new, already_here, duplicate, erased, newer, unreadable, ignored, .. } = merged;
    let (reviews, checklists, forks) = (merged.reviews.len(), merged.checklists.len(), merged.forks.len());
    let erasures = merged.erasures.len();
    format!(
        "files seen {seen} = new {new} + already here {already_here} + duplicate {duplicate} + erased {erased} \
         + newer {newer} + unreadable {unreadable}\n\
         brought in: reviews {reviews}, checklists {checklists}, notices of what was erased {erasures}\n\
         files of other kinds, ignored: {ignored}\n\
         reviews with several last revisions: {forks}"
    )
}

fn as_value(merged: &Merged) -> Value {
    let Merged { seen, new, already_here, duplicate, erased, newer, unreadable, ignored, .. } = merged;
    json!({
        "files": {
            "seen": seen,
            "new": new,
            "already_here": already_here,
            "duplicate": duplicate,
            "erased": erased,
            "newer": newer,
            "unreadable": unreadable,
        },
        "ignored": ignored,
        "reviews": names(&merged.reviews),
        "checklists": names(&merged.checklists),
        "erasures": names(&merged.erasures),
        "to_purge": names(&merged.to_purge),
        "problems": merged.problems.iter().map(problem_value).collect::<Vec<_>>(),
        "forks": merged.forks.iter().map(fork_value).collect::<Vec<_>>(),
    })
}

/// A fork for other programs.
#[must_use]
pub fn fork_value(fork: &Heads) -> Value {
    json!({ "review": fork.review, "record": fork.record, "files": names(&fork.files) })
}

fn problem_value(problem: &Problem) -> Value {
    json!({ "file": problem.path.to_string_lossy(), "reason": problem.reason })
}

fn names(files: &[PathBuf]) -> Vec<String> {
    files.iter().map(|file| slashed(file)).collect()
}
