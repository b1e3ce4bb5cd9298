//! Answers as lines of JSON: what `appraise fill` reads, and how a line changes a review.

use jiff::Timestamp;
use serde::Deserialize;

use super::answer::{Evidence, QUOTE_LIMIT, Rating, squeeze};
use super::comment::CommentClass;
use super::outcome::Outcome;
use super::record::Record;
use super::review::Review;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Entry {
    /// An answer to one criterion.
    Answer(Box<AnswerEntry>),
    /// The outcome.
    Outcome(OutcomeEntry),
}

/// An answer as a line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerEntry {
    criterion: String,
    #[serde(default)]
    rating: Option<Rating>,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    harm: Option<bool>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    evidence: Vec<Quoted>,
    #[serde(default)]
    comment: Option<CommentEntry>,
}

/// A place: the section by its id or its heading, and words that stand there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Quoted {
    section: String,
    #[serde(default)]
    quote: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommentEntry {
    class: CommentClass,
    #[serde(default)]
    finding: String,
    #[serde(default)]
    text: String,
}

/// The outcome as a line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeEntry {
    outcome: Outcome,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    summary: Option<String>,
    #[serde(default)]
    strengths: Vec<String>,
}

impl Entry {
    /// Reads one line.
    ///
    /// # Errors
    /// A sentence that says what a line looks like.
    pub fn read(line: &str) -> Result<Self, String> {
        let value: serde_json::Value =
            serde_json::from_str(line).map_err(|error| format!("the line is not a JSON object ({error})"))?;
        let entry = if value.get("criterion").is_some() {
            serde_json::from_value(value).map(|entry| Self::Answer(Box::new(entry)))
        } else {
            serde_json::from_value(value).map(Self::Outcome)
        };
        entry.map_err(|error| format!("the line is neither an answer nor an outcome ({error})"))
    }

    /// Writes the line into the review; a refused line changes nothing.
    ///
    /// # Errors
    /// A sentence that says what does not fit.
    pub fn apply(&self, review: &mut Review, record: &Record, at: Timestamp) -> Result<(), String> {
        match self {
            Self::Answer(entry) => entry.apply(review, record, at),
            Self::Outcome(entry) => {
                entry.apply(review);
                Ok(())
            }
        }
    }
}

impl AnswerEntry {
    fn apply(&self, review: &mut Review, record: &Record, at: Timestamp) -> Result<(), String> {
        let id = self.criterion.as_str();
        if !review.is_asked(id) {
            return Err(format!("“{id}” is not asked in this review"));
        }
        if self.rating == Some(Rating::NotApplicable)
            && self.reason.as_ref().is_none_or(|reason| reason.trim().is_empty())
        {
            return Err(format!("“{id}” is answered not-applicable without a reason"));
        }
        let places: Vec<_> = self.evidence.iter().map(|place| place.find(record)).collect::<Result<_, _>>()?;
        if let Some(rating) = self.rating {
            review.rate(id, rating, self.reason.clone(), at);
        }
        if let Some(harm) = self.harm {
            review.set_harm(id, harm);
        }
        if let Some(note) = &self.note {
            review.set_note(id, note);
        }
        places.into_iter().for_each(|place| review.add_evidence(id, place));
        if let Some(comment) = &self.comment {
            comment.apply(review, id);
        }
        Ok(())
    }
}

impl Quoted {
    /// The place in the record; the quote must stand there.
    fn find(&self, record: &Record) -> Result<Evidence, String> {
        let named = |section: &&super::record::Section| section.id == self.section || section.heading == self.section;
        let section = record.sections.iter().find(named);
        let section = section.ok_or_else(|| format!("the document has no section “{}”", self.section))?;
        if !self.quote.is_empty() && !section.holds(&self.quote) {
            return Err(format!("“{}” does not stand in section “{}”", self.quote, section.heading));
        }
        if squeeze(&self.quote).chars().count() > QUOTE_LIMIT {
            return Err(format!("a quote from section “{}” is longer than {QUOTE_LIMIT} characters", section.heading));
        }
        let (quote, sha256) = (squeeze(&self.quote), record.sha256().map(str::to_owned));
        let page = section.page_of(&quote);
        Ok(Evidence { section: section.id.clone(), heading: section.heading.clone(), page, quote, sha256 })
    }
}

impl CommentEntry {
    /// The same comment twice is one: a script that is run again adds nothing.
    fn apply(&self, review: &mut Review, criterion: &str) {
        let there = review
            .comments_on(criterion)
            .any(|comment| comment.class == self.class && comment.finding == self.finding && comment.text == self.text);
        if there {
            return;
        }
        let place = review.answer(criterion).and_then(|answer| answer.evidence.last()).map(Evidence::place);
        let n = review.add_comment(Some(criterion), self.class);
        if let Some(comment) = review.comment_mut(n) {
            comment.finding.clone_from(&self.finding);
            comment.text.clone_from(&self.text);
            comment.r#where = place.unwrap_or_default();
        }
    }
}

impl OutcomeEntry {
    fn apply(&self, review: &mut Review) {
        review.outcome.code = Some(self.outcome);
        review.outcome.reason.clone_from(&self.reason);
        if self.summary.is_some() {
            review.outcome.summary.clone_from(&self.summary);
        }
        if !self.strengths.is_empty() {
            review.outcome.strengths.clone_from(&self.strengths);
        }
    }
}
