//! `appraise demo`: invented sample documents and reviews to look around with.

mod many;

use std::path::Path;

use anyhow::{Context as _, bail};
use directories::ProjectDirs;
use jiff::Timestamp;

use crate::clock::moment;
use crate::demo::{DOCUMENTS, Document};
use crate::domain::checklist::Profile;
use crate::domain::fill::Entry;
use crate::domain::outcome::suggest;
use crate::domain::record::Record;
use crate::domain::review::{Pinned, Review, Reviewer, Start};
use crate::import;
use crate::store::{Folders, Settings, Store, StoreError};

use super::session::{Session, print, say};
use super::{DemoArgs, Everywhere, ReviewArgs, Status, screen};

/// Opens the samples; with a folder, writes them there instead.
///
/// # Errors
/// When the folder is taken or cannot be written.
pub fn run(everywhere: &Everywhere, args: &DemoArgs) -> anyhow::Result<Status> {
    match (&args.dir, args.documents) {
        (Some(dir), Some(documents)) => many::write(&fresh(dir)?, dir, args.seed.unwrap_or(1), documents),
        (Some(dir), None) => write(dir),
        (None, _) => look_around(everywhere),
    }
}

/// The samples stay where they are, so that a review begun there can be gone on with.
fn look_around(everywhere: &Everywhere) -> anyhow::Result<Status> {
    let dirs = ProjectDirs::from("org", "appraise", "appraise").ok_or(StoreError::NoHome)?;
    let folders = Folders::below(&dirs.data_local_dir().join("demo"));
    let session = Session::on(folders.clone(), everywhere);
    if !folders.records().exists() {
        fill(&session.store)?;
        // A newcomer is not asked for initials; the settings of real reviews are elsewhere.
        let reviewer = Reviewer { id: "me".to_owned(), name: None, role: None };
        session.store.save_settings(&Settings { reviewer: Some(reviewer) })?;
    }
    say(&format!("The samples are in {}; delete the folder to start afresh.", folders.workspace.display()));
    screen::run(&session, &ReviewArgs::default())
}

/// A store on a folder of which nothing is there yet.
fn fresh(dir: &Path) -> anyhow::Result<Store> {
    if dir.exists() && dir.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("{} is not empty: name a new folder", dir.display());
    }
    let usual = Folders::usual(Some(dir.to_owned())).ok_or(StoreError::NoHome)?;
    Ok(Store::new(usual))
}

fn write(dir: &Path) -> anyhow::Result<Status> {
    fill(&fresh(dir)?)?;
    print(&format!("Written. Open it with: appraise --workspace {}", dir.display()))?;
    Ok(Status::Done)
}

/// Writes the samples into a store: by the same ways as documents and answers of people.
///
/// # Errors
/// When the disk refuses.
pub fn fill(store: &Store) -> anyhow::Result<()> {
    let (checklists, _) = store.checklists();
    for document in &DOCUMENTS {
        let imported = import::import(document.name, document.text.as_bytes());
        let record = imported.with_context(|| document.name.to_owned())?.record;
        store.add_record(&record)?;
        if let Some(answers) = document.answers {
            let review = reviewed(&record, &checklists, document, answers)?;
            store.sign_off(&review, &checklists, time(document.signed_off)?)?;
        }
    }
    Ok(())
}

fn reviewed(record: &Record, checklists: &[Pinned], document: &Document, answers: &str) -> anyhow::Result<Review> {
    let at = time(document.signed_off)?;
    let profile = Profile::All.usual(record.kind);
    let reviewer = Reviewer { id: "demo".to_owned(), name: Some("Sample reviewer".to_owned()), role: None };
    let id = moment().fresh_id;
    let start = Start { id, at, round: 1, previous: None, reviewer, workspace: String::new(), profile };
    let mut review = Review::new(record, checklists, start);
    for (n, line) in answers.lines().enumerate() {
        let entry = Entry::read(line).and_then(|entry| entry.apply(&mut review, record, at));
        entry.map_err(anyhow::Error::msg).with_context(|| format!("{}: line {}", document.name, n + 1))?;
    }
    review.outcome.suggested = suggest(&review, checklists).outcome;
    Ok(review)
}

fn time(text: &str) -> anyhow::Result<Timestamp> {
    text.parse().with_context(|| text.to_owned())
}
