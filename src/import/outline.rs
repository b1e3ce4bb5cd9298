//! Lines and headings to sections.

use std::ops::Range;

use crate::domain::check::MAX_TEXT;
use crate::domain::record::{PageBreak, Section};

use super::heading::{Fit, Heading};
use super::page::Line;

/// Headings that become sections; with the front matter and the beginning there are 5,000. What comes behind stays in
/// the text of the last.
const MOST: usize = 4_998;

/// The sections in order, each with the text up to the next heading; `lead` heads the text before the first.
#[must_use]
pub fn sections(lines: &[Line<'_>], headings: &[Heading], lead: &str) -> Vec<Section> {
    let headings = headings.get(..MOST).unwrap_or(headings);
    let first = headings.first().map_or(lines.len(), |heading| heading.at);
    let mut sections: Vec<_> = beginning(lines, first, lead).into_iter().collect();
    for (n, heading) in headings.iter().enumerate() {
        let end = headings.get(n + 1).map_or(lines.len(), |next| next.at);
        sections.push(section(lines, heading, end));
    }
    sections
}

/// The same sections, each short enough to be kept: what is longer goes on under the same heading. And how often.
#[must_use]
pub fn parted(sections: &[Section]) -> (Vec<Section>, usize) {
    let before = sections.len();
    let parted: Vec<_> = sections.iter().flat_map(pieces).collect();
    let more = parted.len() - before;
    (parted, more)
}

fn pieces(section: &Section) -> Vec<Section> {
    let mut pieces = Vec::new();
    let (mut rest, mut before) = (section.text.as_str(), 0);
    while !rest.is_empty() || pieces.is_empty() {
        let (piece, other) = rest.split_at_checked(cut(rest)).unwrap_or((rest, ""));
        let length = piece.chars().count();
        pieces.push(piece_of(section, piece, before..before + length));
        (rest, before) = (other, before + length);
    }
    pieces
}

fn piece_of(section: &Section, text: &str, place: Range<usize>) -> Section {
    let inside = section.page_breaks.iter().filter(|page| place.start < page.at && page.at < place.end);
    Section {
        heading: section.heading.clone(),
        level: section.level,
        derived: section.derived,
        page: section.page_at(place.start),
        page_breaks: inside.map(|page| PageBreak { at: page.at - place.start, page: page.page }).collect(),
        text: text.to_owned(),
        ..Section::default()
    }
}

/// The bytes of the first piece: up to the end of a line, where there is one.
fn cut(text: &str) -> usize {
    if text.len() <= MAX_TEXT {
        return text.len();
    }
    let most = text.floor_char_boundary(MAX_TEXT);
    let line = text.get(..most).and_then(|text| text.rfind('\n'));
    line.map_or(most, |at| at + 1)
}

/// Ids in the order of the document.
pub fn number(sections: &mut [Section]) {
    for (section, n) in sections.iter_mut().zip(1..) {
        section.id = format!("s{n}");
    }
}

/// What the reviewer should know about the headings that did not become sections as they are.
#[must_use]
pub fn warnings(headings: &[Heading]) -> Vec<String> {
    let cut = headings.iter().filter(|heading| heading.fit == Fit::Cut).count();
    let joined = headings.len().saturating_sub(MOST);
    let told = [
        (
            cut,
            format!(
                "Headings of more than 300 characters were cut ({cut}); the full line starts the text of its section."
            ),
        ),
        (
            joined,
            format!(
                "There are more headings than the {MOST} that can be kept; the last ones ({joined}) stand in the text of the last section."
            ),
        ),
    ];
    told.into_iter().filter(|(count, _)| *count > 0).map(|(_, warning)| warning).collect()
}

fn beginning(lines: &[Line<'_>], end: usize, lead: &str) -> Option<Section> {
    let first = lines.iter().take(end).find(|line| !line.is_blank())?;
    Some(under(
        lines.get(..end)?,
        Section { heading: lead.to_owned(), level: 1, page: first.page, ..Section::default() },
    ))
}

fn section(lines: &[Line<'_>], heading: &Heading, end: usize) -> Section {
    let start = heading.at + if heading.fit == Fit::Whole { heading.lines } else { 0 };
    let Heading { text, level, derived, .. } = heading;
    let page = lines.get(heading.at).and_then(|line| line.page);
    let head = Section { heading: text.clone(), level: *level, page, derived: *derived, ..Section::default() };
    under(lines.get(start..end).unwrap_or_default(), head)
}

/// The lines as written become the text of a section, without blanks at the ends of lines and blank lines at both ends.
fn under(lines: &[Line<'_>], section: Section) -> Section {
    let first = lines.iter().position(|line| !line.text.trim_end().is_empty()).unwrap_or(lines.len());
    let lines = lines.get(first..).unwrap_or_default();
    let text = lines.iter().map(|line| line.text.trim_end()).collect::<Vec<_>>().join("\n");
    let text = text.trim_end().to_owned();
    let page_breaks = page_breaks(lines, section.page, text.chars().count());
    Section { text, page_breaks, ..section }
}

/// Where another page than that of the heading begins, up to the end of the text.
fn page_breaks(lines: &[Line<'_>], mut page: Option<u32>, end: usize) -> Vec<PageBreak> {
    let (mut at, mut breaks) = (0, Vec::new());
    for line in lines {
        if line.page != page && at < end {
            page = line.page;
            breaks.extend(page.map(|page| PageBreak { at, page }));
        }
        at += line.text.trim_end().chars().count() + 1;
    }
    breaks
}
