//! A fault: one thing that is wrong in a file, where, and what to do about it.

use std::collections::HashSet;
use std::fmt;

/// A place in a file, as a text editor shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line; the first is 1. Lines end with a line feed.
    pub line: usize,
    /// The column, counted in characters (Unicode scalar values); the first is 1.
    pub column: usize,
}

impl Position {
    /// The first character of a file.
    pub const START: Self = Self { line: 1, column: 1 };
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// How much a fault matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// Worth a look; the file can be used as it is.
    Warning,
    /// The file cannot be used until this is mended.
    Error,
}

/// One thing that is wrong in a file.
///
/// `path` and `message` may quote text from the file: clean them (`ui::text`) before they go to a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub at: Position,
    /// The members that lead there, such as `answers › gbv-budgeted › rating`; items of lists count from 1; empty for the whole file.
    pub path: String,
    /// What is wrong and what to do, as a sentence for a reviewer, without a full stop.
    pub message: String,
    /// Error or warning.
    pub kind: FaultKind,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.at)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

/// The members and items that lead to a place; a chain of borrowed links, written out only when a fault is found there.
#[derive(Clone, Copy)]
pub(in crate::domain) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
    depth: usize,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Member(&'a str),
    Item(usize),
}

impl<'a> Path<'a> {
    /// The whole file.
    pub(in crate::domain) const ROOT: Path<'static> = Path { parent: None, step: Step::Root, depth: 0 };

    /// The member `name` of what is here.
    pub(super) fn member(&'a self, name: &'a str) -> Self {
        self.then(Step::Member(name))
    }

    /// The item `index` (from 0) of the list here.
    pub(super) fn item(&'a self, index: usize) -> Self {
        self.then(Step::Item(index))
    }

    /// How many objects and lists are around this place.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    fn then(&'a self, step: Step<'a>) -> Self {
        Path { parent: Some(self), step, depth: self.depth + 1 }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            write!(f, "{parent}")?;
            if parent.parent.is_some() {
                f.write_str(" › ")?;
            }
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Member(name) => f.write_str(&excerpt(name)),
            Step::Item(index) => write!(f, "{}", index + 1),
        }
    }
}

/// At most so many faults of one file are listed, so that a hostile file cannot fill the memory.
const MOST: usize = 1000;

/// The faults found so far.
#[derive(Default)]
pub(in crate::domain) struct Faults {
    list: Vec<Fault>,
    told: HashSet<Position>,
    unlisted: usize,
    worst: Option<FaultKind>,
}

impl Faults {
    /// Adds an error.
    pub(in crate::domain) fn error(&mut self, at: Position, path: &Path, message: impl Into<String>) {
        self.add(FaultKind::Error, at, path, message.into());
    }

    /// Adds a warning.
    pub(super) fn warning(&mut self, at: Position, path: &Path, message: impl Into<String>) {
        self.add(FaultKind::Warning, at, path, message.into());
    }

    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether further faults are only counted, so that their words need no care.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= MOST
    }

    /// From now on, faults at the places found so far are dropped: a value that could not be read is told once.
    pub(super) fn tell_once(&mut self) {
        self.told = self.list.iter().map(|fault| fault.at).collect();
    }

    /// All faults in the order of the file.
    pub(in crate::domain) fn into_list(mut self) -> Vec<Fault> {
        self.list.sort_by_key(|fault| fault.at);
        if let (Some(kind), Some(last)) = (self.worst, self.list.last()) {
            let message = format!("{} more faults are not listed: mend those above and check again", self.unlisted);
            self.list.push(Fault { at: last.at, path: String::new(), message, kind });
        }
        self.list
    }

    /// Adds a fault of the given kind.
    pub(super) fn add(&mut self, kind: FaultKind, at: Position, path: &Path, message: String) {
        // The path is written out only when it is listed: it may be long.
        let path = if self.list.len() < MOST { path.to_string() } else { String::new() };
        self.put(Fault { at, path, message, kind });
    }

    /// Adds a finished fault.
    pub(super) fn put(&mut self, fault: Fault) {
        if self.told.contains(&fault.at) {
            return;
        }
        if self.list.len() < MOST {
            self.list.push(fault);
        } else {
            self.unlisted += 1;
            self.worst = self.worst.max(Some(fault.kind));
        }
    }
}

/// A text from the file in quotation marks, cut after 40 characters.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", excerpt(text))
}

/// Words in quotation marks as a list: `"a", "b", "c"`.
pub(super) fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(quoted).collect::<Vec<_>>().join(", ")
}

/// At most 40 characters of a text; control characters would break the line and are replaced.
pub(in crate::domain) fn excerpt(text: &str) -> String {
    let mut chars = text.chars();
    let mut short: String = chars.by_ref().take(40).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_reads_as_a_line() {
        let (answers, at) = (Path::ROOT.member("answers"), Position { line: 12, column: 5 });
        let item = answers.item(1);
        let mut faults = Faults::default();
        faults.error(at, &item, "is empty");
        faults.warning(Position::START, &Path::ROOT, "is odd");
        let lines: Vec<String> = faults.into_list().iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["line 1, column 1: is odd", "line 12, column 5: answers › 2: is empty"]);
        assert_eq!((Path::ROOT.depth(), item.depth()), (0, 2));
    }

    #[test]
    fn what_is_quoted_is_short_and_on_one_line() {
        assert_eq!(quoted("a\nb"), "\"a\u{FFFD}b\"");
        assert_eq!(excerpt(&"é".repeat(40)), "é".repeat(40));
        assert_eq!(excerpt(&"é".repeat(41)), "é".repeat(40) + "…");
        assert_eq!(listed(["a", "b"].into_iter()), "\"a\", \"b\"");
    }

    #[test]
    fn faults_beyond_the_most_are_counted() {
        for (number, listed) in [(MOST - 1, MOST - 1), (MOST, MOST), (MOST + 1, MOST + 1), (MOST + 7, MOST + 1)] {
            let mut faults = Faults::default();
            (0..number).for_each(|_| faults.warning(Position::START, &Path::ROOT, "x"));
            assert_eq!(faults.into_list().len(), listed, "{number}");
        }
    }

    #[test]
    fn an_error_that_is_not_listed_still_counts_as_one() {
        let mut faults = Faults::default();
        (0..MOST).for_each(|_| faults.warning(Position::START, &Path::ROOT, "x"));
        faults.error(Position::START, &Path::ROOT, "y");
        let last = faults.into_list().pop();
        assert!(last.is_some_and(|fault| fault.kind == FaultKind::Error && fault.message.starts_with("1 more")));
    }
}
