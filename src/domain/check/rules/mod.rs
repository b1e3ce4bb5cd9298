//! Rules that a schema cannot say: what one part of a file demands of another.
//!
//! They take the tree as it is and are silent where the schema has spoken already (a member missing or of another type).

mod checklist;
mod dates;
mod record;
mod review;

use std::collections::HashMap;

use super::fault::{Faults, Path, Position, quoted};
use super::format::Format;
use super::node::{Node, Value};

/// Tells every broken rule of a file.
pub(super) fn hold(root: &Node, format: Format, faults: &mut Faults) {
    match format {
        Format::Record => record::hold(root, faults),
        Format::Review => review::hold(root, faults),
        Format::Checklist => checklist::hold(root, faults),
    }
}

/// The places of what names the items of a list (their `id`, or their number), telling those that come twice.
fn unique<'a>(items: &'a [Node], name: &str, path: &Path, faults: &mut Faults) -> HashMap<&'a str, Position> {
    let mut seen = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        let Some((key, at)) = item.get(name).and_then(|node| key(node).map(|key| (key, node.at))) else {
            continue;
        };
        let first = *seen.entry(key).or_insert(at);
        if first != at {
            let message = format!("{} is used already (at {first}): give one of the two another", quoted(key));
            faults.error(at, &path.item(index).member(name), message);
        }
    }
    seen
}

fn key(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text),
        _ => None,
    }
}

/// Whether the member `name` holds something: it is there, not null and not blank.
fn has(node: &Node, name: &str) -> bool {
    node.get(name).is_some_and(|member| !member.is_null() && member.text().is_none_or(|text| !text.trim().is_empty()))
}

/// Where to point for the member `name`: at it, or at the whole when it is missing.
fn place(node: &Node, name: &str) -> Position {
    node.get(name).map_or(node.at, |member| member.at)
}
