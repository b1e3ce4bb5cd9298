//! What was done to somebody: the deed, by whom or where, and that it was one person or did happen.

use std::ops::Range;

use super::sentence::{Sentence, Word};
use super::words::Group;

const ONE: [Group; 3] = [Group::Person, Group::Survivor, Group::Pronoun];

/// Where it is told.
pub(super) fn find(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    sentence.at_each(|at| deed(sentence, at).or_else(|| noun(sentence, at)))
}

/// “was raped by”, “the girl … assaulted near”.
fn deed(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    let word = sentence.word(at, 0)?;
    let was = sentence.near(at, -2..0, |word| word.is(Group::Was));
    if !(word.is(Group::Raped) || word.is(Group::Masculine) && was.is_some()) {
        return None;
    }
    let who = sentence.near(at, -7..0, |word| word.is_any(&ONE)).or(was)?;
    sentence.near(at, 1..5, |word| word.is(Group::Scene))?;
    (!is_general(sentence, at)).then_some((who, at))
}

/// “the rape of a girl”, “viol commis par”, “violación por”.
fn noun(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    sentence.word(at, 0).filter(|word| word.is(Group::Rape))?;
    let by = sentence.near(at, 1..4, |word| word.is(Group::Agent));
    let of = || sentence.word(at, 1).filter(|word| word.is(Group::Of) || word.folded == "d").map(|_| at);
    let one = || sentence.near(at, 2..4, |word| word.is_any(&[Group::Person, Group::Survivor]));
    let told = by.filter(|_| {
        sentence.any(|word| word.is_any(&[Group::Staff, Group::Person, Group::Survivor])) || is_told(sentence, at)
    });
    told.or_else(|| of().and_then(|_| one())).map(|place| (at, place))
}

fn is_told(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence
        .near(at, 1..3, |word| ["commis", "perpetre", "cometida", "committed"].contains(&word.folded.as_str()))
        .is_some()
}

/// A rule says what could be: “if she is abused by”, “may be killed at”.
fn is_general(sentence: &Sentence<'_>, at: usize) -> bool {
    let rule = ["be", "being", "if", "when", "whether", "who", "or", "si", "cuando", "etre", "ser", "could", "may"];
    let is_rule = |word: &Word| word.is(Group::Supposed) || rule.contains(&word.folded.as_str());
    sentence.near(at, -5..0, is_rule).is_some()
}
