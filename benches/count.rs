//! Counting a workspace, beside reading the same bytes: the floor that nobody can go below.
//!
//! ```sh
//! cargo bench --bench count                                  10,000 documents
//! APPRAISE_BENCH_DOCUMENTS=405,100000 cargo bench --bench count
//! APPRAISE_BENCH_FOLDER=DIR cargo bench --bench count        keeps the workspaces there, and uses them again
//! ```
//!
//! Medians of five runs in turn of the release binary and of this file reading on two threads, and the ratio; the most
//! memory that a cold count held. Cold means without the index; the files are in the system's cache in all cases.

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

/// A name, and what gives the time and the memory of one run.
type Case<'c> = (&'c str, &'c dyn Fn() -> (Duration, u64));

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
    let summary = ["summary", "--year", "2025", "--format", "json"];
    let cold = || run(appraise(workspace, &summary).arg("--no-index"));
    let warm = || run(&mut appraise(workspace, &summary));
    let year = || run(&mut appraise(workspace, &["summary", "--year", "2025", "--format", "markdown"]));
    // The first run writes the index; the second finds its last files out of doubt.
    warm();
    std::thread::sleep(Duration::from_secs(3));
    warm();
    let floor = || (timed(|| read_all(&files)), 0);
    let cases: [Case; 4] =
        [("read the bytes", &floor), ("summary, cold", &cold), ("summary, warm", &warm), ("  all tables, warm", &year)];
    let mut times = vec![Vec::new(); cases.len()];
    for _ in 0..ROUNDS {
        cases.iter().zip(&mut times).for_each(|((_, case), times)| times.push(case()));
    }
    let median = |times: &Vec<(Duration, u64)>| {
        let mut sorted = times.clone();
        sorted.sort();
        sorted[ROUNDS / 2].0.as_secs_f64() * 1e3
    };
    let base = median(&times[0]);
    for ((name, _), times) in cases.iter().zip(&times) {
        let (time, held) = (median(times), times.iter().map(|one| one.1).max().unwrap() >> 10);
        println!(
            "{documents:>9} {:>9} {megabytes:>8} | {name:<22} {time:>9.1} {:>6.2}x {held:>9}",
            files.len(),
            time / base
        );
    }
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

/// The time, and the most memory held in KB where the system says it.
fn run(command: &mut Command) -> (Duration, u64) {
    let begun = Instant::now();
    let mut child = command.spawn().unwrap();
    let mut held = 0;
    loop {
        held = held.max(peak(child.id()));
        match child.try_wait().unwrap() {
            Some(status) => {
                assert!(status.success());
                return (begun.elapsed(), held);
            }
            None => std::thread::sleep(Duration::from_micros(500)),
        }
    }
}

fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
