//! The list of records, drafts and signed-off reviews.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::brief::{RecordBrief, ReviewBrief, Signed};
use crate::domain::caution::Allowed;
use crate::domain::census::Census;
use crate::domain::lineage::Standing;
use crate::domain::review::Review;
use crate::domain::tally::Tally;

use super::fuzzy::{Finder, Found};

/// Which part of the workspace is listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shelf {
    /// Every record, what is due first on top.
    #[default]
    Records,
    /// My drafts.
    Drafts,
    /// Signed-off reviews of the team.
    SignedOff,
}

impl Shelf {
    /// The shelves in the order of the tab key.
    pub const ALL: [Self; 3] = [Self::Records, Self::Drafts, Self::SignedOff];

    /// The words on screen.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Records => "Documents",
            Self::Drafts => "My drafts",
            Self::SignedOff => "Signed off",
        }
    }
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A record, by its place.
    Record(usize),
    /// A draft, by its place.
    Draft(usize),
    /// A signed-off review, by its place in the census.
    SignedOff(usize),
}

/// What the disk holds.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// Records without their text.
    pub records: Vec<RecordBrief>,
    /// My drafts.
    pub drafts: Vec<Review>,
    /// The signed-off reviews.
    pub census: Arc<Census>,
    /// Files that could not be read, as sentences.
    pub problems: Vec<String>,
    /// Those among them that could be signed-off reviews.
    pub unread: Vec<String>,
    /// The contacts that the team allows in its texts.
    pub allowed: Allowed,
}

/// The list with its filter and cursor.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// Records without their text.
    pub records: Vec<RecordBrief>,
    /// My drafts.
    pub drafts: Vec<Review>,
    /// The signed-off reviews, shared with the board.
    pub census: Arc<Census>,
    /// Files that could not be read, as sentences.
    pub problems: Vec<String>,
    /// Those among them that could be signed-off reviews.
    pub unread: Vec<String>,
    /// The contacts that the team allows in its texts.
    pub allowed: Allowed,
    /// Which part is listed.
    pub shelf: Shelf,
    /// What was typed.
    pub filter: String,
    /// The row of the cursor.
    pub at: usize,
    /// Whether this is what the disk holds: not before it was read, and while it is read again.
    pub read: bool,
    rows: Vec<Row>,
    matching: usize,
    /// The reviews that count, the newest first, by their places in the census.
    signed_off: Vec<usize>,
    /// The same by record, the last round first.
    on_record: Vec<usize>,
    /// The first draft on each record.
    drafts_on: HashMap<String, usize>,
    finders: Finders,
}

/// What is searched on each shelf.
#[derive(Debug, Clone, Default)]
struct Finders {
    records: Finder,
    drafts: Finder,
    signed_off: Finder,
}

impl Library {
    /// A library of what is on the disk, sorted and ready to be searched: with many records this takes a while.
    #[must_use]
    pub fn of(contents: Contents) -> Self {
        let Contents { mut records, drafts, census, problems, unread, allowed } = contents;
        // What is due first comes first; what was returned for that day, and what has none, comes last.
        let returned: HashSet<_> = census.current().map(|review| (review.record(), review.due)).collect();
        let waits = |record: &RecordBrief| record.due.is_some() && !returned.contains(&(&*record.id, record.due));
        records.sort_by_cached_key(|record| {
            let due = record.due.filter(|_| waits(record));
            (due.is_none(), due, record.id.clone())
        });
        let mut library = Self { records, drafts, census, problems, unread, allowed, read: true, ..Self::default() };
        library.sort_reviews();
        let drafts = library.drafts.iter().enumerate().rev();
        library.drafts_on = drafts.map(|(at, draft)| (draft.record.id.clone(), at)).collect();
        library.finders = library.finders();
        library
    }

    /// Takes over what was read; what was typed and where the cursor is stay.
    pub fn renew(&mut self, read: Self) {
        let Self { shelf, filter, at, .. } = std::mem::replace(self, read);
        (self.shelf, self.filter, self.at) = (shelf, filter, at);
        self.rank();
    }

    fn sort_reviews(&mut self) {
        let counting = self.census.all().zip(0..).filter(|((_, standing), _)| *standing == Standing::Current);
        let mut found: Vec<_> = counting.map(|((review, _), at)| (review, at)).collect();
        found.sort_unstable_by(|(a, _), (b, _)| b.by_time(a));
        self.signed_off = found.iter().map(|(_, at)| *at).collect();
        found.sort_by_key(|(review, _)| (review.record(), Reverse(review.round)));
        self.on_record = found.into_iter().map(|(_, at)| at).collect();
    }

    fn finders(&self) -> Finders {
        let signed_off = self.signed_off.iter().filter_map(|at| self.review(*at)).map(signed_off);
        Finders {
            records: self.records.iter().map(record).collect(),
            drafts: self.drafts.iter().map(draft).collect(),
            signed_off: signed_off.collect(),
        }
    }

    /// The rows that match the filter, the best first: where very many do, only the nearest.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many match, with those that are not among the rows.
    #[must_use]
    pub const fn matching(&self) -> usize {
        self.matching
    }

    /// The row under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<Row> {
        self.rows.get(self.at).copied()
    }

    /// My draft on a record.
    #[must_use]
    pub fn draft_on(&self, record: &str) -> Option<&Review> {
        self.drafts_on.get(record).and_then(|at| self.drafts.get(*at))
    }

    /// The signed-off review at a place of the census.
    #[must_use]
    pub fn review(&self, at: usize) -> Option<ReviewBrief<'_>> {
        self.census.briefs.reviews.get(at)
    }

    /// Who signed a review off.
    #[must_use]
    pub fn reviewer(&self, review: ReviewBrief) -> &str {
        self.census.briefs.lexicon.text(review.reviewer)
    }

    /// The signed-off reviews on a record, the last round first.
    pub fn reviews_on(&self, record: &str) -> impl Iterator<Item = ReviewBrief<'_>> {
        let id = |at: &usize| self.review(*at).map_or("", |review| review.record());
        let from = self.on_record.partition_point(|at| id(at) < record);
        let reviews = self.on_record.iter().skip(from).filter_map(|at| self.review(*at));
        reviews.take_while(move |review| review.record() == record)
    }

    /// Whether a review is of a document and a round that I am reviewing as well: it stays hidden until mine is signed off.
    #[must_use]
    pub fn is_blind(&self, review: ReviewBrief) -> bool {
        let reviewer = self.reviewer(review);
        self.drafts.iter().any(|draft| draft.hides(review.record(), review.round, reviewer))
    }

    /// Two reviewers of one document and round do not see each other's work before both are signed off: `None` for a
    /// review that stays hidden.
    #[must_use]
    pub fn readable(&self, review: ReviewBrief) -> Option<Signed> {
        (!self.is_blind(review)).then(|| review.signed())
    }

    /// The last round of a record that was signed off; 1 when none was.
    #[must_use]
    pub fn last_round(&self, record: &str) -> u32 {
        self.reviews_on(record).next().map_or(1, |review| review.round)
    }

    /// How many rows a shelf has without a filter.
    #[must_use]
    pub const fn count(&self, of: Shelf) -> usize {
        match of {
            Shelf::Records => self.records.len(),
            Shelf::Drafts => self.drafts.len(),
            Shelf::SignedOff => self.signed_off.len(),
        }
    }

    /// The state of a record in a few words.
    #[must_use]
    pub fn state(&self, record: &str) -> String {
        if let Some(draft) = self.draft_on(record) {
            let tally = Tally::all(draft);
            return format!("draft, {} of {}", tally.answered(), tally.asked);
        }
        let last = self.reviews_on(record).next();
        last.map_or("not started", |review| review.outcome.label_for(review.kind)).to_owned()
    }

    /// Narrows the list by one more letter.
    pub fn type_char(&mut self, c: char) {
        self.filter.push(c);
        self.rank();
    }

    /// Takes the last letter back.
    pub fn backspace(&mut self) {
        self.filter.pop();
        self.rank();
    }

    /// Takes the filter away; `false` when there was none.
    pub fn clear(&mut self) -> bool {
        let had = !self.filter.is_empty();
        self.filter.clear();
        self.rank();
        had
    }

    /// Moves the cursor; it stays in the list.
    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
    }

    /// Shows the next shelf.
    pub fn next_shelf(&mut self) {
        let at = Shelf::ALL.iter().position(|shelf| *shelf == self.shelf).unwrap_or_default();
        self.shelf = Shelf::ALL.get((at + 1) % Shelf::ALL.len()).copied().unwrap_or_default();
        self.rank();
    }

    fn rank(&mut self) {
        let finder = match self.shelf {
            Shelf::Records => &mut self.finders.records,
            Shelf::Drafts => &mut self.finders.drafts,
            Shelf::SignedOff => &mut self.finders.signed_off,
        };
        let Found { places, matching } = finder.find(&self.filter);
        self.rows = places.into_iter().filter_map(|place| self.row(place)).collect();
        self.matching = matching;
        self.step(0);
    }

    fn row(&self, place: usize) -> Option<Row> {
        match self.shelf {
            Shelf::Records => Some(Row::Record(place)),
            Shelf::Drafts => Some(Row::Draft(place)),
            Shelf::SignedOff => self.signed_off.get(place).copied().map(Row::SignedOff),
        }
    }
}

fn record(record: &RecordBrief) -> String {
    format!("{} {} {} {}", record.title, record.id, record.kind.label(), record.country_names())
}

fn draft(draft: &Review) -> String {
    format!("{} {} {}", draft.record.title, draft.record.id, draft.record.kind.label())
}

fn signed_off(review: ReviewBrief) -> String {
    format!("{} {} {}", review.title(), review.record(), review.kind.label())
}
