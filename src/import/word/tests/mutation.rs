//! Thousands of broken documents: each gives a manuscript or a sentence, soon, and never stops the program.

use super::fixture::{table, with};
use super::*;
use crate::import::campaign::assert_sound;
use crate::import::campaign::broken_xml::break_xml;
use crate::import::campaign::common::{Dice, break_bytes, run, seeds};
use crate::import::import;

/// Pieces that mean something in XML or in an archive.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"</w:p>",
    b"<w:p>",
    b"&#0;",
    b"&a;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<!DOCTYPE x [",
    b"\0",
    b"\x80",
    b"<\0\x80",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"99999999999999999999",
];

/// A document with a bit of everything.
fn rich() -> Docx {
    let numbering = "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"lowerRoman\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"3\"/></w:lvlOverride></w:num>";
    let styles = style("Heading1", "heading 1", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>")
        + &style("x", "mine", "<w:basedOn w:val=\"Heading1\"/><w:rPr><w:b/></w:rPr>");
    let item = with("<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr>", "item &amp; more");
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar><w:instrText>FORMCHECKBOX</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Context 1</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let changes = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:ins w:id=\"2\"><w:r><w:t>new</w:t></w:r></w:ins><w:del w:id=\"3\"><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    let text_box = format!(
        "<w:p><w:r><w:t>a</w:t><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:docPr descr=\"map\"/><pic:pic/><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent><w:lastRenderedPageBreak/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r></w:p>",
        p("box")
    );
    let body = contents.to_owned()
        + &styled("Title", "Plan")
        + &styled("x", "Context")
        + &p("Text")
        + &item
        + &item
        + field
        + changes
        + &text_box
        + &table(&[&[&p("a"), &(p("b") + &table(&[&[&p("c"), &p("d")]]))], &[&item, "<w:p/>"]]);
    docx(&body).styles(&styles).numbering(numbering).footnotes(&[("1", &p("note"))])
}

/// Parts broken and packed again, taken out or swapped; or bytes of a part or of the file.
fn mutant(seed: u64) -> Vec<u8> {
    let mut dice = Dice::of(seed);
    let mut docx = rich();
    let part = dice.roll(docx.parts.len());
    match dice.roll(9) {
        0 | 1 => break_bytes(&mut docx.parts[part].1, PIECES, &mut dice),
        2 => {
            let other = dice.roll(docx.parts.len());
            docx.parts[part].1 = docx.parts[other].1.clone();
        }
        3 => drop(docx.parts.remove(part)),
        4 | 5 => {
            let mut bytes = docx.bytes();
            break_bytes(&mut bytes, PIECES, &mut dice);
            return bytes;
        }
        _ => docx.parts.iter_mut().skip(2).for_each(|(_, content)| {
            *content = break_xml(&String::from_utf8_lossy(content), &mut dice).into_bytes();
        }),
    }
    docx.bytes()
}

/// How many of the mutants were read.
fn campaign(seeds: impl Iterator<Item = u64>) -> usize {
    let mut read_ones = 0;
    run("word", seeds, |seed| {
        let bytes = mutant(seed);
        let (direct, imported) = (read(&bytes), import("plan.docx", &bytes));
        read_ones += usize::from(direct.is_ok());
        imported.iter().for_each(assert_sound);
        let errors = direct.err().into_iter().chain(imported.err());
        errors.for_each(|error| assert!(error.to_string().ends_with('.'), "{error}"));
    });
    read_ones
}

#[test]
fn mutants_give_a_manuscript_or_a_sentence() {
    let read_ones = campaign(0..400);
    assert!((80..390).contains(&read_ones), "{read_ones} of 400 were read, so the mutants prove little");
}

#[test]
#[ignore = "a campaign: run it with --ignored after a change to the reader"]
fn campaign_of_word() {
    println!("{} were read", campaign(seeds(20_000)));
}

#[test]
fn the_document_without_faults_is_read() {
    let manuscript = read_ok(&rich());
    assert_eq!(manuscript.title.as_deref(), Some("Plan"));
    assert_eq!(
        blocks(&manuscript),
        [
            "# Plan",
            "# 3. Context",
            "Text",
            "  3.i item & more\n  3.ii item & more",
            "☒",
            "new[note: note]a[picture: map]☒",
            "box",
            "a | b / [c | d]\n3.iii item & more |",
        ]
    );
    assert!(manuscript.blocks.iter().all(|block| block.page.is_some()));
}
