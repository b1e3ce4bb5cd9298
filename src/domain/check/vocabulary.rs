//! A vocabulary: a list of codes that is kept outside this module.

use super::fault::{FaultKind, quoted};

/// What the rest of the program knows about codes.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Whether a list holds a code: called with the name of the list and the code. The lists are `country`, `sector`, `trait`,
    /// `donor`, `population-group`, `crisis-type`, `phase`, `tag`, `language`, `urgency`, `region` and `reviewer-role`.
    pub contains: &'a dyn Fn(&str, &str) -> bool,
}

/// How to speak of a list.
struct Vocabulary {
    name: &'static str,
    noun: &'static str,
    hint: &'static str,
    /// A team may use codes of its own.
    is_free: bool,
}

const fn closed(name: &'static str, noun: &'static str, hint: &'static str) -> Vocabulary {
    Vocabulary { name, noun, hint, is_free: false }
}

const fn free(name: &'static str, noun: &'static str, hint: &'static str) -> Vocabulary {
    Vocabulary { name, noun, hint, is_free: true }
}

const VOCABULARIES: [Vocabulary; 13] = [
    closed("country", "country code", "ISO 3166-1 alpha-3, such as SSD"),
    closed("sector", "sector code", "such as SHL or IOM-DTM"),
    closed("trait", "trait", "such as infrastructure or movement"),
    free("donor", "donor", "such as echo or cerf"),
    closed("population-group", "population group", "such as idp or host"),
    free("crisis-type", "crisis type", "such as flood or conflict"),
    closed("phase", "phase", "such as acute or recovery"),
    free("tag", "tag", "such as psea or disability"),
    closed("language", "language code", "such as en, fr or es"),
    closed("feedback-language", "language of a letter", "en, fr or es"),
    closed("urgency", "urgency", "such as standard or urgent"),
    closed("region", "region", "such as ehsa or wca"),
    closed("reviewer-role", "role of a reviewer", "such as gbv or protection"),
];

/// What to say of a code that the list does not hold; none when there is no such list.
pub(super) fn unknown(list: &str, code: &str) -> Option<(FaultKind, String)> {
    let Vocabulary { noun, hint, is_free, .. } = VOCABULARIES.iter().find(|vocabulary| vocabulary.name == list)?;
    let message = format!("{} is not a known {noun} ({hint})", quoted(code));
    Some(if *is_free {
        (FaultKind::Warning, message + ": check the spelling, or leave it if your team uses it")
    } else {
        (FaultKind::Error, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_lists_give_errors_and_free_ones_warnings() {
        let country =
            (FaultKind::Error, "\"XYZ\" is not a known country code (ISO 3166-1 alpha-3, such as SSD)".to_owned());
        assert_eq!(unknown("country", "XYZ"), Some(country));
        for (list, kind) in [
            ("donor", FaultKind::Warning),
            ("tag", FaultKind::Warning),
            ("crisis-type", FaultKind::Warning),
            ("phase", FaultKind::Error),
        ] {
            assert_eq!(unknown(list, "x").map(|(kind, _)| kind), Some(kind), "{list}");
        }
        assert_eq!(unknown("colour", "red"), None);
    }
}
