//! Which formats of cells show a number as a day.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::super::super::ImportError;
use super::part::{Part, attribute};

/// For each format that a cell can name, whether it shows a day.
#[derive(Debug, Default)]
pub struct Styles {
    days: Vec<bool>,
}

/// More formats than any workbook needs.
const MOST: usize = 65_536;

impl Styles {
    /// Reads the part.
    ///
    /// # Errors
    /// As [`Part::next`].
    pub fn read(part: &mut Part<'_>) -> Result<Self, ImportError> {
        let (mut styles, mut own, mut in_cells) = (Self::default(), HashMap::new(), false);
        loop {
            match part.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "numFmt" => own.extend(format(&tag)),
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells && styles.days.len() < MOST => styles.days.push(shows_day(&tag, &own)),
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = false,
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    /// Whether a format shows a day.
    #[must_use]
    pub fn is_day(&self, style: usize) -> bool {
        self.days.get(style) == Some(&true)
    }
}

fn format(tag: &BytesStart<'_>) -> Option<(u32, bool)> {
    Some((attribute(tag, "numFmtId")?.parse().ok()?, names_day(&attribute(tag, "formatCode")?)))
}

fn shows_day(tag: &BytesStart<'_>, own: &HashMap<u32, bool>) -> bool {
    let id: u32 = attribute(tag, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or_default();
    own.get(&id).copied().unwrap_or(matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57..=58))
}

/// Whether a format has a day or a year in it, outside of quotes and brackets.
fn names_day(format: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    format.chars().any(|c| {
        let plain = !(quoted || bracketed || escaped);
        escaped = plain && matches!(c, '\\' | '_' | '*');
        match c {
            '"' => quoted = !quoted,
            '[' if plain => bracketed = true,
            ']' => bracketed = false,
            _ => {}
        }
        plain && matches!(c, 'd' | 'D' | 'y' | 'Y')
    })
}
