//! A table of numbers, each with what stands behind it. Text, Markdown, HTML and the board draw the same tables.

use super::figures::Figures;
use super::selection::Selection;
use super::{Days, Language, SMALL};

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Such as `T1`: the same in every language and year.
    pub id: &'static str,
    /// Above it.
    pub title: String,
    /// What a reader must know; printed under it.
    pub note: String,
    /// Over the columns; the first one stands over the labels.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// In which its words are, and its numbers are written.
    pub language: Language,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// What it is about.
    pub label: String,
    /// The code behind the label, for other programs.
    pub code: String,
    /// A cell for each column after the label.
    pub cells: Vec<Cell>,
    /// Whether it sums the others up.
    pub total: bool,
    /// Yes, Partly and No, for a bar.
    pub bar: Option<[usize; 3]>,
}

/// A number and what stands behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// The number.
    pub value: Value,
    /// Its documents, reviews or countries: as many as the number says.
    pub behind: Option<Selection>,
    /// What a value that counts none of these itself is worked out from.
    pub from: Option<Selection>,
}

/// What a cell says.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// Nothing to say.
    #[default]
    Nothing,
    /// A number of something.
    Count(usize),
    /// So many of so many.
    Share(usize, usize),
    /// Calendar days in the middle of so many.
    Days(Option<Days>, usize),
    /// Whole calendar days that a part of so many do not exceed.
    WholeDays(Option<i32>, usize),
    /// The number of now and that of a year ago.
    Change(usize, usize),
    /// The difference of two shares: of the latest and of the first.
    Points([usize; 2], [usize; 2]),
    /// Words.
    Text(String),
}

/// In the place of a number from which a small one could be worked out.
pub const WITHHELD: &str = "*";
/// Below this number a change is told in numbers, not in per cent.
const FEW: usize = 20;

impl Table {
    /// A table of this many columns, still without rows.
    #[must_use]
    pub fn new(id: &'static str, title: &str, head: &[&str]) -> Self {
        let head = head.iter().map(|word| (*word).to_owned()).collect();
        Self { id, title: title.to_owned(), head, ..Self::default() }
    }

    /// What a cell says, in the language of the table.
    #[must_use]
    pub fn shown(&self, value: &Value, hide_small: bool) -> String {
        value.written(Figures::of(self.language), hide_small)
    }

    /// With something to know.
    #[must_use]
    pub fn noting(self, note: &str) -> Self {
        Self { note: note.to_owned(), ..self }
    }
}

impl Row {
    /// A row.
    #[must_use]
    pub fn new(label: &str, code: &str, cells: Vec<Cell>) -> Self {
        Self { label: label.to_owned(), code: code.to_owned(), cells, total: false, bar: None }
    }

    /// A row that sums the others up.
    #[must_use]
    pub fn total(label: &str, cells: Vec<Cell>) -> Self {
        Self { total: true, ..Self::new(label, "", cells) }
    }
}

impl Cell {
    /// A number with what stands behind it.
    #[must_use]
    pub const fn count(count: usize, behind: Selection) -> Self {
        Self { value: Value::Count(count), behind: Some(behind), from: None }
    }

    /// A share with what stands behind its first number.
    #[must_use]
    pub const fn share(part: usize, of: usize, behind: Selection) -> Self {
        Self { value: Value::Share(part, of), behind: Some(behind), from: None }
    }

    /// A value that counts nothing itself, with what it is worked out from.
    #[must_use]
    pub const fn derived(value: Value, from: Selection) -> Self {
        Self { value, behind: None, from: Some(from) }
    }

    /// A value that stands for itself.
    #[must_use]
    pub const fn plain(value: Value) -> Self {
        Self { value, behind: None, from: None }
    }

    /// What a lead sees who opens it.
    #[must_use]
    pub fn opens(&self) -> Option<&Selection> {
        self.behind.as_ref().or(self.from.as_ref())
    }

    /// Words.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::plain(Value::Text(text.to_owned()))
    }
}

impl Value {
    /// As text that other programs read too. With `hide_small` a number that says too much about single documents is
    /// withheld: a count from 1 to 4 says only that it is small, and whatever gives one away says nothing.
    #[must_use]
    pub fn shown(&self, hide_small: bool) -> String {
        self.written(Figures::PLAIN, hide_small)
    }

    /// As text, with the numbers as a language writes them.
    #[must_use]
    pub fn written(&self, figures: Figures, hide_small: bool) -> String {
        match self {
            Self::Nothing | Self::Days(None, _) | Self::WholeDays(None, _) | Self::Share(_, 0) => "–".to_owned(),
            _ if hide_small && self.is_small() => self.withheld(),
            Self::Count(count) => figures.count(*count),
            Self::Share(part, of) => format!("{} ({})", figures.percent(percent(*part, *of)), figures.count(*part)),
            Self::Days(Some(days), _) => figures.days(*days),
            Self::WholeDays(Some(days), _) => days.to_string(),
            Self::Change(now, before) => change(*now, *before, figures),
            Self::Points(latest, first) => points(*latest, *first),
            Self::Text(text) => text.clone(),
        }
    }

    /// “<5” would be false of a share that is withheld for what is left of it, and of a difference.
    fn withheld(&self) -> String {
        match self {
            Self::Count(count) | Self::Share(count, _) if *count < SMALL => format!("<{SMALL}"),
            _ => WITHHELD.to_owned(),
        }
    }

    /// Whether it says too much about single documents.
    #[must_use]
    pub fn is_small(&self) -> bool {
        let few = |count: usize| (1..SMALL).contains(&count);
        match self {
            Self::Count(count) => few(*count),
            Self::Share(part, of) => few(*part) || few(*of) || few(of - part.min(of)),
            Self::Change(now, before) => few(*now) || few(*before),
            Self::Points(latest, first) => few(latest[1]) || few(first[1]),
            Self::Days(_, of) | Self::WholeDays(_, of) => few(*of),
            Self::Nothing | Self::Text(_) => false,
        }
    }

    /// Whether it is words, which stand on the left.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

/// Whole per cent, halves up.
#[must_use]
pub fn percent(part: usize, of: usize) -> usize {
    (200 * part + of).checked_div(2 * of).unwrap_or(0)
}

fn change(now: usize, before: usize, figures: Figures) -> String {
    let sign = if now < before { "−" } else { "+" };
    let difference = now.abs_diff(before);
    match (difference, before < FEW) {
        (0, _) => "0".to_owned(),
        (_, true) => format!("{sign}{}", figures.count(difference)),
        (_, false) => format!("{sign}{}", figures.percent(percent(difference, before))),
    }
}

fn points([latest, of_latest]: [usize; 2], [first, of_first]: [usize; 2]) -> String {
    if of_latest == 0 || of_first == 0 {
        return "–".to_owned();
    }
    let (now, before) = (percent(latest, of_latest), percent(first, of_first));
    let sign = if now < before { "−" } else { "+" };
    if now == before { "0".to_owned() } else { format!("{sign}{}", now.abs_diff(before)) }
}

#[cfg(test)]
mod tests {
    use super::super::Spread;
    use super::*;

    #[test]
    fn values_read_as_in_the_tables_of_leads() {
        let cases = [
            (Value::Nothing, "–", "–"),
            (Value::Count(0), "0", "0"),
            (Value::Count(4), "4", "<5"),
            (Value::Count(5), "5", "5"),
            (Value::Share(268, 412), "65 % (268)", "65 % (268)"),
            (Value::Share(1, 2), "50 % (1)", "<5"),
            (Value::Share(0, 40), "0 % (0)", "0 % (0)"),
            (Value::Share(38, 40), "95 % (38)", "*"),
            (Value::Share(0, 0), "–", "–"),
            (Value::Change(187, 180), "+4 %", "+4 %"),
            (Value::Change(71, 79), "−10 %", "−10 %"),
            (Value::Change(9, 7), "+2", "+2"),
            (Value::Change(49, 51), "−4 %", "−4 %"),
            (Value::Change(7, 7), "0", "0"),
            (Value::Points([58, 100], [31, 100]), "+27", "+27"),
            (Value::Points([1, 2], [1, 100]), "+49", "*"),
            (Value::Change(3, 20), "−85 %", "*"),
            (Value::Points([1, 0], [1, 100]), "–", "–"),
            (Value::WholeDays(Some(3), 5), "3", "3"),
            (Value::WholeDays(Some(3), 4), "3", "*"),
            (Value::Days(Spread::of(vec![2, 3]).median, 2), "2.5", "*"),
            (Value::Days(None, 0), "–", "–"),
        ];
        for (value, plain, hidden) in cases {
            assert_eq!((value.shown(false), value.shown(true)), (plain.to_owned(), hidden.to_owned()), "{value:?}");
        }
    }

    #[test]
    fn halves_go_up_and_nothing_is_no_share() {
        for (part, of, wanted) in [(1, 8, 13), (1, 3, 33), (2, 3, 67), (1, 200, 1), (0, 0, 0), (7, 7, 100)] {
            assert_eq!(percent(part, of), wanted, "{part} of {of}");
        }
    }
}
