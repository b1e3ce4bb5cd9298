//! Words, breaks and notes into the paragraph on top.

use super::super::ImportError;
use super::super::field::{Field, ticked};
use super::super::symbol;
use super::super::xml::Tag;
use super::Story;
use super::paragraph::{Open, Run};

impl Story<'_> {
    /// Characters of a run. The first ones in a box to tick are its old picture.
    pub(super) fn characters(&mut self, text: &str) -> Result<(), ImportError> {
        let pending = self.controls.last_mut().and_then(|control| control.ticked.take());
        if let Some(on) = pending {
            return self.write(ticked(on).encode_utf8(&mut [0; 4]));
        }
        let font = self.runs.last().and_then(|run| run.font.clone()).filter(|font| symbol::places(font).is_some());
        match font {
            Some(font) => self.symbols(&font, text),
            None => self.write(text),
        }
    }

    fn symbols(&mut self, font: &str, text: &str) -> Result<(), ImportError> {
        // Text that has a look already was written there by `w:sym`.
        let look =
            |c: char| symbol::look(font, c).or_else(|| Some(c).filter(|c| u32::from(*c) > 0xff && !is_private(*c)));
        let looks: Vec<_> = text.chars().map(look).collect();
        self.tally.symbols += looks.iter().filter(|look| look.is_none()).count();
        self.write(&looks.into_iter().flatten().collect::<String>())
    }

    /// Text as it is shown, unless it is hidden or no result of a field.
    pub(super) fn write(&mut self, text: &str) -> Result<(), ImportError> {
        if self.fields.iter().any(|field| !field.shown) {
            return Ok(());
        }
        if self.is_hidden() {
            self.count_hidden(text);
            return Ok(());
        }
        self.spend(text.len())?;
        self.speak(text);
        Ok(())
    }

    fn is_hidden(&self) -> bool {
        let run = self.runs.last();
        let own = run.and_then(|run| run.hidden.or(run.style.hidden));
        let of_paragraph = || self.paragraphs.last().and_then(|open| open.style.hidden);
        own.or_else(of_paragraph).unwrap_or_default()
    }

    fn count_hidden(&mut self, text: &str) {
        let counted =
            self.runs.last_mut().is_some_and(|run| std::mem::replace(&mut run.counted, !text.trim().is_empty()));
        self.tally.hidden += usize::from(!counted && !text.trim().is_empty());
    }

    fn speak(&mut self, text: &str) {
        let contents = self.contents_here();
        let blank = text.trim().is_empty();
        let (page, run) = (self.page, self.runs.last());
        let Some(open) = self.paragraphs.last_mut() else { return };
        if !blank {
            self.broken = false;
            open.note_words(page, run, contents);
            self.languages.count(run.and_then(language), text.chars().count());
            self.fields.iter_mut().for_each(Field::speak);
        }
        open.piece.text.extend(text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')));
    }

    /// The table of contents that the next word stands in.
    fn contents_here(&self) -> Option<usize> {
        let control = self.controls.iter().find_map(|control| control.contents);
        control.or_else(|| self.fields.iter().find_map(|field| field.contents))
    }

    pub(super) fn line_break(&mut self, tag: &Tag<'_>) -> Result<(), ImportError> {
        match tag.get("type").as_deref() {
            Some("page") => {
                self.page = self.page.saturating_add(1);
                self.broken = true;
                Ok(())
            }
            Some("column") => self.write(" "),
            _ => self.write("\n"),
        }
    }

    /// Word marks the page behind an explicit break as well.
    pub(super) fn rendered_page_break(&mut self) -> Result<(), ImportError> {
        self.tally.pages = true;
        self.page = self.page.saturating_add(u32::from(!self.broken));
        self.broken = false;
        Ok(())
    }

    /// Puts a note in. Each reference costs its text once more.
    pub(super) fn refer(&mut self, tag: &Tag<'_>) -> Result<(), ImportError> {
        let notes = if tag.name() == "footnoteReference" { &self.context.footnotes } else { &self.context.endnotes };
        let Some(note) = tag.get("id").and_then(|id| notes.get(&id)).filter(|note| !note.is_empty()) else {
            return Ok(());
        };
        self.spend(note.len())?;
        let shown = !self.is_hidden();
        let open = self.paragraphs.last_mut().filter(|_| shown);
        open.into_iter().for_each(|open| open.piece.notes.push((open.piece.text.len(), note.clone())));
        Ok(())
    }
}

impl Open {
    fn note_words(&mut self, page: u32, run: Option<&Run>, contents: Option<usize>) {
        if !self.has_words {
            self.piece.page = page;
        }
        let bold = run.and_then(|run| run.bold.or(run.style.bold)).or(self.style.bold).unwrap_or_default();
        self.light_words |= !bold;
        self.own_words |= contents.is_none();
        self.piece.contents = self.piece.contents.or(contents);
        self.has_words = true;
    }
}

fn language(run: &Run) -> Option<&str> {
    let right_to_left = run.language_right_to_left.as_deref().filter(|_| run.right_to_left);
    right_to_left.or(run.language.as_deref())
}

fn is_private(character: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&character)
}
