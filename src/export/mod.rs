//! Data in, bytes or text out: one file a format. No files, no clock, no terminal.

pub mod checklist_text;
pub mod table;
pub mod xlsform;
