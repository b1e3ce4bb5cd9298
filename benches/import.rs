//! From the bytes of a file to its records, each beside less work on the same bytes: `scan` reads them once, `unpack`
//! inflates them, `parse` does what the parser alone does, `import` makes the records.
//!
//! ```sh
//! cargo bench --bench import
//! APPRAISE_BENCH_FOLDER=DIR cargo bench --bench import       keeps the files there, for other programs
//! ```
//!
//! Compare ratios within one run.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops where its fixture fails")]

use std::fs;
use std::io::{self, Cursor};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;

use appraise::import::{self, Item, Limits};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use zip::ZipArchive;

mod arriving;

static DOCX: LazyLock<Vec<u8>> = LazyLock::new(arriving::docx);
static PDF: LazyLock<Vec<u8>> = LazyLock::new(arriving::pdf);
static CSV: LazyLock<Vec<u8>> = LazyLock::new(arriving::csv);
static XLSX: LazyLock<Vec<u8>> = LazyLock::new(arriving::xlsx);
static IATI: LazyLock<Vec<u8>> = LazyLock::new(arriving::iati);

fn main() {
    if let Some(folder) = std::env::var_os("APPRAISE_BENCH_FOLDER") {
        let files =
            [("plan.docx", &DOCX), ("plan.pdf", &PDF), ("list.csv", &CSV), ("list.xlsx", &XLSX), ("iati.xml", &IATI)];
        files.iter().for_each(|(name, bytes)| fs::write(Path::new(&folder).join(name), bytes.as_slice()).unwrap());
    }
    divan::main();
}

fn timed<T>(bencher: Bencher, bytes: &'static [u8], work: impl Fn(&[u8]) -> T + Sync) {
    bencher.counter(BytesCount::of_slice(bytes)).bench(|| work(black_box(bytes)));
}

fn lines(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

fn unpacked(bytes: &[u8]) -> u64 {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len()).map(|at| io::copy(&mut archive.by_index(at).unwrap(), &mut io::sink()).unwrap()).sum()
}

fn one(name: &str, bytes: &[u8]) -> usize {
    let sections = import::import(name, bytes).unwrap().record.sections;
    assert!(sections.len() >= 100);
    sections.len()
}

fn many(name: &str, bytes: &[u8], expected: usize) -> usize {
    let listing = import::listing(name, bytes, None, &Limits::USUAL).unwrap().unwrap();
    let mut found = 0;
    let count = &mut |item| {
        found += usize::from(matches!(item, Item::Entry(_)));
        ControlFlow::Continue(())
    };
    listing.each(name, count).unwrap();
    assert_eq!(found, expected);
    found
}

#[divan::bench_group(sample_count = 20, sample_size = 1)]
mod word_100_pages {
    use super::{Bencher, DOCX, lines, one, timed, unpacked};

    #[divan::bench]
    fn a_scan(bencher: Bencher) {
        timed(bencher, &DOCX, lines);
    }

    #[divan::bench]
    fn b_unpack(bencher: Bencher) {
        timed(bencher, &DOCX, unpacked);
    }

    #[divan::bench]
    fn c_import(bencher: Bencher) {
        timed(bencher, &DOCX, |bytes| one("plan.docx", bytes));
    }
}

#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod pdf_100_pages {
    use super::{Bencher, PDF, lines, one, timed};

    #[divan::bench]
    fn a_scan(bencher: Bencher) {
        timed(bencher, &PDF, lines);
    }

    #[divan::bench]
    fn c_import(bencher: Bencher) {
        timed(bencher, &PDF, |bytes| one("plan.pdf", bytes));
    }
}

#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod list_100_000_rows_csv {
    use super::{Bencher, CSV, lines, many, timed};

    #[divan::bench]
    fn a_scan(bencher: Bencher) {
        timed(bencher, &CSV, lines);
    }

    #[divan::bench]
    fn b_parse(bencher: Bencher) {
        timed(bencher, &CSV, |bytes| {
            csv::Reader::from_reader(bytes).records().map(|row| row.unwrap().len()).sum::<usize>()
        });
    }

    #[divan::bench]
    fn c_import(bencher: Bencher) {
        timed(bencher, &CSV, |bytes| many("list.csv", bytes, 99_999));
    }
}

#[divan::bench_group(sample_count = 3, sample_size = 1)]
mod list_100_000_rows_xlsx {
    use super::{Bencher, XLSX, lines, many, timed, unpacked};

    #[divan::bench]
    fn a_scan(bencher: Bencher) {
        timed(bencher, &XLSX, lines);
    }

    #[divan::bench]
    fn b_unpack(bencher: Bencher) {
        timed(bencher, &XLSX, unpacked);
    }

    #[divan::bench]
    fn c_import(bencher: Bencher) {
        timed(bencher, &XLSX, |bytes| many("list.xlsx", bytes, 99_999));
    }
}

#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod iati_10_000_activities {
    use super::{Bencher, IATI, lines, many, timed};
    use quick_xml::Reader;
    use quick_xml::events::Event;

    #[divan::bench]
    fn a_scan(bencher: Bencher) {
        timed(bencher, &IATI, lines);
    }

    #[divan::bench]
    fn b_parse(bencher: Bencher) {
        timed(bencher, &IATI, |bytes| {
            let mut reader = Reader::from_str(std::str::from_utf8(bytes).unwrap());
            let mut tags = 0;
            loop {
                match reader.read_event().unwrap() {
                    Event::Start(_) => tags += 1,
                    Event::Eof => return tags,
                    _ => {}
                }
            }
        });
    }

    #[divan::bench]
    fn c_import(bencher: Bencher) {
        timed(bencher, &IATI, |bytes| many("iati.xml", bytes, 10_000));
    }
}
