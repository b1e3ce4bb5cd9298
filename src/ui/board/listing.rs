//! A list of documents, reviews or files.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Text};

use crate::app::{Entry, Listed, Listing};

use super::super::{offset, padded};
use super::{Pen, place_cursor};

/// Title, kind, countries, rounds, day, outcome or reason.
const HEAD: [&str; 6] = ["Title", "Kind", "Countries", "Round", "Returned", "Outcome"];

/// Draws the list; says how much of it is out of sight.
pub fn draw(pen: Pen, listing: &Listing, frame: &mut Frame, area: Rect) -> Line<'static> {
    let widths = widths(usize::from(area.width));
    let height = usize::from(area.height).saturating_sub(1);
    let (at, all) = (pen.sheet.at.row, listing.entries.len());
    let top = offset(at, height, all);
    let mut lines = vec![Line::styled(line(widths, &head(listing), "  "), pen.theme.heading)];
    for (place, entry) in listing.entries.iter().enumerate().skip(top).take(height) {
        let (mark, style) = if place == at { ("▸ ", pen.theme.selected) } else { ("  ", Style::new()) };
        lines.push(Line::styled(line(widths, &cells(pen, entry), mark), style));
    }
    frame.render_widget(Text::from(lines), area);
    place_cursor(frame, area, 1 + at.saturating_sub(top), 0);
    let noun = match listing.of {
        Listed::Documents => "document",
        Listed::Reviews => "review",
        Listed::Files => "file",
    };
    Line::raw(format!(" {} of {all} {noun}{} ", at + 1, if all == 1 { "" } else { "s" }))
}

fn head(listing: &Listing) -> [String; 6] {
    let has_reasons = listing.entries.iter().any(|entry| !entry.why.is_empty());
    let mut head = HEAD.map(str::to_owned);
    if let Some(last) = head.last_mut().filter(|_| has_reasons) {
        "Why it does not count".clone_into(last);
    }
    head
}

/// The title takes what the others leave; kind, rounds and countries give way on narrow screens.
const fn widths(cells: usize) -> [usize; 6] {
    let [kind, countries, round, day, outcome] = match cells {
        0..60 => [0, 0, 0, 0, 16],
        60..84 => [0, 11, 0, 10, 25],
        84..110 => [0, 11, 5, 10, 26],
        110..150 => [18, 11, 5, 10, 28],
        _ => [22, 24, 5, 10, 40],
    };
    let fixed = kind + countries + round + day + outcome;
    let gaps = 2 * (1 + (kind > 0) as usize + (countries > 0) as usize + (round > 0) as usize + (day > 0) as usize);
    [cells.saturating_sub(fixed + gaps + 2), kind, countries, round, day, outcome]
}

fn line(widths: [usize; 6], cells: &[String; 6], mark: &str) -> String {
    let shown = widths.iter().zip(cells).filter(|(width, _)| **width > 0);
    let parts: Vec<_> = shown.map(|(width, cell)| padded(cell, *width)).collect();
    format!("{mark}{}", parts.join("  "))
}

/// A document is listed by its first review, and by the outcome of its latest one.
fn cells(pen: Pen, entry: &Entry) -> [String; 6] {
    let review = |at: &usize| pen.board.review(*at);
    let Some(first) = entry.reviews.first().and_then(review) else {
        return [entry.why.clone(), String::new(), String::new(), String::new(), String::new(), entry.why.clone()];
    };
    let latest = entry.reviews.iter().filter_map(review).max_by_key(|one| (one.round, one.signed_off)).unwrap_or(first);
    let outcome = if entry.why.is_empty() { latest.outcome.label_for(latest.kind) } else { &entry.why };
    [
        first.title().to_owned(),
        first.kind.label().to_owned(),
        pen.board.countries(first),
        if latest.round == first.round {
            first.round.to_string()
        } else {
            format!("{}–{}", first.round, latest.round)
        },
        pen.board.returned_on(first).to_string(),
        outcome.to_owned(),
    ]
}
