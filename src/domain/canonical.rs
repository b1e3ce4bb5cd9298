//! One spelling of a JSON value, for hashing and for copies, so that indentation and the order of members do not matter.

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// SHA-256 over the compact, key-sorted JSON, as 64 hexadecimal digits.
#[must_use]
pub fn sha256(value: &Value) -> String {
    sha256_bytes(sorted(value).to_string().as_bytes())
}

/// SHA-256 over bytes, as 64 hexadecimal digits.
#[must_use]
pub fn sha256_bytes(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The value with the members of each object by name.
#[must_use]
pub fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        plain => plain.clone(),
    }
}

/// The value with its members in the order in which this program would write them; those that it does not know follow by
/// name. `known` is what it reads of the value, and says the order.
#[must_use]
pub fn arranged(value: &Value, known: &impl Serialize) -> Value {
    arrange(value, serde_json::to_value(known).ok().as_ref())
}

fn arrange(value: &Value, known: Option<&Value>) -> Value {
    match value {
        Value::Object(members) => arrange_object(members, known.and_then(Value::as_object)),
        Value::Array(items) => arrange_list(items, known.and_then(Value::as_array)),
        plain => plain.clone(),
    }
}

fn arrange_object(members: &Map<String, Value>, known: Option<&Map<String, Value>>) -> Value {
    let is_known = |name: &&String| known.is_some_and(|known| known.contains_key(*name));
    let mut others: Vec<_> = members.keys().filter(|name| !is_known(name)).collect();
    others.sort();
    let member = |name: &String| {
        let value = arrange(members.get(name)?, known.and_then(|known| known.get(name)));
        Some((name.clone(), value))
    };
    known.into_iter().flat_map(Map::keys).chain(others).filter_map(member).collect()
}

fn arrange_list(items: &[Value], known: Option<&Vec<Value>>) -> Value {
    let known = |at| known.and_then(|known| known.get(at));
    items.iter().enumerate().map(|(at, item)| arrange(item, known(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn order_of_members_does_not_matter_and_values_do() {
        let (a, b) = (json!({"b": 1, "a": [{"d": 2, "c": 3}]}), json!({"a": [{"c": 3, "d": 2}], "b": 1}));
        assert_eq!(sha256(&a), sha256(&b));
        assert_ne!(sha256(&a), sha256(&json!({"a": [{"c": 3, "d": 2}], "b": 2})));
    }

    #[test]
    fn members_are_arranged_as_we_write_them_and_unknown_ones_follow_by_name() {
        let value = json!({"z": 1, "b": [{"y": 2, "x": 3}, 4], "a": 5, "c": null});
        let known = json!({"b": [{"x": 0}], "missing": 0, "a": 0});
        assert_eq!(arranged(&value, &known).to_string(), r#"{"b":[{"x":3,"y":2},4],"a":5,"c":null,"z":1}"#);
    }

    /// NIST's example for the three letters "abc".
    #[test]
    fn hashes_like_the_standard() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256_bytes(b"abc"), abc);
    }
}
