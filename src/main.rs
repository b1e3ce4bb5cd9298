//! Arguments in, exit status out.

use std::io::Write as _;
use std::process::ExitCode;

use appraise::cli::{self, Cli};
use clap::Parser as _;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli::run(cli) {
        Ok(status) => status.into(),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "appraise: {}", appraise::text::clean(&format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}
