//! What the process must not do: leave its memory on the disk, or die of a file that grew too large; and what a reader
//! of hostile files must not do: take the memory or the time of the machine, or write anything.

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

/// Memory of a process that reads a hostile file.
#[cfg(unix)]
const MEMORY: u64 = 512 << 20;
/// Its seconds of computing.
#[cfg(unix)]
const SECONDS: u64 = 10;
/// Its open files: the three of every process, and some that the system opens for itself.
#[cfg(unix)]
const FILES: u64 = 16;

/// Limits for the rest of the life of this process, for reading a hostile file. Best effort: not every system knows all.
#[cfg(unix)]
pub fn confine() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [
        (Resource::As, MEMORY),
        (Resource::Data, MEMORY),
        (Resource::Fsize, 0),
        (Resource::Nofile, FILES),
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
    // At the lower one comes the signal that tells why; the upper one kills.
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(SECONDS), maximum: Some(SECONDS + 1) });
}

/// Elsewhere the clock of the parent has to do.
#[cfg(not(unix))]
pub fn confine() {}
