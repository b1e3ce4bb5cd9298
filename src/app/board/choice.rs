//! What the board is asked: the period, the filters, the rows, and where to go.

use crate::app::picker::{Item, Picker, Purpose};
use crate::domain::review::Pinned;
use crate::domain::summary::{Condition, Dimension, Period, Question, Value, View, groups};

use super::sheet::{Content, Listing};
use super::{Board, period};

/// The code of the item that takes every filter away.
const NO_FILTER: &str = "-";

/// A filter as text, such as `kind = Proposal`.
#[must_use]
pub fn in_words(condition: &Condition) -> String {
    let Condition { dimension, value } = condition;
    format!("{} = {}", dimension.label().to_lowercase(), dimension.words(value))
}

impl Board {
    pub(super) fn periods(&self) -> Picker {
        let items = period::items(&self.census, self.today);
        Picker::one("Which period?", Purpose::Period, items).at(&self.question.period.label())
    }

    /// The filters there are, to take them away; then what can be filtered by.
    pub(super) fn filters(&self) -> Picker {
        let away = |(at, condition): (usize, &Condition)| {
            Item::new(&format!("{NO_FILTER}{at}"), &format!("Take away: {}", in_words(condition)), "")
        };
        let mut items: Vec<_> = self.question.conditions.iter().enumerate().map(away).collect();
        if items.len() > 1 {
            items.push(Item::new(NO_FILTER, "Take all of them away", ""));
        }
        items.extend(dimensions());
        Picker::one("Only documents with which …", Purpose::FilterBy, items)
    }

    /// The values of a property, each with its documents; as if there were no filter on that property.
    pub(super) fn values(&self, dimension: Dimension, checklists: &[Pinned]) -> Picker {
        let mut question = Question { by: Vec::new(), ..self.question.clone() };
        question.conditions.retain(|condition| condition.dimension != dimension);
        let view = View::of(&self.census, checklists, question);
        let item = |group: crate::domain::summary::Group| {
            let code = group.by.get(dimension.code())?.clone();
            let count = Value::Count(group.documents).shown(self.hide_small);
            let noun = if group.documents == 1 { "document" } else { "documents" };
            Some(Item::new(&code, &dimension.words(&code), &format!("{count} {noun}")))
        };
        let items = groups(&view, &[dimension]).into_iter().filter_map(item).collect();
        let title = format!("{} is …", dimension.label());
        Picker::one(&title, Purpose::FilterValue(dimension), items)
    }

    pub(super) fn groupings(&self) -> Picker {
        let ticked = self.question.by.iter().map(|by| by.code().to_owned()).collect();
        Picker::many("One more table, by …", Purpose::GroupBy, dimensions().collect(), ticked)
    }

    /// Where to go: to a table, or in a list to a row.
    pub(super) fn places_to_go(&self) -> Picker {
        match self.levels.last().map(|level| &level.content) {
            Some(Content::Listing(listing)) => Picker::one("Go to …", Purpose::Jump, self.titles(listing)),
            Some(Content::Table(table)) => {
                let item = |(at, row): (usize, &crate::domain::summary::Row)| {
                    Item::new(&at.to_string(), &row.label, &row.code)
                };
                Picker::one("Go to …", Purpose::Jump, table.rows.iter().enumerate().map(item).collect())
            }
            _ => {
                let sheet = |(at, sheet): (usize, &super::Sheet)| Item::new(&at.to_string(), &sheet.title, "");
                let items = self.sheets.iter().enumerate().map(sheet).collect();
                Picker::one("Go to which table?", Purpose::Jump, items).at(&self.page.to_string())
            }
        }
    }

    fn titles(&self, listing: &Listing) -> Vec<Item> {
        let item = |(at, entry): (usize, &super::Entry)| {
            let review = entry.reviews.last().and_then(|at| self.review(*at));
            let (title, detail) = review.map_or((&*entry.why, ""), |review| (review.title(), review.record()));
            Item::new(&at.to_string(), title, detail)
        };
        listing.entries.iter().enumerate().map(item).collect()
    }

    pub(super) fn jump(&mut self, to: usize) {
        match self.levels.last_mut() {
            Some(level) => {
                level.at.row = to;
                level.step(0, 0);
            }
            None => self.go_to(to),
        }
    }

    pub(super) fn in_period(&self, period: Period) -> Question {
        Question { period, ..self.question.clone() }
    }

    /// The question with one filter more; of a property that a document has once, it takes the place of the one before.
    pub(super) fn only(&self, dimension: Dimension, value: &str) -> Question {
        let mut question = self.question.clone();
        let condition = Condition { dimension, value: value.to_owned() };
        let may_have_several = matches!(
            dimension,
            Dimension::Country | Dimension::Region | Dimension::Sector | Dimension::Tag | Dimension::Team
        );
        question.conditions.retain(|one| *one != condition && (may_have_several || one.dimension != dimension));
        question.conditions.push(condition);
        question
    }

    /// The question with a filter less; `None` when the code names none.
    pub(super) fn without(&self, code: &str) -> Option<Question> {
        let which = code.strip_prefix(NO_FILTER)?;
        let mut question = self.question.clone();
        match which.parse::<usize>() {
            Ok(at) if at < question.conditions.len() => _ = question.conditions.remove(at),
            _ => question.conditions.clear(),
        }
        Some(question)
    }

    pub(super) fn by(&self, codes: &str) -> Question {
        let by = codes.split(", ").filter_map(Dimension::from_code).collect();
        Question { by, ..self.question.clone() }
    }
}

fn dimensions() -> impl Iterator<Item = Item> {
    Dimension::ALL.iter().map(|dimension| Item::new(dimension.code(), dimension.label(), ""))
}
