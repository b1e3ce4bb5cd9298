//! What leaves the workspace: no cell that runs, no tag that is not ours, no place to load from.
//!
//! What the programs themselves make of the files is tried by `tests/reliability/v08_exports.py`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::commands::{Kept, user};
use super::env::Env;
use super::formulas::FORMULAS;
use super::{strings, watch};

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Whether a spreadsheet would show the cell: its first sign that shows begins no formula, or it is a number of ours.
fn is_tame(cell: &str) -> bool {
    let hides = |c: char| c.is_whitespace() || watch::leak(&c.to_string()).is_some();
    let first = cell.chars().find(|c| !hides(*c));
    cell.parse::<i64>().is_ok() || !first.is_some_and(|c| "=+-@＝＋－＠".contains(c))
}

/// The cells as a program takes them apart that thinks so of the separator.
fn cells(file: &[u8], separator: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(separator).has_headers(false).flexible(true).from_reader(file);
    reader.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn wild(file: &[u8]) -> Vec<String> {
    let all = SEPARATORS.iter().flat_map(|separator| cells(file, *separator));
    all.flatten().filter(|cell| !is_tame(cell)).collect()
}

fn export(env: &Env, table: &str, format: &str) -> Vec<u8> {
    let name = format!("{table}.{format}");
    let command = ["export", table, "--format", format, "-o", &name];
    let more = if table == "summary" { None } else { Some("--with-text") };
    let said = env.run(command.into_iter().chain(more));
    assert_eq!(said.status, 0, "{table} {format}: {said:?}");
    fs::read(env.path(name)).unwrap()
}

/// The parts of a packed file by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.insert(file.name().unwrap().into_owned(), text);
    }
    parts
}

/// Each tag of a text that is well-formed; anything else stops the test.
fn tags(what: &str, text: &str) -> Vec<BytesStart<'static>> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut tags = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{what} is not well-formed: {error}")) {
            Event::Start(tag) | Event::Empty(tag) => tags.push(tag.into_owned()),
            Event::Eof => return tags,
            Event::PI(_) | Event::Comment(_) | Event::CData(_) => panic!("{what}: a part that is not ours"),
            _ => {}
        }
    }
}

fn name(tag: &BytesStart) -> String {
    tag.name().into_inner().to_owned()
}

/// Names of attributes with their values.
fn attributes(tag: &BytesStart) -> Vec<(String, String)> {
    let pair = |one: Attribute| (one.key.into_inner().to_owned(), one.value.into_owned());
    tag.attributes().map(|one| pair(one.unwrap())).collect()
}

/// The first tag or attribute that could run or load something.
fn acts(what: &str, page: &str) -> Option<String> {
    const RUN: [&str; 12] =
        ["script", "img", "iframe", "object", "embed", "link", "base", "form", "video", "audio", "source", "input"];
    tags(what, page).iter().find_map(|tag| {
        let (name, attributes) = (name(tag), attributes(tag));
        let acts = |(key, value): &(String, String)| {
            let leads = ["href", "xlink:href"].contains(&key.as_str()) && !value.starts_with('#');
            key.starts_with("on")
                || leads
                || ["src", "srcset", "action", "data", "style", "background"].contains(&key.as_str())
        };
        let refreshes = name == "meta" && attributes.iter().any(|(_, value)| value.eq_ignore_ascii_case("refresh"));
        let found = RUN.contains(&name.as_str()) || refreshes || attributes.iter().any(acts);
        found.then(|| format!("<{name} {attributes:?}>"))
    })
}

#[test]
fn no_table_holds_a_cell_that_runs() {
    let (env, kept) = user(strings::short());
    let answers = kept.len() * 2 * 3;
    for (table, rows) in
        [("reviews", kept.len() * 2), ("answers", answers), ("comments", answers), ("codebook", 0), ("summary", 0)]
    {
        let file = export(&env, table, "csv");
        assert_eq!(wild(&file), Vec::<String>::new(), "{table}");
        let taken = cells(&file, b',');
        // These run nothing by themselves, and are left out by some before they look for a sign.
        let edge = taken.iter().flatten().find(|cell| cell.starts_with(['\t', '\r', '\n', '\0']));
        assert_eq!(edge, None, "{table}");
        let columns = taken[0].len();
        assert!(columns > 3 && taken.iter().all(|row| row.len() == columns), "{table}: rows of different lengths");
        assert!(rows == 0 || taken.len() == rows + 1, "{table}: {} rows", taken.len());
        if table != "summary" {
            workbook(table, &export(&env, table, "xlsx"));
        }
    }
    // The control: the same texts, each in a cell without quotes or in plain ones.
    let bare = FORMULAS.join("\n");
    let quoted = FORMULAS.map(|text| format!("\"{}\"", text.replace('"', "\"\""))).join("\n");
    let found = [bare, quoted].map(|file| wild(file.as_bytes()).len());
    println!("V8 csv: wild=0 control_wild={found:?}");
    assert!(found.iter().all(|count| *count > FORMULAS.len()), "{found:?}");
}

/// Texts alone: no formula but those of our own table of contents, no link, nothing outside.
fn workbook(table: &str, bytes: &[u8]) {
    for (part, text) in parts(bytes) {
        // A part begins with a declaration.
        let body = text.split_once("?>").map_or(text.as_str(), |(_, body)| body);
        for tag in tags(&part, body) {
            let outside = attributes(&tag).iter().any(|(_, value)| value == "External");
            let runs =
                part.contains("sheets/") && ["f", "hyperlink", "oleObject", "control"].contains(&name(&tag).as_str());
            assert!(!outside && !runs, "{table}, {part}: <{}>", name(&tag));
        }
    }
}

#[test]
fn no_page_and_no_letter_runs_or_loads_anything() {
    let (env, kept) = user(strings::short().into_iter().step_by(3).collect());
    env.run(["report", "--year", "2026", "--format", "html", "-o", "report.html"]);
    let report = fs::read_to_string(env.path("report.html")).unwrap();
    assert_eq!(acts("the report", body(&report)), None);
    for (n, Kept { text, reviews }) in kept.iter().enumerate().step_by(2) {
        letters(&env, n, text, &reviews[n / 2 % 2]);
    }
    // The control: what a letter without escaping would be.
    let raw = |tag: &str| acts("the control", &format!("<p>{tag}</p>"));
    for tag in ["<script>1</script>", "<img src='x' />", "<a href='javascript:1'>x</a>", "<p onclick='1'>x</p>"] {
        assert!(raw(tag).is_some(), "{tag}");
    }
}

/// Behind the kind of the document, and with the policy that stops what the escaping would let through.
fn body(page: &str) -> &str {
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"), "no policy");
    page.strip_prefix("<!DOCTYPE html>").unwrap()
}

fn letters(env: &Env, n: usize, text: &str, review: &str) {
    let shown: String = text.chars().take(40).collect();
    let make = |format: &str| {
        let name = format!("{n}.{format}");
        let said = env.run(["feedback", review, "--format", format, "-o", &name]);
        assert_eq!(said.status, 0, "{said:?}");
        fs::read(env.path(Path::new(&name))).unwrap()
    };
    let page = String::from_utf8(make("html")).unwrap();
    assert_eq!((acts(&shown, body(&page)), watch::leak(&page)), (None, None), "{shown:?}");
    let markdown = String::from_utf8(make("markdown")).unwrap();
    for sign in ["<script", "<img", "<a ", "](", "```", "<!--"] {
        // Behind a backslash a sign is only itself.
        let text = markdown.replace(r"\\", "");
        let bare = text.match_indices(sign).any(|(at, _)| !text.get(..at).unwrap().ends_with('\\'));
        assert!(!bare, "{shown:?}: {sign} in\n{markdown}");
    }
    assert_eq!(watch::leak(&markdown), None, "{shown:?}");
    for (part, text) in parts(&make("docx")) {
        let inner = text.split_once("?>").map_or(text.as_str(), |(_, body)| body);
        for tag in tags(&part, inner) {
            let outside = attributes(&tag).iter().any(|(_, value)| value == "External");
            let runs =
                ["w:hyperlink", "w:fldSimple", "w:instrText", "w:object", "w:altChunk"].contains(&name(&tag).as_str());
            assert!(!outside && !runs, "{shown:?}, {part}: <{}>", name(&tag));
        }
        assert_eq!(watch::leak(&text), None, "{shown:?}, {part}");
    }
}
