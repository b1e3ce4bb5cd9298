//! The three panes of the review: beside each other, two columns, or one at a time.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect, Spacing};
use ratatui::symbols::merge::MergeStrategy;
use ratatui::widgets::{Block, BorderType};

use crate::app::{App, Pane, SaveState};
use crate::text::Shown;

use super::{Theme, criteria, criterion, document};

/// Columns from which all three panes stand beside each other, and from which two columns fit.
const THREE: u16 = 110;
const TWO: u16 = 70;

/// Where each pane lies; `None` is not shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Panes {
    /// The list of questions.
    pub criteria: Option<Rect>,
    /// The question.
    pub criterion: Option<Rect>,
    /// The document.
    pub document: Option<Rect>,
}

/// The panes on a screen of this size. Neighbours share their border.
pub fn panes(app: &App, area: Rect) -> Panes {
    let area = below_banner(app, area);
    if area.width >= THREE {
        let widths = [Constraint::Length(34), Constraint::Fill(5), Constraint::Fill(6)];
        let [list, question, text] = area.layout(&Layout::horizontal(widths).spacing(Spacing::Overlap(1)));
        return Panes { criteria: Some(list), criterion: Some(question), document: Some(text) };
    }
    if area.width >= TWO {
        let [left, text] = area.layout(&Layout::horizontal([Constraint::Fill(1); 2]).spacing(Spacing::Overlap(1)));
        let heights = [Constraint::Percentage(30), Constraint::Fill(1)];
        let [list, question] = left.layout(&Layout::vertical(heights).spacing(Spacing::Overlap(1)));
        return Panes { criteria: Some(list), criterion: Some(question), document: Some(text) };
    }
    match app.desk.as_ref().map(|desk| desk.pane) {
        Some(Pane::Document) => Panes { document: Some(area), ..Panes::default() },
        Some(Pane::Criteria) => {
            let heights = [Constraint::Percentage(40), Constraint::Fill(1)];
            let [list, question] = area.layout(&Layout::vertical(heights).spacing(Spacing::Overlap(1)));
            Panes { criteria: Some(list), criterion: Some(question), document: None }
        }
        _ => Panes { criterion: Some(area), ..Panes::default() },
    }
}

/// Draws the panes, and over them the banner when saving fails; returns how far the question can scroll.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame, area: Rect) -> usize {
    let Some(desk) = &app.desk else { return 0 };
    if let SaveState::Failed(reason) = &app.save {
        let banner = Rect { height: 1.min(area.height), ..area };
        let text = format!(" NOT SAVED: {reason}. It is tried again");
        frame.render_widget(ratatui::text::Line::styled(Shown::line(&text).to_string(), theme.alarm), banner);
    }
    let panes = panes(app, area);
    let rows = panes.criterion.map_or(0, |area| criterion::draw(desk, theme, frame, area));
    if let Some(area) = panes.document {
        document::draw(desk, theme, frame, area);
    }
    if let Some(area) = panes.criteria {
        criteria::draw(desk, theme, frame, area);
    }
    rows
}

/// The frame of a pane; the one with the keys has a mark in its title and a strong line.
pub fn block(title: &str, focus: bool, theme: &Theme) -> Block<'static> {
    let title = Shown::line(title);
    let block = Block::bordered().border_type(BorderType::Plain).merge_borders(MergeStrategy::Fuzzy);
    if focus {
        block.border_style(theme.focus).title(format!(" ▸ {title} ")).title_style(theme.focus)
    } else {
        block.title(format!(" {title} "))
    }
}

fn below_banner(app: &App, area: Rect) -> Rect {
    let banner = u16::from(matches!(app.save, SaveState::Failed(_))).min(area.height);
    Rect { y: area.y + banner, height: area.height - banner, ..area }
}
