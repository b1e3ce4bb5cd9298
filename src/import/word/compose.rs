//! Paragraphs and rows to the blocks of a manuscript.

use super::guess;
use super::piece::{Left, Piece, Role, squeezed};
use super::tally::Tally;
use crate::import::{Block, Manuscript, Rank};

/// Blocks and title, without the table of contents; what was left out goes into the tally.
#[must_use]
pub fn compose(pieces: Vec<Piece>, tally: &mut Tally) -> Manuscript {
    let mut pieces = without_contents(pieces, tally);
    tally.guessed = guess::mark(&mut pieces);
    let title = title(&pieces);
    let mut composer = Composer { pages: tally.pages, derived: tally.guessed > 0, ..Composer::default() };
    pieces.chunk_by(belong_together).for_each(|group| composer.add(group));
    tally.left = composer.left;
    Manuscript { title, blocks: composer.blocks, ..Manuscript::default() }
}

/// The heading of a table of contents goes with it. Without one it is a heading that shall not stand in it.
fn without_contents(pieces: Vec<Piece>, tally: &mut Tally) -> Vec<Piece> {
    let before = pieces.len();
    let is_contents = |piece: &Piece| piece.contents.is_some() || piece.role == Role::Contents;
    let mut kept: Vec<Piece> = Vec::with_capacity(before);
    for piece in pieces {
        match piece.role {
            _ if is_contents(&piece) => drop(kept.pop_if(|last| last.role == Role::ContentsHeading)),
            _ => kept.push(piece),
        }
    }
    tally.contents = before - kept.len();
    for piece in &mut kept {
        if piece.role == Role::ContentsHeading {
            piece.role = Role::Heading(1);
        }
    }
    kept
}

/// The first paragraphs of the style for it.
fn title(pieces: &[Piece]) -> Option<String> {
    let titles = pieces.iter().skip_while(|piece| piece.role != Role::Title || piece.is_blank());
    let words: Vec<_> = titles.take_while(|piece| piece.role == Role::Title).map(Piece::heading).collect();
    Some(words.join(" ")).filter(|title| !title.trim().is_empty())
}

/// Items of a list, rows of a table and lines of a title are one block on each page.
fn belong_together(a: &Piece, b: &Piece) -> bool {
    let alike = match (a.role, b.role) {
        (Role::Item(_), Role::Item(_)) | (Role::Title, Role::Title) => true,
        (Role::Row(a), Role::Row(b)) => a == b,
        _ => false,
    };
    alike && a.page == b.page
}

#[derive(Debug, Default)]
struct Composer {
    pages: bool,
    derived: bool,
    blocks: Vec<Block>,
    left: Vec<(String, Left)>,
}

impl Composer {
    fn add(&mut self, group: &[Piece]) {
        let Some(first) = group.first() else { return };
        match first.role {
            Role::Heading(level) => self.heading(first, level, self.derived),
            Role::Title => self.title(group),
            Role::Item(_) => self.block(first, &lines(group, item)),
            Role::Row(_) => self.block(first, &lines(group, |piece| piece.text.clone())),
            _ => self.block(first, &paragraph(first)),
        }
        group.iter().for_each(|piece| self.leave(piece.left));
    }

    fn heading(&mut self, piece: &Piece, level: u8, derived: bool) {
        let text = piece.heading();
        if !text.trim().is_empty() {
            self.left.push((text.clone(), Left::default()));
            self.put(piece, text, Some(Rank { level, derived }));
        }
        self.put(piece, piece.notes_alone(), None);
    }

    fn title(&mut self, group: &[Piece]) {
        let text = squeezed(&group.iter().map(Piece::heading).collect::<Vec<_>>().join(" "));
        let Some(first) = group.first() else { return };
        self.left.push((text.clone(), Left::default()));
        self.put(first, text, Some(Rank { level: 1, derived: false }));
        group.iter().for_each(|piece| self.put(piece, piece.notes_alone(), None));
    }

    fn block(&mut self, first: &Piece, text: &str) {
        self.put(first, text.to_owned(), None);
    }

    fn put(&mut self, piece: &Piece, text: String, heading: Option<Rank>) {
        let page = self.pages.then_some(piece.page);
        if !text.trim().is_empty() {
            self.blocks.push(Block { text, page, heading });
        }
    }

    fn leave(&mut self, left: Left) {
        if left == Left::default() {
            return;
        }
        if self.left.is_empty() {
            self.left.push((String::new(), Left::default()));
        }
        self.left.last_mut().into_iter().for_each(|(_, here)| here.add(left));
    }
}

fn lines(group: &[Piece], line: fn(&Piece) -> String) -> String {
    group.iter().map(line).filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn item(piece: &Piece) -> String {
    let Role::Item(depth) = piece.role else { return piece.line() };
    let line = if piece.is_blank() { String::new() } else { piece.line() };
    format!("{}{line}", "  ".repeat(usize::from(depth)))
}

/// Lines stay lines, and blanks at their ends go.
fn paragraph(piece: &Piece) -> String {
    let text = piece.with_notes();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
