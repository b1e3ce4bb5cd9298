//! The built-in checklists, and the team's laid over them by id.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::domain::canonical;
use crate::domain::check::{self, Fault, FaultKind, Format, Node, Position, Report};
use crate::domain::checklist::{Checklist, Criterion};
use crate::domain::parse;
use crate::domain::record::is_slug;
use crate::domain::review::Pinned;

/// An explicit list: a macro over the folder would miss files that were added since the last full build.
const BUILT_IN: [&str; 3] = [
    include_str!("../checklists/gbv-mitigation.json"),
    include_str!("../checklists/do-no-harm.json"),
    include_str!("../checklists/gender-equality.json"),
];

/// Two questions are nearly the same when so many of a hundred words are in both.
const ALIKE: usize = 80;

/// What follows when a criterion loses its id, and what to do instead.
pub const LOST_ID: &str = "leads can no longer compare this criterion with earlier years";

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

/// A checklist that reviews were made with, as its file stands: a later version may have kept members that are not known
/// here, and reviews are pinned to them too. Beside it the file in the one spelling of all copies.
///
/// # Errors
/// All faults of the file, with line and column.
pub fn parse_used(bytes: &[u8]) -> Result<(Pinned, Value), Report> {
    let Pinned { checklist, .. } = parse(bytes)?;
    let file: Value = parse::read(bytes)?;
    let arranged = canonical::arranged(&file, &checklist);
    Ok((Pinned { checklist, sha256: canonical::sha256(&file) }, arranged))
}

/// Checks a file of any format. A checklist with the id of a built-in one is also held against that one: a criterion
/// whose id is gone is a warning, because years are compared by ids.
#[must_use]
pub fn check(bytes: &[u8]) -> Report {
    let mut report = parse::check(bytes);
    if report.format == Some(Format::Checklist)
        && let Ok(root) = check::parse(bytes)
    {
        report.faults.extend(lost(&root));
        report.faults.sort_by_key(|fault| fault.at);
    }
    report
}

/// Which of the criteria that are gone came back under another id: they ask the same, or nearly. Both lists are ids
/// with their questions; each new id is taken once.
#[must_use]
pub fn renamed<'a>(gone: &[(&'a str, &str)], new: &[(&'a str, &str)]) -> BTreeMap<&'a str, &'a str> {
    let mut free: Vec<_> = new.iter().map(|(id, question)| (*id, words(question))).collect();
    let mut found = BTreeMap::new();
    for (id, question) in gone {
        let asked = words(question);
        let nearest = free.iter().enumerate().map(|(index, (_, other))| (likeness(&asked, other), index)).max();
        if let Some((_, index)) = nearest.filter(|(percent, _)| *percent >= ALIKE) {
            found.insert(*id, free.remove(index).0);
        }
    }
    found
}

/// The hash is over what the program reads of the file, so that the copy kept beside the reviews has the same one.
fn pin(bytes: &[u8]) -> Result<Pinned, Report> {
    let checklist: Checklist = parse::read(bytes)?;
    let sha256 = canonical::sha256(&serde_json::to_value(&checklist).unwrap_or_default());
    Ok(Pinned { checklist, sha256 })
}

/// A warning for each criterion of the built-in checklist that a file of the same id no longer has.
fn lost(root: &Node) -> Vec<Fault> {
    let here: Vec<_> = root.items_of("criteria").iter().filter_map(asked).collect();
    let own = built_in().into_iter().find(|list| root.text_of("id") == Some(&list.checklist.id));
    let Some(Pinned { checklist, .. }) = own.filter(|_| !here.is_empty()) else { return Vec::new() };
    let formerly = root.items_of("criteria").iter().flat_map(|criterion| criterion.items_of("formerly"));
    let formerly: BTreeSet<_> = formerly.filter_map(Node::text).collect();
    let is_here = |criterion: &&Criterion| {
        here.iter().any(|(id, _)| *id == criterion.id) || formerly.contains(criterion.id.as_str())
    };
    let gone: Vec<_> = checklist.criteria.iter().filter(|criterion| !is_here(criterion)).collect();
    let new: Vec<_> = here.iter().copied().filter(|(id, _)| checklist.criterion(id).is_none()).collect();
    let asked_before: Vec<_> = gone.iter().map(|criterion| (criterion.id.as_str(), &*criterion.question)).collect();
    let renamed = renamed(&asked_before, &new);
    gone.iter().map(|criterion| warning(root, criterion, renamed.get(criterion.id.as_str()).copied())).collect()
}

/// The id and the question of a criterion; a criterion whose id is no id has a fault already.
fn asked(criterion: &Node) -> Option<(&str, &str)> {
    let id = criterion.text_of("id").filter(|id| is_slug(id))?;
    Some((id, criterion.text_of("question").unwrap_or_default()))
}

fn warning(root: &Node, criterion: &Criterion, renamed: Option<&str>) -> Fault {
    let Criterion { id, title, .. } = criterion;
    let (at, path) = renamed.and_then(|new| place_of(root, new)).unwrap_or_else(|| whole_list(root));
    let message = match renamed {
        Some(new) => format!(
            "\"{new}\" asks what the built-in \"{id}\" ({title}) asks, and that id is missing, so it looks renamed: \
             {LOST_ID}; give it the old id back, or name the old id under \"formerly\""
        ),
        None => format!(
            "the built-in criterion \"{id}\" ({title}) is missing: {LOST_ID}; keep the id and change its weight instead"
        ),
    };
    Fault { at, path, message, kind: FaultKind::Warning }
}

fn place_of(root: &Node, id: &str) -> Option<(Position, String)> {
    let mut nodes = root.items_of("criteria").iter().enumerate();
    let (index, node) = nodes.find(|(_, node)| node.text_of("id") == Some(id))?;
    Some((node.get("id")?.at, format!("criteria › {} › id", index + 1)))
}

fn whole_list(root: &Node) -> (Position, String) {
    (root.get("criteria").map_or(Position::START, |list| list.at), "criteria".to_owned())
}

fn words(question: &str) -> BTreeSet<String> {
    let words = question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// How many of a hundred words are in both; 0 for a question without words.
fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    (200 * one.intersection(other).count()).checked_div(one.len() + other.len()).unwrap_or(0)
}
