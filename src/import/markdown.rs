//! The headings of Markdown.

use super::heading::{Heading, underline};
use super::page::Line;

/// The headings, outside of fenced code.
#[must_use]
pub fn headings(lines: &[Line<'_>]) -> Vec<Heading> {
    let code = fenced(lines);
    let is_code = |at: &usize| code.get(*at).copied().unwrap_or(false);
    let mut headings: Vec<Heading> = Vec::new();
    for at in (0..lines.len()).filter(|at| !is_code(at)) {
        let free = headings.last().is_none_or(|last| last.at + last.lines <= at);
        let after_heading = headings.last().is_some_and(|last| last.at + last.lines == at);
        let heading = hashed(lines, at).or_else(|| underlined(lines, at, after_heading));
        headings.extend(heading.filter(|_| free));
    }
    headings
}

/// Whether a text without ending or front matter is Markdown: it starts with a heading, or has several.
#[must_use]
pub fn is_likely(lines: &[Line<'_>]) -> bool {
    let code = fenced(lines);
    let stands_free = |at: usize| at == 0 || lines.get(at - 1).is_some_and(Line::is_blank);
    let is_heading = |at: &usize| code.get(*at) == Some(&false) && stands_free(*at) && hashed(lines, *at).is_some();
    let first = lines.iter().position(|line| !line.is_blank());
    first.is_some_and(|at| is_heading(&at)) || (0..lines.len()).filter(is_heading).nth(1).is_some()
}

/// `## Heading ##`
fn hashed(lines: &[Line<'_>], at: usize) -> Option<Heading> {
    let text = unindented(lines.get(at)?.text)?;
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    if !(1..=6).contains(&level) || !rest.starts_with([' ', '\t']) {
        return None;
    }
    let rest = rest.trim();
    let bare = rest.trim_end_matches('#');
    let closed = bare.is_empty() || bare.ends_with([' ', '\t']);
    Heading::new(at, 1, level, if closed { bare } else { rest })
}

/// One line with `===` or `---` below it. A paragraph of several lines above `---` is more often meant as a paragraph
/// above a rule.
fn underlined(lines: &[Line<'_>], at: usize, after_heading: bool) -> Option<Heading> {
    let line = lines.get(at)?;
    let text = unindented(line.text)?;
    let level = underline(lines.get(at + 1)?)?;
    let before = at.checked_sub(1).and_then(|before| lines.get(before));
    let stands_free = line.first || after_heading || before.is_none_or(Line::is_blank);
    let is_block = text.starts_with(['>', '|', '#', '<']) || is_item(text) || underline(line).is_some();
    (stands_free && !is_block && !text.contains('|')).then(|| Heading::new(at, 2, level, text))?
}

fn is_item(text: &str) -> bool {
    ["- ", "* ", "+ "].iter().any(|mark| text.starts_with(mark))
}

/// Four blanks make code.
fn unindented(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches(' ');
    (text.len() - bare.len() <= 3 && !bare.is_empty()).then_some(bare)
}

/// Which lines belong to fenced code. A fence that is never closed is no fence: the rest of the text would be lost.
fn fenced(lines: &[Line<'_>]) -> Vec<bool> {
    let fences: Vec<_> = lines.iter().map(|line| Fence::of(line.text)).collect();
    let longest = longest_below(&fences);
    let mut open: Option<Fence> = None;
    let mut code = Vec::with_capacity(lines.len());
    for (fence, longest) in fences.into_iter().zip(longest) {
        let was_open = open.is_some();
        match (open, fence) {
            (Some(opener), Some(fence)) if fence.closes(opener) => open = None,
            (None, Some(fence)) if longest.of(fence.mark) >= fence.len => open = Some(fence),
            _ => {}
        }
        code.push(was_open || open.is_some());
    }
    code
}

/// A line of three or more backticks or tildes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fence {
    mark: char,
    len: usize,
    /// Nothing else on the line, so that it can close.
    bare: bool,
}

impl Fence {
    fn of(line: &str) -> Option<Self> {
        let text = unindented(line)?;
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let len = text.len() - info.len();
        let is_fence = len >= 3 && !(mark == '`' && info.contains('`'));
        is_fence.then(|| Self { mark, len, bare: info.trim().is_empty() })
    }

    fn closes(self, opener: Self) -> bool {
        self.bare && self.mark == opener.mark && self.len >= opener.len
    }
}

/// The longest closing fence of each mark below a line.
#[derive(Debug, Clone, Copy, Default)]
struct Longest {
    backticks: usize,
    tildes: usize,
}

impl Longest {
    fn of(self, mark: char) -> usize {
        if mark == '`' { self.backticks } else { self.tildes }
    }

    fn with(mut self, fence: Option<Fence>) -> Self {
        match fence {
            Some(Fence { mark: '`', len, bare: true }) => self.backticks = self.backticks.max(len),
            Some(Fence { len, bare: true, .. }) => self.tildes = self.tildes.max(len),
            _ => {}
        }
        self
    }
}

fn longest_below(fences: &[Option<Fence>]) -> Vec<Longest> {
    let mut longest = Longest::default();
    let mut below = Vec::with_capacity(fences.len());
    for fence in fences.iter().rev() {
        below.push(longest);
        longest = longest.with(*fence);
    }
    below.reverse();
    below
}
