//! Merging and checking workspaces: what a file is follows from its content, in every order, under every name.
//!
//! The sets of folders here are generated: revisions of a few reviews in many spellings and under many names, with forks,
//! missing parents, wrong clocks and everything that a folder which is synced between machines may hold besides.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a fixture that breaks is a failed test"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use appraise::checklists;
use appraise::domain::answer::Rating;
use appraise::domain::canonical::sorted;
use appraise::domain::checklist::Profile;
use appraise::domain::kind::Kind;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::Record;
use appraise::domain::review::{Pinned, Review, Reviewer, Start};
use appraise::domain::seal::content_hash;
use appraise::store::disk::{Access, Disk, DiskFile, RealDisk};
use appraise::store::{Folders, Merged, Store, StoreError, json as store_json};
use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

// ---------------------------------------------------------------------------------------------------------- fixtures

/// One checklist with two questions.
const CHECKLIST: &str = r#"{
  "format": "appraise-checklist/1", "id": "small", "version": "1.2.3", "language": "en", "title": "Small",
  "purpose": "For tests.", "sections": [{ "id": "all", "title": "All" }],
  "criteria": [
    { "id": "one", "section": "all", "title": "One", "core": true, "question": "Is one said?", "why": "It matters.",
      "look_for": ["a", "b"], "red_flags": ["c", "d"], "recommendation": "Say one.",
      "weight": { "proposal": "must" }, "terms": [], "sources": [] },
    { "id": "two", "section": "all", "title": "Two", "core": false, "question": "Is two said?", "why": "It matters.",
      "look_for": ["a", "b"], "red_flags": ["c", "d"], "recommendation": "Say two.",
      "weight": { "proposal": "should" }, "terms": [], "sources": [] }
  ]
}"#;

static PINNED: LazyLock<Vec<Pinned>> = LazyLock::new(|| vec![checklists::parse(CHECKLIST.as_bytes()).unwrap()]);

/// When the merges here take place.
const NOW: &str = "2025-06-01T12:00:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn at(hour: u32) -> Timestamp {
    format!("2025-01-{:02}T{:02}:00:00Z", 1 + hour / 24, hour % 24).parse().unwrap()
}

fn draft(n: u8, note: &str) -> Review {
    let start = Start {
        id: format!("01890000-0000-7000-8000-0000000000{n:02x}"),
        at: at(0),
        round: 1,
        previous: None,
        reviewer: Reviewer { id: "ab".to_owned(), name: None, role: None },
        workspace: "team".to_owned(),
        profile: Profile::All,
    };
    // Two reviews have the same record: their files differ in the hash alone.
    let record = Record::new(&format!("plan-{}", n / 2), Kind::Proposal, "An invented plan");
    let mut review = Review::new(&record, &PINNED, start);
    review.rate("one", Rating::Yes, None, at(1));
    review.set_note("one", note);
    review.outcome.code = Some(Outcome::Endorsed);
    review
}

fn amended(of: &Review, note: &str) -> Review {
    let mut draft = of.amend("A name was misspelt", String::new());
    draft.set_note("one", note);
    draft
}

fn value(review: &Review) -> Value {
    serde_json::to_value(review).unwrap()
}

/// Signed off by a later version: members that this one does not know, at every level.
fn later(review: &Review) -> Value {
    let mut file = value(review);
    file["zeal"] = json!({ "b": 1.25, "a": [1, { "d": null, "c": 1e-7 }] });
    file["answers"]["one"]["certainty"] = json!("high");
    file["record"]["cluster"] = json!("protection");
    resealed(file)
}

fn resealed(mut file: Value) -> Value {
    file["content_sha256"] = content_hash(&file).into();
    file
}

fn hash_of(file: &Value) -> String {
    file["content_sha256"].as_str().unwrap().to_owned()
}

/// The revisions that sets are made of: of each review two first ones (two laptops), amendments that compete, one whose
/// parent nobody has. Clocks go backwards and run ahead.
static POOL: LazyLock<Vec<Value>> = LazyLock::new(|| (0..4).flat_map(revisions).collect());

fn revisions(n: u8) -> Vec<Value> {
    let first = draft(n, "first").sealed(at(30));
    let other = draft(n, "other").sealed(at(20));
    let left = amended(&first, "left").sealed(at(10));
    let right = amended(&first, "right").sealed("2031-01-01T00:00:00Z".parse().unwrap());
    let last = amended(&left, "last").sealed("1999-12-31T23:59:59Z".parse().unwrap());
    let orphan = amended(&amended(&other, "never seen").sealed(at(40)), "orphan").sealed(at(50));
    let all = [first, other, left, right, last, orphan];
    all.iter().map(if n == 3 { later } else { value }).collect()
}

/// A disk that says at once that all is safe, for many small merges.
struct Quick;

struct QuickFile(Box<dyn DiskFile>);

impl DiskFile for QuickFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Disk for Quick {
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        Ok(Box::new(QuickFile(RealDisk.create(path, access)?)))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(path, limit)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename_new(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// A place of its own: our workspace below `home`, the folders to be merged beside it.
struct Place {
    root: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { root: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    fn folders(&self) -> Folders {
        Folders::below(&self.path("home"))
    }

    fn store(&self) -> Store {
        Store::on(self.folders(), Arc::new(Quick))
    }

    fn merge(&self, folders: &[&str]) -> Merged {
        let folders: Vec<_> = folders.iter().map(|name| self.path(name)).collect();
        merge(&self.store(), &folders)
    }

    /// Our workspace.
    fn ours(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.folders().workspace)
    }

    fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraise"));
        command.current_dir(self.root.path()).env_clear().env("HOME", self.root.path()).stdin(Stdio::null());
        command.env("APPRAISE_WORKSPACE", self.folders().workspace).env("TERM", "xterm-256color");
        for (name, folder) in [("STATE", "state"), ("DATA", "data"), ("CONFIG", "config"), ("CACHE", "cache")] {
            command.env(format!("XDG_{name}_HOME"), self.path(folder));
        }
        let output = command.args(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

struct Said {
    status: i32,
    out: String,
    err: String,
}

impl Said {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }

    fn codes(&self) -> Vec<(String, String)> {
        let text = |finding: &Value, name: &str| finding[name].as_str().unwrap().to_owned();
        let findings = self.json()["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| (text(finding, "code"), text(finding, "file"))).collect()
    }
}

fn merge(store: &Store, folders: &[PathBuf]) -> Merged {
    let plan = store.plan_merge(folders).unwrap();
    let steps = AtomicUsize::new(0);
    let merged = store.merge(&plan, now(), &|| _ = steps.fetch_add(1, Ordering::Relaxed)).unwrap();
    assert_eq!(steps.into_inner(), plan.steps());
    assert!(merged.adds_up());
    merged
}

/// Every file below, by its place; a link is where it leads.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            let facts = path.symlink_metadata().unwrap();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            if facts.is_dir() {
                waiting.push(path);
            } else if facts.is_symlink() {
                found.insert(name, fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes());
            } else {
                found.insert(name, if facts.is_file() { fs::read(&path).unwrap() } else { b"special".to_vec() });
            }
        }
    }
    found
}

fn pretty(file: &Value) -> Vec<u8> {
    store_json::pretty(file)
}

/// The name that the store gives a revision.
fn name(file: &Value) -> String {
    let year = &file["dates"]["signed_off"].as_str().unwrap()[..4];
    let (record, hash) = (file["record"]["id"].as_str().unwrap(), &hash_of(file)[..8]);
    format!("{year}/{record}.r1.ab.{}-{hash}.json", file["revision"])
}

/// The hashes of the reviews in a workspace, each as it is written in its file.
fn hashes(tree: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let reviews = tree.iter().filter(|(name, _)| name.starts_with("reviews/"));
    let bytes = reviews.map(|(_, bytes)| bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    bytes.map(|bytes| hash_of(&serde_json::from_slice(bytes).unwrap())).collect()
}

// ------------------------------------------------------------------------------------------------------ one by one

/// What the spellings of one revision may look like on a share.
fn spelt(file: &Value, spelling: u8) -> Vec<u8> {
    let text = || String::from_utf8(pretty(file)).unwrap();
    match spelling % 6 {
        0 => pretty(file),
        1 => file.to_string().into_bytes(),
        2 => pretty(&sorted(file)),
        3 => text().replace('\n', "\r\n").into_bytes(),
        4 => format!("\u{feff}{}", text().replace("  ", "\t")).into_bytes(),
        _ => pretty(&reversed(file)),
    }
}

fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => members.iter().rev().map(|(name, value)| (name.clone(), reversed(value))).collect(),
        Value::Array(items) => items.iter().map(reversed).collect(),
        plain => plain.clone(),
    }
}

/// What sync clients, file managers and people make of a file name.
const NAMES: [&str; 14] = [
    "{}.json",
    "{} (1).json",
    "{} (conflicted copy 2025-01-14).json",
    "{} (ab's conflicted copy 2025-01-14).json",
    "{}.sync-conflict-20250114-101500-ABCDEF2.json",
    "{}-HOSTNAME.json",
    "{}_conf(1).json",
    "Copy of {}.json",
    "Copie de {} - Copie.json",
    "{}.JSON",
    ".{}.json",
    "review 1.json",
    "копия\u{202e}\n{}.json",
    "-{}.json",
];

#[test]
fn copies_under_every_name_are_one_revision() {
    let place = Place::new();
    let file = &POOL[0];
    for (n, pattern) in NAMES.iter().enumerate() {
        let stem = name(file).replace("2025/", "").replace(".json", "");
        place.file(&format!("team/{}", pattern.replace("{}", &stem)), spelt(file, u8::try_from(n).unwrap()));
    }
    let merged = place.merge(&["team"]);
    assert_eq!((merged.seen, merged.new, merged.duplicate), (14, 1, 13));
    assert_eq!(place.ours(), BTreeMap::from([(format!("reviews/{}", name(file)), pretty(file))]));
    assert_eq!(place.merge(&["team"]).already_here, 14, "once more brings in nothing");
}

#[test]
fn a_workspace_gives_its_reviews_and_checklists_and_keeps_its_records() {
    let place = Place::new();
    let theirs = Store::on(Folders::below(&place.path("theirs")), Arc::new(Quick));
    theirs.add_record(&Record::new("plan-0", Kind::Proposal, "An invented plan")).unwrap();
    let (review, path) = theirs.sign_off(&draft(0, "first"), &PINNED, at(30)).unwrap();
    let before = tree(&place.path("theirs"));
    let merged = place.merge(&["theirs/workspace"]);
    assert_eq!((merged.seen, merged.new, merged.reviews.len(), merged.checklists.len()), (2, 2, 1, 1));
    let (mut wanted, ours) = (tree(&place.path("theirs/workspace")), place.ours());
    wanted.retain(|name, _| !name.starts_with("records/"));
    assert_eq!(ours, wanted, "the copies are the files of this program, byte for byte");
    assert_eq!(place.store().review(&review.id).unwrap(), review);
    assert!(place.store().used_checklist(&PINNED[0].sha256).is_some());
    assert_eq!(tree(&place.path("theirs")), before);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    let copy = place.folders().reviews().join(&merged.reviews[0]);
    assert_eq!(mode(&copy), mode(&path), "the team reads a copy as it reads the original");
    // A folder with reviews alone is enough.
    let other = Place::new();
    assert_eq!(merge(&other.store(), &[place.path("theirs/workspace/reviews")]).new, 1);
    assert_eq!(merge(&place.store(), &[place.folders().workspace]).already_here, 2, "into itself: nothing happens");
}

#[test]
fn a_review_of_a_later_version_is_whole_and_is_copied_whole() {
    let place = Place::new();
    let file = &POOL[18];
    assert_eq!(file["answers"]["one"]["certainty"], "high");
    place.file("team/a.json", spelt(file, 5));
    assert_eq!(place.merge(&["team"]).new, 1);
    let copy: Value = serde_json::from_slice(place.ours().values().next().unwrap()).unwrap();
    assert_eq!(&copy, file);
    let shown = place.run(&["show", file["id"].as_str().unwrap()]);
    assert!(shown.out.contains("hash fits"), "{}{}", shown.out, shown.err);
    assert_eq!(place.run(&["check", "team/a.json"]).status, 0);
}

#[test]
fn a_checklist_of_a_later_version_is_found_by_the_hash_that_reviews_have() {
    let place = Place::new();
    let mut list: Value = serde_json::from_str(CHECKLIST).unwrap();
    list["criteria"][0]["tone"] = json!("calm");
    place.file("theirs/reviews/.keep", "");
    place.file("theirs/checklists/used/list.json", pretty(&list));
    assert_eq!(place.merge(&["theirs"]).checklists.len(), 1);
    let hash = appraise::domain::canonical::sha256(&list);
    assert_eq!(place.store().used_checklist(&hash).map(|pinned| pinned.sha256), Some(hash));
}

/// File, its content, what is said of it, and whether it counts as one of a newer version.
fn left_out() -> Vec<(&'static str, Vec<u8>, &'static str, bool)> {
    let file = &POOL[0];
    let edited = String::from_utf8(pretty(file)).unwrap().replace("first", "worst").into_bytes();
    let mut draft = file.clone();
    (draft["content_sha256"], draft["dates"]["signed_off"]) = (Value::Null, Value::Null);
    let mut newer = file.clone();
    newer["format"] = "appraise-review/2".into();
    let record = json!({ "format": "appraise-record/1", "id": "a", "kind": "proposal", "title": "A" });
    let mut wrong = file.clone();
    wrong["answers"]["one"]["rating"] = "maybe".into();
    vec![
        ("0-byte.json", Vec::new(), "line 1, column 1: the file is empty", false),
        ("cut.json", pretty(file)[..400].to_vec(), "it was probably cut off", false),
        ("draft.json", pretty(&draft), "it is a draft", false),
        ("edited.json", edited, "changed after it was signed off", false),
        ("large.json", vec![b' '; 5 << 20], "larger than the 4 MiB", false),
        ("newer.json", pretty(&newer), "made by a newer version of the program: update it", true),
        ("other.json", b"{\"a\": 1}".to_vec(), "\"format\" is missing", false),
        ("photo.json", b"\x89PNG\r\n\x1a\n\xff\xd8".to_vec(), "not UTF-8", false),
        ("record.json", pretty(&record), "it is not a review", false),
        ("word.json", b"PK\x03\x04word".to_vec(), "Word, Excel or PDF", false),
        ("wrong.json", pretty(&resealed(wrong)), "answers › one › rating", false),
    ]
}

#[test]
fn what_cannot_be_taken_is_named_with_the_reason_and_stays_where_it_is() {
    let place = Place::new();
    for (name, content, ..) in left_out() {
        place.file(&format!("team/{name}"), content);
    }
    place.file("team/good.json", pretty(&POOL[0]));
    place.file("elsewhere.json", pretty(&POOL[1]));
    symlink(place.path("elsewhere.json"), place.path("team/link.json")).unwrap();
    symlink(place.path("team"), place.path("team/round")).unwrap();
    fs::create_dir(place.path("team/folder.json")).unwrap();
    let pipe = place.path("team/pipe.json");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
    place.file("team/.good.json.0123.tmp", "{");
    place.file("team/Thumbs.db", "x");
    let before = tree(&place.path("team"));

    let said = place.run(&["merge", "team"]);
    assert_eq!(said.status, 0, "{}", said.err);
    for (name, _, reason, _) in left_out() {
        let line = said.err.lines().find(|line| line.contains(&format!("/{name}: "))).unwrap_or_default();
        assert!(line.contains(reason), "{name}: {}", said.err);
    }
    for (name, reason) in [("link.json", "it is a link"), ("round", "it is a link"), ("pipe.json", "it is a pipe")] {
        assert!(said.err.contains(&format!("/{name}: {reason}")), "{}", said.err);
    }
    assert_eq!(said.err.lines().count(), 14, "{}", said.err);
    let sum = "files seen 15 = new 1 + already here 0 + duplicate 0 + erased 0 + newer 1 + unreadable 13\n";
    assert!(said.out.starts_with(sum) && said.out.contains("ignored: 1\n"), "{}", said.out);
    assert_eq!(tree(&place.path("team")), before);
    assert_eq!(hashes(&place.ours()), BTreeSet::from([hash_of(&POOL[0])]));
}

#[test]
fn a_fork_is_kept_whole_named_and_said_by_the_exit_status() {
    let place = Place::new();
    let [first, _, left, right, ..] = &POOL[..] else { panic!("{}", POOL.len()) };
    place.file("a/1.json", pretty(first));
    place.file("a/2.json", pretty(left));
    place.file("b/reviews/2.json", pretty(right));
    assert_eq!(place.run(&["merge", "a"]).status, 0);
    let said = place.run(&["merge", "b"]);
    assert_eq!(said.status, 4);
    assert!(said.err.contains(&name(left)) && said.err.contains(&name(right)), "{}", said.err);
    let again = place.run(&["merge", "b", "--json"]);
    assert_eq!((again.status, &again.json()["files"]["already_here"]), (4, &json!(1)));
    // The clock of the right one is six years ahead: it decides nothing.
    let counted = if hash_of(left) < hash_of(right) { [left, right] } else { [right, left] };
    let fork = json!({ "review": first["id"], "record": "plan-0", "files": counted.map(name) });
    assert_eq!(again.json()["forks"], json!([fork]));
    assert_eq!(hashes(&place.ours()).len(), 3);
}

#[test]
fn folders_that_cannot_be_opened_stop_the_merge_before_anything_is_written() {
    let place = Place::new();
    place.file("team/a.json", pretty(&POOL[0]));
    for wrong in ["nowhere", "team/a.json"] {
        let said = place.run(&["merge", "team", wrong]);
        assert_eq!(said.status, 1);
        assert!(said.err.contains(wrong) && said.err.lines().count() == 1, "{}", said.err);
        assert_eq!(place.ours(), BTreeMap::new());
    }
    assert_eq!(place.run(&["merge"]).status, 2);
    assert!(place.run(&["merge", "--help"]).out.contains("Records do not"));
}

#[test]
fn a_name_that_something_else_has_is_left_to_it() {
    let place = Place::new();
    let file = &POOL[0];
    // Half of it came over a bad line.
    let taken = place.file(&format!("home/workspace/reviews/{}", name(file)), &pretty(file)[..300]);
    place.file("team/a.json", pretty(file));
    let merged = place.merge(&["team"]);
    let longer = name(file).replace(&hash_of(file)[..8], &hash_of(file)[..16]);
    assert_eq!(merged.reviews, [PathBuf::from(longer)]);
    assert_eq!(fs::read(taken).unwrap().len(), 300);
    assert_eq!(place.merge(&["team"]).already_here, 1);
}

/// Two revisions with the same record, round, reviewer, number and first eight digits of the hash.
fn twins() -> [Value; 2] {
    let mut file = value(&draft(0, "twin").sealed(at(30)));
    // The last member by name, so that only the end has to be hashed again.
    file["zz"] = "".into();
    file.as_object_mut().unwrap().shift_remove("content_sha256");
    let text = sorted(&file).to_string();
    let before = Sha256::new_with_prefix(text.strip_suffix("\"}").unwrap());
    let mut seen: HashMap<[u8; 4], u32> = HashMap::new();
    let twin = |n: u32| {
        let mut file = file.clone();
        file["zz"] = n.to_string().into();
        resealed(file)
    };
    for n in 0.. {
        let hash = before.clone().chain_update(format!("{n}\"}}")).finalize();
        if let Some(other) = seen.insert([hash[0], hash[1], hash[2], hash[3]], n) {
            return [twin(other), twin(n)];
        }
    }
    unreachable!("there are more numbers than beginnings")
}

#[test]
fn two_revisions_that_want_the_same_name_both_come_in() {
    let twins = twins();
    assert_eq!(name(&twins[0]), name(&twins[1]));
    assert_ne!(hash_of(&twins[0]), hash_of(&twins[1]));
    let place = Place::new();
    place.file("a/x.json", pretty(&twins[0]));
    place.file("b/y.json", pretty(&twins[1]));
    let both = twins.iter().map(hash_of).collect::<BTreeSet<_>>();
    let orders: [&[&[&str]]; 4] = [&[&["a", "b"]], &[&["b", "a"]], &[&["a"], &["b"]], &[&["b"], &["a"]]];
    let results = orders.map(|calls| {
        let home = Place::new();
        for call in calls {
            let folders: Vec<_> = call.iter().map(|name| place.path(name)).collect();
            merge(&home.store(), &folders);
            assert_eq!(merge(&home.store(), &folders).new, 0);
        }
        assert_eq!(hashes(&home.ours()), both);
        home.ours()
    });
    assert_eq!(results[0], results[1], "in one call the lower hash has the shorter name");
    let contents = |tree: &BTreeMap<String, Vec<u8>>| tree.values().cloned().collect::<BTreeSet<_>>();
    assert!(results.iter().all(|result| contents(result) == contents(&results[0])), "only names may differ");
}

#[test]
fn a_full_disk_is_said_and_the_next_merge_goes_on() {
    let place = Place::new();
    place.file("team/a.json", pretty(&POOL[0]));
    fs::create_dir_all(place.folders().workspace).unwrap();
    place.file("home/workspace/reviews", "a file stands where the folder should be");
    let plan = place.store().plan_merge(&[place.path("team")]).unwrap();
    let refused = place.store().merge(&plan, now(), &|| ()).unwrap_err();
    assert!(matches!(refused, StoreError::Write { .. }), "{refused}");
    fs::remove_file(place.path("home/workspace/reviews")).unwrap();
    assert_eq!(place.merge(&["team"]).new, 1);
}

#[test]
fn a_review_that_is_too_large_when_it_is_indented_is_kept_on_one_line() {
    let place = Place::new();
    let mut file = POOL[0].clone();
    let deep = (0..15).fold(json!(0), |inner, _| json!([inner]));
    file["rows"] = vec![deep; 10_000].into();
    let file = resealed(file);
    assert!(pretty(&file).len() > 4 << 20);
    place.file("team/a.json", file.to_string());
    let merged = place.merge(&["team"]);
    assert_eq!(merged.new, 1, "{:?}", merged.problems);
    assert_eq!(place.merge(&["team"]).already_here, 1, "it can be read again");
}

// ------------------------------------------------------------------------------------------------------------ verify

/// A workspace with a review that was amended once.
fn verified() -> (Place, Vec<Value>) {
    let place = Place::new();
    let store = Store::on(Folders { workspace: place.folders().workspace, ..place.folders() }, Arc::new(Quick));
    let (first, _) = store.sign_off(&draft(0, "first"), &PINNED, at(30)).unwrap();
    let (second, _) = store.sign_off(&amended(&first, "second"), &PINNED, at(40)).unwrap();
    (place, vec![value(&first), value(&second)])
}

fn codes(codes: &[(&str, &str)]) -> Vec<(String, String)> {
    codes.iter().map(|(code, file)| ((*code).to_owned(), (*file).to_owned())).collect()
}

#[test]
fn a_sound_workspace_has_no_findings_and_is_left_as_it_is() {
    let (place, _) = verified();
    let before = place.ours();
    let said = place.run(&["verify"]);
    assert_eq!(said.status, 0, "{}", said.out);
    let sum = "files seen 2 = current 1 + superseded 1 + duplicate 0 + fork 0 + newer 0 + unreadable 0\n";
    assert!(said.out.starts_with(sum), "{}", said.out);
    assert_eq!(place.ours(), before);
    let seen = fs::read_dir(place.path("state/appraise/seen")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(fs::metadata(&seen).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(seen.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn an_altered_file_and_a_vanished_one_are_named_until_they_are_forgotten() {
    let (place, files) = verified();
    assert_eq!(place.run(&["verify"]).status, 0);
    let path = |n: usize| place.path(&format!("home/workspace/reviews/{}", name(&files[n])));
    fs::remove_file(path(0)).unwrap();
    // A forger who knows the rule writes a hash that fits.
    let mut forged = files[1].clone();
    forged["answers"]["one"]["note"] = "forged".into();
    fs::write(path(1), pretty(&resealed(forged))).unwrap();
    let wanted =
        codes(&[("vanished", &name(&files[0])), ("altered", &name(&files[1])), ("parent-missing", &name(&files[1]))]);
    let mut wanted: Vec<_> = wanted;
    wanted.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    for _ in 0..2 {
        let said = place.run(&["verify", "--json"]);
        assert_eq!((said.status, said.codes()), (3, wanted.clone()), "{}", said.out);
    }
    assert_eq!(place.run(&["verify", "--forget"]).status, 3, "it is said once more");
    let said = place.run(&["verify", "--json"]);
    assert_eq!(said.codes(), codes(&[("parent-missing", &name(&files[1]))]));
}

#[test]
fn an_edited_file_is_named_although_it_was_never_seen_before() {
    let (place, files) = verified();
    let path = place.path(&format!("home/workspace/reviews/{}", name(&files[1])));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("second", "altered")).unwrap();
    let said = place.run(&["verify", "--json"]);
    assert_eq!((said.status, said.codes()), (3, codes(&[("changed", &name(&files[1]))])));
    assert_eq!(said.json()["files"]["unreadable"], 1);
}

#[test]
fn what_was_merged_is_missed_when_it_goes() {
    let place = Place::new();
    place.file("team/a.json", pretty(&POOL[0]));
    assert_eq!(place.run(&["merge", "team"]).status, 0);
    fs::remove_file(place.path(&format!("home/workspace/reviews/{}", name(&POOL[0])))).unwrap();
    assert_eq!(place.run(&["verify", "--json"]).codes(), codes(&[("vanished", &name(&POOL[0]))]));
}

#[test]
fn everything_in_the_folder_is_accounted_for() {
    let place = Place::new();
    let reviews = |name: &str| format!("home/workspace/reviews/{name}");
    for (name, content, ..) in left_out() {
        place.file(&reviews(name), content);
    }
    place.file(&reviews("Copy.json"), pretty(&POOL[0]));
    place.file(&reviews("Copy (1).json"), spelt(&POOL[0], 1));
    place.file(&reviews("Left.json"), pretty(&POOL[2]));
    place.file(&reviews("Right.json"), pretty(&POOL[3]));
    place.file(&reviews("list.json"), CHECKLIST);
    place.file(&reviews("notes.txt"), "x");
    let said = place.run(&["verify", "--json"]);
    assert_eq!(said.status, 3);
    let counts =
        json!({ "seen": 16, "current": 1, "superseded": 1, "duplicate": 1, "fork": 1, "newer": 1, "unreadable": 11 });
    assert_eq!((&said.json()["files"], &said.json()["ignored"]), (&counts, &json!(1)));
    let found = said.codes();
    let count = |code: &str| found.iter().filter(|(found, _)| found == code).count();
    let kinds = ["changed", "unreadable", "duplicate", "fork", "time", "checklist-missing"];
    assert_eq!(kinds.map(count), [1, 10, 1, 1, 2, 1], "{found:?}");
    assert!(found.contains(&("duplicate".to_owned(), "Copy.json".to_owned())), "{found:?}");
    let notes = said.json()["notes"].as_array().unwrap().len();
    assert_eq!(notes, 1 + 1 + 4, "one newer, one ignored, four names");
    let mut files: Vec<_> = found.iter().map(|(_, file)| file.clone()).collect();
    files.dedup();
    assert!(files.is_sorted());
}

#[test]
fn a_damaged_list_of_what_was_seen_is_said_and_never_overwritten() {
    let (place, _) = verified();
    assert_eq!(place.run(&["verify"]).status, 0);
    let seen = fs::read_dir(place.path("state/appraise/seen")).unwrap().next().unwrap().unwrap().path();
    fs::write(&seen, "{").unwrap();
    place.file("team/a.json", pretty(&POOL[1]));
    for command in [&["verify"][..], &["merge", "team"]] {
        let said = place.run(command);
        assert_eq!(said.status, 1);
        assert!(said.err.contains("delete it to begin a new list"), "{}", said.err);
    }
    assert_eq!(fs::read(&seen).unwrap(), b"{");
    assert_eq!(hashes(&place.ours()).len(), 2);
}

#[test]
fn an_empty_workspace_is_sound() {
    let place = Place::new();
    assert_eq!(place.run(&["verify"]).status, 0);
}

// -------------------------------------------------------------------------------------------------- generated folders

/// What a folder may hold.
#[derive(Debug, Clone, Copy)]
enum What {
    /// A revision of the pool, in some spelling.
    Whole(usize, u8),
    /// Cut somewhere.
    Cut(usize, usize),
    /// Edited, with the hash of before.
    Forged(usize),
    Newer(usize),
    Draft(usize),
    Empty,
    Record,
    Link,
    /// Not looked at: another kind of file.
    Other,
    /// Not looked at and not named: our own, half written.
    Temporary,
}

impl What {
    fn is_seen(self) -> bool {
        !matches!(self, Self::Other | Self::Temporary)
    }
}

/// A file of a generated folder.
#[derive(Debug, Clone)]
struct Item {
    folder: usize,
    subfolder: u8,
    name: usize,
    what: What,
}

/// A set of folders, what our workspace holds before, and two orders to merge in.
#[derive(Debug, Clone)]
struct Set {
    items: Vec<Item>,
    home: Vec<(usize, u8)>,
    /// The folders in some order, and how many of them the first call has.
    orders: [(Vec<usize>, usize); 2],
}

const FOLDERS: usize = 3;

fn sets() -> impl Strategy<Value = Set> {
    let revision = || 0..POOL.len();
    let what = prop_oneof![
        10 => (revision(), any::<u8>()).prop_map(|(n, spelling)| What::Whole(n, spelling)),
        1 => (revision(), any::<usize>()).prop_map(|(n, at)| What::Cut(n, at)),
        2 => revision().prop_map(What::Forged),
        1 => revision().prop_map(What::Newer),
        1 => revision().prop_map(What::Draft),
        2 => prop_oneof![
            Just(What::Empty), Just(What::Record), Just(What::Link), Just(What::Other), Just(What::Temporary)
        ],
    ];
    let item = (0..FOLDERS, 0..4_u8, 0..NAMES.len(), what).prop_map(|(folder, subfolder, name, what)| Item {
        folder,
        subfolder,
        name,
        what,
    });
    let order = || (Just((0..FOLDERS).collect::<Vec<_>>()).prop_shuffle(), 0..=FOLDERS);
    let home = prop::collection::vec((revision(), any::<u8>()), 0..3);
    (prop::collection::vec(item, 0..16), home, order(), order()).prop_map(|(items, home, one, other)| Set {
        items,
        home,
        orders: [one, other],
    })
}

impl Item {
    /// Where it lies below its folder; `n` keeps the names apart.
    fn path(&self, n: usize) -> String {
        let folder = ["", "2025/", "reviews of ab/2024/", "x.json/"][usize::from(self.subfolder)];
        let stem = match self.what {
            What::Whole(at, _) | What::Cut(at, _) | What::Forged(at) | What::Newer(at) | What::Draft(at) => {
                name(&POOL[at])[5..].replace(".json", "")
            }
            _ => "plan-0.r1.ab.1-01234567".to_owned(),
        };
        match self.what {
            What::Other => format!("{folder}{n}.txt"),
            What::Temporary => format!("{folder}.{stem}.{n}.tmp"),
            _ => {
                let name = NAMES[self.name].replace("{}", &format!("{stem}~{n}"));
                format!("{folder}{}", name.replace("review 1", &format!("review {n}")))
            }
        }
    }

    fn bytes(&self) -> Vec<u8> {
        match self.what {
            What::Whole(n, spelling) => spelt(&POOL[n], spelling),
            What::Cut(n, at) => {
                let bytes = pretty(&POOL[n]);
                bytes[..at % (bytes.len() - 3)].to_vec()
            }
            What::Forged(n) => edited(n, |file| file["answers"]["one"]["note"] = "forged".into()),
            What::Newer(n) => edited(n, |file| file["format"] = "appraise-review/12".into()),
            What::Draft(n) => edited(n, |file| {
                (file["content_sha256"], file["dates"]["signed_off"]) = (Value::Null, Value::Null);
            }),
            What::Empty | What::Other | What::Link => Vec::new(),
            What::Record => {
                b"{\"format\": \"appraise-record/1\", \"id\": \"a\", \"kind\": \"report\", \"title\": \"A\"}".to_vec()
            }
            What::Temporary => b"{".to_vec(),
        }
    }
}

fn edited(n: usize, edit: impl Fn(&mut Value)) -> Vec<u8> {
    let mut file = POOL[n].clone();
    edit(&mut file);
    pretty(&file)
}

impl Set {
    fn write(&self, place: &Place) {
        for (n, item) in self.items.iter().enumerate() {
            let name = format!("{}/{}", item.folder, item.path(n));
            match item.what {
                What::Link => {
                    fs::create_dir_all(place.path(&name).parent().unwrap()).unwrap();
                    let _ = symlink("/etc/hostname", place.path(&name));
                }
                _ => _ = place.file(&name, item.bytes()),
            }
        }
        (0..FOLDERS).for_each(|n| fs::create_dir_all(place.path(&n.to_string())).unwrap());
    }

    /// The revisions that were there before, in spellings of their own.
    fn furnish(&self, home: &Place) {
        for (n, (at, spelling)) in self.home.iter().enumerate() {
            home.file(&format!("home/workspace/reviews/2020/{n}.json"), spelt(&POOL[*at], *spelling));
        }
    }

    fn here(&self) -> BTreeSet<String> {
        self.home.iter().map(|(n, _)| hash_of(&POOL[*n])).collect()
    }

    fn whole(&self) -> Vec<String> {
        let whole = |item: &Item| if let What::Whole(n, _) = item.what { Some(hash_of(&POOL[n])) } else { None };
        self.items.iter().filter_map(whole).collect()
    }

    /// Seen, new, already here, duplicate, newer, unreadable.
    fn counts(&self) -> [usize; 6] {
        let (here, whole) = (self.here(), self.whole());
        let already = whole.iter().filter(|hash| here.contains(*hash)).count();
        let new = whole.iter().collect::<BTreeSet<_>>().iter().filter(|hash| !here.contains(**hash)).count();
        let seen = self.items.iter().filter(|item| item.what.is_seen()).count();
        let newer = self.items.iter().filter(|item| matches!(item.what, What::Newer(_))).count();
        [seen, new, already, whole.len() - already - new, newer, seen - whole.len() - newer]
    }

    /// The reviews with several heads, by the rule alone: revisions that no other one names.
    fn forked(&self) -> BTreeSet<String> {
        let all: BTreeSet<_> = self.here().into_iter().chain(self.whole()).collect();
        let there: Vec<_> = POOL.iter().filter(|file| all.contains(&hash_of(file))).collect();
        let is_head = |file: &&&Value| !there.iter().any(|other| other["parent"] == file["content_sha256"]);
        let mut heads: BTreeMap<String, usize> = BTreeMap::new();
        for file in there.iter().filter(is_head) {
            *heads.entry(file["id"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        heads.into_iter().filter(|(_, count)| *count > 1).map(|(review, _)| review).collect()
    }
}

/// Our workspace after the folders were merged in this order, and what each call said.
fn merged_in(
    set: &Set,
    (order, split): &(Vec<usize>, usize),
    place: &Place,
) -> (BTreeMap<String, Vec<u8>>, Vec<Merged>) {
    let home = Place::new();
    set.furnish(&home);
    let store = home.store();
    let folders: Vec<_> = order.iter().map(|n| place.path(&n.to_string())).collect();
    let (first, rest) = folders.split_at(*split);
    let calls = [first, rest].into_iter().map(|folders| merge(&store, folders)).collect();
    let ours = home.ours();
    let again = merge(&store, &folders);
    assert_eq!((again.new, again.duplicate), (0, 0), "once more brings in nothing");
    assert_eq!(home.ours(), ours);
    (ours, calls)
}

fn whatever_the_order(set: &Set) -> Result<(), TestCaseError> {
    let place = Place::new();
    set.write(&place);
    let before = tree(place.root.path());
    let [(one, said), (other, _)] = [0, 1].map(|n| merged_in(set, &set.orders[n], &place));
    prop_assert_eq!(&one, &other, "the order shows");
    prop_assert_eq!(tree(place.root.path()), before, "another folder was changed");
    let all: BTreeSet<_> = set.here().into_iter().chain(set.whole()).collect();
    prop_assert_eq!(hashes(&one), all, "a revision vanished, or one came from nowhere");
    prop_assert_eq!(one.len(), set.home.len() + said.iter().map(|merged| merged.new).sum::<usize>());
    prop_assert_eq!(said.iter().map(|merged| merged.seen).sum::<usize>(), set.counts()[0]);
    let together = Place::new();
    set.furnish(&together);
    let whole = merge(&together.store(), &[0, 1, 2].map(|n| place.path(&n.to_string())));
    let Merged { seen, new, already_here, duplicate, newer, unreadable, .. } = whole;
    prop_assert_eq!([seen, new, already_here, duplicate, newer, unreadable], set.counts());
    prop_assert_eq!(whole.problems.len(), newer + unreadable);
    for last in [&whole, &said[1]] {
        let forks: BTreeSet<_> = last.forks.iter().map(|fork| fork.review.clone()).collect();
        prop_assert_eq!(forks, set.forked());
    }
    prop_assert_eq!(together.ours(), one);
    Ok(())
}

fn campaign(cases: u32) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut runner = TestRunner::new(config);
    runner.run(&sets(), |set| whatever_the_order(&set)).map_err(|failed| failed.to_string()).unwrap();
}

#[test]
fn the_order_of_merging_decides_nothing() {
    campaign(40);
}

#[test]
#[ignore = "a long campaign: 10,000 sets of folders"]
fn the_order_of_merging_decides_nothing_ten_thousand_times() {
    campaign(10_000);
}
