//! Limits and attacks.

use std::time::{Duration, Instant};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::fixture::{document, table};
use super::*;

fn refusal(bytes: &[u8], limits: Limits) -> Option<String> {
    read_within(bytes, limits).err().map(|error| error.to_string())
}

/// One above a limit is refused with a sentence, the limit itself is not.
fn assert_limit(docx: &Docx, at: usize, set: fn(&mut Limits, usize), sentence: &str) {
    let bytes = docx.bytes();
    for (limit, refused) in [(at + 1, false), (at, false), (at - 1, true)] {
        let mut limits = Limits::default();
        set(&mut limits, limit);
        let told = refusal(&bytes, limits);
        assert_eq!(told.is_some(), refused, "{limit} {told:?}");
        let told = told.unwrap_or_else(|| {
            format!("This Word file {sentence} Split the document, or leave out its annexes, and add it again.")
        });
        assert!(
            told.contains(sentence)
                && told.ends_with("Split the document, or leave out its annexes, and add it again."),
            "{told}"
        );
    }
}

#[test]
fn limits_hold_to_the_byte() {
    let small = docx(&p("Words"));
    let unpacked = small.parts.iter().map(|(_, content)| content.len()).sum::<usize>();
    assert_limit(&small, small.bytes().len(), |limits, n| limits.packed = n, "bytes; at most");
    assert_limit(&small, unpacked, |limits, n| limits.unpacked = n, "when it is unpacked.");
    assert_limit(&small, 3, |limits, n| limits.entries = n, "files.");
    assert_limit(&small, 5, |limits, n| limits.depth = n, "elements inside each other.");
    assert_limit(&small, 5, |limits, n| limits.elements = n, "elements in one part.");
    assert_limit(&small, 5, |limits, n| limits.text = n, "bytes of text.");
    assert_limit(
        &docx(&(p("a") + &p("b") + &table(&[&[&p("c"), &p("d")]]))),
        3,
        |limits, n| limits.pieces = n,
        "paragraphs.",
    );
}

#[test]
fn the_real_limits() {
    let Limits { packed, unpacked, entries, depth, elements, text, .. } = Limits::default();
    assert_eq!((packed, unpacked, entries), (32 << 20, 64 << 20, 2_000));
    assert_eq!((depth, elements, text), (256, 5_000_000, 8 << 20));
}

#[test]
fn notes_count_each_time_they_are_shown() {
    let reference = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>";
    let body = format!("<w:p>{}</w:p>", reference.repeat(1_000));
    let bytes = docx(&body).footnotes(&[("1", &p(&"x".repeat(10_000)))]).bytes();
    assert!(refusal(&bytes, Limits::default()).unwrap().contains("has more than 8388608 bytes of text"));
}

#[test]
fn bombs_are_refused_while_they_unpack() {
    let start = Instant::now();
    let huge = vec![b' '; 80 << 20];
    let bomb = docx("").part("word/document.xml", huge.clone()).bytes();
    assert!(bomb.len() < 200_000);
    let any_ratio = Limits { ratio: usize::MAX, ..Limits::default() };
    assert!(refusal(&bomb, any_ratio).unwrap().contains("holds more than 67108864 bytes when it is unpacked"));
    let tight = docx("").part("word/document.xml", &huge[..20 << 20]).bytes();
    assert!(refusal(&tight, Limits::default()).unwrap().contains("unpacks to more than 500 times its size"));
    // The archive says one byte, and means as many as before.
    let mut liar = bomb;
    let size = u32::try_from(huge.len()).unwrap().to_le_bytes();
    let places: Vec<_> = memchr::memmem::find_iter(&liar, &size).collect();
    assert!(!places.is_empty());
    places.into_iter().for_each(|at| liar[at..at + 4].copy_from_slice(&1_u32.to_le_bytes()));
    assert!(refusal(&liar, Limits::default()).is_some());
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn pictures_do_not_count_as_text() {
    let large = docx(&p("Words")).part("word/media/image1.bmp", vec![0; 70 << 20]).bytes();
    assert_eq!(refusal(&large, Limits::default()), None);
}

#[test]
fn references_never_grow() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>".to_owned() + &document(&p("&b;"));
    let sentence = refusal(&docx("").part("word/document.xml", laughs).bytes(), Limits::default()).unwrap();
    assert!(
        sentence.contains("its part word/document.xml cannot be read at byte")
            && sentence.contains("it declares a document type"),
        "{sentence}"
    );
    let unknown = refusal(&docx(&p("a &nbsp; b")).bytes(), Limits::default()).unwrap();
    assert!(unknown.contains("a reference with “&” means nothing"), "{unknown}");
    let outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">".to_owned() + &document("");
    assert!(refusal(&docx("").part("word/document.xml", outside).bytes(), Limits::default()).is_some());
}

#[test]
fn broken_text_names_the_part_and_the_byte() {
    for (content, end) in [
        ("<w:document", "(a mark is not closed)"),
        ("<a><b></a></b>", "at byte 6 (its elements do not close in order)"),
        ("<a><b>", "at byte 6 (it stops before its end)"),
        ("", "at byte 0 (it stops before its end)"),
        ("<a>\u{fffd}", "(it stops before its end)"),
        ("<a>&#xFFFFFFFF;</a>", "(a reference with “&” means nothing)"),
        ("<a>&</a>", "cannot be read"),
    ] {
        let sentence = refusal(&docx("").part("word/document.xml", content).bytes(), Limits::default()).unwrap();
        assert!(
            sentence.starts_with("This Word file is damaged: its part word/document.xml cannot be read at byte "),
            "{sentence}"
        );
        assert!(sentence.contains(end), "{content} {sentence}");
    }
    let latin =
        refusal(&docx("").part("word/document.xml", b"<a>R\xe9sum\xe9</a>".as_slice()).bytes(), Limits::default())
            .unwrap();
    assert!(latin.contains("at byte 4 (it is not UTF-8)"), "{latin}");
}

#[test]
fn damaged_archives_are_refused() {
    let whole = docx(&p(&"Words that fill the part. ".repeat(200)))
        .packed(SimpleFileOptions::default().compression_method(CompressionMethod::Stored));
    for end in [4, 30, whole.len() / 2, whole.len() - 1] {
        let sentence = refusal(&whole[..end], Limits::default()).unwrap();
        assert!(
            sentence
                .starts_with("This Word file is damaged: it is not a whole ZIP archive, so it was probably cut off."),
            "{sentence}"
        );
        assert!(sentence.ends_with("save it again as .docx, and add that file."), "{sentence}");
    }
    let mut flipped = whole.clone();
    let at = memchr::memmem::find(&whole, b"Words").unwrap();
    flipped[at] = b'w';
    let sentence = refusal(&flipped, Limits::default()).unwrap();
    assert!(sentence.contains("does not unpack to what was packed"), "{sentence}");
}

#[test]
fn ambiguous_and_odd_names_are_harmless() {
    let twice = docx(&p("a")).part("WORD/document.xml", document(&p("b")));
    assert!(refusal(&twice.bytes(), Limits::default()).unwrap().contains("it holds two parts of the same name"));
    let mut bytes = docx(&p("a")).part("word/documenT.xml", document(&p("b"))).bytes();
    while let Some(at) = memchr::memmem::find(&bytes, b"documenT") {
        bytes[at..at + 8].copy_from_slice(b"document");
    }
    assert!(refusal(&bytes, Limits::default()).unwrap().contains("it holds two parts of the same name"));
    let odd = docx(&p("a"))
        .part("../../etc/passwd", "x")
        .part("/abs/olute", "x")
        .part("C:\\x\\..\\y", "x")
        .part("word\\styles.xml", "x");
    assert_eq!(blocks(&read_ok(&odd)), ["a"]);
}

#[test]
fn large_archives_are_read() {
    let zip64 = docx(&p("a")).packed(SimpleFileOptions::default().large_file(true));
    assert_eq!(blocks(&read(&zip64).unwrap()), ["a"]);
    let crowd = (0..2_100)
        .fold(docx(&p("a")), |docx, n| Docx { parts: [docx.parts, vec![(format!("x{n}"), Vec::new())]].concat() });
    assert!(refusal(&crowd.bytes(), Limits::default()).unwrap().contains("holds more than 2000 files"));
}

#[test]
fn a_locked_archive_is_told() {
    // The first flag of each header says that the entry is encrypted.
    let mut bytes = docx(&p("a")).bytes();
    for (mark, flag) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<_> = memchr::memmem::find_iter(&bytes, mark).collect();
        places.into_iter().for_each(|at| bytes[at + flag] |= 1);
    }
    assert!(refusal(&bytes, Limits::default()).unwrap().starts_with("This document is protected with a password."));
}

/// Bodies that cost as much as they can, up to some megabytes.
fn costly() -> Vec<String> {
    let mega = |piece: &str| piece.repeat((2 << 20) / piece.len());
    let attributes: String = (0..300_000).flat_map(|n| [" a".to_owned(), n.to_string(), "=\"\"".to_owned()]).collect();
    let chain: String = (0..40).fold(p("deep"), |inside, _| table(&[&[&inside]]));
    vec![
        mega("<w:p/>"),
        mega("<w:r/>"),
        format!("<w:p><w:r>{}</w:r></w:p>", mega("<w:tab/>")),
        format!("<w:p>{}</w:p>", mega("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>")),
        format!(
            "<w:p>{}</w:p>",
            mega(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>x</w:t></w:r>"
            )
        ),
        format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", mega("<w:tc/>")),
        format!("<w:tbl>{}</w:tbl>", mega("<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>")),
        mega("<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"4294967295\"/></w:trPr></w:tr></w:tbl>"),
        format!("<w:p{attributes}/>"),
        mega("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"),
        format!("<w:p>{}</w:p>", mega("<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr></w:sdt>")),
        mega("&#120;"),
        format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", mega("&#120;")),
        chain,
    ]
}

#[test]
fn hostile_documents_take_linear_time() {
    for body in costly() {
        let bytes = docx(&body).styles(&chain_of_styles(3_000)).bytes();
        let start = Instant::now();
        let _ = read(&bytes);
        let head: String = body.chars().take(60).collect();
        assert!(start.elapsed() < Duration::from_secs(20), "{head} took {:?}", start.elapsed());
    }
}

fn chain_of_styles(count: usize) -> String {
    (0..count).map(|n| style(&format!("s{n}"), "x", &format!("<w:basedOn w:val=\"s{}\"/>", n + 1))).collect()
}
