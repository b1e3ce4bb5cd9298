//! Lists, boxes and questions over a screen.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Margin, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::Clear;

use crate::app::{App, Confirm, Editor, Item, Overlay, Picker};
use crate::domain::caution::{Allowed, Class, Level};
use crate::text::{Shown, truncate, width};

use super::paragraph::Paragraphs;
use super::{Theme, comment, help, offset, place_cursor, review};

/// Draws one layer; returns how far it can scroll.
pub fn draw(app: &App, layer: &Overlay, theme: &Theme, frame: &mut Frame, area: Rect) -> usize {
    match layer {
        Overlay::Picker(picker) => draw_picker(picker, theme, frame, centred(area, 90, picker_height(picker))),
        Overlay::Editor(editor) => draw_editor(editor, &app.library.allowed, theme, frame, area),
        Overlay::Confirm(confirm) => draw_confirm(confirm, theme, frame, centred(area, 64, 8)),
        Overlay::Help(layer) => return help::draw(app, *layer, theme, frame, centred(area, 90, 40)),
        Overlay::Comment(form) => {
            if let Some(desk) = &app.desk {
                comment::draw(desk, *form, theme, frame, centred(area, 100, 30));
            }
        }
    }
    0
}

/// Room for every item, the frame and what was typed, up to a screen that leaves something of what lies below.
fn picker_height(picker: &Picker) -> u16 {
    let note = if picker.note.is_empty() { 0 } else { 2 + 2 * picker.note.lines().count() };
    u16::try_from(picker.items.len() + 3 + note).unwrap_or(u16::MAX).min(24)
}

fn draw_picker(picker: &Picker, theme: &Theme, frame: &mut Frame, area: Rect) {
    let block = review::block(&picker.title, true, theme);
    let inner = block.inner(area).inner(Margin::new(1, 0));
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    let mut note = Paragraphs::new(inner.width);
    note.text(&picker.note, Style::new());
    let noted = u16::try_from(note.len()).unwrap_or(0).min(inner.height / 2);
    let heights = [Constraint::Length(noted), Constraint::Length(1), Constraint::Min(0)];
    let [above, query, list] = inner.layout(&Layout::vertical(heights));
    frame.render_widget(Text::from(note.window(0, noted)), above);
    let count = if picker.ticked.is_some() { " · tab ticks several, enter takes them" } else { "" };
    let typed = format!("> {}_   {} of {}{count}", Shown::line(&picker.query), picker.ranked.len(), picker.items.len());
    frame.render_widget(Line::raw(truncate(&typed, usize::from(query.width))), query);
    let top = offset(picker.at, usize::from(list.height), picker.ranked.len());
    let shown = picker.ranked.iter().enumerate().skip(top).take(usize::from(list.height));
    let rows = shown.filter_map(|(at, index)| Some((at == picker.at, picker.items.get(*index)?)));
    let lines: Vec<_> = rows.map(|(current, item)| item_line(picker, item, current, theme, list.width)).collect();
    frame.render_widget(Text::from(lines), list);
    place_cursor(frame, list, picker.at.saturating_sub(top));
}

fn item_line(picker: &Picker, item: &Item, current: bool, theme: &Theme, cells: u16) -> Line<'static> {
    let style = if current { theme.selected } else { Style::new() };
    let tick = match &picker.ticked {
        Some(ticked) if ticked.contains(&item.code) => "[x] ",
        Some(_) => "[ ] ",
        None => "",
    };
    let room = usize::from(cells).saturating_sub(width(tick) + 1);
    let detail = truncate(&item.detail, room / 2);
    let label = super::padded(&item.label, room.saturating_sub(width(&detail)));
    Line::from(vec![Span::styled(format!("{tick}{label} "), style), Span::styled(detail, style)])
}

fn draw_editor(editor: &Editor, allowed: &Allowed, theme: &Theme, frame: &mut Frame, area: Rect) {
    let height = if editor.target.is_long() { 14 } else { 3 };
    let area = centred(area, 100, height);
    let block = review::block(&editor.title, true, theme);
    let block = block.title_bottom(bottom(editor, editor.caution(allowed), theme, usize::from(area.width)));
    let inner = block.inner(area).inner(Margin::new(1, 0));
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    frame.render_widget(&editor.area, inner);
    place_cursor(frame, inner, editor.area.cursor().0);
}

/// How to close the box; in its place the gravest caution, when there is one.
fn bottom(editor: &Editor, caution: Option<Class>, theme: &Theme, cells: usize) -> Line<'static> {
    let keys = if editor.target.is_long() { " esc closes and keeps " } else { " enter takes it · esc leaves " };
    let Some(class) = caution else { return Line::raw(keys) };
    let style = if class.level() == Level::Stop { theme.alarm } else { theme.heading };
    Line::styled(truncate(&format!(" ! {} ", class.sentence()), cells.saturating_sub(2)), style)
}

fn draw_confirm(confirm: &Confirm, theme: &Theme, frame: &mut Frame, area: Rect) {
    let block = review::block("Please say", true, theme);
    let inner = block.inner(area).inner(Margin::new(1, 0));
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    let mut text = Paragraphs::new(inner.width);
    text.text(&confirm.question, Style::new());
    text.blank();
    text.line(Line::from(vec![
        Span::styled("y", theme.key),
        Span::raw(" yes     "),
        Span::styled("n", theme.key),
        Span::raw(" no"),
    ]));
    let last = text.len().saturating_sub(1);
    frame.render_widget(Text::from(text.window(0, inner.height)), inner);
    place_cursor(frame, inner, last);
}

/// A box in the middle, at most so large.
fn centred(area: Rect, width: u16, height: u16) -> Rect {
    area.centered(Constraint::Length(width.min(area.width)), Constraint::Length(height.min(area.height)))
}
