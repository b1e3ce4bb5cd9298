//! Marking a passage as evidence: sentence by sentence, then word by word.

use std::ops::Range;

use crate::domain::answer::QUOTE_LIMIT;

use super::document::Document;

/// The passage that is being chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// The passage, as a range of the document's text.
    pub range: Range<usize>,
    sentences: Vec<Range<usize>>,
    at: usize,
}

impl Marking {
    /// Starts with the sentence around the match gone to last, when it is in view; else with the first one in view.
    #[must_use]
    pub fn start(document: &Document) -> Option<Self> {
        let view = document.view();
        let matched = document.current.clone().filter(|range| view.start <= range.start && range.start < view.end);
        let place = matched.map_or(view.start, |range| range.start);
        Self::around(document, place)
    }

    fn around(document: &Document, place: usize) -> Option<Self> {
        let sentences = document.sentences(place);
        let at = sentences.iter().position(|sentence| sentence.end > place).or(sentences.len().checked_sub(1))?;
        let range = sentences.get(at)?.clone();
        Some(Self { range, sentences, at })
    }

    /// Chooses the sentence after or before, in the next part of the document when this one ends.
    pub fn step(&mut self, document: &mut Document, forward: bool) {
        let next = if forward { self.at.checked_add(1) } else { self.at.checked_sub(1) };
        match next.and_then(|next| Some((next, self.sentences.get(next)?.clone()))) {
            Some((next, range)) => (self.at, self.range) = (next, range),
            None => self.leave_part(document, forward),
        }
        document.show(self.range.start);
    }

    /// Adds the next word, as long as the passage stays short enough for a quote.
    pub fn longer(&mut self, document: &Document) {
        let end = self.sentences.last().map_or(self.range.end, |last| last.end);
        let rest = document.slice(&(self.range.end..end));
        let lead = rest.len() - rest.trim_start().len();
        let word = rest.trim_start().find(char::is_whitespace).unwrap_or(rest.len() - lead);
        self.range.end = (self.range.end + lead + word).min(end);
    }

    /// Takes the last word off; one word always stays.
    pub fn shorter(&mut self, document: &Document) {
        let text = document.slice(&self.range);
        let fits = text.char_indices().nth(QUOTE_LIMIT).map_or(text.len(), |(end, _)| end);
        let text = text.get(..fits).unwrap_or(text);
        if let Some(cut) = text.trim_end().rfind(char::is_whitespace) {
            self.range.end = self.range.start + text.get(..cut).unwrap_or_default().trim_end().len();
        }
    }

    /// Starts one word later; one word always stays.
    pub fn start_later(&mut self, document: &Document) {
        let text = document.slice(&self.range);
        let Some(end) = text.find(char::is_whitespace) else { return };
        let rest = text.get(end..).unwrap_or_default();
        let next = end + rest.len() - rest.trim_start().len();
        if next < text.len() {
            self.range.start += next;
        }
    }

    fn leave_part(&mut self, document: &Document, forward: bool) {
        let Some(part) = document.part_at(self.range.start) else { return };
        let index = document.parts.iter().position(|other| other.start == part.start).unwrap_or_default();
        let others: Box<dyn Iterator<Item = usize>> =
            if forward { Box::new(index + 1..document.parts.len()) } else { Box::new((0..index).rev()) };
        for other in others {
            let Some(body) = document.parts.get(other).map(|part| part.body.clone()) else { continue };
            let place = if forward { body.start } else { body.end.saturating_sub(1).max(body.start) };
            if let Some(found) = Self::around(document, place) {
                *self = found;
                return;
            }
        }
    }
}
