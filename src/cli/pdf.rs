//! Reading PDF in a child process of this program, since readers of PDF meet hostile files: both sides of the pipe.

use std::io::{self, Write};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};

use crate::import::{self, LARGEST_PACKED, Manuscript};
use crate::store::read;

use super::child::{self, End, Limits};
use super::{Status, guard};

/// The hidden command that the child is started with.
pub const COMMAND: &str = "read-pdf";

/// More than the ten seconds of computing that the child allows itself, for a machine that has other work too.
const LIMITS: Limits = Limits { time: Duration::from_secs(20), output: 64 << 20 };

/// One line of the child; the last whole one counts.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Read(Manuscript),
    Refused(String),
}

/// The child: a PDF on standard input, answers as lines of JSON on standard output.
///
/// # Errors
/// When nobody reads the answers.
pub fn run() -> anyhow::Result<Status> {
    guard::confine();
    let bytes = read::stream(io::stdin(), LARGEST_PACKED as u64)?;
    let mut written = Ok(());
    import::read_pdf_twice(&bytes, &mut |read| {
        let answer = read.map_or_else(|refusal| Answer::Refused(refusal.to_string()), Answer::Read);
        written = write(&answer);
    });
    written?;
    Ok(Status::Done)
}

fn write(answer: &Answer) -> io::Result<()> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    out.write_all(&line).and_then(|()| out.flush())
}

/// The parent: starts the child and waits for its answer.
///
/// # Errors
/// The refusal, or a sentence on what became of the child.
pub fn read(bytes: &[u8]) -> anyhow::Result<Manuscript> {
    let (output, end) = child::run(myself()?, bytes, LIMITS).context("the reader of PDF could not be started")?;
    match (last(&output), end) {
        (Some(Answer::Read(manuscript)), End::Well) => Ok(manuscript),
        (Some(Answer::Read(manuscript)), _) => Ok(unchecked(manuscript)),
        (Some(Answer::Refused(sentence)), _) => bail!(sentence),
        (None, end) => bail!(sentence(end)),
    }
}

/// The way to this program holds also while a newer one is put in its place.
fn myself() -> anyhow::Result<Command> {
    let own = if cfg!(target_os = "linux") { "/proc/self/exe".into() } else { std::env::current_exe()? };
    let mut command = Command::new(own);
    // One thread: each more reserves memory, and the child has little.
    command.arg(COMMAND).env_clear().env("RAYON_NUM_THREADS", "1");
    // Windows cannot start a program without it.
    command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
    Ok(command)
}

/// The last whole line: a child that is stopped leaves the one before.
fn last(output: &[u8]) -> Option<Answer> {
    let end = output.iter().rposition(|byte| *byte == b'\n')?;
    let line = output.get(..end)?.rsplit(|byte| *byte == b'\n').next()?;
    serde_json::from_slice(line).ok()
}

fn unchecked(mut manuscript: Manuscript) -> Manuscript {
    manuscript.warnings.push("The text could not be checked against a second reading.".to_owned());
    manuscript
}

fn sentence(end: End) -> String {
    let what = match end {
        End::Late => "it took too long",
        End::Flood => "it holds too much",
        End::Well | End::Stopped => "it broke the reader, or needs more memory than a document should",
    };
    format!("This PDF could not be read safely: {what}. Ask for the Word file, or save it again as PDF.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_whole_answer_counts() {
        let read = r#"{"Read":{"title":null,"language":null,"blocks":[],"warnings":[]}}"#;
        let cases = [
            ("", "-"),
            ("{\"Refused\":\"a\"}", "-"),
            ("{\"Refused\":\"a\"}\n", "a"),
            ("{\"Refused\":\"a\"}\n{\"Refused\":\"b", "a"),
            ("{\"Refused\":\"a\"}\n{\"Refused\":\"b\"}\n", "b"),
            ("{\"Refused\":\"a\"}\nnonsense\n", "-"),
            (&format!("{{\"Refused\":\"a\"}}\n{read}\n"), "read"),
        ];
        for (output, expected) in cases {
            let told = match last(output.as_bytes()) {
                Some(Answer::Read(_)) => "read".to_owned(),
                Some(Answer::Refused(sentence)) => sentence,
                None => "-".to_owned(),
            };
            assert_eq!(told, expected, "{output}");
        }
    }
}
