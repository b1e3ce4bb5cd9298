//! The list of contacts that a team allows: what each command makes of it, and of a list that is not what it should be.
//!
//! Every contact is invented.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a fixture that breaks is a failed test")]

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::json;

#[path = "common/env.rs"]
#[expect(dead_code, reason = "contacts need a part of it")]
mod env;

use env::Env;

const LIST: &str = "# Offices and hotlines\nhelp@x.example\n+000 12 345 678  # day and night\n";

/// A note with contacts that the list allows, and one beside a contact that it does not.
const OFFICE: &str = "Write to Help@x.example or call +000 12-345-678.";
const BESIDE: &str = "Write to help@x.example, not to zuna@x.example.";

fn answers(note: &str) -> String {
    let lines = [
        json!({"criterion": "first", "rating": "yes", "note": note,
            "evidence": [{"section": "1. Activities", "quote": "Safety audits take place every month."}]}),
        json!({"criterion": "second", "rating": "yes"}),
        json!({"criterion": "third", "rating": "yes"}),
        json!({"outcome": "endorsed"}),
    ];
    lines.map(|line| line.to_string() + "\n").concat()
}

fn with_list(list: impl AsRef<[u8]>) -> Env {
    let env = Env::with_record();
    env.file("team/contacts.txt", list);
    env
}

#[test]
fn without_a_list_fill_cautions_and_signs_nothing_and_with_it_both_are_gone() {
    let env = Env::with_record();
    let refused = ["line 1: note first: contact: STOP · ", "not signed off: note first: contact"];
    env.fill(&answers(OFFICE), &["--sign-off"]).fails(1, &refused);
    env.file("team/contacts.txt", LIST);
    let said = env.fill(&answers(OFFICE), &["--sign-off"]);
    assert!(!said.err.contains("STOP") && !said.err.contains("contact"), "{}", said.err);
    said.ok();
}

#[test]
fn a_contact_beside_an_allowed_one_stops_the_sign_off() {
    let env = with_list(LIST);
    env.fill(&answers(BESIDE), &["--sign-off"]).fails(1, &["line 1: note first: contact: STOP · ", "not signed off"]);
    env.fill(&answers("The girl, 14, knows help@x.example."), &["--sign-off"]).fails(1, &["note first: person: "]);
    assert!(!env.path("team/reviews").exists());
}

#[test]
fn an_override_is_kept_only_for_what_the_list_does_not_allow() {
    let env = with_list(LIST);
    env.fill(&answers(OFFICE), &["--allow-cautions"]).ok();
    assert_eq!(env.draft().get("overrides"), None);
    env.fill(&answers(BESIDE), &["--allow-cautions"]).ok();
    assert_eq!(env.draft()["overrides"][0]["class"], "contact");
}

#[test]
fn the_plain_review_knows_the_list() {
    let lines = format!("w\n{OFFICE}\n.\ns\nq\n");
    let arguments = ["review", "invented", "--plain", "--reviewer", "ab"];
    let said = Env::with_record().run_with(&lines, &arguments).ok();
    assert_eq!(said.matches("STOP · ").count(), 2, "at the note and at the sign-off: {said}");
    let said = with_list(LIST).run_with(&lines, &arguments).ok();
    assert_eq!(said.matches("STOP · ").count(), 0, "{said}");
}

#[test]
fn redact_lists_what_may_hold_a_contact_that_is_not_allowed() {
    let env = with_list(LIST);
    env.fill(&answers(OFFICE), &["--sign-off"]).ok();
    let id = env.json(&["list", "reviews"])[0]["id"].as_str().unwrap().to_owned();
    let cautions = || env.json(&["redact", &id])[0]["cautions"].clone();
    assert_eq!(cautions(), json!([]));
    fs::remove_file(env.path("team/contacts.txt")).unwrap();
    assert_eq!(cautions(), json!(["a contact or a number"]));
}

#[test]
fn faulty_lines_are_all_named_at_once_and_the_others_serve() {
    let env = with_list(format!("the office\n{LIST}12\n"));
    let said = env.fill(&answers(OFFICE), &["--sign-off"]);
    let sentence = "left out: lines 1, 5 of ";
    assert!(said.err.contains(sentence) && said.err.contains("team/contacts.txt: neither"), "{}", said.err);
    said.ok();
}

#[test]
fn check_lists_every_fault_of_the_list() {
    let env = with_list(format!("the office\n{LIST}12\n"));
    let said = env.run(["check", "team/contacts.txt"]);
    assert_eq!(said.status, 3, "{}", said.err);
    let lines: Vec<_> = said.out.lines().map(|line| line.split(": neither").next().unwrap()).collect();
    assert_eq!(lines, ["team/contacts.txt: line 1, column 1", "team/contacts.txt: line 5, column 1"]);
    env.file("team/contacts.txt", LIST);
    assert_eq!(env.run(["check", "team/contacts.txt"]).ok(), "team/contacts.txt: no fault found\n");
    env.file("team/contacts.txt", "116\n".repeat(100_000));
    env.run(["check", "team/contacts.txt"]).fails(1, &["team/contacts.txt could not be read", "256 KiB"]);
}

/// What is said of it, and what makes it.
type Odd = (&'static str, fn(&Env));

#[test]
fn what_is_no_list_allows_nothing_and_holds_nothing_up() {
    let odd: [Odd; 5] = [
        ("links are not followed", |env| {
            let there = env.file("elsewhere.txt", LIST);
            symlink(there, env.path("team/contacts.txt")).unwrap();
        }),
        ("it is not a plain file", |env| fs::create_dir(env.path("team/contacts.txt")).unwrap()),
        ("it is larger than the 256 KiB", |env| _ = env.file("team/contacts.txt", LIST.repeat(10_000))),
        ("line 1 of ", |env| _ = env.file("team/contacts.txt", b"h\0e\0l\0p\0")),
        ("lines 1, 2, 3", |env| _ = env.file("team/contacts.txt", "\u{1b}[2J\n\u{202e}x\n<help@x.example>\n")),
    ];
    for (reason, make) in odd {
        let env = Env::with_record();
        make(&env);
        let stands = ["left out: ", "contacts.txt", reason, "note first: contact: STOP · "];
        env.fill(&answers(OFFICE), &["--sign-off"]).fails(1, &stands);
    }
}

#[test]
fn the_list_is_no_review_and_is_left_alone_by_merge_verify_and_purge() {
    let env = with_list(LIST);
    env.fill(&answers(OFFICE), &["--sign-off"]).ok();
    let told = env.json(&["verify"]);
    assert_eq!((&told["files"]["seen"], &told["ignored"], &told["notes"]), (&json!(1), &json!(0), &json!([])));
    let other = with_list("other@x.example\n");
    let merged = other.json(&["merge", env.path("team").to_str().unwrap()]);
    assert_eq!(merged["problems"], json!([]));
    other.run(["purge", "--before", "2999-01-01", "--delete", "--reviewer", "ab"]).ok();
    for (env, list) in [(&env, LIST), (&other, "other@x.example\n")] {
        assert_eq!(fs::read_to_string(env.path("team/contacts.txt")).unwrap(), list);
    }
}
