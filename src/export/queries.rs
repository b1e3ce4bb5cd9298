//! Ready queries over the exported tables: the figures of the summary, counted elsewhere and at any size.
//!
//! The engines differ in how a file becomes a view and a list becomes rows; that is in the file of the engine. Views and
//! queries are the same text for both.

/// A program that runs the queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// On one machine.
    DuckDb,
    /// On many.
    Spark,
}

/// Stands for the year in the texts.
const YEAR: &str = "{year}";
const VIEWS: &str = include_str!("queries/views.sql");

/// The queries in their order, each a file of its own.
pub const QUERIES: [(&str, &str); 11] = [
    ("totals", include_str!("queries/totals.sql")),
    ("kinds", include_str!("queries/kinds.sql")),
    ("outcomes", include_str!("queries/outcomes.sql")),
    ("criteria", include_str!("queries/criteria.sql")),
    ("measures", include_str!("queries/measures.sql")),
    ("required changes", include_str!("queries/required.sql")),
    ("turnaround", include_str!("queries/turnaround.sql")),
    ("countries", include_str!("queries/countries.sql")),
    ("sectors", include_str!("queries/sectors.sql")),
    ("gaps", include_str!("queries/gaps.sql")),
    ("quality", include_str!("queries/quality.sql")),
];

impl Engine {
    const fn views(self) -> &'static str {
        match self {
            Self::DuckDb => include_str!("queries/duckdb.sql"),
            Self::Spark => include_str!("queries/spark.sql"),
        }
    }
}

/// All statements for an engine and a year, each ended by `;`. Without a year they count all years.
#[must_use]
pub fn text(engine: Engine, year: Option<i16>) -> String {
    let year = year.map_or_else(|| "NULL".to_owned(), |year| year.to_string());
    let mut text = engine.views().to_owned();
    text.push('\n');
    text.push_str(&VIEWS.replace(YEAR, &year));
    for (_, query) in QUERIES {
        text.push('\n');
        text.push_str(query);
    }
    text
}
