//! Two versions of a document, section by section: what stayed, what changed, what is new, what is gone.

use std::collections::HashMap;

use similar::{Algorithm, ChangeTag, TextDiff};

use super::answer::squeeze;
use super::record::{Record, Section};

/// A longer text is compared line by line: word by word, a section written anew would take seconds.
const BY_WORD: usize = 20_000;

/// Two versions, in the order of the new one; what is gone stands where it stood.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision<'a> {
    /// The sections.
    pub sections: Vec<Compared<'a>>,
}

/// A section as it was and as it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared<'a> {
    /// `None` when it is new.
    pub old: Option<&'a Section>,
    /// `None` when it is gone.
    pub new: Option<&'a Section>,
}

/// What became of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The same words; white space does not matter.
    Same,
    /// Other words.
    Changed,
    /// Not there before.
    New,
    /// No longer there.
    Gone,
}

/// A run of text that is in both versions or in one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Kept(String),
    /// In the old version only.
    Out(String),
    /// In the new version only.
    In(String),
}

impl<'a> Revision<'a> {
    /// Pairs the sections of two versions: by heading where that is the only one of its words, then by heading without
    /// its number, then by the same text. What is left over on both sides is told as gone and as new, never paired by guess.
    #[must_use]
    pub fn between(old: &'a Record, new: &'a Record) -> Self {
        let mut pairs =
            Pairs { old: &old.sections, new: &new.sections, of_new: HashMap::new(), of_old: HashMap::new() };
        pairs.pair(|section| squeeze(&section.heading).to_lowercase());
        pairs.pair(|section| unnumbered(&section.heading));
        pairs.pair(|section| squeeze(&section.text));
        Self { sections: pairs.in_order() }
    }

    /// The sections that are not the same.
    pub fn changes(&self) -> impl Iterator<Item = &Compared<'a>> {
        self.sections.iter().filter(|section| section.fate() != Fate::Same)
    }

    /// How many sections have this fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.sections.iter().filter(|section| section.fate() == fate).count()
    }
}

impl Compared<'_> {
    /// What became of it.
    #[must_use]
    pub fn fate(&self) -> Fate {
        match (self.old, self.new) {
            (Some(old), Some(new)) if same(old, new) => Fate::Same,
            (Some(_), Some(_)) => Fate::Changed,
            (None, _) => Fate::New,
            (Some(_), None) => Fate::Gone,
        }
    }

    /// The heading of today, else the one that it had.
    #[must_use]
    pub fn heading(&self) -> &str {
        self.new.or(self.old).map_or("", |section| section.heading.as_str())
    }

    /// The text of both versions in one, in pieces.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece> {
        let text = |section: Option<&Section>| section.map_or(String::new(), |section| section.text.clone());
        let (old, new) = (text(self.old), text(self.new));
        let mut config = TextDiff::configure();
        config.algorithm(Algorithm::Patience);
        let by_word = old.len() + new.len() <= BY_WORD;
        let diff = if by_word { config.diff_words(&old, &new) } else { config.diff_lines(&old, &new) };
        joined(diff.iter_all_changes().map(|change| (change.tag(), change.value())))
    }
}

fn same(old: &Section, new: &Section) -> bool {
    squeeze(&old.heading) == squeeze(&new.heading) && squeeze(&old.text) == squeeze(&new.text)
}

/// Runs of one kind are one piece; out comes before in.
fn joined<'t>(changes: impl Iterator<Item = (ChangeTag, &'t str)>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (tag, text) in changes {
        match (pieces.last_mut(), tag) {
            (Some(Piece::Kept(last)), ChangeTag::Equal)
            | (Some(Piece::Out(last)), ChangeTag::Delete)
            | (Some(Piece::In(last)), ChangeTag::Insert) => last.push_str(text),
            (_, ChangeTag::Equal) => pieces.push(Piece::Kept(text.to_owned())),
            (_, ChangeTag::Delete) => pieces.push(Piece::Out(text.to_owned())),
            (_, ChangeTag::Insert) => pieces.push(Piece::In(text.to_owned())),
        }
    }
    pieces
}

/// `2.3 Protection` and `2.4 Protection` are the same heading when nothing else is called so.
fn unnumbered(heading: &str) -> String {
    squeeze(heading.trim_start_matches(|c: char| !c.is_alphabetic())).to_lowercase()
}

struct Pairs<'a> {
    old: &'a [Section],
    new: &'a [Section],
    of_new: HashMap<usize, usize>,
    of_old: HashMap<usize, usize>,
}

impl<'a> Pairs<'a> {
    /// Pairs what has the same key, when it is the only one of it on both sides.
    fn pair(&mut self, key: impl Fn(&Section) -> String) {
        let old = only(self.old, &key, |at| self.of_old.contains_key(&at));
        let new = only(self.new, &key, |at| self.of_new.contains_key(&at));
        for (key, at) in new {
            if let Some(was) = old.get(&key).filter(|_| !key.is_empty()) {
                self.of_new.insert(at, *was);
                self.of_old.insert(*was, at);
            }
        }
    }

    fn in_order(&self) -> Vec<Compared<'a>> {
        let mut compared = Vec::with_capacity(self.new.len());
        let mut told = 0;
        for (at, new) in self.new.iter().enumerate() {
            let was = self.of_new.get(&at).copied();
            let upto = was.unwrap_or(told);
            compared.extend(self.gone(told..upto));
            told = told.max(was.map_or(told, |was| was + 1));
            compared.push(Compared { old: was.and_then(|was| self.old.get(was)), new: Some(new) });
        }
        compared.extend(self.gone(told..self.old.len()));
        compared
    }

    fn gone(&self, places: std::ops::Range<usize>) -> impl Iterator<Item = Compared<'a>> {
        let left = places.filter(|at| !self.of_old.contains_key(at));
        left.filter_map(|at| self.old.get(at)).map(|old| Compared { old: Some(old), new: None })
    }
}

/// The places of the sections that are the only ones with their key, but for those that are taken.
fn only(
    sections: &[Section],
    key: impl Fn(&Section) -> String,
    is_taken: impl Fn(usize) -> bool,
) -> HashMap<String, usize> {
    let mut found: HashMap<String, Option<usize>> = HashMap::new();
    for (at, section) in sections.iter().enumerate().filter(|(at, _)| !is_taken(*at)) {
        found.entry(key(section)).and_modify(|place| *place = None).or_insert(Some(at));
    }
    found.into_iter().filter_map(|(key, place)| Some((key, place?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;

    fn record(sections: &[(&str, &str)]) -> Record {
        let section = |(heading, text): &(&str, &str)| Section {
            heading: (*heading).to_owned(),
            text: (*text).to_owned(),
            ..Section::default()
        };
        Record { sections: sections.iter().map(section).collect(), ..Record::new("a", Kind::Proposal, "A") }
    }

    #[test]
    fn sections_are_paired_by_heading_by_words_without_number_and_by_text_never_by_guess() {
        let old = record(&[
            ("1 Context", "The same."),
            ("2 Protection", "Audits are planned."),
            ("3 Budget", "None."),
            ("Other", "Kept as it is."),
            ("Twice", "One."),
            ("Twice", "Two."),
        ]);
        let new = record(&[
            ("1 Context", "The  same."),
            ("2 Staff", "Trained."),
            ("3 Protection", "Safety audits are planned."),
            ("Renamed", "Kept as it is."),
            ("Twice", "One."),
            ("Twice", "Three."),
        ]);
        let revision = Revision::between(&old, &new);
        let told: Vec<_> = revision.sections.iter().map(|one| (one.heading(), one.fate())).collect();
        let wanted = [
            ("1 Context", Fate::Same),
            ("2 Staff", Fate::New),
            ("3 Protection", Fate::Changed),
            ("3 Budget", Fate::Gone),
            ("Renamed", Fate::Changed),
            ("Twice", Fate::Same),
            ("Twice", Fate::New),
            ("Twice", Fate::Gone),
        ];
        assert_eq!(told, wanted);
    }

    #[test]
    fn a_changed_text_is_told_in_pieces_that_give_both_versions() {
        let (old, new) = (record(&[("a", "Audits are planned twice.")]), record(&[("a", "Audits were planned.")]));
        let revision = Revision::between(&old, &new);
        let pieces = revision.sections.first().unwrap().pieces();
        let text =
            |wanted: fn(&Piece) -> Option<&String>| pieces.iter().filter_map(wanted).cloned().collect::<String>();
        let old = text(|piece| match piece {
            Piece::Kept(text) | Piece::Out(text) => Some(text),
            Piece::In(_) => None,
        });
        let new = text(|piece| match piece {
            Piece::Kept(text) | Piece::In(text) => Some(text),
            Piece::Out(_) => None,
        });
        assert_eq!((old.as_str(), new.as_str()), ("Audits are planned twice.", "Audits were planned."));
        assert!(pieces.contains(&Piece::Out("are".to_owned())) && pieces.contains(&Piece::In("were".to_owned())));
    }
}
