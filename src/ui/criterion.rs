//! The question, what helps to answer it, and the answer so far.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};

use crate::app::{Desk, Pane, mark};
use crate::domain::answer::Answer;
use crate::domain::checklist::Criterion;
use crate::domain::comment::{Comment, CommentState};
use crate::domain::review::Review;
use crate::domain::vocabulary::List;

use super::paragraph::Paragraphs;
use super::{Theme, review};

/// Draws the middle pane; returns how far it can scroll.
pub fn draw(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) -> usize {
    let Some(criterion) = desk.criterion() else {
        frame.render_widget(review::block("No question is asked", false, theme), area);
        return 0;
    };
    let block = review::block(&title(desk, criterion), desk.pane == Pane::Criterion, theme);
    let inner = block.inner(area).inner(ratatui::layout::Margin::new(1, 0));
    let mut text = Paragraphs::new(inner.width);
    text.text(criterion.question(desk.review.record.kind), theme.heading);
    answer(desk, criterion, theme, &mut text);
    guidance(criterion, theme, &mut text);
    let block = more(block, text.len(), usize::from(inner.height), desk.scroll);
    frame.render_widget(block, area);
    if desk.pane == Pane::Criterion {
        super::place_cursor(frame, inner, 0);
    }
    let hidden = text.len().saturating_sub(usize::from(inner.height));
    frame.render_widget(Text::from(text.window(desk.scroll, inner.height)), inner);
    hidden
}

fn title(desk: &Desk, criterion: &Criterion) -> String {
    let weight = criterion.weight(desk.review.record.kind).map_or("", |weight| weight.label());
    let core = if criterion.core { " · core" } else { "" };
    let measure = if criterion.measure.is_some() { " · Call to Action measure" } else { "" };
    format!("{weight}{core}{measure}")
}

/// A word in the frame when there is more below than fits.
fn more(
    block: ratatui::widgets::Block<'static>,
    len: usize,
    height: usize,
    top: usize,
) -> ratatui::widgets::Block<'static> {
    let below = len.saturating_sub(height + top);
    if below == 0 { block } else { block.title_bottom(Line::from(format!(" {below} more lines: page-down "))) }
}

fn answer(desk: &Desk, criterion: &Criterion, theme: &Theme, text: &mut Paragraphs) {
    let none = Answer::default();
    let answer = desk.review.answer(&criterion.id).unwrap_or(&none);
    text.blank();
    let word = answer.rating.map_or("Open", |rating| rating.label());
    text.line(Line::from(vec![Span::raw(format!("{} ", mark(answer.rating))), Span::styled(word, theme.heading)]));
    for other in &desk.others {
        heard(other, criterion, theme, text);
    }
    if answer.carried {
        let why = desk.second_look(criterion).map(|why| format!(": look again, {}", why.label()));
        let words = format!("From the round before, not re-checked{}", why.unwrap_or_default());
        text.hanging("r ", &words, Style::new());
    }
    if answer.harm {
        text.hanging("H ", "Harm flag: the text itself is unsafe and needs a required change", theme.alarm);
    }
    if let Some(reason) = &answer.reason {
        text.text(List::NaReasons.label(reason).unwrap_or(reason), Style::new());
    }
    if let Some(decision) = &answer.decision {
        text.hanging("Decided so because  ", decision, Style::new());
    }
    if let Some(note) = &answer.note {
        text.hanging("Note  ", note, Style::new());
    }
    for place in &answer.evidence {
        let lost = if desk.document.is_of_this_version(place) { "" } else { " · not found in this version" };
        let style = if lost.is_empty() { theme.evidence } else { theme.alarm };
        text.hanging("“", &format!("{}” {}{lost}", place.quote, place.place()), style);
    }
    for comment in desk.review.comments_on(&criterion.id) {
        comment_lines(comment, theme, text);
    }
}

/// What one of two reviewers said, where this review decides between them.
fn heard(review: &Review, criterion: &Criterion, theme: &Theme, text: &mut Paragraphs) {
    let rating = review.rating(&criterion.id);
    let word = rating.map_or("Open", |rating| rating.label());
    text.text(&format!("{}: {} {word}", review.reviewer.id, mark(rating)), theme.heading);
    for place in review.answer(&criterion.id).into_iter().flat_map(|answer| &answer.evidence) {
        text.hanging("  “", &format!("{}” {}", place.quote, place.place()), Style::new());
    }
    review.comments_on(&criterion.id).for_each(|comment| comment_lines(comment, theme, text));
}

fn comment_lines(comment: &Comment, theme: &Theme, text: &mut Paragraphs) {
    let place = if comment.r#where.is_empty() { String::new() } else { format!(" · {}", comment.r#where) };
    text.text(&format!("c {} · {}{place}", comment.n, comment.class.label()), theme.heading);
    for part in [&comment.finding, &comment.text] {
        if !part.trim().is_empty() {
            text.hanging("  ", part, Style::new());
        }
    }
    if let Some(reply) = comment.reply {
        let said: Vec<_> = [reply.label()].into_iter().chain(comment.reply_note.as_deref()).collect();
        text.hanging("  ", &format!("The author: {}", said.join(": ")), Style::new());
    }
    if comment.state != CommentState::Open {
        text.hanging("  ", comment.state.label(), Style::new());
    }
}

fn guidance(criterion: &Criterion, theme: &Theme, text: &mut Paragraphs) {
    if !criterion.why.is_empty() {
        text.heading("Why", theme.heading);
        text.text(&criterion.why, Style::new());
    }
    list(text, "Look for", &criterion.look_for, theme);
    list(text, "Red flags", &criterion.red_flags, theme);
    if !criterion.recommendation.is_empty() {
        text.heading("Sample recommendation", theme.heading);
        text.text(&criterion.recommendation, Style::new());
    }
    list(text, "Sources", &criterion.sources, theme);
    text.heading(&criterion.id, Style::new());
}

fn list(text: &mut Paragraphs, heading: &str, items: &[String], theme: &Theme) {
    if items.is_empty() {
        return;
    }
    text.heading(heading, theme.heading);
    for item in items {
        text.hanging("• ", item, Style::new());
    }
}
