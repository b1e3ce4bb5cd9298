//! The list of questions with their marks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{Desk, Line as Row, Pane, mark};
use crate::domain::checklist::Criterion;
use crate::text::{Shown, truncate, width};

use super::{Theme, offset, place_cursor, review};

/// Draws the list, the current question in the middle.
pub fn draw(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) {
    let title = if desk.core_only { "Core questions" } else { "Questions" };
    let block = review::block(title, desk.pane == Pane::Criteria, theme);
    let inner = block.inner(area);
    frame.render_widget(block, area);
    let rows = desk.lines();
    let at = rows.iter().position(|row| is_current(desk, *row)).unwrap_or_default();
    let top = offset(at, usize::from(inner.height), rows.len());
    let shown = rows.iter().skip(top).take(usize::from(inner.height));
    let lines: Vec<_> = shown.map(|row| line(desk, *row, theme, usize::from(inner.width))).collect();
    frame.render_widget(ratatui::text::Text::from(lines), inner);
    if desk.pane == Pane::Criteria {
        place_cursor(frame, inner, at.saturating_sub(top));
    }
}

fn is_current(desk: &Desk, row: Row) -> bool {
    matches!(row, Row::Criterion(criterion) if criterion.id == desk.current)
}

fn line(desk: &Desk, row: Row, theme: &Theme, cells: usize) -> Line<'static> {
    match row {
        Row::Checklist(checklist, tally) => {
            let count = format!("{} of {}", tally.answered(), tally.asked);
            let title = truncate(&checklist.title, cells.saturating_sub(width(&count) + 1));
            Line::styled(format!("{title} {count}"), theme.heading)
        }
        Row::Section(title) => Line::raw(format!(" {}", Shown::line(title).truncate(cells.saturating_sub(1)))),
        Row::Criterion(criterion) => question(desk, criterion, theme, cells),
        Row::Unasked(criterion) => unasked(criterion, cells),
    }
}

/// Kept in the file, and not counted.
fn unasked(criterion: &Criterion, cells: usize) -> Line<'static> {
    Line::raw(truncate(&format!("  no longer asked: {}", criterion.title()), cells))
}

/// Mark, `H` for harm, title, `*` for core, `c` where a comment stands, `r` for an answer of the round before that was not
/// looked at again, `R` where it should be.
fn question(desk: &Desk, criterion: &Criterion, theme: &Theme, cells: usize) -> Line<'static> {
    let harm = desk.review.harm(&criterion.id);
    let carried = desk.review.answer(&criterion.id).is_some_and(|answer| answer.carried);
    let round = if desk.second_look(criterion).is_some() { "R" } else { "r" };
    let signs = [
        (harm, "H"),
        (carried, round),
        (desk.review.comments_on(&criterion.id).next().is_some(), "c"),
        (criterion.core, "*"),
    ];
    let signs: String = signs.iter().filter(|(is, _)| *is).map(|(_, sign)| *sign).collect();
    let mark = mark(desk.review.rating(&criterion.id));
    let room = cells.saturating_sub(width(mark) + width(&signs) + 4);
    let title = super::padded(criterion.title(), room);
    let style = if criterion.id == desk.current { theme.selected } else { ratatui::style::Style::new() };
    let sign_style = if harm { theme.alarm.patch(style) } else { style };
    Line::from(vec![Span::styled(format!("  {mark} {title} "), style), Span::styled(signs, sign_style)])
}
