//! What the state machine asks the outside world to do; it does nothing itself.

use std::path::PathBuf;

use crate::domain::brief::Signed;
use crate::domain::record::Record;
use crate::domain::review::{Review, Reviewer};

use super::round::Beginning;

/// One request. The answers come back through the methods of [`super::App`] named beside each.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read the library: [`super::App::library_read`].
    Reload,
    /// Read a record with its text: [`super::App::record_read`].
    OpenRecord(String),
    /// Read the record of a draft, and take the draft's lock: [`super::App::draft_read`].
    OpenDraft(Box<Review>),
    /// Read a signed-off review with the checklists it was made with: [`super::App::review_read`].
    OpenReview(Signed),
    /// Keep a record that was changed: [`super::App::saved`] or [`super::App::save_failed`].
    SaveRecord(Box<Record>),
    /// Read the reviews that a new one goes on from, and the document that they were made on: [`super::App::before_read`].
    BeginFrom(Box<Beginning>),
    /// Take the lock of the new draft on the screen and save it: [`super::App::saved`] or [`super::App::save_failed`].
    Begin,
    /// Save the draft: [`super::App::saved`] or [`super::App::save_failed`].
    Save,
    /// Save the draft as it is left: [`super::App::left`] or [`super::App::not_left`].
    Leave,
    /// Save the draft when the typing pauses: [`super::App::saved`] or [`super::App::save_failed`].
    SaveSoon,
    /// Sign the draft off: [`super::App::signed_off`].
    SignOff,
    /// Save a copy of the draft in a folder: [`super::App::copied`].
    SaveElsewhere(PathBuf),
    /// Write the letter to the author into a folder: [`super::App::letter_written`].
    WriteLetter(PathBuf),
    /// Remember who reviews on this machine.
    KeepReviewer(Reviewer),
    /// Write the text in the user's own editor: [`super::App::text_written`].
    EditExternally(String),
    /// Draw everything again.
    Redraw,
    /// Stop until the shell brings us back.
    Suspend,
    /// Leave, after the last save.
    Quit,
}
