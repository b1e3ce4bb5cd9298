//! From the bytes of a review to its brief: only what counting needs is read, and nothing is copied that can be borrowed.

mod borrowed;
mod known;
mod quick;

use std::cell::Cell;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::answer::Rating;
use crate::domain::comment::{CommentClass, CommentState};
use crate::domain::kind::Kind;
use crate::domain::outcome::Outcome;
use crate::domain::review::{REVIEW_FORMAT, Role};

use super::Briefs;
use super::columns::Parts;
use super::facts::{ChangeBrief, Facts, MarkerBrief, Place, Stamp};
use super::lexicon::{AskedNo, Lexicon, Word};
use super::mark::Mark;

pub(super) use borrowed::Str;
pub use known::{Known, MOST_SETS};

use borrowed::Pairs;
use known::{Uses, asked};

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

/// Reads a signed-off review into the others. `file` is where it stands below the folder of the reviews, with what the
/// disk says of it.
///
/// # Errors
/// [`Unread`]: what the file is instead.
pub fn read(bytes: &[u8], file: (&str, Stamp), briefs: &mut Briefs, known: &mut Known) -> Result<(), Unread> {
    let skimmed = std::str::from_utf8(without_mark(bytes)).ok().and_then(|text| Raw::skim(text, known));
    match skimmed.filter(|raw| raw.format.0 == REVIEW_FORMAT) {
        Some(raw) => raw.put(file, briefs, known),
        None => read_in_full(bytes, file, briefs, known),
    }
}

/// What the strict reader makes of a file.
pub(super) fn read_in_full(
    bytes: &[u8],
    file: (&str, Stamp),
    briefs: &mut Briefs,
    known: &mut Known,
) -> Result<(), Unread> {
    let bytes = without_mark(bytes);
    let raw: Raw = serde_json::from_slice(bytes).map_err(|error| unread(bytes, &error, REVIEW_FORMAT))?;
    if raw.format.0 != REVIEW_FORMAT {
        return Err(of_format(&raw.format.0, REVIEW_FORMAT));
    }
    raw.put(file, briefs, known)
}

/// Without the mark of the order of bytes that some editors put first.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
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
    #[serde(default)]
    adjudicates: Vec<Str<'a>>,
    role: Role,
    reviewer: RawReviewer<'a>,
    dates: RawDates<'a>,
    #[serde(borrow)]
    checklists: Uses<'a>,
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
    fn put(self, (file, stamp): (&str, Stamp), briefs: &mut Briefs, known: &mut Known) -> Result<(), Unread> {
        let (Some(hash), Some(at)) = (&self.content_sha256, &self.dates.signed_off) else { return Err(Unread::Draft) };
        let lexicon = &mut briefs.lexicon;
        let set = asked(&self.checklists, lexicon, known)?;
        let facts = self.facts((stamp, hash, at), set, lexicon)?;
        let record = &self.record;
        let codes = [&record.countries, &record.sectors, &record.tags].map(|codes| words(codes, lexicon));
        let [countries, sectors, tags] = &codes;
        let markers: Vec<_> = record.markers.iter().map(|marker| marker.brief(lexicon)).collect();
        let changes: Vec<_> = self.comments.iter().filter_map(|comment| comment.change(lexicon)).collect();
        let parts = Parts {
            file,
            record: &record.id.0,
            title: &record.title.0,
            codes: [countries, sectors, tags],
            markers: &markers,
            marks: &mut marks(&self.answers, set, lexicon, known).into_iter(),
            changes: &changes,
            parent: self.parent.map(|parent| parent.0.parse()).transpose().map_err(Unread::Faulty)?,
            // A link that is no id leads nowhere; the check of the file names it.
            previous: self.previous.and_then(|id| id.0.parse().ok()),
        };
        briefs.reviews.push(facts, parts);
        Ok(())
    }

    fn facts(
        &self,
        (stamp, hash, at): (Stamp, &Str, &Str),
        asked: AskedNo,
        lexicon: &mut Lexicon,
    ) -> Result<Facts, Unread> {
        let faulty = |what: &str| Unread::Faulty(format!("{what} cannot be read"));
        let record = &self.record;
        Ok(Facts {
            stamp,
            id: self.id.0.parse().map_err(|_| faulty("its id"))?,
            revision: self.revision,
            hash: hash.0.parse().map_err(Unread::Faulty)?,
            kind: record.kind,
            region: word(record.region.as_ref(), lexicon),
            donor: word(record.donor.as_ref(), lexicon),
            language: word(record.language.as_ref(), lexicon),
            urgency: word(record.urgency.as_ref(), lexicon),
            round: self.round,
            decides: !self.adjudicates.is_empty(),
            role: self.role,
            reviewer: lexicon.word(&self.reviewer.id.0),
            team: word(self.reviewer.role.as_ref(), lexicon),
            received: day(self.dates.received.as_ref())?,
            due: day(self.dates.due.as_ref())?,
            signed_off: at.0.parse::<Timestamp>().map_err(|_| faulty("the time of its sign-off"))?.as_second(),
            outcome: self.outcome.code.ok_or_else(|| faulty("its outcome"))?,
            asked,
            place: Place::default(),
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

/// The answers to what was asked, in its order; those to what is no longer asked are not counted.
fn marks(answers: &Pairs<RawAnswer>, set: AskedNo, lexicon: &Lexicon, known: &mut Known) -> Vec<Mark> {
    known.marks.resize_with(lexicon.len(), Cell::default);
    let room = |id: Word| known.marks.get(id.place());
    let given = answers.0.iter().filter_map(|(id, answer)| Some((lexicon.find(&id.0)?, answer)));
    let given: Vec<_> = given.map(|(id, answer)| (id, Mark::new(answer.rating, answer.harm))).collect();
    let put = |id, mark| room(id).into_iter().for_each(|room| room.set(mark));
    given.iter().for_each(|(id, mark)| put(*id, *mark));
    let criteria = lexicon.asked(set).criteria.iter();
    let marks = criteria.map(|id| room(*id).map(Cell::get).unwrap_or_default()).collect();
    given.iter().for_each(|(id, _)| put(*id, Mark::default()));
    marks
}

fn words(texts: &[Str], lexicon: &mut Lexicon) -> Vec<Word> {
    texts.iter().map(|text| lexicon.word(&text.0)).collect()
}

fn word(text: Option<&Str>, lexicon: &mut Lexicon) -> Option<Word> {
    text.filter(|text| !text.0.is_empty()).map(|text| lexicon.word(&text.0))
}

pub(super) fn day(text: Option<&Str>) -> Result<Option<Date>, Unread> {
    let day = text.map(|text| text.0.parse().map_err(|_| Unread::Faulty("one of its dates cannot be read".to_owned())));
    day.transpose()
}

#[cfg(test)]
pub(super) fn is_skimmed(text: &str, known: &Known) -> bool {
    Raw::skim(text, known).is_some()
}
