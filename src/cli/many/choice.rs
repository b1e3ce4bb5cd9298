//! Which of the records are wanted.

use std::io::{IsTerminal as _, stdin, stdout};

use serde_json::json;

use crate::import::Listing;

use super::super::session::{Session, print, print_json, say};
use super::Asked;
use super::survey::{self, Survey};

/// Lines of the list to choose from.
const LINES: usize = 50;

/// Which ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// All of them.
    All,
    /// Those with these ids.
    These(Vec<String>),
    /// Nobody said; where there is one only, that.
    Unsaid,
}

impl Wanted {
    /// What the options say.
    #[must_use]
    pub fn of(select: &[String], all: bool) -> Self {
        match select {
            [] if all => Self::All,
            [] => Self::Unsaid,
            ids if ids.iter().any(|id| id == "all") => Self::All,
            ids => Self::These(ids.to_vec()),
        }
    }

    /// Whether the record with this key is wanted.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        match self {
            Self::All | Self::Unsaid => true,
            Self::These(ids) => ids.iter().any(|id| key.eq_ignore_ascii_case(id.trim())),
        }
    }
}

/// Lists the records. At a terminal one can be chosen at once; elsewhere a sentence says how.
///
/// # Errors
/// As the system reports them.
pub fn ask(
    session: &Session,
    listing: &Listing<'_>,
    asked: &Asked<'_>,
    survey: &Survey,
) -> anyhow::Result<Option<(Wanted, Survey)>> {
    let prompts = stdin().is_terminal() && stdout().is_terminal() && !session.json;
    show(session, survey, prompts)?;
    let more = survey.all.saturating_sub(LINES);
    if more > 0 && !session.json {
        say(&format!("… and {more} more"));
    }
    if let Some(key) = prompts.then(|| answer(survey)).transpose()?.flatten() {
        let wanted = Wanted::These(vec![key]);
        let survey = survey::of(listing, asked, &wanted)?;
        return Ok(Some((wanted, survey)));
    }
    let plural = if listing.unit == "activity" { "activities".to_owned() } else { format!("{}s", listing.unit) };
    let all = if listing.whole {
        format!("add them all with: appraise add {}", asked.shown)
    } else {
        "add --select all".to_owned()
    };
    say(&format!("{} holds {} {plural}. Choose with --select ID (again for more), or {all}", asked.shown, survey.all));
    Ok(None)
}

fn show(session: &Session, survey: &Survey, numbered: bool) -> anyhow::Result<()> {
    if session.json {
        let rows = survey.titles.iter().map(|(key, title)| json!({ "id": key, "title": title }));
        return print_json(&rows.collect::<Vec<_>>());
    }
    let line = |(number, (key, title)): (usize, &(String, String))| {
        let number = if numbered { format!("{number:>3}  ") } else { String::new() };
        print(&format!("{number}{key}  {title}").replace('\n', " "))
    };
    (1..).zip(survey.titles.iter().take(LINES)).try_for_each(line)
}

/// The key that belongs to the number that is typed.
fn answer(survey: &Survey) -> anyhow::Result<Option<String>> {
    say("Which one? Type its number or its id; nothing leaves:");
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    let line = line.trim();
    let numbered = line.parse::<usize>().ok().and_then(|number| survey.titles.get(number.checked_sub(1)?));
    let named = || survey.titles.iter().find(|(key, _)| key.eq_ignore_ascii_case(line));
    Ok(numbered.or_else(named).map(|(key, _)| key.clone()))
}
