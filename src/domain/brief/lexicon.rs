//! The words and the sets of questions that many reviews share, each held once.

use std::num::NonZeroU32;
use std::sync::Arc;

use ahash::AHashMap;
use serde::{Deserialize, Serialize};

/// A word, by its number in the lexicon it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Word(pub(super) NonZeroU32);

/// A set of questions, by its number in the lexicon it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AskedNo(pub(super) u32);

/// What a review asked, of which checklists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Asked {
    /// The checklists in their order.
    pub lists: Vec<ListUse>,
    /// The criteria of all of them, in order.
    pub criteria: Vec<Word>,
}

/// One checklist of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ListUse {
    /// Checklist id.
    pub id: Word,
    /// Its version.
    pub version: Word,
    /// How many of the criteria are its own.
    pub criteria: u32,
}

/// Words and sets of questions by number. Numbers depend on the order of reading: nothing that is shown is ever sorted by them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Lexicon {
    words: Vec<Box<str>>,
    asked: Vec<Arc<Asked>>,
    #[serde(skip)]
    numbers: AHashMap<Box<str>, Word>,
    #[serde(skip)]
    sets: AHashMap<Arc<Asked>, AskedNo>,
}

/// The new numbers of what another lexicon held, as far as it was taken in.
#[derive(Debug, Default)]
pub struct Renumbering {
    words: Vec<Word>,
    asked: Vec<AskedNo>,
}

impl Lexicon {
    /// The number of a word, new or known.
    pub fn word(&mut self, text: &str) -> Word {
        if let Some(word) = self.numbers.get(text) {
            return *word;
        }
        let word = Word::at(self.words.len());
        self.words.push(text.into());
        self.numbers.insert(text.into(), word);
        word
    }

    /// The text of a word; empty for one of another lexicon.
    #[must_use]
    pub fn text(&self, word: Word) -> &str {
        self.words.get(word.place()).map_or("", |text| text)
    }

    /// The texts of words.
    pub fn texts<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = &'a str> {
        words.iter().map(|word| self.text(*word))
    }

    /// The word, when it stands in any review.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Word> {
        self.numbers.get(text).copied()
    }

    /// How many words there are: numbers are below it.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no review was read.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The number of a set of questions, new or known.
    pub fn set(&mut self, asked: Asked) -> AskedNo {
        if let Some(known) = self.sets.get(&asked) {
            return *known;
        }
        let (new, asked) = (AskedNo(number(self.asked.len())), Arc::new(asked));
        self.asked.push(Arc::clone(&asked));
        self.sets.insert(asked, new);
        new
    }

    /// The set with this number; empty for one of another lexicon.
    #[must_use]
    pub fn asked(&self, set: AskedNo) -> &Asked {
        static NONE: Asked = Asked { lists: Vec::new(), criteria: Vec::new() };
        self.asked.get(set.0 as usize).map_or(&NONE, |asked| asked)
    }

    /// How many sets there are.
    pub(super) const fn sets(&self) -> usize {
        self.asked.len()
    }

    /// All sets with their numbers.
    pub fn all_asked(&self) -> impl Iterator<Item = (AskedNo, &Asked)> {
        self.asked.iter().zip(0..).map(|(asked, number)| (AskedNo(number), &**asked))
    }

    /// Finds the numbers again after the lexicon was read from the disk, where only the texts are kept.
    pub fn reindex(&mut self) {
        self.numbers = self.words.iter().zip(0..).map(|(text, at)| (text.clone(), Word::at(at))).collect();
        self.sets = self.asked.iter().zip(0..).map(|(asked, n)| (Arc::clone(asked), AskedNo(n))).collect();
    }

    /// Takes in what is new in another lexicon since it was taken in last.
    pub(super) fn take_in(&mut self, other: &Self, new: &mut Renumbering) {
        new.words.extend(other.words.iter().skip(new.words.len()).map(|text| self.word(text)));
        for set in other.asked.iter().skip(new.asked.len()) {
            let mut set = Asked::clone(set);
            set.criteria.iter_mut().for_each(|word| new.word(word));
            for list in &mut set.lists {
                new.word(&mut list.id);
                new.word(&mut list.version);
            }
            new.asked.push(self.set(set));
        }
    }
}

impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words && self.asked == other.asked
    }
}

impl AskedNo {
    pub(super) const fn place(self) -> usize {
        self.0 as usize
    }
}

impl Word {
    /// One more than the place: none at all takes no room then.
    fn at(place: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(number(place)))
    }

    /// A place in a table with a row for every word.
    #[must_use]
    pub const fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl Renumbering {
    pub(super) fn word(&self, word: &mut Word) {
        *word = self.words.get(word.place()).copied().unwrap_or(*word);
    }

    pub(super) fn asked(&self, asked: &mut AskedNo) {
        *asked = self.asked.get(asked.place()).copied().unwrap_or(*asked);
    }
}

/// More than four billion different words do not fit any memory that the reviews themselves would fit.
fn number(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
