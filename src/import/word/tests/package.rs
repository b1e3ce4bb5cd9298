//! Packages: which part is the text, and what is recognised.

use super::fixture::{document, types};
use super::*;
use crate::import::{ImportError, import};

const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

fn relations(of: &[(&str, &str, &str)]) -> String {
    let one = |(kind, target, rest): &(&str, &str, &str)| {
        format!("<Relationship Id=\"x\" Type=\"{kind}\" Target=\"{target}\" {rest}/>")
    };
    let all: String = of.iter().map(one).collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

fn main_at(target: &str, part: &str) -> Docx {
    docx("")
        .without("word/document.xml")
        .part("[Content_Types].xml", types(part))
        .part("_rels/.rels", relations(&[(&format!("{STRICT}/officeDocument"), target, "")]))
        .part(part, document(&p("found")))
}

#[test]
fn the_text_is_where_the_package_says() {
    let cases = [
        main_at("word/document2.xml", "word/document2.xml"),
        main_at("/other/text.xml", "other/text.xml"),
        main_at("./word/../text.xml", "text.xml"),
        main_at("WORD/Document.XML", "word/document.xml"),
        main_at("http://example.org/document.xml", "word/text.xml"),
        main_at("../../../word/text.xml", "word/text.xml"),
        docx(&p("found")).without("_rels/.rels"),
        docx(&p("found")).without("[Content_Types].xml"),
        docx(&p("found")).without("[Content_Types].xml").without("_rels/.rels"),
    ];
    for docx in cases {
        assert_eq!(
            blocks(&read_ok(&docx)),
            ["found"],
            "{:?}",
            docx.parts.iter().map(|(name, _)| name).collect::<Vec<_>>()
        );
        assert!(is_word(&docx.bytes()));
        assert_eq!(import("no-ending", &docx.bytes()).unwrap().record.source.unwrap().format, "docx");
    }
}

#[test]
fn templates_and_files_with_macros_are_read() {
    for kind in [
        "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "vnd.ms-word.document.macroEnabled.main+xml",
        "vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ] {
        let types = types("word/document.xml")
            .replace("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind);
        let docx = docx(&p("found")).part("[Content_Types].xml", types).part("word/vbaProject.bin", "macro");
        assert_eq!(blocks(&read_ok(&docx)), ["found"], "{kind}");
    }
}

#[test]
fn styles_are_where_the_text_says() {
    let styles = format!("<w:styles {}>{}</w:styles>", fixture::NAMESPACES, style("x", "heading 2", ""));
    let docx = docx(&styled("x", "Words"))
        .part(
            "word/_rels/document.xml.rels",
            relations(&[
                (&format!("{STRICT}/hyperlink"), "http://example.org/", "TargetMode=\"External\""),
                (&format!("{STRICT}/styles"), "file:///etc/passwd", "TargetMode=\"External\""),
                (&format!("{STRICT}/styles"), "../styles/mine.xml", ""),
            ]),
        )
        .part("styles/mine.xml", styles);
    assert_eq!(blocks(&read_ok(&docx)), ["## Words"]);
}

#[test]
fn broken_references_do_no_harm() {
    let body = styled("gone", "one")
        + "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"99\"/><w:numId w:val=\"x\"/></w:numPr></w:pPr><w:r><w:t>two</w:t></w:r></w:p>";
    assert_eq!(shown(&body), ["one", "two"]);
}

#[test]
fn a_damaged_part_beside_the_text_is_a_warning() {
    for (part, content, at) in [
        ("word/styles.xml", "<w:styles", "at byte 0, a mark is not closed"),
        ("word/numbering.xml", "<a><b></a>", "at byte 6, its elements do not close in order"),
        ("word/footnotes.xml", "", "at byte 0, it stops before its end"),
        ("word/endnotes.xml", "<!DOCTYPE a><a/>", "at byte 12, it declares a document type, as no Word file does"),
    ] {
        let manuscript = read_ok(&docx(&p("text")).part(part, content));
        assert_eq!(blocks(&manuscript), ["text"]);
        assert_eq!(manuscript.warnings, [format!("The part {part} of the file is damaged and was left out ({at}).")]);
    }
}

#[test]
fn other_files_are_told_apart() {
    let sentence = |bytes: &[u8]| import("plan.docx", bytes).unwrap_err().to_string();
    let workbook =
        Docx::default().part("[Content_Types].xml", "<Types/>").part("xl/workbook.xml", "<x/>").part("xl/word/x", "");
    assert!(!is_word(&workbook.bytes()));
    assert!(sentence(&workbook.bytes()).contains("Excel"));
    let with_word_inside = Docx::default().part("[Content_Types].xml", "<Types/>").part(
        "ppt/embeddings/a.docx",
        docx(&p("x"))
            .packed(zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)),
    );
    assert!(!is_word(&with_word_inside.bytes()));
    let wide = |name: &str| name.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<_>>();
    let container = |name: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 600], wide(name)].concat();
    assert_eq!(
        sentence(&container("EncryptedPackage")),
        "This document is protected with a password. Open it, save it without the password, and add that file."
    );
    assert_eq!(
        sentence(&container("WordDocument")),
        "This is a document of an old version of Word (.doc). Open it, save it as .docx, and add that file."
    );
    assert!(
        sentence(&container("Workbook"))
            .starts_with("This is a document of an old version of Word, Excel or PowerPoint.")
    );
}

#[test]
fn parts_in_utf_16_are_read() {
    let text = document(&p("é &amp; 😀")).replace("UTF-8", "UTF-16");
    let little: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let with_mark = [b"\xef\xbb\xbf".to_vec(), document(&p("é &amp; 😀")).into_bytes()].concat();
    for bytes in [little.clone(), big, with_mark] {
        assert_eq!(blocks(&read_ok(&docx("").part("word/document.xml", bytes))), ["é & 😀"]);
    }
    let cut = docx("").part("word/document.xml", &little[..little.len() - 1]);
    assert!(matches!(read(&cut.bytes()), Err(ImportError::DamagedPart { .. })));
    let lone = [little[..40].to_vec(), vec![0, 0xd8], little[40..].to_vec()].concat();
    let refusal = read(&docx("").part("word/document.xml", lone).bytes()).unwrap_err().to_string();
    assert!(refusal.contains("word/document.xml cannot be read at byte 40 (it is not UTF-16)"), "{refusal}");
}
