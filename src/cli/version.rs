//! `appraise add FILE --new-version RECORD`: another version of a document that is there.

use crate::domain::lookup::{Lookup, Places};
use crate::domain::record::Record;

use super::session::{Session, print, print_json, say};
use super::{AddArgs, Status};

/// Puts the new version in place and says where the evidence of your draft stands in it.
///
/// # Errors
/// A sentence that names the file or the record.
pub fn run(session: &Session, args: &AddArgs, id: &str) -> anyhow::Result<Status> {
    let [file] = args.files.as_slice() else {
        say("--new-version takes one file: the new version of that record's document");
        return Ok(Status::Usage);
    };
    let was = session.store.record(id)?;
    let mut imported = Session::read(file, args.strict)?;
    imported.warnings.iter().for_each(|warning| say(&format!("{}: {warning}", file.display())));
    if imported.record.sha256() == was.sha256() {
        say(&format!("{}: this version is in the workspace already, as {id}", file.display()));
        return answer(session, id);
    }
    imported.record = was.renewed(imported.record);
    args.fields.apply(&mut imported)?;
    session.store.renew_record(&imported.record)?;
    tell_of_drafts(session, &imported.record);
    answer(session, id)
}

fn answer(session: &Session, id: &str) -> anyhow::Result<Status> {
    let said = if session.json { print_json(&[id]) } else { print(id) };
    said.map(|()| Status::Done)
}

/// The drafts themselves follow when they are opened: another window may have them.
fn tell_of_drafts(session: &Session, record: &Record) {
    let places = Places::of(record);
    for found in session.store.drafts().0.into_iter().filter(|found| found.review.record.id == record.id) {
        let mut lookup = Lookup::default();
        let evidence = found.review.answers.values().flat_map(|answer| &answer.evidence);
        evidence.for_each(|place| lookup.count(places.look_up(place).0));
        say(&format!("Draft of round {} by {}: {}.", found.review.round, found.review.reviewer.id, lookup.sentence()));
    }
}
