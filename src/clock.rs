//! The time and fresh ids: the only place that asks the system for them.

use jiff::{Timestamp, Unit};

use crate::app::Moment;

/// Now, in whole seconds, and a new id.
#[must_use]
pub fn moment() -> Moment {
    let now = Timestamp::now();
    let at = now.round(Unit::Second).unwrap_or(now);
    Moment { at, fresh_id: uuid::Uuid::now_v7().to_string() }
}
