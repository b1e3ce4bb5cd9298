//! Invented reviews, and texts that somebody might send to do harm.

use std::io;
use std::sync::LazyLock;

use appraise::checklists;
use appraise::domain::answer::{Evidence, Rating};
use appraise::domain::checklist::Profile;
use appraise::domain::comment::{CommentClass, CommentState, Reply};
use appraise::domain::kind::Kind;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::{Budget, Dates, Marker, Record};
use appraise::domain::review::{Pinned, Review, Reviewer, Start};
use appraise::export::output::{Output, Written};
use appraise::export::star::{Catalogue, Place, Reviewed, Which};
use appraise::export::writer::Format;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use uuid::Uuid;

/// What would begin a formula, drive a terminal, turn the reading round or end a cell.
pub const HOSTILE: [&str; 26] = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "\u{feff}=1",
    "  =1",
    "\u{a0}=1",
    "\u{200b}\u{200d}=1",
    "\u{0}=1",
    "\u{1b}[31m=1",
    "\u{202e}=1+1",
    "a;=1+1",
    "a,=1+1",
    "a\t=1+1",
    "\"=1+1\"",
    "=HYPERLINK(\"http://example.invalid\",\"x\")",
    "http://example.invalid",
    "</t></is><f>1+1</f>",
    "_x003D_1+1",
];

/// Texts that are none of that and stay as they are.
pub const HARMLESS: [&str; 8] = ["", "a", "a=1", "1-2", "مراجعات السلامة", "👩‍🚒 عربي", "'quoted'", "a\u{202e}b"];

pub static CHECKLISTS: LazyLock<Vec<Pinned>> = LazyLock::new(checklists::built_in);
pub static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(CHECKLISTS.clone()));

pub fn id(n: u32) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(n))
}

pub fn place() -> Place {
    Place {
        is_first_round: true,
        is_latest_round: false,
        conflict: false,
        returned_on: date(2024, 2, 29),
        series: id(1),
    }
}

pub fn record(n: u32) -> Record {
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let day = |day: i8| Some(date(2024, 2, day));
    let marker = Marker { scheme: "iom-gm".to_owned(), code: "2a".to_owned(), reference: None, reading: None };
    Record {
        countries: codes(&["SSD", "KEN"]),
        sectors: codes(&["SHL", "WSH"]),
        tags: codes(&["psea"]),
        donor: Some("echo".to_owned()),
        language: Some("ar".to_owned()),
        urgency: Some("urgent".to_owned()),
        organisation: Some("Relief Works Alliance".to_owned()),
        budget: Some(Budget { amount: "508506.03".to_owned(), currency: "USD".to_owned() }),
        dates: Some(Dates { requested: day(25), received: day(26), due: day(28) }),
        markers: vec![marker],
        ..Record::new(&format!("plan-{n}"), Kind::Proposal, "SECRET title")
    }
}

/// A review of a proposal: yes, partly, no, not applicable and open in turn; texts with the word SECRET in them.
pub fn review(n: u32) -> Review {
    let at: Timestamp = "2024-02-29T10:20:45Z".parse().unwrap();
    let reviewer =
        Reviewer { id: "secret-id".to_owned(), name: Some("SECRET name".to_owned()), role: Some("gbv".to_owned()) };
    let start = Start {
        id: id(n).to_string(),
        at,
        round: 1,
        previous: None,
        reviewer,
        workspace: String::new(),
        profile: Profile::All,
    };
    let mut review = Review::new(&record(n), &CHECKLISTS, start);
    let asked: Vec<_> = review.asked().map(str::to_owned).collect();
    for (at_criterion, criterion) in asked.iter().enumerate() {
        answer(&mut review, criterion, at_criterion, at);
    }
    comments(&mut review, &asked);
    review.outcome.code = Some(Outcome::SubjectToChanges);
    review.outcome.suggested = Some(Outcome::ReviseAndResubmit);
    review.outcome.reason = Some("SECRET reason".to_owned());
    review.outcome.summary = Some("SECRET summary".to_owned());
    review.outcome.strengths = vec!["SECRET strength".to_owned(), "SECRET other".to_owned()];
    review.sealed(at)
}

fn answer(review: &mut Review, criterion: &str, n: usize, at: Timestamp) {
    match n % 5 {
        0 => review.rate(criterion, Rating::Yes, None, at),
        1 => review.rate(criterion, Rating::Partly, None, at),
        2 => review.rate(criterion, Rating::No, None, at),
        3 => review.rate(criterion, Rating::NotApplicable, Some(na_reason(n)), at),
        _ => return,
    }
    review.set_note(criterion, "SECRET note");
    let quote = "SECRET quote".to_owned();
    let evidence =
        Evidence { section: "s1".to_owned(), heading: "SECRET heading".to_owned(), page: Some(9), quote, sha256: None };
    review.add_evidence(criterion, evidence);
}

fn na_reason(n: usize) -> String {
    if n == 3 { "no-contact".to_owned() } else { "SECRET own words".to_owned() }
}

/// On the second criterion a recommendation and a required change, on no criterion a question.
fn comments(review: &mut Review, asked: &[String]) {
    let wanted = [
        (Some(asked[1].as_str()), CommentClass::Recommended, CommentState::Open),
        (Some(asked[1].as_str()), CommentClass::Required, CommentState::Closed),
        (Some(asked[2].as_str()), CommentClass::Required, CommentState::Dropped),
        (None, CommentClass::Question, CommentState::Open),
    ];
    for (criterion, class, state) in wanted {
        let n = review.add_comment(criterion, class);
        let comment = review.comment_mut(n).unwrap();
        comment.state = state;
        comment.reply = Some(Reply::AcceptedInPart);
        comment.r#where = "SECRET place".to_owned();
        comment.finding = "SECRET finding".to_owned();
        comment.text = "SECRET text".to_owned();
        comment.reply_note = Some("SECRET reply".to_owned());
    }
}

/// A review with a text in every place where a person can write.
pub fn review_saying(n: u32, text: &str) -> Review {
    let mut review = review(n);
    review.record.title = text.to_owned();
    review.record.tags = vec![text.to_owned(), "psea".to_owned()];
    review.record.donor = Some(text.to_owned());
    review.record.markers[0].code = text.to_owned();
    review.outcome.summary = Some(text.to_owned());
    review.outcome.strengths = vec![text.to_owned()];
    review.answers.values_mut().for_each(|answer| answer.note = Some(text.to_owned()));
    for comment in &mut review.comments {
        (comment.finding, comment.text, comment.r#where) = (text.to_owned(), text.to_owned(), text.to_owned());
    }
    review
}

/// The bytes of a file.
pub fn bytes(which: Which, format: Format, reviews: &[Review], with_text: bool) -> Vec<u8> {
    written(which, format, reviews, with_text).unwrap().0
}

/// The bytes of a file and what was said of it.
pub fn written(which: Which, format: Format, reviews: &[Review], with_text: bool) -> io::Result<(Vec<u8>, Written)> {
    let mut bytes = Vec::new();
    let mut output = Output::new(&mut bytes, which, format)?;
    for review in reviews {
        output.add(&Reviewed::new(review, place(), &CATALOGUE, with_text))?;
    }
    let written = output.finish(&CATALOGUE, &[("Period".to_owned(), "2024".to_owned())])?;
    Ok((bytes, written))
}

/// Days since 1970.
pub fn days(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}
