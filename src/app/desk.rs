//! The review under the reviewer's hands: questions, document, cursor and undo.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::domain::checklist::{Checklist, Criterion};
use crate::domain::coverage::Coverage;
use crate::domain::record::{Record, Section};
use crate::domain::review::{ChecklistUse, Pinned, Review};
use crate::domain::revision::{Compared, Fate, Piece, Revision};
use crate::domain::round::{Changed, SecondLook};
use crate::domain::tally::Tally;

use super::document::Document;
use super::history::History;
use super::marking::Marking;

/// The three panes, in the order of the tab key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list of questions.
    #[default]
    Criteria,
    /// The question with its help and its answer.
    Criterion,
    /// The document.
    Document,
}

/// Whether the review can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// It is our draft.
    Open,
    /// It is signed off: only an amendment changes it.
    SignedOff,
    /// Another window has it open.
    InUse,
}

/// One line of the list of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// The head of a checklist.
    Checklist(&'a Checklist, Tally),
    /// The head of a section.
    Section(&'a str),
    /// A question.
    Criterion(&'a Criterion),
    /// A question that was answered and is no longer asked.
    Unasked(&'a Criterion),
}

/// The version of the document in the round before.
#[derive(Debug, Clone)]
struct Earlier {
    /// What is new or changed since then, to look questions up in.
    changed: Changed,
    /// What is not on the screen: the changes, or the document while the changes are.
    other: Document,
    /// Whether the changes are on the screen.
    shown: bool,
}

/// Everything about the review on the screen.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The record, with its text.
    pub record: Record,
    /// The review.
    pub review: Review,
    /// The checklists that it is made with.
    pub checklists: Vec<Pinned>,
    /// The document.
    pub document: Document,
    /// The id of the current criterion.
    pub current: String,
    /// Which pane has the focus.
    pub pane: Pane,
    /// Whether only core questions are listed.
    pub core_only: bool,
    /// The first row of the middle pane in view.
    pub scroll: usize,
    /// The passage being marked.
    pub marking: Option<Marking>,
    /// Undo and redo.
    pub history: History,
    /// Whether it can be changed.
    pub mode: Mode,
    /// The two reviews that this one decides between.
    pub others: Vec<Review>,
    /// Ids of the sections that were on the screen. They go into the draft with its next save.
    opened: BTreeSet<String>,
    /// The round before, when there was one.
    before: Option<Earlier>,
    searched: Option<String>,
}

impl Desk {
    /// A desk with a review on it, at the criterion where the reviewer was.
    #[must_use]
    pub fn new(record: Record, review: Review, checklists: Vec<Pinned>, mode: Mode) -> Self {
        let document = Document::new(&record);
        let opened = review.draft.iter().flat_map(|draft| draft.opened.iter().cloned()).collect();
        let mut desk = Self {
            record,
            current: review.draft.as_ref().and_then(|draft| draft.criterion.clone()).unwrap_or_default(),
            review,
            checklists,
            document,
            pane: Pane::default(),
            core_only: false,
            scroll: 0,
            marking: None,
            history: History::default(),
            mode,
            others: Vec::new(),
            opened,
            before: None,
            searched: None,
        };
        desk.stay_in_list();
        desk
    }

    /// The criteria in the list, in order.
    pub fn listed(&self) -> impl Iterator<Item = &Criterion> {
        let asked = self.review.checklists.iter().filter_map(|used| Some((used, self.checklist(used)?)));
        let criteria = asked.flat_map(|(used, list)| used.asked.iter().filter_map(|id| list.criterion(id)));
        criteria.filter(|criterion| criterion.core || !self.core_only)
    }

    /// The list with its headings.
    #[must_use]
    pub fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        for used in &self.review.checklists {
            let Some(list) = self.checklist(used) else { continue };
            lines.push(Line::Checklist(list, Tally::of(&self.review, used)));
            let mut section = "";
            for criterion in used.asked.iter().filter_map(|id| list.criterion(id)) {
                if self.core_only && !criterion.core {
                    continue;
                }
                if criterion.section != section {
                    section = &criterion.section;
                    lines.push(Line::Section(list.section_title(section)));
                }
                lines.push(Line::Criterion(criterion));
            }
            lines.extend(self.unasked(used, list).map(Line::Unasked));
        }
        lines
    }

    /// The criterion under the cursor; `None` when nothing is asked.
    #[must_use]
    pub fn criterion(&self) -> Option<&Criterion> {
        self.listed().find(|criterion| criterion.id == self.current)
    }

    /// The checklist that the current criterion belongs to.
    #[must_use]
    pub fn checklist_of(&self, criterion: &str) -> Option<&Checklist> {
        let used = self.review.checklists.iter().find(|used| used.asked.iter().any(|id| id == criterion))?;
        self.checklist(used)
    }

    /// Goes to a criterion; a hidden one makes the whole list visible.
    pub fn go_to(&mut self, id: &str) {
        if !self.listed().any(|criterion| criterion.id == id) {
            self.core_only = false;
        }
        id.clone_into(&mut self.current);
        self.stay_in_list();
        self.arrive();
    }

    /// Moves the cursor in the list; it stays in it.
    pub fn step(&mut self, by: isize) {
        let ids: Vec<_> = self.listed().map(|criterion| criterion.id.clone()).collect();
        let at = ids.iter().position(|id| *id == self.current).unwrap_or_default();
        if let Some(id) = ids.get(at.saturating_add_signed(by).min(ids.len().saturating_sub(1))) {
            self.current.clone_from(id);
            self.arrive();
        }
    }

    /// The next criterion that waits, from the cursor on and then from the beginning: a difference to decide before all
    /// others; else one without a rating, or to be looked at again.
    #[must_use]
    pub fn next_open(&self, core: bool) -> Option<String> {
        let listed: Vec<_> = self.listed().collect();
        let at = listed.iter().position(|criterion| criterion.id == self.current).unwrap_or_default();
        let after: Vec<_> = listed.iter().skip(at + 1).chain(listed.iter().take(at + 1)).copied().collect();
        let first = |waits: &dyn Fn(&Criterion) -> bool| {
            let found = after.iter().find(|criterion| (criterion.core || !core) && waits(criterion));
            found.map(|criterion| criterion.id.clone())
        };
        let open = |criterion: &Criterion| self.review.rating(&criterion.id).is_none();
        let undecided = first(&|criterion| open(criterion) && self.review.is_differing(&criterion.id));
        undecided.or_else(|| first(&|criterion| open(criterion) || self.second_look(criterion).is_some()))
    }

    /// The open criteria of the current section, as they are listed, with the section's title.
    #[must_use]
    pub fn open_in_section(&self) -> Option<(String, Vec<String>)> {
        let current = self.criterion()?;
        let checklist = self.checklist_of(&current.id)?;
        let here = |criterion: &&Criterion| {
            criterion.section == current.section && checklist.criterion(&criterion.id).is_some()
        };
        let open = self.listed().filter(here).filter(|criterion| self.review.rating(&criterion.id).is_none());
        let ids = open.map(|criterion| criterion.id.clone()).collect();
        Some((checklist.section_title(&current.section).to_owned(), ids))
    }

    /// Criteria of a checklist that have an answer and are no longer asked: kept, and not counted.
    fn unasked<'a>(&'a self, used: &'a ChecklistUse, list: &'a Checklist) -> impl Iterator<Item = &'a Criterion> {
        let unasked = |criterion: &&Criterion| !used.asked.contains(&criterion.id);
        list.criteria.iter().filter(unasked).filter(|criterion| self.review.answer(&criterion.id).is_some())
    }

    /// Lists core questions only, or all again.
    pub fn toggle_core(&mut self) {
        self.core_only = !self.core_only;
        self.stay_in_list();
        self.arrive();
    }

    /// How many core questions are open.
    #[must_use]
    pub fn core_open(&self) -> usize {
        let criteria = self.checklists.iter().flat_map(|pinned| &pinned.checklist.criteria);
        let core = criteria.filter(|criterion| criterion.core && self.review.is_asked(&criterion.id));
        core.filter(|criterion| self.review.rating(&criterion.id).is_none()).count()
    }

    /// Remembers the review for undo, then changes it.
    pub fn change(&mut self, what: String, change: impl FnOnce(&mut Review)) {
        self.history.remember(what, Some(&self.current), &self.review);
        change(&mut self.review);
        self.history.drop_stale_overrides(&mut self.review);
        self.history.forget_unchanged(&self.review);
        self.mark_evidence();
    }

    /// Takes the overrides away whose text is another than before the last change.
    pub fn drop_stale_overrides(&mut self) {
        self.history.drop_stale_overrides(&mut self.review);
    }

    /// Takes the record's data over after they were changed; answers stay, whatever is asked now.
    pub fn follow(&mut self, record: Record) {
        self.review.follow(&record, &self.checklists);
        self.record = record;
        self.stay_in_list();
    }

    /// Notes when and where the reviewer was, for the next start.
    pub fn stamp(&mut self, at: Timestamp) {
        let (current, opened) = (Some(self.current.clone()), self.opened.iter().cloned().collect());
        if let Some(draft) = &mut self.review.draft {
            (draft.saved_at, draft.criterion, draft.opened) = (Some(at), current, opened);
        }
    }

    /// The review as it is left: with the sections that were on the screen since the last save.
    #[must_use]
    pub fn as_left(&self) -> Review {
        let mut review = self.review.clone();
        if let Some(draft) = &mut review.draft {
            draft.opened = self.opened.iter().cloned().collect();
        }
        review
    }

    /// Looks up the passages for the current criterion, once.
    pub fn look_up(&mut self) {
        if self.searched.as_ref() == Some(&self.current) {
            return;
        }
        if let Some(criterion) = self.criterion().cloned() {
            self.document.look_for(&criterion);
        }
        self.searched = Some(self.current.clone());
        self.mark_evidence();
    }

    /// Whether passages wait to be looked up: not before the first frame is on the screen.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.searched.as_ref() != Some(&self.current)
    }

    fn arrive(&mut self) {
        self.scroll = 0;
        self.marking = None;
    }

    /// What of the document was looked at, and which of the questions asked have words in it.
    #[must_use]
    pub fn coverage(&self) -> Coverage<'_> {
        Coverage::of(&self.record, self.listed(), &self.opened)
    }

    /// Sets the version of the round before beside the document.
    pub fn compare_with(&mut self, before: Option<Record>) {
        let other = before.filter(|before| before.sha256() != self.record.sha256());
        let earlier = other.map(|before| Earlier {
            changed: Changed::between(&before, &self.record, self.listed()),
            other: Document::new(&changes_of(&before, &self.record)),
            shown: false,
        });
        self.before = earlier;
    }

    /// Shows what changed, or the document again: `None` when there is nothing to compare with.
    pub fn toggle_changes(&mut self) -> Option<bool> {
        let before = self.before.as_mut()?;
        std::mem::swap(&mut self.document, &mut before.other);
        before.shown = !before.shown;
        (self.marking, self.searched) = (None, None);
        self.before.as_ref().map(|before| before.shown)
    }

    /// Shows the document, when the pane shows what changed.
    pub fn show_document(&mut self) {
        if self.shows_changes() {
            self.toggle_changes();
        }
    }

    /// Whether the pane shows what changed, where nothing can be marked.
    #[must_use]
    pub fn shows_changes(&self) -> bool {
        self.before.as_ref().is_some_and(|before| before.shown)
    }

    /// Why a carried answer should be looked at again; `None` when it need not be, or was.
    #[must_use]
    pub fn second_look(&self, criterion: &Criterion) -> Option<SecondLook> {
        let none = Changed::default();
        self.review.second_look(criterion, self.before.as_ref().map_or(&none, |before| &before.changed))
    }

    /// The title of a question.
    #[must_use]
    pub fn title_of(&self, id: &str) -> Option<&String> {
        self.checklists.iter().find_map(|pinned| pinned.checklist.criterion(id)).map(|criterion| &criterion.title)
    }

    /// Notes which sections are on the screen.
    pub fn see(&mut self) {
        if self.shows_changes() {
            return;
        }
        for id in self.document.parts_in_view() {
            if !self.opened.contains(id) {
                self.opened.insert(id.to_owned());
            }
        }
    }

    fn mark_evidence(&mut self) {
        let (answers, current) = (&self.review.answers, &self.current);
        let evidence = answers
            .iter()
            .flat_map(|(id, answer)| answer.evidence.iter().map(move |place| (place, answer.rating, id == current)));
        self.document.mark(evidence);
    }

    fn stay_in_list(&mut self) {
        if self.criterion().is_none() {
            let first = self.listed().next().map(|criterion| criterion.id.clone());
            self.current = first.unwrap_or_default();
        }
    }

    fn checklist(&self, used: &ChecklistUse) -> Option<&Checklist> {
        let same = |pinned: &&Pinned| pinned.checklist.id == used.id;
        self.checklists.iter().find(same).map(|pinned| &pinned.checklist)
    }
}

/// What changed as a document of its own: the sections that are not as they were, with marks around the words.
fn changes_of(before: &Record, record: &Record) -> Record {
    let revision = Revision::between(before, record);
    let section = |(n, compared): (usize, &Compared)| {
        let new = compared.new.or(compared.old);
        Section {
            id: new.map_or_else(|| format!("gone-{n}"), |section| section.id.clone()),
            heading: format!("{}: {}{}", fate(compared.fate()), compared.heading(), before_it(compared)),
            level: new.map_or(1, |section| section.level),
            page: new.and_then(|section| section.page),
            text: compared.pieces().iter().map(marked).collect(),
            ..Section::default()
        }
    };
    let mut changes = Record { sections: Vec::new(), ..record.clone() };
    changes.sections = revision.changes().enumerate().map(section).collect();
    changes
}

/// The heading that it had, when that was another one.
fn before_it(compared: &Compared) -> String {
    let was = compared.old.map(|old| old.heading.as_str()).filter(|was| *was != compared.heading());
    was.map(|was| format!(" (was: {was})")).unwrap_or_default()
}

const fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Same => "the same",
        Fate::Changed => "changed",
        Fate::New => "new",
        Fate::Gone => "gone",
    }
}

/// Marks that read without colour.
fn marked(piece: &Piece) -> String {
    match piece {
        Piece::Kept(text) => text.clone(),
        Piece::Out(text) => framed("[-", text, "-]"),
        Piece::In(text) => framed("[+", text, "+]"),
    }
}

/// White space stays outside the marks, so that paragraphs stay apart.
fn framed(open: &str, text: &str, close: &str) -> String {
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    let (lead, tail) = (text.len() - text.trim_start().len(), text.trim_end().len());
    let (before, after) = (text.get(..lead).unwrap_or_default(), text.get(tail..).unwrap_or_default());
    format!("{before}{open}{words}{close}{after}")
}
