//! The title of a document.

use super::super::heading::Heading;
use super::super::plain;
use super::Clues;

/// A longer first line is a paragraph.
const LONGEST: usize = 120;

/// The first heading of the first level, else the first line, else the file name; and whether that is a guess.
#[must_use]
pub fn of(clues: &Clues<'_>) -> (String, bool) {
    let heading = clues.headings.iter().find(|heading| heading.level == 1 && !numbered(heading));
    match heading {
        Some(heading) if clues.is_markdown || heading.at <= first_line(clues) => {
            (heading.text.clone(), !clues.is_markdown)
        }
        heading => {
            let line = line(clues).or_else(|| heading.map(|heading| heading.text.clone()));
            (line.unwrap_or_else(|| clues.file.to_owned()), true)
        }
    }
}

fn numbered(heading: &Heading) -> bool {
    heading.numbered || plain::is_numbered(&heading.text)
}

fn first_line(clues: &Clues<'_>) -> usize {
    clues.lines.iter().position(|line| !line.is_blank()).unwrap_or_default()
}

/// The first line, when it may be a title.
fn line(clues: &Clues<'_>) -> Option<String> {
    let text = clues.lines.get(first_line(clues))?.text.trim();
    let words = Heading::new(0, 1, 1, text.trim_start_matches('#'))?.text;
    let is_list = text.starts_with(['|', '>', '-', '*', '<', '!']) && !text.starts_with("**");
    (!is_list && !plain::is_numbered(&words) && words.chars().count() <= LONGEST).then_some(words)
}
