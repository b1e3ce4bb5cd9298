//! The documents that `appraise demo DIR --documents N` draws: shares, form, words, and what the command says.

#![expect(clippy::unwrap_used, reason = "a test stops where its fixture fails")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::process::{Command, Output};
use std::sync::LazyLock;

use appraise::checklists;
use appraise::demo::{Drawn, drawn};
use appraise::domain::answer::Rating;
use appraise::domain::comment::{CommentClass, CommentState};
use appraise::domain::kind::Kind;
use appraise::domain::outcome::Outcome;
use appraise::domain::review::{Pinned, Review};
use appraise::store::json::pretty;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tempfile::TempDir;

const SEED: u64 = 7;
const MANY: u64 = 2_000;

static CHECKLISTS: LazyLock<Vec<Pinned>> = LazyLock::new(checklists::built_in);

/// Drawn once for all tests, by two threads.
static DOCUMENTS: LazyLock<Vec<Drawn>> = LazyLock::new(|| {
    let draw =
        |numbers: std::ops::RangeInclusive<u64>| numbers.map(|n| drawn(SEED, n, &CHECKLISTS)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| draw(MANY / 2 + 1..=MANY));
        let mut documents = draw(1..=MANY / 2);
        documents.extend(second.join().unwrap());
        documents
    })
});

fn reviews() -> impl Iterator<Item = &'static Review> {
    DOCUMENTS.iter().flat_map(|document| &document.reviews)
}

fn firsts() -> impl Iterator<Item = &'static Review> {
    reviews().filter(|review| review.round == 1 && review.revision == 1)
}

/// How many of a hundred.
fn share<T>(all: impl Iterator<Item = T>, is: impl Fn(&T) -> bool) -> usize {
    let all: Vec<_> = all.collect();
    100 * all.iter().filter(|one| is(one)).count() / all.len()
}

fn day(review: &Review) -> Date {
    review.dates.signed_off.unwrap().to_zoned_datetime(TimeZone::UTC).date()
}

fn is_gap(rating: Option<Rating>) -> bool {
    matches!(rating, Some(Rating::No | Rating::Partly))
}

// -------------------------------------------------------------------------------------------------------- the form

#[test]
fn every_file_passes_the_check_without_a_warning() {
    for Drawn { record, reviews } in DOCUMENTS.iter().take(40) {
        let files = std::iter::once(pretty(record)).chain(reviews.iter().map(pretty));
        for file in files {
            let report = checklists::check(&file);
            assert!(report.faults.is_empty(), "{}\n{report}", record.id);
        }
    }
}

#[test]
fn every_quote_stands_in_the_text() {
    for Drawn { record, reviews } in DOCUMENTS.iter() {
        for evidence in reviews.iter().flat_map(|review| review.answers.values()).flat_map(|answer| &answer.evidence) {
            assert!(record.section(&evidence.section).unwrap().holds(&evidence.quote), "{}: {evidence:?}", record.id);
        }
    }
}

#[test]
fn a_document_is_the_same_whatever_was_drawn_before_and_another_for_another_seed() {
    for n in [1, 2, 1_500] {
        let same = drawn(SEED, n, &CHECKLISTS);
        assert_eq!(same, DOCUMENTS[usize::try_from(n).unwrap() - 1]);
        assert_ne!(same, drawn(SEED + 1, n, &CHECKLISTS));
    }
}

#[test]
fn ids_are_used_once() {
    let records: HashSet<_> = DOCUMENTS.iter().map(|document| &document.record.id).collect();
    let files: HashSet<_> = reviews().map(|review| &review.content_sha256).collect();
    let ids: HashSet<_> = reviews().map(|review| &review.id).collect();
    let amended = reviews().filter(|review| review.revision > 1).count();
    assert_eq!((records.len(), files.len(), ids.len() + amended), (DOCUMENTS.len(), reviews().count(), files.len()));
}

// ------------------------------------------------------------------------------------------------------ the rounds

#[test]
fn a_later_round_follows_the_one_before_and_starts_from_its_open_changes() {
    for Drawn { reviews, .. } in DOCUMENTS.iter() {
        for later in reviews.iter().filter(|review| review.round > 1 && review.revision == 1) {
            let mut before = reviews.iter().rev().filter(|review| Some(&review.id) == later.previous.as_ref());
            let before = before.next().unwrap();
            assert_eq!((before.round + 1, &before.reviewer), (later.round, &later.reviewer));
            assert!(before.dates.signed_off < Some(later.dates.started));
            for open in before.comments.iter().filter(|comment| comment.is_open_requirement()) {
                let carried = later.comments.iter().find(|comment| comment.n == open.n).unwrap();
                let same = (&carried.criterion, carried.class, &carried.finding, &carried.text);
                assert_eq!(same, (&open.criterion, open.class, &open.finding, &open.text));
                let is_met = later.rating(open.criterion.as_ref().unwrap()).is_some_and(|rating| !is_gap(Some(rating)));
                assert_eq!(carried.state == CommentState::Closed, is_met, "{}", later.record.id);
                assert!(carried.reply.is_some());
            }
        }
    }
}

#[test]
fn a_number_means_one_comment_over_all_rounds() {
    for Drawn { record, reviews } in DOCUMENTS.iter() {
        let mut meant = HashMap::new();
        for review in reviews {
            for comment in &review.comments {
                let (first, now) = (&comment.criterion, (&review.reviewer.id, comment.n));
                assert_eq!(meant.entry(now).or_insert(first), &first, "{}: comment {}", record.id, comment.n);
            }
        }
    }
}

#[test]
fn an_amendment_names_the_revision_that_is_there_too() {
    let amended: Vec<_> = reviews().filter(|review| review.revision == 2).collect();
    assert!((1..=4).contains(&(100 * amended.len() / reviews().count())), "{}", amended.len());
    for review in amended {
        let parent = reviews().find(|other| other.content_sha256 == review.parent).unwrap();
        assert_eq!((&parent.id, parent.revision), (&review.id, 1));
        assert!(review.reason.is_some() && review.dates.signed_off > parent.dates.signed_off);
    }
}

#[test]
fn every_gap_on_a_must_and_every_harm_flag_has_a_required_change() {
    for review in firsts() {
        for (id, answer) in &review.answers {
            let has = review.comments_on(id).any(|comment| comment.class == CommentClass::Required);
            let criterion = CHECKLISTS.iter().find_map(|pinned| pinned.checklist.criterion(id)).unwrap();
            let is_must = criterion.weight(review.record.kind).unwrap().code() != "should";
            assert_eq!(has, answer.harm || is_must && is_gap(answer.rating), "{}: {id}", review.record.id);
        }
    }
}

#[test]
fn a_question_does_not_apply_for_a_reason_of_the_list_only() {
    for Drawn { record, reviews } in DOCUMENTS.iter() {
        for answer in reviews.iter().flat_map(|review| review.answers.values()) {
            let Some(reason) = &answer.reason else { continue };
            assert!(["no-contact", "sector-not-covered", "document-kind", "parent-document"].contains(&&**reason));
            assert!(reason != "parent-document" || record.parent_document.is_some(), "{}", record.id);
        }
    }
}

#[test]
fn an_outcome_that_differs_from_the_suggestion_has_a_reason() {
    for review in reviews() {
        let outcome = &review.outcome;
        let is_other = outcome.suggested.is_some() && outcome.suggested != outcome.code;
        assert!(!is_other || outcome.reason.is_some(), "{}", review.record.id);
    }
}

// ------------------------------------------------------------------------------------------------------ the shares

#[test]
fn kinds_quarters_and_years_come_as_a_team_sees_them() {
    let of = |kind| share(DOCUMENTS.iter(), |document| document.record.kind == kind);
    let wanted = [
        (Kind::Proposal, 45),
        (Kind::ConceptNote, 23),
        (Kind::Report, 17),
        (Kind::RegionalPlan, 2),
        (Kind::CrisisResponsePlan, 12),
        (Kind::Other, 1),
    ];
    for (kind, percent) in wanted {
        assert!(of(kind).abs_diff(percent) <= 3, "{kind}: {} for {percent}", of(kind));
    }
    let mut years = BTreeMap::new();
    for review in firsts() {
        *years.entry(day(review).year()).or_insert(0) += 1;
    }
    assert_eq!(years.keys().collect::<Vec<_>>(), [&2023, &2024, &2025]);
    assert!(years.values().all(|documents| (600..760).contains(documents)), "{years:?}");
    let plans = firsts().filter(|review| review.record.kind == Kind::CrisisResponsePlan);
    let in_season = share(plans, |review| !(4..=9).contains(&day(review).month()));
    assert!((72..92).contains(&in_season), "{in_season}");
}

#[test]
fn countries_are_many_and_uneven() {
    let mut documents = HashMap::new();
    for country in DOCUMENTS.iter().take(405).flat_map(|document| &document.record.countries) {
        *documents.entry(country).or_insert(0) += 1;
    }
    assert!(documents.len() >= 70, "{}", documents.len());
    assert!(documents.values().max().unwrap() >= &10, "{documents:?}");
    for document in DOCUMENTS.iter().filter(|document| document.record.kind == Kind::RegionalPlan) {
        assert!((3..=6).contains(&document.record.countries.len()), "{}", document.record.id);
        assert!(document.record.region().is_some(), "{}", document.record.id);
    }
}

#[test]
fn rounds_and_outcomes_come_as_a_team_sees_them() {
    let rounds = |n| share(DOCUMENTS.iter(), |document| document.reviews.iter().any(|review| review.round >= n));
    assert!((33..42).contains(&rounds(2)) && (2..8).contains(&rounds(3)), "{} {}", rounds(2), rounds(3));
    let outcome = |code| share(firsts(), |review| review.outcome.code == Some(code));
    assert!((1..4).contains(&outcome(Outcome::Withdrawn)), "{}", outcome(Outcome::Withdrawn));
    assert!((9..22).contains(&outcome(Outcome::ReviseAndResubmit)), "{}", outcome(Outcome::ReviseAndResubmit));
    assert!((35..60).contains(&outcome(Outcome::SubjectToChanges)), "{}", outcome(Outcome::SubjectToChanges));
    let differs = share(reviews(), |review| {
        review.outcome.suggested.is_some() && review.outcome.suggested != review.outcome.code
    });
    assert!((1..8).contains(&differs), "{differs}");
    let after_new_year = reviews().filter(|review| day(review).year() == 2026);
    assert!(after_new_year.count() > 3);
}

#[test]
fn three_criteria_are_lacking_most_often_and_fewer_after_the_last_round() {
    let mut gaps: HashMap<&String, (usize, usize)> = HashMap::new();
    for (id, answer) in firsts().filter(|review| review.record.kind == Kind::Proposal).flat_map(|one| &one.answers) {
        let (found, asked) = gaps.entry(id).or_default();
        (*found, *asked) = (*found + usize::from(is_gap(answer.rating)), *asked + 1);
    }
    let mut ids: Vec<_> = gaps.iter().filter(|(_, (_, asked))| *asked > 100).collect();
    ids.sort_by_key(|(_, (found, asked))| std::cmp::Reverse(1_000 * found / asked));
    let mut most: Vec<_> = ids.iter().take(3).map(|(id, _)| id.as_str()).collect();
    most.sort_unstable();
    assert_eq!(most, ["gbv-budgeted", "gbv-disclosure-protocol", "gbv-safety-audits"]);
    let lacks = |review: &&Review| is_gap(review.rating("gbv-budgeted"));
    let (first, later) = (share(firsts(), lacks), share(reviews().filter(|review| review.round > 1), lacks));
    assert!((45..75).contains(&first) && later + 20 < first, "{first} {later}");
}

#[test]
fn the_median_turnaround_is_three_days_and_some_are_late_or_undated() {
    let dated = reviews().filter(|review| review.revision == 1 && review.dates.received.is_some());
    let mut days: Vec<_> = dated.map(|review| (day(review) - review.dates.received.unwrap()).get_days()).collect();
    days.sort_unstable();
    assert_eq!(days[days.len() / 2], 3);
    assert!(days[0] == 0 && *days.last().unwrap() > 14);
    let due = reviews().filter(|review| review.dates.due.is_some());
    let late = share(due, |review| review.dates.due.unwrap() < day(review));
    assert!((8..30).contains(&late), "{late}");
    assert!((1..7).contains(&share(reviews(), |review| review.dates.received.is_none())));
}

#[test]
fn a_full_review_of_a_proposal_is_as_large_as_a_real_one() {
    let full = firsts().filter(|review| review.record.kind == Kind::Proposal && review.asked().count() > 70).take(50);
    let sizes: Vec<_> = full.map(|review| pretty(review).len()).collect();
    let mean = sizes.iter().sum::<usize>() / sizes.len();
    assert!((24_000..40_000).contains(&mean), "{mean}");
}

// ------------------------------------------------------------------------------------------------------- the words

/// Persons, incidents and counts have no place in a review, not even invented ones.
#[test]
fn nothing_is_said_of_persons_and_incidents() {
    let words = [
        "survivor",
        "victim",
        "perpetrator",
        "rape",
        "assault",
        "abused",
        "molest",
        "killed",
        "attack",
        "case of",
        "years old",
        "year-old",
        "aged",
        "girl was",
        "woman was",
        "phone number",
        "address",
        "prevalence",
        "allegation",
        "victime",
        "survivante",
        "agress",
        "viol",
        "sobreviviente",
        "víctima",
        "agredi",
        "asesin",
        "drowned",
    ];
    for Drawn { record, reviews } in DOCUMENTS.iter() {
        let sections = record.sections.iter().flat_map(|section| [&section.heading, &section.text]);
        let mut texts: Vec<_> = sections.chain([&record.title]).collect();
        for review in reviews {
            texts.extend(review.answers.values().filter_map(|answer| answer.note.as_ref()));
            texts.extend(review.outcome.summary.iter().chain(&review.outcome.reason).chain(&review.reason));
            texts.extend(review.comments.iter().filter_map(|comment| comment.reply_note.as_ref()));
            let own = review.comments.iter().filter(|comment| !comment.finding.contains(": "));
            texts.extend(own.map(|comment| &comment.finding));
        }
        for text in texts {
            let text = text.to_lowercase();
            assert!(words.iter().all(|word| !text.contains(word)), "{}: {text}", record.id);
        }
    }
}

// ----------------------------------------------------------------------------------------------------- the command

fn run(home: &TempDir, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_appraise"))
        .args(args)
        .current_dir(home.path())
        .env("HOME", home.path())
        .envs(["STATE", "DATA", "CONFIG", "CACHE"].map(|name| (format!("XDG_{name}_HOME"), home.path().join(name))))
        .output()
        .unwrap()
}

#[test]
fn the_command_says_what_it_made_and_what_it_made_opens() {
    let home = TempDir::new().unwrap();
    let made = run(&home, &["demo", "team", "--documents", "6", "--seed", "3"]);
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(made.status.success() && made.stderr.is_empty(), "{said}");
    let reviews: usize = (1..=6).map(|n| drawn(3, n, &CHECKLISTS).reviews.len()).sum();
    for words in
        ["6 invented", &format!("{reviews} signed-off"), "appraise --workspace team", "summary --workspace team"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    for (what, count) in [("records", 6), ("reviews", reviews)] {
        let listed = run(&home, &["list", what, "--json", "--workspace", "team"]);
        let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
        assert_eq!(listed.as_array().unwrap().len(), count);
    }
    assert_eq!(fs::read_dir(home.path().join("team/checklists/used")).unwrap().count(), 3);
}

#[test]
fn a_folder_that_is_in_use_and_half_an_order_are_refused() {
    let home = TempDir::new().unwrap();
    fs::create_dir(home.path().join("full")).unwrap();
    fs::write(home.path().join("full/mine.txt"), "mine").unwrap();
    let full = run(&home, &["demo", "full", "--documents", "2"]);
    assert!(String::from_utf8(full.stderr).unwrap().contains("not empty"));
    assert_eq!((full.status.code(), fs::read_dir(home.path().join("full")).unwrap().count()), (Some(1), 1));
    for wrong in
        [&["demo", "new", "--seed", "2"][..], &["demo", "--documents", "2"], &["demo", "new", "--documents", "0"]]
    {
        assert_eq!(run(&home, wrong).status.code(), Some(2), "{wrong:?}");
    }
    assert!(!home.path().join("new").exists());
}
