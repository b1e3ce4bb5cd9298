//! Word documents (DOCX, and DOCM, DOTX, DOTM) to a manuscript.
//!
//! ```text
//! bytes ─ package ─ relations ─┬─ styles ──────┐
//!          (ZIP)    (which part │  numbering    ├─ story ─ pieces ─ compose ─ Manuscript
//!                    is what)   ├─ notes ───────┤                      │
//!                               └─ main part ───┘                    guess
//! ```
//!
//! **What is read.** Paragraphs, lists, tables, text boxes, content controls and results of fields, as Word shows them
//! when all tracked changes are accepted. Headings by their style, by the styles that one rests on, or by an outline
//! level; when there are none, by their looks, and then they are marked as derived. Numbers of headings and lists are
//! counted as Word counts them. A table has one line a row; cells are parted by ` | `, paragraphs in a cell by ` / `, and
//! a table in a cell stands in brackets. Notes stand behind their marks as `[note: …]`, descriptions of pictures as
//! `[picture: …]`.
//!
//! **What is not.** Headers, footers, comments, hidden text, deleted text, tables of contents, pictures and embedded
//! files. Each kind is counted in a warning. A title stays in the text, as a heading of the first level.
//!
//! **Pages** are known only where Word noted them when it last laid the document out.
//!
//! **What it withstands.** [`limits::Limits`] bound what a file may cost, counted while it unpacks. A document type
//! is refused, so no reference grows; names of parts are looked up in the archive only; what lies outside the package is
//! never followed. A damaged part with the text is a refusal, any other damaged part is a warning.

mod compose;
mod field;
mod guess;
mod language;
mod limits;
mod numbering;
mod package;
mod piece;
mod relations;
mod story;
mod styles;
mod symbol;
mod table;
mod tally;
mod xml;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::{ImportError, Manuscript};

use limits::Limits;
use numbering::Numbering;
use package::Package;
use relations::Parts;
use story::{Context, Story};
use styles::Styles;
use tally::Tally;

/// Letters of the names of streams in the container that old and encrypted files of Office are, two bytes each.
const ENCRYPTED: &str = "EncryptedPackage";
const OLD: &str = "WordDocument";

/// The document.
///
/// # Errors
/// A refusal.
pub fn read(bytes: &[u8]) -> Result<Manuscript, ImportError> {
    read_within(bytes, Limits::default())
}

/// A manuscript without text is a scan, or was never filled in.
fn spoken(manuscript: Manuscript, tally: &Tally) -> Result<Manuscript, ImportError> {
    let pictures = tally.left.iter().any(|(_, left)| left.pictures > 0);
    let what = if pictures { "no text, only pictures" } else { "no text" };
    if manuscript.blocks.is_empty() { Err(ImportError::WordWithoutText { what }) } else { Ok(manuscript) }
}

/// Whether a ZIP archive holds a Word document. One that is damaged does when it names the folder of one.
#[must_use]
pub fn is_word(bytes: &[u8]) -> bool {
    let limits = Limits::default();
    let main = Package::open(bytes, limits).and_then(|mut package| relations::main(&mut package));
    main.map_or_else(|_| memchr::memmem::find(bytes, b"word/").is_some(), |main| main.is_some())
}

/// Why a container of the time before 2007 cannot be read, where there is something better to say than its age.
#[must_use]
pub fn refusal_of_container(bytes: &[u8]) -> Option<ImportError> {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if holds(ENCRYPTED) {
        return Some(ImportError::Protected);
    }
    holds(OLD).then_some(ImportError::OldWord)
}

fn read_within(bytes: &[u8], limits: Limits) -> Result<Manuscript, ImportError> {
    let mut package = Package::open(bytes, limits)?;
    let parts = relations::parts(&mut package)?;
    let mut tally = Tally::default();
    let context = context(&mut package, &parts, &mut tally)?;
    let mut story = Story::new(&context);
    let text = package.text(&parts.main)?.unwrap_or_default();
    story.read(&parts.main, &text)?;
    drop(text);
    finish(story, &context, tally)
}

fn finish(story: Story<'_>, context: &Context, mut tally: Tally) -> Result<Manuscript, ImportError> {
    let (pieces, of_text, languages) = story.pieces();
    tally.pages = of_text.pages;
    tally.add(&of_text);
    let mut manuscript = compose::compose(pieces, &mut tally);
    manuscript.language = languages.most(context.styles.language.as_deref(), &manuscript.text());
    manuscript.warnings = tally.warnings();
    spoken(manuscript, &tally)
}

/// Everything that the text refers to.
fn context(package: &mut Package<'_>, parts: &Parts, tally: &mut Tally) -> Result<Context, ImportError> {
    let styles = side(package, parts.styles.as_deref(), tally, Styles::read)?;
    let numbering = side(package, parts.numbering.as_deref(), tally, Numbering::read)?;
    let mut context = Context { styles, numbering, limits: package.limits(), ..Context::default() };
    context.footnotes = notes(package, parts.footnotes.as_deref(), tally, &context)?;
    context.endnotes = notes(package, parts.endnotes.as_deref(), tally, &context)?;
    Ok(context)
}

fn notes(
    package: &mut Package<'_>,
    part: Option<&str>,
    tally: &mut Tally,
    context: &Context,
) -> Result<HashMap<String, String>, ImportError> {
    let (notes, found) = side(package, part, tally, |part, text, _| {
        let mut story = Story::new(context);
        story.read(part, text).map(|()| story.notes())
    })?;
    tally.add(&found);
    Ok(notes)
}

/// A part beside the text. The text can be read without it, so damage is only a warning; too much is a refusal.
fn side<T: Default>(
    package: &mut Package<'_>,
    part: Option<&str>,
    tally: &mut Tally,
    read: impl FnOnce(&str, &str, Limits) -> Result<T, ImportError>,
) -> Result<T, ImportError> {
    let Some(part) = part else { return Ok(T::default()) };
    let limits = package.limits();
    let result = package.text(part).and_then(|text| read(part, &text.unwrap_or_default(), limits));
    match result {
        Err(ImportError::DamagedPart { byte, what, .. }) => tally.damage(part, &format!("at byte {byte}, {what}")),
        Err(ImportError::DamagedWord { what }) => tally.damage(part, &what),
        other => return other,
    }
    Ok(T::default())
}
