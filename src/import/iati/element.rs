//! The parts of an activity that are looked at, as a small tree.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::super::limits::Limits;

/// The elements below an activity that say something for a record. People are named in others, and money is moved.
const LOOKED_AT: &[&str] = &[
    "iati-identifier",
    "title",
    "description",
    "reporting-org",
    "participating-org",
    "other-identifier",
    "activity-status",
    "activity-date",
    "recipient-country",
    "recipient-region",
    "sector",
    "policy-marker",
    "budget",
    "humanitarian-scope",
    "related-activity",
];

/// An element with its text and what stands in it.
#[derive(Debug, Default)]
pub struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    /// The text right below it.
    pub text: String,
    /// Bytes of texts that were too long.
    pub cut: usize,
    children: Vec<Self>,
}

impl Element {
    /// Reads one activity from behind its first tag to its last.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn read(reader: &mut Reader<&[u8]>, tag: &BytesStart<'_>, limits: &Limits) -> Result<Self, String> {
        let mut open = vec![Self::new(tag)];
        let mut count = 0_usize;
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(tag) if is_skipped(&tag, open.len()) => {
                    let end = tag.to_end().into_owned();
                    reader.read_to_end(end.name()).map_err(|error| error.to_string())?;
                }
                Event::Start(tag) => {
                    count += 1;
                    open.push(Self::new(&tag));
                }
                Event::Empty(tag) if is_skipped(&tag, open.len()) => {}
                Event::Empty(tag) => {
                    count += 1;
                    adopt(&mut open, Self::new(&tag));
                }
                Event::End(_) => {
                    let Some(done) = open.pop() else { return Err("a tag is closed that was not opened".to_owned()) };
                    if open.is_empty() {
                        return Ok(done);
                    }
                    adopt(&mut open, done);
                }
                Event::Text(text) => add(&mut open, &text.xml10_content(), limits),
                Event::CData(text) => add(&mut open, &text.xml10_content(), limits),
                Event::GeneralRef(reference) => add(&mut open, &referred(&reference), limits),
                Event::Eof => return Err("it ends within an activity".to_owned()),
                _ => {}
            }
            if open.len() > limits.depth || count > limits.elements {
                return Err(format!(
                    "an activity has more than {} elements, or stands deeper than {}",
                    limits.elements, limits.depth
                ));
            }
        }
    }

    /// A tag with nothing in it.
    #[must_use]
    pub fn new(tag: &BytesStart<'_>) -> Self {
        let own = tag.attributes().flatten().filter(|attribute| {
            let name = attribute.key.as_ref();
            !name.contains(':') || name == "xml:lang"
        });
        let attributes = own.map(|attribute| (attribute.key.as_ref().to_owned(), value(&attribute.value))).collect();
        Self { name: tag.name().as_ref().to_owned(), attributes, ..Self::default() }
    }

    /// The elements of a name right below it.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> + Clone {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first of them.
    #[must_use]
    pub fn first<'e>(&'e self, name: &'e str) -> Option<&'e Self> {
        self.all(name).next()
    }

    /// An attribute as it stands; an empty one is one.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// An attribute that says something.
    #[must_use]
    pub fn said(&self, name: &str) -> Option<&str> {
        self.attribute(name).filter(|value| !value.is_empty())
    }

    /// The narrative in a language; one without a language is in the usual one. Else the first.
    #[must_use]
    pub fn narrative(&self, language: &str) -> Option<&str> {
        let own = |child: &&Self| child.said("xml:lang").is_none_or(|is| is.eq_ignore_ascii_case(language));
        let said = |child: &&Self| !child.text.trim().is_empty();
        let narratives = self.all("narrative").filter(said);
        let found = narratives.clone().find(own).or_else(|| narratives.clone().next());
        // Version 1 of the standard has the text right in the element.
        found.map(|child| child.text.trim()).or_else(|| Some(self.text.trim()).filter(|text| !text.is_empty()))
    }

    /// Bytes that were cut in it and below.
    #[must_use]
    pub fn all_cut(&self) -> usize {
        self.cut + self.children.iter().map(Self::all_cut).sum::<usize>()
    }
}

/// Right below an activity only some elements are looked at; those of other namespaces nowhere.
fn is_skipped(tag: &BytesStart<'_>, depth: usize) -> bool {
    let name = tag.name();
    name.as_ref().contains(':') || depth == 1 && !LOOKED_AT.contains(&name.as_ref())
}

fn adopt(open: &mut [Element], child: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(child);
    }
}

fn add(open: &mut [Element], text: &str, limits: &Limits) {
    let Some(element) = open.last_mut() else { return };
    let left = limits.cell.saturating_sub(element.text.len());
    let kept = text.get(..text.floor_char_boundary(left)).unwrap_or_default();
    element.text.push_str(kept);
    element.cut += text.len() - kept.len();
}

/// Nothing is ever expanded: what the file itself defines stays as it is written.
fn referred(reference: &BytesRef<'_>) -> String {
    let name = reference.xml10_content();
    let known = quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
    let number = || reference.resolve_char_ref().ok().flatten().map(String::from);
    known.or_else(number).unwrap_or_else(|| format!("&{name};"))
}

fn value(raw: &str) -> String {
    quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned)
}

/// The value of an attribute.
#[must_use]
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(value(&found.value))
}
