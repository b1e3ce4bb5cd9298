//! Where a refuge is.

use std::ops::Range;

use super::sentence::{Sentence, Word};
use super::words::Group;

const REFUGES: [&str; 23] = [
    "safe house",
    "safe houses",
    "safehouse",
    "women s shelter",
    "shelter for survivors",
    "shelter for women",
    "refuge for women",
    "safe space",
    "maison sure",
    "maison d accueil",
    "foyer pour femmes",
    "foyer des survivantes",
    "refuge pour femmes",
    "casa segura",
    "casa de acogida",
    "refugio para mujeres",
    "espacio seguro",
    "البيت الامن",
    "بيت امن",
    "دار الايواء",
    "دار ايواء",
    "المساحه الامنه",
    "مساحه امنه",
];

/// Where such a place is given: the refuge, a word of place, and a name, a number or a street.
pub(super) fn find(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    sentence.at_each(|at| {
        let refuge = REFUGES.iter().find(|refuge| sentence.says(at, refuge))?;
        let last = at + refuge.split(' ').count() - 1;
        let here = sentence.near(last, 1..5, |word| word.is(Group::Where) || word.is(Group::Street))?;
        let place = sentence.near(here, 0..5, is_address)?;
        Some((at, place))
    })
}

fn is_address(word: &Word) -> bool {
    word.is_name() || word.number().is_some() || word.is_any(&[Group::Street, Group::Place])
}
