//! On the disk before "saved" is said; when that fails, everything stays here and is tried again.

use std::io::{self, BufRead, Write};
use std::path::Path;

use anyhow::bail;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::TEXT_LIMIT;
use crate::clock::moment;
use crate::domain::caution::Field;
use crate::domain::checklist::Criterion;
use crate::domain::review::Review;
use crate::store::StoreError;

use super::super::Status;
use super::Plain;

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Changes the answer to the current question, with undo, and saves.
    pub(super) fn change(&mut self, what: &str, change: impl FnOnce(&mut Review, &str)) -> io::Result<()> {
        let id = self.desk.current.clone();
        let what = self.named(what);
        self.desk.change(what, |review| change(review, &id));
        self.keep()
    }

    /// Remembers the review before it is changed in several steps.
    pub(super) fn remember(&mut self, what: &str) {
        let (what, id) = (self.named(what), self.desk.current.clone());
        self.desk.history.remember(what, Some(&id), &self.desk.review);
    }

    /// Takes a text line by line, up to a single full stop, and says so.
    ///
    /// Every line is on the disk before the next is asked for: a connection that drops takes one line at most.
    pub(super) fn write(&mut self, what: &str, field: &Field, put: impl Fn(&mut Review, &str)) -> io::Result<()> {
        loop {
            let text = self.write_once(what, &put)?;
            let Some(alarms) = self.look_at(&text)? else { continue };
            self.keep_false_alarms(field, alarms);
            return if text.is_empty() {
                self.talk.say("Nothing was written; what was there stays.")
            } else {
                self.keep()
            };
        }
    }

    fn write_once(&mut self, what: &str, put: &impl Fn(&mut Review, &str)) -> io::Result<String> {
        self.remember(what);
        let mut text = String::new();
        while let Some(line) = self.talk.ask("> ")?.filter(|line| line.trim() != ".") {
            if text.len() + line.len() > TEXT_LIMIT {
                self.talk.say(&format!("That line was left out: a text holds {} KiB.", TEXT_LIMIT >> 10))?;
                continue;
            }
            text.push_str(&line);
            put(&mut self.desk.review, text.trim());
            self.desk.drop_stale_overrides();
            self.keep_quietly()?;
            text.push('\n');
        }
        self.desk.history.forget_unchanged(&self.desk.review);
        Ok(text.trim().to_owned())
    }

    /// Saves and says so.
    pub(super) fn keep(&mut self) -> io::Result<()> {
        self.keep_quietly()?;
        self.tell_saved()
    }

    /// Saves; only a failure is remembered for later.
    pub(super) fn keep_quietly(&mut self) -> io::Result<()> {
        self.desk.stamp(moment().at);
        let Some(draft) = &mut self.draft else { return Ok(()) };
        let mut result = draft.save(&self.desk.review);
        if let Err(error @ StoreError::Changed(_)) = &result {
            // The other version is safe under another name, so ours can go in its place.
            self.talk.say(&error.to_string())?;
            result = draft.save(&self.desk.review);
        }
        self.unsaved = result.err().map(|error| error.to_string());
        Ok(())
    }

    /// Says whether the last save reached the disk.
    pub(super) fn tell_saved(&mut self) -> io::Result<()> {
        let text = match (&self.unsaved, self.desk.review.draft.as_ref().and_then(|draft| draft.saved_at)) {
            (Some(reason), _) => format!(
                "NOT SAVED: {reason}. It is kept here and tried again with your next change; ! FOLDER saves a copy elsewhere."
            ),
            (None, Some(at)) => format!("saved {}", clock(at)),
            (None, None) => return Ok(()),
        };
        self.talk.say(&text)
    }

    pub(super) fn save_copy(&mut self, folder: &str) -> io::Result<()> {
        let text = match (&self.unsaved, folder) {
            (None, _) => "Saving works; there is nothing to rescue.".to_owned(),
            (_, "") => "Name a folder, such as: ! /media/stick".to_owned(),
            (Some(_), folder) => match self.store.save_elsewhere(&self.desk.review, Path::new(folder)) {
                Ok(path) => format!("A copy is saved as {}", path.display()),
                Err(error) => format!("No copy was saved: {error}"),
            },
        };
        self.talk.say(&text)
    }

    pub(super) fn leave(&mut self) -> io::Result<()> {
        if self.unsaved.is_some() {
            self.keep_quietly()?;
        }
        if self.unsaved.is_some() {
            self.tell_saved()?;
            self.over = self.talk.yes("Leave all the same and lose what is not saved?")?;
        } else {
            self.over = true;
        }
        Ok(())
    }

    /// The end, whether asked for or at the end of the input: one more save, which also keeps the place.
    pub(super) fn finish(mut self) -> anyhow::Result<Status> {
        let place = self.desk.review.draft.as_ref().and_then(|draft| draft.criterion.as_ref());
        if self.unsaved.is_some() || place.is_some_and(|place| *place != self.desk.current) {
            self.keep_quietly()?;
        }
        if let Some(reason) = self.unsaved {
            bail!("NOT SAVED: {reason}");
        }
        if self.draft.is_some() {
            // Whoever stopped reading needs no farewell.
            let _ = self.talk.say(&format!("All is saved. Go on with: appraise review {}", self.desk.record.id));
        }
        Ok(Status::Done)
    }

    fn named(&self, what: &str) -> String {
        format!("{what} · {}", self.desk.criterion().map(Criterion::title).unwrap_or_default())
    }
}

/// The time of day where the reviewer is; files hold UTC.
fn clock(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::system()).strftime("%H:%M:%S").to_string()
}

/// Day and minute where the reviewer is.
pub(super) fn minute(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}
