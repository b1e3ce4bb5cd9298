//! A validator: holds a tree against a schema and tells every place where it does not fit.

use std::collections::HashMap;

use super::fault::{Faults, Path, Position, listed, quoted};
use super::node::{Member, Node, Value};
use super::pattern;
use super::schema::{Extra, Schema, Type};
use super::spelling::{hint, nearest};
use super::vocabulary::{self, Known};

/// The largest whole number that every program reads alike (2^53 - 1).
const MAX_INTEGER: i64 = 9_007_199_254_740_991;

/// Tells every place of a file that does not fit its schema.
pub(super) fn validate(root: &Node, schema: &Schema, known: &Known, faults: &mut Faults) {
    Validator { whole: schema, known, faults }.node(root, schema, &Path::ROOT);
}

struct Validator<'a> {
    whole: &'a Schema,
    known: &'a Known<'a>,
    faults: &'a mut Faults,
}

impl Validator<'_> {
    /// The depth is that of the schema, so this cannot run away.
    fn node(&mut self, node: &Node, schema: &Schema, path: &Path) {
        let whole = self.whole;
        let schema = schema.resolve(whole);
        if !has_type(&node.value, schema.types.as_slice()) {
            let message = format!("must be {}, but is {}", wanted(schema.types.as_slice()), found(&node.value));
            return self.faults.error(node.at, path, message);
        }
        match &node.value {
            Value::Text(text) => self.text(text, node.at, schema, path),
            Value::Number(digits) => self.number(digits, node.at, schema, path),
            Value::List(items) => self.list(items, node.at, schema, path),
            Value::Object(members) => self.object(members, node, schema, path),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn text(&mut self, text: &str, at: Position, schema: &Schema, path: &Path) {
        let fault =
            option_fault(text, schema).or_else(|| shape_fault(text, schema)).or_else(|| length_fault(text, schema));
        if let Some(message) = fault {
            return self.faults.error(at, path, message);
        }
        if let Some(list) = schema.list.as_deref().filter(|list| !(self.known.contains)(list, text))
            && let Some((kind, message)) = vocabulary::unknown(list, text)
        {
            self.faults.add(kind, at, path, message);
        }
    }

    fn number(&mut self, digits: &str, at: Position, schema: &Schema, path: &Path) {
        if let Some(message) = number_fault(digits, schema) {
            self.faults.error(at, path, message);
        }
    }

    fn list(&mut self, items: &[Node], at: Position, schema: &Schema, path: &Path) {
        if let Some(message) = count_fault(items.len(), schema) {
            self.faults.error(at, path, message);
        }
        if let Some(inner) = &schema.items {
            for (index, item) in items.iter().enumerate() {
                self.node(item, inner, &path.item(index));
            }
        }
        if schema.unique_items {
            self.unique(items, path);
        }
    }

    /// Only texts are compared: our schemas ask for unique items in lists of codes and ids alone.
    fn unique(&mut self, items: &[Node], path: &Path) {
        let mut seen: HashMap<&str, Position> = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            let Some(text) = item.text() else { continue };
            let first = *seen.entry(text).or_insert(item.at);
            if first != item.at {
                let message = format!("{} is in the list already (at {first}): delete one of the two", quoted(text));
                self.faults.error(item.at, &path.item(index), message);
            }
        }
    }

    fn object(&mut self, members: &[Member], node: &Node, schema: &Schema, path: &Path) {
        for name in schema.required.iter().filter(|name| node.get(name).is_none()) {
            self.missing(name, node, schema, path);
        }
        let free = free_names(node, schema);
        for member in members {
            self.member(member, &free, schema, &path.member(&member.name));
        }
    }

    fn missing(&mut self, name: &str, node: &Node, schema: &Schema, path: &Path) {
        let title = schema.properties.get(name).map_or("", |member| &member.title);
        let unknown = node
            .members()
            .iter()
            .map(|member| member.name.as_str())
            .filter(|name| !schema.properties.contains_key(*name))
            .take(1000);
        let advice = match nearest(name, unknown) {
            Some(near) => format!("perhaps {} is meant: rename it", quoted(near)),
            None => "add it".to_owned(),
        };
        self.faults.error(node.at, path, format!("{} ({title}) is missing: {advice}", quoted(name)));
    }

    fn member(&mut self, member: &Member, free: &[&str], schema: &Schema, path: &Path) {
        if let Some(inner) = schema.properties.get(&member.name) {
            return self.node(&member.node, inner, path);
        }
        if let Some(names) = &schema.property_names {
            self.text(&member.name, member.at, names.resolve(self.whole), path);
        }
        match &schema.additional_properties {
            Extra::Each(inner) => self.node(&member.node, inner, path),
            Extra::Kept(_) => self.extra(member, free, schema, path),
        }
    }

    /// A member that the schema does not name. Where such members are kept, only a likely slip of the pen is told.
    fn extra(&mut self, member: &Member, free: &[&str], schema: &Schema, path: &Path) {
        let near = hint(&member.name, free.iter().copied());
        let advice = match (near.is_empty(), &schema.additional_properties) {
            (true, Extra::Kept(true)) => return,
            (true, _) => ": correct or delete it",
            (false, _) => ": rename it",
        };
        self.faults.warning(member.at, path, format!("the program does not know this member{near}{advice}"));
    }
}

/// The optional members that an object could have and has not: what a misspelt name may mean.
/// None in objects larger than a person writes, where guessing would take long.
fn free_names<'a>(node: &Node, schema: &'a Schema) -> Vec<&'a str> {
    if node.members().len() > 1000 {
        return Vec::new();
    }
    let optional = schema.properties.keys().filter(|name| !schema.required.contains(name));
    optional.filter(|name| node.get(name).is_none()).map(String::as_str).collect()
}

fn has_type(value: &Value, types: &[Type]) -> bool {
    types.is_empty() || types.iter().any(|one| is_type(value, *one))
}

fn is_type(value: &Value, one: Type) -> bool {
    matches!(
        (value, one),
        (Value::Text(_), Type::String)
            | (Value::Number(_), Type::Integer)
            | (Value::Bool(_), Type::Boolean)
            | (Value::Null, Type::Null)
            | (Value::List(_), Type::Array)
            | (Value::Object(_), Type::Object)
    )
}

fn wanted(types: &[Type]) -> String {
    let words = types.iter().map(|one| match one {
        Type::String => "a text in quotation marks",
        Type::Integer => "a whole number without quotation marks",
        Type::Boolean => "true or false without quotation marks",
        Type::Null => "null",
        Type::Array => "a list in [ ]",
        Type::Object => "an object in { }",
    });
    words.collect::<Vec<_>>().join(", or ")
}

fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        Value::Number(_) => "a number",
        Value::Text(_) => "a text",
        Value::List(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn option_fault(text: &str, schema: &Schema) -> Option<String> {
    let constant = schema.constant.as_deref().filter(|constant| *constant != text);
    if let Some(constant) = constant {
        return Some(format!("must be {}", quoted(constant)));
    }
    let options = || schema.options.iter().flatten().map(String::as_str);
    let is_wrong = !schema.options.is_empty() && options().all(|option| option != text);
    let or_null = if schema.options.contains(&None) { ", or null" } else { "" };
    is_wrong.then(|| {
        format!(
            "{} is not allowed here{}: it must be one of {}{or_null}",
            quoted(text),
            hint(text, options()),
            listed(options())
        )
    })
}

fn shape_fault(text: &str, schema: &Schema) -> Option<String> {
    let pattern = schema.pattern.as_deref().and_then(pattern::find)?;
    (!(pattern.matches)(text)).then(|| format!("{} is not {}", quoted(text), pattern.words))
}

fn length_fault(text: &str, schema: &Schema) -> Option<String> {
    let length = text.chars().count();
    if schema.min_length.is_some_and(|least| length < least) {
        return Some("is empty: fill it in".to_owned());
    }
    let most = schema.max_length.filter(|most| length > *most)?;
    Some(format!("has {length} characters, at most {most} are allowed: shorten it"))
}

fn number_fault(digits: &str, schema: &Schema) -> Option<String> {
    if digits.contains(['.', 'e', 'E']) {
        return Some(format!("{} is not a whole number: write it without a decimal point or exponent", quoted(digits)));
    }
    let (least, most) = (schema.minimum.unwrap_or(-MAX_INTEGER), schema.maximum.unwrap_or(MAX_INTEGER));
    let bound = match digits.parse::<i64>() {
        Ok(number) if number < least => format!("small: it must be at least {least}"),
        Ok(number) if number <= most => return None,
        Err(_) if digits.starts_with('-') => format!("small: it must be at least {least}"),
        Ok(_) | Err(_) => format!("large: it must be at most {most}"),
    };
    Some(format!("{} is too {bound}", quoted(digits)))
}

fn count_fault(count: usize, schema: &Schema) -> Option<String> {
    if let Some(least) = schema.min_items.filter(|least| count < *least) {
        return Some(format!("the list has {count} items and needs at least {least}: add what is missing"));
    }
    let most = schema.max_items.filter(|most| count > *most)?;
    Some(format!("the list has {count} items, at most {most} are allowed: shorten it"))
}

#[cfg(test)]
mod tests {
    use super::super::json::parse;
    use super::*;

    /// The faults of a value under a schema, as lines; only "yes" is in any vocabulary.
    fn told(schema: &str, json: &str) -> Vec<String> {
        let schema: Schema = serde_json::from_str(schema).unwrap();
        let mut faults = Faults::default();
        validate(&parse(json.as_bytes()).unwrap(), &schema, &Known { contains: &|_, code| code == "yes" }, &mut faults);
        faults.into_list().iter().map(ToString::to_string).collect()
    }

    fn hold(schema: &str, good: &[&str], bad: &[(&str, &str)]) {
        for json in good {
            assert_eq!(told(schema, json), [""; 0], "{schema} {json}");
        }
        for (json, expected) in bad {
            assert_eq!(told(schema, json), [*expected], "{schema} {json}");
        }
    }

    #[test]
    fn types() {
        hold(
            r#"{"type": ["string", "null"]}"#,
            &["\"a\"", "null"],
            &[
                ("1", "line 1, column 1: must be a text in quotation marks, or null, but is a number"),
                ("true", "line 1, column 1: must be a text in quotation marks, or null, but is true"),
                ("{}", "line 1, column 1: must be a text in quotation marks, or null, but is an object"),
            ],
        );
        hold(
            r#"{"type": "boolean"}"#,
            &["true", "false"],
            &[("\"true\"", "line 1, column 1: must be true or false without quotation marks, but is a text")],
        );
        hold(r#"{"type": "array"}"#, &["[]"], &[("null", "line 1, column 1: must be a list in [ ], but is null")]);
        hold(r#"{"type": "object"}"#, &["{}"], &[("[]", "line 1, column 1: must be an object in { }, but is a list")]);
        hold("{}", &["1", "null", "[]"], &[]);
    }

    #[test]
    fn whole_numbers() {
        hold(
            r#"{"type": "integer"}"#,
            &["0", "-5", "9007199254740991"],
            &[
                (
                    "1.5",
                    "line 1, column 1: \"1.5\" is not a whole number: write it without a decimal point or exponent",
                ),
                (
                    "1e3",
                    "line 1, column 1: \"1e3\" is not a whole number: write it without a decimal point or exponent",
                ),
                (
                    "9007199254740992",
                    "line 1, column 1: \"9007199254740992\" is too large: it must be at most 9007199254740991",
                ),
                (
                    "99999999999999999999",
                    "line 1, column 1: \"99999999999999999999\" is too large: it must be at most 9007199254740991",
                ),
            ],
        );
        let bounds = r#"{"type": "integer", "minimum": 1, "maximum": 3}"#;
        hold(
            bounds,
            &["1", "3"],
            &[
                ("0", "line 1, column 1: \"0\" is too small: it must be at least 1"),
                ("4", "line 1, column 1: \"4\" is too large: it must be at most 3"),
            ],
        );
    }

    #[test]
    fn lengths_count_characters() {
        hold(
            r#"{"type": "string", "minLength": 1, "maxLength": 3}"#,
            &["\"a\"", "\"éüß\""],
            &[
                ("\"\"", "line 1, column 1: is empty: fill it in"),
                ("\"éüßa\"", "line 1, column 1: has 4 characters, at most 3 are allowed: shorten it"),
            ],
        );
        hold(
            r#"{"type": "array", "minItems": 1, "maxItems": 2}"#,
            &["[1]", "[1, 2]"],
            &[
                ("[]", "line 1, column 1: the list has 0 items and needs at least 1: add what is missing"),
                ("[1, 2, 3]", "line 1, column 1: the list has 3 items, at most 2 are allowed: shorten it"),
            ],
        );
    }

    #[test]
    fn options() {
        hold(
            r#"{"type": ["string", "null"], "enum": ["proposal", "report", null]}"#,
            &["\"report\"", "null"],
            &[
                (
                    "\"reprt\"",
                    "line 1, column 1: \"reprt\" is not allowed here (did you mean \"report\"?): it must be one of \"proposal\", \"report\", or null",
                ),
                (
                    "\"x\"",
                    "line 1, column 1: \"x\" is not allowed here: it must be one of \"proposal\", \"report\", or null",
                ),
            ],
        );
        hold(r#"{"const": "a/1"}"#, &["\"a/1\""], &[("\"b\"", "line 1, column 1: must be \"a/1\"")]);
    }

    #[test]
    fn patterns_and_vocabularies() {
        let schema = r#"{"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{3}$", "x-list": "country"}}"#;
        let lines = told(schema, "[\n  \"XYZ\", \"ssd\"]");
        assert_eq!(
            lines,
            [
                "line 2, column 3: 1: \"XYZ\" is not a known country code (ISO 3166-1 alpha-3, such as SSD)",
                "line 2, column 10: 2: \"ssd\" is not a code of three capital letters, such as SSD or USD",
            ]
        );
    }

    #[test]
    fn items_that_come_twice() {
        hold(
            r#"{"type": "array", "uniqueItems": true}"#,
            &["[\"a\", \"b\"]"],
            &[(
                "[\"a\", \"b\", \"a\"]",
                "line 1, column 12: 3: \"a\" is in the list already (at line 1, column 2): delete one of the two",
            )],
        );
    }

    #[test]
    fn missing_and_unknown_members() {
        let kept =
            r#"{"type": "object", "required": ["title"], "properties": {"title": {"title": "the title"}, "tags": {}}}"#;
        hold(
            kept,
            &["{\"title\": 1, \"prima\": 2}"],
            &[
                ("{}", "line 1, column 1: \"title\" (the title) is missing: add it"),
                (
                    "{\"titel\": 1}",
                    "line 1, column 1: \"title\" (the title) is missing: perhaps \"titel\" is meant: rename it",
                ),
                (
                    "{\"title\": 1, \"tag\": 1}",
                    "line 1, column 14: tag: the program does not know this member (did you mean \"tags\"?): rename it",
                ),
            ],
        );
        let strict = r#"{"type": "object", "properties": {"tags": {}}, "additionalProperties": false}"#;
        hold(
            strict,
            &["{\"tags\": 1}"],
            &[
                (
                    "{\"tag\": 1}",
                    "line 1, column 2: tag: the program does not know this member (did you mean \"tags\"?): rename it",
                ),
                (
                    "{\"colour\": 1}",
                    "line 1, column 2: colour: the program does not know this member: correct or delete it",
                ),
            ],
        );
    }

    #[test]
    fn names_and_values_of_open_objects() {
        let schema = r##"{"additionalProperties": {"$ref": "#/$defs/flag"}, "propertyNames": {"$ref": "#/$defs/slug"},
            "$defs": {"flag": {"type": "boolean"}, "slug": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"}}}"##;
        hold(
            schema,
            &["{\"a-b\": true}"],
            &[(
                "{\"a-b\": 1}",
                "line 1, column 9: a-b: must be true or false without quotation marks, but is a number",
            )],
        );
        assert!(
            told(schema, "{\"A B\": true}")
                .concat()
                .starts_with("line 1, column 2: A B: \"A B\" is not an id: 1 to 64")
        );
    }
}
