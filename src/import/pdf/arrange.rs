//! The pages of a reading to a manuscript: furniture out, words whole, lists together, headings ranked.

use std::collections::HashMap;

use crate::import::manuscript::{Block, Manuscript, Rank};
use crate::import::plain;

use super::hyphen::Spelling;
use super::sheet::{Kind, Piece, Sheet};
use super::{MOST_TEXT, Reading, Refusal, furniture, numbers};

/// Fewer letters a page on average are a page number and a stamp, on pictures of text.
const FEWEST_LETTERS: usize = 25;

/// The manuscript of a reading.
///
/// # Errors
/// A refusal, when there is no text or more than a record can hold.
pub fn manuscript(reading: &Reading) -> Result<Manuscript, Refusal> {
    let mut sheets = reading.sheets.clone();
    let mut warnings = reading.warnings.clone();
    warnings.extend(furniture::clear(&mut sheets));
    refuse(&sheets)?;
    warnings.extend([without_text(&sheets), tables(&sheets)].into_iter().flatten());
    let blocks = blocks(&sheets, &reading.bookmarks);
    let mut manuscript = Manuscript { blocks, warnings, ..Manuscript::default() };
    rank_numbered(&mut manuscript);
    Ok(manuscript)
}

fn refuse(sheets: &[Sheet]) -> Result<(), Refusal> {
    let letters: usize = sheets.iter().map(Sheet::letters).sum();
    let bytes: usize = sheets.iter().flat_map(|sheet| &sheet.pieces).map(|piece| piece.text.len()).sum();
    match () {
        () if sheets.is_empty() => Err(Refusal::NoPages),
        () if letters < FEWEST_LETTERS * sheets.len() => Err(Refusal::Pictures),
        () if bytes > MOST_TEXT => Err(Refusal::TooMuchText),
        () => Ok(()),
    }
}

fn without_text(sheets: &[Sheet]) -> Option<String> {
    let is_bare = |sheet: &&Sheet| sheet.letters() < if sheet.has_picture { FEWEST_LETTERS } else { 1 };
    let pages: Vec<u32> = sheets.iter().filter(is_bare).map(|sheet| sheet.number).collect();
    let warning =
        || format!("Pages with no text, or next to none: {}. Pictures are not read.", numbers::ranges(&pages));
    (!pages.is_empty()).then(warning)
}

fn tables(sheets: &[Sheet]) -> Option<String> {
    let has_table = |sheet: &&Sheet| sheet.pieces.iter().any(|piece| piece.kind == Kind::Table);
    let pages: Vec<u32> = sheets.iter().filter(has_table).map(|sheet| sheet.number).collect();
    let warning = || {
        let pages = numbers::ranges(&pages);
        format!(
            "Tables from PDF often come out in the wrong order (pages {pages}): check their figures in the original."
        )
    };
    (!pages.is_empty()).then(warning)
}

fn blocks(sheets: &[Sheet], bookmarks: &HashMap<String, u8>) -> Vec<Block> {
    let texts = sheets.iter().flat_map(|sheet| &sheet.pieces).map(|piece| piece.text.as_str());
    let spelling = Spelling::of(texts);
    let mut blocks: Vec<Block> = Vec::new();
    let mut in_list = false;
    for sheet in sheets {
        for piece in &sheet.pieces {
            let is_item = piece.kind == Kind::Item;
            match blocks.last_mut().filter(|last| is_item && in_list && last.page == Some(sheet.number)) {
                Some(list) => list.text.extend(["\n", &spelling.mend(&piece.text)]),
                None => blocks.push(block(piece, sheet.number, &spelling, bookmarks)),
            }
            in_list = is_item;
        }
    }
    blocks
}

fn block(piece: &Piece, page: u32, spelling: &Spelling, bookmarks: &HashMap<String, u8>) -> Block {
    let text = match piece.kind {
        Kind::Table | Kind::Listing => piece.text.clone(),
        Kind::Paragraph | Kind::Item | Kind::Heading(_) => spelling.mend(&piece.text),
    };
    let heading = marked(&text, bookmarks).or_else(|| looked(piece.kind));
    Block { text, page: Some(page), heading }
}

/// Named by a bookmark.
fn marked(text: &str, bookmarks: &HashMap<String, u8>) -> Option<Rank> {
    let level = *bookmarks.get(&text.to_lowercase())?;
    Some(Rank { level, derived: false })
}

/// Set like a heading.
fn looked(kind: Kind) -> Option<Rank> {
    let Kind::Heading(level) = kind else { return None };
    Some(Rank { level, derived: true })
}

/// A number says the level, and that it is a heading, better than the size of the letters does.
fn rank_numbered(manuscript: &mut Manuscript) {
    let numbered = numbered(manuscript);
    let mut at = 0;
    for block in &mut manuscript.blocks {
        let lines = block.text.lines().count();
        let level = numbered.get(&at).filter(|_| lines == 1);
        block.heading = level.map(|level| Rank { level: *level, derived: false }).or(block.heading);
        at += lines + 1;
    }
}

/// The levels of numbered headings by the line that they stand on.
fn numbered(manuscript: &Manuscript) -> HashMap<usize, u8> {
    let (lines, _) = manuscript.layout();
    let headings = plain::headings(&lines).into_iter().filter(|heading| heading.numbered);
    headings.map(|heading| (heading.at, heading.level)).collect()
}
