//! Files that somebody broke: each gives records that can be read again, or a sentence, in good time.

use std::io::{Cursor, Read as _, Write as _};
use std::ops::ControlFlow;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Form, Imported, Item, Limits, Mapping, form, import, listing, replies};
use crate::domain::check::FaultKind;
use crate::domain::parse;

#[path = "../../tests/common/broken_xml.rs"]
pub mod broken_xml;
#[path = "../../tests/common/campaign.rs"]
pub mod common;

use broken_xml::break_xml;
use common::{Dice, break_bytes, run, seeds};

/// Pieces that mean something to one of the readers.
const PIECES: &[&[u8]] = &[
    b",",
    b";",
    b"\t",
    b"\"",
    b"\n",
    b"\r\n",
    b"#",
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<!DOCTYPE x [",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"\\u",
    b"null",
    b"1e999",
    b"-0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\0",
    b"\xe9",
    b"Title",
    b"title",
    b"PrjCode",
    b"---\n",
    b"- ",
    b"&a *a",
    b"| ",
    b"\n# ",
    b"<iati-activity>",
    b"</iati-activity>",
    b"xml:lang=\"",
    b"&#x110000;",
    b"&#0;",
    b"99999999999999999999",
    b"PK\x05\x06",
    b"data",
    b"\"format\":\"appraise-record/1\"",
    b"31/12/2025",
    b"\xd9\xa3",
    b"\xe2\x80\xae",
];

const CSV: &str = "Group,,x\nTitle,Country,Received,Budget (USD),E-mail\n#activity+title,#country,#date+received,#value+usd,\nA,Kenya,31/01/2025,\"1,000\",a@b.c\nB,\"Mali;Chad\",3/4/25,3.2M,\n";
const CBPF: &str =
    "PFId,PrjCode,PrjTitle,BenAgg,PrjGM,AStrDt\n1,CBPF-AFG-1,T,1##2##3##4,2a- The project,5/20/2024 12:00:00 AM\n";
const REPLIES: &str = "Number;Reply;Reason\n1;Agreed;\n2;Not agreed;\"It costs\ntoo much\"\n";
const IATI: &str = "<?xml version=\"1.0\"?><iati-activities version=\"2.03\"><iati-activity default-currency=\"USD\" xml:lang=\"en\"><iati-identifier>A</iati-identifier><reporting-org ref=\"X\"><narrative>Org</narrative></reporting-org><title><narrative>T &amp; U</narrative><narrative xml:lang=\"fr\">&#233;t&#xe9;</narrative></title><description type=\"2\"><narrative>Un &lt;texte&gt;</narrative></description><activity-date iso-date=\"2025-03-01\" type=\"1\"/><activity-date iso-date=\"2026-01-01\" type=\"3\"/><recipient-country code=\"SO\" percentage=\"40\"/><sector vocabulary=\"10\" code=\"WSH\"/><budget type=\"1\"><period-start iso-date=\"2025-01-01\"/><value currency=\"USD\">5.5</value></budget><humanitarian-scope type=\"2\" vocabulary=\"2-1\" code=\"HSOM25\"/><policy-marker code=\"1\" significance=\"2\"/><x:y/></iati-activity><iati-activity><iati-identifier>B</iati-identifier><title><narrative>C</narrative></title></iati-activity></iati-activities>";
const MARKDOWN: &str = "---\ntitle: Safe *shelter*\ncountry: [Kenya, \"TCD\"]\nbudget:\n  amount: 1000\n  currency: USD\nmarkers:\n  - scheme: gam\n    code: 4\nperiod: {start: 2025-01-01, end: 2025-12-31}\nnote: |\n  two\n  lines\n---\n# A plan\n\nText of it.\n\n## 1.1 Context\n\n| a | b |\n| - | - |\n| c | d |\n\n```\n# no heading\n```\n\nSetext\n======\n\n1. One\n2. Two\n";

fn json_seeds() -> Vec<Value> {
    let plan = json!({"id":1,"planVersion":{"name":"P","code":"H1","startDate":"2025-01-01T00:00:00.000Z","endDate":"2025-12-31"},"countries":[{"iso3":"ken"}],"years":[{"year":"2025"}],"categories":[{"name":"Humanitarian response plan","group":"planType"}],"revisedRequirements":5,"origRequirements":4.5});
    let monitoring = json!({"data":{"plan":plan,"caseloads":[{"caseloadId":1,"name":"x","totals":[{"name":"in need","value":5}]}],"governingEntities":[{"id":7,"name":"Protection","globalClusters":[{"code":"PRO"}]}]}});
    let record = json!({"format":"appraise-record/1","id":"a","kind":"report","title":"T","countries":["KEN"],"sectors":["WSH"],"budget":{"amount":"5","currency":"USD"},"period":{"start":"2025-01-01","end":"2025-12-31"},"sections":[{"id":"s1","heading":"H","level":1,"text":"words\n\nmore"}],"markers":[{"scheme":"gam","code":"4"}],"extra":{"x":[1,{"y":null}]}});
    vec![
        json!({"data":[plan]}),
        monitoring,
        json!([{"PrjCode":"CBPF-AFG-1","PrjTitle":"T","BenAgg":"1##2##3##4","PrjGM":"2a- The project","AStrDt":"5/20/2024 12:00:00 AM"},{"PrjCode":"B","PrjTitle":"U"}]),
        record,
    ]
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let rows = [["Title", "Country", "Budget (USD)"], ["A plan", "Kenya", "1,234.5"], ["B", "Chad; Mali", "TBD"]];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            page.write_string(row, column, text).unwrap();
        }
    }
    page.write_string(0, 3, "Received").unwrap();
    let day = ExcelDateTime::from_ymd(2025, 1, 31).unwrap();
    page.write_with_format(1, 3, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    page.write_number(2, 3, 45_688.5).unwrap();
    page.write_boolean(2, 4, true).unwrap();
    page.write_formula(1, 4, "=1+1").unwrap();
    book.add_worksheet().write_string(0, 0, "Title").unwrap();
    book.save_to_buffer().unwrap()
}

/// The workbook with its parts taken apart, broken and packed again, or with its bytes broken.
fn broken_workbook(seed: u64) -> Vec<u8> {
    let (mut dice, mut bytes) = (Dice::of(seed), workbook());
    if dice.roll(4) == 0 {
        break_bytes(&mut bytes, PIECES, &mut dice);
        return bytes;
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let (name, mut text) = (part.name().unwrap().to_string(), String::new());
        part.read_to_string(&mut text).unwrap();
        let read = ["sheet", "shared", "styles", "workbook", ".rels"].iter().any(|word| name.contains(word));
        let content = if read && dice.roll(2) == 0 { break_xml(&text, &mut dice) } else { text };
        parts.push((name, content.into_bytes()));
    }
    match dice.roll(6) {
        0 => drop(parts.remove(dice.roll(parts.len()))),
        1 => {
            let at = dice.roll(parts.len());
            break_bytes(&mut parts[at].1, PIECES, &mut dice);
        }
        2 => {
            let (one, other) = (dice.roll(parts.len()), dice.roll(parts.len()));
            let content = parts[one].1.clone();
            parts[other].1 = content;
        }
        _ => {}
    }
    packed(&parts)
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn piece(dice: &mut Dice) -> String {
    let piece: &[u8] = PIECES[dice.roll(PIECES.len())];
    String::from_utf8_lossy(piece).into_owned()
}

/// Rows and cells swapped, doubled, taken out, moved into each other; or bytes.
fn broken_table(seed: u64) -> Vec<u8> {
    let mut dice = Dice::of(seed);
    let text = *dice.pick(&[CSV, CBPF, REPLIES]);
    let mut rows: Vec<Vec<String>> =
        text.lines().map(|line| line.split([',', ';']).map(str::to_owned).collect()).collect();
    for _ in 0..=dice.few(6) {
        let (row, other) = (dice.roll(rows.len()), dice.roll(rows.len()));
        let (cell, to) = (dice.roll(rows[row].len()), dice.roll(rows[other].len() + 1));
        match dice.roll(8) {
            0 => rows.swap(row, other),
            1 => drop(rows.splice(row..row, std::iter::repeat_n(rows[row].clone(), dice.few(200)).collect::<Vec<_>>())),
            2 if rows.len() > 1 => drop(rows.remove(row)),
            3 if !rows[row].is_empty() => {
                let moved = rows[row].remove(cell);
                let to = to.min(rows[other].len());
                rows[other].insert(to, moved);
            }
            4 => rows.iter_mut().filter(|row| cell < row.len() && to < row.len()).for_each(|row| row.swap(cell, to)),
            5 => {
                let many = dice.few(1_200);
                rows[row].splice(cell..cell, std::iter::repeat_n("x".to_owned(), many));
            }
            6 if !rows[row].is_empty() => rows[row][cell] = piece(&mut dice).repeat(1 + dice.few(3)),
            _ if !rows[row].is_empty() => rows[row][cell] = format!("\"{}\n\"", rows[row][cell]),
            _ => {}
        }
    }
    let delimiter = *dice.pick(&[",", ",", ";", "\t"]);
    let lines: Vec<_> = rows.iter().map(|row| row.join(delimiter)).collect();
    let mut bytes = lines.join(*dice.pick(&["\n", "\r\n"])).into_bytes();
    if dice.roll(2) == 0 {
        break_bytes(&mut bytes, PIECES, &mut dice);
    }
    bytes
}

fn broken_xml(seed: u64) -> Vec<u8> {
    let mut dice = Dice::of(seed);
    let mut bytes = if dice.roll(4) == 0 { IATI.to_owned() } else { break_xml(IATI, &mut dice) }.into_bytes();
    if dice.roll(3) == 0 {
        break_bytes(&mut bytes, PIECES, &mut dice);
    }
    bytes
}

/// Members taken out, moved, swapped, nested or given another kind of value; or bytes.
fn broken_json(seed: u64) -> Vec<u8> {
    let mut dice = Dice::of(seed);
    let values = json_seeds();
    let mut value = dice.pick(&values).clone();
    for _ in 0..dice.few(8) {
        break_value(&mut value, &mut dice);
    }
    let mut bytes = serde_json::to_vec(&value).unwrap();
    if dice.roll(8) == 0 {
        bytes = [bytes.clone(), bytes].join(&b'\n');
    }
    if dice.roll(3) == 0 {
        break_bytes(&mut bytes, PIECES, &mut dice);
    }
    bytes
}

/// How many values are in a value, with itself.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// The value of this number, in the order of the text.
fn at(value: &mut Value, mut number: usize) -> &mut Value {
    if number == 0 {
        return value;
    }
    number -= 1;
    let inner: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(members) => members.values_mut().collect(),
        _ => Vec::new(),
    };
    for value in inner {
        let held = count(value);
        if number < held {
            return at(value, number);
        }
        number -= held;
    }
    unreachable!("the number is below the count")
}

fn break_value(whole: &mut Value, dice: &mut Dice) {
    let all = count(whole);
    let (one, other) = (dice.roll(all), dice.roll(all));
    let copy = at(whole, other).clone();
    let odd = [
        json!(null),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!([]),
        json!({}),
        json!(""),
        json!("x".repeat(300_000)),
        json!("2025-02-30"),
        json!("\u{202e}\0"),
        json!(true),
    ];
    let value = at(whole, one);
    match (dice.roll(7), &mut *value) {
        (0, Value::Object(members)) if !members.is_empty() => {
            let name = members.keys().nth(dice.roll(members.len())).cloned().unwrap();
            members.remove(&name);
        }
        (0, Value::Array(items)) if !items.is_empty() => drop(items.remove(dice.roll(items.len()))),
        (1, Value::Array(items)) => items.extend(vec![copy; dice.few(40)]),
        (1, Value::Object(members)) => drop(members.insert("x".to_owned(), copy)),
        (2, _) => {
            for _ in 0..dice.few(140) {
                *value = if dice.roll(2) == 0 { json!([value]) } else { json!({ "x": value }) };
            }
        }
        (3 | 4, _) => *value = dice.pick(&odd).clone(),
        _ => *value = copy,
    }
}

/// Lines swapped, doubled and nested; or bytes.
fn broken_text(seed: u64) -> Vec<u8> {
    let mut dice = Dice::of(seed);
    let mut lines: Vec<String> = MARKDOWN.lines().map(str::to_owned).collect();
    for _ in 0..dice.few(8) {
        let (one, other) = (dice.roll(lines.len()), dice.roll(lines.len()));
        match dice.roll(5) {
            0 => lines.swap(one, other),
            1 => drop(lines.remove(one)),
            2 => lines.insert(other, lines[one].repeat(1 + dice.few(9))),
            3 => {
                let opens = dice.pick(&["  ", "- ", "> ", "[", "{a: "]).repeat(dice.few(200));
                lines[one].insert_str(0, &opens);
            }
            _ => lines[one].push_str(&piece(&mut dice)),
        }
        lines.resize_with(lines.len().max(2), String::new);
    }
    let mut bytes = lines.join("\n").into_bytes();
    if dice.roll(2) == 0 {
        break_bytes(&mut bytes, PIECES, &mut dice);
    }
    bytes
}

/// What was made of a file can be kept and read again.
pub fn assert_sound(imported: &Imported) {
    let bytes = serde_json::to_vec(&imported.record).unwrap();
    let report = parse::check(&bytes);
    let fault = report.faults.iter().find(|fault| fault.kind == FaultKind::Error);
    assert!(fault.is_none(), "{}: {}", fault.unwrap(), String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)]));
}

fn read(bytes: &[u8], mapping: Option<&Mapping>) {
    let check = &mut |item| {
        match item {
            Item::Entry(entry) => assert_sound(&entry.imported),
            Item::Faulty(why) => assert!(!why.is_empty()),
        }
        ControlFlow::Continue(())
    };
    let sentence = match listing("x.csv", bytes, mapping, &Limits::USUAL) {
        Ok(Some(found)) => found.each("x.csv", check).err(),
        // A record in our own form is checked as it is, with a place for each fault.
        Ok(None) if form(bytes) == Ok(Form::Json) => import("x.csv", bytes).err(),
        Ok(None) => import("x.csv", bytes).map(|imported| assert_sound(&imported)).err(),
        Err(error) => Some(error),
    };
    sentence.into_iter().for_each(|error| assert!(error.to_string().ends_with('.'), "{error}"));
    drop(replies::read(bytes).map_err(|error| error.to_string()));
}

/// Each file as it is, one of five with columns that were named by hand.
fn campaign(name: &'static str, seeds: impl Iterator<Item = u64>, broken: Broken) {
    let mapping =
        Mapping::parse(br#"{"format":"appraise-mapping/1","columns":{"Title":"title","Country":"countries"}}"#)
            .unwrap();
    run(name, seeds, |seed| read(&broken(seed), Some(&mapping).filter(|_| seed % 5 == 0)));
}

/// From a seed to a broken file.
type Broken = fn(u64) -> Vec<u8>;

const KINDS: [(&str, Broken); 5] = [
    ("tables", broken_table),
    ("workbooks", broken_workbook),
    ("xml", broken_xml),
    ("json", broken_json),
    ("text", broken_text),
];

#[test]
fn a_few_hundred_broken_files_give_records_or_a_sentence() {
    KINDS.iter().for_each(|(name, broken)| campaign(name, 0..150, *broken));
}

#[test]
#[ignore = "a campaign: run it with --ignored after a change to a reader"]
fn campaign_of_tables() {
    campaign("tables", seeds(20_000), broken_table);
}

#[test]
#[ignore = "a campaign: run it with --ignored after a change to a reader"]
fn campaign_of_workbooks() {
    campaign("workbooks", seeds(20_000), broken_workbook);
}

#[test]
#[ignore = "a campaign: run it with --ignored after a change to a reader"]
fn campaign_of_xml() {
    campaign("xml", seeds(20_000), broken_xml);
}

#[test]
#[ignore = "a campaign: run it with --ignored after a change to a reader"]
fn campaign_of_json() {
    campaign("json", seeds(20_000), broken_json);
}

#[test]
#[ignore = "a campaign: run it with --ignored after a change to a reader"]
fn campaign_of_text() {
    campaign("text", seeds(20_000), broken_text);
}
