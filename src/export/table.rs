//! The tables of leads as text, as Markdown and as one long CSV.

use std::fmt::Write as _;

use crate::domain::summary::{Cell, Row, Table};
use crate::text::{Shown, Wrapped, width};

/// Longer words are cut in the text form.
const WIDEST: usize = 48;

/// The cells of a line of the notes.
const NOTE: u16 = 100;

/// Tables with aligned columns.
#[must_use]
pub fn text(tables: &[Table], hide_small: bool) -> String {
    tables.iter().map(|table| text_of(table, hide_small)).collect::<Vec<_>>().join("\n")
}

fn text_of(table: &Table, hide_small: bool) -> String {
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| texts(table, row, hide_small)).collect();
    let head: Vec<String> = table.head.iter().map(|head| cut(head)).collect();
    let columns = head.len().max(rows.iter().map(Vec::len).max().unwrap_or(0));
    let widest = |column: usize| {
        let cells = rows.iter().chain([&head]).filter_map(|row| row.get(column));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<_> = (0..columns).map(widest).collect();
    let mut out = format!("{}  {}\n", table.id, table.title);
    line(&mut out, &head, &widths, table);
    rows.iter().for_each(|row| line(&mut out, row, &widths, table));
    if !table.note.is_empty() {
        let note = Wrapped::new(table.note.clone(), NOTE);
        for row in 0..note.len() {
            let _ = writeln!(out, "  {}", note.row(row));
        }
    }
    out
}

fn line(out: &mut String, cells: &[String], widths: &[usize], table: &Table) {
    let padded = |(column, (cell, wide)): (usize, (&String, &usize))| {
        let fill = " ".repeat(wide.saturating_sub(width(cell)));
        if is_left(table, column) { format!("  {cell}{fill}") } else { format!("  {fill}{cell}") }
    };
    let text: String = cells.iter().zip(widths).enumerate().map(padded).collect();
    let _ = writeln!(out, "{}", text.trim_end());
}

fn is_left(table: &Table, column: usize) -> bool {
    let cell = |row: &Row| column.checked_sub(1).and_then(|at| row.cells.get(at).cloned());
    column == 0 || table.rows.iter().filter_map(cell).any(|cell: Cell| cell.value.is_text())
}

fn texts(table: &Table, row: &Row, hide_small: bool) -> Vec<String> {
    let cells = row.cells.iter().map(|cell| cut(&table.shown(&cell.value, hide_small)));
    [cut(&row.label)].into_iter().chain(cells).collect()
}

fn cut(text: &str) -> String {
    Shown::line(text).truncate(WIDEST).to_string()
}

/// Tables for a document; nothing in them can become markup.
#[must_use]
pub fn markdown(tables: &[Table], hide_small: bool) -> String {
    tables.iter().map(|table| markdown_of(table, hide_small)).collect::<Vec<_>>().join("\n")
}

/// One table for a document.
#[must_use]
pub fn markdown_of(table: &Table, hide_small: bool) -> String {
    let mut out = format!("### {} {}\n\n", table.id, plain(&table.title));
    let head: Vec<_> = table.head.iter().map(|head| plain(head)).collect();
    let rule: Vec<_> = (0..head.len()).map(|column| if is_left(table, column) { "---" } else { "---:" }).collect();
    let _ = writeln!(out, "| {} |\n| {} |", head.join(" | "), rule.join(" | "));
    for row in &table.rows {
        let bold = |text: String| if row.total { format!("**{text}**") } else { text };
        let cells = row.cells.iter().map(|cell| plain(&table.shown(&cell.value, hide_small)));
        let cells: Vec<_> = [plain(&row.label)].into_iter().chain(cells).map(bold).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    if !table.note.is_empty() {
        let _ = writeln!(out, "\n{}", plain(&table.note));
    }
    out
}

/// On one line, with every character that Markdown or HTML could take for markup escaped; no address becomes a link.
#[must_use]
pub fn plain(text: &str) -> String {
    let shown = Shown::line(text);
    let mut out = String::new();
    let mut rest = shown.as_str();
    while let Some(c) = rest.chars().next() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '~' | '@' => out.extend(['\\', c]),
            ':' if rest.starts_with("://") => out.push_str("\\:"),
            '.' if ends_with_www(&out) => out.push_str("\\."),
            _ => out.push(c),
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|from| text.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}
