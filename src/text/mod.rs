//! The door of the screen: text from outside is cleaned, measured, cut and wrapped here, by grapheme and in cells.
//!
//! The data keep the original; only what is drawn passes through here.

mod clean;
mod fold;
mod wrap;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use ratatui::buffer::CellWidth as _;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

pub use clean::{clean, hidden};
pub use fold::{Folded, Term, fold, joined};
pub use wrap::Wrapped;

/// Text that is safe to draw. It can only be made by cleaning, so a forgotten cleaning does not compile.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown(String);

impl Shown {
    /// For a place of one line, such as a title, a list row or an error: a line break or a tab becomes a space.
    #[must_use]
    pub fn line(text: &str) -> Self {
        Self(clean::one_line(text).into_owned())
    }

    /// For a place of many lines: line breaks stay.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self(clean(text).into_owned())
    }

    /// The text, for drawing.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The cells it takes, as [`width`].
    #[must_use]
    pub fn width(&self) -> usize {
        width(&self.0)
    }

    /// At most `cells` wide, ending in `…` if anything was cut.
    #[must_use]
    pub fn truncate(self, cells: usize) -> Self {
        if self.width() <= cells {
            return self;
        }
        Self(cut(&self.0, cells))
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Shown {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Lets `Span::from(shown)` and `Line::from(shown.into())` take it.
impl From<Shown> for Cow<'_, str> {
    fn from(shown: Shown) -> Self {
        Cow::Owned(shown.0)
    }
}

/// A text to say, cleaned: each line but the first is set in, so that no name of a file can end in a line of ours.
#[must_use]
pub fn set_in(text: &str) -> String {
    let text = clean(text);
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |said, line| {
        let gap = if line.is_empty() || line.starts_with(' ') { "" } else { "  " };
        format!("{said}\n{gap}{line}")
    })
}

/// The cells that ratatui spends on `text`: the sum over its graphemes.
///
/// `UnicodeWidthStr` over the whole text is too small for Arabic: it counts one cell for `لا`, the buffer spends two.
#[must_use]
pub fn width(text: &str) -> usize {
    if clean::is_printable_ascii(text) {
        return text.len();
    }
    graphemes(text).map(cells).sum()
}

/// One line, at most `cells` wide, cleaned, and ending in `…` if anything was cut. No grapheme is split.
#[must_use]
pub fn truncate(text: &str, cells: usize) -> String {
    Shown::line(text).truncate(cells).0
}

/// The range widened to whole graphemes, so that a mark over a match splits no letter.
#[must_use]
pub fn whole_graphemes(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = GraphemeCursor::new(text.floor_char_boundary(range.start), text.len(), true);
    let mut end = GraphemeCursor::new(text.ceil_char_boundary(range.end), text.len(), true);
    if start.is_boundary(text, 0) == Ok(false) {
        let _ = start.prev_boundary(text, 0);
    }
    if end.is_boundary(text, 0) == Ok(false) {
        let _ = end.next_boundary(text, 0);
    }
    start.cur_cursor()..end.cur_cursor()
}

/// What fits beside a `…`.
fn cut(text: &str, room: usize) -> String {
    if room == 0 {
        return String::new();
    }
    let mut left = room - 1;
    let kept = graphemes(text).take_while(|g| {
        let fits = left.checked_sub(cells(g));
        left = fits.unwrap_or(0);
        fits.is_some()
    });
    kept.chain(["…"]).collect()
}

/// The cells of one grapheme. ratatui drops one that holds a control character.
fn cells(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    usize::from(grapheme.cell_width())
}

/// The graphemes of `text`.
fn graphemes(text: &str) -> Graphemes<'_> {
    Graphemes { rest: text }
}

/// Two ASCII characters in a row join only as `\r\n`, so most text never needs the tables.
struct Graphemes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Graphemes<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let len = match self.rest.as_bytes() {
            [] => return None,
            [first, second, ..] if first.is_ascii() && second.is_ascii() && *first != b'\r' => 1,
            _ => self.rest.graphemes(true).next()?.len(),
        };
        let (grapheme, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(grapheme)
    }
}
