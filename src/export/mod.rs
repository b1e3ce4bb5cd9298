//! Data in, bytes or text out: one file a format. No files, no clock, no terminal.
//!
//! ```text
//! checklist ─ checklist_text, xlsform ──────────────────────▶ to read, to print, to ask elsewhere
//! review ── letter ──────────────────────────────────────────▶ to the author: Markdown, HTML, Word
//! review ── nested ───────────┐
//!   └─ star: tables and rows ─┴─ output ─ writer ─┬─ csv
//! summary ─ tables and rows ──────────────┘       ├─ jsonl
//!                                                 ├─ parquet
//!                                                 └─ xlsx ──▶ to count elsewhere, with the queries
//! ```

pub mod checklist_text;
pub mod csv;
mod day;
pub mod jsonl;
pub mod letter;
mod markup;
pub mod nested;
pub mod output;
pub mod parquet;
pub mod queries;
pub mod report;
pub mod star;
pub mod table;
pub mod writer;
pub mod xlsform;
pub mod xlsx;
