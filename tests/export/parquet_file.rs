//! Parquet, read back row by row.

use std::fs::File;
use std::io::Write as _;

use appraise::domain::review::Review;
use appraise::export::parquet::Parquet;
use appraise::export::star::{Cell, Reviewed, Which};
use appraise::export::writer::Format;
use parquet::basic::Compression;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, ListAccessor as _};
use parquet::schema::printer::print_schema;

use super::fixture::{CATALOGUE, HARMLESS, HOSTILE, bytes, days, place, review, review_saying};

const SCHEMA: &str = "\
message review_country {
  OPTIONAL BYTE_ARRAY review_id (STRING);
  OPTIONAL BYTE_ARRAY document_id (STRING);
  OPTIONAL BYTE_ARRAY country (STRING);
  OPTIONAL BYTE_ARRAY region (STRING);
}";

fn open(bytes: &[u8]) -> SerializedFileReader<File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    SerializedFileReader::new(file).unwrap()
}

fn rows(bytes: &[u8]) -> Vec<Vec<(String, Field)>> {
    open(bytes).get_row_iter(None).unwrap().map(|row| row.unwrap().into_columns()).collect()
}

fn says(field: &Field, cell: &Cell<'_>) -> bool {
    match (field, cell) {
        (Field::Null, Cell::Null) => true,
        (Field::Str(found), Cell::Text(text)) => found == text,
        (Field::Long(found), Cell::Integer(number)) => found == number,
        (Field::Bool(found), Cell::Boolean(value)) => found == value,
        (Field::Date(found), Cell::Date(day)) => *found == days(*day),
        (Field::ListInternal(found), Cell::List(codes)) => {
            let texts = (0..found.len()).map(|at| found.get_string(at).unwrap());
            texts.eq(codes.iter())
        }
        _ => false,
    }
}

#[test]
fn every_cell_of_every_table_comes_back() {
    let texts = HARMLESS.iter().chain(&HOSTILE);
    let mut reviews: Vec<_> = (0..).zip(texts).map(|(n, text)| review_saying(n, text)).collect();
    // An empty list is not nothing, and the list after it begins anew.
    reviews[1].record.countries.clear();
    reviews[2].record.region = None;
    reviews[3].dates.received = None;
    for which in Which::ALL {
        let found = rows(&bytes(which, Format::Parquet, &reviews, true));
        let mut found = found.iter();
        let mut compare = |row: &Vec<Cell<'_>>| {
            let read = found.next().unwrap();
            assert_eq!(
                read.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
                which.table().names().collect::<Vec<_>>()
            );
            read.iter()
                .zip(row)
                .for_each(|((name, field), cell)| assert!(says(field, cell), "{name}: {field} {cell:?}"));
            Ok(())
        };
        for review in &reviews {
            which.rows(&Reviewed::new(review, place(), &CATALOGUE, true), &mut compare).unwrap();
        }
        which.rows_of_lists(&CATALOGUE, &mut compare).unwrap();
        assert!(found.next().is_none(), "{which:?}");
    }
}

#[test]
fn the_types_are_those_that_engines_expect() {
    let schema = |which| {
        let mut text = Vec::new();
        let file = open(&bytes(which, Format::Parquet, &[review(1)], false));
        print_schema(&mut text, file.metadata().file_metadata().schema());
        String::from_utf8(text).unwrap().trim().to_owned()
    };
    assert_eq!(schema(Which::ReviewCountry), SCHEMA);
    let reviews = schema(Which::Reviews);
    let lines = [
        "OPTIONAL INT64 revision;",
        "OPTIONAL BOOLEAN conflict;",
        "OPTIONAL INT32 returned_on (DATE);",
        "OPTIONAL group countries (LIST) {\n    REPEATED group list {\n      REQUIRED BYTE_ARRAY element (STRING);\n    }\n  }",
    ];
    for line in lines {
        assert!(reviews.contains(line), "{line}\n{reviews}");
    }
}

#[test]
fn a_part_leaves_to_its_folders_what_they_say() {
    let whole: Vec<_> = Which::Answers.table().names().collect();
    let part = rows(&bytes(Which::Answers, Format::ParquetPart, &[review(1)], false));
    let names: Vec<_> = part[0].iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, whole.into_iter().filter(|name| !["year", "kind"].contains(name)).collect::<Vec<_>>());
}

#[test]
fn the_file_says_nothing_of_when_and_where_and_the_same_reviews_are_the_same_bytes() {
    let reviews = [review(1), review(2)];
    for which in Which::ALL {
        let make = || bytes(which, Format::Parquet, &reviews, false);
        assert_eq!(make(), make());
        let file = open(&make());
        let facts = file.metadata().file_metadata();
        assert_eq!((facts.created_by(), facts.key_value_metadata()), (Some("appraise version 1.0.0"), None));
        for column in file.metadata().row_group(0).columns() {
            assert_eq!(column.compression(), Compression::SNAPPY);
            assert!(column.statistics().is_some(), "{}", column.column_path());
        }
    }
}

#[test]
fn a_table_without_rows_is_a_file_with_columns() {
    assert!(rows(&bytes(Which::Comments, Format::Parquet, &[], false)).is_empty());
}

/// Memory is bounded: a group is written before there are more rows or bytes than it may hold.
#[test]
fn many_rows_and_long_texts_go_into_several_groups() {
    let mut many = Vec::new();
    let mut table = Parquet::new(&mut many, Which::ReviewSector.table()).unwrap();
    for n in 0..250_000 {
        table.push(&[Cell::from(format!("{n}")), Cell::Null, Cell::from("WSH")]).unwrap();
    }
    table.finish().unwrap();
    let groups: Vec<_> =
        open(&many).metadata().row_groups().iter().map(parquet::file::metadata::RowGroupMetaData::num_rows).collect();
    assert_eq!(groups, [100_000, 100_000, 50_000]);

    let mut long = Vec::new();
    let mut table = Parquet::new(&mut long, Which::ReviewSector.table()).unwrap();
    let text = "a".repeat(1 << 20);
    (0..130).for_each(|_| table.push(&[Cell::from(&text), Cell::Null, Cell::Null]).unwrap());
    table.finish().unwrap();
    assert!(open(&long).metadata().num_row_groups() >= 2);
}

#[test]
fn a_value_of_another_type_is_refused_with_the_name_of_the_column() {
    let mut table = Parquet::new(Vec::new(), Which::ReviewSector.table()).unwrap();
    let error = table.push(&[Cell::Boolean(true), Cell::Null, Cell::Null]).unwrap_err();
    assert!(error.to_string().contains("review_id"), "{error}");
}

#[test]
fn a_full_disk_is_said_to_be_full() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let write = |format| {
        let mut output = appraise::export::output::Output::new(Full, Which::Reviews, format)?;
        let review: Review = review(1);
        output.add(&Reviewed::new(&review, place(), &CATALOGUE, false))?;
        output.finish(&CATALOGUE, &[])
    };
    let dialect = appraise::export::csv::Dialect::default();
    for format in [Format::Parquet, Format::Csv(dialect), Format::Jsonl, Format::Xlsx] {
        assert_eq!(write(format).unwrap_err().kind(), std::io::ErrorKind::StorageFull, "{format:?}");
    }
}
