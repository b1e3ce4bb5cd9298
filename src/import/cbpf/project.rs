//! One project to a record.

use serde_json::{Map, Value};

use crate::domain::canonical::sha256_bytes;
use crate::domain::kind::Kind;
use crate::domain::record::{Budget, Marker, Period, Record, Section, Source, slug};
use crate::domain::vocabulary;

use super::super::Imported;
use super::super::listing::{Entry, Item};
use super::super::value::{Hint, Order, day, decimal, line};
use super::CODES;
use super::marker::{Claim, claim};
use super::packed::{GROUPS, PEOPLE, parts};

/// The members of a project that say something, in the order of the file.
#[derive(Debug, Default)]
pub struct Members {
    /// Names and values.
    pub values: Vec<(String, String)>,
    /// What is missing at the end of its row.
    pub stops: Option<String>,
}

/// Members that are read into fields; all others are kept as they are.
const READ: &[&str] = &[
    "PrjCode",
    "ChfProjectCode",
    "CHFProjectCode",
    "PrjTitle",
    "ProjectTitle",
    "OrgNm",
    "OrganizationName",
    "AStrDt",
    "StartDate",
    "AEndDt",
    "EndDate",
    "PrgBdg",
    "Budget",
    "BenAgg",
    "BenTotSplit",
    "AllocationSummary",
    "PrjSummary",
];

impl Members {
    fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.get(name))
    }
}

/// The item of a project; it needs its code.
#[must_use]
pub fn item(members: &Members, number: usize) -> Item {
    let Some(code) = members.first(&CODES) else {
        return Item::Faulty(format!("line {number}: the project has no code"));
    };
    let place = format!("project {code}");
    let mut reading = Reading { record: Record::new("", Kind::Proposal, ""), warnings: Vec::new(), place: &place };
    reading.fill(members, code);
    let imported = reading.finish(members);
    Entry { key: code.to_owned(), place: place.clone(), imported }.item()
}

struct Reading<'a> {
    record: Record,
    warnings: Vec<String>,
    place: &'a str,
}

impl Reading<'_> {
    fn fill(&mut self, members: &Members, code: &str) {
        let record = &mut self.record;
        record.id = slug(code).unwrap_or_else(|| "project".to_owned());
        record.reference = Some(code.to_owned());
        record.title = members.first(&["PrjTitle", "ProjectTitle"]).map_or_else(|| code.to_owned(), line);
        record.organisation = members.first(&["OrgNm", "OrganizationName"]).map(line);
        record.donor = Some("cbpf".to_owned());
        record.countries = country(members, code).into_iter().collect();
        if members.first(&["PrjTitle", "ProjectTitle"]).is_none() {
            self.warn("there is no title in this file; the code stands for it");
        }
        self.period(members);
        self.budget(members);
        self.people(members);
        self.groups(members);
        self.marker(members);
        self.summary(members);
        self.others(members);
        if let Some(stops) = &members.stops {
            self.warn(&format!("{stops}; what is there was taken"));
        }
    }

    fn warn(&mut self, what: &str) {
        self.warnings.push(format!("{}: {what}", self.place));
    }

    /// The service writes the month first; so much is sure where it writes the hour with AM or PM.
    fn period(&mut self, members: &Members) {
        let mut read = |names: &[&str]| {
            let text = members.first(names)?;
            let order = if text.ends_with('M') { Order::MonthFirst } else { Order::Unknown };
            let found = day(text, order);
            if found.is_none() {
                self.warnings.push(format!("{}: “{text}” is not surely one day; it is kept under “extra”", self.place));
                self.record.extra.insert(names.first().copied().unwrap_or_default().to_owned(), text.into());
            }
            found
        };
        let period = Period { start: read(&["AStrDt", "StartDate"]), end: read(&["AEndDt", "EndDate"]) };
        self.record.period = (period != Period::default()).then_some(period);
    }

    fn budget(&mut self, members: &Members) {
        let Some(text) = members.first(&["PrgBdg", "Budget"]) else { return };
        match decimal(text, Hint::Point) {
            Some(amount) => self.record.budget = Some(Budget { amount, currency: "USD".to_owned() }),
            None => self.refuse("PrgBdg", text, "is not surely one number"),
        }
    }

    fn refuse(&mut self, name: &str, text: &str, why: &str) {
        self.warn(&format!("“{text}” in “{name}” {why}; it is kept under “extra”"));
        self.record.extra.insert(name.to_owned(), text.into());
    }

    /// Packed in one cell, or in four columns.
    fn people(&mut self, members: &Members) {
        let columns = ["BenM", "BenW", "BenB", "BenG"].map(|name| members.get(name).and_then(|text| text.parse().ok()));
        let packed = members.get("BenAgg");
        let found = match (packed, columns) {
            (Some(text), _) => match parts(text, "##", &PEOPLE) {
                Some(parts) => parts,
                None => {
                    return self.refuse("BenAgg", text, "does not hold the four numbers of men, women, boys and girls");
                }
            },
            (None, [Some(men), Some(women), Some(boys), Some(girls)]) => {
                PEOPLE.into_iter().zip([men, women, boys, girls]).collect()
            }
            _ => return,
        };
        self.record.people_targeted = found.iter().try_fold(0_u64, |sum, (_, number)| sum.checked_add(*number));
        self.record.extra.insert("people".to_owned(), told(&found));
    }

    fn groups(&mut self, members: &Members) {
        let Some(text) = members.get("BenTotSplit") else { return };
        match parts(text, "|", &GROUPS) {
            Some(found) => _ = self.record.extra.insert("people_by_group".to_owned(), told(&found)),
            None => self.refuse("BenTotSplit", text, "does not hold five numbers"),
        }
    }

    fn marker(&mut self, members: &Members) {
        let Some(text) = members.get("PrjGM") else { return };
        self.record.extra.insert("PrjGM".to_owned(), text.into());
        let reference = members.get("GAMRefNumber").map(str::to_owned);
        match claim(text) {
            Claim::Code(scheme, code) if vocabulary::check_marker(scheme, &code).is_ok() => {
                let reference = reference.filter(|_| scheme == "gam");
                self.record.markers.push(Marker { scheme: scheme.to_owned(), code, reference, reading: None });
            }
            Claim::NotGiven => {}
            _ => self.warn(&format!("“{text}” does not tell which gender marker it is; it is kept under “extra”")),
        }
    }

    fn summary(&mut self, members: &Members) {
        let text = members.first(&["AllocationSummary", "PrjSummary"]).map(str::to_owned);
        let section =
            |text| Section { id: "s1".to_owned(), heading: "Summary".to_owned(), level: 1, text, ..Section::default() };
        self.record.sections = text.map(section).into_iter().collect();
    }

    /// Ids of markers, clusters and funds have lists of their own, which are not ours.
    fn others(&mut self, members: &Members) {
        for (name, value) in members.values.iter().filter(|(name, _)| !READ.contains(&name.as_str())) {
            if !self.record.extra.contains_key(name) {
                self.record.extra.insert(name.clone(), value.as_str().into());
            }
        }
    }

    fn finish(mut self, members: &Members) -> Imported {
        let all: Vec<String> = members.values.iter().map(|(name, value)| format!("{name}\u{1f}{value}")).collect();
        let sha256 = sha256_bytes(all.join("\u{1e}").as_bytes());
        self.record.source = Some(Source { file: String::new(), format: String::new(), sha256, warnings: Vec::new() });
        Imported { record: self.record, warnings: self.warnings, guessed: Vec::new() }
    }
}

fn told(parts: &[(&str, u64)]) -> Value {
    Value::Object(parts.iter().map(|(name, number)| ((*name).to_owned(), (*number).into())).collect::<Map<_, _>>())
}

/// By the name of the fund, else by the code, when that has a code of a country in it.
fn country(members: &Members, code: &str) -> Option<String> {
    let by_name = members.first(&["PooledFundName", "Country"]).and_then(vocabulary::find_country);
    let part = code.strip_prefix("CBPF-").and_then(|rest| rest.split('-').next()).filter(|part| part.len() == 3);
    by_name.or_else(|| part.and_then(vocabulary::find_country)).map(|country| country.code.clone())
}
