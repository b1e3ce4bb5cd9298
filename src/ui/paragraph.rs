//! Lines of text for a pane of a given width, wrapped by us so that scrolling is exact.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::Wrapped;

/// Collects lines for one pane.
pub struct Paragraphs {
    width: u16,
    lines: Vec<Line<'static>>,
}

impl Paragraphs {
    /// For a pane of this width.
    pub fn new(width: u16) -> Self {
        Self { width, lines: Vec::new() }
    }

    /// A paragraph; outside text is cleaned on the way.
    pub fn text(&mut self, text: &str, style: Style) {
        self.hanging("", text, style);
    }

    /// A paragraph behind a mark, its further lines indented to stand under the first one.
    pub fn hanging(&mut self, mark: &str, text: &str, style: Style) {
        let indent = u16::try_from(crate::text::width(mark)).unwrap_or(0);
        let wrapped = Wrapped::new(text.to_owned(), self.width.saturating_sub(indent).max(1));
        for row in 0..wrapped.len() {
            let lead = if row == 0 { mark.to_owned() } else { " ".repeat(usize::from(indent)) };
            let hang = " ".repeat(usize::from(wrapped.indent(row)));
            let text = format!("{hang}{}", wrapped.row(row));
            self.lines.push(Line::from(vec![Span::styled(lead, style), Span::styled(text, style)]));
        }
    }

    /// A heading with a blank line before it.
    pub fn heading(&mut self, text: &str, style: Style) {
        if !self.lines.is_empty() {
            self.blank();
        }
        self.text(text, style);
    }

    /// One line as it is; the caller has cleaned its parts.
    pub fn line(&mut self, line: Line<'static>) {
        self.lines.push(line);
    }

    /// A blank line.
    pub fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    /// The cells of a line.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The lines from `top` on, at most `height` of them; the end stays at the bottom.
    pub fn window(self, top: usize, height: u16) -> Vec<Line<'static>> {
        let top = top.min(self.lines.len().saturating_sub(usize::from(height)));
        self.lines.into_iter().skip(top).take(usize::from(height)).collect()
    }
}
