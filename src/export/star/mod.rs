//! The star schema: the same tables, columns and values in every format and every year.
//!
//! ```text
//! column ─ the one list of columns ─┐
//! reviews, answers, comments,       ├─ Table and the row maker of it ─▶ csv, jsonl, parquet, xlsx
//! bridges, codebook ─ expressions ──┘
//! ```
//!
//! Nobody's name is in any table, and no id of a reviewer: nothing can be ranked by person.

pub mod answers;
pub mod bridges;
pub mod catalogue;
mod cell;
pub mod codebook;
pub mod column;
pub mod comments;
pub mod reviewed;
pub mod reviews;
pub mod summary;
mod table;

use std::io;

pub use catalogue::Catalogue;
pub use cell::{Cell, Row};
pub use column::{Column, Holds};
pub use reviewed::{Place, Reviewed};
pub use table::Table;

use answers::ANSWERS;
use bridges::{REVIEW_COUNTRY, REVIEW_SECTOR};
use codebook::CODEBOOK;
use comments::COMMENTS;
use reviews::REVIEWS;

/// The columns that name the folders of a partitioned table; the files in them leave the two out.
pub const PARTITIONS: [&str; 2] = [column::YEAR.name, column::KIND.name];

/// The tables that are made from reviews, and the code book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Which {
    /// One row a review.
    Reviews,
    /// One row a criterion asked.
    Answers,
    /// One row a comment.
    Comments,
    /// One row a country of a review.
    ReviewCountry,
    /// One row a sector of a review.
    ReviewSector,
    /// One row a criterion.
    Codebook,
}

/// Takes one row, and says no when it cannot be written.
pub type Each<'e> = &'e mut dyn FnMut(&Row<'_>) -> io::Result<()>;

impl Which {
    /// Every table.
    pub const ALL: [Self; 6] =
        [Self::Reviews, Self::Answers, Self::Comments, Self::ReviewCountry, Self::ReviewSector, Self::Codebook];

    /// Its columns.
    #[must_use]
    pub const fn table(self) -> &'static Table {
        match self {
            Self::Reviews => &REVIEWS,
            Self::Answers => &ANSWERS,
            Self::Comments => &COMMENTS,
            Self::ReviewCountry => &REVIEW_COUNTRY,
            Self::ReviewSector => &REVIEW_SECTOR,
            Self::Codebook => &CODEBOOK,
        }
    }

    /// The rows of one review, by criterion where there are several; the code book has none.
    ///
    /// # Errors
    /// The first of `each`.
    pub fn rows(self, of: &Reviewed<'_>, each: Each<'_>) -> io::Result<()> {
        match self {
            Self::Reviews => each(&reviews::review(of)),
            Self::Answers => answers::asked(of).iter().try_for_each(|asked| each(&answers::answer(asked))),
            Self::Comments => comments::said(of).iter().try_for_each(|said| each(&comments::comment(said))),
            Self::ReviewCountry => bridges::countries(of).iter().try_for_each(|coded| each(&bridges::country(coded))),
            Self::ReviewSector => bridges::sectors(of).iter().try_for_each(|coded| each(&bridges::sector(coded))),
            Self::Codebook => Ok(()),
        }
    }

    /// The rows that come from the checklists alone: those of the code book.
    ///
    /// # Errors
    /// The first of `each`.
    pub fn rows_of_lists(self, catalogue: &Catalogue, each: Each<'_>) -> io::Result<()> {
        if self != Self::Codebook {
            return Ok(());
        }
        let entries = catalogue.criteria().into_iter();
        let mut entries = entries.map(|(checklist, criterion)| codebook::Entry { checklist, criterion });
        entries.try_for_each(|entry| each(&codebook::entry(&entry)))
    }
}
