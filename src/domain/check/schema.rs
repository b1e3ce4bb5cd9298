//! A schema: the part of JSON Schema (draft 2020-12) that our three schema files use, read into a struct.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::format::Format;

/// The keywords that decide; `description`, `format` and the like are for readers. A test holds the files to this list.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Schema {
    /// What a member is, after "add": "the document's title".
    pub(super) title: String,
    #[serde(rename = "type")]
    pub(super) types: Types,
    pub(super) required: Vec<String>,
    pub(super) properties: BTreeMap<String, Schema>,
    pub(super) additional_properties: Extra,
    pub(super) property_names: Option<Box<Schema>>,
    pub(super) items: Option<Box<Schema>>,
    /// The values allowed; `None` is null.
    #[serde(rename = "enum")]
    pub(super) options: Vec<Option<String>>,
    #[serde(rename = "const")]
    pub(super) constant: Option<String>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) minimum: Option<i64>,
    pub(super) maximum: Option<i64>,
    pub(super) unique_items: bool,
    pub(super) pattern: Option<String>,
    /// The vocabulary that must hold the code.
    #[serde(rename = "x-list")]
    pub(super) list: Option<String>,
    #[serde(rename = "$ref")]
    pub(super) reference: Option<String>,
    #[serde(rename = "$defs")]
    definitions: BTreeMap<String, Schema>,
}

/// One type or several; none allows all.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Types {
    One(Type),
    Many(Vec<Type>),
}

impl Default for Types {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Types {
    pub(super) fn as_slice(&self) -> &[Type] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// A type of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Type {
    String,
    Integer,
    Boolean,
    Null,
    Array,
    Object,
}

/// Members that `properties` does not name.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Extra {
    /// Kept (true), or probably misspelt (false).
    Kept(bool),
    /// Each must fit a schema.
    Each(Box<Schema>),
}

impl Default for Extra {
    fn default() -> Self {
        Self::Kept(true)
    }
}

impl Schema {
    /// The schema of a format.
    pub(super) fn of(format: Format) -> &'static Self {
        static RECORD: LazyLock<Schema> = LazyLock::new(|| Schema::load(Format::Record));
        static REVIEW: LazyLock<Schema> = LazyLock::new(|| Schema::load(Format::Review));
        static CHECKLIST: LazyLock<Schema> = LazyLock::new(|| Schema::load(Format::Checklist));
        match format {
            Format::Record => &RECORD,
            Format::Review => &REVIEW,
            Format::Checklist => &CHECKLIST,
        }
    }

    /// The definition that `$ref` names; `within` is the whole schema.
    pub(super) fn resolve<'a>(&'a self, within: &'a Self) -> &'a Self {
        let name = self.reference.as_deref().and_then(|reference| reference.strip_prefix("#/$defs/"));
        name.and_then(|name| within.definitions.get(name)).unwrap_or(self)
    }

    /// A test holds that each file can be read.
    fn load(format: Format) -> Self {
        serde_json::from_str(format.schema()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::{pattern, vocabulary};
    use super::*;

    const KEYWORDS: [&str; 24] = [
        "$schema",
        "$id",
        "$ref",
        "$defs",
        "title",
        "description",
        "type",
        "required",
        "properties",
        "additionalProperties",
        "propertyNames",
        "items",
        "enum",
        "const",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minimum",
        "maximum",
        "uniqueItems",
        "pattern",
        "format",
        "x-list",
    ];

    fn raw(format: Format) -> Value {
        serde_json::from_str(format.schema()).unwrap()
    }

    /// Calls `visit` with each schema of a file.
    fn walk(schema: &Value, visit: &mut dyn FnMut(&serde_json::Map<String, Value>)) {
        let Value::Object(keywords) = schema else {
            return;
        };
        visit(keywords);
        for (keyword, inner) in keywords {
            match (keyword.as_str(), inner) {
                ("properties" | "$defs", Value::Object(named)) => {
                    named.values().for_each(|schema| walk(schema, visit));
                }
                ("items" | "additionalProperties" | "propertyNames", schema) => walk(schema, visit),
                _ => {}
            }
        }
    }

    fn for_each(mut visit: impl FnMut(Format, &Value, &serde_json::Map<String, Value>)) {
        for format in Format::ALL {
            let root = raw(format);
            walk(&root, &mut |keywords| visit(format, &root, keywords));
        }
    }

    #[test]
    fn each_schema_file_is_read() {
        for format in Format::ALL {
            let schema: Schema = serde_json::from_str(format.schema()).unwrap();
            assert!(schema.required.iter().any(|name| name == "format"));
            assert_eq!(raw(format).get("$id").and_then(Value::as_str), Some(format.id()));
            let constant = schema.properties.get("format").and_then(|schema| schema.constant.as_deref());
            assert_eq!(constant, Some(format.id()));
        }
    }

    #[test]
    fn only_keywords_that_are_understood_are_used() {
        for_each(|format, _, keywords| {
            for keyword in keywords.keys() {
                assert!(KEYWORDS.contains(&keyword.as_str()), "{}: {keyword}", format.id());
            }
        });
    }

    #[test]
    fn each_pattern_and_list_is_known() {
        let mut used = Vec::new();
        for_each(|format, _, keywords| {
            if let Some(regex) = keywords.get("pattern").and_then(Value::as_str) {
                assert!(pattern::find(regex).is_some(), "{}: {regex}", format.id());
                used.push(regex.to_owned());
            }
            if let Some(list) = keywords.get("x-list").and_then(Value::as_str) {
                assert!(vocabulary::unknown(list, "x").is_some(), "{}: {list}", format.id());
            }
        });
        assert!(
            pattern::PATTERNS.iter().all(|pattern| used.iter().any(|regex| regex == pattern.regex)),
            "a pattern is not used"
        );
    }

    #[test]
    fn each_reference_leads_to_a_schema_and_no_further() {
        for_each(|format, root, keywords| {
            if let Some(reference) = keywords.get("$ref").and_then(Value::as_str) {
                let target = reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
                assert!(target.is_some_and(|target| target.get("$ref").is_none()), "{}: {reference}", format.id());
            }
        });
    }

    #[test]
    fn each_member_says_what_it_is_and_each_required_one_is_a_member() {
        for_each(|format, _, keywords| {
            let Some(Value::Object(members)) = keywords.get("properties") else {
                return;
            };
            for (name, member) in members {
                for keyword in ["title", "description"] {
                    assert!(
                        member.get(keyword).and_then(Value::as_str).is_some_and(|text| !text.is_empty()),
                        "{}: {name}",
                        format.id()
                    );
                }
            }
            let required =
                keywords.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            required.for_each(|name| assert!(members.contains_key(name), "{}: {name}", format.id()));
        });
    }

    #[test]
    fn null_is_an_option_where_it_is_a_type() {
        for_each(|format, _, keywords| {
            let has_null = |keyword: &str, null: Value| {
                keywords.get(keyword).and_then(Value::as_array).is_some_and(|list| list.contains(&null))
            };
            if keywords.contains_key("enum") {
                assert_eq!(
                    has_null("enum", Value::Null),
                    has_null("type", "null".into()),
                    "{}: {keywords:?}",
                    format.id()
                );
            }
        });
    }
}
