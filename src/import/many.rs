//! Whether a file holds many records, and of which format.

use std::borrow::Cow;

use serde_json::Value;

use super::limits::Limits;
use super::list::{self, Mapping};
use super::listing::Listing;
use super::{ImportError, cbpf, decode, hpc, iati, lines};

/// How far from the start the root of an XML file may be.
const HEAD: usize = 16 << 10;

/// The records of a file that holds many; `None` when it is one document, or nothing that is read. The mapping says
/// what the columns of a list are, and is not needed where their names tell it.
///
/// # Errors
/// A sentence for the reviewer that does not name the file.
pub fn listing<'a>(
    file_name: &str,
    bytes: &'a [u8],
    mapping: Option<&Mapping>,
    limits: &Limits,
) -> Result<Option<Listing<'a>>, ImportError> {
    if list::is_workbook(bytes) {
        return list::of_workbook(bytes, mapping, limits).map(Some);
    }
    let ods =
        bytes.starts_with(b"PK\x03\x04") && memchr::memmem::find(head(bytes), b"opendocument.spreadsheet").is_some();
    if ods {
        return Err(ImportError::OtherSheet { what: "an OpenDocument spreadsheet" });
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match start {
        [b'{' | b'[', ..] => json(start, limits),
        [b'<', ..] => iati::of_xml(bytes, limits),
        [b'P', b'K', ..] | [b'%', b'P', b'D', b'F', ..] => Ok(None),
        _ => table(file_name, bytes, mapping, limits),
    }
}

/// The first bytes.
fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..HEAD).unwrap_or(bytes)
}

/// JSON Lines of our records, else the data of a service. Everything else is for the reader of one record.
fn json<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Option<Listing<'a>>, ImportError> {
    if let Some(lines) = lines::of_text(bytes) {
        return if bytes.len() > limits.text {
            Err(ImportError::too_large(bytes.len(), limits.text))
        } else {
            Ok(Some(lines))
        };
    }
    if memchr::memmem::find(bytes, b"appraise-").is_some_and(|at| at < HEAD) {
        return Ok(None);
    }
    if bytes.len() > limits.json {
        return Err(ImportError::too_large(bytes.len(), limits.json));
    }
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return Ok(None) };
    match cbpf::of_json(&value) {
        Some(listing) => Ok(Some(listing)),
        None => hpc::of_json(value),
    }
}

/// A text with columns. What only looks like one is a document.
fn table<'a>(
    file: &str,
    bytes: &'a [u8],
    mapping: Option<&Mapping>,
    limits: &Limits,
) -> Result<Option<Listing<'a>>, ImportError> {
    let Ok((text, warning)) = decode::decoded(bytes) else { return Ok(None) };
    let columns = list::columns_of(&text, limits).filter(|_| mapping.is_some() || is_table_name(file));
    let found = of_columns(text, mapping, limits)?;
    if found.is_some() && bytes.len() > limits.text {
        return Err(ImportError::too_large(bytes.len(), limits.text));
    }
    match (found, columns) {
        (Some(mut listing), _) => {
            listing.warnings.extend(warning);
            Ok(Some(listing))
        }
        (None, Some(columns)) => Err(ImportError::no_titles(&columns)),
        (None, None) => Ok(None),
    }
}

fn of_columns<'a>(
    text: Cow<'a, str>,
    mapping: Option<&Mapping>,
    limits: &Limits,
) -> Result<Option<Listing<'a>>, ImportError> {
    if mapping.is_none() && cbpf::is_table(&text) {
        return Ok(Some(cbpf::of_table(text, limits)));
    }
    list::of_text(text, mapping, limits)
}

fn is_table_name(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["csv", "tsv"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}
