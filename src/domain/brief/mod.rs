//! What lists and counts need of records and signed-off reviews, small enough to hold a hundred thousand of them.
//!
//! ```text
//! bytes of a record ───────▶ RecordBrief ─────▶ library, index
//!
//!                                                ┌─ Facts: the same for each ─┐
//! bytes of a review ─ skim, else read in full ───┤                            ├─▶ Reviews ─┐
//!                                                └─ Columns: the rest ────────┘            ├─▶ Briefs ─▶ census, library,
//! words that repeat ─ Lexicon ─────────────────────────────────────────────────────────────┘             index
//! ```

mod columns;
mod day;
mod facts;
mod lexicon;
mod mark;
mod read;
mod record;
mod review;
mod reviews;
mod skim;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use day::of_second as day_of;
pub use facts::{ChangeBrief, Facts, MarkerBrief, Stamp};
pub use lexicon::{Asked, AskedNo, Lexicon, ListUse, Word};
pub use mark::{Mark, Marks};
pub use read::{Known, Unread, read};
pub use record::RecordBrief;
pub use review::{ReviewBrief, Signed};
pub use reviews::Reviews;

/// Reviews with the words that they share.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Briefs {
    /// The words.
    pub lexicon: Lexicon,
    /// The reviews.
    pub reviews: Reviews,
}

impl Briefs {
    /// Takes the reviews of others in; their words get the numbers of ours.
    pub fn append(&mut self, others: Self) {
        let Self { lexicon, mut reviews } = others;
        reviews.renumber(&self.lexicon.take_in(&lexicon));
        self.reviews.append(reviews);
    }
}
