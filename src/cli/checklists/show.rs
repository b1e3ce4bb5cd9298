//! `appraise checklists show`: a checklist to read.

use anyhow::Context as _;

use crate::domain::vocabulary::List;
use crate::export::checklist_text::Sheet;

use super::super::Status;
use super::super::plain::page::columns;
use super::super::session::{Session, print, print_json};
use super::{Shape, ShowArgs, named};

/// Longer lines are hard to read.
const WIDEST: u16 = 100;

/// Prints a checklist.
///
/// # Errors
/// When there is no such checklist or sector.
pub fn run(session: &Session, args: &ShowArgs) -> anyhow::Result<Status> {
    let checklist = &named(session, &args.id)?.checklist;
    let sectors = args.sector.iter().map(|word| sector(word)).collect::<anyhow::Result<Vec<_>>>()?;
    let sheet = Sheet { checklist, kind: args.kind, sectors: &sectors };
    match if session.json { Shape::Json } else { args.format } {
        Shape::Text => print(sheet.text(columns().unwrap_or(WIDEST).min(WIDEST)).trim_end())?,
        Shape::Markdown => print(sheet.markdown().trim_end())?,
        Shape::Json => print_json(checklist)?,
    }
    Ok(Status::Done)
}

/// The code of a sector, from its code or its name.
fn sector(word: &str) -> anyhow::Result<String> {
    let mut entries = List::Sectors.entries().iter();
    let found = entries.find(|term| term.code.eq_ignore_ascii_case(word) || term.label.eq_ignore_ascii_case(word));
    found.map(|term| term.code.clone()).with_context(|| {
        let known = List::Sectors.entries().iter().map(|term| format!("  {:<10} {}", term.code, term.label));
        format!("“{word}” is not a sector; there are:\n{}", known.collect::<Vec<_>>().join("\n"))
    })
}
