//! What the front matter does not say, guessed from the title, the file name and the words.

mod country;
mod kind;
mod language;
mod title;
mod words;

pub use kind::in_title as kind_in_title;
pub use language::of as language_of;

use crate::domain::kind::Kind;

use super::Imported;
use super::heading::Heading;
use super::page::Line;

/// The kind of a record before anyone said it.
pub const NO_KIND: Kind = Kind::Other;

/// What a guess may look at.
#[derive(Debug, Clone, Copy)]
pub struct Clues<'a> {
    /// Whether the headings are those of Markdown.
    pub is_markdown: bool,
    /// The file name without its ending.
    pub file: &'a str,
    /// The text without front matter.
    pub body: &'a str,
    /// Its lines.
    pub lines: &'a [Line<'a>],
    /// Its headings.
    pub headings: &'a [Heading],
}

/// Fills what is not in `filled` and lists what it filled.
pub fn fill(imported: &mut Imported, filled: &[&str], clues: &Clues<'_>) {
    let Imported { record, guessed, .. } = imported;
    let open = |name: &str| !filled.contains(&name);
    if open("title") {
        let (title, is_guess) = title::of(clues);
        record.title = title;
        guessed.extend(is_guess.then_some("title"));
    }
    if open("kind") {
        record.kind = kind::of(&record.title, clues).unwrap_or(NO_KIND);
        guessed.push("kind");
    }
    if open("countries") {
        record.countries = country::of(&record.title, clues);
        guessed.extend((!record.countries.is_empty()).then_some("countries"));
    }
    if open("language") {
        record.language = language::of(clues.body).map(str::to_owned);
        guessed.extend(record.language.is_some().then_some("language"));
    }
}
