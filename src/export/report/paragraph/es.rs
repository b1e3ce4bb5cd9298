//! The paragraph in Spanish: only 1 is singular; «y» is «e» before the sound of an i.

use crate::domain::kind::Kind;

use super::{Facts, Part, at_most, listed};
use crate::domain::summary::Language;
use crate::export::day;

const STANDARDS: &str = "las normas institucionales sobre violencia de género, acción sin daño e igualdad de género";

pub(super) fn passages(facts: &Facts) -> Vec<String> {
    let opening = day::opening(facts.summary.period, Language::Spanish);
    let team = facts.options.team.as_deref().unwrap_or("el equipo");
    if facts.summary.documents == 0 {
        let none = format!("{opening}, {team} no revisó ningún documento.");
        return [Some(none), apart(facts), change(facts)].into_iter().flatten().collect();
    }
    let short = format!(
        "{opening}, {team} revisó {}{} para asegurar su conformidad con {STANDARDS}.",
        kinds(facts),
        over_countries(facts.summary.countries),
    );
    let full = format!(
        "{opening}, {team} revisó {}{}, a la luz de {STANDARDS}. {}",
        documents(facts),
        countries(facts.summary.countries),
        what_came_of_it(facts),
    );
    [Some(short), Some(full), apart(facts), change(facts)].into_iter().flatten().collect()
}

fn kinds(facts: &Facts) -> String {
    if facts.has_single() {
        return counted(facts);
    }
    let names: Vec<_> = facts.kinds().iter().map(|(kind, _)| plural(*kind).to_owned()).collect();
    let and = if names.last().is_some_and(|last| last.starts_with('i')) { "e" } else { "y" };
    format!("{} {}", number(facts, facts.summary.documents), listed(&names, and))
}

fn counted(facts: &Facts) -> String {
    let one = |(kind, count): &(Kind, usize)| {
        format!("{}\u{a0}{}", facts.count(*count), if *count == 1 { singular(*kind) } else { plural(*kind) })
    };
    listed(&facts.kinds().iter().map(one).collect::<Vec<_>>(), "y")
}

fn documents(facts: &Facts) -> String {
    if facts.kinds().len() < 2 || !facts.tells_kinds() {
        return kinds(facts);
    }
    format!("{} documentos –{}–", facts.count(facts.summary.documents), counted(facts))
}

fn number(facts: &Facts, count: usize) -> String {
    if facts.is_hidden(count) { "menos de 5".to_owned() } else { facts.count(count) }
}

fn over_countries(count: usize) -> String {
    match at_most(count) {
        (0, _) => String::new(),
        (1, false) => " de un solo país".to_owned(),
        (round, true) => format!(" de más de {round} países"),
        (round, false) => format!(" de {round} países"),
    }
}

fn countries(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " de un solo país".to_owned(),
        count => format!(" de {count} países"),
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
        (0, _) if all == 1 => "No requirió cambios.".to_owned(),
        (0, _) => "Ningún documento requirió cambios.".to_owned(),
        (1, Part::Said(_)) if all == 1 => "Requirió cambios.".to_owned(),
        (1, Part::Said(_)) => format!("1 documento{share} requirió cambios."),
        (_, Part::Said(said)) => format!("{said} documentos{share} requirieron cambios."),
        (_, Part::Few) => "Menos de 5 documentos requirieron cambios.".to_owned(),
        (_, Part::Untold) => return None,
    })
}

fn came_back(facts: &Facts) -> Option<String> {
    let (back, settled) = (facts.summary.re_review.documents, facts.summary.re_review.settled);
    let said = match facts.part(back, facts.summary.documents) {
        _ if back == 0 => return Some("Ningún documento volvió para una segunda ronda.".to_owned()),
        Part::Said(_) if facts.summary.documents == 1 => "El documento volvió".to_owned(),
        Part::Said(_) if back == 1 => "1 documento volvió".to_owned(),
        Part::Said(said) => format!("{said} documentos volvieron"),
        Part::Few => return Some("Menos de 5 documentos volvieron para una segunda ronda.".to_owned()),
        Part::Untold => return None,
    };
    Some(format!("{said} para una segunda ronda{}.", settled_of(facts, settled, back)))
}

fn settled_of(facts: &Facts, settled: usize, back: usize) -> String {
    let share = facts.share(settled, back);
    match facts.part(settled, back) {
        _ if back == 1 && settled == 1 => ", y no queda pendiente ningún cambio requerido".to_owned(),
        _ if back == 1 => ", y aún hay cambios requeridos pendientes".to_owned(),
        _ if settled == 0 => ", y en todos ellos aún hay cambios requeridos pendientes".to_owned(),
        Part::Said(said) => format!("; en {said} de ellos{share} no queda pendiente ningún cambio requerido"),
        Part::Few | Part::Untold => String::new(),
    }
}

fn time(facts: &Facts) -> Option<String> {
    let median = facts.summary.turnaround_days.median?;
    Some(match facts.days(median).as_str() {
        "0" => "Al menos la mitad de las revisiones se devolvieron el mismo día de su recepción.".to_owned(),
        "0,5" => "La mediana del plazo de devolución fue de medio día.".to_owned(),
        "1" => "La mediana del plazo de devolución fue de 1\u{a0}día natural.".to_owned(),
        days => format!("La mediana del plazo de devolución fue de {days}\u{a0}días naturales."),
    })
}

fn apart(facts: &Facts) -> Option<String> {
    let all = [other(facts), withdrawn(facts)];
    let said: Vec<_> = all.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn other(facts: &Facts) -> Option<String> {
    let outside = "a ninguno de los cinco tipos del recuento anual";
    Some(match facts.other() {
        0 => return None,
        1 if !facts.is_hidden(1) => {
            format!("1 de los documentos no corresponde {outside}; está incluido en todas las cifras.")
        }
        count => {
            let count = if facts.is_hidden(count) { "Menos de 5".to_owned() } else { facts.count(count) };
            format!("{count} de los documentos no corresponden {outside}; están incluidos en todas las cifras.")
        }
    })
}

fn withdrawn(facts: &Facts) -> Option<String> {
    let more = if facts.summary.documents == 0 { "" } else { " más" };
    Some(match facts.summary.intake.withdrawn {
        0 => return None,
        1 if !facts.is_hidden(1) => {
            format!("1 documento{more} se recibió y fue retirado por sus autores; no figura en ninguna otra cifra.")
        }
        count => {
            let hidden = facts.is_hidden(count);
            let (count, more) = if hidden { ("Menos de 5".to_owned(), "") } else { (facts.count(count), more) };
            format!(
                "{count} documentos{more} se recibieron y fueron retirados por sus autores; no figuran en ninguna otra cifra."
            )
        }
    })
}

fn change(facts: &Facts) -> Option<String> {
    let before = facts.before()?;
    let when = before.period.whole_year().map_or("Un año antes".to_owned(), |year| format!("En {year}"));
    if before.documents == 0 {
        return Some(format!("{when} no se revisó ningún documento."));
    }
    let (was, word) = if before.documents == 1 { ("revisó", "documento") } else { ("revisaron", "documentos") };
    let text = format!("{when} se {was} {} {word}{}", number(facts, before.documents), countries(before.countries));
    let all = facts.change(facts.summary.documents, before.documents);
    let places = facts.change(facts.summary.countries, before.countries);
    let all =
        all.zip(places).map(|(all, places)| format!(": un cambio de {all} en documentos y de {places} en países"));
    let kinds = facts.changes(before, plural);
    let kinds = (!kinds.is_empty()).then(|| format!("; por tipo: {}", kinds.join(", ")));
    Some([Some(text), all, kinds, Some(".".to_owned())].into_iter().flatten().collect())
}

const fn singular(kind: Kind) -> &'static str {
    match kind {
        Kind::Proposal => "propuesta de proyecto",
        Kind::ConceptNote => "nota conceptual",
        Kind::Report => "informe",
        Kind::RegionalPlan => "plan regional de respuesta para migrantes",
        Kind::CrisisResponsePlan => "plan de respuesta a la crisis",
        Kind::Other => "documento de otro tipo",
    }
}

const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Proposal => "propuestas de proyecto",
        Kind::ConceptNote => "notas conceptuales",
        Kind::Report => "informes",
        Kind::RegionalPlan => "planes regionales de respuesta para migrantes",
        Kind::CrisisResponsePlan => "planes de respuesta a las crisis",
        Kind::Other => "documentos de otros tipos",
    }
}
