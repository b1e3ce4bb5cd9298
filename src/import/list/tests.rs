//! Intake lists as they come: one test a trap of the real data, and each limit.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer};
use serde_json::json;
use zip::write::SimpleFileOptions;

use super::*;
use crate::domain::field::Field;
use crate::domain::record::Record;
use crate::import::listing::{Entry, Item};
use crate::import::{self, Imported};

const SMALL: Limits = Limits {
    text: 4_000,
    rows: 5,
    columns: 6,
    empty_rows: 3,
    cell: 20,
    row: 60,
    entries: 30,
    packed: 60_000,
    unpacked: 40_000,
    sheet: 40_000,
    ..Limits::USUAL
};

/// Reads all of a file.
fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Read, ImportError> {
    read_with(name, bytes, None, limits)
}

struct Read {
    entries: Vec<Entry>,
    untitled: usize,
    mapping: Mapping,
    warnings: Vec<String>,
    notes: Vec<String>,
}

fn read_with(name: &str, bytes: &[u8], mapping: Option<&Mapping>, limits: &Limits) -> Result<Read, ImportError> {
    let listing = import::listing(name, bytes, mapping, limits)?.expect("a list");
    let mut entries = Vec::new();
    let tally = listing.each(name, &mut |item| {
        match item {
            Item::Entry(entry) => entries.push(*entry),
            Item::Faulty(why) => panic!("{why}"),
        }
        ControlFlow::Continue(())
    })?;
    let mapping = listing.mapping.clone().unwrap_or_default();
    Ok(Read { entries, untitled: tally.untitled, mapping, warnings: listing.warnings, notes: listing.notes })
}

fn csv(text: &str) -> Read {
    read("list.csv", text.as_bytes(), &Limits::USUAL).unwrap()
}

fn record(text: &str) -> Record {
    csv(text).entries.remove(0).imported.record
}

fn warnings(text: &str) -> Vec<String> {
    csv(text).entries.into_iter().flat_map(|entry| entry.imported.warnings).collect()
}

fn uses(read: &Read) -> Vec<String> {
    read.mapping.columns.iter().map(|(name, becomes)| format!("{name} = {becomes}")).collect()
}

/// A workbook of one sheet of texts.
fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Writer::new();
    let page = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            if !text.is_empty() {
                page.write_string(row, column, *text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored))
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>"#;
const RELS: &str = r#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"#;

fn bare(sheet: &str, shared: &str) -> Vec<u8> {
    packed(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELS),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", shared),
    ])
}

#[test]
fn columns_are_known_in_three_languages() {
    let english = "Project title,Country,Document type,Date received,Due date,Donor,Language,Remarks";
    let french = "Intitulé du projet;Pays;Type de document;Reçu le;Date limite;Bailleur;Langue;Remarques";
    let spanish =
        "Título del proyecto\tPaís\tTipo de documento\tFecha de recepción\tFecha límite\tDonante\tIdioma\tNotas";
    let fields = ["title", "countries", "kind", "received", "due", "donor", "language", "extra"];
    for (header, delimiter) in [(english, ","), (french, ";"), (spanish, "\t")] {
        let row = ["A plan", "Kenya", "Proposal", "2025-01-31", "2025-02-14", "echo", "fr", "x"].join(delimiter);
        let read = csv(&format!("{header}\r\n{row}\r\n"));
        assert!(read.mapping.columns.iter().map(|(_, becomes)| becomes.to_string()).eq(fields), "{:?}", uses(&read));
        let record = &read.entries[0].imported.record;
        assert_eq!((record.title.as_str(), record.countries.as_slice()), ("A plan", ["KEN".to_owned()].as_slice()));
        assert_eq!(record.due().unwrap().to_string(), "2025-02-14");
        assert_eq!(read.entries[0].imported.warnings, Vec::<String>::new());
    }
}

#[test]
fn kinds_and_countries_have_names_in_each_language() {
    let text = "Title,Country,Type\nA,Soudan du Sud,Note conceptuelle\nB,\"Kenya; Uganda\",Rapport\nC,República \
                Democrática del Congo,propuesta\nD,NA,Plan de réponse aux crises\nE,ke,regional-plan\n";
    let read = csv(text);
    let told = |entry: &Entry| {
        let Imported { record, .. } = &entry.imported;
        format!("{} {} {}", record.title, record.countries.join("+"), record.kind.code())
    };
    let told: Vec<_> = read.entries.iter().map(told).collect();
    assert_eq!(
        told,
        ["A SSD concept-note", "B KEN+UGA report", "C COD proposal", "D  crisis-response-plan", "E KEN regional-plan"]
    );
    assert!(read.entries[3].imported.warnings[0].contains("may be Namibia or nothing"));
}

#[test]
fn trap_4_and_3_nothing_is_not_zero() {
    let text = "Title,Country,People targeted,Budget (USD)\nA,Kenya,0,0\nB,N/A,-,\nC,null,n/a,TBD\n";
    let read = csv(text);
    let told: Vec<_> = read
        .entries
        .iter()
        .map(|e| (e.imported.record.people_targeted, e.imported.record.budget.clone().map(|b| b.amount)))
        .collect();
    assert_eq!(told, [(Some(0), Some("0".to_owned())), (None, None), (None, None)]);
    assert!(read.entries.iter().all(|entry| entry.imported.warnings.is_empty()));
}

#[test]
fn trap_6_a_number_that_may_be_two_is_kept_as_it_is() {
    let english = record("Title,Country,Budget (USD),People targeted\nA,Kenya,\"$87,901,227\",\"12,000\"\n");
    assert_eq!(english.budget.unwrap().amount, "87901227");
    assert_eq!(english.people_targeted, Some(12_000));
    let french = record("Titre;Pays;Budget total (EUR);Bénéficiaires\nA;Kenya;3,2M;12.000\n");
    assert_eq!((french.budget.unwrap().amount.as_str(), french.people_targeted), ("3200000", Some(12_000)));
    let unsure = "Title,Country,Budget (USD)\nA,Kenya,1.234\n";
    assert_eq!(record(unsure).extra["Budget (USD)"], "1.234");
    assert!(warnings(unsure)[0].starts_with("line 2: “1.234” in “Budget (USD)” is not surely one number"));
}

#[test]
fn money_needs_its_currency() {
    let given = [
        ("Budget (USD)", "500", Some("USD")),
        ("Budget EUR", "500", Some("EUR")),
        ("Amount requested in US$", "500", Some("USD")),
        ("Budget", "500 CHF", Some("CHF")),
        ("Budget", "€500", Some("EUR")),
        ("Budget", "500", None),
    ];
    for (name, value, currency) in given {
        let record = record(&format!("Title,Country,{name}\nA,Kenya,{value}\n"));
        assert_eq!(record.budget.as_ref().map(|budget| budget.currency.as_str()), currency, "{name} {value}");
        assert_eq!(record.extra.contains_key(name), currency.is_none(), "{name} {value}");
    }
    let column = record("Title,Country,Amount,Currency\nA,Kenya,500,ssp\n");
    assert_eq!(column.budget.unwrap().currency, "SSP");
}

#[test]
fn a_day_that_may_be_two_is_kept_as_it_is() {
    let text = "Title,Country,Received,Due\nA,Kenya,03/04/2025,31/12/2025\n";
    let record = record(text);
    assert_eq!(record.due().unwrap().to_string(), "2025-12-31");
    assert_eq!(record.dates.unwrap().received, None);
    assert_eq!(record.extra["Received"], "03/04/2025");
    assert_eq!(
        warnings(text),
        ["line 2: “03/04/2025” in “Received” is not surely one day: write it as 2025-01-31; it is kept under “extra”"]
    );
}

#[test]
fn trap_1_and_2_a_marker_has_its_scheme() {
    let text = "Title,Country,GAM,Gender marker\nA,Kenya,4 - Likely to contribute,2a\nB,Kenya,9,iom-gm 2a\n";
    let read = csv(text);
    let markers: Vec<_> =
        read.entries.iter().map(|entry| Field::named("markers").unwrap().get(&entry.imported.record)).collect();
    assert_eq!(markers, ["gam 4", "iom-gm 2a"]);
    assert_eq!(read.entries[0].imported.record.extra["Gender marker"], "2a");
    assert_eq!(read.entries[1].imported.record.extra["GAM"], "9");
}

#[test]
fn trap_11_headers_have_up_to_three_rows() {
    let text = "Intake 2025\n\nDocument,,Dates,,Money\nTitle,Country,Start,Start,Budget\n#activity+title,#country+code,#date+start,#x,#value+usd\nA,KEN,2025-01-01,odd,5\n";
    let read = csv(text);
    assert_eq!(
        uses(&read),
        [
            "Title = title",
            "Country = countries",
            "Dates – Start = start",
            "Dates – Start (2) = extra",
            "Budget = budget:USD"
        ]
    );
    assert_eq!(read.entries.len(), 1);
    let twice = csv("Title,Country,Amount\nTitre,Pays,Montant\nA,Kenya,5 USD\n");
    assert_eq!(twice.entries.len(), 1, "a second header in another language is no row");
    let half = csv("#activity+title,,#country\nA,x,KEN\n");
    assert_eq!((half.entries.len(), uses(&half)[1].as_str()), (1, "Column 2 = extra"));
}

#[test]
fn trap_7_encodings_are_told_by_what_can_be_read() {
    let text = "Titre;Pays;Reçu\nÉlan;Kenya;2025-01-31\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let marked = format!("\u{feff}{text}");
    for (bytes, warned) in [(text.as_bytes(), 0), (marked.as_bytes(), 0), (&utf16, 1), (&latin, 1)] {
        let read = read("list.csv", bytes, &Limits::USUAL).unwrap();
        assert_eq!((read.entries[0].imported.record.title.as_str(), read.warnings.len()), ("Élan", warned));
    }
}

#[test]
fn trap_13_a_row_that_stops_is_taken_as_far_as_it_goes() {
    let text = "Title,Country,Type,Remarks\nA,Kenya,Proposal,x\nB,Ken";
    let read = csv(text);
    assert_eq!(read.entries.len(), 2);
    assert!(
        read.entries[1]
            .imported
            .warnings
            .iter()
            .any(|w| w == "line 3: the row stops after 2 of 4 columns; what is there was taken")
    );
}

#[test]
fn trap_14_rows_of_a_form_are_counted_and_left_out() {
    let text = "Title,Country\nA,Kenya\n[INSERT TITLE],Kenya\nTBD,null\n,Kenya\nTotal,\n,,\n";
    let read = csv(text);
    assert_eq!((read.entries.len(), read.untitled), (1, 4));
}

#[test]
fn personal_data_are_left_out_and_that_is_said() {
    let text = "Title,Country,Focal point,E-mail,Téléphone,Notes,Call\nA,Kenya,A. Person,a@example.org,+1 555,\"ask a@example.org\",+254 700 000 000\n";
    let read = csv(text);
    assert_eq!(
        read.warnings,
        ["No personal data is kept, so these columns are left out: “Focal point”, “E-mail”, “Téléphone”."]
    );
    assert_eq!(read.entries[0].imported.warnings.len(), 2);
    let kept = serde_json::to_string(&read.entries[0].imported.record.extra).unwrap();
    assert_eq!(kept, "{}");
}

#[test]
fn a_mapping_says_what_names_do_not() {
    let text = "Was,Wo,Wer,GAM\nA,Kenya,B,3\n";
    assert!(matches!(read("list.csv", text.as_bytes(), &Limits::USUAL), Err(ImportError::NoTitles { .. })));
    let file =
        json!({ "format": "appraise-mapping/1", "columns": { "Was": "title", "wo": "countries", "Wer": "skip" } });
    let mapping = Mapping::parse(file.to_string().as_bytes()).unwrap();
    let read = read_with("list.csv", text.as_bytes(), Some(&mapping), &Limits::USUAL).unwrap();
    assert_eq!(uses(&read), ["Was = title", "Wo = countries", "Wer = skip", "GAM = marker:gam"]);
    assert_eq!(read.warnings, Vec::<String>::new(), "whoever says skip knows it");
    assert_eq!(Mapping::parse(read.mapping.json().to_string().as_bytes()).unwrap(), read.mapping);
}

#[test]
fn a_faulty_mapping_is_refused_with_the_reason() {
    let given = [
        ("[]", "format"),
        ("{", "no JSON"),
        (r#"{"format":"appraise-mapping/1"}"#, "columns"),
        (r#"{"format":"appraise-mapping/1","columns":{"A":"novel"}}"#, "“novel” is nothing that a column can become"),
        (r#"{"format":"appraise-mapping/1","columns":{"A":3}}"#, "not a text"),
        (r#"{"format":"appraise-mapping/1","columns":{"A":"marker:stars"}}"#, "marker:stars"),
        (r#"{"format":"appraise-mapping/1","columns":{"A":"kind"}}"#, "title"),
    ];
    for (text, part) in given {
        let why = Mapping::parse(text.as_bytes()).unwrap_err();
        assert!(why.contains(part), "{text}: {why}");
    }
}

#[test]
fn what_only_looks_like_a_table_is_a_document() {
    let texts = [
        "Title, country, and sector are asked for in every proposal.\nThey come first, then the dates.\n",
        "# A plan\n\nWomen, men, girls; boys\n\nand so on\n",
        "---\ntitle: A, B\ncountry: Kenya, Uganda\n---\n\nText\n",
        "Title\nA\nB\n",
    ];
    for text in texts {
        assert!(import::listing("plan.md", text.as_bytes(), None, &Limits::USUAL).unwrap().is_none(), "{text}");
    }
}

#[test]
fn the_same_row_is_known_again_whatever_the_order_of_the_columns() {
    let sha = |text: &str| record(text).source.unwrap().sha256;
    let one = sha("Title,Country,Contact\nA,Kenya,x\n");
    assert_eq!(one, sha("Country,Title\nKenya,A\n"));
    assert_ne!(one, sha("Title,Country\nA,Uganda\n"));
}

#[test]
fn ids_come_from_the_id_the_reference_or_the_title() {
    let id = |text: &str| record(text).id;
    assert_eq!(id("Title,Country,ID,Reference\nA plan,Kenya,CC.0001,R/2\n"), "cc-0001");
    assert_eq!(id("Title,Country,Reference\nA plan,Kenya,R/2\n"), "r-2");
    assert_eq!(id("Title,Country\nA plan,Kenya\n"), "a-plan");
    assert_eq!(id("Title,Country\nم,Kenya\n"), "line-2");
}

#[test]
fn a_workbook_has_typed_cells() {
    let mut book = Writer::new();
    let page = book.add_worksheet();
    let names = ["Title", "Country", "Received", "Due", "Budget (USD)", "People targeted", "Start", "Stage"];
    for (column, name) in (0..).zip(names) {
        page.write_string(2, column, name).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let time = Format::new().set_num_format("[hh]:mm");
    page.write_string(3, 0, "A & <plan>").unwrap().write_string(3, 1, "KEN").unwrap();
    page.write_datetime_with_format(3, 2, ExcelDateTime::parse_from_str("2025-01-31").unwrap(), &day).unwrap();
    page.write_number(3, 3, 45_321.0).unwrap();
    page.write_number(3, 4, 200_000.06)
        .unwrap()
        .write_formula(3, 5, rust_xlsxwriter::Formula::new("=6*2").set_result("12"))
        .unwrap();
    page.write_number_with_format(3, 6, 45_321.5, &time).unwrap();
    page.write_boolean(3, 7, true).unwrap();
    page.write_string(4, 0, "B").unwrap().write_number(4, 4, 0.1 + 0.2).unwrap();
    page.write_formula(4, 1, rust_xlsxwriter::Formula::new("=Q").set_result("#NAME?")).unwrap();
    page.write_string(5, 0, "C").unwrap().write_number(5, 4, 1.234).unwrap();
    let read = read("list.xlsx", &book.save_to_buffer().unwrap(), &Limits::USUAL).unwrap();
    let first = &read.entries[0].imported;
    assert_eq!(first.record.title, "A & <plan>");
    assert_eq!(first.record.dates.as_ref().unwrap().received.unwrap().to_string(), "2025-01-31");
    assert_eq!(first.record.budget.as_ref().unwrap().amount, "200000.06");
    assert_eq!(first.record.people_targeted, Some(12));
    assert_eq!(first.record.extra["Stage"], "yes");
    assert_eq!(
        first.warnings.iter().filter(|w| w.contains("is not surely one day")).count(),
        2,
        "{:?}",
        first.warnings
    );
    assert!(first.warnings[0].starts_with("row 4: "), "{:?}", first.warnings);
    let second = &read.entries[1].imported;
    assert_eq!(second.record.budget, None, "more digits than an amount may have");
    assert_eq!(second.record.extra["budget"]["amount"], "0.30000000000000004");
    assert!(second.warnings.iter().any(|w| w.contains("more than two decimals")), "{:?}", second.warnings);
    assert!(
        read.entries[2].imported.warnings.iter().any(|w| w.contains("more than two decimals")),
        "{:?}",
        read.entries[2].imported.warnings
    );
}

#[test]
fn the_first_sheet_with_titles_is_read_and_named() {
    let mut book = Writer::new();
    book.add_worksheet().set_name("Read me").unwrap().write_string(0, 0, "Please fill in").unwrap();
    let page = book.add_worksheet();
    page.set_name("Log").unwrap().write_string(0, 0, "Title").unwrap().write_string(1, 0, "A").unwrap();
    let read = read("list.xlsx", &book.save_to_buffer().unwrap(), &Limits::USUAL).unwrap();
    assert_eq!(read.entries.len(), 1);
    assert_eq!(read.notes, ["The list is read from the sheet “Log”; not from “Read me”."]);
    let none = sheet(&[&["Name", "Place"], &["A", "B"]]);
    let Err(error) = self::read("x.xlsx", &none, &Limits::USUAL) else { panic!("read") };
    assert!(error.to_string().contains("its first row says “Name”, “Place”"), "{error}");
}

#[test]
fn trap_12_cells_that_hold_nothing_cost_nothing() {
    let mut rows = String::new();
    for row in 1..=2_000 {
        rows.extend(["<row r=\"", &row.to_string(), "\">"]);
        if row == 1 {
            rows.push_str("<c r=\"A1\" t=\"inlineStr\"><is><t>Title</t></is></c>");
        }
        if row == 2 {
            rows.push_str("<c r=\"A2\" t=\"inlineStr\"><is><t>A</t></is></c>");
        }
        (0..200).for_each(|_| rows.push_str("<c s=\"1\"/>"));
        rows.push_str("</row>");
    }
    let bytes =
        bare(&format!("<worksheet><dimension ref=\"A1:IV19999\"/><sheetData>{rows}</sheetData></worksheet>"), "<sst/>");
    let read = read("x.xlsx", &bytes, &Limits::USUAL).unwrap();
    assert_eq!(read.entries.len(), 1);
}

#[test]
fn each_limit_holds_just_below_at_and_above() {
    let rows = |count: usize| format!("Title,Country\n{}", "A,Kenya\n".repeat(count - 1));
    let wide = |count: usize| format!("Title,Country{}\nA,Kenya{}\n", ",x".repeat(count - 2), ",y".repeat(count - 2));
    for (text, fits) in
        [(rows(4), true), (rows(5), true), (rows(6), false), (wide(5), true), (wide(6), true), (wide(7), false)]
    {
        assert_eq!(read("x.csv", text.as_bytes(), &SMALL).is_ok(), fits, "{text}");
    }
    for (length, cut) in [(19, 0), (20, 0), (21, 1)] {
        let text = format!("Title,Country\nA,Kenya,{}\n", "x".repeat(length));
        let read = read("x.csv", text.as_bytes(), &SMALL).unwrap();
        let said = read.entries[0].imported.warnings.iter().filter(|w| w.contains("bytes were cut")).count();
        assert_eq!(said, cut, "{length}");
    }
    let long = format!("Title,Country\nA,Kenya\n{}", ",\n".repeat(1_988));
    for (length, fits) in [(3_999, true), (4_000, true), (4_001, false)] {
        let text = format!("{long}{}", " ".repeat(length - long.len()));
        assert_eq!(read("x.csv", text.as_bytes(), &Limits { rows: 9_999, ..SMALL }).is_ok(), fits, "{length}");
    }
}

#[test]
fn a_row_is_cut_above_its_limit() {
    for (length, cut) in [(19, false), (20, false), (21, true)] {
        // Three cells of 20 bytes are the most of a row.
        let cells = ["T".repeat(20), "x".repeat(20), "y".repeat(length)];
        let text = format!("Title,Country,b\n{}\n", cells.join(","));
        let read = read("x.csv", text.as_bytes(), &Limits { cell: 1_000, ..SMALL }).unwrap();
        let warnings = &read.entries[0].imported.warnings;
        assert_eq!(warnings.iter().any(|warning| warning.contains("bytes were cut")), cut, "{length}");
    }
}

#[test]
fn a_workbook_is_read_up_to_its_limits_of_files_and_bytes() {
    let rels = r#"<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>"#;
    let sheet = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Title</t></is></c></row><row><c t=\"inlineStr\"><is><t>A</t></is></c></row></sheetData></worksheet>";
    let book = |files: usize| {
        let more: Vec<String> = (3..files).map(|n| format!("xl/{n}")).collect();
        let parts = [("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", rels), ("xl/worksheets/s.xml", sheet)];
        let all: Vec<_> = parts.into_iter().chain(more.iter().map(|name| (name.as_str(), ""))).collect();
        packed(&all)
    };
    for (files, fits) in [(29, true), (30, true), (31, false)] {
        assert_eq!(read("x.xlsx", &book(files), &SMALL).is_ok(), fits, "{files} files");
    }
    let bytes = book(3);
    for (packed, fits) in [(bytes.len() + 1, true), (bytes.len(), true), (bytes.len() - 1, false)] {
        assert_eq!(read("x.xlsx", &bytes, &Limits { packed, ..SMALL }).is_ok(), fits, "{packed} bytes");
    }
}

#[test]
fn a_sheet_ends_after_so_many_empty_rows() {
    for (gap, found) in [(2, 2), (3, 2), (4, 1)] {
        let mut rows: Vec<&[&str]> = vec![&["Title"], &["A"]];
        rows.extend(std::iter::repeat_n::<&[&str]>(&[], gap));
        rows.push(&["B"]);
        assert_eq!(read("x.xlsx", &sheet(&rows), &SMALL).unwrap().entries.len(), found, "{gap}");
    }
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let title = "<row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row>";
    let shared = |length: usize| format!("<sst><si><t>Title</t></si><si><t>{}</t></si></sst>", "y".repeat(length));
    let sheet = |length: usize| format!("<worksheet><sheetData>{title}</sheetData></worksheet>{}", " ".repeat(length));
    let read = |bytes: &[u8], limits: &Limits| read("x.xlsx", bytes, limits).map(|read| read.entries.len());
    let at = Limits { unpacked: 20_000, ..SMALL };
    let base = BOOK.len() + RELS.len() + shared(0).len();
    for (length, fits) in [(19_999, true), (20_000, true), (20_001, false)] {
        let bytes = bare(&sheet(0), &shared(length - base));
        assert_eq!(
            read(&bytes, &at),
            if fits { Ok(1) } else { Err(ImportError::Unpacked { most: (20_000 - base + shared(0).len()) as u64 }) },
            "{length}"
        );
    }
    assert!(
        read(&bare(&sheet(50_000), &shared(1)), &Limits { sheet: 200, ..SMALL }).is_ok(),
        "what stands behind is not read"
    );
    let long = Limits { event: 1_000, ..SMALL };
    let refused = read(&bare(&sheet(0), &shared(90_000)), &Limits { unpacked: 200_000, packed: 200_000, ..long });
    assert_eq!(refused, Err(ImportError::Unpacked { most: 1_000 }));
}

#[test]
fn hostile_workbooks_are_refused_or_read_in_part() {
    let row = |cells: &str| format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>");
    let title = "<c t=\"inlineStr\"><is><t>Title</t></is></c>";
    let given = [
        bare(
            &row("<c r=\"ZZZZZZZZZZZZ99999999999999999999\"><v>1</v></c>"),
            "<sst uniqueCount=\"99999999999999999999\"/>",
        ),
        bare(&row(&format!("{title}<c t=\"s\"><v>99999999999999999999</v></c>")), "<sst/>"),
        bare(
            &format!("<worksheet><dimension ref=\"B2:A1\"/><sheetData><row r=\"99999999999999999999\">{title}</row>"),
            "",
        ),
        bare(&row("&a;&b;<c><v>&lol;</v></c>"), "<!DOCTYPE x [<!ENTITY lol \"ha\">]><sst><si><t>&lol;</t></si></sst>"),
        bare("<worksheet/>", "<sst><si>"),
        bare("", ""),
        packed(&[("xl/workbook.xml", "<workbook")]),
        packed(&[("xl/other", "")]),
        packed(&[("xl/workbook.xml", BOOK)]),
        packed(&[("xl/workbook.bin", "")]),
        packed(&[("../xl/workbook.xml", BOOK), ("xl/x", "")]),
        b"PK\x03\x04 xl/workbook.xml and nothing else".to_vec(),
    ];
    for (n, bytes) in given.iter().enumerate() {
        assert!(read("x.xlsx", bytes, &Limits::USUAL).map_or(true, |read| read.entries.is_empty()), "{n}");
    }
    let many: Vec<(String, &str)> = (0..31).map(|n| (format!("xl/{n}"), "")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let Err(error) = read("x.xlsx", &packed(&many), &SMALL) else { panic!("read") };
    assert!(error.to_string().contains("too many files"), "{error}");
}

#[test]
fn other_spreadsheets_are_refused_with_what_to_do() {
    let ods = packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]);
    let Err(error) = import::listing("x.ods", &ods, None, &Limits::USUAL) else { panic!("read") };
    assert_eq!(
        error.to_string(),
        "This is an OpenDocument spreadsheet. Save it as an Excel workbook (.xlsx) or as CSV and add that file."
    );
}
