//! Bars: documents of each region, in the order of the list and never by size.

use super::super::Report;
use super::{Drawing, Fill, Length, WIDTH, count_at};
use crate::domain::summary::Table;
use crate::text::truncate;

/// Where the bars begin.
const LEFT: usize = 380;
/// From one bar to the next.
const STEP: usize = 24;

/// A bar a region.
pub(super) fn regions(report: &Report, table: &Table) -> Option<Drawing> {
    let rows = table.rows.iter().filter(|row| !row.total);
    let bars: Vec<_> = rows.filter_map(|row| Some((row, Length::of(report, table, count_at(row, 0)?)))).collect();
    let most = bars.iter().map(|(_, length)| length.count).max().filter(|most| *most > 0)?;
    let mut drawing = Drawing::new();
    drawing.height = bars.len() * STEP + 4;
    for (at, (row, length)) in bars.iter().enumerate() {
        let top = at * STEP + 4;
        let long = length.on(WIDTH - LEFT - 60, most);
        drawing.words((LEFT - 12, top + 13), "end", &truncate(&row.label, 56));
        if long > 0 {
            drawing.rect((LEFT, top), (long, STEP - 8), Fill::Yes);
        }
        drawing.words((LEFT + long + 6, top + 13), "name", &length.shown);
    }
    drawing.line((LEFT, 0), (LEFT, drawing.height), "axis");
    Some(drawing)
}
