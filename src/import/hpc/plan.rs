//! A response plan, or a project of one.

use serde_json::{Value, json};

use crate::domain::kind::Kind;
use crate::domain::record::{Budget, Period, Record};
use crate::domain::vocabulary::{self, List};

use super::super::guess;
use super::{Draft, first, text};

/// The plans in the data of an answer: a list, a list below a name, or one.
#[must_use]
pub fn list(data: Value) -> Option<Vec<Value>> {
    let plans = match data {
        Value::Array(plans) => plans,
        Value::Object(mut members) => match members.get_mut("plans").or(None).map(Value::take) {
            Some(Value::Array(plans)) => plans,
            _ => vec![Value::Object(members)],
        },
        _ => return None,
    };
    plans.first().is_some_and(is_plan).then_some(plans)
}

/// A plan has a version of its own or says what type it is; an empty answer is none.
fn is_plan(value: &Value) -> bool {
    let has = |names: &[&str]| names.iter().any(|name| value.get(name).is_some());
    has(&["planVersion", "projectVersion", "planType", "planVersionId"])
        || has(&["id", "code"])
            && has(&["name"])
            && has(&["startDate", "origRequirements", "revisedRequirements", "requirements"])
}

/// Fills the record; what a plan says of itself may stand one level lower.
pub fn fill(plan: &Value, draft: &mut Draft) {
    let version = plan.get("planVersion").or_else(|| plan.get("projectVersion")).unwrap_or(&Value::Null);
    let said = |names: &[&str]| first(plan, names).or_else(|| first(version, names));
    draft.key = said(&["id", "planId"]).unwrap_or_default();
    let record = &mut draft.imported.record;
    record.title = said(&["name"]).unwrap_or_default();
    record.reference = said(&["code", "versionCode"]).or_else(|| Some(draft.key.clone()).filter(|key| !key.is_empty()));
    let day = |names| said(names).and_then(|day| super::super::value::day(&day, super::super::value::Order::Unknown));
    let period = Period { start: day(&["startDate"]), end: day(&["endDate"]) };
    record.period = (period != Period::default()).then_some(period);
    let is_project = plan.get("projectVersion").is_some();
    kind(plan, draft, is_project);
    countries(plan, version, draft);
    sectors(plan, draft);
    money(plan, version, draft);
    organisations(plan, version, &mut draft.imported.record);
    draft.extra("hpc_id", draft.key.clone().into());
    draft.extra("plan_type", plan_type(plan).into());
}

fn plan_type(plan: &Value) -> String {
    let direct = plan.get("planType").and_then(|kind| text(kind).or_else(|| first(kind, &["name"])));
    let of = |categories: &Value| {
        let is = |category: &&Value| category.get("group").and_then(Value::as_str) == Some("planType");
        categories.as_array()?.iter().find(is).and_then(|category| first(category, &["name"]))
    };
    direct.or_else(|| plan.get("categories").and_then(of)).unwrap_or_default()
}

/// The type that a plan carries is not reliable, so what follows from it is a guess for the reviewer to confirm.
fn kind(plan: &Value, draft: &mut Draft, is_project: bool) {
    let named = plan_type(plan).to_lowercase();
    let record = &mut draft.imported.record;
    record.kind = match named.as_str() {
        _ if is_project => Kind::Proposal,
        named if named.contains("regional") => Kind::RegionalPlan,
        named if named.contains("response plan") || named.contains("appeal") => Kind::CrisisResponsePlan,
        _ => guess::kind_in_title(&record.title).unwrap_or(guess::NO_KIND),
    };
    draft.imported.guessed.push("kind");
}

fn countries(plan: &Value, version: &Value, draft: &mut Draft) {
    let lists = [plan.get("countries"), plan.get("locations"), version.get("countries"), version.get("locations")];
    let places: Vec<&Value> = lists.into_iter().flatten().filter_map(Value::as_array).flatten().collect();
    add_countries(&places, draft);
}

/// Codes in any case, or names; only places of the highest level are countries.
pub fn add_countries(places: &[&Value], draft: &mut Draft) {
    let mut unknown = Vec::new();
    for place in places {
        if place.get("adminLevel").and_then(Value::as_u64).is_some_and(|level| level > 0) {
            continue;
        }
        let Some(said) = first(place, &["iso3", "iso3Code", "pcode", "name"]) else { continue };
        let found = vocabulary::find_country(&said).or_else(|| vocabulary::find_country(&first(place, &["name"])?));
        let countries = &mut draft.imported.record.countries;
        match found {
            Some(country) if !countries.contains(&country.code) => countries.push(country.code.clone()),
            Some(_) => {}
            None => unknown.push(said),
        }
    }
    if !unknown.is_empty() {
        draft.warn(&format!("“{}” is not a known country; it is kept under “extra”", unknown.join("”, “")));
        draft.extra("countries_raw", unknown.into());
    }
}

/// The codes of the global clusters are ours.
fn sectors(plan: &Value, draft: &mut Draft) {
    let clusters = plan.get("globalClusters").and_then(Value::as_array);
    let codes = clusters.into_iter().flatten().filter_map(|cluster| first(cluster, &["code", "globalClusterCode"]));
    add_sectors(codes.collect(), draft);
}

/// Sectors by their code; others are kept.
pub fn add_sectors(codes: Vec<String>, draft: &mut Draft) {
    let mut others = Vec::new();
    for code in codes {
        let sectors = &mut draft.imported.record.sectors;
        match List::Sectors.contains(&code) {
            true if sectors.contains(&code) => {}
            true => sectors.push(code),
            false => others.push(code),
        }
    }
    draft.extra("global_clusters", others.into());
}

/// Either of the two may be zero while the other is billions.
fn money(plan: &Value, version: &Value, draft: &mut Draft) {
    let nested = plan.get("requirements").unwrap_or(&Value::Null);
    let said = |name: &str| [nested, plan, version].into_iter().find_map(|part| number(part.get(name)?));
    let (revised, original) = (said("revisedRequirements"), said("origRequirements"));
    let requested = said("currentRequestedFunds");
    let amounts = [("revised", &revised), ("original", &original), ("requested", &requested)];
    let told: Vec<_> = amounts
        .iter()
        .filter_map(|(name, amount)| Some(json!({ "type": name, "amount": (*amount).clone()? })))
        .collect();
    let large = amounts.iter().find_map(|(_, amount)| amount.as_ref().filter(|amount| amount.as_str() != "0"));
    let amount = large.or(revised.as_ref()).or(original.as_ref()).cloned();
    draft.imported.record.budget = amount.map(|amount| Budget { amount, currency: "USD".to_owned() });
    draft.extra("requirements", told.into());
}

/// A number as a decimal text, whatever type the answer gives it.
fn number(value: &Value) -> Option<String> {
    super::super::value::decimal(&text(value)?, super::super::value::Hint::Point)
}

fn organisations(plan: &Value, version: &Value, record: &mut Record) {
    let list = plan.get("organizations").or_else(|| version.get("organizations")).and_then(Value::as_array);
    let names: Vec<_> = list.into_iter().flatten().filter_map(|org| first(org, &["name", "abbreviation"])).collect();
    record.organisation = (!names.is_empty()).then(|| names.join(", "));
}
