//! What changed between two checklists, one change a line. The members of a criterion are compared by name, so that a new
//! one is compared as soon as the format has it.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::checklists::{LOST_ID, renamed};
use crate::domain::checklist::{Checklist, ChecklistSection, Criterion};

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `added`, `removed`, `renamed`, `changed` or `note`.
    pub what: &'static str,
    /// The criterion; none for the checklist itself.
    pub criterion: Option<String>,
    /// The member, such as `weight`.
    pub field: Option<String>,
    /// In words.
    pub text: String,
    /// The value in the older one.
    pub before: Value,
    /// The value in the newer one.
    pub after: Value,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, criterion, field, text, before: _, after: _ } = self;
        write!(f, "{what:<8}")?;
        for name in [criterion, field].into_iter().flatten() {
            write!(f, "{name}: ")?;
        }
        f.write_str(text)
    }
}

/// Every difference: of the checklist, its sections, then its criteria.
#[must_use]
pub fn compare(before: &Checklist, after: &Checklist) -> Vec<Change> {
    let mut changes = heads(before, after);
    changes.extend(sections(&before.sections, &after.sections));
    changes.extend(criteria(before, after));
    if !changes.is_empty() && before.id == after.id && before.version == after.version {
        let text = format!("both say {}, although they differ: raise it in the newer one", after.version);
        changes.insert(0, change("note", None, Some("version"), text));
    }
    changes
}

fn change(what: &'static str, criterion: Option<&str>, field: Option<&str>, text: String) -> Change {
    let (criterion, field) = (criterion.map(str::to_owned), field.map(str::to_owned));
    Change { what, criterion, field, text, before: Value::Null, after: Value::Null }
}

fn heads(before: &Checklist, after: &Checklist) -> Vec<Change> {
    let fields = |Checklist { id, version, language, title, purpose, .. }: &Checklist| {
        [("id", id), ("version", version), ("language", language), ("title", title), ("purpose", purpose)]
            .map(|(name, text)| (name.to_owned(), Value::from(text.as_str())))
            .into_iter()
            .collect()
    };
    members(None, &fields(before), &fields(after))
}

fn sections(before: &[ChecklistSection], after: &[ChecklistSection]) -> Vec<Change> {
    let named = |sections: &[ChecklistSection]| {
        let pairs = sections.iter().map(|section| (section.id.clone(), Value::from(section.title.as_str())));
        pairs.collect::<Map<_, _>>()
    };
    let (old, new) = (named(before), named(after));
    if old == new && !old.keys().eq(new.keys()) {
        return vec![change("changed", None, Some("sections"), "in another order".to_owned())];
    }
    member(None, "sections", &Value::from(old), &Value::from(new)).into_iter().collect()
}

fn criteria(before: &Checklist, after: &Checklist) -> Vec<Change> {
    let (gone, new) = (only_in(before, after), only_in(after, before));
    let renamed = renamed(&questions(&gone), &questions(&new));
    let mut changes: Vec<_> = gone.iter().map(|old| lost(old, renamed.get(old.id.as_str()).copied())).collect();
    let is_new = |criterion: &&&Criterion| !renamed.values().any(|id| **id == criterion.id);
    let added = new.iter().filter(is_new);
    changes.extend(added.map(|criterion| change("added", Some(&criterion.id), None, criterion.title().to_owned())));
    changes.extend(order(before, after));
    changes.extend(pairs(before, after, &renamed).flat_map(|(old, new)| changed(old, new)));
    changes
}

fn only_in<'a>(list: &'a Checklist, other: &Checklist) -> Vec<&'a Criterion> {
    list.criteria.iter().filter(|criterion| other.criterion(&criterion.id).is_none()).collect()
}

fn questions<'a>(criteria: &[&'a Criterion]) -> Vec<(&'a str, &'a str)> {
    criteria.iter().map(|criterion| (criterion.id.as_str(), criterion.question.as_str())).collect()
}

fn lost(old: &Criterion, renamed: Option<&str>) -> Change {
    match renamed {
        Some(new) => change("renamed", Some(&old.id), None, format!("looks like {new} now: {LOST_ID}")),
        None => change("removed", Some(&old.id), None, format!("{}: {LOST_ID}", old.title())),
    }
}

fn order(before: &Checklist, after: &Checklist) -> Option<Change> {
    let common = |list: &Checklist, other: &Checklist| {
        let ids = list.criteria.iter().filter(|criterion| other.criterion(&criterion.id).is_some());
        ids.map(|criterion| criterion.id.clone()).collect::<Vec<_>>()
    };
    let text = "asked in another order".to_owned();
    (common(before, after) != common(after, before)).then(|| change("changed", None, Some("criteria"), text))
}

/// Each criterion of the older checklist with itself in the newer one.
fn pairs<'a>(
    before: &'a Checklist,
    after: &'a Checklist,
    renamed: &'a BTreeMap<&str, &str>,
) -> impl Iterator<Item = (&'a Criterion, &'a Criterion)> {
    before.criteria.iter().filter_map(|old| {
        let id = renamed.get(old.id.as_str()).copied().unwrap_or(&old.id);
        Some((old, after.criterion(id)?))
    })
}

fn changed(old: &Criterion, new: &Criterion) -> Vec<Change> {
    members(Some(&new.id), &fields(old), &fields(new))
}

/// Everything but the id, which is compared before.
fn fields(criterion: &Criterion) -> Map<String, Value> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(criterion) else { return Map::new() };
    fields.shift_remove("id");
    fields
}

fn members(criterion: Option<&str>, old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<Change> {
    let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    let value = |members: &Map<String, Value>, name: &str| members.get(name).cloned().unwrap_or_default();
    names.filter_map(|name| member(criterion, name, &value(old, name), &value(new, name))).collect()
}

/// How one value became another; none when it did not.
fn member(criterion: Option<&str>, name: &str, old: &Value, new: &Value) -> Option<Change> {
    let nothing = if name == "weight" { "not asked" } else { "nothing" };
    let text = match (old, new) {
        _ if old == new => return None,
        (Value::Array(_), _) | (_, Value::Array(_)) => lists(&texts(old), &texts(new)),
        (Value::Object(_), _) | (_, Value::Object(_)) => objects(old, new, nothing),
        _ => format!("{} → {}", word(old, nothing), word(new, nothing)),
    };
    Some(Change { before: old.clone(), after: new.clone(), ..change("changed", criterion, Some(name), text) })
}

fn lists(old: &[String], new: &[String]) -> String {
    let without = |list: &[String], other: &[String]| {
        list.iter().filter(|text| !other.contains(text)).map(|text| format!("“{text}”")).collect::<Vec<_>>()
    };
    let part = |says: &str, texts: Vec<String>| (!texts.is_empty()).then(|| format!("{says} {}", texts.join(", ")));
    let parts = [part("added", without(new, old)), part("removed", without(old, new))];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    if text.is_empty() { "in another order, or said twice".to_owned() } else { text }
}

fn texts(value: &Value) -> Vec<String> {
    let items = value.as_array().map_or(&[][..], Vec::as_slice);
    items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect()
}

fn objects(old: &Value, new: &Value, nothing: &str) -> String {
    let names = |value: &Value| value.as_object().map(|members| members.keys().cloned().collect::<Vec<_>>());
    let (before, mut all) = (names(old).unwrap_or_default(), names(new).unwrap_or_default());
    all.retain(|name| !before.contains(name));
    let differing = before.iter().chain(&all).filter(|name| old.get(name) != new.get(name));
    let value = |object: &Value, name: &str| word(object.get(name).unwrap_or(&Value::Null), nothing);
    let parts = differing.map(|name| format!("{name} {} → {}", value(old, name), value(new, name)));
    parts.collect::<Vec<_>>().join("; ")
}

/// A code or a version stands as it is, words in quotation marks.
fn word(value: &Value, nothing: &str) -> String {
    let in_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    match value {
        Value::Null => nothing.to_owned(),
        Value::Bool(is_so) => if *is_so { "yes" } else { "no" }.to_owned(),
        Value::String(text) if text.chars().all(in_code) => text.clone(),
        Value::String(text) => format!("“{text}”"),
        other => other.to_string(),
    }
}
