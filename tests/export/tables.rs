//! The columns are a contract, and each row fits them.

use std::collections::BTreeMap;

use appraise::domain::comment::CommentState;
use appraise::export::star::column::ALL;
use appraise::export::star::{Cell, Column, Holds, PARTITIONS, Reviewed, Which};

use super::fixture::{CATALOGUE, place, review};

const REVIEWS: &str = "review_id document_id series_id revision round is_first_round is_latest_round kind title countries \
    country_count regions sectors donor tags language requested_on received_on due_on returned_on days on_time outcome \
    outcome_suggested role reviewer_role urgency marker_scheme marker_code marker_reading budget_band budget_currency \
    asked yes partly no not_applicable open harm required_issued required_closed required_dropped required_open conflict \
    catalogue_version tool_version year summary strengths reason";
const ANSWERS: &str = "review_id document_id round is_first_round is_latest_round kind criterion_id checklist section \
    weight answer na_reason harm carried comment_class evidence_count has_note year countries note";
const COMMENTS: &str = "review_id document_id round n criterion_id class reply state kind year countries place finding \
    text reply_note";

/// Years of exports are compared by these names: a change here breaks what others have built.
#[test]
fn the_names_of_the_columns_never_change() {
    let cases = [
        (Which::Reviews, "reviews", REVIEWS),
        (Which::Answers, "answers", ANSWERS),
        (Which::Comments, "comments", COMMENTS),
        (Which::ReviewCountry, "review_country", "review_id document_id country region"),
        (Which::ReviewSector, "review_sector", "review_id document_id sector"),
        (
            Which::Codebook,
            "codebook",
            "criterion_id checklist catalogue_version section title question core measure formerly",
        ),
    ];
    assert_eq!(cases.map(|(which, ..)| which), Which::ALL);
    for (which, name, columns) in cases {
        let own: Vec<_> = which.table().names().collect();
        assert_eq!((which.table().name, own), (name, columns.split_whitespace().collect()));
    }
}

#[test]
fn a_name_suits_every_engine_and_a_tag_is_one_of_hxl() {
    let hashtags = "#meta #indicator #country #region #sector #org #date #status #contact #severity #value #currency \
                    #description";
    for Column { name, hxl, doc, .. } in ALL {
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{name}");
        let hashtag = hxl.split('+').next().unwrap();
        assert!(hashtags.split_whitespace().any(|tag| tag == hashtag), "{hxl}");
        assert!(hxl[1..].bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_+".contains(&b)), "{hxl}");
        assert!(
            doc.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == 'y') && !doc.ends_with('.'),
            "{doc}"
        );
    }
    for name in PARTITIONS {
        for which in [Which::Reviews, Which::Answers, Which::Comments] {
            assert!(which.table().has(name), "{name}");
        }
    }
}

#[test]
fn no_name_and_no_id_of_a_reviewer_is_in_a_table() {
    for which in Which::ALL {
        for with_text in [false, true] {
            for row in rows(which, with_text) {
                for text in row.values() {
                    assert!(!text.contains("SECRET name") && !text.contains("secret-id"), "{text}");
                }
            }
        }
    }
}

#[test]
fn what_people_wrote_is_there_only_when_asked_for() {
    for which in Which::ALL {
        let plain: String = rows(which, false).iter().flat_map(BTreeMap::values).cloned().collect();
        assert!(!plain.contains("SECRET"), "{which:?}");
    }
    let texts = [
        (Which::Reviews, "title summary strengths reason"),
        (Which::Answers, "note"),
        (Which::Comments, "place finding text reply_note"),
    ];
    for (which, columns) in texts {
        let rows = rows(which, true);
        for column in columns.split_whitespace() {
            assert!(rows.iter().any(|row| row[column].contains("SECRET")), "{column}");
        }
    }
}

#[test]
fn a_review_is_counted_as_it_was_answered() {
    let row = &rows(Which::Reviews, false)[0];
    let counts = ["yes", "partly", "no", "not_applicable", "open"].map(|name| row[name].parse::<usize>().unwrap());
    assert_eq!(row["asked"], counts.iter().sum::<usize>().to_string());
    let wanted = [
        ("review_id", "01900000-0000-7000-8000-000000000007"),
        ("document_id", "plan-7"),
        ("is_first_round", "true"),
        ("is_latest_round", "false"),
        ("countries", "SSD;KEN"),
        ("country_count", "2"),
        ("regions", "ehsa"),
        ("received_on", "2024-02-26"),
        ("returned_on", "2024-02-29"),
        ("days", "3"),
        ("on_time", "false"),
        ("outcome", "endorsed-subject-to-changes"),
        ("outcome_suggested", "revise-and-resubmit"),
        ("reviewer_role", "gbv"),
        ("marker_scheme", "iom-gm"),
        ("marker_code", "2a"),
        ("marker_reading", ""),
        ("budget_band", "0.5-2m"),
        ("budget_currency", "USD"),
        ("required_issued", "2"),
        ("required_closed", "1"),
        ("required_dropped", "1"),
        ("required_open", "0"),
        ("catalogue_version", "gbv-mitigation 1.1.0 do-no-harm 1.1.0 gender-equality 1.1.0"),
        ("year", "2024"),
    ];
    for (column, value) in wanted {
        assert_eq!(row[column], value, "{column}");
    }
}

#[test]
fn every_criterion_asked_has_a_row_and_open_is_no_answer_of_its_own() {
    let review = review(7);
    let rows = rows(Which::Answers, false);
    let ids: Vec<_> = rows.iter().map(|row| row["criterion_id"].clone()).collect();
    let mut asked: Vec<_> = review.asked().map(str::to_owned).collect();
    asked.sort();
    assert_eq!(ids, asked);
    let count = |word: &str| rows.iter().filter(|row| row["answer"] == word).count();
    let words = ["yes", "partly", "no", "na", "open"].map(count);
    assert_eq!(words.iter().sum::<usize>(), asked.len());
    assert!(words.iter().all(|count| *count > 0));
    for row in &rows {
        assert_eq!(row["na_reason"].is_empty(), row["answer"] != "na", "{row:?}");
        assert!(["", "no-contact", "other"].contains(&row["na_reason"].as_str()), "{row:?}");
        assert!(["blocking", "must", "should"].contains(&row["weight"].as_str()) && !row["section"].is_empty());
        assert_eq!(row["has_note"] == "true", row["evidence_count"] == "1", "{row:?}");
    }
}

#[test]
fn the_strongest_comment_decides_the_class() {
    let review = review(7);
    let asked: Vec<_> = review.asked().map(str::to_owned).collect();
    let rows = rows(Which::Answers, false);
    let class = |id: &str| rows.iter().find(|row| row["criterion_id"] == id).unwrap()["comment_class"].clone();
    assert_eq!(
        (class(&asked[1]), class(&asked[2]), class(&asked[0])),
        ("required".into(), "required".into(), String::new())
    );
}

#[test]
fn comments_stand_by_criterion_and_number() {
    let rows = rows(Which::Comments, false);
    let order: Vec<_> = rows.iter().map(|row| (row["criterion_id"].clone(), row["n"].clone())).collect();
    let mut sorted = order.clone();
    sorted.sort();
    assert_eq!((order.len(), &order), (4, &sorted));
    assert_eq!((rows[0]["criterion_id"].as_str(), rows[0]["class"].as_str()), ("", "question"));
    assert!(rows.iter().all(|row| row["reply"] == "accepted-in-part" && !row["state"].is_empty()));
}

#[test]
fn bridges_name_each_country_and_sector_once() {
    let mut twice = review(7);
    twice.record.countries = vec!["SSD".to_owned(), "KEN".to_owned(), "SSD".to_owned(), "XXX".to_owned()];
    let of = Reviewed::new(&twice, place(), &CATALOGUE, false);
    let found = rows_of(Which::ReviewCountry, &of);
    let pairs: Vec<_> = found.iter().map(|row| (row["country"].as_str(), row["region"].as_str())).collect();
    assert_eq!(pairs, [("SSD", "ehsa"), ("KEN", "ehsa"), ("XXX", "")]);
    assert_eq!(rows_of(Which::Reviews, &of)[0]["country_count"], "3");
    assert_eq!(rows(Which::ReviewSector, false).len(), 2);
}

#[test]
fn dates_that_are_wrong_or_missing_are_not_made_up() {
    let mut early = review(7);
    early.dates.received = Some(jiff::civil::date(2024, 3, 1));
    early.dates.due = None;
    early.record.region = None;
    early.record.budget = None;
    early.record.markers.clear();
    let row = &rows_of(Which::Reviews, &Reviewed::new(&early, place(), &CATALOGUE, false))[0];
    let empty = ["due_on", "on_time", "regions", "budget_band", "budget_currency", "marker_scheme", "marker_code"];
    assert_eq!(row["days"], "-1");
    for column in empty {
        assert_eq!(row[column], "", "{column}");
    }
    early.dates.received = None;
    assert_eq!(rows_of(Which::Reviews, &Reviewed::new(&early, place(), &CATALOGUE, false))[0]["days"], "");
}

#[test]
fn without_its_checklist_an_answer_has_no_weight_and_is_there_all_the_same() {
    let (review, none) = (review(7), appraise::export::star::Catalogue::default());
    let rows = rows_of(Which::Answers, &Reviewed::new(&review, place(), &none, false));
    assert_eq!(rows.len(), review.asked().count());
    assert!(
        rows.iter().all(|row| row["weight"].is_empty() && row["section"].is_empty() && !row["checklist"].is_empty())
    );
}

#[test]
fn required_changes_add_up() {
    let review = review(7);
    let of = Reviewed::new(&review, place(), &CATALOGUE, false);
    let states = [CommentState::Open, CommentState::Closed, CommentState::Dropped];
    assert_eq!(of.required(None), states.iter().map(|state| of.required(Some(*state))).sum::<usize>());
}

fn rows(which: Which, with_text: bool) -> Vec<BTreeMap<&'static str, String>> {
    let review = review(7);
    rows_of(which, &Reviewed::new(&review, place(), &CATALOGUE, with_text))
}

/// By the names of the columns, as text; each cell is of the type of its column.
fn rows_of(which: Which, of: &Reviewed<'_>) -> Vec<BTreeMap<&'static str, String>> {
    let columns = which.table().columns;
    let mut rows = Vec::new();
    let mut take = |row: &Vec<Cell<'_>>| {
        assert_eq!(row.len(), columns.len(), "{which:?}");
        let named = columns.iter().zip(row).map(|(column, cell)| {
            assert!(fits(column, cell), "{}: {cell:?}", column.name);
            (column.name, text(cell))
        });
        rows.push(named.collect());
        Ok(())
    };
    which.rows(of, &mut take).unwrap();
    which.rows_of_lists(of.catalogue, &mut take).unwrap();
    rows
}

fn fits(column: &Column, cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Null => true,
        Cell::Text(_) => matches!(column.holds, Holds::Text | Holds::FreeText | Holds::Code),
        Cell::Integer(_) => column.holds == Holds::Integer,
        Cell::Boolean(_) => column.holds == Holds::Boolean,
        Cell::Date(_) => column.holds == Holds::Date,
        Cell::List(_) => column.holds == Holds::List,
    }
}

fn text(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Boolean(value) => value.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::List(list) => Cell::joined(list),
    }
}
