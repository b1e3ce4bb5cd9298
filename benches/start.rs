//! From the start of the process to its first frame, in a terminal of 200x60, beside a program that draws an empty block.
//!
//! ```sh
//! cargo bench --bench start
//! ```
//!
//! The baseline is this very file, started again with `APPRAISE_BENCH_EMPTY` set. Medians of 21 in turn, and the ratio.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops where its fixture fails")]
#![expect(clippy::print_stdout, reason = "the figures are for people")]

use std::ffi::OsString;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::widgets::Block;

const ROUNDS: usize = 21;

fn main() {
    if std::env::var_os("APPRAISE_BENCH_EMPTY").is_some() {
        return empty_block();
    }
    let home = tempfile::tempdir().unwrap();
    let document = home.path().join("plan.md");
    let paragraph = "Teams will walk the sites with women and turn the findings into repairs. ".repeat(40);
    let sections: Vec<_> = (1..200).map(|n| format!("# {n}. Section\n\n{paragraph}\n\n")).collect();
    let text = sections.concat();
    fs::write(&document, &text).unwrap();
    let program = OsString::from(env!("CARGO_BIN_EXE_appraise"));
    let again = std::env::current_exe().unwrap().into_os_string();
    first_frame(home.path(), &program, &[document.as_os_str()], "Start the review", false);
    let runs: [(&str, Vec<Duration>); 3] = {
        let mut empty = Vec::new();
        let mut library = Vec::new();
        let mut opened = Vec::new();
        for _ in 0..ROUNDS {
            empty.push(first_frame(home.path(), &again, &[], "empty", true));
            library.push(first_frame(home.path(), &program, &[], "Title", false));
            opened.push(first_frame(home.path(), &program, &[document.as_os_str()], "Start the review", false));
        }
        [("empty block", empty), ("library", library), ("a document of 600 KB", opened)]
    };
    let base = median(&runs[0].1);
    println!("text: {} KB; medians of {ROUNDS}", text.len() / 1000);
    for (name, times) in &runs {
        let time = median(times);
        println!("{name:<22} {:>7.2} ms   {:>5.2}x", time.as_secs_f64() * 1e3, time.as_secs_f64() / base.as_secs_f64());
    }
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times[times.len() / 2]
}

/// The time until the words are on the screen.
fn first_frame(home: &Path, program: &OsString, args: &[&std::ffi::OsStr], words: &str, empty: bool) -> Duration {
    let size = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(program);
    command.args(args);
    command.env("HOME", home);
    command.env("TERM", "xterm-256color");
    for name in ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env_remove(name);
    }
    if empty {
        command.env("APPRAISE_BENCH_EMPTY", "1");
    }
    let mut reader = pair.master.try_clone_reader().unwrap();
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    let (mut seen, mut buffer) = (Vec::new(), vec![0; 1 << 16]);
    while !String::from_utf8_lossy(&seen).contains(words) {
        let read = reader.read(&mut buffer).unwrap();
        seen.extend_from_slice(&buffer[..read]);
    }
    let time = start.elapsed();
    child.kill().unwrap();
    child.wait().unwrap();
    time
}

/// What the ratio is taken against: the least program that takes the screen and draws.
fn empty_block() {
    let mut terminal = ratatui::init();
    terminal.draw(|frame| frame.render_widget(Block::bordered().title("empty"), frame.area())).unwrap();
    std::thread::sleep(Duration::from_mins(1));
}
