//! Exports: tables in four formats, hostile texts, files that are whole or not there, and the command.

#![expect(
    clippy::assigning_clones,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a fixture that breaks is a failed test"
)]

mod command;
mod csv_cells;
mod files;
mod fixture;
mod json_lines;
mod parquet_file;
mod sample;
mod tables;
mod workbook;
