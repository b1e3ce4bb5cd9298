//! Cautions line by line: said, and asked about where somebody can answer. A script hears them and goes on.

use std::io::{self, BufRead, Write};

use crate::domain::caution::{Class, FalseAlarm, Field, Level, classes};

use super::Plain;

/// What the reviewer called false alarms.
pub(super) type FalseAlarms = Vec<(Class, FalseAlarm)>;

const AGAIN: &str = "Write it again";

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Says what should not stay in a text; `None` when the reviewer goes back to write it again.
    pub(super) fn look_at(&mut self, text: &str) -> io::Result<Option<FalseAlarms>> {
        let mut alarms = Vec::new();
        for class in classes(text, &self.allowed) {
            self.talk.say(&class.sentence())?;
            if !self.talk.is_live() || class.level() == Level::Hint {
                continue;
            }
            let stays = if class.level() == Level::Stop { self.false_alarm(class)? } else { self.confirmed()? };
            let Some(kept) = stays else { return Ok(None) };
            alarms.extend(kept);
        }
        Ok(Some(alarms))
    }

    /// At the end of the input the text stays, and the sign-off waits for it.
    fn false_alarm(&mut self, class: Class) -> io::Result<Option<FalseAlarms>> {
        let keep = FalseAlarm::OFFERED.iter().map(|reason| format!("Keep it. {}", reason.label()));
        let items: Vec<_> = [AGAIN.to_owned()].into_iter().chain(keep).collect();
        let chosen = self.talk.choose("What now?", &items, Some(0))?;
        let Some(chosen) = chosen else { return Ok(Some(Vec::new())) };
        let reason = chosen.checked_sub(1).and_then(|index| FalseAlarm::OFFERED.get(index));
        Ok(reason.map(|reason| vec![(class, *reason)]))
    }

    fn confirmed(&mut self) -> io::Result<Option<FalseAlarms>> {
        let answer = self.talk.choose("Keep it?", &["Keep it".to_owned(), AGAIN.to_owned()], Some(0))?;
        Ok((answer != Some(1)).then(Vec::new))
    }

    /// Keeps the false alarms of a field: class and field, never the words.
    pub(super) fn keep_false_alarms(&mut self, field: &Field, alarms: FalseAlarms) {
        for (class, reason) in alarms {
            self.desk.review.override_caution(field, class, reason);
        }
    }
}
