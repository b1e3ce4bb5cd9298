//! Sets of questions: most reviews ask what another one asked, and that is not taken apart again.

use std::cell::Cell;

use ahash::{AHashMap, RandomState};
use serde::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::super::lexicon::{Asked, AskedNo, Lexicon, ListUse, Renumbering};
use super::super::mark::Mark;
use super::Unread;
use super::borrowed::Str;

/// A few sets are asked again and again, and many only once: so many are kept before a reader begins anew.
pub const MOST_SETS: usize = 1 << 11;

/// What a reader keeps between files: sets of questions that were met before, by two hashes of their own text. Their keys
/// are drawn anew each time, so no file can be made whose text passes for another one's.
#[derive(Debug, Default)]
pub struct Known {
    keys: [RandomState; 2],
    sets: AHashMap<[u64; 2], AskedNo>,
    /// A mark for each word, all of them open: room to find the answers of one review in.
    pub(super) marks: Vec<Cell<Mark>>,
    /// The numbers that the words have where reviews were handed over to.
    pub(in super::super) renumbering: Renumbering,
}

impl Known {
    fn print(&self, text: &str) -> [u64; 2] {
        self.keys.each_ref().map(|key| key.hash_one(text))
    }

    pub(super) fn met(&self, text: &str) -> Option<AskedNo> {
        self.sets.get(&self.print(text)).copied()
    }

    fn keep(&mut self, text: &str, set: AskedNo) {
        if self.sets.len() >= MOST_SETS {
            self.sets.clear();
        }
        self.sets.insert(self.print(text), set);
    }
}

/// The text of what was asked, and the set where it was met before.
pub(super) struct Uses<'a> {
    pub(super) text: &'a str,
    pub(super) met: Option<AskedNo>,
}

#[derive(serde::Deserialize)]
struct RawUse<'a> {
    #[serde(borrow)]
    id: Str<'a>,
    version: Str<'a>,
    asked: Vec<Str<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Uses<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(|raw| Self { text: raw.get(), met: None })
    }
}

/// Most reviews ask what another one asked: the same text means the same set.
pub(super) fn asked(raw: &Uses, lexicon: &mut Lexicon, known: &mut Known) -> Result<AskedNo, Unread> {
    if let Some(met) = raw.met.or_else(|| known.met(raw.text)) {
        return Ok(met);
    }
    let uses: Vec<RawUse> = serde_json::from_str(raw.text).map_err(|error| Unread::Faulty(error.to_string()))?;
    let mut set = Asked::default();
    for list in &uses {
        let criteria = u32::try_from(list.asked.len()).unwrap_or(u32::MAX);
        set.lists.push(ListUse { id: lexicon.word(&list.id.0), version: lexicon.word(&list.version.0), criteria });
        set.criteria.extend(list.asked.iter().map(|id| lexicon.word(&id.0)));
    }
    set.criteria.shrink_to_fit();
    let set = lexicon.set(set);
    known.keep(raw.text, set);
    Ok(set)
}
