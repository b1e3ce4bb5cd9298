//! Merging folders of files that anybody may have written: every file is accounted for, twice is as good as once, and the
//! order decides nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use appraise::domain::parse;
use appraise::store::{Folders, Merged, Store};
use serde_json::json;
use tempfile::TempDir;

use crate::campaign::{Dice, run, seeds};
use crate::reviews;

/// How many run with every test.
const USUAL: u64 = 60;

#[test]
fn merges() {
    run("merges", seeds(USUAL), |seed| {
        let dice = &mut Dice::of(seed);
        let home = home();
        let folders: Vec<_> = (0..2 + dice.roll(2)).map(|n| folder(home.path(), n, dice)).collect();
        let before: Vec<_> = folders.iter().map(|folder| files(folder)).collect();
        let one = team(home.path(), "one");
        let first = merge(&one, &folders);
        let again = merge(&one, &folders);
        assert_eq!((again.new, again.seen), (0, first.seen), "twice is as good as once");
        let other = team(home.path(), "other");
        folders.iter().rev().for_each(|folder| drop(merge(&other, std::slice::from_ref(folder))));
        let (one, other) = (files(&home.path().join("one")), files(&home.path().join("other")));
        assert!(one.values().all(|bytes| parse::signed(bytes).is_ok()), "only what is whole comes in");
        assert_eq!(one, other, "the order decides nothing");
        assert_eq!(before, folders.iter().map(|folder| files(folder)).collect::<Vec<_>>(), "nothing is changed there");
    });
}

/// Memory is a quick disk, where there is such a place.
fn home() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

fn folder(home: &Path, n: usize, dice: &mut Dice) -> PathBuf {
    let folder = home.join(format!("from-{n}"));
    fs::create_dir_all(&folder).unwrap();
    for at in 0..dice.few(6) {
        let name =
            *dice.pick(&["a.json", "a (1).json", "b.sync-conflict-1.json", "c.JSON", ".d.json.0.tmp", "note.txt"]);
        fs::write(folder.join(format!("{at}{name}")), content(dice)).unwrap();
    }
    folder
}

fn content(dice: &mut Dice) -> Vec<u8> {
    match dice.roll(6) {
        0 => serde_json::to_vec(&json!({ "format": "appraise-review/2", "id": "x" })).unwrap(),
        // The same seed gives the same file: copies in several folders.
        1 => reviews::file(&mut Dice::of(dice.roll(40) as u64)),
        _ => reviews::file(dice),
    }
}

fn team(home: &Path, name: &str) -> Store {
    let state = home.join(format!("{name}-state"));
    let folders = Folders { workspace: home.join(name), ..Folders::below(&state) };
    Store::new(folders)
}

/// The counts add up, or the merge is an error.
fn merge(store: &Store, folders: &[PathBuf]) -> Merged {
    let plan = store.plan_merge(folders).unwrap();
    store.merge(&plan, "2026-01-01T00:00:00Z".parse().unwrap(), &|| {}).unwrap()
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for path in fs::read_dir(next).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}
