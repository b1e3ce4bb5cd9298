//! Every key for what the reviewer is doing, from the one table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::Clear;

use crate::app::{App, Help};

use super::paragraph::Paragraphs;
use super::{Theme, padded, review};

/// The cells of the keys.
const KEYS: usize = 22;

/// Draws the help over the screen; returns how far it can scroll.
pub fn draw(app: &App, help: Help, theme: &Theme, frame: &mut Frame, area: Rect) -> usize {
    let block = review::block("Keys · up and down scroll, esc closes", true, theme);
    let inner = block.inner(area).inner(ratatui::layout::Margin::new(1, 0));
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    let mut text = Paragraphs::new(inner.width);
    legend(theme, &mut text);
    let mut scope = None;
    for command in help.commands() {
        if scope.replace(command.scope) != Some(command.scope) {
            text.heading(command.scope.title(), theme.heading);
        }
        let keys = padded(&command.keys.join("  "), KEYS);
        let note = if app.allows(command.action) { "" } else { " (not now)" };
        text.line(Line::from(vec![Span::styled(keys, theme.key), Span::raw(format!("{}{note}", command.doc))]));
    }
    super::place_cursor(frame, inner, 0);
    let hidden = text.len().saturating_sub(usize::from(inner.height));
    frame.render_widget(Text::from(text.window(help.top, inner.height)), inner);
    hidden
}

fn legend(theme: &Theme, text: &mut Paragraphs) {
    text.text("Marks", theme.heading);
    text.text("[x] yes   [~] partly   [!] no   [-] not applicable   [ ] open", ratatui::style::Style::new());
    text.text("H harm flag   c comment   * core question", ratatui::style::Style::new());
}
