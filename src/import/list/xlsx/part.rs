//! One part of a package as events of XML, never more than is allowed.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::super::super::ImportError;

/// A part while it is read.
pub struct Part<'p> {
    reader: Reader<Guarded<'p>>,
    buffer: Vec<u8>,
}

impl<'p> Part<'p> {
    /// Reads at most `most` bytes, and at most `event` of them at once.
    #[must_use]
    pub fn new(packed: Box<dyn Read + 'p>, most: u64, event: u64) -> Self {
        let source = BufReader::with_capacity(64 << 10, packed);
        let mut reader = Reader::from_reader(Guarded { source, most, event, all: 0, now: 0, beyond: None });
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Self { reader, buffer: Vec::new() }
    }

    /// The next event.
    ///
    /// # Errors
    /// When the part breaks off, is no XML, or holds too much.
    pub fn next(&mut self) -> Result<Event<'_>, ImportError> {
        self.buffer.clear();
        self.reader.get_mut().now = 0;
        let Self { reader, buffer } = self;
        let event = reader.read_event_into(buffer).map_err(|error| error.to_string());
        event.map_err(|what| match self.reader.get_ref().beyond {
            Some(most) => ImportError::Unpacked { most },
            None => ImportError::broken_workbook(&what),
        })
    }

    /// Bytes that came out so far.
    #[must_use]
    pub fn unpacked(&self) -> u64 {
        self.reader.get_ref().all
    }
}

/// Bytes with an end: whatever sizes the package claims, no more than `most` come out.
struct Guarded<'p> {
    source: BufReader<Box<dyn Read + 'p>>,
    most: u64,
    event: u64,
    all: u64,
    now: u64,
    beyond: Option<u64>,
}

impl Read for Guarded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Guarded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.beyond =
            [(self.all, self.most), (self.now, self.event)].into_iter().find(|(n, most)| n > most).map(|b| b.1);
        if self.beyond.is_some() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.all += amount as u64;
        self.now += amount as u64;
        self.source.consume(amount);
    }
}

/// The value of an attribute, whatever the prefix of its name.
#[must_use]
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(
        quick_xml::escape::unescape(&found.value)
            .map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned),
    )
}

/// The character that a reference in a text stands for; nothing is ever expanded.
#[must_use]
pub fn referred(reference: &BytesRef<'_>) -> Option<char> {
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
