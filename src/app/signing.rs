//! The end of the review: sign-off and amendment.

use std::path::PathBuf;

use crate::domain::marker::{hint, points};
use crate::domain::outcome::Outcome;
use crate::domain::review::Review;
use crate::domain::vocabulary::markers;

use super::desk::Mode;
use super::editor::{Editor, Target};
use super::overlay::{Confirm, Consequence, Overlay};
use super::picker::{Item, Picker, Purpose};
use super::sign_off::{READINGS, SignOff, SignOffLine};
use super::{App, Effect, SaveState, Screen};

/// The row of the list of readings that leads to a hint.
const HINT: &str = "hint";

impl App {
    pub(super) fn open_sign_off(&mut self) -> Option<Effect> {
        let desk = self.desk.as_ref()?;
        match desk.mode {
            Mode::Open => self.screen = Screen::SignOff(Box::new(SignOff::new(desk, &self.library.allowed))),
            Mode::SignedOff => self.write(Editor::new("Why is this review amended? (one line)", Target::Amendment, "")),
            Mode::InUse => self.tell("This review is open in another window: sign it off there"),
        }
        None
    }

    pub(super) fn step_sign_off(&mut self, by: isize) -> Option<Effect> {
        if let Screen::SignOff(screen) = &mut self.screen {
            screen.step(by);
        }
        None
    }

    pub(super) fn leave_sign_off(&mut self) -> Option<Effect> {
        self.screen = Screen::Review;
        None
    }

    pub(super) fn edit_sign_off_line(&mut self) -> Option<Effect> {
        let Screen::SignOff(screen) = &self.screen else { return None };
        let line = screen.current();
        match line {
            SignOffLine::Finding(finding) => {
                if let Some(field) = &finding.field {
                    return self.open_field(field);
                }
                self.screen = Screen::Review;
                return self.go_to(finding.criteria.first()?);
            }
            SignOffLine::Role => self.pick_role(),
            SignOffLine::Marker(index) => self.pick_reading(index),
            SignOffLine::Outcome => self.pick_outcome(),
            SignOffLine::Reason => self.ask_why_it_differs(),
            SignOffLine::Summary => self.write_summary(),
            SignOffLine::Strengths => self.write_strengths(),
            SignOffLine::Sign => self.ask_to_sign(),
        }
        None
    }

    pub(super) fn write_summary(&mut self) {
        let text = self.desk.as_ref().and_then(|desk| desk.review.outcome.summary.clone()).unwrap_or_default();
        self.write_long("Overall note to the author", Target::Summary, &text);
    }

    pub(super) fn write_strengths(&mut self) {
        let text = self.desk.as_ref().map(|desk| desk.review.outcome.strengths.join("\n")).unwrap_or_default();
        self.write_long("Strengths, one a line: named first in the letter", Target::Strengths, &text);
    }

    pub(super) fn ask_why_it_differs(&mut self) {
        let reason = self.desk.as_ref().and_then(|desk| desk.review.outcome.reason.clone()).unwrap_or_default();
        self.write(Editor::new("Why does the outcome differ? (one line)", Target::OutcomeReason, &reason));
    }

    fn write_long(&mut self, title: &str, target: Target, text: &str) {
        if let Some(desk) = &mut self.desk {
            desk.history.remember(title.to_owned(), None, &desk.review);
        }
        self.write(Editor::new(title, target, text));
    }

    fn pick_outcome(&mut self) {
        let (Screen::SignOff(screen), Some(desk)) = (&self.screen, &self.desk) else { return };
        let suggested = screen.suggestion.outcome;
        let kind = desk.review.record.kind;
        let item = |outcome: &Outcome| {
            let mark = if suggested == Some(*outcome) { "suggested · " } else { "" };
            Item::new(outcome.code(), outcome.label_for(kind), &format!("{mark}{}", outcome.next_step()))
        };
        let items = Outcome::ALL.iter().map(item).collect();
        let start = desk.review.outcome.code.or(suggested).map_or("", Outcome::code);
        self.pick(Picker::one("Outcome", Purpose::Outcome, items).at(start));
    }

    pub(super) fn choose_outcome(&mut self, code: &str) -> Option<Effect> {
        let Screen::SignOff(screen) = &self.screen else { return None };
        let suggested = screen.suggestion.outcome;
        let chosen = Outcome::from_code(code)?;
        self.desk.as_mut()?.change(format!("Outcome {}", chosen.label()), |review| {
            review.outcome.code = Some(chosen);
            review.outcome.suggested = suggested;
            if suggested == Some(chosen) {
                review.outcome.reason = None;
            }
        });
        if suggested.is_some_and(|suggested| suggested != chosen) {
            self.ask_why_it_differs();
        }
        self.save_now()
    }

    fn pick_reading(&mut self, index: usize) {
        let Some(marker) = self.desk.as_ref().and_then(|desk| desk.review.record.markers.get(index)) else { return };
        let mut items: Vec<_> = READINGS.iter().map(|(code, label)| Item::new(code, label, "")).collect();
        if points(&marker.scheme).is_some() {
            items.push(Item::new(HINT, "Tick what the text meets, for a hint", ""));
        }
        let scheme = markers().iter().find(|known| known.code == marker.scheme);
        let name = scheme.map_or(marker.scheme.as_str(), |scheme| &scheme.label);
        let title = format!("{name} {}: how do you read it?", marker.code);
        let note = scheme.and_then(|scheme| scheme.note.clone()).unwrap_or_default();
        self.pick(Picker::one(&title, Purpose::Marker(index), items).noting(&note));
    }

    pub(super) fn read_marker(&mut self, index: usize, code: &str) -> Option<Effect> {
        if code == HINT {
            return self.pick_points(index);
        }
        let marker = self.desk.as_mut()?.review.record.markers.get_mut(index)?;
        marker.reading = Some(code.to_owned());
        self.save_now()
    }

    fn pick_points(&mut self, index: usize) -> Option<Effect> {
        let marker = self.desk.as_ref()?.review.record.markers.get(index)?;
        let items = points(&marker.scheme)?.iter().map(|(code, label)| Item::new(code, label, "")).collect();
        let purpose = Purpose::MarkerPoints(index);
        self.pick(Picker::points("What does the text meet?", purpose, items));
        None
    }

    /// The hint stands in the note of the list that asks for the reading: the reviewer decides.
    pub(super) fn tell_hint(&mut self, index: usize, ticked: &str) -> Option<Effect> {
        let marker = self.desk.as_ref()?.review.record.markers.get(index)?.clone();
        let ticked: Vec<_> = ticked.split(", ").map(str::to_owned).collect();
        let code = hint(&marker.scheme, &ticked)?;
        self.pick_reading(index);
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            let claimed = &marker.code;
            picker.note =
                format!("By your ticks the text reads like {code}; the document says {claimed}. A hint, no code.");
        }
        None
    }

    fn ask_to_sign(&mut self) {
        let (Screen::SignOff(screen), Some(desk)) = (&self.screen, &self.desk) else { return };
        if let Some(obstacle) = screen.obstacle(desk) {
            self.complain(obstacle);
            return;
        }
        let outcome = desk.review.outcome.code.map_or("", |code| code.label_for(desk.review.record.kind));
        let question =
            format!("Sign off as “{outcome}”? The review is then written into the workspace and never changed.");
        self.overlays.push(Overlay::Confirm(Confirm::new(question, Consequence::SignOff)));
    }

    /// The review to sign off: with the suggestion as it stands now.
    #[must_use]
    pub fn to_sign(&self) -> Option<Review> {
        let (Screen::SignOff(screen), Some(desk)) = (&self.screen, &self.desk) else { return None };
        let mut review = desk.review.clone();
        review.outcome.suggested = screen.suggestion.outcome;
        Some(review)
    }

    /// The review was signed off and read back, or not. When not, everything is as it was.
    pub fn signed_off(&mut self, result: Result<PathBuf, String>) -> Option<Effect> {
        match result {
            Ok(path) => {
                self.desk = None;
                self.save = SaveState::default();
                self.screen = self.home();
                self.tell(&format!("Signed off: {}", path.display()));
                Some(Effect::Reload)
            }
            Err(reason) => {
                self.complain(format!("NOT SIGNED OFF: {reason}. Your draft is as it was: try again"));
                None
            }
        }
    }

    pub(super) fn amend(&mut self, editor: Editor, reason: &str) -> Option<Effect> {
        if reason.is_empty() {
            return self.ask_again(editor, "An amendment needs a reason");
        }
        if self.desk.as_ref()?.mode == Mode::Open {
            self.desk.as_mut()?.change("Reason".to_owned(), |review| review.reason = Some(reason.to_owned()));
            return self.save_now();
        }
        if self.setup.reviewer.id.is_empty() {
            self.setup.reviewer = self.desk.as_ref()?.review.reviewer.clone();
        }
        let workspace = self.setup.workspace.clone();
        let desk = self.desk.as_mut()?;
        desk.review = desk.review.amend(reason, workspace);
        desk.mode = Mode::Open;
        self.save = SaveState::Saving;
        self.tell("An amendment is open: change what is needed, then sign it off");
        Some(Effect::Begin)
    }
}
