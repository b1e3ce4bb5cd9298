//! The kind of a document, from words in English, French and Spanish.

use crate::domain::kind::Kind;

use super::Clues;
use super::words::spaced;

/// How much of the text counts as its beginning, in characters.
const BEGINNING: usize = 3_000;

/// Words that decide in a title or a file name; the first that is found counts.
const IN_TITLE: &[(&str, Kind)] = &[
    ("report", Kind::Report),
    ("rapport", Kind::Report),
    ("informe", Kind::Report),
    ("rmrp", Kind::RegionalPlan),
    ("mrp", Kind::RegionalPlan),
    ("appeal", Kind::CrisisResponsePlan),
    ("llamamiento", Kind::CrisisResponsePlan),
    ("crp", Kind::CrisisResponsePlan),
    ("plan de reponse", Kind::CrisisResponsePlan),
    ("plan de respuesta", Kind::CrisisResponsePlan),
    ("response plan", Kind::CrisisResponsePlan),
    ("proposal", Kind::Proposal),
    ("proposition", Kind::Proposal),
    ("propuesta", Kind::Proposal),
];

/// Words that say enough anywhere in the beginning of a text; the earliest counts.
const IN_TEXT: &[(&str, Kind)] = &[
    ("concept note", Kind::ConceptNote),
    ("note conceptuelle", Kind::ConceptNote),
    ("nota conceptual", Kind::ConceptNote),
    ("crisis response plan", Kind::CrisisResponsePlan),
    ("plan de reponse aux crises", Kind::CrisisResponsePlan),
    ("plan de reponse a la crise", Kind::CrisisResponsePlan),
    ("plan de respuesta a la crisis", Kind::CrisisResponsePlan),
    ("flash appeal", Kind::CrisisResponsePlan),
    ("appel eclair", Kind::CrisisResponsePlan),
    ("rmrp", Kind::RegionalPlan),
    ("mrp", Kind::RegionalPlan),
    ("project proposal", Kind::Proposal),
    ("proposition de projet", Kind::Proposal),
    ("propuesta de proyecto", Kind::Proposal),
];

/// The kind of a document; `None` when no word tells it.
#[must_use]
pub fn of(title: &str, clues: &Clues<'_>) -> Option<Kind> {
    let beginning: String = clues.body.chars().take(BEGINNING).collect();
    in_title(title).or_else(|| in_title(clues.file)).or_else(|| in_text(&spaced(&beginning)))
}

/// The kind that a title names.
#[must_use]
pub fn in_title(title: &str) -> Option<Kind> {
    let words = spaced(title);
    let is = |name: &str| words.contains(&format!(" {name} "));
    let named = |table: &[(&str, Kind)]| table.iter().find(|(name, _)| is(name)).map(|(_, kind)| *kind);
    let report = named(IN_TITLE).filter(|kind| *kind == Kind::Report);
    report
        .or_else(|| regional(&words).map(|_| Kind::RegionalPlan))
        .or_else(|| named(IN_TEXT))
        .or_else(|| named(IN_TITLE))
}

fn in_text(words: &str) -> Option<Kind> {
    let places = IN_TEXT.iter().filter_map(|(name, kind)| Some((words.find(&format!(" {name} "))?, *kind)));
    let regional = regional(words).map(|at| (at, Kind::RegionalPlan));
    places.chain(regional).min_by_key(|(at, _)| *at).map(|(_, kind)| kind)
}

/// Where a regional response plan is named: “regional refugee and migrant response plan”, “plan régional de réponse”.
fn regional(words: &str) -> Option<usize> {
    let romance = [" plan regional de reponse ", " plan regional de respuesta "];
    let found = romance.iter().filter_map(|name| words.find(name)).min();
    found.or_else(|| {
        let near = |at: &usize| {
            let next = words.get(*at..).unwrap_or_default().split(' ').skip(2).take(6).collect::<Vec<_>>();
            next.windows(2).any(|pair| pair == ["response", "plan"])
        };
        words.match_indices(" regional ").map(|(at, _)| at).find(near)
    })
}
