//! Headings: where they stand and what they say.

use super::page::Line;

/// Characters of a heading; the full line stays in the text.
const LONGEST: usize = 300;
/// A longer line is no heading that someone wrote by hand, so its marks stay.
const MARKED_UP: usize = 2_000;

/// A heading in the lines of a text.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the line, and none follows from another")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Index of its first line.
    pub at: usize,
    /// How many lines it takes.
    pub lines: usize,
    /// 1 is the highest.
    pub level: u8,
    /// Its words, without the marks of Markdown.
    pub text: String,
    /// Characters cut off at the end.
    pub cut: bool,
    /// Words of the line are missing in `text`, so the line is also kept in the text of the section.
    pub shortened: bool,
    /// It starts with a number, or with “Annex A” and the like.
    pub numbered: bool,
    /// The document does not mark it as a heading: it only looks like one.
    pub derived: bool,
}

impl Heading {
    /// A heading that says `text`; `None` when that is nothing.
    #[must_use]
    pub fn new(at: usize, lines: usize, level: usize, text: &str) -> Option<Self> {
        let line = text.trim();
        let text = if line.len() > MARKED_UP { line.to_owned() } else { without_marks(line) };
        let cut = text.chars().nth(LONGEST).is_some();
        let text = if cut { text.chars().take(LONGEST - 1).chain(['…']).collect() } else { text };
        let shortened = cut || !words(line).eq(words(&text));
        let level = u8::try_from(level).unwrap_or(u8::MAX);
        let heading = Self { at, lines, level, text, cut, shortened, numbered: false, derived: false };
        heading.text.contains(char::is_alphanumeric).then_some(heading)
    }
}

/// The level of a line that underlines the one above it: `===` is 1, `---` is 2.
#[must_use]
pub fn underline(line: &Line<'_>) -> Option<usize> {
    let text = line.text.trim_end();
    let bare = text.trim_start_matches(' ');
    let only = |c| bare.len() >= 3 && bare.trim_start_matches(c).is_empty() && text.len() - bare.len() <= 3;
    if only('=') {
        return Some(1);
    }
    only('-').then_some(2)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of a heading alone.
fn without_marks(text: &str) -> String {
    let text = without_links(text);
    let mut words = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        if c == '\\' && after.is_ascii_punctuation() {
            words.extend(rest.next());
        } else if !is_mark(before, c, after) {
            words.push(c);
        }
        before = c;
    }
    words.trim().to_owned()
}

fn is_mark(before: char, c: char, after: char) -> bool {
    match c {
        '`' => true,
        '*' => !(before.is_whitespace() && after.is_whitespace()),
        '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
        _ => false,
    }
}

/// Links and pictures as their words.
fn without_links(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, label, after)) = link(rest) {
        words.push_str(before.strip_suffix('!').unwrap_or(before));
        words.push_str(label);
        rest = after;
    }
    words.push_str(rest);
    words
}

/// The first link: what stands before it, its words, what stands after it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (head, tail) = text.split_once("](")?;
    let (before, label) = head.rsplit_once('[')?;
    let (_, after) = tail.split_once(')')?;
    Some((before, label, after))
}
