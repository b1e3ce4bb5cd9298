//! The numbers that Word puts before headings and items of lists. They stand in no paragraph, yet the reviewer sees them.

use std::collections::{HashMap, HashSet};

use super::ImportError;
use super::limits::Limits;
use super::xml::{Event, Space, Tag, Xml};

/// More lists than a document has.
const MOST: usize = 20_000;
/// Levels of a list.
const LEVELS: usize = 9;
/// Characters of the pattern of a number.
const PATTERN: usize = 40;

/// The definitions of lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbering {
    patterns: HashMap<u32, Pattern>,
    lists: HashMap<u32, List>,
}

/// The levels that several lists share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Pattern {
    levels: Levels,
    /// A style whose list has the levels in place of this one.
    style_link: Option<String>,
}

type Levels = HashMap<u8, Level>;

/// A list: a pattern, and what is different in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct List {
    pattern: u32,
    levels: Levels,
    starts: HashMap<u8, u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    start: u32,
    format: Format,
    text: String,
    /// Numbers of the levels above are figures here, whatever they are there.
    legal: bool,
    /// The level whose next number makes this one start again; 0 is none.
    restart: Option<u8>,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: Format::Decimal, text: String::new(), legal: false, restart: None, style: None }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Decimal,
    /// `01`
    Padded,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Ordinal,
    Bullet,
    None,
}

/// What stands before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A dot, a dash or a box.
    Bullet,
    /// A number as Word shows it.
    Number(String),
}

impl Numbering {
    /// Reads the part.
    ///
    /// # Errors
    /// Where it breaks.
    pub fn read(part: &str, text: &str, limits: Limits) -> Result<Self, ImportError> {
        let mut xml = Xml::new(part, text, limits);
        let mut reader = Reader::default();
        loop {
            match xml.next()? {
                Event::Open(tag) if tag.space == Space::Word => reader.open(&tag),
                Event::End => return Ok(reader.numbering),
                _ => {}
            }
        }
    }

    /// The level of a list whose paragraphs have this style.
    #[must_use]
    pub fn depth_of(&self, list: u32, style: &str) -> Option<u8> {
        let levels = &self.pattern(list)?.levels;
        let linked = |level: &Level| level.style.as_deref() == Some(style);
        levels.iter().filter(|(_, level)| linked(level)).map(|(depth, _)| *depth).min()
    }

    /// The style that says which list really has the levels of this one.
    #[must_use]
    pub fn style_link(&self, list: u32) -> Option<&str> {
        self.pattern(list)?.style_link.as_deref()
    }

    fn pattern(&self, list: u32) -> Option<&Pattern> {
        self.patterns.get(&self.lists.get(&list)?.pattern)
    }

    fn level(&self, list: u32, depth: u8) -> Option<&Level> {
        let own = self.lists.get(&list)?.levels.get(&depth);
        own.or_else(|| self.pattern(list)?.levels.get(&depth))
    }

    fn start(&self, list: u32, depth: u8) -> u32 {
        let own = self.lists.get(&list).and_then(|list| list.starts.get(&depth)).copied();
        own.or_else(|| self.level(list, depth).map(|level| level.start)).unwrap_or(1)
    }
}

/// Collects levels where they stand: in a pattern, or in a list as a difference.
#[derive(Debug, Default)]
struct Reader {
    numbering: Numbering,
    pattern: Option<u32>,
    list: Option<u32>,
    override_of: Option<u8>,
    level: Option<u8>,
}

impl Reader {
    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "abstractNum" => self.open_pattern(tag),
            "num" => self.open_list(tag),
            "lvlOverride" => self.override_of = depth(tag),
            "lvl" => self.level = depth(tag),
            "abstractNumId" => self.with_list(|list| list.pattern = tag.number().unwrap_or_default()),
            "numStyleLink" => self.with_pattern(|pattern| pattern.style_link = tag.val()),
            "startOverride" => self.start(tag),
            _ => self.with_level(|level| level.take(tag)),
        }
    }

    fn open_pattern(&mut self, tag: &Tag<'_>) {
        let room = self.numbering.patterns.len() < MOST;
        (self.list, self.level) = (None, None);
        self.pattern = tag.get("abstractNumId").and_then(|id| id.trim().parse().ok()).filter(|_| room);
    }

    fn open_list(&mut self, tag: &Tag<'_>) {
        let room = self.numbering.lists.len() < MOST;
        (self.pattern, self.level, self.override_of) = (None, None, None);
        self.list = tag.get("numId").and_then(|id| id.trim().parse().ok()).filter(|_| room);
    }

    fn with_pattern(&mut self, change: impl FnOnce(&mut Pattern)) {
        if let Some(id) = self.pattern {
            change(self.numbering.patterns.entry(id).or_default());
        }
    }

    fn with_list(&mut self, change: impl FnOnce(&mut List)) {
        if let Some(id) = self.list {
            change(self.numbering.lists.entry(id).or_default());
        }
    }

    fn with_level(&mut self, change: impl FnOnce(&mut Level)) {
        let Some(depth) = self.level else { return };
        match self.list {
            Some(_) => self.with_list(|list| change(list.levels.entry(depth).or_default())),
            None => self.with_pattern(|pattern| change(pattern.levels.entry(depth).or_default())),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let Some((depth, start)) = self.override_of.zip(tag.number()) else { return };
        self.with_list(|list| {
            list.starts.insert(depth, start);
        });
    }
}

fn depth(tag: &Tag<'_>) -> Option<u8> {
    tag.get("ilvl")?.trim().parse().ok().filter(|depth| usize::from(*depth) < LEVELS)
}

impl Level {
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "start" => self.start = tag.number().unwrap_or(1),
            "numFmt" => self.format = Format::named(&tag.val().unwrap_or_default()),
            "lvlText" => self.text = tag.val().unwrap_or_default().chars().take(PATTERN).collect(),
            "isLgl" => self.legal = tag.is_on(),
            "lvlRestart" => self.restart = tag.number().and_then(|level| u8::try_from(level).ok()),
            "pStyle" => self.style = tag.val(),
            _ => {}
        }
    }
}

impl Format {
    fn named(name: &str) -> Self {
        match name {
            "decimalZero" => Self::Padded,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "ordinal" => Self::Ordinal,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    fn write(self, number: u32) -> String {
        match self {
            Self::Decimal | Self::Bullet => number.to_string(),
            Self::Padded => format!("{number:02}"),
            Self::LowerLetter => letters(number).to_lowercase(),
            Self::UpperLetter => letters(number),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperRoman => roman(number),
            Self::Ordinal => format!("{number}{}", ordinal(number)),
            Self::None => String::new(),
        }
    }
}

/// `A` to `Z`, then `AA`, `BB` and on; far out, figures.
fn letters(number: u32) -> String {
    let Some(n) = number.checked_sub(1).filter(|n| *n < 26 * 30) else { return number.to_string() };
    let letter = u8::try_from(n % 26).map_or('A', |n| char::from(b'A' + n));
    std::iter::repeat_n(letter, n as usize / 26 + 1).collect()
}

fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut rest, mut text) = (number, String::new());
    for (value, letters) in PARTS {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

fn ordinal(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// Where each list has come to.
#[derive(Debug, Default)]
pub struct Counters {
    values: HashMap<u32, [Option<u32>; LEVELS]>,
    started: HashSet<(u32, u8)>,
}

impl Counters {
    /// Counts one more paragraph of a list. `None` when the list is unknown or shows nothing.
    pub fn next(&mut self, numbering: &Numbering, list: u32, depth: u8) -> Option<Mark> {
        let level = numbering.level(list, depth)?;
        let values = self.count(numbering, list, depth)?;
        if level.format == Format::Bullet {
            return Some(Mark::Bullet);
        }
        let text = pattern(numbering, list, level, &values);
        (!text.trim().is_empty()).then_some(Mark::Number(text))
    }

    /// Lists of one pattern count on together, unless one of them says where it starts.
    fn count(&mut self, numbering: &Numbering, list: u32, depth: u8) -> Option<[Option<u32>; LEVELS]> {
        let known = numbering.lists.get(&list)?;
        let values = self.values.entry(known.pattern).or_default();
        let anew = self.started.insert((list, depth)) && known.starts.contains_key(&depth);
        for (n, value) in (0..).zip(values.iter_mut()) {
            let start = numbering.start(list, n);
            match n {
                n if n < depth => *value = value.or(Some(start)),
                n if n == depth => {
                    let next = value.filter(|_| !anew).map_or(start, |value| value.saturating_add(1));
                    *value = Some(next);
                }
                n if restarts(numbering.level(list, n), depth) => *value = None,
                _ => {}
            }
        }
        Some(*values)
    }
}

/// Whether a level starts again when a number of a level above it is given.
fn restarts(level: Option<&Level>, above: u8) -> bool {
    level.and_then(|level| level.restart).is_none_or(|restart| above < restart)
}

/// `%1.%2` with the numbers of the levels.
fn pattern(numbering: &Numbering, list: u32, level: &Level, values: &[Option<u32>; LEVELS]) -> String {
    let mut text = String::new();
    let mut rest = level.text.chars().peekable();
    while let Some(c) = rest.next() {
        let digit = rest.peek().and_then(|c| c.to_digit(10)).filter(|digit| c == '%' && *digit > 0);
        match digit.and_then(|digit| u8::try_from(digit - 1).ok()) {
            Some(depth) => {
                rest.next();
                let format = numbering.level(list, depth).map_or(Format::Decimal, |level| level.format);
                let format = if level.legal { Format::Decimal } else { format };
                let value = values.get(usize::from(depth)).copied().flatten();
                text.extend(value.map(|value| format.write(value)));
            }
            None => text.push(c),
        }
    }
    text.trim().to_owned()
}
