//! From the bytes of a review to its brief: only what counting needs is read, and nothing is copied that can be borrowed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use crate::domain::answer::Rating;
use crate::domain::comment::{CommentClass, CommentState};
use crate::domain::kind::Kind;
use crate::domain::outcome::Outcome;
use crate::domain::review::{REVIEW_FORMAT, Role};

use super::lexicon::{Asked, AskedNo, Lexicon, ListUse, Word};
use super::{ChangeBrief, Mark, MarkerBrief, ReviewBrief, Stamp};

/// Why a file is not among the signed-off reviews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// A review of a later format than this program knows.
    Newer(String),
    /// A review that is not signed off.
    Draft,
    /// Anything else; the full check of the file says what is wrong with it.
    Faulty(String),
}

/// What a reader keeps between files: sets of questions that were met before, by the hash of their own text.
#[derive(Debug, Default)]
pub struct Known {
    sets: HashMap<[u8; 32], Arc<Met>>,
}

/// A set of questions that was met before.
#[derive(Debug)]
struct Met {
    set: AskedNo,
    /// The criteria by their ids, each with its place in the set.
    by_id: Vec<(Word, usize)>,
}

/// Reads a signed-off review. `file` is where it stands below the folder of the reviews, with what the disk says of it.
///
/// # Errors
/// [`Unread`]: what the file is instead.
pub fn read(
    bytes: &[u8],
    file: (&str, Stamp),
    lexicon: &mut Lexicon,
    known: &mut Known,
) -> Result<ReviewBrief, Unread> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let raw: Raw = serde_json::from_slice(bytes).map_err(|error| unread(bytes, &error, REVIEW_FORMAT))?;
    if raw.format.0 != REVIEW_FORMAT {
        return Err(of_format(&raw.format.0, REVIEW_FORMAT));
    }
    raw.brief(file, lexicon, known)
}

/// Why a file of `ours` could not be read.
pub(super) fn unread(bytes: &[u8], error: &serde_json::Error, ours: &str) -> Unread {
    #[derive(serde::Deserialize)]
    struct Head<'a> {
        #[serde(borrow)]
        format: Str<'a>,
    }
    match serde_json::from_slice::<Head>(bytes) {
        Ok(head) if head.format.0 != ours => of_format(&head.format.0, ours),
        _ => Unread::Faulty(error.to_string()),
    }
}

/// `appraise-review/2` is a review of a later format; anything else is no review at all.
pub(super) fn of_format(format: &str, ours: &str) -> Unread {
    let family = ours.trim_end_matches(|c: char| c.is_ascii_digit());
    let version = format.strip_prefix(family).and_then(|version| version.parse::<u32>().ok());
    match version {
        Some(2..) => Unread::Newer(format.to_owned()),
        _ => Unread::Faulty(format!("its format is “{format}”, not {ours}")),
    }
}

#[derive(serde::Deserialize)]
struct Raw<'a> {
    #[serde(borrow)]
    format: Str<'a>,
    id: Str<'a>,
    revision: u32,
    parent: Option<Str<'a>>,
    content_sha256: Option<Str<'a>>,
    record: RawRecord<'a>,
    round: u32,
    #[serde(default)]
    previous: Option<Str<'a>>,
    role: Role,
    reviewer: RawReviewer<'a>,
    dates: RawDates<'a>,
    checklists: &'a RawValue,
    answers: Pairs<'a, RawAnswer>,
    comments: Vec<RawComment<'a>>,
    outcome: RawOutcome,
}

#[derive(serde::Deserialize)]
struct RawRecord<'a> {
    #[serde(borrow)]
    id: Str<'a>,
    kind: Kind,
    title: Str<'a>,
    #[serde(default)]
    countries: Vec<Str<'a>>,
    #[serde(default)]
    region: Option<Str<'a>>,
    #[serde(default)]
    sectors: Vec<Str<'a>>,
    #[serde(default)]
    donor: Option<Str<'a>>,
    #[serde(default)]
    tags: Vec<Str<'a>>,
    #[serde(default)]
    markers: Vec<RawMarker<'a>>,
    #[serde(default)]
    language: Option<Str<'a>>,
    #[serde(default)]
    urgency: Option<Str<'a>>,
}

#[derive(serde::Deserialize)]
struct RawMarker<'a> {
    #[serde(borrow)]
    scheme: Str<'a>,
    code: Str<'a>,
    #[serde(default)]
    reading: Option<Str<'a>>,
}

#[derive(serde::Deserialize)]
struct RawReviewer<'a> {
    #[serde(borrow)]
    id: Str<'a>,
    #[serde(default)]
    role: Option<Str<'a>>,
}

#[derive(serde::Deserialize)]
struct RawDates<'a> {
    #[serde(borrow, default)]
    received: Option<Str<'a>>,
    #[serde(default)]
    due: Option<Str<'a>>,
    #[serde(default)]
    signed_off: Option<Str<'a>>,
}

#[derive(serde::Deserialize)]
struct RawUse<'a> {
    #[serde(borrow)]
    id: Str<'a>,
    version: Str<'a>,
    asked: Vec<Str<'a>>,
}

#[derive(serde::Deserialize)]
struct RawAnswer {
    #[serde(default)]
    rating: Option<Rating>,
    #[serde(default)]
    harm: bool,
}

#[derive(serde::Deserialize)]
struct RawComment<'a> {
    n: u32,
    #[serde(borrow, default)]
    criterion: Option<Str<'a>>,
    class: CommentClass,
    state: CommentState,
}

#[derive(serde::Deserialize)]
struct RawOutcome {
    code: Option<Outcome>,
}

impl Raw<'_> {
    fn brief(self, file: (&str, Stamp), lexicon: &mut Lexicon, known: &mut Known) -> Result<ReviewBrief, Unread> {
        let (Some(hash), Some(at)) = (&self.content_sha256, &self.dates.signed_off) else { return Err(Unread::Draft) };
        let met = asked(self.checklists, lexicon, known)?;
        let faulty = |what: &str| Unread::Faulty(format!("{what} cannot be read"));
        let record = self.record;
        Ok(ReviewBrief {
            file: file.0.into(),
            stamp: file.1,
            id: self.id.0.parse().map_err(|_| faulty("its id"))?,
            revision: self.revision,
            hash: hash.0.parse().map_err(Unread::Faulty)?,
            parent: self.parent.map(|parent| parent.0.parse()).transpose().map_err(Unread::Faulty)?,
            record: record.id.0.into(),
            title: record.title.0.into(),
            kind: record.kind,
            countries: words(&record.countries, lexicon),
            region: word(record.region.as_ref(), lexicon),
            sectors: words(&record.sectors, lexicon),
            donor: word(record.donor.as_ref(), lexicon),
            tags: words(&record.tags, lexicon),
            language: word(record.language.as_ref(), lexicon),
            urgency: word(record.urgency.as_ref(), lexicon),
            markers: record.markers.iter().map(|marker| marker.brief(lexicon)).collect(),
            round: self.round,
            // A link that is no id leads nowhere; the check of the file names it.
            previous: self.previous.and_then(|id| id.0.parse().ok()),
            role: self.role,
            reviewer: lexicon.word(&self.reviewer.id.0),
            team: word(self.reviewer.role.as_ref(), lexicon),
            received: day(self.dates.received.as_ref())?,
            due: day(self.dates.due.as_ref())?,
            signed_off: at.0.parse::<Timestamp>().map_err(|_| faulty("the time of its sign-off"))?.as_second(),
            outcome: self.outcome.code.ok_or_else(|| faulty("its outcome"))?,
            marks: marks(&self.answers, &met, lexicon),
            changes: self.comments.iter().filter_map(|comment| comment.change(lexicon)).collect(),
            asked: met.set,
        })
    }
}

impl RawMarker<'_> {
    fn brief(&self, lexicon: &mut Lexicon) -> MarkerBrief {
        MarkerBrief {
            scheme: lexicon.word(&self.scheme.0),
            code: lexicon.word(&self.code.0),
            reading: word(self.reading.as_ref(), lexicon),
        }
    }
}

impl RawComment<'_> {
    fn change(&self, lexicon: &mut Lexicon) -> Option<ChangeBrief> {
        let criterion = word(self.criterion.as_ref(), lexicon);
        (self.class == CommentClass::Required).then_some(ChangeBrief { n: self.n, criterion, state: self.state })
    }
}

/// Most reviews ask what another one asked: the same text means the same set.
fn asked(raw: &RawValue, lexicon: &mut Lexicon, known: &mut Known) -> Result<Arc<Met>, Unread> {
    let text: [u8; 32] = Sha256::digest(raw.get()).into();
    if let Some(met) = known.sets.get(&text) {
        return Ok(Arc::clone(met));
    }
    let uses: Vec<RawUse> = serde_json::from_str(raw.get()).map_err(|error| Unread::Faulty(error.to_string()))?;
    let mut set = Asked::default();
    for list in &uses {
        let criteria = u32::try_from(list.asked.len()).unwrap_or(u32::MAX);
        set.lists.push(ListUse { id: lexicon.word(&list.id.0), version: lexicon.word(&list.version.0), criteria });
        set.criteria.extend(list.asked.iter().map(|id| lexicon.word(&id.0)));
    }
    let mut by_id: Vec<_> = set.criteria.iter().copied().zip(0..).collect();
    by_id.sort_by(|(a, _), (b, _)| lexicon.text(*a).cmp(lexicon.text(*b)));
    let met = Arc::new(Met { set: lexicon.set(set), by_id });
    known.sets.insert(text, Arc::clone(&met));
    Ok(met)
}

/// The answers to what was asked; those to what is no longer asked are not counted. Both lists are in the order of ids.
fn marks(answers: &Pairs<RawAnswer>, met: &Met, lexicon: &Lexicon) -> Box<[Mark]> {
    let mut marks = vec![Mark::default(); met.by_id.len()];
    let mut given = answers.0.iter().peekable();
    for (criterion, place) in &met.by_id {
        let id = lexicon.text(*criterion);
        while given.next_if(|(name, _)| *name.0 < *id).is_some() {}
        let answer = given.peek().filter(|(name, _)| *name.0 == *id);
        if let (Some((_, answer)), Some(mark)) = (answer, marks.get_mut(*place)) {
            *mark = Mark::new(answer.rating, answer.harm);
        }
    }
    marks.into_boxed_slice()
}

fn words(texts: &[Str], lexicon: &mut Lexicon) -> Box<[Word]> {
    texts.iter().map(|text| lexicon.word(&text.0)).collect()
}

fn word(text: Option<&Str>, lexicon: &mut Lexicon) -> Option<Word> {
    text.filter(|text| !text.0.is_empty()).map(|text| lexicon.word(&text.0))
}

pub(super) fn day(text: Option<&Str>) -> Result<Option<Date>, Unread> {
    let day = text.map(|text| text.0.parse().map_err(|_| Unread::Faulty("one of its dates cannot be read".to_owned())));
    day.transpose()
}

/// A text that is borrowed where no escape stands in it, also within an option or a list, where serde copies a `Cow`.
pub(super) struct Str<'a>(pub(super) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Text<'a> {
            type Value = Str<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Str<'a>, E> {
                Ok(Str(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Str<'a>, E> {
                Ok(Str(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text(PhantomData))
    }
}

/// The members of an object by name, sorted; a name that stands twice is refused.
struct Pairs<'a, T>(Vec<(Str<'a>, T)>);

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Pairs<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<'a, T>(PhantomData<(&'a (), T)>);
        impl<'de: 'a, 'a, T: Deserialize<'de>> Visitor<'de> for Members<'a, T> {
            type Value = Pairs<'a, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs<'a, T>, M::Error> {
                let mut pairs: Vec<(Str<'a>, T)> = Vec::with_capacity(96);
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                pairs.sort_unstable_by(|a, b| a.0.0.cmp(&b.0.0));
                if pairs.windows(2).any(|two| matches!(two, [a, b] if a.0.0 == b.0.0)) {
                    return Err(M::Error::custom("an answer stands twice"));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Members(PhantomData))
    }
}
