//! The form with the record's data: seen once before the review starts, and again whenever the reviewer asks.

use crate::domain::checklist::{Profile, Scope};
use crate::domain::field::{Entry, FIELDS};
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::review::{Pinned, Role};
use crate::domain::vocabulary::List;

use super::editor::{Editor, Target};
use super::picker::{Item, Picker, Purpose};

/// One line of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormLine {
    /// A field of the record, by its place in the table.
    Field(usize),
    /// Which questions are asked.
    Profile,
    /// Clearance or advice.
    Role,
    /// What was dropped, guessed or cut when the file was read.
    Warnings,
    /// Start, or go back to, the review.
    Start,
}

/// Which review of a document that was reviewed before.
#[derive(Debug, Clone, Copy, Default)]
pub struct Chosen {
    /// The round; `None` follows from the reviewer's earlier ones.
    pub round: Option<u32>,
    /// Whether it decides between two of that round.
    pub decide: bool,
}

/// The form.
#[derive(Debug, Clone)]
pub struct Form {
    /// The record as it stands.
    pub record: Record,
    /// Which questions will be asked.
    pub profile: Profile,
    /// What the reviewer's word will mean.
    pub role: Role,
    /// The line of the cursor.
    pub at: usize,
    /// Names of fields that were guessed from the text and not yet confirmed.
    pub guessed: Vec<&'static str>,
    /// Whether a review of it is under way.
    pub under_way: bool,
    /// Which review it is to be.
    pub chosen: Chosen,
}

impl Form {
    /// The form for a record; the cursor is on the first line that needs a look, else on the start line.
    #[must_use]
    pub fn new(record: Record, profile: Profile, guessed: Vec<&'static str>) -> Self {
        let role = Role::usual(record.kind);
        let mut form = Self { record, profile, role, at: 0, guessed, under_way: false, chosen: Chosen::default() };
        form.go_on();
        form
    }

    /// Goes to the first line that needs a look, else to the start line.
    pub fn go_on(&mut self) {
        let lines = self.lines();
        self.at = lines.iter().position(|line| self.needs_a_look(*line)).unwrap_or(lines.len() - 1);
    }

    /// The lines in order: the start line stands last.
    #[must_use]
    pub fn lines(&self) -> Vec<FormLine> {
        let fields = (0..FIELDS.len()).map(FormLine::Field);
        let warnings = (!self.warnings().is_empty()).then_some(FormLine::Warnings);
        fields.chain([FormLine::Profile, FormLine::Role]).chain(warnings).chain([FormLine::Start]).collect()
    }

    /// What was dropped, guessed or cut when the file was read.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        self.record.source.as_ref().map_or(&[], |source| source.warnings.as_slice())
    }

    /// The warnings, to read.
    #[must_use]
    pub fn open_warnings(&self) -> Picker {
        let items = vec![Item::new("close", "Close", "")];
        Picker::one("When the file was read", Purpose::Nothing, items).noting(&self.warnings().join("\n"))
    }

    /// The line under the cursor.
    #[must_use]
    pub fn current(&self) -> FormLine {
        self.lines().get(self.at).copied().unwrap_or(FormLine::Start)
    }

    /// Moves the cursor; it stays on the form.
    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.lines().len() - 1);
    }

    /// Whether a line was guessed, or decides the questions and says nothing yet.
    #[must_use]
    pub fn needs_a_look(&self, line: FormLine) -> bool {
        let FormLine::Field(index) = line else { return false };
        let Some(field) = FIELDS.get(index) else { return false };
        let no_country = field.name == "countries" && self.record.countries.is_empty();
        no_country || self.guessed.contains(&field.name)
    }

    /// Whether a line has a value that says something.
    #[must_use]
    pub fn is_said(&self, line: FormLine) -> bool {
        let FormLine::Field(index) = line else { return true };
        let field = FIELDS.get(index);
        field.is_some_and(|field| match field.name {
            "kind" => self.record.kind != Kind::Other,
            _ => !field.get(&self.record).is_empty(),
        })
    }

    /// Fills a field from text; the guess is then confirmed.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the text.
    pub fn fill(&mut self, index: usize, text: &str) -> Result<(), String> {
        let Some(field) = FIELDS.get(index) else { return Ok(()) };
        let (kind, was_needed) = (self.record.kind, self.needs_a_look(FormLine::Field(index)));
        field.set(&mut self.record, text)?;
        self.guessed.retain(|name| *name != field.name);
        if self.record.kind != kind {
            self.follow_kind();
        }
        if was_needed && !self.under_way {
            self.go_on();
        }
        Ok(())
    }

    /// How many questions would be asked.
    #[must_use]
    pub fn asked(&self, checklists: &[Pinned]) -> usize {
        let scope = Scope::of(&self.record, self.profile);
        checklists.iter().map(|pinned| pinned.checklist.asked(&scope).count()).sum()
    }

    /// The box or list that fills a field.
    #[must_use]
    pub fn open_field(&self, index: usize) -> Option<Opened> {
        let field = FIELDS.get(index)?;
        let value = field.get(&self.record);
        Some(match field.entry {
            Entry::Line | Entry::Day => {
                let title = title_of(field.label, field.entry, field.name);
                Opened::Editor(Box::new(Editor::new(&title, Target::Field(index), &value)))
            }
            Entry::One(list) => {
                let start = if self.is_said(FormLine::Field(index)) { value.as_str() } else { "" };
                let picker = Picker::one(field.label, Purpose::Field(index), items(list));
                Opened::Picker(Box::new(picker.at(start)))
            }
            Entry::Many(list) => {
                let ticked = value.split(", ").filter(|code| !code.is_empty()).map(str::to_owned).collect();
                Opened::Picker(Box::new(Picker::many(field.label, Purpose::Field(index), items(list), ticked)))
            }
        })
    }

    /// A new kind has a short set and a role of its own.
    fn follow_kind(&mut self) {
        self.role = Role::usual(self.record.kind);
        self.profile = self.profile.usual(self.record.kind);
    }
}

/// What fills a field.
pub enum Opened {
    /// A box to write in.
    Editor(Box<Editor>),
    /// A list to choose from.
    Picker(Box<Picker>),
}

fn title_of(label: &str, entry: Entry, name: &str) -> String {
    match (entry, name) {
        (Entry::Day, _) => format!("{label} (such as 2025-01-31)"),
        (_, "markers") => format!("{label} (scheme and code, such as iom-gm 2a; several with commas)"),
        (_, "budget") => format!("{label} (amount and currency, such as 250000 USD)"),
        _ => label.to_owned(),
    }
}

fn items(list: List) -> Vec<Item> {
    list.entries().iter().map(|entry| Item::new(&entry.code, &entry.label, &entry.code)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_goes_on_to_what_needs_a_look_next() {
        let record = Record::new("a", Kind::Other, "A plan");
        let mut form = Form::new(record, Profile::All, vec!["kind"]);
        let at = |name: &str| FIELDS.iter().position(|field| field.name == name).unwrap();
        assert_eq!(form.at, at("kind"));
        assert_eq!(form.fill(at("kind"), "report"), Ok(()));
        assert_eq!(form.at, at("countries"));
        assert_eq!(form.fill(at("countries"), "KEN"), Ok(()));
        assert_eq!(form.current(), FormLine::Start);
    }
}
