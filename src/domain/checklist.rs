//! A versioned set of questions, and which of them are asked for a record.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::codes::codes;
use super::kind::Kind;
use super::record::Record;

/// The `format` member of a checklist file.
pub const CHECKLIST_FORMAT: &str = "appraise-checklist/1";

codes! {
    /// How much a criterion weighs for a kind of document; a kind that is not listed is not asked.
    pub enum Weight {
        /// A No sends the document back for a new round.
        Blocking = "blocking", "blocking";
        /// A No or a Partly becomes a required change.
        Must = "must", "must";
        /// A No becomes a recommendation.
        Should = "should", "should";
    }
}

codes! {
    /// Which of the criteria of a kind are asked in a review.
    pub enum Profile {
        /// Every criterion that has a weight for the kind.
        All = "all", "All questions";
        /// The core set, for an urgent review.
        Core = "core", "Core questions only";
        /// The short set that the checklist names for the kind.
        Short = "short", "Short set for this kind of document";
    }
}

impl Profile {
    /// The set to start a kind of document with: the short one for concept notes; the core set stays when it was chosen.
    #[must_use]
    pub const fn usual(self, kind: Kind) -> Self {
        match (self, kind) {
            (Self::Core, _) => Self::Core,
            (_, Kind::ConceptNote) => Self::Short,
            _ => Self::All,
        }
    }
}

/// A checklist file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// Always [`CHECKLIST_FORMAT`].
    pub format: String,
    /// Stable id, such as `gbv-mitigation`.
    pub id: String,
    /// Semantic version.
    pub version: String,
    /// ISO 639-1.
    pub language: String,
    /// Shown above its criteria.
    pub title: String,
    /// The same in other languages, for letters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub titles: BTreeMap<String, String>,
    /// One or two sentences.
    #[serde(default)]
    pub purpose: String,
    /// In the order of a document.
    pub sections: Vec<ChecklistSection>,
    /// In the order in which they are asked.
    pub criteria: Vec<Criterion>,
}

/// A heading over criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistSection {
    /// Such as `ctx`.
    pub id: String,
    /// Such as "Context and analysis".
    pub title: String,
}

/// One question with everything that helps to answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Stable for ever: leads compare years.
    pub id: String,
    /// Ids that it had in earlier versions, with the same meaning: answers under them count as answers to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<String>,
    /// The section it stands under.
    pub section: String,
    /// A few words for the list.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The same in other languages, for letters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub titles: BTreeMap<String, String>,
    /// One of the most important criteria.
    #[serde(default)]
    pub core: bool,
    /// The Call to Action measure that it counts towards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The question.
    pub question: String,
    /// The question for single kinds, where the wording differs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub question_for: BTreeMap<Kind, String>,
    /// Why it matters, in one sentence.
    #[serde(default)]
    pub why: String,
    /// What a good document shows.
    #[serde(default)]
    pub look_for: Vec<String>,
    /// What should make the reviewer stop.
    #[serde(default)]
    pub red_flags: Vec<String>,
    /// A text that an author could act on.
    #[serde(default)]
    pub recommendation: String,
    /// Kinds that it is asked for, and how much it weighs there.
    pub weight: BTreeMap<Kind, Weight>,
    /// A No blocks only when these are answered No as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks_with: Vec<String>,
    /// Asked only when the record has one of these sectors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// Asked only when the record has one of these traits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<String>,
    /// Kinds whose short set it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub profile: Vec<Kind>,
    /// Words to look for in a document, in any language; `*` ends a stem.
    #[serde(default)]
    pub terms: Vec<String>,
    /// Where it comes from.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// What decides which criteria are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Kind of the document.
    pub kind: Kind,
    /// Its sectors.
    pub sectors: Vec<String>,
    /// Its traits.
    pub traits: Vec<String>,
    /// Which part of the catalogue was chosen.
    pub profile: Profile,
}

impl Scope {
    /// The scope of a record.
    #[must_use]
    pub fn of(record: &Record, profile: Profile) -> Self {
        Self { kind: record.kind, sectors: record.sectors.clone(), traits: record.traits(), profile }
    }
}

impl Checklist {
    /// The title in a language, as far as the checklist has it.
    #[must_use]
    pub fn title_in(&self, language: &str) -> &str {
        self.titles.get(language).unwrap_or(&self.title)
    }

    /// The criteria asked in a scope, in order.
    pub fn asked<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = &'a Criterion> {
        self.criteria.iter().filter(|criterion| criterion.asked(scope))
    }

    /// The criterion with this id.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// The title of a section, or its id when the file does not name it.
    #[must_use]
    pub fn section_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.sections.iter().find(|section| section.id == id).map_or(id, |section| &section.title)
    }
}

impl Criterion {
    /// The few words for the list: the title, else the id.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.title.is_empty() { &self.id } else { &self.title }
    }

    /// The same in a language, as far as the checklist has it.
    #[must_use]
    pub fn title_in(&self, language: &str) -> &str {
        self.titles.get(language).map_or_else(|| self.title(), String::as_str)
    }

    /// The question in the wording for a kind.
    #[must_use]
    pub fn question(&self, kind: Kind) -> &str {
        self.question_for.get(&kind).unwrap_or(&self.question)
    }

    /// The weight for a kind; `None` is not asked.
    #[must_use]
    pub fn weight(&self, kind: Kind) -> Option<Weight> {
        self.weight.get(&kind.weighed_as()).copied()
    }

    /// Whether it is asked in this scope: weight, profile, sectors and traits must all agree.
    #[must_use]
    pub fn asked(&self, scope: &Scope) -> bool {
        self.weight(scope.kind).is_some()
            && self.in_profile(scope)
            && agrees(&self.sectors, &scope.sectors)
            && agrees(&self.when, &scope.traits)
    }

    fn in_profile(&self, scope: &Scope) -> bool {
        match scope.profile {
            Profile::All => true,
            Profile::Core => self.core,
            Profile::Short => self.profile.contains(&scope.kind.weighed_as()),
        }
    }
}

fn agrees(wanted: &[String], present: &[String]) -> bool {
    wanted.is_empty() || wanted.iter().any(|code| present.contains(code))
}
