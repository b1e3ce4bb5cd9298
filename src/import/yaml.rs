//! The part of YAML that front matter needs: texts, lists and maps, with each text as it was written.

use std::collections::HashSet;

use serde_json::{Map, Number, Value};
use yaml_rust2::parser::{Event, Parser, Tag};
use yaml_rust2::scanner::{Marker, ScanError, TScalarStyle};

/// Deeper than any honest front matter.
const DEPTH: usize = 32;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A text; a plain one has no quotes and may mean a number, a truth value or nothing.
    Text {
        /// As written.
        text: String,
        /// Without quotes or tag.
        plain: bool,
    },
    /// Values in order.
    List(Vec<Self>),
    /// Members in order; each name once.
    Map(Vec<(String, Self)>),
}

/// The first thing that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1.
    pub column: usize,
    /// What is wrong there.
    pub what: String,
}

impl Node {
    /// Whether it says that there is no value.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Text { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The text, when it is one and not null.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text { text, .. } if !self.is_null() => Some(text.trim()),
            _ => None,
        }
    }

    /// As JSON. A number stays a text when JSON would write it in another way.
    #[must_use]
    pub fn json(&self) -> Value {
        match self {
            Self::Text { .. } if self.is_null() => Value::Null,
            Self::Text { text, plain: true } => plain(text),
            Self::Text { text, plain: false } => Value::String(text.clone()),
            Self::List(items) => items.iter().map(Self::json).collect(),
            Self::Map(members) => {
                Value::Object(members.iter().map(|(name, value)| (name.clone(), value.json())).collect())
            }
        }
    }
}

/// Puts a member in; when the name is taken, under the same name with a number.
pub fn insert(map: &mut Map<String, Value>, name: &str, value: Value) {
    let numbered = (2..).map(|n: u32| format!("{name} ({n})"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !map.contains_key(name));
    map.insert(free.unwrap_or_default(), value);
}

fn plain(text: &str) -> Value {
    match text {
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let number: Option<Number> = serde_json::from_str(text).ok();
    let same = number.filter(|number| number.to_string() == text);
    same.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

/// Reads one document. Anchors and aliases are refused: they can make a small text huge.
///
/// # Errors
/// The first fault.
pub fn read(text: &str) -> Result<Node, Fault> {
    let mut reader = Reader { parser: Parser::new_from_str(text) };
    loop {
        let (event, at) = reader.next()?;
        match event {
            Event::StreamStart | Event::DocumentStart | Event::Nothing => {}
            Event::StreamEnd | Event::DocumentEnd => return Ok(Node::Text { text: String::new(), plain: true }),
            event => {
                let node = reader.node(event, at, 0)?;
                return reader.end().map(|()| node);
            }
        }
    }
}

struct Reader<'a> {
    parser: Parser<std::str::Chars<'a>>,
}

impl Reader<'_> {
    fn next(&mut self) -> Result<(Event, Marker), Fault> {
        self.parser.next_token().map_err(|error| scan_fault(&error))
    }

    /// Nothing may follow the one document.
    fn end(&mut self) -> Result<(), Fault> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentStart, at) => return Err(fault(at, "a second document starts here")),
                _ => {}
            }
        }
    }

    fn node(&mut self, event: Event, at: Marker, depth: usize) -> Result<Node, Fault> {
        if depth > DEPTH {
            return Err(fault(at, "lists and members stand too deep inside each other"));
        }
        match event {
            Event::Scalar(text, style, 0, tag) => Ok(scalar(text, style, tag.as_ref())),
            Event::SequenceStart(0, _) => self.list(depth),
            Event::MappingStart(0, _) => self.map(depth),
            Event::Alias(_) | Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..) => {
                Err(fault(at, "anchors (&) and aliases (*) are not read"))
            }
            _ => Err(fault(at, "a value is missing")),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Node, Fault> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Node::List(items)),
                (event, at) => items.push(self.node(event, at, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Node, Fault> {
        let mut members = Vec::new();
        let mut names = HashSet::new();
        loop {
            let (name, at) = match self.next()? {
                (Event::MappingEnd, _) => return Ok(Node::Map(members)),
                (Event::Scalar(name, _, 0, _), at) => (name, at),
                (_, at) => return Err(fault(at, "the name of a member must be a word")),
            };
            if !names.insert(name.clone()) {
                return Err(fault(at, &format!("the member “{name}” stands there a second time")));
            }
            let (event, at) = self.next()?;
            members.push((name, self.node(event, at, depth + 1)?));
        }
    }
}

fn scalar(text: String, style: TScalarStyle, tag: Option<&Tag>) -> Node {
    Node::Text { text, plain: style == TScalarStyle::Plain && tag.is_none() }
}

fn scan_fault(error: &ScanError) -> Fault {
    fault(*error.marker(), error.info())
}

fn fault(at: Marker, what: &str) -> Fault {
    Fault { line: at.line(), column: at.col() + 1, what: what.to_owned() }
}
