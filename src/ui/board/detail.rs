//! Below the sheet: the number or the row under the cursor in words, and what is to know of the table.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{Behind, Content, Entry, Number};
use crate::domain::summary::{Row, Value, percent};

use super::super::paragraph::Paragraphs;
use super::{Pen, table};

/// Under the counts in words, because every number of them is read without the tables.
const SAMPLE: &str = "Reviewed documents are not a sample of all documents; nothing here ranks countries, offices, authors or reviewers.";
/// Rows from which the overview has room for it.
const ROOMY: u16 = 28;
/// The most lines of words in a cell.
const WORDS: usize = 4;

/// The lines, as many as there is room for under the table.
pub fn lines(pen: Pen, area: Rect) -> Vec<Line<'static>> {
    let mut text = Paragraphs::new(area.width);
    text.line(Line::raw("─".repeat(usize::from(area.width))));
    match (pen.sheet.number(), pen.sheet.entry()) {
        (Some(number), _) => of_number(pen, &number, &mut text),
        (None, Some(entry)) => of_entry(pen, entry, &mut text),
        (None, None) => {}
    }
    let mut lines = text.window(0, area.height / 2);
    lines.extend(note(pen, area, lines.len()));
    lines
}

fn of_number(pen: Pen, number: &Number, text: &mut Paragraphs) {
    let heading = pen.theme.heading;
    if let Value::Text(words) = &number.value {
        text.text(&number.title, heading);
        let mut all = Paragraphs::new(text.width());
        all.text(words, Style::new());
        all.window(0, u16::try_from(WORDS).unwrap_or(0)).into_iter().for_each(|line| text.line(line));
        return;
    }
    text.text(&number.title, heading);
    text.text(&format!("{}{}", in_words(pen, &number.value), opens(pen, number)), Style::new());
    let bar = row(pen).and_then(|row| row.bar).filter(|counts| !is_hidden(pen, counts));
    if let Some(counts) = bar {
        text.line(rating_line(pen, counts, usize::from(text.width())));
    }
}

/// What enter does, where the number is shown.
fn opens(pen: Pen, number: &Number) -> &'static str {
    match (&number.behind, number.counts) {
        _ if pen.board.hide_small && number.value.is_small() => "",
        (None, _) => "",
        (Some(Behind::NotCounted(None) | Behind::Files(None)), _) => " enter opens those that do not count.",
        (Some(_), true) => " enter opens them.",
        (Some(_), false) => " enter opens what it is worked out from.",
    }
}

/// What the short form in the cell means.
fn in_words(pen: Pen, value: &Value) -> String {
    let hide = pen.board.hide_small;
    if hide && value.is_small() {
        return "Hidden, because it is below 5 and says too much about single documents. n shows it.".to_owned();
    }
    match value {
        Value::Share(part, of) => format!("{part} of {of}: {} %.", percent(*part, *of)),
        Value::Change(now, before) => format!("{before} the year before → {now} now."),
        Value::Points(latest, first) if latest[1] > 0 && first[1] > 0 => {
            let share = |[part, of]: [usize; 2]| format!("{} % ({part} of {of})", percent(part, of));
            format!("Yes: {} at the first review → {} at the latest.", share(*first), share(*latest))
        }
        Value::Days(Some(_), _) | Value::WholeDays(Some(_), _) => format!("{} days.", value.shown(hide)),
        Value::Nothing => "Nothing to count here.".to_owned(),
        _ => format!("{}.", value.shown(hide)),
    }
}

fn rating_line(pen: Pen, counts: [usize; 3], cells: usize) -> Line<'static> {
    let [yes, partly, no] = counts;
    let key = format!("  █ {yes} yes  ▒ {partly} partly  ░ {no} no");
    let mut spans = table::ratings(pen, counts, cells.saturating_sub(crate::text::width(&key)).min(60));
    spans.push(Span::raw(key));
    Line::from(spans)
}

fn is_hidden(pen: Pen, counts: &[usize; 3]) -> bool {
    pen.board.hide_small && counts.iter().any(|count| Value::Count(*count).is_small())
}

fn row(pen: Pen<'_>) -> Option<&Row> {
    match &pen.sheet.content {
        Content::Table(table) => table.rows.get(pen.sheet.at.row),
        Content::Overview(_) | Content::Listing(_) => None,
    }
}

fn of_entry(pen: Pen, entry: &Entry, text: &mut Paragraphs) {
    let reviews: Vec<_> = entry.reviews.iter().filter_map(|at| pen.board.review(*at)).collect();
    let Some(first) = reviews.first() else {
        text.text(&entry.why, Style::new());
        return;
    };
    text.text(first.title(), pen.theme.heading);
    let said = match reviews.as_slice() {
        [one] => {
            let outcome = one.outcome.label_for(one.kind);
            format!(
                "{} · round {} by {} · {outcome} · {}",
                one.record(),
                one.round,
                pen.board.reviewer(*one),
                one.file()
            )
        }
        _ => format!("{} · {} reviews: enter lists them", first.record(), reviews.len()),
    };
    text.text(&said, Style::new());
    if !entry.why.is_empty() {
        text.text(&format!("Not counted: {}.", entry.why), Style::new());
    }
}

/// As much of the note as has room; all of it when that is asked for.
fn note(pen: Pen, area: Rect, used: usize) -> Vec<Line<'static>> {
    let (note, rows) = match &pen.sheet.content {
        Content::Table(table) => (table.note.as_str(), table.rows.len() + 4),
        // The overview says the counts themselves: on a small screen they need its lines.
        Content::Overview(_) if !pen.board.notes && area.height < ROOMY => return Vec::new(),
        Content::Overview(_) => (SAMPLE, usize::from(area.height)),
        Content::Listing(_) => return Vec::new(),
    };
    let mut text = Paragraphs::new(area.width);
    if !note.is_empty() {
        text.text(note, Style::new());
    }
    let spare = usize::from(area.height).saturating_sub(used + rows);
    let room = if pen.board.notes { usize::from(area.height) / 2 } else { spare.max(usize::from(area.height) / 12) };
    if room == 0 {
        return Vec::new();
    }
    if text.len() <= room {
        return text.window(0, area.height);
    }
    let mut lines = text.window(0, u16::try_from(room.saturating_sub(1)).unwrap_or(0));
    lines.push(Line::raw("… i shows all of the note"));
    lines
}
