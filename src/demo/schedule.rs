//! When the rounds of an invented document were asked for, received, due, begun and signed off.

use jiff::civil::{Date, Weekday, date};
use jiff::{Timestamp, ToSpan as _};

use super::random::Random;
use super::shares;
use crate::domain::kind::Kind;
use crate::domain::record::Dates;

/// One round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// 1, 2 …
    pub round: u32,
    /// Whether the document is not sent again.
    pub is_last: bool,
    /// What the record says of the request; some days are missing.
    pub dates: Option<Dates>,
    /// The day of the sign-off.
    pub returned: Date,
}

/// The rounds, in order. The first one is returned in the quarter that the shares give; later ones take as long as they
/// take, past New Year too.
#[must_use]
pub fn turns(kind: Kind, urgency: &str, rounds: u32, random: &mut Random) -> Vec<Turn> {
    let mut returned = first_return(kind, random);
    let mut received = after(returned, -random.share(shares::turnaround(urgency)));
    let mut turns = Vec::new();
    for round in 1..=rounds {
        let dates = request(received, shares::allowance(kind, urgency), random);
        turns.push(Turn { round, is_last: round == rounds, dates, returned });
        received = after(returned, random.share(&shares::AUTHOR_DAYS) + random.time(4));
        returned = workday(after(received, random.share(shares::turnaround(urgency))));
    }
    turns
}

fn first_return(kind: Kind, random: &mut Random) -> Date {
    let (year, quarter) = (random.share(&shares::YEARS), random.share(&shares::quarters(kind)));
    // Every month has a 28th, and the Monday after it is in the same quarter.
    let (month, day) = (random.one_of(&[1, 2, 3]), random.below(28) + 1);
    let day = i8::try_from(day).unwrap_or(1);
    workday(Date::new(year, quarter * 3 - 3 + month, day).unwrap_or_default())
}

fn request(received: Date, allowance: i64, random: &mut Random) -> Option<Dates> {
    let (no_request, no_receipt, no_due) = shares::UNDATED;
    let requested = Some(after(received, -random.time(4))).filter(|_| !random.chance(no_request));
    let due = Some(after(received, allowance)).filter(|_| !random.chance(no_due));
    let received = Some(received).filter(|_| !random.chance(no_receipt));
    (requested.is_some() || received.is_some() || due.is_some()).then_some(Dates { requested, received, due })
}

/// So many days later.
#[must_use]
pub fn after(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// The day, or the Monday after it.
#[must_use]
pub fn workday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => after(day, 2),
        Weekday::Sunday => after(day, 1),
        _ => day,
    }
}

/// The instant so many minutes into a day, UTC.
#[must_use]
pub fn instant(day: Date, minutes: i64) -> Timestamp {
    let days = date(1970, 1, 1).duration_until(day).as_hours() / 24;
    Timestamp::from_second((days * 24 * 60 + minutes) * 60).unwrap_or_default()
}
