//! Thousands of broken documents: each gives a manuscript or a sentence, soon, and never stops the program.

use std::time::{Duration, Instant};

use super::fixture::{table, with};
use super::*;
use crate::import::import;

/// A small generator of numbers, the same on each machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below.max(1)
    }
}

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

/// Tags and the text between them.
fn tokens(xml: &str) -> Vec<String> {
    let parts = xml.split_inclusive('>').flat_map(|part| {
        let (text, tag) = part.split_once('<').unwrap_or((part, ""));
        [text.to_owned(), if tag.is_empty() { String::new() } else { format!("<{tag}") }]
    });
    parts.filter(|token| !token.is_empty()).collect()
}

/// The token behind the element that begins at `at`.
fn end_of(tokens: &[String], at: usize) -> usize {
    let mut depth = 0_i32;
    for (n, token) in tokens.iter().enumerate().skip(at) {
        depth += match token.as_str() {
            token if token.starts_with("</") => -1,
            token if token.starts_with('<') && !token.ends_with("/>") => 1,
            _ => 0,
        };
        if depth <= 0 {
            return n + 1;
        }
    }
    tokens.len()
}

/// Takes out, doubles, moves or swaps whole elements, or changes a value.
fn mutate_xml(xml: &str, dice: &mut Dice) -> String {
    let mut tokens = tokens(xml);
    for _ in 0..=dice.roll(4) {
        let starts: Vec<_> =
            (0..tokens.len()).filter(|n| tokens[*n].starts_with("<w") && !tokens[*n].starts_with("</")).collect();
        if starts.is_empty() {
            break;
        }
        let at = starts[dice.roll(starts.len())];
        let end = end_of(&tokens, at);
        let element = tokens[at..end].to_vec();
        match dice.roll(6) {
            0 => drop(tokens.drain(at..end)),
            1 => drop(tokens.splice(at..at, element.clone())),
            2 => {
                tokens.drain(at..end);
                let to = dice.roll(tokens.len() + 1);
                tokens.splice(to..to, element);
            }
            3 => {
                let inside = (at + 1).min(end - 1);
                tokens.splice(inside..inside, element.clone());
            }
            4 => {
                let value = ["0", "9", "-1", "4294967296"][dice.roll(4)];
                tokens[at] = tokens[at].replace(|c: char| c.is_ascii_digit(), value);
            }
            _ => drop(tokens.remove(at)),
        }
    }
    tokens.concat()
}

fn mutate_bytes(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.roll(8) {
        let at = dice.roll(bytes.len());
        match dice.roll(4) {
            0 => bytes.truncate(at),
            1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (at % 8)),
            2 => bytes.iter_mut().skip(at).take(4).for_each(|byte| *byte = 0xff),
            _ => drop(bytes.splice(at..at, [b'<', 0, 0x80])),
        }
    }
}

fn mutant(seed: u64) -> Vec<u8> {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut docx = rich();
    let part = dice.roll(docx.parts.len());
    let kind = dice.roll(4);
    let content = &mut docx.parts[part].1;
    match kind {
        0 => mutate_bytes(content, &mut dice),
        1 | 2 => {
            for (_, content) in docx.parts.iter_mut().skip(2) {
                *content = mutate_xml(&String::from_utf8_lossy(content), &mut dice).into_bytes();
            }
        }
        _ => {
            let mut bytes = docx.bytes();
            mutate_bytes(&mut bytes, &mut dice);
            return bytes;
        }
    }
    docx.bytes()
}

/// How many of the mutants were read.
fn campaign(seeds: std::ops::Range<u64>, most: Duration) -> usize {
    let mut read_ones = 0;
    for seed in seeds {
        let bytes = mutant(seed);
        let start = Instant::now();
        let direct = read(&bytes);
        let imported = import("plan.docx", &bytes);
        assert!(start.elapsed() < most, "seed {seed} took {:?}", start.elapsed());
        read_ones += usize::from(direct.is_ok());
        direct
            .err()
            .into_iter()
            .chain(imported.err())
            .for_each(|error| assert!(error.to_string().ends_with('.'), "seed {seed}: {error}"));
    }
    read_ones
}

#[test]
fn mutants_give_a_manuscript_or_a_sentence() {
    let read_ones = campaign(0..400, Duration::from_secs(5));
    assert!((80..390).contains(&read_ones), "{read_ones} of 400 were read, so the mutants prove little");
}

#[test]
#[ignore = "a campaign of half a minute: cargo test --lib import::word -- --ignored"]
fn twenty_thousand_mutants() {
    let read_ones = campaign(1_000..21_000, Duration::from_secs(2));
    println!("{read_ones} of 20000 were read");
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
