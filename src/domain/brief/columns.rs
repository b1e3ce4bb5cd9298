//! What differs in length from review to review, each sort behind the other in one piece of memory: a hundred thousand
//! reviews take a few pieces, not half a million.

use uuid::Uuid;

use crate::domain::lineage::Sha256;

use super::facts::{ChangeBrief, MarkerBrief, Nth, Part, Place, length};
use super::lexicon::{Renumbering, Word};
use super::mark::{Mark, Marks};
use super::row::{self, Row as _};

/// The columns of many reviews. A review knows where its parts are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub texts: String,
    pub codes: Vec<Word>,
    pub markers: Vec<MarkerBrief>,
    pub marks: Vec<u8>,
    pub changes: Vec<ChangeBrief>,
    /// The revision that an amendment amends.
    pub parents: Vec<Sha256>,
    /// The review of the round before.
    pub previous: Vec<Uuid>,
}

/// The parts of one review, to be put into columns.
pub(super) struct Parts<'p> {
    pub file: &'p str,
    pub record: &'p str,
    pub title: &'p str,
    /// Countries, sectors, tags.
    pub codes: [&'p [Word]; 3],
    pub markers: &'p [MarkerBrief],
    pub marks: &'p mut dyn Iterator<Item = Mark>,
    pub changes: &'p [ChangeBrief],
    pub parent: Option<Sha256>,
    pub previous: Option<Uuid>,
}

impl Columns {
    /// Takes the parts of a review in; gives where they are.
    pub fn put(&mut self, parts: Parts) -> Place {
        let [countries, sectors, _] = parts.codes.map(|codes| length(codes.len()));
        Place {
            codes: put(&mut self.codes, parts.codes.into_iter().flatten().copied()),
            countries,
            sectors,
            markers: put(&mut self.markers, parts.markers.iter().copied()),
            marks: put(&mut self.marks, Marks::packed(parts.marks)),
            changes: put(&mut self.changes, parts.changes.iter().copied()),
            parent: parts.parent.map(|parent| one(&mut self.parents, parent)),
            previous: parts.previous.map(|previous| one(&mut self.previous, previous)),
            ..self.put_texts(parts.file, parts.record, parts.title)
        }
    }

    /// The id of the record stands in the name of the file most often, and is not kept twice then.
    fn put_texts(&mut self, file: &str, record: &str, title: &str) -> Place {
        let (from, inside) = (self.texts.len(), file.find(record));
        let rest = if inside.is_some() { "" } else { record };
        [file, rest, title].iter().for_each(|text| self.texts.push_str(text));
        Place {
            texts: Part::new(from, self.texts.len() - from),
            file: length(file.len()),
            record: length(inside.unwrap_or(file.len())),
            record_length: length(record.len()),
            title: length(file.len() + rest.len()),
            ..Place::default()
        }
    }

    /// The name of the file of the review with a place.
    pub fn file(&self, place: Place) -> &str {
        let from = place.texts.from();
        self.texts.get(from..from + place.file as usize).unwrap_or_default()
    }

    /// Takes all of the others in.
    pub fn append(&mut self, others: Self) {
        self.texts.push_str(&others.texts);
        self.codes.extend(others.codes);
        self.markers.extend(others.markers);
        self.marks.extend(others.marks);
        self.changes.extend(others.changes);
        self.parents.extend(others.parents);
        self.previous.extend(others.previous);
    }

    /// Puts all of it behind other bytes.
    pub fn pack(&self, bytes: &mut Vec<u8>) {
        row::put_all(self.texts.as_bytes(), bytes);
        row::put_all(&self.codes, bytes);
        row::put_all(&self.markers, bytes);
        row::put_all(&self.marks, bytes);
        row::put_all(&self.changes, bytes);
        row::put_all(&self.parents, bytes);
        row::put_all(&self.previous, bytes);
    }

    /// Takes in what was packed so; `None` where the bytes are something else.
    pub fn unpack(&mut self, bytes: &mut &[u8]) -> Option<()> {
        let length = u32::read(bytes)?;
        self.texts.push_str(str::from_utf8(bytes.split_off(..length as usize)?).ok()?);
        row::read_all(bytes, &mut self.codes)?;
        row::read_all(bytes, &mut self.markers)?;
        row::read_all(bytes, &mut self.marks)?;
        row::read_all(bytes, &mut self.changes)?;
        row::read_all(bytes, &mut self.parents)?;
        row::read_all(bytes, &mut self.previous)
    }

    /// Gives words the numbers of another lexicon.
    pub fn renumber(&mut self, new: &Renumbering) {
        self.codes.iter_mut().for_each(|word| new.word(word));
        for marker in &mut self.markers {
            new.word(&mut marker.scheme);
            new.word(&mut marker.code);
            marker.reading.iter_mut().for_each(|word| new.word(word));
        }
        self.changes.iter_mut().flat_map(|change| &mut change.criterion).for_each(|word| new.word(word));
    }
}

fn put<T>(column: &mut Vec<T>, items: impl Iterator<Item = T>) -> Part {
    let from = column.len();
    column.extend(items);
    Part::new(from, column.len() - from)
}

fn one<T>(column: &mut Vec<T>, item: T) -> Nth {
    column.push(item);
    Nth::of(column.len() - 1)
}
