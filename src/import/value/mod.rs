//! Values as people write them: nothing, numbers, days. Each reader says that it is not sure instead of guessing.

mod day;
mod number;

#[cfg(test)]
mod tests;

pub use day::{Order, day};
pub use number::{Hint, decimal, whole};

/// What stands for “not known” in tables, in lower case.
const UNKNOWN: &[&str] = &[
    "",
    "-",
    "--",
    "–",
    "—",
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "#n/a",
    "null",
    "none",
    "nil",
    "nan",
    "tbd",
    "tbc",
    "?",
    "...",
    "…",
    "s/o",
    "n/d",
    "nd",
    "non renseigné",
    "sin datos",
    "unknown",
    "inconnu",
    "desconocido",
];

/// Whether a cell says that there is no value. A zero is a value.
#[must_use]
pub fn is_unknown(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 32 && UNKNOWN.contains(&text.to_lowercase().as_str())
}

/// Whether a text is a place to be filled in, as `[INSERT TITLE]` in a template.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let within = |open, close| text.starts_with(open) && text.ends_with(close);
    within('[', ']') || within('<', '>') || within('{', '}') || text.chars().all(|c| matches!(c, '_' | '.' | 'x' | 'X'))
}

/// One line without doubled blanks.
#[must_use]
pub fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
