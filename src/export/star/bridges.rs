//! `review_country` and `review_sector`: for programs that cannot take a list apart.

use crate::domain::vocabulary;

use super::reviewed::Reviewed;
use super::table::table;

/// One of the codes of a review.
#[derive(Debug, Clone, Copy)]
pub struct Coded<'a> {
    of: &'a Reviewed<'a>,
    code: &'a str,
}

table! {
    REVIEW_COUNTRY = "review_country", "One row for each country of a review; a document on the whole world has none.",
    fn country(coded: &Coded<'_>, coded.of.with_text);
    REVIEW_ID => &coded.of.review.id;
    DOCUMENT_ID => &coded.of.review.record.id;
    COUNTRY => coded.code;
    REGION => region(coded.code);
}

table! {
    REVIEW_SECTOR = "review_sector", "One row for each sector of a review: the rows add up to more than the reviews.",
    fn sector(coded: &Coded<'_>, coded.of.with_text);
    REVIEW_ID => &coded.of.review.id;
    DOCUMENT_ID => &coded.of.review.record.id;
    SECTOR => coded.code;
}

/// The countries of a review.
#[must_use]
pub fn countries<'a>(of: &'a Reviewed<'a>) -> Vec<Coded<'a>> {
    of.countries().into_iter().map(|code| Coded { of, code }).collect()
}

/// The sectors of a review.
#[must_use]
pub fn sectors<'a>(of: &'a Reviewed<'a>) -> Vec<Coded<'a>> {
    of.sectors().into_iter().map(|code| Coded { of, code }).collect()
}

fn region(country: &str) -> Option<&'static String> {
    vocabulary::find_country(country).and_then(|found| found.region.as_ref())
}
