//! Invented files of the sizes that arrive: a plan of a hundred pages as Word and PDF, a long intake list, many
//! activities. No person, no incident.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::write::{SimpleFileOptions, ZipWriter};

#[path = "../../tests/common/pdf.rs"]
#[expect(dead_code, reason = "the tests draw more than a plan of text")]
mod pdf;

/// Pages of the plan.
const PAGES: usize = 100;
/// Rows of the list, with its head.
const ROWS: usize = 100_000;
/// Activities of the file of open data.
const ACTIVITIES: usize = 10_000;
/// Lines of text on a page.
const LINES: usize = 45;

const WORDS: [&str; 24] = [
    "teams",
    "walk",
    "the",
    "sites",
    "with",
    "women",
    "and",
    "girls",
    "lights",
    "locks",
    "latrines",
    "water",
    "points",
    "paths",
    "before",
    "rains",
    "referral",
    "pathway",
    "each",
    "quarter",
    "committee",
    "report",
    "safety",
    "audit",
];
const COUNTRIES: [&str; 6] = ["Kenya", "South Sudan; Chad", "Mali", "Haïti", "Yemen", "Ukraine"];

/// About eighty letters that differ from line to line.
fn line(number: usize) -> String {
    let word = |n: usize| WORDS[(number * 7 + n * n + number / 11 * n) % WORDS.len()];
    (0..13).map(word).collect::<Vec<_>>().join(" ")
}

/// Forty-five lines a page as Word has them: a heading, paragraphs of five lines, and a table.
pub fn docx() -> Vec<u8> {
    let body: String = (0..PAGES).map(docx_page).collect();
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("word/_rels/document.xml.rels", STYLE_RELATIONS.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
        (
            "word/document.xml",
            format!("<?xml version=\"1.0\"?><w:document {NAMESPACE}><w:body>{body}</w:body></w:document>"),
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx_page(page: usize) -> String {
    let run = |text: &str| {
        format!(
            "<w:r w:rsidR=\"00A1\"><w:rPr><w:sz w:val=\"22\"/></w:rPr><w:t xml:space=\"preserve\">{text} </w:t></w:r>"
        )
    };
    let paragraph = |n: usize| {
        let runs: String = (0..5).map(|at| run(&line(page * LINES + n * 5 + at))).collect();
        format!("<w:p><w:pPr><w:spacing w:after=\"120\"/></w:pPr>{runs}</w:p>")
    };
    let cell = |text: &str| format!("<w:tc><w:tcPr><w:tcW w:w=\"2000\"/></w:tcPr><w:p>{}</w:p></w:tc>", run(text));
    let row = |n: usize| format!("<w:tr>{}{}</w:tr>", cell(WORDS[n]), cell(&line(n)));
    let heading = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:br w:type=\"page\"/><w:t>Section {page}</w:t></w:r></w:p>"
    );
    let (paragraphs, rows) = ((0..8).map(paragraph).collect::<String>(), (0..4).map(row).collect::<String>());
    format!("{heading}{paragraphs}<w:tbl><w:tblPr/>{rows}</w:tbl>")
}

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const TYPES: &str = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>";
const RELATIONS: &str = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
const STYLE_RELATIONS: &str = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
const STYLES: &str = "<?xml version=\"1.0\"?><w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";

/// A running head, a heading, forty-five lines and a number on each page.
pub fn pdf() -> Vec<u8> {
    let pages: Vec<_> = (0..PAGES).map(pdf_page).collect();
    pdf::file(&pages)
}

fn pdf_page(page: usize) -> String {
    let line_at = |height, size, text: &str| pdf::line(&pdf::Line { height, size, text });
    let lines: Vec<_> = (0..LINES).map(|n| line(page * LINES + n)).collect();
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    [
        line_at(800, 9, "Invented plan for the river valley"),
        line_at(740, 18, &heading(page)),
        pdf::text(710, &lines),
        line_at(40, 9, &format!("Page {} of {PAGES}", page + 1)),
    ]
    .concat()
}

/// Other words on every page: a line that differs in its number alone is taken for what repeats on each page.
fn heading(page: usize) -> String {
    let word = |n: usize| WORDS[n % WORDS.len()];
    format!("About {} and {}", word(page), word(page / WORDS.len() + 5))
}

const TITLES: [&str; 8] =
    ["Reference", "Title", "Country", "Document type", "Received", "Due date", "Budget (USD)", "Remarks"];

fn row(number: usize) -> [String; 8] {
    [
        format!("REF-{number:06}"),
        format!("{} {number}", line(number)),
        COUNTRIES[number % COUNTRIES.len()].to_owned(),
        ["Proposal", "Report"][number % 2].to_owned(),
        format!("2025-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
        format!("{:02}/12/2025", number % 28 + 1),
        format!("{}.50", number * 37 % 5_000_000),
        line(number + 5),
    ]
}

/// The list as a text with commas.
pub fn csv() -> Vec<u8> {
    let lines = (1..ROWS).map(|n| format!("{}\n", row(n).join(",")));
    std::iter::once(format!("{}\n", TITLES.join(","))).chain(lines).collect::<String>().into_bytes()
}

/// The same as a workbook.
pub fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet_with_constant_memory().unwrap();
    let titles = TITLES.map(str::to_owned);
    for (at, cells) in (0..).zip(std::iter::once(titles).chain((1..ROWS).map(row))) {
        for (column, text) in (0..).zip(cells) {
            page.write_string(at, column, text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Activities with texts, dates, places, sectors, budgets and markers.
pub fn iati() -> Vec<u8> {
    let all: String = (0..ACTIVITIES).map(activity).collect();
    format!("<?xml version=\"1.0\"?>\n<iati-activities version=\"2.03\">\n{all}</iati-activities>\n").into_bytes()
}

fn activity(number: usize) -> String {
    let narrative = |n: usize| format!("<narrative>{} &amp; {}</narrative>", line(n), line(n + 1));
    let budget = |n: usize| {
        format!(
            "<budget type=\"1\"><period-start iso-date=\"202{n}-01-01\"/><period-end iso-date=\"202{n}-12-31\"/><value currency=\"USD\" value-date=\"2025-01-01\">{}.25</value></budget>\n",
            number * 17 + n
        )
    };
    let transaction = |n: usize| {
        format!(
            "<transaction><transaction-type code=\"{n}\"/><transaction-date iso-date=\"2025-0{n}-01\"/><value currency=\"USD\">{n}000</value></transaction>\n"
        )
    };
    let (budgets, transactions) = ((1..5).map(budget).collect::<String>(), (1..7).map(transaction).collect::<String>());
    format!(
        "<iati-activity default-currency=\"USD\" xml:lang=\"en\"><iati-identifier>XX-{number:05}</iati-identifier>\n<reporting-org ref=\"XX\"><narrative>Invented</narrative></reporting-org>\n<title>{}</title>\n<description type=\"1\">{}</description>\n<activity-date iso-date=\"2025-01-01\" type=\"1\"/><activity-date iso-date=\"2025-12-31\" type=\"3\"/>\n<recipient-country code=\"SO\" percentage=\"60\"/><recipient-country code=\"KE\" percentage=\"40\"/>\n<sector vocabulary=\"1\" code=\"72010\"/><sector vocabulary=\"10\" code=\"WSH\"/><policy-marker vocabulary=\"1\" code=\"1\" significance=\"1\"/>\n{budgets}{transactions}</iati-activity>\n",
        narrative(number),
        (0..4).map(|n| narrative(number + n)).collect::<String>(),
    )
}
