//! Why a PDF cannot be taken.

use thiserror::Error;

/// Each is a sentence for the reviewer that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Pages without letters.
    #[error("This PDF holds pictures of text. Ask for the Word file.")]
    Pictures,
    /// Letters in the order of the eye instead of the order of reading.
    #[error("The Arabic or Hebrew text in this PDF comes out backwards. Ask for the Word file.")]
    Backwards,
    /// A password is needed to open it.
    #[error(
        "This PDF is protected with a password. Open it with the password and save it without one, or ask for the Word file."
    )]
    Password,
    /// Not to be made sense of.
    #[error("This PDF is damaged or was not saved whole. Save or download it again, or ask for the Word file.")]
    Damaged,
    /// Nothing to read in it.
    #[error("This PDF has no pages. Save or download it again, or ask for the Word file.")]
    NoPages,
    /// More than anybody reviews in one go.
    #[error(
        "This PDF has {pages} pages; at most {} can be read. Split it, and add the part that is under review.",
        super::MOST_PAGES
    )]
    TooManyPages {
        /// How many it has.
        pages: u32,
    },
    /// More text than a record can hold.
    #[error("This PDF holds more than {} MiB of text. Split it, and add the part that is under review.", super::MOST_TEXT >> 20)]
    TooMuchText,
}
