//! Files and texts that somebody made up or broke, drawn from numbers: whatever they are, what the program says of them
//! holds together.
//!
//! Each target draws from the real structures: reviews, records and checklists as the program writes them, with members
//! taken away, renamed, doubled, exchanged and filled with what is hard, and sealed again, so that the rules behind the
//! seal are reached. A few thousand run with every test.
//!
//! ```sh
//! APPRAISE_CAMPAIGN_MINUTES=30 cargo test --release --test fuzz TARGET -- --nocapture
//! ```
//!
//! goes on for so long with one target: `reviews`, `checklists`, `records`, `merges`, `cleaning`, `cells`.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a fixture that breaks is a failed test")]
#![expect(clippy::print_stdout, reason = "the figures of a campaign are for people")]

mod cells;
mod checklists;
mod cleaning;
mod merges;
mod records;
mod reviews;
mod text;
mod value;

#[path = "../common/campaign.rs"]
mod campaign;
