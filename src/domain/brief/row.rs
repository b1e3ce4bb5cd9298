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

#[cfg(test)]
mod tests {
    use super::*;

    /// Its bytes give the value again, and fewer bytes give none.
    fn assert_comes_back<T: Row + PartialEq + std::fmt::Debug>(value: T, length: usize) {
        let mut bytes = Vec::new();
        value.put(&mut bytes);
        assert_eq!(bytes.len(), length, "{value:?}");
        for end in 0..length {
            assert_eq!(T::read(&mut &bytes[..end]), None, "{value:?}");
        }
        bytes.push(7);
        let mut rest = &bytes[..];
        assert_eq!((T::read(&mut rest), rest), (Some(value), &[7][..]));
    }

    #[test]
    fn every_value_comes_back() {
        let number = |number| NonZeroU32::new(number).unwrap();
        [i8::MIN, -1, 0, i8::MAX].into_iter().for_each(|value| assert_comes_back(value, 1));
        [i64::MIN, -1, 0, i64::MAX].into_iter().for_each(|value| assert_comes_back(value, 8));
        [false, true].into_iter().for_each(|value| assert_comes_back(value, 1));
        [None, Some(Word(number(1))), Some(Word(number(u32::MAX)))]
            .into_iter()
            .for_each(|word| assert_comes_back(word, 4));
        [None, Some(Nth(number(3)))].into_iter().for_each(|nth| assert_comes_back(nth, 4));
        for day in [None, Some(Date::MIN), Some(Date::constant(2024, 2, 29)), Some(Date::MAX)] {
            assert_comes_back(day, 4);
        }
        Kind::ALL.iter().for_each(|kind| assert_comes_back(*kind, 1));
        Outcome::ALL.iter().for_each(|outcome| assert_comes_back(*outcome, 1));
        assert_comes_back(Uuid::from_u128(u128::MAX - 1), 16);
        assert_comes_back(Sha256([9; 32]), 32);
        assert_comes_back(ChangeBrief { n: 7, criterion: Some(Word(number(2))), state: CommentState::Closed }, 9);
        assert_comes_back(Stamp { size: u64::MAX, changed: -1 }, 16);
    }

    #[test]
    fn bytes_that_say_nothing_are_no_value() {
        assert_eq!(bool::read(&mut &[2][..]), None);
        assert_eq!(Kind::read(&mut &[200][..]), None);
        assert_eq!(Word::read(&mut &[0; 4][..]), None);
        assert_eq!(<Option<Date>>::read(&mut &[0xe9, 7, 13, 1][..]), None);
        assert_eq!(<Option<Date>>::read(&mut &[0xe9, 7, 2, 30][..]), None);
        assert_eq!(read_all(&mut &[9, 0, 0, 0, 1, 2][..], &mut Vec::<u8>::new()), None);
        assert_eq!(read_all(&mut &[0xff; 8][..], &mut Vec::<u64>::new()), None);
    }
}
