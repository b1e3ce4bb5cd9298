//! `appraise`: technical reviewers appraise humanitarian project documents against checklists, in the terminal.
//!
//! The screen, and the module that draws each part of it:
//!
//! ```text
//!  demo-ssd-crp · Crisis response plan · South Sudan · round 1                      saved 14:02:11   ui::frame
//! ┌ ▸ Questions ───────────────┬ must · core ──────────────────┬ 2.3 Protection ─────────────────┐
//! │GBV risk mitigation 7 of 26 │ Are safety audits planned …?  │ … teams will run safety audits  │
//! │ Activities                 │                               │ in six sites in the first month │
//! │  [x] Mitigation actions   *│ [~] Partly                    │ with women's committees …       │
//! │  [~] Safety audits        *│ “… in six sites …” 2.3, p. 9  │                                 │
//! │  [ ] Structural changes   *│ Why … Look for … Red flags …  │                                 │
//! │  ui::criteria              │  ui::criterion                │  ui::document                   │
//! └────────────────────────────┴───────────────────────────────┴ 3 passages: ] next ─────────────┘
//!  y yes  p partly  n no  a n/a  h harm  c comment  e evidence  s sign off  ? help       7 of 72   ui::frame
//! ```
//!
//! One key goes this way: input thread → channel → [`key::Key`] → [`action::lookup`] → [`app::App::update`] →
//! [`app::Effect`] → [`store`] (new file beside the old one, sync, read back, rename, sync the folder) →
//! [`app::App::saved`] → [`ui::draw`].
//!
//! | module | owns |
//! | --- | --- |
//! | [`domain`] | record, checklist, review, outcome, vocabularies, census and counting, the check of a file: pure rules |
//! | [`text`] | cleaning, folding, wrapping and measuring text, by grapheme and in cells |
//! | [`checklists`] | the built-in files, and the team's over them |
//! | [`store`] | the workspace and the drafts on the disk; the only place that writes files of the workspace |
//! | [`import`] | bytes of a document in, a record out |
//! | [`export`] | data in, a file for another program or for paper out |
//! | [`action`], [`key`] | the one table of commands and keys |
//! | [`app`] | the state machine, one file a screen; no files, no clock, no drawing |
//! | [`ui`] | drawing: a function of the state |
//! | [`tui`] | the terminal, the threads, the loop, carrying out effects |
//! | [`clock`] | the time and fresh ids |
//! | [`cli`] | one file a command |
//! | [`demo`] | invented sample documents, and as many drawn ones as one likes |
//!
//! `tests/architecture.rs` holds which of them may import which.

pub mod action;
pub mod app;
pub mod checklists;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod domain;
pub mod export;
pub mod import;
pub mod key;
pub mod store;
pub mod text;
pub mod tui;
pub mod ui;
