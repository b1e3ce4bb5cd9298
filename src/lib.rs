//! appraise
pub mod action;
pub mod app;
pub mod checklists;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod import;
pub mod key;
pub mod store;
pub mod text;
pub mod tui;
pub mod ui;
