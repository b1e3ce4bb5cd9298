//! Headings, their numbers, and lists.

use super::fixture::with;
use super::*;
use crate::import::import;

#[test]
fn styles_make_headings() {
    let cases: &[(&str, &str, &str)] = &[
        ("Heading1", &style("Heading1", "heading 1", ""), "# Words"),
        ("a", &style("a", "heading 3", ""), "### Words"),
        ("a", &style("a", "Heading 2", ""), "## Words"),
        ("Titre1", &style("Titre1", "Titre 1", ""), "# Words"),
        ("x", &style("x", "Título 2", ""), "## Words"),
        ("x", &style("x", "Überschrift 4", ""), "#### Words"),
        ("x", &style("x", "عنوان 2", ""), "## Words"),
        ("x", &style("x", "Заголовок 1", ""), "# Words"),
        ("berschrift2", "", "## Words"),
        ("Ttulo3", "", "### Words"),
        ("Heading9", "", "######### Words"),
        ("Heading10", "", "Words"),
        ("x", &style("x", "Subheading 1", ""), "Words"),
        ("x", &style("x", "mine", "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>"), "## Words"),
        ("x", &style("x", "heading 1", "<w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr>"), "Words"),
        ("x", &(style("x", "mine", "<w:basedOn w:val=\"y\"/>") + &style("y", "heading 2", "")), "## Words"),
        (
            "x",
            &(style("x", "a", "<w:basedOn w:val=\"y\"/>")
                + &style("y", "b", "<w:basedOn w:val=\"z\"/>")
                + &style("z", "c", "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>")),
            "# Words",
        ),
        ("x", &(style("x", "a", "<w:basedOn w:val=\"y\"/>") + &style("y", "b", "<w:basedOn w:val=\"x\"/>")), "Words"),
        ("x", &style("x", "a", "<w:basedOn w:val=\"x\"/>"), "Words"),
        ("x", &style("x", "a", "<w:basedOn w:val=\"gone\"/>"), "Words"),
        ("x", &style("x", "Title", ""), "# Words"),
        ("x", &style("x", "toc 1", ""), ""),
    ];
    for (id, styles, expected) in cases {
        let manuscript = read_or_empty(&docx(&styled(id, "Words")).styles(styles));
        assert_eq!(blocks(&manuscript).join("\n"), *expected, "{id} {styles}");
    }
}

#[test]
fn a_paragraph_says_its_level_itself() {
    let level = |level: &str| with(&format!("<w:outlineLvl w:val=\"{level}\"/>"), "Words");
    assert_shown(&[
        (&level("0"), &["# Words"]),
        (&level("8"), &["######### Words"]),
        (&level("9"), &["Words"]),
        (&level("-1"), &["Words"]),
        (&with("<w:pStyle w:val=\"Heading1\"/><w:outlineLvl w:val=\"2\"/>", "Words"), &["### Words"]),
        (&with("<w:pStyle w:val=\"Heading1\"/><w:outlineLvl w:val=\"9\"/>", "Words"), &["Words"]),
        (&(styled("Heading1", "") + &styled("Heading1", " ") + &p("Words")), &["Words"]),
    ]);
}

#[test]
fn the_style_of_paragraphs_that_name_none() {
    let usual = style("N", "Normal", "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>").replacen(
        "w:style ",
        "w:style w:default=\"1\" ",
        1,
    );
    assert_eq!(blocks(&read_ok(&docx(&p("Words")).styles(&usual))), ["# Words"]);
}

#[test]
fn the_title_is_told_and_kept() {
    let body = styled("Title", "Water for")
        + &styled("Title", "two camps")
        + &p("By the field office")
        + &styled("Heading1", "Context");
    let manuscript = read_ok(&docx(&body));
    assert_eq!(manuscript.title.as_deref(), Some("Water for two camps"));
    assert_eq!(blocks(&manuscript), ["# Water for two camps", "By the field office", "# Context"]);
    assert_eq!(read_ok(&docx(&p("Words"))).title, None);
}

/// Levels of a list: format and pattern of each, and what else it says.
fn levels(levels: &[(&str, &str, &str)]) -> String {
    let level = |(n, (format, text, rest)): (usize, &(&str, &str, &str))| {
        format!(
            "<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{rest}<w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    levels.iter().enumerate().map(level).collect()
}

fn list(id: u32, of: &[(&str, &str, &str)]) -> String {
    format!(
        "<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum><w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>",
        levels(of)
    )
}

fn place(list: u32, depth: u8) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

/// Paragraphs in places of a list, numbered by it.
fn numbered(numbering: &str, places: &[(u32, u8)]) -> Vec<String> {
    let body: String = places.iter().map(|(list, depth)| with(&place(*list, *depth), "x")).collect();
    let text = blocks(&read_ok(&docx(&body).numbering(numbering))).join("\n");
    text.lines().map(|line| line.trim().trim_end_matches('x').trim().to_owned()).collect()
}

const DECIMAL: &[(&str, &str, &str)] = &[("decimal", "%1.", ""), ("decimal", "%1.%2", ""), ("decimal", "%1.%2.%3", "")];

/// A numbering, places in it, and the numbers there.
type Case<'a> = (&'a str, &'a [(u32, u8)], &'a [&'a str]);

#[test]
fn lists_are_counted_as_word_counts() {
    let alone = |format: &'static str, text: &'static str| list(1, &[(format, text, "")]);
    let cases: &[Case<'_>] = &[
        (
            &list(1, DECIMAL),
            &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2)],
            &["1.", "1.1", "1.2", "2.", "2.1", "2.1.1"],
        ),
        (&list(1, DECIMAL), &[(1, 0), (1, 2), (1, 1)], &["1.", "1.1.1", "1.2"]),
        (&list(1, DECIMAL), &[(1, 1)], &["1.1"]),
        (&alone("lowerLetter", "(%1)"), &[(1, 0), (1, 0)], &["(a)", "(b)"]),
        (&alone("upperLetter", "Annex %1:"), &[(1, 0), (1, 0)], &["Annex A:", "Annex B:"]),
        (&alone("lowerRoman", "%1."), &[(1, 0), (1, 0), (1, 0), (1, 0)], &["i.", "ii.", "iii.", "iv."]),
        (&alone("upperRoman", "%1"), &[(1, 0), (1, 0)], &["I", "II"]),
        (&alone("decimalZero", "%1"), &[(1, 0)], &["01"]),
        (&alone("ordinal", "%1"), &[(1, 0), (1, 0), (1, 0), (1, 0)], &["1st", "2nd", "3rd", "4th"]),
        (&alone("bullet", "\u{f0b7}"), &[(1, 0)], &["-"]),
        (&alone("none", ""), &[(1, 0)], &[""]),
        (&alone("decimal", "100% %0 %1"), &[(1, 0)], &["100% %0 1"]),
        (&alone("inventedByTheNextWord", "%1."), &[(1, 0)], &["1."]),
        (&list(1, &[("upperRoman", "%1.", ""), ("decimal", "%1.%2", "<w:isLgl/>")]), &[(1, 0), (1, 1)], &["I.", "1.1"]),
        (
            &list(1, &[("decimal", "%1", ""), ("decimal", "%2", "<w:lvlRestart w:val=\"0\"/>")]),
            &[(1, 0), (1, 1), (1, 0), (1, 1)],
            &["1", "1", "2", "2"],
        ),
        ("", &[(1, 0)], &[""]),
        (&list(1, DECIMAL), &[(0, 0)], &[""]),
        (&list(1, DECIMAL), &[(7, 0)], &[""]),
    ];
    for (numbering, places, expected) in cases {
        assert_eq!(numbered(numbering, places), *expected, "{numbering}");
    }
}

#[test]
fn lists_share_a_pattern_or_start_anew() {
    let shared = list(1, DECIMAL) + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>";
    assert_eq!(numbered(&shared, &[(1, 0), (2, 0), (1, 0)]), ["1.", "2.", "3."]);
    let anew = list(1, DECIMAL)
        + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>";
    assert_eq!(numbered(&anew, &[(1, 0), (1, 0), (2, 0), (2, 0)]), ["1.", "2.", "1.", "2."]);
    let other = list(1, DECIMAL)
        + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1)\"/></w:lvl></w:lvlOverride></w:num>";
    assert_eq!(numbered(&other, &[(2, 0)]), ["a)"]);
}

#[test]
fn far_numbers_stay_short() {
    let from = |format: &str, start: &str| {
        let list = list(1, &[(format, "%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1", "")]);
        numbered(&list.replace("w:start w:val=\"1\"", &format!("w:start w:val=\"{start}\"")), &[(1, 0), (1, 0)])
    };
    for format in ["lowerLetter", "upperRoman", "decimal", "ordinal"] {
        let texts = from(format, "4294967295");
        assert!(texts.iter().all(|text| text.len() < 300), "{texts:?}");
        assert!(from(format, "0").iter().all(|text| text.len() < 300));
        assert!(from(format, "nothing").iter().all(|text| text.len() < 300));
    }
}

#[test]
fn headings_show_their_numbers() {
    let styles = style("Heading1", "heading 1", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>")
        + &style("Heading2", "heading 2", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>")
        + &style(
            "Plain2",
            "plain",
            "<w:basedOn w:val=\"Heading2\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>",
        );
    let numbering = list(
        1,
        &[("decimal", "%1", "<w:pStyle w:val=\"Heading1\"/>"), ("decimal", "%1.%2", "<w:pStyle w:val=\"Heading2\"/>")],
    );
    let body = styled("Heading1", "Context")
        + &styled("Heading2", "Risks")
        + &styled("Heading2", "Protection")
        + &styled("Plain2", "Sources")
        + &styled("Heading1", "Budget");
    let shown = blocks(&read_ok(&docx(&body).styles(&styles).numbering(&numbering)));
    assert_eq!(shown, ["# 1 Context", "## 1.1 Risks", "## 1.2 Protection", "## Sources", "# 2 Budget"]);
}

#[test]
fn a_list_of_a_style_lends_its_levels() {
    let numbering = "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"S\"/></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>".to_owned()
        + &list(2, &[("decimal", "<%1>", "")]).replace("<%1>", "[%1]");
    let styles = style("S", "mine", "<w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>");
    let shown = blocks(&read_ok(&docx(&with(&place(1, 0), "x")).styles(&styles).numbering(&numbering)));
    assert_eq!(shown, ["[1] x"]);
}

#[test]
fn items_are_one_block() {
    let numbering = list(1, &[("bullet", "o", ""), ("decimal", "%2.", "")]);
    let body =
        with(&place(1, 0), "one") + &with(&place(1, 1), "two") + "<w:p/>" + &with(&place(1, 0), "three") + &p("Text");
    assert_eq!(blocks(&read_ok(&docx(&body).numbering(&numbering))), ["- one\n  1. two\n- three", "Text"]);
}

fn bold(words: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn looks_make_headings_where_none_is_marked() {
    let text = p("Normal words that go on for a sentence.");
    let long = "word ".repeat(25);
    let cases: &[(String, &[&str])] = &[
        (bold("Context") + &text, &["#~ Context"]),
        (bold("Context.") + &text, &[]),
        (bold(&long) + &text, &[]),
        (bold("Context"), &[]),
        (p("PROTECTION RISKS") + &text, &["#~ PROTECTION RISKS"]),
        (p("1.2 Protection") + &text, &["##~ 1.2 Protection"]),
        (p("II. Protection") + &text, &["#~ II. Protection"]),
        (p("A. Protection") + &text, &["#~ A. Protection"]),
        (p("Protection") + &text, &[]),
        (p("I. Plan") + &text + &bold("Costs") + &text, &["#~ I. Plan", "##~ Costs"]),
        (bold("Plan") + &bold("Costs") + &text, &["#~ Plan", "#~ Costs"]),
        (bold("a") + &bold("b") + &bold("c") + &bold("d") + &text, &[]),
        (bold("a") + &bold("b") + &bold("c") + &p("1. Start") + &text, &["#~ 1. Start"]),
        (p("1. First") + &p("2. Second") + &text, &[]),
        (styled("Caption", "FIGURE ONE") + &text, &[]),
        (styled("Heading1", "Marked") + &bold("Bold") + &text, &["# Marked"]),
        (styled("Title", "The title") + &bold("Bold") + &text, &["# The title", "#~ Bold"]),
    ];
    for (body, expected) in cases {
        let manuscript = read_ok(&docx(body));
        let headings: Vec<_> = blocks(&manuscript).into_iter().filter(|block| block.starts_with('#')).collect();
        assert_eq!(headings, *expected, "{body}");
        let count = expected.iter().filter(|heading| heading.contains('~')).count();
        let told = manuscript.warnings.iter().any(|warning| warning.starts_with("The document marks no headings"));
        assert_eq!(told, count > 0, "{body}");
    }
    let manuscript = read_ok(&docx(&(bold("One") + &text + &bold("Two") + &text)));
    assert_eq!(
        manuscript.warnings,
        ["The document marks no headings; 2 headings were guessed from bold, capital or numbered lines."]
    );
}

#[test]
fn guessed_headings_are_marked_in_the_record() {
    let bytes = docx(&(bold("Context") + &p("Some words."))).bytes();
    let imported = import("plan.docx", &bytes).unwrap();
    let section = &imported.record.sections[0];
    assert_eq!((section.heading.as_str(), section.derived), ("Context", true));
    let source = imported.record.source.unwrap();
    assert_eq!((source.format.as_str(), source.warnings.len()), ("docx", 1));
}
