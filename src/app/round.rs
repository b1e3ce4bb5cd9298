//! The round after, and the review that decides between two: how they begin, the changes that were asked for, and what
//! became of the document since.

use crate::domain::brief::{ReviewBrief, Signed};
use crate::domain::comment::{Comment, CommentState};
use crate::domain::record::Record;
use crate::domain::review::{Review, Role, Start};

use super::comment::{self, CommentLine};
use super::desk::{Desk, Mode, Pane};
use super::editor::{Editor, Target};
use super::form::Form;
use super::picker::{Item, Picker, Purpose};
use super::{App, Effect, SaveState, Screen};

/// A review that is about to begin where another one ended, or two.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning {
    /// The review of the round before, or the two to decide between.
    pub from: Vec<Signed>,
    /// The record as it is now.
    pub record: Record,
    /// What the new review needs to know.
    pub start: Start,
    /// What the reviewer's word means.
    pub role: Role,
}

/// What the disk has of the round before.
#[derive(Debug, Clone)]
pub struct Before {
    /// The review.
    pub review: Review,
    /// The record with the version of the document that it was made on, when that is kept.
    pub record: Option<Record>,
}

impl App {
    pub(super) fn begin(&mut self, form: Form) -> Effect {
        let (record, reviewer) = (&form.record.id, &self.setup.reviewer.id);
        let census = &self.library.census;
        let (round, previous) = census.next_round(record, reviewer, form.chosen.round.or(self.setup.round));
        let start = Start {
            id: self.moment.fresh_id.clone(),
            at: self.moment.at,
            round,
            previous: previous.map(|review| review.id.to_string()),
            reviewer: self.setup.reviewer.clone(),
            workspace: self.setup.workspace.clone(),
            profile: form.profile,
        };
        let (record, role) = (form.record, form.role);
        if form.chosen.decide {
            let from = census.two_of(&record.id, round).into_iter().map(ReviewBrief::signed).collect();
            return Effect::BeginFrom(Box::new(Beginning { from, record, start, role }));
        }
        if let Some(previous) = previous {
            let from = vec![previous.signed()];
            return Effect::BeginFrom(Box::new(Beginning { from, record, start, role }));
        }
        let mut review = Review::new(&record, &self.setup.checklists, start);
        review.role = role;
        self.sit_down(Desk::new(record, review, self.setup.checklists.clone(), Mode::Open))
    }

    /// What a review begins from was read, or not.
    pub fn before_read(&mut self, beginning: Beginning, read: Result<Vec<Before>, String>) -> Option<Effect> {
        match read.map(<[Before; 2]>::try_from) {
            Ok(Ok([one, other])) => Some(self.begin_between(beginning, one.review, other.review)),
            Ok(Err(mut before)) => match before.pop() {
                Some(before) => Some(self.begin_after(beginning, before)),
                None => self.say_gone(),
            },
            Err(reason) => {
                self.complain(format!("A review that this one goes on from could not be read: {reason}"));
                None
            }
        }
    }

    fn say_gone(&mut self) -> Option<Effect> {
        self.complain("The two reviews are no longer there to decide between: f5 reads the folder again".to_owned());
        None
    }

    fn begin_between(&mut self, beginning: Beginning, one: Review, other: Review) -> Effect {
        let Beginning { record, start, role, .. } = beginning;
        let mut review = Review::between(&one, &other, &record, &self.setup.checklists, start);
        review.role = role;
        let mut desk = Desk::new(record, review, self.setup.checklists.clone(), Mode::Open);
        let differing = desk.review.draft.as_ref().map_or(0, |draft| draft.differing.len());
        self.tell(&format!("{differing} questions to decide: o goes to the next. What both say is taken over"));
        desk.others = vec![one, other];
        desk.step(isize::MAX);
        if let Some(id) = desk.next_open(false) {
            desk.go_to(&id);
        }
        self.sit_down(desk)
    }

    fn begin_after(&mut self, beginning: Beginning, before: Before) -> Effect {
        let Beginning { record, start, role, .. } = beginning;
        let (mut review, lookup) = Review::after(&before.review, &record, &self.setup.checklists, start);
        review.role = role;
        let mut desk = Desk::new(record, review, self.setup.checklists.clone(), Mode::Open);
        desk.compare_with(before.record);
        let waiting = desk.review.waiting().len();
        let news =
            lookup.map_or_else(|| "The document is the version of the round before".to_owned(), |l| l.sentence());
        self.tell(&format!("{news}. {waiting} comments wait: r lists them"));
        self.sit_down(desk)
    }

    /// After a decision the reason is asked for: it stays with it.
    pub(super) fn ask_why(&mut self) -> Option<Effect> {
        let desk = self.desk.as_ref()?;
        let reason = desk.review.answer(&desk.current).and_then(|answer| answer.decision.clone()).unwrap_or_default();
        self.write(Editor::new("Why is it decided so? (one line)", Target::Decision, &reason));
        None
    }

    pub(super) fn take_decision(&mut self, editor: Editor, line: &str) -> Option<Effect> {
        if line.is_empty() {
            return self.ask_again(editor, "A few words: both reviewers will read why");
        }
        self.change("Reason of the decision", |review, id| review.set_decision(id, line))?;
        self.move_on();
        self.save_now()
    }

    fn sit_down(&mut self, desk: Desk) -> Effect {
        self.desk = Some(desk);
        self.screen = Screen::Review;
        self.save = SaveState::Saving;
        Effect::Begin
    }

    pub(super) fn list_waiting(&mut self) -> Option<Effect> {
        let desk = self.desk.as_ref()?;
        let waiting = desk.review.waiting();
        let items: Vec<_> =
            waiting.iter().filter_map(|n| comment::find(&desk.review, *n)).map(|c| item(desk, c)).collect();
        if items.is_empty() {
            self.tell("No comment waits for a word of yours");
            return None;
        }
        self.pick(Picker::one("Comments that are open", Purpose::Waiting, items));
        None
    }

    /// The question, the comment with the author's reply, and beside them the text of today.
    pub(super) fn go_to_waiting(&mut self, code: &str) -> Option<Effect> {
        let n = code.parse().ok()?;
        let desk = self.desk.as_mut()?;
        let comment = comment::find(&desk.review, n)?.clone();
        desk.show_document();
        if let Some(id) = comment.criterion.as_deref().filter(|id| desk.review.is_asked(id)) {
            desk.go_to(id);
            desk.look_up();
            let place = desk.review.answer(id).and_then(|answer| answer.evidence.first()).cloned();
            place.iter().for_each(|place| desk.document.go_to_quote(place));
        }
        self.show_comment(n, CommentLine::State)
    }

    pub(super) fn choose_state(&mut self, n: u32, code: &str) -> Option<Effect> {
        let state = CommentState::from_code(code)?;
        self.change(&format!("Comment {n} {}", state.label().to_lowercase()), |review, _| {
            if let Some(comment) = review.comment_mut(n) {
                comment.state = state;
            }
        })?;
        self.save_now()
    }

    pub(super) fn toggle_changes(&mut self) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        let said = match desk.toggle_changes() {
            Some(true) => "What changed since the round before: [-taken out-] [+put in+]. d shows the document again",
            Some(false) => "The document as it is now",
            None => "There is no other version of the document to compare with",
        };
        desk.pane = Pane::Document;
        self.tell(said);
        None
    }
}

fn item(desk: &Desk, comment: &Comment) -> Item {
    let Comment { n, criterion, class, finding, reply, .. } = comment;
    let title = criterion.as_deref().and_then(|id| desk.title_of(id)).unwrap_or(finding);
    let said = reply.map_or("no reply", |reply| reply.label());
    Item::new(&n.to_string(), &format!("{n} {} · {title}", class.label()), said)
}

/// The list of states.
#[must_use]
pub fn states(comment: &Comment) -> Picker {
    let items = CommentState::ALL.iter().map(|state| Item::new(state.code(), state.label(), meaning(*state))).collect();
    let title = "What became of it?";
    Picker::one(title, Purpose::CommentState(comment.n), items).at(comment.state.code())
}

const fn meaning(state: CommentState) -> &'static str {
    match state {
        CommentState::Open => "the author still has to do something",
        CommentState::Closed => "it is dealt with",
        CommentState::Dropped => "you no longer ask for it",
    }
}
