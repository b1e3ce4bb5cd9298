//! What paragraphs, runs, rows, cells, controls and fields say of themselves.

use super::super::styles::outline;
use super::super::xml::{Space, Tag};
use super::{Scope, Story};

impl Story<'_> {
    /// Takes a property; `None` when nothing in it matters.
    pub(super) fn property(&mut self, tag: &Tag<'_>) -> Option<Scope> {
        let scope = self.scopes.last().copied()?;
        match (scope, tag.space) {
            (Scope::ControlProperties, _) => self.control_property(tag),
            (_, Space::Word) => self.word_property(scope, tag),
            _ => None,
        }
    }

    fn word_property(&mut self, scope: Scope, tag: &Tag<'_>) -> Option<Scope> {
        match scope {
            Scope::ParagraphProperties | Scope::Detail => self.paragraph_property(tag),
            Scope::MarkProperties => self.mark_property(tag),
            Scope::RunProperties => self.run_property(tag),
            Scope::RowProperties => self.row_property(tag),
            Scope::CellProperties => self.cell_property(tag),
            Scope::FieldCharacter | Scope::FieldDetail => self.field_property(tag),
            _ => None,
        }
    }

    fn paragraph_property(&mut self, tag: &Tag<'_>) -> Option<Scope> {
        let open = self.paragraphs.last_mut()?;
        match tag.name() {
            "pStyle" => open.style = self.context.styles.get(tag.val().as_deref()),
            "outlineLvl" => open.role = Some(outline(tag)),
            "numId" => open.list = tag.number(),
            "ilvl" => open.depth = tag.number().and_then(|depth| u8::try_from(depth).ok()),
            "numPr" => return Some(Scope::Detail),
            "rPr" => return Some(Scope::MarkProperties),
            _ => {}
        }
        None
    }

    /// The end of the paragraph as a character.
    fn mark_property(&mut self, tag: &Tag<'_>) -> Option<Scope> {
        let open = self.paragraphs.last_mut()?;
        match tag.name() {
            "del" | "moveFrom" => open.end_deleted = true,
            "vanish" => open.end_hidden = tag.is_on(),
            _ => {}
        }
        self.tally.deleted += usize::from(tag.name() == "del");
        self.tally.inserted += usize::from(tag.name() == "ins");
        None
    }

    fn run_property(&mut self, tag: &Tag<'_>) -> Option<Scope> {
        let run = self.runs.last_mut()?;
        match tag.name() {
            "rStyle" => run.style = tag.val().map(|id| self.context.styles.get(Some(&id))).unwrap_or_default(),
            "b" => run.bold = Some(tag.is_on()),
            "vanish" => run.hidden = Some(tag.is_on()),
            "rtl" => run.right_to_left = tag.is_on(),
            "lang" => (run.language, run.language_right_to_left) = (tag.val(), tag.get("bidi")),
            "rFonts" => run.font = tag.get("ascii").or_else(|| tag.get("hAnsi")),
            _ => {}
        }
        None
    }

    fn row_property(&mut self, tag: &Tag<'_>) -> Option<Scope> {
        let row = self.tables.last_mut()?.row.as_mut()?;
        match tag.name() {
            "gridBefore" => row.indent(tag.number().unwrap_or_default()),
            "del" => row.deleted = true,
            _ => {}
        }
        self.tally.deleted += usize::from(tag.name() == "del");
        self.tally.inserted += usize::from(tag.name() == "ins");
        None
    }

    fn cell_property(&mut self, tag: &Tag<'_>) -> Option<Scope> {
        let row = self.tables.last_mut()?.row.as_mut()?;
        let goes_on = || tag.val().is_none_or(|value| value == "continue");
        match tag.name() {
            "vMerge" | "hMerge" => row.passed_over |= goes_on(),
            "cellDel" => row.passed_over = true,
            _ => {}
        }
        None
    }

    fn control_property(&mut self, tag: &Tag<'_>) -> Option<Scope> {
        let control = self.controls.last_mut()?;
        match (tag.space, tag.name()) {
            (Space::Word14, "checkbox") => control.ticked = Some(false),
            (Space::Word14, "checked") => control.ticked = Some(tag.is_on()),
            (Space::Word, "docPartGallery") if tag.val().as_deref() == Some("Table of Contents") => {
                // A control always comes to its end.
                control.contents = Some(self.contents.len());
                self.contents.push(true);
            }
            _ => {}
        }
        matches!(tag.name(), "checkbox" | "docPartObj" | "docPartList").then_some(Scope::ControlProperties)
    }

    fn field_property(&mut self, tag: &Tag<'_>) -> Option<Scope> {
        self.fields.last_mut()?.take(tag);
        matches!(tag.name(), "ffData" | "checkBox" | "ddList").then_some(Scope::FieldDetail)
    }
}
