//! `appraise add`: documents into the workspace.

use super::session::{Session, print, print_json, say};
use super::{AddArgs, Status, version};

/// Adds each file; one that fails does not keep the others out.
///
/// # Errors
/// When a file could not be added; the others are.
pub fn run(session: &Session, args: &AddArgs) -> anyhow::Result<Status> {
    if args.id.is_some() && args.files.len() > 1 {
        say("--id names one record: give one file with it");
        return Ok(Status::Usage);
    }
    if let Some(record) = &args.new_version {
        return version::run(session, args, record);
    }
    let (mut added, mut failed) = (Vec::new(), Vec::new());
    for file in &args.files {
        match session.import(file, args.id.as_deref(), &args.fields) {
            Ok(imported) => {
                imported.warnings.iter().for_each(|warning| say(&format!("{}: {warning}", file.display())));
                added.push(imported.record.id);
            }
            Err(error) => failed.push(error),
        }
    }
    if session.json {
        print_json(&added)?;
    } else {
        added.iter().try_for_each(|id| print(id))?;
    }
    let last = failed.pop();
    failed.iter().for_each(|error| say(&format!("appraise: {error:#}")));
    last.map_or(Ok(Status::Done), Err)
}
