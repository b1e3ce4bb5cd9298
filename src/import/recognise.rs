//! What a file is, told from its first bytes.

use serde::de::IgnoredAny;

use super::{ImportError, LARGEST, LARGEST_PACKED, decode, word};

/// A form that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An object of JSON.
    Json,
    /// Markdown or plain text.
    Text,
    /// A Word document (DOCX).
    Word,
    /// A PDF.
    Pdf,
}

/// How far from the start the bytes are looked at for their form.
const HEAD: usize = 4096;

/// How a container of Office of the time before 2007 starts. Files with a password are still kept in one.
const CONTAINER: &[u8] = b"\xd0\xcf\x11\xe0";

/// The first bytes of formats that are not read, with their names.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"{\\rtf", "a Rich Text (RTF) document", "RTF files"),
    (CONTAINER, "a document of an old version of Word, Excel or PowerPoint", "such files"),
    (b"\x89PNG", "a picture (PNG)", "pictures"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "pictures"),
    (b"<!doctype html", "a web page (HTML)", "HTML files"),
    (b"<html", "a web page (HTML)", "HTML files"),
    (b"<?xml", "an XML file, and no IATI activities", "other XML files"),
];

/// Names inside a ZIP archive that tell what it holds.
const ARCHIVES: &[(&[u8], &str, &str)] = &[
    (b"xl/", "an Excel workbook", "Excel files as documents"),
    (b"ppt/", "a PowerPoint presentation", "PowerPoint files"),
    (b"opendocument.text", "an OpenDocument text", "OpenDocument files"),
    (b"opendocument", "an OpenDocument file", "OpenDocument files"),
    (b"epub", "an e-book (EPUB)", "e-books"),
    (b"", "a ZIP archive", "archives"),
];

/// The form of the bytes, without a byte-order mark of UTF-8.
///
/// # Errors
/// A refusal, for everything that is not JSON or text.
pub fn form(bytes: &[u8]) -> Result<Form, ImportError> {
    let start = bytes.trim_ascii_start();
    let packed = built_in(start);
    let most = if packed.is_some() { LARGEST_PACKED } else { LARGEST };
    if bytes.len() > most {
        return Err(ImportError::TooLarge { bytes: bytes.len(), most });
    }
    if start.is_empty() {
        return Err(ImportError::Empty);
    }
    if let Some(form) = packed {
        return Ok(form);
    }
    if let Some(refusal) = start.starts_with(CONTAINER).then(|| word::refusal_of_container(start)).flatten() {
        return Err(refusal);
    }
    if let Some((what, such)) = named(start) {
        return Err(ImportError::NotBuiltIn { what, such });
    }
    if is_utf16(bytes) && !decode::has_utf16_mark(bytes) {
        return Err(ImportError::Utf16);
    }
    if start.starts_with(b"[") && serde_json::from_slice::<Vec<IgnoredAny>>(start).is_ok() {
        return Err(ImportError::NotARecord { what: "a list in JSON".to_owned() });
    }
    Ok(if start.starts_with(b"{") { Form::Json } else { Form::Text })
}

/// The packed and binary forms that have a reader; each knows how large a file it takes.
fn built_in(start: &[u8]) -> Option<Form> {
    match start {
        [b'%', b'P', b'D', b'F', ..] => Some(Form::Pdf),
        [b'P', b'K', 3, 4, ..] if word::is_word(start) => Some(Form::Word),
        _ => None,
    }
}

fn named(start: &[u8]) -> Option<(&'static str, &'static str)> {
    let is = |signature: &[u8]| start.get(..signature.len()).is_some_and(|s| s.eq_ignore_ascii_case(signature));
    let table = if start.starts_with(b"PK\x03\x04") { ARCHIVES } else { SIGNATURES };
    let holds = |name: &[u8]| name.is_empty() || start.windows(name.len()).any(|window| window == name);
    let found = table.iter().find(|(mark, ..)| if table == ARCHIVES { holds(mark) } else { is(mark) });
    found.map(|(_, what, such)| (*what, *such))
}

/// So many NULs as only two bytes a character bring, or a byte-order mark.
fn is_utf16(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let count = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (count(0), count(1));
    let lopsided = even.min(odd) * 8 <= even.max(odd) && even.max(odd) * 3 > head.len() / 2;
    head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || head.len() >= 4 && lopsided
}
