//! That somebody of the staff did harm.

use std::ops::Range;

use super::sentence::{Sentence, Word};
use super::words::Group;

/// How many words apart the two may stand.
const REACH: isize = 9;

/// Where it is said: staff beside what was done, or beside what was asked for and sex.
pub(super) fn find(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let asks_for_sex = sentence.any(|word| word.is(Group::Sex));
    sentence.at_each(|at| {
        let did = sentence.word(at, 0)?;
        let said = did.is(Group::Abused) || did.is(Group::Asked) && asks_for_sex || trades(sentence, at);
        let staff = said.then(|| sentence.near(at, -REACH..REACH, |word| word.is(Group::Staff))).flatten()?;
        (!is_general(sentence, at)).then_some((at, staff))
    })
}

/// “sex for”, “sex in exchange”, “sexe contre”, “sexo a cambio”.
fn trades(sentence: &Sentence<'_>, at: usize) -> bool {
    [
        "sex for",
        "sex in exchange",
        "sexe contre",
        "sexe en echange",
        "sexo a cambio",
        "sexo por",
        "الجنس مقابل",
        "ممارسه الجنس",
        "خدمات جنسيه",
    ]
    .iter()
    .any(|phrase| sentence.says(at, phrase))
}

/// A rule says what could be, or what must not be: “could be abused”, “never be asked”.
fn is_general(sentence: &Sentence<'_>, at: usize) -> bool {
    let rule = ["be", "being", "if", "when", "whether", "must", "never", "could", "may", "can", "etre", "ser", "si"];
    let is_rule = |word: &Word| word.is(Group::Supposed) || rule.contains(&word.folded.as_str());
    sentence.near(at, -4..0, is_rule).is_some()
}
