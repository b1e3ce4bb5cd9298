//! Any list as codes with labels.

use std::sync::OnceLock;

use serde::Deserialize;

use super::read;

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Term {
    /// The word in files: an official code where one exists, else ours in lower-case kebab.
    pub code: String,
    /// English words for the screen.
    #[serde(alias = "name")]
    pub label: String,
    /// French, where the list has it.
    #[serde(default, alias = "name_fr")]
    pub label_fr: Option<String>,
    /// Spanish, where the list has it.
    #[serde(default, alias = "name_es")]
    pub label_es: Option<String>,
    /// A short explanation, where the label alone may mislead.
    #[serde(default)]
    pub note: Option<String>,
}

/// Writes each list down once: its variant, its file and its name.
macro_rules! lists {
    ($($(#[$doc:meta])* $variant:ident = $file:literal, $name:literal;)+) => {
        /// The controlled vocabularies.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum List { $($(#[$doc])* $variant,)+ }

        impl List {
            /// Every list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// What one entry is called, in words for a message; ours.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The embedded file.
            pub(super) const fn json(self) -> &'static str {
                match self { $(Self::$variant => include_str!($file),)+ }
            }
        }
    };
}

lists! {
    /// Kinds of document; our codes.
    Kinds = "kinds.json", "document kind";
    /// Regions of IOM since 2024; our codes.
    Regions = "regions.json", "region";
    /// Sectors: OCHA HPC codes, and ours that start with `IOM-`.
    Sectors = "sectors.json", "sector";
    /// Population groups; our codes.
    PopulationGroups = "population-groups.json", "population group";
    /// What a document does; our codes.
    Traits = "traits.json", "trait";
    /// Schemes of gender markers; our codes for the schemes of IASC, DG ECHO, OECD DAC, IOM, UN and CARE.
    Markers = "markers.json", "marker scheme";
    /// Types of crisis; our codes.
    CrisisTypes = "crisis-types.json", "crisis type";
    /// Phases of a response; our codes.
    Phases = "phases.json", "phase";
    /// Themes; our codes.
    Tags = "tags.json", "theme";
    /// Donors; our codes.
    Donors = "donors.json", "donor";
    /// Languages of documents; ISO 639-1.
    Languages = "languages.json", "language";
    /// Languages of letters; ISO 639-1.
    FeedbackLanguages = "feedback-languages.json", "language of the letter";
    /// Urgencies; our codes.
    Urgencies = "urgencies.json", "urgency";
    /// Reasons why a question does not apply; our codes.
    NaReasons = "na-reasons.json", "reason for “not applicable”";
    /// Roles of reviewers; our codes.
    ReviewerRoles = "reviewer-roles.json", "reviewer role";
    /// Outcomes of a review; our codes.
    Outcomes = "outcomes.json", "outcome";
    /// Classes of comment; our codes.
    CommentClasses = "comment-classes.json", "comment class";
    /// Replies of authors to comments; our codes.
    Replies = "replies.json", "reply";
    /// States of comments; our codes.
    CommentStates = "comment-states.json", "comment state";
    /// Countries and territories; ISO 3166-1 alpha-3, and `XKX`.
    Countries = "countries.json", "country";
    /// Kinds of breakdown of people; our codes.
    Disaggregation = "disaggregation.json", "breakdown of people";
    /// Kinds of partner; our codes.
    PartnerKinds = "partner-kinds.json", "partner kind";
}

static TERMS: [OnceLock<Vec<Term>>; List::ALL.len()] = [const { OnceLock::new() }; List::ALL.len()];

impl List {
    /// The entries, in the order in which they are offered.
    #[must_use]
    pub fn entries(self) -> &'static [Term] {
        TERMS.get(self as usize).map_or(&[], |terms| terms.get_or_init(|| read(self.json())))
    }

    /// The entry with exactly this code.
    #[must_use]
    pub fn find(self, code: &str) -> Option<&'static Term> {
        self.entries().iter().find(|term| term.code == code)
    }

    /// The English label of a code.
    #[must_use]
    pub fn label(self, code: &str) -> Option<&'static str> {
        self.find(code).map(|term| term.label.as_str())
    }

    /// Whether the list has exactly this code.
    #[must_use]
    pub fn contains(self, code: &str) -> bool {
        self.find(code).is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const COUNTS: &[(List, usize)] = &[
        (List::Kinds, 6),
        (List::Regions, 7),
        (List::Sectors, 31),
        (List::PopulationGroups, 14),
        (List::Traits, 8),
        (List::Markers, 8),
        (List::CrisisTypes, 18),
        (List::Phases, 5),
        (List::Tags, 21),
        (List::Donors, 32),
        (List::Languages, 6),
        (List::FeedbackLanguages, 3),
        (List::Urgencies, 3),
        (List::NaReasons, 5),
        (List::ReviewerRoles, 10),
        (List::Outcomes, 7),
        (List::CommentClasses, 4),
        (List::Replies, 4),
        (List::CommentStates, 3),
        (List::Countries, 250),
        (List::Disaggregation, 3),
        (List::PartnerKinds, 8),
    ];

    #[test]
    fn every_list_parses_and_has_its_number_of_entries() {
        let lists: Vec<_> = COUNTS.iter().map(|(list, _)| *list).collect();
        assert_eq!(lists, List::ALL);
        for (list, count) in COUNTS {
            assert_eq!(list.entries().len(), *count, "{}", list.name());
        }
    }

    #[test]
    fn every_file_names_its_version_and_its_source() {
        for list in List::ALL {
            let file: serde_json::Value = serde_json::from_str(list.json()).unwrap();
            assert_eq!(file["version"], "1.0.0", "{}", list.name());
            assert!(file["note"].as_str().is_some_and(|note| !note.is_empty()), "{}", list.name());
        }
    }

    #[test]
    fn every_code_is_used_once_and_has_a_label() {
        for list in List::ALL {
            let mut seen = HashSet::new();
            for term in list.entries() {
                assert!(seen.insert(&term.code), "{} {}", list.name(), term.code);
                assert!(!term.label.trim().is_empty(), "{} {}", list.name(), term.code);
            }
        }
    }

    #[test]
    fn labels_are_found_by_code_alone() {
        assert_eq!(List::Sectors.label("WSH"), Some("Water, sanitation and hygiene"));
        assert_eq!(List::Countries.label("SSD"), Some("South Sudan"));
        assert_eq!(List::Sectors.label("wsh"), None);
        assert!(List::Languages.contains("ar"));
        assert!(!List::Languages.contains("de"));
    }

    #[test]
    fn kinds_speak_three_languages() {
        for kind in List::Kinds.entries() {
            assert!(kind.label_fr.is_some() && kind.label_es.is_some(), "{}", kind.code);
        }
    }
}
