//! Reviews: what is refused is refused with places in the file, and what is taken can be written, read, counted and
//! shown.

use std::sync::LazyLock;

use appraise::checklists::built_in;
use appraise::demo::drawn;
use appraise::domain::brief::{self, Briefs, Known, Stamp};
use appraise::domain::caution::texts;
use appraise::domain::check::Report;
use appraise::domain::parse;
use appraise::domain::review::{Pinned, Review};
use appraise::domain::seal::{Signed, content_hash};
use appraise::export::letter::{self, Letter};
use serde_json::Value;

use crate::campaign::{Dice, run, seeds};
use crate::value::{bytes, changed};

/// How many run with every test.
const USUAL: u64 = 3_000;

static CHECKLISTS: LazyLock<Vec<Pinned>> = LazyLock::new(built_in);
static REVIEWS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let reviews = (0..12).flat_map(|n| drawn(7, n, &CHECKLISTS).reviews);
    reviews.map(|review| serde_json::to_value(review).unwrap()).collect()
});

/// A review after some changes, most often sealed anew.
pub fn file(dice: &mut Dice) -> Vec<u8> {
    let mut value = changed(dice.pick(&REVIEWS), dice);
    if dice.roll(4) > 0 && value.get("content_sha256").is_some() {
        value["content_sha256"] = content_hash(&value).into();
    }
    bytes(&value, dice)
}

#[test]
fn reviews() {
    let mut taken = 0;
    run("reviews", seeds(USUAL), |seed| {
        let bytes = file(&mut Dice::of(seed));
        check_places(&bytes, &parse::check(&bytes));
        match parse::signed(&bytes) {
            Ok(signed) => {
                taken += 1;
                is_whole(&bytes, &signed);
            }
            Err(report) => assert!(report.has_errors()),
        }
        let _ = parse::checked::<Review>(&bytes).map(|review| is_told(&review));
    });
    assert!(taken > 0, "the rules behind the seal were never reached");
    println!("reviews: {taken} were taken");
}

/// Each fault says where, within the file, in words that fit on a line.
pub fn check_places(bytes: &[u8], report: &Report) {
    let lines = bytes.split(|byte| *byte == b'\n').count();
    for fault in &report.faults {
        assert!((1..=lines).contains(&fault.at.line) && fault.at.column > 0, "{fault}");
        assert!(!fault.message.is_empty() && !fault.to_string().contains(char::is_control), "{fault}");
    }
}

/// The one spelling of all copies reads the same, and the quick reader agrees with the careful one.
fn is_whole(bytes: &[u8], signed: &Signed) {
    let copy = serde_json::to_vec_pretty(&signed.arranged()).unwrap();
    assert_eq!(&parse::signed(&copy).unwrap(), signed);
    let (mut briefs, mut known) = (Briefs::default(), Known::default());
    let stamp = Stamp { size: bytes.len() as u64, changed: 0 };
    brief::read(bytes, ("2025/x.json", stamp), &mut briefs, &mut known).unwrap();
    let brief = briefs.reviews.get(0).unwrap();
    let Review { round, revision, record, .. } = &signed.review;
    assert_eq!((brief.round, brief.revision, brief.record()), (*round, *revision, record.id.as_str()));
    assert_eq!(brief.hash, signed.revision.hash);
    is_told(&signed.review);
}

/// What reads a review's texts takes whatever stands in them.
fn is_told(review: &Review) {
    for (field, _) in texts(review) {
        assert_eq!(field.to_string().parse().as_ref(), Ok(&field));
    }
    for (passage, _) in review.passages() {
        assert_eq!(passage.to_string().parse().as_ref(), Ok(&passage));
        let without = review.redacted(std::slice::from_ref(&passage), "ab");
        assert_eq!(passage.text(&without), None, "{passage} can be taken out");
    }
    let letter = Letter::of(review, &CHECKLISTS, "x", None);
    let _ = letter::markdown(&letter);
    assert!(!letter::html(&letter).contains("<script"));
}
