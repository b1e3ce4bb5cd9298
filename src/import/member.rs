//! The members of front matter to the members of a record. What does not fit is kept under `extra`.

use serde_json::Value;

use crate::domain::field::{Entry, Field};
use crate::domain::record::{Marker, RECORD_FORMAT, Record, is_slug};
use crate::domain::vocabulary::{self, List, Term};

use super::yaml::{Node, insert};
use super::{Imported, guess};

/// Other names of members, in lower case with `_` between words.
const ALSO: &[(&str, &str)] = &[
    ("titre", "title"),
    ("titulo", "title"),
    ("ref", "reference"),
    ("organization", "organisation"),
    ("agency", "organisation"),
    ("country", "countries"),
    ("country_iso3", "countries"),
    ("countries_iso3", "countries"),
    ("iso3", "countries"),
    ("pays", "countries"),
    ("pais", "countries"),
    ("sector", "sectors"),
    ("cluster", "sectors"),
    ("clusters", "sectors"),
    ("secteur", "sectors"),
    ("secteurs", "sectors"),
    ("lang", "language"),
    ("languages", "language"),
    ("langue", "language"),
    ("idioma", "language"),
    ("type", "kind"),
    ("document_type", "kind"),
    ("doc_type", "kind"),
    ("target_people", "people_targeted"),
    ("population_group", "population_groups"),
    ("crisis_type", "crisis_types"),
    ("tag", "tags"),
    ("theme", "tags"),
    ("themes", "tags"),
    ("trait", "traits"),
    ("marker", "markers"),
    ("gender_marker", "markers"),
    ("start_date", "start"),
    ("end_date", "end"),
    ("due_date", "due"),
    ("deadline", "due"),
];

/// Fills the record with the members that it knows; the names of the fields that got a value are returned.
#[must_use]
pub fn fill(imported: &mut Imported, members: Vec<(String, Node)>) -> Vec<&'static str> {
    let mut filler = Filler { record: &mut imported.record, warnings: &mut imported.warnings, filled: Vec::new() };
    for (name, node) in members {
        filler.member(&name, &node);
    }
    filler.filled
}

struct Filler<'a> {
    record: &'a mut Record,
    warnings: &'a mut Vec<String>,
    filled: Vec<&'static str>,
}

impl Filler<'_> {
    fn member(&mut self, name: &str, node: &Node) {
        let key = canonical(name);
        match (key.as_str(), node) {
            ("format", node) if node.text() == Some(RECORD_FORMAT) => {}
            ("id", node) => self.id(node),
            ("extra", Node::Map(members)) => members.iter().for_each(|(name, node)| self.keep(name, node.json())),
            ("budget", Node::Map(members)) => self.budget(name, members),
            ("period" | "dates", Node::Map(members)) => self.days(name, members),
            ("markers", node) => self.markers(name, node),
            (key, node) => match Field::named(key) {
                Some(_) if self.filled.contains(&key) => self.wrong(name, node.json(), "it is given twice"),
                Some(field) => self.field(field, name, node),
                None => self.keep(name, node.json()),
            },
        }
    }

    fn keep(&mut self, name: &str, value: Value) {
        insert(&mut self.record.extra, name, value);
    }

    fn wrong(&mut self, name: &str, value: Value, why: &str) {
        self.warnings.push(format!(
            "“{name}” in the front matter was not taken over ({}); it is kept under “extra”.",
            why.trim_end_matches('.')
        ));
        self.keep(name, value);
    }

    fn id(&mut self, node: &Node) {
        match node.text() {
            Some(id) if is_slug(id) => id.clone_into(&mut self.record.id),
            Some(_) => self.wrong("id", node.json(), "an id has small letters, digits and hyphens only, at most 64"),
            None if node.is_null() => {}
            None => self.wrong("id", node.json(), "an id is one word"),
        }
    }

    fn field(&mut self, field: &'static Field, name: &str, node: &Node) {
        match (field.entry, node) {
            (_, node) if node.is_null() => {}
            (Entry::Many(list), node) => self.many(field, list, name, node),
            (entry, Node::List(items)) => match items.as_slice() {
                [] => {}
                [item] if item.text().is_some() => self.field(field, name, item),
                _ if matches!(entry, Entry::One(_)) => self.wrong(name, node.json(), "only one value can be kept"),
                _ => self.wrong(name, node.json(), "one text is expected"),
            },
            (Entry::One(list), node) => self.one(field, list, name, node),
            (_, node) => self.set(field, name, node, node.text()),
        }
    }

    fn one(&mut self, field: &'static Field, list: List, name: &str, node: &Node) {
        let code = node.text().and_then(|text| code(list, text));
        if code.is_none() && node.text().is_some() {
            return self.wrong(name, node.json(), &not_known(node, list));
        }
        self.set(field, name, node, code.as_deref());
    }

    fn set(&mut self, field: &'static Field, name: &str, node: &Node, text: Option<&str>) {
        let Some(text) = text else { return self.wrong(name, node.json(), "one text is expected") };
        match field.set(self.record, text) {
            Ok(()) => self.filled.push(field.name),
            Err(why) => self.wrong(name, node.json(), &why),
        }
    }

    fn many(&mut self, field: &'static Field, list: List, name: &str, node: &Node) {
        let items = items(list, node);
        let codes: Vec<_> = items.iter().filter_map(|item| code(list, item.text()?)).collect();
        if !codes.is_empty() || items.is_empty() {
            self.set(field, name, node, Some(&unique(codes).join(", ")));
        }
        let is_unknown = |item: &&Node| item.text().is_none_or(|text| code(list, text).is_none());
        let unknown: Vec<_> = items.iter().filter(is_unknown).collect();
        if let Some(first) = unknown.first() {
            self.wrong(name, unknown.iter().map(|item| item.json()).collect(), &not_known(first, list));
        }
    }

    fn budget(&mut self, name: &str, members: &[(String, Node)]) {
        let text = |key: &str| members.iter().find(|(name, _)| name == key).and_then(|(_, node)| node.text());
        let whole = Node::Map(members.to_vec());
        match (text("amount"), text("currency"), Field::named("budget"), members.len()) {
            (Some(amount), Some(currency), Some(field), 2) => {
                self.set(field, name, &whole, Some(&format!("{amount} {currency}")));
            }
            (None, None, ..) if members.iter().all(|(_, node)| node.is_null()) => {}
            _ => self.wrong(name, whole.json(), "a budget has an amount and a currency"),
        }
    }

    /// The members of `period` and `dates` are fields of their own.
    fn days(&mut self, name: &str, members: &[(String, Node)]) {
        for (part, node) in members {
            let known = Field::named(part).filter(|field| field.entry == Entry::Day);
            match known {
                Some(field) => self.field(field, &format!("{name}: {part}"), node),
                None => self.keep(&format!("{name}: {part}"), node.json()),
            }
        }
    }

    fn markers(&mut self, name: &str, node: &Node) {
        let items = match node {
            Node::List(items) => items.as_slice(),
            node if node.is_null() => &[],
            node => std::slice::from_ref(node),
        };
        for item in items {
            match marker(item) {
                Ok(marker) => self.record.markers.push(marker),
                Err(why) => self.wrong(name, item.json(), &why),
            }
        }
    }
}

/// Our name of a member; the name itself when it is none of ours.
fn canonical(name: &str) -> String {
    let plain = crate::text::fold(name.trim()).text().replace(['-', ' '], "_");
    ALSO.iter().find(|(also, _)| *also == plain).map_or(plain, |(_, member)| (*member).to_owned())
}

/// The values of a list; a text with commas is one too, unless it names one entry.
fn items(list: List, node: &Node) -> Vec<Node> {
    match node {
        Node::List(items) => items.iter().filter(|item| !item.is_null()).cloned().collect(),
        Node::Text { text, plain } if code(list, text).is_none() => {
            let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
            parts.map(|part| Node::Text { text: part.to_owned(), plain: *plain }).collect()
        }
        node => vec![node.clone()],
    }
}

/// The code of an entry that a text names by its code or its label.
pub fn code(list: List, text: &str) -> Option<String> {
    if list == List::Countries {
        return vocabulary::find_country(text).map(|country| country.code.clone());
    }
    let folded = |text: &str| crate::text::fold(text.trim()).text().to_owned();
    let wanted = folded(text);
    let labels = |term: &Term| {
        let more = [&term.label_fr, &term.label_es].into_iter().flatten();
        [&term.code, &term.label].into_iter().chain(more).any(|label| folded(label) == wanted)
    };
    let found = list.entries().iter().find(|term| labels(term)).map(|term| term.code.clone());
    found.or_else(|| (list == List::Kinds).then(|| guess::kind_in_title(text))?.map(|kind| kind.code().to_owned()))
}

fn unique(codes: Vec<String>) -> Vec<String> {
    let mut kept = Vec::with_capacity(codes.len());
    for code in codes {
        if !kept.contains(&code) {
            kept.push(code);
        }
    }
    kept
}

fn not_known(node: &Node, list: List) -> String {
    match node.text() {
        Some(text) => format!("“{text}” is not a known {}", list.name()),
        None => format!("a {} is one text", list.name()),
    }
}

/// A map, or a text such as `gam 3`.
fn marker(node: &Node) -> Result<Marker, String> {
    let text = |key: &str| match node {
        Node::Map(members) => members.iter().find(|(name, _)| name == key).and_then(|(_, node)| node.text()),
        _ => None,
    };
    let (scheme, claimed) = match node.text().map(|text| text.split_once(' ').unwrap_or((text, ""))) {
        Some(parts) => parts,
        None => (text("scheme").unwrap_or_default(), text("code").unwrap_or_default()),
    };
    let scheme = code(List::Markers, scheme).unwrap_or_else(|| scheme.to_owned());
    vocabulary::check_marker(&scheme, claimed.trim())?;
    let known = |name: &str| matches!(name, "scheme" | "code" | "reference");
    if matches!(node, Node::Map(members) if !members.iter().all(|(name, _)| known(name))) {
        return Err("a marker has a scheme, a code and a reference only".to_owned());
    }
    let reference = text("reference").map(str::to_owned);
    Ok(Marker { scheme, code: claimed.trim().to_owned(), reference, reading: None })
}
