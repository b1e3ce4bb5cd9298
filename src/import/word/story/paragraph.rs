//! Paragraphs and runs that are being read.

use super::super::ImportError;
use super::super::field::Field;
use super::super::numbering::Mark;
use super::super::piece::{Left, Piece, Role};
use super::super::styles::Style;
use super::Story;

/// A paragraph that has begun.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is seen somewhere else in the paragraph, in any order")]
pub(super) struct Open {
    pub piece: Piece,
    pub style: Style,
    /// What the paragraph itself says that it is.
    pub role: Option<Role>,
    pub list: Option<u32>,
    pub depth: Option<u8>,
    /// A tracked change took its end away.
    pub end_deleted: bool,
    /// Word does not show its end, nor its number.
    pub end_hidden: bool,
    /// What stands in text boxes in it.
    pub boxes: Vec<Piece>,
    /// Words outside of tables of contents.
    pub own_words: bool,
    /// Words that are not bold.
    pub light_words: bool,
    pub has_words: bool,
}

/// A stretch of characters that look alike.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub style: Style,
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
    pub right_to_left: bool,
    pub language: Option<String>,
    pub language_right_to_left: Option<String>,
    pub font: Option<String>,
    /// Its hidden words are counted.
    pub counted: bool,
}

impl Open {
    fn role(&self) -> Role {
        let style = self.style.role.unwrap_or_default();
        match (style, self.role) {
            (Role::Title | Role::Contents, _) | (_, None) => style,
            (_, Some(role)) => role,
        }
    }

    fn finish(mut self) -> (Piece, Vec<Piece>) {
        self.piece.role = self.role();
        self.piece.bold = self.has_words && !self.light_words;
        self.piece.caps = self.style.caps == Some(true);
        self.piece.contents = self.piece.contents.filter(|_| !self.own_words);
        (self.piece, self.boxes)
    }
}

impl Story<'_> {
    pub(super) fn begin_paragraph(&mut self) {
        let joined = self.flows.last_mut().and_then(|flow| flow.joined.take());
        let own_words = joined.as_ref().is_some_and(|piece| piece.contents.is_none());
        let light_words = joined.as_ref().is_some_and(|piece| !piece.bold);
        let style = self.context.styles.get(None);
        let piece = Piece { mark: None, ..joined.unwrap_or_else(|| Piece { page: self.page, ..Piece::default() }) };
        let has_words = !piece.is_blank();
        self.paragraphs.push(Open { piece, style, own_words, light_words, has_words, ..Open::default() });
    }

    pub(super) fn end_paragraph(&mut self) -> Result<(), ImportError> {
        for field in &mut self.fields {
            // An instruction ends with its paragraph; one that does not is broken, and would hide the rest.
            settle(field, &mut self.contents);
        }
        let Some(open) = self.paragraphs.pop() else { return Ok(()) };
        let end_deleted = open.end_deleted;
        let (mut piece, boxes) = open.finish();
        if let (Role::Text | Role::Caption, Some(_)) = (piece.role, &piece.mark) {
            piece.role = Role::Item(piece.depth);
        }
        if end_deleted {
            self.flows.last_mut().into_iter().for_each(|flow| flow.joined = Some(piece.clone()));
        } else if !piece.is_blank() || piece.left != Left::default() {
            self.push(vec![piece])?;
        }
        if boxes.is_empty() { Ok(()) } else { self.push_boxes(boxes) }
    }

    /// They were counted when they were read.
    fn push_boxes(&mut self, boxes: Vec<Piece>) -> Result<(), ImportError> {
        self.live = self.live.saturating_sub(boxes.len());
        self.push(boxes)
    }

    /// Counts the paragraph in its list, as soon as its properties are known.
    pub(super) fn number(&mut self) -> Result<(), ImportError> {
        let Some((list, depth)) = self.place_in_list() else { return Ok(()) };
        let Some(mark) = self.counters.next(&self.context.numbering, list, depth) else { return Ok(()) };
        if let Mark::Number(number) = &mark {
            self.spend(number.len())?;
        }
        let open = self.paragraphs.last_mut();
        open.into_iter().for_each(|open| (open.piece.mark, open.piece.depth) = (Some(mark.clone()), depth));
        Ok(())
    }

    fn place_in_list(&self) -> Option<(u32, u8)> {
        let open = self.paragraphs.last().filter(|open| !open.end_deleted && !open.end_hidden)?;
        let numbering = &self.context.numbering;
        let list = open.list.or(open.style.list).filter(|list| *list > 0)?;
        let by_style = || numbering.depth_of(list, open.style.list_from.as_deref()?);
        let linked = if open.list.is_none() { by_style() } else { None };
        let depth = open.depth.or(linked).or(open.style.depth).unwrap_or_default();
        let elsewhere = numbering.style_link(list).and_then(|style| self.context.styles.get(Some(style)).list);
        Some((elsewhere.unwrap_or(list), depth))
    }
}

/// Ends the instruction of a field, and begins a table of contents if that is what it makes.
pub(super) fn settle(field: &mut Field, contents: &mut Vec<bool>) {
    if !field.shown && field.is_contents() {
        field.contents = Some(contents.len());
        contents.push(false);
    }
    field.shown = true;
}
