//! Columns: documents of each kind in each quarter, and documents in each month.

use super::super::Report;
use super::{Drawing, Fill, Length, WIDTH, count_at, wrapped};
use crate::domain::summary::{Dimension, Table, words};

/// Height of the longest column.
const TALL: usize = 84;
/// Room between panels.
const GAP: usize = 28;

/// A group of columns with words over it.
struct Panel {
    title: Vec<String>,
    columns: Vec<(String, Length)>,
}

/// A panel a kind, a column a quarter, one scale for all.
pub(super) fn by_kind(report: &Report, table: &Table) -> Option<Drawing> {
    let quarters = quarters(table);
    let rows = table.rows.iter().filter(|row| !row.total);
    let panel = |row: &crate::domain::summary::Row| Panel {
        title: wrapped(&row.label, 19, 3),
        columns: quarters
            .iter()
            .enumerate()
            .filter_map(|(at, quarter)| Some((quarter.clone(), Length::of(report, table, count_at(row, at)?))))
            .collect(),
    };
    drawn(&rows.map(panel).collect::<Vec<_>>())
}

/// A column a month of the year; a month without documents has an empty place.
pub(super) fn by_month(report: &Report, table: &Table) -> Option<Drawing> {
    let year = report.summary.period.whole_year()?;
    let column = |month: usize| {
        let code = format!("{year}-{month:02}");
        let row = table.rows.iter().find(|row| row.code == code);
        (
            words(Dimension::Month, &code, table.language),
            Length::of(report, table, row.and_then(|row| count_at(row, 0)).unwrap_or(0)),
        )
    };
    drawn(&[Panel { title: Vec::new(), columns: (1..=12).map(column).collect() }])
}

/// The heads of the columns that are quarters, without the year when all are of one.
fn quarters(table: &Table) -> Vec<String> {
    let is_quarter = |head: &&String| {
        head.get(4..5) == Some("-") && head.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
    };
    let heads: Vec<_> = table.head.iter().skip(1).take_while(is_quarter).collect();
    let year = heads.first().and_then(|head| head.get(..4));
    let short = |head: &&String| {
        if heads.iter().all(|head| head.get(..4) == year) { head.get(5..) } else { head.get(2..) }
            .unwrap_or_default()
            .to_owned()
    };
    heads.iter().map(short).collect()
}

fn drawn(panels: &[Panel]) -> Option<Drawing> {
    let most = panels
        .iter()
        .flat_map(|panel| &panel.columns)
        .map(|(_, length)| length.count)
        .max()
        .filter(|most| *most > 0)?;
    let lines = panels.iter().map(|panel| panel.title.len()).max().unwrap_or(0);
    let wide = (WIDTH + GAP) / panels.len() - GAP;
    let top = 16 * lines + 6;
    let mut drawing = Drawing::new();
    drawing.height = top + 18 + TALL + 22;
    for (at, panel) in panels.iter().enumerate() {
        panel.draw(&mut drawing, (at * (wide + GAP), top), wide, most);
    }
    Some(drawing)
}

impl Panel {
    fn draw(&self, drawing: &mut Drawing, (x, top): (usize, usize), wide: usize, most: usize) {
        let base = top + 18 + TALL;
        for (at, line) in self.title.iter().enumerate() {
            drawing.words((x, 14 + 16 * at), "name", line);
        }
        let step = wide / self.columns.len().max(1);
        let thick = (step * 2 / 3).min(44);
        for (at, (label, length)) in self.columns.iter().enumerate() {
            let (left, tall) = (x + at * step + (step - thick) / 2, length.on(TALL, most));
            let middle = left + thick / 2;
            if tall > 0 {
                drawing.rect((left, base - tall), (thick, tall), Fill::Yes);
            }
            drawing.words((middle, base - tall - 5), "middle", &length.shown);
            drawing.words((middle, base + 16), "head middle", label);
        }
        drawing.line((x, base), (x + wide, base), "axis");
    }
}
