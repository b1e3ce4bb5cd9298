//! The second reader: pdf-extract, which gives plain lines, by code that shares nothing with the first.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use pdf_extract::{ConvertToFmt, Document, MediaBox, OutputDev, OutputError, PlainTextOutput, Transform};

use super::sheet::{Kind, Piece, Sheet};
use super::{MOST_TEXT, Reading};

/// Reads all pages; `None` when it cannot.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Reading> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() {
        document.decrypt("").ok()?;
    }
    let pages = Pages::default();
    let mut output = Numbered { pages: pages.clone(), plain: PlainTextOutput::new(pages.clone()) };
    pdf_extract::output_doc(&document, &mut output).ok()?;
    let texts = pages.0.take();
    Some(Reading { sheets: texts.iter().zip(1..).map(sheet).collect(), ..Reading::default() })
}

fn sheet((text, number): (&String, u32)) -> Sheet {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            pieces.push(Piece::on_one_line(&std::mem::take(&mut lines).join("\n"), Kind::Paragraph));
        } else {
            lines.push(line);
        }
    }
    pieces.retain(|piece| !piece.text.is_empty());
    Sheet { number, pieces, has_picture: false }
}

/// The texts of the pages so far, shared between who writes and who turns the page.
#[derive(Debug, Clone, Default)]
struct Pages(Rc<RefCell<Vec<String>>>);

impl fmt::Write for Pages {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut pages = self.0.try_borrow_mut().map_err(|_| fmt::Error)?;
        let page = pages.last_mut().filter(|page| page.len() < MOST_TEXT).ok_or(fmt::Error)?;
        page.push_str(text);
        Ok(())
    }
}

impl ConvertToFmt for Pages {
    type Writer = Self;

    fn convert(self) -> Self {
        self
    }
}

/// Plain text that starts anew on each page.
struct Numbered {
    pages: Pages,
    plain: PlainTextOutput<Pages>,
}

impl OutputDev for Numbered {
    fn begin_page(
        &mut self,
        number: u32,
        media: &MediaBox,
        art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.pages.0.borrow_mut().push(String::new());
        self.plain.begin_page(number, media, art)
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.plain.end_page()
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        spacing: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.plain.output_character(place, width, spacing, size, text)
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.plain.begin_word()
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        self.plain.end_word()
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        self.plain.end_line()
    }
}
