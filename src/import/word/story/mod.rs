//! Walks through the text of a part and leaves paragraphs and rows of tables.
//!
//! Each element that is entered has a [`Scope`] on a stack, so that its end does what belongs to it; everything that can
//! stand inside its like (paragraphs in text boxes in paragraphs, tables in cells) has a stack of its own. Nothing
//! calls itself, so depth costs no stack of the program.
//!
//! ```text
//! element ─┬─ property ── what a paragraph, run, row, control or field says of itself
//!          └─ write ───── text, page breaks, notes and marks into the paragraph on top
//! ```

mod element;
mod paragraph;
mod property;
mod write;

use std::collections::HashMap;

use super::ImportError;
use super::field::{Field, ticked};
use super::language::Languages;
use super::limits::Limits;
use super::numbering::{Counters, Numbering};
use super::piece::{Left, Piece, line};
use super::styles::Styles;
use super::table::Table;
use super::tally::Tally;
use super::xml::{Event, Tag, Xml, beyond};

use paragraph::{Open, Run};

/// What the text of a part refers to.
#[derive(Debug, Default)]
pub struct Context {
    /// Styles.
    pub styles: Styles,
    /// Lists.
    pub numbering: Numbering,
    /// Footnotes by their ids.
    pub footnotes: HashMap<String, String>,
    /// Endnotes by their ids.
    pub endnotes: HashMap<String, String>,
    /// How much is read.
    pub limits: Limits,
}

/// More notes than a document has.
const NOTES: usize = 50_000;

/// What an element is for its content and at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Nothing but the content matters.
    Plain,
    Paragraph,
    ParagraphProperties,
    MarkProperties,
    Run,
    RunProperties,
    Text,
    Instruction,
    Field,
    /// Inside of properties.
    Detail,
    FieldCharacter,
    FieldDetail,
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    TextBox,
    Control,
    ControlProperties,
    Alternatives,
    Drawing,
    Note,
}

/// A content control that has begun.
#[derive(Debug, Default)]
struct Control {
    /// The table of contents that it holds.
    contents: Option<usize>,
    /// A box that is still to be drawn, and whether it is ticked.
    ticked: Option<bool>,
}

/// A drawing that has begun.
#[derive(Debug, Default)]
struct Drawing {
    left: Left,
    description: String,
}

/// Pieces in the making: of the document, a cell, a text box or a note.
#[derive(Debug, Default)]
struct Flow {
    pieces: Vec<Piece>,
    /// A paragraph whose end a tracked change took away.
    joined: Option<Piece>,
    /// Fields that had begun before.
    fields: usize,
    /// The page before a text box.
    page: u32,
}

/// The walk.
#[derive(Debug)]
pub struct Story<'a> {
    context: &'a Context,
    scopes: Vec<Scope>,
    flows: Vec<Flow>,
    paragraphs: Vec<Open>,
    runs: Vec<Run>,
    tables: Vec<Table>,
    fields: Vec<Field>,
    controls: Vec<Control>,
    drawings: Vec<Drawing>,
    /// Whether an alternative was taken.
    alternatives: Vec<bool>,
    counters: Counters,
    /// Tables of contents, and whether they ended.
    contents: Vec<bool>,
    table_count: u32,
    page: u32,
    /// An explicit page break, and no word since.
    broken: bool,
    live: usize,
    spent: usize,
    note: Option<String>,
    notes: HashMap<String, String>,
    /// What was left out.
    pub tally: Tally,
    /// What the runs say of their language.
    pub languages: Languages,
}

impl<'a> Story<'a> {
    /// Before the first word.
    #[must_use]
    pub fn new(context: &'a Context) -> Self {
        Self {
            context,
            scopes: Vec::new(),
            flows: vec![Flow::default()],
            paragraphs: Vec::new(),
            runs: Vec::new(),
            tables: Vec::new(),
            fields: Vec::new(),
            controls: Vec::new(),
            drawings: Vec::new(),
            alternatives: Vec::new(),
            counters: Counters::default(),
            contents: Vec::new(),
            table_count: 0,
            page: 1,
            broken: false,
            live: 0,
            spent: 0,
            note: None,
            notes: HashMap::new(),
            tally: Tally::default(),
            languages: Languages::default(),
        }
    }

    /// Reads a part to its end.
    ///
    /// # Errors
    /// Where it breaks, or that it holds too much.
    pub fn read(&mut self, part: &str, text: &str) -> Result<(), ImportError> {
        let mut xml = Xml::new(part, text, self.context.limits);
        loop {
            match xml.next()? {
                Event::Open(tag) => self.open(&tag, &mut xml)?,
                Event::Close => self.close()?,
                Event::Text(text) => self.text(&text)?,
                Event::End => return Ok(()),
            }
        }
    }

    /// The pieces in order, without lines of tables of contents that came to their end.
    #[must_use]
    pub fn pieces(mut self) -> (Vec<Piece>, Tally, Languages) {
        let mut pieces = self.flows.pop().map(Flow::finish).unwrap_or_default();
        // A table of contents that never ends would take the whole document with it.
        pieces
            .iter_mut()
            .for_each(|piece| piece.contents = piece.contents.filter(|id| self.contents.get(*id) == Some(&true)));
        (pieces, self.tally, self.languages)
    }

    /// The notes by their ids.
    #[must_use]
    pub fn notes(self) -> (HashMap<String, String>, Tally) {
        (self.notes, self.tally)
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ImportError> {
        let scope = if self.in_properties() { self.property(tag) } else { self.element(tag, xml)? };
        match scope {
            Some(scope) => self.scopes.push(scope),
            None => xml.skip()?,
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), ImportError> {
        match self.scopes.pop() {
            Some(Scope::Paragraph) => self.end_paragraph()?,
            Some(Scope::ParagraphProperties) => self.number()?,
            Some(Scope::Run) => drop(self.runs.pop()),
            Some(Scope::Field) => self.end_field()?,
            Some(Scope::Table) => self.end_table(),
            Some(Scope::Row) => self.end_row()?,
            Some(Scope::Cell) => self.end_cell(),
            Some(Scope::TextBox) => self.end_text_box(),
            Some(Scope::Control) => self.end_control()?,
            Some(Scope::Alternatives) => drop(self.alternatives.pop()),
            Some(Scope::Drawing) => self.end_drawing()?,
            Some(Scope::Note) => self.end_note(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ImportError> {
        match self.scopes.last() {
            // A line break in the file is none in the text.
            Some(Scope::Text) => self.characters(&text.replace(['\n', '\r', '\t'], " ")),
            Some(Scope::Instruction) => {
                self.fields.last_mut().into_iter().for_each(|field| field.instruct(text));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn in_properties(&self) -> bool {
        matches!(
            self.scopes.last(),
            Some(
                Scope::ParagraphProperties
                    | Scope::MarkProperties
                    | Scope::RunProperties
                    | Scope::Detail
                    | Scope::FieldCharacter
                    | Scope::FieldDetail
                    | Scope::RowProperties
                    | Scope::CellProperties
                    | Scope::ControlProperties
            )
        )
    }

    /// Begins the pieces of a cell, a text box or a note.
    fn begin_flow(&mut self) {
        self.flows.push(Flow { fields: self.fields.len(), page: self.page, ..Flow::default() });
    }

    /// A field that began in there and did not end would hide what comes behind.
    fn end_flow(&mut self) -> Flow {
        let flow = self.flows.pop().unwrap_or_default();
        self.fields.truncate(flow.fields);
        flow
    }

    fn push(&mut self, pieces: Vec<Piece>) -> Result<(), ImportError> {
        self.live += pieces.len();
        if self.live > self.context.limits.pieces {
            return Err(beyond(format!("has more than {} paragraphs", self.context.limits.pieces)));
        }
        self.append(pieces);
        Ok(())
    }

    fn append(&mut self, pieces: Vec<Piece>) {
        if let Some(flow) = self.flows.last_mut() {
            flow.pieces.extend(pieces);
        }
    }

    fn spend(&mut self, bytes: usize) -> Result<(), ImportError> {
        self.spent = self.spent.saturating_add(bytes);
        let most = self.context.limits.text;
        if self.spent > most { Err(beyond(format!("has more than {most} bytes of text"))) } else { Ok(()) }
    }

    fn end_table(&mut self) {
        let rows = self.end_flow().finish();
        self.tables.pop();
        self.append(rows);
    }

    fn end_row(&mut self) -> Result<(), ImportError> {
        let Some((row, id)) = self.tables.last_mut().and_then(|table| Some((table.row.take()?, table.id))) else {
            return Ok(());
        };
        self.page = row.last_page;
        if row.deleted { Ok(()) } else { self.push(row.pieces(id)) }
    }

    fn end_cell(&mut self) {
        let pieces = self.end_flow().finish();
        self.live = self.live.saturating_sub(pieces.len());
        let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut()) else { return };
        row.last_page = row.last_page.max(self.page);
        let is_lost = row.passed_over && pieces.iter().any(|piece| !piece.is_blank());
        self.tally.hidden += usize::from(is_lost);
        row.end_cell(pieces);
    }

    /// A box that nothing in the control has drawn is drawn now.
    fn end_control(&mut self) -> Result<(), ImportError> {
        let pending = self.controls.pop().and_then(|control| control.ticked);
        pending.map_or(Ok(()), |on| self.write(ticked(on).encode_utf8(&mut [0; 4])))
    }

    fn end_text_box(&mut self) {
        let flow = self.end_flow();
        self.page = flow.page;
        let pieces = flow.finish();
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.boxes.extend(pieces),
            None => self.append(pieces),
        }
    }

    fn end_note(&mut self) {
        let pieces = self.end_flow().finish();
        self.live = self.live.saturating_sub(pieces.len());
        let Some(id) = self.note.take().filter(|_| self.notes.len() < NOTES) else { return };
        self.notes.entry(id).or_insert_with(|| line(&pieces));
    }
}

impl Flow {
    fn finish(self) -> Vec<Piece> {
        let mut pieces = self.pieces;
        pieces.extend(self.joined);
        pieces
    }
}
