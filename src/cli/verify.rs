//! `appraise verify`: whether the signed-off reviews are what they were.

use serde_json::{Value, json};

use crate::clock::moment;
use crate::store::{Finding, Verified};
use crate::text::Shown;

use super::Status;
use super::merge::fork_value;
use super::progress::Progress;
use super::session::{Session, print, print_json};

/// Checks the reviews of the workspace, then keeps what was seen; 3 is the status when something is wrong.
///
/// # Errors
/// When the list of what was seen before cannot be read or written.
pub fn run(session: &Session, forget: bool) -> anyhow::Result<Status> {
    let plan = session.store.plan_verify();
    let progress = Progress::new("Checking reviews", plan.files.len());
    let verified = session.store.verify(&plan, moment().at, &|| progress.step());
    drop(progress);
    let verified = verified?;
    if session.json {
        print_json(&as_value(&verified))?;
    } else {
        print(&as_text(&verified))?;
    }
    session.store.remember(&verified, forget)?;
    Ok(if verified.findings.is_empty() { Status::Done } else { Status::Findings })
}

fn as_text(verified: &Verified) -> String {
    let Verified { seen, current, superseded, duplicate, fork, newer, unreadable, ignored, .. } = verified;
    let found = verified.findings.iter().map(|one| line(one, ""));
    let noted = verified.notes.iter().map(|one| line(one, "note: "));
    let sum = format!(
        "files seen {seen} = current {current} + superseded {superseded} + duplicate {duplicate} + fork {fork} \
         + newer {newer} + unreadable {unreadable}"
    );
    let rest = format!("files of other kinds, ignored: {ignored}");
    let last = format!("findings: {}", verified.findings.len());
    found.chain(noted).chain([sum, rest, last]).collect::<Vec<_>>().join("\n")
}

/// A name of a file may hold a line break, which would look like a line of ours.
fn line(finding: &Finding, kind: &str) -> String {
    Shown::line(&format!("{}: {kind}{}", finding.file, finding.message)).to_string()
}

fn as_value(verified: &Verified) -> Value {
    let Verified { seen, current, superseded, duplicate, fork, newer, unreadable, ignored, .. } = verified;
    json!({
        "files": {
            "seen": seen,
            "current": current,
            "superseded": superseded,
            "duplicate": duplicate,
            "fork": fork,
            "newer": newer,
            "unreadable": unreadable,
        },
        "ignored": ignored,
        "findings": verified.findings.iter().map(finding_value).collect::<Vec<_>>(),
        "notes": verified.notes.iter().map(finding_value).collect::<Vec<_>>(),
        "forks": verified.forks.iter().map(fork_value).collect::<Vec<_>>(),
    })
}

fn finding_value(finding: &Finding) -> Value {
    json!({ "file": finding.file, "code": finding.code, "message": finding.message })
}
