//! Carrying effects out on the store.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Instant;

use jiff::Timestamp;

use crate::app::{App, Before, Beginning, DraftRead, Effect, Mode};
use crate::domain::brief::Signed;
use crate::domain::record::Record;
use crate::domain::review::{Review, Reviewer};
use crate::export::letter::{self, Letter};
use crate::store::{Draft, Opened, Settings, Store, StoreError, file_stem};

use super::Event;
use super::reader::Reader;
use super::saver::Saver;

/// The store with the draft that is open.
pub struct Performer {
    store: Store,
    events: Sender<Event>,
    reader: Reader,
    saver: Option<Saver>,
    /// The number of the save asked for last.
    asked: u64,
    /// Whether something was typed since the last save was asked for.
    unsaved: bool,
    failed_at: Option<Instant>,
}

impl Performer {
    /// A performer without an open draft.
    pub fn new(store: Store, events: Sender<Event>) -> Self {
        let reader = Reader::new(store.clone(), events.clone());
        Self { store, events, reader, saver: None, asked: 0, unsaved: false, failed_at: None }
    }

    /// When the last save failed, if it did.
    pub const fn failed_at(&self) -> Option<Instant> {
        self.failed_at
    }

    /// Something was typed that is not yet asked to be saved.
    pub const fn typed(&mut self) {
        self.unsaved = true;
    }

    /// Carries one effect out; what the app answers may be another.
    pub fn perform(&mut self, app: &mut App, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Reload => return self.reload(app),
            Effect::Leave => return self.leave(app),
            Effect::OpenRecord(id) => self.open_record(app, &id),
            Effect::OpenDraft(draft) => self.open_draft(app, &draft),
            Effect::OpenReview(review) => self.open_review(app, &review),
            Effect::SaveRecord(record) => self.save_record(app, &record),
            Effect::BeginFrom(beginning) => return self.begin_from(app, *beginning),
            Effect::Begin => self.begin(app),
            Effect::Save => self.save(app),
            Effect::SignOff => return self.sign_off(app),
            Effect::SaveElsewhere(folder) => self.save_elsewhere(app, &folder),
            Effect::WriteLetter(folder) => self.write_letter(app, &folder),
            Effect::KeepReviewer(reviewer) => self.keep_reviewer(app, reviewer),
            Effect::SaveSoon | Effect::EditExternally(_) | Effect::Redraw | Effect::Suspend | Effect::Quit => {}
        }
        None
    }

    /// A save came back: the screen may say "saved" only when nothing newer is under way.
    pub fn saved(&mut self, app: &mut App, number: u64, at: Timestamp, result: Result<(), String>) {
        match result {
            // A later save is under way and will say how it went; or the draft is closed.
            _ if number != self.asked => {}
            Ok(()) if self.unsaved => self.failed_at = None,
            Ok(()) => {
                self.failed_at = None;
                app.saved(at);
            }
            Err(reason) => {
                self.failed_at = Some(Instant::now());
                app.save_failed(reason);
            }
        }
    }

    /// The last save, whatever ended the loop; when the usual place fails, a copy goes where it can.
    ///
    /// # Errors
    /// A sentence that names the copy, or says that there is none.
    pub fn finish(&mut self, app: &App) -> Result<(), String> {
        let held = self.take_draft();
        let Some(desk) = app.desk.as_ref().filter(|desk| desk.mode == Mode::Open) else { return Ok(()) };
        let draft = held.map_or_else(|| self.store.open_draft(&desk.review.id), |draft| Ok(Opened::Ours(draft)));
        let saved = draft.and_then(|opened| match opened {
            Opened::Ours(mut draft) => draft.save(&desk.as_left()),
            Opened::Elsewhere => Err(StoreError::InUse),
        });
        saved.or_else(|error| self.rescue(&desk.as_left(), &error))
    }

    fn rescue(&self, review: &Review, error: &StoreError) -> Result<(), String> {
        let folders = [std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from), Some(std::env::temp_dir())];
        let copy = folders.into_iter().flatten().find_map(|folder| self.store.save_elsewhere(review, &folder).ok());
        Err(match copy {
            Some(path) => format!("{error}. A copy of your review is saved as {}", path.display()),
            None => format!("NOT SAVED: {error}, and no other folder could be written"),
        })
    }

    /// The review leaves the screen when it is on the disk as it is left: the save of its last answer may still be under
    /// way, and fail.
    fn leave(&mut self, app: &mut App) -> Option<Effect> {
        let review = app.desk.as_ref()?.as_left();
        let Some(mut draft) = self.take_draft() else {
            self.save(app);
            return None;
        };
        let Err(error) = draft.save(&review) else { return app.left() };
        self.hold(Opened::Ours(draft));
        self.failed_at = Some(Instant::now());
        app.not_left(error.reason());
        None
    }

    fn reload(&mut self, app: &mut App) -> Option<Effect> {
        self.close_draft();
        app.reading();
        app.library_read(self.reader.read()?);
        app.begin_with()
    }

    /// Takes over what was read, when it is there; what the app asks for then.
    pub fn read(&mut self, app: &mut App) -> Option<Effect> {
        app.library_read(self.reader.take()?);
        if self.reader.is_behind() { Some(Effect::Reload) } else { app.begin_with() }
    }

    fn open_record(&self, app: &mut App, id: &str) {
        app.record_read(self.store.record(id).map_err(|error| error.to_string()));
    }

    fn open_draft(&mut self, app: &mut App, draft: &Review) {
        let record = self.store.record(&draft.record.id).unwrap_or_else(|_| draft.record.as_record());
        let opened = self.store.open_draft(&draft.id).map_err(|error| error.to_string());
        let mode = opened.map(|opened| self.hold(opened));
        // Read again under the lock: another window may have saved since the library was read, or signed it off.
        let newest = match self.store.draft(&draft.id) {
            Ok(found) => found.review,
            Err(error) => {
                self.close_draft();
                let reason = error.reason();
                return app.draft_read(Err(format!("This draft cannot be opened: {reason}. f5 reads the list again")));
            }
        };
        let checklists = self.store.checklists_of(&newest, &app.setup.checklists);
        let before = self.store.record_before(&newest);
        let others = newest.adjudicates.iter().filter_map(|hash| self.store.review(hash).ok()).collect();
        app.draft_read(mode.map(|mode| DraftRead { record, review: newest, checklists, mode, before, others }));
    }

    fn open_review(&self, app: &mut App, signed: &Signed) {
        let read = self.store.review_of(&signed.file).map_err(|error| error.to_string());
        app.review_read(read.map(|review| {
            let checklists = self.store.checklists_of(&review, &app.setup.checklists);
            (self.record_of(&review), review, checklists)
        }));
    }

    /// The record of a signed-off review, in the version that was reviewed; when it is no longer there, its data as the
    /// review kept them.
    fn record_of(&self, review: &Review) -> Record {
        let (id, version) = (&review.record.id, review.record.sha256.as_deref());
        self.store.record_of_version(id, version).unwrap_or_else(|_| review.record.as_record())
    }

    fn save_record(&mut self, app: &mut App, record: &Record) {
        match self.store.save_record(record) {
            Ok(()) => self.save(app),
            Err(error) => app.complain(error.to_string()),
        }
    }

    fn begin_from(&self, app: &mut App, beginning: Beginning) -> Option<Effect> {
        let before: Result<Vec<_>, _> = beginning.from.iter().map(|signed| self.before(signed)).collect();
        app.before_read(beginning, before.map_err(|error| error.to_string()))
    }

    fn before(&self, signed: &Signed) -> Result<Before, StoreError> {
        let review = self.store.review_of(&signed.file)?;
        let version = review.record.sha256.as_deref();
        let record = self.store.record_of_version(&review.record.id, version).ok();
        Ok(Before { review, record })
    }

    fn begin(&mut self, app: &mut App) {
        self.close_draft();
        self.save(app);
    }

    /// Hands the review to the saver. A draft that could not be opened before is tried again: nothing else would.
    fn save(&mut self, app: &mut App) {
        let open = app.desk.as_ref().filter(|desk| desk.mode == Mode::Open);
        let Some(review) = open.map(|desk| desk.review.clone()) else { return };
        (self.unsaved, self.failed_at) = (false, None);
        if self.saver.is_none()
            && let Err(error) = self.store.open_draft(&review.id).and_then(|opened| self.hold_open(opened))
        {
            self.failed_at = Some(Instant::now());
            app.save_failed(error.reason());
        }
        if let Some(saver) = &self.saver {
            self.asked += 1;
            saver.save(self.asked, review, crate::clock::moment().at);
        }
    }

    /// The draft goes only after the signed-off review was read back.
    fn sign_off(&mut self, app: &mut App) -> Option<Effect> {
        let review = app.to_sign()?;
        let checklists = app.desk.as_ref().map(|desk| desk.checklists.clone()).unwrap_or_default();
        let signed = self.store.sign_off(&review, &checklists, crate::clock::moment().at);
        if signed.is_ok()
            && let Some(draft) = self.take_draft()
        {
            draft.remove();
        }
        let workspace = &self.store.folders().workspace;
        let short = |path: PathBuf| path.strip_prefix(workspace).map(Path::to_owned).unwrap_or(path);
        app.signed_off(signed.map(|(_, path)| short(path)).map_err(|error| error.to_string()))
    }

    fn save_elsewhere(&self, app: &mut App, folder: &Path) {
        let Some(review) = app.desk.as_ref().map(|desk| desk.review.clone()) else { return };
        app.copied(self.store.save_elsewhere(&review, folder).map_err(|error| error.to_string()));
    }

    fn write_letter(&self, app: &mut App, folder: &Path) {
        let Some(desk) = &app.desk else { return };
        let name = file_stem(&desk.review);
        let letter = Letter::of(&desk.review, &desk.checklists, &name, None);
        let path = folder.join(format!("{name}.letter.docx"));
        let bytes = letter::docx(&letter).map_err(|error| error.to_string());
        let written = bytes.and_then(|bytes| self.store.write_new(&path, &bytes).map_err(|error| error.to_string()));
        app.letter_written(written.map(|()| (path, letter.required())));
    }

    fn keep_reviewer(&self, app: &mut App, reviewer: Reviewer) {
        let settings = Settings { reviewer: Some(reviewer) };
        if let Err(error) = self.store.save_settings(&settings) {
            app.complain(error.to_string());
        }
    }

    /// Another window may have taken it meanwhile: then nothing would be saved.
    fn hold_open(&mut self, opened: Opened) -> Result<(), StoreError> {
        if self.hold(opened) == Mode::Open { Ok(()) } else { Err(StoreError::InUse) }
    }

    fn hold(&mut self, opened: Opened) -> Mode {
        match opened {
            Opened::Ours(draft) => {
                self.saver = Some(Saver::start(draft, self.events.clone()));
                Mode::Open
            }
            Opened::Elsewhere => Mode::InUse,
        }
    }

    fn close_draft(&mut self) {
        drop(self.take_draft());
    }

    /// The open draft after its last save. What the saver still says of it is no longer for the screen.
    fn take_draft(&mut self) -> Option<Draft> {
        (self.asked, self.failed_at) = (self.asked + 1, None);
        self.saver.take().and_then(Saver::stop)
    }
}
