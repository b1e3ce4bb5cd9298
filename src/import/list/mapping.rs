//! What each column of a list becomes, and the file that keeps it.

use std::fmt;

use serde_json::{Map, Value, json};

use crate::domain::field::{FIELDS, Field};
use crate::domain::vocabulary::List;

/// The `format` member of a mapping file.
pub const MAPPING_FORMAT: &str = "appraise-mapping/1";

/// The columns of a list in their order; each name once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    /// The name of each column, and what becomes of it.
    pub columns: Vec<(String, Use)>,
}

/// What becomes of a column.
#[derive(Debug, Clone)]
pub enum Use {
    /// Fills a field of the record.
    Field(&'static Field),
    /// Names the record.
    Id,
    /// An amount of money; the currency when the name of the column tells it.
    Budget(Option<String>),
    /// The currency of the amount.
    Currency,
    /// The code of a marker of one scheme.
    Marker(String),
    /// Kept under `extra`.
    Extra,
    /// Left out.
    Skip,
}

impl Use {
    /// Reads what stands in a mapping file.
    ///
    /// # Errors
    /// A sentence that lists what may stand there.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text.split_once(':').unwrap_or((text, "")) {
            ("id", "") => Ok(Self::Id),
            ("currency", "") => Ok(Self::Currency),
            ("extra", "") => Ok(Self::Extra),
            ("skip", "") => Ok(Self::Skip),
            ("budget", "") => Ok(Self::Budget(None)),
            ("budget", code) if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => {
                Ok(Self::Budget(Some(code.to_owned())))
            }
            ("marker", scheme) if List::Markers.contains(scheme) => Ok(Self::Marker(scheme.to_owned())),
            (name, "") => Field::named(name).map(Self::Field).ok_or_else(|| unknown(text)),
            _ => Err(unknown(text)),
        }
    }

    /// With the currency that the name of the column tells.
    #[must_use]
    pub fn with_currency(self, currency: Option<String>) -> Self {
        match self {
            Self::Budget(None) => Self::Budget(currency),
            other => other,
        }
    }
}

fn unknown(text: &str) -> String {
    let fields: Vec<_> = FIELDS.iter().map(|field| field.name).collect();
    format!(
        "“{text}” is nothing that a column can become: use a field ({}), or id, currency, budget:USD, marker:gam, extra, \
         skip",
        fields.join(", ")
    )
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => f.write_str(field.name),
            Self::Id => f.write_str("id"),
            Self::Budget(None) => f.write_str("budget"),
            Self::Budget(Some(currency)) => write!(f, "budget:{currency}"),
            Self::Currency => f.write_str("currency"),
            Self::Marker(scheme) => write!(f, "marker:{scheme}"),
            Self::Extra => f.write_str("extra"),
            Self::Skip => f.write_str("skip"),
        }
    }
}

impl PartialEq for Use {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// A sentence that says what is wrong in it.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let value: Value = serde_json::from_slice(bytes).map_err(|error| format!("it is no JSON: {error}"))?;
        if value.get("format").and_then(Value::as_str) != Some(MAPPING_FORMAT) {
            return Err(format!("it has no member \"format\": \"{MAPPING_FORMAT}\""));
        }
        let columns = value.get("columns").and_then(Value::as_object).ok_or("it has no object \"columns\"")?;
        let column = |(name, becomes): (&String, &Value)| {
            let text = becomes.as_str().ok_or_else(|| format!("what “{name}” becomes is not a text"))?;
            Ok((name.clone(), Use::parse(text).map_err(|why| format!("column “{name}”: {why}"))?))
        };
        let columns = columns.iter().map(column).collect::<Result<Vec<_>, String>>()?;
        let titled = columns.iter().any(|(_, becomes)| becomes.to_string() == "title");
        titled.then_some(Self { columns }).ok_or_else(|| "no column of it becomes the title".to_owned())
    }

    /// The mapping file.
    #[must_use]
    pub fn json(&self) -> Value {
        let columns: Map<String, Value> =
            self.columns.iter().map(|(name, becomes)| (name.clone(), becomes.to_string().into())).collect();
        json!({ "format": MAPPING_FORMAT, "columns": columns })
    }

    /// What becomes of a column; names are compared without case, accents and signs.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Use> {
        let exact = self.columns.iter().find(|(known, _)| known == name);
        let plain = super::column::plain(name);
        let alike = || self.columns.iter().find(|(known, _)| !plain.is_empty() && super::column::plain(known) == plain);
        exact.or_else(alike).map(|(_, becomes)| becomes)
    }

    /// The names of the columns that become the same.
    pub fn names_of<'m>(&'m self, becomes: &'m Use) -> impl Iterator<Item = &'m str> {
        self.columns.iter().filter(move |(_, is)| is == becomes).map(|(name, _)| name.as_str())
    }
}
