//! Finding things by a few letters in the right order. The only file that knows fuzzy-matcher.
//!
//! A text matches when the letters of each word that was typed stand in it in their order. How well it matches is for
//! the matcher to say, which takes a microsecond or more. Where more than [`SCORED`] texts match, as with the first
//! letter over a large workspace, only the nearest ones by a cheap rule are scored and shown: those with the words as
//! they were typed at their very beginning, at the beginning of a word, within a word, and last those with the letters
//! apart; among equals the first in the order of the list. Only ASCII letters have two cases here, as for the matcher.

use std::cmp::Reverse;
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::{memchr, memmem};

use crate::domain::side_by_side::side_by_side;

/// The most texts that are scored at one key.
const SCORED: usize = 1000;
/// Less work than this is not worth a second thread: texts to look at, and texts to score.
const LOOKED_AT_ALONE: usize = 4000;
const SCORED_ALONE: usize = 200;

/// Texts to be found, prepared once.
#[derive(Debug, Clone)]
pub struct Finder {
    /// All texts, end to end.
    text: String,
    /// The same in lower case.
    folded: String,
    ends: Vec<usize>,
    /// Which letters each of them has.
    letters: Vec<Letters>,
    /// What was asked, each longer than the one before, and all texts that matched it, in order.
    asked: Vec<(String, Vec<usize>)>,
    most: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The places of the best texts, best first.
    pub places: Vec<usize>,
    /// How many match.
    pub matching: usize,
}

/// The letters of a text, a bit each: a text can only hold a word whose letters it has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Letters(u64);

/// How far a text is from what was typed; less is nearer.
type Distance = usize;

/// The places of the texts that match, best first; all of them, in order, when nothing was typed.
pub fn rank(query: &str, texts: impl Iterator<Item = impl AsRef<str>>) -> Vec<usize> {
    texts.collect::<Finder>().find(query).places
}

impl Default for Finder {
    fn default() -> Self {
        let (text, folded) = (String::new(), String::new());
        Self { text, folded, ends: Vec::new(), letters: Vec::new(), asked: Vec::new(), most: SCORED }
    }
}

impl<T: AsRef<str>> FromIterator<T> for Finder {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut finder = Self::default();
        for text in texts {
            finder.text.push_str(text.as_ref());
            finder.ends.push(finder.text.len());
            finder.letters.push(Letters::of(text.as_ref()));
        }
        finder.folded = finder.text.to_ascii_lowercase();
        finder
    }
}

impl Finder {
    /// The texts that match, best first; all of them, in order, when nothing was typed.
    pub fn find(&mut self, query: &str) -> Found {
        let folded = query.to_ascii_lowercase();
        let words: Vec<_> = query.split_whitespace().zip(folded.split_whitespace()).map(Word::new).collect();
        if words.is_empty() {
            return Found { places: (0..self.ends.len()).collect(), matching: self.ends.len() };
        }
        while self.asked.pop_if(|(before, _)| !query.starts_with(&**before)).is_some() {}
        let mut near = self.look(&words, Letters::of(query));
        let places: Vec<_> = near.iter().map(|(_, place)| *place).collect();
        let matching = places.len();
        self.asked.pop_if(|(before, _)| before == query);
        self.asked.push((query.to_owned(), places));
        if matching > self.most {
            near.select_nth_unstable(self.most);
            near.truncate(self.most);
        }
        Found { places: self.scored(&near, &words), matching }
    }

    /// All that match, in order. More letters match no more texts, so that only those of before are looked at.
    fn look(&self, words: &[Word], letters: Letters) -> Vec<(Distance, usize)> {
        let distance = |place: usize| {
            let of = |word: &Word| word.distance(self.part(&self.folded, place).as_bytes());
            let has_letters = self.letters.get(place).is_some_and(|own| own.have(letters));
            if has_letters { Some((words.iter().map(of).sum::<Option<_>>()?, place)) } else { None }
        };
        let all = |range: Range<usize>| range.filter_map(distance).collect();
        let Some((_, before)) = self.asked.last() else { return halved(self.ends.len(), LOOKED_AT_ALONE, all) };
        let part = |range: Range<usize>| before.get(range).unwrap_or_default().iter().copied();
        halved(before.len(), LOOKED_AT_ALONE, |range| part(range).filter_map(distance).collect())
    }

    fn scored(&self, near: &[(Distance, usize)], words: &[Word]) -> Vec<usize> {
        let matcher = SkimMatcherV2::default().ignore_case();
        let score = |(_, place): &(Distance, usize)| {
            let of = |word: &Word| matcher.fuzzy_match(self.part(&self.text, *place), word.typed);
            Some((Reverse(words.iter().map(of).sum::<Option<i64>>()?), *place))
        };
        let part = |range: Range<usize>| near.get(range).unwrap_or_default().iter();
        let mut found = halved(near.len(), SCORED_ALONE, |range| part(range).filter_map(score).collect());
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    }

    fn part<'t>(&self, texts: &'t str, place: usize) -> &'t str {
        let from = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(place).copied().unwrap_or(from);
        texts.get(from..to).unwrap_or_default()
    }
}

/// A word that was typed.
struct Word<'q> {
    typed: &'q str,
    folded: &'q str,
    finder: memmem::Finder<'q>,
}

impl<'q> Word<'q> {
    fn new((typed, folded): (&'q str, &'q str)) -> Self {
        Self { typed, folded, finder: memmem::Finder::new(folded) }
    }

    /// How far it is from a text in lower case; `None` when that does not match.
    fn distance(&self, text: &[u8]) -> Option<Distance> {
        let mut within = false;
        for at in self.finder.find_iter(text) {
            match at.checked_sub(1).and_then(|before| text.get(before)) {
                None => return Some(0),
                Some(before) if before.is_ascii() && !before.is_ascii_alphanumeric() => return Some(1),
                Some(_) => within = true,
            }
        }
        if within { Some(2) } else { self.stands_apart(text).then_some(3) }
    }

    fn stands_apart(&self, text: &[u8]) -> bool {
        let (mut rest, mut buffer) = (text, [0; 4]);
        self.folded.chars().all(|letter| {
            let letter = letter.encode_utf8(&mut buffer).as_bytes();
            let found = match letter {
                [letter] => memchr(*letter, rest),
                letter => memmem::find(rest, letter),
            };
            rest = found.and_then(|at| rest.get(at + letter.len()..)).unwrap_or_default();
            found.is_some()
        })
    }
}

impl Letters {
    fn of(text: &str) -> Self {
        Self(text.chars().map(Self::bit).fold(0, |all, one| all | one))
    }

    /// Letters and digits have a bit of their own; all other characters share the rest.
    fn bit(c: char) -> u64 {
        match c.to_ascii_lowercase() {
            c @ 'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
            c @ '0'..='9' => 1 << (26 + u32::from(c) - u32::from('0')),
            c if c.is_whitespace() => 0,
            c => 1 << (36 + u32::from(c) % 28),
        }
    }

    const fn have(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}

/// The work on a range in one piece, or in two at once; the results are in order.
fn halved<T: Send>(length: usize, alone: usize, work: impl Fn(Range<usize>) -> Vec<T> + Sync) -> Vec<T> {
    if length <= alone {
        return work(0..length);
    }
    let middle = length / 2;
    let (later, mut all) = side_by_side(|| work(middle..length), || work(0..middle));
    all.extend(later);
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every text scored, and all of them sorted: what the ranking comes to without any of the ways to be quick.
    fn plain(query: &str, texts: &[String]) -> Vec<usize> {
        let matcher = SkimMatcherV2::default().ignore_case();
        let words: Vec<_> = query.split_whitespace().collect();
        let score = |text: &str| words.iter().map(|word| matcher.fuzzy_match(text, word)).sum::<Option<i64>>();
        let mut found: Vec<_> =
            texts.iter().enumerate().filter_map(|(place, text)| Some((Reverse(score(text)?), place))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    }

    #[test]
    fn every_word_must_match_and_the_best_comes_first() {
        let texts = ["Safety audits", "Survivor confidentiality", "Safe evidence base"];
        assert_eq!(rank("", texts.iter()), [0, 1, 2]);
        assert_eq!(rank("saf aud", texts.iter()), [0]);
        assert_eq!(rank("zzz", texts.iter()), Vec::<usize>::new());
    }

    #[test]
    fn the_nearest_begin_with_the_word_and_the_farthest_have_its_letters_apart() {
        let cases = [
            ("Water", "wat", Some(0)),
            ("Safe water", "WAT", Some(1)),
            ("Plan (water)", "wat", Some(1)),
            ("Wastewater", "wat", Some(2)),
            ("Wash at", "wat", Some(3)),
            ("Wash", "wat", None),
            ("L’eau", "eau", Some(2)),
            ("Réponse", "ré", Some(0)),
            ("RÉPONSE", "ré", None),
            ("الإجراءات والأنشطة", "والأنشطة", Some(1)),
            ("الإجراءات والأنشطة", "اوا", Some(3)),
            ("Звіт: укриття", "укр", Some(1)),
            ("é", "\u{a9}", None),
        ];
        for (text, word, wanted) in cases {
            assert_eq!(distance(text, word), wanted, "{word} in {text}");
        }
    }

    /// A large list shows the nearest, and says how many match.
    #[test]
    fn of_too_many_the_nearest_are_shown() {
        let texts = ["abwater", "Wash at", "Safe water", "w a t", "Water", "oil"];
        let mut finder: Finder = texts.iter().collect();
        finder.most = 2;
        assert_eq!(finder.find("wat"), Found { places: vec![4, 2], matching: 5 });
        assert_eq!(finder.find(""), Found { places: (0..6).collect(), matching: 6 });
    }

    fn title() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "Safe",
            "water",
            "WASH",
            "plan",
            "eau",
            "Réponse",
            "reponse",
            "año",
            "خطة",
            "الاستجابة",
            "Звіт",
            "ရေး",
            "2025",
            "L’eau",
            "a-b",
            "\u{e9}",
            "\u{301}",
            "\u{130}",
            "K",
            "\u{212a}",
        ]);
        prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
    }

    proptest! {
        /// Letters are typed and taken back, one at a time: what is found is what the plain way finds.
        #[test]
        fn the_quick_way_finds_what_the_plain_way_finds(
            texts in prop::collection::vec(title(), 0..30),
            typed in prop::collection::vec(prop::option::weighted(0.8, prop::sample::select(
                "aeswtprl nokAÉéñ25خطةا لЗвіရး’\u{301}\u{130}\u{212a}".chars().collect::<Vec<_>>())), 0..14),
            most in prop::sample::select(vec![3, SCORED]),
        ) {
            let mut finder = Finder { most, ..texts.iter().collect() };
            let mut query = String::new();
            for key in typed {
                match key {
                    Some(letter) => query.push(letter),
                    None => _ = query.pop(),
                }
                let (found, plain) = (finder.find(&query), plain(&query, &texts));
                prop_assert_eq!(found.matching, plain.len());
                let mut near: Vec<_> = plain.iter().map(|place| (far(&texts[*place], &query), *place)).collect();
                near.sort_unstable();
                near.truncate(if query.trim().is_empty() { texts.len() } else { most });
                let shown: Vec<_> = plain.into_iter().filter(|place| near.iter().any(|one| one.1 == *place)).collect();
                prop_assert_eq!(found.places, shown, "{}", query);
            }
        }

        #[test]
        fn two_halves_are_the_whole(length in 0..50usize, alone in 0..50usize) {
            prop_assert_eq!(halved(length, alone, Iterator::collect), (0..length).collect::<Vec<_>>());
        }
    }

    fn distance(text: &str, word: &str) -> Option<Distance> {
        Word::new((word, &word.to_ascii_lowercase())).distance(text.to_ascii_lowercase().as_bytes())
    }

    fn far(text: &str, query: &str) -> Distance {
        query.split_whitespace().map(|word| distance(text, word).unwrap()).sum()
    }
}
