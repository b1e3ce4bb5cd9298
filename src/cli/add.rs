//! `appraise add`: documents into the workspace.

use std::path::Path;

use crate::import::{self, Limits, Mapping};

use super::many::{self, Added, Asked};
use super::session::{self, Session, Wishes, print, print_json, say};
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
    let mapping = args.mapping.as_deref().map(many::mapping::read).transpose()?;
    let mut all = Added::default();
    let mut failed = Vec::new();
    for file in &args.files {
        match add(session, file, args, mapping.as_ref()) {
            Ok(added) => all.join(added),
            Err(error) => failed.push(error),
        }
    }
    let Added { ids, to_choose, failures } = all;
    failed.extend(failures);
    if !session.json {
        ids.iter().try_for_each(|id| print(id))?;
    } else if !to_choose {
        print_json(&ids)?;
    }
    let last = failed.pop();
    failed.iter().for_each(|error| say(&format!("appraise: {error:#}")));
    last.map_or(Ok(if to_choose { Status::Usage } else { Status::Done }), Err)
}

/// The ids of the records that were added from one file, or are there already.
fn add(session: &Session, file: &Path, args: &AddArgs, mapping: Option<&Mapping>) -> anyhow::Result<Added> {
    let (name, bytes) = session::document(file)?;
    let wishes = Wishes { id: args.id.as_deref(), fields: &args.fields, strict: args.strict };
    let shown = file.display().to_string();
    let found = import::listing(&name, &bytes, mapping, &Limits::USUAL);
    match found.map_err(|error| anyhow::anyhow!("{shown}: {error}"))? {
        Some(listing) => {
            let asked = Asked { name: &name, shown: &shown, select: &args.select, wishes: &wishes };
            many::add(session, &listing, &asked, args.write_mapping.as_deref())
        }
        None => one(session, &name, &bytes, &wishes, &shown),
    }
}

fn one(session: &Session, name: &str, bytes: &[u8], wishes: &Wishes<'_>, shown: &str) -> anyhow::Result<Added> {
    let imported = session.import(name, bytes, wishes)?;
    imported.warnings.iter().for_each(|warning| say(&format!("{shown}: {warning}")));
    Ok(Added { ids: vec![imported.record.id], ..Added::default() })
}
