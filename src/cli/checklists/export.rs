//! `appraise checklists export`: a checklist as a file.

use std::path::Path;

use crate::domain::review::Pinned;
use crate::export::xlsform;
use crate::store::json;

use super::super::Status;
use super::super::file;
use super::super::session::{Session, print_json, say};
use super::{ExportArgs, FileFormat, named};

/// Writes a checklist.
///
/// # Errors
/// When there is no such checklist, or the file is there already or cannot be written.
pub fn run(session: &Session, args: &ExportArgs) -> anyhow::Result<Status> {
    let pinned = named(session, &args.id)?;
    let Some(path) = args.output.as_deref().filter(|path| *path != Path::new("-")) else {
        return to_stdout(&pinned, args.format);
    };
    file::write(path, &bytes(&pinned, args.format)?, args.force)?;
    say(&format!("Written: {}", path.display()));
    if args.format == FileFormat::Json {
        say(&next_step(session, &pinned));
    }
    Ok(Status::Done)
}

fn to_stdout(pinned: &Pinned, format: FileFormat) -> anyhow::Result<Status> {
    if format == FileFormat::Xlsform {
        say("a workbook cannot be shown here: name the file to write with -o, such as -o checklist.xlsx");
        return Ok(Status::Usage);
    }
    print_json(&pinned.checklist)?;
    Ok(Status::Done)
}

fn bytes(pinned: &Pinned, format: FileFormat) -> anyhow::Result<Vec<u8>> {
    match format {
        FileFormat::Json => Ok(json::pretty(&pinned.checklist)),
        FileFormat::Xlsform => xlsform::workbook(&xlsform::form(&pinned.checklist)).map_err(anyhow::Error::msg),
    }
}

/// How the copy becomes the team's checklist.
fn next_step(session: &Session, pinned: &Pinned) -> String {
    let id = &pinned.checklist.id;
    let place = session.store.folders().checklists().join(format!("{id}.json"));
    format!(
        "Change it, raise its version, look for faults with `appraise check`, and put it into {}: your team then uses it \
         instead of the one it came from.",
        place.display()
    )
}
