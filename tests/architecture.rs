//! The house: which module may import which, and what only one of them may do.

#![expect(clippy::unwrap_used, reason = "a test stops where the source is not what it should be")]

use std::fs;
use std::path::{Path, PathBuf};

/// Module, and the modules of ours that it may import beside itself.
const MAY_IMPORT: [(&str, &[&str]); 14] = [
    ("text", &[]),
    ("domain", &["text"]),
    ("checklists", &["domain"]),
    ("demo", &["domain"]),
    ("store", &["domain", "checklists"]),
    ("import", &["domain", "text"]),
    ("export", &["domain", "text"]),
    ("key", &["action"]),
    ("action", &["key"]),
    ("app", &["domain", "text", "action", "key"]),
    ("ui", &["app", "domain", "text", "action"]),
    ("clock", &["app"]),
    ("tui", &["app", "ui", "store", "import", "export", "domain", "key", "clock"]),
    (
        "cli",
        &["app", "tui", "store", "import", "export", "domain", "text", "checklists", "action", "key", "demo", "clock"],
    ),
];

/// Words that only the module beside them may use.
const ONLY_THERE: [(&str, &[&str]); 6] = [
    ("std::fs", &["store", "cli"]),
    ("Timestamp::now", &["clock"]),
    ("std::env::", &["tui", "cli"]),
    ("io::stdout", &["tui", "cli"]),
    ("fuzzy_matcher", &["app"]),
    ("directories::", &["store", "cli"]),
];

#[test]
fn modules_import_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (module, allowed) in MAY_IMPORT {
        for (path, text) in sources(module) {
            for other in imports(&text) {
                if other != module && !allowed.contains(&other.as_str()) {
                    wrong.push(format!("{} imports {other}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_is_in_the_table() {
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        let known = MAY_IMPORT.iter().any(|(module, _)| *module == name);
        assert!(known || ["lib", "main"].contains(&name.as_str()), "{name} is not in the table");
    }
}

#[test]
fn only_the_outer_modules_touch_the_outside() {
    let mut wrong = Vec::new();
    for (word, allowed) in ONLY_THERE {
        for (module, _) in MAY_IMPORT.iter().filter(|(module, _)| !allowed.contains(module)) {
            let using = sources(module).into_iter().filter(|(_, text)| text.contains(word));
            wrong.extend(using.map(|(path, _)| format!("{} uses {word}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn main_only_wires() {
    let lines = fs::read_to_string(root().join("main.rs")).unwrap().lines().count();
    assert!(lines < 40, "main.rs has {lines} lines");
}

#[test]
fn the_top_level_holds_what_it_should() {
    let allowed = [
        ".ci",
        ".git",
        ".gitignore",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "benches",
        "checklists",
        "clippy.toml",
        "rustfmt.toml",
        "src",
        "target",
        "tests",
    ];
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(allowed.contains(&name.as_str()), "{name} does not belong at the top level");
    }
}

/// `tests/reliability/teeth.py` takes each of these out of a copy and runs the test that must fail then.
#[test]
fn each_sabotage_still_finds_what_it_takes_out() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read(house.join("tests/reliability/sabotages.json")).unwrap();
    let table: Vec<serde_json::Value> = serde_json::from_slice(&table).unwrap();
    assert!(table.len() >= 12, "only {} sabotages are left", table.len());
    for row in &table {
        let [name, file, old, new] = ["name", "file", "old", "new"].map(|member| row[member].as_str().unwrap());
        let found = fs::read_to_string(house.join(file)).unwrap().matches(old).count();
        assert_eq!(found, 1, "{name}: its old text occurs {found} times in {file}");
        assert!(old != new && !old.is_empty(), "{name} changes nothing");
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code of a module, without its tests: those may use anything.
fn sources(module: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(module), root().join(format!("{module}.rs"))];
    waiting.retain(|path| path.exists());
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") && path.file_stem().unwrap() != "tests" {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
            found.push((path, code));
        }
    }
    found
}

fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let paths = code.flat_map(|line| line.split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>());
    let name = |path: String| path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    paths.map(name).collect()
}
