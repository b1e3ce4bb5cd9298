//! Every JSON case, every beginning of a file, and every file with a byte missing, through the loaders of the three formats
//! and through `appraise check`.

use std::sync::LazyLock;

use appraise::checklists;
use appraise::domain::check::{self, Fault, FaultKind, Report};
use appraise::domain::parse;
use appraise::domain::record::Record;
use appraise::domain::review::{Pinned, Review};
use appraise::store::json;

use super::cases::{self, Case};
use super::common::now;
use super::env::Env;
use super::workspace;

/// A member that the program does not know: records and reviews keep it, a checklist refuses it.
const OWN: &str = "own-of-the-team";

/// A format: a file of it, and what its loader says.
pub struct Loader {
    /// As in the names of files.
    pub name: &'static str,
    /// A small file that is read.
    pub file: Vec<u8>,
    load: fn(&[u8]) -> Result<(), Report>,
}

/// The three.
pub static LOADERS: LazyLock<[Loader; 3]> = LazyLock::new(loaders);

fn loaders() -> [Loader; 3] {
    let record = json::pretty(&workspace::record("invented", "Words"));
    let lists = workspace::checklists("Words");
    let mut draft = workspace::draft(&workspace::record("invented", "Words"), &lists, ("ab", 1), "Words");
    draft.draft.as_mut().unwrap().saved_at = Some(now());
    let list = json::pretty(&workspace::checklist("gbv-mitigation", &["Words"]));
    [
        Loader { name: "record", file: record, load: |bytes| parse::checked::<Record>(bytes).map(drop) },
        Loader { name: "review", file: json::pretty(&draft), load: |bytes| parse::checked::<Review>(bytes).map(drop) },
        Loader { name: "checklist", file: list, load: |bytes| checklists::parse(bytes).map(|_: Pinned| ()) },
    ]
}

impl Loader {
    /// The file with one more member.
    fn with(&self, value: &[u8]) -> Vec<u8> {
        let body = self.file.trim_ascii_end().strip_suffix(b"}").unwrap().trim_ascii_end();
        [body, b",\n  \"", OWN.as_bytes(), b"\": ", value, b"\n}\n"].concat()
    }

    /// Reads the bytes; every refusal must have a place in them and a sentence.
    pub fn read(&self, what: &str, bytes: &[u8]) -> Result<(), Report> {
        let read = (self.load)(bytes);
        if let Err(report) = &read {
            are_told(&format!("{} {what}", self.name), bytes, &report.faults);
        }
        read
    }
}

/// At least one error; each with a place in the file, and a sentence without a line break.
fn are_told(what: &str, bytes: &[u8], faults: &[Fault]) {
    assert!(faults.iter().any(|fault| fault.kind == FaultKind::Error), "{what}: refused without a reason");
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<_> = text.split('\n').map(|line| line.chars().count()).collect();
    for Fault { at, message, .. } in faults {
        let room = at.line.checked_sub(1).and_then(|line| lines.get(line)).map(|length| length + 1);
        assert!(
            room.is_some_and(|room| (1..=room).contains(&at.column)),
            "{what}: no place in the file: {at}: {message}"
        );
        assert!(!message.trim().is_empty(), "{what}: a fault without words");
    }
}

#[test]
fn there_are_cases_of_each_class() {
    let cases = cases::all();
    let count = |class: &str| cases.iter().filter(|case| case.name.starts_with(class)).count();
    let [valid, invalid, either] = ["y ", "n ", "i "].map(count);
    println!("JSON: y={valid} n={invalid} i={either}");
    assert!(valid >= 50 && invalid >= 100 && either >= 25 && valid + invalid + either == cases.len());
}

#[test]
fn the_reader_reads_what_it_must_and_refuses_the_rest() {
    for Case { name, bytes, is_read, .. } in cases::all() {
        match check::parse(&bytes) {
            Ok(_) => assert!(is_read, "{name}: it was read"),
            Err(faults) => {
                assert!(!is_read, "{name}: {faults:?}");
                are_told(&name, &bytes, &faults);
            }
        }
    }
}

/// The control: the parser below the reader differs from it just where the reader is stricter.
#[test]
fn the_parser_of_a_library_alone_would_read_what_has_to_be_refused() {
    let lax = |case: &Case| !case.is_read && serde_json::from_slice::<serde_json::Value>(&case.bytes).is_ok();
    let read: Vec<_> = cases::all().into_iter().filter(lax).map(|case| case.name).collect();
    assert!(read.len() >= 6 && read.iter().all(|name| name.starts_with("i ")), "{read:?}");
}

#[test]
fn each_format_takes_a_case_as_the_reader_does() {
    for loader in &*LOADERS {
        assert_eq!(loader.read("as it is", &loader.file), Ok(()));
        for Case { name, bytes, is_read, .. } in cases::all().iter().filter(|case| !case.is_whole) {
            let read = loader.read(name, &loader.with(bytes));
            let is_own = |fault: &Fault| fault.path.starts_with(OWN) || fault.message.contains(OWN);
            match &read {
                Ok(()) => assert!(is_read, "{} {name}: it was read", loader.name),
                Err(_) if !is_read => {}
                Err(report) => assert!(
                    loader.name == "checklist" && report.faults.iter().all(is_own),
                    "{} {name}: {report}",
                    loader.name
                ),
            }
        }
        for Case { name, bytes, .. } in cases::all() {
            assert!(loader.read(&name, &bytes).is_err(), "{name} is no {}", loader.name);
        }
    }
}

/// What was read is kept to the last digit, or it would be another document.
#[test]
fn what_is_not_known_is_kept() {
    for Case { name, bytes, .. } in cases::all().iter().filter(|case| case.is_read && !case.is_whole) {
        let [record, review, _] = LOADERS.each_ref().map(|loader| loader.with(bytes));
        let value: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        assert_eq!(parse::checked::<Record>(&record).unwrap().unknown[OWN], value, "{name}");
        assert_eq!(parse::checked::<Review>(&review).unwrap().unknown[OWN], value, "{name}");
    }
}

#[test]
fn every_beginning_of_a_file_is_refused() {
    for loader in &*LOADERS {
        let whole = loader.file.trim_ascii_end().len();
        for length in 0..whole {
            let read = loader.read(&format!("cut at {length}"), &loader.file[..length]);
            assert!(read.is_err(), "{} cut at {length} of {whole} was read", loader.name);
        }
    }
}

/// A letter less in a text is another text; a bracket less is no file. Never anything else.
#[test]
fn a_file_with_a_byte_missing_is_read_or_refused_with_its_place() {
    for loader in &*LOADERS {
        let mut refused = 0;
        for at in 0..loader.file.len() {
            let bytes = [&loader.file[..at], &loader.file[at + 1..]].concat();
            let what = format!("without byte {at}");
            let is_json = check::parse(&bytes).is_ok();
            let read = loader.read(&what, &bytes);
            assert!(is_json || read.is_err(), "{} {what}", loader.name);
            refused += usize::from(read.is_err());
        }
        println!("{}: {refused} of {} refused", loader.name, loader.file.len());
        assert!(refused * 4 > loader.file.len(), "{}: {refused}", loader.name);
    }
}

/// One run for all of them: each is named, the refused ones with line and column.
#[test]
fn check_tells_each_case_apart_by_its_file() {
    let env = Env::new();
    let [record, review, _] = &*LOADERS;
    let mut wanted = Vec::new();
    for (n, case) in cases::all().iter().enumerate() {
        for (kind, bytes) in
            [("whole", case.bytes.clone()), ("record", record.with(&case.bytes)), ("review", review.with(&case.bytes))]
        {
            if kind == "whole" || !case.is_whole {
                let name = format!("{n:03}-{kind}.json");
                env.file(&name, bytes);
                wanted.push((name, kind != "whole" && case.is_read, case.name.clone()));
            }
        }
    }
    // A file that is too large is told of on the other way.
    let said = env.run(["check".to_owned()].into_iter().chain(wanted.iter().map(|(name, ..)| name.clone())));
    assert_eq!(said.status, 1, "{}", said.err);
    for (name, is_sound, case) in wanted {
        let lines: Vec<_> = said.out.lines().chain(said.err.lines()).filter(|line| line.contains(&name)).collect();
        let is_clear = lines.iter().all(|line| line.contains("no fault found") || line.contains(": warning: "));
        assert!(!lines.is_empty() && is_clear == is_sound, "{case}, {name}: {lines:#?}");
        let has_place =
            |line: &&str| line.contains(": line ") && line.contains(", column ") || line.contains("larger than");
        assert!(is_sound || lines.iter().all(has_place), "{case}, {name}: {lines:#?}");
    }
}

#[test]
fn the_exit_status_says_how_it_went() {
    let env = Env::new();
    let [record, ..] = &*LOADERS;
    for (n, case) in cases::all().iter().filter(|case| !case.is_whole).enumerate().filter(|(n, _)| n % 12 == 0) {
        let name = format!("{n}.json");
        env.file(&name, record.with(&case.bytes));
        assert_eq!(env.run(["check", &name]).status, if case.is_read { 0 } else { 3 }, "{}", case.name);
        assert_eq!(env.run(["add", &name]).status, i32::from(!case.is_read), "{}", case.name);
    }
}
