//! `appraise fill`: answers as JSON Lines, each on the disk before the next is read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::clock::moment;
use crate::domain::caution::{Allowed, FalseAlarm, Level, classes, texts};
use crate::domain::checklist::Profile;
use crate::domain::fill::Entry;
use crate::domain::outcome::suggest;
use crate::domain::record::Record;
use crate::domain::review::{Pinned, Review};
use crate::domain::sign_off::findings;
use crate::store::{Draft, StoreError};

use super::session::{Session, Work, print, say};
use super::{FillArgs, Status};

/// A line of answers is short; anything longer is not one.
const LINE_LIMIT: u64 = 256 << 10;

/// Fills a draft line by line, and signs it off when asked to.
///
/// # Errors
/// At the first line that does not fit; what came before it is on the disk.
pub fn run(session: &Session, args: &FillArgs) -> anyhow::Result<Status> {
    let profile = if args.core { Profile::Core } else { Profile::All };
    let Work { record, mut review, checklists, draft } = session.work_on(&args.record, profile, args.round)?;
    let Some(mut draft) = draft else { bail!(StoreError::InUse) };
    let allowed = session.allowed();
    let mut lines = BufReader::new(open(&args.answers)?);
    let mut n = 0;
    while let Some(line) = next_line(&mut lines)? {
        n += 1;
        if !line.trim().is_empty() {
            let before = review.clone();
            apply(&line, &record, &mut review).with_context(|| format!("{}: line {n}", args.answers.display()))?;
            review.drop_stale_overrides(&before);
            keep(&mut draft, &review)?;
            caution(n, &before, &review, &allowed);
        }
        if args.ack {
            acknowledge(n)?;
        }
    }
    if args.allow_cautions {
        review.override_all(FalseAlarm::Script, &allowed);
    }
    keep(&mut draft, &review)?;
    if args.sign_off { sign_off(session, draft, review, &checklists, &allowed) } else { told(&review) }
}

/// A version from outside is safe under another name, so ours can go in its place: what it replaced was acknowledged.
fn keep(draft: &mut Draft, review: &Review) -> Result<(), StoreError> {
    let result = draft.save(review);
    if let Err(error @ StoreError::Changed(_)) = &result {
        say(&error.to_string());
        return draft.save(review);
    }
    result
}

fn told(review: &Review) -> anyhow::Result<Status> {
    say(&format!("the draft is saved; go on with: appraise {}", review.record.id));
    Ok(Status::Done)
}

fn apply(line: &str, record: &Record, review: &mut Review) -> anyhow::Result<()> {
    let at = moment().at;
    Entry::read(line).and_then(|entry| entry.apply(review, record, at)).map_err(anyhow::Error::msg)?;
    if let Some(state) = &mut review.draft {
        state.saved_at = Some(at);
    }
    Ok(())
}

/// Says what should not stand in the texts of a line; what is stored stays stored.
fn caution(n: u64, before: &Review, review: &Review, allowed: &Allowed) {
    for (field, text) in texts(review) {
        if field.text(before).as_ref() == Some(&text) {
            continue;
        }
        for class in classes(&text, allowed) {
            say(&format!("line {n}: {field}: {}: {}", class.code(), class.sentence()));
        }
    }
}

fn refuse_cautions(review: &Review, allowed: &Allowed) -> anyhow::Result<()> {
    for (field, _) in texts(review) {
        if let Some(class) = review.cautions(&field, Level::Stop, allowed).first() {
            bail!("not signed off: {field}: {}: {} --allow-cautions keeps it", class.code(), class.advice());
        }
    }
    Ok(())
}

fn sign_off(
    session: &Session,
    draft: Draft,
    mut review: Review,
    checklists: &[Pinned],
    allowed: &Allowed,
) -> anyhow::Result<Status> {
    refuse_cautions(&review, allowed)?;
    if let Some(finding) = findings(&review, checklists, allowed).into_iter().find(|finding| finding.what.stops()) {
        bail!("not signed off: {}", finding.text);
    }
    let Some(code) = review.outcome.code else {
        bail!("not signed off: a last line names the outcome, such as {{\"outcome\": \"endorsed\"}}");
    };
    review.outcome.suggested = suggest(&review, checklists).outcome;
    if review.outcome.suggested.is_some_and(|suggested| suggested != code) && review.outcome.reason.is_none() {
        bail!("not signed off: the outcome differs from the suggestion; give a \"reason\" with it");
    }
    let (_, path) = session.store.sign_off(&review, checklists, moment().at)?;
    draft.remove();
    print(&path.display().to_string())?;
    Ok(Status::Done)
}

fn open(path: &Path) -> anyhow::Result<Box<dyn Read>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(path)
        .map_err(|error| anyhow::anyhow!("{} could not be read: {}", path.display(), crate::store::plain(&error)))?;
    Ok(Box::new(file))
}

fn next_line(lines: &mut impl BufRead) -> anyhow::Result<Option<String>> {
    let mut line = Vec::new();
    let read = lines.take(LINE_LIMIT).read_until(b'\n', &mut line)?;
    if read as u64 == LINE_LIMIT {
        bail!("a line is longer than 256 KiB: it cannot be an answer");
    }
    let text = String::from_utf8(line).context("the answers are not UTF-8 text")?;
    Ok((read > 0).then_some(text))
}

/// Only after the save returned: whoever reads it may rely on it.
fn acknowledge(n: u64) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "ACK {n}")?;
    out.flush()?;
    Ok(())
}
