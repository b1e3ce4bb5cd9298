//! Builds Word files.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

pub const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:new="http://example.org/unknown""#;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// The parts of a file in order.
#[derive(Debug, Clone, Default)]
pub struct Docx {
    pub parts: Vec<(String, Vec<u8>)>,
}

/// A document with this body.
pub fn docx(body: &str) -> Docx {
    Docx::default()
        .part("[Content_Types].xml", types("word/document.xml"))
        .part("_rels/.rels", RELATIONS)
        .part("word/document.xml", document(body))
}

/// The types of content of a file whose text is in `main`.
pub fn types(main: &str) -> String {
    format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#
    )
}

pub fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
}

/// A paragraph of plain words.
pub fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A paragraph with these properties.
pub fn with(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A paragraph of a style.
pub fn styled(style: &str, words: &str) -> String {
    with(&format!("<w:pStyle w:val=\"{style}\"/>"), words)
}

/// A style with an id, a name, and what else it says.
pub fn style(id: &str, name: &str, rest: &str) -> String {
    format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{rest}</w:style>")
}

/// A table from rows of cells, each with what stands in it.
pub fn table(rows: &[&[&str]]) -> String {
    let cell = |content: &&str| format!("<w:tc><w:tcPr/>{content}</w:tc>");
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

impl Docx {
    pub fn part(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), content.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self
    }

    pub fn styles(self, styles: &str) -> Self {
        self.part("word/styles.xml", format!("<w:styles {NAMESPACES}>{styles}</w:styles>"))
    }

    pub fn numbering(self, numbering: &str) -> Self {
        self.part("word/numbering.xml", format!("<w:numbering {NAMESPACES}>{numbering}</w:numbering>"))
    }

    /// Notes by their ids, with the two that only draw lines.
    pub fn footnotes(self, notes: &[(&str, &str)]) -> Self {
        let note = |(id, content): &(&str, &str)| format!("<w:footnote w:id=\"{id}\">{content}</w:footnote>");
        let notes: String = notes.iter().map(note).collect();
        let line = format!("<w:footnote w:type=\"separator\" w:id=\"-1\">{}</w:footnote>", p("line"));
        self.part("word/footnotes.xml", format!("<w:footnotes {NAMESPACES}>{line}{notes}</w:footnotes>"))
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.packed(SimpleFileOptions::default())
    }

    pub fn packed(&self, options: SimpleFileOptions) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            zip.start_file(name.as_str(), options).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}
