//! Words of a text in lower case, without accents.

/// More of a text tells nothing new.
const ENOUGH: usize = 200_000;

/// The words of the first part of a text.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let start = text.get(..text.floor_char_boundary(ENOUGH)).unwrap_or(text);
    let folded = crate::text::fold(start);
    folded.text().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words with one blank around each, so that whole words are found in it.
#[must_use]
pub fn spaced(text: &str) -> String {
    format!(" {} ", words(text).join(" "))
}
