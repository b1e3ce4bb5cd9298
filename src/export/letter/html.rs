//! The letter as one HTML file: to read and to print, in any direction of writing. No script, nothing to load.

use crate::domain::comment::CommentClass;
use crate::export::markup::Markup;

use super::words::Text;
use super::{Letter, Part, Row};

const STYLE: &str = include_str!("letter.css");

/// The letter as HTML.
#[must_use]
pub fn html(letter: &Letter) -> String {
    Markup::element(
        "html",
        &[("lang", letter.language.code())],
        [Markup::head(letter.title(), "light", STYLE), body(letter)],
    )
    .document()
}

fn body(letter: &Letter) -> Markup {
    let mut parts = vec![Markup::element("h1", &[], [Markup::text(letter.title())])];
    parts
        .extend(letter.cautions.iter().map(|text| Markup::element("p", &[("class", "caution")], [Markup::text(text)])));
    parts.push(facts(letter));
    parts.extend(letter.note.iter().flat_map(|note| [heading(letter.say(Text::Note)), paragraphs(note)]));
    parts.extend(strengths(letter));
    if letter.parts.is_empty() {
        parts.push(Markup::element("p", &[], [Markup::text(letter.say(Text::NoComments))]));
    }
    parts.extend(letter.parts.iter().map(|part| section(letter, part)));
    parts.extend(settled(letter));
    Markup::element("body", &[], [Markup::element("main", &[], parts)])
}

fn heading(text: &str) -> Markup {
    Markup::element("h2", &[], [Markup::text(text)])
}

fn facts(letter: &Letter) -> Markup {
    let rows = letter.facts.iter().map(|(label, value)| {
        let cells = [Markup::element("th", &[("scope", "row")], [Markup::text(label)]), cell(value)];
        Markup::element("tr", &[], cells)
    });
    Markup::element("table", &[("class", "facts")], [Markup::element("tbody", &[], rows)])
}

fn strengths(letter: &Letter) -> Vec<Markup> {
    if letter.strengths.is_empty() {
        return Vec::new();
    }
    let lines = letter.strengths.iter().map(|line| Markup::element("li", &[], [Markup::outside(line)]));
    vec![heading(letter.say(Text::Strengths)), Markup::element("ul", &[], lines)]
}

fn section(letter: &Letter, part: &Part) -> Markup {
    let note = letter.class_note(part.class).map(|note| Markup::element("p", &[], [Markup::text(note)]));
    let replies = part.class != CommentClass::GoodPractice;
    let columns =
        columns(replies).map(|text| Markup::element("th", &[("scope", "col")], [Markup::text(letter.say(text))]));
    let head = Markup::element("thead", &[], [Markup::element("tr", &[], columns)]);
    let rows = part.rows.iter().map(|row| comment(letter, row, replies));
    let table = Markup::element("table", &[], [head, Markup::element("tbody", &[], rows)]);
    Markup::element("section", &[], [heading(letter.heading(part.class))].into_iter().chain(note).chain([table]))
}

/// The columns of a table of comments.
pub(super) fn columns(replies: bool) -> impl Iterator<Item = Text> {
    let told = [Text::Number, Text::Place, Text::Finding, Text::Suggested];
    let asked = [Text::Reply, Text::Reason].into_iter().filter(move |_| replies);
    told.into_iter().chain(asked)
}

fn comment(letter: &Letter, row: &Row, replies: bool) -> Markup {
    let topic = row.topic.iter().map(|topic| Markup::element("p", &[("class", "topic")], [Markup::outside(topic)]));
    let harm =
        row.harm.then(|| Markup::element("p", &[("class", "caution")], [Markup::text(letter.say(Text::Unsafe))]));
    let place = Markup::element("td", &[], topic.chain([paragraphs(&row.place)]));
    let finding = Markup::element("td", &[], harm.into_iter().chain([paragraphs(&row.finding)]));
    let number = Markup::element("th", &[("scope", "row")], [Markup::text(&row.n.to_string())]);
    let said = cell(row.reply.as_deref().unwrap_or_default());
    let reply = [said, Markup::element("td", &[], [])].into_iter().filter(|_| replies);
    Markup::element("tr", &[], [number, place, finding, cell(&row.text)].into_iter().chain(reply))
}

fn settled(letter: &Letter) -> Vec<Markup> {
    if letter.settled.is_empty() {
        return Vec::new();
    }
    let line = |text: String| Markup::element("li", &[], [Markup::outside(&text)]);
    let lines = letter.settled.iter().map(|one| line(format!("{}. {}: {}", one.n, one.topic, one.state)));
    vec![heading(letter.say(Text::Settled)), Markup::element("ul", &[], lines)]
}

fn cell(text: &str) -> Markup {
    Markup::element("td", &[], [paragraphs(text)])
}

fn paragraphs(text: &str) -> Markup {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    Markup::all(lines.map(|line| Markup::element("p", &[("dir", "auto")], [Markup::text(line)])))
}
