//! `schema`, `keys`, `completions`, `man`: what the program says about itself.

use std::fmt::Write as _;

use clap::CommandFactory as _;
use serde_json::json;

use crate::action::{self, COMMANDS, Scope};
use crate::domain::check::Format;

use super::session::{print, print_json};
use super::{Cli, SchemaName, Status};

/// The JSON Schema of a format.
///
/// # Errors
/// As the system reports them.
pub fn schema(name: SchemaName) -> anyhow::Result<Status> {
    let format = match name {
        SchemaName::Record => Format::Record,
        SchemaName::Review => Format::Review,
        SchemaName::Checklist => Format::Checklist,
    };
    print(format.schema().trim_end())?;
    Ok(Status::Done)
}

/// The table of commands.
///
/// # Errors
/// As the system reports them.
pub fn keys(markdown: bool, as_json: bool) -> anyhow::Result<Status> {
    if as_json {
        let row = |command: &action::Command| json!({"command": command.name, "where": command.scope.title(), "keys": command.keys, "does": command.doc});
        print_json(&COMMANDS.iter().map(row).collect::<Vec<_>>())?;
    } else if markdown {
        print(action::markdown().trim_end())?;
    } else {
        print(text().trim_end())?;
    }
    Ok(Status::Done)
}

/// A completion script.
///
/// # Errors
/// As the system reports them.
pub fn completions(shell: clap_complete::Shell) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "appraise", &mut script);
    print(String::from_utf8_lossy(&script).trim_end())?;
    Ok(Status::Done)
}

/// The manual page, with the keys.
///
/// # Errors
/// As the system reports them.
pub fn man() -> anyhow::Result<Status> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    page.push_str(".SH KEYS\n");
    for line in text().lines() {
        // A line that starts with a full stop or an apostrophe would be a request to the formatter.
        let escaped = line.replace('\\', "\\\\").replace('-', "\\-");
        let _ = writeln!(page, ".br\n\\&{escaped}");
    }
    print(page.trim_end())?;
    Ok(Status::Done)
}

fn text() -> String {
    let mut text = String::new();
    for scope in Scope::ALL {
        let _ = writeln!(text, "{}", scope.title());
        for command in COMMANDS.iter().filter(|command| command.scope == scope) {
            let _ = writeln!(text, "  {:<22} {:<24} {}", command.keys.join(" "), command.name, command.doc);
        }
        text.push('\n');
    }
    text
}
