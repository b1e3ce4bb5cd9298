//! Calendar time of counting: days of UTC, quarters, months, and the same time a year before.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

/// From one day to another, both counted; without an end it is open there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Period {
    /// A calendar year; `None` for one that no calendar has.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        let (from, to) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
        Some(Self { from: Some(from), to: Some(to) })
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The same days of the year before; `None` when it is open at the beginning.
    #[must_use]
    pub fn year_before(&self) -> Option<Self> {
        let earlier = |day: Date| day.checked_sub(1.year()).ok();
        let from = earlier(self.from?)?;
        Some(Self { from: Some(from), to: self.to.and_then(earlier) })
    }

    /// The calendar year that it is, when it is one.
    #[must_use]
    pub fn whole_year(&self) -> Option<i16> {
        let year = self.from?.year();
        (Self::year(year)? == *self).then_some(year)
    }

    /// As text: `2025`, or the days.
    #[must_use]
    pub fn label(&self) -> String {
        match (self.whole_year(), self.from, self.to) {
            (Some(year), ..) => year.to_string(),
            (None, Some(from), Some(to)) => format!("{from} to {to}"),
            (None, Some(from), None) => format!("since {from}"),
            (None, None, Some(to)) => format!("up to {to}"),
            (None, None, None) => "all years".to_owned(),
        }
    }
}

/// The quarter of a day, such as `2025-Q1`.
#[must_use]
pub fn quarter(day: Date) -> String {
    format!("{}-Q{}", day.year(), (day.month() + 2) / 3)
}

/// The month of a day, such as `2025-01`.
#[must_use]
pub fn month(day: Date) -> String {
    format!("{}-{:02}", day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn both_ends_are_counted() {
        let year = Period::year(2025).unwrap();
        for (text, within) in [("2024-12-31", false), ("2025-01-01", true), ("2025-12-31", true), ("2026-01-01", false)]
        {
            assert_eq!(year.holds(day(text)), within, "{text}");
        }
        assert!(Period::default().holds(day("1970-01-01")));
    }

    #[test]
    fn a_year_earlier_is_the_same_days() {
        assert_eq!(Period::year(2025).unwrap().year_before(), Period::year(2024));
        let leap = Period { from: Some(day("2024-02-01")), to: Some(day("2024-02-29")) };
        assert_eq!(leap.year_before().unwrap().to, Some(day("2023-02-28")));
        assert_eq!(Period { from: None, to: Some(day("2024-02-29")) }.year_before(), None);
    }

    #[test]
    fn quarters_are_of_the_calendar() {
        let of = |text| quarter(day(text));
        assert_eq!(of("2025-01-01"), "2025-Q1");
        assert_eq!(of("2025-03-31"), "2025-Q1");
        assert_eq!(of("2025-04-01"), "2025-Q2");
        assert_eq!(of("2025-12-31"), "2025-Q4");
        assert_eq!(month(day("2025-03-31")), "2025-03");
    }

    #[test]
    fn labels_say_the_period() {
        let from = Some(day("2025-04-01"));
        assert_eq!(Period::year(2025).unwrap().label(), "2025");
        assert_eq!(Period { from, to: Some(day("2025-06-30")) }.label(), "2025-04-01 to 2025-06-30");
        assert_eq!(Period { from, to: None }.label(), "since 2025-04-01");
        assert_eq!(Period { from: None, to: from }.label(), "up to 2025-04-01");
        assert_eq!(Period::default().label(), "all years");
    }
}
