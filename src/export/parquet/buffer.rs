//! The values of one column that wait for their group of rows.

use jiff::civil::{Date, date};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedColumnWriter;

use super::super::star::{Cell, Holds};

const EPOCH: Date = date(1970, 1, 1);
/// What a value costs beside its bytes: two levels and a length.
const OVERHEAD: usize = 12;

/// Values, and for each place of the column how deep it is filled.
pub struct Buffer {
    values: Values,
    /// 0 is nothing. 1 is a value, or an empty list; 2 is an element of a list.
    definition: Vec<i16>,
    /// Of lists alone: 0 begins a row, 1 goes on with it.
    repetition: Vec<i16>,
    is_list: bool,
}

enum Values {
    Texts(Texts),
    Integers(Vec<i64>),
    Booleans(Vec<bool>),
    Days(Vec<i32>),
}

/// Texts one after the other: one allocation for all of them.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    lengths: Vec<usize>,
}

impl Buffer {
    pub fn new(holds: Holds) -> Self {
        let values = match holds {
            Holds::Text | Holds::FreeText | Holds::Code | Holds::List => Values::Texts(Texts::default()),
            Holds::Integer => Values::Integers(Vec::new()),
            Holds::Boolean => Values::Booleans(Vec::new()),
            Holds::Date => Values::Days(Vec::new()),
        };
        Self { values, definition: Vec::new(), repetition: Vec::new(), is_list: holds == Holds::List }
    }

    /// Takes a cell; `false` is one of another type, and nothing is taken.
    pub fn push(&mut self, cell: &Cell<'_>) -> bool {
        match self.values.push(cell, self.is_list) {
            Some(Pushed::Nothing) => self.place(0, 0),
            Some(Pushed::Value | Pushed::Elements(0)) => self.place(1, 0),
            Some(Pushed::Elements(count)) => self.elements(count),
            None => return false,
        }
        true
    }

    /// How much memory it takes, roughly.
    pub fn bytes(&self) -> usize {
        let values = match &self.values {
            Values::Texts(texts) => texts.bytes.len(),
            Values::Integers(numbers) => numbers.len() * size_of::<i64>(),
            Values::Booleans(values) => values.len(),
            Values::Days(days) => days.len() * size_of::<i32>(),
        };
        values + self.definition.len() * OVERHEAD
    }

    /// Writes the values and is empty again.
    pub fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let definition = std::mem::take(&mut self.definition);
        let repetition = std::mem::take(&mut self.repetition);
        let levels = (definition.as_slice(), self.is_list.then_some(repetition.as_slice()));
        match &mut self.values {
            Values::Texts(texts) => batch::<ByteArrayType>(column, &texts.take(), levels),
            Values::Integers(numbers) => batch::<Int64Type>(column, &std::mem::take(numbers), levels),
            Values::Booleans(values) => batch::<BoolType>(column, &std::mem::take(values), levels),
            Values::Days(days) => batch::<Int32Type>(column, &std::mem::take(days), levels),
        }
    }

    fn elements(&mut self, count: usize) {
        (0..count).for_each(|at| self.place(2, i16::from(at > 0)));
    }

    fn place(&mut self, definition: i16, repetition: i16) {
        self.definition.push(definition);
        if self.is_list {
            self.repetition.push(repetition);
        }
    }
}

/// What a cell brought.
enum Pushed {
    Nothing,
    Value,
    Elements(usize),
}

impl Values {
    fn push(&mut self, cell: &Cell<'_>, is_list: bool) -> Option<Pushed> {
        match (self, cell) {
            (_, Cell::Null) => return Some(Pushed::Nothing),
            (Self::Texts(texts), Cell::List(list)) if is_list => return Some(texts.extend(list)),
            (Self::Texts(texts), Cell::Text(text)) if !is_list => texts.push(text),
            (Self::Integers(numbers), Cell::Integer(number)) => numbers.push(*number),
            (Self::Booleans(values), Cell::Boolean(value)) => values.push(*value),
            (Self::Days(days), Cell::Date(day)) => days.push((*day - EPOCH).get_days()),
            _ => return None,
        }
        Some(Pushed::Value)
    }
}

fn batch<T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    values: &[T::T],
    (definition, repetition): (&[i16], Option<&[i16]>),
) -> Result<(), ParquetError> {
    column.typed::<T>().write_batch(values, Some(definition), repetition).map(drop)
}

impl Texts {
    fn extend(&mut self, list: &[String]) -> Pushed {
        list.iter().for_each(|code| self.push(code));
        Pushed::Elements(list.len())
    }

    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.lengths.push(text.len());
    }

    /// The texts as slices of one allocation.
    fn take(&mut self) -> Vec<ByteArray> {
        let Self { bytes, lengths } = std::mem::take(self);
        let all = ByteArray::from(bytes);
        let mut start = 0;
        let slice = |length: usize| {
            let text = all.slice(start, length);
            start += length;
            text
        };
        lengths.into_iter().map(slice).collect()
    }
}
