//! The full screen, or the plain review where there is none.

use std::io::{IsTerminal as _, stdout};
use std::path::Path;

use crate::app::App;
use crate::clock::moment;
use crate::tui;

use super::session::{Session, say};
use super::{FieldArgs, ReviewArgs, Status, plain};

/// Opens the library, a document or a record.
///
/// # Errors
/// A sentence for the user.
pub fn run(session: &Session, args: &ReviewArgs) -> anyhow::Result<Status> {
    let Some(what) = &args.what else { return library(session, args) };
    let file = Path::new(what);
    let imported =
        if file.is_file() || what == "-" { Some(session.import(file, None, &FieldArgs::default())?) } else { None };
    let id = imported.as_ref().map_or(what.clone(), |imported| imported.record.id.clone());
    let record = session.store.record(&id)?;
    if args.plain || !can_draw() {
        imported.iter().flat_map(|imported| &imported.warnings).for_each(|warning| say(warning));
        return plain::run(session, &id, args.profile(), args.round);
    }
    let mut app = App::new(session.setup(args.profile(), args.round), moment());
    let guessed = imported.as_ref().map(|imported| imported.guessed.clone()).unwrap_or_default();
    let warnings = imported.map(|imported| imported.warnings).unwrap_or_default();
    app.named(record.id, guessed, &warnings);
    tui::run(app, session.store.clone())?;
    Ok(Status::Done)
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
fn can_draw() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    stdout().is_terminal() && (cfg!(windows) || !matches!(term.as_str(), "" | "dumb"))
}
