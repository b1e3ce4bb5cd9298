//! The command line as a user and a script meet it: every command, its output, its talk and its exit status.
//!
//! Whatever is printed as text is looked at for what could drive a terminal; only JSON carries every character.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a fixture that breaks is a failed test")]

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use appraise::action::COMMANDS;
use serde_json::{Value, json};

#[path = "common/env.rs"]
mod env;

use env::{DOCUMENT, Env, Said, driving, json_files, read};

#[test]
fn the_look_at_what_is_printed_finds_what_drives_a_terminal() {
    assert_eq!(driving("a\tb\nç “ü” ⟨U+202E⟩"), None);
    assert_eq!(
        [driving("\x1b[2J"), driving("a\u{202e}b"), driving("\r")],
        [Some('\x1b'), Some('\u{202e}'), Some('\r')]
    );
}

// --------------------------------------------------------------------------------------------------------------- add

#[test]
fn a_markdown_document_becomes_a_record_with_its_text() {
    let env = Env::with_record();
    let record = env.record("invented");
    assert_eq!((&record["format"], &record["kind"]), (&json!("appraise-record/1"), &json!("proposal")));
    assert_eq!(record["countries"], json!(["SSD"]));
    assert_eq!(record["sections"][0]["heading"], "1. Activities");
    assert!(record["sections"][0]["text"].as_str().unwrap().contains("Safety audits take place"));
    assert_eq!(record["source"]["file"], "invented.md");
}

#[test]
fn plain_text_becomes_a_record_named_after_its_file() {
    let env = Env::new();
    env.file("Plan for Nowhere.txt", "A plan for nowhere\n\nNothing is planned.\n");
    assert_eq!(env.run(["add", "Plan for Nowhere.txt"]).ok(), "plan-for-nowhere\n");
    assert_eq!(env.record("plan-for-nowhere")["source"]["format"], "text");
}

#[test]
fn a_record_as_json_keeps_members_that_the_program_does_not_know() {
    let env = Env::new();
    let record = json!({
        "format": "appraise-record/1", "id": "given", "kind": "report", "title": "Given",
        "x_team": { "z": [1, "two", null, true], "a": "ä" }, "sections": [{ "id": "s1", "heading": "One", "level": 1,
        "text": "Text.", "x_colour": "green" }]
    });
    env.file("given.json", record.to_string());
    assert_eq!(env.run(["add", "given.json"]).ok(), "given\n");
    let kept = env.record("given");
    assert_eq!(kept["x_team"], record["x_team"]);
    assert_eq!(kept["sections"][0]["x_colour"], "green");
    assert_eq!(env.json(&["show", "given"])["x_team"], record["x_team"]);
}

const FAULTY: &str = r#"{
  "format": "appraise-record/1",
  "id": "Bad Id",
  "kind": "novel",
  "title": "",
  "countries": ["SSD", "Narnia"]
}
"#;

/// Counted by hand in `FAULTY`: where each value begins.
const FAULTS: [(&str, &str); 4] = [
    ("line 3, column 9", "Bad Id"),
    ("line 4, column 11", "novel"),
    ("line 5, column 12", "empty"),
    ("line 6, column 24", "Narnia"),
];

#[test]
fn a_faulty_record_is_refused_with_every_fault_and_its_place() {
    let env = Env::new();
    env.file("faulty.json", FAULTY);
    let said = env.run(["add", "faulty.json"]);
    said.fails(1, &["faulty.json"]);
    for (place, word) in FAULTS {
        assert!(said.err.lines().any(|line| line.contains(place) && line.contains(word)), "{place}: {}", said.err);
    }
    assert!(!env.path("team/records").exists(), "something was kept");
}

#[test]
fn files_that_cannot_be_read_yet_are_named_with_what_to_do() {
    let env = Env::new();
    for (name, bytes, what) in [
        ("a.rtf", &b"{\\rtf1 Text}"[..], "This is a Rich Text (RTF) document"),
        ("a.html", b"<!DOCTYPE html><p>Text", "This is a web page (HTML)"),
    ] {
        env.file(name, bytes);
        env.run(["add", name]).fails(1, &[name, what, "Save it as plain text or Markdown"]);
    }
    env.file("a.docx", b"PK\x03\x04\x14\0\0\0\0\0word/document.xml");
    env.run(["add", "a.docx"]).fails(1, &["a.docx", "This Word file is damaged", "Ask for it again"]);
    env.file("empty.md", "");
    env.run(["add", "empty.md"]).fails(1, &["empty.md", "This file is empty"]);
    env.file("old.txt", b"caf\xe9 et th\x81");
    env.run(["add", "old.txt"]).fails(1, &["old.txt", "neither UTF-8 nor Windows-1252", "offset 3"]);
}

#[test]
fn what_is_missing_or_a_folder_is_named_and_the_rest_is_added() {
    let env = Env::new();
    let said = env.run(["add", "nowhere.md", "invented.md", "."]);
    said.fails(1, &["nowhere.md could not be read: there is no such file or folder", ". could not be read"]);
    assert_eq!(said.out, "invented\n");
}

#[test]
fn the_same_document_again_is_the_record_that_is_there() {
    let env = Env::with_record();
    let said = env.run(["add", "invented.md"]);
    assert!(said.err.contains("already"), "{}", said.err);
    assert_eq!(said.ok(), "invented\n");
    assert_eq!(env.json(&["list", "records"]).as_array().unwrap().len(), 1);
}

#[test]
fn another_document_with_a_taken_id_gets_a_number_and_nothing_is_overwritten() {
    let env = Env::with_record();
    env.file("invented.md", DOCUMENT.replace("every month", "every week"));
    assert_eq!(env.run(["add", "invented.md"]).ok(), "invented-2\n");
    assert!(env.record("invented").to_string().contains("every month"));
}

#[test]
fn an_id_that_was_asked_for_and_is_taken_is_refused() {
    let env = Env::with_record();
    env.file("other.md", DOCUMENT.replace("every month", "every week"));
    env.run(["add", "other.md", "--id", "invented"]).fails(1, &["invented", "already"]);
    assert!(env.record("invented").to_string().contains("every month"));
    assert_eq!(env.run(["add", "other.md", "--id", "other"]).ok(), "other\n");
    env.run(["add", "other.md", "--id", "../up"]).fails(1, &["cannot be an id"]);
    env.run(["add", "other.md", "invented.md", "--id", "both"]).fails(2, &["--id"]);
}

#[test]
fn fields_given_as_options_win() {
    let env = Env::new();
    let arguments = ["--kind", "report", "--country", "KEN", "--country", "South Sudan", "--sector", "WSH"];
    let set = ["--set", "due=2025-01-31", "--set", "organisation=Relief = Works"];
    env.run(["add", "invented.md"].iter().chain(&arguments).chain(&set)).ok();
    let record = env.record("invented");
    assert_eq!(record["kind"], "report");
    assert_eq!(record["countries"], json!(["KEN", "SSD"]));
    assert_eq!(record["sectors"], json!(["WSH"]));
    assert_eq!(record["dates"]["due"], "2025-01-31");
    assert_eq!(record["organisation"], "Relief = Works");
}

#[test]
fn a_field_with_a_wrong_value_is_named_and_nothing_is_added() {
    let env = Env::new();
    for (arguments, words) in [
        (["--kind", "novel"], ["Kind", "novel", "proposal"]),
        (["--country", "Narnia"], ["Countries", "Narnia", "not a known country"]),
        (["--sector", "XXX"], ["Sectors", "XXX", ""]),
        (["--set", "due=soon"], ["Due", "soon", "2025-01-31"]),
        (["--set", "colour=red"], ["colour", "title", "due"]),
        (["--set", "due"], ["due", "due=2025-01-31", ""]),
    ] {
        env.run(["add", "invented.md"].iter().chain(&arguments)).fails(1, &words);
    }
    assert!(!env.path("team/records").exists());
}

#[test]
fn a_document_comes_from_standard_input_too() {
    let env = Env::new();
    assert_eq!(env.run_with(DOCUMENT, &["add", "-", "--id", "piped"]).ok(), "piped\n");
    assert_eq!(env.record("piped")["title"], "An invented proposal");
    assert_eq!(env.run_with(DOCUMENT, &["check", "-"]).status, 3, "a document is no file of ours");
}

const NEWER: &str = "\
---
title: Another title
---
# 0. Summary

The lead: safety audits take place every month.

# 1. Activities

Safety audits take place twice a month. Committees of women choose the sites.
";

/// Evidence of three sorts: it stays, it moves, it is gone.
const QUOTES: &str = r#"{"criterion": "first", "evidence": [{"section": "1. Activities", "quote": "Committees of women choose the sites."}]}
{"criterion": "second", "evidence": [{"section": "1. Activities", "quote": "afety audits take place every month"}]}
{"criterion": "third", "evidence": [{"section": "1. Activities", "quote": "every month. Committees"}]}
"#;

#[test]
fn a_new_version_takes_the_place_of_the_document_and_evidence_is_looked_up_in_it() {
    let env = Env::with_record();
    env.run_with(QUOTES, &["fill", "invented", "--answers", "-", "--reviewer", "ab"]).ok();
    let before = env.record("invented");
    env.file("newer.md", NEWER);
    let said = env.run(["add", "newer.md", "--new-version", "invented", "--set", "due=2026-12-24"]);
    assert!(said.err.contains("round 1 by ab"), "{}", said.err);
    assert!(
        said.err.contains("1 in the same section, 1 in another section, 1 not found word for word"),
        "{}",
        said.err
    );
    assert_eq!(said.ok(), "invented\n");

    let record = env.record("invented");
    assert_eq!(record["title"], before["title"], "the data stay");
    assert_eq!(record["dates"]["due"], "2026-12-24", "but for those that are given");
    assert_eq!(record["earlier"], json!([before["source"]]));
    let digits = before["source"]["sha256"].as_str().unwrap().get(..16).unwrap().to_owned();
    assert_eq!(read(&env.path(&format!("team/records/earlier/invented.{digits}.json"))), before, "nothing is lost");

    env.run_with(
        "{\"criterion\": \"first\", \"note\": \"Seen.\"}",
        &["fill", "invented", "--answers", "-", "--reviewer", "ab"],
    )
    .ok();
    let draft = env.draft();
    let place = |id: &str, member: &str| draft["answers"][id]["evidence"][0][member].clone();
    let (old, new) = (&before["source"]["sha256"], &record["source"]["sha256"]);
    for (id, heading, version) in
        [("first", "1. Activities", new), ("second", "0. Summary", new), ("third", "1. Activities", old)]
    {
        assert_eq!((place(id, "heading"), &place(id, "sha256")), (json!(heading), version), "{id}");
    }
    assert_eq!(&draft["record"]["sha256"], new);
}

#[test]
fn the_same_version_again_changes_nothing_and_a_version_of_nothing_is_refused() {
    let env = Env::with_record();
    let before = env.record("invented");
    let said = env.run(["add", "invented.md", "--new-version", "invented"]);
    assert!(said.err.contains("in the workspace already"), "{}", said.err);
    said.ok();
    assert_eq!(env.record("invented"), before);
    env.file("newer.md", NEWER);
    env.run(["add", "newer.md", "--new-version", "nothing"]).fails(1, &["there is no record “nothing”"]);
    env.run(["add", "newer.md", "invented.md", "--new-version", "invented"]).fails(2, &["one file"]);
    env.run(["add", "missing.md", "--new-version", "invented"]).fails(1, &["missing.md"]);
    assert_eq!(env.record("invented"), before);
}

#[test]
fn coverage_is_a_list_of_facts() {
    let env = Env::with_record();
    let said = env.run(["coverage", "invented"]).ok();
    assert!(said.contains("    1  The first\n") && said.contains("You have no draft on this document"), "{said}");
    let listed: Value = serde_json::from_str(&env.run(["coverage", "invented", "--json"]).ok()).unwrap();
    assert_eq!(listed["criteria"][0], json!({"criterion": "first", "passages": 1}));
    assert_eq!(listed["sections_not_opened"][0]["heading"], "1. Activities");
    env.run(["coverage", "nothing"]).fails(1, &["there is no record “nothing”"]);
}

#[test]
fn added_ids_come_as_json_too() {
    let env = Env::new();
    assert_eq!(env.json(&["add", "invented.md"]), json!(["invented"]));
}

// -------------------------------------------------------------------------------------------------------- list, show

#[test]
fn the_samples_are_listed_and_shown_as_text_and_as_json() {
    let env = Env::new();
    assert!(env.run(["demo", "team"]).ok().contains("--workspace team"));

    let records = env.json(&["list", "records"]);
    assert_eq!(records.as_array().unwrap().len(), 5);
    let reviews = env.json(&["list", "reviews"]);
    assert_eq!(reviews.as_array().unwrap().len(), 3);
    let checklists = env.json(&["list", "checklists"]);
    let ids: Vec<_> = checklists.as_array().unwrap().iter().map(|list| list["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["gbv-mitigation", "do-no-harm", "gender-equality"]);
    assert_eq!(env.json(&["list", "drafts"]), json!([]));

    let text = env.run(["list", "records"]).ok();
    for record in records.as_array().unwrap() {
        assert!(text.contains(record["id"].as_str().unwrap()), "{text}");
    }
    let id = reviews[0]["id"].as_str().unwrap();
    let whole = env.json(&["show", id]);
    assert_eq!((&whole["format"], &whole["id"]), (&json!("appraise-review/1"), &json!(id)));
    let hash: String = whole["content_sha256"].as_str().unwrap().chars().take(8).collect();
    let by_hash = env.json(&["show", &hash]);
    assert_eq!(by_hash, whole, "the beginning of the hash means the same review");
    let page = env.run(["show", id]).ok();
    assert!(page.contains(whole["record"]["title"].as_str().unwrap()), "{page}");
    assert!(page.contains(whole["comments"][0]["finding"].as_str().unwrap().split_at(30).0), "{page}");
    assert_eq!(env.json(&["show", "demo-ssd-crp"])["kind"], "crisis-response-plan");
}

#[test]
fn an_empty_workspace_says_what_to_do() {
    let env = Env::new();
    for part in ["records", "drafts", "reviews"] {
        assert_eq!(env.json(&["list", part]), json!([]));
        let said = env.run(["list", part]);
        assert!(!(said.err.clone() + &said.out).trim().is_empty(), "{part}");
        said.ok();
    }
    env.run(["show", "nothing"]).fails(1, &["nothing", "appraise list"]);
}

#[test]
fn a_record_that_cannot_be_read_is_named_and_the_others_are_listed() {
    let env = Env::with_record();
    env.file("team/records/broken.json", "{");
    let said = env.run(["list", "records"]);
    assert!(said.err.contains("broken.json") && said.err.contains("line 1"), "{}", said.err);
    assert!(said.ok().contains("invented"));
}

// ------------------------------------------------------------------------------------------------------------- check

#[test]
fn every_file_that_the_program_writes_passes_its_own_check() {
    let env = Env::new();
    env.run(["demo", "team"]).ok();
    env.run(["add", "invented.md"]).ok();
    env.fill("{\"criterion\": \"gbv-context-risk-analysis\", \"rating\": \"yes\"}\n", &[]).ok();
    let mut files = Vec::new();
    for folder in ["team", "state", "data"] {
        json_files(&env.path(folder), &mut files);
    }
    let count = |part: &str| files.iter().filter(|path| path.to_string_lossy().contains(part)).count();
    assert_eq!((count("/records/"), count("/reviews/"), count("/drafts/")), (6, 3, 2), "{files:?}");
    assert_eq!(count("/used/"), 3, "{files:?}");
    let arguments: Vec<_> =
        [OsStr::new("check")].into_iter().chain(files.iter().map(|path| path.as_os_str())).collect();
    let out = env.run(arguments).ok();
    assert_eq!(out.matches("no fault found").count(), files.len(), "{out}");
}

#[test]
fn check_tells_every_fault_of_every_file_at_once() {
    let env = Env::new();
    env.file("faulty.json", FAULTY);
    env.file("cut.json", "{\n  \"format\": \"appraise-review/1\",\n");
    let said = env.run(["check", "faulty.json", "cut.json"]);
    assert_eq!(said.status, 3, "{}", said.err);
    for (place, word) in FAULTS {
        let told = |line: &str| line.starts_with("faulty.json: ") && line.contains(place) && line.contains(word);
        assert!(said.out.lines().any(told), "{place}: {}", said.out);
    }
    assert!(said.out.lines().any(|line| line.starts_with("cut.json: ")), "{}", said.out);
}

/// Readers differ in which of the two they take, and a stack has an end.
#[test]
fn check_refuses_a_name_that_stands_twice_and_what_is_too_deep() {
    let env = Env::new();
    let twice = r#"{"format": "appraise-record/1", "id": "a", "kind": "proposal", "title": "A", "title": "B"}"#;
    let deep = |depth| {
        let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        r#"{"format": "appraise-record/1", "id": "a", "kind": "proposal", "title": "A", "x": "#.to_owned()
            + &nested
            + "}"
    };
    for (content, words) in [(twice.to_owned(), "second time"), (deep(64), "inside each other")] {
        let said = env.run([OsStr::new("check"), env.file("a.json", content).as_os_str()]);
        assert!(said.status == 3 && said.out.contains(words), "{} {}", said.status, said.out);
    }
    env.run([OsStr::new("check"), env.file("a.json", deep(63)).as_os_str()]).ok();
}

#[test]
fn check_comes_as_json_and_from_standard_input() {
    let env = Env::new();
    let said = env.run_with(FAULTY, &["check", "-", "--json"]);
    assert_eq!(said.status, 3);
    let value: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(value[0]["format"], "appraise-record/1");
    let places =
        value[0]["faults"].as_array().unwrap().iter().map(|fault| (fault["line"].clone(), fault["column"].clone()));
    let expected = [(3, 9), (4, 11), (5, 12), (6, 24)].map(|(line, column)| (json!(line), json!(column)));
    assert_eq!(places.collect::<Vec<_>>(), expected);
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_and_the_others_are_checked() {
    let env = Env::with_record();
    let said = env.run(["check", "nowhere.json", "team/records/invented.json"]);
    said.fails(1, &["nowhere.json"]);
    assert!(said.out.contains("invented.json: no fault found"), "{}", said.out);
}

// ----------------------------------------------------------------------------------------------- what it says of itself

#[test]
fn each_schema_is_json_and_names_its_format() {
    let env = Env::new();
    for name in ["record", "review", "checklist"] {
        let schema: Value = serde_json::from_str(&env.run(["schema", name]).ok()).unwrap();
        assert_eq!(schema["$id"], format!("appraise-{name}/1"));
        assert!(schema["required"].as_array().unwrap().contains(&json!("format")));
    }
    env.run(["schema", "novel"]).fails(2, &["record", "review", "checklist"]);
}

#[test]
fn keys_come_as_text_markdown_and_json_from_one_table() {
    let env = Env::new();
    let (text, markdown) = (env.run(["keys"]).ok(), env.run(["keys", "--markdown"]).ok());
    for command in COMMANDS {
        assert!(text.contains(command.name) && text.contains(command.doc.trim()), "{} in the text", command.name);
        assert!(markdown.contains(&format!("`{}`", command.name)), "{} in Markdown", command.name);
    }
    assert_eq!(env.json(&["keys"]).as_array().unwrap().len(), COMMANDS.len());
}

#[test]
fn completions_know_the_commands_in_each_shell() {
    let env = Env::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = env.run(["completions", shell]).ok();
        for command in ["review", "add", "fill", "check", "demo"] {
            assert!(script.contains(command), "{command} in {shell}");
        }
    }
    env.run(["completions", "dos"]).fails(2, &["dos"]);
}

#[test]
fn the_manual_page_has_a_head_every_command_and_the_keys() {
    let page = Env::new().run(["man"]).ok();
    assert!(page.starts_with(".TH") || page.starts_with(".ie"), "{page}");
    let keys = page.split(".SH KEYS").nth(1).unwrap();
    for command in COMMANDS {
        assert!(keys.contains(&command.name.replace('-', "\\-")), "{}", command.name);
    }
    // A line of the keys that began with a full stop or an apostrophe would be an order to the formatter.
    assert!(keys.lines().skip(1).all(|line| line == ".br" || line.starts_with("\\&")), "{keys}");
}

/// `appraise … | head` closes the pipe early; that is no fault of anybody.
#[test]
fn a_reader_that_stops_early_is_no_error() {
    let env = Env::new();
    env.run(["demo", "team"]).ok();
    let all = [
        &["completions", "zsh"][..],
        &["man"],
        &["keys"],
        &["keys", "--json"],
        &["schema", "review"],
        &["list", "records"],
        &["show", "demo-ssd-crp"],
    ];
    for arguments in all {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = env.command().args(arguments).stdout(writer).output().unwrap();
        assert_eq!(Said::of(output).status, 0, "{arguments:?}");
    }
}

#[test]
fn the_help_teaches_with_examples_and_exit_status() {
    let env = Env::new();
    let help = env.run(["--help"]).ok();
    for word in ["Examples:", "appraise demo", "appraise plan.docx", "--plain", "Exit status", "APPRAISE_WORKSPACE"] {
        assert!(help.contains(word), "{word} is not in the help");
    }
    let commands =
        ["review", "add", "fill", "list", "show", "board", "check", "demo", "schema", "keys", "completions", "man"];
    for command in commands {
        assert!(help.contains(&format!("  {command} ")), "{command} is not in the help");
        assert!(env.run([command, "--help"]).ok().contains("Usage: appraise"), "{command} --help");
    }
    assert!(env.run(["--version"]).ok().starts_with("appraise "));
}

#[test]
fn the_board_without_a_terminal_names_the_same_counts() {
    let env = Env::new();
    env.run(["board"]).fails(2, &["appraise summary"]);
    env.run(["board", "--plain"]).fails(2, &["appraise summary"]);
    env.run(["board", "--from", "2025-06-01", "--to", "2025-01-01"]).fails(1, &["before it begins"]);
    env.run(["board", "--where", "reviewer=ab"]).fails(2, &["reviewer"]);
}

#[test]
fn wrong_usage_ends_with_two() {
    let env = Env::new();
    env.run(["--colour"]).fails(2, &["--colour"]);
    env.run(["add"]).fails(2, &["FILE"]);
    env.run(["list", "novels"]).fails(2, &["novels", "records"]);
    env.run(["fill", "invented"]).fails(2, &["--answers"]);
    env.run(["review", "invented", "--round", "0"]).fails(2, &["0"]);
    env.run(["help", "frobnicate"]).fails(2, &["frobnicate"]);
}

/// A word that is no command is taken for a record or a file, and the answer says so.
#[test]
fn a_word_that_is_neither_command_nor_record_nor_file_is_named() {
    let said = Env::new().run(["frobnicate"]);
    assert!(matches!(said.status, 1 | 2), "{}", said.status);
    assert!(said.err.contains("frobnicate"), "{}", said.err);
}

// -------------------------------------------------------------------------------------------------------------- fill

const ANSWERS: &str = "\
{\"criterion\": \"first\", \"rating\": \"yes\", \"evidence\": [{\"section\": \"1. Activities\", \"quote\": \"Safety audits take place\"}]}
{\"criterion\": \"second\", \"rating\": \"partly\", \"note\": \"Halfway.\", \"comment\": {\"class\": \"required\", \"finding\": \"Unclear.\", \"text\": \"Say who.\"}}
{\"criterion\": \"third\", \"rating\": \"not-applicable\", \"reason\": \"out-of-scope\"}
";

#[test]
fn each_answer_is_acknowledged_and_on_the_disk() {
    let env = Env::with_record();
    assert_eq!(env.fill(ANSWERS, &["--ack"]).ok(), "ACK 1\nACK 2\nACK 3\n");
    let draft = env.draft();
    assert_eq!(draft["answers"]["first"]["rating"], "yes");
    assert_eq!(draft["answers"]["first"]["evidence"][0]["quote"], "Safety audits take place");
    assert_eq!(draft["answers"]["second"]["note"], "Halfway.");
    assert_eq!(draft["comments"][0]["class"], "required");
    assert_eq!(draft["answers"]["third"]["reason"], "out-of-scope");
    assert_eq!((&draft["reviewer"]["id"], &draft["content_sha256"]), (&json!("ab"), &Value::Null));
}

/// The reader of an acknowledgement may pull the plug: what it says must be there while the program still runs.
#[test]
fn an_acknowledged_answer_can_be_read_while_the_program_waits_for_more() {
    let env = Env::with_record();
    let mut command = env.command();
    command.args(["fill", "invented", "--answers", "-", "--reviewer", "ab", "--ack"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (mut stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut lines = BufReader::new(stdout).lines();
    for (n, line) in ANSWERS.lines().enumerate() {
        writeln!(stdin, "{line}").unwrap();
        assert_eq!(lines.next().unwrap().unwrap(), format!("ACK {}", n + 1));
        let id = serde_json::from_str::<Value>(line).unwrap()["criterion"].as_str().unwrap().to_owned();
        assert!(env.draft()["answers"][&id]["rating"].is_string(), "{id} is not on the disk");
    }
    // The draft is open there: nobody else writes it.
    env.fill(ANSWERS, &[]).fails(1, &["open in another window"]);
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

/// A limit of the size of files, as a full quota has: the signal that comes with it must not end the process either.
#[test]
fn an_answer_that_could_not_be_saved_is_not_acknowledged() {
    let env = Env::with_record();
    env.fill(ANSWERS.lines().next().unwrap(), &[]).ok();
    let before = env.draft();
    let mut command = Command::new("sh");
    let fill = env.command();
    command.args(["-c", "ulimit -f 1; exec \"$0\" \"$@\""]).arg(fill.get_program());
    command.args(["fill", "invented", "--answers", "-", "--reviewer", "ab", "--ack"]).current_dir(env.path(""));
    command.envs(fill.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(ANSWERS.as_bytes());
    let said = Said::of(child.wait_with_output().unwrap());
    said.fails(1, &["could not be saved", "File too large"]);
    assert_eq!((said.out.as_str(), env.draft()), ("", before));
}

/// What the other version replaced was acknowledged: it must be there again, and the other version as well.
#[test]
fn a_draft_that_is_changed_from_outside_costs_no_acknowledged_answer() {
    let env = Env::with_record();
    let mut command = env.command();
    command.args(["fill", "invented", "--answers", "-", "--reviewer", "ab", "--ack"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut lines = BufReader::new(stdout).lines();
    let mut answers = ANSWERS.lines();
    writeln!(stdin, "{}", answers.next().unwrap()).unwrap();
    assert_eq!(lines.next().unwrap().unwrap(), "ACK 1");
    let folder = env.path("state/appraise/drafts");
    let is_json = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
    let path = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).find(is_json).unwrap();
    fs::write(&path, "from a sync client").unwrap();
    writeln!(stdin, "{}", answers.next().unwrap()).unwrap();
    assert_eq!(lines.next().unwrap().unwrap(), "ACK 2");
    drop(stdin);
    let said = Said::of(child.wait_with_output().unwrap());
    assert!(said.err.contains("the other version is kept as"), "{}", said.err);
    assert_eq!(read(&path)["answers"].as_object().unwrap().len(), 2);
    let kept = fs::read_dir(&folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    assert_eq!(kept.filter(|bytes| bytes == b"from a sync client").count(), 1);
}

#[test]
fn a_line_that_is_refused_is_named_and_the_lines_before_it_are_kept() {
    for (line, word) in [
        (r#"{"criterion": "fourth", "rating": "yes"}"#, "fourth"),
        (r#"{"criterion": "third", "rating": "not-applicable"}"#, "without a reason"),
        (r#"{"criterion": "third", "rating": "maybe"}"#, "maybe"),
        (r#"{"criterion": "third", "ratting": "yes"}"#, "ratting"),
        (
            r#"{"criterion": "third", "rating": "yes", "evidence": [{"section": "1. Activities", "quote": "not there"}]}"#,
            "not there",
        ),
        (r#"{"criterion": "third", "rating": "yes", "evidence": [{"section": "9", "quote": "Safety"}]}"#, "9"),
        (r#"{"outcome": "splendid"}"#, "splendid"),
        (r"not JSON", "not a JSON object"),
    ] {
        let env = Env::with_record();
        let lines = ANSWERS.lines().take(2).collect::<Vec<_>>().join("\n");
        let said = env.fill(&format!("{lines}\n{line}\n{}", ANSWERS.lines().nth(2).unwrap()), &["--ack"]);
        said.fails(1, &["line 3", word]);
        assert_eq!(said.out, "ACK 1\nACK 2\n", "{line}");
        let draft = env.draft();
        assert_eq!(draft["answers"]["second"]["rating"], "partly", "{line}");
        assert_eq!(draft["answers"]["third"], Value::Null, "{line} changed something");
    }
}

#[test]
fn a_second_run_goes_on_with_the_draft() {
    let env = Env::with_record();
    let (first, rest) = ANSWERS.split_once('\n').unwrap();
    env.fill(first, &[]).ok();
    env.fill(rest, &[]).ok();
    let draft = env.draft();
    assert_eq!(draft["answers"].as_object().unwrap().len(), 3);
    let listed = env.json(&["list", "drafts"]);
    assert_eq!(
        (&listed[0]["record"], &listed[0]["answered"], &listed[0]["asked"]),
        (&json!("invented"), &json!(3), &json!(3))
    );
}

#[test]
fn signing_off_writes_one_file_prints_its_path_and_ends_the_draft() {
    let env = Env::with_record();
    let outcome = r#"{"outcome": "endorsed-subject-to-changes", "summary": "Nearly.", "strengths": ["Audits"]}"#;
    let path = env.fill(&format!("{ANSWERS}{outcome}\n"), &["--sign-off"]).ok();
    let path = PathBuf::from(path.trim_end());
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("invented.r1.ab.1-"), "{name}");
    let review = read(&path);
    // Partly on a must is a required change; nothing blocks and nothing is harmful.
    assert_eq!(review["outcome"]["suggested"], "endorsed-subject-to-changes");
    assert_eq!((&review["revision"], &review["parent"]), (&json!(1), &Value::Null));
    assert_eq!(review.get("draft"), None);
    assert_eq!(env.draft(), Value::Null);
    env.run([OsStr::new("check"), path.as_os_str()]).ok();
    assert_eq!(env.json(&["list", "reviews"]).as_array().unwrap().len(), 1);
    assert!(env.run(["show", name.strip_suffix(".json").unwrap()]).ok().contains("Nearly."));
    fs::copy(&path, env.path("team/reviews/zz-copy.json")).unwrap();
    let listed = env.json(&["list", "reviews"]);
    let standing: Vec<_> = listed.as_array().unwrap().iter().map(|review| &review["standing"]).collect();
    assert_eq!(standing, ["current", "duplicate"]);
    let members: Vec<_> = listed[0].as_object().unwrap().keys().collect();
    let expected =
        "id revision record kind title countries round reviewer outcome signed_off content_sha256 file standing";
    assert_eq!(members, expected.split(' ').collect::<Vec<_>>());
    assert_eq!(listed[0]["signed_off"], review["dates"]["signed_off"]);
    assert_eq!(listed[0]["file"], name.strip_suffix(".json").unwrap());
    assert!(env.run(["list", "reviews"]).ok().contains("\tduplicate\t"));
}

#[test]
fn a_sign_off_that_does_not_hold_is_refused_and_the_draft_stays() {
    let harm = r#"{"criterion": "first", "harm": true}"#;
    for (line, words) in [
        (String::new(), &["not signed off", "outcome"][..]),
        (r#"{"outcome": "endorsed"}"#.to_owned(), &["not signed off", "differs", "reason"]),
        (format!("{harm}\n{{\"outcome\": \"revise-and-resubmit\"}}"), &["not signed off", "unsafe", "required change"]),
    ] {
        let env = Env::with_record();
        env.fill(&format!("{ANSWERS}{line}\n"), &["--sign-off"]).fails(1, words);
        assert!(!env.path("team/reviews").exists(), "{line}: a review was written");
        assert_eq!(env.draft()["answers"]["first"]["rating"], "yes", "{line}: the draft is gone");
    }
}

#[test]
fn with_a_reason_the_reviewers_outcome_stands() {
    let env = Env::with_record();
    let outcome = r#"{"outcome": "endorsed", "reason": "Agreed by telephone."}"#;
    let path = env.fill(&format!("{ANSWERS}{outcome}\n"), &["--sign-off"]).ok();
    let review = read(Path::new(path.trim_end()));
    assert_eq!(review["outcome"]["code"], "endorsed");
    assert_eq!(review["outcome"]["suggested"], "endorsed-subject-to-changes");
    assert_eq!(review["outcome"]["reason"], "Agreed by telephone.");
}

#[test]
fn the_next_review_of_a_document_is_the_next_round() {
    let env = Env::with_record();
    let done = format!("{ANSWERS}{{\"outcome\": \"endorsed-subject-to-changes\"}}\n");
    let first = read(Path::new(env.fill(&done, &["--sign-off"]).ok().trim_end()));
    let second = read(Path::new(env.fill(&done, &["--sign-off"]).ok().trim_end()));
    assert_eq!((&first["round"], &second["round"]), (&json!(1), &json!(2)));
    assert_eq!(second["previous"], first["id"]);
}

#[test]
fn without_a_reviewer_or_a_record_nothing_is_begun() {
    let env = Env::with_record();
    env.run_with(ANSWERS, &["fill", "invented", "--answers", "-"]).fails(1, &["--reviewer"]);
    env.run_with(ANSWERS, &["fill", "nothing", "--answers", "-", "--reviewer", "ab"]).fails(1, &["nothing"]);
    env.run(["fill", "invented", "--answers", "nowhere.jsonl", "--reviewer", "ab"]).fails(1, &["nowhere.jsonl"]);
    assert_eq!(env.json(&["list", "drafts"]), json!([]));
}

#[test]
fn core_asks_the_core_questions_only() {
    let env = Env::with_record();
    env.fill("", &["--core"]).ok();
    let listed = env.json(&["list", "drafts"]);
    assert_eq!(listed[0]["asked"], 1);
}

// ------------------------------------------------------------------------------------------------------------- plain

#[test]
fn the_plain_review_takes_answers_from_a_pipe_and_can_be_gone_on_with() {
    let env = Env::small();
    let said = env.run_with("y\np\nq\n", &["review", "invented.md", "--plain", "--reviewer", "ab"]);
    let out = said.ok();
    assert!(out.contains("Is the first thing said?") && out.contains("Is the third thing said?"), "{out}");
    let draft = env.draft();
    assert_eq!(
        (&draft["answers"]["first"]["rating"], &draft["answers"]["second"]["rating"]),
        (&json!("yes"), &json!("partly"))
    );

    let again = env.run_with("n\nq\n", &["review", "invented", "--plain", "--reviewer", "ab"]).ok();
    assert!(again.contains("Is the third thing said?"), "{again}");
    let draft = env.draft();
    assert_eq!(
        (&draft["answers"]["first"]["rating"], &draft["answers"]["third"]["rating"]),
        (&json!("yes"), &json!("no"))
    );
}

#[test]
fn without_a_terminal_a_file_is_reviewed_line_by_line() {
    for term in ["xterm-256color", "dumb", ""] {
        let env = Env::small();
        let mut command = env.command();
        command.args(["invented.md", "--reviewer", "ab"]).env("TERM", term);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"y\n").unwrap();
        let out = Said::of(child.wait_with_output().unwrap()).ok();
        assert!(out.contains("Is the first thing said?"), "TERM={term}: {out}");
        assert_eq!(env.draft()["answers"]["first"]["rating"], "yes", "TERM={term}: the end of the input lost it");
    }
}

#[test]
fn without_a_terminal_there_is_no_library_and_it_says_what_to_do() {
    let env = Env::new();
    env.run::<&str>([]).fails(2, &["full screen", "appraise list records"]);
    env.run(["review"]).fails(2, &["full screen"]);
    env.run(["--plain"]).fails(2, &["full screen"]);
}

// -------------------------------------------------------------------------------------------------------------- demo

#[test]
fn the_demo_takes_a_new_folder_only() {
    let env = Env::new();
    fs::create_dir(env.path("full")).unwrap();
    env.file("full/mine.txt", "mine");
    env.run(["demo", "full"]).fails(1, &["full", "not empty"]);
    assert_eq!(fs::read_dir(env.path("full")).unwrap().count(), 1);
}

/// Who only wants to look at samples has not said who reviews.
#[test]
fn writing_the_samples_does_not_name_the_reviewer_of_real_reviews() {
    let env = Env::with_record();
    env.run(["demo", "samples"]).ok();
    env.run_with(ANSWERS, &["fill", "invented", "--answers", "-"]).fails(1, &["--reviewer"]);
}

#[test]
fn the_option_names_another_workspace_than_the_environment() {
    let env = Env::new();
    env.run(["add", "invented.md", "--workspace", "elsewhere"]).ok();
    assert!(env.path("elsewhere/records/invented.json").exists());
    assert_eq!(env.json(&["list", "records"]), json!([]), "the one of the environment is untouched");
    assert_eq!(env.json(&["--workspace", "elsewhere", "list", "records"]).as_array().unwrap().len(), 1);
}

// ------------------------------------------------------------------------------------------------------ hostile text

const HOSTILE: &str = "Plan \u{1b}[2J\u{1b}]0;owned\u{7}\u{202e}gnp.exe\u{2066} \u{9b}31m\r";

/// `Said::of` looks over everything that is said here.
#[test]
fn texts_that_would_drive_a_terminal_are_shown_and_kept_as_they_are() {
    let env = Env::small();
    let record = json!({
        "format": "appraise-record/1", "id": "hostile", "kind": "proposal", "title": HOSTILE, "organisation": HOSTILE,
        "sections": [{ "id": "s1", "heading": HOSTILE, "level": 1, "text": format!("Safety audits. {HOSTILE}") }]
    });
    env.file("hostile.json", record.to_string());
    let said = env.run(["add", "hostile.json"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(env.json(&["show", "hostile"])["title"], HOSTILE, "the data is changed");
    assert!(env.run(["list", "records"]).ok().contains("gnp.exe"));
    assert!(env.run(["show", "hostile"]).ok().contains("gnp.exe"));
    let plain = env.run_with("y\nt\nd 1\nq\n", &["review", "hostile", "--plain", "--reviewer", "ab"]).ok();
    assert!(plain.contains("gnp.exe"), "{plain}");
    let line = json!({ "criterion": HOSTILE, "rating": "yes" }).to_string() + "\n";
    let fill = env.run_with(line, &["fill", "hostile", "--answers", "-", "--reviewer", "ab"]);
    fill.fails(1, &["line 1", "is not asked"]);
    assert!(env.run(["list", "drafts"]).ok().contains("gnp.exe"));
    assert!(env.run(["show", "hostile.draft"]).ok().contains("gnp.exe"));
}

#[test]
fn names_of_files_that_would_drive_a_terminal_are_shown_harmless() {
    let env = Env::with_record();
    let name = "evil\u{1b}[2J\u{202e}";
    env.file(&format!("{name}.pdf"), "%PDF-1.7");
    env.run(["add".to_owned(), format!("{name}.pdf")]).fails(1, &["This PDF is damaged"]);
    env.run(["add".to_owned(), format!("{name}-missing.md")]).fails(1, &["no such file"]);
    env.file(&format!("{name}.json"), FAULTY);
    assert_eq!(env.run(["check".to_owned(), format!("{name}.json")]).status, 3);
    env.run(["add".to_owned(), format!("{name}.json")]).fails(1, &["line 3, column 9"]);
    env.file(&format!("{name}.md"), "# A text\n\nWords.\n");
    let id = env.run(["add".to_owned(), format!("{name}.md")]).ok();
    assert!(id.trim_end().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{id}");
    env.file(&format!("team/records/{name}.json"), "{");
    assert_eq!(env.run(["list", "records"]).status, 0);
    env.run(["no\u{1b}such"]).fails(1, &["such"]);
    fs::create_dir(env.path(name)).unwrap();
    env.run(["list", "records", "--workspace", name]).ok();
}

#[test]
fn members_and_values_of_a_hostile_file_are_quoted_harmless() {
    let env = Env::new();
    let file =
        format!("{{\"format\": \"appraise-record/1\", {}: 1, \"id\": {}, \"id\": 2}}", json!(HOSTILE), json!(HOSTILE));
    env.file("hostile.json", &file);
    assert_eq!(env.run(["check", "hostile.json"]).status, 3);
    assert_eq!(env.run(["add", "hostile.json"]).status, 1);
    env.file("raw.json", format!("{{\"format\": \"{HOSTILE}\"}}"));
    assert_eq!(env.run(["check", "raw.json"]).status, 3);
}

// ------------------------------------------------------------------------------------------- letters, rounds, two reviewers

const GAPS: &str = r#"{"criterion": "first", "rating": "no", "note": "SECRET note", "comment": {"class": "required", "finding": "No audit is planned.", "text": "Plan one."}}
{"criterion": "second", "rating": "partly", "comment": {"class": "recommended", "finding": "Say who."}}
{"criterion": "third", "rating": "yes", "evidence": [{"section": "1. Activities", "quote": "Committees of women choose the sites."}]}
{"outcome": "revise-and-resubmit", "summary": "Two gaps.", "strengths": ["Committees of women."]}
"#;

impl Env {
    /// Signs a review of the invented proposal off and gives the name of its file, without ending.
    fn signed(&self, answers: &str, reviewer: &str) -> String {
        let fill = ["fill", "invented", "--answers", "-", "--sign-off", "--reviewer", reviewer];
        let path = self.run_with(answers, &fill).ok();
        Path::new(path.trim_end()).file_stem().unwrap().to_string_lossy().into_owned()
    }

    /// The letter with a reply in the place of each list to choose from.
    fn answered(&self, letter: &str, reply: &str) -> Vec<u8> {
        use std::io::{Cursor, Read as _};
        let mut package = zip::ZipArchive::new(Cursor::new(fs::read(self.path(letter)).unwrap())).unwrap();
        let mut answered = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..package.len() {
            let mut part = package.by_index(at).unwrap();
            let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
            part.read_to_string(&mut text).unwrap();
            answered.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            answered.write_all(text.replace("Choose …", reply).as_bytes()).unwrap();
        }
        answered.finish().unwrap().into_inner()
    }
}

#[test]
fn the_letter_says_what_is_for_the_author_and_never_replaces_a_file() {
    let env = Env::with_record();
    let review = env.signed(GAPS, "ab");
    let letter = env.run(["feedback", &review]).ok();
    for words in ["## Required changes", "No audit is planned.", "Two gaps.", "Committees of women.", &review] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert!(!letter.contains("SECRET"), "{letter}");
    let french = env.run(["feedback", &review, "--language", "fr"]).ok();
    assert!(french.contains("## Modifications requises"), "{french}");
    for format in ["html", "docx"] {
        let write = ["feedback", &review, "--format", format];
        env.run(write).ok();
        env.run(write).fails(1, &["is there already"]);
        env.run(write.into_iter().chain(["--force"])).ok();
    }
    env.run(["feedback", "nothing"]).fails(1, &["no record, review or draft"]);
}

#[test]
fn replies_come_back_into_the_next_round_and_nothing_is_matched_by_guess() {
    let env = Env::with_record();
    let review = env.signed(GAPS, "ab");
    env.file("replies.csv", "number,reply,reason\n1,accepted in part,In six sites\n2,we will see,\n9,accepted,\n");
    let said = env.run(["replies", &review, "replies.csv", "--reviewer", "ab"]);
    assert_eq!(said.status, 3, "{}{}", said.out, said.err);
    for words in ["into round 2: 1", "answered twice: 9", "Without a reply: 2", "No reply could be read in: 2"] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let draft = env.draft();
    assert_eq!((&draft["round"], &draft["comments"][0]["reply"]), (&json!(2), &json!("accepted-in-part")));
    assert_eq!(draft["comments"][0]["reply_note"], "In six sites");
    assert_eq!(
        (&draft["answers"]["first"]["rating"], &draft["answers"]["first"]["carried"]),
        (&json!("no"), &json!(true))
    );

    env.run(["feedback", &review, "--format", "docx", "-o", "letter.docx"]).ok();
    env.file("back.docx", env.answered("letter.docx", "Accepted"));
    let said = env.run(["replies", &review, "back.docx", "--reviewer", "ab"]).ok();
    assert!(said.contains("into round 2: 1, 2") && said.contains("Another reply stood there before: 1"), "{said}");
    assert_eq!(env.draft()["comments"][1]["reply"], "accepted");

    let other = env.signed(GAPS, "cd");
    env.run(["replies", &other, "back.docx", "--reviewer", "cd"]).fails(1, &["answers the letter"]);
    env.file("none.csv", "a,b\n1,2\n");
    env.run(["replies", &review, "none.csv", "--reviewer", "ab"]).fails(1, &["holds no replies"]);
}

#[test]
fn two_reviewers_are_compared_when_both_are_signed_off_and_blind_before() {
    let env = Env::with_record();
    let first = env.signed(GAPS, "ab");
    env.run(["compare", "invented"]).fails(1, &["no two signed-off reviews"]);
    let line = r#"{"criterion": "first", "rating": "yes"}"#;
    env.run_with(line, &["fill", "invented", "--answers", "-", "--reviewer", "cd"]).ok();
    env.run(["show", &first, "--reviewer", "cd"]).fails(1, &["can be read when yours is signed off"]);
    env.run(["feedback", &first, "--reviewer", "cd"]).fails(1, &["can be read when yours is signed off"]);
    let rest =
        GAPS.replace(r#""rating": "no", "#, r#""rating": "yes", "#).replace("revise-and-resubmit", "comments-only");
    let rest = rest.replace(r#""summary""#, r#""reason": "Advice.", "summary""#);
    env.signed(&rest, "cd");
    assert!(env.run(["show", &first, "--reviewer", "cd"]).ok().contains("No audit is planned."));
    let said = env.run(["compare", "invented"]).ok();
    assert!(said.contains("Where they differ: 1") && said.contains("[!] ab: No audit is planned."), "{said}");
    let told: Value = serde_json::from_str(&env.run(["compare", "--json"]).ok()).unwrap();
    assert_eq!(
        (&told["documents"], &told["agreement"]["n"], &told["agreement"]["agreed"]),
        (&json!(1), &json!(3), &json!(2))
    );
    assert_eq!(told["agreement"]["kappa"], Value::Null, "three pairs are too few for kappa");
    assert_eq!(told["differences"][0]["criterion"], "first");
}

// ------------------------------------------------------------------------------------------------------------ cautions

const UNSAFE: &str = "\
{\"criterion\": \"first\", \"note\": \"The girl, 14, is quoted.\"}
{\"criterion\": \"third\", \"note\": \"The annex lists 14 cases.\"}
";

#[test]
fn fill_says_each_caution_and_keeps_the_text() {
    let env = Env::with_record();
    let said = env.fill(&format!("{ANSWERS}{UNSAFE}"), &[]);
    for words in ["line 4: note first: person: STOP · ", "line 5: note third: count: LOOK AGAIN · "] {
        assert!(said.err.contains(words), "{words}: {}", said.err);
    }
    assert!(!said.err.contains("girl"), "the words are not said again: {}", said.err);
    said.ok();
    assert_eq!(env.draft()["answers"]["first"]["note"], "The girl, 14, is quoted.");
    assert_eq!(env.draft().get("overrides"), None);
}

#[test]
fn fill_signs_no_open_stop_unless_it_is_told_to() {
    let env = Env::with_record();
    let outcome = r#"{"outcome": "endorsed-subject-to-changes"}"#;
    let lines = format!("{ANSWERS}{UNSAFE}{outcome}\n");
    env.fill(&lines, &["--sign-off"]).fails(1, &["not signed off", "note first", "person", "--allow-cautions"]);
    assert!(!env.path("team/reviews").exists());
    let path = env.fill(&lines, &["--sign-off", "--allow-cautions"]).ok();
    let path = PathBuf::from(path.trim_end());
    let review = read(&path);
    assert_eq!(review["overrides"], json!([{ "field": "note first", "class": "person", "reason": "script" }]));
    env.run([OsStr::new("check"), path.as_os_str()]).ok();
    env.run(["verify"]).ok();
}
