//! The program in a real terminal, from the first screen to the signed-off file, and every way out.
//!
//! A pseudo-terminal runs the binary, `vt100` keeps its screen, and a test waits until the screen or the disk shows
//! what it should. Nothing sleeps.

#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a fixture that breaks is a failed test")]

use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

const REVIEW: [&str; 3] = ["invented.md", "--reviewer", "ab"];
const LEAVE_SCREEN: &str = "\x1b[?1049l";
const PASTE_OFF: &str = "\x1b[?2004l";
const SHOW_CURSOR: &str = "\x1b[?25h";
const ENTER: &str = "\r";
const ESC: &str = "\x1b";
const DOWN: &str = "\x1b[B";
const CTRL_L: &str = "\x0c";
const CTRL_O: &str = "\x0f";
const CTRL_Q: &str = "\x11";
const CTRL_Z: &str = "\x1a";

// ---------------------------------------------------------------------------------------------------------- fixtures

const DOCUMENT: &str = "\
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
const LISTS: [(&str, &str, &str); 3] = [
    ("gbv-mitigation", "first", "Are safety audits planned?"),
    ("do-no-harm", "second", "Are the sites chosen fairly?"),
    ("gender-equality", "third", "Do women decide?"),
];

fn checklist(id: &str, criterion: &str, question: &str) -> String {
    format!(
        r#"{{ "format": "appraise-checklist/1", "id": "{id}", "version": "9.0.0", "language": "en", "title": "List {id}",
  "purpose": "For tests.", "sections": [{{ "id": "all", "title": "All" }}],
  "criteria": [{{ "id": "{criterion}", "section": "all", "title": "The {criterion}", "core": true, "question": "{question}",
    "why": "It matters.", "look_for": ["a", "b"], "red_flags": ["c", "d"], "recommendation": "Say it.",
    "weight": {{ "proposal": "should" }}, "terms": ["safety audit*"], "sources": [] }}] }}"#
    )
}

/// A user with a document and a team with three questions.
struct Home {
    root: TempDir,
}

impl Home {
    fn new() -> Self {
        let root = TempDir::new().unwrap();
        let lists = root.path().join("team/checklists");
        fs::create_dir_all(&lists).unwrap();
        for (id, criterion, question) in LISTS {
            fs::write(lists.join(format!("{id}.json")), checklist(id, criterion, question)).unwrap();
        }
        fs::write(root.path().join("invented.md"), DOCUMENT).unwrap();
        Self { root }
    }

    fn path(&self) -> &Path {
        self.root.path()
    }

    fn terminal(&self) -> Terminal<'_> {
        Terminal::new(self)
    }

    /// The review of the document, just started.
    fn started(&self) -> Running {
        let mut running = self.terminal().run(&REVIEW);
        running.begin();
        running
    }

    /// The process of a program that was started by a script.
    #[cfg(target_os = "linux")]
    fn pid(&self) -> i32 {
        fs::read_to_string(self.path().join("pid")).unwrap().trim().parse().unwrap()
    }

    fn drafts(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        find(self.path(), "drafts", &mut found);
        found.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().matches('.').count() == 1));
        found
    }

    fn reviews(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        find(&self.path().join("team/reviews"), "", &mut found);
        found
    }

    /// The draft on the disk; `null` while there is none.
    fn draft(&self) -> Value {
        let drafts = self.drafts();
        assert!(drafts.len() < 2, "{drafts:?}");
        drafts.first().map_or(Value::Null, |path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap())
    }

    fn rating(&self, criterion: &str) -> Value {
        self.draft()["answers"][criterion]["rating"].clone()
    }

    fn note(&self, criterion: &str) -> Value {
        self.draft()["answers"][criterion]["note"].clone()
    }
}

/// JSON files below a folder, or below folders of a name in it.
fn find(folder: &Path, named: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            find(&path, named, found);
        } else if path.extension().is_some_and(|ending| ending == "json")
            && (named.is_empty() || folder.ends_with(named))
        {
            found.push(path);
        }
    }
}

// ---------------------------------------------------------------------------------------------------------- terminal

/// A terminal before the program runs in it.
struct Terminal<'a> {
    home: &'a Home,
    environment: Vec<(&'static str, String)>,
}

impl<'a> Terminal<'a> {
    fn new(home: &'a Home) -> Self {
        Self { home, environment: vec![("TERM", "xterm-256color".to_owned())] }
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.to_owned()));
        self
    }

    fn run(self, arguments: &[&str]) -> Running {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_appraise"));
        command.args(arguments);
        self.start(command)
    }

    /// The program with its arguments as `"$@"` of a script. One that writes `$$` into `pid` says which process it is.
    fn run_by(self, script: &str, arguments: &[&str]) -> Running {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_appraise")]);
        command.args(arguments);
        self.start(command)
    }

    fn start(self, mut command: CommandBuilder) -> Running {
        command.cwd(self.home.path());
        command.env_clear();
        command.env("HOME", self.home.path());
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        command.env("APPRAISE_WORKSPACE", self.home.path().join("team"));
        command.env("LANG", "C.UTF-8");
        for (name, folder) in [("STATE", "state"), ("DATA", "data"), ("CONFIG", "config"), ("CACHE", "cache")] {
            command.env(format!("XDG_{name}_HOME"), self.home.path().join(folder));
        }
        self.environment.iter().for_each(|(name, value)| command.env(name, value));
        Running::start(command)
    }
}

/// Whether a process does anything any more: one that ended and was not asked for stays in the table.
#[cfg(target_os = "linux")]
fn is_alive(pid: i32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

/// What came out of the program so far.
struct Output {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// Nobody reads on: the terminal is about to be taken away.
    leaving: bool,
}

/// The program in a terminal of 100 columns and 30 rows.
struct Running {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    output: Arc<(Mutex<Output>, Condvar)>,
    reader: Option<JoinHandle<()>>,
    /// How the terminal was set before.
    modes: String,
}

const PATIENCE: Duration = Duration::from_secs(10);

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

impl Running {
    fn start(command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(size(100, 30)).unwrap();
        let modes = format!("{:?}", pair.master.get_termios());
        let parser = vt100::Parser::new(cells(30), cells(100), 0);
        let output = Arc::new((Mutex::new(Output { parser, raw: Vec::new(), leaving: false }), Condvar::new()));
        let mut source = pair.master.try_clone_reader().unwrap();
        let sink = Arc::clone(&output);
        let reader = thread::spawn(move || read_on(&mut source, &sink));
        let child = pair.slave.spawn_command(command).unwrap();
        let keys = pair.master.take_writer().unwrap();
        Self { child, master: Some(pair.master), keys: Some(keys), output, reader: Some(reader), modes }
    }

    fn keys(&mut self, keys: &str) {
        let terminal = self.keys.as_mut().unwrap();
        terminal.write_all(keys.as_bytes()).and_then(|()| terminal.flush()).unwrap();
    }

    fn paste(&mut self, text: &str) {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Waits until the screen shows it, and prints the screen when it does not.
    fn wait(&self, what: &str, shows: impl Fn(&str) -> bool) {
        self.wait_output(what, |output| shows(&output.parser.screen().contents()));
    }

    fn wait_raw(&self, what: &str, holds: impl Fn(&str) -> bool) {
        self.wait_output(what, |output| holds(&String::from_utf8_lossy(&output.raw)));
    }

    fn wait_output(&self, what: &str, holds: impl Fn(&Output) -> bool) {
        let (output, changed) = &*self.output;
        let guard = output.lock().unwrap();
        let (guard, timeout) = changed.wait_timeout_while(guard, PATIENCE, |output| !holds(output)).unwrap();
        assert!(!timeout.timed_out(), "{what} did not come; the screen is\n{}", guard.parser.screen().contents());
    }

    /// From the form to the first question.
    fn begin(&mut self) {
        self.wait("the form", |screen| screen.contains("Start the review: 3 questions"));
        self.keys(ENTER);
        self.wait_saved("0 of 3");
    }

    fn answer_and_write(&mut self) {
        self.keys("y");
        self.wait("the answer", |screen| screen.contains("1 of 3"));
        self.keys("wHalf a no");
        self.wait("the note", |screen| screen.contains("Half a no"));
    }

    /// Waits until so much is answered and the screen says that it is saved. A newer change says "saving".
    fn wait_saved(&self, progress: &str) {
        self.wait(&format!("{progress}, saved"), |screen| screen.contains(progress) && screen.contains("  saved "));
    }

    /// Waits until nothing came for a while, and forgets what came: the last frame is out.
    fn wait_quiet(&self) {
        let (output, changed) = &*self.output;
        let mut guard = output.lock().unwrap();
        loop {
            guard.raw.clear();
            let while_speaking = |output: &mut Output| output.raw.is_empty();
            let waited = changed.wait_timeout_while(guard, Duration::from_millis(300), while_speaking).unwrap();
            if waited.1.timed_out() {
                return;
            }
            guard = waited.0;
        }
    }

    fn screen(&self) -> String {
        self.output.0.lock().unwrap().parser.screen().contents()
    }

    fn raw(&self) -> String {
        String::from_utf8_lossy(&self.output.0.lock().unwrap().raw).into_owned()
    }

    /// Forgets what came out so far, so that what comes from now on can be told.
    fn forget(&self) {
        self.output.0.lock().unwrap().raw.clear();
    }

    /// A picture of no cells, or of one, is none: the parser then keeps the size that it has.
    fn resize(&self, columns: u16, rows: u16) {
        if columns > 1 {
            self.output.0.lock().unwrap().parser.screen_mut().set_size(cells(rows), cells(columns));
        }
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
    }

    fn pid(&self) -> i32 {
        i32::try_from(self.child.process_id().unwrap()).unwrap()
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.pid()).unwrap(), signal).unwrap();
    }

    /// The end of the process, which must come within the time.
    fn end(&mut self, within: Duration) -> ExitStatus {
        let since = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(since.elapsed() < within, "still running after {within:?}; the screen is\n{}", self.screen());
            thread::yield_now();
        }
    }

    /// Takes the terminal away, as a dropped connection does.
    fn hang_up(&mut self) {
        self.output.0.lock().unwrap().leaving = true;
        // Whoever reads here has to hear something to stop.
        self.keys(CTRL_L);
        self.reader.take().unwrap().join().unwrap();
        (self.keys, self.master) = (None, None);
    }

    fn modes_now(&self) -> String {
        format!("{:?}", self.master.as_ref().unwrap().get_termios())
    }

    /// The screen, the cursor, pasting and the line discipline are as they were.
    fn wait_restored(&self) {
        self.wait_raw("the terminal given back", |raw| {
            [LEAVE_SCREEN, PASTE_OFF, SHOW_CURSOR].iter().all(|sequence| raw.contains(sequence))
        });
        assert_eq!(self.modes_now(), self.modes, "the line discipline stays changed");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_on(source: &mut dyn Read, sink: &(Mutex<Output>, Condvar)) {
    let mut bytes = vec![0; 1 << 16];
    while let Ok(read) = source.read(&mut bytes) {
        // A test that failed with the screen in its hands has told its story.
        let Ok(mut output) = sink.0.lock() else { return };
        if read == 0 || output.leaving {
            return;
        }
        output.parser.process(&bytes[..read]);
        output.raw.extend_from_slice(&bytes[..read]);
        sink.1.notify_all();
    }
}

/// Waits until it is so.
fn until(what: &str, is: impl Fn() -> bool) {
    let since = Instant::now();
    while !is() {
        assert!(since.elapsed() < PATIENCE, "{what} did not come to be");
        thread::yield_now();
    }
}

// ------------------------------------------------------------------------------------------------------------- tests

#[test]
fn the_demo_opens_on_the_list_of_samples_and_esc_leaves() {
    let home = Home::new();
    let mut running = home.terminal().run(&["demo"]);
    running.wait("five sample documents", |screen| {
        screen.contains("Documents 5") && screen.contains("South Sudan Crisis Response Plan")
    });
    running.keys(ESC);
    assert!(running.end(PATIENCE).success());
    running.wait_restored();
}

#[test]
fn a_fault_in_the_list_of_contacts_is_said_when_the_program_opens_and_f5_reads_it_again() {
    let home = Home::new();
    let list = home.path().join("team/contacts.txt");
    fs::write(&list, "help@x.example\nthe office\n").unwrap();
    let mut running = home.terminal().run(&[]);
    running.wait("the faulty line", |screen| screen.contains("! line 2 of "));
    fs::write(&list, "help@x.example\n").unwrap();
    running.keys("\x1b[15~");
    running.wait("no fault any more", |screen| !screen.contains("line 2 of "));
    running.keys(ESC);
    assert!(running.end(PATIENCE).success());
}

#[test]
fn an_answer_is_on_the_disk_when_the_screen_says_saved() {
    let home = Home::new();
    let mut running = home.started();
    for (key, criterion, rating, progress) in
        [("y", "first", "yes", "1 of 3"), ("p", "second", "partly", "2 of 3"), ("3", "third", "no", "3 of 3")]
    {
        running.keys(key);
        running.wait_saved(progress);
        assert_eq!(home.rating(criterion), rating);
    }
}

#[test]
fn a_note_typed_and_pasted_over_several_lines_is_kept() {
    let home = Home::new();
    let mut running = home.started();
    running.keys("wTyped, ");
    running.paste("pasted,\rand a second line with y, q and é");
    running.wait("the text", |screen| screen.contains("and a second line"));
    running.keys(ESC);
    running.wait_saved("0 of 3");
    assert_eq!(home.note("first"), "Typed, pasted,\nand a second line with y, q and é");
    assert_eq!(home.rating("first"), Value::Null, "a pasted letter became an answer");
}

#[test]
fn after_a_kill_the_next_start_asks_to_go_on_and_the_answer_is_there() {
    let home = Home::new();
    let mut killed = home.started();
    killed.keys("y");
    killed.wait_saved("1 of 3");
    killed.signal(Signal::KILL);
    killed.end(PATIENCE);

    let mut running = home.terminal().run(&REVIEW);
    running.wait("the question", |screen| screen.contains("Go on with your draft") && screen.contains("1 of 3"));
    running.keys("y");
    running.wait("the review", |screen| screen.contains("Are the sites chosen fairly?") && screen.contains("1 of 3"));
    running.keys("n");
    running.wait_saved("2 of 3");
    assert_eq!((home.rating("first"), home.rating("second")), ("yes".into(), "no".into()));
}

#[test]
fn from_the_form_over_evidence_and_comment_to_the_signed_off_file() {
    let home = Home::new();
    let mut running = home.started();
    running.keys("e");
    running.wait("the passage", |screen| screen.contains("keep"));
    running.keys(ENTER);
    running.wait("the evidence", |screen| screen.contains("Kept as evidence"));
    running.keys("y");
    running.wait_saved("1 of 3");
    running.keys("cNobody says who chooses.");
    running.wait("the finding", |screen| screen.contains("Nobody says who chooses."));
    running.keys(ESC);
    running.wait("the comment form", |screen| screen.contains("put in sample text"));
    running.keys(ESC);
    running.wait("the review", |screen| !screen.contains("Comment 1 to the author"));
    running.keys("p");
    running.wait_saved("2 of 3");
    running.keys("y");
    running.wait_saved("3 of 3");
    running.keys("s");
    running.wait("the suggestion", |screen| screen.contains("Suggested outcome: Endorsed, with recommendations"));
    running.keys(ENTER);
    running.wait("the outcomes", |screen| screen.contains("suggested · close"));
    running.keys(ENTER);
    running.wait("the outcome", |screen| screen.contains("Outcome            Endorsed, with recommendations"));
    running.keys(&DOWN.repeat(4));
    running.keys(ENTER);
    running.wait("the last question", |screen| screen.contains("never changed"));
    running.keys("y");
    running.wait("the end", |screen| screen.contains("Signed off:"));

    let reviews = home.reviews();
    assert_eq!((reviews.len(), home.drafts().len()), (1, 0), "{reviews:?}");
    let review: Value = serde_json::from_slice(&fs::read(&reviews[0]).unwrap()).unwrap();
    assert_eq!(review["answers"]["first"]["rating"], "yes");
    let quote = review["answers"]["first"]["evidence"][0]["quote"].as_str().unwrap();
    assert!(DOCUMENT.contains(quote) && quote.contains("Safety audits"), "{quote}");
    assert_eq!(review["comments"][0]["finding"], "Nobody says who chooses.");
    assert_eq!(review["comments"][0]["criterion"], "second");
    assert_eq!(review["outcome"]["code"], "endorsed-with-recommendations");
    let check = Command::new(env!("CARGO_BIN_EXE_appraise")).arg("check").arg(&reviews[0]).output().unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}

/// An answer at each size proves that the program lives in it.
#[test]
fn a_terminal_of_one_cell_or_none_or_very_many_is_lived_through() {
    let home = Home::new();
    let mut running = home.started();
    let sizes = [
        (1, 1, "y", "first", "yes"),
        (0, 0, "p", "second", "partly"),
        (2, 2, "n", "third", "no"),
        (500, 1000, "\x1b[Hp", "first", "partly"),
        (1000, 1, "\x1b[Hy", "first", "yes"),
        (1, 1000, "\x1b[Hn", "first", "no"),
    ];
    for (columns, rows, keys, criterion, rating) in sizes {
        running.resize(columns, rows);
        running.keys(keys);
        until(&format!("an answer at {columns} × {rows}"), || home.rating(criterion) == rating);
    }
    running.resize(100, 30);
    running.wait_saved("3 of 3");
    assert_eq!([home.rating("first"), home.rating("second"), home.rating("third")], ["no", "partly", "no"]);
}

/// The answer and the text on the screen when the signal comes, saved or not.
fn with_an_answer_and_half_a_note(home: &Home) -> Running {
    let mut running = home.started();
    running.answer_and_write();
    running
}

/// The hand that lets go of a terminal of `portable-pty` types a line break and an end of file; they may arrive.
fn nothing_is_lost(home: &Home) {
    assert_eq!(home.rating("first"), "yes");
    assert_eq!(home.note("second").as_str().map(str::trim_end), Some("Half a no"));
}

#[test]
fn a_polite_signal_saves_restores_the_terminal_and_ends() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = Home::new();
        let mut running = with_an_answer_and_half_a_note(&home);
        running.forget();
        running.signal(signal);
        running.end(Duration::from_secs(2));
        running.wait_restored();
        nothing_is_lost(&home);
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_and_loses_nothing() {
    let home = Home::new();
    let mut running = with_an_answer_and_half_a_note(&home);
    running.hang_up();
    running.end(Duration::from_secs(2));
    nothing_is_lost(&home);
}

/// The system tells the process of a terminal that it is gone, but not every process that reads it: the input says so too.
#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_goes_away_is_noticed_however_the_program_was_started() {
    for (how, script) in [
        ("behind a shell", r#"sh -c 'echo $$ > pid; exec "$@"' sh "$@"; :"#),
        ("deaf to the hang-up", r#"trap '' HUP; echo $$ > pid; exec "$@""#),
        ("with the signal held back", r#"echo $$ > pid; exec env --block-signal=HUP "$@""#),
        ("in a session of its own", r#"exec setsid --wait sh -c 'echo $$ > pid; exec "$@"' sh "$@""#),
    ] {
        let home = Home::new();
        let mut running = home.terminal().run_by(script, &REVIEW);
        running.begin();
        running.answer_and_write();
        running.hang_up();
        let since = Instant::now();
        until(how, || !is_alive(home.pid()));
        assert!(since.elapsed() < Duration::from_secs(2), "{how}: gone after {:?}", since.elapsed());
        nothing_is_lost(&home);
    }
}

/// The control: a program that does not look at its terminal outlives it, and is found alive.
#[test]
#[cfg(target_os = "linux")]
fn a_program_that_does_not_look_outlives_its_terminal() {
    let home = Home::new();
    let mut running = home.terminal().run_by("trap '' HUP; echo $$ > pid; echo begun; exec sleep 60", &[]);
    running.wait("the beginning", |screen| screen.contains("begun"));
    running.hang_up();
    thread::sleep(Duration::from_millis(500));
    assert!(is_alive(home.pid()));
}

/// The terminal is one of `tmux`, and its server is killed. Where there is no `tmux`, nothing can be tried.
#[test]
#[cfg(target_os = "linux")]
fn a_killed_multiplexer_loses_nothing() {
    let home = Home::new();
    let tmux = |arguments: &[&str]| {
        let mut command = Command::new("tmux");
        command.args(["-L", "appraise-test", "-f", "/dev/null"]).args(arguments).current_dir(home.path());
        command.env("TMUX_TMPDIR", home.path()).env("HOME", home.path()).env_remove("TMUX");
        command.env("APPRAISE_WORKSPACE", home.path().join("team")).env("LANG", "C.UTF-8");
        for (name, folder) in [("STATE", "state"), ("DATA", "data"), ("CONFIG", "config"), ("CACHE", "cache")] {
            command.env(format!("XDG_{name}_HOME"), home.path().join(folder));
        }
        command.output()
    };
    let program = env!("CARGO_BIN_EXE_appraise");
    let start = ["new-session", "-d", "-x", "100", "-y", "30", program, "invented.md", "--reviewer", "ab"];
    let Ok(started) = tmux(&start) else {
        println!("not tried: there is no tmux");
        return;
    };
    assert!(started.status.success(), "{}", String::from_utf8_lossy(&started.stderr));
    let told = |arguments: &[&str]| String::from_utf8(tmux(arguments).unwrap().stdout).unwrap();
    let pid: i32 = told(&["list-panes", "-F", "#{pane_pid}"]).trim().parse().unwrap();
    let shows = |words: &str| until(words, || told(&["capture-pane", "-p"]).contains(words));
    shows("Start the review: 3 questions");
    told(&["send-keys", "Enter"]);
    shows("0 of 3");
    told(&["send-keys", "y"]);
    shows("1 of 3");
    told(&["send-keys", "-l", "wHalf a no"]);
    shows("Half a no");
    told(&["kill-server"]);
    let since = Instant::now();
    until("the end", || !is_alive(pid));
    assert!(since.elapsed() < Duration::from_secs(2), "gone after {:?}", since.elapsed());
    nothing_is_lost(&home);
}

/// The terminal of the process is where the keys come from when standard input is something else.
#[test]
fn without_standard_input_the_keys_come_from_the_terminal() {
    let home = Home::new();
    let mut running = home.terminal().run_by(r#"exec "$@" < /dev/null"#, &REVIEW);
    running.begin();
    running.keys("y");
    running.wait_saved("1 of 3");
    running.keys(CTRL_Q);
    assert!(running.end(PATIENCE).success());
    running.wait_restored();
    assert_eq!(home.rating("first"), "yes");
}

/// A screen to draw on, and no terminal that keys could come from.
#[test]
#[cfg(target_os = "linux")]
fn without_any_terminal_for_keys_it_says_so_and_draws_nothing() {
    let home = Home::new();
    let mut running = home.terminal().run_by(r#"exec setsid --wait "$@" < /dev/null"#, &REVIEW);
    assert_eq!(running.end(PATIENCE).exit_code(), 1);
    running.wait("why", |screen| screen.contains("appraise: "));
    assert!(!running.raw().contains('\x1b'), "{:?}", running.raw());
    assert_eq!(running.modes_now(), running.modes);
}

/// What the name of a terminal promises is not asked for: the few sequences that are used are in all of them.
#[test]
fn a_terminal_of_an_unknown_kind_gets_the_full_screen_and_one_without_a_name_gets_lines() {
    let home = Home::new();
    let mut running = home.terminal().with("TERM", "never-heard-of-9000").run(&REVIEW);
    running.begin();
    running.keys(CTRL_Q);
    assert!(running.end(PATIENCE).success());
    running.wait_restored();
    for name in ["", "dumb"] {
        let home = Home::new();
        let mut running = home.terminal().with("TERM", name).run(&REVIEW);
        running.wait("the first question", |screen| screen.contains("Are safety audits planned?"));
        running.keys("y\r");
        running.wait("the second question", |screen| screen.contains("Are the sites chosen fairly?"));
        assert!(!running.raw().contains('\x1b'), "TERM={name:?} got an escape sequence");
        assert_eq!(home.rating("first"), "yes");
    }
}

#[test]
fn quitting_saves_what_was_typed_last() {
    let home = Home::new();
    let mut running = home.started();
    running.keys("wLast words");
    running.wait("the text", |screen| screen.contains("Last words"));
    running.keys(ESC);
    running.wait("the review", |screen| screen.contains("Note  Last words"));
    running.keys(CTRL_Q);
    assert!(running.end(PATIENCE).success());
    running.wait_restored();
    assert_eq!(home.note("first"), "Last words");
}

/// Foreground and background colours among the codes of a text; default colours are none.
fn colours(raw: &str) -> Vec<String> {
    let codes = raw.split("\x1b[").skip(1).filter_map(|rest| {
        let codes = rest.split(|c: char| !c.is_ascii_digit() && c != ';').next()?;
        rest.strip_prefix(codes)?.starts_with('m').then_some(codes)
    });
    let is_colour = |code: u32| matches!(code, 30..=38 | 40..=48 | 90..=97 | 100..=107);
    let coloured = |codes: &&str| codes.split(';').filter_map(|code| code.parse().ok()).any(is_colour);
    codes.filter(coloured).map(str::to_owned).collect()
}

#[test]
fn no_color_means_no_colour_at_all() {
    for (value, is_mono) in [("1", true), ("", false)] {
        let home = Home::new();
        let mut running = home.terminal().with("NO_COLOR", value).run(&REVIEW);
        running.wait("the form", |screen| screen.contains("Start the review"));
        running.keys(ENTER);
        running.wait_saved("0 of 3");
        running.keys("y?");
        running.wait("the help", |screen| screen.contains("Answer Yes"));
        let found = colours(&running.raw());
        assert_eq!(found.is_empty(), is_mono, "NO_COLOR={value:?}: {found:?}");
    }
}

#[test]
fn a_dumb_terminal_has_no_library() {
    let home = Home::new();
    let mut running = home.terminal().with("TERM", "dumb").run(&[]);
    assert_eq!(running.end(PATIENCE).exit_code(), 2);
    running.wait("what to do instead", |screen| screen.contains("appraise list records"));
}

#[test]
fn a_second_window_on_the_same_draft_can_only_read() {
    let home = Home::new();
    let mut first = home.started();
    first.keys("y");
    first.wait_saved("1 of 3");

    let mut second = home.terminal().run(&REVIEW);
    second.wait("the question", |screen| screen.contains("Go on with your draft"));
    second.keys("y");
    second.wait("the notice", |screen| screen.contains("open in another window") && screen.contains("1 of 3"));
    second.keys("jn");
    second.wait("the refusal", |screen| screen.contains("Here it can only be read") && screen.contains("1 of 3"));
    second.keys(CTRL_Q);
    assert!(second.end(PATIENCE).success());
    assert_eq!(home.rating("second"), Value::Null);

    first.keys("p");
    first.wait_saved("2 of 3");
    assert_eq!(home.rating("second"), "partly", "the first window goes on");
}

#[test]
fn the_users_own_editor_gets_the_text_and_gives_it_back() {
    let home = Home::new();
    let editor = home.path().join("editor.sh");
    fs::write(&editor, "grep -q 'From the box' \"$1\" && printf '\\nFrom the editor\\n' >> \"$1\"\n").unwrap();
    let command = format!("sh {}", editor.display());
    let mut running = home.terminal().with("EDITOR", &command).run(&REVIEW);
    running.wait("the form", |screen| screen.contains("Start the review"));
    running.keys(ENTER);
    running.wait_saved("0 of 3");
    running.keys("wFrom the box");
    running.wait("the box", |screen| screen.contains("From the box"));
    running.keys(CTRL_O);
    running.wait("the text of the editor", |screen| screen.contains("From the editor"));
    running.keys(ESC);
    running.wait_saved("0 of 3");
    assert_eq!(home.note("first"), "From the box\nFrom the editor");
    running.keys("y");
    running.wait_saved("1 of 3");
}

#[test]
fn an_editor_that_fails_leaves_the_text_as_it_was() {
    let home = Home::new();
    let mut running = home.terminal().with("EDITOR", "false").run(&REVIEW);
    running.wait("the form", |screen| screen.contains("Start the review"));
    running.keys(ENTER);
    running.wait_saved("0 of 3");
    running.keys(&format!("wKept{CTRL_O}"));
    running.wait("the reason", |screen| screen.contains("false ended with an error") && screen.contains("Kept"));
}

/// Stopped by the key, or by somebody else; on the way back all of it is drawn again.
#[test]
#[cfg(target_os = "linux")]
fn a_stop_gives_the_terminal_to_the_shell_and_cont_comes_back() {
    for by_key in [true, false] {
        let home = Home::new();
        let mut running = home.started();
        running.forget();
        if by_key {
            running.keys(CTRL_Z);
        } else {
            running.signal(Signal::TSTP);
        }
        until("the stop", || state(running.pid()).contains(") T "));
        running.wait_restored();
        comes_back(&home, &mut running);
    }
}

/// This stop cannot be noticed; the terminal may have been used by others meanwhile.
#[test]
#[cfg(target_os = "linux")]
fn after_a_stop_that_nobody_can_notice_the_screen_is_drawn_again() {
    let home = Home::new();
    let mut running = home.started();
    running.wait_quiet();
    running.signal(Signal::STOP);
    until("the stop", || state(running.pid()).contains(") T "));
    comes_back(&home, &mut running);
}

#[cfg(target_os = "linux")]
fn state(pid: i32) -> String {
    fs::read_to_string(format!("/proc/{pid}/stat")).unwrap()
}

#[cfg(target_os = "linux")]
fn comes_back(home: &Home, running: &mut Running) {
    running.forget();
    running.signal(Signal::CONT);
    running.wait_raw("the full screen again", |raw| raw.contains("\x1b[?1049h") && raw.contains("safety"));
    running.keys("y");
    running.wait_saved("1 of 3");
    assert_eq!(home.rating("first"), "yes");
}

/// Without bracketed paste, as in some consoles, a pasted text is a burst of keys.
#[test]
fn a_burst_of_keys_arrives_whole() {
    let home = Home::new();
    let mut running = home.started();
    running.keys("w");
    running.wait("the box", |screen| screen.contains("Note"));
    let burst = "0123456789".repeat(300);
    running.keys(&format!("{burst} ZZ"));
    running.wait("the last key", |screen| screen.contains("ZZ"));
    running.keys(ESC);
    running.wait_saved("0 of 3");
    assert_eq!(home.note("first"), format!("{burst} ZZ"));
}

/// A key that comes together with a change of size is not left waiting for the next one.
#[test]
fn keys_pressed_while_the_window_is_dragged_arrive() {
    let home = Home::new();
    let mut running = home.started();
    for turn in 1..=40_u16 {
        running.keys("w");
        running.resize(100 + turn % 2, 30);
        running.wait("the box", |screen| screen.contains("esc closes and keeps"));
        running.resize(100, 30);
        running.keys(ESC);
        running.wait("no box", |screen| !screen.contains("esc closes and keeps"));
    }
}

#[test]
fn a_paste_of_five_megabytes_is_cut_and_the_reviewer_is_told() {
    let home = Home::new();
    let mut running = home.started();
    running.keys("w");
    running.wait("the box", |screen| screen.contains("Note"));
    running.paste(&"0123456789abcdef".repeat(5 << 16));
    running.wait("the notice", |screen| screen.contains("characters did not fit"));
    running.keys(ESC);
    running.wait_saved("0 of 3");
    let kept = home.note("first").as_str().unwrap().len();
    assert!((16_000..=16_384).contains(&kept), "{kept} characters are kept of 16 KiB");
}

/// A save that fails is shown, and tried again until it works; nothing has to be done again.
#[test]
fn a_failed_save_is_shown_and_made_good_when_the_disk_is_back() {
    let home = Home::new();
    let mut running = home.started();
    let drafts = home.drafts()[0].parent().unwrap().to_owned();
    let away = drafts.with_extension("away");
    fs::rename(&drafts, &away).unwrap();
    running.keys("y");
    running.wait("the alarm", |screen| screen.contains("NOT SAVED") && screen.contains("1 of 3"));
    fs::rename(&away, &drafts).unwrap();
    running.wait_saved("1 of 3");
    assert_eq!(home.rating("first"), "yes");
}

/// The answer and the way out in one go: its save is still under way, and nobody can know yet that it will fail.
#[test]
fn a_review_that_is_not_saved_stays_on_the_screen() {
    let home = Home::new();
    let mut running = home.started();
    let drafts = home.drafts()[0].parent().unwrap().to_owned();
    let away = drafts.with_extension("away");
    fs::rename(&drafts, &away).unwrap();
    running.keys("yq");
    running.wait("the reason", |screen| {
        screen.contains("NOT SAVED: there is no such file") && screen.contains("Stay here")
    });
    fs::rename(&away, &drafts).unwrap();
    running.wait_saved("1 of 3");
    running.keys("q");
    running.wait("the library", |screen| screen.contains("draft, 1 of 3"));
    assert_eq!(home.rating("first"), "yes");
}

/// The library of this window was read before the other one signed the draft off: it must not come back.
#[test]
fn a_draft_that_went_in_another_window_does_not_come_back() {
    let home = Home::new();
    let mut running = home.started();
    running.keys("q");
    running.wait("the library", |screen| screen.contains("draft, 0 of 3"));
    let drafts = home.drafts()[0].parent().unwrap().to_owned();
    fs::read_dir(&drafts).unwrap().flatten().for_each(|entry| fs::remove_file(entry.path()).unwrap());
    running.keys(ENTER);
    running.wait("the question", |screen| screen.contains("Go on with your draft"));
    running.keys("y");
    running.wait("the reason", |screen| screen.contains("cannot be opened: there is no such file"));
    assert_eq!(home.drafts(), Vec::<PathBuf>::new());
}

/// Nothing blinks, spins or polls: a screen at rest costs nothing.
#[test]
#[cfg(target_os = "linux")]
fn an_idle_screen_wakes_nobody() {
    let home = Home::new();
    let running = home.started();
    let wakings = || -> u64 {
        let tasks = fs::read_dir(format!("/proc/{}/task", running.pid())).unwrap().flatten();
        let status = tasks.filter_map(|task| fs::read_to_string(task.path().join("status")).ok());
        let count = |text: String| {
            text.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")?.trim().parse::<u64>().ok())
        };
        status.filter_map(count).sum()
    };
    running.wait_quiet();
    let before = wakings();
    let (output, changed) = &*running.output;
    let second = Duration::from_secs(1);
    let spoke = changed.wait_timeout_while(output.lock().unwrap(), second, |output| output.raw.is_empty()).unwrap();
    assert!(spoke.1.timed_out(), "the screen was drawn again: {:?}", String::from_utf8_lossy(&spoke.0.raw));
    let woken = wakings() - before;
    assert!(woken <= 5, "{woken} wakings in a second of rest");
}
