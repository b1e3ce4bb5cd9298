//! A user in a folder of their own, and what the program says to them. Whatever it says is looked over.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{Read, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use appraise::store::{Folders, Store};
use tempfile::TempDir;

use super::watch;

/// After this time a command does not end by itself.
const HANGS: Duration = Duration::from_mins(1);

/// The user.
pub struct Env {
    root: TempDir,
}

/// What came of a command.
#[derive(Debug)]
pub struct Said {
    /// The exit status.
    pub status: i32,
    /// Data.
    pub out: String,
    /// Talk.
    pub err: String,
}

impl Env {
    /// With nothing yet.
    pub fn new() -> Self {
        Self { root: TempDir::new().unwrap() }
    }

    /// A place in the user's folder.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.root.path().join(name)
    }

    /// Writes a file there.
    pub fn file(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The folders that the commands below work in.
    pub fn folders(&self) -> Folders {
        let own = |name: &str| self.path(name).join("appraise");
        Folders { workspace: self.path("team"), state: own("state"), config: own("config"), cache: own("cache") }
    }

    /// The store on them.
    pub fn store(&self) -> Store {
        Store::new(self.folders())
    }

    /// The environment of the user, and nothing else.
    pub fn variables(&self) -> Vec<(String, OsString)> {
        let own = ["STATE", "DATA", "CONFIG", "CACHE"];
        let own = own.map(|name| (format!("XDG_{name}_HOME"), self.path(name.to_lowercase()).into_os_string()));
        let rest = [("HOME", self.path("")), ("APPRAISE_WORKSPACE", self.path("team"))];
        let rest = rest.map(|(name, path)| (name.to_owned(), path.into_os_string()));
        let term = ("TERM".to_owned(), "xterm-256color".into());
        let path = ("PATH".to_owned(), std::env::var_os("PATH").unwrap_or_default());
        own.into_iter().chain(rest).chain([term, path]).collect()
    }

    /// Runs a command without input.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Said {
        self.run_with(b"", arguments)
    }

    /// Runs a command with something on its standard input. It must end by itself, and say nothing that a terminal could
    /// take for more than text; JSON is data, and carries every character.
    pub fn run_with<A: AsRef<OsStr>>(&self, input: &[u8], arguments: impl IntoIterator<Item = A>) -> Said {
        let said = self.heard(input, arguments);
        let is_json = said.out.starts_with(['[', '{']) && serde_json::from_str::<serde_json::Value>(&said.out).is_ok();
        assert_eq!(watch::of_command(&said.err), None, "{said:?}");
        assert!(is_json || watch::of_command(&said.out).is_none(), "{said:?}");
        assert!(is_json || !watch::forges(&said.out) && !watch::forges(&said.err), "{said:?}");
        said
    }

    /// The same for a command that prints data for another program, or a document with paragraphs.
    pub fn data<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Said {
        let said = self.heard(b"", arguments);
        assert_eq!(watch::of_command(&said.err), None, "{said:?}");
        said
    }

    fn heard<A: AsRef<OsStr>>(&self, input: &[u8], arguments: impl IntoIterator<Item = A>) -> Said {
        let arguments: Vec<_> = arguments.into_iter().map(|one| one.as_ref().to_owned()).collect();
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraise"));
        command.args(&arguments).current_dir(self.root.path()).env_clear().envs(self.variables());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_vec());
        // A command that does not want the input closes its end.
        let writing = thread::spawn(move || _ = stdin.write_all(&input));
        let (out, err) = (read_on(child.stdout.take().unwrap()), read_on(child.stderr.take().unwrap()));
        let status = end(&mut child, &arguments);
        writing.join().unwrap();
        let said = Said { status, out: out.join().unwrap(), err: err.join().unwrap() };
        assert!((0..=4).contains(&status) && !said.err.contains("fault of its own"), "{arguments:?}: {said:?}");
        assert!(!said.err.contains("panicked"), "{arguments:?}: {said:?}");
        said
    }
}

fn read_on(mut source: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        source.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    })
}

/// The exit status, or the signal below zero.
fn end(child: &mut Child, arguments: &[OsString]) -> i32 {
    let since = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().unwrap_or_else(|| -status.signal().unwrap_or(1));
        }
        if since.elapsed() > HANGS {
            let _ = child.kill();
            panic!("{arguments:?} does not end");
        }
        thread::sleep(Duration::from_millis(2));
    }
}
