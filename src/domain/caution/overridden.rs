//! A caution that the reviewer calls a false alarm: where and what class, never the words.

use serde::{Deserialize, Serialize};

use super::super::codes::codes;
use super::super::review::Review;
use super::{Allowed, Class, Field, Level, classes};

codes! {
    /// Why a text stays although it was cautioned against.
    pub enum FalseAlarm {
        /// It speaks of the document, not of what happened.
        AboutTheText = "about-the-text", "It is about the text";
        /// Anybody can read it elsewhere.
        AlreadyPublic = "already-public", "It is already public";
        /// Nobody and nothing in particular is meant.
        NobodyMeant = "nobody-meant", "No person or case is meant";
        /// `appraise fill --allow-cautions`.
        Script = "script", "Filled by a script";
    }
}

impl FalseAlarm {
    /// What a reviewer can choose.
    pub const OFFERED: [Self; 3] = [Self::AboutTheText, Self::AlreadyPublic, Self::NobodyMeant];
}

/// One false alarm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// The field, such as `note gbv-safety-audits`.
    pub field: String,
    /// What was found there.
    pub class: Class,
    /// Why it stays.
    pub reason: FalseAlarm,
}

impl Review {
    /// The classes at a level in a field that no override covers.
    #[must_use]
    pub fn cautions(&self, field: &Field, level: Level, allowed: &Allowed) -> Vec<Class> {
        let text = field.text(self).unwrap_or_default();
        let name = field.to_string();
        let covered = |class: Class| self.overrides.iter().any(|known| known.field == name && known.class == class);
        classes(&text, allowed).into_iter().filter(|class| class.level() == level && !covered(*class)).collect()
    }

    /// Keeps that the cautions of a class in a field are a false alarm.
    pub fn override_caution(&mut self, field: &Field, class: Class, reason: FalseAlarm) {
        let field = field.to_string();
        self.overrides.retain(|known| known.field != field || known.class != class);
        self.overrides.push(Override { field, class, reason });
    }

    /// Takes the overrides of a field away: its text is another now.
    pub fn drop_overrides(&mut self, field: &Field) {
        let name = field.to_string();
        self.overrides.retain(|known| known.field != name);
    }

    /// Keeps every open stop as a false alarm.
    pub fn override_all(&mut self, reason: FalseAlarm, allowed: &Allowed) {
        let fields: Vec<_> = super::texts(self).into_iter().map(|(field, _)| field).collect();
        for field in fields {
            for class in self.cautions(&field, Level::Stop, allowed) {
                self.override_caution(&field, class, reason);
            }
        }
    }

    /// Takes the overrides away whose text is another than it was.
    pub fn drop_stale_overrides(&mut self, before: &Self) {
        let same = |known: &Override| {
            let field = known.field.parse::<Field>().ok();
            field.is_none_or(|field| field.text(self) == field.text(before))
        };
        let kept: Vec<_> = self.overrides.iter().filter(|known| same(known)).cloned().collect();
        self.overrides = kept;
    }

    /// Takes over what was said of the texts that are the same as in another review.
    pub fn take_overrides(&mut self, other: &Self) {
        let same = |known: &&Override| {
            let field = known.field.parse::<Field>().ok();
            field.is_some_and(|field| field.text(self).is_some() && field.text(self) == field.text(other))
        };
        let new = |known: &&Override| !self.overrides.contains(known);
        let taken: Vec<_> = other.overrides.iter().filter(same).filter(new).cloned().collect();
        self.overrides.extend(taken);
    }
}
