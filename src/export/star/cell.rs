//! One value of one row, borrowed from the review where it can be.

use std::borrow::Cow;

use jiff::civil::Date;

/// A value. `Null` is "nothing known", never 0 and never an empty text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// Words, a code or an id.
    Text(Cow<'a, str>),
    /// A number.
    Integer(i64),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// Codes; an empty list is known to be empty.
    List(Cow<'a, [String]>),
}

/// The cells of a row in the order of the table's columns.
pub type Row<'a> = Vec<Cell<'a>>;

impl Cell<'_> {
    /// A list as one text, joined by `;`.
    #[must_use]
    pub fn joined(list: &[String]) -> String {
        list.join(";")
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    /// An empty text says nothing.
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(Cow::Owned(text)) }
    }
}

impl<'a> From<&'a [String]> for Cell<'a> {
    fn from(list: &'a [String]) -> Self {
        Self::List(Cow::Borrowed(list))
    }
}

impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Cell<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<u32> for Cell<'_> {
    fn from(value: u32) -> Self {
        Self::Integer(i64::from(value))
    }
}

impl From<usize> for Cell<'_> {
    fn from(value: usize) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<Date> for Cell<'_> {
    fn from(day: Date) -> Self {
        Self::Date(day)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell<'_> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
