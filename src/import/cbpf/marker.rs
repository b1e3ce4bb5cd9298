//! Which gender marker the words of a project belong to. The digit alone does not tell: 4 is the best code of the Gender
//! with Age Marker, and meant “not applicable” in the marker before it.

/// What a cell such as `2a- The project …` says.
#[derive(Debug, PartialEq, Eq)]
pub enum Claim {
    /// A code of a scheme.
    Code(&'static str, String),
    /// The old marker, which was not given.
    NotGiven,
    /// Words that tell no scheme.
    Unsure,
}

/// How the labels of the Gender with Age Marker begin.
const GAM: [&str; 2] = ["likely to contribute", "unlikely to contribute"];

/// Words in the labels of the old marker.
const OLD: [&str; 4] = ["the project", "no visible potential", "the principal purpose", "gender mainstreaming"];

/// Reads the code before the first dash, and the scheme from the words behind it.
#[must_use]
pub fn claim(text: &str) -> Claim {
    let (code, label) = text.split_once(['-', '–']).unwrap_or((text, ""));
    let (code, label) = (code.trim(), label.trim().to_lowercase());
    let starts = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
    let said = |word: &str| label.contains(word);
    match code.to_lowercase().as_str() {
        _ if said("not applicable") || said("not specified") => Claim::NotGiven,
        old @ ("2a" | "2b") => Claim::Code("iasc-gm-old", old.to_owned()),
        "0" | "1" | "2" | "3" | "4" if starts(&GAM) => Claim::Code("gam", code.to_owned()),
        old @ ("0" | "1") if starts(&OLD) => Claim::Code("iasc-gm-old", old.to_owned()),
        _ => Claim::Unsure,
    }
}
