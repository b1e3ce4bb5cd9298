//! The form with the record's data.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};

use crate::app::{App, Form, FormLine};
use crate::domain::field::FIELDS;
use crate::text::truncate;

use super::{Theme, offset, padded, place_cursor, review};

/// The cells of the labels.
const LABEL: usize = 18;

/// Draws the form, the line of the cursor in the middle.
pub fn draw(app: &App, form: &Form, theme: &Theme, frame: &mut Frame, area: Rect) {
    let block = review::block("Is this right? The questions follow from it", true, theme);
    let inner = block.inner(area);
    frame.render_widget(block, area);
    let rows = form.lines();
    let at = form.at;
    let top = offset(at, usize::from(inner.height), rows.len());
    let shown = rows.iter().skip(top).take(usize::from(inner.height));
    let lines: Vec<_> = shown.map(|row| line(app, form, *row, theme, inner.width)).collect();
    frame.render_widget(Text::from(lines), inner);
    place_cursor(frame, inner, at.saturating_sub(top));
}

fn line(app: &App, form: &Form, row: FormLine, theme: &Theme, width: u16) -> Line<'static> {
    let style = if row == form.current() { theme.selected } else { Style::new() };
    let room = usize::from(width);
    if row == FormLine::Start {
        let text = start_text(app, form);
        return Line::styled(padded(&format!("  ▸ {text}"), room), style.patch(theme.heading));
    }
    let (label, value) = label_and_value(form, row);
    let mark = match row {
        FormLine::Warnings => "!",
        _ if form.needs_a_look(row) => "?",
        _ => " ",
    };
    let guess = match (form.needs_a_look(row), form.is_said(row)) {
        (true, true) => "  (guessed: enter changes it)",
        (true, false) => "  (not said: enter chooses it)",
        (false, _) => "",
    };
    let text = truncate(&format!("{value}{guess}"), room.saturating_sub(LABEL + 4));
    let fill = room.saturating_sub(LABEL + 4 + crate::text::width(&text));
    Line::from(vec![
        Span::styled(format!(" {mark} {} ", padded(label, LABEL)), style),
        Span::styled(format!("{text}{}", " ".repeat(fill)), style),
    ])
}

fn label_and_value(form: &Form, row: FormLine) -> (&'static str, String) {
    match row {
        FormLine::Field(index) => {
            FIELDS.get(index).map(|field| (field.label, field.words(&form.record))).unwrap_or_default()
        }
        FormLine::Profile => ("Questions", form.profile.label().to_owned()),
        FormLine::Role => ("Your role", form.role.label().to_owned()),
        FormLine::Warnings => ("Warnings", told(form.warnings())),
        FormLine::Start => ("", String::new()),
    }
}

fn told(warnings: &[String]) -> String {
    match warnings {
        [one] => one.clone(),
        [first, ..] => format!("{}, enter shows them: {first}", warnings.len()),
        [] => String::new(),
    }
}

fn start_text(app: &App, form: &Form) -> String {
    if form.under_way {
        return "Back to the review".to_owned();
    }
    match form.asked(&app.setup.checklists) {
        1 => "Start the review: 1 question".to_owned(),
        n => format!("Start the review: {n} questions"),
    }
}
