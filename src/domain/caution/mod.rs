//! What a reviewer should not write down, found while they type: a seat-belt, not a guarantee.
//!
//! Each file finds one class of it in a sentence, by small groups of words in English, French, Spanish and Arabic. The
//! general words (women, girls, survivors) never trigger alone. What a team allows is in `allowed`, the fields in `field`.

mod allegation;
mod allowed;
mod arabic;
mod class;
mod contact;
mod count;
mod field;
mod incident;
mod label;
mod overridden;
mod person;
mod quotation;
mod safe_house;
mod sentence;
mod words;

use std::ops::Range;

pub use allowed::Allowed;
pub use class::{Class, Level};
pub use field::{Field, texts};
pub use overridden::{FalseAlarm, Override};

use sentence::{Sentence, sentences};

/// One thing found, and where in the text it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caution {
    /// What it is.
    pub class: Class,
    /// Bytes of the text, on the borders of characters.
    pub range: Range<usize>,
}

type Look = fn(&Sentence<'_>) -> Vec<Range<usize>>;

const LOOKS: [(Class, Look); 8] = [
    (Class::Person, person::find),
    (Class::Incident, incident::find),
    (Class::Contact, contact::find),
    (Class::Count, count::cases),
    (Class::Prevalence, count::shares),
    (Class::Allegation, allegation::find),
    (Class::SafeHouse, safe_house::find),
    (Class::Label, label::find),
];

/// Everything in a text that should not be there, in the order of the text. Of the contacts, those that are allowed may.
#[must_use]
pub fn look(text: &str, allowed: &Allowed) -> Vec<Caution> {
    let of = |class: Class| move |range: Range<usize>| Caution { class, range };
    let mut found: Vec<_> = quotation::find(text).into_iter().map(of(Class::LongQuote)).collect();
    found.extend(contact::places(text).into_iter().map(of(Class::Contact)));
    found.extend(contact::reach(&allowed.blanked(text)).into_iter().map(of(Class::Contact)));
    for sentence in sentences(text) {
        found.extend(LOOKS.iter().flat_map(|(class, look)| look(&sentence).into_iter().map(of(*class))));
    }
    found.sort_by_key(|caution| (caution.range.start, caution.range.end, caution.class));
    found.dedup();
    found
}

/// The classes in a text, each once, the gravest first.
#[must_use]
pub fn classes(text: &str, allowed: &Allowed) -> Vec<Class> {
    let mut classes: Vec<_> = look(text, allowed).into_iter().map(|caution| caution.class).collect();
    classes.sort_by_key(|class| (class.level(), *class));
    classes.dedup();
    classes
}
