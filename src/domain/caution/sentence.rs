//! A text as sentences of words, folded for comparing, with what stands between them.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::arabic::plain;
use super::words::{Group, groups};
use crate::text::fold;

/// One word.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// As it was typed.
    pub raw: &'a str,
    /// Without case and accents.
    pub folded: String,
    /// Where it begins, in bytes of the text.
    pub start: usize,
    /// What stands between it and the word before.
    pub gap: &'a str,
    groups: u64,
}

/// One sentence.
#[derive(Debug, Clone)]
pub(super) struct Sentence<'a> {
    /// Its words.
    pub words: Vec<Word<'a>>,
    /// What stands behind the last one.
    pub rest: &'a str,
}

impl Word<'_> {
    pub(super) fn is(&self, group: Group) -> bool {
        self.groups & group.bit() != 0
    }

    pub(super) fn is_any(&self, of: &[Group]) -> bool {
        of.iter().any(|group| self.is(*group))
    }

    pub(super) const fn end(&self) -> usize {
        self.start + self.raw.len()
    }

    /// A name, rather than the letters of an organisation.
    pub(super) fn is_name(&self) -> bool {
        self.raw.starts_with(char::is_uppercase) && self.raw.chars().skip(1).any(char::is_lowercase)
    }

    /// A whole number.
    pub(super) fn number(&self) -> Option<u64> {
        self.folded.parse().ok().filter(|_| self.folded.bytes().all(|byte| byte.is_ascii_digit()))
    }

    pub(super) fn digits(&self) -> usize {
        self.folded.chars().filter(char::is_ascii_digit).count()
    }
}

impl<'a> Sentence<'a> {
    /// The word so many places from another.
    pub(super) fn word(&self, at: usize, by: isize) -> Option<&Word<'a>> {
        self.words.get(at.checked_add_signed(by)?)
    }

    /// What stands behind a word.
    pub(super) fn after(&self, at: usize) -> &'a str {
        self.words.get(at + 1).map_or(self.rest, |word| word.gap)
    }

    /// The first place, from one offset to another, that holds such a word.
    pub(super) fn near(&self, at: usize, offsets: Range<isize>, is: impl Fn(&Word) -> bool) -> Option<usize> {
        let mut places = offsets.filter_map(|by| at.checked_add_signed(by));
        places.find(|place| self.words.get(*place).is_some_and(&is))
    }

    pub(super) fn any(&self, is: impl Fn(&Word) -> bool) -> bool {
        self.words.iter().any(is)
    }

    /// The bytes from one word to another, whichever is first.
    pub(super) fn range(&self, one: usize, other: usize) -> Range<usize> {
        let start = self.words.get(one.min(other)).map_or(0, |word| word.start);
        let end = self.words.get(one.max(other)).map_or(start, Word::end);
        start..end
    }

    /// The bytes of what a search at each word finds.
    pub(super) fn at_each(&self, find: impl Fn(usize) -> Option<(usize, usize)>) -> Vec<Range<usize>> {
        (0..self.words.len()).filter_map(find).map(|(one, other)| self.range(one, other)).collect()
    }

    /// Whether words follow one another from a place on: folded ones, the Arabic in plain spelling.
    pub(super) fn says(&self, at: usize, phrase: &str) -> bool {
        let mut words = self.words.iter().skip(at);
        phrase.split(' ').all(|word| words.next().is_some_and(|next| next.folded == word))
    }
}

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut all: Vec<Sentence<'_>> = Vec::new();
    let mut end = 0;
    for range in ranges(text) {
        let gap = text.get(end..range.start).unwrap_or_default();
        let raw = text.get(range.clone()).unwrap_or_default();
        let folded = plain(fold(raw).text().trim());
        let groups = groups(&folded);
        let word = Word { raw, folded, start: range.start, gap, groups };
        end = range.end;
        match all.last_mut() {
            Some(sentence) if !sentence.words.last().is_some_and(|last| ends(last, gap, &word)) => {
                sentence.words.push(word);
            }
            Some(sentence) => {
                sentence.rest = gap;
                all.push(Sentence { words: vec![word], rest: "" });
            }
            None => all.push(Sentence { words: vec![word], rest: "" }),
        }
    }
    if let Some(last) = all.last_mut() {
        last.rest = text.get(end..).unwrap_or_default();
    }
    all
}

/// Where the words stand.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() && !is_combining_mark(c) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

/// Whether a sentence ends between two words. `p. 12` goes on, and so does a line that was only wrapped.
fn ends(before: &Word, gap: &str, after: &Word) -> bool {
    let short = before.raw.chars().count() <= 2 || before.is_any(&[Group::Honorific, Group::PhoneWord]);
    let stop = gap.contains(". ") || gap.ends_with('.') && gap.len() > 1 || gap.contains(".\n");
    let wrapped = gap == "\n" && !after.raw.starts_with(char::is_uppercase);
    gap.contains(['!', '?', '؟', ';', '؛', '…', '•']) || stop && !short || gap.contains('\n') && !wrapped
}
