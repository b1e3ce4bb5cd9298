//! Workbooks: typed cells, nothing that runs, and what does not fit is said.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use appraise::domain::review::Review;
use appraise::export::star::{Cell, Which};
use appraise::export::writer::Format;
use appraise::export::xlsx::{Book, MOST_ROWS};
use zip::ZipArchive;

use super::fixture::{HARMLESS, HOSTILE, review, review_saying, written};

/// The parts of the file by name.
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

fn book(which: Which, reviews: &[Review], with_text: bool) -> (BTreeMap<String, String>, u64) {
    let (bytes, written) = written(which, Format::Xlsx, reviews, with_text).unwrap();
    (parts(&bytes), written.cut)
}

/// The texts of a sheet, as a reader of the file gets them.
fn texts(sheet: &str) -> Vec<String> {
    let cells = sheet.split("<is><t").skip(1).map(|rest| rest.split_once('>').unwrap().1.split_once("</t>").unwrap().0);
    cells.map(|text| text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).collect()
}

#[test]
fn nothing_in_it_runs_and_nothing_leads_outside() {
    let reviews: Vec<_> = (0..).zip(HOSTILE).map(|(n, text)| review_saying(n, text)).collect();
    for which in Which::ALL {
        for (name, part) in book(which, &reviews, true).0 {
            let sheet = name.contains("sheets/");
            for wrong in ["<f>", "<f ", "<hyperlink", "TargetMode=\"External\"", "ddeLink", "oleLink"] {
                assert!(!part.contains(wrong) || !sheet && wrong == "<f>", "{name}: {wrong}");
            }
        }
    }
}

#[test]
fn texts_are_texts_and_come_back() {
    let kept: Vec<_> =
        HARMLESS.iter().chain(&HOSTILE).filter(|text| text.chars().all(|c| c >= ' ' && c != '\u{feff}')).collect();
    let reviews: Vec<_> = (0..).zip(&kept).map(|(n, text)| review_saying(n, text)).collect();
    let found = texts(&book(Which::Comments, &reviews, true).0["xl/worksheets/sheet1.xml"]);
    for text in kept.into_iter().filter(|text| !text.is_empty() && !text.starts_with("_x")) {
        assert!(found.contains(&(*text).to_owned()), "{text:?}");
    }
}

#[test]
fn controls_are_written_as_their_numbers() {
    let sheet = &book(Which::Comments, &[review_saying(1, "\u{1b}[31m _x003D_")], true).0["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("_x001B_[31m _x005F_x003D_"));
}

#[test]
fn numbers_days_and_yes_or_no_are_of_their_types_and_ids_are_texts() {
    let sheet = &book(Which::Reviews, &[review(1)], false).0["xl/worksheets/sheet1.xml"];
    // Column A is the id; D the revision; F whether it is the first round; T the day of return, 29 February 2024.
    for cell in [r#"<c r="A2" t="inlineStr">"#, r#"<c r="D2"><v>1</v></c>"#, r#"<c r="F2" t="b"><v>1</v></c>"#] {
        assert!(sheet.contains(cell), "{cell}");
    }
    assert!(sheet.contains(r#"<c r="T2" s="2"><v>45351</v></c>"#), "the day of return");
    assert!(sheet.contains(r#"<pane ySplit="1""#) && sheet.contains("<autoFilter ref=\"A1:"));
}

#[test]
fn a_workbook_of_reviews_has_its_bridges_the_code_book_and_notes() {
    let (parts, _) = book(Which::Reviews, &[review(1)], false);
    let names = parts["xl/workbook.xml"].split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["reviews", "review_country", "review_sector", "Codebook", "Notes"]);
    let notes = &parts["xl/sharedStrings.xml"];
    for words in ["Period", "2024", "open is never a No", "0 texts were too long", "1 rows."] {
        assert!(notes.contains(words), "{words}\n{notes}");
    }
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_with_a_mark_and_counted() {
    let (parts, cut) = book(Which::Comments, &[review_saying(1, &"é".repeat(40_112))], true);
    let found = texts(&parts["xl/worksheets/sheet1.xml"]);
    let long: Vec<_> = found.iter().filter(|text| text.starts_with("éé")).collect();
    assert_eq!((long.len(), cut), (12, 12));
    assert!(
        long.iter().all(|text| text.ends_with("…[cut, 40,112 characters, see JSON]") && text.chars().count() == 32_767)
    );
    assert!(parts["xl/sharedStrings.xml"].contains("12 texts were too long"));
}

#[test]
fn without_text_no_word_of_a_person_is_in_any_part() {
    for which in Which::ALL {
        for (name, part) in book(which, &[review(1)], false).0 {
            assert!(!part.contains("SECRET") && !part.contains("secret-id"), "{name}");
        }
    }
}

#[test]
fn the_same_reviews_are_the_same_bytes() {
    let make = || written(Which::Reviews, Format::Xlsx, &[review(1), review(2)], true).unwrap().0;
    assert_eq!(make(), make());
}

/// A sheet with a part of the rows would be counted as if it were all.
#[test]
fn more_rows_than_a_sheet_holds_are_refused_with_what_to_do() {
    let table = Which::ReviewSector.table();
    let mut book = Book::new(&[table]).unwrap();
    let row = [Cell::from("a")];
    (0..MOST_ROWS).for_each(|_| book.push(table, &row).unwrap());
    let error = book.push(table, &row).unwrap_err().to_string();
    assert!(error.contains("1048575") && error.contains("review_sector") && error.contains("parquet"), "{error}");
}
