//! The headings of plain text: numbered, in capitals, or underlined, on lines of their own.

use super::heading::{Heading, underline};
use super::page::Line;

const NUMBERED_CHARS: usize = 90;
const CAPITAL_CHARS: usize = 80;
/// More lines of capitals in a row are a paragraph or a table.
const CAPITAL_LINES: usize = 3;

/// Words that, with a letter or a number behind them, start a heading; without accents.
const PARTS: &[&str] = &[
    "annex", "annexe", "anexo", "appendix", "apendice", "section", "seccion", "chapter", "chapitre", "capitulo",
    "part", "partie", "parte",
];

/// The headings.
#[must_use]
pub fn headings(lines: &[Line<'_>]) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut at = 0;
    let mut after_heading = true;
    while let Some(line) = lines.get(at) {
        let stands_free =
            after_heading || line.first || at.checked_sub(1).and_then(|n| lines.get(n)).is_some_and(Line::is_blank);
        let heading = if stands_free && !line.is_blank() { heading(lines, at) } else { None };
        at += heading.as_ref().map_or(1, |heading| heading.lines);
        after_heading = heading.is_some();
        headings.extend(heading);
    }
    without_lists(lines, headings)
}

/// Whether a line starts with a number as headings do.
#[must_use]
pub fn is_numbered(text: &str) -> bool {
    number_depth(text).is_some()
}

/// How many numbers a line starts with, when it starts as a numbered heading does.
#[must_use]
pub fn number_depth(text: &str) -> Option<usize> {
    depth(text.trim())
}

fn heading(lines: &[Line<'_>], at: usize) -> Option<Heading> {
    underlined(lines, at).or_else(|| numbered(lines, at)).or_else(|| capitals(lines, at))
}

fn underlined(lines: &[Line<'_>], at: usize) -> Option<Heading> {
    let text = lines.get(at)?.text.trim();
    let level = underline(lines.get(at + 1)?)?;
    let plausible = text.chars().count() <= NUMBERED_CHARS && !has_columns(text);
    let mut heading = plausible.then(|| Heading::new(at, 2, level, text))??;
    heading.numbered = is_numbered(text);
    Some(heading)
}

/// `2.3 Protection`, `ANNEX A`
fn numbered(lines: &[Line<'_>], at: usize) -> Option<Heading> {
    let text = lines.get(at)?.text.trim();
    let level =
        depth(text).filter(|_| text.chars().count() <= NUMBERED_CHARS && ends_openly(text) && !has_columns(text))?;
    let below = |n: usize| lines.get(at + n).and_then(|line| depth(line.text.trim()));
    let in_list = below(1).is_some_and(|next| next <= level || below(2).is_some());
    let goes_on = lines.get(at + 1).is_some_and(|next| next.text.trim_start().starts_with(char::is_lowercase));
    let mut heading = (!in_list && !goes_on).then(|| Heading::new(at, 1, level, text))??;
    heading.numbered = true;
    Some(heading)
}

/// Up to three lines in capitals are one heading that was wrapped.
fn capitals(lines: &[Line<'_>], at: usize) -> Option<Heading> {
    let run = lines.iter().skip(at).take_while(|line| is_capitals(line.text.trim()));
    let texts: Vec<_> = run.take(CAPITAL_LINES + 1).map(|line| line.text.trim()).collect();
    let ends = texts.last().is_some_and(|last| ends_openly(last));
    (ends && texts.len() <= CAPITAL_LINES).then(|| Heading::new(at, texts.len(), 1, &texts.join(" ")))?
}

fn is_capitals(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    let (upper, digits) = (count(char::is_uppercase), count(|c| c.is_ascii_digit()));
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_uppercase()).count() >= 2).count();
    let enough = upper >= 6 || (words >= 2 && upper >= 4);
    enough
        && digits < upper
        && count(char::is_lowercase) == 0
        && text.chars().count() <= CAPITAL_CHARS
        && !has_columns(text)
}

fn ends_openly(text: &str) -> bool {
    !text.ends_with(['.', ';', ','])
}

/// A row of a table or of a list of contents.
fn has_columns(text: &str) -> bool {
    text.contains(['|', '\t', '…']) || ["   ", "...", ". . ."].iter().any(|mark| text.contains(mark))
}

fn depth(text: &str) -> Option<usize> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    if is_part(first) {
        return after_part(rest).then_some(1);
    }
    let bare = first.strip_suffix(['.', ')']);
    let depth = decimal(bare.unwrap_or(first)).filter(|depth| *depth > 1 || bare.is_some());
    depth.or_else(|| bare.filter(|bare| is_letter(bare)).map(|_| 1)).filter(|_| starts_title(rest))
}

/// The parts of `2.3.1`.
fn decimal(number: &str) -> Option<usize> {
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let parts = number.split('.');
    (number.len() <= 17 && parts.clone().all(is_number)).then(|| parts.count())
}

/// `B`, or a Roman number.
fn is_letter(text: &str) -> bool {
    let roman = text.len() <= 5 && text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
    !text.is_empty() && (roman || text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase()))
}

/// A sentence goes on in small letters; so does `2.3 million`.
fn starts_title(text: &str) -> bool {
    text.chars()
        .find(|c| !matches!(c, '“' | '"' | '«' | '‘' | '(' | '¿'))
        .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

fn is_part(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.len() <= 12 && PARTS.contains(&crate::text::fold(word).text())
}

fn after_part(rest: &str) -> bool {
    let (label, title) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let label = label.trim_end_matches([':', '.', '-', '–', '—', ')']);
    let title = title.trim_start_matches([' ', ':', '-', '–', '—']);
    (decimal(label).is_some() || is_letter(label)) && (title.is_empty() || starts_title(title))
}

/// Numbered lines of one depth with nothing between them are a list or a table of contents.
fn without_lists(lines: &[Line<'_>], headings: Vec<Heading>) -> Vec<Heading> {
    let pairs: Vec<bool> = headings.windows(2).map(|pair| matches!(pair, [a, b] if is_list(lines, a, b))).collect();
    let paired = |n: usize| pairs.get(n) == Some(&true);
    let alone = |n: usize| !paired(n) && n.checked_sub(1).is_none_or(|before| !paired(before));
    let headings = headings.into_iter().enumerate().filter(|(n, _)| alone(*n)).map(|(_, heading)| heading);
    rising(lines, headings)
}

fn is_list(lines: &[Line<'_>], a: &Heading, b: &Heading) -> bool {
    let is_figure = |heading: &Heading| heading.text.starts_with(|c: char| c.is_ascii_digit());
    let alike = a.level == b.level && is_figure(a) == is_figure(b);
    a.numbered && b.numbered && alike && is_empty_between(lines, a, b)
}

fn is_empty_between(lines: &[Line<'_>], a: &Heading, b: &Heading) -> bool {
    lines.get(a.at + a.lines..b.at).is_some_and(|lines| lines.iter().all(Line::is_blank))
}

/// A number that does not go up starts a list, unless it stands right below the heading of a new part.
fn rising(lines: &[Line<'_>], headings: impl Iterator<Item = Heading>) -> Vec<Heading> {
    let mut kept: Vec<Heading> = Vec::new();
    let mut highest = 0;
    for heading in headings {
        let below_part = kept.last().is_some_and(|last| is_empty_between(lines, last, &heading));
        match first_number(&heading) {
            Some(number) if number <= highest && !below_part => {}
            number => {
                highest = number.unwrap_or(highest);
                kept.push(heading);
            }
        }
    }
    kept
}

/// The number of a numbered heading of the first level.
fn first_number(heading: &Heading) -> Option<u32> {
    let is_first = heading.numbered && heading.level == 1;
    heading.text.split_once(['.', ')']).filter(|_| is_first)?.0.parse().ok()
}
