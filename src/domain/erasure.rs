//! What may no longer be kept: revisions by their hashes, and why. It is kept beside the reviews and merged like them, so
//! that no copy brings back what was taken out.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::codes::codes;
use super::lineage::Sha256;

/// The `format` member.
pub const ERASURE_FORMAT: &str = "appraise-erasure/1";

codes! {
    /// Why revisions may no longer be kept.
    pub enum Why {
        /// A later revision of the review no longer has a text that they have.
        Redacted = "redacted", "a text in it was taken out";
        /// Their time was over.
        Retention = "retention", "its time was over";
    }
}

/// A notice that revisions are not to be kept. It holds nothing of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    format: String,
    /// When, UTC.
    pub at: Timestamp,
    /// Whose decision it was.
    pub by: String,
    /// Why.
    pub why: Why,
    /// `content_sha256` of each. Hashes only: the next revision names its parent by the same.
    pub revisions: BTreeSet<String>,
}

impl Erasure {
    /// A notice about these revisions.
    #[must_use]
    pub fn new(why: Why, by: &str, at: Timestamp, revisions: impl IntoIterator<Item = Sha256>) -> Self {
        let revisions = revisions.into_iter().map(|hash| hash.to_string()).collect();
        Self { format: ERASURE_FORMAT.to_owned(), at, by: by.to_owned(), why, revisions }
    }

    /// Whether it is one that this program understands: the format is its own, and every hash is one.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.format == ERASURE_FORMAT && self.revisions.iter().all(|hash| hash.parse::<Sha256>().is_ok())
    }

    /// What is said of a file that it names.
    #[must_use]
    pub fn sentence(&self) -> String {
        let day = self.at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
        format!("it may not be kept since {day}, because {}", self.why)
    }
}
