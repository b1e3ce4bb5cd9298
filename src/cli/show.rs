//! `appraise show`: a record or a review, to read.

use anyhow::bail;
use jiff::Timestamp;

use crate::app::mark;
use crate::domain::answer::Answer;
use crate::domain::brief::{Lexicon, ReviewBrief};
use crate::domain::checklist::{Checklist, Criterion};
use crate::domain::comment::{Comment, CommentClass, CommentState};
use crate::domain::field::FIELDS;
use crate::domain::lineage::Standing;
use crate::domain::record::{Record, Section};
use crate::domain::review::{ChecklistUse, Pinned, Review};
use crate::domain::tally::Tally;
use crate::domain::vocabulary::List;
use crate::store::{Reading, StoreError, brief_stem};
use crate::text::Shown;

use super::Status;
use super::plain::page::{columns, fitted};
use super::session::{Session, print, print_json, say, warn_of};

/// What follows a record or review id to mean the draft.
const DRAFT: &str = ".draft";

/// Shows what a name means: a record, else a signed-off review, else one of the user's drafts.
///
/// # Errors
/// When nothing has that name, or it cannot be read.
pub fn run(session: &Session, what: &str) -> anyhow::Result<Status> {
    match session.store.record(what) {
        Ok(record) => show_record(session, &record)?,
        Err(StoreError::NoRecord(_)) => show_review(session, &review(session, what)?)?,
        Err(error) => return Err(error.into()),
    }
    Ok(Status::Done)
}

/// An amendment under way has the id of the review that it amends: the ending says which is meant.
///
/// # Errors
/// When nothing has that name, or it cannot be read.
pub(super) fn review(session: &Session, what: &str) -> anyhow::Result<Review> {
    if let Some(name) = what.strip_suffix(DRAFT) {
        return draft(session, name)
            .ok_or_else(|| anyhow::anyhow!("you have no draft “{name}”: see `appraise list drafts`"));
    }
    match session.store.review(what) {
        Err(StoreError::NoReview(_)) => {}
        Ok(review) if session.is_blind(&review.record.id, review.round, &review.reviewer.id) => bail!(
            "this is the review of the other reviewer of round {}: it can be read when yours is signed off",
            review.round
        ),
        result => return Ok(result?),
    }
    if let Some(found) = draft(session, what) {
        return Ok(found);
    }
    warn_of(&session.store.census(Reading::default()).problems);
    let lists = "`appraise list records`, `list reviews` and `list drafts` show what is there";
    bail!("there is no record, review or draft “{what}” in this workspace: {lists}")
}

fn draft(session: &Session, name: &str) -> Option<Review> {
    let (drafts, problems) = session.store.drafts();
    warn_of(&problems);
    let meant = |review: &Review| review.id == name || review.record.id == name;
    let found = drafts.into_iter().find(|found| meant(&found.review))?;
    found.recovered.iter().for_each(|note| say(note));
    Some(found.review)
}

fn show_record(session: &Session, record: &Record) -> anyhow::Result<()> {
    if session.json {
        return print_json(record);
    }
    let mut page = Page::default();
    page.record(record);
    let counted = session.store.census(Reading::default());
    let (drafts, faulty) = session.store.drafts();
    warn_of(&counted.problems);
    warn_of(&faulty);
    let reviews = counted.census.all().filter(|(review, _)| review.record() == record.id);
    let reviews = reviews.map(|review| signed_line(review, &counted.census.briefs.lexicon));
    let drafts = drafts.iter().filter(|found| found.review.record.id == record.id);
    let lines: Vec<_> = reviews.chain(drafts.map(|found| draft_line(&found.review))).collect();
    page.list("Reviews", &lines);
    print(&fitted(page.0.trim_end(), columns()))
}

fn show_review(session: &Session, review: &Review) -> anyhow::Result<()> {
    if session.json {
        return print_json(review);
    }
    let lists = session.store.checklists_of(review, &session.checklists());
    print(&fitted(review_page(review, &lists, &state(session, review)).0.trim_end(), columns()))
}

fn signed_line((review, standing): (ReviewBrief, Standing), lexicon: &Lexicon) -> String {
    let (by, outcome) = (lexicon.text(review.reviewer), review.outcome.label_for(review.kind));
    let standing = if standing == Standing::Current { String::new() } else { format!(", {}", standing.code()) };
    let name = brief_stem(review, lexicon);
    format!("Round {}, {by}, {}: {outcome} ({name}{standing})", review.round, review.day())
}

fn draft_line(review: &Review) -> String {
    let tally = Tally::all(review);
    let done = format!("{} of {} answered", tally.answered(), tally.asked);
    format!("Round {}, your draft: {done} ({}{DRAFT})", review.round, review.record.id)
}

fn review_page(review: &Review, lists: &[Pinned], state: &str) -> Page {
    let mut page = Page::default();
    page.head(review, state);
    page.outcome(review);
    page.counts(review, lists);
    page.long("Overall note", review.outcome.summary.as_deref().unwrap_or_default());
    page.list("Strengths", &review.outcome.strengths);
    let (required, others): (Vec<_>, Vec<_>) =
        review.comments.iter().partition(|comment| comment.class == CommentClass::Required);
    page.comments("Required changes", &required, lists);
    page.comments("Other comments", &others, lists);
    page.harm(review, lists);
    for used in &review.checklists {
        page.answers(review, used, lists);
    }
    page
}

/// The text so far.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(Shown::line(text).as_str());
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.0.push('\n');
        self.line(text);
    }

    fn pair(&mut self, label: &str, value: &str) {
        let value = if value.is_empty() { "–" } else { value };
        self.line(&format!("{label:<18}{value}"));
    }

    /// Many lines from outside: each is set in, so that none can look like a line of ours.
    fn set_in(&mut self, label: &str, text: &str) {
        for (index, line) in text.lines().enumerate() {
            self.line(&format!("      {}{line}", if index == 0 { label } else { "" }));
        }
    }

    fn long(&mut self, heading: &str, text: &str) {
        if !text.trim().is_empty() {
            self.heading(heading);
            self.set_in("", text);
        }
    }

    fn list(&mut self, heading: &str, items: &[String]) {
        if !items.is_empty() {
            self.heading(heading);
            for item in items {
                self.line(&format!("  • {item}"));
            }
        }
    }

    fn record(&mut self, record: &Record) {
        self.pair("Record", &record.id);
        for field in FIELDS {
            self.pair(field.label, &field.words(record));
        }
        let source = record.source.as_ref().map(|source| format!("{} ({})", source.file, source.format));
        self.pair("Made from", &source.unwrap_or_default());
        let none = record.sections.is_empty();
        self.heading(if none { "The text of the document is not in the record" } else { "Outline" });
        record.sections.iter().for_each(|section| self.line(&outline_line(section)));
    }

    fn head(&mut self, review: &Review, state: &str) {
        let record = &review.record;
        self.line(&format!("Review of “{}”", record.title));
        self.pair("Record", &format!("{}, {}", record.id, record.kind.label()));
        self.pair("Countries", &record.countries.join(", "));
        self.pair("Round", &review.round.to_string());
        self.pair("Revision", &revision(review));
        self.pair("Reviewer", &review.reviewer.name.clone().unwrap_or_else(|| review.reviewer.id.clone()));
        self.pair("Role", review.role.label());
        self.dates(review);
        self.pair("State", state);
        for marker in &record.markers {
            let reading = marker.reading.as_deref().unwrap_or("not-checked");
            self.pair("Marker", &format!("{} {}, read as: {}", marker.scheme, marker.code, reading_words(reading)));
        }
    }

    fn dates(&mut self, review: &Review) {
        let dates = &review.dates;
        for (label, date) in [("Requested on", dates.requested), ("Received on", dates.received), ("Due on", dates.due)]
        {
            if let Some(date) = date {
                self.pair(label, &date.to_string());
            }
        }
        self.pair("Started", &instant(dates.started));
    }

    fn outcome(&mut self, review: &Review) {
        let (outcome, kind) = (&review.outcome, review.record.kind);
        self.pair("Outcome", outcome.code.map_or("not decided yet", |code| code.label_for(kind)));
        if let Some(suggested) = outcome.suggested.filter(|suggested| Some(*suggested) != outcome.code) {
            self.pair("Suggested", suggested.label_for(kind));
        }
        if let Some(reason) = &outcome.reason {
            self.pair("Why it differs", reason);
        }
    }

    fn counts(&mut self, review: &Review, lists: &[Pinned]) {
        self.heading("Counts");
        for used in &review.checklists {
            let title = list_of(lists, used).map_or(used.id.as_str(), |list| &list.title);
            self.line(&format!("  {title} {}: {}", used.version, counts(&Tally::of(review, used))));
        }
        let left = review.answers.keys().filter(|id| !review.is_asked(id)).count();
        if left > 0 {
            self.line(&format!("  Kept and not counted, because no longer asked: {left}"));
        }
    }

    fn comments(&mut self, heading: &str, comments: &[&Comment], lists: &[Pinned]) {
        if comments.is_empty() {
            return;
        }
        self.heading(heading);
        for comment in comments {
            let about = comment.criterion.as_deref().map(|id| title(lists, id)).unwrap_or_default();
            let parts = [comment.class.label(), &comment.r#where, about].map(str::trim);
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            self.line(&format!("  {}. {}", comment.n, parts.join(" · ")));
            self.set_in("", &comment.finding);
            self.set_in("Suggested text: ", &comment.text);
            self.reply(comment);
        }
    }

    fn reply(&mut self, comment: &Comment) {
        if let Some(reply) = comment.reply {
            self.set_in(
                "",
                &format!("Reply: {}. {}", reply.label(), comment.reply_note.as_deref().unwrap_or_default()),
            );
        }
        if comment.state != CommentState::Open {
            self.set_in("State: ", comment.state.label());
        }
    }

    fn harm(&mut self, review: &Review, lists: &[Pinned]) {
        let flagged = review.asked().filter(|id| review.harm(id)).map(|id| title(lists, id).to_owned());
        self.list("Harm flags: the text itself is unsafe", &flagged.collect::<Vec<_>>());
    }

    fn answers(&mut self, review: &Review, used: &ChecklistUse, lists: &[Pinned]) {
        self.heading(list_of(lists, used).map_or(used.id.as_str(), |list| &list.title));
        for id in &used.asked {
            let rating = review.rating(id);
            let word = rating.map_or("Open", |rating| rating.label());
            self.line(&format!("  {} {}: {word}", mark(rating), title(lists, id)));
            for text in review.answer(id).map(answer_lines).unwrap_or_default() {
                self.set_in("", &text);
            }
        }
    }
}

/// What an answer holds beside its rating, one text each: shared with the plain review.
pub(super) fn answer_lines(answer: &Answer) -> Vec<String> {
    let Answer { rating: _, reason, harm, note, evidence, answered_at: _, carried, decision } = answer;
    let mut lines = Vec::new();
    lines.extend(reason.iter().map(|reason| format!("Reason: {}", List::NaReasons.label(reason).unwrap_or(reason))));
    lines.extend(harm.then(|| "Harm flag: the text itself is unsafe and needs a required change".to_owned()));
    lines.extend(note.iter().map(|note| format!("Note: {note}")));
    lines.extend(evidence.iter().map(|place| format!("Evidence: “{}”, {}", place.quote, place.place())));
    lines.extend(decision.iter().map(|decision| format!("Decided so because: {decision}")));
    lines.extend(carried.then(|| "Taken over from an earlier round and not checked again".to_owned()));
    lines
}

/// The counts of a checklist as a sentence: counts only, there is no score. Shared with the plain review.
pub(super) fn counts(tally: &Tally) -> String {
    let Tally { asked, yes, partly, no, not_applicable, open, harm } = tally;
    format!(
        "{} of {asked} answered, {yes} yes, {partly} partly, {no} no, {not_applicable} not applicable, {open} open, \
         {harm} flagged as unsafe",
        tally.answered()
    )
}

fn list_of<'a>(lists: &'a [Pinned], used: &ChecklistUse) -> Option<&'a Checklist> {
    lists.iter().map(|pinned| &pinned.checklist).find(|list| list.id == used.id)
}

fn title<'a>(lists: &'a [Pinned], id: &'a str) -> &'a str {
    let found = lists.iter().find_map(|pinned| pinned.checklist.criterion(id));
    found.map_or(id, Criterion::title)
}

fn outline_line(section: &Section) -> String {
    let indent = "  ".repeat(usize::from(section.level).min(5));
    let page = section.page.map(|page| format!(", p. {page}")).unwrap_or_default();
    format!("{indent}{}{page}", section.heading)
}

fn revision(review: &Review) -> String {
    let reason = review.reason.as_ref().map(|reason| format!(", amended: {reason}"));
    format!("{}{}", review.revision, reason.unwrap_or_default())
}

/// Whether it is signed off, and then whether the file is still as it was.
fn state(session: &Session, review: &Review) -> String {
    let Some(hash) = &review.content_sha256 else { return draft_state(review) };
    let fits = if session.store.is_as_signed_off(review) { "hash fits" } else { "CHANGED since it was signed off" };
    let at = review.dates.signed_off.map(instant).unwrap_or_default();
    format!("signed off {at}, {fits} ({})", hash.get(..8).unwrap_or(hash))
}

fn draft_state(review: &Review) -> String {
    let saved = review.draft.as_ref().and_then(|draft| draft.saved_at);
    saved.map_or_else(|| "draft".to_owned(), |at| format!("draft, saved {}", instant(at)))
}

fn reading_words(code: &str) -> &str {
    crate::app::READINGS.iter().find(|(known, _)| *known == code).map_or(code, |(_, words)| words)
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
