//! The sign-off screen: what to look at above, what to decide below.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};

use crate::app::{App, Desk, READINGS, SignOff, SignOffLine};
use crate::domain::tally::Tally;
use crate::text::{Shown, truncate};

use super::paragraph::Paragraphs;
use super::{Theme, padded, place_cursor, review};

const LABEL: usize = 18;

/// Draws the screen; the line of the cursor stays in view.
pub fn draw(app: &App, screen: &SignOff, theme: &Theme, frame: &mut Frame, area: Rect) {
    let Some(desk) = &app.desk else { return };
    let block = review::block("Sign-off", true, theme);
    let inner = block.inner(area).inner(ratatui::layout::Margin::new(1, 0));
    frame.render_widget(block, area);
    let mut text = Paragraphs::new(inner.width);
    counts(desk, theme, &mut text);
    let at = body(desk, screen, theme, &mut text);
    let height = usize::from(inner.height);
    // The lines that follow the cursor, down to the last one, are what comes next: as many as fit are shown.
    let top = (at + 7).saturating_sub(height).min(at).min(text.len().saturating_sub(height));
    frame.render_widget(Text::from(text.window(top, inner.height)), inner);
    place_cursor(frame, inner, at.saturating_sub(top));
}

/// Counts by checklist: counts only, there is no score.
fn counts(desk: &Desk, theme: &Theme, text: &mut Paragraphs) {
    for used in &desk.review.checklists {
        let tally = Tally::of(&desk.review, used);
        let Some(checklist) = desk.checklists.iter().find(|pinned| pinned.checklist.id == used.id) else { continue };
        let title = padded(&checklist.checklist.title, LABEL + 4);
        let numbers = format!(
            "{} yes · {} partly · {} no · {} n/a · {} open · {} harm",
            tally.yes, tally.partly, tally.no, tally.not_applicable, tally.open, tally.harm
        );
        text.line(Line::from(vec![Span::styled(title, theme.heading), Span::raw(numbers)]));
    }
}

/// The lines of the screen; returns the row of the cursor.
fn body(desk: &Desk, screen: &SignOff, theme: &Theme, text: &mut Paragraphs) -> usize {
    let mut cursor = 0;
    let findings = screen.findings.len();
    text.heading(
        if findings == 0 { "Nothing is left to look at" } else { "To look at (enter goes there)" },
        theme.heading,
    );
    for (index, line) in screen.lines().iter().enumerate() {
        if index == findings {
            suggestion(desk, screen, theme, text);
        }
        if index == screen.at {
            cursor = text.len();
        }
        draw_line(desk, line, index == screen.at, theme, text);
    }
    cursor
}

fn suggestion(desk: &Desk, screen: &SignOff, theme: &Theme, text: &mut Paragraphs) {
    let kind = desk.review.record.kind;
    let word = screen.suggestion.outcome.map_or("none while questions are open", |outcome| outcome.label_for(kind));
    text.heading(&format!("Suggested outcome: {word}"), theme.heading);
    for reason in &screen.suggestion.reasons {
        text.hanging("• ", reason, Style::new());
    }
    text.heading("You decide", theme.heading);
}

fn draw_line(desk: &Desk, line: &SignOffLine, current: bool, theme: &Theme, text: &mut Paragraphs) {
    let style = if current { theme.selected } else { Style::new() };
    match line {
        SignOffLine::Finding(finding) => {
            let (mark, base) = if finding.what.stops() { ("!", theme.alarm) } else { ("·", Style::new()) };
            row(text, &format!("{mark} {}", finding.text), base.patch(style));
        }
        SignOffLine::Sign => row(text, "▸ Sign off", style.patch(theme.heading)),
        line => {
            let (label, value) = label_and_value(desk, line);
            row(text, &format!("{} {}", padded(&label, LABEL), one_line(&value)), style);
        }
    }
}

fn row(text: &mut Paragraphs, content: &str, style: Style) {
    let width = usize::from(text.width());
    text.line(Line::styled(truncate(content, width), style));
}

fn label_and_value(desk: &Desk, line: &SignOffLine) -> (String, String) {
    let outcome = &desk.review.outcome;
    let or_dash = |text: Option<&str>| text.filter(|text| !text.is_empty()).unwrap_or("–").to_owned();
    let (label, value) = match line {
        SignOffLine::Role => ("Your role", desk.review.role.label().to_owned()),
        SignOffLine::Outcome => {
            let kind = desk.review.record.kind;
            ("Outcome", outcome.code.map_or("enter chooses it", |code| code.label_for(kind)).to_owned())
        }
        SignOffLine::Reason => ("Why it differs", or_dash(outcome.reason.as_deref())),
        SignOffLine::Summary => ("Overall note", or_dash(outcome.summary.as_deref())),
        SignOffLine::Strengths => ("Strengths", or_dash(Some(&outcome.strengths.join(" · ")))),
        SignOffLine::Marker(index) => return marker(desk, *index),
        SignOffLine::Finding(_) | SignOffLine::Sign => ("", String::new()),
    };
    (label.to_owned(), value)
}

fn marker(desk: &Desk, index: usize) -> (String, String) {
    let Some(marker) = desk.review.record.markers.get(index) else { return Default::default() };
    let reading = marker.reading.as_deref().unwrap_or("not-checked");
    let words = READINGS.iter().find(|(code, _)| *code == reading).map_or(reading, |(_, words)| words);
    (format!("Marker {} {}", marker.scheme, marker.code), format!("{words} (your reading)"))
}

fn one_line(text: &str) -> String {
    Shown::line(text).to_string()
}
