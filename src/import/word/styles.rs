//! The styles of a document: which are headings, and what else they say about their paragraphs and characters.

use std::collections::HashMap;

use super::ImportError;
use super::limits::Limits;
use super::piece::Role;
use super::xml::{Event, Space, Tag, Xml};

/// More styles than Word can keep.
const MOST: usize = 20_000;
/// Styles that one style may rest on, one upon the other. A circle ends here too.
const CHAIN: usize = 32;

/// “Heading” and “Title” as word processors call them; folded. Ids lose the letters that are not ASCII.
const HEADINGS: &[&str] = &[
    "heading",
    "titre",
    "titulo",
    "ttulo",
    "encabezado",
    "cabecalho",
    "cabealho",
    "uberschrift",
    "berschrift",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "otsikko",
    "nagłowek",
    "nagowek",
    "nagwek",
    "nadpis",
    "cimsor",
    "cmsor",
    "titlu",
    "baslık",
    "baslik",
    "balk",
    "заголовок",
    "заглавие",
    "наслов",
    "επικεφαλιδα",
    "عنوان",
    "العنوان",
    "כותרת",
    "标题",
    "標題",
    "見出し",
    "제목",
    "naslov",
    "judul",
];
const TITLES: &[&str] = &["title", "titre", "titulo", "titel", "titolo", "название"];

/// What a style says of its own, or of a paragraph after all styles below it were asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// What its paragraphs are.
    pub role: Option<Role>,
    /// The list that its paragraphs are numbered in; 0 is none.
    pub list: Option<u32>,
    /// The level in that list.
    pub depth: Option<u8>,
    /// The style that brought the list.
    pub list_from: Option<String>,
    /// Bold letters.
    pub bold: Option<bool>,
    /// Capital letters.
    pub caps: Option<bool>,
    /// Not shown.
    pub hidden: Option<bool>,
}

/// All styles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Styles {
    known: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
    /// The language of text that names none.
    pub language: Option<String>,
}

#[derive(Debug, Default)]
struct Entry {
    style: Style,
    outline: Option<Role>,
    name: Option<String>,
    based_on: Option<String>,
}

impl Styles {
    /// Reads the part.
    ///
    /// # Errors
    /// Where it breaks.
    pub fn read(part: &str, text: &str, limits: Limits) -> Result<Self, ImportError> {
        let mut xml = Xml::new(part, text, limits);
        let (mut reader, mut entries) = (Reader::default(), HashMap::new());
        loop {
            match xml.next()? {
                Event::Open(tag) if tag.space == Space::Word => reader.open(&tag, &mut entries),
                Event::End => return Ok(reader.finish(&entries)),
                _ => {}
            }
        }
    }

    /// What a style and all styles that it rests on say. A style that is not there may still have a telling name.
    #[must_use]
    pub fn get(&self, id: Option<&str>) -> Style {
        let Some(id) = id.or(self.usual.as_deref()) else { return Style::default() };
        let unknown = || Style { role: role_of(id), ..Style::default() };
        self.known.get(id).cloned().unwrap_or_else(unknown)
    }
}

#[derive(Debug, Default)]
struct Reader {
    current: Option<String>,
    usual: Option<String>,
    language: Option<String>,
}

impl Reader {
    fn open(&mut self, tag: &Tag<'_>, entries: &mut HashMap<String, Entry>) {
        match tag.name() {
            "style" => self.style(tag, entries),
            "lang" if self.current.is_none() || self.current == self.usual => self.language(tag),
            "docDefaults" | "latentStyles" => self.current = None,
            _ => {
                let entry = self.current.as_ref().and_then(|id| entries.get_mut(id));
                entry.into_iter().for_each(|entry| entry.take(tag));
            }
        }
    }

    fn style(&mut self, tag: &Tag<'_>, entries: &mut HashMap<String, Entry>) {
        self.current = tag.get("styleId").filter(|_| entries.len() < MOST);
        let Some(id) = &self.current else { return };
        let is_paragraph = tag.get("type").is_none_or(|kind| kind == "paragraph");
        if is_paragraph && tag.get("default").is_some_and(|value| super::xml::is_true(&value)) {
            self.usual.get_or_insert_with(|| id.clone());
        }
        entries.entry(id.clone()).or_default();
    }

    /// The default style says it later and better than the defaults of the document.
    fn language(&mut self, tag: &Tag<'_>) {
        self.language = tag.val().or(self.language.take());
    }

    fn finish(self, entries: &HashMap<String, Entry>) -> Styles {
        let known = entries.keys().map(|id| (id.clone(), resolve(id, entries))).collect();
        Styles { known, usual: self.usual, language: self.language }
    }
}

impl Entry {
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "name" => self.name = tag.val(),
            "basedOn" => self.based_on = tag.val(),
            "outlineLvl" => self.outline = Some(outline(tag)),
            "numId" => self.style.list = tag.number(),
            "ilvl" => self.style.depth = tag.number().and_then(|depth| u8::try_from(depth).ok()),
            "b" => self.style.bold = Some(tag.is_on()),
            "caps" => self.style.caps = Some(tag.is_on()),
            "vanish" => self.style.hidden = Some(tag.is_on()),
            _ => {}
        }
    }

    fn role(&self, id: &str) -> Option<Role> {
        let named = self.name.as_deref().and_then(role_of).or_else(|| role_of(id));
        let special = named.filter(|role| !matches!(role, Role::Heading(_)));
        special.or(self.outline).or(named)
    }
}

/// The level of an outline: 0 to 8 are headings, 9 is text.
#[must_use]
pub fn outline(tag: &Tag<'_>) -> Role {
    let level = tag.number().and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 9);
    level.map_or(Role::Text, |level| Role::Heading(level + 1))
}

/// Asks a style and what it rests on; who says something first is right.
fn resolve(id: &str, entries: &HashMap<String, Entry>) -> Style {
    let mut whole = Style::default();
    let mut next = Some(id);
    for _ in 0..CHAIN {
        let Some((id, entry)) = next.and_then(|id| Some((id, entries.get(id)?))) else { break };
        whole.role = whole.role.or_else(|| entry.role(id));
        if whole.list.is_none() && entry.style.list.is_some() {
            whole.list = entry.style.list;
            whole.list_from = Some(id.to_owned());
        }
        whole.depth = whole.depth.or(entry.style.depth);
        whole.bold = whole.bold.or(entry.style.bold);
        whole.caps = whole.caps.or(entry.style.caps);
        whole.hidden = whole.hidden.or(entry.style.hidden);
        next = entry.based_on.as_deref();
    }
    whole
}

/// What the name or id of a style says that its paragraphs are.
fn role_of(name: &str) -> Option<Role> {
    let folded = crate::text::fold(name);
    let name: String = folded.text().chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect();
    let (word, level) = name.split_at_checked(name.trim_end_matches(|c: char| c.is_ascii_digit()).len())?;
    match (word, level.parse::<u8>()) {
        ("toc", Ok(_)) => Some(Role::Contents),
        ("tocheading", _) => Some(Role::ContentsHeading),
        ("caption", _) => Some(Role::Caption),
        (word, Ok(level @ 1..=9)) if HEADINGS.contains(&word) => Some(Role::Heading(level)),
        (word, Err(_)) if level.is_empty() && TITLES.contains(&word) => Some(Role::Title),
        _ => None,
    }
}
