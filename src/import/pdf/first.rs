//! The first reader: unpdf, which knows columns, tables and what is set like a heading.

use std::collections::HashMap;

use unpdf::model::OutlineItem;
use unpdf::{Block, Document, ErrorKind, Page, Paragraph, ParseOptions, PdfParser, Table, TableRow};

use super::sheet::{Kind, Piece, Sheet, letters, one_line};
use super::{MOST_PAGES, Reading, Refusal, numbers};

/// A longer line is no heading, however large it is set.
const LONGEST_HEADING: usize = 200;

/// It looks all pages through for each page: more take too long.
pub const MOST_PAGES_WELL: u32 = 1_000;

/// Reads all pages; `None` when there are more than it can read in time.
///
/// # Errors
/// A refusal.
pub fn read(bytes: &[u8]) -> Result<Option<Reading>, Refusal> {
    let options = ParseOptions::new().lenient().sequential();
    let parser = PdfParser::from_bytes_with_options(bytes, options).map_err(refusal)?;
    match parser.page_count() {
        0 => Err(Refusal::NoPages),
        pages if pages > MOST_PAGES => Err(Refusal::TooManyPages { pages }),
        pages if pages > MOST_PAGES_WELL => Ok(None),
        _ => parser.parse().map(|document| Some(reading(&document))).map_err(refusal),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn refusal(error: unpdf::Error) -> Refusal {
    match error.kind() {
        ErrorKind::Encrypted | ErrorKind::InvalidPassword => Refusal::Password,
        _ => Refusal::Damaged,
    }
}

fn reading(document: &Document) -> Reading {
    Reading {
        sheets: document.pages.iter().map(sheet).collect(),
        bookmarks: bookmarks(document),
        warnings: [damage(document), unread(document), undecoded(document)].into_iter().flatten().collect(),
    }
}

fn sheet(page: &Page) -> Sheet {
    let pieces = page.elements.iter().filter_map(piece).filter(|piece| !piece.text.is_empty()).collect();
    Sheet { number: page.number, pieces, has_picture: page.image_op_count > 0 }
}

fn piece(block: &Block) -> Option<Piece> {
    match block {
        Block::Paragraph(paragraph) => Some(Piece::on_one_line(&paragraph.plain_text(), kind(paragraph))),
        Block::Table(table) => Some(Piece { text: rows(table), kind: Kind::Table }),
        Block::Code { content } | Block::Raw { content } => Some(listing(content)),
        _ => None,
    }
}

/// A figure alone is no heading: large figures stand in tables and on covers.
fn kind(paragraph: &Paragraph) -> Kind {
    let text = paragraph.plain_text();
    let can_head = letters(&text) >= 2 && text.len() <= LONGEST_HEADING;
    match paragraph.heading_level() {
        Some(level) if can_head => Kind::Heading(level),
        _ if paragraph.is_list_item() => Kind::Item,
        _ => Kind::Paragraph,
    }
}

fn listing(content: &str) -> Piece {
    Piece { text: content.trim_end().to_owned(), kind: Kind::Listing }
}

fn rows(table: &Table) -> String {
    table.rows.iter().map(row).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Empty cells at the end of a row say nothing; those between keep the others in their column.
fn row(row: &TableRow) -> String {
    let cells = row.cells.iter().map(|cell| one_line(&cell.plain_text())).collect::<Vec<_>>().join(" | ");
    cells.trim_end_matches([' ', '|']).to_owned()
}

/// The depth of each bookmark by its words: whoever made the document called these headings.
fn bookmarks(document: &Document) -> HashMap<String, u8> {
    let mut found = HashMap::new();
    let mut waiting: Vec<(&OutlineItem, u8)> = Vec::new();
    waiting.extend(document.outline.iter().flat_map(|outline| outline.items.iter().map(|item| (item, 1))));
    while let Some((item, depth)) = waiting.pop() {
        found.entry(one_line(&item.title).to_lowercase()).or_insert(depth);
        waiting.extend(item.children.iter().map(|child| (child, depth.saturating_add(1))));
    }
    found
}

fn damage(document: &Document) -> Option<String> {
    let quality = &document.extraction_quality;
    let damaged = quality.pages_incomplete || quality.xref_reconstructed || quality.undecodable_content_streams > 0;
    let warning = "This PDF is damaged or was not saved whole: pages or parts of pages may be missing.";
    damaged.then(|| warning.to_owned())
}

fn unread(document: &Document) -> Option<String> {
    let is_there = |number: &u32| document.pages.binary_search_by_key(number, |page| page.number).is_ok();
    let missing: Vec<u32> = (1..=document.metadata.page_count).filter(|number| !is_there(number)).collect();
    (!missing.is_empty()).then(|| format!("Pages that could not be read: {}.", numbers::ranges(&missing)))
}

fn undecoded(document: &Document) -> Option<String> {
    let broken = |page: &&Page| page.suppressed_text_runs > 0 || page.undecoded_text_codes > 0;
    let pages: Vec<u32> = document.pages.iter().filter(broken).map(|page| page.number).collect();
    let warning = || {
        format!(
            "Some text is set in fonts that do not tell their letters (pages {}); it is missing.",
            numbers::ranges(&pages)
        )
    };
    (!pages.is_empty()).then(warning)
}
