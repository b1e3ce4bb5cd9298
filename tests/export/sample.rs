//! A workspace that other programs read, with the figures that they should get.

use std::fs;
use std::path::Path;

use appraise::domain::answer::Rating;
use appraise::domain::comment::{CommentClass, CommentState};
use appraise::domain::kind::Kind;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::{Dates, Record};
use appraise::domain::review::{Review, Reviewer, Start};
use appraise::domain::summary::{Period, Question, Summary, View};
use appraise::export::csv::Dialect;
use appraise::export::star::Which;
use appraise::export::writer::Format;
use appraise::store::{Folders, Reading, Store};
use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::fixture::{CHECKLISTS, HOSTILE, bytes, id, review_saying};

const COUNTRIES: [&str; 6] = ["SSD", "KEN", "COL", "TCD", "MOZ", "UKR"];
const YEARS: [i16; 2] = [2024, 2025];

/// Numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// Each code with one chance in three.
    fn some(&mut self, codes: &[&str]) -> Vec<String> {
        codes.iter().filter(|_| self.roll(3) == 0).map(|code| (*code).to_owned()).collect()
    }

    fn of<T: Copy>(&mut self, values: &[T]) -> T {
        values[usize::try_from(self.roll(values.len() as u64)).unwrap()]
    }
}

/// `APPRAISE_SAMPLE=DIR cargo test --test export -- --ignored sample`, then export from `DIR/workspace` and compare the
/// queries with `DIR/2024.json` and `DIR/2025.json`.
#[test]
#[ignore = "writes a workspace for other programs"]
fn a_sample_and_its_figures() {
    let Ok(dir) = std::env::var("APPRAISE_SAMPLE") else { return };
    let (dir, mut dice) = (Path::new(&dir), Dice(7));
    let store = Store::new(Folders::below(dir));
    for document in 0..150 {
        sign_off_document(&store, document, &mut dice);
    }
    let counted = store.census(Reading::default());
    for year in YEARS {
        let question = Question { period: Period::year(year).unwrap(), ..Question::default() };
        let view = View::of(&counted.census, &CHECKLISTS, question);
        let summary = Summary::of(&view, date(2026, 1, 1));
        fs::write(dir.join(format!("{year}.json")), serde_json::to_vec_pretty(&summary).unwrap()).unwrap();
    }
}

/// Files with every hostile text in every column of text, for spreadsheets to open.
#[test]
#[ignore = "writes files for other programs"]
fn hostile_files() {
    let Ok(dir) = std::env::var("APPRAISE_SAMPLE") else { return };
    let reviews: Vec<_> = (0..).zip(HOSTILE).map(|(n, text)| review_saying(n, text)).collect();
    for which in Which::ALL {
        let csv = Format::Csv(Dialect { hxl: false, excel: true });
        for (format, ending) in [(csv, "csv"), (Format::Xlsx, "xlsx")] {
            let path = Path::new(&dir).join(format!("{}.{ending}", which.table().name));
            fs::write(path, bytes(which, format, &reviews, true)).unwrap();
        }
    }
}

/// One to three rounds of one or two reviewers, some across the turn of the year, some withdrawn, some amended.
fn sign_off_document(store: &Store, document: u32, dice: &mut Dice) {
    let mut record = Record::new(&format!("plan-{document}"), dice.of(Kind::ALL), &format!("Plan {document}"));
    record.countries = dice.some(&COUNTRIES);
    record.sectors = dice.some(&["SHL", "WSH", "PRO"]);
    let mut day = date(2024, 1, 1) + i64::try_from(dice.roll(700)).unwrap().days();
    let reviewers = 1 + dice.roll(2);
    let mut before: Vec<Option<Review>> = vec![None, None];
    for round in 1..=u32::try_from(1 + dice.roll(3)).unwrap() {
        for reviewer in 0..reviewers {
            let received = day - i64::try_from(dice.roll(9)).unwrap().days();
            record.dates =
                Some(Dates { requested: None, received: (dice.roll(9) > 0).then_some(received), due: Some(day) });
            let n = document * 10 + round * 2 + u32::try_from(reviewer).unwrap();
            let at =
                (day + i64::try_from(dice.roll(3)).unwrap().days() - 1.day()).to_zoned_datetime(TimeZone::UTC).unwrap();
            let slot = usize::try_from(reviewer).unwrap();
            let draft = draft(&record, n, (round, slot), before[slot].as_ref(), dice, at.timestamp());
            before[slot] = Some(sign_off(store, &draft, at.timestamp(), dice));
        }
        day += i64::try_from(1 + dice.roll(60)).unwrap().days();
    }
}

fn sign_off(store: &Store, draft: &Review, at: Timestamp, dice: &mut Dice) -> Review {
    let (review, _) = store.sign_off(draft, &CHECKLISTS, at).unwrap();
    if dice.roll(8) > 0 {
        return review;
    }
    let mut amended = review.amend("A typing error", String::new());
    amended.outcome.summary = Some("Mended.".to_owned());
    store.sign_off(&amended, &CHECKLISTS, at + jiff::SignedDuration::from_hours(24 * 40)).unwrap().0
}

fn draft(
    record: &Record,
    n: u32,
    (round, reviewer): (u32, usize),
    before: Option<&Review>,
    dice: &mut Dice,
    at: Timestamp,
) -> Review {
    let start = Start {
        id: id(n).to_string(),
        at,
        round,
        previous: before.map(|review| review.id.clone()),
        reviewer: Reviewer { id: format!("r{reviewer}"), name: None, role: None },
        workspace: String::new(),
        profile: dice.of(appraise::domain::checklist::Profile::ALL),
    };
    let mut review = Review::new(record, &CHECKLISTS, start);
    review.comments = before.map(|review| review.comments.clone()).unwrap_or_default();
    for comment in &mut review.comments {
        comment.state = dice.of(CommentState::ALL);
    }
    let asked: Vec<_> = review.asked().map(str::to_owned).collect();
    for criterion in &asked {
        if dice.roll(20) > 0 {
            let rating = dice.of(Rating::ALL);
            review.rate(criterion, rating, (rating == Rating::NotApplicable).then(|| "document-kind".to_owned()), at);
        }
        if dice.roll(30) == 0 {
            review.set_harm(criterion, true);
        }
        if dice.roll(9) == 0 {
            let comment = review.add_comment(Some(criterion), dice.of(CommentClass::ALL));
            review.comment_mut(comment).unwrap().finding = "Not said.".to_owned();
        }
    }
    review.outcome.code = Some(if dice.roll(15) == 0 { Outcome::Withdrawn } else { dice.of(Outcome::ALL) });
    review
}
