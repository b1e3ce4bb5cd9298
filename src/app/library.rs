//! The list of records, drafts and signed-off reviews.

use crate::domain::record::Record;
use crate::domain::review::Review;
use crate::domain::tally::Tally;

use super::fuzzy;

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
    /// A signed-off review, by its place.
    SignedOff(usize),
}

/// The list with its filter and cursor.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// Records without their text.
    pub records: Vec<Record>,
    /// My drafts.
    pub drafts: Vec<Review>,
    /// Signed-off reviews: the last revision of each.
    pub reviews: Vec<Review>,
    /// Files that could not be read, as sentences.
    pub problems: Vec<String>,
    /// Which part is listed.
    pub shelf: Shelf,
    /// What was typed.
    pub filter: String,
    /// The row of the cursor.
    pub at: usize,
    /// Whether the disk was read at least once.
    pub read: bool,
    rows: Vec<Row>,
}

impl Library {
    /// Takes over what is on the disk.
    pub fn fill(&mut self, records: Vec<Record>, drafts: Vec<Review>, reviews: Vec<Review>, problems: Vec<String>) {
        self.records = records;
        // What is due first comes first; what has no date comes last.
        self.records.sort_by(|a, b| {
            (a.due().is_none(), a.due(), a.id.as_str()).cmp(&(b.due().is_none(), b.due(), b.id.as_str()))
        });
        self.drafts = drafts;
        self.reviews = latest(reviews);
        self.problems = problems;
        self.read = true;
        self.rank();
    }

    /// The rows that match the filter.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<Row> {
        self.rows.get(self.at).copied()
    }

    /// My draft on a record.
    #[must_use]
    pub fn draft_on(&self, record: &str) -> Option<&Review> {
        self.drafts.iter().find(|draft| draft.record.id == record)
    }

    /// The signed-off reviews on a record, the last round first.
    #[must_use]
    pub fn reviews_on(&self, record: &str) -> Vec<&Review> {
        let mut found: Vec<_> = self.reviews.iter().filter(|review| review.record.id == record).collect();
        found.sort_by_key(|review| std::cmp::Reverse(review.round));
        found
    }

    /// The state of a record in a few words.
    #[must_use]
    pub fn state(&self, record: &str) -> String {
        if let Some(draft) = self.draft_on(record) {
            let tally = Tally::all(draft);
            return format!("draft, {} of {}", tally.answered(), tally.asked);
        }
        let Some(review) = self.reviews_on(record).first().copied() else { return "not started".to_owned() };
        let outcome = review.outcome.code.map_or("signed off", |code| code.label_for(review.record.kind));
        outcome.to_owned()
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
        let review = |review: &Review| searched(&review.record.id, &review.record.title, review.record.kind.label());
        self.rows = match self.shelf {
            Shelf::Records => {
                let text = |record: &Record| {
                    let rest = format!("{} {}", record.kind.label(), record.country_names());
                    searched(&record.id, &record.title, &rest)
                };
                fuzzy::rank(&self.filter, self.records.iter().map(text)).into_iter().map(Row::Record).collect()
            }
            Shelf::Drafts => rows(&self.filter, self.drafts.iter().map(review), Row::Draft),
            Shelf::SignedOff => rows(&self.filter, self.reviews.iter().map(review), Row::SignedOff),
        };
        self.step(0);
    }
}

fn rows(filter: &str, texts: impl Iterator<Item = String>, row: fn(usize) -> Row) -> Vec<Row> {
    fuzzy::rank(filter, texts).into_iter().map(row).collect()
}

fn searched(id: &str, title: &str, rest: &str) -> String {
    format!("{title} {id} {rest}")
}

/// Of each review the last revision; of a fork, the one with the lower hash, so that everybody sees the same.
fn latest(mut reviews: Vec<Review>) -> Vec<Review> {
    reviews.sort_by(|a, b| (&a.id, b.revision, &a.content_sha256).cmp(&(&b.id, a.revision, &b.content_sha256)));
    reviews.dedup_by(|later, kept| later.id == kept.id);
    reviews.sort_by_key(|review| std::cmp::Reverse(review.dates.signed_off));
    reviews
}
