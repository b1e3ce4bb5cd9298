//! What is opened from a number: the documents, reviews, countries or files that it is worked out from.

use std::cmp::Reverse;

use crate::domain::brief::ReviewBrief;
use crate::domain::lineage::Standing;
use crate::domain::review::Pinned;
use crate::domain::summary::{
    Document, Language, Question, Return, Selection, Subject, Test, Unit, View, behind, countries_behind,
};

use super::Board;
use super::sheet::{Content, Entry, Listed, Listing, Sheet};

/// What a number is worked out from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// What the tables count.
    Number(Selection),
    /// Documents with a signed-off review that are not counted here; one reason, or all.
    NotCounted(Option<Reason>),
    /// Files; one sort, or all that do not count.
    Files(Option<Sort>),
    /// The reviews of one document.
    Reviews(String),
}

/// Why a document is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// First returned before or after the period.
    AnotherTime,
    /// Only ever withdrawn.
    Withdrawn,
    /// The filters do not choose it.
    LeftOut,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// It was read and has this standing.
    Read(Standing),
    /// It could not be read.
    Unread,
}

impl Behind {
    /// The criterion that the number is about, if it is about one.
    #[must_use]
    pub fn criterion(&self) -> Option<&str> {
        let Self::Number(selection) = self else { return None };
        selection.tests.iter().find_map(|test| match test {
            Test::Answered(answered) => Some(answered.criterion.as_str()),
            Test::Gap(criterion) | Test::Measure(criterion, _) => Some(criterion),
            _ => None,
        })
    }
}

impl Board {
    /// The sheet with what is behind a number.
    pub(super) fn sheet(&self, title: &str, behind: &Behind, checklists: &[Pinned]) -> Sheet {
        let view = View::of(&self.census, checklists, self.question.clone());
        let content = match behind {
            Behind::Number(selection) => self.counted(&view, selection),
            Behind::NotCounted(reason) => self.not_counted(&view, *reason, checklists),
            Behind::Files(sort) => self.files(*sort),
            Behind::Reviews(record) => self.reviews_of(&view, record, checklists),
        };
        Sheet { behind: Some(behind.clone()), ..Sheet::new(title, content) }
    }

    fn counted(&self, view: &View, selection: &Selection) -> Content {
        if selection.unit == Unit::Countries {
            return Content::Table(countries_behind(view, selection, self.today, Language::English));
        }
        let found = behind(view, selection, self.today);
        let of = if selection.unit == Unit::Rounds { Listed::Reviews } else { Listed::Documents };
        listing(of, found.into_iter().map(|subject| self.entry_of(subject)).collect())
    }

    fn entry_of(&self, of: Subject) -> Entry {
        match of.one {
            Some(one) => self.entry([one], String::new()),
            None => self.entry(all(of.document), String::new()),
        }
    }

    fn entry<'d, 'a: 'd>(&self, reviews: impl IntoIterator<Item = &'d Return<'a>>, why: String) -> Entry {
        Entry { reviews: reviews.into_iter().filter_map(|one| self.place(one.review)).collect(), why }
    }

    fn place(&self, review: ReviewBrief) -> Option<usize> {
        self.places.get(&(review.id, review.hash)).copied()
    }

    fn not_counted<'a>(&'a self, view: &View<'a>, wanted: Option<Reason>, checklists: &'a [Pinned]) -> Content {
        let everything = View::of(&self.census, checklists, Question::default());
        let entry = |document: &Document<'a>| {
            let (reason, why) = why_not(view, document)?;
            wanted.is_none_or(|wanted| wanted == reason).then(|| self.entry(all(document), why))
        };
        listing(Listed::Documents, everything.chosen().iter().filter_map(entry).collect())
    }

    fn reviews_of(&self, view: &View, record: &str, checklists: &[Pinned]) -> Content {
        let everything = View::of(view.census, checklists, Question::default());
        let document = everything.chosen().iter().find(|document| document.id == record);
        let mut entries: Vec<_> =
            document.into_iter().flat_map(all).map(|one| self.entry([one], String::new())).collect();
        entries.sort_by_key(|entry| Reverse(entry.reviews.first().and_then(|at| self.review(*at)).map(order)));
        listing(Listed::Reviews, entries)
    }

    fn files(&self, wanted: Option<Sort>) -> Content {
        if wanted == Some(Sort::Read(Standing::Current)) {
            return listing(Listed::Reviews, self.read(Standing::Current));
        }
        let others = [Standing::Superseded, Standing::Duplicate, Standing::Fork];
        let chosen = |sort| wanted.is_none_or(|wanted| wanted == sort);
        let read = others.into_iter().filter(|one| chosen(Sort::Read(*one))).flat_map(|one| self.read(one));
        let unread = self.unread.iter().filter(|_| chosen(Sort::Unread));
        let unread = unread.map(|why| Entry { reviews: Vec::new(), why: why.clone() });
        listing(Listed::Files, read.chain(unread).collect())
    }

    fn read(&self, standing: Standing) -> Vec<Entry> {
        let with = self.census.standing.iter().enumerate().filter(|(_, one)| **one == standing);
        with.map(|(at, _)| Entry { reviews: vec![at], why: why(standing).to_owned() }).collect()
    }
}

/// The number of documents that are not counted, for each reason.
pub(super) fn not_counted<'a>(view: &View<'a>, everything: &View<'a>) -> [(Reason, usize); 3] {
    let reasons: Vec<_> =
        everything.chosen().iter().filter_map(|document| why_not(view, document)).map(|(reason, _)| reason).collect();
    let count = |wanted| reasons.iter().filter(|reason| **reason == wanted).count();
    [Reason::AnotherTime, Reason::Withdrawn, Reason::LeftOut].map(|reason| (reason, count(reason)))
}

/// Why a document is not counted; `None` when it is.
fn why_not<'a>(view: &View<'a>, document: &Document<'a>) -> Option<(Reason, String)> {
    let of = Subject::document(document);
    if let Some(unmet) = view.question.conditions.iter().find(|condition| !view.has(of, condition)) {
        return Some((Reason::LeftOut, format!("not {}", super::choice::in_words(unmet))));
    }
    match document.first() {
        None => {
            let day = document.withdrawn.first().map(|one| format!(" on {}", one.day));
            Some((Reason::Withdrawn, format!("withdrawn{}", day.unwrap_or_default())))
        }
        Some(first) if view.question.period.holds(first.day) => None,
        Some(first) => Some((Reason::AnotherTime, format!("first returned {}", first.day))),
    }
}

const fn why(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "",
        Standing::Superseded => "amended since: the later revision counts",
        Standing::Duplicate => "there twice: the same revision counts once",
        Standing::Fork => "a fork: it contradicts the revision that counts",
    }
}

fn all<'d, 'a>(document: &'d Document<'a>) -> impl Iterator<Item = &'d Return<'a>> {
    document.returns.iter().chain(&document.withdrawn)
}

fn order(review: ReviewBrief) -> (u32, i64) {
    (review.round, review.signed_off)
}

const fn listing(of: Listed, entries: Vec<Entry>) -> Content {
    Content::Listing(Listing { of, entries })
}
