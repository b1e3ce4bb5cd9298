//! The input thread: waits for the terminal, hands its events on, and notices when it is gone.
//!
//! crossterm is asked only when something is there to read. Left to wait by itself, its source spins on a dead
//! terminal, and it would take the keys of the user's own editor.

use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use crossterm::event;

use super::Event;

/// Who may read the terminal now.
static KEYS: Mutex<()> = Mutex::new(());

/// Keeps the input thread off the terminal as long as the guard lives: another program has it.
pub fn pause() -> MutexGuard<'static, ()> {
    KEYS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts the thread; it ends with the terminal or with the loop.
pub fn watch(sender: Sender<Event>) {
    thread::spawn(move || {
        while wait() && hand_on(&sender) {}
        let _ = sender.send(Event::Gone);
    });
}

/// Hands on what is there; `false` when nobody listens or the terminal fails.
fn hand_on(sender: &Sender<Event>) -> bool {
    let _keys = pause();
    // Asked with no time at all, crossterm's source does not even look.
    while matches!(event::poll(std::time::Duration::from_millis(1)), Ok(true)) {
        let Ok(event) = event::read() else { return false };
        if sender.send(Event::Input(event)).is_err() {
            return false;
        }
    }
    true
}

/// Blocks until there is something to read; `false` when the terminal is gone.
#[cfg(unix)]
fn wait() -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    let Ok(terminal) = terminal() else { return false };
    let mut fds = [PollFd::from_borrowed_fd(terminal, PollFlags::IN)];
    match poll(&mut fds, None) {
        Ok(_) => fds.iter().all(|fd| fd.revents() == PollFlags::IN),
        Err(error) => error == rustix::io::Errno::INTR,
    }
}

/// Where crossterm reads: standard input when it is a terminal, else the terminal of the process.
#[cfg(unix)]
fn terminal() -> std::io::Result<std::os::fd::BorrowedFd<'static>> {
    use rustix::fs::{Mode, OFlags, open};
    use std::io::IsTerminal as _;
    use std::os::fd::{AsFd as _, OwnedFd};
    use std::sync::OnceLock;
    static TTY: OnceLock<OwnedFd> = OnceLock::new();
    if std::io::stdin().is_terminal() {
        return Ok(rustix::stdio::stdin());
    }
    if TTY.get().is_none() {
        let _ = TTY.set(open("/dev/tty", OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?);
    }
    TTY.get().map(|tty| tty.as_fd()).ok_or_else(|| std::io::ErrorKind::NotFound.into())
}

/// The Windows console can be waited for by crossterm itself.
#[cfg(not(unix))]
fn wait() -> bool {
    event::poll(std::time::Duration::from_secs(3600)).is_ok()
}
