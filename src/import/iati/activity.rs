//! One activity to a record.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::domain::canonical::sha256_bytes;
use crate::domain::record::{Marker, Period, Record, Section, Source, slug};
use crate::domain::vocabulary;
use crate::domain::vocabulary::List;

use super::super::listing::{Entry, Item};
use super::super::value::line;
use super::super::{Imported, guess};
use super::element::Element;
use super::money;

/// What the types of descriptions are for.
const DESCRIPTIONS: [(&str, &str); 4] = [("1", "General"), ("2", "Objectives"), ("3", "Target groups"), ("4", "Other")];

/// Dates in the order in which they are believed: what happened before what was planned.
const STARTS: [&str; 2] = ["2", "1"];
const ENDS: [&str; 2] = ["4", "3"];

/// The item of an activity; it needs an identifier or a title.
#[must_use]
pub fn item(activity: &Element, raw: &str, number: usize, version: &str) -> Item {
    let identifier = activity.first("iati-identifier").map(|element| line(&element.text)).filter(|id| !id.is_empty());
    let language = activity.said("xml:lang").unwrap_or("en").to_lowercase();
    let title = activity.first("title").and_then(|title| title.narrative(&language)).map(line);
    let Some(title) = title.or_else(|| identifier.clone()) else {
        return Item::Faulty(format!("activity {number}: it has neither an identifier nor a title"));
    };
    let key = identifier.clone().unwrap_or_else(|| number.to_string());
    let place = format!("activity {key}");
    let mut reading = Reading::new(&title, &place);
    reading.record.reference = identifier;
    reading.fill(activity, &language);
    let version = Some(version).filter(|version| !version.is_empty());
    reading.extra("iati_version", version.map(Value::from));
    let imported = reading.finish(raw);
    Entry { place, key, imported }.item()
}

struct Reading<'a> {
    record: Record,
    warnings: Vec<String>,
    guessed: Vec<&'static str>,
    place: &'a str,
}

impl<'a> Reading<'a> {
    fn new(title: &str, place: &'a str) -> Self {
        let kind = guess::kind_in_title(title).unwrap_or(guess::NO_KIND);
        Self { record: Record::new("", kind, title), warnings: Vec::new(), guessed: vec!["kind"], place }
    }

    fn fill(&mut self, activity: &Element, language: &str) {
        self.language(language);
        self.record.organisation = activity.first("reporting-org").and_then(|org| org.narrative(language)).map(line);
        self.countries(activity);
        self.sectors(activity);
        self.period(activity);
        self.money(activity);
        self.marker(activity);
        self.plan(activity);
        self.others(activity, language);
        self.record.sections = sections(activity, language);
        if activity.all_cut() > 0 {
            self.warn(&format!("{} bytes were cut from texts that are too long", activity.all_cut()));
        }
    }

    fn warn(&mut self, what: &str) {
        self.warnings.push(format!("{}: {what}", self.place));
    }

    fn extra(&mut self, name: &str, value: Option<Value>) {
        let says_something = |value: &Value| value.as_array().is_none_or(|list| !list.is_empty());
        if let Some(value) = value.filter(says_something) {
            self.record.extra.insert(name.to_owned(), value);
        }
    }

    fn language(&mut self, language: &str) {
        let code = language.split('-').next().unwrap_or_default();
        if List::Languages.contains(code) {
            self.record.language = Some(code.to_owned());
        }
    }

    /// The codes to the field; the shares beside it, since they belong to the money and not to the place.
    fn countries(&mut self, activity: &Element) {
        let mut shares = Vec::new();
        let mut unknown = Vec::new();
        for country in activity.all("recipient-country") {
            let code = country.said("code").unwrap_or_default();
            let found = vocabulary::find_country(code).filter(|_| code.len() == 2).map(|found| found.code.clone());
            shares.extend(country.said("percentage").map(|share| json!({ "code": code, "percentage": share })));
            match found {
                Some(code) if !self.record.countries.contains(&code) => self.record.countries.push(code),
                Some(_) => {}
                None => unknown.push(code.to_owned()),
            }
        }
        self.extra("country_shares", Some(shares.into()));
        if !unknown.is_empty() {
            self.warn(&format!("the country code “{}” is not known; it is kept under “extra”", unknown.join("”, “")));
            self.extra("countries_raw", Some(unknown.into()));
        }
        let coded = |region: &Element| {
            json!({
                "vocabulary": region.said("vocabulary").unwrap_or("1"), "code": region.said("code"),
                "percentage": region.said("percentage"),
            })
        };
        self.extra("regions", Some(activity.all("recipient-region").map(coded).collect()));
    }

    /// Codes of the donors' club are no sectors of ours; only the codes of the humanitarian clusters are the same.
    fn sectors(&mut self, activity: &Element) {
        let mut kept = Vec::new();
        for sector in activity.all("sector") {
            let (vocabulary, code) =
                (sector.said("vocabulary").unwrap_or("1"), sector.said("code").unwrap_or_default());
            let ours = Some(code).filter(|code| vocabulary == "10" && List::Sectors.contains(code));
            self.record.sectors.extend(ours.map(str::to_owned));
            kept.push(json!({
                "vocabulary": vocabulary, "code": code, "percentage": sector.said("percentage"),
                "label": sector.narrative("en"),
            }));
        }
        self.record.sectors.dedup();
        self.extra("sectors", Some(kept.into()));
    }

    fn period(&mut self, activity: &Element) {
        let dates: Vec<(&str, &str)> = activity
            .all("activity-date")
            .filter_map(|date| Some((date.said("type")?, date.said("iso-date")?)))
            .collect();
        let day = |kinds: [&str; 2]| {
            let of = |kind| dates.iter().find(|(is, _)| *is == kind).map(|(_, day)| *day);
            kinds.into_iter().find_map(of).and_then(|day| day.get(..10)?.parse::<Date>().ok())
        };
        let period = Period { start: day(STARTS), end: day(ENDS) };
        let kept = dates.iter().map(|(kind, day)| json!({ "type": kind, "date": day })).collect();
        self.record.period = (period != Period::default()).then_some(period);
        self.extra("activity_dates", Some(kept));
    }

    fn money(&mut self, activity: &Element) {
        let money = money::of(activity);
        self.record.budget = money.budget;
        if let Some(warning) = money.warning {
            self.warn(&warning);
        }
        self.extra("budgets", Some(money.periods.into()));
    }

    /// Marker 1 of the donors' club is gender equality. An empty significance says that nobody looked.
    fn marker(&mut self, activity: &Element) {
        let own = |marker: &&Element| marker.said("vocabulary").is_none_or(|vocabulary| vocabulary == "1");
        for marker in activity.all("policy-marker").filter(own).filter(|marker| marker.said("code") == Some("1")) {
            match marker.said("significance") {
                None => self.extra("gender_marker", Some("not screened: the significance is empty".into())),
                Some(code) if vocabulary::check_marker("dac-gender", code).is_ok() => {
                    self.record.markers.push(Marker {
                        scheme: "dac-gender".to_owned(),
                        code: code.to_owned(),
                        reference: None,
                        reading: None,
                    });
                }
                Some(code) => {
                    let raw = format!("significance {code}");
                    self.warn(&format!(
                        "the significance “{code}” of the gender marker is no code of it; it is kept under “extra”"
                    ));
                    self.extra("gender_marker", Some(raw.into()));
                }
            }
        }
    }

    /// The plan that the activity belongs to: scope 2 in vocabulary 2-1.
    fn plan(&mut self, activity: &Element) {
        let is_plan = |scope: &&Element| scope.said("type") == Some("2") && scope.said("vocabulary") == Some("2-1");
        let mut plans = activity.all("humanitarian-scope").filter(is_plan).filter_map(|scope| scope.said("code"));
        self.record.parent_document = plans.next().map(str::to_owned);
        self.extra("more_plans", Some(plans.map(Value::from).collect()));
    }

    fn others(&mut self, activity: &Element, language: &str) {
        let participants = activity
            .all("participating-org")
            .map(|org| json!({ "role": org.said("role"), "ref": org.said("ref"), "name": org.narrative(language) }));
        let references = activity.all("other-identifier").filter_map(|other| other.said("ref")).map(Value::from);
        let related = activity
            .all("related-activity")
            .map(|other| json!({ "type": other.said("type"), "ref": other.said("ref") }));
        let (participants, references, related) = (participants.collect(), references.collect(), related.collect());
        self.extra("participating_orgs", Some(participants));
        self.extra("other_identifiers", Some(references));
        self.extra("related_activities", Some(related));
        let status = activity.first("activity-status").and_then(|status| status.said("code"));
        self.extra("activity_status", status.map(Value::from));
    }

    fn finish(mut self, raw: &str) -> Imported {
        let named = self.record.reference.as_deref().and_then(slug).or_else(|| slug(&self.record.title));
        self.record.id = named.unwrap_or_else(|| "activity".to_owned());
        self.record.source = Some(Source {
            file: String::new(),
            format: String::new(),
            sha256: sha256_bytes(raw.as_bytes()),
            warnings: Vec::new(),
        });
        Imported { record: self.record, warnings: self.warnings, guessed: self.guessed }
    }
}

/// A section a description.
fn sections(activity: &Element, language: &str) -> Vec<Section> {
    let said = activity.all("description").filter_map(|description| {
        let kind = description.said("type").unwrap_or("1");
        let heading = DESCRIPTIONS.iter().find(|(code, _)| *code == kind).map_or("Description", |(_, heading)| heading);
        Some((heading, description.narrative(language)?))
    });
    let section = |(n, (heading, text)): (usize, (&str, &str))| Section {
        id: format!("s{}", n + 1),
        heading: heading.to_owned(),
        level: 1,
        text: text.to_owned(),
        ..Section::default()
    };
    said.enumerate().map(section).collect()
}
