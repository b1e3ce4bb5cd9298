//! A table is a list of columns; the macro puts beside each of them the expression that fills it, so that names and
//! values cannot drift apart.

use super::column::Column;

/// A table of the star schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// The same in every format: file name, sheet, view.
    pub name: &'static str,
    /// What one row of it is.
    pub doc: &'static str,
    /// In the order in which they are written.
    pub columns: &'static [Column],
}

impl Table {
    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|column| column.name)
    }

    /// Whether the table has a column of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|own| own == name)
    }
}

/// Declares a table and the function that makes one row of it. Free text is made empty here, at one place, unless it was
/// asked for.
macro_rules! table {
    ($table:ident = $name:literal, $doc:literal, fn $row:ident($of:ident: &$subject:ty, $with_text:expr);
     $($column:ident => $cell:expr;)+) => {
        #[doc = $doc]
        pub const $table: $crate::export::star::Table =
            $crate::export::star::Table { name: $name, doc: $doc, columns: &[$($crate::export::star::column::$column,)+] };

        /// A row of the table.
        #[must_use]
        pub fn $row<'r>($of: &'r $subject) -> $crate::export::star::Row<'r> {
            use $crate::export::star::column::{self, Holds};
            let with_text: bool = $with_text;
            vec![$(match column::$column.holds {
                Holds::FreeText if !with_text => $crate::export::star::Cell::Null,
                _ => $crate::export::star::Cell::from($cell),
            },)+]
        }
    };
}

pub(super) use table;
