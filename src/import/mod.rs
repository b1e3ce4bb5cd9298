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

use crate::domain::canonical::sha256_bytes;
use crate::domain::record::{Record, Source};

use recognise::Form;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 8 * 1024 * 1024;

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
    let file = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (mut imported, format) = match recognise::form(text)? {
        Form::Json => (json::read(text)?, "json"),
        Form::Word => (document::arrange(file, &word::read(bytes)?), "docx"),
        Form::Pdf => (document::arrange(file, &pdf::read(bytes)?), "pdf"),
        Form::Text => text_document(file, bytes)?,
    };
    let warnings = imported.warnings.clone();
    let source = || Source { file: file.to_owned(), format: format.to_owned(), sha256: sha256_bytes(bytes), warnings };
    imported.record.source.get_or_insert_with(source);
    Ok(imported)
}

fn text_document(file: &str, bytes: &[u8]) -> Result<(Imported, &'static str), ImportError> {
    let (text, warning) = decode::text(bytes)?;
    let (mut imported, format) = document::read(file, &text);
    imported.warnings.splice(0..0, warning);
    Ok((imported, format))
}

/// The file name without its ending.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}
