//! From the bytes of a review to its brief: only what counting needs is read, and nothing is copied that can be borrowed.

use std::borrow::Cow;
use std::fmt;
use std::iter::Peekable;
use std::marker::PhantomData;
use std::sync::Arc;

use ahash::{AHashMap, RandomState};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::domain::answer::Rating;
use crate::domain::comment::{CommentClass, CommentState};
use crate::domain::kind::Kind;
use crate::domain::outcome::Outcome;
use crate::domain::review::{REVIEW_FORMAT, Role};

use super::lexicon::{Asked, AskedNo, Lexicon, ListUse, Word};
use super::skim::Skim;
use super::{ChangeBrief, Codes, Mark, MarkerBrief, Marks, ReviewBrief, Stamp, Texts, length};

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
struct Met {
    set: AskedNo,
    /// The places of the criteria, in the order of their ids.
    by_id: Box<[u32]>,
}

impl Known {
    fn print(&self, text: &str) -> [u64; 2] {
        self.keys.each_ref().map(|key| key.hash_one(text))
    }

    fn met(&self, text: &str) -> Option<&Arc<Met>> {
        self.sets.get(&self.print(text))
    }

    fn keep(&mut self, text: &str, met: &Arc<Met>) {
        if self.sets.len() >= MOST_SETS {
            self.sets.clear();
        }
        self.sets.insert(self.print(text), Arc::clone(met));
    }
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
) -> Result<Box<ReviewBrief>, Unread> {
    let skimmed = std::str::from_utf8(without_mark(bytes)).ok().and_then(|text| Raw::skim(text, known));
    match skimmed.filter(|raw| raw.format.0 == REVIEW_FORMAT) {
        Some(raw) => raw.brief(file, lexicon, known),
        None => read_in_full(bytes, file, lexicon, known),
    }
}

/// What the strict reader makes of a file.
pub(super) fn read_in_full(
    bytes: &[u8],
    file: (&str, Stamp),
    lexicon: &mut Lexicon,
    known: &mut Known,
) -> Result<Box<ReviewBrief>, Unread> {
    let bytes = without_mark(bytes);
    let raw: Raw = serde_json::from_slice(bytes).map_err(|error| unread(bytes, &error, REVIEW_FORMAT))?;
    if raw.format.0 != REVIEW_FORMAT {
        return Err(of_format(&raw.format.0, REVIEW_FORMAT));
    }
    raw.brief(file, lexicon, known)
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

/// The text of what was asked.
struct Uses<'a>(&'a str);

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

impl<'a> Raw<'a> {
    /// The same as the strict reader gives; `None` where that one has to see for itself.
    fn skim(text: &'a str, known: &Known) -> Option<Self> {
        let mut found = Found::default();
        let mut skim = Skim::of(text);
        skim.members(|skim, name| found.member(skim, name, known))?;
        skim.end()?;
        found.raw()
    }

    fn brief(self, file: (&str, Stamp), lexicon: &mut Lexicon, known: &mut Known) -> Result<Box<ReviewBrief>, Unread> {
        let (Some(hash), Some(at)) = (&self.content_sha256, &self.dates.signed_off) else { return Err(Unread::Draft) };
        let met = asked(&self.checklists, lexicon, known)?;
        let faulty = |what: &str| Unread::Faulty(format!("{what} cannot be read"));
        let record = self.record;
        Ok(Box::new(ReviewBrief {
            texts: Texts::of(file.0, &record.id.0, &record.title.0),
            stamp: file.1,
            id: self.id.0.parse().map_err(|_| faulty("its id"))?,
            revision: self.revision,
            hash: hash.0.parse().map_err(Unread::Faulty)?,
            parent: self.parent.map(|parent| parent.0.parse()).transpose().map_err(Unread::Faulty)?.map(Box::new),
            kind: record.kind,
            codes: Codes::of([&record.countries, &record.sectors, &record.tags], lexicon),
            region: word(record.region.as_ref(), lexicon),
            donor: word(record.donor.as_ref(), lexicon),
            language: word(record.language.as_ref(), lexicon),
            urgency: word(record.urgency.as_ref(), lexicon),
            markers: record.markers.iter().map(|marker| marker.brief(lexicon)).collect(),
            round: self.round,
            // A link that is no id leads nowhere; the check of the file names it.
            previous: self.previous.and_then(|id| id.0.parse().ok()).map(Box::new),
            decides: !self.adjudicates.is_empty(),
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
        }))
    }
}

/// A value that may be `null`.
struct Maybe<T>(Option<T>);

/// The members of a review as far as they were met.
#[derive(Default)]
struct Found<'a> {
    format: Option<Str<'a>>,
    id: Option<Str<'a>>,
    revision: Option<u32>,
    parent: Option<Maybe<Str<'a>>>,
    content_sha256: Option<Maybe<Str<'a>>>,
    record: Option<RawRecord<'a>>,
    round: Option<u32>,
    previous: Option<Maybe<Str<'a>>>,
    adjudicates: Option<Vec<Str<'a>>>,
    role: Option<Role>,
    reviewer: Option<RawReviewer<'a>>,
    dates: Option<RawDates<'a>>,
    checklists: Option<Uses<'a>>,
    answers: Option<Pairs<'a, RawAnswer>>,
    comments: Option<Vec<RawComment<'a>>>,
    outcome: Option<RawOutcome>,
}

impl<'a> Found<'a> {
    fn member(&mut self, skim: &mut Skim<'a>, name: &str, known: &Known) -> Option<()> {
        match name {
            "format" => once(&mut self.format, text(skim)),
            "id" => once(&mut self.id, text(skim)),
            "revision" => once(&mut self.revision, skim.read()),
            "parent" => once(&mut self.parent, maybe(skim, text)),
            "content_sha256" => once(&mut self.content_sha256, maybe(skim, text)),
            "record" => once(&mut self.record, skim.read()),
            "round" => once(&mut self.round, skim.read()),
            "previous" => once(&mut self.previous, maybe(skim, text)),
            "adjudicates" => once(&mut self.adjudicates, skim.read()),
            "role" => once(&mut self.role, skim.read()),
            "reviewer" => once(&mut self.reviewer, skim.read()),
            "dates" => once(&mut self.dates, skim.read()),
            "checklists" => once(&mut self.checklists, checklists(skim, known)),
            "answers" => once(&mut self.answers, answers(skim)),
            "comments" => once(&mut self.comments, comments(skim)),
            "outcome" => once(&mut self.outcome, skim.read()),
            _ => skim.pass_over(),
        }
    }

    fn raw(self) -> Option<Raw<'a>> {
        Some(Raw {
            format: self.format?,
            id: self.id?,
            revision: self.revision?,
            parent: self.parent?.0,
            content_sha256: self.content_sha256?.0,
            record: self.record?,
            round: self.round?,
            previous: self.previous?.0,
            adjudicates: self.adjudicates.unwrap_or_default(),
            role: self.role?,
            reviewer: self.reviewer?,
            dates: self.dates?,
            checklists: self.checklists?,
            answers: self.answers?,
            comments: self.comments?,
            outcome: self.outcome?,
        })
    }
}

/// A member that stands twice is for the strict reader to refuse.
fn once<T>(slot: &mut Option<T>, value: Option<T>) -> Option<()> {
    slot.is_none().then_some(())?;
    *slot = Some(value?);
    Some(())
}

/// A member as our own files have it at the third level, from the value before it to its own.
macro_rules! next {
    ($name:literal) => {
        concat!(",\n      \"", $name, "\": ")
    };
}

fn answers<'a>(skim: &mut Skim<'a>) -> Option<Pairs<'a, RawAnswer>> {
    let mut pairs = Vec::with_capacity(96);
    skim.members(|skim, name| {
        pairs.push((Str(Cow::Borrowed(name)), skim.either(laid_out_answer, answer)?));
        Some(())
    })?;
    Pairs::of(pairs)
}

/// What most answers say beside their rating.
const NOTHING_SAID: &str =
    concat!(next!("reason"), "null", next!("harm"), "false", next!("note"), "null", next!("evidence"), "[]");

/// Most answers are laid out like this: nothing of it has to be taken apart.
fn laid_out_answer(skim: &mut Skim) -> Option<RawAnswer> {
    skim.literal(" {\n      \"rating\": ")?;
    let rating = rating(skim)?;
    let harm = skim.either(|skim| skim.literal(NOTHING_SAID).map(|()| false), said)?;
    skim.literal(next!("answered_at"))?;
    skim.pass_over()?;
    skim.literal(next!("carried"))?;
    skim.pass_over()?;
    skim.literal("\n    }")?;
    Some(RawAnswer { rating: rating.0, harm })
}

fn said(skim: &mut Skim) -> Option<bool> {
    skim.literal(next!("reason"))?;
    skim.pass_over()?;
    skim.literal(next!("harm"))?;
    let harm = flag(skim)?;
    skim.literal(next!("note"))?;
    skim.pass_over()?;
    skim.literal(next!("evidence"))?;
    skim.pass_over()?;
    Some(harm)
}

fn answer(skim: &mut Skim) -> Option<RawAnswer> {
    let (mut rating, mut harm) = (None, None);
    skim.members(|skim, name| match name {
        "rating" => once(&mut rating, self::rating(skim)),
        "harm" => once(&mut harm, flag(skim)),
        _ => skim.pass_over(),
    })?;
    Some(RawAnswer { rating: rating.and_then(|rating: Maybe<_>| rating.0), harm: harm.unwrap_or(false) })
}

fn rating(skim: &mut Skim) -> Option<Maybe<Rating>> {
    maybe(skim, |skim| skim.word(Rating::from_code))
}

fn flag(skim: &mut Skim) -> Option<bool> {
    skim.raw()?.parse().ok()
}

fn comments<'a>(skim: &mut Skim<'a>) -> Option<Vec<RawComment<'a>>> {
    let mut comments = Vec::new();
    skim.items(|skim| {
        comments.push(skim.either(laid_out_comment, comment)?);
        Some(())
    })?;
    Some(comments)
}

/// Most comments are laid out like this.
fn laid_out_comment<'a>(skim: &mut Skim<'a>) -> Option<RawComment<'a>> {
    skim.literal("\n    {\n      \"n\": ")?;
    let n = skim.read()?;
    skim.literal(next!("criterion"))?;
    let criterion = maybe(skim, text)?;
    skim.literal(next!("where"))?;
    skim.pass_over()?;
    skim.literal(next!("class"))?;
    let class = skim.word(CommentClass::from_code)?;
    skim.literal(next!("finding"))?;
    skim.pass_over()?;
    skim.literal(next!("text"))?;
    skim.pass_over()?;
    skim.literal(next!("reply"))?;
    skim.pass_over()?;
    skim.literal(next!("reply_note"))?;
    skim.pass_over()?;
    skim.literal(next!("state"))?;
    let state = skim.word(CommentState::from_code)?;
    skim.literal("\n    }")?;
    Some(RawComment { n, criterion: criterion.0, class, state })
}

fn comment<'a>(skim: &mut Skim<'a>) -> Option<RawComment<'a>> {
    let (mut n, mut criterion, mut class, mut state) = (None, None, None, None);
    skim.members(|skim, name| match name {
        "n" => once(&mut n, skim.read()),
        "criterion" => once(&mut criterion, maybe(skim, text)),
        "class" => once(&mut class, skim.word(CommentClass::from_code)),
        "state" => once(&mut state, skim.word(CommentState::from_code)),
        _ => skim.pass_over(),
    })?;
    Some(RawComment {
        n: n?,
        criterion: criterion.and_then(|criterion: Maybe<_>| criterion.0),
        class: class?,
        state: state?,
    })
}

fn text<'a>(skim: &mut Skim<'a>) -> Option<Str<'a>> {
    skim.plain().map(|text| Str(Cow::Borrowed(text)))
}

fn maybe<'a, T>(skim: &mut Skim<'a>, value: impl Fn(&mut Skim<'a>) -> Option<T>) -> Option<Maybe<T>> {
    skim.blanks();
    if skim.literal("null").is_some() { Some(Maybe(None)) } else { value(skim).map(|value| Maybe(Some(value))) }
}

/// A set that was met before is known by its text. It is a whole value, so nothing of it has to be looked at: in our own
/// files it ends where the first bracket stands at the second level.
fn checklists<'a>(skim: &mut Skim<'a>, known: &Known) -> Option<Uses<'a>> {
    skim.blanks();
    match skim.until("\n  ]").filter(|text| known.met(text).is_some()) {
        Some(met) => skim.literal(met).map(|()| Uses(met)),
        None => skim.raw().map(Uses),
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Uses<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(|raw| Self(raw.get()))
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
fn asked(raw: &Uses, lexicon: &mut Lexicon, known: &mut Known) -> Result<Arc<Met>, Unread> {
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

/// The answers to what was asked; those to what is no longer asked are not counted. Both lists are in the order of ids.
fn marks(answers: &Pairs<RawAnswer>, met: &Met, lexicon: &Lexicon) -> Marks {
    let criteria = &lexicon.asked(met.set).criteria;
    let mut marks = vec![Mark::default(); criteria.len()];
    let mut given = answers.0.iter().peekable();
    let mut before = None;
    for place in met.by_id.iter().map(|place| *place as usize) {
        let (Some(criterion), Some(mark)) = (criteria.get(place), marks.get_mut(place)) else { continue };
        if before.is_none_or(|(known, _)| known != *criterion) {
            let answer = answer_to(lexicon.text(*criterion), &mut given);
            before = Some((*criterion, answer.map_or(Mark::default(), |answer| Mark::new(answer.rating, answer.harm))));
        }
        *mark = before.map_or(*mark, |(_, mark)| mark);
    }
    marks.into_iter().collect()
}

/// The next answer when it is to this criterion; those to criteria before it are passed over.
fn answer_to<'p, 'a: 'p>(
    id: &str,
    given: &mut Peekable<impl Iterator<Item = &'p (Str<'a>, RawAnswer)>>,
) -> Option<&'p RawAnswer> {
    while given.peek().is_some_and(|(name, _)| *name.0 != *id && *name.0 < *id) {
        given.next();
    }
    given.next_if(|(name, _)| *name.0 == *id).map(|(_, answer)| answer)
}

impl Codes {
    fn of(lists: [&[Str]; 3], lexicon: &mut Lexicon) -> Self {
        let [countries, sectors, _] = lists.map(<[_]>::len);
        let all = lists.into_iter().flatten().map(|text| lexicon.word(&text.0)).collect();
        Self { all, countries: length(countries), sectors: length(sectors) }
    }
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

impl<'a, T> Pairs<'a, T> {
    fn of(mut pairs: Vec<(Str<'a>, T)>) -> Option<Self> {
        let in_order = |pairs: &[(Str, T)]| pairs.is_sorted_by(|a, b| a.0.0 < b.0.0);
        if !in_order(&pairs) {
            pairs.sort_unstable_by(|a, b| a.0.0.cmp(&b.0.0));
        }
        in_order(&pairs).then_some(Self(pairs))
    }
}

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
                Pairs::of(pairs).ok_or_else(|| M::Error::custom("an answer stands twice"))
            }
        }
        deserializer.deserialize_map(Members(PhantomData))
    }
}

#[cfg(test)]
pub(super) fn is_skimmed(text: &str, known: &Known) -> bool {
    Raw::skim(text, known).is_some()
}
