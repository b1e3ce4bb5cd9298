//! The report as one HTML file: to read, to print, to send. No script, nothing to load.

use crate::domain::summary::{Phrase, Row, Table, Value};

use super::words::Text;
use super::{Part, Report, chart, command, paragraph};
use crate::export::markup::Markup;

const STYLE: &str = include_str!("report.css");
/// So many rows begin a page of their own in print.
const BIG: usize = 12;

/// The report as HTML.
#[must_use]
pub fn html(report: &Report) -> String {
    let page = Markup::element(
        "html",
        &[("lang", report.options.language.code())],
        [Markup::head(&report.title(), "light dark", STYLE), body(report)],
    );
    page.document()
}

fn body(report: &Report) -> Markup {
    let mut main = vec![in_short(report), contents(report)];
    main.extend(report.parts().map(|(part, tables)| section(report, part, &tables)));
    let parts = [chart::patterns(), header(report), Markup::element("main", &[], main), footer(report)];
    Markup::element("body", &[], parts)
}

fn header(report: &Report) -> Markup {
    let about = report.about().join(" · ");
    let parts = [
        Markup::element("h1", &[], [Markup::text(&report.title())]),
        Markup::element("p", &[("class", "subject")], [Markup::text(report.say(Text::Subject))]),
        Markup::element("p", &[("class", "about")], [Markup::outside(&about)]),
    ];
    Markup::element("header", &[], parts)
}

fn in_short(report: &Report) -> Markup {
    let passages = paragraph::passages(&report.summary, &report.options);
    let lead = |at: usize| if at == 0 { "lead" } else { "passage" };
    let passages = passages.iter().enumerate();
    let passages = passages.map(|(at, text)| Markup::element("p", &[("class", lead(at))], [Markup::text(text)]));
    let command = command::for_passages(&report.summary, &report.options);
    let parts = [
        Markup::element("h2", &[], [Markup::text(report.say(Text::InShort))]),
        Markup::all(passages),
        numbers(report),
        Markup::element("p", &[("class", "note")], [Markup::text(Phrase::NoteSample.text(report.options.language))]),
        reproduce(report, &command),
    ];
    Markup::element("section", &[("id", "short")], parts)
}

/// The few numbers that are asked for first.
fn numbers(report: &Report) -> Markup {
    let summary = &report.summary;
    let changed = Value::Share(summary.required_changes.documents, summary.documents);
    let all = [
        (Phrase::Documents, Value::Count(summary.documents)),
        (Phrase::Countries, Value::Count(summary.countries)),
        (Phrase::Rounds, Value::Count(summary.rounds)),
        (Phrase::WithChanges, changed),
        (Phrase::MedianDays, Value::Days(summary.turnaround_days.median, summary.turnaround_days.n)),
    ];
    let figures = crate::domain::summary::Figures::of(report.options.language);
    let one = |(label, value): &(Phrase, Value)| {
        let label = Markup::text(label.text(report.options.language));
        let value = Markup::text(&value.written(figures, report.options.hide_small));
        Markup::element("div", &[], [Markup::element("dt", &[], [label]), Markup::element("dd", &[], [value])])
    };
    Markup::element("dl", &[("class", "numbers")], all.iter().map(one))
}

fn contents(report: &Report) -> Markup {
    let item = |(at, table): (usize, &Table)| {
        let link = format!("#{}", anchor(at));
        Markup::element("li", &[], [Markup::element("a", &[("href", &link)], [heading(table)])])
    };
    let items: Vec<_> = report.tables.iter().enumerate().map(item).collect();
    let title = report.say(Text::Contents);
    let parts = [Markup::element("h2", &[], [Markup::text(title)]), Markup::element("ul", &[], items)];
    Markup::element("nav", &[("aria-label", title)], parts)
}

fn section(report: &Report, part: Part, tables: &[&Table]) -> Markup {
    let place = |table: &Table| report.tables.iter().position(|one| std::ptr::eq(one, table)).unwrap_or_default();
    let mut parts = vec![Markup::element("h2", &[], [Markup::text(report.say(part.heading()))])];
    parts.extend(tables.iter().map(|table| figure(report, place(table), table)));
    Markup::element("section", &[], parts)
}

/// A table with its chart, its caution and its command.
fn figure(report: &Report, at: usize, table: &Table) -> Markup {
    let class = if table.rows.len() > BIG { "big" } else { "small" };
    let note = Markup::element("p", &[("class", "note")], [Markup::text(&table.note)]);
    let parts = [
        Markup::element("h3", &[("id", &anchor(at))], [heading(table)]),
        chart::of(report, at, table).unwrap_or_default(),
        Markup::element("div", &[("class", "wide")], [table_of(report, table)]),
        if table.note.is_empty() { Markup::default() } else { note },
        reproduce(report, &command::for_table(&report.summary, table, &report.options)),
    ];
    Markup::element("figure", &[("class", class)], parts)
}

fn anchor(at: usize) -> String {
    format!("t{}", at + 1)
}

fn heading(table: &Table) -> Markup {
    let id = Markup::element("span", &[("class", "id")], [Markup::text(table.id)]);
    Markup::all([id, Markup::text(" "), Markup::outside(&table.title)])
}

fn table_of(report: &Report, table: &Table) -> Markup {
    let head = table.head.iter().enumerate().map(|(column, text)| {
        let attributes = [("scope", "col"), ("class", side(table, column))];
        Markup::element("th", &attributes, [Markup::outside(text)])
    });
    let head = Markup::element("thead", &[], [Markup::element("tr", &[], head)]);
    let rows = table.rows.iter().map(|row| row_of(report, table, row));
    let caption = Markup::element("caption", &[], [heading(table)]);
    Markup::element("table", &[], [caption, head, Markup::element("tbody", &[], rows)])
}

fn row_of(report: &Report, table: &Table, row: &Row) -> Markup {
    let mut label = vec![("scope", "row")];
    label.extend(is_english(report, table).then_some(("lang", "en")));
    let cells = row.cells.iter().enumerate().map(|(at, cell)| {
        let shown = table.shown(&cell.value, report.options.hide_small);
        let mut attributes = vec![("class", side(table, at + 1))];
        attributes
            .extend((is_english(report, table) && table.id == "T4" && cell.value.is_text()).then_some(("lang", "en")));
        let inner = if cell.value.is_text() { Markup::outside(&shown) } else { Markup::text(&shown) };
        Markup::element("td", &attributes, [inner])
    });
    let label = Markup::element("th", &label, [Markup::outside(&row.label)]);
    let class = if row.total { "total" } else { "row" };
    Markup::element("tr", &[("class", class)], [label].into_iter().chain(cells))
}

/// Whether the labels are titles of criteria or checklists in a report of another language.
fn is_english(report: &Report, table: &Table) -> bool {
    report.options.language.code() != "en" && ["T3", "T4", "T5"].contains(&table.id)
}

/// Words stand on the left, numbers on the right.
fn side(table: &Table, column: usize) -> &'static str {
    let cell =
        |row: &Row| column.checked_sub(1).and_then(|at| row.cells.get(at)).is_some_and(|cell| cell.value.is_text());
    if column == 0 || table.rows.iter().any(cell) { "words" } else { "number" }
}

fn reproduce(report: &Report, command: &str) -> Markup {
    let code = Markup::element("code", &[], [Markup::text(command)]);
    let say = Markup::text(&format!("{} ", report.say(Text::Reproduce)));
    Markup::element("p", &[("class", "command")], [say, code])
}

fn footer(report: &Report) -> Markup {
    let items = report.cautions().into_iter().map(|caution| Markup::element("li", &[], [Markup::text(&caution)]));
    let items: Vec<_> = items.collect();
    let title = Markup::element("h2", &[], [Markup::text(report.say(Text::AboutNumbers))]);
    Markup::element("footer", &[], [title, Markup::element("ul", &[], items)])
}
