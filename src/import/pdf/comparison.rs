//! How far two readings of one document agree.

use std::collections::HashMap;

/// Above this share of different words the reviewer is told, in percent.
const TOLD: usize = 10;

/// A sentence when the words of two readings differ by more than good documents do.
#[must_use]
pub fn warning<'a>(one: impl Iterator<Item = &'a str>, other: impl Iterator<Item = &'a str>) -> Option<String> {
    let share = difference(&words(one), &words(other));
    let sentence = || {
        format!("Two readings of this PDF differ in {share} % of the words: hold what you quote against the original.")
    };
    (share > TOLD).then(sentence)
}

/// Each word with how often it comes.
fn words<'a>(texts: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    let mut found: HashMap<String, usize> = HashMap::new();
    for word in texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty()) {
        *found.entry(word.to_lowercase()).or_default() += 1;
    }
    found
}

/// The share of the larger reading that the other does not have, in percent.
fn difference(one: &HashMap<String, usize>, other: &HashMap<String, usize>) -> usize {
    let total = |words: &HashMap<String, usize>| words.values().sum::<usize>();
    let common: usize = one.iter().map(|(word, n)| other.get(word).copied().unwrap_or_default().min(*n)).sum();
    let larger = total(one).max(total(other));
    (larger - common) * 100 / larger.max(1)
}
