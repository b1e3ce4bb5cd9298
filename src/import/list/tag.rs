//! What a column holds, by its HXL tag.

use super::mapping::Use;

/// A tag, the attributes that it must have, and what it means; the first that fits counts.
const TAGS: &[(&str, &[&str], &str)] = &[
    ("activity", &["title"], "title"),
    ("activity", &["name"], "title"),
    ("activity", &["code"], "id"),
    ("activity", &["id"], "id"),
    ("activity", &[], "title"),
    ("meta", &["title"], "title"),
    ("meta", &["id"], "id"),
    ("meta", &["code"], "reference"),
    ("meta", &["lang"], "language"),
    ("country", &[], "countries"),
    ("org", &["funder"], "donor"),
    ("org", &["donor"], "donor"),
    ("org", &["office"], "office"),
    ("org", &[], "organisation"),
    ("sector", &[], "sectors"),
    ("date", &["start"], "start"),
    ("date", &["end"], "end"),
    ("date", &["received"], "received"),
    ("date", &["due"], "due"),
    ("date", &["requested"], "requested"),
    ("value", &["usd"], "budget:USD"),
    ("value", &["eur"], "budget:EUR"),
    ("value", &["budget"], "budget"),
    ("currency", &[], "currency"),
    ("targeted", &[], "people_targeted"),
    ("beneficiary", &["targeted"], "people_targeted"),
    ("beneficiary", &[], "people_targeted"),
];

/// Whether a cell is a tag: `#country+code+iso3`.
#[must_use]
pub fn is_tag(text: &str) -> bool {
    let Some(tag) = text.trim().strip_prefix('#') else { return false };
    let mut parts = tag.split('+').map(str::trim);
    let starts = parts.next().is_some_and(|tag| !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_lowercase()));
    starts && parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
}

/// What a column with this tag holds.
#[must_use]
pub fn meant(tag: &str) -> Option<Use> {
    let mut parts = tag.trim().strip_prefix('#')?.split('+').map(|part| part.trim().to_lowercase());
    let (tag, attributes) = (parts.next()?, parts.collect::<Vec<_>>());
    let has = |wanted: &&str| attributes.iter().any(|attribute| attribute == wanted);
    let (.., code) = TAGS.iter().find(|(name, wanted, _)| *name == tag && wanted.iter().all(&has))?;
    Use::parse(code).ok()
}
