//! The document: the rows in view, with marks over matches and evidence.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};

use crate::app::{Desk, Document, Pane, Used, short_mark};
use crate::text::{joined, whole_graphemes};

use super::{Theme, review};

/// Draws the right pane.
pub fn draw(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) {
    let document = &desk.document;
    let block = review::block(&title(document), desk.pane == Pane::Document, theme);
    let inner = block.inner(area).inner(Margin::new(1, 0));
    frame.render_widget(block.title_bottom(Line::from(status(desk))), area);
    if document.is_empty() {
        let changes = "No section changed.";
        let none = "The text of this document is not in the record.";
        frame.render_widget(if desk.shows_changes() { changes } else { none }, inner);
        return;
    }
    let (here, others) = (used(document, true), used(document, false));
    let marks = Marks::of(desk, theme, &here, &others);
    let last = (document.top + usize::from(inner.height)).min(document.rows().len());
    let lines: Vec<_> = (document.top..last).map(|row| marks.line(document, row)).collect();
    frame.render_widget(Text::from(lines), inner);
    let signs: Vec<_> = (document.top..last).map(|row| sign(document, row, theme)).collect();
    frame.render_widget(Text::from(signs), Rect { x: inner.x.saturating_sub(1), width: 1, ..inner });
    if desk.pane == Pane::Document {
        let marked = desk.marking.as_ref().map(|marking| marking.range.start);
        let place = marked.or_else(|| document.current.as_ref().map(|range| range.start));
        let row = place.map_or(document.top, |place| document.rows().row_of(place));
        super::place_cursor(frame, inner, row.saturating_sub(document.top));
    }
}

/// The passages that are evidence for the question under the cursor, or for others, without overlap.
fn used(document: &Document, here: bool) -> Vec<Range<usize>> {
    joined(document.used.iter().filter(|used| used.here == here).map(|used| used.range.clone()))
}

/// In the margin where evidence begins: the mark of its question, that of the question under the cursor first.
fn sign(document: &Document, row: usize, theme: &Theme) -> Line<'static> {
    let row = document.rows().range(row);
    let begins = |used: &&Used| row.start <= used.range.start && used.range.start < row.end;
    let mut here = document.used.iter().filter(begins);
    let Some(first) = here.clone().find(|used| used.here).or_else(|| here.next()) else { return Line::default() };
    let style = if first.here { theme.evidence } else { Style::new() };
    Line::styled(short_mark(first.rating), style)
}

/// The line above the pane: section and page of the first row in view.
fn title(document: &Document) -> String {
    let Some(part) = document.part_in_view() else { return "Document".to_owned() };
    match part.page_at(document.view().start) {
        // The page first: a narrow pane cuts a long heading.
        Some(page) => format!("p. {page} · {}", part.heading),
        None => part.heading.clone(),
    }
}

/// A fact about the words, never a verdict.
fn status(desk: &Desk) -> String {
    let document = &desk.document;
    if desk.shows_changes() {
        return " changes: [-taken out-] [+put in+] · d the document ".to_owned();
    }
    if desk.marking.is_some() {
        return " marking evidence ".to_owned();
    }
    if !document.query.is_empty() {
        return format!(" {} matches for “{}” ", document.hits.len(), crate::text::Shown::line(&document.query));
    }
    match (desk.has_work(), document.passages.len()) {
        (true, _) => " … ".to_owned(),
        (false, 0) => " no passage with words of the question ".to_owned(),
        (false, 1) => " 1 passage with words of the question ".to_owned(),
        (false, n) => format!(" {n} passages: ] next "),
    }
}

/// What lies over the text, the strongest last.
struct Marks<'a> {
    layers: Vec<(&'a [Range<usize>], Style)>,
    current: Option<Range<usize>>,
    marking: Option<Range<usize>>,
    theme: &'a Theme,
}

impl<'a> Marks<'a> {
    fn of(desk: &'a Desk, theme: &'a Theme, here: &'a [Range<usize>], others: &'a [Range<usize>]) -> Self {
        let document = &desk.document;
        let layers = vec![
            (document.passages.as_slice(), theme.passage),
            (document.hits.as_slice(), theme.hit),
            (others, theme.used),
            (here, theme.evidence),
        ];
        let marking = desk.marking.as_ref().map(|marking| marking.range.clone());
        Self { layers, current: document.current.clone(), marking, theme }
    }

    fn line(&self, document: &Document, row: usize) -> Line<'static> {
        let (text, range) = (document.rows().row(row), document.rows().range(row));
        let base = if is_heading(document, &range) { self.theme.heading } else { Style::new() };
        let indent = " ".repeat(usize::from(document.rows().indent(row)));
        let mut spans = vec![Span::raw(indent)];
        let mut from = 0;
        for cut in self.cuts(text, &range) {
            let piece = text.get(from..cut).unwrap_or_default();
            if !piece.is_empty() {
                let style = base.patch(self.style(range.start + from));
                spans.push(Span::styled(piece.to_owned(), style));
            }
            from = cut;
        }
        Line::from(spans)
    }

    /// Where the style may change in a row, as places in its text, its end last.
    fn cuts(&self, text: &str, row: &Range<usize>) -> Vec<usize> {
        let mut cuts: Vec<_> = self.touching(row).flat_map(|range| [range.start, range.end]).collect();
        cuts.retain(|place| row.start < *place && *place < row.end);
        let mut cuts: Vec<_> = cuts.into_iter().map(|place| place - row.start).collect();
        // A match may end inside a letter of an Indic script: the whole letter is marked.
        for cut in &mut cuts {
            *cut = whole_graphemes(text, *cut..*cut).end;
        }
        cuts.push(text.len());
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }

    fn touching<'r>(&'r self, row: &'r Range<usize>) -> impl Iterator<Item = Range<usize>> + 'r {
        let listed = self.layers.iter().flat_map(|(ranges, _)| near(ranges, row).iter().cloned());
        listed.chain(self.current.clone()).chain(self.marking.clone())
    }

    fn style(&self, place: usize) -> Style {
        let mut style = Style::new();
        for (ranges, layer) in &self.layers {
            if holds(ranges, place) {
                style = style.patch(*layer);
            }
        }
        let strong = self.marking.as_ref().or(self.current.as_ref());
        if strong.is_some_and(|range| range.contains(&place)) { style.patch(self.theme.current) } else { style }
    }
}

/// The ranges that touch a row; they are sorted and do not overlap.
fn near<'a>(ranges: &'a [Range<usize>], row: &Range<usize>) -> &'a [Range<usize>] {
    let first = ranges.partition_point(|range| range.end <= row.start);
    let last = ranges.partition_point(|range| range.start < row.end);
    ranges.get(first..last.max(first)).unwrap_or_default()
}

fn holds(ranges: &[Range<usize>], place: usize) -> bool {
    let after = ranges.partition_point(|range| range.end <= place);
    ranges.get(after).is_some_and(|range| range.contains(&place))
}

fn is_heading(document: &Document, row: &Range<usize>) -> bool {
    document.part_at(row.start).is_some_and(|part| row.start < part.body.start)
}
