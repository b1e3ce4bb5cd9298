//! Finding words in a document as a reader means them: without case, accents or line breaks, yet marked in the original.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical, is_combining_mark};

/// How many marks after a match are marked with it; a hostile text may have 100,000.
const MARKS: usize = 16;

/// A text folded for search, which remembers where each part came from.
///
/// Case, the accents of Latin, Greek and Cyrillic letters, typographic quotes and dashes are folded, a run of white
/// space is one space, and invisible characters are left out. The marks of all other scripts stay: they are spelling.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, the byte of the original where the character behind it begins; then the original's length.
    origins: Vec<u32>,
}

/// A term of a checklist: words to find one after the other, where `*` after a word allows any ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    words: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    stem: bool,
}

impl Term {
    /// Reads `gender analys*`. `None` if there is no word in it.
    #[must_use]
    pub fn parse(term: &str) -> Option<Self> {
        let words: Vec<Word> = term.split_whitespace().filter_map(Word::parse).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    fn first_byte(&self) -> Option<u8> {
        self.words.first()?.text.bytes().next()
    }
}

impl Word {
    fn parse(word: &str) -> Option<Self> {
        let letters = word.trim_end_matches('*');
        let text = fold(letters).text;
        let blank = text.trim().is_empty();
        (!blank).then_some(Self { text, stem: letters.len() < word.len() })
    }
}

/// Folds a text for search.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folder = Folder::new(text.len());
    for (at, c) in text.char_indices() {
        folder.add(origin(at), c);
    }
    folder.finish(origin(text.len()))
}

impl Folded {
    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original behind a range of bytes of the folded text, whole characters with their marks.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.origin_of(range.start);
        if range.is_empty() {
            return start..start;
        }
        let last = self.origin_of(range.end - 1);
        let after = self.text.get(range.end..).unwrap_or_default();
        let marks: usize = after.chars().take(MARKS).take_while(|c| is_combining_mark(*c)).map(char::len_utf8).sum();
        let rest = self.origins.get(range.end + marks..).unwrap_or_default();
        let end = rest.iter().find(|origin| **origin as usize > last);
        start..end.map_or(self.original_len(), |end| *end as usize)
    }

    /// Where a reader's query stands in the original, anywhere in a word; matches do not overlap.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Range<usize>> {
        let query = fold(query.trim()).text;
        if query.is_empty() {
            return Vec::new();
        }
        let found = self.text.match_indices(&query);
        joined(found.map(|(at, hit)| self.original(at..at + hit.len())))
    }

    /// Where a query stands first in a range of the original.
    #[must_use]
    pub fn find_in(&self, query: &str, within: &Range<usize>) -> Option<Range<usize>> {
        let query = fold(query.trim()).text;
        let place = |origin: usize| self.origins.partition_point(|at| (*at as usize) < origin).min(self.text.len());
        let start = place(within.start);
        let text = self.text.get(start..place(within.end))?;
        let at = start + text.find(&query).filter(|_| !query.is_empty())?;
        Some(self.original(at..at + query.len()))
    }

    /// Where the terms stand in the original as whole words, in order; where they overlap the first and longest counts.
    #[must_use]
    pub fn find_terms(&self, terms: &[Term]) -> Vec<Range<usize>> {
        let starts = ByFirstByte::new(terms);
        let mut found = Vec::new();
        let (mut free, mut before) = (0, b' ');
        for (at, byte) in self.text.bytes().enumerate() {
            // Most places are inside a word.
            let inside = before.is_ascii_alphanumeric() && byte.is_ascii_alphanumeric();
            before = byte;
            if inside {
                continue;
            }
            let candidates = starts.terms(byte);
            if candidates.is_empty() || at < free {
                continue;
            }
            if let Some(end) = candidates.iter().filter_map(|term| self.match_at(at, term)).max() {
                found.push(self.original(at..end));
                free = end;
            }
        }
        joined(found.into_iter())
    }

    /// The end of `term` if it stands at byte `at`.
    fn match_at(&self, at: usize, term: &Term) -> Option<usize> {
        let (first, others) = term.words.split_first()?;
        let mut end = self.match_word(at, first)?;
        for word in others {
            end = self.match_word(self.after_space(end)?, word)?;
        }
        Some(end)
    }

    /// The end of `word` if it stands at byte `at`.
    fn match_word(&self, at: usize, word: &Word) -> Option<usize> {
        let rest = self.text.get(at..)?.strip_prefix(word.text.as_str())?;
        let end = at + word.text.len();
        if !self.is_boundary(at) {
            return None;
        }
        if word.stem {
            let ending = rest.chars().take_while(|c| is_word(*c) && !is_unspaced(*c));
            return Some(end + ending.map(char::len_utf8).sum::<usize>());
        }
        self.is_boundary(end).then_some(end)
    }

    fn after_space(&self, at: usize) -> Option<usize> {
        (self.text.as_bytes().get(at) == Some(&b' ')).then_some(at + 1)
    }

    /// Whether a word may begin or end at byte `at`.
    fn is_boundary(&self, at: usize) -> bool {
        let Some((before, after)) = self.text.split_at_checked(at) else {
            return false;
        };
        match (before.chars().next_back(), after.chars().next()) {
            (_, Some(after)) if is_combining_mark(after) => false,
            (Some(before), Some(after)) => {
                !is_word(before) || !is_word(after) || is_unspaced(before) || is_unspaced(after)
            }
            _ => true,
        }
    }

    fn origin_of(&self, at: usize) -> usize {
        self.origins.get(at).map_or(self.original_len(), |origin| *origin as usize)
    }

    fn original_len(&self) -> usize {
        self.origins.last().map_or(0, |len| *len as usize)
    }
}

/// A sieve: most places in a text begin no term.
struct ByFirstByte<'a> {
    buckets: Vec<Vec<&'a Term>>,
}

impl<'a> ByFirstByte<'a> {
    fn new(terms: &'a [Term]) -> Self {
        let of = |byte: u8| terms.iter().filter(|term| term.first_byte() == Some(byte)).collect();
        Self { buckets: (0..=u8::MAX).map(of).collect() }
    }

    fn terms(&self, byte: u8) -> &[&'a Term] {
        self.buckets.get(usize::from(byte)).map_or(&[], Vec::as_slice)
    }
}

/// Ranges in order, those that overlap as one: two matches may share a character of the original, as the halves of `ß`.
#[must_use]
pub fn joined(found: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for range in found {
        match ranges.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => ranges.push(range),
        }
    }
    ranges
}

/// Texts are capped far below 4 GiB; beyond it matches would be empty.
fn origin(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// A folded text under way.
struct Folder {
    text: String,
    origins: Vec<u32>,
    /// The last letter sheds its accents.
    sheds: bool,
    /// Combining marks since then, put in canonical order before they are written.
    marks: Vec<char>,
    marks_at: u32,
}

impl Folder {
    fn new(len: usize) -> Self {
        Self {
            text: String::with_capacity(len),
            origins: Vec::with_capacity(len + 1),
            sheds: false,
            marks: Vec::new(),
            marks_at: 0,
        }
    }

    fn add(&mut self, at: u32, c: char) {
        match simple(c) {
            Some(' ') if self.marks.is_empty() && self.text.ends_with(' ') => {}
            Some(c) => self.push(at, c),
            None if is_invisible(c) => {}
            None => self.add_letter(at, c),
        }
    }

    fn add_letter(&mut self, at: u32, c: char) {
        let c = without_stroke(c);
        match c {
            'ß' | 'ẞ' | 'ſ' | 'æ' | 'Æ' | 'œ' | 'Œ' | '\u{fb00}'..='\u{fb06}' => {
                ligature(c).chars().for_each(|c| self.push(at, c));
            }
            'ς' => self.push(at, 'σ'),
            _ => decompose_canonical(c, |part| self.add_part(at, part)),
        }
    }

    fn add_part(&mut self, at: u32, part: char) {
        if canonical_combining_class(part) == 0 {
            part.to_lowercase().for_each(|c| self.push(at, c));
        } else if !(self.sheds && is_accent(part)) {
            self.marks_at = if self.marks.is_empty() { at } else { self.marks_at };
            self.marks.push(part);
        }
    }

    fn push(&mut self, at: u32, c: char) {
        self.flush();
        self.sheds = has_accents(c);
        self.write(at, c);
    }

    fn write(&mut self, at: u32, c: char) {
        self.text.push(c);
        self.origins.resize(self.text.len(), at);
    }

    /// Canonical order, so that two ways of typing shadda and fatha find each other.
    fn flush(&mut self) {
        if self.marks.is_empty() {
            return;
        }
        let mut marks = std::mem::take(&mut self.marks);
        marks.sort_by_key(|mark| canonical_combining_class(*mark));
        marks.drain(..).for_each(|mark| self.write(self.marks_at, mark));
        self.marks = marks;
    }

    fn finish(mut self, len: u32) -> Folded {
        self.flush();
        self.origins.push(len);
        Folded { text: self.text, origins: self.origins }
    }
}

/// The characters that fold to one, without tables.
fn simple(c: char) -> Option<char> {
    match c {
        '!'..='~' => Some(c.to_ascii_lowercase()),
        '‘' | '’' | '‛' | 'ʼ' => Some('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' => Some('"'),
        '‐'..='―' | '−' => Some('-'),
        _ if c.is_whitespace() => Some(' '),
        _ => None,
    }
}

/// What the screen leaves out as well.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Letters that Unicode does not take apart but a keyboard without them types plainly.
fn without_stroke(c: char) -> char {
    match c {
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' => 'd',
        'ħ' | 'Ħ' => 'h',
        'ı' => 'i',
        _ => c,
    }
}

fn ligature(c: char) -> &'static str {
    match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => "s",
    }
}

/// Latin, Greek and Cyrillic, where a reader may leave the accent out.
fn has_accents(c: char) -> bool {
    matches!(c, '\0'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{1d00}'..='\u{1fff}' | '\u{2c60}'..='\u{2c7f}'
        | '\u{a640}'..='\u{a69f}' | '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}')
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20dc}' | '\u{fe20}'..='\u{fe2f}')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || !c.is_ascii() && (matches!(c, '\u{200c}' | '\u{200d}') || is_combining_mark(c))
}

/// Scripts that put no space between words, so a word may begin anywhere: Thai, Lao, Burmese, Khmer, Chinese, Japanese.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests;
