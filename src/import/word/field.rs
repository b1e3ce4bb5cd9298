//! Fields: an instruction and the result that Word wrote behind it the last time.

use super::symbol::{OPEN, TICKED};
use super::xml::{Tag, is_true};

/// Characters of an instruction; only its first word matters.
const LONGEST: usize = 200;
/// Entries of a list to choose from.
const ENTRIES: usize = 200;

/// A field that has begun and not ended.
#[derive(Debug, Default)]
pub struct Field {
    instruction: String,
    /// Whether the instruction is over and the result stands next.
    pub shown: bool,
    /// The table of contents that this field makes.
    pub contents: Option<usize>,
    /// Whether it has a result that is text.
    spoke: bool,
    form: Form,
}

/// A box or a list of a form as Word made them before 2007.
#[derive(Debug, Default)]
struct Form {
    kind: Kind,
    set: Option<String>,
    usual: Option<String>,
    entries: Vec<String>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Other,
    Box,
    List,
}

impl Field {
    /// A field that has its instruction as an attribute.
    #[must_use]
    pub fn simple(instruction: &str) -> Self {
        Self { instruction: instruction.to_owned(), ..Self::default() }
    }

    /// A part of the instruction.
    pub fn instruct(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.instruction.len());
        self.instruction.extend(text.chars().take(room));
    }

    /// Its result has words.
    pub fn speak(&mut self) {
        self.spoke = true;
    }

    /// Whether it makes a table of contents.
    #[must_use]
    pub fn is_contents(&self) -> bool {
        self.instruction.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("TOC"))
    }

    /// Takes what a form says of its boxes and lists.
    pub fn take(&mut self, tag: &Tag<'_>) {
        let form = &mut self.form;
        match tag.name() {
            "checkBox" => form.kind = Kind::Box,
            "ddList" => form.kind = Kind::List,
            "checked" | "result" => form.set = Some(tag.val().unwrap_or_else(|| "1".to_owned())),
            "default" => form.usual = tag.val(),
            "listEntry" if form.entries.len() < ENTRIES => form.entries.extend(tag.val()),
            _ => {}
        }
    }

    /// What Word draws where it wrote no result.
    #[must_use]
    pub fn drawn(&self) -> Option<String> {
        let value = self.form.set.as_deref().or(self.form.usual.as_deref());
        match self.form.kind {
            Kind::Box => Some(ticked(value.is_some_and(is_true)).to_string()),
            Kind::List if !self.spoke => self.form.entries.get(value.unwrap_or("0").parse::<usize>().ok()?).cloned(),
            Kind::List | Kind::Other => None,
        }
    }
}

/// A box.
#[must_use]
pub fn ticked(on: bool) -> char {
    if on { TICKED } else { OPEN }
}
