//! What should never have been written down, and what may no longer be kept: `redact`, `purge`, and that nothing brings
//! it back.

#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a fixture that breaks is a failed test")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

#[path = "common/env.rs"]
#[expect(dead_code, reason = "erasure needs a part of it")]
mod env;

use env::{Env, json_files, read};

/// Stands for what should not be there; no person, no place.
const MARK: &str = "Xylophonist-of-Zembla";

/// A signed-off review of the invented document with the mark in a note, a comment and an overall note.
fn reviewed() -> Env {
    let env = Env::with_record();
    let lines = [
        json!({"criterion": "first", "rating": "yes", "note": format!("Ask {MARK} about it."),
            "evidence": [{"section": "1. Activities", "quote": "Safety audits take place every month."}]}),
        json!({"criterion": "second", "rating": "partly", "note": "Nothing of it.",
            "comment": {"class": "required", "finding": format!("{MARK} is named."), "text": "Take it out."}}),
        json!({"criterion": "third", "rating": "yes"}),
        json!({"outcome": "endorsed-subject-to-changes", "summary": "Good."}),
    ];
    env.fill(&lines.map(|line| line.to_string()).join("\n"), &["--sign-off"]).ok();
    env
}

fn reviews(env: &Env) -> Vec<PathBuf> {
    let mut found = Vec::new();
    json_files(&env.path("team/reviews"), &mut found);
    found.sort_by_key(|path| read(path)["revision"].as_u64());
    found
}

fn id(env: &Env) -> String {
    read(&reviews(env)[0])["id"].as_str().unwrap().to_owned()
}

/// Every file below the user's folder that holds the mark.
fn marked(env: &Env) -> Vec<String> {
    let mut found = Vec::new();
    all_files(&env.path(""), &mut found);
    found.retain(|path| fs::read(path).unwrap().windows(MARK.len()).any(|part| part == MARK.as_bytes()));
    let root = env.path("");
    found.iter().map(|path| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned()).collect()
}

fn all_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { all_files(&path, found) } else { found.push(path) }
    }
}

fn redacted() -> Env {
    let env = reviewed();
    env.run(["redact", &id(&env), "note first", "comment 1 finding", "--reviewer", "cd"]).ok();
    env
}

fn set_time(path: &Path, ago: Duration) {
    File::options().append(true).open(path).unwrap().set_modified(SystemTime::now() - ago).unwrap();
}

const YEAR: Duration = Duration::from_hours(24 * 365);

// ------------------------------------------------------------------------------------------------------------- redact

#[test]
fn the_texts_of_a_review_are_listed_without_their_words() {
    let env = reviewed();
    let said = env.run(["redact", &id(&env)]).ok();
    for field in ["note first", "note second", "comment 1 finding", "comment 1 text", "overall note", "evidence first"]
    {
        assert!(said.contains(field), "{said}");
    }
    assert!(!said.contains(MARK) && !said.contains("Safety audits"), "{said}");
    let listed = env.json(&["redact", &id(&env)]);
    assert_eq!(listed[0], json!({"field": "note first", "characters": 35, "cautions": []}));
}

#[test]
fn a_text_that_is_taken_out_is_not_in_the_next_revision_and_nothing_else_changes() {
    let env = redacted();
    let files = reviews(&env);
    let (before, after) = (read(&files[0]), read(&files[1]));
    assert_eq!(after["answers"]["first"]["note"], "[taken out]");
    assert_eq!(after["comments"][0]["finding"], "[taken out]");
    assert_eq!(after["reason"], "Taken out by cd: note first, comment 1 finding");
    assert_eq!(after["parent"], before["content_sha256"]);
    let mut wanted = before.clone();
    for (member, value) in [("revision", json!(2)), ("parent", after["parent"].clone())] {
        wanted[member] = value;
    }
    for member in ["reason", "content_sha256", "made_by"] {
        wanted[member] = after[member].clone();
    }
    wanted["dates"]["signed_off"] = after["dates"]["signed_off"].clone();
    wanted["answers"]["first"]["note"] = json!("[taken out]");
    wanted["comments"][0]["finding"] = json!("[taken out]");
    assert_eq!(after, wanted);
}

#[test]
fn quotes_are_taken_out_and_the_place_stays() {
    let env = reviewed();
    env.run(["redact", &id(&env), "evidence first", "--reviewer", "cd"]).ok();
    let after = read(&reviews(&env)[1]);
    let place = &after["answers"]["first"]["evidence"][0];
    assert_eq!((&place["quote"], &place["heading"]), (&json!(""), &json!("1. Activities")));
}

#[test]
fn what_has_no_text_is_refused_and_nothing_is_written() {
    let env = reviewed();
    let review = id(&env);
    env.run(["redact", &review, "note third", "--reviewer", "cd"]).fails(1, &["“note third” has no text"]);
    env.run(["redact", &review, "something"]).fails(2, &["is not a field"]);
    env.run(["redact", "nothing-here", "note first"]).fails(1, &["there is no review “nothing-here”"]);
    assert_eq!(reviews(&env).len(), 1);
    assert!(!env.path("team/erased").exists());
}

#[test]
fn a_revision_that_was_amended_is_refused() {
    let env = redacted();
    let old = read(&reviews(&env)[0])["content_sha256"].as_str().unwrap().to_owned();
    env.run(["redact", &old, "note first", "--reviewer", "cd"]).fails(1, &["was amended since"]);
}

#[test]
fn the_notice_holds_hashes_and_no_words() {
    let env = redacted();
    let mut notices = Vec::new();
    json_files(&env.path("team/erased"), &mut notices);
    let notice = read(&notices[0]);
    assert_eq!(notices.len(), 1);
    assert_eq!(
        (&notice["format"], &notice["why"], &notice["by"]),
        (&json!("appraise-erasure/1"), &json!("redacted"), &json!("cd"))
    );
    assert_eq!(notice["revisions"], json!([read(&reviews(&env)[0])["content_sha256"]]));
}

#[test]
fn the_same_text_elsewhere_on_the_document_is_named() {
    let env = reviewed();
    let again = json!({"criterion": "second", "rating": "yes", "note": format!("Ask {MARK} about it.")});
    env.run_with(again.to_string(), &["fill", "invented", "--answers", "-", "--reviewer", "ef"]).ok();
    let said = env.json(&["redact", &id(&env), "note first", "--reviewer", "cd"]);
    let also = said["also"].as_array().unwrap();
    assert_eq!(also.len(), 1, "{said}");
    assert_eq!(also[0]["fields"], json!(["note second"]));
    assert!(also[0]["file"].as_str().unwrap().contains("drafts/"), "{said}");
}

// -------------------------------------------------------------------------------------------------------------- purge

#[test]
fn purging_what_was_erased_leaves_the_text_nowhere() {
    let env = redacted();
    assert_eq!(marked(&env).len(), 1, "{:?}", marked(&env));
    let shown = env.json(&["purge", "--erased"]);
    assert_eq!((&shown["files"][0]["what"], &shown["deleted"]), (&json!("erased"), &json!(0)));
    assert_eq!(reviews(&env).len(), 2, "showing deletes nothing");
    env.run(["purge", "--erased", "--delete", "--reviewer", "cd"]).ok();
    assert_eq!(marked(&env), Vec::<String>::new());
    assert_eq!(reviews(&env).len(), 1);
    assert_eq!(env.json(&["purge", "--erased"])["files"], json!([]));
}

#[test]
fn verify_asks_for_the_purge_and_is_content_after_it() {
    let env = redacted();
    env.run(["verify"]).fails(3, &[]);
    let found = env.run(["verify", "--json"]);
    assert!(found.out.contains("\"code\": \"erased\""), "{}", found.out);
    env.run(["purge", "--erased", "--delete", "--reviewer", "cd"]).ok();
    // Neither the parent that is missing nor the file that was seen before is a finding: both were erased.
    let after: Value = serde_json::from_str(&env.run(["verify", "--json"]).out).unwrap();
    assert_eq!(after["findings"], json!([]));
    assert_eq!(after["notes"][0]["code"], "erased");
    assert_eq!(env.json(&["verify"])["notes"], json!([]), "it is said once");
}

#[test]
fn no_merge_brings_back_what_was_erased_and_the_notice_goes_along() {
    let env = redacted();
    let old = reviews(&env)[0].clone();
    let copy = env.path("copy");
    fs::create_dir_all(&copy).unwrap();
    fs::copy(&old, copy.join("a copy.json")).unwrap();
    env.run(["purge", "--erased", "--delete", "--reviewer", "cd"]).ok();
    let merged = env.json(&["merge", "copy"]);
    assert_eq!((&merged["files"]["erased"], &merged["files"]["new"]), (&json!(1), &json!(0)));
    assert!(merged["problems"][0]["reason"].as_str().unwrap().contains("Delete this copy"), "{merged}");
    assert_eq!(reviews(&env).len(), 1);

    // A colleague who has the old revision learns of it with the next merge.
    let theirs = env.path("theirs/reviews/2025");
    fs::create_dir_all(&theirs).unwrap();
    fs::copy(copy.join("a copy.json"), theirs.join("old.json")).unwrap();
    let merged = env.json(&["merge", "team", "--workspace", "theirs"]);
    assert_eq!((&merged["erasures"].as_array().unwrap().len(), &merged["to_purge"]), (&1, &json!(["2025/old.json"])));
    env.run(["purge", "--erased", "--delete", "--workspace", "theirs", "--reviewer", "gh"]).ok();
    let mut left = Vec::new();
    json_files(&env.path("theirs/reviews"), &mut left);
    assert!(left.iter().all(|path| !fs::read_to_string(path).unwrap().contains(MARK)), "{left:?}");
}

#[test]
fn the_only_revision_of_a_review_waits_for_the_one_that_takes_its_place() {
    let env = redacted();
    let [old, new] = &reviews(&env)[..] else { panic!("two revisions") };
    fs::rename(new, env.path("elsewhere.json")).unwrap();
    let said = env.run(["purge", "--erased", "--delete", "--reviewer", "cd"]);
    assert!(said.err.contains("the revision without it is not here"), "{}", said.err);
    assert!(old.exists());
    fs::rename(env.path("elsewhere.json"), new).unwrap();
    env.run(["purge", "--erased", "--delete", "--reviewer", "cd"]).ok();
    assert!(!old.exists() && new.exists());
}

#[test]
fn merging_in_both_orders_leaves_the_same_after_a_purge() {
    let env = redacted();
    let old = env.path("old");
    fs::create_dir_all(&old).unwrap();
    fs::copy(&reviews(&env)[0], old.join("old.json")).unwrap();
    let after = |name: &str, order: [&str; 2]| {
        for folder in order {
            env.run(["merge", folder, "--workspace", name]).ok();
        }
        env.run(["purge", "--erased", "--delete", "--workspace", name, "--reviewer", "cd"]).ok();
        let mut files = Vec::new();
        all_files(&env.path(name), &mut files);
        let root = env.path(name);
        files.sort();
        files
            .into_iter()
            .map(|path| (path.strip_prefix(&root).unwrap().to_owned(), fs::read(path).unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(after("one", ["old", "team"]), after("other", ["team", "old"]));
}

#[test]
fn a_document_goes_whole_when_nothing_was_done_on_it_since() {
    let env = reviewed();
    let tomorrow = "2999-01-01";
    let shown = env.json(&["purge", "--before", tomorrow]);
    let whats: Vec<_> = shown["files"].as_array().unwrap().iter().map(|file| file["what"].as_str().unwrap()).collect();
    assert_eq!(whats, ["review", "record"]);
    assert_eq!(reviews(&env).len(), 1, "showing deletes nothing");
    let copy = env.path("copy");
    fs::create_dir_all(&copy).unwrap();
    fs::copy(&reviews(&env)[0], copy.join("x.json")).unwrap();
    env.run(["list", "reviews"]).ok();
    env.run(["purge", "--before", tomorrow, "--delete", "--reviewer", "cd"]).ok();
    assert_eq!(marked(&env), ["copy/x.json"], "nothing is left here, the index in the cache included");
    assert_eq!(env.json(&["merge", "copy"])["files"]["erased"], json!(1));
    assert_eq!(env.json(&["verify"])["findings"], json!([]));
}

#[test]
fn a_document_with_anything_newer_stays_whole() {
    let env = reviewed();
    let record = env.path("team/records/invented.json");
    // The review is of today, the record of three years ago.
    set_time(&record, YEAR * 3);
    let shown = env.json(&["purge", "--before", "2026-01-01"]);
    assert_eq!((&shown["files"], &shown["stay"]), (&json!([]), &json!(1)));
}

#[test]
fn a_record_that_nobody_reviewed_goes_by_its_last_change_and_an_old_draft_with_it() {
    let env = Env::with_record();
    env.fill(&json!({"criterion": "first", "rating": "yes", "note": MARK}).to_string(), &[]).ok();
    let record = env.path("team/records/invented.json");
    set_time(&record, YEAR * 3);
    assert_eq!(env.json(&["purge", "--before", "2026-01-01"])["files"], json!([]), "the draft is of today");
    let whats: Vec<_> = env.json(&["purge", "--before", "2999-01-01"])["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["what"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(whats, ["record", "draft"]);
    env.run(["purge", "--before", "2999-01-01", "--delete", "--reviewer", "cd"]).ok();
    assert_eq!(marked(&env), Vec::<String>::new(), "nor beside the draft");
    assert!(!record.exists());
}

#[test]
fn what_a_killed_program_left_goes_and_what_is_being_written_stays() {
    let env = reviewed();
    let year = reviews(&env)[0].parent().unwrap().to_owned();
    let id = "019a0000000070008000000000000001";
    let (old, new) = (year.join(format!(".a.json.{id}.tmp")), year.join(format!(".b.json.{id}.tmp")));
    fs::write(&old, MARK).unwrap();
    fs::write(&new, MARK).unwrap();
    set_time(&old, Duration::from_hours(2));
    env.run(["purge", "--erased", "--delete", "--reviewer", "cd"]).ok();
    assert!(!old.exists() && new.exists());
}

#[test]
fn purge_needs_to_know_what_and_who() {
    let env = reviewed();
    env.run(["purge"]).fails(2, &["--before"]);
    env.run(["purge", "--before", "soon"]).fails(2, &["soon"]);
    env.run(["purge", "--before", "2999-01-01", "--delete"]).fails(1, &["who reviews is not known"]);
    assert_eq!(reviews(&env).len(), 1);
}
