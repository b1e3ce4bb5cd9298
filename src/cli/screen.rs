//! The full screen, or the plain review where there is none.

use std::io::{IsTerminal as _, stdout};
use std::path::Path;

use anyhow::bail;

use crate::app::App;
use crate::clock::moment;
use crate::domain::record::is_slug;
use crate::import::Imported;
use crate::tui;

use super::session::{Session, say};
use super::{FieldArgs, ReviewArgs, Status, plain};

/// Opens the library, a document or a record.
///
/// # Errors
/// A sentence for the user.
pub fn run(session: &Session, args: &ReviewArgs) -> anyhow::Result<Status> {
    let Some(what) = &args.what else { return library(session, args) };
    let Imported { record, warnings, guessed } = find(session, what)?;
    if args.plain || !can_draw() {
        warnings.iter().for_each(|warning| say(warning));
        return plain::run(session, &record.id, args.profile(), args.round);
    }
    let mut app = App::new(session.setup(args.profile(), args.round), moment());
    app.named(record, guessed, &warnings);
    tui::run(app, session.store.clone())?;
    Ok(Status::Done)
}

/// A file is imported; anything else is the id of a record.
fn find(session: &Session, what: &str) -> anyhow::Result<Imported> {
    if Path::new(what).is_file() || what == "-" {
        return session.import(Path::new(what), None, &FieldArgs::default());
    }
    if !is_slug(what) {
        bail!(
            "there is no file “{what}”, and it is not the id of a record: `appraise list records` shows what is there"
        );
    }
    Ok(Imported { record: session.store.record(what)?, warnings: Vec::new(), guessed: Vec::new() })
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
