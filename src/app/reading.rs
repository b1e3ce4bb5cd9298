//! Moving about in the review: questions, panes, passages, headings, search.

use crate::domain::answer::{Evidence, Rating};
use crate::domain::checklist::Criterion;

use super::desk::{Desk, Pane};
use super::editor::{Editor, Target};
use super::part::Part;
use super::picker::{Item, Picker, Purpose};
use super::{App, Effect};

impl App {
    pub(super) fn go_to(&mut self, id: &str) -> Option<Effect> {
        self.desk.as_mut()?.go_to(id);
        None
    }

    pub(super) fn go_to_open(&mut self, core: bool) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        match desk.next_open(core) {
            Some(id) => desk.go_to(&id),
            None if core => self.tell("No core question is open"),
            None => self.tell("No question is open. Press s for the sign-off"),
        }
        None
    }

    /// The arrows move in the list; in the middle pane they scroll.
    pub(super) fn next_criterion(&mut self, by: isize) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        if desk.pane == Pane::Criterion {
            desk.scroll = desk.scroll.saturating_add_signed(by);
            return None;
        }
        self.step_criterion(by)
    }

    pub(super) fn step_criterion(&mut self, by: isize) -> Option<Effect> {
        self.desk.as_mut()?.step(by);
        None
    }

    pub(super) fn page(&mut self, direction: isize) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        match desk.pane {
            Pane::Document => {
                let rows = isize::try_from(desk.document.height.saturating_sub(2).max(1)).unwrap_or(1);
                desk.document.scroll(direction * rows);
            }
            Pane::Criterion | Pane::Criteria => desk.scroll = desk.scroll.saturating_add_signed(direction * 5),
        }
        None
    }

    pub(super) fn scroll_document(&mut self, by: isize) -> Option<Effect> {
        self.desk.as_mut()?.document.scroll(by);
        None
    }

    pub(super) fn step_match(&mut self, forward: bool) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        let searching = !desk.document.hits.is_empty();
        let text = match desk.document.step(forward) {
            Some((n, of)) if searching => format!("Match {n} of {of} for “{}”", desk.document.query),
            Some((n, of)) => format!("Passage {n} of {of} with words of this question"),
            None => "No passage has the words of this question. That is about the words, not the document".to_owned(),
        };
        self.tell(&text);
        None
    }

    pub(super) fn step_pane(&mut self, by: usize) -> Option<Effect> {
        const PANES: [Pane; 3] = [Pane::Criteria, Pane::Criterion, Pane::Document];
        let desk = self.desk.as_mut()?;
        let at = PANES.iter().position(|pane| *pane == desk.pane).unwrap_or_default();
        desk.pane = PANES.get((at + by) % PANES.len()).copied().unwrap_or_default();
        None
    }

    pub(super) fn toggle_core(&mut self) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        desk.toggle_core();
        let text = if desk.core_only { "Only core questions are listed" } else { "All questions are listed" };
        self.tell(text);
        None
    }

    pub(super) fn find_criterion(&mut self) -> Option<Effect> {
        let desk = self.desk.as_ref()?;
        let items = desk.listed().map(|criterion| criterion_item(desk, criterion)).collect();
        let picker = Picker::one("Find a question", Purpose::Criterion, items).at(&desk.current);
        self.pick(picker);
        None
    }

    pub(super) fn open_outline(&mut self) -> Option<Effect> {
        let document = &self.desk.as_ref()?.document;
        if document.is_empty() {
            self.tell("There is no text of this document");
            return None;
        }
        let items: Vec<_> = document.parts.iter().enumerate().map(heading_item).collect();
        let here = document.part_in_view().map_or(0, |part| part.start);
        let at = document.parts.iter().position(|part| part.start == here).unwrap_or_default();
        self.pick(Picker::one("Go to a heading", Purpose::Heading, items).at(&at.to_string()));
        None
    }

    pub(super) fn go_to_heading(&mut self, code: &str) -> Option<Effect> {
        let desk = self.desk.as_mut()?;
        desk.document.go_to_part(code.parse().ok()?);
        desk.pane = Pane::Document;
        None
    }

    pub(super) fn go_to_end(&mut self, last: bool) -> Option<Effect> {
        self.desk.as_mut()?.document.go_to_end(last);
        None
    }

    pub(super) fn go_back_in_document(&mut self) -> Option<Effect> {
        if !self.desk.as_mut()?.document.go_back() {
            self.tell("There is no earlier place to go back to");
        }
        None
    }

    pub(super) fn list_evidence(&mut self) -> Option<Effect> {
        let desk = self.desk.as_ref()?;
        let items: Vec<_> = desk.listed().flat_map(|criterion| evidence_items(desk, criterion)).collect();
        if items.is_empty() {
            self.tell("No evidence was kept so far. Press e to mark a passage");
            return None;
        }
        self.pick(Picker::one("Evidence of all questions", Purpose::Evidence, items));
        None
    }

    pub(super) fn go_to_evidence(&mut self, code: &str) -> Option<Effect> {
        let (id, index) = code.rsplit_once(' ')?;
        let desk = self.desk.as_mut()?;
        desk.show_document();
        desk.go_to(id);
        desk.look_up();
        let place = desk.review.answer(id)?.evidence.get(index.parse::<usize>().ok()?)?.clone();
        if desk.document.is_of_this_version(&place) {
            desk.document.go_to_quote(&place);
        } else {
            self.tell(&format!("Not found in this version of the document; it stood in {}", place.place()));
        }
        None
    }

    pub(super) fn list_coverage(&mut self) -> Option<Effect> {
        self.desk.as_mut()?.show_document();
        let desk = self.desk.as_ref()?;
        let coverage = desk.coverage();
        let parts = desk.document.parts.iter().enumerate();
        let unopened = parts.filter(|(_, part)| coverage.unopened.iter().any(|section| section.id == part.id));
        let sections = unopened.map(|(index, part)| unopened_item(index, part));
        let questions = coverage.without_passage().map(|criterion| unmatched_item(desk, criterion));
        let items: Vec<_> = sections.chain(questions).collect();
        let (opened, with) = (coverage.unopened.len(), coverage.without_passage().count());
        let note = format!(
            "{opened} sections were not on the screen so far; {with} of {} questions have no passage with their words. \
             These are facts about the words, not a verdict.",
            coverage.criteria.len()
        );
        if items.is_empty() {
            self.tell("Every section was on the screen, and every question has a passage with its words");
            return None;
        }
        self.pick(Picker::one("Not opened, and without a passage", Purpose::Coverage, items).noting(&note));
        None
    }

    pub(super) fn go_to_uncovered(&mut self, code: &str) -> Option<Effect> {
        match code.split_once(' ')? {
            ("section", index) => self.go_to_heading(index),
            (_, id) => self.go_to(id),
        }
    }

    pub(super) fn open_search(&mut self) -> Option<Effect> {
        let query = self.desk.as_ref()?.document.query.clone();
        self.write(Editor::new("Search in the document", Target::Search, &query));
        None
    }
}

/// The mark before a question: each stands for one word, and harm is named beside it.
#[must_use]
pub fn mark(rating: Option<Rating>) -> &'static str {
    match rating {
        Some(Rating::Yes) => "[x]",
        Some(Rating::Partly) => "[~]",
        Some(Rating::No) => "[!]",
        Some(Rating::NotApplicable) => "[-]",
        None => "[ ]",
    }
}

/// The same in one cell, for the margin of the document.
#[must_use]
pub const fn short_mark(rating: Option<Rating>) -> &'static str {
    match rating {
        Some(Rating::Yes) => "x",
        Some(Rating::Partly) => "~",
        Some(Rating::No) => "!",
        Some(Rating::NotApplicable) => "-",
        None => "e",
    }
}

fn evidence_items(desk: &Desk, criterion: &Criterion) -> Vec<Item> {
    let (id, mark) = (&criterion.id, mark(desk.review.rating(&criterion.id)));
    let places = desk.review.answer(id).map(|answer| answer.evidence.as_slice()).unwrap_or_default();
    let item = |(index, place): (usize, &Evidence)| {
        let lost = if desk.document.is_of_this_version(place) { "" } else { "not in this version: " };
        let label = format!("{mark} {} · {lost}“{}”", criterion.title(), place.quote);
        Item::new(&format!("{id} {index}"), &label, &place.place())
    };
    places.iter().enumerate().map(item).collect()
}

fn unopened_item(index: usize, part: &Part) -> Item {
    let page = part.page.map(|page| format!("p. {page}")).unwrap_or_default();
    Item::new(&format!("section {index}"), &format!("not opened: {}", part.heading), &page)
}

fn unmatched_item(desk: &Desk, criterion: &Criterion) -> Item {
    let mark = mark(desk.review.rating(&criterion.id));
    Item::new(&format!("question {}", criterion.id), &format!("no passage: {mark} {}", criterion.title()), "")
}

fn criterion_item(desk: &Desk, criterion: &Criterion) -> Item {
    let mark = mark(desk.review.rating(&criterion.id));
    let question = criterion.question(desk.review.record.kind);
    Item::new(&criterion.id, &format!("{mark} {} · {question}", criterion.title()), "")
}

fn heading_item((index, part): (usize, &Part)) -> Item {
    let indent = "  ".repeat(usize::from(part.level.saturating_sub(1)).min(4));
    let page = part.page.map(|page| format!("p. {page}")).unwrap_or_default();
    Item::new(&index.to_string(), &format!("{indent}{}", part.heading), &page)
}
