//! JSON Lines: one object a line, compact.

use std::io::{self, Write};

use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::star::{Cell, Column, Table};

/// A table or reviews as JSON Lines.
pub struct Jsonl<W: Write> {
    out: W,
    table: &'static Table,
}

impl<W: Write> Jsonl<W> {
    /// Nothing is written before the first line.
    #[must_use]
    pub const fn new(out: W, table: &'static Table) -> Self {
        Self { out, table }
    }

    /// Writes a row as an object with the names of the columns.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn push(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        self.line(&Object(self.table.columns, row))
    }

    /// Writes anything as one line.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, value)?;
        self.out.write_all(b"\n")
    }

    /// Writes what is still in memory.
    ///
    /// # Errors
    /// As the sink reports them.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

struct Object<'a>(&'static [Column], &'a [Cell<'a>]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(columns, row) = self;
        let mut map = serializer.serialize_map(Some(columns.len()))?;
        columns.iter().zip(*row).try_for_each(|(column, cell)| map.serialize_entry(column.name, &Value(cell)))?;
        map.end()
    }
}

struct Value<'a>(&'a Cell<'a>);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Null => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Integer(number) => serializer.serialize_i64(*number),
            Cell::Boolean(value) => serializer.serialize_bool(*value),
            Cell::Date(day) => serializer.collect_str(day),
            Cell::List(list) => sequence(list, serializer),
        }
    }
}

fn sequence<S: Serializer>(list: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(list.len()))?;
    list.iter().try_for_each(|code| sequence.serialize_element(code))?;
    sequence.end()
}
