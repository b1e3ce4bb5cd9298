//! Arabic as it is typed: letters that writers exchange, marks that they leave out, digits, and words written together.

/// What is written together with the word behind it: “and”, “so”, “by”, “as”, “for”, “the”.
const BEFORE: [&str; 12] = ["وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ك", "ل"];

/// The fewest letters of a word that something may stand before.
const LETTERS: usize = 3;

/// One spelling of all; other scripts stay as they are.
pub(super) fn plain(word: &str) -> String {
    word.chars().filter(|c| !is_left_out(*c)).map(letter).collect()
}

/// A digit as ASCII has it; any other character as it is.
pub(super) fn digit(c: char) -> char {
    let from = |zero: char| char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c);
    match c {
        '٠'..='٩' => from('٠'),
        '۰'..='۹' => from('۰'),
        _ => c,
    }
}

/// A word in plain spelling, and what it is without what is written together with it.
pub(super) fn readings(word: &str) -> impl Iterator<Item = &str> {
    let rest = BEFORE.iter().filter_map(|before| word.strip_prefix(before));
    std::iter::once(word).chain(rest.filter(|rest| rest.chars().count() >= LETTERS))
}

fn letter(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        c => digit(c),
    }
}

/// Vowels and the hamza of a letter that was taken apart; the stroke that only makes a word longer.
const fn is_left_out(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn spellings_of_one_word_are_the_same() {
        let same = [
            ["امرأة", "امراه", "اِمْرَأَة", "امـــرأة"],
            ["الآمن", "الامن", "الآمِن", "الأمن"],
            ["اعتدى", "اعتدي", "اعتدَى", "إعتدى"],
            ["سائق", "سايق", "سَائِق", "ســائق"],
            ["مؤكدة", "موكده", "مُؤَكَّدَة", "مؤكـدة"],
            ["١٤", "14", "۱۴", "1٤"],
        ];
        for words in same {
            let found: Vec<_> = words.iter().map(|word| plain(fold(word).text())).collect();
            assert!(found.iter().all(|word| *word == found[0]), "{found:?}");
        }
        assert_eq!(plain("naïve 14 été"), "naïve 14 été");
    }

    #[test]
    fn a_word_is_read_without_what_is_written_together_with_it() {
        let reads = |word, as_| readings(word).any(|reading| reading == as_);
        for word in ["فتاه", "الفتاه", "والفتاه", "للفتاه", "بالفتاه", "لفتاه", "وفتاه"]
        {
            assert!(reads(word, "فتاه"), "{word}");
        }
        assert!(!reads("ولد", "لد") && !reads("الفتاه", "تاه"));
    }
}
