//! The first and the last line: where we are, whether it is saved, what can be done.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::action::{COMMANDS, Command};
use crate::app::{App, SaveState, Screen};
use crate::domain::tally::Tally;
use crate::text::{Shown, truncate, width};

use super::Theme;

/// Where we are, and whether it is saved.
pub fn header(app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    let (text, wrong) = save_text(app);
    let style = if wrong { theme.alarm } else { theme.good };
    let room = usize::from(area.width);
    let right = truncate(&text, room / 2);
    let left = truncate(&place(app), room.saturating_sub(width(&right) + 3));
    let gap = room.saturating_sub(width(&left) + width(&right) + 2);
    let line = Line::from(vec![
        Span::raw(" "),
        Span::styled(left, theme.heading),
        Span::raw(" ".repeat(gap)),
        Span::styled(right, style),
        Span::raw(" "),
    ]);
    frame.render_widget(line, area);
}

/// What was said last, or what can be done; on the right how far the review is.
pub fn footer(app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    let progress = progress(app);
    let room = usize::from(area.width).saturating_sub(width(&progress) + 3);
    let mut spans = vec![Span::raw(" ")];
    match &app.notice {
        Some(notice) => {
            let style = if notice.wrong { theme.alarm } else { theme.heading };
            spans.push(Span::styled(truncate(&notice.text, room), style));
        }
        None => spans.extend(hints(app, theme, room)),
    }
    let used: usize = spans.iter().map(|span| width(&span.content)).sum();
    spans.push(Span::raw(" ".repeat(usize::from(area.width).saturating_sub(used + width(&progress) + 1))));
    spans.push(Span::raw(progress));
    frame.render_widget(Line::from(spans), area);
}

fn place(app: &App) -> String {
    match (&app.screen, &app.desk) {
        (Screen::Library, _) => format!("appraise · {}", app.setup.workspace),
        (Screen::Form(form), _) => format!("Record data · {}", form.record.id),
        (_, Some(desk)) => {
            let record = &desk.review.record;
            let countries = desk.record.country_names();
            let parts = [record.id.as_str(), record.kind.label(), &countries];
            let known: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{} · round {}", known.join(" · "), desk.review.round)
        }
        (_, None) => "appraise".to_owned(),
    }
}

fn save_text(app: &App) -> (String, bool) {
    let Some(desk) = &app.desk else { return (String::new(), false) };
    let clock = |at: jiff::Timestamp| at.to_zoned_datetime(app.setup.zone.clone()).strftime("%H:%M:%S").to_string();
    match &app.save {
        _ if desk.review.is_signed_off() => ("signed off · read only".to_owned(), false),
        SaveState::Untouched => (String::new(), false),
        SaveState::Saving => ("saving …".to_owned(), false),
        SaveState::Saved(at) => (format!("saved {}", clock(*at)), false),
        SaveState::Failed(_) => ("NOT SAVED · ctrl-e saves elsewhere".to_owned(), true),
    }
}

fn progress(app: &App) -> String {
    match (&app.screen, &app.desk) {
        (Screen::Review | Screen::SignOff(_), Some(desk)) => {
            let tally = Tally::all(&desk.review);
            let core = desk.core_open();
            format!("{} of {} · {core} core open ", tally.answered(), tally.asked)
        }
        _ => String::new(),
    }
}

/// The hints of the nearest scope, as many as fit.
fn hints(app: &App, theme: &Theme, room: usize) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut left = room;
    for command in hinted(app) {
        let key = command.keys.first().copied().unwrap_or_default();
        let cells = width(key) + width(command.hint) + 3;
        if cells > left {
            break;
        }
        left -= cells;
        spans.push(Span::styled(key, theme.key));
        spans.push(Span::raw(format!(" {}  ", Shown::line(command.hint))));
    }
    spans
}

fn hinted(app: &App) -> impl Iterator<Item = &'static Command> {
    let near = COMMANDS.iter().filter(|command| !command.hint.is_empty() && app.allows(command.action));
    let near: Vec<_> = near.collect();
    app.scope().chain().iter().flat_map(move |scope| {
        let here: Vec<_> = near.iter().copied().filter(|command| command.scope == *scope).collect();
        here
    })
}
