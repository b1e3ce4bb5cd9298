//! Taking a text out of a signed-off review: the next revision has a mark in its place.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::caution::{Field, texts};
use super::comment::Comment;
use super::review::Review;

/// What stands where a text was.
pub const TAKEN_OUT: &str = "[taken out]";

/// A text of a review that can be taken out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passage {
    /// What the reviewer typed.
    Typed(Field),
    /// What was quoted from the document as evidence for a criterion; section and page stay.
    Quotes(String),
    /// What the author replied to a comment.
    Reply(u32),
}

impl Passage {
    /// The text; `None` when there is none, or only the mark.
    #[must_use]
    pub fn text<'a>(&self, review: &'a Review) -> Option<Cow<'a, str>> {
        let text = match self {
            Self::Typed(field) => field.text(review),
            Self::Quotes(id) => quotes(review, id),
            Self::Reply(n) => reply(review, *n).map(Cow::Borrowed),
        };
        text.filter(|text| text != TAKEN_OUT)
    }

    /// Whether there is a text, or was one before it was taken out.
    #[must_use]
    pub fn is_in(&self, review: &Review) -> bool {
        match self {
            Self::Typed(field) => field.text(review).is_some(),
            Self::Quotes(id) => review.answer(id).is_some_and(|answer| !answer.evidence.is_empty()),
            Self::Reply(n) => reply(review, *n).is_some(),
        }
    }

    fn take_out(&self, review: &mut Review) {
        match self {
            Self::Typed(field) => take_out(field, review),
            Self::Quotes(id) => unquote(review, id),
            Self::Reply(n) => unsay(review, *n),
        }
    }
}

impl Review {
    /// The draft of the next revision, in which these texts are taken out. Nothing else is changed.
    #[must_use]
    pub fn redacted(&self, passages: &[Passage], by: &str) -> Self {
        let names: Vec<_> = passages.iter().map(ToString::to_string).collect();
        let mut next = self.amend(&format!("Taken out by {by}: {}", names.join(", ")), String::new());
        passages.iter().for_each(|passage| passage.take_out(&mut next));
        next
    }

    /// Whether any of these places has a text.
    #[must_use]
    pub fn has_any(&self, passages: &[Passage]) -> bool {
        passages.iter().any(|passage| passage.text(self).is_some())
    }

    /// Every text that can be taken out, by its place.
    #[must_use]
    pub fn passages(&self) -> Vec<(Passage, Cow<'_, str>)> {
        let typed = texts(self).into_iter().map(|(field, _)| Passage::Typed(field));
        let quotes = self.answers.keys().cloned().map(Passage::Quotes);
        let replies = self.comments.iter().map(|comment| Passage::Reply(comment.n));
        let all = typed.chain(quotes).chain(replies);
        all.filter_map(|passage| passage.text(self).map(|text| (passage, text))).collect()
    }

    /// The places where one of these texts stands too, word for word.
    #[must_use]
    pub fn also_has(&self, taken: &[Cow<'_, str>]) -> Vec<Passage> {
        let same = self.passages().into_iter().filter(|(_, text)| taken.contains(text));
        same.map(|(passage, _)| passage).collect()
    }
}

fn take_out(field: &Field, review: &mut Review) {
    field.replace(review, TAKEN_OUT);
    review.drop_overrides(field);
}

fn quotes<'a>(review: &'a Review, id: &str) -> Option<Cow<'a, str>> {
    let quotes = review.answer(id)?.evidence.iter().map(|place| place.quote.as_str());
    let quotes: Vec<_> = quotes.filter(|quote| !quote.is_empty()).collect();
    (!quotes.is_empty()).then(|| Cow::Owned(quotes.join("\n")))
}

/// A quote that says nothing is none: what is left names the section and the page.
fn unquote(review: &mut Review, id: &str) {
    let places = review.answers.get_mut(id).map(|answer| &mut answer.evidence);
    places.into_iter().flatten().for_each(|place| place.quote.clear());
}

fn reply(review: &Review, n: u32) -> Option<&str> {
    let comment = review.comments.iter().find(|comment| comment.n == n)?;
    comment.reply_note.as_deref().filter(|note| !note.is_empty())
}

fn unsay(review: &mut Review, n: u32) {
    let said = review.comment_mut(n).map(|Comment { reply_note, .. }| reply_note);
    if let Some(note) = said.filter(|note| note.is_some()) {
        *note = Some(TAKEN_OUT.to_owned());
    }
}

/// The name on the command line and in the reason of the revision.
impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typed(field) => field.fmt(f),
            Self::Quotes(id) => write!(f, "evidence {id}"),
            Self::Reply(n) => write!(f, "comment {n} reply"),
        }
    }
}

impl FromStr for Passage {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let words: Vec<_> = name.split_whitespace().collect();
        match words.as_slice() {
            ["evidence", id] => Ok(Self::Quotes((*id).to_owned())),
            ["comment", n, "reply"] if n.parse::<u32>().is_ok() => Ok(Self::Reply(n.parse().unwrap_or_default())),
            _ => name.parse().map(Self::Typed),
        }
    }
}
