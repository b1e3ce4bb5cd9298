//! What each element of a text begins.

use super::super::ImportError;
use super::super::field::Field;
use super::super::piece::{Left, squeezed};
use super::super::symbol;
use super::super::table::{Row, Table};
use super::super::xml::{Space, Tag, Xml};
use super::paragraph::{Run, settle};
use super::{Control, Drawing, Scope, Story};

type Entered = Result<Option<Scope>, ImportError>;

impl Story<'_> {
    /// Enters an element; `None` when nothing in it is shown.
    pub(super) fn element(&mut self, tag: &Tag<'_>, xml: &Xml<'_>) -> Entered {
        match tag.space {
            Space::Word => self.word(tag),
            Space::Compatibility => Ok(self.alternative(tag, xml)),
            Space::Math => Ok(Some(self.math(tag))),
            Space::Drawing | Space::Vml => Ok(Some(self.drawing(tag))),
            Space::Word14 | Space::Other => Ok(Some(Scope::Plain)),
        }
    }

    fn word(&mut self, tag: &Tag<'_>) -> Entered {
        match tag.name() {
            "p" => Ok(Some(self.paragraph())),
            "r" => Ok(Some(self.run())),
            "t" => Ok(Some(Scope::Text)),
            "tbl" => Ok(Some(self.table())),
            "tr" => Ok(Some(self.row())),
            "tc" => Ok(Some(self.cell())),
            "pPr" | "rPr" | "trPr" | "tcPr" | "sdtPr" => Ok(self.properties(tag)),
            "sdt" => Ok(Some(self.control())),
            "fldSimple" => Ok(Some(self.simple_field(tag))),
            "fldChar" => self.field_character(tag),
            "instrText" => Ok(Some(Scope::Instruction)),
            "txbxContent" => Ok(Some(self.text_box())),
            "drawing" | "pict" | "object" => Ok(Some(self.picture(tag))),
            "footnote" | "endnote" => Ok(self.note(tag)),
            "ins" | "del" | "moveFrom" | "moveTo" => Ok(self.change(tag)),
            "tblPr" | "tblPrEx" | "tblGrid" | "sectPr" | "delText" | "delInstrText" | "rt" | "sdtEndPr" => Ok(None),
            _ => self.mark(tag).map(|()| Some(Scope::Plain)),
        }
    }

    /// What stands for one character or less.
    fn mark(&mut self, tag: &Tag<'_>) -> Result<(), ImportError> {
        match tag.name() {
            "tab" | "ptab" => self.write("\t"),
            "br" => self.line_break(tag),
            "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" => self.symbol(tag),
            "lastRenderedPageBreak" => self.rendered_page_break(),
            "footnoteReference" | "endnoteReference" => self.refer(tag),
            "commentReference" => self.comment(),
            "altChunk" | "subDoc" => self.embedded(),
            _ => Ok(()),
        }
    }

    fn paragraph(&mut self) -> Scope {
        self.begin_paragraph();
        Scope::Paragraph
    }

    fn run(&mut self) -> Scope {
        self.runs.push(Run::default());
        Scope::Run
    }

    /// Properties belong to what they stand in directly.
    fn properties(&self, tag: &Tag<'_>) -> Option<Scope> {
        match (tag.name(), self.scopes.last()?) {
            ("pPr", Scope::Paragraph) => Some(Scope::ParagraphProperties),
            ("rPr", Scope::Run) => Some(Scope::RunProperties),
            ("trPr", Scope::Row) => Some(Scope::RowProperties),
            ("tcPr", Scope::Cell) => Some(Scope::CellProperties),
            ("sdtPr", Scope::Control) => Some(Scope::ControlProperties),
            _ => None,
        }
    }

    fn table(&mut self) -> Scope {
        self.table_count = self.table_count.saturating_add(1);
        self.tables.push(Table { id: self.table_count, row: None });
        self.begin_flow();
        Scope::Table
    }

    /// A row or cell in a wrong place is nothing, but its text is text.
    fn row(&mut self) -> Scope {
        match self.tables.last_mut() {
            Some(table) if table.row.is_none() => {
                table.row = Some(Row::new(self.page));
                Scope::Row
            }
            _ => Scope::Plain,
        }
    }

    fn cell(&mut self) -> Scope {
        let row = self.tables.last_mut().and_then(|table| table.row.as_mut()).filter(|row| !row.in_cell);
        let Some(row) = row else { return Scope::Plain };
        // Cells stand side by side, so each begins on the page of the row.
        self.page = row.first_page;
        row.in_cell = true;
        self.begin_flow();
        Scope::Cell
    }

    fn text_box(&mut self) -> Scope {
        self.begin_flow();
        Scope::TextBox
    }

    fn control(&mut self) -> Scope {
        self.controls.push(Control::default());
        Scope::Control
    }

    /// Lines that part notes from the text are notes too, of their own type.
    fn note(&mut self, tag: &Tag<'_>) -> Option<Scope> {
        let is_text = tag.get("type").is_none_or(|kind| kind == "normal");
        self.note = tag.get("id").filter(|_| is_text);
        self.note.is_some().then(|| {
            self.begin_flow();
            Scope::Note
        })
    }

    fn change(&mut self, tag: &Tag<'_>) -> Option<Scope> {
        let (count, kept) = match tag.name() {
            "ins" => (&mut self.tally.inserted, true),
            "del" => (&mut self.tally.deleted, false),
            // Each move is noted twice: where it left and where it came to.
            "moveTo" => (&mut self.tally.moved, true),
            _ => return None,
        };
        *count += 1;
        kept.then_some(Scope::Plain)
    }

    fn simple_field(&mut self, tag: &Tag<'_>) -> Scope {
        let mut field = Field::simple(&tag.get("instr").unwrap_or_default());
        settle(&mut field, &mut self.contents);
        self.fields.push(field);
        Scope::Field
    }

    fn field_character(&mut self, tag: &Tag<'_>) -> Entered {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => self.settle_field(),
            Some("end") => self.end_field()?,
            _ => return Ok(None),
        }
        Ok(Some(Scope::FieldCharacter))
    }

    fn settle_field(&mut self) {
        let Self { fields, contents, .. } = self;
        fields.last_mut().into_iter().for_each(|field| settle(field, contents));
    }

    pub(super) fn end_field(&mut self) -> Result<(), ImportError> {
        let Some(field) = self.fields.pop() else { return Ok(()) };
        let ended = field.contents.and_then(|id| self.contents.get_mut(id));
        ended.into_iter().for_each(|ended| *ended = true);
        field.drawn().map_or(Ok(()), |drawn| self.write(&drawn))
    }

    fn alternative(&mut self, tag: &Tag<'_>, xml: &Xml<'_>) -> Option<Scope> {
        match tag.name() {
            "AlternateContent" => {
                self.alternatives.push(false);
                Some(Scope::Alternatives)
            }
            "Choice" => self.take_alternative(xml.knows(&tag.get("Requires").unwrap_or_default())),
            "Fallback" => self.take_alternative(true),
            _ => Some(Scope::Plain),
        }
    }

    /// The first that can be read stands for all.
    fn take_alternative(&mut self, can: bool) -> Option<Scope> {
        let taken = self.alternatives.last_mut()?;
        let is_first = can && !*taken;
        *taken |= is_first;
        is_first.then_some(Scope::Plain)
    }

    fn math(&mut self, tag: &Tag<'_>) -> Scope {
        match tag.name() {
            "oMath" => self.leave(Left { equations: 1, ..Left::default() }),
            "t" => return Scope::Text,
            _ => {}
        }
        Scope::Plain
    }

    fn picture(&mut self, tag: &Tag<'_>) -> Scope {
        let objects = u32::from(tag.name() == "object");
        self.drawings.push(Drawing { left: Left { objects, ..Left::default() }, ..Drawing::default() });
        Scope::Drawing
    }

    fn drawing(&mut self, tag: &Tag<'_>) -> Scope {
        if let Some(drawing) = self.drawings.last_mut() {
            drawing.take(tag);
        }
        Scope::Plain
    }

    pub(super) fn end_drawing(&mut self) -> Result<(), ImportError> {
        let Some(Drawing { left, description }) = self.drawings.pop() else { return Ok(()) };
        if left == Left::default() {
            return Ok(());
        }
        self.leave(left);
        let described = squeezed(&description);
        if described.is_empty() { Ok(()) } else { self.write(&format!("[picture: {described}]")) }
    }

    fn embedded(&mut self) -> Result<(), ImportError> {
        self.begin_paragraph();
        self.leave(Left { objects: 1, ..Left::default() });
        self.end_paragraph()
    }

    fn leave(&mut self, left: Left) {
        self.paragraphs.last_mut().into_iter().for_each(|open| open.piece.left.add(left));
    }

    fn comment(&mut self) -> Result<(), ImportError> {
        self.tally.comments += 1;
        Ok(())
    }

    fn symbol(&mut self, tag: &Tag<'_>) -> Result<(), ImportError> {
        let (font, code) = (tag.get("font").unwrap_or_default(), tag.get("char").unwrap_or_default());
        let look = symbol::named(&font, &code);
        self.tally.symbols += usize::from(look.is_none());
        look.map_or(Ok(()), |look| self.characters(look.encode_utf8(&mut [0; 4])))
    }
}

impl Drawing {
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "docPr" => self.describe(tag.get("descr").or_else(|| tag.get("title"))),
            "shape" => self.describe(tag.get("alt")),
            // The picture of an embedded object shows what is in it.
            "pic" | "imagedata" if self.left.objects == 0 => self.left.pictures = 1,
            "chart" | "relIds" | "OLEObject" => self.left = Left { objects: 1, ..Left::default() },
            _ => {}
        }
    }

    fn describe(&mut self, description: Option<String>) {
        if self.description.is_empty() {
            self.description = description.unwrap_or_default();
        }
    }
}
