//! Files that somebody broke: each gives records or a sentence, in good time.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;

use super::{Limits, Mapping, import, listing};

/// A small generator that always draws the same.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap()
    }
}

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

fn seeds() -> Vec<Vec<u8>> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let rows = [["Title", "Country", "Budget (USD)"], ["A plan", "Kenya", "1,234.5"], ["B", "Chad; Mali", "TBD"]];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            page.write_string(row, column, text).unwrap();
        }
    }
    let csv = "Group,,x\nTitle,Country,Received,Budget (USD),E-mail\n#activity+title,#country,#date+received,#value+usd,\nA,Kenya,31/01/2025,\"1,000\",a@b.c\nB,\"Mali;Chad\",3/4/25,3.2M,\n";
    let xml = "<?xml version=\"1.0\"?><iati-activities version=\"2.03\"><iati-activity xml:lang=\"en\"><iati-identifier>A</iati-identifier><title><narrative>T &amp; U</narrative></title><budget type=\"1\"><value currency=\"USD\">5.5</value></budget><policy-marker code=\"1\" significance=\"2\"/><x:y/></iati-activity></iati-activities>";
    let hpc = r#"{"data":[{"id":1,"planVersion":{"name":"P","code":"H1"},"countries":[{"iso3":"ken"}],"revisedRequirements":5}]}"#;
    let cbpf =
        "PFId,PrjCode,PrjTitle,BenAgg,PrjGM,AStrDt\n1,CBPF-AFG-1,T,1##2##3##4,2a- The project,5/20/2024 12:00:00 AM\n";
    let lines = "{\"format\":\"appraise-record/1\",\"id\":\"a\",\"kind\":\"report\",\"title\":\"T\"}\n{\"format\":\"appraise-record/1\",\"id\":\"b\",\"kind\":\"report\",\"title\":\"U\"}\n";
    let texts = [csv, xml, hpc, cbpf, lines].map(|text| text.as_bytes().to_vec());
    texts.into_iter().chain([book.save_to_buffer().unwrap()]).collect()
}

/// Cuts, doubles, swaps and puts in a few times.
fn broken(seed: &[u8], draw: &mut Draw) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=draw.below(6) {
        let (at, end) = (draw.below(bytes.len()), draw.below(bytes.len()));
        let (at, end) = (at.min(end), at.max(end).min(at + 64));
        match draw.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            3 => drop(bytes.splice(at..at, PIECES[draw.below(PIECES.len())].iter().copied())),
            4 => drop(bytes.splice(at..end, PIECES[draw.below(PIECES.len())].iter().copied())),
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << draw.below(8)),
        }
    }
    bytes
}

fn read(bytes: &[u8], mapping: Option<&Mapping>) {
    let limits = Limits::USUAL;
    match listing("x.csv", bytes, mapping, &limits) {
        Ok(Some(found)) => drop(found.each("x.csv", &mut |_| ControlFlow::Continue(()))),
        Ok(None) => drop(import("x.csv", bytes).map_err(|error| error.to_string())),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn campaign(files: usize) {
    let (seeds, mut draw) = (seeds(), Draw(0x5eed));
    let mapping =
        Mapping::parse(br#"{"format":"appraise-mapping/1","columns":{"Title":"title","Country":"countries"}}"#)
            .unwrap();
    for n in 0..files {
        let bytes = broken(&seeds[n % seeds.len()], &mut draw);
        let start = Instant::now();
        read(&bytes, Some(&mapping).filter(|_| n % 5 == 0));
        assert!(start.elapsed() < Duration::from_secs(10), "{n}: {bytes:?}");
    }
}

#[test]
fn a_few_hundred_broken_files_give_records_or_a_sentence() {
    campaign(600);
}

#[test]
#[ignore = "a campaign: run it with --ignored after a change to a reader"]
fn twenty_thousand_broken_files_give_records_or_a_sentence() {
    campaign(20_000);
}
