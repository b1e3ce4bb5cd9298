//! Numbers of cases, and what is claimed from them.

use std::ops::Range;

use super::sentence::{Sentence, Word};
use super::words::Group;

/// Where cases are counted: a number, then survivors, cases, incidents, rapes.
pub(super) fn cases(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    sentence.at_each(|at| {
        let number = sentence.word(at, 0)?;
        if !is_count(sentence, at, number) {
            return None;
        }
        let counted = (1..4).find_map(|by| counted(sentence, at, by))?;
        Some((at, counted))
    })
}

/// The word that is counted, when only words such as “reported” stand between.
fn counted(sentence: &Sentence<'_>, at: usize, by: isize) -> Option<usize> {
    let filled = (1..by).all(|between| sentence.word(at, between).is_some_and(|word| word.is(Group::Filler)));
    let joined = (1..=by).all(|step| sentence.word(at, step).is_some_and(|word| word.gap.trim().is_empty()));
    let word = sentence.word(at, by).filter(|_| filled && joined)?;
    let place = at.checked_add_signed(by)?;
    let violent = || sentence.near(place, 1..5, |word| word.is(Group::Violence)).is_some();
    let is = word.is_any(&[Group::Survivors, Group::Cases]) || word.is(Group::Reports) && violent();
    is.then_some(place)
}

fn is_count(sentence: &Sentence<'_>, at: usize, word: &Word) -> bool {
    let numbered = sentence.word(at, -1).is_some_and(|before| before.is(Group::Counted));
    let decimal = word.gap.ends_with(['.', '-', '–']) && at > 0;
    let year = word.number().is_some_and(|number| (1900..2100).contains(&number));
    (word.is(Group::Number) || word.number().is_some_and(|number| number > 1)) && !numbered && !decimal && !year
}

/// Where prevalence or a trend is claimed.
pub(super) fn shares(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let mut found = sentence.at_each(|at| trend(sentence, at));
    let violent = sentence.any(|word| word.is(Group::Violence));
    if violent && sentence.any(|word| word.is(Group::Women)) {
        found.extend(sentence.at_each(|at| share(sentence, at)));
    }
    found
}

/// “40 %”, “one in three”, “une femme sur trois”, “una de cada tres”.
fn share(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    let word = sentence.word(at, 0)?;
    let percent = || word.number().is_some() && sentence.after(at).trim_start().starts_with(['%', '٪']);
    let spelt = || {
        word.number().is_some()
            && ["per cent", "percent", "pour cent", "por ciento", "في المايه", "بالمايه", "بالميه"]
                .iter()
                .any(|p| sentence.says(at + 1, p))
    };
    let phrase = || {
        [
            "one in",
            "1 in",
            "une sur",
            "une femme sur",
            "une fille sur",
            "una de cada",
            "una mujer de cada",
            "امراه من كل",
            "واحده من كل",
            "فتاه من كل",
        ]
        .iter()
        .any(|p| sentence.says(at, p))
    };
    (percent() || spelt() || phrase()).then_some((at, at))
}

/// “an increase in GBV of …”, “violence rose”: with a number, or as something that happened.
fn trend(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    let word = sentence.word(at, 0)?;
    let of = || sentence.word(at, 1).filter(|word| word.is(Group::Of) || ["in", "في"].contains(&word.folded.as_str()));
    let behind = || of().and_then(|_| sentence.near(at, 2..5, |word| word.is(Group::Gbv)));
    let before = || sentence.near(at, -5..0, |word| word.is(Group::Gbv));
    let next = || sentence.near(at, 1..2, |word| word.is(Group::Gbv));
    let happened =
        word.is(Group::Rose).then(before).flatten().or_else(|| word.is(Group::RoseBefore).then(next).flatten());
    let other = happened.or_else(|| word.is(Group::Trend).then(behind).flatten())?;
    Some((at, other))
}
