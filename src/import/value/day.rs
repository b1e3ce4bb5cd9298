//! Days as people write them.

use jiff::civil::Date;

/// What is known of the order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Nothing: `3/4/2025` may be two days.
    #[default]
    Unknown,
    /// The month is first, as in files of some services.
    MonthFirst,
}

/// The beginnings of the names of the months in English, French and Spanish, without accents.
const MONTHS: [&[&str]; 12] = [
    &["jan", "janv", "ene", "enero"],
    &["feb", "fev", "fevr"],
    &["mar", "mars", "marzo"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mayo"],
    &["jun", "juin", "junio"],
    &["jul", "juil", "julio"],
    &["aug", "aou", "ago"],
    &["sep", "sept", "set"],
    &["oct"],
    &["nov"],
    &["dec", "dic"],
];

/// The day; `None` when it is none, or when it may be two.
#[must_use]
pub fn day(text: &str, order: Order) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| figures(without_time(text), order)).or_else(|| words(text))
}

/// `2025-01-31`, `2025/1/31`, with a time behind it or not.
fn iso(text: &str) -> Option<Date> {
    let date = text.split(['T', ' ']).next()?.trim_end_matches('Z');
    let mut parts = date.splitn(3, ['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 {
        return None;
    }
    of(number(year)?, number(month)?, number(day)?)
}

fn without_time(text: &str) -> &str {
    text.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(text, |(date, _)| date)
}

/// `31/1/2025`: sure when one of the two can be no month, or both are the same.
fn figures(text: &str, order: Order) -> Option<Date> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = text.split(separator);
    let (first, second, year) = (number(parts.next()?)?, number(parts.next()?)?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let year = number(year)?;
    match order {
        _ if first > 12 => of(year, second, first),
        Order::MonthFirst => of(year, first, second),
        Order::Unknown if second > 12 || first == second => of(year, first, second),
        Order::Unknown => None,
    }
}

/// `31 January 2025`, `January 31, 2025`, `31-janv.-2025`, `31 de enero de 2025`.
fn words(text: &str) -> Option<Date> {
    let folded = crate::text::fold(text);
    let parts: Vec<&str> = folded.text().split(|c: char| !c.is_alphanumeric()).filter(|part| is_said(part)).collect();
    match parts.as_slice() {
        [day, name, year] if year.len() == 4 && month(name).is_some() => of(number(year)?, month(name)?, ordinal(day)?),
        [name, day, year] if year.len() == 4 => of(number(year)?, month(name)?, ordinal(day)?),
        _ => None,
    }
}

fn is_said(part: &str) -> bool {
    !matches!(part, "" | "de" | "del" | "le" | "of")
}

fn month(name: &str) -> Option<i16> {
    let is = |names: &&[&str]| names.iter().any(|start| name.starts_with(start));
    let plausible = (3..=10).contains(&name.len());
    MONTHS.iter().position(is).filter(|_| plausible).and_then(|at| i16::try_from(at + 1).ok())
}

/// `1st`, `2nd`, `1er`.
fn ordinal(text: &str) -> Option<i16> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    number(digits).filter(|_| text.len() - digits.len() <= 2)
}

fn number(text: &str) -> Option<i16> {
    text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()))
}

fn of(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(|_| (1900..=2200).contains(&year))
}
