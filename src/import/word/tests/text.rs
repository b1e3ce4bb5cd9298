//! What of a document is text, and what is said about the rest.

use super::fixture::{NAMESPACES, document, table};
use super::*;

fn run(content: &str) -> String {
    format!("<w:p><w:r>{content}</w:r></w:p>")
}

fn t(words: &str) -> String {
    format!("<w:r><w:t>{words}</w:t></w:r>")
}

fn warnings(body: &str) -> Vec<String> {
    read_ok(&docx(body)).warnings
}

#[test]
fn characters() {
    assert_shown(&[
        (&p("A &amp; B &lt;3&gt; &quot;x&quot; &#233;&#x1F600;"), &["A & B <3> \"x\" é😀"]),
        (&p("<![CDATA[a < b & c]]>"), &["a < b & c"]),
        (
            &run("<w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:cr/><w:t>four</w:t>"),
            &["one\ttwo\nthree\nfour"],
        ),
        (
            &run("<w:t>co</w:t><w:softHyphen/><w:t>operation, non</w:t><w:noBreakHyphen/><w:t>food</w:t>"),
            &["cooperation, non-food"],
        ),
        (&run("<w:t xml:space=\"preserve\">one </w:t><w:t>two</w:t>"), &["one two"]),
        (&p("one\n   two"), &["one    two"]),
        (&p("a&#1;b"), &["ab"]),
        (&run("<w:t>one</w:t><!-- no --><?no no?><w:t>two</w:t>"), &["onetwo"]),
        (
            &format!("<w:p><w:r><w:rPr><w:rtl/></w:rPr><w:t>خطة الحماية</w:t></w:r>{}</w:p>", t(" GBV")),
            &["خطة الحماية GBV"],
        ),
        ("<w:p/><w:p><w:pPr/></w:p>", &[]),
    ]);
}

#[test]
fn containers_are_entered() {
    let inside = |open: &str, close: &str| format!("<w:p>{}{open}{}{close}{}</w:p>", t("a"), t("b"), t("c"));
    for (open, close) in [
        ("<w:hyperlink r:id=\"x\" w:anchor=\"y\">", "</w:hyperlink>"),
        ("<w:sdt><w:sdtPr><w:alias w:val=\"no\"/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:smartTag w:element=\"no\"><w:smartTagPr/>", "</w:smartTag>"),
        ("<w:customXml>", "</w:customXml>"),
        ("<w:bdo w:val=\"rtl\">", "</w:bdo>"),
        ("<w:ins w:id=\"1\">", "</w:ins>"),
        ("<w:moveTo w:id=\"1\">", "</w:moveTo>"),
        ("<w:fldSimple w:instr=\"PAGE\">", "</w:fldSimple>"),
        ("<new:thing>", "</new:thing>"),
        ("<w:ruby><w:rubyPr/><w:rt><w:r><w:t>no</w:t></w:r></w:rt><w:rubyBase>", "</w:rubyBase></w:ruby>"),
    ] {
        assert_eq!(shown(&inside(open, close)), ["abc"], "{open}");
    }
    let block = format!("<w:sdt><w:sdtContent>{}{}</w:sdtContent></w:sdt>", p("one"), p("two"));
    assert_eq!(shown(&block), ["one", "two"]);
}

#[test]
fn tracked_changes_are_accepted() {
    let deleted = "<w:del w:id=\"1\"><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>";
    let ended = |kind: &str, words: &str| {
        format!("<w:p><w:pPr><w:rPr><w:{kind} w:id=\"2\"/></w:rPr></w:pPr>{}</w:p>", t(words))
    };
    let row = |kind: &str| {
        format!("<w:tbl><w:tr><w:trPr><w:{kind} w:id=\"1\"/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>", p("row"))
    };
    assert_shown(&[
        (&format!("<w:p>{}{deleted}<w:ins w:id=\"3\">{}{deleted}</w:ins></w:p>", t("kept "), t("new")), &["kept new"]),
        (
            &format!(
                "<w:p><w:moveFrom w:id=\"1\">{}</w:moveFrom><w:moveTo w:id=\"1\">{}</w:moveTo></w:p>",
                t("old"),
                t("here")
            ),
            &["here"],
        ),
        (&(ended("del", "one ") + &ended("del", "two ") + &styled("Heading1", "three")), &["# one two three"]),
        (&(ended("del", "last")), &["last"]),
        (&(ended("moveFrom", "a") + &p("b")), &["ab"]),
        (&(ended("ins", "a") + &p("b")), &["a", "b"]),
        (&row("del"), &[]),
        (&row("ins"), &["row"]),
        (
            "<w:p><w:pPr><w:pPrChange w:id=\"1\"><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange w:id=\"1\"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>",
            &["x"],
        ),
    ]);
    let body = format!(
        "<w:p>{deleted}{deleted}<w:ins w:id=\"3\">{}</w:ins><w:moveTo w:id=\"1\">{}</w:moveTo></w:p>",
        t("a"),
        t("b")
    );
    assert_eq!(warnings(&body), ["Tracked changes were read as if accepted: 1 insertion, 2 deletions, 1 move."]);
    assert!(warnings(&p("x")).is_empty());
}

#[test]
fn comments_and_hidden_text_are_counted() {
    let body = format!(
        "<w:p><w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>",
        t("x")
    );
    let manuscript =
        read_ok(&docx(&body).part("word/comments.xml", format!("<w:comments {NAMESPACES}>{}</w:comments>", p("no"))));
    assert_eq!(
        (blocks(&manuscript), manuscript.warnings.as_slice()),
        (vec!["x".to_owned()], &["Comments were left out (1).".to_owned()][..])
    );
    let hidden =
        |switch: &str| format!("<w:p><w:r><w:rPr>{switch}</w:rPr><w:t>a</w:t><w:t>b</w:t></w:r>{}</w:p>", t("c"));
    assert_shown(&[
        (&hidden("<w:vanish/>"), &["c"]),
        (&hidden("<w:vanish w:val=\"0\"/>"), &["abc"]),
        (&hidden("<w:webHidden/>"), &["abc"]),
    ]);
    assert_eq!(warnings(&hidden("<w:vanish/>")), ["Hidden passages were left out (1)."]);
    let styles =
        "<w:style w:type=\"character\" w:styleId=\"H\"><w:name w:val=\"h\"/><w:rPr><w:vanish/></w:rPr></w:style>";
    assert_eq!(blocks(&read_ok(&docx(&hidden("<w:rStyle w:val=\"H\"/>")).styles(styles))), ["c"]);
}

#[test]
fn boxes_to_tick() {
    let control = |checked: &str, content: &str| {
        format!(
            "<w:sdt><w:sdtPr><w14:checkbox>{checked}<w14:checkedState w14:val=\"2612\"/></w14:checkbox></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
    };
    let legacy = |inside: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"n\"/><w:checkBox>{inside}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}</w:p>",
            t(" Yes")
        )
    };
    let sym = |font: &str, code: &str| run(&format!("<w:sym w:font=\"{font}\" w:char=\"{code}\"/>"));
    assert_shown(&[
        (&format!("<w:p>{}{}</w:p>", control("<w14:checked w14:val=\"1\"/>", &t("☒")), t(" Yes")), &["☒ Yes"]),
        (&format!("<w:p>{}{}</w:p>", control("<w14:checked w14:val=\"0\"/>", &t("x")), t(" No")), &["☐ No"]),
        (&format!("<w:p>{}</w:p>", control("", "")), &["☐"]),
        (&control("<w14:checked w14:val=\"1\"/>", &format!("<w:p>{}{}</w:p>", t("q"), t(" Yes"))), &["☒ Yes"]),
        (&legacy("<w:default w:val=\"0\"/><w:checked/>"), &["☒ Yes"]),
        (&legacy("<w:default w:val=\"1\"/>"), &["☒ Yes"]),
        (&legacy("<w:default w:val=\"1\"/><w:checked w:val=\"0\"/>"), &["☐ Yes"]),
        (&sym("Wingdings", "F0FE"), &["☒"]),
        (&sym("Wingdings", "F0A8"), &["☐"]),
        (&sym("Wingdings 2", "F052"), &["☒"]),
        (&sym("Symbol", "F0B3"), &["≥"]),
        (&sym("Arial", "2013"), &["–"]),
        (&run("<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>o\u{f0fe}</w:t>"), &["☐☒"]),
        (&sym("Wingdings", "zz"), &[]),
        (&sym("Webdings", "F041"), &[]),
    ]);
    assert_eq!(
        warnings(&(p("x") + &sym("Webdings", "F041"))),
        ["Characters of fonts that draw pictures were left out (1)."]
    );
}

fn field(instruction: &str, result: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{result}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}

#[test]
fn fields_show_their_results() {
    let nested = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        field("PAGE", &t("7")),
        t("yes")
    );
    let list = format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"one\"/><w:listEntry w:val=\"two\"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}</w:p>",
        t("!")
    );
    assert_shown(&[
        (&format!("<w:p>{}{}{}</w:p>", t("a"), field("REF x", &t("b")), t("c")), &["abc"]),
        (&format!("<w:p>{nested}</w:p>"), &["yes"]),
        (&list, &["two!"]),
        (&(format!("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{}</w:p>", t("lost")) + &p("kept")), &["kept"]),
        (&(format!("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}</w:p>", t("kept"))), &["kept"]),
    ]);
}

#[test]
fn tables_of_contents_are_left_out() {
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o \"1-3\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let end = "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let by_field =
        format!("<w:p>{begin}{}</w:p>{}{end}{}", t("Context 1"), p("Budget 2"), styled("Heading1", "Context"));
    let control = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{}{}</w:sdtContent></w:sdt>{}",
        styled("TOCHeading", "Contents"),
        p("Context 1"),
        styled("Heading1", "Context")
    );
    let by_style = styled("TOCHeading", "Contents") + &styled("TOC1", "Context 1") + &styled("Heading1", "Context");
    for (body, lines) in [(&by_field, 2), (&control, 2), (&by_style, 2)] {
        let manuscript = read_ok(&docx(body));
        assert_eq!(blocks(&manuscript), ["# Context"], "{body}");
        assert_eq!(manuscript.warnings, [format!("The table of contents was left out ({lines} lines).")]);
    }
    // One that never ends is none.
    assert_eq!(shown(&(format!("<w:p>{begin}{}</w:p>", t("One")) + &p("Two"))), ["One", "Two"]);
    // Words behind its end stay.
    let mixed = format!("<w:p>{begin}{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}</w:p>", t("x 1 "), t("after"));
    assert_eq!(shown(&mixed), ["x 1 after"]);
    assert_eq!(shown(&(styled("TOCHeading", "Summary") + &p("Words"))), ["# Summary", "Words"]);
}

#[test]
fn tables_have_a_line_a_row() {
    let inner = table(&[&[&p("1"), &p("2")], &[&p("3"), &p("4")]]);
    let merged = |kind: &str, words: &str| format!("<w:tc><w:tcPr><w:vMerge{kind}/></w:tcPr>{}</w:tc>", p(words));
    let vertical = format!(
        "<w:tbl><w:tr>{}<w:tc>{}</w:tc></w:tr><w:tr>{}<w:tc>{}</w:tc></w:tr></w:tbl>",
        merged(" w:val=\"restart\"", "all"),
        p("a"),
        merged("", ""),
        p("b")
    );
    let late =
        format!("<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>", p("late"));
    assert_shown(&[
        (&table(&[&[&p("a"), &p("b")], &[&(p("c") + &p("d")), &p("e")]]), &["a | b\nc / d | e"]),
        (&table(&[&[&p("a"), &inner, &p("z")]]), &["a | [1 | 2 / 3 | 4] | z"]),
        (&table(&[&[&(p("x") + &table(&[&[&(p("y") + &table(&[&[&p("deep")]]))]]))]]), &["x / [y / [deep]]"]),
        (&vertical, &["all | a\n | b"]),
        (&late, &[" | late"]),
        (&table(&[&["", &p("")], &["<w:p/>", "<w:p/>"]]), &[]),
        (&(table(&[&[&p("a")]]) + &table(&[&[&p("b")]])), &["a", "b"]),
        (&table(&[&[&run("<w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t>")]]), &["a b c"]),
        (&table(&[&[&(styled("Heading1", "In a box") + &p("Words"))]]), &["# In a box", "Words"]),
        (&table(&[&[&styled("Heading1", "A"), &p("b")]]), &["A | b"]),
        (
            &format!(
                "<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt><w:tc>{}</w:tc></w:tr></w:tbl>",
                p("a"),
                p("b")
            ),
            &["a | b"],
        ),
        (&format!("<w:tr><w:tc>{}</w:tc></w:tr><w:tbl><w:tc>{}</w:tc></w:tbl>", p("a"), p("b")), &["a", "b"]),
    ]);
}

#[test]
fn notes_stand_behind_their_marks() {
    let reference = |id: &str| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let notes: &[(&str, &str)] = &[("1", &(p("See") + &p("page 4 &amp; 5"))), ("2", &p("Other"))];
    let cases = [
        (
            format!("<w:p>{}{}{}{}</w:p>", t("a"), reference("1"), t("b"), reference("2")),
            vec!["a[note: See / page 4 & 5]b[note: Other]"],
        ),
        (format!("<w:p>{}{}</w:p>", t("a"), reference("99")), vec!["a"]),
        (format!("<w:p>{}{}</w:p>", t("a"), reference("-1")), vec!["a"]),
        (
            format!(
                "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}{}</w:p>{}",
                t("Head"),
                reference("2"),
                p("x")
            ),
            vec!["# Head", "[note: Other]", "x"],
        ),
        (table(&[&[&format!("<w:p>{}{}</w:p>", t("a"), reference("2"))]]), vec!["a[note: Other]"]),
    ];
    for (body, expected) in cases {
        assert_eq!(blocks(&read_ok(&docx(&body).footnotes(notes))), expected, "{body}");
    }
    let endnotes = format!("<w:endnotes {NAMESPACES}><w:endnote w:id=\"1\">{}</w:endnote></w:endnotes>", p("End"));
    let body = "<w:p><w:r><w:t>a</w:t><w:endnoteReference w:id=\"1\"/></w:r></w:p>";
    assert_eq!(blocks(&read_ok(&docx(body).part("word/endnotes.xml", endnotes))), ["a[note: End]"]);
    assert_eq!(shown(body), ["a"]);
}

#[test]
fn text_boxes_stand_there_once() {
    let content = format!("<w:txbxContent>{}{}</w:txbxContent>", p("box"), p("more"));
    let choice = |requires: &str| {
        format!("<mc:Choice Requires=\"{requires}\"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>")
    };
    let both = |requires: &str| {
        run(&format!(
            "<w:t>a</w:t><mc:AlternateContent>{}<mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>b</w:t>",
            choice(requires),
            p("old")
        ))
    };
    assert_shown(&[
        (&both("wps"), &["ab", "box", "more"]),
        (&both("wps w14"), &["ab", "box", "more"]),
        (&both("new"), &["ab", "old"]),
        (&both("undeclared"), &["ab", "old"]),
        (&run(&format!("<mc:AlternateContent>{0}{0}</mc:AlternateContent>", choice("wps"))), &["box", "more"]),
        (&table(&[&[&both("wps"), &p("z")]]), &["ab / box / more | z"]),
    ]);
}

#[test]
fn what_is_no_text_is_counted_with_its_place() {
    let picture = |described: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Picture 1\" {described}/><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>"
        )
    };
    let old = "<w:r><w:pict><v:shape alt=\"Old map\"><v:imagedata/></v:shape></w:pict></w:r>";
    let object =
        "<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID=\"Excel.Sheet\"/></w:object></w:r>";
    let chart = "<w:r><w:drawing><wp:inline><a:graphic><c:chart/></a:graphic></wp:inline></w:drawing></w:r>";
    let equation = "<m:oMathPara><m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath></m:oMathPara>";
    let body = format!(
        "<w:p>{}</w:p>{}<w:p>{}{}{}</w:p>{}{}<w:p>{object}{chart}{equation}</w:p>",
        picture(""),
        styled("Heading1", "Map"),
        t("Here "),
        picture("descr=\"A map&#10;of camps\""),
        picture(""),
        styled("Heading1", "Data"),
        table(&[&[&format!("<w:p>{old}</w:p>"), &p("b")]])
    );
    let manuscript = read_ok(&docx(&body));
    assert_eq!(
        blocks(&manuscript),
        ["# Map", "Here [picture: A map of camps]", "# Data", "[picture: Old map] | b", "x=5"]
    );
    assert_eq!(
        manuscript.warnings,
        [
            "4 pictures were left out: before the first heading, in “Map” (2), in “Data”.",
            "2 charts or embedded objects were left out: in “Data” (2).",
            "1 equation is written in one line: in “Data”.",
        ]
    );
    let shape = "<w:p><w:r><w:drawing><wp:docPr descr=\"an arrow\"/><wps:wsp/></w:drawing></w:r></w:p>";
    assert!(shown(shape).is_empty());
    assert!(warnings(&(p("x") + shape)).is_empty());
    let many: String =
        (0..8).map(|n| styled("Heading1", &format!("H{n}")) + &format!("<w:p>{}</w:p>", picture(""))).collect();
    assert_eq!(
        warnings(&many),
        ["8 pictures were left out: in “H0”, in “H1”, in “H2”, in “H3”, in “H4”, in 3 more sections."]
    );
    assert_eq!(
        warnings(&(p("x") + "<w:altChunk r:id=\"x\"/>")),
        ["1 chart or embedded object was left out: before the first heading."]
    );
}

/// Text and page of each block.
fn pages(body: &str) -> Vec<(String, Option<u32>)> {
    read_ok(&docx(body)).blocks.into_iter().map(|block| (block.text, block.page)).collect()
}

#[test]
fn pages_are_those_of_the_last_layout() {
    let rendered = |words: &str| run(&format!("<w:lastRenderedPageBreak/><w:t>{words}</w:t>"));
    let explicit = run("<w:br w:type=\"page\"/>");
    let page = |text: &str, page: Option<u32>| (text.to_owned(), page);
    assert_eq!(pages(&(p("a") + &explicit + &p("b"))), [page("a", None), page("b", None)]);
    let body = p("a") + &rendered("b") + &p("c") + &explicit + &rendered("d") + &explicit + &p("e");
    assert_eq!(
        pages(&body),
        [page("a", Some(1)), page("b", Some(2)), page("c", Some(2)), page("d", Some(3)), page("e", Some(4))]
    );
    let split = run("<w:t>starts here </w:t><w:lastRenderedPageBreak/><w:t>ends there</w:t>") + &p("next");
    assert_eq!(pages(&split), [page("starts here ends there", Some(1)), page("next", Some(2))]);
    let rows = table(&[&[&p("a"), &p("b")], &[&rendered("c"), &rendered("d")], &[&p("e")]]);
    assert_eq!(
        pages(&rows),
        [page("a | b", Some(1)), page("c | d", Some(2)), page("e", None)]
            .map(|(text, page)| (text, page.or(Some(2))))
            .into_iter()
            .fold(Vec::new(), joined)
    );
    let told = warnings(&body);
    assert_eq!(told, ["The page numbers are those of the last time Word laid the document out."]);
}

/// Rows of one page are one block.
fn joined(mut blocks: Vec<(String, Option<u32>)>, (text, page): (String, Option<u32>)) -> Vec<(String, Option<u32>)> {
    match blocks.last_mut() {
        Some(last) if last.1 == page => last.0 = format!("{}\n{text}", last.0),
        _ => blocks.push((text, page)),
    }
    blocks
}

#[test]
fn languages_are_believed_when_the_words_agree() {
    let en = "The people of the valley are in need of water and the plan is to work with them for a year. ".repeat(2);
    let fr = "Les habitants de la vallée sont dans le besoin et le plan est de travailler avec les familles pour une année. ".repeat(2);
    let sw = "Watu wa bonde hili wanahitaji maji safi kwa ajili ya maisha yao ya kila siku. ".repeat(4);
    let ar = "خطة الحماية في المخيم";
    let said =
        |tag: &str, words: &str| format!("<w:p><w:r><w:rPr><w:lang {tag}/></w:rPr><w:t>{words}</w:t></w:r></w:p>");
    let usual = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"en-US\"/></w:rPr></w:rPrDefault></w:docDefaults>";
    let cases: &[(String, Option<&str>)] = &[
        (said("w:val=\"fr-FR\"", &fr), Some("fr")),
        (said("w:val=\"en-US\"", &fr), None),
        (said("w:val=\"sw\"", &sw), Some("sw")),
        (said("w:val=\"en-GB\"", ar), None),
        (
            format!(
                "<w:p><w:r><w:rPr><w:rtl/><w:lang w:val=\"en-GB\" w:bidi=\"ar-SY\"/></w:rPr><w:t>{ar}</w:t></w:r></w:p>"
            ),
            Some("ar"),
        ),
        (said("w:val=\"x-none\"", &sw), None),
        (p(&en), Some("en")),
        (p(&fr), None),
        (p("Short"), None),
    ];
    for (body, expected) in cases {
        assert_eq!(read_ok(&docx(body).styles(usual)).language.as_deref(), *expected, "{body}");
    }
}

#[test]
fn other_prefixes_and_strict_files() {
    let strict = document(&(styled("Heading1", "Context") + &p("a &amp; b"))).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    );
    assert_eq!(blocks(&read_ok(&docx("").part("word/document.xml", strict))), ["# Context", "a & b"]);
    let plain = document(&(styled("Heading1", "Context") + &p("text")));
    let other =
        plain.replace("xmlns:w=", "xmlns:x=").replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:");
    assert_eq!(blocks(&read_ok(&docx("").part("word/document.xml", other))), ["# Context", "text"]);
    let none = plain.replace("xmlns:w=", "xmlns=").replace("<w:", "<").replace("</w:", "</").replace(" w:", " ");
    assert_eq!(blocks(&read_ok(&docx("").part("word/document.xml", none))), ["# Context", "text"]);
    // The prefix of Word for something else means nothing.
    let foreign =
        plain.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://example.org/other");
    assert!(read_or_empty(&docx("").part("word/document.xml", foreign)).blocks.is_empty());
}

#[test]
fn a_document_without_text_is_refused() {
    let picture = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>";
    for (body, sentence) in [
        ("<w:p/>", "This Word file holds no text. Ask for the file that the text was written in."),
        (picture, "This Word file holds no text, only pictures. Ask for the file that the text was written in."),
    ] {
        assert_eq!(read(&docx(body).bytes()).unwrap_err().to_string(), sentence);
    }
}
