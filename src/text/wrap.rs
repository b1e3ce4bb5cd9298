//! A long text wrapped once per width, so that a frame draws only the rows it shows.

use std::ops::Range;

use super::{cells, clean, graphemes};

/// A cleaned text and where its rows begin and end in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wrapped {
    text: String,
    rows: Vec<Row>,
}

/// Half the size of two `usize`: a long text has many rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    start: u32,
    end: u32,
    indent: u16,
}

impl Wrapped {
    /// Cleans `text` and wraps it at white space to `width` cells; a longer word breaks between graphemes.
    ///
    /// A blank line is a row. A list item goes on under its text: see [`Wrapped::indent`].
    #[must_use]
    pub fn new(text: String, width: u16) -> Self {
        let text = match clean(&text) {
            std::borrow::Cow::Borrowed(_) => text,
            std::borrow::Cow::Owned(cleaned) => cleaned,
        };
        Self::of_clean(text, width)
    }

    /// The same for a text that [`clean()`] made.
    #[must_use]
    pub fn of_clean(text: String, width: u16) -> Self {
        let mut rows = Vec::new();
        let mut at = 0;
        for line in text.split_terminator('\n') {
            wrap_line(&mut rows, line, at, width.max(1));
            at += line.len() + 1;
        }
        Self { text, rows }
    }

    /// The cleaned text that every byte offset here refers to. Search this one, and the matches fit the rows.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The text of a row, without its indent; empty past the end.
    #[must_use]
    pub fn row(&self, index: usize) -> &str {
        self.text.get(self.range(index)).unwrap_or_default()
    }

    /// The empty cells to leave before a row.
    #[must_use]
    pub fn indent(&self, index: usize) -> u16 {
        self.rows.get(index).map_or(0, |row| row.indent)
    }

    /// The bytes of [`Wrapped::text`] that a row shows; empty past the end.
    #[must_use]
    pub fn range(&self, index: usize) -> Range<usize> {
        let end = self.text.len();
        self.rows.get(index).map_or(end..end, |row| row.start as usize..row.end as usize)
    }

    /// The row that shows the byte at `byte`, or the one before the white space it was wrapped at.
    #[must_use]
    pub fn row_of(&self, byte: usize) -> usize {
        self.rows.partition_point(|row| row.start as usize <= byte).saturating_sub(1)
    }
}

/// Adds the rows of one line that begins at byte `at` of the text.
fn wrap_line(rows: &mut Vec<Row>, line: &str, at: usize, width: u16) {
    let hang = hang(line, width);
    let mut indent = 0;
    let mut from = 0;
    loop {
        let rest = line.get(from..).unwrap_or_default();
        let filled = fill(rest, usize::from(width - indent));
        rows.push(Row { start: offset(at + from + filled.start), end: offset(at + from + filled.end), indent });
        from += filled.next;
        if filled.next == 0 || from >= line.len() {
            return;
        }
        indent = hang;
    }
}

/// Texts are capped far below 4 GiB; beyond it rows would be empty.
fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// One row in a text, and where the next one begins.
#[derive(Clone, Copy)]
struct Filled {
    start: usize,
    end: usize,
    next: usize,
}

/// As much of `text` as fits `room` cells, and at least one grapheme.
fn fill(text: &str, room: usize) -> Filled {
    let mut row = Filled { start: 0, end: 0, next: text.len() };
    let mut last_break = None;
    let (mut at, mut used) = (0, 0);
    for grapheme in graphemes(text) {
        let started = row.end > row.start;
        let blank = is_blank(grapheme);
        let wide = cells_fast(grapheme);
        if started && (blank || may_break_before(grapheme)) {
            last_break = Some(Filled { next: at + if blank { grapheme.len() } else { 0 }, ..row });
        }
        if !blank && used + wide > room {
            if started {
                return last_break.unwrap_or(Filled { next: at, ..row });
            }
            (row.start, used) = (at, 0);
        }
        used += wide;
        at += grapheme.len();
        if !blank {
            row.end = at;
        }
    }
    row
}

fn cells_fast(grapheme: &str) -> usize {
    if grapheme.len() == 1 { 1 } else { cells(grapheme) }
}

/// White space to wrap at; the no-break spaces are not.
fn is_blank(grapheme: &str) -> bool {
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
    grapheme == " " || grapheme.len() > 1 && grapheme.chars().all(breaks)
}

/// Chinese and Japanese have no spaces: any ideograph may begin a row, closing punctuation may not.
fn may_break_before(grapheme: &str) -> bool {
    const CLOSING: &str = "、。〉》」』】〕〗！），．：；？］｝";
    grapheme.chars().next().is_some_and(|first| {
        matches!(first, '\u{2e80}'..='\u{abff}' | '\u{f900}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..)
            && !CLOSING.contains(first)
    })
}

/// The indent of a list item's later rows; none where it would eat half of the width.
fn hang(line: &str, width: u16) -> u16 {
    let body = line.trim_start_matches(' ');
    let lead = line.len() - body.len();
    u16::try_from(marker(body).map_or(0, |cells| lead + cells)).ok().filter(|hang| *hang <= width / 2).unwrap_or(0)
}

/// The cells of `- `, `* `, `• ` or `12. ` at the start of a list item.
fn marker(body: &str) -> Option<usize> {
    if ["- ", "* ", "+ ", "• ", "– "].iter().any(|bullet| body.starts_with(bullet)) {
        return Some(2);
    }
    let rest = body.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = body.len() - rest.len();
    let numbered = rest.starts_with(". ") || rest.starts_with(") ");
    (numbered && (1..=3).contains(&digits)).then_some(digits + 2)
}
