//! Values of a fixed length as an index holds them: one behind the other, as bytes. To decode the fields of a hundred
//! thousand reviews one by one takes as long as to ask the disk of their files.

use std::num::NonZeroU32;

use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::comment::CommentState;
use crate::domain::kind::Kind;
use crate::domain::lineage::Sha256;
use crate::domain::outcome::Outcome;
use crate::domain::review::Role;

use super::facts::{ChangeBrief, Facts, MarkerBrief, Nth, Part, Place, Stamp, length};
use super::lexicon::{AskedNo, Word};

/// A value that always takes the same number of bytes.
pub trait Row: Sized {
    /// Puts its bytes behind others.
    fn put(&self, bytes: &mut Vec<u8>);

    /// Reads its bytes off the front of others; `None` where they are too few, or say nothing.
    fn read(bytes: &mut &[u8]) -> Option<Self>;

    /// Reads so many behind each other into others.
    fn read_many(bytes: &mut &[u8], count: usize, into: &mut Vec<Self>) -> Option<()> {
        // No value takes no byte.
        into.reserve(count.min(bytes.len()));
        for _ in 0..count {
            into.push(Self::read(bytes)?);
        }
        Some(())
    }
}

/// Puts how many there are, and all of them, behind others.
pub fn put_all<T: Row>(rows: &[T], bytes: &mut Vec<u8>) {
    length(rows.len()).put(bytes);
    rows.iter().for_each(|row| row.put(bytes));
}

/// Reads what was put so into others; `None` where the bytes are something else.
pub fn read_all<T: Row>(bytes: &mut &[u8], into: &mut Vec<T>) -> Option<()> {
    let count = u32::read(bytes)?;
    T::read_many(bytes, count as usize, into)
}

/// A structure is field behind field.
macro_rules! rows {
    ($($name:ident { $($field:tt),+ })+) => {
        $(impl $crate::domain::brief::Row for $name {
            fn put(&self, bytes: &mut Vec<u8>) {
                $(self.$field.put(bytes);)+
            }

            fn read(bytes: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: $crate::domain::brief::Row::read(bytes)?),+ })
            }
        })+
    };
}

pub(crate) use rows;

rows! {
    Facts {
        stamp, id, revision, hash, kind, region, donor, language, urgency, round, decides, role, reviewer, team, received,
        due, signed_off, outcome, asked, place
    }
    Stamp { size, changed }
    Place { texts, file, record, record_length, title, codes, countries, sectors, markers, marks, changes, parent, previous }
    Part { 0 }
    AskedNo { 0 }
    Sha256 { 0 }
    MarkerBrief { scheme, code, reading }
    ChangeBrief { n, criterion, state }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Row for $number {
            fn put(&self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }

            fn read(bytes: &mut &[u8]) -> Option<Self> {
                Row::read(bytes).map(Self::from_le_bytes)
            }
        })+
    };
}

numbers!(i8, i16, u32, u64, i64);

/// A value of a closed list is its place in it.
macro_rules! coded {
    ($($code:ty),+) => {
        $(impl Row for $code {
            fn put(&self, bytes: &mut Vec<u8>) {
                bytes.push(*self as u8);
            }

            fn read(bytes: &mut &[u8]) -> Option<Self> {
                u8::read(bytes).and_then(|place| Self::ALL.get(usize::from(place)).copied())
            }
        })+
    };
}

coded!(CommentState, Kind, Outcome, Role);

impl Row for u8 {
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.push(*self);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        bytes.split_off_first().copied()
    }

    fn read_many(bytes: &mut &[u8], count: usize, into: &mut Vec<Self>) -> Option<()> {
        into.extend_from_slice(bytes.split_off(..count)?);
        Some(())
    }
}

impl Row for [u64; 2] {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.iter().for_each(|one| one.put(bytes));
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        Some([Row::read(bytes)?, Row::read(bytes)?])
    }
}

impl<const N: usize> Row for [u8; N] {
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(self);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        bytes.split_off(..N)?.try_into().ok()
    }
}

impl Row for bool {
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.push(u8::from(*self));
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        match u8::read(bytes)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

/// The numbers of words have no 0 either, and so it is none.
macro_rules! numbered {
    ($($number:ident),+) => {
        $(impl Row for $number {
            fn put(&self, bytes: &mut Vec<u8>) {
                self.0.get().put(bytes);
            }

            fn read(bytes: &mut &[u8]) -> Option<Self> {
                Option::<Self>::read(bytes)?
            }
        }

        impl Row for Option<$number> {
            fn put(&self, bytes: &mut Vec<u8>) {
                self.map_or(0, |one| one.0.get()).put(bytes);
            }

            fn read(bytes: &mut &[u8]) -> Option<Self> {
                u32::read(bytes).map(|number| NonZeroU32::new(number).map($number))
            }
        })+
    };
}

numbered!(Word, Nth);

/// Month 0 is none.
impl Row for Option<Date> {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.map_or(0, Date::year).put(bytes);
        self.map_or(0, Date::month).put(bytes);
        self.map_or(0, Date::day).put(bytes);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        match (Row::read(bytes)?, Row::read(bytes)?, Row::read(bytes)?) {
            (_, 0, _) => Some(None),
            (year, month, day) => Date::new(year, month, day).ok().map(Some),
        }
    }
}

impl Row for Uuid {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.into_bytes().put(bytes);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        Row::read(bytes).map(Self::from_bytes)
    }
}
