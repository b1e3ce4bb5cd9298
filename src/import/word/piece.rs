//! A paragraph or a row of a table as the reader of the text leaves it.

use super::numbering::Mark;

/// What a piece is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// Text.
    #[default]
    Text,
    /// The title of the document.
    Title,
    /// A heading; 1 is the highest.
    Heading(u8),
    /// The words under a picture or table.
    Caption,
    /// A line of the table of contents.
    Contents,
    /// The heading of the table of contents; some use it for headings that shall not stand there.
    ContentsHeading,
    /// An item of a list, and its level; 0 is the highest.
    Item(u8),
    /// A row of a table, and the number of that table.
    Row(u32),
}

/// What cannot be text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Left {
    /// Pictures.
    pub pictures: u32,
    /// Charts, diagrams, embedded and inserted files.
    pub objects: u32,
    /// Formulas.
    pub equations: u32,
}

impl Left {
    /// Counts the other's too.
    pub fn add(&mut self, other: Self) {
        self.pictures = self.pictures.saturating_add(other.pictures);
        self.objects = self.objects.saturating_add(other.objects);
        self.equations = self.equations.saturating_add(other.equations);
    }
}

/// A paragraph or row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Notes, and the byte of the text that they stand behind.
    pub notes: Vec<(usize, String)>,
    /// What Word puts before it.
    pub mark: Option<Mark>,
    /// The level in its list; 0 is the highest.
    pub depth: u8,
    /// The page that its first word is on, counted from 1.
    pub page: u32,
    /// What it is.
    pub role: Role,
    /// All words are bold.
    pub bold: bool,
    /// Its style shows capitals.
    pub caps: bool,
    /// The table of contents that all its words stand in.
    pub contents: Option<usize>,
    /// What of it is no text.
    pub left: Left,
}

impl Piece {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.notes.is_empty()
    }

    /// The words with the notes in their places.
    #[must_use]
    pub fn with_notes(&self) -> String {
        let (mut text, mut from) = (String::with_capacity(self.text.len()), 0);
        for (at, note) in &self.notes {
            text.push_str(self.text.get(from..*at).unwrap_or_default());
            text.push_str(&shown(note));
            from = *at;
        }
        text.push_str(self.text.get(from..).unwrap_or_default());
        text
    }

    /// In one line, with its mark.
    #[must_use]
    pub fn line(&self) -> String {
        marked(self.mark.as_ref(), &squeezed(&self.with_notes()))
    }

    /// In one line, with its mark and without notes.
    #[must_use]
    pub fn heading(&self) -> String {
        let number = self.mark.as_ref().filter(|mark| **mark != Mark::Bullet);
        marked(number, &squeezed(&self.text))
    }

    /// The notes of a heading, which stand below it.
    #[must_use]
    pub fn notes_alone(&self) -> String {
        self.notes.iter().map(|(_, note)| shown(note)).collect::<Vec<_>>().join(" ")
    }
}

fn shown(note: &str) -> String {
    format!("[note: {note}]")
}

fn marked(mark: Option<&Mark>, text: &str) -> String {
    match mark {
        Some(Mark::Bullet) => format!("- {text}"),
        Some(Mark::Number(number)) => format!("{number} {text}"),
        None => text.to_owned(),
    }
}

/// Each run of white space as one blank.
#[must_use]
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pieces of a cell in one line. A table in the cell stands in brackets.
#[must_use]
pub fn line(pieces: &[Piece]) -> String {
    let pieces: Vec<_> = pieces.iter().filter(|piece| !piece.is_blank()).collect();
    let table = |piece: &Piece| if let Role::Row(table) = piece.role { Some(table) } else { None };
    let groups = pieces.chunk_by(|a, b| table(a).is_some() && table(a) == table(b));
    let lines = groups.map(|group| match group {
        [piece] if table(piece).is_none() => piece.line(),
        rows => format!("[{}]", rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join(" / ")),
    });
    lines.collect::<Vec<_>>().join(" / ")
}
