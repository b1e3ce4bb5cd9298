//! The built-in checklists, and the team's laid over them by id.

use serde_json::Value;

use crate::domain::canonical;
use crate::domain::check::Report;
use crate::domain::checklist::Checklist;
use crate::domain::parse;
use crate::domain::review::Pinned;

/// An explicit list: a macro over the folder would miss files that were added since the last full build.
const BUILT_IN: [&str; 3] = [
    include_str!("../checklists/gbv-mitigation.json"),
    include_str!("../checklists/do-no-harm.json"),
    include_str!("../checklists/gender-equality.json"),
];

/// The checklists that come with the program, in the order of the review.
#[must_use]
pub fn built_in() -> Vec<Pinned> {
    BUILT_IN.iter().filter_map(|text| pin(text.as_bytes()).ok()).collect()
}

/// The built-in checklists, each replaced by the team's of the same id; the team's others follow.
#[must_use]
pub fn laid_over(team: Vec<Pinned>) -> Vec<Pinned> {
    let mut lists = built_in();
    for own in team {
        match lists.iter_mut().find(|list| list.checklist.id == own.checklist.id) {
            Some(list) => *list = own,
            None => lists.push(own),
        }
    }
    lists
}

/// Checks and reads a checklist file.
///
/// # Errors
/// All faults of the file, with line and column.
pub fn parse(bytes: &[u8]) -> Result<Pinned, Report> {
    parse::checked::<Value>(bytes)?;
    pin(bytes)
}

/// The hash is over the whole file: also members that the program does not know.
fn pin(bytes: &[u8]) -> Result<Pinned, Report> {
    let sha256 = canonical::sha256(&parse::read(bytes)?);
    Ok(Pinned { checklist: parse::read::<Checklist>(bytes)?, sha256 })
}
