//! The encoding of a file: bytes to text, or why they are not text.

use super::fault::{Fault, FaultKind, Position};

/// The largest file that is read at all, in bytes (8 MiB).
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The text of a file, without one leading byte-order mark.
///
/// # Errors
/// The fault that keeps the file from being read: too large, another kind of file, UTF-16, or not UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(at_start("the file is larger than 8 MiB and was not read: leave out long annexes or split it"));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF") {
        return Err(at_start(
            "this is a Word, Excel or PDF document and not a JSON file: bring it in with \"appraise add\"",
        ));
    }
    if is_utf16(bytes) {
        return Err(at_start("the file is saved as UTF-16 (\"Unicode\" in some editors): save it again as UTF-8"));
    }
    let text = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let skipped = bytes.len() - text.len();
    std::str::from_utf8(text).map_err(|error| not_utf8(text, skipped, error.valid_up_to()))
}

fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => true,
        [first, second, ..] => (*first == 0) != (*second == 0),
        _ => false,
    }
}

fn not_utf8(text: &[u8], skipped: usize, valid: usize) -> Fault {
    let before = text.get(..valid).map(String::from_utf8_lossy).unwrap_or_default();
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    let line = before.matches('\n').count() + 1;
    let message = format!(
        "the letter at byte offset {} (counted from 0) is not UTF-8; the file was probably saved in an older encoding such as Windows-1252: save it again as UTF-8",
        valid + skipped
    );
    Fault { at: Position { line, column }, ..at_start(&message) }
}

fn at_start(message: &str) -> Fault {
    Fault { at: Position::START, path: String::new(), message: message.to_owned(), kind: FaultKind::Error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_order_mark_is_left_out() {
        assert_eq!(decode(b"\xEF\xBB\xBF{}"), Ok("{}"));
        assert_eq!(decode(b"\xEF\xBB\xBF\xEF\xBB\xBF{}"), Ok("\u{FEFF}{}"));
        assert_eq!(decode(b""), Ok(""));
    }

    #[test]
    fn other_files_are_named() {
        let cases: [(&[u8], &str); 7] = [
            (b"PK\x03\x04rest", "line 1, column 1: this is a Word, Excel or PDF document"),
            (b"%PDF-1.7", "line 1, column 1: this is a Word, Excel or PDF document"),
            (b"\xFF\xFE{\0}\0", "line 1, column 1: the file is saved as UTF-16"),
            (b"\xFE\xFF\0{\0}", "line 1, column 1: the file is saved as UTF-16"),
            (b"{\0}\0", "line 1, column 1: the file is saved as UTF-16"),
            (b"\0{\0}", "line 1, column 1: the file is saved as UTF-16"),
            ("{\n\"é\": \"caf".as_bytes(), ""),
        ];
        for (bytes, expected) in cases {
            let told = decode(bytes).err().map(|fault| fault.to_string()).unwrap_or_default();
            assert!(told.starts_with(expected) && told.is_empty() == expected.is_empty(), "{told}");
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_are_told_with_offset() {
        // The second line holds: quote, two-byte é, quote, colon, blank, quote, c, a, f = 9 characters before the bad byte.
        let mut bytes = "{\n\"é\": \"caf".as_bytes().to_vec();
        bytes.extend(b"\xE9\"}");
        let told = decode(&bytes).err().map(|fault| fault.to_string()).unwrap_or_default();
        assert!(
            told.starts_with("line 2, column 10: the letter at byte offset 12 (counted from 0) is not UTF-8"),
            "{told}"
        );
        let with_mark = [BOM, b"\xE9"].concat();
        let told = decode(&with_mark).err().map(|fault| fault.to_string()).unwrap_or_default();
        assert!(told.starts_with("line 1, column 1: the letter at byte offset 3 "), "{told}");
    }

    #[test]
    fn the_largest_file_is_read_and_no_larger_one() {
        for (length, is_read) in [(MAX_BYTES - 1, true), (MAX_BYTES, true), (MAX_BYTES + 1, false)] {
            assert_eq!(decode(&vec![b' '; length]).is_ok(), is_read, "{length}");
        }
    }
}
