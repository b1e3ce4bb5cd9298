//! Word documents (DOCX) to a manuscript.

use super::{ImportError, Manuscript};

/// The document.
///
/// # Errors
/// A refusal.
pub fn read(_bytes: &[u8]) -> Result<Manuscript, ImportError> {
    Err(ImportError::NotBuiltIn { what: "a Word document", such: "Word files" })
}
