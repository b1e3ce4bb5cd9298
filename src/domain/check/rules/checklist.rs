//! Rules of a checklist.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use super::super::fault::{Faults, Path, Position, quoted};
use super::super::node::{Node, Value};
use super::super::spelling::hint;
use super::{place, unique};

/// A short name must fit the narrow list of the screen.
const MOST_TITLE: usize = 26;

type Places<'a> = HashMap<&'a str, Position>;

/// Tells every broken rule of a checklist.
pub(super) fn hold(root: &Node, faults: &mut Faults) {
    let (sections, criteria) = (root.items_of("sections"), root.items_of("criteria"));
    let (above, list) = (Path::ROOT.member("sections"), Path::ROOT.member("criteria"));
    let section_ids = unique(sections, "id", &above, faults);
    let criterion_ids = unique(criteria, "id", &list, faults);
    empty_sections(sections, criteria, &above, faults);
    former_ids(criteria, &criterion_ids, &list, faults);
    for (index, criterion) in criteria.iter().enumerate() {
        Criterion { node: criterion, path: &list.item(index), faults }.hold(&section_ids, &criterion_ids);
    }
}

/// An answer counts once: a former id leads to one criterion, and to none that still has it.
fn former_ids(criteria: &[Node], today: &Places, path: &Path, faults: &mut Faults) {
    let mut taken = HashSet::new();
    for (index, criterion) in criteria.iter().enumerate() {
        for (place, item) in criterion.items_of("formerly").iter().enumerate() {
            let Some(id) = item.text() else { continue };
            let message = match (today.contains_key(id), taken.insert(id)) {
                (true, _) => format!("{} is still the id of a criterion of this file: delete one of them", quoted(id)),
                (_, false) => format!("{} is a former id of another criterion too: keep it with one", quoted(id)),
                (false, true) => continue,
            };
            let (path, member) = (path.item(index), "formerly");
            faults.error(item.at, &path.member(member).item(place), message);
        }
    }
}

fn empty_sections(sections: &[Node], criteria: &[Node], path: &Path, faults: &mut Faults) {
    let used: HashSet<&str> = criteria.iter().filter_map(|criterion| criterion.text_of("section")).collect();
    for (index, section) in sections.iter().enumerate() {
        if let Some(id) = section.text_of("id").filter(|id| !used.contains(id)) {
            let message =
                format!("no criterion belongs to the section {}: delete it, or move criteria to it", quoted(id));
            faults.warning(place(section, "id"), &path.item(index).member("id"), message);
        }
    }
}

struct Criterion<'a> {
    node: &'a Node,
    path: &'a Path<'a>,
    faults: &'a mut Faults,
}

impl Criterion<'_> {
    fn hold(&mut self, sections: &Places, criteria: &Places) {
        self.section(sections);
        self.blocks_with(criteria);
        self.question();
        self.title();
        self.weight();
        self.count("look_for", 2..=5);
        self.count("red_flags", 2..=4);
    }

    fn section(&mut self, sections: &Places) {
        if let Some(id) = self.node.text_of("section").filter(|id| !sections.contains_key(id)) {
            let message = format!(
                "{} is not a section of this file{}: use one of those, or add it",
                quoted(id),
                self.near(id, sections)
            );
            self.error("section", message);
        }
    }

    fn blocks_with(&mut self, criteria: &Places) {
        let own = self.node.text_of("id");
        for (index, item) in self.node.items_of("blocks_with").iter().enumerate() {
            let Some(id) = item.text() else { continue };
            let message = if Some(id) == own {
                "a criterion cannot block together with itself: name another, or leave this out".to_owned()
            } else if criteria.contains_key(id) {
                continue;
            } else {
                format!(
                    "{} is not a criterion of this file{}: correct or delete it",
                    quoted(id),
                    self.near(id, criteria)
                )
            };
            self.faults.error(item.at, &self.path.member("blocks_with").item(index), message);
        }
    }

    fn question(&mut self) {
        if self.node.text_of("question").is_some_and(|text| !text.is_empty() && !text.ends_with('?')) {
            self.error("question", "must be a question that ends with \"?\": reword it".to_owned());
        }
    }

    fn title(&mut self) {
        let length = self.node.text_of("title").map_or(0, |title| title.chars().count());
        if length > MOST_TITLE {
            self.warning(
                "title",
                format!("has {length} characters, and only {MOST_TITLE} fit the list on the screen: shorten it"),
            );
        }
    }

    fn weight(&mut self) {
        let is_core = self.node.get("core").is_some_and(|core| core.value == Value::Bool(true));
        let is_empty = self.node.get("weight").is_some_and(|weight| weight.value == Value::Object(Vec::new()));
        if is_empty && is_core {
            self.error(
                "weight",
                "a core criterion needs a weight for at least one kind of document: add one, or set \"core\" to false"
                    .to_owned(),
            );
        } else if is_empty {
            self.warning("weight", "without a weight for any kind of document this is never asked: add one".to_owned());
        }
    }

    fn count(&mut self, name: &str, wanted: RangeInclusive<usize>) {
        let is_list = self.node.get(name).is_some_and(|node| matches!(node.value, Value::List(_)));
        let count = self.node.items_of(name).len();
        if is_list && !wanted.contains(&count) {
            let message = format!("has {count} phrases: {} to {} read best", wanted.start(), wanted.end());
            self.warning(name, message);
        }
    }

    /// A hint at the id that was meant; none in files so large or so wrong that it would take long.
    fn near(&self, id: &str, ids: &Places) -> String {
        if self.faults.is_full() || ids.len() > 1000 {
            return String::new();
        }
        hint(id, ids.keys().copied())
    }

    fn error(&mut self, name: &str, message: String) {
        self.faults.error(place(self.node, name), &self.path.member(name), message);
    }

    fn warning(&mut self, name: &str, message: String) {
        self.faults.warning(place(self.node, name), &self.path.member(name), message);
    }
}
