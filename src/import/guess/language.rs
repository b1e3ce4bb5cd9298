//! The language of a text, from its small words.

use super::words::words;

/// Fewer words tell nothing.
const FEWEST: usize = 30;

/// Small words, without accents, that the other languages do not share.
const SMALL: &[(&str, &[&str])] = &[
    ("en", &["the", "and", "of", "to", "in", "is", "for", "are", "with", "that", "by", "will", "from", "be", "their"]),
    (
        "fr",
        &[
            "le", "les", "des", "et", "est", "dans", "pour", "une", "du", "aux", "sur", "par", "qui", "au", "avec",
            "sont",
        ],
    ),
    (
        "es",
        &["el", "los", "las", "y", "con", "una", "del", "su", "sus", "son", "mas", "al", "es", "lo", "como", "entre"],
    ),
    (
        "pt",
        &["nao", "uma", "sao", "dos", "das", "pelo", "pela", "ao", "mais", "em", "os", "com", "na", "no", "e", "um"],
    ),
    (
        "ar",
        &[
            "في", "من", "على", "الى", "إلى", "عن", "ان", "أن", "هذا", "هذه", "التي", "الذي", "مع", "او", "أو", "كما",
            "ما",
        ],
    ),
];

/// The code of the language; `None` when the text is short or mixed.
#[must_use]
pub fn of(text: &str) -> Option<&'static str> {
    let words = words(text);
    let count = |small: &[&str]| words.iter().filter(|word| small.contains(&word.as_str())).count();
    let mut counts: Vec<_> = SMALL.iter().map(|(code, small)| (count(small), *code)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let ((first, code), (second, _)) = (counts.first()?, counts.get(1)?);
    let clear = *first * 20 >= words.len() && *first * 2 >= *second * 3;
    (words.len() >= FEWEST && clear).then_some(*code)
}
