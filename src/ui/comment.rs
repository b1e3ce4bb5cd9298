//! The comment form.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::Clear;

use crate::app::{CommentForm, CommentLine, Desk, find_comment};
use crate::domain::comment::Comment;

use super::paragraph::Paragraphs;
use super::{Theme, place_cursor, review};

/// Draws the form over the review.
pub fn draw(desk: &Desk, form: CommentForm, theme: &Theme, frame: &mut Frame, area: Rect) {
    let Some(comment) = find_comment(&desk.review, form.n) else { return };
    let title = desk.criterion().map(|criterion| criterion.title().to_owned()).unwrap_or_default();
    let block = review::block(&format!("Comment {} to the author · {title}", comment.n), true, theme);
    let inner = block.inner(area).inner(ratatui::layout::Margin::new(1, 0));
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    let mut text = Paragraphs::new(inner.width);
    let mut cursor = 0;
    for line in form.lines().iter().copied() {
        if line == form.current() {
            cursor = text.len();
        }
        field(comment, line, line == form.current(), theme, &mut text);
    }
    sample(desk, theme, &mut text);
    frame.render_widget(Text::from(text.window(0, inner.height)), inner);
    place_cursor(frame, inner, cursor);
}

fn field(comment: &Comment, line: CommentLine, current: bool, theme: &Theme, text: &mut Paragraphs) {
    let label_style = if current { theme.selected } else { theme.heading };
    let value = match line {
        CommentLine::Class => comment.class.label(),
        CommentLine::Place => &comment.r#where,
        CommentLine::Finding => &comment.finding,
        CommentLine::Text => &comment.text,
        CommentLine::Reply => &reply(comment),
        CommentLine::State => comment.state.label(),
    };
    text.line(Line::from(Span::styled(format!(" {} ", line.label()), label_style)));
    text.hanging("  ", if value.is_empty() { "–" } else { value }, Style::new());
}

fn reply(comment: &Comment) -> String {
    let said = comment.reply.map(|reply| reply.label().to_owned());
    said.into_iter().chain(comment.reply_note.clone()).collect::<Vec<_>>().join(": ")
}

fn sample(desk: &Desk, theme: &Theme, text: &mut Paragraphs) {
    let sample = desk.criterion().map(|criterion| criterion.recommendation.as_str()).unwrap_or_default();
    if !sample.is_empty() {
        text.heading("Sample recommendation: r puts it in", theme.heading);
        text.text(sample, Style::new());
    }
}
