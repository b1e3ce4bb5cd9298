//! A quick way through JSON that visits a few members and passes over the rest. It takes what a strict reader takes and
//! never more; wherever it is in doubt it gives up, and the file is read in full.

use serde::Deserialize;

/// How many levels below a value are passed over.
const LEVELS: u8 = 32;
/// Eight blanks, as they stand before the members of a file of ours.
const BLANKS: u64 = u64::from_le_bytes([b' '; 8]);

/// A place in a text of JSON. Every step gives `None` where something is not as it is in most files.
pub(super) struct Skim<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Skim<'a> {
    /// The beginning of a text.
    pub fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Nothing but blanks may follow.
    pub fn end(mut self) -> Option<()> {
        self.blanks();
        (self.at == self.text.len()).then_some(())
    }

    /// The members of an object, each with its name. Their values must be read or passed over.
    pub fn members(&mut self, mut member: impl FnMut(&mut Self, &'a str) -> Option<()>) -> Option<()> {
        self.expect(b'{')?;
        if self.is_next(b'}') {
            return Some(());
        }
        loop {
            let name = self.plain()?;
            self.expect(b':')?;
            member(self, name)?;
            if !self.goes_on(b'}')? {
                return Some(());
            }
        }
    }

    /// The items of a list. They must be read or passed over.
    pub fn items(&mut self, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.expect(b'[')?;
        if self.is_next(b']') {
            return Some(());
        }
        loop {
            item(self)?;
            if !self.goes_on(b']')? {
                return Some(());
            }
        }
    }

    /// Any value as its text.
    pub fn raw(&mut self) -> Option<&'a str> {
        self.blanks();
        let from = self.at;
        self.pass(LEVELS)?;
        self.text.get(from..self.at)
    }

    /// Any value, read by the strict reader.
    pub fn read<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let mut values = serde_json::Deserializer::from_str(self.text.get(self.at..)?).into_iter();
        let value = values.next()?.ok()?;
        self.at += values.byte_offset();
        Some(value)
    }

    /// One word of a closed list, without the quotes.
    pub fn word<T>(&mut self, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        of(self.plain()?)
    }

    /// Passes over a text or `null`, when it begins here.
    #[inline]
    pub fn text_or_null(&mut self) -> Option<()> {
        if self.byte()? == b'"' { self.string() } else { self.literal("null") }
    }

    /// What these bytes say exactly, blanks and all; nothing moves where others stand here.
    #[inline]
    pub fn literal(&mut self, literal: &str) -> Option<()> {
        let is_it = self.rest().starts_with(literal.as_bytes());
        self.at += if is_it { literal.len() } else { 0 };
        is_it.then_some(())
    }

    /// What `laid_out` makes of the bytes here; where it gives up, what `freely` makes of the same bytes.
    pub fn either<T>(
        &mut self,
        laid_out: impl Fn(&mut Self) -> Option<T>,
        freely: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let from = self.at;
        laid_out(self).or_else(|| {
            self.at = from;
            freely(self)
        })
    }

    /// The text from here to the first place where `end` stands, which is part of it.
    pub fn until(&self, end: &str) -> Option<&'a str> {
        let length = memchr::memmem::find(self.rest(), end.as_bytes())? + end.len();
        self.text.get(self.at..self.at + length)
    }

    /// Passes over any value.
    #[inline]
    pub fn pass_over(&mut self) -> Option<()> {
        self.pass(LEVELS)
    }

    fn pass(&mut self, levels: u8) -> Option<()> {
        let below = levels.checked_sub(1)?;
        self.blanks();
        match self.byte()? {
            b'"' => self.string(),
            b'{' => self.members(|skim, _| skim.pass(below)),
            b'[' => self.items(|skim| skim.pass(below)),
            b'n' => self.literal("null"),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            _ => self.number(),
        }
    }

    /// A string without escapes.
    #[inline]
    pub fn plain(&mut self) -> Option<&'a str> {
        self.expect(b'"')?;
        let from = self.at;
        self.at += plain_length(self.rest());
        let text = self.text.get(from..self.at)?;
        self.expect_here(b'"')?;
        Some(text)
    }

    #[inline]
    fn string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            self.at += plain_length(self.rest());
            match self.byte()? {
                b'"' => break,
                b'\\' => self.escape()?,
                _ => return None,
            }
        }
        self.at += 1;
        Some(())
    }

    fn escape(&mut self) -> Option<()> {
        let length = match self.rest() {
            [_, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            [_, b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()) => 6,
            _ => return None,
        };
        self.at += length;
        Some(())
    }

    /// Whole numbers without a zero in front; the strict reader takes care of all others.
    fn number(&mut self) -> Option<()> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_whole = !matches!(self.rest().get(digits), Some(b'.' | b'e' | b'E'));
        let is_strict = digits == 1 || (digits > 1 && self.byte() != Some(b'0'));
        self.at += digits;
        (is_whole && is_strict).then_some(())
    }

    /// Whether a comma follows and not the end.
    #[inline]
    fn goes_on(&mut self, end: u8) -> Option<bool> {
        self.blanks();
        let byte = self.byte()?;
        self.at += 1;
        (byte == b',' || byte == end).then_some(byte == b',')
    }

    #[inline]
    fn is_next(&mut self, byte: u8) -> bool {
        self.blanks();
        self.expect_here(byte).is_some()
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Option<()> {
        self.blanks();
        self.expect_here(byte)
    }

    #[inline]
    fn expect_here(&mut self, byte: u8) -> Option<()> {
        let is_it = self.byte() == Some(byte);
        self.at += usize::from(is_it);
        is_it.then_some(())
    }

    /// Passes over blanks.
    #[inline]
    pub fn blanks(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
            while let Some(eight) = self.rest().first_chunk() {
                let others = u64::from_le_bytes(*eight) ^ BLANKS;
                self.at += others.trailing_zeros() as usize / 8;
                if others != 0 {
                    break;
                }
            }
        }
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }
}

/// How many bytes stand before the first quote, backslash or control.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    /// Most texts are shorter; of the others so many bytes are looked at together.
    const MANY: usize = 32;
    let short = bytes.get(..MANY).unwrap_or(bytes);
    let length = by_eights(short);
    if length < MANY {
        return length;
    }
    let rest = bytes.get(MANY..).unwrap_or_default();
    let is_plain = |many: &&[u8; MANY]| !many.iter().fold(false, |any, byte| any | ends(*byte));
    let plain = rest.as_chunks().0.iter().take_while(is_plain).count() * MANY;
    MANY + plain + by_eights(rest.get(plain..).unwrap_or_default())
}

#[inline]
fn by_eights(bytes: &[u8]) -> usize {
    let (eights, rest) = bytes.as_chunks();
    for (at, eight) in eights.iter().enumerate() {
        let found = special(u64::from_le_bytes(*eight));
        if found != 0 {
            return at * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    eights.len() * 8 + rest.iter().take_while(|byte| !ends(**byte)).count()
}

/// Whether a byte ends what can be taken as it is.
const fn ends(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// The highest bit of the bytes that are a quote, a backslash or a control: right up to the first of them, and nothing is
/// asked of what follows it.
#[inline]
fn special(eight: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let (quote, backslash) = (eight ^ (ONES * u64::from(b'"')), eight ^ (ONES * u64::from(b'\\')));
    let below = |eight: u64, limit: u64| eight.wrapping_sub(ONES * limit) & !eight;
    (below(eight, 32) | below(quote, 1) | below(backslash, 1)) & HIGH
}
