//! Choosing from a list by a few letters: one or several.

use crate::domain::caution::Class;
use crate::domain::summary::Dimension;

use super::fuzzy;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What is handed back.
    pub code: String,
    /// What is shown and searched.
    pub label: String,
    /// Shown beside it: a key, a mark, a code.
    pub detail: String,
}

/// What the choice is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Why the current criterion does not apply.
    NotApplicable,
    /// One answer for all open questions of a section.
    Section,
    /// Go to a criterion.
    Criterion,
    /// Go to a heading of the document.
    Heading,
    /// Only to read.
    Nothing,
    /// Go to a passage that is evidence.
    Evidence,
    /// Go to a comment that is open.
    Waiting,
    /// Say what became of a comment, by its number.
    CommentState(u32),
    /// Go to a section that was not opened, or to a question without a passage.
    Coverage,
    /// Give a command.
    Command,
    /// Take something off the current criterion.
    Remove,
    /// Fill a field of the record, by its number.
    Field(usize),
    /// Choose which questions are asked.
    Profile,
    /// Choose clearance or advice.
    Role,
    /// Choose the outcome.
    Outcome,
    /// Choose the class of a comment, by its number.
    CommentClass(u32),
    /// Choose one of the draft and the signed-off reviews of a record.
    Version,
    /// Say how the reviewer reads a marker, by its place in the list.
    Marker(usize),
    /// Tick what the text meets, for a hint on a marker.
    MarkerPoints(usize),
    /// Choose the period of the board.
    Period,
    /// Choose a property to filter the board by, or a filter to take away.
    FilterBy,
    /// Choose its value.
    FilterValue(Dimension),
    /// Choose the properties of one more table.
    GroupBy,
    /// Say why a text stays with a caution of this class.
    FalseAlarm(Class),
    /// Go to a table of the board, or to a row.
    Jump,
}

/// The list with what was typed and where the cursor is.
#[derive(Debug, Clone)]
pub struct Picker {
    /// Above the list.
    pub title: String,
    /// What the reader should know before choosing; may be empty.
    pub note: String,
    /// What the choice is for.
    pub purpose: Purpose,
    /// Everything that can be chosen.
    pub items: Vec<Item>,
    /// What was typed.
    pub query: String,
    /// The items that match, best first, as places in `items`.
    pub ranked: Vec<usize>,
    /// The row of the cursor in `ranked`.
    pub at: usize,
    /// The codes ticked; `None` when only one can be chosen.
    pub ticked: Option<Vec<String>>,
    /// Whether enter takes the row under the cursor of a list in which nothing was ticked yet.
    takes_row: bool,
}

impl Item {
    /// An item.
    #[must_use]
    pub fn new(code: &str, label: &str, detail: &str) -> Self {
        Self { code: code.to_owned(), label: label.to_owned(), detail: detail.to_owned() }
    }
}

impl Picker {
    /// A list to choose one from.
    #[must_use]
    pub fn one(title: &str, purpose: Purpose, items: Vec<Item>) -> Self {
        let ranked = (0..items.len()).collect();
        let (title, note, query) = (title.to_owned(), String::new(), String::new());
        Self { title, note, purpose, items, query, ranked, at: 0, ticked: None, takes_row: false }
    }

    /// A list to choose several from. Enter is enough where none was chosen before; what was un-ticked stays so.
    #[must_use]
    pub fn many(title: &str, purpose: Purpose, items: Vec<Item>, ticked: Vec<String>) -> Self {
        let takes_row = ticked.is_empty();
        Self { ticked: Some(ticked), takes_row, ..Self::one(title, purpose, items) }
    }

    /// A list in which each point is ticked or not, so that none at all is an answer.
    #[must_use]
    pub fn points(title: &str, purpose: Purpose, items: Vec<Item>) -> Self {
        Self { takes_row: false, ..Self::many(title, purpose, items, Vec::new()) }
    }

    /// Adds what the reader should know before choosing.
    #[must_use]
    pub fn noting(self, note: &str) -> Self {
        Self { note: note.to_owned(), ..self }
    }

    /// Puts the cursor on the item with this code.
    #[must_use]
    pub fn at(mut self, code: &str) -> Self {
        self.at = self.items.iter().position(|item| item.code == code).unwrap_or(0);
        self
    }

    /// Narrows the list by one more letter.
    pub fn type_char(&mut self, c: char) {
        self.query.push(c);
        self.rank();
    }

    /// Takes the last letter back.
    pub fn backspace(&mut self) {
        self.query.pop();
        self.rank();
    }

    /// Adds pasted text to what was typed.
    pub fn paste(&mut self, text: &str) {
        self.query.extend(text.chars().filter(|c| !c.is_control()).take(100));
        self.rank();
    }

    /// Moves the cursor; it stays in the list.
    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.ranked.len().saturating_sub(1));
    }

    /// The item under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.items.get(*self.ranked.get(self.at)?)
    }

    /// Ticks the item under the cursor, or takes the tick away.
    pub fn tick(&mut self) {
        let Some(code) = self.current().map(|item| item.code.clone()) else { return };
        if let Some(ticked) = &mut self.ticked {
            self.takes_row = false;
            match ticked.iter().position(|one| *one == code) {
                Some(place) => _ = ticked.remove(place),
                None => ticked.push(code.clone()),
            }
            // The next one is found by new letters; the cursor stays where it was ticked.
            self.query.clear();
            self.rank();
            self.at = self.items.iter().position(|item| item.code == code).unwrap_or_default();
        }
    }

    /// What was chosen: the ticked codes, or the one under the cursor. Several are joined by commas.
    #[must_use]
    pub fn chosen(&self) -> Option<String> {
        match &self.ticked {
            Some(ticked) if !self.takes_row => Some(ticked.join(", ")),
            _ => self.current().map(|item| item.code.clone()),
        }
    }

    fn rank(&mut self) {
        self.ranked = fuzzy::rank(&self.query, self.items.iter().map(|item| format!("{} {}", item.label, item.detail)));
        self.at = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fruits(ticked: &[&str]) -> Picker {
        let items = ["apple", "pear", "plum"].map(|name| Item::new(name, name, "")).into();
        Picker::many("Fruit", Purpose::Criterion, items, ticked.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn enter_is_enough_where_nothing_was_chosen_before() {
        let mut picker = fruits(&[]);
        picker.step(1);
        assert_eq!(picker.chosen().as_deref(), Some("pear"));
    }

    #[test]
    fn what_was_ticked_wrongly_can_be_taken_back() {
        let mut picker = fruits(&["apple"]);
        assert_eq!(picker.chosen().as_deref(), Some("apple"));
        picker.tick();
        assert_eq!(picker.chosen().as_deref(), Some(""));
    }

    #[test]
    fn a_tick_taken_back_in_the_same_list_leaves_nothing() {
        let mut picker = fruits(&[]);
        picker.tick();
        picker.tick();
        assert_eq!(picker.chosen().as_deref(), Some(""));
    }

    #[test]
    fn none_of_the_points_is_an_answer() {
        let points = Picker::points("Met", Purpose::MarkerPoints(0), fruits(&[]).items);
        assert_eq!(points.chosen().as_deref(), Some(""));
    }
}
