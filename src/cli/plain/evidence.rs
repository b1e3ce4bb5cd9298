//! The document: passages with words of the question, sections, and places kept as evidence.

use std::io::{self, BufRead, Write};
use std::ops::Range;

use crate::app::Document;
use crate::domain::answer::{QUOTE_LIMIT, squeeze};

use super::Plain;
use super::talk::number;

/// More passages than anybody listens to.
const LISTED: usize = 20;
const NO_TEXT: &str = "The text of the document is not here. Write the place into a note or a comment.";

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Says the passages with words of the question.
    pub(super) fn passages(&mut self) -> io::Result<()> {
        self.list_sentences().map(|_| ())
    }

    /// Keeps a place: one of the listed, or words that stand in the text.
    pub(super) fn evidence(&mut self, words: &str) -> io::Result<()> {
        if self.desk.document.is_empty() {
            return self.talk.say(NO_TEXT);
        }
        if !words.is_empty() {
            return self.keep_words(words);
        }
        let sentences = self.list_sentences()?;
        let line = self.talk.ask("Number, or words of the text (empty goes back): ")?.unwrap_or_default();
        let is_number = line.trim().chars().all(|c| c.is_ascii_digit());
        match number(&line, sentences.len()).and_then(|index| sentences.get(index)) {
            _ if line.trim().is_empty() => Ok(()),
            Some(sentence) => self.keep_place(sentence, ""),
            None if is_number => self.talk.say(&format!("There is no passage {}.", line.trim())),
            None => self.keep_words(&line),
        }
    }

    fn list_sentences(&mut self) -> io::Result<Vec<Range<usize>>> {
        self.desk.look_up();
        let sentences = sentences(&self.desk.document);
        let listed = sentences.iter().enumerate().map(|(index, sentence)| self.sentence_line(index, sentence));
        let mut lines: Vec<_> = listed.collect();
        match sentences.len() {
            0 if self.desk.document.is_empty() => lines.push(NO_TEXT.to_owned()),
            0 => lines.push("No passage holds words of this question. d reads the document.".to_owned()),
            LISTED => lines.push(format!("These are the first {LISTED}. d reads the whole document.")),
            _ => {}
        }
        self.talk.say(&lines.join("\n"))?;
        Ok(sentences)
    }

    fn sentence_line(&self, index: usize, sentence: &Range<usize>) -> String {
        let document = &self.desk.document;
        let place = document.evidence(sentence).map(|evidence| evidence.place()).unwrap_or_default();
        format!("{}. {place}: {}", index + 1, squeeze(document.slice(sentence)))
    }

    /// Only what stands in the document is evidence.
    fn keep_words(&mut self, words: &str) -> io::Result<()> {
        let words = squeeze(words);
        let length = words.chars().count();
        if length > QUOTE_LIMIT {
            return self
                .talk
                .say(&format!("A quote has at most {QUOTE_LIMIT} characters; this has {length}. Type fewer words."));
        }
        let hits = hits(&mut self.desk.document, &words);
        let more =
            if hits.len() > 1 { format!(" It is the first of {} such places.", hits.len()) } else { String::new() };
        match hits.first() {
            Some(hit) => self.keep_place(hit, &more),
            None => self.talk.say(&format!("“{words}” does not stand in the text of the document. Nothing was kept.")),
        }
    }

    fn keep_place(&mut self, range: &Range<usize>, more: &str) -> io::Result<()> {
        let Some(evidence) = self.desk.document.evidence(range) else { return Ok(()) };
        self.talk.say(&format!("Kept as evidence: “{}”, {}.{more}", evidence.quote, evidence.place()))?;
        self.change("Evidence", |review, id| review.add_evidence(id, evidence))
    }

    /// Says the sections, then the text of one.
    pub(super) fn read(&mut self, words: &str) -> io::Result<()> {
        let parts = &self.desk.document.parts;
        if parts.is_empty() {
            return self.talk.say(NO_TEXT);
        }
        let page = |page: Option<u32>| page.map(|page| format!(", p. {page}")).unwrap_or_default();
        let items: Vec<_> = parts.iter().map(|part| format!("{}{}", part.heading, page(part.page))).collect();
        let chosen = match words {
            "" => self.talk.choose("Which section?", &items, None)?,
            words => number(words, items.len()),
        };
        match chosen {
            Some(index) => self.read_part(index),
            None if words.is_empty() => Ok(()),
            None => self.talk.say(&format!("There is no section {words}; there are {}.", items.len())),
        }
    }

    fn read_part(&mut self, index: usize) -> io::Result<()> {
        let document = &self.desk.document;
        let Some(part) = document.parts.get(index) else { return Ok(()) };
        let text = document.slice(&part.body).trim();
        let text = if text.is_empty() { "There is no text under this heading." } else { text };
        self.talk.say(&format!("{}\n{text}", part.heading))
    }
}

/// The sentences around the passages, each once, in the order of the document.
fn sentences(document: &Document) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for passage in &document.passages {
        let heard = found.last().is_some_and(|last| passage.start < last.end);
        let sentence = document.sentences(passage.start).into_iter().find(|sentence| sentence.end > passage.start);
        found.extend(sentence.filter(|_| !heard));
        if found.len() == LISTED {
            break;
        }
    }
    found
}

/// Where words stand in the text of one section; a heading is no evidence for what is written under it.
fn hits(document: &mut Document, words: &str) -> Vec<Range<usize>> {
    document.search(words);
    let found = std::mem::take(&mut document.hits);
    document.search("");
    let within = |hit: &Range<usize>| {
        document.part_at(hit.start).is_some_and(|part| part.body.start <= hit.start && hit.end <= part.body.end)
    };
    found.into_iter().filter(within).collect()
}
