//! The first and the last line: where we are, whether it is saved, what can be done.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::action::{self, Action, COMMANDS, Command, Scope};
use crate::app::{App, SaveState, Screen};
use crate::domain::tally::Tally;
use crate::text::{truncate, width};

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
    let progress = progress(app, area.width >= 100);
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
        (Screen::Board, _) => format!("Board · {}", app.setup.workspace),
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

fn progress(app: &App, wide: bool) -> String {
    match (&app.screen, &app.desk) {
        (Screen::Review | Screen::SignOff(_), Some(desk)) => {
            let tally = Tally::all(&desk.review);
            let core = if wide { format!(" · {} core open", desk.core_open()) } else { String::new() };
            format!("{} of {}{core} ", tally.answered(), tally.asked)
        }
        _ => String::new(),
    }
}

/// The hints of where the keys go now, as many as fit; the way to the help always stands at the end.
fn hints(app: &App, theme: &Theme, room: usize) -> Vec<Span<'static>> {
    let (help, near): (Vec<&'static Command>, Vec<_>) = hinted(app).partition(|command| command.action == Action::Help);
    let mut left = room.saturating_sub(help.iter().map(|command| cells(command)).sum());
    let fits = |command: &&'static Command| {
        let room = left.checked_sub(cells(command));
        left = room.unwrap_or(0);
        room.is_some()
    };
    let near = near.into_iter().take_while(fits).collect::<Vec<_>>().into_iter();
    near.chain(help).flat_map(|command| hint(command, theme)).collect()
}

fn hint(command: &Command, theme: &Theme) -> [Span<'static>; 2] {
    let key = command.keys.first().copied().unwrap_or_default();
    [Span::styled(key, theme.key), Span::raw(format!(" {}  ", command.hint))]
}

fn cells(command: &Command) -> usize {
    width(command.keys.first().copied().unwrap_or_default()) + width(command.hint) + 3
}

/// The rows with a hint that can be given now, the nearest scope first; a key is offered once.
fn hinted(app: &App) -> impl Iterator<Item = &'static Command> {
    let chain = app.scope().chain();
    let offered = |scope: &Scope| {
        let here = *scope;
        let hinted = move |command: &&Command| command.scope == here && !command.hint.is_empty();
        COMMANDS.iter().filter(hinted)
    };
    let near: Vec<_> = chain.iter().flat_map(offered).filter(|command| app.allows(command.action)).collect();
    let nearest = app.scope();
    near.into_iter().filter(move |command| is_reached(nearest, command))
}

/// Whether the first key of a row leads to it from here, and not to a nearer row.
fn is_reached(scope: Scope, command: &Command) -> bool {
    let key = command.keys.first().and_then(|key| key.parse().ok());
    key.and_then(|key| action::lookup(scope, key)) == Some(command.action)
}
