//! Tables that are being read. One in a cell of another stands above it on the stack, so nothing of either is lost.

use super::piece::{Left, Piece, Role, line};

/// A table that has begun and not ended.
#[derive(Debug, Default)]
pub struct Table {
    /// Its number in the document.
    pub id: u32,
    /// The row that has begun.
    pub row: Option<Row>,
}

/// A row that has begun.
#[derive(Debug, Default)]
pub struct Row {
    /// A tracked change took it out.
    pub deleted: bool,
    /// The page that it begins on.
    pub first_page: u32,
    /// The last page that one of its cells came to.
    pub last_page: u32,
    /// Whether a cell has begun.
    pub in_cell: bool,
    /// The cell that has begun goes on with the one above it, or was taken out.
    pub passed_over: bool,
    cells: Vec<Vec<Piece>>,
}

impl Row {
    /// A row on a page.
    #[must_use]
    pub fn new(page: u32) -> Self {
        Self { first_page: page, last_page: page, ..Self::default() }
    }

    /// Columns that the row leaves out at its beginning.
    pub fn indent(&mut self, columns: u32) {
        let columns = columns.min(63) as usize;
        self.cells.extend(std::iter::repeat_with(Vec::new).take(columns));
    }

    /// Ends a cell.
    pub fn end_cell(&mut self, pieces: Vec<Piece>) {
        let kept = if self.passed_over { Vec::new() } else { pieces };
        self.cells.push(kept);
        (self.in_cell, self.passed_over) = (false, false);
    }

    /// The row in one line. A box around headings is no table, so its pieces stay what they are.
    #[must_use]
    pub fn pieces(self, table: u32) -> Vec<Piece> {
        match <[Vec<Piece>; 1]>::try_from(self.cells) {
            Ok([pieces]) if pieces.iter().any(is_heading) => pieces,
            Ok([pieces]) => Self::joined(table, &[pieces]),
            Err(cells) => Self::joined(table, &cells),
        }
    }

    fn joined(table: u32, cells: &[Vec<Piece>]) -> Vec<Piece> {
        let texts: Vec<_> = cells.iter().map(|pieces| line(pieces)).collect();
        let blank = texts.iter().all(String::is_empty);
        let text = if blank { String::new() } else { texts.join(" | ").trim_end().to_owned() };
        let mut left = Left::default();
        cells.iter().flatten().for_each(|piece| left.add(piece.left));
        let page = cells.iter().flatten().find(|piece| !piece.is_blank()).map_or(0, |piece| piece.page);
        let role = if blank { Role::Text } else { Role::Row(table) };
        let piece = Piece { text, page, role, left, ..Piece::default() };
        let empty = piece.is_blank() && left == Left::default();
        if empty { Vec::new() } else { vec![piece] }
    }
}

fn is_heading(piece: &Piece) -> bool {
    matches!(piece.role, Role::Heading(_) | Role::Title) && !piece.is_blank()
}
