//! Nothing hostile gets through: broken and poisoned files, texts that would drive a terminal or a spreadsheet, names of
//! files that nobody would give.
//!
//! | module | holds |
//! | --- | --- |
//! | `cases`, `strings`, `formulas`, `names` | what is thrown at the program, by group |
//! | `watch` | what must never come out |
//! | `env`, `workspace` | a user, and a workspace with one text in every place |
//! | `json`, `mutants`, `specials` | files that are no files of ours |
//! | `screens`, `commands`, `arguments` | what reaches the terminal |
//! | `exports` | what reaches a spreadsheet, a browser, a word processor |

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a fixture that breaks is a failed test"
)]

#[path = "../common/campaign.rs"]
mod campaign;
#[expect(dead_code, reason = "a part of it is needed here")]
#[path = "../common/mod.rs"]
mod common;

mod arguments;
mod cases;
mod commands;
mod env;
mod exports;
mod formulas;
mod json;
mod mutants;
mod names;
mod screens;
mod specials;
mod strings;
mod watch;
mod workspace;
