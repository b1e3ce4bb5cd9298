//! What the reader of a document format found: paragraphs and headings in the order of the document.

use serde::{Deserialize, Serialize};

use super::heading::Heading;
use super::page::Line;

/// A document as its format tells it, before anything is guessed from its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manuscript {
    /// The title, where the format marks one.
    pub title: Option<String>,
    /// ISO 639-1, where the format tells it.
    pub language: Option<String>,
    /// The text in order.
    pub blocks: Vec<Block>,
    /// What was dropped, guessed or cut, as sentences with the place.
    pub warnings: Vec<String>,
}

/// A paragraph, a list, a table, or a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Lines of text; a list has one line an item, a table one line a row.
    pub text: String,
    /// The page that it begins on, where the format has pages.
    pub page: Option<u32>,
    /// What makes it a heading.
    pub heading: Option<Rank>,
}

/// The place of a heading among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rank {
    /// 1 is the highest.
    pub level: u8,
    /// The format does not mark it as a heading: it only looks like one.
    pub derived: bool,
}

impl Block {
    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// A heading that the format marks as one.
    #[must_use]
    pub fn heading(level: u8, text: &str) -> Self {
        Self { heading: Some(Rank { level, derived: false }), ..Self::paragraph(text) }
    }
}

impl Manuscript {
    /// The lines, with an empty one between blocks, and the headings in them.
    #[must_use]
    pub fn layout(&self) -> (Vec<Line<'_>>, Vec<Heading>) {
        let (mut lines, mut headings) = (Vec::new(), Vec::new());
        for block in self.blocks.iter().filter(|block| !block.text.trim().is_empty()) {
            let at = lines.len();
            lines.extend(block.text.lines().map(|text| Line { text, page: block.page, first: false }));
            headings.extend(block.as_heading(at, lines.len() - at));
            lines.push(Line { text: "", page: block.page, first: false });
        }
        (lines, headings)
    }

    /// The whole text, as the guesses look at it.
    #[must_use]
    pub fn text(&self) -> String {
        self.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

impl Block {
    fn as_heading(&self, at: usize, lines: usize) -> Option<Heading> {
        let Rank { level, derived } = self.heading?;
        let heading = Heading::new(at, lines, level.into(), &self.text)?;
        Some(Heading { derived, ..heading })
    }
}
