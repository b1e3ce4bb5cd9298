//! Sets of questions: most reviews ask what another one asked, and that is not taken apart again.

use std::sync::Arc;

use ahash::{AHashMap, RandomState};
use serde::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::super::lexicon::{Asked, AskedNo, Lexicon, ListUse};
use super::Unread;
use super::borrowed::Str;

/// A few sets are asked again and again, and many only once: so many are kept before a reader begins anew.
const MOST_SETS: usize = 1 << 10;

/// What a reader keeps between files: sets of questions that were met before, by two hashes of their own text. Their keys
/// are drawn anew each time, so no file can be made whose text passes for another one's.
#[derive(Debug, Default)]
pub struct Known {
    keys: [RandomState; 2],
    sets: AHashMap<[u64; 2], Arc<Met>>,
}

/// A set of questions that was met before.
#[derive(Debug)]
pub(super) struct Met {
    pub(super) set: AskedNo,
    /// The places of the criteria, in the order of their ids.
    pub(super) by_id: Box<[u32]>,
}

impl Known {
    fn print(&self, text: &str) -> [u64; 2] {
        self.keys.each_ref().map(|key| key.hash_one(text))
    }

    pub(super) fn met(&self, text: &str) -> Option<&Arc<Met>> {
        self.sets.get(&self.print(text))
    }

    fn keep(&mut self, text: &str, met: &Arc<Met>) {
        if self.sets.len() >= MOST_SETS {
            self.sets.clear();
        }
        self.sets.insert(self.print(text), Arc::clone(met));
    }
}

/// The text of what was asked.
pub(super) struct Uses<'a>(pub(super) &'a str);

#[derive(serde::Deserialize)]
struct RawUse<'a> {
    #[serde(borrow)]
    id: Str<'a>,
    version: Str<'a>,
    asked: Vec<Str<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Uses<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(|raw| Self(raw.get()))
    }
}

/// Most reviews ask what another one asked: the same text means the same set.
pub(super) fn asked(raw: &Uses, lexicon: &mut Lexicon, known: &mut Known) -> Result<Arc<Met>, Unread> {
    if let Some(met) = known.met(raw.0) {
        return Ok(Arc::clone(met));
    }
    let uses: Vec<RawUse> = serde_json::from_str(raw.0).map_err(|error| Unread::Faulty(error.to_string()))?;
    let mut set = Asked::default();
    for list in &uses {
        let criteria = u32::try_from(list.asked.len()).unwrap_or(u32::MAX);
        set.lists.push(ListUse { id: lexicon.word(&list.id.0), version: lexicon.word(&list.version.0), criteria });
        set.criteria.extend(list.asked.iter().map(|id| lexicon.word(&id.0)));
    }
    set.criteria.shrink_to_fit();
    let mut by_id: Vec<_> = (0..).zip(&set.criteria).collect();
    by_id.sort_by_key(|(_, criterion)| lexicon.text(**criterion));
    let by_id = by_id.into_iter().map(|(place, _)| place).collect();
    let met = Arc::new(Met { set: lexicon.set(set), by_id });
    known.keep(raw.0, &met);
    Ok(met)
}
