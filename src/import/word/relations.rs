//! Which part is the document, and which parts belong to it.

use super::ImportError;
use super::package::{Package, damage};
use super::xml::{Event, Xml};

/// Types of content that a main part of Word can have: document and template, with and without macros.
const MAIN: [&str; 4] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroenabled.main+xml",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
];
/// The relationships that are followed.
const KINDS: [&str; 5] = ["officeDocument", "styles", "numbering", "footnotes", "endnotes"];
/// More parts of these kinds than any file needs.
const MOST: usize = 100;
const TYPES: &str = "[Content_Types].xml";
/// Where Word puts it.
const USUAL: &str = "word/document.xml";

/// The names of the parts that are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// The text.
    pub main: String,
    /// Styles of paragraphs and characters.
    pub styles: Option<String>,
    /// How lists and headings are numbered.
    pub numbering: Option<String>,
    /// Notes at the foot of pages.
    pub footnotes: Option<String>,
    /// Notes at the end.
    pub endnotes: Option<String>,
}

/// The main part; `None` when the package is something else than a Word document.
///
/// # Errors
/// A refusal of a damaged list of parts.
pub fn main(package: &mut Package<'_>) -> Result<Option<String>, ImportError> {
    let typed = typed(package)?;
    let related = related(package, "")?.into_iter().find(|(kind, _)| kind == "officeDocument").map(|(_, name)| name);
    let is_typed = |name: &String| typed.iter().any(|known| known.eq_ignore_ascii_case(name));
    let first = typed.first().cloned();
    let named = related.filter(is_typed).or(first).filter(|name| package.has(name));
    Ok(named.or_else(|| package.has(USUAL).then(|| USUAL.to_owned())))
}

/// The parts that the main part names, or those with the usual names when it names none.
///
/// # Errors
/// A refusal of a damaged list of parts.
pub fn parts(package: &mut Package<'_>) -> Result<Parts, ImportError> {
    let main = main(package)?.ok_or_else(|| damage("the part with the text is missing"))?;
    let related = related(package, &main)?;
    let find = |kind: &str| {
        let named = related.iter().find(|(known, _)| known == kind).map(|(_, name)| name.clone());
        let usual = || resolve(&main, &format!("{kind}.xml"));
        named.or_else(usual).filter(|name| package.has(name))
    };
    let (styles, numbering) = (find("styles"), find("numbering"));
    let (footnotes, endnotes) = (find("footnotes"), find("endnotes"));
    Ok(Parts { main, styles, numbering, footnotes, endnotes })
}

/// Parts with the content type of a main part.
fn typed(package: &mut Package<'_>) -> Result<Vec<String>, ImportError> {
    let limits = package.limits();
    let Some(text) = package.text(TYPES)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(TYPES, &text, limits);
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Event::Open(tag) if tag.name() == "Override" => {
                let kind = tag.get("ContentType").unwrap_or_default().to_ascii_lowercase();
                let name = tag.get("PartName").unwrap_or_default();
                let wanted = MAIN.contains(&kind.as_str()) && found.len() < MOST;
                found.extend(wanted.then(|| name.trim_start_matches('/').to_owned()));
            }
            Event::End => return Ok(found),
            _ => {}
        }
    }
}

/// Kinds and names of the parts in the package that a part (or the package itself) points at. What lies outside the
/// package is left alone.
fn related(package: &mut Package<'_>, from: &str) -> Result<Vec<(String, String)>, ImportError> {
    let (folder, file) = from.rsplit_once('/').unwrap_or(("", from));
    let name = format!("{folder}/_rels/{file}.rels");
    let (name, limits) = (name.trim_start_matches('/'), package.limits());
    let Some(text) = package.text(name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(name, &text, limits);
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Event::Open(tag) if tag.name() == "Relationship" => {
                let inside = tag.get("TargetMode").is_none_or(|mode| !mode.eq_ignore_ascii_case("External"));
                let kind = tag.get("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let wanted = inside && KINDS.contains(&kind.as_str()) && found.len() < MOST;
                let target = tag.get("Target").filter(|_| wanted).and_then(|target| resolve(from, &target));
                found.extend(target.map(|target| (kind, target)));
            }
            Event::End => return Ok(found),
            _ => {}
        }
    }
}

/// The name of a part that `from` calls `target`; `None` when that leaves the package.
fn resolve(from: &str, target: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/').filter(|step| !matches!(*step, "" | ".")) {
        match step {
            ".." => steps.pop().map(|_| ())?,
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}
