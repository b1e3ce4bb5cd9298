//! The reader, slip by slip, at its limits, and against serde.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// The faults as lines; empty when the file is read.
fn told(bytes: &[u8]) -> Vec<String> {
    parse(bytes).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

fn hold(json: &str, expected: &[&str]) {
    let lines = told(json.as_bytes());
    assert_eq!(lines.len(), expected.len(), "{json}: {lines:#?}");
    for (line, start) in lines.iter().zip(expected) {
        assert!(line.starts_with(start), "{json}: {line}");
    }
}

#[test]
fn values_and_names_have_places() {
    let root = parse("{\n  \"é\": [1, \"ü\", true]\n}".as_bytes()).unwrap();
    let [member] = root.members() else { panic!("one member") };
    assert_eq!((root.at, member.at), (Position::START, Position { line: 2, column: 3 }));
    assert_eq!(member.node.at, Position { line: 2, column: 8 });
    let places: Vec<usize> = member.node.items().iter().map(|item| item.at.column).collect();
    assert_eq!(places, [9, 12, 17]);
}

#[test]
fn numbers_keep_every_digit() {
    for number in ["123456789012345678901234567890", "1.10", "-0", "1E+2", "0.1e-7"] {
        assert_eq!(parse(number.as_bytes()).map(|node| node.value), Ok(Value::Number(number.to_owned())), "{number}");
    }
}

#[test]
fn escapes_are_resolved() {
    let node = parse(br#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#).unwrap();
    assert_eq!(node.text(), Some("\"\\/\u{8}\u{C}\n\r\té😀"));
}

#[test]
fn a_byte_order_mark_does_not_shift_the_columns() {
    assert_eq!(parse(b"\xEF\xBB\xBF{}").map(|node| node.at), Ok(Position::START));
    hold("\u{FEFF}\u{FEFF}{}", &["line 1, column 1: a special blank (U+FEFF)"]);
}

#[test]
fn names_that_come_twice_are_told_with_both_places() {
    hold(
        "{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2},\n \"\\u0061\": 3}",
        &[
            "line 2, column 16: b › c: \"c\" stands here for the second time (first at line 2, column 8): delete one",
            "line 3, column 2: a: \"a\" stands here for the second time (first at line 1, column 2)",
        ],
    );
}

#[test]
fn small_slips_are_all_told_at_once() {
    hold(
        "{\n  // note\n  \"a\": [1, 2,],\n  \"b\": 012\n  \"c\": NaN,\n  \"d\": \"x\ty\", \"e\": yes,\n}",
        &[
            "line 2, column 3: comments are not allowed",
            "line 3, column 13: a: this comma stands before the closing ]",
            "line 4, column 8: b: \"012\" is not a number",
            "line 5, column 3: a comma is missing before this",
            "line 5, column 8: c: \"NaN\" cannot stand here as it is: write null",
            "line 6, column 10: d: a tab stands inside this text",
            "line 6, column 20: e: \"yes\" cannot stand here as it is: put it in quotation marks",
            "line 6, column 23: this comma stands before the closing }",
        ],
    );
}

const SLIPS: &[(&str, &str)] = &[
    ("", "line 1, column 1: the file is empty"),
    (" \n ", "line 2, column 2: the file is empty"),
    ("{} {}", "line 1, column 4: there is more text after the end"),
    ("{} /* x */", "line 1, column 4: comments are not allowed"),
    ("[1 2]", "line 1, column 4: a comma is missing before this"),
    ("[,1]", "line 1, column 2: this comma has no value before it"),
    ("[1,,2]", "line 1, column 4: this comma has no value before it"),
    ("{\"a\" 1}", "line 1, column 6: a: a colon is missing after the name \"a\""),
    ("{\"a\":}", "line 1, column 6: a: a value is missing before this }"),
    ("{a: 1}", "line 1, column 2: a name in quotation marks should stand here, not \"a\""),
    ("{'a': 1}", "line 1, column 2: a name in quotation marks should stand here, not \"'\""),
    ("[“a”]", "line 1, column 2: 1: “ does not open a text"),
    ("[@]", "line 1, column 2: 1: a value should stand here, not \"@\""),
    ("[1}", "line 1, column 3: this } does not fit: the bracket opened at line 1, column 1 needs a ] first"),
    ("{\n\"a\": [\n1", "line 2, column 6: a: the bracket opened here is never closed"),
    ("{\"a\":", "line 1, column 6: a: the file ends where a value should stand"),
    ("{\"a\": \"he said \"no\" to\"}", "line 1, column 17: a comma or } is missing before \"n\""),
    ("[\"a\n\"]", "line 1, column 2: 1: this text is not closed on its line"),
    ("[\"a", "line 1, column 2: 1: this text is not closed on its line"),
    ("[\"\0\"]", "line 1, column 3: 1: an invisible control character (U+0000)"),
    ("[\"a\r\"]", "line 1, column 4: 1: a line break stands inside this text"),
    (r#"["C:\x"]"#, "line 1, column 5: 1: a backslash before \"x\" means nothing"),
    (r#"["\u12g4"]"#, "line 1, column 3: 1: \\u needs four digits"),
    (r#"["\ud800"]"#, "line 1, column 3: 1: \\u needs four digits"),
    (r#"["\ud800\u0041"]"#, "line 1, column 3: 1: \\u needs four digits"),
    (r#"["\udc00"]"#, "line 1, column 3: 1: \\u needs four digits"),
    ("[\u{A0}1]", "line 1, column 2: a special blank (U+00A0)"),
    ("[True]", "line 1, column 2: 1: \"True\" cannot stand here as it is: write it in small letters"),
    ("[1e400]", "line 1, column 2: 1: this number is too large"),
    ("[/]", "line 1, column 2: 1: a value should stand here, not \"/\""),
];

#[test]
fn each_slip_is_told_in_its_place() {
    for (json, expected) in SLIPS {
        hold(json, &[expected]);
    }
}

#[test]
fn numbers_are_those_of_the_standard() {
    for token in ["0", "-0", "10", "0.5", "1e5", "1E-05", "1.5e+3"] {
        assert!(is_number(token), "{token}");
    }
    for token in
        ["", "-", "01", "-01", "+1", ".5", "5.", "1e", "1e+", "1.2.3", "1e5e5", "0x10", "1_000", "--1", "1e5.5"]
    {
        assert!(!is_number(token), "{token}");
    }
}

#[test]
fn the_greatest_depth_is_read_and_no_greater_one() {
    for (depth, is_read) in [(MAX_DEPTH - 1, true), (MAX_DEPTH, true), (MAX_DEPTH + 1, false)] {
        let lists = "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(parse(lists.as_bytes()).is_ok(), is_read, "{depth}");
        let objects = "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
        assert_eq!(parse(objects.as_bytes()).is_ok(), is_read, "{depth}");
    }
    let lines = told("[".repeat(65).as_bytes());
    assert!(
        lines.iter().all(|line| line.starts_with("line 1, column 65: 1 › 1 ›") && line.contains("more than 64")),
        "{lines:?}"
    );
}

#[test]
fn the_most_elements_are_read_and_no_more() {
    // The list itself counts as one.
    for (items, is_read) in [(MAX_ELEMENTS - 2, true), (MAX_ELEMENTS - 1, true), (MAX_ELEMENTS, false)] {
        let json = format!("[1{}]", ",1".repeat(items - 1));
        assert_eq!(parse(json.as_bytes()).is_ok(), is_read, "{items}");
    }
}

#[test]
fn the_longest_text_is_read_and_no_longer_one() {
    for (length, is_read) in [(MAX_TEXT - 1, true), (MAX_TEXT, true), (MAX_TEXT + 1, false)] {
        assert_eq!(parse(format!("\"{}\"", "a".repeat(length)).as_bytes()).is_ok(), is_read, "{length}");
        assert_eq!(parse(format!("{{\"{}\": 1}}", "a".repeat(length)).as_bytes()).is_ok(), is_read, "name {length}");
    }
    assert!(parse(format!("\"{}\"", "é".repeat(MAX_TEXT / 2)).as_bytes()).is_ok());
    assert!(parse(format!("\"{}\"", "é".repeat(MAX_TEXT / 2 + 1)).as_bytes()).is_err());
}

#[test]
fn a_very_deep_file_is_refused_quickly() {
    let begun = Instant::now();
    for bomb in ["[".repeat(3_000_000), "{\"a\":".repeat(1_600_000), "[{\"a\":".repeat(1_000_000)] {
        assert_eq!(told(bomb.as_bytes()).len(), 1);
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

#[test]
fn many_slips_do_not_fill_the_memory() {
    let lines = told(format!("[{}1]", ",".repeat(2_000_000)).as_bytes());
    assert_eq!(lines.len(), 1001);
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::hash_map(any::<String>(), inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn same(node: &Node, value: &serde_json::Value) -> bool {
    match (&node.value, value) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Bool(a), serde_json::Value::Bool(b)) => a == b,
        (Value::Number(a), serde_json::Value::Number(b)) => *a == b.to_string(),
        (Value::Text(a), serde_json::Value::String(b)) => a == b,
        (Value::List(a), serde_json::Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), serde_json::Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|member| b.get(&member.name).is_some_and(|b| same(&member.node, b)))
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn any_json_is_read_as_serde_reads_it(value in any_json(), is_pretty in any::<bool>()) {
        let json = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let node = parse(json.as_bytes());
        prop_assert!(node.is_ok_and(|node| same(&node, &value)));
    }

    #[test]
    fn any_bytes_are_read_or_told(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(parse(&bytes).err().is_none_or(|faults| !faults.is_empty()));
    }

    #[test]
    fn what_is_read_is_what_serde_reads(json in r#"([\[\]{}:,"/ \\0-9eE+.n-]|true|null|"a"|"b":|\\u[d0-9a-f]{4}|\n|é){0,30}"#) {
        let ours = parse(json.as_bytes());
        let theirs = serde_json::from_str::<serde_json::Value>(&json);
        match &ours {
            Ok(_) => prop_assert!(theirs.is_ok(), "{json}"),
            // Serde keeps the last of two members of one name; everything else that it reads is read here.
            Err(faults) => prop_assert!(theirs.is_err() || faults.iter().all(|fault| fault.message.contains("second time")), "{json}"),
        }
    }
}
