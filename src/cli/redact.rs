//! `appraise redact`: takes a text out of a signed-off review that should never have been written down.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use serde_json::{Value, json};

use crate::clock::moment;
use crate::domain::caution::{Allowed, Class, classes};
use crate::domain::redaction::Passage;
use crate::domain::review::Review;
use crate::store::{Redacted, file_stem};

use super::Status;
use super::session::{Session, print, print_json};

/// Of which review, and what.
#[derive(Debug, Clone, Args)]
#[command(after_help = HELP)]
pub struct RedactArgs {
    /// A review id, the beginning of a review's hash, or its file name
    review: String,
    /// The texts, such as "note gbv-safety-audits", "comment 3 finding" or "evidence gbv-safety-audits"; none lists those that
    /// there are
    #[arg(value_name = "FIELD")]
    fields: Vec<Passage>,
}

const HELP: &str = "\
The next revision of the review is signed off with a mark in the place of the text. The revisions that have the text may \
no longer be kept: no merge brings them in any more, `appraise verify` names those that are here, and `appraise purge \
--erased` deletes them. Copies that others have are theirs to delete: the same notice tells them when they merge.";

/// Lists the texts of a review, or takes some out.
///
/// # Errors
/// When there is no such review or text, or the workspace cannot be written.
pub fn run(session: &Session, args: &RedactArgs) -> anyhow::Result<Status> {
    let review = session.store.review(&args.review)?;
    if args.fields.is_empty() {
        list(session, &review)?;
    } else {
        take_out(session, &review, &args.fields)?;
    }
    Ok(Status::Done)
}

fn list(session: &Session, review: &Review) -> anyhow::Result<()> {
    let allowed = session.allowed();
    let texts: Vec<_> = review.passages().iter().map(|(passage, text)| Text::of(passage, text, &allowed)).collect();
    if session.json {
        return print_json(&texts.iter().map(Text::value).collect::<Vec<_>>());
    }
    let width = texts.iter().map(|text| text.field.len()).max().unwrap_or(0);
    let lines = texts.iter().map(|text| text.line(width));
    let head = format!("Texts of {} (their words are not shown):", file_stem(review));
    let last = format!("To take one out: appraise redact {} \"FIELD\"", review.id);
    print(&std::iter::once(head).chain(lines).chain([last]).collect::<Vec<_>>().join("\n"))
}

/// What is told of a text: never its words.
struct Text {
    field: String,
    characters: usize,
    classes: Vec<&'static str>,
}

impl Text {
    fn of(passage: &Passage, text: &str, allowed: &Allowed) -> Self {
        let classes = classes(text, allowed).into_iter().map(Class::label).collect();
        Self { field: passage.to_string(), characters: text.chars().count(), classes }
    }

    fn line(&self, width: usize) -> String {
        let Self { field, characters, classes } = self;
        let found = if classes.is_empty() { String::new() } else { format!("  ! may hold {}", classes.join(", ")) };
        format!("  {field:<width$}  {characters:>5} characters{found}")
    }

    fn value(&self) -> Value {
        let Self { field, characters, classes } = self;
        json!({ "field": field, "characters": characters, "cautions": classes })
    }
}

fn take_out(session: &Session, review: &Review, fields: &[Passage]) -> anyhow::Result<()> {
    if let Some(empty) = fields.iter().find(|field| !field.is_in(review)) {
        bail!("“{empty}” has no text in this review: `appraise redact {}` lists those that have one", review.id);
    }
    let by = session.known_reviewer()?.id;
    let pinned = session.store.checklists_of(review, &session.checklists());
    let redacted = session.store.redact(review, fields, (&by, &pinned), moment().at)?;
    if session.json {
        return print_json(&as_value(session, &redacted));
    }
    print(&as_text(session, &redacted))
}

fn as_text(session: &Session, redacted: &Redacted) -> String {
    let told = |path: &PathBuf| session.store.told(path);
    let new = redacted.signed_off.iter().map(|path| format!("Signed off without it: {}", told(path)));
    let mut lines: Vec<_> = new.chain(["These files still have it:".to_owned()]).collect();
    lines.extend(redacted.holding.iter().map(|path| format!("  {}", told(path))));
    if !redacted.also.is_empty() {
        lines.push("The same text also stands in:".to_owned());
        lines.extend(redacted.also.iter().map(|(path, places)| format!("  {}: {}", told(path), names(places))));
    }
    lines.extend(STEPS.map(str::to_owned));
    lines.join("\n")
}

const STEPS: [&str; 5] = [
    "What is left to do:",
    "  1. `appraise purge --erased` shows the files here, and deletes them with --delete.",
    "  2. Whoever merged or copied them: merge this workspace, then the same command.",
    "  3. Version history, trash and backups of the shared folder: ask who keeps them.",
    "  4. Letters, exports and messages that were made with the text: delete them by hand.",
];

fn names(places: &[Passage]) -> String {
    places.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn as_value(session: &Session, redacted: &Redacted) -> Value {
    let told = |path: &PathBuf| session.store.told(path);
    let also = redacted.also.iter().map(|(path, places)| {
        let places: Vec<_> = places.iter().map(ToString::to_string).collect();
        json!({ "file": told(path), "fields": places })
    });
    json!({
        "signed_off": redacted.signed_off.as_ref().map(told),
        "holding": redacted.holding.iter().map(told).collect::<Vec<_>>(),
        "also": also.collect::<Vec<_>>(),
    })
}
