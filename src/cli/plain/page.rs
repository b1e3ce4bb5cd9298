//! Text for a person: as wide as the terminal, or unbroken where there is none.

use std::io::{self, IsTerminal as _};

use crate::text::{Wrapped, clean};

/// The columns of the terminal behind stdout; `None` when stdout goes elsewhere, where nothing is cut or wrapped.
#[must_use]
pub fn columns() -> Option<u16> {
    let size = || crossterm::terminal::size().map_or(80, |(columns, _)| columns);
    io::stdout().is_terminal().then(size).map(|columns| columns.max(20))
}

/// Outside text made safe for a terminal, and wrapped between words.
#[must_use]
pub fn fitted(text: &str, columns: Option<u16>) -> String {
    let Some(columns) = columns else { return clean(text).into_owned() };
    let wrapped = Wrapped::new(text.to_owned(), columns);
    let row = |index| format!("{}{}", " ".repeat(usize::from(wrapped.indent(index))), wrapped.row(index));
    (0..wrapped.len()).map(row).collect::<Vec<_>>().join("\n")
}
