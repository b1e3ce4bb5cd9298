//! The list of documents, drafts and signed-off reviews.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span, Text};

use crate::app::{App, BLIND, Library, Row, Shelf};
use crate::domain::brief::ReviewBrief;
use crate::domain::tally::Tally;
use crate::text::Shown;

use super::{Theme, offset, padded, place_cursor, review};

/// The most lines on files that could not be read.
const PROBLEMS: usize = 3;

/// The columns: title, kind, countries, state, date.
struct Columns([usize; 5]);

/// Draws the list, and below it what could not be read.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    let library = &app.library;
    let problems = u16::try_from(library.problems.len().min(PROBLEMS)).unwrap_or(0);
    let heights = [Constraint::Length(1), Constraint::Min(3), Constraint::Length(problems)];
    let [top, list, bottom] = area.layout(&Layout::vertical(heights));
    frame.render_widget(shelves(library, theme), top);
    rows(library, theme, frame, list);
    frame.render_widget(problem_lines(library, theme, bottom.width), bottom);
}

fn shelves(library: &Library, theme: &Theme) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for shelf in Shelf::ALL {
        let style = if shelf == library.shelf { theme.selected } else { ratatui::style::Style::new() };
        spans.push(Span::styled(format!(" {} {} ", shelf.title(), library.count(shelf)), style));
        spans.push(Span::raw(" "));
    }
    spans.push(Span::raw(format!("  Filter: {}_{}", Shown::line(&library.filter), more(library))));
    Line::from(spans)
}

/// What the rows do not show.
fn more(library: &Library) -> String {
    let (rows, matching) = (library.rows().len(), library.matching());
    match library.read {
        false if rows > 0 => "   Reading …".to_owned(),
        _ if rows < matching => format!("   the nearest {rows} of {matching}"),
        _ => String::new(),
    }
}

fn rows(library: &Library, theme: &Theme, frame: &mut Frame, area: Rect) {
    let block = review::block(library.shelf.title(), true, theme);
    let inner = block.inner(area);
    frame.render_widget(block, area);
    if library.rows().is_empty() {
        frame.render_widget(Text::from(empty(library)), inner);
        return;
    }
    let columns = Columns::fitting(usize::from(inner.width));
    let height = usize::from(inner.height).saturating_sub(1);
    let top = offset(library.at, height, library.rows().len());
    let mut lines = vec![Line::styled(columns.line(&head(library.shelf)), theme.heading)];
    for (index, row) in library.rows().iter().enumerate().skip(top).take(height) {
        let style = if index == library.at { theme.selected } else { ratatui::style::Style::new() };
        lines.push(Line::styled(columns.line(&cells(library, *row)), style));
    }
    frame.render_widget(Text::from(lines), inner);
    place_cursor(frame, inner, 1 + library.at.saturating_sub(top));
}

/// What to do when there is nothing: the first thing that a newcomer may see.
fn empty(library: &Library) -> Vec<Line<'static>> {
    let text: &[&str] = match (library.read, library.filter.is_empty(), library.shelf) {
        (false, ..) => &["Reading …"],
        (_, false, _) => &["Nothing matches the filter. esc takes it away."],
        (.., Shelf::Records) => &[
            "No document yet.",
            "",
            "Leave with esc, then add one:   appraise FILE.md",
            "or look around with samples:    appraise demo",
        ],
        (.., Shelf::Drafts) => &["You have no review under way. tab shows the documents."],
        (.., Shelf::SignedOff) => &["No review is signed off yet. tab shows the documents."],
    };
    text.iter().map(|line| Line::raw(format!("  {line}"))).collect()
}

const fn head(shelf: Shelf) -> [&'static str; 5] {
    match shelf {
        Shelf::Records => ["Title", "Kind", "Countries", "My review", "Due"],
        Shelf::Drafts => ["Title", "Kind", "Countries", "Answered", "Saved"],
        Shelf::SignedOff => ["Title", "Kind", "Reviewer", "Outcome", "Signed off"],
    }
}

fn cells(library: &Library, row: Row) -> [String; 5] {
    match row {
        Row::Record(index) => library.records.get(index).map(|record| {
            let due = record.due.map(|day| day.to_string()).unwrap_or_default();
            let kind = record.kind.label().to_owned();
            [record.title.to_string(), kind, record.country_names(), library.state(&record.id), due]
        }),
        Row::Draft(index) => library.drafts.get(index).map(|draft| {
            let tally = Tally::all(draft);
            let saved = draft.draft.as_ref().and_then(|state| state.saved_at);
            let answered = format!("{} of {}", tally.answered(), tally.asked);
            [
                draft.record.title.clone(),
                draft.record.kind.label().to_owned(),
                draft.record.countries.join(", "),
                answered,
                day(saved),
            ]
        }),
        Row::SignedOff(index) => library.review(index).map(|review| signed_off(library, review)),
    }
    .unwrap_or_default()
}

fn signed_off(library: &Library, review: ReviewBrief) -> [String; 5] {
    let outcome = if library.is_blind(review) { BLIND } else { review.outcome.label_for(review.kind) }.to_owned();
    let by = format!("{} · round {}", library.reviewer(review), review.round);
    [review.title().to_owned(), review.kind.label().to_owned(), by, outcome, review.day().to_string()]
}

fn day(at: Option<jiff::Timestamp>) -> String {
    at.map(|at| at.to_string().chars().take(10).collect()).unwrap_or_default()
}

/// As many as have room; the last line counts those that have none.
fn problem_lines(library: &Library, theme: &Theme, cells: u16) -> Text<'static> {
    let all = library.problems.len();
    let shown = if all > PROBLEMS { PROBLEMS - 1 } else { all };
    let first = |problem: &String| problem.lines().next().unwrap_or_default().to_owned();
    let mut lines: Vec<_> =
        library.problems.iter().take(shown).map(|problem| format!(" ! {}", first(problem))).collect();
    if all > shown {
        lines.push(format!(" ! … and {} more: `appraise list records` names them all", all - shown));
    }
    let line = |text: String| Line::styled(crate::text::truncate(&text, usize::from(cells)), theme.alarm);
    Text::from(lines.into_iter().map(line).collect::<Vec<_>>())
}

impl Columns {
    /// The title takes what the others leave; kind and countries give way on narrow screens.
    fn fitting(width: usize) -> Self {
        let (kind, place, state, date) = match width {
            0..70 => (0, 0, 18, 0),
            70..100 => (0, 16, 18, 10),
            100..150 => (20, 20, 22, 10),
            _ => (22, 40, 36, 10),
        };
        let gaps = [kind, place, state, date].iter().filter(|cells| **cells > 0).count() * 2 + 2;
        Self([width.saturating_sub(kind + place + state + date + gaps), kind, place, state, date])
    }

    fn line(&self, cells: &[impl AsRef<str>; 5]) -> String {
        let shown = self.0.iter().zip(cells).filter(|(width, _)| **width > 0);
        let padded: Vec<_> = shown.map(|(width, cell)| padded(cell.as_ref(), *width)).collect();
        format!(" {} ", padded.join("  "))
    }
}
