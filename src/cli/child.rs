//! A child process that may do anything: what it writes is capped, and it is killed when its time is over.

use std::io::{Read, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long a child may take, and how much it may write.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// By the clock on the wall.
    pub time: Duration,
    /// In bytes.
    pub output: u64,
}

/// What became of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It ended by itself and says that all is well.
    Well,
    /// It ended with an error, or the system stopped it.
    Stopped,
    /// Its time was over, by the clock or by the limit of the system.
    Late,
    /// It wrote more than it may.
    Flood,
}

/// How often a child is looked at that has closed its output and does not end.
const LOOK: Duration = Duration::from_millis(2);

/// Runs a command with `input` as its standard input; gives what it wrote until its end.
///
/// # Errors
/// When it cannot be started.
pub fn run(mut command: Command, input: &[u8], limits: Limits) -> std::io::Result<(Vec<u8>, End)> {
    let until = Instant::now() + limits.time;
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let finished = thread::scope(|scope| {
        // A child that ends early closes its end; what it did not want to read does not matter.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        let (send, receive) = channel();
        scope.spawn(move || send.send(stdout.map(|stdout| capped(stdout, limits.output)).unwrap_or_default()));
        let finished = finish(&mut child, &receive, (until, limits.output));
        // Before the threads are waited for: both hang on a child that lives on.
        let _ = child.kill();
        finished.unwrap_or_else(|| (receive.recv().unwrap_or_default(), End::Late))
    });
    child.wait()?;
    Ok(finished)
}

/// `None` when the time is over.
fn finish(child: &mut Child, output: &Receiver<Vec<u8>>, (until, most): (Instant, u64)) -> Option<(Vec<u8>, End)> {
    let output = output.recv_timeout(until.saturating_duration_since(Instant::now())).ok()?;
    if output.len() as u64 > most {
        return Some((output, End::Flood));
    }
    while Instant::now() < until {
        match child.try_wait() {
            Ok(None) => thread::sleep(LOOK),
            Ok(Some(status)) => return Some((output, end(status))),
            Err(_) => return Some((output, End::Stopped)),
        }
    }
    Some((output, End::Late))
}

/// One byte more than is allowed tells that there was more.
fn capped(stdout: impl Read, most: u64) -> Vec<u8> {
    let mut output = Vec::new();
    // What was read before an error counts.
    let _ = stdout.take(most.saturating_add(1)).read_to_end(&mut output);
    output
}

fn end(status: ExitStatus) -> End {
    match () {
        () if status.success() => End::Well,
        () if is_out_of_time(status) => End::Late,
        () => End::Stopped,
    }
}

#[cfg(unix)]
fn is_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(signal_hook::consts::SIGXCPU)
}

#[cfg(not(unix))]
fn is_out_of_time(_status: ExitStatus) -> bool {
    false
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Limits = Limits { time: Duration::from_millis(300), output: 1_000 };
    const LONG: Limits = Limits { time: Duration::from_mins(1), output: 1_000 };

    fn shell(script: &str, input: &[u8], limits: Limits) -> (String, End) {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        let (output, end) = run(command, input, limits).unwrap();
        (String::from_utf8_lossy(&output).into_owned(), end)
    }

    #[test]
    fn what_a_child_does_is_told() {
        let cases = [
            ("cat", "hello", End::Well),
            ("echo said; exit 3", "said\n", End::Stopped),
            ("echo said; kill -ABRT $$", "said\n", End::Stopped),
            ("echo said; kill -SEGV $$", "said\n", End::Stopped),
            ("echo said; kill -XCPU $$", "said\n", End::Late),
            ("echo said; ulimit -S -t 1; while :; do :; done", "said\n", End::Late),
        ];
        for (script, said, end) in cases {
            assert_eq!(shell(script, b"hello", LONG), (said.to_owned(), end), "{script}");
        }
    }

    #[test]
    fn a_child_that_takes_too_long_is_killed_and_what_it_said_is_kept() {
        let start = Instant::now();
        for script in ["echo said; exec sleep 60", "echo said; exec >&-; exec sleep 60", "echo said; kill -STOP $$"] {
            assert_eq!(shell(script, b"", SHORT), ("said\n".to_owned(), End::Late), "{script}");
        }
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_child_that_writes_without_end_is_stopped() {
        for (script, length, end) in [
            ("yes", 1_001, End::Flood),
            ("head -c 1001 /dev/zero", 1_001, End::Flood),
            ("head -c 1000 /dev/zero", 1_000, End::Well),
            ("head -c 999 /dev/zero", 999, End::Well),
        ] {
            let (output, ended) = shell(script, b"", LONG);
            assert_eq!((output.len(), ended), (length, end), "{script}");
        }
    }

    #[test]
    fn a_child_that_does_not_read_is_no_hindrance() {
        let input = vec![b'x'; 4 << 20];
        assert_eq!(shell("echo said", &input, LONG), ("said\n".to_owned(), End::Well));
        assert_eq!(shell("exec sleep 60", &input, SHORT), (String::new(), End::Late));
    }

    #[test]
    fn a_command_that_is_not_there_is_an_error() {
        assert!(run(Command::new("/nothing/here"), b"", SHORT).is_err());
    }
}
