//! The fields of a record as a form or a command line fills them: one table, text in and text out.

use super::kind::Kind;
use super::record::{Budget, Dates, Marker, Period, Record};
use super::vocabulary::{self, List};

/// How a field is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// One line of text.
    Line,
    /// A day, `YYYY-MM-DD`.
    Day,
    /// One of a list.
    One(List),
    /// Any number of a list.
    Many(List),
}

/// One field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The member of the record file.
    pub name: &'static str,
    /// The words on the form.
    pub label: &'static str,
    /// How it is filled.
    pub entry: Entry,
    get: fn(&Record) -> String,
    set: fn(&mut Record, &str) -> Result<(), String>,
}

/// The fields in the order of the form: what decides the questions comes first.
pub const FIELDS: &[Field] = &[
    Field { name: "title", label: "Title", entry: Entry::Line, get: |r| r.title.clone(), set: set_title },
    Field { name: "kind", label: "Kind", entry: Entry::One(List::Kinds), get: |r| r.kind.code().into(), set: set_kind },
    Field {
        name: "countries",
        label: "Countries",
        entry: Entry::Many(List::Countries),
        get: |r| r.countries.join(", "),
        set: |r, text| put(&mut r.countries, countries(text)),
    },
    Field {
        name: "region",
        label: "Region",
        entry: Entry::One(List::Regions),
        get: |r| r.region().unwrap_or_default(),
        set: |r, text| put(&mut r.region, one(List::Regions, text)),
    },
    Field {
        name: "sectors",
        label: "Sectors",
        entry: Entry::Many(List::Sectors),
        get: |r| r.sectors.join(", "),
        set: |r, text| put(&mut r.sectors, many(List::Sectors, text)),
    },
    Field {
        name: "traits",
        label: "The document …",
        entry: Entry::Many(List::Traits),
        get: |r| r.traits().join(", "),
        set: |r, text| put(&mut r.traits, many(List::Traits, text).map(Some)),
    },
    Field {
        name: "organisation",
        label: "Organisation",
        entry: Entry::Line,
        get: |r| or_empty(r.organisation.as_ref()),
        set: |r, text| put(&mut r.organisation, Ok(line(text))),
    },
    Field {
        name: "office",
        label: "Office",
        entry: Entry::Line,
        get: |r| or_empty(r.office.as_ref()),
        set: |r, text| put(&mut r.office, Ok(line(text))),
    },
    Field {
        name: "reference",
        label: "Reference",
        entry: Entry::Line,
        get: |r| or_empty(r.reference.as_ref()),
        set: |r, text| put(&mut r.reference, Ok(line(text))),
    },
    Field {
        name: "donor",
        label: "Donor",
        entry: Entry::One(List::Donors),
        get: |r| or_empty(r.donor.as_ref()),
        set: |r, text| put(&mut r.donor, Ok(line(text))),
    },
    Field {
        name: "language",
        label: "Language",
        entry: Entry::One(List::Languages),
        get: |r| or_empty(r.language.as_ref()),
        set: |r, text| put(&mut r.language, Ok(line(text))),
    },
    Field {
        name: "urgency",
        label: "Urgency",
        entry: Entry::One(List::Urgencies),
        get: |r| or_empty(r.urgency.as_ref()),
        set: |r, text| put(&mut r.urgency, one(List::Urgencies, text)),
    },
    Field {
        name: "requested",
        label: "Requested on",
        entry: Entry::Day,
        get: |r| day_text(r.dates.as_ref().and_then(|d| d.requested)),
        set: |r, text| put(&mut dates(r).requested, day(text)),
    },
    Field {
        name: "received",
        label: "Received on",
        entry: Entry::Day,
        get: |r| day_text(r.dates.as_ref().and_then(|d| d.received)),
        set: |r, text| put(&mut dates(r).received, day(text)),
    },
    Field {
        name: "due",
        label: "Due on",
        entry: Entry::Day,
        get: |r| day_text(r.due()),
        set: |r, text| put(&mut dates(r).due, day(text)),
    },
    Field {
        name: "population_groups",
        label: "People",
        entry: Entry::Many(List::PopulationGroups),
        get: |r| r.population_groups.join(", "),
        set: |r, text| put(&mut r.population_groups, many(List::PopulationGroups, text)),
    },
    Field {
        name: "people_targeted",
        label: "People targeted",
        entry: Entry::Line,
        get: |r| r.people_targeted.map(|n| n.to_string()).unwrap_or_default(),
        set: |r, text| put(&mut r.people_targeted, number(text)),
    },
    Field {
        name: "crisis_types",
        label: "Crisis types",
        entry: Entry::Many(List::CrisisTypes),
        get: |r| r.crisis_types.join(", "),
        set: |r, text| put(&mut r.crisis_types, many(List::CrisisTypes, text)),
    },
    Field {
        name: "phase",
        label: "Phase",
        entry: Entry::One(List::Phases),
        get: |r| or_empty(r.phase.as_ref()),
        set: |r, text| put(&mut r.phase, one(List::Phases, text)),
    },
    Field {
        name: "tags",
        label: "Themes",
        entry: Entry::Many(List::Tags),
        get: |r| r.tags.join(", "),
        set: |r, text| put(&mut r.tags, many(List::Tags, text)),
    },
    Field {
        name: "markers",
        label: "Gender markers",
        entry: Entry::Line,
        get: markers_text,
        set: |r, text| put(&mut r.markers, markers(text)),
    },
    Field {
        name: "budget",
        label: "Budget",
        entry: Entry::Line,
        get: |r| r.budget.as_ref().map(|b| format!("{} {}", b.amount, b.currency)).unwrap_or_default(),
        set: |r, text| put(&mut r.budget, budget(text)),
    },
    Field {
        name: "start",
        label: "Starts on",
        entry: Entry::Day,
        get: |r| day_text(r.period.as_ref().and_then(|p| p.start)),
        set: |r, text| put(&mut period(r).start, day(text)),
    },
    Field {
        name: "end",
        label: "Ends on",
        entry: Entry::Day,
        get: |r| day_text(r.period.as_ref().and_then(|p| p.end)),
        set: |r, text| put(&mut period(r).end, day(text)),
    },
    Field {
        name: "parent_document",
        label: "Relies on",
        entry: Entry::Line,
        get: |r| or_empty(r.parent_document.as_ref()),
        set: |r, text| put(&mut r.parent_document, Ok(line(text))),
    },
];

impl Field {
    /// The field for a member of the record file.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// The value as text; codes of a list are joined by commas.
    #[must_use]
    pub fn get(&self, record: &Record) -> String {
        (self.get)(record)
    }

    /// Sets the value from text; empty takes it away.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the text; the record is then unchanged.
    pub fn set(&self, record: &mut Record, text: &str) -> Result<(), String> {
        (self.set)(record, text.trim())
    }

    /// The value in words: labels instead of codes.
    #[must_use]
    pub fn words(&self, record: &Record) -> String {
        let text = self.get(record);
        let (Entry::One(list) | Entry::Many(list)) = self.entry else { return text };
        let label = |code: &str| list.label(code).unwrap_or(code).to_owned();
        text.split(", ").filter(|code| !code.is_empty()).map(label).collect::<Vec<_>>().join(", ")
    }
}

fn put<T>(place: &mut T, value: Result<T, String>) -> Result<(), String> {
    *place = value?;
    Ok(())
}

fn or_empty(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn line(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn dates(record: &mut Record) -> &mut Dates {
    record.dates.get_or_insert_default()
}

fn period(record: &mut Record) -> &mut Period {
    record.period.get_or_insert_default()
}

fn set_title(record: &mut Record, text: &str) -> Result<(), String> {
    record.title = line(text).ok_or("A record needs a title")?;
    Ok(())
}

fn set_kind(record: &mut Record, text: &str) -> Result<(), String> {
    record.kind = text.parse::<Kind>()?;
    Ok(())
}

fn one(list: List, text: &str) -> Result<Option<String>, String> {
    Ok(many(list, text)?.into_iter().next())
}

fn many(list: List, text: &str) -> Result<Vec<String>, String> {
    words(text).map(|word| known(list, word)).collect()
}

fn known(list: List, word: &str) -> Result<String, String> {
    let is =
        |entry: &&vocabulary::Term| entry.code.eq_ignore_ascii_case(word) || entry.label.eq_ignore_ascii_case(word);
    let found = list.entries().iter().find(is).map(|entry| entry.code.clone());
    found.ok_or_else(|| format!("“{word}” is not a known {}", list.name()))
}

fn countries(text: &str) -> Result<Vec<String>, String> {
    let code = |word: &str| {
        let country = vocabulary::find_country(word);
        country
            .map(|country| country.code.clone())
            .ok_or_else(|| format!("“{word}” is not a known country: use its name or its three-letter code"))
    };
    if let Some(country) = vocabulary::find_country(text) {
        return Ok(vec![country.code.clone()]);
    }
    words(text).map(code).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty())
}

fn day(text: &str) -> Result<Option<jiff::civil::Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| format!("“{text}” is not a date such as 2025-01-31"))
}

fn day_text(day: Option<jiff::civil::Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn number(text: &str) -> Result<Option<u64>, String> {
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}')).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    digits.parse().map(Some).map_err(|_| format!("“{text}” is not a whole number"))
}

fn budget(text: &str) -> Result<Option<Budget>, String> {
    let mut parts = text.split_whitespace();
    let (amount, currency) = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => return Ok(None),
        (Some(amount), Some(currency), None) => (amount.replace(',', ""), currency.to_uppercase()),
        _ => return Err("Write the budget as an amount and a currency, such as 250000 USD".to_owned()),
    };
    let decimal = amount.split('.').count() <= 2 && amount.chars().all(|c| c.is_ascii_digit() || c == '.');
    let iso = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
    if decimal && iso && amount.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(Some(Budget { amount, currency }));
    }
    Err(format!("“{text}” is not an amount and a currency, such as 250000 USD"))
}

fn markers_text(record: &Record) -> String {
    let one = |marker: &Marker| format!("{} {}", marker.scheme, marker.code);
    record.markers.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Each as scheme and code, such as `iom-gm 2a`, with the reference behind it when there is one.
fn markers(text: &str) -> Result<Vec<Marker>, String> {
    words(text).map(marker).collect()
}

fn marker(text: &str) -> Result<Marker, String> {
    let mut parts = text.split_whitespace();
    let (Some(scheme), Some(code)) = (parts.next(), parts.next()) else {
        return Err(format!("“{text}” is not a marker and its code, such as iom-gm 2a"));
    };
    vocabulary::check_marker(scheme, code)?;
    let reference = parts.next().map(str::to_owned);
    Ok(Marker { scheme: scheme.to_owned(), code: code.to_owned(), reference, reading: None })
}
