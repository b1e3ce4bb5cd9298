//! JSON that was right once: changed in places that mean something.

use serde_json::{Map, Value, json};

use crate::campaign::{Dice, break_bytes};
use crate::text;

/// Words of the formats: a member that is renamed to one of them is likely to be read.
const NAMES: &[&str] = &[
    "answers",
    "at",
    "class",
    "code",
    "comments",
    "content_sha256",
    "countries",
    "criteria",
    "dates",
    "draft",
    "evidence",
    "extra",
    "finding",
    "format",
    "formerly",
    "harm",
    "heading",
    "id",
    "kind",
    "language",
    "level",
    "markers",
    "n",
    "note",
    "outcome",
    "overrides",
    "page",
    "parent",
    "previous",
    "quote",
    "rating",
    "reason",
    "record",
    "revision",
    "revisions",
    "round",
    "scheme",
    "sections",
    "sha256",
    "signed_off",
    "state",
    "terms",
    "text",
    "title",
    "version",
    "weight",
    "x_team",
];

/// What a member can be filled with.
const WORDS: &[&str] = &[
    "",
    " ",
    "yes",
    "no",
    "not-applicable",
    "endorsed",
    "2025-01-13T11:00:00Z",
    "2025-02-30",
    "0000-01-01",
    "9999-12-31",
    "-9999-01-01T00:00:00Z",
    "2025-01-13T11:00:00+14:00",
    "SSD",
    "ssd",
    "ZZZ",
    "proposal",
    "appraise-review/1",
    "appraise-review/2",
    "appraise-record/1",
    "appraise-checklist/1",
    "appraise-erasure/1",
    "en",
    "gam",
    "required",
    "01890000-0000-7000-8000-000000000001",
    "../../etc/passwd",
    "CON",
    "a/b",
    "other: ",
    "1.2.3",
    "null",
];

/// Pieces that mean something to a reader of JSON.
const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud800",
    b"null",
    b"true",
    b"1e999",
    b"-0",
    b"0.1",
    b"01",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\0",
    b"\n",
    b"//",
    b"NaN",
    b"\"id\":1,",
    b"99999999999999999999",
    b"\xc3",
    b"[[[[[[[[",
];

/// A value after a few changes.
pub fn changed(value: &Value, dice: &mut Dice) -> Value {
    let mut value = value.clone();
    for _ in 0..=dice.few(4) {
        change(&mut value, dice);
    }
    value
}

/// The bytes of a value: as the program writes them, on one line, with a member twice, or broken.
pub fn bytes(value: &Value, dice: &mut Dice) -> Vec<u8> {
    let mut bytes =
        if dice.roll(2) == 0 { serde_json::to_vec_pretty(value) } else { serde_json::to_vec(value) }.unwrap();
    match dice.roll(8) {
        0 => break_bytes(&mut bytes, PIECES, dice),
        1 => twice(&mut bytes, dice),
        2 => drop(bytes.splice(0..0, *b"\xef\xbb\xbf")),
        _ => {}
    }
    bytes
}

/// A member again, right behind the first brace.
fn twice(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let member = format!("{}:{},", json!(dice.pick(NAMES)), json!(dice.pick(WORDS)));
    let at = bytes.iter().position(|byte| *byte == b'{').map_or(0, |at| at + 1);
    bytes.splice(at..at, member.into_bytes());
}

fn change(value: &mut Value, dice: &mut Dice) {
    let node = somewhere(value, dice);
    match node {
        Value::Object(members) if dice.roll(3) > 0 => change_object(members, dice),
        Value::Array(items) if dice.roll(3) > 0 => change_list(items, dice),
        _ => *node = odd(dice),
    }
}

/// Down from the top, as far as the dice say.
fn somewhere<'v>(value: &'v mut Value, dice: &mut Dice) -> &'v mut Value {
    let mut node = value;
    loop {
        let stays = dice.roll(4) == 0;
        let count = match node {
            Value::Object(members) if !stays => members.len(),
            Value::Array(items) if !stays => items.len(),
            _ => 0,
        };
        if count == 0 {
            return node;
        }
        let at = dice.roll(count);
        node = match node {
            Value::Object(members) => members.values_mut().nth(at).unwrap(),
            Value::Array(items) => &mut items[at],
            _ => unreachable!("only lists and objects have a count"),
        };
    }
}

fn change_object(members: &mut Map<String, Value>, dice: &mut Dice) {
    let names: Vec<_> = members.keys().cloned().chain(members.is_empty().then(String::new)).collect();
    let name = dice.pick(&names).clone();
    match dice.roll(5) {
        0 => drop(members.shift_remove(&name)),
        1 => {
            let value = members.shift_remove(&name).unwrap_or_default();
            members.insert((*dice.pick(NAMES)).to_owned(), value);
        }
        2 => drop(members.insert(text::drawn(dice), odd(dice))),
        3 => drop(members.insert((*dice.pick(NAMES)).to_owned(), odd(dice))),
        _ => {
            let value = members.get(&name).cloned().unwrap_or_default();
            let other = dice.pick(&names).clone();
            members.insert(other, value);
        }
    }
}

fn change_list(items: &mut Vec<Value>, dice: &mut Dice) {
    let (at, other) = (dice.roll(items.len()), dice.roll(items.len()));
    match dice.roll(4) {
        0 if !items.is_empty() => drop(items.remove(at)),
        1 if !items.is_empty() => items.insert(at, items[other].clone()),
        2 if !items.is_empty() => items.swap(at, other),
        _ => items.push(odd(dice)),
    }
}

fn odd(dice: &mut Dice) -> Value {
    match dice.roll(12) {
        0 => Value::Null,
        1 => json!(dice.roll(2) == 0),
        2 => json!(i64::try_from(dice.roll(1 << 20)).unwrap() - (1 << 19)),
        3 => json!(*dice.pick(&[0, 1, -1, i64::MAX, i64::MIN, 1 << 53, u32::MAX.into()])),
        4 => json!(*dice.pick(&[0.1, 1e308, -1e-308, 1.5])),
        5 => json!([]),
        6 => json!({}),
        7 => nested(dice),
        8 => json!(text::drawn(dice).repeat(1 + dice.few(2_000))),
        9 => json!(dice.pick(NAMES)),
        10 => json!(text::drawn(dice)),
        _ => json!(dice.pick(WORDS)),
    }
}

fn nested(dice: &mut Dice) -> Value {
    (0..dice.few(90)).fold(json!(1), |inner, n| if n % 2 == 0 { json!([inner]) } else { json!({ "a": inner }) })
}
