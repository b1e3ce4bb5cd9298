//! Days as small numbers.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

/// The day of a second since 1970, UTC; a second that no calendar has is the first day of it.
#[must_use]
pub fn of_second(second: i64) -> Date {
    let at = Timestamp::from_second(second).unwrap_or_default();
    at.to_zoned_datetime(TimeZone::UTC).date()
}

/// # Errors
/// Those of the serializer.
#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| (day.year(), day.month(), day.day())).serialize(serializer)
}

/// # Errors
/// Those of the deserializer, and a day that no calendar has.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let parts = Option::<(i16, i8, i8)>::deserialize(deserializer)?;
    parts.map(|(year, month, day)| Date::new(year, month, day).map_err(serde::de::Error::custom)).transpose()
}
