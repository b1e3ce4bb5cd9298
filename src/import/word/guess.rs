//! Headings of documents that mark none: short lines that are bold, in capitals or numbered, with text below them.

use super::numbering::Mark;
use super::piece::{Piece, Role};
use crate::import::plain;

/// Characters of a heading.
const LONGEST: usize = 120;
/// Headings with nothing between them; more are a list, or a document in bold letters.
const STACKED: usize = 3;

/// Why a line looks like a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A number with so many parts.
    Numbered(u8),
    Capitals,
    Bold,
}

/// Makes headings of what looks like them, if there is no heading; gives how many.
pub fn mark(pieces: &mut [Piece]) -> usize {
    if pieces.iter().any(|piece| matches!(piece.role, Role::Heading(_)) && !piece.is_blank()) {
        return 0;
    }
    let shown = pieces.iter().enumerate().filter(|(_, piece)| !piece.is_blank());
    let looks: Vec<_> = shown.map(|(at, piece)| (at, look(piece))).collect();
    let found = headings(pieces, &looks);
    let above = found.iter().any(|(_, look)| *look != Look::Bold);
    for (at, look) in &found {
        let piece = pieces.get_mut(*at);
        piece.into_iter().for_each(|piece| piece.role = Role::Heading(rank(*look, above)));
    }
    found.len()
}

/// The lines that have normal text behind them, at once or below a few more headings.
fn headings(pieces: &[Piece], looks: &[(usize, Option<Look>)]) -> Vec<(usize, Look)> {
    let mut found = Vec::new();
    let groups: Vec<_> = looks.chunk_by(|(_, a), (_, b)| a.is_some() == b.is_some()).collect();
    // The last group has nothing behind it.
    for group in groups.iter().rev().skip(1) {
        let group: Vec<_> = group.iter().filter_map(|(at, look)| Some((*at, (*look)?))).collect();
        found.extend(of_group(pieces, &group));
    }
    found
}

/// A few lines are a heading and those below it; many are a list, a cover or a document in bold letters, where only the
/// last may be a heading, if it does not look like the rest.
fn of_group(pieces: &[Piece], group: &[(usize, Look)]) -> Vec<(usize, Look)> {
    match group {
        [.., (_, before), last] if group.len() > STACKED => (*before != last.1).then_some(*last).into_iter().collect(),
        _ if is_list(pieces, group) => Vec::new(),
        _ => group.to_vec(),
    }
}

/// Numbered lines in normal letters, one behind the other.
fn is_list(pieces: &[Piece], group: &[(usize, Look)]) -> bool {
    let stands_out = |at: usize| pieces.get(at).is_some_and(|piece| piece.bold || is_capitals(piece, &piece.text));
    let normal = |(at, look): &(usize, Look)| matches!(look, Look::Numbered(_)) && !stands_out(*at);
    group.windows(2).any(|pair| matches!(pair, [a, b] if a.1 == b.1 && normal(a) && normal(b)))
}

fn look(piece: &Piece) -> Option<Look> {
    let text = piece.heading();
    let words = piece.text.trim();
    let plausible = matches!(piece.role, Role::Text | Role::Item(_))
        && piece.mark != Some(Mark::Bullet)
        && words.contains(char::is_alphabetic)
        && text.chars().count() <= LONGEST
        && !words.ends_with(['.', ';', ','])
        && !words.contains('\n');
    if !plausible {
        return None;
    }
    numbered(piece, &text)
        .or_else(|| is_capitals(piece, words).then_some(Look::Capitals))
        .or(piece.bold.then_some(Look::Bold))
}

/// A number that was typed is enough; one of a list needs bold or capital letters too.
fn numbered(piece: &Piece, text: &str) -> Option<Look> {
    let stands_out = piece.bold || is_capitals(piece, piece.text.trim());
    let depth = plain::number_depth(text).and_then(|depth| u8::try_from(depth).ok());
    match (&piece.mark, depth) {
        (Some(_), depth) if stands_out => Some(Look::Numbered(depth.unwrap_or(piece.depth.saturating_add(1)))),
        (None, Some(depth)) => Some(Look::Numbered(depth)),
        _ => None,
    }
}

fn is_capitals(piece: &Piece, words: &str) -> bool {
    let count = |is: fn(char) -> bool| words.chars().filter(|c| is(*c)).count();
    let (upper, lower) = (count(char::is_uppercase), count(char::is_lowercase));
    (upper >= 4 && lower == 0) || (piece.caps && upper + lower >= 4)
}

fn rank(look: Look, above: bool) -> u8 {
    match look {
        Look::Numbered(depth) => depth.clamp(1, 9),
        Look::Capitals => 1,
        Look::Bold => 1 + u8::from(above),
    }
}
