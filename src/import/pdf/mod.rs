//! PDF to a manuscript. Two readers look at it, since each is wrong at times, in its own way.
//!
//! ```text
//! bytes ─┬─ first ── reading ─┬─ arrange (furniture, hyphen) ─ manuscript
//!        └─ second ─ reading ─┴─ comparison, direction ─ warnings, or the other reading, or a refusal
//! ```
//!
//! Readers of PDF meet hostile files and can run out of stack or memory: the program calls this in a child process.

mod arrange;
mod comparison;
mod direction;
mod first;
mod furniture;
mod hyphen;
mod numbers;
mod refusal;
mod second;
mod sheet;

#[cfg(test)]
mod tests;

pub use refusal::Refusal;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{ImportError, Manuscript};

use direction::Direction;
use sheet::Sheet;

/// The most pages that are read.
pub const MOST_PAGES: u32 = 3_000;
/// The most text that is taken, in bytes: the record with it must stay below its own limit.
pub const MOST_TEXT: usize = 6 << 20;

/// What one reader found.
#[derive(Debug, Clone, Default)]
struct Reading {
    sheets: Vec<Sheet>,
    bookmarks: HashMap<String, u8>,
    warnings: Vec<String>,
}

impl Reading {
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().flat_map(|sheet| &sheet.pieces).map(|piece| piece.text.as_str())
    }
}

/// The document.
///
/// # Errors
/// A refusal.
pub fn read(bytes: &[u8]) -> Result<Manuscript, ImportError> {
    let mut last = Err(Refusal::Damaged.into());
    read_twice(bytes, &mut |answer| last = answer);
    last
}

/// The document as the first reader has it, then once more, checked against the second: who cannot wait for the second
/// answer, or loses the process before it, has the first.
pub fn read_twice(bytes: &[u8], tell: &mut dyn FnMut(Result<Manuscript, ImportError>)) {
    let first = caught(|| first::read(bytes)).unwrap_or(Err(Refusal::Damaged));
    let is_final = matches!(first, Err(Refusal::Password | Refusal::NoPages | Refusal::TooManyPages { .. }));
    if let Some(answer) = alone(&first) {
        tell(answer.map_err(Into::into));
    }
    if !is_final {
        let second = caught(|| second::read(bytes)).flatten();
        tell(together(first, second).map_err(Into::into));
    }
}

/// Nothing of a reader outlives its panic.
fn caught<T>(reader: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(reader)).ok()
}

/// `None` when the first reader did not try.
fn alone(first: &Result<Option<Reading>, Refusal>) -> Option<Result<Manuscript, Refusal>> {
    match first {
        Ok(None) => None,
        Ok(Some(reading)) => Some(forwards(reading)),
        Err(refusal) => Some(Err(refusal.clone())),
    }
}

fn together(first: Result<Option<Reading>, Refusal>, second: Option<Reading>) -> Result<Manuscript, Refusal> {
    match (first, second) {
        (Ok(Some(first)), Some(second)) => compared(&first, &second),
        (Ok(Some(first)), None) => Ok(with(forwards(&first)?, Some(NOT_COMPARED.to_owned()))),
        (Ok(None) | Err(_), Some(second)) => plain(&second),
        (Ok(None), None) => Err(Refusal::Damaged),
        (Err(refusal), None) => Err(refusal),
    }
}

fn plain(second: &Reading) -> Result<Manuscript, Refusal> {
    Ok(with(forwards(second)?, Some(NO_HEADINGS.to_owned())))
}

fn forwards(reading: &Reading) -> Result<Manuscript, Refusal> {
    match direction::of(reading.texts()) {
        Direction::Backwards => Err(Refusal::Backwards),
        direction => finished(reading, direction),
    }
}

const NOT_COMPARED: &str = "The text could not be checked against a second reading.";
const NO_HEADINGS: &str =
    "Only the plain text of this PDF could be read: headings without a number are not recognised.";
const RIGHT_TO_LEFT: &str = "Right-to-left text from PDF is often wrong: ask for the Word file.";

fn compared(first: &Reading, second: &Reading) -> Result<Manuscript, Refusal> {
    let differ = comparison::warning(first.texts(), second.texts());
    match (direction::of(first.texts()), direction::of(second.texts())) {
        (Direction::Backwards, Direction::RightToLeft) => plain(second).map(|manuscript| with(manuscript, differ)),
        (Direction::Backwards, _) => Err(Refusal::Backwards),
        (direction, _) => finished(first, direction).map(|manuscript| with(manuscript, differ)),
    }
}

fn finished(reading: &Reading, direction: Direction) -> Result<Manuscript, Refusal> {
    let banner = (direction == Direction::RightToLeft).then(|| RIGHT_TO_LEFT.to_owned());
    arrange::manuscript(reading).map(|manuscript| with(manuscript, banner))
}

fn with(mut manuscript: Manuscript, warning: Option<String>) -> Manuscript {
    manuscript.warnings.extend(warning);
    manuscript
}
