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
#[path = "common/campaign.rs"]
mod long;

use fixture::{file, locked, picture, plan, stream, text, whole, with_streams};
use long::{Dice, break_bytes, run, seeds};

/// A user in a folder of their own.
struct Env(TempDir);

impl Env {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraise"));
        command.args(arguments).current_dir(self.0.path()).env_clear().env("HOME", self.0.path()).env("TERM", "dumb");
        command.env("APPRAISE_WORKSPACE", self.path("team"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, input: &[u8], arguments: &[&str]) -> Output {
        let mut child = self.command(arguments).spawn().unwrap();
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
    let long = [b"%PDF-1.7\n".to_vec(), vec![b' '; 32 << 20]].concat();
    let (is_added, said) = env.add(&long);
    assert!(!is_added && said.contains("at most 33554432 (32 MiB) can be read"), "{said}");
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

/// Exactly these: below them the child lives, at them the system stops it, as the tests of `cli::child` show.
#[cfg(target_os = "linux")]
#[test]
fn the_child_lives_under_the_limits_that_it_promises() {
    let env = Env::new();
    let mut child = env.command(&["read-pdf"]).spawn().unwrap();
    let limits = || fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let until = Instant::now() + Duration::from_mins(1);
    while !limits().contains("536870912") && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(5));
    }
    let told = limits();
    let of = |name: &str| {
        let line = told.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    let expected = [
        ("Max address space", ["536870912", "536870912"]),
        ("Max data size", ["536870912", "536870912"]),
        ("Max cpu time", ["10", "11"]),
        ("Max file size", ["0", "0"]),
        ("Max open files", ["16", "16"]),
        ("Max core file size", ["0", "0"]),
    ];
    for (name, limit) in expected {
        assert_eq!(of(name), limit, "{name}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

/// What unpacks to less than the child may hold is read, what unpacks to more is refused.
#[test]
fn the_memory_of_the_child_is_the_border() {
    let env = Env::new();
    for (packed, says) in
        [(200 << 10, "This PDF holds pictures of text."), (4 << 20, "This PDF could not be read safely")]
    {
        let (is_added, said) = env.add(&with_streams(&[stream("/Filter/FlateDecode", &bomb(packed))]));
        assert!(!is_added && said.contains(says), "{packed}: {said}");
    }
}

#[test]
fn the_command_of_the_child_is_not_shown() {
    let env = Env::new();
    for arguments in [&["--help"][..], &["-h"], &["man"]] {
        let said = String::from_utf8(env.run(b"", arguments).stdout).unwrap();
        assert!(!said.is_empty() && !said.contains("read-pdf"), "{arguments:?}");
    }
}

/// Pieces that mean something in a PDF.
const PIECES: &[&[u8]] = &[
    b"99999999999",
    b"-1",
    b"0 0 R",
    b"2 0 R",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"endobj",
    b"stream\n",
    b"endstream",
    b"BT ",
    b" ET",
    b" Tj",
    b"q ",
    b" Do",
    b"/Kids",
    b"/Filter/FlateDecode",
    b"/Filter[/ASCIIHexDecode/LZWDecode]",
    b"/Length 0",
    b"startxref",
    b"\0",
];

/// The file with its objects taken out, doubled, swapped or nested, or with its bytes broken.
fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = if dice.roll(2) == 0 { bytes.to_vec() } else { rearranged(bytes, dice) };
    if dice.roll(3) > 0 {
        break_bytes(&mut bytes, PIECES, dice);
    }
    bytes
}

fn rearranged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut objects = objects(bytes);
    for _ in 0..=dice.few(5) {
        let (one, other) = (dice.roll(objects.len()), dice.roll(objects.len()));
        match dice.roll(6) {
            0 => objects.swap(one, other),
            1 => {
                let copy = objects[other].clone();
                objects[one] = copy;
            }
            2 => objects[one] = b"null".to_vec(),
            3 => {
                let times = dice.few(3_000);
                objects[one] = [b"[".repeat(times), objects[other].clone(), b"]".repeat(times)].concat();
            }
            4 => drop(
                objects[one].splice(2..2, b"/Parent 2 0 R/Kids[2 0 R 5 0 R]/Contents[6 0 R 6 0 R]".iter().copied()),
            ),
            _ => break_bytes(&mut objects[one], PIECES, dice),
        }
        objects.iter_mut().filter(|object| object.len() < 2).for_each(|object| *object = b"<<>>".to_vec());
    }
    whole(&objects, "")
}

/// What stands between the numbers of the objects and their ends.
fn objects(bytes: &[u8]) -> Vec<Vec<u8>> {
    let ends = memchr::memmem::find_iter(bytes, b"\nendobj\n").collect::<Vec<_>>();
    let starts = memchr::memmem::find_iter(bytes, b" 0 obj\n").map(|at| at + 7).collect::<Vec<_>>();
    starts
        .iter()
        .zip(ends)
        .filter(|(start, end)| *start <= end)
        .map(|(start, end)| bytes[*start..end].to_vec())
        .collect()
}

/// A hundred damaged files; a coordinate of eleven digits is enough to make a reader ask for all the memory there is.
#[test]
fn a_damaged_file_gives_a_record_or_a_sentence() {
    campaign(0..100);
}

#[test]
#[ignore = "a campaign: takes many minutes"]
fn campaign_of_pdf() {
    campaign(seeds(20_000));
}

/// Each file in a child under its limits: it answers, or the system stops it. One of sixteen is added by the program.
fn campaign(seeds: impl Iterator<Item = u64>) {
    let env = Env::new();
    let packed = with_streams(&[stream("/Filter/FlateDecode", &bomb(2_000))]);
    let files =
        [plan(), locked(), packed, file(&[picture(), text(700, &["Words that stand on this page of a plan."])])];
    let mut stopped = 0;
    run("pdf", seeds, |seed| {
        let mut dice = Dice::of(seed);
        let bytes = damaged(&files[dice.roll(files.len())], &mut dice);
        let said = env.run(&bytes, &["read-pdf"]);
        assert!(said.status.success() || said.status.signal().is_some(), "{said:?}");
        assert!(!said.status.success() || said.stdout.ends_with(b"}\n"), "{said:?}");
        stopped += u32::from(!said.status.success());
        if seed % 16 == 0 {
            let (_, said) = env.add(&bytes);
            assert!(said.lines().all(|line| line.contains("plan.pdf: ")), "{said}");
            let _ = fs::remove_dir_all(env.path("team"));
        }
    });
    println!("{stopped} children stopped by the system");
}
