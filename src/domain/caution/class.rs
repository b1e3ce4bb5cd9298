//! The classes, how grave each is, and what the reviewer is told.

use super::super::codes::codes;

/// What a caution asks for, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Change it, or say that it is a false alarm.
    Stop,
    /// Say that it should stay.
    Confirm,
    /// Only shown.
    Hint,
}

impl Level {
    /// The mark and the word on screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stop => "STOP",
            Self::Confirm => "LOOK AGAIN",
            Self::Hint => "HINT",
        }
    }
}

codes! {
    /// What should not be written down.
    pub enum Class {
        /// Somebody could be known by it.
        Person = "person", "a person";
        /// What was done to somebody.
        Incident = "incident", "an incident";
        /// Phone, address, number of a case or paper, day of birth, place on a map.
        Contact = "contact", "a contact or a number";
        /// That somebody of the staff did it.
        Allegation = "allegation", "an allegation";
        /// How many cases there were.
        Count = "count", "a number of cases";
        /// How common violence is, or that it grows.
        Prevalence = "prevalence", "prevalence or trend";
        /// Where a refuge is.
        SafeHouse = "safe-house", "the place of a refuge";
        /// A word that hurts or judges.
        Label = "label", "a label";
        /// Much of the document itself.
        LongQuote = "long-quote", "a long quotation";
    }
}

impl Class {
    /// How grave it is.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Person | Self::Incident | Self::Contact | Self::Allegation => Level::Stop,
            Self::Count | Self::Prevalence | Self::SafeHouse => Level::Confirm,
            Self::Label | Self::LongQuote => Level::Hint,
        }
    }

    /// What to do instead, in plain words.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Person => "This may identify a person. Describe the problem, not the person.",
            Self::Incident => "This may tell of an incident. No details: refer to the page only.",
            Self::Contact => "A contact, a number of a case or a place on a map. Refer to the page only.",
            Self::Allegation => "Do not store an allegation here. Report it through the official channel now.",
            Self::Count => "A number of cases: only if already public; better leave it out.",
            Self::Prevalence => "Reported cases cannot show prevalence or trend.",
            Self::SafeHouse => "This may say where a refuge is. Write that the place is given, not the place.",
            Self::Label => "This word can hurt or judge. A respectful word says the same.",
            Self::LongQuote => "A long quotation. Section, page and your own words are safer.",
        }
    }

    /// The line on screen: a mark and a word first.
    #[must_use]
    pub fn sentence(self) -> String {
        format!("{} · {}", self.level().label(), self.advice())
    }
}
