//! The document beside the questions: one long text wrapped once per width, its headings, matches and marks.

use std::ops::Range;

use crate::domain::answer::{Evidence, Rating};
use crate::domain::checklist::Criterion;
use crate::domain::record::Record;
use crate::text::{Folded, Term, Wrapped, fold};

use super::part::Part;
use super::sentence;

/// A passage that is evidence for some question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// Where it stands.
    pub range: Range<usize>,
    /// The rating of the question.
    pub rating: Option<Rating>,
    /// Whether it is the question under the cursor.
    pub here: bool,
}

/// More jumps than anybody goes back.
const TRAIL: usize = 50;

/// The document with the reader's place in it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The sections in order.
    pub parts: Vec<Part>,
    /// The first row in view.
    pub top: usize,
    /// Passages with words of the current question.
    pub passages: Vec<Range<usize>>,
    /// What is searched for.
    pub query: String,
    /// Where it stands.
    pub hits: Vec<Range<usize>>,
    /// The passage or hit last gone to.
    pub current: Option<Range<usize>>,
    /// Passages that are evidence, in the order of the text.
    pub used: Vec<Used>,
    /// Rows in view, as the screen was drawn last.
    pub height: usize,
    /// SHA-256 of the version that the text comes from.
    sha256: Option<String>,
    /// Where the reader was before each jump.
    trail: Vec<usize>,
    text: String,
    wrapped: Wrapped,
    width: u16,
    folded: Option<Folded>,
}

impl Document {
    /// The document of a record, not yet wrapped.
    #[must_use]
    pub fn new(record: &Record) -> Self {
        let mut text = String::with_capacity(record.sections.iter().map(|section| section.text.len() + 80).sum());
        let parts = record.sections.iter().map(|section| Part::append(&mut text, section)).collect();
        Self {
            parts,
            top: 0,
            passages: Vec::new(),
            query: String::new(),
            hits: Vec::new(),
            current: None,
            used: Vec::new(),
            height: 1,
            sha256: record.sha256().map(str::to_owned),
            trail: Vec::new(),
            wrapped: Wrapped::default(),
            width: 0,
            folded: None,
            text,
        }
    }

    /// Wraps for a width, when it changed, and keeps the reader's place.
    pub fn fit(&mut self, width: u16, height: u16) {
        self.height = usize::from(height.max(1));
        if width == self.width {
            return;
        }
        let (place, first) = (self.wrapped.range(self.top).start, self.width == 0);
        self.wrapped = Wrapped::of_clean(self.text.clone(), width);
        self.width = width;
        self.top = self.wrapped.row_of(place);
        // Passages may have been looked up before there were rows to show them in.
        if let Some(passage) = self.current.clone().filter(|_| first) {
            self.show(passage.start);
        }
    }

    /// The wrapped text.
    #[must_use]
    pub const fn rows(&self) -> &Wrapped {
        &self.wrapped
    }

    /// Whether there is anything to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The part that a place belongs to.
    #[must_use]
    pub fn part_at(&self, place: usize) -> Option<&Part> {
        let after = self.parts.partition_point(|part| part.start <= place);
        self.parts.get(after.saturating_sub(1))
    }

    /// The part at the top of the view.
    #[must_use]
    pub fn part_in_view(&self) -> Option<&Part> {
        self.part_at(self.wrapped.range(self.top).start)
    }

    /// The text of a range.
    #[must_use]
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// What is in view, as a range of the text.
    #[must_use]
    pub fn view(&self) -> Range<usize> {
        let last = (self.top + self.height).min(self.wrapped.len()).saturating_sub(1);
        self.wrapped.range(self.top).start..self.wrapped.range(last).end
    }

    /// Moves the view; it stays in the text.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by).min(self.last_top());
    }

    /// Puts a place near the upper third of the view, unless it is comfortably in view already.
    pub fn show(&mut self, place: usize) {
        let row = self.wrapped.row_of(place);
        let bottom = self.top + self.height * 2 / 3;
        if row < self.top || row > bottom {
            self.top = row.saturating_sub(self.height / 3).min(self.last_top());
        }
    }

    /// Puts a heading at the top of the view.
    pub fn go_to_part(&mut self, index: usize) {
        let Some(start) = self.parts.get(index).map(|part| part.start) else { return };
        self.leave();
        self.top = self.wrapped.row_of(start).min(self.last_top());
    }

    /// Shows the quote of some evidence.
    pub fn go_to_quote(&mut self, evidence: &Evidence) {
        let Some(range) = self.find_quote(evidence) else { return };
        self.leave();
        self.show(range.start);
        self.current = Some(range);
    }

    /// Goes back to where the reader was before the last jump; `false` when there was none.
    pub fn go_back(&mut self) -> bool {
        let here = self.top;
        while let Some(place) = self.trail.pop() {
            self.top = self.wrapped.row_of(place).min(self.last_top());
            self.current = None;
            if self.top != here {
                return true;
            }
        }
        false
    }

    /// Goes to the first or the last row.
    pub fn go_to_end(&mut self, last: bool) {
        self.leave();
        self.top = if last { self.last_top() } else { 0 };
    }

    /// Ids of the parts that are in view.
    pub fn parts_in_view(&self) -> impl Iterator<Item = &str> {
        let view = self.view();
        let last = self.parts.partition_point(|part| part.start < view.end);
        let first = self.parts.partition_point(|part| part.start <= view.start).saturating_sub(1);
        self.parts.get(first..last).unwrap_or_default().iter().map(|part| part.id.as_str())
    }

    /// Remembers where the reader is, for the way back.
    fn leave(&mut self) {
        let place = self.wrapped.range(self.top).start;
        if self.trail.last() != Some(&place) {
            self.trail.push(place);
        }
        if self.trail.len() > TRAIL {
            self.trail.remove(0);
        }
    }

    /// Finds the passages with words of a question, and shows the first one of the section that has most of them.
    pub fn look_for(&mut self, criterion: &Criterion) {
        let terms: Vec<_> = criterion.terms.iter().filter_map(|term| Term::parse(term)).collect();
        self.passages = self.folded().find_terms(&terms);
        self.current = self.richest_part().and_then(|part| {
            self.passages.iter().find(|passage| part.start <= passage.start && passage.start < part.body.end).cloned()
        });
        if let Some(passage) = self.current.clone() {
            self.leave();
            self.show(passage.start);
        }
    }

    /// Finds the quotes of all evidence, to mark them. White space does not matter.
    pub fn mark<'a>(&mut self, evidence: impl Iterator<Item = (&'a Evidence, Option<Rating>, bool)>) {
        let found = evidence.filter_map(|(place, rating, here)| {
            let range = self.find_quote(place)?;
            Some(Used { range, rating, here })
        });
        let mut used: Vec<_> = found.collect();
        // Drawing looks them up in the order of the text; evidence stands in the order in which it was marked.
        used.sort_by_key(|used| used.range.start);
        self.used = used;
    }

    /// Whether evidence was taken from this version of the document.
    #[must_use]
    pub fn is_of_this_version(&self, evidence: &Evidence) -> bool {
        evidence.sha256.is_none() || evidence.sha256 == self.sha256
    }

    /// Searches; an empty query takes the hits away.
    pub fn search(&mut self, query: &str) {
        query.clone_into(&mut self.query);
        self.hits = if query.trim().is_empty() { Vec::new() } else { self.folded().find(query) };
        let from = self.wrapped.range(self.top).start;
        let first = self.hits.iter().find(|hit| hit.start >= from).or_else(|| self.hits.first()).cloned();
        if let Some(hit) = first {
            self.leave();
            self.show(hit.start);
            self.current = Some(hit);
        }
    }

    /// Goes to the next or the previous match: of the search when there is one, else of the question's words.
    /// Returns its number and how many there are.
    pub fn step(&mut self, forward: bool) -> Option<(usize, usize)> {
        let matches = if self.hits.is_empty() { &self.passages } else { &self.hits };
        let next = next_match(matches, self.current.as_ref(), self.view().start, forward)?;
        let (range, count) = (matches.get(next)?.clone(), matches.len());
        self.leave();
        self.show(range.start);
        self.current = Some(range);
        Some((next + 1, count))
    }

    /// Evidence for a passage: its section, heading, page and a quote that stands there.
    #[must_use]
    pub fn evidence(&self, range: &Range<usize>) -> Option<Evidence> {
        let part = self.part_at(range.start)?;
        let (quote, page) = (crate::domain::answer::quote(self.slice(range)), part.page_at(range.start));
        let (section, heading, sha256) = (part.id.clone(), part.heading.clone(), self.sha256.clone());
        Some(Evidence { section, heading, page, quote, sha256 })
    }

    /// The sentences of the part around a place; the heading counts as one when there is nothing under it.
    #[must_use]
    pub fn sentences(&self, place: usize) -> Vec<Range<usize>> {
        let Some(part) = self.part_at(place) else { return Vec::new() };
        sentence::sentences(self.slice(&part.body), part.body.start)
    }

    fn folded(&mut self) -> &Folded {
        let text = &self.text;
        self.folded.get_or_insert_with(|| fold(text))
    }

    fn find_quote(&mut self, place: &Evidence) -> Option<Range<usize>> {
        if !self.is_of_this_version(place) {
            return None;
        }
        let body = self.parts.iter().find(|part| part.id == place.section)?.body.clone();
        self.folded().find_in(&place.quote, &body)
    }

    fn richest_part(&self) -> Option<&Part> {
        let before = |place: usize| self.passages.partition_point(|passage| passage.start < place);
        let count = |part: &&Part| before(part.body.end) - before(part.start);
        let touched = self.parts.iter().filter(|part| count(part) > 0);
        touched.rev().max_by_key(count)
    }

    fn last_top(&self) -> usize {
        self.wrapped.len().saturating_sub(self.height)
    }
}

fn next_match(matches: &[Range<usize>], current: Option<&Range<usize>>, top: usize, forward: bool) -> Option<usize> {
    let last = matches.len().checked_sub(1)?;
    let place = current.map_or(top, |range| range.start);
    let next = if forward {
        let past = matches.partition_point(|range| range.start < place + usize::from(current.is_some()));
        if past > last { 0 } else { past }
    } else {
        matches.partition_point(|range| range.start < place).checked_sub(1).unwrap_or(last)
    };
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::record::{PageBreak, Section};

    /// Forty sections of two lines; the words of the question stand in the thirtieth.
    fn document() -> (Document, Criterion) {
        let mut record = Record::new("a", Kind::Proposal, "A");
        let text = |n| if n == 30 { "Safety audits are planned twice." } else { "Nothing to see here." };
        let section = |n| Section {
            id: format!("s{n}"),
            heading: format!("{n}."),
            text: text(n).to_owned(),
            ..Section::default()
        };
        record.sections = (1..=40).map(section).collect();
        let lists = crate::checklists::built_in();
        let criterion = lists.iter().find_map(|list| list.checklist.criterion("gbv-safety-audits")).unwrap().clone();
        (Document::new(&record), criterion)
    }

    #[test]
    fn the_passage_is_in_view_whichever_comes_first_the_wrapping_or_the_search() {
        for wraps_first in [true, false] {
            let (mut document, criterion) = document();
            if wraps_first {
                document.fit(40, 10);
                document.look_for(&criterion);
            } else {
                document.look_for(&criterion);
                document.fit(40, 10);
            }
            let passage = document.passages.first().unwrap().start;
            assert!(document.view().contains(&passage), "wraps first: {wraps_first}");
            assert_eq!(document.part_at(passage).unwrap().id, "s30");
        }
    }

    #[test]
    fn a_new_width_keeps_the_readers_place() {
        let (mut document, criterion) = document();
        document.fit(40, 10);
        document.look_for(&criterion);
        document.scroll(isize::MIN);
        document.fit(30, 10);
        assert_eq!(document.part_in_view().unwrap().id, "s1");
    }

    #[test]
    fn back_leads_to_where_the_reader_was_and_then_no_further() {
        let (mut document, criterion) = document();
        document.fit(40, 10);
        let mut tops = vec![document.top];
        document.go_to_part(3);
        tops.push(document.top);
        document.look_for(&criterion);
        tops.push(document.top);
        document.go_to_end(true);
        while let Some(top) = tops.pop() {
            assert!(document.go_back());
            assert_eq!(document.top, top);
        }
        assert!(!document.go_back());
    }

    #[test]
    fn the_page_of_a_place_is_the_page_it_stands_on_also_where_cleaning_changes_the_text() {
        let mut record = Record::new("a", Kind::Proposal, "A");
        let text = "One\tpage.\u{1b}\nAnother pagé.\nA third.".to_owned();
        let page_breaks = vec![PageBreak { at: 11, page: 8 }, PageBreak { at: 25, page: 9 }];
        let section =
            Section { id: "s1".into(), heading: "1.".into(), page: Some(7), text, page_breaks, ..Section::default() };
        record.sections = vec![section];
        let mut document = Document::new(&record);
        for (words, page) in [("page.", 7), ("Another pagé.", 8), ("A third.", 9)] {
            document.search(words);
            let hit = document.hits.first().unwrap().clone();
            assert_eq!(document.evidence(&hit).unwrap().page, Some(page), "{words}");
        }
    }
}
