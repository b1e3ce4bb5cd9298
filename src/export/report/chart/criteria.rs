//! Criteria: a bar of Yes, Partly and No in the first round, and an arrow from there to the latest.

use super::super::Report;
use super::super::words::Text;
use super::{Drawing, Fill, count_at};
use crate::domain::summary::{Figures, Phrase, Row, SMALL, Table, Value, WITHHELD};
use crate::text::truncate;

/// Where the labels end, the bars begin, and the arrows begin.
const LABELS: usize = 232;
const BARS: usize = 290;
const ARROWS: usize = 672;
/// How long a whole is, as a bar and on the scale of the arrows.
const BAR: usize = 340;
const SCALE: usize = 270;
/// From one criterion to the next, and the head over the first.
const STEP: usize = 23;
const TOP: usize = 46;
/// A part of a bar that is shorter has no words on it.
const ROOM: usize = 34;

/// A row a criterion.
pub(super) fn of(report: &Report, table: &Table) -> Option<Drawing> {
    let rows: Vec<_> =
        table.rows.iter().filter(|row| row.bar.is_some_and(|bar| bar.iter().sum::<usize>() > 0)).collect();
    let mut drawing = Drawing::new();
    drawing.height = TOP + rows.len() * STEP + 4;
    head(&mut drawing, report);
    for (at, row) in rows.iter().enumerate() {
        criterion(&mut drawing, report, row, TOP + at * STEP);
    }
    (!rows.is_empty()).then_some(drawing)
}

fn head(drawing: &mut Drawing, report: &Report) {
    let language = report.options.language;
    drawing.words((BARS, 12), "head", report.say(Text::FirstRound));
    drawing.words((BARS - 10, TOP - 10), "head end", "n");
    let key = [
        (Fill::Yes, report.say(Text::Yes)),
        (Fill::Partly, Phrase::Partly.text(language)),
        (Fill::No, Phrase::No.text(language)),
    ];
    for (at, (fill, words)) in key.into_iter().enumerate() {
        let x = BARS + at * 100;
        drawing.rect((x, TOP - 20), (18, 11), fill);
        drawing.rect((x, TOP - 20), (18, 11), Fill::Edge);
        drawing.words((x + 24, TOP - 10), "name", words);
    }
    drawing.words((ARROWS, 12), "head", report.say(Text::FirstToLatest));
    for percent in [0, 25, 50, 75, 100] {
        let x = ARROWS + percent * SCALE / 100;
        let words = Figures::of(language).percent(percent);
        drawing.words((x, TOP - 10), "head middle", &words);
        drawing.line((x, TOP - 4), (x, drawing.height), "axis");
    }
}

fn criterion(drawing: &mut Drawing, report: &Report, row: &Row, top: usize) {
    let line = top + 14;
    drawing.words((LABELS, line), "end", &truncate(&row.label, 36));
    let Some(bar) = row.bar else { return };
    if is_withheld(report, row, bar) {
        drawing.words((BARS, line), "soft", WITHHELD);
        return;
    }
    let n = count_at(row, 1).unwrap_or_else(|| bar.iter().sum());
    drawing.words((BARS - 10, line), "soft end", &Figures::of(report.options.language).count(n));
    stacked(drawing, bar, top, report);
    if let Some((latest, first)) = shares(row) {
        arrow(drawing, first, latest, top + 10);
    }
}

/// A number that may not be shown must not be seen in a length either.
fn is_withheld(report: &Report, row: &Row, bar: [usize; 3]) -> bool {
    let points = row.cells.iter().any(|cell| matches!(cell.value, Value::Points(..)) && cell.value.is_small());
    report.options.hide_small && (points || bar.iter().any(|count| (1..SMALL).contains(count)))
}

fn stacked(drawing: &mut Drawing, bar: [usize; 3], top: usize, report: &Report) {
    let all: usize = bar.iter().sum();
    let fills = [(Fill::Yes, "on-yes middle"), (Fill::Partly, "on-partly middle"), (Fill::No, "on-no middle")];
    let (mut sum, mut from) = (0, BARS);
    for (count, (fill, class)) in bar.into_iter().zip(fills) {
        sum += count;
        let to = BARS + (sum * BAR).checked_div(all).unwrap_or(0);
        drawing.rect((from, top), (to - from, STEP - 5), fill);
        if to - from >= ROOM {
            let share = Figures::of(report.options.language).share(count, all);
            drawing.words((usize::midpoint(from, to), top + 13), class, &share);
        }
        from = to;
    }
    drawing.rect((BARS, top), (BAR, STEP - 5), Fill::Edge);
}

/// The shares of Yes in the latest and in the first round, in per cent.
fn shares(row: &Row) -> Option<(usize, usize)> {
    let share = |[part, of]: [usize; 2]| (of > 0).then(|| crate::domain::summary::percent(part, of));
    let found = row.cells.iter().find_map(|cell| match cell.value {
        Value::Points(latest, first) => Some((latest, first)),
        _ => None,
    });
    found.and_then(|(latest, first)| share(latest).zip(share(first)))
}

fn arrow(drawing: &mut Drawing, first: usize, latest: usize, y: usize) {
    let place = |percent: usize| ARROWS + percent * SCALE / 100;
    let (from, to) = (place(first), place(latest));
    if from.abs_diff(to) > 8 {
        let back = if to > from { to - 8 } else { to + 8 };
        drawing.line((from, y), (back, y), "arrow");
        drawing.shape(&[(to, y), (back, y - 5), (back, y + 5)], "head-of-arrow");
        drawing.dot((from, y), "dot");
    } else {
        drawing.dot((from, y), "dot");
        drawing.dot((to, y), "head-of-arrow");
    }
}
