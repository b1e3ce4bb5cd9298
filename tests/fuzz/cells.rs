//! Cells of CSV: a reader gets the text back, and with any separator none begins a formula.

use appraise::export::csv::{Csv, Dialect, safe};
use appraise::export::star::{Cell, Table, column};

use crate::campaign::{Dice, run, seeds};
use crate::text::drawn;

/// How many run with every test.
const USUAL: u64 = 20_000;

const TABLE: Table = Table { name: "cells", doc: "One row a text.", columns: &[column::TITLE, column::KIND] };

/// What a spreadsheet takes for the beginning of a formula: OWASP's list, with the full-width signs.
const BEGINNINGS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

#[test]
fn cells() {
    run("cells", seeds(USUAL), |seed| {
        let text = drawn(&mut Dice::of(seed));
        let cell = safe(&text);
        assert!(!cell.starts_with(BEGINNINGS), "{text:?}");
        assert!(!cell.contains('\0'), "{text:?}");
        assert_eq!(safe(&cell), cell, "safe twice: {text:?}");
        let without = |text: &str| text.replace(['\'', '\0'], "");
        assert_eq!(without(&cell), without(&text), "nothing but apostrophes is added");
        is_one_cell(&text, &cell);
        [b',', b';', b'\t'].iter().for_each(|separator| no_formula(&text, *separator));
    });
}

/// The text between a header and an ordinary code.
fn written(text: &str, excel: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut csv = Csv::new(&mut bytes, &TABLE, Dialect { hxl: false, excel }).unwrap();
    csv.push(&[Cell::Text(text.into()), Cell::Text("proposal".into())]).unwrap();
    csv.finish().unwrap();
    bytes
}

fn is_one_cell(text: &str, cell: &str) {
    let bytes = written(text, false);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1, "{text:?}");
    assert_eq!(rows[0].iter().collect::<Vec<_>>(), [cell, "proposal"]);
}

/// Read with a separator that it was not written with, the rows are others; none of their cells may be a formula.
fn no_formula(text: &str, separator: u8) {
    let bytes = written(text, true);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(&bytes[3..]);
    for row in reader.records().map(Result::unwrap) {
        let formula = row.iter().find(|cell| cell.starts_with(BEGINNINGS));
        assert_eq!(formula, None, "{text:?} with {separator}");
    }
}
