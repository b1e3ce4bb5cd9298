//! The paragraph in English.

use crate::domain::kind::Kind;

use super::{Facts, Part, at_most, listed};
use crate::domain::summary::Language;
use crate::export::day;

pub(super) fn passages(facts: &Facts) -> Vec<String> {
    let opening = day::opening(facts.summary.period, Language::English);
    let team = facts.options.team.as_deref().unwrap_or("the team");
    if facts.summary.documents == 0 {
        let none = format!("{opening}, {team} reviewed no documents.");
        return [Some(none), apart(facts), change(facts)].into_iter().flatten().collect();
    }
    let short = format!(
        "{opening}, {team} reviewed {}{} to make sure that {} institutional standards on GBV, Do No Harm and gender equality.",
        kinds(facts),
        over_countries(facts.summary.countries),
        if facts.summary.documents == 1 { "it meets" } else { "they meet" },
    );
    let full = format!(
        "{opening}, {team} reviewed {}{}, against institutional standards on GBV, Do No Harm and gender equality. {}",
        documents(facts),
        countries(facts.summary.countries),
        what_came_of_it(facts),
    );
    [Some(short), Some(full), apart(facts), change(facts)].into_iter().flatten().collect()
}

/// The kinds, such as “412 proposals, concept notes and reports”.
fn kinds(facts: &Facts) -> String {
    if facts.has_single() {
        return counted(facts);
    }
    let names: Vec<_> = facts.kinds().iter().map(|(kind, _)| plural(*kind).to_owned()).collect();
    format!("{} {}", number(facts, facts.summary.documents), listed(&names, "and"))
}

/// The kinds with their numbers, such as “187 proposals and 96 concept notes”.
fn counted(facts: &Facts) -> String {
    let one = |(kind, count): &(Kind, usize)| {
        format!("{} {}", facts.count(*count), if *count == 1 { singular(*kind) } else { plural(*kind) })
    };
    listed(&facts.kinds().iter().map(one).collect::<Vec<_>>(), "and")
}

fn documents(facts: &Facts) -> String {
    if facts.kinds().len() < 2 || !facts.tells_kinds() {
        return kinds(facts);
    }
    format!("{} documents – {} –", facts.count(facts.summary.documents), counted(facts))
}

fn number(facts: &Facts, count: usize) -> String {
    if facts.is_hidden(count) { "fewer than 5".to_owned() } else { facts.count(count) }
}

fn over_countries(count: usize) -> String {
    match at_most(count) {
        (0, _) => String::new(),
        (1, false) => " from 1 country".to_owned(),
        (round, true) => format!(" from over {round} countries"),
        (round, false) => format!(" from {round} countries"),
    }
}

fn countries(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " from 1 country".to_owned(),
        count => format!(" from {count} countries"),
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
        (0, _) if all == 1 => "It needed no required changes.".to_owned(),
        (0, _) => "None of them needed required changes.".to_owned(),
        (1, Part::Said(_)) if all == 1 => "It needed required changes.".to_owned(),
        (_, Part::Said(said)) => format!("{said}{share} needed required changes."),
        (_, Part::Few) => "Fewer than 5 needed required changes.".to_owned(),
        (_, Part::Untold) => return None,
    })
}

fn came_back(facts: &Facts) -> Option<String> {
    let (back, settled) = (facts.summary.re_review.documents, facts.summary.re_review.settled);
    let said = match facts.part(back, facts.summary.documents) {
        _ if back == 0 => return Some("None came back for a second round.".to_owned()),
        Part::Said(_) if facts.summary.documents == 1 => "It".to_owned(),
        Part::Said(said) => said,
        Part::Few => return Some("Fewer than 5 came back for a second round.".to_owned()),
        Part::Untold => return None,
    };
    Some(format!("{said} came back for a second round{}.", settled_of(facts, settled, back)))
}

fn settled_of(facts: &Facts, settled: usize, back: usize) -> String {
    let share = facts.share(settled, back);
    match facts.part(settled, back) {
        _ if back == 1 && settled == 1 => ", and no required change is left open".to_owned(),
        _ if back == 1 => ", and required changes are still open".to_owned(),
        _ if settled == 0 => ", and in none of these are all required changes settled".to_owned(),
        Part::Said(said) => format!(", and in {said} of these{share} no required change is left open"),
        Part::Few | Part::Untold => String::new(),
    }
}

fn time(facts: &Facts) -> Option<String> {
    let median = facts.summary.turnaround_days.median?;
    Some(match facts.days(median).as_str() {
        "0" => "At least half of the reviews were returned on the day of receipt.".to_owned(),
        "0.5" => "The median time to return was half a calendar day.".to_owned(),
        "1" => "The median time to return was 1 calendar day.".to_owned(),
        days => format!("The median time to return was {days} calendar days."),
    })
}

/// What the sentences before count in, or leave out.
fn apart(facts: &Facts) -> Option<String> {
    let all = [other(facts), withdrawn(facts)];
    let said: Vec<_> = all.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn other(facts: &Facts) -> Option<String> {
    let outside = "outside the five kinds of the annual count";
    Some(match facts.other() {
        0 => return None,
        1 if !facts.is_hidden(1) => format!("1 of the documents is {outside}; it is in every number here."),
        count => {
            format!("{} of the documents are {outside}; they are in every number here.", number_first(facts, count))
        }
    })
}

fn withdrawn(facts: &Facts) -> Option<String> {
    let more = if facts.summary.documents == 0 { "" } else { " more" };
    Some(match facts.summary.intake.withdrawn {
        0 => return None,
        1 if !facts.is_hidden(1) => {
            format!("1{more} document came in and was withdrawn by its author; it is in no other number.")
        }
        count if facts.is_hidden(count) => {
            "Fewer than 5 documents came in and were withdrawn by their authors; they are in no other number."
                .to_owned()
        }
        count => {
            let count = facts.count(count);
            format!("{count}{more} documents came in and were withdrawn by their authors; they are in no other number.")
        }
    })
}

fn number_first(facts: &Facts, count: usize) -> String {
    if facts.is_hidden(count) { "Fewer than 5".to_owned() } else { facts.count(count) }
}

fn change(facts: &Facts) -> Option<String> {
    let before = facts.before()?;
    let when = before.period.whole_year().map_or("A year before".to_owned(), |year| format!("In {year}"));
    if before.documents == 0 {
        return Some(format!("{when}, no documents were reviewed."));
    }
    let (was, word) = if before.documents == 1 { ("was", "document") } else { ("were", "documents") };
    let text = format!("{when} there {was} {} {word}{}", number(facts, before.documents), countries(before.countries));
    let all = facts.change(facts.summary.documents, before.documents);
    let places = facts.change(facts.summary.countries, before.countries);
    let all =
        all.zip(places).map(|(all, places)| format!(": a change of {all} in documents and {places} in countries"));
    let kinds = facts.changes(before, plural);
    let kinds = (!kinds.is_empty()).then(|| format!("; by kind: {}", kinds.join(", ")));
    Some([Some(text), all, kinds, Some(".".to_owned())].into_iter().flatten().collect())
}

const fn singular(kind: Kind) -> &'static str {
    match kind {
        Kind::Proposal => "proposal",
        Kind::ConceptNote => "concept note",
        Kind::Report => "report",
        Kind::RegionalPlan => "regional migrant response plan",
        Kind::CrisisResponsePlan => "crisis response plan",
        Kind::Other => "document of another kind",
    }
}

const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Proposal => "proposals",
        Kind::ConceptNote => "concept notes",
        Kind::Report => "reports",
        Kind::RegionalPlan => "regional migrant response plans",
        Kind::CrisisResponsePlan => "crisis response plans",
        Kind::Other => "documents of other kinds",
    }
}
