//! From the library to a review: rows, drafts and signed-off reviews.

use crate::action;
use crate::domain::brief::{ReviewBrief, Signed};
use crate::domain::record::Record;
use crate::domain::review::{Pinned, Review};
use crate::domain::tally::Tally;
use crate::key::Key;

use super::desk::{Desk, Mode};
use super::form::{Chosen, Form};
use super::library::{Library, Row};
use super::overlay::{Confirm, Consequence, Overlay};
use super::picker::{Item, Picker, Purpose};
use super::{App, Effect, SaveState, Screen};

/// In the place of an outcome that a reviewer of the same round must not know yet.
pub const BLIND: &str = "hidden until yours is signed off";

/// A draft as it was read from the disk.
#[derive(Debug, Clone)]
pub struct DraftRead {
    /// Its record, with the text.
    pub record: Record,
    /// The review.
    pub review: Review,
    /// The checklists that it is pinned to.
    pub checklists: Vec<Pinned>,
    /// Whether it can be changed.
    pub mode: Mode,
    /// The record with the version of the round before, when that is another one.
    pub before: Option<Record>,
    /// The two reviews that it decides between.
    pub others: Vec<Review>,
}

impl App {
    /// The library is being read: what is listed meanwhile may no longer be so.
    pub const fn reading(&mut self) {
        self.library.read = false;
    }

    /// What the disk holds.
    pub fn library_read(&mut self, library: Library) {
        self.library.renew(library);
        self.recount();
    }

    /// A record with its text was read, or not: the form opens.
    pub fn record_read(&mut self, result: Result<Record, String>) {
        let chosen = std::mem::take(&mut self.chosen);
        match result {
            Ok(record) => {
                let guessed = std::mem::take(&mut self.guessed);
                let profile = self.setup.profile.usual(record.kind);
                self.screen = Screen::Form(Box::new(Form { chosen, ..Form::new(record, profile, guessed) }));
            }
            Err(reason) => self.complain(reason),
        }
    }

    /// A draft was read together with its record and the checklists that it is pinned to, or not: the review opens where
    /// the reviewer was. When a checklist is no longer to be had, the draft goes on with those of today.
    pub fn draft_read(&mut self, result: Result<DraftRead, String>) {
        match result {
            Ok(DraftRead { record, mut review, checklists, mode, before, others }) => {
                if let Some(news) = review.catch_up(&record, &checklists) {
                    self.tell(&news);
                }
                self.save = review
                    .draft
                    .as_ref()
                    .and_then(|draft| draft.saved_at)
                    .map_or(SaveState::Untouched, SaveState::Saved);
                if mode == Mode::InUse {
                    self.tell("This review is open in another window. Here it can only be read");
                }
                let mut desk = Desk::new(record, review, checklists, mode);
                desk.compare_with(before);
                desk.others = others;
                self.desk = Some(desk);
                self.screen = Screen::Review;
            }
            Err(reason) => self.complain(reason),
        }
    }

    /// A signed-off review was read, or not: with its record when that is still there, and the checklists of its time.
    pub fn review_read(&mut self, result: Result<(Record, Review, Vec<Pinned>), String>) {
        match result {
            Ok((record, review, checklists)) => {
                self.save = review.dates.signed_off.map_or(SaveState::Untouched, SaveState::Saved);
                if review.is_made_with(&checklists) {
                    self.tell("Signed off: this can only be read. Press s to amend it");
                } else {
                    let text = "A checklist of its time is missing: the questions are shown as they are today";
                    self.complain(text.to_owned());
                }
                self.desk = Some(Desk::new(record, review, checklists, Mode::SignedOff));
                self.go_to_what_was_counted();
                self.screen = Screen::Review;
            }
            Err(reason) => self.complain(reason),
        }
    }

    /// A record was named on the command line: it opens as soon as the library is read. `guessed` are the fields that
    /// its import guessed, `warnings` what the import had to leave out.
    pub fn named(&mut self, record: Record, guessed: Vec<&'static str>, warnings: &[String]) {
        self.guessed = guessed;
        self.named = Some(record);
        if let Some(first) = warnings.first() {
            let more = warnings.len() - 1;
            let rest = if more > 0 { format!(" (and {more} more)") } else { String::new() };
            self.tell(&format!("{first}{rest}"));
        }
    }

    /// What the start of the program asks for, as soon as the library is read.
    pub fn begin_with(&mut self) -> Option<Effect> {
        let record = self.named.take()?;
        let effect = self.open_record(&record.id)?;
        if effect == Effect::OpenRecord(record.id.clone()) {
            self.record_read(Ok(record));
            return None;
        }
        Some(effect)
    }

    fn open_record(&mut self, id: &str) -> Option<Effect> {
        if let Some(draft) = self.library.draft_on(id).cloned() {
            self.ask_to_resume(&draft);
            return None;
        }
        if self.library.reviews_on(id).next().is_none() {
            return Some(Effect::OpenRecord(id.to_owned()));
        }
        let picker = versions(&self.library, id, &self.setup.reviewer.id);
        self.pick(picker);
        None
    }

    pub(super) fn type_in_library(&mut self, key: Key) {
        if !matches!(self.screen, Screen::Library) {
            return;
        }
        match key.typed() {
            Some(c) => self.library.type_char(c),
            None if action::is_backspace(key) => self.library.backspace(),
            None => {}
        }
    }

    pub(super) fn step_library(&mut self, by: isize) -> Option<Effect> {
        self.library.step(by);
        None
    }

    pub(super) fn next_shelf(&mut self) -> Option<Effect> {
        self.library.next_shelf();
        None
    }

    pub(super) fn leave_library(&mut self) -> Option<Effect> {
        if self.library.clear() { None } else { Some(Effect::Quit) }
    }

    pub(super) fn open_row(&mut self) -> Option<Effect> {
        if !self.library.read {
            self.tell("The folder is being read. One moment");
            return None;
        }
        match self.library.current()? {
            Row::Record(index) => {
                let id = self.library.records.get(index)?.id.to_string();
                self.open_record(&id)
            }
            Row::Draft(index) => {
                let draft = self.library.drafts.get(index)?.clone();
                self.ask_to_resume(&draft);
                None
            }
            Row::SignedOff(index) => {
                let review = self.library.readable(self.library.review(index)?);
                self.open_signed_off(review)
            }
        }
    }

    /// Never silently: the reviewer says whether to go on with what was saved.
    fn ask_to_resume(&mut self, draft: &Review) {
        let tally = Tally::all(draft);
        let when = draft
            .draft
            .as_ref()
            .and_then(|draft| draft.saved_at)
            .map(|at| format!(" from {}", minute(at, &self.setup.zone)));
        let question = format!(
            "Go on with your draft{} of “{}”? {} of {} questions are answered.",
            when.unwrap_or_default(),
            draft.record.title,
            tally.answered(),
            tally.asked
        );
        self.overlays.push(Overlay::Confirm(Confirm::new(question, Consequence::Resume(draft.id.clone()))));
    }

    pub(super) fn resume(&mut self, id: &str) -> Option<Effect> {
        let draft = self.library.drafts.iter().find(|draft| draft.id == id)?;
        Some(Effect::OpenDraft(Box::new(draft.clone())))
    }

    pub(super) fn open_version(&mut self, code: &str) -> Option<Effect> {
        match code.split_once(' ') {
            Some(("new", record)) => Some(Effect::OpenRecord(record.to_owned())),
            Some(("decide", record)) => {
                self.chosen = Chosen { round: Some(self.library.last_round(record)), decide: true };
                Some(Effect::OpenRecord(record.to_owned()))
            }
            Some((round, record)) if round.parse::<u32>().is_ok() => {
                self.chosen = Chosen { round: round.parse().ok(), decide: false };
                Some(Effect::OpenRecord(record.to_owned()))
            }
            Some((_, hash)) => {
                let hash = hash.parse().ok()?;
                let found = self.library.census.current().find(|review| review.hash == hash)?;
                let review = self.library.readable(found);
                self.open_signed_off(review)
            }
            None => None,
        }
    }

    /// Opens a review that this reviewer may read.
    pub(super) fn open_signed_off(&mut self, readable: Option<Signed>) -> Option<Effect> {
        if readable.is_none() {
            self.tell("The other review of this round can be read when yours is signed off");
        }
        readable.map(Effect::OpenReview)
    }
}

fn versions(library: &Library, record: &str, reviewer: &str) -> Picker {
    let mut items = beginnings(library, record, reviewer);
    items.extend(library.reviews_on(record).map(|review| version(library, review)));
    Picker::one("This document was reviewed before", Purpose::Version, items)
}

/// A reviewer who was not in the last round may go on from it, or review it as well.
fn beginnings(library: &Library, record: &str, reviewer: &str) -> Vec<Item> {
    let Some(last) = library.reviews_on(record).next() else { return Vec::new() };
    let mine =
        library.reviews_on(record).any(|review| review.round == last.round && library.reviewer(review) == reviewer);
    let next = last.round.saturating_add(1);
    let again = (!mine).then(|| {
        let label = format!("Review round {} as well, on your own", last.round);
        Item::new(&format!("{} {record}", last.round), &label, "")
    });
    let after =
        Item::new(&format!("{next} {record}"), &format!("Start round {next}: go on from round {}", last.round), "");
    let two = library.census.two_of(record, last.round);
    let decide = (two.len() == 2 && !library.census.is_decided(record, last.round)).then(|| {
        let names: Vec<_> = two.iter().map(|review| library.reviewer(*review)).collect();
        Item::new(
            &format!("decide {record}"),
            &format!("Decide where {} differ in round {}", names.join(" and "), last.round),
            "",
        )
    });
    decide.into_iter().chain([after]).chain(again).collect()
}

fn version(library: &Library, review: ReviewBrief) -> Item {
    let by = library.reviewer(review);
    let hidden = library.is_blind(review);
    let outcome = if hidden { BLIND } else { review.outcome.label_for(review.kind) };
    let label = format!("Read round {} by {by}: {outcome}", review.round);
    Item::new(&format!("read {}", review.hash), &label, &review.day().to_string())
}

/// Day and minute on the user's clock.
fn minute(at: jiff::Timestamp, zone: &jiff::tz::TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}
