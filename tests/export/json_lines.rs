//! JSON Lines: flat rows by the names of the columns, and reviews whole.

use appraise::domain::review::Review;
use appraise::export::nested::nested;
use appraise::export::star::Which;
use appraise::export::writer::Format;
use serde_json::Value;

use super::fixture::{HARMLESS, HOSTILE, bytes, review, review_saying};

fn lines(which: Which, reviews: &[Review], with_text: bool) -> Vec<Value> {
    let text = String::from_utf8(bytes(which, Format::Jsonl, reviews, with_text)).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn rows_have_the_columns_in_their_order_and_their_types() {
    for which in [Which::Answers, Which::Comments, Which::ReviewCountry, Which::ReviewSector, Which::Codebook] {
        for row in lines(which, &[review(1)], false) {
            let names: Vec<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(names, which.table().names().collect::<Vec<_>>());
        }
    }
    let row = &lines(Which::Answers, &[review(1)], false)[0];
    assert!(row["round"].is_u64() && row["harm"].is_boolean() && row["note"].is_null());
    assert_eq!(row["countries"], serde_json::json!(["SSD", "KEN"]));
}

#[test]
fn a_review_is_one_whole_line() {
    let (mut original, found) = (review(1), lines(Which::Reviews, &[review(1), review(2)], true));
    assert_eq!(found.len(), 2);
    original.reviewer.id = String::new();
    original.reviewer.name = None;
    assert_eq!(serde_json::from_value::<Review>(found[0].clone()).unwrap(), original);
}

#[test]
fn without_text_the_shape_stays_and_no_word_of_a_person() {
    let whole = review(1);
    let line = &lines(Which::Reviews, std::slice::from_ref(&whole), false)[0];
    let text = line.to_string();
    assert!(!text.contains("SECRET") && !text.contains("secret-id"), "{text}");
    assert_eq!(shape(line), shape(&serde_json::to_value(&whole).unwrap()));
    let back: Review = serde_json::from_value(line.clone()).unwrap();
    assert_eq!((back.answers.len(), back.comments.len()), (whole.answers.len(), whole.comments.len()));
    assert_eq!(back.content_sha256, whole.content_sha256);
    let reasons: Vec<_> = back.answers.values().filter_map(|answer| answer.reason.as_deref()).collect();
    assert!(reasons.contains(&"no-contact") && reasons.contains(&"other") && reasons.len() > 2);
}

#[test]
fn members_that_nobody_knows_yet_stay_at_home() {
    let mut review = review(1);
    review.unknown.insert("diary".to_owned(), "SECRET".into());
    assert!(nested(&review, false).unknown.is_empty());
    assert_eq!(nested(&review, true).unknown.len(), 1);
}

#[test]
fn every_text_comes_back_as_it_was() {
    for text in HARMLESS.iter().chain(&HOSTILE) {
        let found = lines(Which::Comments, &[review_saying(1, text)], true);
        let wanted = if text.is_empty() { Value::Null } else { Value::from(*text) };
        assert!(found.iter().all(|row| row["finding"] == wanted), "{text:?}");
    }
}

/// The names of the members, all the way down.
fn shape(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| format!("{name}{{{}}}", shape(value))).collect::<Vec<_>>().join(",")
        }
        Value::Array(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(",")),
        _ => String::new(),
    }
}
