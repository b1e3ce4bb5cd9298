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
mod row;
mod skim;
#[cfg(test)]
mod tests;

use std::mem;

pub use day::of_second as day_of;
pub use facts::{ChangeBrief, Facts, MarkerBrief, Stamp};
pub use lexicon::{Asked, AskedNo, Lexicon, ListUse, Word};
pub use mark::{MARKS, Mark, Marks};
pub use read::{Known, Unread, read};
pub use record::RecordBrief;
pub use review::{ReviewBrief, Signed};
pub use reviews::{Filed, Reviews};
pub(crate) use row::rows;
pub use row::{Row, put_all, read_all};

/// Reviews with the words that they share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Briefs {
    /// The words.
    pub lexicon: Lexicon,
    /// The reviews.
    pub reviews: Reviews,
}

impl Briefs {
    /// Takes the reviews of others in, which were read with `known` and keep their words for more; here the words get the
    /// numbers of ours.
    pub fn take_in(&mut self, others: &mut Self, known: &mut Known) {
        self.lexicon.take_in(&others.lexicon, &mut known.renumbering);
        let mut reviews = mem::take(&mut others.reviews);
        reviews.renumber(&known.renumbering);
        self.reviews.append(reviews);
        if others.lexicon.sets() > read::MOST_SETS {
            (*others, *known) = (Self::default(), Known::default());
        }
    }
}
