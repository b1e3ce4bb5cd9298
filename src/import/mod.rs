//! Reads a file that a reviewer adds: bytes in, record out. No files, no clock, no screen. A file of one document is
//! read by [`import`], one of many records by [`listing()`].
//!
//! ```text
//! bytes ─ recognise ─┬─ json ────────────────────────────────────────────────────────┐
//!                    ├─ word, pdf ─ manuscript ─────────────────────┬─ outline ─ guess ┴─ Imported
//!                    └─ decode ─ front_matter ─ page ─┬─ markdown ──┤
//!                                  │                  └─ plain ─────┘
//!                                  └─ yaml ─ member
//!
//! bytes ─ many ─┬─ list (CSV, XLSX), lines (JSON Lines) ── added whole ──┬─ Listing ─ Entry, each with its Imported
//!               └─ iati, hpc, cbpf ─────────────────────── chosen from ──┘
//! ```

mod cbpf;
mod decode;
mod document;
mod error;
mod front_matter;
mod guess;
mod heading;
mod hpc;
mod iati;
mod json;
mod limits;
mod lines;
mod list;
mod listing;
mod manuscript;
mod many;
mod markdown;
mod member;
mod outline;
mod page;
mod pdf;
mod plain;
mod recognise;
pub mod replies;
mod sound;
mod value;
mod word;
mod yaml;

#[cfg(test)]
mod campaign;
#[cfg(test)]
mod tests;

pub use error::ImportError;
pub use limits::Limits;
pub use list::{Mapping, Use};
pub use listing::{Entry, Item, Listing, Take, Tally};
pub use manuscript::{Block, Manuscript, Rank};
pub use many::listing;
pub use pdf::read_twice as read_pdf_twice;
pub use recognise::Form;

use crate::domain::canonical::sha256_bytes;
use crate::domain::record::{Record, Source};

/// The largest text or record that is read, in bytes.
pub const LARGEST: usize = 8 * 1024 * 1024;
/// The largest file of a packed form (Word, PDF) that is read, in bytes.
pub const LARGEST_PACKED: usize = 32 * 1024 * 1024;

/// A record made from a file, and what the reviewer should know about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The record.
    pub record: Record,
    /// Sentences about what was not understood, and where it is kept.
    pub warnings: Vec<String>,
    /// Names of the fields that were filled by a guess.
    pub guessed: Vec<&'static str>,
}

/// Makes a record from the bytes of a file. What they are is told from the bytes; the name helps with guesses only.
///
/// # Errors
/// A sentence for the reviewer that does not name the file.
pub fn import(file_name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    match form(bytes)? {
        Form::Json => json::read(unmarked(bytes)).map(|imported| sourced(imported, file_name, bytes, "json")),
        Form::Word => Ok(arranged(file_name, bytes, "docx", &word::read(bytes)?)),
        Form::Pdf => Ok(arranged(file_name, bytes, "pdf", &pdf::read(bytes)?)),
        Form::Text => text(file_name, bytes),
    }
}

/// What the bytes are.
///
/// # Errors
/// A sentence for the reviewer, when they are nothing that can be read.
pub fn form(bytes: &[u8]) -> Result<Form, ImportError> {
    recognise::form(unmarked(bytes))
}

/// Makes a record from what a reader of a document format, named `format`, found in the bytes of a file.
#[must_use]
pub fn arranged(file_name: &str, bytes: &[u8], format: &str, manuscript: &Manuscript) -> Imported {
    let mut imported = document::arrange(base(file_name), manuscript);
    sound::settle(&mut imported, "");
    sourced(imported, file_name, bytes, format)
}

fn text(file_name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    let (text, warning) = decode::text(bytes)?;
    let (mut imported, format) = document::read(base(file_name), &text);
    imported.warnings.splice(0..0, warning);
    sound::settle(&mut imported, "");
    Ok(sourced(imported, file_name, bytes, format))
}

/// Notes where the record comes from, unless it says so itself.
fn sourced(mut imported: Imported, file_name: &str, bytes: &[u8], format: &str) -> Imported {
    let (file, warnings) = (base(file_name).to_owned(), imported.warnings.clone());
    let source = || Source { file, format: format.to_owned(), sha256: sha256_bytes(bytes), warnings };
    imported.record.source.get_or_insert_with(source);
    imported
}

fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The file name without its folders.
fn base(file_name: &str) -> &str {
    file_name.rsplit(['/', '\\']).next().unwrap_or(file_name)
}

/// The file name without its ending.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}
