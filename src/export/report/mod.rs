//! The annual report: the paragraph that leads quote, the tables with their cautions, charts, and for each figure the
//! command that reproduces it.
//!
//! ```text
//! View, Summary ─▶ Report ─┬─ passages ─▶ the paragraph alone
//!                          ├─ markdown ─▶ a document to go on writing in
//!                          └─ html ─────▶ one file to read and to print, without script and without anything to load
//! ```

mod chart;
mod command;
mod html;
mod markdown;
mod paragraph;
mod words;

use jiff::civil::Date;

use crate::domain::outcome::Outcome;
use crate::domain::review::Pinned;
use crate::domain::summary::{Language, Summary, Table, View, tables};
use crate::domain::vocabulary;
use crate::export::day;

pub use command::{for_passages, for_table};
pub use html::html;
pub use markdown::markdown;
pub use paragraph::{at_most, passages};
use words::Text;

/// How a report is made.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// In which language.
    pub language: Language,
    /// Whether numbers that say too much about single documents are withheld.
    pub hide_small: bool,
    /// Whether the paragraph tells the change on the year before.
    pub with_change: bool,
    /// Who reviewed, as the subject of a sentence; “the team” when not given.
    pub team: Option<String>,
    /// The day that is printed as the day of making.
    pub made_on: Date,
}

/// Everything that a report says, in the order in which it says it.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The numbers.
    pub summary: Summary,
    /// The tables that have something to show.
    pub tables: Vec<Table>,
    /// How it is made.
    pub options: Options,
}

/// A part of the report with a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Documents,
    Standards,
    FollowUp,
    Sectors,
    Annex,
}

impl Report {
    /// The report of a view.
    #[must_use]
    pub fn of(view: &View, summary: Summary, checklists: &[Pinned], options: Options) -> Self {
        let mut tables = tables(view, &summary, checklists, options.language);
        tables.retain(|table| !table.rows.is_empty());
        tables.iter_mut().filter(|table| table.id == "T6").for_each(|table| as_reported(table, options.language));
        Self { summary, tables, options }
    }

    fn say(&self, text: Text) -> &'static str {
        text.text(self.options.language)
    }

    fn title(&self) -> String {
        let language = self.options.language;
        match self.summary.period.whole_year() {
            Some(year) => format!("{} {year}", self.say(Text::Annual)),
            None => format!("{} – {}", self.say(Text::Report), day::span(self.summary.period, language)),
        }
    }

    /// The day of making, and the choice of documents when there is one.
    fn about(&self) -> Vec<String> {
        let language = self.options.language;
        let made = format!("{} {}", self.say(Text::MadeOn), day::written(self.options.made_on, language));
        let only = format!("{} {}", self.say(Text::Only), self.summary.conditions.join(", "));
        let chosen = !self.summary.conditions.is_empty();
        [made].into_iter().chain(chosen.then_some(only)).collect()
    }

    /// What a reader must know of all numbers; that they are no sample is said beside the paragraph.
    fn cautions(&self) -> Vec<String> {
        let language = self.options.language;
        let mut all = vec![self.say(Text::NoMeasure)];
        all.extend(self.options.hide_small.then(|| self.say(Text::Withheld)));
        all.extend((language != Language::English).then(|| self.say(Text::EnglishTitles)));
        all.into_iter().map(str::to_owned).chain([self.files()]).collect()
    }

    /// Every file accounted for.
    fn files(&self) -> String {
        let files = self.summary.files;
        let terms = [
            (files.current, Text::FilesCurrent),
            (files.superseded, Text::FilesSuperseded),
            (files.duplicate, Text::FilesDuplicate),
            (files.fork, Text::FilesFork),
            (files.newer, Text::FilesNewer),
            (files.unreadable, Text::FilesUnreadable),
        ];
        let figures = crate::domain::summary::Figures::of(self.options.language);
        let sum: Vec<_> =
            terms.iter().map(|(count, text)| format!("{} {}", figures.count(*count), self.say(*text))).collect();
        format!("{} {} = {}.", self.say(Text::FilesSeen), figures.count(files.seen), sum.join(" + "))
    }

    /// The parts that have tables, in order.
    fn parts(&self) -> impl Iterator<Item = (Part, Vec<&Table>)> {
        let of = |part| self.tables.iter().filter(|table| Part::of(table) == part).collect::<Vec<_>>();
        Part::ALL.into_iter().map(move |part| (part, of(part))).filter(|(_, tables)| !tables.is_empty())
    }
}

impl Part {
    const ALL: [Self; 5] = [Self::Documents, Self::Standards, Self::FollowUp, Self::Sectors, Self::Annex];

    fn of(table: &Table) -> Self {
        match table.id {
            "T1" | "T2" => Self::Documents,
            "T3" | "T4" | "T5" => Self::Standards,
            "T6" | "T7" | "T8" => Self::FollowUp,
            "T9a" | "T9b" | "T9c" | "T10" => Self::Sectors,
            _ => Self::Annex,
        }
    }

    const fn heading(self) -> Text {
        match self {
            Self::Documents => Text::PartDocuments,
            Self::Standards => Text::PartStandards,
            Self::FollowUp => Text::PartFollowUp,
            Self::Sectors => Text::PartSectors,
            Self::Annex => Text::PartAnnex,
        }
    }
}

/// The reviewer advises and nobody is said to endorse: reports have words of their own for the same outcomes. The French
/// and Spanish words are those of reports already.
fn as_reported(table: &mut Table, language: Language) {
    for row in table.rows.iter_mut().filter(|row| Outcome::from_code(&row.code).is_some()) {
        let entry = vocabulary::outcomes().iter().find(|entry| entry.code == row.code);
        if let Some(entry) = entry.filter(|_| language == Language::English) {
            row.label.clone_from(&entry.report_label);
        }
    }
}
