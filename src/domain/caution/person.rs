//! Somebody who could be known: age, place or name beside a word for one person.

use std::ops::Range;

use super::sentence::{Sentence, Word};
use super::words::Group;

const ONE: [Group; 2] = [Group::Person, Group::Survivor];

type Rule = fn(&Sentence<'_>, usize) -> Option<(usize, usize)>;

const RULES: [Rule; 6] = [year_old, years, aged, from, named, titled];

/// Where somebody stands.
pub(super) fn find(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<_> = RULES.iter().flat_map(|rule| sentence.at_each(|at| rule(sentence, at))).collect();
    found.extend(sentence.at_each(|at| initial(sentence, at)));
    found
}

/// “14-year-old girl”, “a 14-year-old from”.
fn year_old(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    age(sentence, at)?;
    (sentence.says(at + 1, "year old") || sentence.says(at + 1, "years old")).then_some(())?;
    let next = |word: &Word| word.is_any(&ONE) || ["who", "was", "living", "from"].contains(&word.folded.as_str());
    let who = sentence.near(at, 3..6, next).or_else(|| sentence.near(at, -4..0, is_somebody))?;
    Some((at, who))
}

/// “fille de 14 ans”, “niña de 14 años”, “girl of 14 years”.
fn years(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    age(sentence, at)?;
    let years = sentence.word(at, 1).filter(|word| word.is(Group::Years) || word.folded == "years")?;
    years.gap.trim().is_empty().then_some(())?;
    let who = sentence.near(at, -3..0, |word| word.is_any(&ONE)).or_else(|| alone_before(sentence, at))?;
    Some((who, at + 1))
}

/// “elle a 14 ans”, “ella tiene 14 años”.
fn alone_before(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let has =
        sentence.word(at, -1).is_some_and(|word| ["a", "tiene", "avait", "tenia"].contains(&word.folded.as_str()));
    let pronoun = sentence.word(at, -2).is_some_and(|word| ["elle", "ella"].contains(&word.folded.as_str()));
    (has && pronoun).then(|| at.saturating_sub(2))
}

/// “girl aged 14”, “girl, 14,”, “girl (14)”, “girl of 14”.
fn aged(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    let number = age(sentence, at)?;
    let before = sentence.word(at, -1)?;
    let closed =
        sentence.after(at).trim_start().starts_with([',', '،', ')', '.', ';']) || sentence.word(at, 1).is_none();
    let direct = before.is_any(&ONE) && matches!(number.gap.trim(), "," | "،" | "(") && closed;
    let said =
        ["aged", "age", "agee", "of", "العمر", "عمرها", "عمره"].contains(&before.folded.as_str()) && number.gap == " ";
    let who = sentence.near(at, -4..0, |word| word.is_any(&ONE)).filter(|_| direct || said)?;
    Some((who, at))
}

/// “a woman from Rivertown”, “the survivor from”, “une femme de Rivebourg”.
fn from(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    let who = sentence.word(at, 0).filter(|word| word.is_any(&ONE))?;
    let one = ["a", "the", "one", "une", "la", "una", "le", "un", "l"];
    sentence.word(at, -1).filter(|before| one.contains(&before.folded.as_str()) && who.gap.len() <= 2)?;
    let from = |word: &Word| word.is(Group::From) || word.is(Group::Of);
    let outs = (at + 1..at + 5).filter(|out| sentence.word(*out, 0).is_some_and(from));
    let place = |out: usize| {
        let named = sentence.word(out, 1).filter(|word| word.is_name()).map(|_| out + 1);
        let alone =
            || sentence.word(out, 0).filter(|word| who.is(Group::Survivor) && word.is(Group::From)).map(|_| out);
        named.or_else(|| numbered(sentence, out)).or_else(alone)
    };
    outs.into_iter().find_map(place).map(|place| (at, place))
}

/// “block 4”, “camp B”.
fn numbered(sentence: &Sentence<'_>, out: usize) -> Option<usize> {
    let place = sentence.near(out, 1..4, |word| word.is(Group::Place))?;
    let which = sentence.word(place, 1)?;
    (which.number().is_some() || which.raw.len() == 1 && which.raw != "a" || which.is_name()).then_some(place + 1)
}

/// “a girl named …”.
fn named(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    sentence.word(at, 0).filter(|word| word.is(Group::Named))?;
    sentence.word(at, 1).filter(|word| word.is_name() && word.gap == " ")?;
    let who = sentence.near(at, -4..0, is_somebody)?;
    Some((who, at + 1))
}

/// “Mrs …”, “Mme …”, “la Sra. …”.
fn titled(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    let title = sentence.word(at, 0).filter(|word| word.is(Group::Honorific) && word.is_name())?;
    let name = sentence.word(at, 1).filter(|word| word.is_name() && matches!(word.gap, " " | ". "))?;
    (title.raw != "Miss" || name.raw.len() > 2).then_some((at, at + 1))
}

/// “M., 23”.
fn initial(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    let number = age(sentence, at).filter(|number| number.gap == "., ")?;
    let letter =
        sentence.word(at, -1).filter(|word| word.raw.len() == 1 && word.raw.starts_with(char::is_uppercase))?;
    let closed = sentence.after(at).trim_start().starts_with([',', ')', '.', ';']) || sentence.word(at, 1).is_none();
    (closed && number.start > letter.start).then(|| (at.saturating_sub(1), at))
}

fn is_somebody(word: &Word) -> bool {
    word.is_any(&ONE) || ["she", "he", "elle", "il", "ella"].contains(&word.folded.as_str())
}

/// An age of one person: no range, no “under”, no share.
fn age<'a, 'b>(sentence: &'b Sentence<'a>, at: usize) -> Option<&'b Word<'a>> {
    let word = sentence.word(at, 0)?;
    word.number().filter(|number| (1..110).contains(number))?;
    let bounded = sentence.near(at, -3..0, |word| word.is(Group::General)).is_some();
    let after = sentence.after(at);
    let share = after.trim_start().starts_with(['%', '٪', '/', '+', '–']) || word.gap.ends_with(['–', '.', '/']);
    let joined = ["to", "and", "or", "a", "et", "y", "ou", "o", "الي", "حتي", "او"];
    let open = ["over", "above", "older", "up", "more", "plus", "mas"];
    let goes_on = |word: &Word| word.number().is_some() || open.contains(&word.folded.as_str());
    let next = sentence.word(at, 1);
    let to = next.is_some_and(|word| joined.contains(&word.folded.as_str()));
    let range = next.is_some_and(|word| word.number().is_some())
        || to && sentence.word(at, 2).is_some_and(goes_on)
        || sentence.word(at, -1).is_some_and(|word| word.number().is_some())
        || sentence.word(at, -2).is_some_and(|word| word.number().is_some())
            && sentence.word(at, -1).is_some_and(|word| joined.contains(&word.folded.as_str()));
    (!bounded && !share && !range).then_some(word)
}
