//! What no record may hold is taken out before one is kept, so that a record that was added can be opened. What is taken
//! out stands under `extra`, and a warning says so.

use serde_json::{Map, Value, json};

use crate::domain::check::MAX_TEXT;
use crate::domain::record::Record;

use super::Imported;

/// Bytes of a warning: it may name a value of any length.
const WARNING: usize = 2_000;

/// Settles a record; `place` stands before the warnings, such as `row 7: `.
pub fn settle(imported: &mut Imported, place: &str) {
    let Imported { record, warnings, .. } = imported;
    let cut = texts(record) + members(&mut record.extra);
    let long = (cut > 0).then(|| format!("{cut} texts of more than 256 KiB were cut"));
    let said = [period(record), budget(record), long];
    warnings.extend(said.into_iter().flatten().map(|what| format!("{place}{what}.")));
    warnings.iter_mut().for_each(|warning| _ = shorten(warning, WARNING));
}

fn period(record: &mut Record) -> Option<String> {
    let period = record.period.take_if(|period| !period.is_ordered())?;
    let days = [period.start, period.end].map(|day| day.map_or_else(String::new, |day| day.to_string()));
    let [start, end] = &days;
    let warning = format!("The last day ({end}) lies before the first ({start}); both are kept under “extra”");
    keep(&mut record.extra, "period", json!({ "start": start, "end": end }));
    Some(warning)
}

fn budget(record: &mut Record) -> Option<String> {
    let budget = record.budget.take_if(|budget| !budget.is_sound())?;
    keep(&mut record.extra, "budget", json!({ "amount": budget.amount, "currency": budget.currency }));
    Some("The budget has more digits than an amount may have, or no currency; it is kept under “extra”".to_owned())
}

/// Under a name of its own.
fn keep(extra: &mut Map<String, Value>, name: &str, value: Value) {
    let name = if extra.contains_key(name) { format!("{name}_of_record") } else { name.to_owned() };
    extra.insert(name, value);
}

/// How many texts were cut.
fn texts(record: &mut Record) -> usize {
    let Record { title, reference, organisation, office, parent_document, sections, .. } = record;
    let single = [reference, organisation, office, parent_document].into_iter().flatten();
    let parts = sections.iter_mut().flat_map(|section| [&mut section.heading, &mut section.text]);
    single.chain([title]).chain(parts).map(|text| usize::from(shorten(text, MAX_TEXT))).sum()
}

fn members(members: &mut Map<String, Value>) -> usize {
    let all = members.len();
    members.retain(|name, _| name.len() <= MAX_TEXT);
    all - members.len() + members.values_mut().map(value).sum::<usize>()
}

fn value(value: &mut Value) -> usize {
    match value {
        Value::String(text) => usize::from(shorten(text, MAX_TEXT)),
        Value::Array(items) => items.iter_mut().map(self::value).sum(),
        Value::Object(inner) => members(inner),
        _ => 0,
    }
}

fn shorten(text: &mut String, most: usize) -> bool {
    let is_long = text.len() > most;
    if is_long {
        text.truncate(text.floor_char_boundary(most - '…'.len_utf8()));
        text.push('…');
    }
    is_long
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::record::{Budget, Period};

    fn record() -> Record {
        Record::new("a", Kind::Proposal, "A")
    }

    fn settled(record: Record) -> Imported {
        let mut imported = Imported { record, ..Imported::default() };
        settle(&mut imported, "row 7: ");
        imported
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_kept_aside() {
        for (end, fits) in [("2025-03-02", true), ("2025-03-01", true), ("2025-02-28", false)] {
            let period = Period { start: "2025-03-01".parse().ok(), end: end.parse().ok() };
            let imported = settled(Record { period: Some(period.clone()), ..record() });
            assert_eq!(imported.record.period, fits.then_some(period), "{end}");
            assert_eq!(
                imported.record.extra.get("period").map(|kept| &kept["end"]),
                (!fits).then(|| json!(end)).as_ref()
            );
        }
    }

    #[test]
    fn an_amount_of_too_many_digits_is_kept_aside() {
        for (digits, fits) in [(14, true), (15, true), (16, false)] {
            let budget = Budget { amount: "9".repeat(digits), currency: "USD".to_owned() };
            let imported = settled(Record { budget: Some(budget.clone()), ..record() });
            assert_eq!(imported.record.budget, fits.then_some(budget), "{digits}");
            assert_eq!(imported.warnings.len(), usize::from(!fits));
            assert!(imported.warnings.iter().all(|warning| warning.starts_with("row 7: The budget has more digits")));
        }
    }

    #[test]
    fn a_text_is_cut_above_its_limit_wherever_it_stands() {
        for (length, cuts) in [(MAX_TEXT - 1, 0), (MAX_TEXT, 0), (MAX_TEXT + 1, 4)] {
            let long = "é".repeat(length / 2) + &"x".repeat(length % 2);
            let mut given = Record { title: long.clone(), reference: Some(long.clone()), ..record() };
            given.extra.insert("a".to_owned(), json!([{ "b": long }]));
            given.extra.insert(long, json!(1));
            let imported = settled(given);
            let said = imported.warnings.first().cloned().unwrap_or_default();
            assert_eq!(
                said,
                if cuts > 0 { format!("row 7: {cuts} texts of more than 256 KiB were cut.") } else { String::new() }
            );
            assert!(imported.record.title.len() <= MAX_TEXT && imported.record.title.len() + 4 >= length);
        }
        let mut imported = Imported { warnings: vec!["é".repeat(WARNING)], ..Imported::default() };
        settle(&mut imported, "");
        assert!(imported.warnings[0].len() <= WARNING && imported.warnings[0].ends_with('…'));
    }
}
