//! `appraise list`: what is in the workspace, one line each.

use std::io::{self, Write as _};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::checklists;
use crate::domain::brief::{Lexicon, RecordBrief, ReviewBrief};
use crate::domain::lineage::Standing;
use crate::domain::record::Record;
use crate::domain::review::{Pinned, Review};
use crate::domain::tally::Tally;
use crate::store::{Reading, brief_stem};
use crate::text::{Shown, truncate, width};

use super::plain::page::columns;
use super::session::{Session, print_json, say, warn_of};
use super::{Listed, Status};

/// Room that the last column keeps on a narrow terminal.
const LEAST: usize = 12;

/// Lists a part of the workspace; files that cannot be read are named on stderr.
///
/// # Errors
/// As the system reports them.
pub fn run(session: &Session, what: Listed) -> anyhow::Result<Status> {
    match what {
        Listed::Records => records(session),
        Listed::Drafts => drafts(session),
        Listed::Reviews => reviews(session),
        Listed::Checklists => lists(session),
    }
}

fn records(session: &Session) -> anyhow::Result<Status> {
    if session.json {
        let (records, problems) = session.store.records();
        warn_of(&problems);
        return as_json(records.iter().map(|record| record_value(session, record)));
    }
    let (records, problems) = session.store.record_briefs(Reading::default());
    warn_of(&problems);
    let row = |record: &RecordBrief| {
        let due = record.due.map(|day| day.to_string()).unwrap_or_default();
        let kind = record.kind.label().to_owned();
        vec![record.id.to_string(), kind, record.countries.join(", "), due, record.title.to_string()]
    };
    let none = "There is no record in this workspace yet: `appraise add FILE` adds one";
    as_text(&["record", "kind", "countries", "due", "title"], &records.iter().map(row).collect::<Vec<_>>(), none)
}

fn drafts(session: &Session) -> anyhow::Result<Status> {
    let (drafts, problems) = session.store.drafts();
    warn_of(&problems);
    drafts.iter().filter_map(|found| found.recovered.as_ref()).for_each(|note| say(note));
    if session.json {
        return as_json(drafts.iter().map(|found| draft_value(&found.review)));
    }
    let none = "You have no draft in this workspace: `appraise review FILE` starts one";
    let rows: Vec<_> = drafts.iter().map(|found| draft_row(&found.review)).collect();
    as_text(&["record", "round", "answered", "asked", "saved", "title"], &rows, none)
}

fn reviews(session: &Session) -> anyhow::Result<Status> {
    let counted = session.store.census(Reading::default());
    warn_of(&counted.problems);
    let lexicon = &counted.census.briefs.lexicon;
    if session.json {
        return as_json(counted.census.all().map(|review| review_value(review, lexicon)));
    }
    let none = "No review is signed off in this workspace yet";
    let head = ["review", "signed off", "standing", "outcome", "title"];
    as_text(&head, &counted.census.all().map(|review| review_row(review, lexicon)).collect::<Vec<_>>(), none)
}

fn lists(session: &Session) -> anyhow::Result<Status> {
    let built_in = checklists::built_in();
    let ours = |pinned: &Pinned| built_in.iter().any(|own| own.sha256 == pinned.sha256);
    let all = session.checklists();
    if session.json {
        return as_json(all.iter().map(|pinned| checklist_value(pinned, ours(pinned))));
    }
    let rows: Vec<_> = all.iter().map(|pinned| checklist_row(pinned, ours(pinned))).collect();
    as_text(&["checklist", "version", "questions", "core", "from", "sha256", "title"], &rows, "There is no checklist")
}

/// The data without the text, which `appraise show` prints; the number of sections says whether there is any.
fn record_value(session: &Session, record: &Record) -> Value {
    let mut value = json!(record);
    let sections = session.store.record(&record.id).ok().map(|whole| whole.sections.len());
    if let Some(members) = value.as_object_mut() {
        members.insert("sections".to_owned(), json!(sections));
    }
    value
}

fn draft_value(review: &Review) -> Value {
    let tally = Tally::all(review);
    json!({
        "id": review.id,
        "record": review.record.id,
        "title": review.record.title,
        "round": review.round,
        "revision": review.revision,
        "answered": tally.answered(),
        "asked": tally.asked,
        "saved_at": saved_at(review),
    })
}

fn draft_row(review: &Review) -> Vec<String> {
    let tally = Tally::all(review);
    vec![
        review.record.id.clone(),
        review.round.to_string(),
        tally.answered().to_string(),
        tally.asked.to_string(),
        saved_at(review).map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default(),
        review.record.title.clone(),
    ]
}

fn saved_at(review: &Review) -> Option<Timestamp> {
    review.draft.as_ref().and_then(|draft| draft.saved_at)
}

fn review_value((review, standing): (ReviewBrief, Standing), lexicon: &Lexicon) -> Value {
    json!({
        "id": review.id.to_string(),
        "revision": review.revision,
        "record": review.record(),
        "kind": review.kind,
        "title": review.title(),
        "countries": lexicon.texts(review.countries()).collect::<Vec<_>>(),
        "round": review.round,
        "reviewer": lexicon.text(review.reviewer),
        "outcome": review.outcome,
        "signed_off": Timestamp::from_second(review.signed_off).unwrap_or_default(),
        "content_sha256": review.hash.to_string(),
        "file": brief_stem(review, lexicon),
        "standing": standing.code(),
    })
}

/// The name of the file says the record, the round, the reviewer and the revision.
fn review_row((review, standing): (ReviewBrief, Standing), lexicon: &Lexicon) -> Vec<String> {
    vec![
        brief_stem(review, lexicon),
        review.day().to_string(),
        standing.code().to_owned(),
        review.outcome.label_for(review.kind).to_owned(),
        review.title().to_owned(),
    ]
}

fn checklist_value(pinned: &Pinned, built_in: bool) -> Value {
    let checklist = &pinned.checklist;
    json!({
        "id": checklist.id,
        "version": checklist.version,
        "title": checklist.title,
        "sha256": pinned.sha256,
        "criteria": checklist.criteria.len(),
        "core": core(pinned),
        "built_in": built_in,
    })
}

fn checklist_row(pinned: &Pinned, built_in: bool) -> Vec<String> {
    let checklist = &pinned.checklist;
    vec![
        checklist.id.clone(),
        checklist.version.clone(),
        checklist.criteria.len().to_string(),
        core(pinned).to_string(),
        if built_in { "built in" } else { "team" }.to_owned(),
        pinned.sha256.chars().take(8).collect(),
        checklist.title.clone(),
    ]
}

fn core(pinned: &Pinned) -> usize {
    pinned.checklist.criteria.iter().filter(|criterion| criterion.core).count()
}

fn as_json(values: impl Iterator<Item = Value>) -> anyhow::Result<Status> {
    print_json(&values.collect::<Vec<_>>())?;
    Ok(Status::Done)
}

fn as_text(head: &[&str], rows: &[Vec<String>], none: &str) -> anyhow::Result<Status> {
    if rows.is_empty() {
        say(none);
    }
    let head: Vec<_> = head.iter().map(|&word| word.to_owned()).collect();
    let rows: Vec<_> = [head].iter().chain(rows).map(|row| cleaned(row)).collect();
    write(&columns().map_or_else(|| tabbed(&rows), |cells| aligned(&rows, usize::from(cells))))?;
    Ok(Status::Done)
}

fn cleaned(row: &[String]) -> Vec<String> {
    row.iter().map(|cell| Shown::line(cell).to_string()).collect()
}

/// For other programs: nothing is cut, one tab between cells. A cell holds none, because it was cleaned.
fn tabbed(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join("\t") + "\n").collect()
}

/// For people: columns below each other; only the last one is cut, so that every id can be copied whole.
fn aligned(rows: &[Vec<String>], cells: usize) -> String {
    let widths = widths(rows);
    let before: usize = widths.iter().rev().skip(1).map(|width| width + 2).sum();
    let room = cells.saturating_sub(before).max(LEAST);
    rows.iter().map(|row| line(row, &widths, room)).collect()
}

fn line(row: &[String], widths: &[usize], room: usize) -> String {
    let Some((last, others)) = row.split_last() else { return String::new() };
    let padded = others.iter().zip(widths).map(|(cell, cells)| {
        let fill = cells.saturating_sub(width(cell)) + 2;
        format!("{cell}{}", " ".repeat(fill))
    });
    let start: String = padded.collect();
    format!("{start}{}\n", truncate(last, room))
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let mut widths = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    widths
}

/// Not through `print`, which turns tabs into blanks. A reader that stops early, such as `head`, is no error.
fn write(text: &str) -> io::Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<String>> {
        let row = |cells: [&str; 3]| cleaned(&cells.map(str::to_owned));
        vec![
            row(["id", "kind", "title"]),
            row(["a-plan", "Plan", "One\ttwo\nthree four five"]),
            row(["b", "日本", "x"]),
        ]
    }

    #[test]
    fn columns_stand_below_each_other_and_only_the_last_is_cut() {
        let expected = "id      kind  title\na-plan  Plan  One two thr…\nb       日本  x\n";
        assert_eq!(aligned(&rows(), 10), expected);
        assert!(aligned(&rows(), 80).contains("One two three four five\n"));
    }

    #[test]
    fn another_program_gets_one_tab_between_cells_and_one_line_a_row() {
        assert_eq!(tabbed(&rows()), "id\tkind\ttitle\na-plan\tPlan\tOne two three four five\nb\t日本\tx\n");
    }
}
