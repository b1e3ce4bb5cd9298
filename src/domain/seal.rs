//! The seal of a signed-off review: its hash over the file as it stands, which every copy must keep.
//!
//! A later version of the program may sign off members that the structs here do not have. They are part of the hash and
//! stay in every copy, so both work on the JSON and not on the structs.

use std::collections::BTreeMap;

use serde::Deserialize as _;
use serde_json::Value;

use super::canonical::{arranged, sha256_bytes, sorted};
use super::lineage::Revision;
use super::review::Review;

/// What is said of a file whose hash does not fit.
pub const CHANGED: &str =
    "the file was changed after it was signed off: its hash no longer fits. Ask the reviewer for the original";

/// A signed-off review whose hash fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Signed {
    /// What this program reads of it.
    pub review: Review,
    /// Its place among the others.
    pub revision: Revision,
    /// The whole file, the members of each object by name.
    value: Value,
}

/// SHA-256 over the compact, key-sorted JSON of everything but `content_sha256`, as hexadecimal.
#[must_use]
pub fn content_hash(file: &Value) -> String {
    hash_of(&sorted(file))
}

/// The members must be in their order by name.
fn hash_of(sorted: &Value) -> String {
    let members = sorted.as_object().into_iter().flatten();
    let rest: BTreeMap<_, _> = members.filter(|(name, _)| *name != "content_sha256").collect();
    sha256_bytes(&serde_json::to_vec(&rest).unwrap_or_default())
}

impl Signed {
    /// A review from its file, which was checked.
    ///
    /// # Errors
    /// What it is instead, as a sentence.
    pub fn of(file: &Value) -> Result<Self, &'static str> {
        let value = sorted(file);
        let review = Review::deserialize(&value).map_err(|_| "it cannot be read as a review")?;
        let Some(sealed) = &review.content_sha256 else {
            return Err("it is a draft: sign it off first, a draft is never taken over");
        };
        if *sealed != hash_of(&value) {
            return Err(CHANGED);
        }
        let revision = revision(&review).ok_or("its id or its hashes are not written as they should be")?;
        Ok(Self { review, revision, value })
    }

    /// The whole file in the order of the format; members that are not known here follow by name. Whatever the order
    /// and the indentation of the file that was read, this is the same.
    #[must_use]
    pub fn arranged(&self) -> Value {
        arranged(&self.value, &self.review)
    }
}

fn revision(review: &Review) -> Option<Revision> {
    Some(Revision {
        review: review.id.parse().ok()?,
        number: review.revision,
        hash: review.content_sha256.as_ref()?.parse().ok()?,
        parent: review.parent.as_deref().map(str::parse).transpose().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::outcome::Outcome;
    use crate::domain::parse;
    use crate::domain::record::Record;
    use crate::domain::review::{Reviewer, Start};

    fn signed_off() -> Value {
        let start = Start {
            id: "01890000-0000-7000-8000-000000000001".to_owned(),
            at: "2025-01-13T10:00:00Z".parse().unwrap(),
            round: 1,
            previous: None,
            reviewer: Reviewer { id: "ab".to_owned(), name: None, role: None },
            workspace: String::new(),
            profile: crate::domain::checklist::Profile::All,
        };
        let mut review = Review::new(&Record::new("plan", Kind::Proposal, "A plan"), &[], start);
        review.outcome.code = Some(Outcome::Endorsed);
        serde_json::to_value(review.sealed("2025-01-13T11:00:00Z".parse().unwrap())).unwrap()
    }

    /// The same review as a later program would sign it off: members unknown here at every level.
    fn later() -> Value {
        let mut file = signed_off();
        file["zeal"] = json!({ "b": 1.10, "a": [1, { "d": null, "c": 1e-7 }] });
        file["record"]["cluster"] = json!("protection");
        file["reviewer"]["aims"] = json!(123_456_789_012_345_678_u64);
        file["content_sha256"] = content_hash(&file).into();
        file
    }

    fn arranged_text(file: &Value) -> String {
        let signed = parse::signed(file.to_string().as_bytes()).unwrap_or_else(|report| panic!("{report}"));
        serde_json::to_string_pretty(&signed.arranged()).unwrap()
    }

    #[test]
    fn the_hash_is_over_members_that_are_not_known_here_too() {
        let file = later();
        assert!(!parse::check(file.to_string().as_bytes()).has_errors());
        for (place, other) in [("/record/cluster", json!("x")), ("/zeal/a/1/c", json!(1.000_000_1e-7))] {
            let mut changed = file.clone();
            *changed.pointer_mut(place).unwrap() = other;
            assert!(parse::check(changed.to_string().as_bytes()).has_errors(), "{place}");
            assert_eq!(parse::signed(changed.to_string().as_bytes()).unwrap_err().faults[0].message, CHANGED);
        }
    }

    #[test]
    fn every_copy_is_spelt_alike() {
        let file = later();
        let once = arranged_text(&file);
        assert_eq!(once, arranged_text(&sorted(&file)));
        assert_eq!(once, arranged_text(&serde_json::from_str(&once).unwrap()));
        let names: Vec<_> = once.lines().filter(|line| line.starts_with("  \"")).collect();
        assert!(names[0].contains("format") && names[names.len() - 1].contains("zeal"), "{once}");
    }

    #[test]
    fn a_file_of_this_program_is_spelt_as_it_was() {
        let file = signed_off();
        assert_eq!(arranged_text(&file), serde_json::to_string_pretty(&file).unwrap());
    }

    #[test]
    fn drafts_and_records_are_no_signed_off_reviews() {
        let mut draft = signed_off();
        (draft["content_sha256"], draft["dates"]["signed_off"]) = (Value::Null, Value::Null);
        let record = json!({ "format": "appraise-record/1", "id": "a", "kind": "proposal", "title": "A" });
        for (file, said) in [(draft, "it is a draft"), (record, "it is not a review")] {
            let report = parse::signed(file.to_string().as_bytes()).unwrap_err();
            assert!(report.faults[0].message.starts_with(said), "{report}");
        }
    }
}
