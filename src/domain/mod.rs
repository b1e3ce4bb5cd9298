//! The field's rules as pure data and functions: no files, no clock, no terminal.

pub mod answer;
pub mod brief;
pub mod canonical;
pub mod census;
pub mod check;
pub mod checklist;
mod codes;
pub mod comment;
pub mod coverage;
pub mod descent;
pub mod field;
pub mod fill;
pub mod kind;
pub mod lineage;
pub mod lookup;
pub mod marker;
pub mod outcome;
pub mod parse;
pub mod record;
pub mod review;
pub mod seal;
pub mod sign_off;
pub mod snapshot;
pub mod summary;
pub mod tally;
pub mod vocabulary;
