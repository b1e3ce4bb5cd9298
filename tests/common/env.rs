//! A user of their own in a folder of their own, and what a command said to them.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

pub const DOCUMENT: &str = "\
---
id: invented
kind: proposal
title: An invented proposal
countries: [SSD]
---
# 1. Activities

Safety audits take place every month. Committees of women choose the sites.
";

/// Three questions instead of seventy: the team's lists lie over the built-in ones.
pub const LISTS: [(&str, &str, &str); 3] =
    [("gbv-mitigation", "first", "blocking"), ("do-no-harm", "second", "must"), ("gender-equality", "third", "should")];

pub fn checklist(id: &str, criterion: &str, weight: &str) -> String {
    let value = json!({
        "format": "appraise-checklist/1", "id": id, "version": "9.0.0", "language": "en", "title": format!("List {id}"),
        "purpose": "For tests.", "sections": [{ "id": "all", "title": "All" }],
        "criteria": [{
            "id": criterion, "section": "all", "title": format!("The {criterion}"), "core": criterion == "first",
            "question": format!("Is the {criterion} thing said?"), "why": "It matters.", "look_for": ["a", "b"],
            "red_flags": ["c", "d"], "recommendation": "Say it.", "weight": { "proposal": weight },
            "terms": ["safety audit*"], "sources": []
        }]
    });
    value.to_string()
}

/// A user of their own, in a folder of their own.
pub struct Env {
    root: TempDir,
}

impl Env {
    pub fn new() -> Self {
        let env = Self { root: TempDir::new().unwrap() };
        env.file("invented.md", DOCUMENT);
        env
    }

    /// With three questions.
    pub fn small() -> Self {
        let env = Self::new();
        fs::create_dir_all(env.path("team/checklists")).unwrap();
        for (id, criterion, weight) in LISTS {
            env.file(&format!("team/checklists/{id}.json"), checklist(id, criterion, weight));
        }
        env
    }

    /// With three questions and the document in the workspace.
    pub fn with_record() -> Self {
        let env = Self::small();
        assert_eq!(env.run(["add", "invented.md"]).ok(), "invented\n");
        env
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraise"));
        command.current_dir(self.root.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", self.root.path());
        command.env("APPRAISE_WORKSPACE", self.path("team")).env("TERM", "xterm-256color");
        for (name, folder) in [("STATE", "state"), ("DATA", "data"), ("CONFIG", "config"), ("CACHE", "cache")] {
            command.env(format!("XDG_{name}_HOME"), self.path(folder));
        }
        command.stdin(Stdio::null());
        command
    }

    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Said {
        Said::of(self.command().args(arguments).output().unwrap())
    }

    pub fn run_with(&self, input: impl AsRef<[u8]>, arguments: &[&str]) -> Said {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that stops early closes its end.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        Said::of(child.wait_with_output().unwrap())
    }

    pub fn fill(&self, lines: &str, more: &[&str]) -> Said {
        let arguments: Vec<_> = ["fill", "invented", "--answers", "-", "--reviewer", "ab"]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        self.run_with(lines, &arguments)
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run(arguments.iter().chain(&["--json"]));
        assert_eq!(said.status, 0, "{}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    pub fn record(&self, id: &str) -> Value {
        read(&self.path(&format!("team/records/{id}.json")))
    }

    /// The one draft; `null` when there is none.
    pub fn draft(&self) -> Value {
        let mut found = Vec::new();
        json_files(&self.path(""), &mut found);
        found.retain(|path| path.parent().is_some_and(|folder| folder.ends_with("drafts")));
        found.retain(|path| !path.to_string_lossy().ends_with(".prev.json"));
        assert!(found.len() < 2, "{found:?}");
        found.first().map_or(Value::Null, |path| read(path))
    }
}

pub fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

pub fn json_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            json_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "json") {
            found.push(path);
        }
    }
}

/// What a command said, looked over.
pub struct Said {
    /// The exit status.
    pub status: i32,
    /// What it printed.
    pub out: String,
    /// What it said beside.
    pub err: String,
}

impl Said {
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let said = Self { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
        let is_json = serde_json::from_str::<Value>(&said.out).is_ok();
        assert_eq!(driving(&said.err), None, "talk that drives a terminal: {:?}", said.err);
        assert!(is_json || driving(&said.out).is_none(), "text that drives a terminal: {:?}", said.out);
        assert!(!said.err.contains("panicked"), "{}", said.err);
        said
    }

    /// What was printed by a command that was done.
    pub fn ok(self) -> String {
        assert_eq!(self.status, 0, "{}{}", self.out, self.err);
        self.out
    }

    /// Ended with this status, and each of the words is in its talk.
    pub fn fails(&self, status: i32, words: &[&str]) {
        assert_eq!(self.status, status, "{}{}", self.out, self.err);
        for word in words {
            assert!(self.err.contains(word), "“{word}” is not in: {}", self.err);
        }
    }
}

/// The first control, override or isolate that should have been made visible.
pub fn driving(text: &str) -> Option<char> {
    let drives = |c: &char| {
        c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().find(drives)
}
