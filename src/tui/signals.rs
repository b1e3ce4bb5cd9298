//! The system's signals as events.

use std::io;
use std::sync::mpsc::Sender;

use super::Event;

/// Watches for the signals that ask us to leave, and for the one that brings us back.
///
/// # Errors
/// When the system refuses.
#[cfg(unix)]
pub fn watch(sender: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGTSTP, SIGWINCH])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGCONT => Event::Continue,
                SIGTSTP => Event::Stop,
                SIGWINCH => Event::Resized,
                _ => Event::Terminate,
            };
            if sender.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Windows has no such signals.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn watch(_sender: Sender<Event>) -> io::Result<()> {
    Ok(())
}

/// Stops the program as the shell's own key would.
pub fn stop_ourselves() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}
