//! The types of Parquet for what our columns hold.

use std::fmt::Write as _;

use parquet::errors::ParquetError;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::TypePtr;
use std::sync::Arc;

use super::super::star::{Column, Holds};

/// The schema of a table.
pub fn message<'a>(name: &str, columns: impl Iterator<Item = &'a Column>) -> Result<TypePtr, ParquetError> {
    let mut text = format!("message {name} {{\n");
    for column in columns {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {}", field(column));
    }
    text.push('}');
    parse_message_type(&text).map(Arc::new)
}

/// Lists have three levels: only so does every engine tell an empty list from none.
fn field(Column { name, holds, .. }: &Column) -> String {
    match holds {
        Holds::Text | Holds::FreeText | Holds::Code => format!("optional binary {name} (STRING);"),
        Holds::Integer => format!("optional int64 {name};"),
        Holds::Boolean => format!("optional boolean {name};"),
        Holds::Date => format!("optional int32 {name} (DATE);"),
        Holds::List => {
            format!("optional group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}")
        }
    }
}
