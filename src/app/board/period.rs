//! The period of the board: the usual one, those to choose from, and one that is typed.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::app::picker::Item;
use crate::domain::census::Census;
use crate::domain::summary::Period;

/// The code of the item that asks for days.
pub const OTHER_DAYS: &str = "other days";
/// How days are written.
pub const EXAMPLE: &str = "Write a year such as 2025, a quarter such as 2025-Q2, or two days: 2025-04-01 2025-06-30";

/// The current year when a document was first returned in it, else the latest year in which one was: early in January
/// there may be further rounds of last year's documents only.
#[must_use]
pub fn usual(census: &Census, today: Date) -> Period {
    let mut first: HashMap<&str, Date> = HashMap::new();
    for review in census.current().filter(|review| !review.is_withdrawn()) {
        let day = census.returned_on(review);
        first.entry(review.record()).and_modify(|known| *known = day.min(*known)).or_insert(day);
    }
    let years = latest_first(first.into_values().map(Date::year));
    let year = if years.contains(&today.year()) { None } else { years.first().copied() };
    Period::year(year.unwrap_or_else(|| today.year())).unwrap_or_default()
}

/// The periods to choose from: each is handed back as it would be typed.
pub(super) fn items(census: &Census, today: Date) -> Vec<Item> {
    let (this, found) = (today.year(), years(census));
    let mut all = vec![Item::new(&this.to_string(), "This year", &this.to_string())];
    all.push(Item::new(&(this - 1).to_string(), "Last year", &(this - 1).to_string()));
    let earlier = found.iter().filter(|year| !(this - 1..=this).contains(*year));
    all.extend(earlier.map(|year| Item::new(&year.to_string(), &year.to_string(), "")));
    all.push(Item::new("all", "All years", ""));
    all.push(Item::new(OTHER_DAYS, "Other days …", ""));
    let quarters = found.iter().flat_map(|year| (1..=4).rev().map(move |quarter| format!("{year}-Q{quarter}")));
    all.extend(quarters.map(|quarter| Item::new(&quarter, &quarter, &days(&quarter))));
    all
}

/// A period as people write it.
///
/// # Errors
/// A sentence, when it is none.
pub fn parse(text: &str) -> Result<Period, String> {
    let words: Vec<_> = text.split([' ', '.']).filter(|word| !word.is_empty() && *word != "to").collect();
    let period = match words.as_slice() {
        ["all"] | ["all", "years"] => Some(Period::default()),
        ["since", day] => day.parse().ok().map(|from| Period { from: Some(from), to: None }),
        [from, to] => from.parse().ok().zip(to.parse().ok()).map(|(from, to)| between(from, to)),
        [word] => word.parse().ok().and_then(Period::year).or_else(|| quarter(word)),
        _ => None,
    };
    let period = period.ok_or_else(|| format!("“{text}” is no period. {EXAMPLE}"))?;
    if period.from.zip(period.to).is_some_and(|(from, to)| to < from) {
        return Err("The period ends before it begins: turn the two days round".to_owned());
    }
    Ok(period)
}

const fn between(from: Date, to: Date) -> Period {
    Period { from: Some(from), to: Some(to) }
}

fn quarter(text: &str) -> Option<Period> {
    let (year, quarter) = text.split_once(['-', ' '])?;
    let quarter: i8 = quarter.strip_prefix(['Q', 'q'])?.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
    let first = |month| Date::new(year.parse().ok()?, month, 1).ok();
    Some(between(first(quarter * 3 - 2)?, first(quarter * 3)?.last_of_month()))
}

fn days(quarter: &str) -> String {
    parse(quarter).map(|period| period.label()).unwrap_or_default()
}

/// The years in which something was returned, the latest first.
fn years(census: &Census) -> Vec<i16> {
    latest_first(census.current().map(|review| census.returned_on(review).year()))
}

fn latest_first(years: impl Iterator<Item = i16>) -> Vec<i16> {
    let mut years: Vec<_> = years.collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_people_write_them() {
        let label = |text: &str| parse(text).map(|period| period.label());
        for (text, wanted) in [
            ("2025", "2025"),
            ("all", "all years"),
            ("2025-Q2", "2025-04-01 to 2025-06-30"),
            ("2024-q1", "2024-01-01 to 2024-03-31"),
            ("2025-04-01 2025-06-30", "2025-04-01 to 2025-06-30"),
            ("2025-04-01 to 2025-04-01", "2025-04-01 to 2025-04-01"),
            ("2025-04-01..2025-06-30", "2025-04-01 to 2025-06-30"),
            ("since 2025-04-01", "since 2025-04-01"),
        ] {
            assert_eq!(label(text).as_deref(), Ok(wanted), "{text}");
        }
        for wrong in ["", "last summer", "2025-Q5", "2025-13-01 2025-14-01", "2025-06-30 2025-04-01", "99999"] {
            assert!(label(wrong).is_err(), "{wrong}");
        }
    }
}
