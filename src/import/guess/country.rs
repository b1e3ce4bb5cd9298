//! The countries of a document, from its title, its file name, or the one that its text names most.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::vocabulary::{countries, find_country};

use super::Clues;
use super::words::words;

/// Codes that are words or common abbreviations too, so they say nothing by themselves.
const WORDS: &[&str] = &[
    "and", "are", "arm", "bel", "ben", "bes", "bol", "can", "che", "cod", "col", "com", "est", "fin", "fro", "geo",
    "gin", "gum", "guy", "ind", "jam", "jor", "lie", "lux", "mac", "mar", "mus", "nam", "nor", "pan", "per", "pol",
    "sen", "som", "sur", "ton", "tun", "vat", "vir",
];

/// Names that mean something else without their accent or their capital.
const MISLEADING: &[&str] =
    &["reunion", "la reunion", "grenade", "maurice", "jersey", "salvador", "holland", "san martin"];

/// Named at least so often to count from the text alone.
const OFTEN: usize = 3;

/// By the first word of a name: the words of the name, and the code. Longer names come first.
type Name = (Vec<String>, &'static str);

static NAMES: LazyLock<HashMap<String, Vec<Name>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<Name>> = HashMap::new();
    for country in countries() {
        let given = [&country.name, &country.name_fr, &country.name_es].into_iter().chain(&country.also);
        for name in given.map(|name| words(name)).filter(|name| is_telling(name)) {
            let Some(first) = name.first() else { continue };
            names.entry(first.clone()).or_default().push((name, &country.code));
        }
    }
    for names in names.values_mut() {
        names.sort_by_key(|(name, _)| Reverse(name.len()));
    }
    names
});

fn is_telling(name: &[String]) -> bool {
    let name = name.join(" ");
    name.len() >= 4 && !MISLEADING.contains(&name.as_str())
}

/// The countries' codes; empty when nothing tells them.
#[must_use]
pub fn of(title: &str, clues: &Clues<'_>) -> Vec<String> {
    let mut found = named(&words(title));
    found.extend(abbreviated(title));
    found.extend(named(&words(clues.file)));
    found.extend(in_file_name(clues.file));
    if found.is_empty() {
        found.extend(most_named(&words(clues.body)));
    }
    let mut codes: Vec<String> = Vec::new();
    for code in found {
        if !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    codes
}

/// The countries that words name, in order, as often as they do; of two names at one place the longer counts.
fn named(words: &[String]) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let name = NAMES.get(word).and_then(|names| names.iter().find(|(name, _)| rest.starts_with(name)));
        found.extend(name.map(|(_, code)| *code));
        at += name.map_or(1, |(name, _)| name.len());
    }
    found
}

/// `SSD` or `DRC` in a title that is not all in capitals.
fn abbreviated(title: &str) -> Vec<&'static str> {
    if !title.contains(char::is_lowercase) {
        return Vec::new();
    }
    let is_word = |word: &&str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let tokens = title.split(|c: char| !c.is_alphanumeric()).filter(is_word);
    tokens.filter_map(by_code).collect()
}

/// A code in capitals anywhere, in small letters as the first word only.
fn in_file_name(file: &str) -> Vec<&'static str> {
    let tokens = file.split(|c: char| !c.is_alphanumeric()).enumerate();
    let upper = |token: &str| token.bytes().all(|b| b.is_ascii_uppercase());
    let lower = |token: &str| token.bytes().all(|b| b.is_ascii_lowercase());
    let counts = |n: usize, token: &str| upper(token) || n == 0 && lower(token);
    tokens.filter(|(n, token)| token.len() == 3 && counts(*n, token)).filter_map(|(_, token)| by_code(token)).collect()
}

fn by_code(token: &str) -> Option<&'static str> {
    if token.bytes().all(|b| b.is_ascii_lowercase()) && WORDS.contains(&token) {
        return None;
    }
    let upper = token.to_ascii_uppercase();
    let known = find_country(token)?;
    (known.code == upper || known.also.contains(&upper)).then_some(known.code.as_str()).filter(|_| !is_word(&upper))
}

fn is_word(upper: &str) -> bool {
    ["AND", "ARE", "CAN", "COM", "FIN", "NOR", "PER", "SUR"].contains(&upper)
}

/// The country that is named at least three times, and twice as often as any other.
fn most_named(words: &[String]) -> Option<&'static str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let named = named(words);
    for code in &named {
        *counts.entry(code).or_default() += 1;
    }
    let count = |code: &str| counts.get(code).copied().unwrap_or_default();
    let first = named.iter().copied().max_by_key(|code| (count(code), *code))?;
    let second = counts.iter().filter(|(code, _)| **code != first).map(|(_, count)| *count).max().unwrap_or_default();
    (count(first) >= OFTEN && count(first) >= 2 * second).then_some(first)
}
