//! `reviews`: one row a review.

use crate::domain::comment::CommentState;
use crate::domain::outcome::Outcome;
use crate::domain::record::{Budget, Marker};

use super::reviewed::Reviewed;
use super::table::table;

table! {
    REVIEWS = "reviews", "One row a review that counts: one reviewer's work on one document in one round.",
    fn review(of: &Reviewed<'_>, of.with_text);
    REVIEW_ID => &of.review.id;
    DOCUMENT_ID => &of.review.record.id;
    SERIES_ID => of.place.series.to_string();
    REVISION => of.review.revision;
    ROUND => of.review.round;
    IS_FIRST_ROUND => of.place.is_first_round;
    IS_LATEST_ROUND => of.place.is_latest_round;
    KIND => of.kind().code();
    TITLE => &of.review.record.title;
    COUNTRIES => of.review.record.countries.as_slice();
    COUNTRY_COUNT => of.countries().len();
    REGIONS => of.review.record.region.as_slice();
    SECTORS => of.review.record.sectors.as_slice();
    DONOR => of.review.record.donor.as_ref();
    TAGS => of.review.record.tags.as_slice();
    LANGUAGE => of.review.record.language.as_ref();
    REQUESTED_ON => of.review.dates.requested;
    RECEIVED_ON => of.review.dates.received;
    DUE_ON => of.review.dates.due;
    RETURNED_ON => of.place.returned_on;
    DAYS => of.days();
    ON_TIME => of.review.dates.due.map(|due| of.place.returned_on <= due);
    OUTCOME => of.review.outcome.code.map(Outcome::code);
    OUTCOME_SUGGESTED => of.review.outcome.suggested.map(Outcome::code);
    ROLE => of.review.role.code();
    REVIEWER_ROLE => of.review.reviewer.role.as_ref();
    URGENCY => of.review.record.urgency.as_ref();
    MARKER_SCHEME => marker(of).map(|marker| &marker.scheme);
    MARKER_CODE => marker(of).map(|marker| &marker.code);
    MARKER_READING => marker(of).and_then(|marker| marker.reading.as_ref());
    BUDGET_BAND => budget(of).and_then(|budget| band(&budget.amount));
    BUDGET_CURRENCY => budget(of).map(|budget| &budget.currency);
    ASKED => of.tally.asked;
    YES => of.tally.yes;
    PARTLY => of.tally.partly;
    NO => of.tally.no;
    NOT_APPLICABLE => of.tally.not_applicable;
    OPEN => of.tally.open;
    HARM_COUNT => of.tally.harm;
    REQUIRED_ISSUED => of.required(None);
    REQUIRED_CLOSED => of.required(Some(CommentState::Closed));
    REQUIRED_DROPPED => of.required(Some(CommentState::Dropped));
    REQUIRED_OPEN => of.required(Some(CommentState::Open));
    CONFLICT => of.place.conflict;
    CATALOGUE_VERSIONS => of.versions();
    TOOL_VERSION => &of.review.made_by;
    YEAR => of.year();
    SUMMARY => of.review.outcome.summary.as_ref();
    STRENGTHS => of.review.outcome.strengths.join("\n");
    REASON => of.review.outcome.reason.as_ref();
}

fn marker<'a>(of: &Reviewed<'a>) -> Option<&'a Marker> {
    of.review.record.markers.first()
}

fn budget<'a>(of: &Reviewed<'a>) -> Option<&'a Budget> {
    of.review.record.budget.as_ref()
}

/// The band of an amount in its own currency; `None` for what is no amount.
fn band(amount: &str) -> Option<&'static str> {
    match amount.trim().parse::<f64>().ok()? {
        amount if !amount.is_finite() || amount < 0.0 => None,
        amount if amount < 500_000.0 => Some("<0.5m"),
        amount if amount < 2_000_000.0 => Some("0.5-2m"),
        amount if amount <= 10_000_000.0 => Some("2-10m"),
        _ => Some(">10m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_one_band() {
        let cases = [
            ("0", Some("<0.5m")),
            ("499999.99", Some("<0.5m")),
            ("500000", Some("0.5-2m")),
            ("1999999.99", Some("0.5-2m")),
            ("2000000", Some("2-10m")),
            ("10000000.00", Some("2-10m")),
            ("10000000.01", Some(">10m")),
            ("508506130.03", Some(">10m")),
            (" 200000.06 ", Some("<0.5m")),
            ("-1", None),
            ("inf", None),
            ("NaN", None),
            ("lots", None),
            ("", None),
        ];
        for (amount, wanted) in cases {
            assert_eq!(band(amount), wanted, "{amount}");
        }
    }
}
