//! Arguments in, exit status out.

use std::io::Write as _;
use std::process::ExitCode;

use appraise::cli::{self, Cli};
use appraise::text::set_in;
use clap::Parser as _;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return stopped(&error),
    };
    match cli::run(cli) {
        Ok(status) => status.into(),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "appraise: {}", set_in(&format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}

/// Help and version are our own words; a complaint quotes the arguments, and a name of a file among them may hold anything.
fn stopped(error: &clap::Error) -> ExitCode {
    let _ = if error.use_stderr() {
        writeln!(std::io::stderr(), "{}", set_in(&error.render().to_string()))
    } else {
        error.print()
    };
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}
