//! A node: one value of a JSON file, with its place.

use super::fault::Position;

/// One value of a JSON file and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The first character of the value.
    pub at: Position,
    /// The value.
    pub value: Value,
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, letter for letter as it is written, so that no digit is lost.
    Number(String),
    /// A text, with its escapes resolved.
    Text(String),
    /// A list in the order of the file.
    List(Vec<Node>),
    /// An object in the order of the file; no name comes twice.
    Object(Vec<Member>),
}

/// A named value of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The opening quotation mark of the name.
    pub at: Position,
    /// The name, with its escapes resolved.
    pub name: String,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The value of the member `name`; none when there is none or this is no object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.members().iter().find(|member| member.name == name).map(|member| &member.node)
    }

    /// The text of a text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// The text of the member `name`.
    #[must_use]
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Node::text)
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The items of a list; none for everything else.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The items of the list in the member `name`.
    #[must_use]
    pub fn items_of(&self, name: &str) -> &[Node] {
        self.get(name).map_or(&[], Node::items)
    }

    /// The members of an object; none for everything else.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        if let Value::Object(members) = &self.value { members } else { &[] }
    }
}
