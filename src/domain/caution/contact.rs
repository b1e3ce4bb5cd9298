//! How somebody can be reached or found: e-mail, phone, case numbers, day of birth, places on a map.

use std::ops::Range;

use super::sentence::{Sentence, Word, sentences};
use super::words::Group;

/// Decimals that say where a house is.
const FINE: usize = 4;

/// Digits that make a number beside a word of phoning a phone number.
pub(super) const ENOUGH: usize = 7;

/// Where a number of a case or a paper, or a day of birth stands: no list allows those.
pub(super) fn find(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let rules = [case_number, birth, case_code, one_coordinate];
    rules.iter().flat_map(|rule| sentence.at_each(|at| rule(sentence, at))).collect()
}

/// How somebody can be reached: e-mail, `+` and a number, a phone beside its word.
pub(super) fn reach(text: &str) -> Vec<Range<usize>> {
    let mut found = tokens(text);
    found.retain(|range| is_mail(of(text, range)));
    found.extend(text.match_indices('+').filter_map(|(at, _)| international(text, at)));
    let sentences = sentences(text);
    found.extend(sentences.iter().flat_map(|sentence| sentence.at_each(|at| phone(sentence, at))));
    found
}

/// “case no. 12345”, “dossier n° 12345”, “ID number 12345”.
fn case_number(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    sentence.word(at, 0).filter(|word| word.is(Group::CaseWord))?;
    let number = sentence.near(at, 1..5, |word| word.digits() >= 3)?;
    let said = |place: usize| sentence.word(place, 0).is_some_and(|word| word.is(Group::NumberWord));
    let between = (at + 1..number).all(said);
    let plain = number == at + 1 && sentence.word(number, 0).is_some_and(|word| word.digits() >= 5);
    (between && (number > at + 1 || plain)).then_some((at, number))
}

/// “tel. 0712 345 678”.
fn phone(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    sentence.word(at, 0).filter(|word| word.is(Group::PhoneWord))?;
    let first = sentence.near(at, 1..4, |word| word.digits() >= 2 && word.number().is_some())?;
    let run = sentence.words.iter().skip(first).take_while(|word| word.number().is_some());
    let digits: usize = run.map(Word::digits).sum();
    (digits >= ENOUGH).then_some((at, first))
}

/// “born on 3/4/2010”, “née le 3 avril 2010”, “fecha de nacimiento: 3.4.2010”.
fn birth(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    sentence.word(at, 0).filter(|word| word.is(Group::BirthWord))?;
    let year = |word: &Word| word.number().is_some_and(|number| (1900..2100).contains(&number));
    let year = sentence.near(at, 1..8, year)?;
    let day = sentence.near(at, 1..8, |word| word.number().is_some_and(|number| (1..32).contains(&number)))?;
    Some((at, year.max(day)))
}

/// “123-45C67890”.
fn case_code(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    sentence.word(at, 0).filter(|word| word.raw.len() == 3 && word.number().is_some())?;
    let rest = sentence.word(at, 1).filter(|word| word.gap == "-" && word.raw.len() >= 7)?;
    let letters = rest.raw.chars().filter(char::is_ascii_alphabetic).count();
    (letters == 1 && rest.digits() + 1 == rest.raw.len()).then_some((at, at + 1))
}

/// “lat 4.85165”.
fn one_coordinate(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    sentence.word(at, 0).filter(|word| word.is(Group::MapWord))?;
    let decimals = |word: &Word| matches!(word.gap, "." | ",") && word.number().is_some() && word.digits() >= FINE;
    Some((at, sentence.near(at, 2..6, decimals)?))
}

/// Two coordinates, which need no word.
pub(super) fn places(text: &str) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for (one, other) in tokens.iter().zip(tokens.iter().skip(1)) {
        if is_fine(of(text, one)) && is_fine(of(text, other)) {
            found.push(one.start..other.end);
        }
    }
    found.extend(tokens.iter().filter(|range| is_pair(of(text, range))).cloned());
    found
}

/// What stands there.
pub(super) fn of<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or_default()
}

/// What stands between white space.
fn tokens(text: &str) -> Vec<Range<usize>> {
    pieces(text, char::is_whitespace)
}

/// What stands between such characters.
pub(super) fn pieces(text: &str, ends: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for part in text.split(ends) {
        if !part.is_empty() {
            found.push(at..at + part.len());
        }
        at += part.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

/// Whether it is an e-mail address, with whatever marks around it.
pub(super) fn is_mail(token: &str) -> bool {
    let token = token.trim_matches(|c: char| !c.is_alphanumeric());
    let Some((name, host)) = token.split_once('@') else { return false };
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    !name.is_empty() && ending.len() >= 2 && ending.chars().all(char::is_alphabetic)
}

/// `+` and enough digits for a phone; `+1 300 000` is a number of people.
fn international(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at + 1..)?;
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '\u{a0}' | '\u{202f}' | '.');
    let run = rest.split(|c: char| !is_part(c)).next()?.trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits = run.chars().filter(char::is_ascii_digit).count();
    let groups: Vec<_> = run.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let thousands = groups.len() > 1 && groups.iter().skip(1).all(|group| group.len() == 3) && digits < 10;
    let starts = rest.starts_with(|c: char| c.is_ascii_digit() || c == '(');
    (starts && (8..=16).contains(&digits) && !thousands).then(|| at..at + 1 + run.len())
}

/// A number with as many decimals as say where a house is.
fn is_fine(token: &str) -> bool {
    let token = token.trim_matches(|c: char| !c.is_ascii_digit() && c != '-');
    let number = token.trim_start_matches('-');
    let Some((whole, decimals)) = number.split_once(['.', ',']) else { return false };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && whole.len() <= 3 && is_digits(decimals) && decimals.len() >= FINE
}

/// Two such numbers without a space: `4.85165,31.58247`; or degrees, minutes and seconds.
fn is_pair(token: &str) -> bool {
    let decimal = token.split_once(',').is_some_and(|(one, other)| is_fine(one) && is_fine(other));
    let minutes = token.split_once('°').is_some_and(|(degrees, rest)| {
        degrees.ends_with(|c: char| c.is_ascii_digit()) && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    decimal || minutes && token.contains(['\'', '′', '’'])
}
