//! The header of a list: up to three rows of groups, names and HXL tags.

use std::collections::HashSet;

use super::super::value::Hint;
use super::cell::Row;
use super::mapping::{Mapping, Use};
use super::{column, personal, tag};

/// A longer text is no name of a column.
const LONGEST: usize = 120;
/// Rows from the top that may be the header.
const DEEPEST: usize = 20;

/// Where the header is, and what it says of each column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Header {
    /// The number of its last row.
    pub last: usize,
    /// The name of each column; each once.
    names: Vec<String>,
    /// The tags below them.
    tags: Vec<String>,
    /// How many columns are known by their names or tags.
    known: usize,
    /// Whether the next row is as wide.
    fits: bool,
}

/// The header in the first rows; `None` when no row names a column of titles.
#[must_use]
pub fn find(rows: &[Row], mapping: Option<&Mapping>) -> Option<Header> {
    tagged(rows).or_else(|| best(rows, mapping))
}

/// The words of a row, for a sentence about it.
#[must_use]
pub fn words(row: &Row) -> String {
    let words = row.cells.iter().map(|cell| short(&cell.text())).filter(|word| !word.is_empty());
    words.take(12).map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ")
}

/// Above a row of tags.
fn tagged(rows: &[Row]) -> Option<Header> {
    let is_tags = |row: &Row| {
        let used: Vec<_> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
        let tags = used.iter().filter(|cell| tag::is_tag(&cell.text())).count();
        tags > 0 && tags * 2 >= used.len()
    };
    let at = rows.iter().take(DEEPEST).position(is_tags)?;
    let row = rows.get(at)?;
    let tags: Vec<String> = row.cells.iter().map(|cell| cell.text().into_owned()).collect();
    let title = tags.iter().any(|tag| tag::meant(tag).is_some_and(|becomes| becomes.to_string() == "title"));
    let above = at.checked_sub(1).and_then(|above| rows.get(above)).filter(|above| above.number + 1 == row.number);
    let group = at.checked_sub(2).and_then(|above| rows.get(above)).filter(|_| above.is_some());
    let group = group.filter(|group| above.is_some_and(|above| group.number + 1 == above.number && is_group(group)));
    let header = Header { names: names(group, above.unwrap_or(row)), tags, ..header(row, rows.get(at + 1)) };
    let named = || header.names.iter().any(|name| is_title(name, None));
    (title || named()).then_some(header)
}

/// The row that names most columns we know.
fn best(rows: &[Row], mapping: Option<&Mapping>) -> Option<Header> {
    let scores = rows.iter().take(DEEPEST).map(|row| score(row, mapping));
    let (at, _) =
        scores.enumerate().filter(|(_, score)| *score > 0).min_by_key(|(_, score)| std::cmp::Reverse(*score))?;
    let row = rows.get(at)?;
    let below = rows.get(at + 1).filter(|below| score(below, mapping) > 1);
    let group = at.checked_sub(1).and_then(|above| rows.get(above));
    let group = group.filter(|group| group.number + 1 == row.number && is_group(group));
    let after = rows.get(at + 1 + usize::from(below.is_some()));
    let known = score(row, mapping);
    Some(Header { names: names(group, row), known, ..header(below.unwrap_or(row), after) })
}

fn header(last: &Row, after: Option<&Row>) -> Header {
    let fits = after.is_none_or(|after| after.cells.len() >= last.cells.len());
    Header { last: last.number, fits, ..Header::default() }
}

/// How many columns of a row are known; none when there is no title among them, or one of them is no name.
fn score(row: &Row, mapping: Option<&Mapping>) -> usize {
    let texts: Vec<_> = row.cells.iter().map(|cell| cell.text()).filter(|text| !text.is_empty()).collect();
    let plausible = texts.iter().all(|text| text.len() <= LONGEST * 2 && !text.ends_with('.'));
    let titles = texts.iter().any(|text| is_title(text, mapping));
    let known = |text: &str| mapping.and_then(|mapping| mapping.get(text)).is_some() || column::named(text).is_some();
    if plausible && titles { texts.iter().filter(|text| known(text)).count() } else { 0 }
}

fn is_title(name: &str, mapping: Option<&Mapping>) -> bool {
    let title = |becomes: &Use| becomes.to_string() == "title";
    match mapping {
        Some(mapping) => mapping.get(name).is_some_and(title),
        None => column::named(name).is_some_and(|(becomes, _)| title(&becomes)),
    }
}

/// A row of merged cells above the names: some of them, and more than a heading.
fn is_group(row: &Row) -> bool {
    row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1
}

/// The names; what a group says goes in front of a name that stands there twice, and stands for one that is missing.
fn names(group: Option<&Row>, row: &Row) -> Vec<String> {
    let own: Vec<String> = row.cells.iter().map(|cell| short(&cell.text())).collect();
    let groups = spread(group, own.len());
    let (mut names, mut seen) = (Vec::new(), HashSet::new());
    for (at, name) in own.iter().enumerate() {
        let twice = own.iter().filter(|other| *other == name).count() > 1;
        let name = match groups.get(at).filter(|group| !group.is_empty()) {
            Some(group) if name.is_empty() => group.clone(),
            Some(group) if twice => format!("{group} – {name}"),
            _ if name.is_empty() => format!("Column {}", at + 1),
            _ => name.clone(),
        };
        let numbered = (2..).map(|n: usize| format!("{name} ({n})"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !seen.contains(name));
        let free = free.unwrap_or_default();
        seen.insert(free.clone());
        names.push(free);
    }
    names
}

/// A merged cell holds its text in the first of its columns only.
fn spread(group: Option<&Row>, columns: usize) -> Vec<String> {
    let Some(group) = group else { return Vec::new() };
    let mut last = String::new();
    let each = (0..columns).map(|column| {
        let text = short(&group.cell(column).text());
        if !text.is_empty() {
            last = text;
        }
        last.clone()
    });
    each.collect()
}

fn short(text: &str) -> String {
    let line = super::super::value::line(text);
    line.chars().take(LONGEST).collect::<String>().trim_end_matches(['*', ':', ' ']).to_owned()
}

impl Header {
    /// Whether a text is a table: its header names several columns we know, and the next row has all of them.
    #[must_use]
    pub fn is_tabular(&self) -> bool {
        (self.known > 1 || !self.tags.is_empty()) && self.fits
    }

    /// Which sign parts the decimals, by the language of the names; a semicolon between columns is a sign of the comma.
    #[must_use]
    pub fn hint(&self, semicolons: bool) -> Hint {
        let hints: Vec<_> = self.names.iter().filter_map(|name| Some(column::named(name)?.1)).collect();
        let count = |hint: Hint| hints.iter().filter(|is| **is == hint).count();
        match count(Hint::Comma).cmp(&count(Hint::Point)) {
            std::cmp::Ordering::Greater => Hint::Comma,
            std::cmp::Ordering::Less if !semicolons => Hint::Point,
            _ => Hint::None,
        }
    }

    /// What each column becomes: as a mapping file says, else by tag, else by name.
    #[must_use]
    pub fn mapping(&self, given: Option<&Mapping>) -> Mapping {
        let mut taken = HashSet::new();
        let column = |(at, name): (usize, &String)| {
            let said = given.and_then(|given| given.get(name)).cloned();
            let becomes = said.clone().unwrap_or_else(|| self.guessed(at, name));
            // Two titles make no record: the first is the one, unless somebody said so.
            let again = is_single(&becomes) && !taken.insert(becomes.to_string());
            (name.clone(), if again && said.is_none() { Use::Extra } else { becomes })
        };
        Mapping { columns: self.names.iter().enumerate().map(column).collect() }
    }

    fn guessed(&self, at: usize, name: &str) -> Use {
        if personal::is_personal(name) {
            return Use::Skip;
        }
        let tagged = self.tags.get(at).and_then(|tag| tag::meant(tag));
        let tag = self.tags.get(at).is_some_and(|tag| personal::is_personal(tag));
        let named = || column::named(name).map(|(becomes, _)| becomes);
        if tag { Use::Skip } else { tagged.or_else(named).unwrap_or(Use::Extra) }
    }

    /// What should be known of the columns.
    #[must_use]
    pub fn warnings(mapping: &Mapping, given: Option<&Mapping>) -> Vec<String> {
        let on_purpose = |name: &str| given.is_some_and(|given| given.get(name).is_some());
        let left_out = mapping.names_of(&Use::Skip).filter(|name| !on_purpose(name));
        let left_out: Vec<_> = left_out.map(|name| format!("“{name}”")).collect();
        let said = || format!("No personal data is kept, so these columns are left out: {}.", left_out.join(", "));
        (!left_out.is_empty()).then(said).into_iter().collect()
    }
}

/// Whether only one column can become this.
fn is_single(becomes: &Use) -> bool {
    use crate::domain::field::Entry;
    match becomes {
        Use::Field(field) => field.name != "markers" && !matches!(field.entry, Entry::Many(_)),
        Use::Id | Use::Budget(_) | Use::Currency => true,
        Use::Marker(_) | Use::Extra | Use::Skip => false,
    }
}
