//! The overview: sentences with numbers, and figures beside each other.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};

use crate::app::{Figure, OverviewLine, Part};
use crate::text::{truncate, width};

use super::super::{offset, padded};
use super::{Pen, bar, place_cursor};

/// Cells of a number beside a bar, and between two columns of figures.
const NUMBER: usize = 6;
const GAP: usize = 4;
/// The most cells of a label.
const LABEL: usize = 38;

/// What is drawn, and where the cursor is.
#[derive(Default)]
struct Page {
    lines: Vec<Line<'static>>,
    cursor: Option<(usize, usize)>,
}

/// Draws the lines; says how much is out of sight.
pub fn draw(pen: Pen, lines: &[OverviewLine], frame: &mut Frame, area: Rect) -> Line<'static> {
    let mut page = Page::default();
    let mut row = 0;
    for line in lines {
        let at = (line.numbers() > 0 && row == pen.sheet.at.row).then_some(pen.sheet.at.column);
        page.line(pen, line, at, usize::from(area.width));
        row += usize::from(line.numbers() > 0);
    }
    let (height, all) = (usize::from(area.height), page.lines.len());
    let (at, column) = page.cursor.unwrap_or_default();
    // The first lines come with their heading.
    let top = if at < height { 0 } else { offset(at, height, all) };
    let shown: Vec<_> = page.lines.into_iter().skip(top).take(height).collect();
    frame.render_widget(Text::from(shown), area);
    place_cursor(frame, area, at.saturating_sub(top), column);
    let below = all.saturating_sub(top + height);
    Line::raw(if below > 0 { format!(" ↓ {below} more lines ") } else { String::new() })
}

impl Page {
    fn line(&mut self, pen: Pen, line: &OverviewLine, at: Option<usize>, cells: usize) {
        match line {
            OverviewLine::Heads(heads) => self.heads(pen, heads, cells),
            OverviewLine::Words(parts) => self.words(pen, parts, at, cells),
            OverviewLine::Figures(figures) => self.figures(pen, figures, at, cells),
        }
    }

    fn heads(&mut self, pen: Pen, heads: &[&str], cells: usize) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        let half = column(heads.len(), cells);
        let text: Vec<_> = heads.iter().map(|head| padded(head, half)).collect();
        self.lines.push(Line::styled(text.join(&" ".repeat(GAP)), pen.theme.heading));
    }

    /// Words flow; a number is never broken.
    fn words(&mut self, pen: Pen, parts: &[Part], at: Option<usize>, cells: usize) {
        let (mut spans, mut used, mut number) = (vec![Span::raw("  ")], 2, 0);
        for part in parts {
            let is_here = matches!(part, Part::Number(_)) && at == Some(number);
            number += usize::from(matches!(part, Part::Number(_)));
            for (text, style) in pieces(pen, part, is_here, cells.saturating_sub(3)) {
                if used > 2 && used + 1 + width(&text) > cells {
                    self.lines.push(Line::from(std::mem::replace(&mut spans, vec![Span::raw("  ")])));
                    used = 2;
                }
                if used > 2 {
                    spans.push(Span::raw(" "));
                    used += 1;
                }
                if is_here {
                    self.cursor = Some((self.lines.len(), used));
                }
                used += width(&text);
                spans.push(Span::styled(text, style));
            }
        }
        self.lines.push(Line::from(spans));
    }

    fn figures(&mut self, pen: Pen, figures: &[Option<Figure>], at: Option<usize>, cells: usize) {
        let half = column(figures.len(), cells);
        let (mut spans, mut number) = (Vec::new(), 0);
        for (place, figure) in figures.iter().enumerate() {
            let is_here = figure.is_some() && at == Some(number);
            number += usize::from(figure.is_some());
            if is_here {
                self.cursor = Some((self.lines.len(), place * (half + GAP)));
            }
            spans.extend(
                figure
                    .as_ref()
                    .map_or_else(|| vec![Span::raw(" ".repeat(half))], |figure| drawn(pen, figure, is_here, half)),
            );
            spans.push(Span::raw(" ".repeat(GAP)));
        }
        self.lines.push(Line::from(spans));
    }
}

/// The label, the number, the bar.
fn drawn(pen: Pen, figure: &Figure, is_here: bool, cells: usize) -> Vec<Span<'static>> {
    let label = label_of(cells);
    let room = cells.saturating_sub(label + NUMBER + 2);
    let number = &figure.number.value;
    let text = truncate(&number.shown(pen.board.hide_small), NUMBER);
    let fill = " ".repeat(NUMBER.saturating_sub(width(&text)));
    let is_hidden = pen.board.hide_small && number.is_small();
    let bar = if is_hidden || room < 3 { String::new() } else { bar::of(figure.count, figure.most, room) };
    let mark = if is_here { "▸ " } else { "  " };
    vec![
        Span::styled(format!("{mark}{}", padded(&figure.label, label.saturating_sub(2))), style(pen, is_here, false)),
        Span::raw(fill),
        Span::styled(text, if is_here { pen.theme.selected } else { pen.theme.heading }),
        Span::raw("  "),
        Span::styled(padded(&bar, room), pen.theme.bar),
    ]
}

const fn label_of(cells: usize) -> usize {
    let label = cells * 11 / 20;
    if label > LABEL { LABEL } else { label }
}

/// The cells of each of so many columns.
const fn column(columns: usize, cells: usize) -> usize {
    match columns.checked_sub(1) {
        Some(gaps) => cells.saturating_sub(GAP * gaps) / columns,
        None => cells,
    }
}

/// What must stay together on a line.
fn pieces(pen: Pen, part: &Part, is_here: bool, cells: usize) -> Vec<(String, Style)> {
    match part {
        Part::Words(words) => words.split_whitespace().map(|word| (truncate(word, cells), Style::new())).collect(),
        Part::Number(number) => {
            let text = number.value.shown(pen.board.hide_small);
            vec![(text, style(pen, is_here, true))]
        }
        Part::Spark(counts) => vec![(truncate(&bar::spark(counts, pen.board.hide_small), cells), pen.theme.bar)],
    }
}

const fn style(pen: Pen, is_here: bool, is_number: bool) -> Style {
    match (is_here, is_number) {
        (true, true) => pen.theme.selected,
        (true, false) | (false, true) => pen.theme.heading,
        (false, false) => Style::new(),
    }
}
