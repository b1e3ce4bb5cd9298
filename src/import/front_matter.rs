//! The block of data between two lines `---` at the start of a text.

use super::yaml::{self, Fault, Node};

/// How far from the start the closing line may be, in bytes.
const LONGEST: usize = 64 * 1024;

/// What stands at the start of a text.
#[derive(Debug)]
pub enum FrontMatter<'a> {
    /// No block of data.
    None,
    /// The members that the block names, in order.
    Members(Vec<(String, Node)>),
    /// A block that cannot be read: where and why, and its text.
    Faulty(Fault, &'a str),
}

/// Parts a text into its front matter and the rest.
#[must_use]
pub fn split(text: &str) -> (FrontMatter<'_>, &str) {
    let Some((block, body)) = block(text) else { return (FrontMatter::None, text) };
    match yaml::read(block) {
        Ok(Node::Map(members)) => (FrontMatter::Members(members), body),
        Ok(node) if node.is_null() => (FrontMatter::Members(Vec::new()), body),
        // A rule above the text and another one below it, as some letters have.
        Ok(_) => (FrontMatter::None, text),
        Err(fault) => (FrontMatter::Faulty(below_first_line(fault), block), body),
    }
}

fn below_first_line(fault: Fault) -> Fault {
    Fault { line: fault.line + 1, ..fault }
}

fn block(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once('\n')?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if at > LONGEST {
            return None;
        }
        if matches!(line.trim_end(), "---" | "...") {
            return Some((rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}
