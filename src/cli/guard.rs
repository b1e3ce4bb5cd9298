//! What the process must not do: leave its memory on the disk, or die of a file that grew too large.

/// No core dumps, and a full quota is an error that can be told instead of a death. Best effort.
#[cfg(unix)]
pub fn harden() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // Any handler will do: without one, the signal of a file beyond the size limit ends the process.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// Windows writes no core dumps by itself.
#[cfg(not(unix))]
pub fn harden() {}
