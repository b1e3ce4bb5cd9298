//! Bytes to text: UTF-8 only, one kind of line break, few control characters.

use super::ImportError;

/// As many control characters as honest texts bring along from other programs.
const STRAY_CONTROLS: usize = 32;

/// The text, with `\n` for every line break.
///
/// # Errors
/// A refusal for bytes that are not UTF-8 or not a text.
pub fn text(bytes: &[u8]) -> Result<String, ImportError> {
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    match first_control(&text) {
        Some(at) => Err(binary(&text, at)),
        None => Ok(text),
    }
}

fn not_utf8(bytes: &[u8], offset: usize) -> ImportError {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let line = before.split(|byte| *byte == b'\n').count();
    ImportError::NotUtf8 { offset, line }
}

/// Where the first control character stands, if they are too many or one of them is NUL.
fn first_control(text: &str) -> Option<usize> {
    let is_control = |byte: u8| matches!(byte, 0..=8 | 0x0e..=0x1f | 0x7f);
    let count = text.bytes().filter(|byte| is_control(*byte)).count();
    let refused = count > STRAY_CONTROLS || text.contains('\0');
    text.bytes().position(is_control).filter(|_| refused)
}

fn binary(text: &str, at: usize) -> ImportError {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    ImportError::Binary { line, column }
}
