//! PDF to a manuscript.

use super::{ImportError, Manuscript};

/// The document.
///
/// # Errors
/// A refusal.
pub fn read(_bytes: &[u8]) -> Result<Manuscript, ImportError> {
    Err(ImportError::NotBuiltIn { what: "a PDF", such: "PDF files" })
}
