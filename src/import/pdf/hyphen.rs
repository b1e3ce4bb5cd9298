//! Words that were parted at the end of a line.

use std::collections::HashSet;

/// Words after a hyphen that belongs to the word before: “short- and long-term”.
const AFTER_OPEN_HYPHEN: &[&str] = &["and", "or", "to", "und", "oder", "et", "ou", "y", "o", "e", "u", "og", "but"];

/// How the words of a document are written where they stand in one piece.
#[derive(Debug, Default)]
pub struct Spelling {
    words: HashSet<String>,
    /// What is done with a word that stands nowhere else.
    parts_syllables: bool,
}

impl Spelling {
    /// Learns the words of all texts. A document whose line ends mostly part syllables is taken to do so elsewhere too.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let words = texts.clone().flat_map(str::split_whitespace).map(bare).filter(|word| !word.is_empty()).collect();
        let mut spelling = Self { words, parts_syllables: true };
        let ends: Vec<_> = texts.flat_map(parted).collect();
        let joined = ends.iter().filter(|(left, right)| spelling.knows(left, "", right)).count();
        let compounds = ends.iter().filter(|(left, right)| spelling.knows(left, "-", right)).count();
        spelling.parts_syllables = joined >= compounds;
        spelling
    }

    /// The text with parted words whole.
    #[must_use]
    pub fn mend(&self, text: &str) -> String {
        let mut mended = String::with_capacity(text.len());
        let mut rest = text.split(' ').peekable();
        while let Some(word) = rest.next() {
            let next = rest.peek().copied().unwrap_or_default();
            match self.ending(word, next) {
                Ending::Word if next.is_empty() && rest.peek().is_none() => mended.push_str(word),
                Ending::Word => mended.extend([word, " "]),
                Ending::Compound => mended.push_str(word),
                Ending::Syllable => mended.push_str(word.trim_end_matches(['-', '\u{ad}'])),
            }
        }
        mended.replace('\u{ad}', "")
    }

    fn ending(&self, word: &str, next: &str) -> Ending {
        let Some((left, right)) = parts(word, next) else { return Ending::Word };
        let goes_on = next.starts_with(char::is_lowercase);
        match (self.knows(&left, "", &right), self.knows(&left, "-", &right)) {
            _ if word.ends_with('\u{ad}') => Ending::Syllable,
            (true, _) if goes_on => Ending::Syllable,
            (_, true) => Ending::Compound,
            _ if !goes_on => Ending::Word,
            _ if self.parts_syllables => Ending::Syllable,
            _ => Ending::Compound,
        }
    }

    fn knows(&self, left: &str, between: &str, right: &str) -> bool {
        self.words.contains(&format!("{left}{between}{right}"))
    }
}

/// What the end of a word is.
enum Ending {
    Word,
    Compound,
    Syllable,
}

/// All places where a word may be parted, as the two parts.
fn parted(text: &str) -> Vec<(String, String)> {
    let next = text.split(' ').skip(1);
    text.split(' ').zip(next).filter_map(|(word, next)| parts(word, next)).collect()
}

fn parts(word: &str, next: &str) -> Option<(String, String)> {
    let left = word.strip_suffix(['-', '\u{ad}'])?;
    let is_parted = left.ends_with(char::is_alphabetic) && next.starts_with(char::is_alphabetic);
    let (left, right) = (bare(left), bare(next));
    (is_parted && !AFTER_OPEN_HYPHEN.contains(&right.as_str())).then_some((left, right))
}

/// The word in small letters, without what is set around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
