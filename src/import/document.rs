//! Markdown and plain text to a record.

use crate::domain::record::{Record, Section, is_slug, slug};

use super::front_matter::{self, FrontMatter};
use super::guess::Clues;
use super::heading::Heading;
use super::manuscript::Manuscript;
use super::page;
use super::yaml::Fault;
use super::{Imported, guess, markdown, member, outline, plain, stem};

/// The heading of the text before the first heading.
const BEGINNING: &str = "Beginning";

/// The record, and the name of the format.
#[must_use]
pub fn read(file: &str, text: &str) -> (Imported, &'static str) {
    let (front, body) = front_matter::split(text);
    let lines = page::lines(body);
    let is_markdown = !matches!(front, FrontMatter::None) || has_markdown_ending(file) || markdown::is_likely(&lines);
    let marked = if is_markdown { markdown::headings(&lines) } else { Vec::new() };
    let headings = if marked.is_empty() { plain::headings(&lines) } else { marked };
    let file = stem(file);
    let clues = Clues { is_markdown, file, body, lines: &lines, headings: &headings };
    (assemble(front, &clues), if is_markdown { "markdown" } else { "text" })
}

/// The record of a document that its format parts into paragraphs and headings.
#[must_use]
pub fn arrange(file: &str, manuscript: &Manuscript) -> Imported {
    let (lines, headings) = manuscript.layout();
    let (file, body) = (stem(file), manuscript.text());
    let clues = Clues { is_markdown: false, file, body: &body, lines: &lines, headings: &headings };
    let mut imported = blank();
    imported.record.language.clone_from(&manuscript.language);
    imported.record.title = manuscript.title.clone().unwrap_or_default();
    imported.warnings.clone_from(&manuscript.warnings);
    let told = [("title", manuscript.title.is_some()), ("language", manuscript.language.is_some())];
    let filled: Vec<_> = told.into_iter().filter(|(_, told)| *told).map(|(name, _)| name).collect();
    finish(imported, &filled, Vec::new(), &clues)
}

fn has_markdown_ending(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["md", "markdown", "mdown", "mkd"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

fn assemble(front: FrontMatter<'_>, clues: &Clues<'_>) -> Imported {
    let mut imported = blank();
    match front {
        FrontMatter::None => finish(imported, &[], Vec::new(), clues),
        FrontMatter::Members(members) => {
            let filled = member::fill(&mut imported, members);
            finish(imported, &filled, Vec::new(), clues)
        }
        FrontMatter::Faulty(fault, block) => {
            imported.warnings.push(untaken(&fault));
            finish(imported, &[], vec![kept(block)], clues)
        }
    }
}

fn blank() -> Imported {
    Imported { record: Record::new("", guess::NO_KIND, ""), ..Imported::default() }
}

/// Guesses what is not filled, and puts the text behind the sections that are there.
fn finish(mut imported: Imported, filled: &[&str], mut sections: Vec<Section>, clues: &Clues<'_>) -> Imported {
    if !is_slug(&imported.record.id) {
        imported.record.id = slug(clues.file).unwrap_or_else(|| "document".to_owned());
    }
    guess::fill(&mut imported, filled, clues);
    let lead = if clues.headings.is_empty() { imported.record.title.as_str() } else { BEGINNING };
    sections.extend(outline::sections(clues.lines, clues.headings, lead));
    let (mut sections, more) = outline::parted(&sections);
    outline::number(&mut sections);
    imported.warnings.extend(warnings(&sections, clues.headings));
    imported.warnings.extend((more > 0).then(|| {
        format!(
            "Sections of more than 256 KiB go on under the same heading ({more} times): there are few headings in it."
        )
    }));
    imported.record.sections = sections;
    imported
}

fn untaken(Fault { line, column, what }: &Fault) -> String {
    format!(
        "The front matter cannot be read at line {line}, column {column} ({what}); it is kept as text in the section \
         “Front matter”."
    )
}

fn kept(block: &str) -> Section {
    let text = block.trim_end().to_owned();
    Section { heading: "Front matter".to_owned(), level: 1, text, ..Section::default() }
}

fn warnings(sections: &[Section], headings: &[Heading]) -> Vec<String> {
    let empty = sections.is_empty().then(|| "There is no text behind the front matter.".to_owned());
    empty.into_iter().chain(outline::warnings(headings)).collect()
}
