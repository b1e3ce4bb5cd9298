//! From the start of the process to its first frame, in a terminal of 200x60, beside a program that draws an empty
//! block; and how often the program wakes up when nobody types.
//!
//! ```sh
//! cargo bench --bench start
//! ```
//!
//! The baseline is this very file, started again with `APPRAISE_BENCH_EMPTY` set. Medians of runs in turn, and the ratio.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops where its fixture fails")]
#![expect(clippy::print_stdout, reason = "the figures are for people")]

use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use appraise::checklists;
use appraise::domain::answer::Rating;
use appraise::domain::checklist::Profile;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::Record;
use appraise::domain::review::{Review, Reviewer, Start};
use appraise::store::{Folders, Store};
use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use ratatui::widgets::Block;

mod invented;

const ROUNDS: usize = 21;
const IDLE: Duration = Duration::from_secs(10);

fn main() {
    if std::env::var_os("APPRAISE_BENCH_EMPTY").is_some() {
        return empty_block();
    }
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let document = home.path().join("plan.md");
    fs::write(&document, invented::markdown()).unwrap();
    let full = home.path().join("full");
    fill(&full, 405);
    let place = |name: &str| home.path().join(name);
    let mut cases = [
        Case::new("empty block", "empty"),
        Case::new("library, empty", "Documents").on(place("none")),
        Case::new("library, 405 reviewed", "Documents 405").on(full),
        Case::new("600 KB added", "Record").on(place("fresh")).with(&document),
        Case::new("600 KB again", "Record").on(place("again")).with(&document),
        Case::new("  s: its review", "GBV risk mitigation").on(place("again")).with(&document),
    ];
    cases[0].program = std::env::current_exe().unwrap();
    cases[5].key_after = Some("Record");
    // What a first run leaves behind is not timed.
    cases[4].run(home.path());
    for _ in 0..ROUNDS {
        for case in &mut cases {
            let time = case.run(home.path());
            case.times.push(time);
            let _ = fs::remove_dir_all(place("fresh"));
            let _ = fs::remove_dir_all(place(".local"));
        }
    }
    let base = cases[0].median();
    println!("{:<24} {:>9} {:>8}   medians of {ROUNDS}", "first frame", "ms", "ratio");
    for case in &cases {
        let time = case.median();
        println!(
            "{:<24} {:>9.2} {:>7.2}x",
            case.name,
            time.as_secs_f64() * 1e3,
            time.as_secs_f64() / base.as_secs_f64()
        );
    }
    idle(home.path(), &cases[5]);
}

/// One thing to start, and what it took.
struct Case {
    name: &'static str,
    program: PathBuf,
    args: Vec<OsString>,
    /// On the screen when the frame is there.
    word: &'static str,
    /// When this word is on the screen, `s` is pressed and the time begins.
    key_after: Option<&'static str>,
    times: Vec<Duration>,
}

impl Case {
    fn new(name: &'static str, word: &'static str) -> Self {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_appraise"));
        Self { name, program, args: Vec::new(), word, key_after: None, times: Vec::new() }
    }

    fn on(mut self, workspace: PathBuf) -> Self {
        self.args.extend(["--workspace".into(), workspace.into(), "--reviewer".into(), "ab".into()]);
        self
    }

    fn with(mut self, document: &Path) -> Self {
        self.args.push(document.into());
        self
    }

    fn median(&self) -> Duration {
        let mut times = self.times.clone();
        times.sort();
        times[times.len() / 2]
    }

    /// The time until the word is on the screen.
    fn run(&self, home: &Path) -> Duration {
        let mut running = self.start(home);
        let time = running.begun.elapsed();
        running.stop();
        time
    }

    fn start(&self, home: &Path) -> Running {
        let size = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(&self.program);
        command.args(&self.args);
        command.env_clear();
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("APPRAISE_BENCH_EMPTY", "1");
        let mut screen = pair.master.try_clone_reader().unwrap();
        let mut keys = pair.master.take_writer().unwrap();
        let mut shown = vt100::Parser::new(size.rows.try_into().unwrap(), size.cols.try_into().unwrap(), 0);
        let mut begun = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        if let Some(word) = self.key_after {
            wait(&mut *screen, &mut shown, word);
            begun = Instant::now();
            keys.write_all(b"s").unwrap();
        }
        wait(&mut *screen, &mut shown, self.word);
        Running { child, screen, shown, keys, begun }
    }
}

/// A program in its terminal.
struct Running {
    child: Box<dyn Child + Send + Sync>,
    screen: Box<dyn Read + Send>,
    shown: vt100::Parser,
    keys: Box<dyn Write + Send>,
    begun: Instant,
}

impl Running {
    fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Reads until the word is on the screen. A terminal in between: cells that do not change are not written.
fn wait(screen: &mut dyn Read, shown: &mut vt100::Parser, word: &str) {
    let mut buffer = vec![0; 1 << 16];
    while !shown.screen().contents().contains(word) {
        let read = screen.read(&mut buffer).unwrap();
        assert!(read > 0, "the program ended before it showed “{word}”");
        shown.process(&buffer[..read]);
    }
}

/// What the ratio is taken against: the least program that takes the screen, draws and waits for a key.
fn empty_block() {
    let mut terminal = ratatui::init();
    terminal.draw(|frame| frame.render_widget(Block::bordered().title("empty"), frame.area())).unwrap();
    ratatui::crossterm::event::read().unwrap();
    ratatui::restore();
}

/// A workspace with so many documents of 60 KB, each with a signed-off review.
fn fill(workspace: &Path, records: usize) {
    let store = Store::new(Folders { workspace: workspace.to_owned(), ..Folders::below(workspace) });
    let checklists = checklists::built_in();
    let mut long = invented::document();
    long.sections.truncate(long.sections.len() / 10);
    for n in 0..records {
        let record = Record { id: format!("record-{n}"), ..long.clone() };
        store.add_record(&record).unwrap();
        let start = Start {
            id: uuid::Uuid::now_v7().to_string(),
            at: "2026-11-24T09:00:00Z".parse().unwrap(),
            round: 1,
            previous: None,
            reviewer: Reviewer { id: "ab".to_owned(), name: None, role: None },
            workspace: String::new(),
            profile: Profile::All,
        };
        let at = start.at;
        let mut review = Review::new(&record, &checklists, start);
        let asked: Vec<_> = review.asked().map(str::to_owned).collect();
        for id in asked {
            review.rate(&id, Rating::Yes, None, at);
            review.set_note(&id, "The second annex names the office; the plan itself does not say when.");
        }
        review.outcome.code = Some(Outcome::Endorsed);
        store.sign_off(&review, &checklists, at).unwrap();
    }
}

/// How often any of its threads went to sleep and woke up again while nobody typed.
fn idle(home: &Path, case: &Case) {
    let mut running = case.start(home);
    let child = running.child.process_id().unwrap();
    // The save of the new draft, and the frame that says so.
    wait(&mut *running.screen, &mut running.shown, "saved");
    std::thread::sleep(Duration::from_secs(1));
    let Some(before) = switches(child) else {
        running.stop();
        return println!("idle: can be measured on Linux only");
    };
    std::thread::sleep(IDLE);
    let woken = switches(child).unwrap() - before;
    drop(running.keys.flush());
    running.stop();
    println!("{:<24} {woken:>9} wake-ups in {} s, all threads", "idle in a review", IDLE.as_secs());
}

/// Voluntary and other context switches of all threads of a process.
fn switches(process: u32) -> Option<u64> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let of_one = |thread: PathBuf| {
        let status = fs::read_to_string(thread.join("status")).ok()?;
        let lines = status.lines().filter(|line| line.contains("ctxt_switches"));
        Some(lines.filter_map(|line| line.split_whitespace().last()?.parse::<u64>().ok()).sum::<u64>())
    };
    Some(threads.flatten().filter_map(|thread| of_one(thread.path())).sum())
}
