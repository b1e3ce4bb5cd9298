//! Names of files that nobody would give and every system allows, or that another one does not.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;

/// Bytes: a name need not be text.
const NAMES: &[&[u8]] = &[
    // Terminals.
    b"\x1b[2J",
    b"\x1b]0;owned\x07",
    b"\x1b]52;c;aQ==\x07",
    b"\x1b]8;;http:x\x1b\\a",
    b"\x1bPq~\x1b\\",
    b"\xc2\x9b2J",
    b"\x07\x08\x7f",
    b"No\rYes",
    b"a\nb",
    b"a\nappraise: saved",
    b"a\tb",
    b"\x05",
    // The order of reading, and what does not show.
    "\u{202e}txt.exe".as_bytes(),
    "\u{2066}a\u{2069}".as_bytes(),
    "\u{200e}a\u{200f}".as_bytes(),
    "a\u{200b}b".as_bytes(),
    "\u{feff}a".as_bytes(),
    "a\u{2028}b".as_bytes(),
    "\u{e0001}\u{e0061}".as_bytes(),
    "\u{e000}".as_bytes(),
    "\u{378}".as_bytes(),
    "\u{301}".as_bytes(),
    // No text at all.
    b"\xff\xfe",
    b"caf\xe9",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    // Options, patterns and paths.
    b"-rf",
    b"--help",
    b"--json",
    b"*",
    b"?",
    b"[a]",
    b"~",
    b"$HOME",
    b"$(id)",
    b"`id`",
    b"a;b|c&d",
    b"'\"",
    b"..a",
    b"\\..\\a",
    b"a%2e%2e%2fb",
    b"%s%n",
    // Other systems.
    b"CON",
    b"nul",
    b"com1.json",
    b"a.",
    b"a ",
    b" a",
    b"a:b",
    b"a<b>c",
    b"A",
    // What is cut, copied or hidden.
    b"a (conflicted copy)",
    b"a.sync-conflict-20260101-000000-ABCDEFG",
    b"~$a",
    b".#a",
    b"a~",
    b"Copy of a",
];

/// Every name.
pub fn all() -> Vec<OsString> {
    let longest = vec![b'x'; 200];
    NAMES.iter().map(|name| name.to_vec()).chain([longest]).map(OsString::from_vec).collect()
}

/// The name with an ending.
pub fn with(name: &OsString, ending: &str) -> OsString {
    let mut name = name.clone();
    name.push(ending);
    name
}

#[test]
fn they_are_many_and_each_is_there_once() {
    let once: std::collections::BTreeSet<_> = all().into_iter().collect();
    assert!(once.len() >= 40 && once.len() == NAMES.len() + 1);
}
