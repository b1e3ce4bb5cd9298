//! One row of a list to a record.

use std::collections::HashMap;

use crate::domain::canonical::sha256_bytes;
use crate::domain::field::{Entry as Way, Field};
use crate::domain::record::{Budget, Marker, Record, Source, is_slug, slug};
use crate::domain::vocabulary::{self, List};

use super::super::listing::{Entry, Item};
use super::super::value::{Hint, Order, day, decimal, is_placeholder, is_unknown, line, whole};
use super::super::yaml::insert;
use super::super::{Imported, guess, member};
use super::cell::{Cell, Row};
use super::column::currency;
use super::mapping::{Mapping, Use};
use super::personal::{has_address, is_telephone};

/// Names that were looked up already; more of them are no list of words any more.
const REMEMBERED: usize = 10_000;

/// Words of rows that sum up the ones above them.
const SUMS: &[&str] = &["total", "totals", "grand total", "sum", "subtotal", "sub total", "total general", "totaux"];

/// Names of sectors as lists have them, without accents; each can mean one sector only.
const SECTORS: &[(&str, &str)] = &[
    ("wash", "WSH"),
    ("eha", "WSH"),
    ("eau hygiene et assainissement", "WSH"),
    ("agua saneamiento e higiene", "WSH"),
    ("cccm", "CCM"),
    ("camp management", "CCM"),
    ("shelter", "SHL"),
    ("shelter nfi", "SHL"),
    ("shelter and nfi", "SHL"),
    ("abris", "SHL"),
    ("alojamiento", "SHL"),
    ("gbv", "PRO-GBV"),
    ("vbg", "PRO-GBV"),
    ("violencia de genero", "PRO-GBV"),
    ("hlp", "PRO-HLP"),
    ("mhpss", "IOM-MHPSS"),
    ("smsps", "IOM-MHPSS"),
    ("dtm", "IOM-DTM"),
    ("cash", "MPC"),
    ("livelihoods", "ERY"),
    ("food security and livelihoods", "FSC"),
];

/// Makes records of rows.
pub struct Filler<'a> {
    mapping: &'a Mapping,
    hint: Hint,
    place: &'static str,
    /// A row of a text file has all its columns, unless it was cut off.
    can_stop: bool,
    codes: HashMap<(List, String), Option<String>>,
}

/// A record while its row is read.
struct Draft {
    imported: Imported,
    place: String,
    id: Option<String>,
    /// The amount, its column and its currency.
    amount: Option<(String, String)>,
    currency: Option<String>,
    filled: Vec<&'static str>,
}

impl<'a> Filler<'a> {
    /// With a mapping, the language of the numbers, and what a row is called.
    #[must_use]
    pub fn new(mapping: &'a Mapping, hint: Hint, place: &'static str) -> Self {
        Self { mapping, hint, place, codes: HashMap::new(), can_stop: place == "line" }
    }

    /// The record of a row; `None` when it has no title.
    pub fn entry(&mut self, row: &Row) -> Option<Item> {
        let place = format!("{} {}", self.place, row.number);
        let mut draft = Draft::new(place);
        let mapping = self.mapping;
        for (at, (name, becomes)) in mapping.columns.iter().enumerate() {
            self.cell(&mut draft, name, becomes, row.cell(at));
        }
        draft.beyond(row, mapping.columns.len());
        if self.can_stop && row.cells.len() < mapping.columns.len() {
            let (there, all) = (row.cells.len(), mapping.columns.len());
            draft.warn(&format!("the row stops after {there} of {all} columns; what is there was taken"));
        }
        draft.titled().then(|| draft.finish(&identity(row, mapping)))
    }

    fn cell(&mut self, draft: &mut Draft, name: &str, becomes: &Use, cell: &Cell) {
        if let (Cell::Fault(fault), false) = (cell, *becomes == Use::Skip) {
            return draft.warn(&format!("the formula in “{name}” failed ({fault}); the value is not known"));
        }
        let text = cell.text();
        if let (Cell::Text(raw), Use::Field(field)) = (cell, becomes)
            && (raw.trim(), field.entry) == ("NA", Way::Many(List::Countries))
        {
            return draft.refuse(name, "NA", "may be Namibia or nothing: write the name of the country");
        }
        if text.is_empty() {
            return;
        }
        match becomes {
            Use::Skip => {}
            Use::Extra => draft.keep(name, &text),
            Use::Id => draft.id = Some(text.into_owned()),
            Use::Currency => draft.currency = Some(text.trim().to_uppercase()),
            Use::Budget(known) => self.budget(draft, name, cell, known.clone()),
            Use::Marker(scheme) => draft.marker(name, scheme, &text),
            Use::Field(field) => self.field(draft, name, field, cell, &text),
        }
    }

    fn field(&mut self, draft: &mut Draft, name: &str, field: &'static Field, cell: &Cell, text: &str) {
        match (field.name, field.entry) {
            ("title", _) if is_placeholder(text) || SUMS.contains(&super::column::plain(text).as_str()) => {}
            ("people_targeted", _) => {
                let number = whole(text, self.hint_of(cell)).map(|number| number.to_string());
                draft.set_or(name, field, number, text, NOT_A_NUMBER);
            }
            ("markers", _) => draft.set_or(name, field, Some(text.to_owned()), text, NO_SCHEME),
            (_, Way::Line) => draft.set_or(name, field, Some(line(text)), text, ""),
            (_, Way::Day) => {
                let day = if let Cell::Day(day) = cell { Some(*day) } else { day(text, Order::Unknown) };
                draft.set_or(name, field, day.map(|day| day.to_string()), text, NOT_A_DAY);
            }
            (_, Way::One(list)) => {
                let code = self.code(list, text);
                draft.set_or(name, field, code, text, &format!("is not a known {}", list.name()));
            }
            (_, Way::Many(list)) => self.many(draft, name, field, list, text),
        }
    }

    /// Several values in one cell, unless the whole of it names one.
    fn many(&mut self, draft: &mut Draft, name: &str, field: &'static Field, list: List, text: &str) {
        let whole = self.code(list, text);
        let parts: Vec<&str> = match &whole {
            Some(_) => vec![text],
            None => text.split([';', ',', '|', '\n', '/']).map(str::trim).filter(|part| !is_unknown(part)).collect(),
        };
        let mut codes: Vec<String> = Vec::new();
        let mut unknown = Vec::new();
        for part in parts {
            match self.code(list, part) {
                Some(code) if codes.contains(&code) => {}
                Some(code) => codes.push(code),
                None => unknown.push(part),
            }
        }
        draft.add(name, field, codes, text);
        if !unknown.is_empty() {
            draft.refuse(name, &unknown.join("; "), &format!("is not a known {}", list.name()));
        }
    }

    fn code(&mut self, list: List, text: &str) -> Option<String> {
        let key = (list, text.to_owned());
        if let Some(known) = self.codes.get(&key) {
            return known.clone();
        }
        let also = || SECTORS.iter().find(|(name, _)| list == List::Sectors && *name == super::column::plain(text));
        let code = member::code(list, text).or_else(|| also().map(|(_, code)| (*code).to_owned()));
        if self.codes.len() < REMEMBERED {
            self.codes.insert(key, code.clone());
        }
        code
    }

    fn budget(&self, draft: &mut Draft, name: &str, cell: &Cell, known: Option<String>) {
        let text = cell.text();
        let number = match cell {
            // Its digits are no matter of how people write.
            Cell::Number(number) => Some(number.clone()).filter(|number| !number.starts_with('-')),
            _ => decimal(&text, self.hint),
        };
        let Some(amount) = number else { return draft.refuse(name, &text, NOT_A_NUMBER) };
        if amount.split_once('.').is_some_and(|(_, decimals)| decimals.trim_end_matches('0').len() > 2) {
            draft.warn(&format!("the amount {amount} in “{name}” has more than two decimals; it is kept as it is"));
        }
        let within = || text.split(|c: char| c.is_ascii_digit() || c.is_whitespace()).find_map(currency);
        draft.currency = draft.currency.take().or_else(within).or(known);
        draft.amount = Some((name.to_owned(), amount));
    }
}

impl Filler<'_> {
    /// A workbook stores its numbers with a point.
    const fn hint_of(&self, cell: &Cell) -> Hint {
        match cell {
            Cell::Number(_) => Hint::Point,
            _ => self.hint,
        }
    }
}

const NOT_A_NUMBER: &str = "is not surely one number: write it with digits only";
const NOT_A_DAY: &str = "is not surely one day: write it as 2025-01-31";
const NO_SCHEME: &str = "is no marker with its scheme, such as “gam 3”: a code alone means nothing";

impl Draft {
    fn new(place: String) -> Self {
        let imported = Imported { record: Record::new("", guess::NO_KIND, ""), ..Imported::default() };
        Self { imported, place, id: None, amount: None, currency: None, filled: Vec::new() }
    }

    fn warn(&mut self, what: &str) {
        self.imported.warnings.push(format!("{}: {what}", self.place));
    }

    fn keep(&mut self, name: &str, text: &str) {
        if has_address(text) || is_telephone(text) {
            return self.warn(&format!("an e-mail address or telephone number in “{name}” was left out"));
        }
        insert(&mut self.imported.record.extra, name, text.into());
    }

    fn refuse(&mut self, name: &str, text: &str, why: &str) {
        let shown: String = text.chars().take(80).collect();
        self.warn(&format!("“{shown}” in “{name}” {}; it is kept under “extra”", why.trim_end_matches('.')));
        self.keep(name, text);
    }

    fn set_or(&mut self, name: &str, field: &'static Field, value: Option<String>, text: &str, why: &str) {
        match value.map(|value| field.set(&mut self.imported.record, &value)) {
            Some(Ok(())) => self.filled.push(field.name),
            Some(Err(said)) => self.refuse(name, text, if why.is_empty() { &said } else { why }),
            None => self.refuse(name, text, why),
        }
    }

    /// Adds to what another column said.
    fn add(&mut self, name: &str, field: &'static Field, codes: Vec<String>, text: &str) {
        if codes.is_empty() {
            return;
        }
        let before = if self.filled.contains(&field.name) { field.get(&self.imported.record) } else { String::new() };
        let all: Vec<String> = before.split(", ").filter(|code| !code.is_empty()).map(str::to_owned).collect();
        let new = codes.into_iter().filter(|code| !all.contains(code)).collect::<Vec<_>>();
        let all = all.iter().cloned().chain(new).collect::<Vec<_>>().join(", ");
        self.set_or(name, field, Some(all), text, "");
    }

    /// The code stands before a dash or a blank; the words behind it are no part of it.
    fn marker(&mut self, name: &str, scheme: &str, text: &str) {
        let code =
            text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ':')).find(|part| !part.is_empty());
        let code = code.unwrap_or_default();
        match vocabulary::check_marker(scheme, code) {
            Ok(()) => self.imported.record.markers.push(Marker {
                scheme: scheme.to_owned(),
                code: code.to_owned(),
                reference: None,
                reading: None,
            }),
            Err(why) => self.refuse(name, text, &why),
        }
    }

    /// Cells to the right of the last name, and what was cut.
    fn beyond(&mut self, row: &Row, columns: usize) {
        let more = row.cells.iter().enumerate().skip(columns).filter(|(_, cell)| !cell.text().is_empty());
        let more: Vec<_> = more.map(|(at, cell)| (format!("Column {}", at + 1), cell.text().into_owned())).collect();
        for (name, text) in &more {
            self.keep(name, text);
        }
        if !more.is_empty() {
            self.warn(&format!("{} cells stand behind the last named column; they are kept under “extra”", more.len()));
        }
        if row.cut > 0 {
            self.warn(&format!("{} bytes were cut from cells that are too long", row.cut));
        }
    }

    fn titled(&self) -> bool {
        !self.imported.record.title.is_empty()
    }

    fn finish(mut self, identity: &str) -> Item {
        self.settle_budget();
        let Self { mut imported, place, id, filled, .. } = self;
        let record = &mut imported.record;
        if !filled.contains(&"kind") {
            record.kind = guess::kind_in_title(&record.title).unwrap_or(guess::NO_KIND);
            imported.guessed.push("kind");
        }
        record.id = named(id.as_deref(), record).unwrap_or_else(|| slug(&place).unwrap_or_else(|| "row".to_owned()));
        record.source = Some(Source {
            file: String::new(),
            format: String::new(),
            sha256: sha256_bytes(identity.as_bytes()),
            warnings: Vec::new(),
        });
        Entry { place, key: record.id.clone(), imported }.item()
    }

    fn settle_budget(&mut self) {
        let Some((name, amount)) = self.amount.take() else { return };
        match self.currency.take() {
            Some(currency) if currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase()) => {
                self.imported.record.budget = Some(Budget { amount, currency });
            }
            Some(other) => {
                self.refuse(&name, &amount, &format!("has a currency that is no code of three letters ({other})"));
            }
            None => {
                self.refuse(
                    &name,
                    &amount,
                    "has no currency: name it in the header, as “Budget (USD)”, or in a column",
                );
            }
        }
    }
}

/// By its id or reference, else by its title.
fn named(id: Option<&str>, record: &Record) -> Option<String> {
    let of = |text: &str| Some(text.to_owned()).filter(|text| is_slug(text)).or_else(|| slug(text));
    let reference = record.reference.as_deref();
    id.and_then(of).or_else(|| reference.and_then(of)).or_else(|| slug(&record.title))
}

/// What tells a row from every other one: its cells under their names, whatever the order of the columns.
fn identity(row: &Row, mapping: &Mapping) -> String {
    let kept = mapping.columns.iter().enumerate().filter(|(_, (_, becomes))| *becomes != Use::Skip);
    let mut cells: Vec<String> = kept
        .map(|(at, (name, _))| (name, row.cell(at).text()))
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| format!("{name}\u{1f}{text}"))
        .collect();
    cells.sort_unstable();
    cells.join("\u{1e}")
}
