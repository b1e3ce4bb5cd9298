//! A record's data as a review keeps them: what it was at the time, without its text.

use serde::{Deserialize, Serialize};

use super::kind::Kind;
use super::record::{Budget, Marker, Record};

/// The record's data as they were, so that reviews alone are enough to count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the members are those of Record")]
pub struct Snapshot {
    pub id: String,
    pub kind: Kind,
    pub title: String,
    #[serde(default)]
    pub reference: Option<String>,
    #[serde(default)]
    pub organisation: Option<String>,
    #[serde(default)]
    pub office: Option<String>,
    #[serde(default)]
    pub countries: Vec<String>,
    #[serde(default)]
    pub region: Option<String>,
    #[serde(default)]
    pub sectors: Vec<String>,
    #[serde(default)]
    pub donor: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub traits: Vec<String>,
    #[serde(default)]
    pub markers: Vec<Marker>,
    #[serde(default)]
    pub language: Option<String>,
    /// SHA-256 of the document that was read; `None` when only its data were known.
    #[serde(default)]
    pub sha256: Option<String>,
    // Later members: they are left out where there is none, so that the hashes of older reviews still fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Budget>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback_language: Option<String>,
}

impl Snapshot {
    /// The data of a record, without its text; region and traits as they stand now.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        Self {
            id: record.id.clone(),
            kind: record.kind,
            title: record.title.clone(),
            reference: record.reference.clone(),
            organisation: record.organisation.clone(),
            office: record.office.clone(),
            countries: record.countries.clone(),
            region: record.region(),
            sectors: record.sectors.clone(),
            donor: record.donor.clone(),
            tags: record.tags.clone(),
            traits: record.traits(),
            markers: record.markers.clone(),
            language: record.language.clone(),
            sha256: record.source.as_ref().map(|source| source.sha256.clone()),
            urgency: record.urgency.clone(),
            budget: record.budget.clone(),
            feedback_language: record.feedback_language.clone(),
        }
    }
}

impl Snapshot {
    /// A record with these data and no text, for a review whose record is no longer there.
    #[must_use]
    pub fn as_record(&self) -> Record {
        Record {
            reference: self.reference.clone(),
            organisation: self.organisation.clone(),
            office: self.office.clone(),
            countries: self.countries.clone(),
            region: self.region.clone(),
            sectors: self.sectors.clone(),
            donor: self.donor.clone(),
            tags: self.tags.clone(),
            traits: Some(self.traits.clone()),
            markers: self.markers.clone(),
            language: self.language.clone(),
            urgency: self.urgency.clone(),
            budget: self.budget.clone(),
            feedback_language: self.feedback_language.clone(),
            ..Record::new(&self.id, self.kind, &self.title)
        }
    }
}
