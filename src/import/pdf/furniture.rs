//! Page furniture: lines that come again at the top or the bottom of page after page.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::sheet::{Kind, Piece, Sheet};

/// So many pieces from the top and from the bottom of a page can be furniture.
const EDGE: usize = 3;
/// A longer text is no running head.
const LONGEST: usize = 160;
/// What comes on fewer pages may have been written each time.
const FEWEST_PAGES: usize = 3;
/// Left and right pages, and parts, have heads of their own: a third of all pages is enough.
const SHARE: usize = 3;
/// So many of the lines are quoted to the reviewer.
const QUOTED: usize = 3;

/// Takes the furniture out; a sentence when there was some.
#[must_use]
pub fn clear(sheets: &mut [Sheet]) -> Option<String> {
    let repeated = repeated(sheets);
    let mut dropped: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen = HashSet::new();
    for sheet in sheets.iter_mut() {
        for at in edges(&sheet.pieces).into_iter().rev() {
            let key = sheet.pieces.get(at).map(key).filter(|key| is_furniture(key, &repeated));
            // The title on the cover often comes again as the running head.
            if let Some(key) = key.filter(|key| !is_heading(&sheet.pieces, at) || !seen.insert(key.clone())) {
                *dropped.entry(key).or_default() += 1;
                sheet.pieces.remove(at);
            }
        }
    }
    warning(&dropped)
}

/// A running head and a page number come in one piece where nothing stands between them.
fn is_furniture(key: &str, repeated: &HashSet<String>) -> bool {
    let joined = |(at, _): (usize, char)| key.split_at_checked(at);
    let both = |(head, foot): (&str, &str)| repeated.contains(head) && repeated.contains(foot.trim_start());
    repeated.contains(key) || key.char_indices().filter(|(_, c)| *c == ' ').filter_map(joined).any(both)
}

fn is_heading(pieces: &[Piece], at: usize) -> bool {
    matches!(pieces.get(at), Some(Piece { kind: Kind::Heading(_), .. }))
}

/// The places at the top and the bottom, rising.
fn edges(pieces: &[Piece]) -> Vec<usize> {
    let from_bottom = pieces.len().saturating_sub(EDGE);
    let is_edge = |(at, piece): &(usize, &Piece)| (*at < EDGE || *at >= from_bottom) && can_repeat(piece);
    pieces.iter().enumerate().filter(is_edge).map(|(at, _)| at).collect()
}

fn can_repeat(piece: &Piece) -> bool {
    piece.text.len() <= LONGEST && !matches!(piece.kind, Kind::Table | Kind::Listing)
}

fn repeated(sheets: &[Sheet]) -> HashSet<String> {
    let mut pages: HashMap<String, usize> = HashMap::new();
    for sheet in sheets {
        let keys: HashSet<_> = edges(&sheet.pieces).iter().filter_map(|at| sheet.pieces.get(*at)).map(key).collect();
        keys.into_iter().for_each(|key| *pages.entry(key).or_default() += 1);
    }
    pages.retain(|_, count| *count >= FEWEST_PAGES && *count * SHARE >= sheets.len());
    pages.into_keys().collect()
}

/// The words; figures change from page to page.
fn key(piece: &Piece) -> String {
    let mut key = String::with_capacity(piece.text.len());
    for c in piece.text.chars().flat_map(char::to_lowercase) {
        match c {
            _ if !c.is_numeric() => key.push(c),
            _ if key.ends_with('#') => {}
            _ => key.push('#'),
        }
    }
    key
}

fn warning(dropped: &BTreeMap<String, usize>) -> Option<String> {
    let lines: usize = dropped.values().sum();
    let quoted: Vec<_> = dropped.keys().take(QUOTED).map(|key| format!("“{key}”")).collect();
    let more = if dropped.len() > QUOTED { ", …" } else { "" };
    let sentence = || {
        format!("Lines that repeat at the top or bottom of pages were left out ({lines}): {}{more}.", quoted.join(", "))
    };
    (lines > 0).then(sentence)
}
