//! Quotations that are longer than anybody needs to find the place.

use std::ops::Range;

use super::super::answer::QUOTE_LIMIT;
use crate::text::fold;

/// Words that begin a proposal.
const PROPOSING: [&str; 13] = [
    "add",
    "insert",
    "write",
    "replace",
    "say",
    "ajouter",
    "inserer",
    "ecrire",
    "remplacer",
    "anadir",
    "insertar",
    "escribir",
    "sustituir",
];

const MARKS: [(char, char); 4] = [('“', '”'), ('«', '»'), ('„', '“'), ('"', '"')];

/// Where such a quotation stands.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = 0;
    for (at, c) in text.char_indices() {
        let closing = MARKS.iter().find(|(opening, _)| *opening == c).map(|(_, closing)| *closing);
        let Some(closing) = closing.filter(|_| at >= rest) else { continue };
        let inside = text.get(at + c.len_utf8()..).unwrap_or_default();
        // An opening mark that is never closed must not be looked after again and again.
        let Some(length) = inside.find(closing) else { continue };
        rest = at + c.len_utf8() + length + closing.len_utf8();
        if inside.get(..length).unwrap_or_default().chars().count() > QUOTE_LIMIT {
            found.push(at..rest);
        }
    }
    found.retain(|range| !is_proposed(text.get(..range.start).unwrap_or_default()));
    found
}

/// “Add to section 8: …” is the reviewer's own wording for the author.
fn is_proposed(before: &str) -> bool {
    let Some(said) = before.trim_end().strip_suffix(':') else { return false };
    let line = said.rsplit(['.', '\n', '!', '?']).next().unwrap_or_default();
    let first = line.split_whitespace().next().map(|word| fold(word).text().to_owned()).unwrap_or_default();
    PROPOSING.contains(&first.as_str())
}
