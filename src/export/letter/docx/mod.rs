//! The letter as a Word document: to reply in. Real headings, real tables, a list of replies to choose from.
//!
//! The fixed parts of the package are files beside this one; the text goes through [`Markup`], like all of ours.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::domain::comment::CommentClass;
use crate::domain::reply::Sign;
use crate::domain::summary::Language;
use crate::export::markup::Markup;

use super::html::columns;
use super::words::Text;
use super::{Letter, Part, Row};

const CONTENT_TYPES: &str = include_str!("content_types.xml");
const PACKAGE: &str = include_str!("package.xml.rels");
const RELATIONS: &str = include_str!("document.xml.rels");
const STYLES: &str = include_str!("styles.xml");
const NUMBERING: &str = include_str!("numbering.xml");
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Twentieths of a point: a landscape A4 page has 14,570 between its margins.
const WITH_REPLIES: [&str; 6] = ["700", "2500", "3500", "3700", "1770", "2400"];
const WITHOUT: [&str; 4] = ["700", "3000", "5435", "5435"];

/// The letter as the bytes of a `.docx`; the same letter gives the same bytes.
///
/// # Errors
/// As the packer reports them; in memory that is a letter beyond 4 GiB.
pub fn docx(letter: &Letter) -> std::io::Result<Vec<u8>> {
    let styles = STYLES.replace("en-GB", locale(letter.language));
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE),
        ("word/document.xml", &document(letter)),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", &styles),
        ("word/numbering.xml", NUMBERING),
        ("docProps/core.xml", &properties(letter)),
    ];
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in parts {
        package.start_file(name, options)?;
        package.write_all(content.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

const fn locale(language: Language) -> &'static str {
    match language {
        Language::English => "en-GB",
        Language::French => "fr-FR",
        Language::Spanish => "es-ES",
    }
}

/// Title and language alone: no author, no times.
fn properties(letter: &Letter) -> String {
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    let parts = [
        Markup::element("dc:title", &[], [Markup::text(letter.title())]),
        Markup::element("dc:language", &[], [Markup::text(letter.language.code())]),
    ];
    format!("{DECLARATION}{}", Markup::element("cp:coreProperties", &names, parts))
}

fn document(letter: &Letter) -> String {
    let mut parts = vec![styled("Title", letter.title())];
    parts.extend(letter.cautions.iter().map(|text| styled("Caution", text)));
    parts.push(facts(letter));
    parts.extend(letter.note.iter().flat_map(|note| [styled("Heading1", letter.say(Text::Note)), lines(note)]));
    if !letter.strengths.is_empty() {
        parts.push(styled("Heading1", letter.say(Text::Strengths)));
        parts.extend(letter.strengths.iter().map(|line| bullet(line)));
    }
    if letter.asks() {
        parts.push(styled("HowTo", letter.say(Text::HowToReply)));
    }
    if letter.parts.is_empty() {
        parts.push(paragraph(letter.say(Text::NoComments)));
    }
    parts.extend(letter.parts.iter().map(|part| section(letter, part)));
    parts.extend(settled(letter));
    parts.push(page());
    let body = Markup::element("w:body", &[], parts);
    format!("{DECLARATION}{}", Markup::element("w:document", &[("xmlns:w", NAMESPACE)], [body]))
}

fn page() -> Markup {
    let size = [("w:w", "16838"), ("w:h", "11906"), ("w:orient", "landscape")];
    let margins = [
        ("w:top", "1134"),
        ("w:right", "1134"),
        ("w:bottom", "1134"),
        ("w:left", "1134"),
        ("w:header", "567"),
        ("w:footer", "567"),
        ("w:gutter", "0"),
    ];
    Markup::element("w:sectPr", &[], [Markup::empty("w:pgSz", &size), Markup::empty("w:pgMar", &margins)])
}

fn facts(letter: &Letter) -> Markup {
    let widths = ["3000", "11570"];
    let rows = letter.facts.iter().map(|(label, value)| {
        let cells = [cell(widths[0], [styled("Label", label)]), cell(widths[1], [lines(value)])];
        Markup::element("w:tr", &[], [unbroken()].into_iter().chain(cells))
    });
    table("Facts", &widths, rows)
}

fn section(letter: &Letter, part: &Part) -> Markup {
    let replies = part.class != CommentClass::GoodPractice;
    let widths: &[&str] = if replies { &WITH_REPLIES } else { &WITHOUT };
    let heads = columns(replies).zip(widths).map(|(text, width)| cell(width, [styled("Label", letter.say(text))]));
    let properties =
        Markup::element("w:trPr", &[], [Markup::empty("w:cantSplit", &[]), Markup::empty("w:tblHeader", &[])]);
    let head = Markup::element("w:tr", &[], [properties].into_iter().chain(heads));
    let rows = part.rows.iter().map(|row| comment(letter, row, widths));
    let note = letter.class_note(part.class).map(paragraph);
    let table = table("Comments", widths, [head].into_iter().chain(rows));
    Markup::all([styled("Heading1", letter.heading(part.class))].into_iter().chain(note).chain([table]))
}

fn comment(letter: &Letter, row: &Row, widths: &[&str]) -> Markup {
    let topic = row.topic.iter().map(|topic| styled("Topic", topic));
    let harm = row.harm.then(|| styled("Caution", letter.say(Text::Unsafe)));
    let contents = [
        vec![paragraph(&row.n.to_string())],
        topic.chain([lines(&row.place)]).collect(),
        harm.into_iter().chain([lines(&row.finding)]).collect(),
        vec![lines(&row.text)],
        vec![choice(letter)],
        vec![lines(row.reply.as_deref().unwrap_or_default())],
    ];
    let cells = contents.into_iter().zip(widths).map(|(content, width)| cell(width, content));
    Markup::element("w:tr", &[], [unbroken()].into_iter().chain(cells))
}

/// A list to choose the reply from; where a program cannot show it, the author types over it.
fn choice(letter: &Letter) -> Markup {
    let item = |word: &String| Markup::empty("w:listItem", &[("w:displayText", word), ("w:value", word)]);
    let list = Markup::element("w:dropDownList", &[], letter.replies().iter().map(item));
    let properties = Markup::element("w:sdtPr", &[], [Markup::empty("w:showingPlcHdr", &[]), list]);
    let run = Markup::element(
        "w:r",
        &[],
        [style_of("w:rPr", "w:rStyle", "Choose"), text(Sign::Choose.text(letter.language))],
    );
    let content = Markup::element("w:sdtContent", &[], [run]);
    Markup::element("w:p", &[], [Markup::element("w:sdt", &[], [properties, content])])
}

fn settled(letter: &Letter) -> Vec<Markup> {
    if letter.settled.is_empty() {
        return Vec::new();
    }
    let lines = letter.settled.iter().map(|one| bullet(&format!("{}. {}: {}", one.n, one.topic, one.state)));
    [styled("Heading1", letter.say(Text::Settled))].into_iter().chain(lines).collect()
}

fn table(style: &'static str, widths: &[&str], rows: impl Iterator<Item = Markup>) -> Markup {
    let total = [("w:w", "14570"), ("w:type", "dxa")];
    let properties = [
        Markup::empty("w:tblStyle", &[("w:val", style)]),
        Markup::empty("w:tblW", &total),
        Markup::empty("w:tblLayout", &[("w:type", "fixed")]),
    ];
    let columns = widths.iter().map(|width| Markup::empty("w:gridCol", &[("w:w", width)]));
    let parts = [Markup::element("w:tblPr", &[], properties), Markup::element("w:tblGrid", &[], columns)];
    // Word joins two tables that stand one after the other without a paragraph between them.
    Markup::all([Markup::element("w:tbl", &[], parts.into_iter().chain(rows)), styled("Gap", "")])
}

fn cell(width: &str, content: impl IntoIterator<Item = Markup>) -> Markup {
    let width = Markup::empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
    Markup::element("w:tc", &[], [Markup::element("w:tcPr", &[], [width])].into_iter().chain(content))
}

/// A row stays on one page.
fn unbroken() -> Markup {
    Markup::element("w:trPr", &[], [Markup::empty("w:cantSplit", &[])])
}

fn styled(style: &'static str, words: &str) -> Markup {
    Markup::element("w:p", &[], [style_of("w:pPr", "w:pStyle", style), run(words)])
}

fn bullet(words: &str) -> Markup {
    let properties = [Markup::empty("w:pStyle", &[("w:val", "ListBullet")])];
    Markup::element("w:p", &[], [direction(words, properties), run(words)])
}

/// A paragraph for each line; an empty cell must have one as well.
fn lines(words: &str) -> Markup {
    let written: Vec<_> = words.lines().filter(|line| !line.trim().is_empty()).map(paragraph).collect();
    if written.is_empty() { paragraph("") } else { Markup::all(written) }
}

fn paragraph(words: &str) -> Markup {
    Markup::element("w:p", &[], [direction(words, []), run(words)])
}

/// Paragraph properties; Arabic and Hebrew begin at the right.
fn direction<const N: usize>(words: &str, properties: [Markup; N]) -> Markup {
    let bidi = is_right_to_left(words).then(|| Markup::empty("w:bidi", &[]));
    Markup::element("w:pPr", &[], properties.into_iter().chain(bidi))
}

fn run(words: &str) -> Markup {
    let rtl = is_right_to_left(words).then(|| Markup::element("w:rPr", &[], [Markup::empty("w:rtl", &[])]));
    Markup::element("w:r", &[], rtl.into_iter().chain([text(words)]))
}

fn text(words: &str) -> Markup {
    Markup::element("w:t", &[("xml:space", "preserve")], [Markup::text(words)])
}

fn style_of(properties: &'static str, member: &'static str, style: &'static str) -> Markup {
    Markup::element(properties, &[], [Markup::empty(member, &[("w:val", style)])])
}

/// By the first letter, as the Unicode algorithm takes the direction of a paragraph.
fn is_right_to_left(words: &str) -> bool {
    let letter = words.chars().find(|c| c.is_alphabetic());
    letter.is_some_and(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'))
}
