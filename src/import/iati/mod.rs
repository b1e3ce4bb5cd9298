//! IATI activities (XML, 2.01 to 2.03): what they say of themselves, and the marker that the donors' club asks for.
//!
//! ```text
//! text ─ element   the parts of one activity that are looked at, as a small tree
//!          └─ activity ─┬─ record
//!                       └─ money   budgets of periods to one sum
//! ```

mod activity;
mod element;
mod money;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::ControlFlow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::limits::Limits;
use super::listing::{Entries, Listing, Take, Tally};
use super::{ImportError, decode};
use element::Element;

/// A file of activities.
struct Activities<'a> {
    text: Cow<'a, str>,
    limits: Limits,
}

/// The activities of a file; `None` when it is no IATI.
///
/// # Errors
/// A refusal for an organisation file and for a file that is too large.
pub fn of_xml<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Option<Listing<'a>>, ImportError> {
    let head = bytes.get(..bytes.len().min(64 << 10)).unwrap_or(bytes);
    let is = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    if is(b"<iati-organisation") {
        return Err(ImportError::NoDocuments {
            what: "an IATI organisation file: it holds the budgets of an organisation, not its activities".to_owned(),
            advice: "Download the activity file of the same publisher and add that.",
        });
    }
    if !is(b"<iati-activit") {
        return Ok(None);
    }
    if bytes.len() > limits.text {
        return Err(ImportError::too_large(bytes.len(), limits.text));
    }
    let (text, warning) = decode::decoded(bytes)?;
    let mut listing = Listing::new("iati", "activity", false, Box::new(Activities { text, limits: *limits }));
    listing.warnings.extend(warning);
    Ok(Some(listing))
}

impl Entries for Activities<'_> {
    fn each(&self, take: &mut Take<'_>) -> Result<Tally, ImportError> {
        let mut reader = Reader::from_str(&self.text);
        let (mut version, mut count, mut open) = (String::new(), 0_usize, false);
        loop {
            let start = reader.buffer_position();
            match reader.read_event().map_err(|error| self.broken(&reader, &error.to_string()))? {
                Event::Start(tag) if tag.name().as_ref() == "iati-activity" => {
                    count += 1;
                    let element = Element::read(&mut reader, &tag, &self.limits);
                    let element = element.map_err(|what| self.broken(&reader, &what))?;
                    let raw = self.between(start, reader.buffer_position());
                    if take(activity::item(&element, raw, count, &version)) == ControlFlow::Break(()) {
                        return Ok(Tally::default());
                    }
                }
                Event::Empty(tag) if tag.name().as_ref() == "iati-activity" => {
                    count += 1;
                    if take(activity::item(&Element::new(&tag), "", count, &version)) == ControlFlow::Break(()) {
                        return Ok(Tally::default());
                    }
                }
                Event::Start(tag) if tag.name().as_ref() == "iati-activities" => (version, open) = (told(&tag), true),
                Event::End(_) => open = false,
                Event::Start(tag) => {
                    let end = tag.to_end().into_owned();
                    reader.read_to_end(end.name()).map_err(|error| self.broken(&reader, &error.to_string()))?;
                }
                // An open root at the end: the file was cut off.
                Event::Eof if open => return Err(self.broken(&reader, "it ends before its last tag is closed")),
                Event::Eof => return Ok(Tally::default()),
                _ => {}
            }
        }
    }
}

fn told(tag: &BytesStart<'_>) -> String {
    element::attribute(tag, "version").unwrap_or_default()
}

impl Activities<'_> {
    fn between(&self, start: u64, end: u64) -> &str {
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        self.text.get(place(start)..place(end)).unwrap_or_default()
    }

    fn broken(&self, reader: &Reader<&[u8]>, what: &str) -> ImportError {
        let before = self.between(0, reader.error_position().max(reader.buffer_position()).min(self.text.len() as u64));
        ImportError::BrokenXml { line: before.matches('\n').count() + 1, what: what.to_owned() }
    }
}
