//! The board: every number opens as many as it says, and a lead answers the usual questions with two keys.

#![expect(clippy::unwrap_used, reason = "a test stops where its fixture fails")]

#[expect(dead_code, reason = "the board needs a part of the fixture")]
mod common;

use appraise::action::Action;
use appraise::app::{Board, Content, Effect, Number, Screen};
use appraise::domain::summary::{
    Condition, Dimension, Language, Period, Question, Summary, Table, Unit, Value, View, behind, countries_behind,
    tables,
};
use appraise::ui::Theme;
use common::counted::{Told, reviewed};
use common::{CHECKLISTS, Fixture, census};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 24);

fn board(at: &Fixture) -> &Board {
    at.app.board.as_deref().unwrap()
}

fn number(at: &Fixture) -> Number {
    board(at).top().unwrap().number().unwrap()
}

fn opened(at: &Fixture) -> usize {
    board(at).levels.last().map_or(0, appraise::app::Sheet::rows)
}

fn count(value: &Value) -> Option<usize> {
    match value {
        Value::Count(count) | Value::Share(count, _) => Some(*count),
        _ => None,
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Every number is as many as what is behind it
// ---------------------------------------------------------------------------------------------------------------------

fn told() -> impl Strategy<Value = Vec<Told>> {
    let one = (0_u64..7, 1_u32..4, 0_i64..720, 0_u64..1000);
    prop::collection::vec(one.prop_map(|(document, round, day, seed)| Told { document, round, day, seed }), 0..12)
}

fn question() -> impl Strategy<Value = Question> {
    let period = prop::sample::select(vec![
        Period::default(),
        Period::year(2025).unwrap(),
        Period::year(2026).unwrap(),
        Period { from: Some(date(2025, 4, 1)), to: Some(date(2025, 9, 30)) },
        Period { from: None, to: Some(date(2025, 12, 31)) },
    ]);
    let condition = prop::sample::select(vec!["kind=proposal", "region=ehsa", "sector=WSH", "team=gbv", "donor=none"]);
    let condition = prop::option::weighted(0.3, condition);
    let by = prop::collection::vec(prop::sample::select(Dimension::ALL.to_vec()), 0..3);
    (period, condition, by).prop_map(|(period, condition, by)| Question {
        period,
        conditions: condition.iter().map(|text| text.parse::<Condition>().unwrap()).collect(),
        by,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_counts_what_is_behind_it(told in told(), question in question()) {
        let reviews: Vec<_> = told.iter().map(|told| told.review()).collect();
        let census = census(&reviews, 0);
        let view = View::of(&census, &CHECKLISTS, question);
        let summary = Summary::of(&view, TODAY);
        for table in tables(&view, &summary, &CHECKLISTS, Language::English) {
            holds(&view, &table)?;
        }
    }
}

fn holds(view: &View, table: &Table) -> Result<(), TestCaseError> {
    for row in &table.rows {
        for (cell, column) in row.cells.iter().zip(table.head.iter().skip(1)) {
            let place = format!("{} › {} › {column}", table.id, row.label);
            let is_number = !matches!(cell.value, Value::Nothing | Value::Text(_));
            prop_assert_eq!(cell.opens().is_some(), is_number, "{} opens nothing", place);
            let Some(selection) = &cell.behind else { continue };
            let found = match selection.unit {
                Unit::Countries => countries_behind(view, selection, TODAY, Language::English).rows.len(),
                _ => behind(view, selection, TODAY).len(),
            };
            prop_assert_eq!(count(&cell.value), Some(found), "{}", place);
        }
    }
    Ok(())
}

/// Through the keys: each cell of each sheet is opened, and shows as many rows as its number says.
#[test]
fn every_number_on_the_board_opens() {
    let mut at = reviewed();
    at.press("f6");
    let mut seen = 0;
    for page in 0..board(&at).sheets.len() {
        at.app.update(Action::BoardFirst);
        for row in 0..board(&at).top().unwrap().rows() {
            at.app.update(Action::BoardLeft);
            while board(&at).top().unwrap().at.column > 0 {
                at.app.update(Action::BoardLeft);
            }
            for column in 0..board(&at).top().unwrap().columns() {
                seen += usize::from(opens(&mut at, (page, row, column)));
                at.app.update(Action::BoardRight);
            }
            at.app.update(Action::BoardDown);
        }
        at.app.update(Action::NextTable);
    }
    assert!(seen > 300, "only {seen} numbers were opened");
}

fn opens(at: &mut Fixture, place: (usize, usize, usize)) -> bool {
    let Number { value, title, behind, counts } = number(at);
    at.app.update(Action::BoardOpen);
    let rows = opened(at);
    at.app.board.as_mut().unwrap().levels.clear();
    assert!(!counts || count(&value) == Some(rows), "{place:?} {title}: {rows} behind {value:?}");
    assert!(behind.is_some() || rows == 0, "{place:?} {title}");
    rows > 0
}

// ---------------------------------------------------------------------------------------------------------------------
// What leads ask
// ---------------------------------------------------------------------------------------------------------------------

#[test]
fn which_countries_takes_two_keys() {
    let mut at = reviewed();
    at.press("f6 right");
    let Value::Count(countries) = number(&at).value else { panic!("no number of countries") };
    at.press("enter");
    let Content::Table(table) = &board(&at).top().unwrap().content else { panic!("no table of countries") };
    let names: Vec<_> = table.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(names.len(), countries);
    assert!(names.is_sorted(), "no order but that of the names: {names:?}");
}

#[test]
fn why_not_more_takes_two_keys_and_gives_reasons() {
    let mut at = reviewed();
    at.press("f6 down enter");
    let Content::Listing(listing) = &board(&at).top().unwrap().content else { panic!("no list") };
    let counted = 30 - listing.entries.len();
    assert!(listing.entries.iter().all(|entry| !entry.why.is_empty()), "every one has a reason");
    at.press("esc up");
    assert_eq!(number(&at).value, Value::Count(counted));
}

#[test]
fn files_that_do_not_count_say_why() {
    let mut at = reviewed();
    at.press("f6 down down enter");
    let Content::Listing(listing) = &board(&at).top().unwrap().content else { panic!("no list") };
    let reasons: Vec<_> = listing.entries.iter().map(|entry| entry.why.split(':').next().unwrap()).collect();
    assert_eq!(reasons, ["amended since", "there twice", "reviews/2026/broken.json"]);
}

#[test]
fn a_review_opens_at_the_criterion_counted_and_leads_back() {
    let mut at = reviewed();
    at.press("f6 tab tab tab");
    let Content::Table(table) = &board(&at).top().unwrap().content else { panic!("no table") };
    let criterion = table.rows[0].code.clone();
    at.press("enter enter");
    while !matches!(at.app.screen, Screen::Review) {
        at.press("enter");
    }
    assert_eq!(at.app.desk.as_ref().unwrap().criterion().unwrap().id, criterion);
    let levels = board(&at).levels.len();
    at.press("q");
    assert!(matches!(at.app.screen, Screen::Board), "back on the board");
    assert_eq!(board(&at).levels.len(), levels, "where it was");
    at.press("esc esc esc");
    assert!(matches!(at.app.screen, Screen::Library) && at.app.board.is_none());
}

#[test]
fn the_usual_period_is_the_year_of_the_latest_documents() {
    let mut at = reviewed();
    at.press("f6");
    assert_eq!(board(&at).question.period, Period::year(2026).unwrap());
    at.reviews.retain(|review| review.dates.signed_off.unwrap() < "2026-01-01T00:00:00Z".parse().unwrap());
    at.press("f5");
    assert_eq!(board(&at).question.period, Period::year(2025).unwrap());
}

#[test]
fn periods_are_picked_and_typed() {
    let mut at = reviewed();
    at.press("f6 p 'last' enter");
    assert_eq!(board(&at).context(), "2025 · all documents");
    at.press("p 'other' enter 'last summer' enter");
    assert!(at.app.notice.as_ref().unwrap().text.contains("is no period"));
    at.press(&"backspace ".repeat("last summer".len()));
    at.press("'2025-04-01 2025-06-30' enter");
    assert_eq!(board(&at).context(), "2025-04-01 to 2025-06-30 · all documents");
}

#[test]
fn filters_are_text_and_can_be_taken_away() {
    let mut at = reviewed();
    at.press("f6 f enter 'proposal' enter f 'region' enter enter");
    assert!(board(&at).context().starts_with("2026 · kind = Proposal · region = "), "{}", board(&at).context());
    at.press("f 'kind' down down");
    at.press("esc f enter");
    assert!(!board(&at).context().contains("kind ="), "{}", board(&at).context());
    at.press("f enter");
    assert_eq!(board(&at).context(), "2026 · all documents");
}

#[test]
fn a_hidden_number_is_not_opened() {
    let mut at = reviewed();
    at.press("f6 tab n");
    let rows = board(&at).top().unwrap().rows();
    for _ in 0..rows {
        if number(&at).value.is_small() {
            at.press("enter");
            assert_eq!(opened(&at), 0, "what is hidden is not shown by a key");
            assert!(at.app.notice.as_ref().unwrap().text.contains("hidden"));
            return;
        }
        at.press("down");
    }
    panic!("no small number in the table");
}

#[test]
fn started_by_itself_it_leaves_the_program() {
    let mut at = reviewed();
    at.app.begin_on_board(Question::default());
    assert_eq!(at.app.update(Action::BoardBack), Some(Effect::Quit));
}

#[test]
fn every_sheet_is_drawn_at_every_size() {
    let mut at = reviewed();
    at.press("f6");
    for _ in 0..board(&at).sheets.len() {
        for window in [(40, 10), (41, 11), (60, 20), (80, 24), (109, 30), (110, 40), (200, 60)] {
            at.window = window;
            at.draw(&Theme::COLOUR);
        }
        at.press("end tab");
    }
}
