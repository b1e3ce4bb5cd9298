//! The XML of a part as openings, closings and texts, with names told apart by their namespace.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::errors::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event as Raw};
use quick_xml::name::{Namespace, Prefix, QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::ImportError;
use super::limits::Limits;

/// Characters of an attribute that are looked at; only the descriptions of pictures are long.
const LONGEST: usize = 2_000;

/// The vocabulary of a name, whatever its prefix and whether the file is of the strict or the transitional kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// The text itself.
    Word,
    /// What Word 2010 added.
    Word14,
    /// Alternatives for older programs.
    Compatibility,
    /// Formulas.
    Math,
    /// Pictures, charts and shapes.
    Drawing,
    /// Pictures and shapes as Word wrote them before 2007, and embedded objects.
    Vml,
    /// Everything else.
    Other,
}

/// What stands next in a part.
#[derive(Debug)]
pub enum Event<'a> {
    /// An element begins. An empty one is closed by the next event.
    Open(Tag<'a>),
    /// The element that was opened last ends.
    Close,
    /// Characters with all references resolved.
    Text(Cow<'a, str>),
    /// The part ends.
    End,
}

/// The beginning of an element.
#[derive(Debug)]
pub struct Tag<'a> {
    /// Its vocabulary.
    pub space: Space,
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// The name without its prefix.
    #[must_use]
    pub fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute, named without its prefix.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        // The check compares each attribute with each other one, and a file may have a million.
        let mut found = attributes.with_checks(false).flatten();
        let attribute = found.find(|attribute| attribute.key.local_name().into_inner() == name)?;
        let short = || attribute.value.chars().take(LONGEST).collect();
        Some(
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_or_else(|_| short(), |value| value.chars().take(LONGEST).collect()),
        )
    }

    /// The attribute `val`.
    #[must_use]
    pub fn val(&self) -> Option<String> {
        self.get("val")
    }

    /// The attribute `val` as a number.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        self.val()?.trim().parse().ok()
    }

    /// Whether a switch is on: it is when it stands there and does not say otherwise.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.val().is_none_or(|value| is_true(&value))
    }
}

/// Whether the value of a switch means on.
#[must_use]
pub fn is_true(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// Reads a part from its beginning to its end.
#[derive(Debug)]
pub struct Xml<'a> {
    part: &'a str,
    limits: Limits,
    reader: NsReader<&'a [u8]>,
    depth: usize,
    elements: usize,
}

impl<'a> Xml<'a> {
    /// Reads `text`, the content of `part`.
    #[must_use]
    pub fn new(part: &'a str, text: &'a str, limits: Limits) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        // A name is looked up among all prefixes that are declared; Word declares about 40.
        reader.resolver_mut().set_max_namespace_bindings(256);
        Self { part, limits, reader, depth: 0, elements: 0 }
    }

    /// The next event.
    ///
    /// # Errors
    /// Where the part breaks, or that it holds too much.
    pub fn next(&mut self) -> Result<Event<'a>, ImportError> {
        loop {
            let raw = self.reader.read_event().map_err(|error| self.broken(&error))?;
            match raw {
                Raw::Start(start) | Raw::Empty(start) => return self.open(start),
                Raw::End(_) => return Ok(self.close()),
                Raw::Text(text) => return Ok(Event::Text(text.into_inner())),
                Raw::CData(text) => return Ok(Event::Text(text.into_inner())),
                Raw::GeneralRef(reference) => return self.reference(&reference),
                Raw::DocType(_) => return Err(self.fault("it declares a document type, as no Word file does")),
                Raw::Eof => return self.end(),
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => {}
            }
        }
    }

    /// Reads on to the end of the element that was opened last.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn skip(&mut self) -> Result<(), ImportError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// Whether all these prefixes, parted by blanks, stand for vocabularies of Office.
    #[must_use]
    pub fn knows(&self, prefixes: &str) -> bool {
        prefixes.split_whitespace().all(|prefix| self.is_office(prefix))
    }

    fn is_office(&self, prefix: &str) -> bool {
        let name = format!("{prefix}:x");
        let prefix: Option<Prefix<'_>> = QName(&name).prefix();
        let ResolveResult::Bound(Namespace(uri)) = self.reader.resolver().resolve_prefix(prefix, false) else {
            return false;
        };
        ["http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"]
            .iter()
            .any(|known| uri.starts_with(known))
    }

    fn open(&mut self, start: BytesStart<'a>) -> Result<Event<'a>, ImportError> {
        self.depth += 1;
        self.elements += 1;
        if self.depth > self.limits.depth {
            return Err(beyond(format!("has more than {} elements inside each other", self.limits.depth)));
        }
        if self.elements > self.limits.elements {
            return Err(beyond(format!("has more than {} elements in one part", self.limits.elements)));
        }
        let space = match self.reader.resolver().resolve_element(start.name()).0 {
            ResolveResult::Bound(Namespace(uri)) => space(uri),
            _ => Space::Other,
        };
        Ok(Event::Open(Tag { space, start }))
    }

    fn close(&mut self) -> Event<'a> {
        self.depth = self.depth.saturating_sub(1);
        Event::Close
    }

    fn end(&self) -> Result<Event<'a>, ImportError> {
        match (self.depth, self.elements) {
            (0, 1..) => Ok(Event::End),
            _ => Err(self.fault("it stops before its end")),
        }
    }

    /// `&amp;` and its like. A name that a document type would have to explain stands for nothing.
    fn reference(&self, reference: &BytesRef<'a>) -> Result<Event<'a>, ImportError> {
        if let Some(known) = resolve_predefined_entity(reference) {
            return Ok(Event::Text(Cow::Borrowed(known)));
        }
        match reference.resolve_char_ref() {
            Ok(Some(character)) => Ok(Event::Text(Cow::Owned(character.to_string()))),
            _ => Err(self.fault("a reference with “&” means nothing")),
        }
    }

    fn broken(&self, error: &Error) -> ImportError {
        let at = self.reader.error_position();
        damaged(self.part, usize::try_from(at).unwrap_or(usize::MAX), what(error))
    }

    fn fault(&self, what: &str) -> ImportError {
        let at = self.reader.buffer_position();
        damaged(self.part, usize::try_from(at).unwrap_or(usize::MAX), what)
    }
}

/// What is wrong, in words that do not need XML to be known.
fn what(error: &Error) -> &'static str {
    match error {
        Error::Syntax(_) => "a mark is not closed",
        Error::IllFormed(_) => "its elements do not close in order",
        Error::Namespace(_) => "it uses names as no Word file does",
        Error::Escape(_) | Error::Encoding(_) | Error::InvalidAttr(_) | Error::Io(_) => "it is no valid XML",
    }
}

/// A refusal: a part breaks at a byte.
#[must_use]
pub fn damaged(part: &str, byte: usize, what: &str) -> ImportError {
    ImportError::DamagedPart { part: part.to_owned(), byte, what: what.to_owned() }
}

/// A refusal: there is more than can be read.
#[must_use]
pub fn beyond(what: String) -> ImportError {
    ImportError::WordTooLarge { what }
}

fn space(uri: &str) -> Space {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        "http://schemas.microsoft.com/office/word/2010/wordml" => Space::Word14,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compatibility,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        "urn:schemas-microsoft-com:vml" | "urn:schemas-microsoft-com:office:office" => Space::Vml,
        _ if uri.contains("drawing") => Space::Drawing,
        _ => Space::Other,
    }
}

/// The text of a part: UTF-8, or UTF-16 with its byte-order mark.
///
/// # Errors
/// Where the first wrong byte stands.
pub fn decode(part: &str, bytes: Vec<u8>) -> Result<String, ImportError> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(part, rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(part, rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(part, rest.to_vec()),
        _ => utf8(part, bytes),
    }
}

fn utf8(part: &str, bytes: Vec<u8>) -> Result<String, ImportError> {
    String::from_utf8(bytes).map_err(|error| damaged(part, error.utf8_error().valid_up_to(), "it is not UTF-8"))
}

fn utf16(part: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    for (at, character) in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).enumerate() {
        text.push(character.map_err(|_| damaged(part, 2 + at * 2, "it is not UTF-16"))?);
    }
    let whole = rest.is_empty().then_some(text);
    whole.ok_or_else(|| damaged(part, 2 + bytes.len(), "it stops in the middle of a character"))
}
