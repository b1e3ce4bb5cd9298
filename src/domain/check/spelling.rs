//! A spelling: the nearest known word to one that is not known.

/// The candidate that `word` was probably meant to be; case, `-` and `_` do not count, and at most two letters may differ.
/// Of several that are as near, the first in the alphabet.
pub(super) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let most = (word.len() / 2).min(2);
    candidates
        .map(|candidate| (fold(candidate), candidate))
        .filter(|(letters, _)| letters.len().abs_diff(word.len()) <= most)
        .map(|(letters, candidate)| (distance(&word, &letters), candidate))
        .filter(|(steps, _)| *steps <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// A hint to put behind a message: ` (did you mean "title"?)`, or nothing.
pub(super) fn hint<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |near| format!(" (did you mean \"{near}\"?)"))
}

/// Words longer than any of ours are cut: they are near to nothing.
fn fold(word: &str) -> Vec<char> {
    word.chars().take(80).flat_map(char::to_lowercase).map(|c| if c == '-' { '_' } else { c }).collect()
}

/// The number of letters to add, drop or change (Levenshtein).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.iter().enumerate() {
        let (mut diagonal, mut left) = (index, index + 1);
        let mut next = vec![left];
        for (other, &above) in to.iter().zip(row.iter().skip(1)) {
            left = (diagonal + usize::from(letter != other)).min(above + 1).min(left + 1);
            diagonal = above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_not() {
        let words = ["title", "look_for", "id", "question", "question_for"];
        let cases = [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("look-for", Some("look_for")),
            ("lookfor", Some("look_for")),
            ("questions", Some("question")),
            ("ids", Some("id")),
            ("x", None),
            ("", None),
            ("recommendation", None),
        ];
        for (word, expected) in cases {
            assert_eq!(nearest(word, words.into_iter()), expected, "{word}");
        }
    }

    #[test]
    fn of_words_as_near_the_first_in_the_alphabet_is_taken() {
        for words in [["tags", "tabs"], ["tabs", "tags"]] {
            assert_eq!(nearest("taxs", words.into_iter()), Some("tabs"));
        }
        assert_eq!(nearest("tagsy", ["tabs", "tags", "tzzs"].into_iter()), Some("tags"));
    }

    #[test]
    fn distances() {
        for (from, to, expected) in
            [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 2)]
        {
            assert_eq!(distance(&fold(from), &fold(to)), expected, "{from} {to}");
        }
    }
}
