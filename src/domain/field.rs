//! The fields of a record as a form or a command line fills them: one table, text in and text out.

use jiff::civil::Date;

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

/// A row: member, words on the form, how it is filled, out as text, in from text.
macro_rules! fields {
    ($($name:literal $label:literal $entry:expr, $get:expr, $set:expr;)+) => {
        /// The fields in the order of the form: what decides the questions comes first.
        pub const FIELDS: &[Field] = &[
            $(Field { name: $name, label: $label, entry: $entry, get: $get, set: $set },)+
        ];
    };
}

fields! {
    "title" "Title" Entry::Line, |r| r.title.clone(), set_title;
    "kind" "Kind" Entry::One(List::Kinds), |r| r.kind.code().to_owned(), set_kind;
    "countries" "Countries" Entry::Many(List::Countries),
        |r| r.countries.join(", "), |r, text| put(&mut r.countries, countries(text));
    "region" "Region" Entry::One(List::Regions),
        |r| r.region().unwrap_or_default(), |r, text| put(&mut r.region, one(List::Regions, text));
    "sectors" "Sectors" Entry::Many(List::Sectors),
        |r| r.sectors.join(", "), |r, text| put(&mut r.sectors, many(List::Sectors, text));
    "traits" "The document …" Entry::Many(List::Traits),
        |r| r.traits().join(", "), |r, text| put(&mut r.traits, many(List::Traits, text).map(Some));
    "organisation" "Organisation" Entry::Line,
        |r| or_empty(r.organisation.as_ref()), |r, text| put(&mut r.organisation, Ok(line(text)));
    "office" "Office" Entry::Line, |r| or_empty(r.office.as_ref()), |r, text| put(&mut r.office, Ok(line(text)));
    "reference" "Reference" Entry::Line,
        |r| or_empty(r.reference.as_ref()), |r, text| put(&mut r.reference, Ok(line(text)));
    "donor" "Donor" Entry::One(List::Donors),
        |r| or_empty(r.donor.as_ref()), |r, text| put(&mut r.donor, one(List::Donors, text));
    "language" "Language" Entry::One(List::Languages),
        |r| or_empty(r.language.as_ref()), |r, text| put(&mut r.language, one(List::Languages, text));
    "feedback_language" "Letter in" Entry::One(List::FeedbackLanguages),
        |r| or_empty(r.feedback_language.as_ref()),
        |r, text| put(&mut r.feedback_language, one(List::FeedbackLanguages, text));
    "urgency" "Urgency" Entry::One(List::Urgencies),
        |r| or_empty(r.urgency.as_ref()), |r, text| put(&mut r.urgency, one(List::Urgencies, text));
    "requested" "Requested on" Entry::Day,
        |r| day_text(r.dates.as_ref().and_then(|d| d.requested)), |r, text| put_day(r, text, |r| &mut dates(r).requested);
    "received" "Received on" Entry::Day,
        |r| day_text(r.dates.as_ref().and_then(|d| d.received)), |r, text| put_day(r, text, |r| &mut dates(r).received);
    "due" "Due on" Entry::Day, |r| day_text(r.due()), |r, text| put_day(r, text, |r| &mut dates(r).due);
    "population_groups" "People" Entry::Many(List::PopulationGroups),
        |r| r.population_groups.join(", "),
        |r, text| put(&mut r.population_groups, many(List::PopulationGroups, text));
    "people_targeted" "People targeted" Entry::Line,
        |r| r.people_targeted.map(|n| n.to_string()).unwrap_or_default(),
        |r, text| put(&mut r.people_targeted, number(text));
    "crisis_types" "Crisis types" Entry::Many(List::CrisisTypes),
        |r| r.crisis_types.join(", "), |r, text| put(&mut r.crisis_types, many(List::CrisisTypes, text));
    "phase" "Phase" Entry::One(List::Phases),
        |r| or_empty(r.phase.as_ref()), |r, text| put(&mut r.phase, one(List::Phases, text));
    "tags" "Themes" Entry::Many(List::Tags),
        |r| r.tags.join(", "), |r, text| put(&mut r.tags, many(List::Tags, text));
    "markers" "Gender markers" Entry::Line, markers_text, |r, text| put(&mut r.markers, markers(text));
    "budget" "Budget" Entry::Line,
        |r| r.budget.as_ref().map(|b| format!("{} {}", b.amount, b.currency)).unwrap_or_default(),
        |r, text| put(&mut r.budget, budget(text));
    "start" "Starts on" Entry::Day,
        |r| day_text(r.period.as_ref().and_then(|p| p.start)), |r, text| put_day(r, text, |r| &mut period(r).start);
    "end" "Ends on" Entry::Day,
        |r| day_text(r.period.as_ref().and_then(|p| p.end)), |r, text| put_day(r, text, |r| &mut period(r).end);
    "parent_document" "Relies on" Entry::Line,
        |r| or_empty(r.parent_document.as_ref()), |r, text| put(&mut r.parent_document, Ok(line(text)));
}

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

/// The day is read first: a refused text must not leave an empty group of dates behind.
fn put_day(record: &mut Record, text: &str, place: fn(&mut Record) -> &mut Option<Date>) -> Result<(), String> {
    let day = day(text)?;
    let before = record.period.clone();
    *place(record) = day;
    if record.period.as_ref().is_none_or(Period::is_ordered) {
        return Ok(());
    }
    record.period = before;
    Err(format!("With “{text}” the last day would lie before the first: change the other one before"))
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
    // Donors, themes and crisis types are open lists: a team may use codes of its own.
    let own = || matches!(list, List::Donors | List::Tags | List::CrisisTypes).then(|| word.to_owned());
    found.or_else(own).ok_or_else(|| format!("“{word}” is not a known {}", list.name()))
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

fn day(text: &str) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| format!("“{text}” is not a date such as 2025-01-31"))
}

fn day_text(day: Option<Date>) -> String {
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
    let budget = Budget { amount, currency };
    if budget.is_sound() {
        return Ok(Some(budget));
    }
    Err(format!("“{text}” is not an amount and a currency, such as 250000 USD"))
}

fn markers_text(record: &Record) -> String {
    let one = |marker: &Marker| {
        let reference = marker.reference.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
        format!("{} {}{reference}", marker.scheme, marker.code)
    };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_gives_back_what_it_was_given() {
        let given = [
            ("title", "A plan", "A plan"),
            ("kind", "report", "report"),
            ("countries", "Kenya, ssd; Viet Nam", "KEN, SSD, VNM"),
            ("countries", "Congo", "COG"),
            ("sectors", "wsh, Health", "WSH, HEA"),
            ("traits", "movement", "movement"),
            ("donor", "own-fund", "own-fund"),
            ("due", "2026-12-01", "2026-12-01"),
            ("people_targeted", "12,000", "12000"),
            ("markers", "iom-gm 2a, gam 4M H99-1", "iom-gm 2a, gam 4M H99-1"),
            ("budget", "250,000.50 usd", "250000.50 USD"),
            ("organisation", "", ""),
        ];
        for (name, text, value) in given {
            let mut record = Record::new("a", Kind::Proposal, "A");
            let field = Field::named(name).unwrap();
            assert_eq!(field.set(&mut record, text), Ok(()), "{name}");
            assert_eq!(field.get(&record), value, "{name}");
        }
    }

    #[test]
    fn the_last_day_never_lies_before_the_first() {
        let mut record = Record::new("a", Kind::Proposal, "A");
        let set = |record: &mut Record, name: &str, day: &str| Field::named(name).unwrap().set(record, day);
        assert_eq!(set(&mut record, "start", "2025-05-01"), Ok(()));
        for (end, fits) in [("2025-05-02", true), ("2025-05-01", true), ("2025-04-30", false)] {
            assert_eq!(set(&mut record, "end", end).is_ok(), fits, "{end}");
        }
        assert!(set(&mut record, "start", "2025-06-01").is_err());
        assert_eq!(Field::named("start").unwrap().get(&record), "2025-05-01");
        assert!(set(&mut record, "end", "").is_ok() && set(&mut record, "start", "2025-06-01").is_ok());
    }

    #[test]
    fn what_does_not_fit_is_said_and_changes_nothing() {
        let refused = [
            ("title", " "),
            ("kind", "novel"),
            ("countries", "Atlantis"),
            ("sectors", "XYZ"),
            ("due", "1 December"),
            ("people_targeted", "many"),
            ("markers", "gam 9"),
            ("markers", "stars 5"),
            ("budget", "lots"),
            ("budget", "5. USD"),
            ("budget", "1234567890123456 USD"),
            ("budget", "5.12345 USD"),
            ("language", "Klingon"),
        ];
        for (name, text) in refused {
            let mut record = Record::new("a", Kind::Proposal, "A");
            let before = record.clone();
            let reason = Field::named(name).unwrap().set(&mut record, text).unwrap_err();
            assert!(!reason.is_empty() && record == before, "{name}: {reason}");
        }
    }
}
