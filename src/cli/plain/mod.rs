//! The review line by line, for screen readers, slow links and scripts: the same files, resumable in either mode.
//!
//! ```text
//! talk       lines in, sentences out        command    the table of what can be typed
//! question   hear it, move, find            answering  ratings, harm flag, note, undo
//! evidence   passages and the document      comment    what goes back to the author
//! caution    what should not be written down
//! saving     on the disk before "saved"     sign_off   the end of the review
//! ```

mod answering;
mod caution;
mod command;
mod comment;
mod evidence;
pub(super) mod page;
mod question;
mod saving;
mod sign_off;
mod talk;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead, IsTerminal as _, Write};

use anyhow::bail;

use crate::app::{Desk, Mode};
use crate::domain::caution::Allowed;
use crate::domain::checklist::Profile;
use crate::domain::record::{Record, slug};
use crate::domain::review::{Pinned, Review, Reviewer};
use crate::domain::tally::Tally;
use crate::store::{Draft, Settings, Store, StoreError};

use super::Status;
use super::session::{Session, Work};
use command::Act;
use talk::Talk;

const PROMPT: &str = "Answer (y p n a, ? for help): ";
const READ_ONLY: &str = "This review is open in another window. Here it can only be read; q leaves.";

/// Reviews a record on standard input and output.
///
/// # Errors
/// A sentence for the user: the record or the reviewer is not known, or something could not be saved.
pub fn run(session: &Session, record_id: &str, profile: Profile, round: Option<u32>) -> anyhow::Result<Status> {
    let live = io::stdin().is_terminal();
    let talk = Talk::new(io::stdin().lock(), io::stdout(), live, page::columns());
    review(session, record_id, (profile, round), talk)
}

fn review<R: BufRead, W: Write>(
    session: &Session,
    record_id: &str,
    (profile, round): (Profile, Option<u32>),
    mut talk: Talk<R, W>,
) -> anyhow::Result<Status> {
    know_reviewer(session, &mut talk)?;
    let Work { record, review, checklists, draft } = session.work_on(record_id, profile, round)?;
    if review.asked().next().is_none() {
        bail!("no question is asked for these data: look at the kind of “{record_id}”, and at which questions");
    }
    // A script must not believe that its answers are kept.
    if draft.is_none() && !talk.is_live() {
        bail!(StoreError::InUse);
    }
    Plain::new(session, talk, draft, (record, review, checklists)).run()
}

/// Asked once, and only where somebody can answer.
fn know_reviewer<R: BufRead, W: Write>(session: &Session, talk: &mut Talk<R, W>) -> anyhow::Result<()> {
    if !talk.is_live() || !session.reviewer().id.is_empty() {
        return Ok(());
    }
    let line = talk.ask("Your initials or staff code, as your team uses them: ")?.unwrap_or_default();
    if let Some(id) = slug(&line) {
        let reviewer = Reviewer { id, name: None, role: None };
        session.store.save_settings(&Settings { reviewer: Some(reviewer) })?;
    }
    Ok(())
}

/// A review under way, over any input and output.
struct Plain<'a, R, W> {
    store: &'a Store,
    talk: Talk<R, W>,
    /// `None` when another window has the draft, and after sign-off.
    draft: Option<Draft>,
    desk: Desk,
    /// The contacts that the team allows in its texts.
    allowed: Allowed,
    /// Why the last save failed.
    unsaved: Option<String>,
    over: bool,
}

impl<'a, R: BufRead, W: Write> Plain<'a, R, W> {
    fn new(
        session: &'a Session,
        talk: Talk<R, W>,
        draft: Option<Draft>,
        (record, review, checklists): (Record, Review, Vec<Pinned>),
    ) -> Self {
        let mode = if draft.is_some() { Mode::Open } else { Mode::InUse };
        let mut desk = Desk::new(record, review, checklists, mode);
        // Its size is of no matter here, but the document wants one before it is searched.
        desk.document.fit(80, 20);
        Self { store: &session.store, talk, draft, desk, allowed: session.allowed(), unsaved: None, over: false }
    }

    fn run(mut self) -> anyhow::Result<Status> {
        match self.answer_all() {
            // A reader that stops early, such as `head`, is no error.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.into()),
            _ => {}
        }
        self.finish()
    }

    fn answer_all(&mut self) -> io::Result<()> {
        self.begin()?;
        while !self.over {
            let Some(line) = self.talk.ask(PROMPT)? else { break };
            self.obey(&line)?;
        }
        Ok(())
    }

    fn begin(&mut self) -> io::Result<()> {
        let head = self.head_line();
        self.talk.say(&head)?;
        if self.desk.mode != Mode::Open {
            self.talk.say(READ_ONLY)?;
        } else if !self.resume()? {
            self.over = true;
            return self.talk.say("The draft stays as it is.");
        }
        self.talk.say("Every change is saved at once. ? lists the commands, q leaves.")?;
        if self.unsaved.is_some() {
            self.tell_saved()?;
        }
        self.show()
    }

    fn head_line(&self) -> String {
        let (record, review) = (&self.desk.record, &self.desk.review);
        let countries = record.country_names();
        let parts = [record.title.as_str(), record.kind.label(), &countries];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("Review of {}. Round {}, {} questions.", parts.join(", "), review.round, Tally::all(review).asked)
    }

    /// Never silently: the reviewer says whether to go on with what was saved.
    fn resume(&mut self) -> io::Result<bool> {
        let Some(at) = self.desk.review.draft.as_ref().and_then(|draft| draft.saved_at) else {
            return self.keep_quietly().map(|()| true);
        };
        let tally = Tally::all(&self.desk.review);
        let (answered, asked, when) = (tally.answered(), tally.asked, saving::minute(at));
        self.talk.say(&format!("You have a draft of it from {when}: {answered} of {asked} questions are answered."))?;
        if self.talk.is_live() {
            self.talk.yes("Go on with it?")
        } else {
            self.talk.say("Going on with it.").map(|()| true)
        }
    }

    fn obey(&mut self, line: &str) -> io::Result<()> {
        match command::read(line) {
            Some((act, _)) if act.changes() && self.desk.mode != Mode::Open => self.talk.say(READ_ONLY),
            Some((act, words)) => self.carry_out(act, words),
            None => self.talk.say(&format!("“{}” is not a command. ? lists the commands.", line.trim())),
        }
    }

    fn carry_out(&mut self, act: Act, words: &str) -> io::Result<()> {
        match act {
            Act::Rate(rating) => self.rate(rating, None),
            Act::NotApplicable => self.not_applicable(),
            Act::Reopen => self.reopen(),
            Act::Harm => self.toggle_harm(),
            Act::Note => self.note(),
            Act::Comment => self.comment(),
            Act::Evidence => self.evidence(words),
            Act::Remove => self.remove(),
            Act::Undo => self.undo(),
            Act::Redo => self.redo(),
            Act::Guidance => self.guidance(),
            Act::Passages => self.passages(),
            Act::Read => self.read(words),
            Act::Again => self.show(),
            Act::Next => self.step(1),
            Act::Back => self.step(-1),
            Act::NextOpen => self.next_open(false),
            Act::NextCoreOpen => self.next_open(true),
            Act::Find => self.find(words),
            Act::Where => self.tell_where(),
            Act::Role => self.role(),
            Act::Markers => self.markers(),
            Act::SignOff => self.sign_off(),
            Act::Copy => self.save_copy(words),
            Act::Help => self.talk.say(&command::help()),
            Act::Leave => self.leave(),
        }
    }
}
