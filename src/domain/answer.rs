//! What the reviewer answers to one criterion.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::codes::codes;

/// The most characters of a quote from the document: enough to find the place, too short to spread its content.
pub const QUOTE_LIMIT: usize = 200;

codes! {
    /// The reviewer's rating; none at all is open, and open is never a No.
    pub enum Rating {
        /// The document says so, clearly and where it binds.
        Yes = "yes", "Yes";
        /// Mentioned without who, what or when.
        Partly = "partly", "Partly";
        /// Absent, or contradicted.
        No = "no", "No";
        /// The question cannot apply; a reason is required.
        NotApplicable = "not-applicable", "Not applicable";
    }
}

/// The answer to one criterion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// `None` is open.
    #[serde(default)]
    pub rating: Option<Rating>,
    /// Why the question does not apply.
    #[serde(default)]
    pub reason: Option<String>,
    /// The text itself is unsafe.
    #[serde(default)]
    pub harm: bool,
    /// The reviewer's own words; never part of the letter.
    #[serde(default)]
    pub note: Option<String>,
    /// Places in the document.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// When the rating was given last.
    #[serde(default)]
    pub answered_at: Option<Timestamp>,
    /// Taken over from an earlier round and not re-checked.
    #[serde(default)]
    pub carried: bool,
    /// Why two reviewers' difference was decided so; only in a review that decides between two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
}

/// A place in the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Section id in the record.
    pub section: String,
    /// Its heading, so that the place can be named without the record.
    #[serde(default)]
    pub heading: String,
    /// Its page, when known.
    #[serde(default)]
    pub page: Option<u32>,
    /// At most [`QUOTE_LIMIT`] characters that stand in the section, white space run together.
    #[serde(default)]
    pub quote: String,
    /// SHA-256 of the version of the document that it stands in; `None` when only the record was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

impl Answer {
    /// Whether there is nothing in it that a reader would miss.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { rating, reason, harm, note, evidence, answered_at: _, carried: _, decision } = self;
        rating.is_none() && reason.is_none() && !harm && note.is_none() && evidence.is_empty() && decision.is_none()
    }
}

impl Evidence {
    /// The place in a few words: heading and page.
    #[must_use]
    pub fn place(&self) -> String {
        match self.page {
            Some(page) => format!("{}, p. {page}", self.heading),
            None => self.heading.clone(),
        }
    }
}

/// A text with every run of white space as one blank: two passages that read the same compare equal.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest beginning of a passage that fits a quote, cut at a word where there is one.
#[must_use]
pub fn quote(passage: &str) -> String {
    let text = squeeze(passage);
    let Some((end, _)) = text.char_indices().nth(QUOTE_LIMIT) else { return text };
    let cut = text.get(..end).unwrap_or_default();
    let at_word = cut.rfind(' ').filter(|at| *at > QUOTE_LIMIT / 2);
    at_word.and_then(|at| cut.get(..at)).unwrap_or(cut).to_owned()
}
