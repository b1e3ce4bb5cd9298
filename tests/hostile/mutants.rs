//! Files that were broken at random, the same ones in every run: read, or refused with a place, and always in time.

use super::campaign::{Dice, break_bytes, run, seeds};
use super::json::LOADERS;

/// Pieces that mean something to a reader of JSON, or to what comes after it.
const PIECES: [&[u8]; 28] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b",",
    b":",
    b"null",
    b"true",
    b"-0",
    b"1e400",
    b"4294967296",
    b"9007199254740993",
    b"\"format\": \"appraise-review/2\"",
    b"\"format\": \"appraise-record/1\"",
    b"\"sections\": [[]]",
    b"\"countries\": {}",
    b"\"n\": 0",
    b"\"9999-99-99\"",
    b"\"2026-02-30T25:61:61Z\"",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\0",
    b"\r\n",
    b"\xe2\x80\xae",
];

fn one(seed: u64) {
    let mut dice = Dice::of(seed);
    for loader in &*LOADERS {
        let mut bytes = loader.file.clone();
        break_bytes(&mut bytes, &PIECES, &mut dice);
        let _ = loader.read(&format!("of seed {seed}"), &bytes);
    }
}

#[test]
fn broken_files_are_read_or_refused() {
    run("broken JSON", seeds(700), one);
}

#[test]
#[ignore = "takes minutes"]
fn a_hundred_thousand_broken_files_are_read_or_refused() {
    run("broken JSON, long", seeds(33_400), one);
}
