//! Pipes, devices, links, folders and bombs where a file should be: no command waits, fills the memory or follows.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::env::Env;
use super::json::LOADERS;
use super::workspace;

/// What stands where a file should.
const KINDS: [&str; 8] = ["fifo", "zero", "null", "socket", "folder", "loop", "nowhere", "no-file"];

fn make(kind: &str, path: &Path) {
    match kind {
        "fifo" => mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap(),
        "zero" => symlink("/dev/zero", path).unwrap(),
        "null" => symlink("/dev/null", path).unwrap(),
        "socket" => drop(UnixListener::bind(path).unwrap()),
        "folder" => fs::create_dir(path).unwrap(),
        "loop" => symlink(path, path).unwrap(),
        "nowhere" => symlink("/nowhere/at/all", path).unwrap(),
        _ => {}
    }
}

/// A user with a record, a signed-off review and a letter.
fn user() -> (Env, String) {
    let env = Env::new();
    let review = workspace::keep(&env.store(), 1, "Words").remove(0);
    env.file("list.csv", "title,country\nA plan,SSD\n");
    (env, review)
}

#[test]
fn no_command_that_reads_a_file_waits_for_one_that_is_none() {
    let (env, review) = user();
    for kind in KINDS {
        let name = format!("{kind}.json");
        make(kind, &env.path(&name));
        let commands: [(&[&str], &[i32]); 8] = [
            (&["check", &name], &[1, 3]),
            (&["add", &name], &[1]),
            (&["add", "list.csv", "--mapping", &name], &[1]),
            (&["add", &name, "--new-version", "h-1"], &[1]),
            (&["review", &name, "--plain"], &[1]),
            (&[&name], &[1]),
            (&["replies", &review, &name], &[1]),
            (&["checklists", "diff", "do-no-harm", &name], &[1]),
        ];
        for (command, statuses) in commands {
            let said = env.run(command);
            assert!(statuses.contains(&said.status), "{kind}: {command:?}: {said:?}");
            assert!(said.out.is_empty() || said.status == 3, "{kind}: {command:?}: {said:?}");
        }
        // A pipe of answers is a stream like standard input, and is waited for.
        if kind != "fifo" {
            let said = env.run(["fill", "h-1", "--reviewer", "zz", "--answers", &name]);
            assert!([0, 1].contains(&said.status), "{kind}: {said:?}");
        }
    }
}

/// The control: a plain reader waits for the pipe for good, and never comes to the end of the device.
#[test]
fn a_reader_that_does_not_look_first_would_wait() {
    let env = Env::new();
    make("fifo", &env.path("fifo"));
    let mut cat = std::process::Command::new("cat").arg(env.path("fifo")).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(cat.try_wait().unwrap().is_none(), "the pipe was read without anybody at its other end");
    cat.kill().unwrap();
    cat.wait().unwrap();
}

#[test]
fn nothing_in_the_folders_of_the_workspace_is_followed_or_waited_for() {
    let (env, _) = user();
    let other = Env::new();
    workspace::keep(&other.store(), 2, "Words");
    for folder in ["records", "reviews", "reviews/2026", "checklists", "checklists/used"] {
        for (user, folder) in [(&env, folder), (&other, folder)] {
            let folder = user.path("team").join(folder);
            fs::create_dir_all(&folder).unwrap();
            KINDS.iter().for_each(|kind| make(kind, &folder.join(format!("{kind}.json"))));
        }
    }
    let drafts = env.folders().drafts();
    KINDS.iter().for_each(|kind| make(kind, &drafts.join(format!("{kind}.json"))));
    let there = other.path("team").into_os_string().into_string().unwrap();
    for command in [
        "list records",
        "list drafts",
        "list reviews",
        "list checklists",
        "show h-1",
        "coverage h-1",
        "compare",
        "summary",
        "report --year 2026",
        "verify",
        "export reviews --format csv -o -",
    ] {
        let said = env.run(command.split(' '));
        // The draft hides the reviews from a comparison.
        let statuses: &[i32] = if command == "compare" { &[1] } else { &[0, 3] };
        assert!(statuses.contains(&said.status), "{command}: {said:?}");
    }
    let said = env.run(["merge", &there]);
    assert_eq!(said.status, 0, "{said:?}");
    assert!(said.err.contains("it is a pipe or a device") && said.err.contains("links are not followed"), "{said:?}");
}

#[test]
fn nothing_is_written_through_what_is_no_plain_file() {
    let (env, review) = user();
    env.file("mine.txt", "mine");
    symlink(env.path("mine.txt"), env.path("link.html")).unwrap();
    make("fifo", &env.path("fifo.html"));
    make("folder", &env.path("folder.html"));
    for name in ["link.html", "fifo.html", "folder.html"] {
        for more in [None, Some("--force")] {
            let feedback = ["feedback", &review, "--format", "html", "-o", name];
            let said = env.run(feedback.into_iter().chain(more));
            assert!([0, 1].contains(&said.status), "{name}: {said:?}");
            let export = ["export", "reviews", "--format", "csv", "-o", name];
            let said = env.run(export.into_iter().chain(more));
            assert!([0, 1].contains(&said.status), "{name}: {said:?}");
        }
    }
    assert_eq!(fs::read(env.path("mine.txt")).unwrap(), b"mine", "it was written through the link");
    assert!(env.path("folder.html").is_dir());
}

/// A workspace that is none, and folders of the user's own that are none.
#[test]
fn a_workspace_that_is_no_folder_is_an_error_and_not_a_wait() {
    for kind in KINDS {
        let env = Env::new();
        make(kind, &env.path("team"));
        env.file("plan.md", "# A plan\n\nWords.\n");
        for command in ["list records", "list reviews", "summary", "verify", "add plan.md"] {
            let said = env.run(command.split(' '));
            // A folder that cannot be looked into is a finding.
            let statuses: &[i32] = if command == "verify" { &[0, 3] } else { &[0, 1] };
            assert!(statuses.contains(&said.status), "{kind}: {command}: {said:?}");
        }
    }
}

#[test]
fn bombs_are_refused_in_time_by_every_loader_and_by_the_program() {
    let deep = |piece: &str| piece.repeat((8 << 20) / piece.len()).into_bytes();
    let bombs: [(&str, Vec<u8>); 10] = [
        ("lists", deep("[")),
        ("objects", deep("{\"a\":")),
        ("lists and objects", deep("[{\"a\":")),
        ("numbers", format!("[{}1]", "1,".repeat(4_000_000)).into_bytes()),
        ("empty lists", format!("[{}[]]", "[],".repeat(2_500_000)).into_bytes()),
        ("commas", deep(",")),
        ("quotes", deep("\"")),
        ("backslashes", format!("\"{}\"", "\\\\".repeat(4_000_000)).into_bytes()),
        ("one line", format!("\"{}\"", "a".repeat(8_000_000)).into_bytes()),
        ("names", format!("{{{}\"b\":1}}", "\"a\":1,".repeat(1_000_000)).into_bytes()),
    ];
    let env = Env::new();
    for (name, bytes) in &bombs {
        for loader in &*LOADERS {
            assert!(loader.read(name, bytes).is_err(), "{name}");
        }
        let file = format!("{name}.json");
        env.file(&file, bytes);
        assert_eq!(env.run(["check", &file]).status, 3, "{name}");
        // What does not begin as JSON may be the text of a document.
        assert!([0, 1].contains(&env.run(["add", &file]).status), "{name}");
    }
}
