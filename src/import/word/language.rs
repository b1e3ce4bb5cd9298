//! The language that the runs of a document say they are in.

use std::collections::HashMap;

use crate::import::guess;

/// More languages than one document has.
const MOST: usize = 64;
/// Languages that are not written in Latin letters.
const OTHER_LETTERS: &[&str] = &[
    "ar", "fa", "ur", "ps", "he", "ru", "uk", "bg", "sr", "el", "am", "ti", "my", "th", "km", "lo", "ne", "hi", "bn",
    "si", "ta", "zh", "ja", "ko", "ka", "hy",
];

/// Characters of text by language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Languages {
    said: HashMap<String, usize>,
    unsaid: usize,
}

impl Languages {
    /// Counts a text.
    pub fn count(&mut self, tag: Option<&str>, characters: usize) {
        match tag.and_then(code) {
            Some(code) if self.said.len() < MOST || self.said.contains_key(&code) => {
                *self.said.entry(code).or_default() += characters;
            }
            _ => self.unsaid += characters,
        }
    }

    /// The language of the most text, if the words do not say otherwise. Word notes the language of the keyboard or of
    /// the template where nobody chose one, so what only the template says must be seen in the words.
    #[must_use]
    pub fn most(&self, usual: Option<&str>, text: &str) -> Option<String> {
        let mut counts: Vec<_> = self.said.iter().map(|(code, count)| (*count, code.as_str())).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let said = counts.first().filter(|(count, _)| *count >= self.unsaid).map(|(_, code)| (*code).to_owned());
        let usual = usual.and_then(code);
        let seen = guess::language_of(text);
        let plausible = |code: &String| seen.is_none_or(|seen| seen == code) && fits(code, text);
        said.filter(plausible).or_else(|| usual.filter(|code| seen == Some(code)))
    }
}

/// `en` of `en-GB`.
fn code(tag: &str) -> Option<String> {
    let code = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

/// Whether the letters are those of the language.
fn fits(code: &str, text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (latin, all) =
        letters.fold((0_usize, 0_usize), |(latin, all), c| (latin + usize::from(c < '\u{250}'), all + 1));
    if OTHER_LETTERS.contains(&code) { latin * 10 <= all * 7 } else { latin * 2 >= all }
}
