//! Finding things by a few letters in the right order. The only file that knows fuzzy-matcher.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// The places of the texts that match, best first; all of them, in order, when nothing was typed.
pub fn rank(query: &str, texts: impl Iterator<Item = impl AsRef<str>>) -> Vec<usize> {
    let words: Vec<_> = query.split_whitespace().collect();
    if words.is_empty() {
        return (0..texts.count()).collect();
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    let score = |text: &str| words.iter().map(|word| matcher.fuzzy_match(text, word)).sum::<Option<i64>>();
    let mut found: Vec<_> =
        texts.enumerate().filter_map(|(place, text)| Some((score(text.as_ref())?, place))).collect();
    found.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
    found.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn every_word_must_match_and_the_best_comes_first() {
        let texts = ["Safety audits", "Survivor confidentiality", "Safe evidence base"];
        assert_eq!(rank("", texts.iter()), [0, 1, 2]);
        assert_eq!(rank("saf aud", texts.iter()), [0]);
        assert_eq!(rank("zzz", texts.iter()), Vec::<usize>::new());
    }
}
