//! A format: which of our three kinds of file this is.

use super::fault::{Fault, FaultKind, Position, listed, quoted};
use super::node::Node;
use super::spelling::hint;

/// A kind of file that the program reads and writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A document under review.
    Record,
    /// One reviewer's work on a record, draft or signed off.
    Review,
    /// A versioned set of questions.
    Checklist,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Record, Self::Review, Self::Checklist];

    /// What stands in the member `format` of such a file.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Record => "appraise-record/1",
            Self::Review => "appraise-review/1",
            Self::Checklist => "appraise-checklist/1",
        }
    }

    /// The JSON Schema (draft 2020-12), as `appraise schema` prints it. The keyword `x-list` is ours: the vocabulary of a code.
    #[must_use]
    pub fn schema(self) -> &'static str {
        match self {
            Self::Record => include_str!("schema/record.json"),
            Self::Review => include_str!("schema/review.json"),
            Self::Checklist => include_str!("schema/checklist.json"),
        }
    }

    /// The largest such file, in bytes: 8 MiB for a record, which holds a document, and 4 MiB for the others.
    #[must_use]
    pub fn max_bytes(self) -> usize {
        match self {
            Self::Record => 8 * 1024 * 1024,
            Self::Review | Self::Checklist => 4 * 1024 * 1024,
        }
    }

    /// The format of a file, by its member `format`.
    ///
    /// # Errors
    /// The one fault that keeps the format from being known: no object, no such member, another program's file, a newer version.
    pub fn of(root: &Node) -> Result<Self, Fault> {
        let Some(node) = root.get("format") else {
            return Err(fault(root.at, "", no_format(root)));
        };
        let Some(id) = node.text() else {
            return Err(fault(node.at, "format", format!("must be a text in quotation marks: one of {}", ids())));
        };
        Self::ALL.into_iter().find(|format| format.id() == id).ok_or_else(|| fault(node.at, "format", not_ours(id)))
    }

    /// The id without its version.
    fn family(self) -> &'static str {
        self.id().trim_end_matches(|c: char| c.is_ascii_digit())
    }
}

fn no_format(root: &Node) -> String {
    if matches!(root.value, super::node::Value::Object(_)) {
        format!("\"format\" is missing: add it as the first member, one of {}", ids())
    } else {
        "the file must hold one object in { }".to_owned()
    }
}

fn not_ours(id: &str) -> String {
    if is_newer(id) {
        let id = quoted(id);
        return format!("{id} was made by a newer version of the program: update it; the file was left as it is");
    }
    let near = hint(id, Format::ALL.into_iter().map(Format::id));
    format!("{} is not a format of this program{near}: it must be one of {}", quoted(id), ids())
}

/// Whether an id is that of a later version of one of our formats.
pub(super) fn is_newer(id: &str) -> bool {
    let version = Format::ALL.into_iter().find_map(|format| id.strip_prefix(format.family()));
    let is_later = |version: &str| !version.is_empty() && version != "1" && !version.starts_with('0');
    version.is_some_and(|version| is_later(version) && version.bytes().all(|b| b.is_ascii_digit()))
}

fn ids() -> String {
    listed(Format::ALL.into_iter().map(Format::id))
}

fn fault(at: Position, path: &str, message: String) -> Fault {
    Fault { at, path: path.to_owned(), message, kind: FaultKind::Error }
}

#[cfg(test)]
mod tests {
    use super::super::json::parse;
    use super::*;

    fn told(json: &str) -> String {
        parse(json.as_bytes())
            .ok()
            .and_then(|root| Format::of(&root).err())
            .map(|fault| fault.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn each_format_is_known_by_its_id() {
        for format in Format::ALL {
            let root = parse(format!("{{\"format\": \"{}\"}}", format.id()).as_bytes()).unwrap();
            assert_eq!(Format::of(&root), Ok(format));
        }
    }

    #[test]
    fn what_is_no_format_of_ours_is_explained() {
        let cases = [
            ("{}", "1: \"format\" is missing: add it as the first member, one of"),
            ("[]", "1: the file must hold one object in { }"),
            ("{\"format\": 1}", "12: format: must be a text in quotation marks: one of"),
            ("{\"format\": \"iati/2\"}", "12: format: \"iati/2\" is not a format of this program: it must be one of"),
            (
                "{\"format\": \"apraise-review/1\"}",
                "12: format: \"apraise-review/1\" is not a format of this program (did you mean \"appraise-review/1\"?): it must be one of",
            ),
        ];
        for (json, expected) in cases {
            let told = told(json);
            assert!(told.starts_with(&format!("line 1, column {expected}")), "{told}");
            assert!(
                json == "[]"
                    || told.ends_with(" \"appraise-record/1\", \"appraise-review/1\", \"appraise-checklist/1\""),
                "{told}"
            );
        }
    }

    #[test]
    fn a_newer_version_asks_for_an_update() {
        for version in ["2", "10", "99999999999999999999"] {
            let told = told(&format!("{{\n\"format\": \"appraise-review/{version}\"}}"));
            let expected = format!(
                "line 2, column 11: format: \"appraise-review/{version}\" was made by a newer version of the program: update it; the file was left as it is"
            );
            assert_eq!(told, expected);
        }
        for version in ["", "0", "01", "1.9", "x"] {
            assert!(
                told(&format!("{{\"format\": \"appraise-review/{version}\"}}")).contains("is not a format"),
                "{version}"
            );
        }
    }
}
