//! PDF through the program: what is added, what is refused, and what a hostile file cannot do.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a fixture that breaks is a failed test, and a campaign tells its figures"
)]

use std::fs;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

#[path = "common/pdf.rs"]
mod fixture;

use fixture::{file, locked, picture, plan, stream, text, with_streams};

/// A user in a folder of their own.
struct Env(TempDir);

impl Env {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, input: &[u8], arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraise"));
        command.args(arguments).current_dir(self.0.path()).env_clear().env("HOME", self.0.path()).env("TERM", "dumb");
        command.env("APPRAISE_WORKSPACE", self.path("team"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            // A program that stops early closes its end.
            scope.spawn(move || stdin.write_all(input));
            child.wait_with_output().unwrap()
        })
    }

    fn add(&self, bytes: &[u8]) -> (bool, String) {
        fs::write(self.path("plan.pdf"), bytes).unwrap();
        let said = self.run(b"", &["add", "plan.pdf"]);
        (said.status.success(), String::from_utf8(said.stderr).unwrap())
    }

    fn refuses(&self, bytes: &[u8], sentence: &str) {
        let (is_added, said) = self.add(bytes);
        assert!(!is_added && said == format!("appraise: plan.pdf: {sentence}\n"), "{said}");
        assert!(!self.path("team/records").exists());
    }
}

#[test]
fn a_pdf_is_added_with_pages_headings_and_warnings() {
    let env = Env::new();
    let (is_added, said) = env.add(&plan());
    assert!(is_added, "{said}");
    assert!(said.contains("left out (11)") && said.contains("next to none: 4."), "{said}");
    let record: Value = serde_json::from_slice(&fs::read(env.path("team/records/plan.json")).unwrap()).unwrap();
    let places: Vec<_> = record["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| format!("{} {} {}", section["page"], section["level"], section["heading"]))
        .collect();
    let expected = ["1 1 \"Water and safe shelter in Rivertown\"", "2 2 \"2.3 Protection\"", "5 1 \"Monitoring\""];
    assert_eq!(places, expected);
    assert_eq!(record["source"]["format"], "pdf");
    assert_eq!(record["source"]["warnings"].as_array().unwrap().len(), 2);
}

#[test]
fn a_pdf_is_reviewed_as_any_document_is() {
    let env = Env::new();
    fs::write(env.path("plan.pdf"), plan()).unwrap();
    let said = env.run(b"q\n", &["plan.pdf", "--plain", "--reviewer", "ab"]);
    let shown = String::from_utf8(said.stdout).unwrap() + &String::from_utf8(said.stderr).unwrap();
    assert!(said.status.success() && shown.contains("Water and safe shelter in Rivertown"), "{shown}");
    let said = env.run(&plan(), &["add", "-"]);
    assert!(said.status.success(), "{said:?}");
}

#[test]
fn what_cannot_be_read_is_refused_and_nothing_is_added() {
    let env = Env::new();
    env.refuses(&file(&[picture()]), "This PDF holds pictures of text. Ask for the Word file.");
    env.refuses(
        &locked(),
        "This PDF is protected with a password. Open it with the password and save it without one, or ask for the Word file.",
    );
    env.refuses(
        b"%PDF-1.7\n\xff\xfe\x00 garbage",
        "This PDF is damaged or was not saved whole. Save or download it again, or ask for the Word file.",
    );
    let (is_added, said) = env.add(&vec![b' '; (32 << 20) + 1]);
    assert!(!is_added && said.contains("at most 8388608 (8 MiB) can be read"), "{said}");
}

#[test]
fn a_page_that_unpacks_without_end_takes_neither_the_memory_nor_the_time() {
    let env = Env::new();
    let start = Instant::now();
    let (is_added, said) = env.add(&with_streams(&[stream("/Filter/FlateDecode", &bomb(31 << 20))]));
    assert!(!is_added && said.starts_with("appraise: plan.pdf: This PDF "), "{said}");
    assert!(start.elapsed() < Duration::from_mins(1));
}

#[test]
fn what_is_nested_without_end_breaks_the_child_only() {
    let deep = "[".repeat(100_000);
    let dictionaries = "<</A".repeat(100_000);
    for streams in [stream("", deep.as_bytes()), deep.clone().into_bytes(), dictionaries.into_bytes()] {
        let env = Env::new();
        let (is_added, said) = env.add(&with_streams(&[streams]));
        assert!(!is_added && said.starts_with("appraise: plan.pdf: This PDF ") && said.ends_with(".\n"), "{said}");
    }
}

/// Packed zeros, 159 times as many as the bytes: a block of fixed codes that says again and again “258 zeros more”.
fn bomb(bytes: usize) -> Vec<u8> {
    // The head of the stream, then bits: last block, fixed codes, the literal 0; then 13 bits a match, so that the
    // bytes come again after 13.
    let mut bits: Vec<bool> = [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0].map(|bit| bit == 1).to_vec();
    let again = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0].map(|bit| bit == 1);
    bits.extend(again.repeat(32));
    let byte = |bits: &[bool]| bits.iter().rev().fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit));
    let packed: Vec<u8> = bits.chunks_exact(8).map(byte).collect();
    let (head, period) = (&packed[..2], &packed[2..15]);
    [b"\x78\x01", head].concat().into_iter().chain(period.iter().copied().cycle()).take(bytes).collect()
}

#[test]
fn the_child_writes_nothing_and_reads_no_settings() {
    let env = Env::new();
    let said = env.run(&plan(), &["read-pdf"]);
    assert!(said.status.success());
    assert_eq!(said.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count(), 2);
    assert_eq!(fs::read_dir(env.0.path()).unwrap().count(), 0);
}

#[test]
fn the_command_of_the_child_is_not_shown() {
    let env = Env::new();
    for arguments in [&["--help"][..], &["-h"], &["man"]] {
        let said = String::from_utf8(env.run(b"", arguments).stdout).unwrap();
        assert!(!said.is_empty() && !said.contains("read-pdf"), "{arguments:?}");
    }
}

/// The file with a few bytes changed, taken out, doubled or cut off: the same number gives the same damage.
fn damaged(whole: &[u8], number: u64) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut draw = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below.max(1)).unwrap_or(1)).unwrap_or(0)
    };
    for _ in 0..=draw(8) {
        let (at, span, byte) = (draw(bytes.len()), draw(40), draw(256).to_le_bytes()[0]);
        let end = (at + span).min(bytes.len());
        match draw(6) {
            0 => bytes[at..end].fill(byte),
            1 => drop(bytes.drain(at..end)),
            2 => bytes
                .splice(at..at, whole[at.min(whole.len())..end.min(whole.len()).max(at.min(whole.len()))].to_vec())
                .for_each(drop),
            3 if draw(4) == 0 => bytes.truncate(at),
            4 => bytes.splice(at..at, b"99999999999".iter().copied()).for_each(drop),
            _ if at < bytes.len() => bytes[at] = byte,
            _ => {}
        }
    }
    bytes
}

/// A hundred damaged files; a coordinate of eleven digits is enough to make a reader ask for all the memory there is.
#[test]
fn a_damaged_file_gives_a_record_or_a_sentence() {
    campaign(100);
}

/// Twenty thousand of them. `PDF_CAMPAIGN` sets another number.
#[test]
#[ignore = "takes many minutes"]
fn no_damaged_file_breaks_out_of_the_child() {
    campaign(std::env::var("PDF_CAMPAIGN").map_or(20_000, |count| count.parse().unwrap()));
}

/// Each file in a child under its limits: it answers, or the system stops it.
fn campaign(count: u64) {
    let env = Env::new();
    let packed = with_streams(&[stream("/Filter/FlateDecode", &bomb(2_000))]);
    let seeds =
        [plan(), locked(), packed, file(&[picture(), text(700, &["Words that stand on this page of a plan."])])];
    let mut stopped = 0;
    for number in 0..count {
        let bytes = damaged(&seeds[usize::try_from(number).unwrap() % seeds.len()], number);
        let start = Instant::now();
        let said = env.run(&bytes, &["read-pdf"]);
        assert!(start.elapsed() < Duration::from_mins(1), "{number} took {:?}", start.elapsed());
        assert!(said.status.success() || said.status.signal().is_some(), "{number}: {said:?}");
        assert!(!said.status.success() || said.stdout.ends_with(b"}\n"), "{number}: {said:?}");
        stopped += u32::from(!said.status.success());
    }
    assert_eq!(fs::read_dir(env.0.path()).unwrap().count(), 0);
    println!("{count} files, {stopped} children stopped by the system");
}
