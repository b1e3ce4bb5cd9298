//! How far long work is, on one line of stderr when that is a terminal.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How often the line is written anew, and how long work may take before there is one.
const PAUSE: Duration = Duration::from_millis(200);

/// A line such as `Reading reviews: 1200 of 25000`; any thread may step it. It is gone when this is dropped.
pub struct Progress {
    what: &'static str,
    total: AtomicUsize,
    done: AtomicUsize,
    /// When the line was written last, and how wide it was; `None` where there is no terminal.
    line: Option<Mutex<(Instant, usize)>>,
}

impl Progress {
    /// Starts to count; `what` is what is being done.
    #[must_use]
    pub fn new(what: &'static str, total: usize) -> Self {
        let line = io::stderr().is_terminal().then(|| Mutex::new((Instant::now(), 0)));
        Self { what, total: AtomicUsize::new(total), done: AtomicUsize::new(0), line }
    }

    /// One more is done.
    pub fn step(&self) {
        self.show(self.done.fetch_add(1, Ordering::Relaxed) + 1);
    }

    /// So many of so many are done: for work that learns on the way how much there is.
    pub fn at(&self, done: usize, total: usize) {
        self.total.store(total, Ordering::Relaxed);
        self.show(self.done.fetch_max(done, Ordering::Relaxed).max(done));
    }

    fn show(&self, done: usize) {
        // Who finds it taken goes on working: the other one writes.
        let Some(Ok(mut line)) = self.line.as_ref().map(Mutex::try_lock) else { return };
        if line.0.elapsed() >= PAUSE {
            let text = format!("{}: {done} of {}", self.what, self.total.load(Ordering::Relaxed));
            *line = (Instant::now(), line.1.max(text.len()));
            write(&text);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let width = self.line.as_ref().and_then(|line| line.lock().ok()).map_or(0, |line| line.1);
        if width > 0 {
            write(&" ".repeat(width));
            write("");
        }
    }
}

/// From the first column, without an escape sequence: some terminals know none.
fn write(text: &str) {
    let mut out = io::stderr().lock();
    let _ = write!(out, "\r{text}").and_then(|()| out.flush());
}
