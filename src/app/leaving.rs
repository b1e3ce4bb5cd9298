//! Leaving a review, and what is taken along: a copy, the letter to the author.

use std::path::PathBuf;

use crate::domain::sign_off::MANY_CHANGES;

use super::desk::Mode;
use super::editor::{Editor, Target};
use super::{App, Effect, SaveState};

impl App {
    pub(super) fn leave_review(&mut self) -> Option<Effect> {
        if let SaveState::Failed(reason) = &self.save {
            self.not_left(reason.clone());
            return None;
        }
        match self.desk.as_ref()?.mode {
            Mode::Open => Some(Effect::Leave),
            // The board stays as it was: what was only read has changed no number.
            Mode::SignedOff if self.board.is_some() => {
                self.close_desk();
                None
            }
            Mode::SignedOff | Mode::InUse => self.left(),
        }
    }

    /// The review on the screen is on the disk as it is left.
    pub fn left(&mut self) -> Option<Effect> {
        self.close_desk();
        Some(Effect::Reload)
    }

    fn close_desk(&mut self) {
        self.desk = None;
        self.save = SaveState::default();
        self.screen = self.home();
    }

    /// It is not: it stays on the screen.
    pub fn not_left(&mut self, reason: String) {
        self.complain(format!("NOT SAVED: {reason}. Stay here, or save a copy with ctrl-e"));
        self.save_failed(reason);
    }

    pub(super) fn ask_folder(&mut self) -> Option<Effect> {
        self.write(Editor::new("Save a copy in which folder?", Target::Folder, ""));
        None
    }

    pub(super) fn ask_letter_folder(&mut self) -> Option<Effect> {
        self.desk.as_ref()?;
        self.write(Editor::new("Write the letter into which folder? (empty: this one)", Target::LetterFolder, ""));
        None
    }

    /// The letter was written, with so many required changes; or not.
    pub fn letter_written(&mut self, result: Result<(PathBuf, usize), String>) {
        match result {
            Ok((path, required)) if required > MANY_CHANGES => self.complain(format!(
                "{required} required changes, and an author can work through about {MANY_CHANGES}. Written: {}",
                path.display()
            )),
            Ok((path, _)) => self.tell(&format!("Written: {}", path.display())),
            Err(reason) => self.complain(reason),
        }
    }
}
