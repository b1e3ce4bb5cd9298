//! Criteria, gaps and measures: T3, T4, T5.

use std::cmp::Reverse;

use crate::domain::answer::Rating;
use crate::domain::kind::Kind;
use crate::domain::tally::Tally;

use super::super::criterion::CriterionCounts;
use super::super::selection::{Answered, How, Selection, Test, When};
use super::super::table::{Cell, Row, Table, Value};
use super::super::words::Phrase;
use super::Maker;

/// The most common gaps that are listed.
const TOP: usize = 10;

impl Maker<'_, '_> {
    pub(super) fn criteria(&self, (id, title): (&str, &str)) -> Table {
        let head = [
            Phrase::Criterion,
            Phrase::Weight,
            Phrase::Rated,
            Phrase::YesFirst,
            Phrase::Partly,
            Phrase::No,
            Phrase::YesLatest,
            Phrase::Change,
            Phrase::CameBackN,
            Phrase::CameBackChange,
            Phrase::Harm,
        ];
        let mut table = self.table("T3", Phrase::T3, &head).noting(self.say(Phrase::NoteShares));
        table.title = format!("{} – {}", table.title, title);
        let own = self.summary.criteria.iter().filter(|counts| counts.checklist == id);
        let mut own: Vec<_> = own.filter(|counts| counts.first.asked + counts.latest.asked > 0).collect();
        own.sort_by_key(|counts| Reverse(gap_rank(&counts.first)));
        table.rows.extend(own.iter().map(|counts| self.criterion(counts)));
        table
    }

    pub(super) fn criterion(&self, counts: &CriterionCounts) -> Row {
        let CriterionCounts { id, first, latest, again_first, again_latest, .. } = counts;
        let behind = |when, how| Selection::documents(vec![answered(id, when, how)]);
        let share = |tally: &Tally, when, rating| {
            let part = match rating {
                Rating::Yes => tally.yes,
                Rating::Partly => tally.partly,
                Rating::No => tally.no,
                Rating::NotApplicable => tally.not_applicable,
            };
            Cell::share(part, tally.rated(), behind(when, How::Rating(rating)))
        };
        let points = |now: &Tally, then: &Tally, when| {
            Cell::derived(Value::Points([now.yes, now.rated()], [then.yes, then.rated()]), behind(when, How::Rated))
        };
        let cells = vec![
            Cell::text(self.weight(id)),
            Cell::count(first.rated(), behind(When::First, How::Rated)),
            share(first, When::First, Rating::Yes),
            share(first, When::First, Rating::Partly),
            share(first, When::First, Rating::No),
            share(latest, When::Latest, Rating::Yes),
            points(latest, first, When::Latest),
            Cell::count(again_first.asked, behind(When::AgainFirst, How::Rated)),
            points(again_latest, again_first, When::AgainLatest),
            Cell::count(first.harm, behind(When::First, How::Harm)),
        ];
        let bar = Some([first.yes, first.partly, first.no]);
        Row { bar, ..Row::new(&counts.title, id, cells) }
    }

    /// The highest weight for a kind that was reviewed.
    pub(super) fn weight(&self, id: &str) -> &'static str {
        let entry = self.view.catalogue.find(id).and_then(|place| self.view.catalogue.entries().get(place));
        let Some(criterion) = entry.and_then(|entry| entry.criterion) else { return "" };
        let reviewed = Kind::ALL.iter().filter(|kind| self.summary.kinds.get(kind.code()) > 0);
        reviewed.filter_map(|kind| criterion.weight(*kind)).min().map_or("", |weight| self.say(weight.phrase()))
    }

    pub(super) fn gaps(&self) -> Table {
        let head = [Phrase::Criterion, Phrase::Documents, Phrase::Recommendation];
        let mut table = self.table("T4", Phrase::T4, &head).noting(self.say(Phrase::NoteGaps));
        let mut found: Vec<_> = self.summary.criteria.iter().filter(|counts| counts.gaps > 0).collect();
        found.sort_by_key(|counts| Reverse(counts.gaps));
        for counts in found.into_iter().take(TOP) {
            let entry = self.view.catalogue.find(&counts.id).and_then(|place| self.view.catalogue.entries().get(place));
            let sample = entry.and_then(|entry| entry.criterion).map_or("", |criterion| &criterion.recommendation);
            let behind = Selection::documents(vec![Test::Gap(counts.id.clone())]);
            let cells = vec![Cell::count(counts.gaps, behind), Cell::text(sample)];
            table.rows.push(Row::new(&counts.title, &counts.id, cells));
        }
        table
    }

    pub(super) fn measures(&self) -> Table {
        let head = [Phrase::Measure, Phrase::Planning, Phrase::Reporting];
        let mut table = self.table("T5", Phrase::T5, &head).noting(self.say(Phrase::NoteMeasures));
        for measure in &self.summary.measures {
            let behind = |plan| Selection::countries(vec![Test::Measure(measure.id.clone(), plan)]);
            let cells =
                vec![Cell::count(measure.planning, behind(true)), Cell::count(measure.reporting, behind(false))];
            let title = self.summary.criteria.iter().find(|counts| counts.id == measure.id);
            table.rows.push(Row::new(title.map_or(&measure.measure, |counts| &counts.title), &measure.id, cells));
        }
        table
    }
}

fn answered(criterion: &str, when: When, how: How) -> Test {
    Test::Answered(Answered { criterion: criterion.to_owned(), when, how })
}

/// The share of No and Partly in thousandths, and how many there are.
fn gap_rank(tally: &Tally) -> (usize, usize) {
    let gap = tally.no + tally.partly;
    ((1000 * gap).checked_div(tally.rated()).unwrap_or(0), gap)
}
