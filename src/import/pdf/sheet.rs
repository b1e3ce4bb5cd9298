//! A page as a reader of PDF found it, before anything is dropped or joined.

/// The pieces of a page in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Counted from 1, whatever is printed on it.
    pub number: u32,
    /// What stands on it.
    pub pieces: Vec<Piece>,
    /// Whether it shows a picture.
    pub has_picture: bool,
}

/// A text that stands together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// One line; a table has one line a row, a listing its lines as printed.
    pub text: String,
    /// What it is.
    pub kind: Kind,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// Set like a heading of this level.
    Heading(u8),
    /// Rows of a table.
    Table,
    /// Lines that stay as they are.
    Listing,
}

impl Sheet {
    /// Letters on the page, of any script.
    #[must_use]
    pub fn letters(&self) -> usize {
        self.pieces.iter().map(|piece| letters(&piece.text)).sum()
    }
}

impl Piece {
    /// A piece on one line: breaks and runs of blanks become one blank.
    #[must_use]
    pub fn on_one_line(text: &str, kind: Kind) -> Self {
        Self { text: one_line(text), kind }
    }
}

/// Breaks and runs of blanks become one blank.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters of any script.
#[must_use]
pub fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}
