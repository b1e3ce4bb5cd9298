//! Counting a workspace, beside reading the same bytes: the floor that nobody can go below.
//!
//! ```sh
//! cargo bench --bench count                                  10,000 documents
//! APPRAISE_BENCH_DOCUMENTS=405,100000 cargo bench --bench count
//! APPRAISE_BENCH_FOLDER=DIR cargo bench --bench count        keeps the workspaces there, and uses them again
//! ```
//!
//! Medians of five runs in turn of the release binary and of this file reading on two threads, and the ratio; the most
//! memory that one more run held, which is not timed: to ask for the memory takes time of the same cores. Cold means without
//! the index; the files are in the system's cache in all cases.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops where its fixture fails")]
#![expect(clippy::print_stdout, reason = "the figures are for people")]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
/// The threads of the floor: as in the measurement that the goals come from.
const THREADS: usize = 2;

/// A name, and what is run; nothing for the floor, which is this program itself.
type Case = (&'static str, Option<fn(&Path) -> Command>);

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let sizes = std::env::var("APPRAISE_BENCH_DOCUMENTS").unwrap_or_else(|_| "10000".to_owned());
    let temporary = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("APPRAISE_BENCH_FOLDER").map(PathBuf::from);
    let folder = kept.unwrap_or_else(|| temporary.path().to_owned());
    println!("{:>9} {:>9} {:>8} | {:<22} {:>9} {:>7} {:>9}", "documents", "files", "MB", "", "ms", "ratio", "MB held");
    for size in sizes.split(',') {
        measure(&workspace(&folder, size.trim()), size.trim());
    }
}

fn workspace(folder: &Path, documents: &str) -> PathBuf {
    let place = folder.join(format!("demo-{documents}"));
    if !place.join("reviews").exists() {
        let made = appraise(&place, &["demo"]).arg(&place).args(["--documents", documents, "--seed", "1"]).output();
        assert!(made.unwrap().status.success());
    }
    place
}

fn measure(workspace: &Path, documents: &str) {
    let files = files(&workspace.join("reviews"));
    let megabytes = files.iter().map(|file| file.metadata().unwrap().len()).sum::<u64>() >> 20;
    let cases: [Case; 4] = [
        ("read the bytes", None),
        ("summary, cold", Some(|workspace| summary(workspace, &["--format", "json", "--no-index"]))),
        ("summary, warm", Some(|workspace| summary(workspace, &["--format", "json"]))),
        ("  all tables, warm", Some(|workspace| summary(workspace, &["--format", "markdown"]))),
    ];
    // The first run writes the index; the second finds its last files out of doubt.
    summary(workspace, &[]).status().unwrap();
    std::thread::sleep(Duration::from_secs(3));
    summary(workspace, &[]).status().unwrap();
    let mut times = vec![Vec::new(); cases.len()];
    for _ in 0..ROUNDS {
        for ((_, command), times) in cases.iter().zip(&mut times) {
            times.push(match command {
                Some(command) => timed(|| assert!(command(workspace).status().unwrap().success())),
                None => timed(|| read_all(&files)),
            });
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[ROUNDS / 2].as_secs_f64() * 1e3
    };
    let medians: Vec<_> = times.iter_mut().map(median).collect();
    for ((name, command), time) in cases.iter().zip(&medians) {
        let held = command.map_or(0, |command| held(&mut command(workspace)) >> 10);
        println!(
            "{documents:>9} {:>9} {megabytes:>8} | {name:<22} {time:>9.1} {:>6.2}x {held:>9}",
            files.len(),
            time / medians[0]
        );
    }
}

fn summary(workspace: &Path, how: &[&str]) -> Command {
    let mut command = appraise(workspace, &["summary", "--year", "2025"]);
    command.args(how);
    command
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(self::files(&path)) } else { found.push(path) }
    }
    found
}

fn read_all(files: &[PathBuf]) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let mut buffer = Vec::new();
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    buffer.clear();
                    fs::File::open(file).unwrap().read_to_end(&mut buffer).unwrap();
                }
            });
        }
    });
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn appraise(workspace: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_appraise"));
    let home = workspace.with_extension("home");
    command.args(args).arg("--workspace").arg(workspace).env("HOME", &home).env_remove("XDG_CACHE_HOME");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The most memory held in KB, where the system says it.
fn held(command: &mut Command) -> u64 {
    let (mut child, mut held) = (command.spawn().unwrap(), 0);
    let status = loop {
        held = held.max(peak(child.id()));
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_micros(500)),
        }
    };
    assert!(status.success());
    held
}

fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
