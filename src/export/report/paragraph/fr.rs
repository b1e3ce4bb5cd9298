//! The paragraph in French: 0 and 1 are singular, also 1,5; a space that does not break stands before high marks.

use crate::domain::kind::Kind;

use super::{Facts, Part, at_most, listed};
use crate::domain::summary::Language;
use crate::export::day;

const STANDARDS: &str =
    "aux normes institutionnelles relatives à la VBG, au principe «\u{a0}ne pas nuire\u{a0}» et à l'égalité de genre";

pub(super) fn passages(facts: &Facts) -> Vec<String> {
    let opening = day::opening(facts.summary.period, Language::French);
    let team = facts.options.team.as_deref().unwrap_or("l'équipe");
    if facts.summary.documents == 0 {
        let none = format!("{opening}, {team} n'a examiné aucun document.");
        return [Some(none), apart(facts), change(facts)].into_iter().flatten().collect();
    }
    let its = if facts.summary.documents == 1 { "sa" } else { "leur" };
    let short = format!(
        "{opening}, {team} a examiné {}{} afin de s'assurer de {its} conformité {STANDARDS}.",
        kinds(facts),
        over_countries(facts.summary.countries),
    );
    let full = format!(
        "{opening}, {team} a examiné {}{}, au regard {}. {}",
        documents(facts),
        countries(facts.summary.countries),
        STANDARDS.replacen("aux normes", "des normes", 1),
        what_came_of_it(facts),
    );
    [Some(short), Some(full), apart(facts), change(facts)].into_iter().flatten().collect()
}

fn kinds(facts: &Facts) -> String {
    if facts.has_single() {
        return counted(facts);
    }
    let names: Vec<_> = facts.kinds().iter().map(|(kind, _)| plural(*kind).to_owned()).collect();
    format!("{} {}", number(facts, facts.summary.documents), listed(&names, "et"))
}

fn counted(facts: &Facts) -> String {
    let one = |(kind, count): &(Kind, usize)| {
        format!("{}\u{a0}{}", facts.count(*count), if *count < 2 { singular(*kind) } else { plural(*kind) })
    };
    listed(&facts.kinds().iter().map(one).collect::<Vec<_>>(), "et")
}

fn documents(facts: &Facts) -> String {
    if facts.kinds().len() < 2 || !facts.tells_kinds() {
        return kinds(facts);
    }
    format!("{} documents –\u{a0}{}\u{a0}–", facts.count(facts.summary.documents), counted(facts))
}

fn number(facts: &Facts, count: usize) -> String {
    if facts.is_hidden(count) { "moins de 5".to_owned() } else { facts.count(count) }
}

fn over_countries(count: usize) -> String {
    match at_most(count) {
        (0, _) => String::new(),
        (1, false) => " provenant d'un seul pays".to_owned(),
        (round, true) => format!(" provenant de plus de {round} pays"),
        (round, false) => format!(" provenant de {round} pays"),
    }
}

fn countries(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " provenant d'un seul pays".to_owned(),
        count => format!(" provenant de {count} pays"),
    }
}

fn what_came_of_it(facts: &Facts) -> String {
    let all = [needed_changes(facts), came_back(facts), time(facts)];
    all.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn needed_changes(facts: &Facts) -> Option<String> {
    let (changed, all) = (facts.summary.required_changes.documents, facts.summary.documents);
    let share = facts.share(changed, all);
    Some(match (changed, facts.part(changed, all)) {
        (0, _) => "Aucune modification n'a été requise.".to_owned(),
        (1, Part::Said(_)) if all == 1 => "Des modifications ont été requises.".to_owned(),
        (1, Part::Said(_)) => format!("Des modifications ont été requises pour 1 document{share}."),
        (_, Part::Said(said)) => format!("Des modifications ont été requises pour {said} documents{share}."),
        (_, Part::Few) => "Des modifications ont été requises pour moins de 5 documents.".to_owned(),
        (_, Part::Untold) => return None,
    })
}

fn came_back(facts: &Facts) -> Option<String> {
    let (back, settled) = (facts.summary.re_review.documents, facts.summary.re_review.settled);
    let said = match facts.part(back, facts.summary.documents) {
        _ if back == 0 => return Some("Aucun document n'est revenu pour un deuxième tour.".to_owned()),
        Part::Said(_) if facts.summary.documents == 1 => "Le document est revenu".to_owned(),
        Part::Said(_) if back == 1 => "1 document est revenu".to_owned(),
        Part::Said(said) => format!("{said} documents sont revenus"),
        Part::Few => return Some("Moins de 5 documents sont revenus pour un deuxième tour.".to_owned()),
        Part::Untold => return None,
    };
    Some(format!("{said} pour un deuxième tour{}.", settled_of(facts, settled, back)))
}

fn settled_of(facts: &Facts, settled: usize, back: usize) -> String {
    let share = facts.share(settled, back);
    match facts.part(settled, back) {
        _ if back == 1 && settled == 1 => ", et plus aucune modification requise n'est en attente".to_owned(),
        _ if back == 1 => ", et des modifications requises sont encore en attente".to_owned(),
        _ if settled == 0 => ", et des modifications requises sont encore en attente dans chacun d'eux".to_owned(),
        Part::Said(said) => {
            format!("\u{a0}; pour {said} d'entre eux{share}, plus aucune modification requise n'est en attente")
        }
        Part::Few | Part::Untold => String::new(),
    }
}

fn time(facts: &Facts) -> Option<String> {
    let median = facts.summary.turnaround_days.median?;
    Some(match facts.days(median).as_str() {
        "0" => "Au moins la moitié des examens ont été rendus le jour de la réception.".to_owned(),
        "0,5" => "Le délai médian de retour a été d'une demi-journée.".to_owned(),
        days @ ("1" | "1,5") => format!("Le délai médian de retour a été de {days}\u{a0}jour calendaire."),
        days => format!("Le délai médian de retour a été de {days}\u{a0}jours calendaires."),
    })
}

fn apart(facts: &Facts) -> Option<String> {
    let all = [other(facts), withdrawn(facts)];
    let said: Vec<_> = all.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn other(facts: &Facts) -> Option<String> {
    let outside = "des cinq types du décompte annuel";
    Some(match facts.other() {
        0 => return None,
        1 if !facts.is_hidden(1) => {
            format!("1 de ces documents ne relève d'aucun {outside}\u{a0}; il entre dans tous les chiffres.")
        }
        count => {
            let count = if facts.is_hidden(count) { "Moins de 5".to_owned() } else { facts.count(count) };
            format!("{count} de ces documents ne relèvent d'aucun {outside}\u{a0}; ils entrent dans tous les chiffres.")
        }
    })
}

fn withdrawn(facts: &Facts) -> Option<String> {
    let more = if facts.summary.documents == 0 { "" } else { " de plus" };
    Some(match facts.summary.intake.withdrawn {
        0 => return None,
        1 if !facts.is_hidden(1) => {
            format!(
                "1 document{more} a été reçu puis retiré par ses auteurs\u{a0}; il n'entre dans aucun autre chiffre."
            )
        }
        count => {
            let hidden = facts.is_hidden(count);
            let (count, more) = if hidden { ("Moins de 5".to_owned(), "") } else { (facts.count(count), more) };
            format!(
                "{count} documents{more} ont été reçus puis retirés par leurs auteurs\u{a0}; ils n'entrent dans aucun autre chiffre."
            )
        }
    })
}

fn change(facts: &Facts) -> Option<String> {
    let before = facts.before()?;
    let when = before.period.whole_year().map_or("Un an plus tôt".to_owned(), |year| format!("En {year}"));
    if before.documents == 0 {
        return Some(format!("{when}, aucun document n'avait été examiné."));
    }
    let word =
        if before.documents == 1 { "document avait été examiné" } else { "documents avaient été examinés" };
    let from = match before.countries {
        0 => String::new(),
        1 => ", provenant d'un seul pays".to_owned(),
        count => format!(", provenant de {count} pays"),
    };
    let text = format!("{when}, {} {word}{from}", number(facts, before.documents));
    let all = facts.change(facts.summary.documents, before.documents);
    let places = facts.change(facts.summary.countries, before.countries);
    let all = all.zip(places).map(|(all, places)| {
        format!("\u{a0}: l'évolution est de {all} pour les documents et de {places} pour les pays")
    });
    let kinds = facts.changes(before, plural);
    let kinds = (!kinds.is_empty()).then(|| format!("\u{a0}; par type\u{a0}: {}", kinds.join(", ")));
    Some([Some(text), all, kinds, Some(".".to_owned())].into_iter().flatten().collect())
}

const fn singular(kind: Kind) -> &'static str {
    match kind {
        Kind::Proposal => "proposition de projet",
        Kind::ConceptNote => "note conceptuelle",
        Kind::Report => "rapport",
        Kind::RegionalPlan => "plan régional de réponse pour les migrants",
        Kind::CrisisResponsePlan => "plan de réponse aux crises",
        Kind::Other => "document d'un autre type",
    }
}

const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Proposal => "propositions de projet",
        Kind::ConceptNote => "notes conceptuelles",
        Kind::Report => "rapports",
        Kind::RegionalPlan => "plans régionaux de réponse pour les migrants",
        Kind::CrisisResponsePlan => "plans de réponse aux crises",
        Kind::Other => "documents d'autres types",
    }
}
