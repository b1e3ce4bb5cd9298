//! The board: what leads count, and what each number is worked out from.
//!
//! ```text
//! census + question ─ recount ─▶ sheets: overview, tables ─ enter ─▶ documents, reviews, countries, files ─▶ review
//! ```
//!
//! Nothing here ranks countries, offices, authors or reviewers: rows stand in the order of the lists.

mod behind;
mod choice;
mod commands;
mod overview;
mod period;
mod sheet;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::brief::ReviewBrief;
use crate::domain::census::Census;
use crate::domain::lineage::Sha256;
use crate::domain::review::Pinned;
use crate::domain::summary::{Language, Period, Question, Summary, Table, View, tables};

pub use behind::{Behind, Reason, Sort};
pub use overview::{Figure, Line as OverviewLine, Part};
pub use sheet::{Content, Cursor, Entry, Listed, Listing, Number, Sheet};

/// The board with its sheets.
#[derive(Debug, Clone)]
pub struct Board {
    /// What is counted.
    pub question: Question,
    /// The overview, then the tables.
    pub sheets: Vec<Sheet>,
    /// Which of them lies open.
    pub page: usize,
    /// What was opened from a number, and from a number of that.
    pub levels: Vec<Sheet>,
    /// Whether numbers that say too much about single documents are hidden.
    pub hide_small: bool,
    /// Whether what is to know of a table is shown in full.
    pub notes: bool,
    /// Where the lead came from, and goes back to.
    pub home: Home,
    today: Date,
    census: Arc<Census>,
    /// Review files that could not be read, as sentences.
    unread: Vec<String>,
    /// Where each revision stands in the census.
    places: HashMap<(Uuid, Sha256), usize>,
    /// Whether nobody chose a period yet.
    usual: bool,
}

/// What leaving the board leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The library.
    Library,
    /// The shell: the program began with the board.
    Shell,
}

impl Board {
    /// The board of a census. Without a period it is the current year, else the latest that has returns.
    #[must_use]
    pub fn new(census: Arc<Census>, question: Question, today: Date) -> Self {
        let usual = question.period == Period::default();
        Self {
            question,
            sheets: Vec::new(),
            page: 0,
            levels: Vec::new(),
            hide_small: false,
            notes: false,
            home: Home::Library,
            today,
            census,
            unread: Vec::new(),
            places: HashMap::new(),
            usual,
        }
    }

    /// Takes over what is on the disk now, and counts it. `unread` are the files that could not be read, as sentences.
    pub fn take(&mut self, census: Arc<Census>, unread: Vec<String>, checklists: &[Pinned]) {
        // Of two copies the first one counts: it is put in last.
        let places = census.briefs.reviews.iter().enumerate().rev();
        self.places = places.map(|(at, review)| ((review.id, review.hash), at)).collect();
        (self.census, self.unread) = (census, unread);
        if self.usual {
            self.question.period = period::usual(&self.census, self.today);
        }
        self.count(checklists);
    }

    /// Counts again for another question. What was opened is closed: its numbers are gone.
    pub fn ask(&mut self, question: Question, checklists: &[Pinned]) {
        self.usual &= question.period == self.question.period;
        self.question = question;
        self.levels.clear();
        self.count(checklists);
    }

    fn count(&mut self, checklists: &[Pinned]) {
        let census = Arc::clone(&self.census);
        let view = View::of(&census, checklists, self.question.clone());
        let summary = Summary::of(&view, self.today);
        let tables = tables(&view, &summary, checklists, Language::English);
        let everything = View::of(&census, checklists, Question::default());
        let lines = overview::lines(&view, &everything, &summary, &tables);
        let mut sheets = vec![Sheet::new("Overview", Content::Overview(lines))];
        sheets.extend(tables.into_iter().map(sheet_of));
        let before = std::mem::replace(&mut self.sheets, sheets);
        for (sheet, before) in self.sheets.iter_mut().zip(before) {
            sheet.at = before.at;
            sheet.step(0, 0);
        }
        self.page = self.page.min(self.sheets.len().saturating_sub(1));
        self.open_again(checklists);
    }

    /// What was opened is worked out again, the cursor where it was.
    fn open_again(&mut self, checklists: &[Pinned]) {
        for before in std::mem::take(&mut self.levels) {
            let Some(behind) = &before.behind else { continue };
            let mut sheet = self.sheet(&before.title, behind, checklists);
            sheet.at = before.at;
            sheet.step(0, 0);
            self.levels.push(sheet);
        }
    }

    /// The sheet that has the keys.
    #[must_use]
    pub fn top(&self) -> Option<&Sheet> {
        self.levels.last().or_else(|| self.sheets.get(self.page))
    }

    fn top_mut(&mut self) -> Option<&mut Sheet> {
        self.levels.last_mut().or_else(|| self.sheets.get_mut(self.page))
    }

    /// Moves the cursor.
    pub fn step(&mut self, rows: isize, columns: isize) {
        if let Some(sheet) = self.top_mut() {
            sheet.step(rows, columns);
        }
    }

    /// Goes to another table; what was opened is closed.
    pub fn turn(&mut self, by: isize) {
        let len = self.sheets.len().max(1);
        self.go_to(self.page.saturating_add(len).saturating_add_signed(by) % len);
    }

    fn go_to(&mut self, page: usize) {
        self.levels.clear();
        self.page = page.min(self.sheets.len().saturating_sub(1));
    }

    /// Whether there is nothing to count, in no period and with no filter.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.census.files.seen == 0
    }

    /// The review at a place of the census.
    #[must_use]
    pub fn review(&self, at: usize) -> Option<ReviewBrief<'_>> {
        self.census.briefs.reviews.get(at)
    }

    /// The day on which the author got a review.
    #[must_use]
    pub fn returned_on(&self, review: ReviewBrief) -> Date {
        self.census.returned_on(review)
    }

    /// Who reviewed, for the lists of single reviews.
    #[must_use]
    pub fn reviewer(&self, review: ReviewBrief) -> &str {
        self.census.briefs.lexicon.text(review.reviewer)
    }

    /// The codes of its countries.
    #[must_use]
    pub fn countries(&self, review: ReviewBrief) -> String {
        self.census.briefs.lexicon.texts(review.countries()).collect::<Vec<_>>().join(", ")
    }

    /// Period, filters and what is hidden, as text.
    #[must_use]
    pub fn context(&self) -> String {
        let mut parts = vec![self.question.period.label()];
        parts.extend(self.question.conditions.iter().map(choice::in_words));
        parts.extend(self.question.conditions.is_empty().then(|| "all documents".to_owned()));
        let by: Vec<_> = self.question.by.iter().map(|by| by.label().to_lowercase()).collect();
        parts.extend((!by.is_empty()).then(|| format!("also by {}", by.join(" and "))));
        parts.extend(self.hide_small.then(|| "numbers below 5 are hidden".to_owned()));
        parts.join(" · ")
    }
}

fn sheet_of(table: Table) -> Sheet {
    let title = table.title.clone();
    let short = match (table.id, title.split_once(" – "), title.split_once(": ")) {
        ("T3", Some((_, checklist)), _) => format!("Criteria: {checklist}"),
        ("TB", ..) => format!("By {}", title.to_lowercase()),
        (.., Some((head, _))) => head.to_owned(),
        _ => title.clone(),
    };
    // The cursor begins on a number, not on words.
    let first = table.rows.first().and_then(|row| row.cells.iter().position(|cell| !cell.value.is_text()));
    let at = Cursor { row: 0, column: first.unwrap_or(0) };
    Sheet { short, at, ..Sheet::new(&title, Content::Table(table)) }
}
