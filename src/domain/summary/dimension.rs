//! What documents can be grouped and chosen by. No person and no office is among it.

use crate::domain::codes::codes;
use crate::domain::kind::Kind;
use crate::domain::outcome::Outcome;
use crate::domain::vocabulary::{self, List};

codes! {
    /// A property that parts documents into rows.
    pub enum Dimension {
        /// Kind of the document.
        Kind = "kind", "Kind";
        /// Region: as stated, else those of its countries.
        Region = "region", "Region";
        /// Each country that it covers.
        Country = "country", "Country";
        /// Each of its sectors.
        Sector = "sector", "Sector";
        /// Donor.
        Donor = "donor", "Donor";
        /// Outcome of the latest round.
        Outcome = "outcome", "Outcome";
        /// Calendar quarter of the return.
        Quarter = "quarter", "Quarter";
        /// Month of the return.
        Month = "month", "Month";
        /// Each of its themes.
        Tag = "tag", "Theme";
        /// Language of the document.
        Language = "language", "Language";
        /// Urgency.
        Urgency = "urgency", "Urgency";
        /// Role of the reviewer: the team, never the person.
        Team = "team", "Reviewing team";
        /// Clearance or advice.
        Role = "role", "Role";
        /// The IOM gender marker as the document claims it.
        Marker = "marker", "IOM gender marker";
        /// How the reviewer reads that marker.
        Reading = "reading", "Reading of the marker";
    }
}

/// The value of a document that has none.
pub const NONE: &str = "none";

/// A choice of documents: those with a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Condition {
    /// Of which property.
    pub dimension: Dimension,
    /// The code, or [`NONE`].
    pub value: String,
}

impl Dimension {
    /// The words for a code of this property; the code itself when no list has it.
    #[must_use]
    pub fn words(self, code: &str) -> String {
        if code == NONE {
            return "not given".to_owned();
        }
        let label = match self {
            Self::Country => vocabulary::find_country(code).map(|country| country.name.as_str()),
            Self::Role => crate::domain::review::Role::from_code(code).map(crate::domain::review::Role::label),
            Self::Quarter | Self::Month | Self::Marker | Self::Reading => None,
            _ => self.list().and_then(|list| list.label(code)),
        };
        label.unwrap_or(code).to_owned()
    }

    /// The codes in the order of tables, when there is one beside the alphabet.
    #[must_use]
    pub fn order(self) -> Vec<&'static str> {
        let in_order = matches!(self, Self::Kind | Self::Region | Self::Outcome | Self::Urgency);
        let list = self.list().filter(|_| in_order);
        list.map_or_else(Vec::new, |list| list.entries().iter().map(|term| term.code.as_str()).collect())
    }

    /// Whether the reviews of one document may have values that differ.
    pub(super) const fn is_of_reviews(self) -> bool {
        matches!(self, Self::Outcome | Self::Quarter | Self::Month | Self::Urgency | Self::Team | Self::Role)
    }

    pub(super) const fn list(self) -> Option<List> {
        match self {
            Self::Kind => Some(List::Kinds),
            Self::Region => Some(List::Regions),
            Self::Country => Some(List::Countries),
            Self::Sector => Some(List::Sectors),
            Self::Donor => Some(List::Donors),
            Self::Outcome => Some(List::Outcomes),
            Self::Tag => Some(List::Tags),
            Self::Language => Some(List::Languages),
            Self::Urgency => Some(List::Urgencies),
            Self::Team => Some(List::ReviewerRoles),
            Self::Quarter | Self::Month | Self::Role | Self::Marker | Self::Reading => None,
        }
    }
}

impl std::fmt::Display for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}={}", self.dimension.code(), self.value)
    }
}

impl std::str::FromStr for Condition {
    type Err = String;

    /// Such as `kind=proposal` or `country=South Sudan`. A code that no list has is taken: old reviews may hold it.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is not a property and its value, such as kind=proposal or region=wca");
        let (name, value) = text.split_once('=').ok_or_else(wrong)?;
        let dimension: Dimension = name.trim().parse()?;
        let value = value.trim();
        if value.is_empty() {
            return Err(wrong());
        }
        let code = match dimension {
            Dimension::Kind if value != NONE => value.parse::<Kind>()?.code().to_owned(),
            Dimension::Outcome if value != NONE => value.parse::<Outcome>()?.code().to_owned(),
            Dimension::Country => vocabulary::find_country(value).map_or(value, |country| &country.code).to_owned(),
            _ => value.to_owned(),
        };
        Ok(Self { dimension, value: code })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_as_people_write_it() {
        let read = |text: &str| text.parse::<Condition>().map(|condition| condition.to_string());
        assert_eq!(read("kind=proposal").as_deref(), Ok("kind=proposal"));
        assert_eq!(read("country=South Sudan").as_deref(), Ok("country=SSD"));
        assert_eq!(read("region = none").as_deref(), Ok("region=none"));
        assert_eq!(read("donor=a-new-one").as_deref(), Ok("donor=a-new-one"));
        for wrong in ["kind", "kind=", "kind=poem", "reviewer=ab", "office=Juba"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
