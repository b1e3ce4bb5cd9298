//! What the tools of the Humanitarian Programme Cycle and the Financial Tracking Service answer (JSON): plans, and
//! data about plans. Sums and money flows are recognised and refused: they describe no document.

mod monitoring;
mod plan;

#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use serde_json::Value;

use crate::domain::canonical::sha256_bytes;
use crate::domain::record::{Record, Source, slug};

use super::listing::{Entries, Entry, Item, Listing, Take, Tally};
use super::{ImportError, Imported, guess};

/// Members of answers that are sums.
const SUMS: &[&str] = &["report1", "report2", "report3", "report4", "fundingTotals", "groupBy", "incoming", "outgoing"];

/// Plans as they came.
struct Plans {
    plans: Vec<Value>,
    read: fn(&Value, &mut Draft),
}

/// A record while its plan is read.
struct Draft {
    imported: Imported,
    key: String,
}

/// The plans of an answer; `None` when it is none of these answers.
///
/// # Errors
/// A kind refusal for answers that describe no document.
pub fn of_json(mut value: Value) -> Result<Option<Listing<'static>>, ImportError> {
    let Some(data) = value.get_mut("data").map(Value::take) else { return Ok(None) };
    if let Some(refusal) = refusal(&data) {
        return Err(refusal);
    }
    let (plans, unit, read): (Vec<Value>, _, fn(&Value, &mut Draft)) = match data {
        data if monitoring::is_monitoring(&data) => (vec![data], "plan", monitoring::fill),
        data if monitoring::is_clusters(&data) => (vec![data], "plan", monitoring::fill_clusters),
        data => match plan::list(data) {
            Some(plans) => (plans, "plan", plan::fill),
            None => return Ok(None),
        },
    };
    Ok(Some(Listing::new("hpc", unit, false, Box::new(Plans { plans, read }))))
}

fn refusal(data: &Value) -> Option<ImportError> {
    let flows = |list: &Value| {
        list.as_array().and_then(|list| list.first()).is_some_and(|flow| flow.get("amountUSD").is_some())
    };
    let (what, advice) = match data {
        data if SUMS.iter().any(|name| data.get(name).is_some()) => (
            "a report of sums (an answer with “groupby”): it holds totals, not plans",
            "Download the plan itself, or leave “groupby” out of the address, and add that file.",
        ),
        data if data.get("flows").is_some_and(flows) || flows(data) => (
            "a list of money flows of the Financial Tracking Service: a flow is no document to review",
            "Download the plan or the project that the money is for, and add that file.",
        ),
        _ => return None,
    };
    Some(ImportError::NoDocuments { what: what.to_owned(), advice })
}

impl Entries for Plans {
    fn each(&self, take: &mut Take<'_>) -> Result<Tally, ImportError> {
        for (number, plan) in (1_usize..).zip(&self.plans) {
            if take(item(number, plan, self.read)) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(Tally::default())
    }
}

fn item(number: usize, plan: &Value, read: fn(&Value, &mut Draft)) -> Item {
    let imported = Imported { record: Record::new("", guess::NO_KIND, ""), ..Imported::default() };
    let mut draft = Draft { imported, key: String::new() };
    read(plan, &mut draft);
    if draft.imported.record.title.is_empty() {
        return Item::Faulty(format!("plan {number}: it has no name"));
    }
    draft.finish(plan, number)
}

impl Draft {
    fn warn(&mut self, what: &str) {
        self.imported.warnings.push(what.to_owned());
    }

    fn extra(&mut self, name: &str, value: Value) {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty) || value.as_str() == Some("");
        if !empty {
            self.imported.record.extra.insert(name.to_owned(), value);
        }
    }

    fn finish(self, plan: &Value, number: usize) -> Item {
        let Self { mut imported, key } = self;
        let key = if key.is_empty() { number.to_string() } else { key };
        let place = format!("plan {key}");
        let record = &mut imported.record;
        record.id =
            record.reference.as_deref().and_then(slug).or_else(|| slug(&record.title)).unwrap_or("plan".to_owned());
        imported.warnings.iter_mut().for_each(|warning| *warning = format!("{place}: {warning}"));
        let sha256 = sha256_bytes(plan.to_string().as_bytes());
        record.source = Some(Source { file: String::new(), format: String::new(), sha256, warnings: Vec::new() });
        Entry { place, key, imported }.item()
    }
}

/// A text or a number as a text: ids change their type between the answers of one service.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !super::value::is_unknown(text) => Some(super::value::line(text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The first of some members that says something.
fn first(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| text(value.get(name)?))
}
