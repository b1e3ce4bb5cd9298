//! The quick way: the members of a review as our own files lay them out. Wherever one stands otherwise, the strict reader
//! has to see for itself.

use std::borrow::Cow;

use crate::domain::answer::Rating;
use crate::domain::comment::{CommentClass, CommentState};
use crate::domain::review::Role;

use super::super::skim::Skim;
use super::borrowed::{Pairs, Str};
use super::known::{Known, Uses};
use super::{Raw, RawAnswer, RawComment, RawDates, RawOutcome, RawRecord, RawReviewer};

impl<'a> Raw<'a> {
    /// The same as the strict reader gives; `None` where that one has to see for itself.
    pub(super) fn skim(text: &'a str, known: &Known) -> Option<Self> {
        let mut found = Found::default();
        let mut skim = Skim::of(text);
        skim.members(|skim, name| found.member(skim, name, known))?;
        skim.end()?;
        found.raw()
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
    skim.text_or_null()?;
    skim.literal(next!("carried"))?;
    flag(skim)?;
    skim.literal("\n    }")?;
    Some(RawAnswer { rating: rating.0, harm })
}

fn said(skim: &mut Skim) -> Option<bool> {
    skim.literal(next!("reason"))?;
    skim.text_or_null()?;
    skim.literal(next!("harm"))?;
    let harm = flag(skim)?;
    skim.literal(next!("note"))?;
    skim.text_or_null()?;
    skim.literal(next!("evidence"))?;
    skim.either(laid_out_evidence, Skim::pass_over)?;
    Some(harm)
}

/// Most places in the document are laid out like this.
fn laid_out_evidence(skim: &mut Skim) -> Option<()> {
    skim.items(|skim| {
        skim.literal("\n        {\n          \"section\": ")?;
        skim.text_or_null()?;
        skim.literal(",\n          \"heading\": ")?;
        skim.text_or_null()?;
        skim.literal(",\n          \"page\": ")?;
        skim.pass_over()?;
        skim.literal(",\n          \"quote\": ")?;
        skim.text_or_null()?;
        skim.literal("\n        }")
    })
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
    skim.blanks();
    skim.literal("false").map(|()| false).or_else(|| skim.literal("true").map(|()| true))
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
    skim.text_or_null()?;
    skim.literal(next!("class"))?;
    let class = skim.word(CommentClass::from_code)?;
    skim.literal(next!("finding"))?;
    skim.text_or_null()?;
    skim.literal(next!("text"))?;
    skim.text_or_null()?;
    skim.literal(next!("reply"))?;
    skim.text_or_null()?;
    skim.literal(next!("reply_note"))?;
    skim.text_or_null()?;
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
    let met = skim.until("\n  ]").and_then(|text| Some((text, known.met(text)?)));
    match met {
        Some((text, met)) => skim.literal(text).map(|()| Uses { text, met: Some(met) }),
        None => skim.raw().map(|text| Uses { text, met: None }),
    }
}
