//! `appraise coverage`: which questions have words in a document, and which sections were not opened yet.

use serde::Serialize;

use crate::domain::checklist::{Criterion, Profile, Scope};
use crate::domain::coverage::Coverage;
use crate::domain::record::{Record, Section};
use crate::domain::review::Review;
use crate::text::Shown;

use super::Status;
use super::session::{Session, print, print_json};

/// As JSON.
#[derive(Serialize)]
struct Listing<'a> {
    record: &'a str,
    criteria: Vec<Passages<'a>>,
    sections_not_opened: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Passages<'a> {
    criterion: &'a str,
    passages: usize,
}

#[derive(Serialize)]
struct Place<'a> {
    section: &'a str,
    heading: &'a str,
    page: Option<u32>,
}

/// Lists both. Questions are those that the record is asked; sections count as opened by your draft.
///
/// # Errors
/// When there is no such record.
pub fn run(session: &Session, id: &str) -> anyhow::Result<Status> {
    let record = session.store.record(id)?;
    let checklists = session.checklists();
    let draft = my_draft(session, &record);
    let scope = Scope::of(&record, draft.as_ref().map_or(Profile::All, Review::profile));
    let asked = checklists.iter().flat_map(|pinned| pinned.checklist.asked(&scope));
    let opened = draft.iter().flat_map(|review| &review.draft).flat_map(|draft| draft.opened.iter().cloned()).collect();
    let coverage = Coverage::of(&record, asked, &opened);
    if session.json {
        print_json(&listing(id, &coverage))?;
    } else {
        print(&text(&coverage, draft.is_some()))?;
    }
    Ok(Status::Done)
}

fn my_draft(session: &Session, record: &Record) -> Option<Review> {
    let reviewer = session.reviewer().id;
    let mine = |review: &Review| review.record.id == record.id && review.reviewer.id == reviewer;
    session.store.drafts().0.into_iter().map(|found| found.review).find(mine)
}

fn listing<'a>(record: &'a str, coverage: &Coverage<'a>) -> Listing<'a> {
    let criteria = coverage.criteria.iter();
    let place = |section: &&'a Section| Place { section: &section.id, heading: &section.heading, page: section.page };
    Listing {
        record,
        criteria: criteria
            .map(|(criterion, passages)| Passages { criterion: &criterion.id, passages: *passages })
            .collect(),
        sections_not_opened: coverage.unopened.iter().map(place).collect(),
    }
}

fn text(coverage: &Coverage<'_>, has_draft: bool) -> String {
    let mut lines = vec!["Questions, and passages with their words (about the words, not the document):".to_owned()];
    lines.extend(coverage.criteria.iter().map(|(criterion, passages)| question(criterion, *passages)));
    lines.push(String::new());
    match (has_draft, coverage.unopened.is_empty()) {
        (false, _) => lines.push("You have no draft on this document, so no section was opened yet.".to_owned()),
        (true, true) => lines.push("Every section with text was on the screen.".to_owned()),
        (true, false) => lines.push("Sections that were not on the screen:".to_owned()),
    }
    lines.extend(coverage.unopened.iter().filter(|_| has_draft).map(|section| heading(section)));
    lines.join("\n")
}

fn question(criterion: &Criterion, passages: usize) -> String {
    format!("{passages:>5}  {}", Shown::line(criterion.title()))
}

fn heading(section: &Section) -> String {
    let page = section.page.map(|page| format!(" (p. {page})")).unwrap_or_default();
    format!("       {}{page}", Shown::line(&section.heading))
}
