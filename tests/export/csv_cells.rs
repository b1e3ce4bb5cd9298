//! CSV: nothing in it runs, whatever separates, and nothing is lost.

use appraise::export::csv::{Csv, Dialect, safe};
use appraise::export::star::{Cell, Which};
use appraise::export::writer::Format;

use super::fixture::{HARMLESS, HOSTILE, bytes, review, review_saying};

const TRIGGERS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

#[test]
fn a_text_that_could_run_gets_an_apostrophe_and_no_other_text_changes() {
    let whole =
        ["=1+1", "+1+1", "-1+1", "@SUM(1)", "＝1+1", "＋1", "－1", "＠SUM(1)", "\u{feff}=1", "  =1", "\u{a0}=1"];
    let whole = whole.iter().chain(&["\u{200b}\u{200d}=1", "\u{202e}=1+1", "=HYPERLINK(\"a\")"]);
    let cases = [
        ("\u{0}=1", "'=1"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\n", "'\n"),
        ("a;=1+1", "a;'=1+1"),
        ("a,=1+1", "a,'=1+1"),
        ("a\t=1+1", "a\t'=1+1"),
        ("a; \"=1\"", "a; \"'=1\""),
        ("a;\t=1", "a;'\t'=1"),
        ("first\n- second\r\n- third", "first\n'- second\r\n'- third"),
        ("\"=1+1\"", "\"=1+1\""),
        ("\u{1b}[31m=1", "\u{1b}[31m=1"),
        ("a\0b\0", "ab"),
        ("site A, site B; 1-2 = x", "site A, site B; 1-2 = x"),
    ];
    whole.for_each(|text| assert_eq!(safe(text), format!("'{text}")));
    cases.iter().for_each(|(text, wanted)| assert_eq!(safe(text), *wanted, "{text:?}"));
    HARMLESS.iter().for_each(|text| assert_eq!(safe(text), *text));
}

#[test]
fn no_cell_of_any_table_runs_with_any_separator() {
    let reviews: Vec<_> = (0..).zip(HOSTILE).map(|(n, text)| review_saying(n, text)).collect();
    for which in Which::ALL {
        let file = bytes(which, Format::Csv(Dialect { hxl: true, excel: false }), &reviews, true);
        for separator in [b',', b';', b'\t'] {
            cells(&file, separator).iter().for_each(|cell| assert!(is_tame(cell), "{which:?} {separator}: {cell:?}"));
        }
    }
}

/// Begins with none of the triggers, or is a number of ours.
fn is_tame(cell: &str) -> bool {
    let shows = |c: &char| {
        TRIGGERS.contains(c)
            || !(c.is_whitespace() || c.is_control() || "\u{feff}\u{200b}\u{200d}\u{202e}".contains(*c))
    };
    cell.parse::<i64>().is_ok() || !cell.chars().find(shows).is_some_and(|c| TRIGGERS.contains(&c))
}

/// Any text, also one made to get out of its quotes.
#[test]
fn no_text_of_the_signs_that_matter_runs_in_any_column() {
    let signs = ["=", "-", "\"", ",", ";", "\t", "\n", "\r", " ", "a", "'", "\u{feff}"];
    let table = Which::ReviewCountry.table();
    for n in 0..signs.len().pow(4) {
        let text: String = (0..4).map(|place| signs[n / signs.len().pow(place) % signs.len()]).collect();
        let mut file = Vec::new();
        let mut out = Csv::new(&mut file, table, Dialect::default()).unwrap();
        out.push(&[Cell::from("id"), Cell::from(&text), Cell::from(&text), Cell::from("=end")]).unwrap();
        out.finish().unwrap();
        for separator in [b',', b';', b'\t'] {
            cells(&file, separator).iter().for_each(|cell| assert!(is_tame(cell), "{text:?} {separator}: {cell:?}"));
        }
    }
}

fn cells(file: &[u8], separator: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(separator).has_headers(false).flexible(true).from_reader(file);
    let records = reader.into_records().map(Result::unwrap);
    records.flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn every_text_comes_back_but_for_the_apostrophe() {
    let reviews: Vec<_> = (0..).zip(HARMLESS.iter().chain(&HOSTILE)).map(|(n, text)| review_saying(n, text)).collect();
    let file = bytes(Which::Comments, Format::Csv(Dialect::default()), &reviews, true);
    let mut reader = csv::Reader::from_reader(&*file);
    let at = reader.headers().unwrap().iter().position(|name| name == "finding").unwrap();
    let found: Vec<_> = reader.records().map(|record| record.unwrap()[at].to_owned()).collect();
    let wanted: Vec<_> =
        reviews.iter().flat_map(|review| &review.comments).map(|comment| safe(&comment.finding).into_owned()).collect();
    assert_eq!(found, wanted);
}

#[test]
fn every_cell_is_quoted_and_no_carriage_return_ends_a_line() {
    let text = String::from_utf8(bytes(Which::Reviews, Format::Csv(Dialect::default()), &[review(1)], false)).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert!(lines.len() == 2 && !text.contains('\r') && text.ends_with("\"\n"), "{text}");
    for line in lines {
        assert!(line.starts_with('"') && line.ends_with('"'));
        assert_eq!(line.split("\",\"").count(), Which::Reviews.table().columns.len());
    }
    assert!(text.contains(r#""SSD;KEN","2","ehsa","SHL;WSH""#), "{text}");
}

#[test]
fn for_excel_there_is_a_mark_and_the_line_ends_that_it_expects() {
    let text = bytes(Which::Answers, Format::Csv(Dialect { hxl: false, excel: true }), &[review(1)], false);
    let text = String::from_utf8(text).unwrap();
    assert!(text.starts_with("\u{feff}\"review_id\","));
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
}

#[test]
fn the_second_row_holds_the_tags_when_asked_for() {
    let file = bytes(Which::Codebook, Format::Csv(Dialect { hxl: true, excel: false }), &[], false);
    let mut reader = csv::Reader::from_reader(&*file);
    let tags: Vec<_> = reader.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
    let wanted: Vec<_> = Which::Codebook.table().columns.iter().map(|column| column.hxl).collect();
    assert_eq!(tags, wanted);
}

#[test]
fn each_code_of_a_list_is_safe_by_itself() {
    let mut review = review(1);
    review.record.tags = vec!["psea".to_owned(), "=1+1".to_owned()];
    let text = String::from_utf8(bytes(Which::Reviews, Format::Csv(Dialect::default()), &[review], false)).unwrap();
    assert!(text.contains("\"psea;'=1+1\""), "{text}");
}

#[test]
fn the_same_reviews_are_the_same_bytes() {
    let reviews = [review(1), review(2)];
    let make = || bytes(Which::Answers, Format::Csv(Dialect::default()), &reviews, true);
    assert_eq!(make(), make());
}
