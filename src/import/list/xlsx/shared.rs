//! The texts that cells point at.

use quick_xml::events::Event;

use super::super::super::ImportError;
use super::part::{Part, referred};

/// All texts in one piece, and where each ends.
#[derive(Debug, Default)]
pub struct Shared {
    text: String,
    ends: Vec<usize>,
}

impl Shared {
    /// Reads the part.
    ///
    /// # Errors
    /// As [`Part::next`].
    pub fn read(part: &mut Part<'_>) -> Result<Self, ImportError> {
        let mut shared = Self::default();
        let mut words = Words::default();
        loop {
            let event = part.next()?;
            match &event {
                Event::End(tag) if tag.local_name().as_ref() == "si" => shared.ends.push(shared.text.len()),
                Event::Eof => return Ok(shared),
                event => words.take(event, &mut shared.text),
            }
        }
    }

    /// The text with this number.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&str> {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(index)?)
    }
}

/// Collects the runs of a text; how it is pronounced is none of it.
#[derive(Debug, Default)]
pub struct Words {
    in_text: bool,
    in_phonetic: bool,
}

impl Words {
    /// Adds what an event says.
    pub fn take(&mut self, event: &Event<'_>, text: &mut String) {
        match event {
            Event::Start(tag) => self.mark(tag.local_name().as_ref(), true),
            Event::End(tag) => self.mark(tag.local_name().as_ref(), false),
            _ if !self.in_text || self.in_phonetic => {}
            event => add(event, text),
        }
    }

    fn mark(&mut self, name: &str, on: bool) {
        match name {
            "t" => self.in_text = on,
            "rPh" => self.in_phonetic = on,
            _ => {}
        }
    }
}

/// Adds a run of text.
pub fn add(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(run) => text.push_str(&run.xml10_content()),
        Event::CData(run) => text.push_str(&run.xml10_content()),
        Event::GeneralRef(reference) => text.extend(referred(reference)),
        _ => {}
    }
}
