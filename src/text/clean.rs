//! What of a text may reach the terminal, by general category, in three tiers.
//!
//! *Shown* as a mark: everything that could drive the terminal or reorder the reading.
//! *Left out* but counted by [`hidden`]: what Word, PDF, Arabic, Khmer and Burmese texts hold lawfully.
//! *Kept* inside a grapheme: the joiners that Persian and emoji need.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory as _};

use super::{cells, graphemes};

/// More scalars than any honest grapheme has; 100,000 marks on one letter would cost 200 KB a frame.
const GRAPHEME_SCALARS: usize = 16;
const TAB: usize = 4;

/// What becomes of one scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tier {
    Kept,
    LeftOut,
    Shown,
}

/// The text as it may be drawn on many lines: `\r\n` becomes `\n`, tabs go to the next multiple of 4 cells.
///
/// Borrowed when nothing has to change. Cleaning clean text changes nothing.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.split('\n').all(is_printable_ascii) {
        return Cow::Borrowed(text);
    }
    settle(mark(text))
}

/// How many characters of the middle tier [`clean`] leaves out, so that a notice can say "12 invisible characters".
#[must_use]
pub fn hidden(text: &str) -> usize {
    if text.is_ascii() {
        return 0;
    }
    text.chars().filter(|c| is_left_out(*c)).count()
}

/// As [`clean`], with a space for each line break and tab.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if is_printable_ascii(text) {
        return Cow::Borrowed(text);
    }
    let marked = mark(text);
    if marked.contains(['\n', '\t']) {
        return Cow::Owned(settle(marked.replace(['\n', '\t'], " ").into()).into_owned());
    }
    settle(marked)
}

/// Whether every byte is one cell.
pub(super) fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn is_left_out(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn tier(c: char) -> Tier {
    match c {
        ' '..='~' | '\n' | '\t' | '\u{200c}' | '\u{200d}' => Tier::Kept,
        _ if is_left_out(c) => Tier::LeftOut,
        _ => match c.general_category() {
            Category::Control
            | Category::Format
            | Category::LineSeparator
            | Category::ParagraphSeparator
            | Category::Surrogate
            | Category::PrivateUse
            | Category::Unassigned => Tier::Shown,
            _ => Tier::Kept,
        },
    }
}

/// Scalar by scalar: marks for what must not act, nothing for what is left out.
fn mark(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| tier(c) == Tier::Kept) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut scalars = text.chars().peekable();
    while let Some(c) = scalars.next() {
        match tier(c) {
            Tier::Shown if c == '\r' && scalars.peek() == Some(&'\n') => {}
            Tier::Kept => out.push(c),
            Tier::LeftOut => {}
            Tier::Shown => push_mark(&mut out, c),
        }
    }
    Cow::Owned(out)
}

/// `␛` for a C0 control, `␡` for DEL, `⟨U+202E⟩` for the rest.
fn push_mark(out: &mut String, c: char) {
    match c {
        '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7f}' => out.push('␡'),
        // Writing into a string cannot fail.
        _ => drop(write!(out, "⟨U+{:04X}⟩", u32::from(c))),
    }
}

/// Grapheme by grapheme: tabs to spaces, overlong ones cut, and those that would take no cell shown as marks.
fn settle(text: Cow<'_, str>) -> Cow<'_, str> {
    if graphemes(&text).all(is_settled) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for grapheme in graphemes(&text) {
        column = match grapheme {
            "\n" => push(&mut out, "\n", 0),
            "\t" => push(&mut out, "    ".get(column % TAB..).unwrap_or_default(), column + TAB - column % TAB),
            _ => column + push_bounded(&mut out, grapheme),
        };
    }
    Cow::Owned(out)
}

fn is_settled(grapheme: &str) -> bool {
    match grapheme {
        "\n" => true,
        "\t" => false,
        _ => grapheme.len() == 1 || cells(grapheme) > 0 && grapheme.chars().count() <= GRAPHEME_SCALARS,
    }
}

fn push(out: &mut String, text: &str, column: usize) -> usize {
    out.push_str(text);
    column
}

/// The cells it took.
fn push_bounded(out: &mut String, grapheme: &str) -> usize {
    let from = out.len();
    let invisible = cells(grapheme) == 0;
    for c in grapheme.chars().take(GRAPHEME_SCALARS) {
        if invisible {
            push_mark(out, c);
        } else {
            out.push(c);
        }
    }
    if grapheme.chars().nth(GRAPHEME_SCALARS).is_some() {
        out.push('…');
    }
    super::width(out.get(from..).unwrap_or_default())
}
