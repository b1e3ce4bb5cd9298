//! Bytes to text: UTF-8, UTF-16 with a byte-order mark, else Windows-1252; one kind of line break, few control
//! characters. Which it is follows from what can be read, never from a guess by statistics.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ImportError;

/// As many control characters as honest texts bring along from other programs.
const STRAY_CONTROLS: usize = 32;

/// The text with `\n` for every line break, and a warning when it was not UTF-8.
///
/// # Errors
/// A refusal for bytes that are no text.
pub fn text(bytes: &[u8]) -> Result<(String, Option<String>), ImportError> {
    let (text, warning) = decoded(bytes)?;
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Ok((text, warning))
}

/// The text as it stands, and a warning when it was not UTF-8.
///
/// # Errors
/// As [`text`].
pub fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<String>), ImportError> {
    let utf8 = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (text, warning) = match (utf16(bytes), std::str::from_utf8(utf8)) {
        (Some(encoding), _) => (other(bytes, encoding, 0)?, Some(said("UTF-16"))),
        (None, Ok(text)) => (Cow::Borrowed(text), None),
        (None, Err(error)) => (other(bytes, WINDOWS_1252, error.valid_up_to())?, Some(said("Windows-1252"))),
    };
    match first_control(&text) {
        Some(at) => Err(binary(&text, at)),
        None => Ok((text, warning)),
    }
}

/// Whether the bytes start with the mark of UTF-16.
#[must_use]
pub fn has_utf16_mark(bytes: &[u8]) -> bool {
    utf16(bytes).is_some()
}

fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    }
}

fn said(encoding: &str) -> String {
    format!("The text is not UTF-8; it was read as {encoding}. Look whether letters with accents are right.")
}

/// Windows-1252 leaves five bytes free, which the decoder takes for control characters.
fn other<'b>(bytes: &'b [u8], encoding: &'static Encoding, offset: usize) -> Result<Cow<'b, str>, ImportError> {
    let decoded = encoding.decode_with_bom_removal(bytes);
    let free = |text: &str| text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c));
    match decoded {
        (text, false) if encoding != WINDOWS_1252 || !free(&text) => Ok(text),
        _ => Err(not_utf8(bytes, offset)),
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
