//! Charts as inline SVG, drawn from the tables beneath them: whatever a chart shows stands there as a number.
//!
//! Lengths are whole units of the drawing, so that the same numbers give the same bytes.

mod bars;
mod columns;
mod criteria;

use super::Report;
use super::words::Text;
use crate::domain::summary::{Row, SMALL, Table, Value};
use crate::export::markup::{Attributes, Markup};
use crate::text::truncate;

/// Width of every drawing.
const WIDTH: usize = 960;

/// The chart of a table, when it has one.
pub(super) fn of(report: &Report, at: usize, table: &Table) -> Option<Markup> {
    let (text, drawing) = match table.id {
        "T1" => (Text::ChartKinds, columns::by_kind(report, table)?),
        "T2" => (Text::ChartRegions, bars::regions(report, table)?),
        "T3" => (Text::ChartCriteria, criteria::of(report, table)?),
        "T11a" => (Text::ChartMonths, columns::by_month(report, table)?),
        _ => return None,
    };
    Some(drawing.framed(at, &table.title, report.say(text)))
}

/// The fills of the bars, once for the page: solid, striped and pale, so that they differ without colour.
pub(super) fn patterns() -> Markup {
    let ground = Markup::empty("rect", &[("width", "6"), ("height", "6"), ("class", "partly-ground")]);
    let stripe = Markup::empty("line", &[("x1", "0"), ("y1", "0"), ("x2", "0"), ("y2", "6"), ("class", "stripe")]);
    let attributes = [
        ("id", "partly"),
        ("width", "6"),
        ("height", "6"),
        ("patternUnits", "userSpaceOnUse"),
        ("patternTransform", "rotate(45)"),
    ];
    let pattern = Markup::element("pattern", &attributes, [ground, stripe]);
    let defs = Markup::element("defs", &[], [pattern]);
    Markup::element("svg", &[("class", "defs"), ("aria-hidden", "true"), ("focusable", "false")], [defs])
}

/// A drawing as wide as every other.
struct Drawing {
    height: usize,
    parts: Vec<Markup>,
}

impl Drawing {
    const fn new() -> Self {
        Self { height: 0, parts: Vec::new() }
    }

    /// With a title and a description that are read aloud.
    fn framed(self, at: usize, title: &str, description: &str) -> Markup {
        let (title_id, description_id) = (format!("c{}t", at + 1), format!("c{}d", at + 1));
        let named = format!("{title_id} {description_id}");
        let view = format!("0 0 {WIDTH} {}", self.height);
        let attributes =
            [("class", "chart"), ("viewBox", view.as_str()), ("role", "img"), ("aria-labelledby", named.as_str())];
        let title = Markup::element("title", &[("id", &title_id)], [Markup::text(title)]);
        let description = Markup::element("desc", &[("id", &description_id)], [Markup::text(description)]);
        Markup::element("svg", &attributes, [title, description].into_iter().chain(self.parts))
    }

    /// Words at a place; `class` says what they are and which end the place is.
    fn words(&mut self, (x, y): (usize, usize), class: &'static str, text: &str) {
        let (x, y) = (x.to_string(), y.to_string());
        self.parts.push(Markup::element("text", &[("x", &x), ("y", &y), ("class", class)], [Markup::text(text)]));
    }

    fn rect(&mut self, (x, y): (usize, usize), (width, height): (usize, usize), fill: Fill) {
        let [x, y, width, height] = [x, y, width, height].map(|number| number.to_string());
        let mut attributes = vec![("x", x.as_str()), ("y", &y), ("width", &width), ("height", &height)];
        attributes.push(fill.attribute());
        self.parts.push(Markup::empty("rect", &attributes));
    }

    fn line(&mut self, (x1, y1): (usize, usize), (x2, y2): (usize, usize), class: &'static str) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(|number| number.to_string());
        let attributes: Attributes = &[("x1", &x1), ("y1", &y1), ("x2", &x2), ("y2", &y2), ("class", class)];
        self.parts.push(Markup::empty("line", attributes));
    }

    fn shape(&mut self, points: &[(usize, usize)], class: &'static str) {
        let points: Vec<_> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        self.parts.push(Markup::empty("polygon", &[("points", &points.join(" ")), ("class", class)]));
    }

    fn dot(&mut self, (x, y): (usize, usize), class: &'static str) {
        let (x, y) = (x.to_string(), y.to_string());
        self.parts.push(Markup::empty("circle", &[("cx", &x), ("cy", &y), ("r", "4"), ("class", class)]));
    }
}

/// How an area is filled.
#[derive(Clone, Copy)]
enum Fill {
    Yes,
    Partly,
    No,
    /// Only its edge.
    Edge,
}

impl Fill {
    const fn attribute(self) -> (&'static str, &'static str) {
        match self {
            Self::Yes => ("class", "yes"),
            Self::Partly => ("fill", "url(#partly)"),
            Self::No => ("class", "no"),
            Self::Edge => ("class", "edge"),
        }
    }
}

/// A number of a chart: how long it is drawn, and what is written beside it. A hidden number has no length.
struct Length {
    count: usize,
    shown: String,
}

impl Length {
    fn of(report: &Report, table: &Table, count: usize) -> Self {
        let hide = report.options.hide_small;
        let hidden = hide && (1..SMALL).contains(&count);
        Self { count: if hidden { 0 } else { count }, shown: table.shown(&Value::Count(count), hide) }
    }

    /// The length on a scale on which `most` is `room` long; what is there is seen.
    fn on(&self, room: usize, most: usize) -> usize {
        let exact = (self.count * room).checked_div(most).unwrap_or(0);
        if self.count > 0 { exact.max(1) } else { 0 }
    }
}

/// The count in a cell.
fn count_at(row: &Row, cell: usize) -> Option<usize> {
    match row.cells.get(cell)?.value {
        Value::Count(count) => Some(count),
        _ => None,
    }
}

/// Words in a few lines of so many cells; what does not fit is cut.
fn wrapped(text: &str, cells: usize, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match out.last_mut() {
            Some(line) if crate::text::width(line) + 1 + crate::text::width(word) <= cells => {
                line.push(' ');
                line.push_str(word);
            }
            _ => out.push(word.to_owned()),
        }
    }
    let rest = out.split_off(out.len().min(lines));
    if let Some(last) = out.last_mut() {
        rest.iter().for_each(|line| last.extend([" ", line]));
    }
    out.iter().map(|line| truncate(line, cells)).collect()
}
