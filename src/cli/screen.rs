//! The full screen, or the plain review where there is none.

use std::io::{IsTerminal as _, stdout};
use std::path::Path;

use anyhow::bail;

use crate::app::App;
use crate::clock::moment;
use crate::domain::record::is_slug;
use crate::import::{self, Imported, Limits};
use crate::tui;

use super::many::{self, Asked};
use super::session::{self, Session, Wishes, say};
use super::{FieldArgs, ReviewArgs, Status, plain};

/// Opens the library, a document or a record.
///
/// # Errors
/// A sentence for the user.
pub fn run(session: &Session, args: &ReviewArgs) -> anyhow::Result<Status> {
    let Some(what) = &args.what else { return library(session, args) };
    let Some(Imported { record, warnings, guessed }) = find(session, what, args)? else { return Ok(Status::Usage) };
    if args.plain || !can_draw() {
        warnings.iter().for_each(|warning| say(warning));
        return plain::run(session, &record.id, args.profile(), args.round);
    }
    let mut app = App::new(session.setup(args.profile(), args.round), moment());
    app.named(record, guessed, &warnings);
    tui::run(app, session.store.clone())?;
    Ok(Status::Done)
}

/// A file is imported; anything else is the id of a record. `None` when one of many is still to be chosen.
fn find(session: &Session, what: &str, args: &ReviewArgs) -> anyhow::Result<Option<Imported>> {
    let path = Path::new(what);
    if path.is_file() || what == "-" {
        return import(session, path, args);
    }
    if !is_slug(what) {
        bail!(
            "there is no file “{what}”, and it is not the id of a record: `appraise list records` shows what is there"
        );
    }
    Ok(Some(Imported { record: session.store.record(what)?, warnings: Vec::new(), guessed: Vec::new() }))
}

fn import(session: &Session, path: &Path, args: &ReviewArgs) -> anyhow::Result<Option<Imported>> {
    let (name, bytes) = session::document(path)?;
    let wishes = Wishes { id: None, fields: &FieldArgs::default(), strict: args.strict };
    let shown = path.display().to_string();
    let found = import::listing(&name, &bytes, None, &Limits::USUAL);
    match found.map_err(|error| anyhow::anyhow!("{shown}: {error}"))? {
        Some(listing) => {
            let select = args.select.as_slice();
            many::pick(session, &listing, &Asked { name: &name, shown: &shown, select, wishes: &wishes })
        }
        None => session.import(&name, &bytes, &wishes).map(Some),
    }
}

/// Opens the library.
///
/// # Errors
/// A sentence for the user.
fn library(session: &Session, args: &ReviewArgs) -> anyhow::Result<Status> {
    if args.plain || !can_draw() {
        say("The library needs a full screen. Name a document, such as: appraise review FILE --plain");
        say("or list what is there: appraise list records");
        return Ok(Status::Usage);
    }
    let app = App::new(session.setup(args.profile(), args.round), moment());
    tui::run(app, session.store.clone())?;
    Ok(Status::Done)
}

/// Whether there is a terminal that can show a full screen.
pub(super) fn can_draw() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    stdout().is_terminal() && (cfg!(windows) || !matches!(term.as_str(), "" | "dumb"))
}
