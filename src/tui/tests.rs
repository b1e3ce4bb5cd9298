//! A fault of our own in the middle of drawing, in a real terminal: the terminal is given back and the answers are kept.
//!
//! A test runs this very binary once more in a pseudo-terminal, with [`in_a_terminal`] alone.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::EnableBracketedPaste;
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, enable_raw_mode};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::Frame;

use super::*;
use crate::app::Setup;
use crate::checklists;
use crate::domain::checklist::Profile;
use crate::domain::review::Reviewer;
use crate::domain::tally::Tally;
use crate::import::import;
use crate::store::Folders;

const FOLDER: &str = "APPRAISE_TEST_FOLDER";
const HOW: &str = "APPRAISE_TEST_FAULT";
const DOCUMENT: &str =
    "---\nid: invented\nkind: proposal\ntitle: Invented\ncountries: [SSD]\n---\n# 1. Activities\n\nSafety audits.\n";
const PATIENCE: Duration = Duration::from_secs(20);

/// Draws until something is answered.
fn faulty(app: &App, theme: &Theme, frame: &mut Frame) -> Drawn {
    let answered = app.desk.as_ref().map_or(0, |desk| Tally::all(&desk.review).answered());
    assert_eq!(answered, 0, "SECRET");
    ui::draw(app, theme, frame)
}

#[test]
#[ignore = "the tests below run it in a terminal of its own"]
fn in_a_terminal() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    match std::env::var(HOW).as_deref() {
        Ok("guarded") => guarded(Path::new(&folder)),
        _ => unguarded(),
    }
}

fn guarded(folder: &Path) {
    let store = Store::new(Folders::below(folder));
    let imported = import("invented.md", DOCUMENT.as_bytes()).unwrap();
    store.add_record(&imported.record).unwrap();
    let setup = Setup {
        checklists: checklists::built_in(),
        reviewer: Reviewer { id: "ab".to_owned(), name: None, role: None },
        workspace: store.folders().workspace_name(),
        profile: Profile::All,
        round: None,
        zone: jiff::tz::TimeZone::UTC,
    };
    let mut app = App::new(setup, crate::clock::moment());
    app.named(imported.record, imported.guessed, &imported.warnings);
    let (sender, events) = channel();
    let terminal = Terminal::open().unwrap();
    input::watch(sender.clone());
    let ended = Loop::new((app, faulty), store, terminal, sender, events).run();
    println!("ended: {}", ended.unwrap_err());
}

/// What a program is like that leaves everything as it is.
fn unguarded() {
    enable_raw_mode().unwrap();
    execute!(std::io::stdout(), EnterAlternateScreen, EnableBracketedPaste).unwrap();
    println!("ended: at once");
}

/// What came out, and whether the line discipline is as it was.
fn run(how: &str, folder: &Path) -> (String, bool) {
    let pair = native_pty_system().openpty(PtySize { rows: 30, cols: 100, ..PtySize::default() }).unwrap();
    let modes = || format!("{:?}", pair.master.get_termios());
    let before = modes();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "tui::tests::in_a_terminal", "--ignored", "--nocapture"]);
    command.env(FOLDER, folder);
    command.env(HOW, how);
    let output = Arc::new(Mutex::new(Vec::new()));
    let (mut source, sink) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&output));
    thread::spawn(move || {
        let mut bytes = [0; 1 << 12];
        while let Ok(read @ 1..) = source.read(&mut bytes) {
            sink.lock().unwrap().extend_from_slice(&bytes[..read]);
        }
    });
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut keys = pair.master.take_writer().unwrap();
    let raw = || String::from_utf8_lossy(&output.lock().unwrap()).into_owned();
    let mut press = |when: &str, key: &str| {
        until(|| screen(&raw()).contains(when) || raw().contains("ended: "), &raw);
        keys.write_all(key.as_bytes()).and_then(|()| keys.flush()).unwrap();
    };
    press("Start the review", "\r");
    press("0 of ", "y");
    until(|| raw().contains("test result"), &raw);
    child.wait().unwrap();
    (raw(), modes() == before)
}

fn screen(raw: &str) -> String {
    let cells = |count| std::num::NonZero::new(count).unwrap();
    let mut parser = vt100::Parser::new(cells(30), cells(100), 0);
    parser.process(raw.as_bytes());
    parser.screen().contents()
}

fn until(is: impl Fn() -> bool, raw: &dyn Fn() -> String) {
    let since = Instant::now();
    while !is() {
        assert!(since.elapsed() < PATIENCE, "it did not come: {:?}", raw());
        thread::sleep(Duration::from_millis(5));
    }
}

/// Everything that is switched on at the start is off at the end.
fn is_given_back((raw, modes): &(String, bool)) -> bool {
    let last = |on: &str, off: &str| raw.rfind(off) > raw.rfind(on);
    *modes && last("\x1b[?1049h", "\x1b[?1049l") && last("\x1b[?2004h", "\x1b[?2004l") && last("\x1b[?25l", "\x1b[?25h")
}

#[test]
fn a_fault_in_drawing_gives_the_terminal_back_keeps_the_answer_and_says_nothing_of_the_content() {
    let folder = tempfile::tempdir().unwrap();
    let out = run("guarded", folder.path());
    assert!(is_given_back(&out), "{out:?}");
    assert!(out.0.contains("appraise met a fault of its own") && out.0.contains("Your answers are saved"), "{out:?}");
    assert!(!out.0.contains("SECRET"), "the words of the fault are on the screen: {out:?}");
    let drafts = fs::read_dir(folder.path().join("state/drafts")).unwrap().flatten().map(|entry| entry.path());
    let draft = drafts.filter(|path| path.extension().is_some_and(|ending| ending == "json")).min().unwrap();
    assert!(fs::read_to_string(&draft).unwrap().contains("\"rating\": \"yes\""), "{draft:?}");
}

#[test]
fn a_program_that_gives_nothing_back_is_told_from_one_that_does() {
    let folder = tempfile::tempdir().unwrap();
    assert!(!is_given_back(&run("unguarded", folder.path())));
}
