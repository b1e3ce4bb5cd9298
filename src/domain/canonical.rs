//! One spelling of a JSON value for hashing, so that indentation and the order of members do not matter.

use serde_json::Value;
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

    /// NIST's example for the three letters "abc".
    #[test]
    fn hashes_like_the_standard() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256_bytes(b"abc"), abc);
    }
}
