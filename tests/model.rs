//! What has to hold whatever is pressed, pasted or answered: the state machine, undo, the files, the rules.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use appraise::action::{Action, COMMANDS, Command, Scope as Keys, lookup};
use appraise::app::{App, Effect, Line, Mode, Overlay, SaveState, Screen};
use appraise::domain::answer::{Answer, Evidence, Rating};
use appraise::domain::canonical;
use appraise::domain::caution::Allowed;
use appraise::domain::checklist::{Criterion, Profile, Scope, Weight};
use appraise::domain::comment::{Comment, CommentClass, CommentState, Reply};
use appraise::domain::fill::Entry;
use appraise::domain::kind::Kind;
use appraise::domain::outcome::{Decision, Outcome, suggest};
use appraise::domain::parse;
use appraise::domain::record::{Record, Section};
use appraise::domain::review::{Review, Role};
use appraise::domain::sign_off::{Concern, findings};
use appraise::domain::tally::Tally;
use appraise::domain::vocabulary::{List, implied_traits};
use appraise::key::Key;
use appraise::text::width;
use appraise::ui::Theme;
use common::counted::reviewed;
use common::{CHECKLISTS, Fixture, HOSTILE, fixture, now, review};
use crossterm::event::KeyCode;
use proptest::prelude::*;
use serde_json::Value;

thread_local! {
    /// Two years of a team's reviews, made once.
    static REVIEWED: Fixture = reviewed();
}

const ID: &str = "019a9c3e-0000-7000-8000-000000000001";
const TRAITS: [&str; 8] = [
    "infrastructure",
    "movement",
    "specialised-services",
    "prevention",
    "security-actors",
    "land",
    "data-collection",
    "cash",
];
const KINDS: [Kind; 5] =
    [Kind::Proposal, Kind::ConceptNote, Kind::Report, Kind::RegionalPlan, Kind::CrisisResponsePlan];

// ---------------------------------------------------------------------------------------------------------------------
// The state machine
// ---------------------------------------------------------------------------------------------------------------------

/// What can happen to the program.
#[derive(Debug, Clone)]
enum Event {
    Key(Key),
    Paste(String),
    Resize(u16, u16),
    Disk(bool),
}

/// Where a walk begins, so that every screen and overlay is met often.
const BEGINNINGS: [&str; 12] = [
    "",
    "enter",
    "enter s",
    "enter s c 'x' esc",
    "enter s tab tab / 'safety'",
    "enter s e",
    "enter s ?",
    "enter s y p n h s",
    "tab enter y",
    "tab tab enter",
    "'harbour' enter",
    "enter up up up up up enter",
];

fn event() -> impl Strategy<Value = Event> {
    let bound: Vec<Key> = COMMANDS.iter().flat_map(|command| command.keys).filter_map(|key| key.parse().ok()).collect();
    let text = prop_oneof![
        Just(HOSTILE.to_owned()),
        Just("لا \u{1f1fa}\u{1f1e6} 👩‍🚒 e\u{301} \t two\nlines".to_owned()),
        "\\PC{0,40}",
        Just("long ".repeat(4000)),
    ];
    prop_oneof![
        12 => prop::sample::select(bound).prop_map(Event::Key),
        4 => any::<char>().prop_map(|c| Event::Key(Key::plain(KeyCode::Char(c)))),
        2 => prop::sample::select(vec!["backspace", "enter", "esc", "alt-x", "f9"])
            .prop_map(|name| Event::Key(name.parse().unwrap_or(Key::plain(KeyCode::Null)))),
        1 => text.prop_map(Event::Paste),
        1 => (0_u16..140, 0_u16..60).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        1 => any::<bool>().prop_map(Event::Disk),
    ]
}

impl Event {
    fn happen(&self, at: &mut Fixture) {
        match self {
            Self::Key(key) => at.key(*key),
            Self::Paste(text) => at.paste(text),
            Self::Resize(columns, rows) => at.window = (*columns, *rows),
            Self::Disk(works) => at.broken_disk = (!works).then(|| "there is no room left on the disk".to_owned()),
        }
    }
}

/// Every cursor stands on something, and what is counted adds up.
fn hold_together(at: &Fixture) -> Result<(), TestCaseError> {
    let app = &at.app;
    prop_assert!(app.library.at < app.library.rows().len().max(1));
    match &app.screen {
        Screen::Form(form) => prop_assert!(form.at < form.lines().len()),
        Screen::SignOff(screen) => prop_assert!(screen.at < screen.lines().len()),
        Screen::Board => board_holds_together(at)?,
        Screen::Library | Screen::Review => {}
    }
    for overlay in &app.overlays {
        match overlay {
            Overlay::Picker(picker) => prop_assert!(picker.at < picker.ranked.len().max(1)),
            Overlay::Comment(form) => prop_assert!(form.at < form.lines().len()),
            Overlay::Editor(_) | Overlay::Confirm(_) | Overlay::Help(_) => {}
        }
    }
    prop_assert!(app.overlays.len() <= 4, "layers pile up: {:?}", app.overlays);
    desk_holds_together(at)
}

fn board_holds_together(at: &Fixture) -> Result<(), TestCaseError> {
    let board = at.app.board.as_ref();
    prop_assert!(board.is_some(), "the screen of the board needs a board");
    for sheet in board.into_iter().flat_map(|board| board.sheets.iter().chain(&board.levels)) {
        prop_assert!(sheet.at.row < sheet.rows().max(1), "{}: no row {}", sheet.title, sheet.at.row);
        prop_assert!(sheet.at.column < sheet.columns().max(1), "{}: no column {}", sheet.title, sheet.at.column);
    }
    Ok(())
}

fn desk_holds_together(at: &Fixture) -> Result<(), TestCaseError> {
    let Some(desk) = &at.app.desk else {
        prop_assert!(
            matches!(at.app.screen, Screen::Library | Screen::Form(_) | Screen::Board),
            "a review screen needs a review"
        );
        return Ok(());
    };
    prop_assert!(desk.criterion().is_some(), "the cursor is on no question");
    prop_assert!(desk.document.top < desk.document.rows().len().max(1));
    counts_add_up(&desk.review)?;
    let saved = matches!(at.app.save, SaveState::Saved(_)) && desk.mode == Mode::Open;
    let kept = at.drafts.iter().find(|draft| draft.id == desk.review.id);
    prop_assert!(!saved || kept == Some(&desk.review), "“saved” is said of what is not on the disk");
    Ok(())
}

/// Counted here once more, answer by answer.
fn counts_add_up(review: &Review) -> Result<(), TestCaseError> {
    let tally = Tally::all(review);
    let asked: BTreeSet<&str> = review.asked().collect();
    let rated =
        review.answers.iter().filter(|(id, answer)| asked.contains(id.as_str()) && answer.rating.is_some()).count();
    prop_assert_eq!(tally.asked, asked.len(), "a question is asked twice");
    prop_assert_eq!(tally.answered(), rated);
    prop_assert_eq!(tally.answered() + tally.open, tally.asked);
    prop_assert_eq!(tally.yes + tally.partly + tally.no + tally.not_applicable, rated);
    let by_checklist: usize = review.checklists.iter().map(|used| Tally::of(review, used).asked).sum();
    prop_assert_eq!(by_checklist, tally.asked);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_key_paste_or_window_breaks_anything(
        beginning in prop::sample::select(BEGINNINGS.to_vec()),
        events in prop::collection::vec(event(), 1..24),
    ) {
        let mut at = fixture();
        at.press(beginning);
        for event in events {
            event.happen(&mut at);
            at.draw(&Theme::COLOUR);
            hold_together(&at)?;
            if at.left {
                break;
            }
        }
        at.pause();
        hold_together(&at)?;
    }
}

/// Where a walk over the board begins.
const ON_THE_BOARD: [&str; 11] = [
    "f6",
    "f6 enter",
    "f6 right enter enter",
    "f6 down enter",
    "f6 enter enter",
    "f6 tab tab tab right",
    "f6 n tab",
    "f6 f enter",
    "f6 p 'all' enter tab",
    "f6 b tab down down tab enter",
    "f6 p 'other' enter",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks_the_board(
        beginning in prop::sample::select(ON_THE_BOARD.to_vec()),
        events in prop::collection::vec(event(), 1..24),
    ) {
        let mut at = REVIEWED.with(Fixture::clone);
        at.press(beginning);
        for event in events {
            event.happen(&mut at);
            at.draw(&Theme::COLOUR);
            hold_together(&at)?;
            if at.left {
                break;
            }
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Undo, and the files
// ---------------------------------------------------------------------------------------------------------------------

/// Changes as they are pressed from the list of questions, each one step.
const CHANGES: [&str; 15] = [
    "y",
    "p",
    "n",
    "0",
    "h",
    "a enter",
    "a end down down down down enter 'because' enter",
    "w 'note ' esc",
    "c down down enter 'finding ' esc esc",
    "C 'another' esc esc",
    "c r esc esc",
    "e enter",
    "e down right enter",
    "x enter",
    "A enter enter",
];

/// What does not change the review.
const MOVES: [&str; 6] = ["down", "up", "o", "end", "home", "down down down"];

/// Changes that need something to change.
const PAIRS: [(&str, &str); 4] = [
    ("C 'one more' esc esc", "c enter down enter esc"),
    ("C 'one more' esc esc", "c down enter 'page 4' enter esc"),
    ("C 'one more' esc esc", "c x"),
    ("w 'a note' esc", "w ctrl-x ' and more' esc"),
];

fn steps() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let step = (prop::sample::select(MOVES.to_vec()), prop::sample::select(CHANGES.to_vec()));
    prop::collection::vec(prop_oneof![6 => step, 1 => prop::sample::select(PAIRS.to_vec())], 1..14)
}

type Entered = (BTreeMap<String, Answer>, Vec<Comment>, Decision, Role);

/// What the reviewer entered.
fn entered(at: &Fixture) -> Option<Entered> {
    let review = &at.app.desk.as_ref()?.review;
    Some((review.answers.clone(), review.comments.clone(), review.outcome.clone(), review.role))
}

/// A review of the first document; the window is too small to draw, which is quick.
fn begun() -> Fixture {
    let mut at = Fixture { window: (39, 9), ..fixture() };
    at.press("enter s");
    at
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_takes_any_change_back_and_redo_makes_it_again(steps in steps()) {
        let mut at = begun();
        let first = entered(&at);
        let mut changes = 0;
        for (step, change) in steps {
            let earlier = entered(&at);
            at.press(step);
            let before = entered(&at);
            changes += usize::from(before != earlier);
            at.press(change);
            prop_assert_eq!(at.app.scope(), Keys::Review, "“{}” does not lead back to the questions", change);
            let after = entered(&at);
            if before == after {
                continue;
            }
            changes += 1;
            at.press("u");
            prop_assert_eq!(&entered(&at), &before, "undo after “{}”", change);
            at.press("U");
            prop_assert_eq!(&entered(&at), &after, "redo after “{}”", change);
        }
        let last = entered(&at);
        at.press(&"u ".repeat(changes));
        prop_assert_eq!(entered(&at), first);
        at.press(&"U ".repeat(changes));
        prop_assert_eq!(entered(&at), last);
    }

    #[test]
    fn a_review_is_read_back_as_it_was_written(
        steps in steps(),
        note in "\\PC{0,60}",
        outcome in prop::sample::select(Outcome::ALL.to_vec()),
        index in 0_usize..4,
    ) {
        let mut at = begun();
        for (step, change) in steps {
            at.press(step);
            at.press(change);
        }
        at.press("w");
        at.paste(&note);
        at.press("esc");
        let Some(mut draft) = at.app.desk.map(|desk| desk.review) else {
            return Err(TestCaseError::fail("no review is open"));
        };
        read_back(&draft)?;
        draft.outcome.code = Some(outcome);
        draft.outcome.reason = Some(note).filter(|note| !note.is_empty());
        let sealed = draft.sealed(now());
        prop_assert_eq!(sealed.content_sha256.clone(), Some(sealed.content_hash()));
        read_back(&sealed)?;
        if let Some(answer) = sealed.answers.values().nth(index) {
            let mut changed = sealed.clone();
            let id = sealed.answers.keys().nth(index).cloned().unwrap_or_default();
            changed.answers.insert(id, Answer { harm: !answer.harm, ..answer.clone() });
            prop_assert_ne!(changed.content_hash(), sealed.content_hash());
        }
    }
}

fn read_back(review: &Review) -> Result<(), TestCaseError> {
    let json = serde_json::to_string_pretty(review).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let report = parse::check(json.as_bytes());
    prop_assert!(!report.has_errors(), "{:?}\n{}", report.faults, json);
    let read: Review = parse::checked(json.as_bytes()).map_err(|report| TestCaseError::fail(format!("{report:?}")))?;
    prop_assert_eq!(&read, review);
    Ok(())
}

/// Every value of a file, as a pointer to it.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            members.iter().for_each(|(name, value)| leaves(value, &format!("{path}/{name}"), found));
        }
        Value::Array(items) if !items.is_empty() => {
            items.iter().enumerate().for_each(|(n, value)| leaves(value, &format!("{path}/{n}"), found));
        }
        _ => found.push(path.to_owned()),
    }
}

fn other(value: &Value) -> Value {
    match value {
        Value::Null => Value::from("2026-01-01"),
        Value::Bool(is) => Value::from(!is),
        Value::Number(n) => Value::from(n.as_u64().unwrap_or_default() + 1),
        Value::String(text) => Value::from(format!("{text}x")),
        Value::Array(_) => Value::from(vec!["x"]),
        Value::Object(_) => serde_json::json!({ "x": 1 }),
    }
}

#[test]
fn any_changed_member_of_a_signed_off_review_shows() {
    let mut at = begun();
    at.press("y e enter w 'note' esc c 'finding' esc esc h n a enter");
    let mut draft = at.app.desk.map(|desk| desk.review).unwrap();
    draft.outcome = Decision {
        code: Some(Outcome::NotEndorsed),
        reason: Some("why".to_owned()),
        summary: Some("note".to_owned()),
        strengths: vec!["strong".to_owned()],
        ..Decision::default()
    };
    let file = serde_json::to_value(draft.sealed(now())).unwrap();
    // The rule of the format, spelt out: over everything else.
    let hash = |file: &Value| {
        let mut rest = file.clone();
        rest.as_object_mut().unwrap().shift_remove("content_sha256");
        canonical::sha256(&rest)
    };
    assert_eq!(file["content_sha256"], Value::from(hash(&file)));
    assert!(!parse::check(file.to_string().as_bytes()).has_errors());
    let mut places = Vec::new();
    leaves(&file, "", &mut places);
    assert!(places.len() > 150, "{} places", places.len());
    for place in places {
        let mut changed = file.clone();
        let value = changed.pointer_mut(&place).unwrap();
        *value = other(value);
        if place != "/content_sha256" {
            assert_ne!(file["content_sha256"], Value::from(hash(&changed)), "{place}");
        }
        // The ids that were asked are 71 of a kind: a few of them stand for all.
        if !place.contains("/asked/1") {
            assert!(parse::check(changed.to_string().as_bytes()).has_errors(), "a change of {place} goes unnoticed");
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// What is asked
// ---------------------------------------------------------------------------------------------------------------------

fn scope(kind: Kind, profile: Profile, traits: &[&str], sectors: &[&str]) -> Scope {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Scope { kind, sectors: words(sectors), traits: words(traits), profile }
}

fn criteria() -> impl Iterator<Item = &'static Criterion> {
    CHECKLISTS.iter().flat_map(|pinned| &pinned.checklist.criteria)
}

fn asked(scope: &Scope) -> BTreeSet<&'static str> {
    criteria().filter(|criterion| criterion.asked(scope)).map(|criterion| criterion.id.as_str()).collect()
}

fn ids(text: &'static str) -> BTreeSet<&'static str> {
    text.split_whitespace().collect()
}

const CORE: &str = "gbv-context-risk-analysis gbv-mitigation-actions gbv-consult-women-girls gbv-safety-audits
    gbv-structural-adaptations gbv-staff-disclosure-training gbv-disclosure-protocol gbv-referral-pathway gbv-psea-measures
    gbv-no-incident-data gbv-survivor-confidentiality gbv-budgeted dnh-unintended-effects dnh-impartial-targeting
    dnh-meaningful-access dnh-feedback-complaints dnh-data-protection dnh-voluntary-informed-movement ge-gender-analysis
    ge-analysis-to-activities ge-gender-indicators ge-marker-plausible";

const CONCEPT_NOTE: &str = "gbv-context-risk-analysis dnh-unintended-effects dnh-voluntary-informed-movement
    ge-gender-analysis ge-analysis-to-activities gbv-no-incident-data gbv-survivor-confidentiality
    gbv-programme-induced-risks gbv-mitigation-actions gbv-consult-women-girls gbv-referral-pathway gbv-psea-measures
    dnh-conflict-power-analysis dnh-participation ge-intersectional-lens ge-wlo-funding-voice ge-marker-plausible";

/// Kind, questions asked, must or blocking among them: the catalogue with every trait and without sector add-ons.
const TOTALS: [(Kind, usize, usize); 6] = [
    (Kind::Proposal, 73, 45),
    (Kind::ConceptNote, 51, 5),
    (Kind::Report, 72, 28),
    (Kind::RegionalPlan, 70, 31),
    (Kind::CrisisResponsePlan, 71, 38),
    (Kind::Other, 73, 45),
];

#[test]
fn each_kind_asks_as_many_questions_as_the_catalogue_says() {
    for (kind, all, must) in TOTALS {
        let scope = scope(kind, Profile::All, &TRAITS, &[]);
        let heavy = criteria().filter(|criterion| criterion.asked(&scope));
        let heavy = heavy.filter(|criterion| matches!(criterion.weight(kind), Some(Weight::Must | Weight::Blocking)));
        assert_eq!((asked(&scope).len(), heavy.count()), (all, must), "{kind}");
    }
}

#[test]
fn the_core_set_is_the_same_for_every_kind() {
    let core: BTreeSet<_> =
        criteria().filter(|criterion| criterion.core).map(|criterion| criterion.id.as_str()).collect();
    assert_eq!(core, ids(CORE));
    assert_eq!(core.len(), 22);
    for kind in KINDS {
        assert_eq!(asked(&scope(kind, Profile::Core, &TRAITS, &[])), ids(CORE), "{kind}");
    }
}

#[test]
fn the_short_set_of_a_concept_note_fits_twenty_minutes() {
    let with = asked(&scope(Kind::ConceptNote, Profile::Short, &["movement"], &[]));
    let without = asked(&scope(Kind::ConceptNote, Profile::Short, &[], &[]));
    assert_eq!((with.len(), without.len()), (17, 16));
    assert_eq!(with, ids(CONCEPT_NOTE));
    assert_eq!(with.difference(&without).copied().collect::<Vec<_>>(), ["dnh-voluntary-informed-movement"]);
}

#[test]
fn the_blocking_set_follows_the_table() {
    let always = "gbv-no-incident-data gbv-survivor-confidentiality dnh-voluntary-informed-movement";
    let crisis = "gbv-mitigation-actions gbv-staff-disclosure-training gbv-disclosure-protocol gbv-specialised-standards
        gbv-psea-measures gbv-no-incident-data gbv-survivor-confidentiality dnh-unintended-effects dnh-impartial-targeting
        dnh-voluntary-informed-movement dnh-authorities-security-actors ge-gender-analysis";
    let more = "gbv-referral-pathway dnh-feedback-complaints dnh-data-protection ge-marker-plausible";
    // A concept note that is silent on data is no danger: there the flag blocks, not the answer.
    let table = [
        (Kind::Proposal, ids(crisis).union(&ids(more)).copied().collect()),
        (Kind::ConceptNote, ids("dnh-voluntary-informed-movement")),
        (Kind::Report, ids(always)),
        (Kind::RegionalPlan, ids(always)),
        (Kind::CrisisResponsePlan, ids(crisis)),
    ];
    for (kind, expected) in table {
        let blocking = criteria().filter(|criterion| criterion.weight(kind) == Some(Weight::Blocking));
        assert_eq!(blocking.map(|criterion| criterion.id.as_str()).collect::<BTreeSet<_>>(), expected, "{kind}");
    }
}

#[test]
fn four_criteria_are_the_measures_that_leads_count() {
    let measures = criteria().filter_map(|criterion| Some((criterion.measure.as_deref()?, criterion.id.as_str())));
    let expected = [
        ("consultations", "gbv-consult-women-girls"),
        ("disclosure-training", "gbv-staff-disclosure-training"),
        ("safety-audits", "gbv-safety-audits"),
        ("structural-adaptations", "gbv-structural-adaptations"),
    ];
    assert_eq!(measures.collect::<BTreeMap<_, _>>(), BTreeMap::from(expected));
}

/// Sector, and the questions that it adds.
const ADD_ONS: [(&str, &str); 31] = [
    ("CCM", "sec-cccm-gbv"),
    ("SHL", "sec-shelter-nfi-gbv"),
    ("WSH", "sec-wash-gbv"),
    ("HEA", "sec-health-gbv"),
    ("PRO", "sec-protection-trafficking-gbv"),
    ("PRO-GBV", ""),
    ("PRO-CPN", "sec-protection-trafficking-gbv"),
    ("PRO-HLP", "sec-hlp-gbv"),
    ("PRO-MIN", ""),
    ("FSC", "sec-food-security-gbv"),
    ("MPC", "sec-cash-gbv"),
    ("NUT", "sec-food-security-gbv"),
    ("EDU", "sec-education-gbv"),
    ("ERY", "sec-livelihoods-gbv"),
    ("AGR", "sec-livelihoods-gbv"),
    ("LOG", ""),
    ("TEL", ""),
    ("CSS", ""),
    ("MS", ""),
    ("IOM-MHPSS", "sec-mhpss-gbv"),
    ("IOM-DTM", "sec-dtm-data-gbv"),
    ("IOM-MOV", "sec-movement-gbv"),
    ("IOM-CT", "sec-protection-trafficking-gbv"),
    ("IOM-IBM", "sec-movement-gbv"),
    ("IOM-RET", "sec-return-reintegration-gbv"),
    ("IOM-LPR", "sec-reparations-crsv sec-hlp-gbv"),
    ("IOM-PSD", "sec-livelihoods-gbv"),
    ("IOM-DS", ""),
    ("IOM-DRR", ""),
    ("IOM-INT", ""),
    ("IOM-SEH", ""),
];

#[test]
fn a_sector_adds_its_own_questions_and_no_others() {
    let listed: BTreeSet<_> = List::Sectors.entries().iter().map(|sector| sector.code.as_str()).collect();
    assert_eq!(listed, ADD_ONS.iter().map(|(sector, _)| *sector).collect(), "the table has every sector");
    for kind in KINDS {
        let plain = asked(&scope(kind, Profile::All, &TRAITS, &[]));
        assert!(!plain.iter().any(|id| id.starts_with("sec-")), "{kind}: an add-on without its sector");
        for (sector, added) in ADD_ONS {
            let with = asked(&scope(kind, Profile::All, &TRAITS, &[sector]));
            assert_eq!(with.difference(&plain).copied().collect::<BTreeSet<_>>(), ids(added), "{kind}, {sector}");
        }
    }
}

#[test]
fn a_trait_switches_its_own_question_on() {
    let table = [
        ("infrastructure", "gbv-structural-adaptations"),
        ("specialised-services", "gbv-specialised-standards"),
        ("prevention", "gbv-prevention-evidence-based"),
        ("movement", "dnh-voluntary-informed-movement"),
        ("security-actors", "dnh-authorities-security-actors"),
        ("land", "dnh-land-environment"),
        ("data-collection", ""),
        ("cash", ""),
    ];
    let plain = asked(&scope(Kind::Proposal, Profile::All, &[], &[]));
    assert_eq!(plain.len(), 73 - 6);
    for (condition, id) in table {
        let with = asked(&scope(Kind::Proposal, Profile::All, &[condition], &[]));
        assert_eq!(with.difference(&plain).copied().collect::<BTreeSet<_>>(), ids(id), "{condition}");
    }
    let implied = implied_traits(&["SHL".to_owned()]);
    assert!(implied.contains(&"infrastructure".to_owned()) && !implied.contains(&"movement".to_owned()));
}

fn record(kind: Kind, traits: &[&str], sectors: &[&str]) -> Record {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Record { traits: Some(words(traits)), sectors: words(sectors), ..Record::new("invented", kind, "Invented") }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_asked_changes_and_no_answer_is_eaten(
        kind in prop::sample::select(Kind::ALL.to_vec()),
        traits in prop::sample::subsequence(TRAITS.to_vec(), 0..=8),
        sectors in prop::sample::subsequence(ADD_ONS.map(|(sector, _)| sector).to_vec(), 0..=6),
        profile in prop::sample::select(Profile::ALL.to_vec()),
    ) {
        let everything = record(Kind::Proposal, &TRAITS, &ADD_ONS.map(|(sector, _)| sector));
        let mut review = answered(&review(&everything, ID, Profile::All), Rating::Partly);
        let (answers, before) = (review.answers.clone(), Tally::all(&review));
        if let Some(draft) = &mut review.draft {
            draft.profile = profile;
        }
        review.follow(&record(kind, &traits, &sectors), &CHECKLISTS);
        prop_assert_eq!(&review.answers, &answers);
        counts_add_up(&review)?;
        if let Some(draft) = &mut review.draft {
            draft.profile = Profile::All;
        }
        review.follow(&everything, &CHECKLISTS);
        prop_assert_eq!(Tally::all(&review), before);
    }
}

#[test]
fn a_trait_taken_away_on_the_form_keeps_its_answer() {
    let mut at = begun();
    at.press("end");
    let last = at.app.desk.as_ref().map(|desk| desk.review.answers.len());
    at.press("home y");
    let id = "gbv-structural-adaptations";
    while at.app.desk.as_ref().is_some_and(|desk| desk.current != id) {
        at.press("down");
    }
    at.press("n i down down down down down enter 'builds' tab 'land' tab enter esc");
    let desk = at.app.desk.as_ref().unwrap();
    assert_eq!(last, Some(0));
    assert!(!desk.review.is_asked(id), "{:?}", desk.review.record.traits);
    assert_eq!(desk.review.rating(id), Some(Rating::No));
    assert!(desk.lines().iter().any(|line| matches!(line, Line::Unasked(criterion) if criterion.id == id)));
}

// ---------------------------------------------------------------------------------------------------------------------
// The suggestion, and what to look at before the sign-off
// ---------------------------------------------------------------------------------------------------------------------

fn answered(review: &Review, rating: Rating) -> Review {
    let mut review = review.clone();
    let asked: Vec<_> = review.asked().map(str::to_owned).collect();
    let reason = (rating == Rating::NotApplicable).then(|| "sector".to_owned());
    asked.iter().for_each(|id| review.rate(id, rating, reason.clone(), now()));
    review
}

/// A review of one kind, every trait on, every question answered Yes, by somebody whose word is needed.
fn all_yes(kind: Kind) -> Review {
    let mut review = answered(&review(&record(kind, &TRAITS, &[]), ID, Profile::All), Rating::Yes);
    review.role = Role::Clearance;
    review
}

/// A case of the rule: kind, what is answered other than Yes (`H` before an id flags it), and what is suggested.
const SUGGESTIONS: [(&str, Kind, &str, Option<Outcome>); 27] = [
    ("all yes", Kind::Proposal, "", Some(Outcome::Endorsed)),
    ("all yes, report", Kind::Report, "", Some(Outcome::Endorsed)),
    ("not applicable is no gap", Kind::Proposal, "gbv-budgeted=a", Some(Outcome::Endorsed)),
    ("should, No", Kind::Proposal, "gbv-coordination=n", Some(Outcome::WithRecommendations)),
    ("should, Partly", Kind::Proposal, "gbv-coordination=p", Some(Outcome::WithRecommendations)),
    ("must, No", Kind::Proposal, "gbv-budgeted=n", Some(Outcome::SubjectToChanges)),
    ("must, Partly", Kind::Proposal, "gbv-budgeted=p", Some(Outcome::SubjectToChanges)),
    ("must and should", Kind::Proposal, "gbv-budgeted=p gbv-coordination=n", Some(Outcome::SubjectToChanges)),
    ("blocking, No", Kind::Proposal, "gbv-mitigation-actions=n", Some(Outcome::ReviseAndResubmit)),
    ("blocking, Partly", Kind::Proposal, "gbv-mitigation-actions=p", Some(Outcome::SubjectToChanges)),
    ("blocking for P, must for X", Kind::CrisisResponsePlan, "gbv-referral-pathway=n", Some(Outcome::SubjectToChanges)),
    ("the marker blocks a proposal", Kind::Proposal, "ge-marker-plausible=n", Some(Outcome::ReviseAndResubmit)),
    (
        "the marker is a should for X",
        Kind::CrisisResponsePlan,
        "ge-marker-plausible=n",
        Some(Outcome::WithRecommendations),
    ),
    ("one of the pair", Kind::Proposal, "gbv-staff-disclosure-training=n", Some(Outcome::SubjectToChanges)),
    ("the other of the pair", Kind::Proposal, "gbv-disclosure-protocol=n", Some(Outcome::SubjectToChanges)),
    (
        "one No, one Partly",
        Kind::Proposal,
        "gbv-staff-disclosure-training=n gbv-disclosure-protocol=p",
        Some(Outcome::SubjectToChanges),
    ),
    (
        "both of the pair",
        Kind::Proposal,
        "gbv-staff-disclosure-training=n gbv-disclosure-protocol=n",
        Some(Outcome::ReviseAndResubmit),
    ),
    ("harm beside a Yes on a should", Kind::Proposal, "Hgbv-coordination=y", Some(Outcome::ReviseAndResubmit)),
    ("silence of a note", Kind::ConceptNote, "gbv-no-incident-data=n", Some(Outcome::WithRecommendations)),
    ("unsafe text of a note", Kind::ConceptNote, "Hgbv-no-incident-data=y", Some(Outcome::ReviseAndResubmit)),
    ("names in a report", Kind::Report, "gbv-survivor-confidentiality=n", Some(Outcome::ReviseAndResubmit)),
    ("movement in a note", Kind::ConceptNote, "dnh-voluntary-informed-movement=n", Some(Outcome::ReviseAndResubmit)),
    ("regional plan", Kind::RegionalPlan, "gbv-no-incident-data=n", Some(Outcome::CommentsOnly)),
    ("regional plan, harm", Kind::RegionalPlan, "Hgbv-no-incident-data=n", Some(Outcome::CommentsOnly)),
    ("open", Kind::Proposal, "gbv-coordination=o gbv-mitigation-actions=n", None),
    ("open, regional plan", Kind::RegionalPlan, "gbv-coordination=o", None),
    ("another kind is read as a proposal", Kind::Other, "gbv-mitigation-actions=n", Some(Outcome::ReviseAndResubmit)),
];

fn answer(review: &mut Review, answer: &str) {
    let (id, rating) = answer.split_once('=').unwrap_or((answer, "y"));
    let flagged = id.strip_prefix('H');
    let id = flagged.unwrap_or(id);
    assert!(review.is_asked(id), "{id} is not asked");
    match rating {
        "o" => review.reopen(id),
        "a" => review.rate(id, Rating::NotApplicable, Some("sector".to_owned()), now()),
        "n" => review.rate(id, Rating::No, None, now()),
        "p" => review.rate(id, Rating::Partly, None, now()),
        _ => review.rate(id, Rating::Yes, None, now()),
    }
    review.set_harm(id, flagged.is_some());
}

#[test]
fn the_suggestion_follows_the_rule() {
    for (case, kind, answers, expected) in SUGGESTIONS {
        let mut review = all_yes(kind);
        answers.split_whitespace().for_each(|one| answer(&mut review, one));
        let suggestion = suggest(&review, &CHECKLISTS);
        assert_eq!(suggestion.outcome, expected, "{case}");
        assert!(!suggestion.reasons.is_empty(), "{case}: a suggestion without a reason");
    }
}

#[test]
fn the_adviser_is_never_told_to_clear() {
    for answers in ["", "gbv-mitigation-actions=n", "Hgbv-mitigation-actions=n"] {
        let mut review = all_yes(Kind::Proposal);
        review.role = Role::Advice;
        answers.split_whitespace().for_each(|one| answer(&mut review, one));
        assert_eq!(suggest(&review, &CHECKLISTS).outcome, Some(Outcome::CommentsOnly), "{answers}");
    }
    let usual = |kind| review(&record(kind, &[], &[]), ID, Profile::All).role;
    assert_eq!(
        Kind::ALL.iter().map(|kind| usual(*kind)).collect::<Vec<_>>(),
        [Role::Clearance, Role::Advice, Role::Clearance, Role::Advice, Role::Clearance, Role::Clearance,]
    );
}

#[test]
fn the_reasons_name_what_stands_in_the_way() {
    let mut review = all_yes(Kind::Proposal);
    ["Hgbv-coordination=y", "gbv-mitigation-actions=n", "gbv-budgeted=p", "dnh-local-capacity=n"]
        .iter()
        .for_each(|one| answer(&mut review, one));
    let reasons = suggest(&review, &CHECKLISTS).reasons;
    let named = ["GBV coordination", "Mitigation actions", "Mitigation budget", "Local capacity"];
    assert_eq!(reasons.len(), named.len(), "{reasons:?}");
    for (reason, title) in reasons.iter().zip(named) {
        assert!(reason.contains(title), "{reason} does not name {title}");
    }
}

#[test]
fn an_open_required_change_holds_back_a_clean_review() {
    let mut review = all_yes(Kind::Proposal);
    let n = review.add_comment(Some("gbv-budgeted"), CommentClass::Required);
    assert_eq!(suggest(&review, &CHECKLISTS).outcome, Some(Outcome::SubjectToChanges));
    for state in [CommentState::Closed, CommentState::Dropped] {
        review.comment_mut(n).unwrap().state = state;
        assert_eq!(suggest(&review, &CHECKLISTS).outcome, Some(Outcome::Endorsed), "{state}");
    }
    review.comment_mut(n).unwrap().state = CommentState::Open;
    review.comment_mut(n).unwrap().class = CommentClass::Recommended;
    assert_eq!(suggest(&review, &CHECKLISTS).outcome, Some(Outcome::Endorsed));
}

#[test]
fn what_is_not_asked_does_not_weigh() {
    let mut with = answered(&review(&record(Kind::Proposal, &TRAITS, &["WSH"]), ID, Profile::All), Rating::Yes);
    answer(&mut with, "Hsec-wash-gbv=n");
    assert_eq!(suggest(&with, &CHECKLISTS).outcome, Some(Outcome::ReviseAndResubmit));
    with.follow(&record(Kind::Proposal, &TRAITS, &[]), &CHECKLISTS);
    assert_eq!(suggest(&with, &CHECKLISTS).outcome, Some(Outcome::Endorsed));
    assert_eq!(with.rating("sec-wash-gbv"), Some(Rating::No), "the answer waits");
}

#[test]
fn reports_are_cleared_and_the_codes_stay_the_same() {
    let labels = Outcome::ALL.iter().map(|outcome| outcome.label_for(Kind::Report)).collect::<Vec<_>>();
    let expected = ["Cleared", "Cleared with comments", "Cleared subject to changes", "Return for revision"];
    assert_eq!(labels[..4], expected);
    assert_eq!(Outcome::Endorsed.label_for(Kind::Proposal), "Endorsed");
}

/// The findings as words: what, and the criteria.
fn found(review: &Review) -> Vec<(Concern, Vec<String>)> {
    findings(review, &CHECKLISTS, &Allowed::default())
        .into_iter()
        .map(|finding| (finding.what, finding.criteria))
        .collect()
}

/// Core questions of a proposal, all answered No: nothing to look at.
fn all_no() -> Review {
    answered(&review(&record(Kind::Proposal, &[], &[]), ID, Profile::Core), Rating::No)
}

fn one(id: &str) -> Vec<String> {
    vec![id.to_owned()]
}

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    assert_eq!(found(&all_no()), []);
}

#[test]
fn open_questions_are_found_by_checklist() {
    let mut review = all_no();
    ["gbv-budgeted=o", "gbv-safety-audits=o", "ge-gender-analysis=o"].iter().for_each(|one| answer(&mut review, one));
    let first = vec!["gbv-safety-audits".to_owned(), "gbv-budgeted".to_owned()];
    assert_eq!(found(&review), [(Concern::Open, first), (Concern::Open, one("ge-gender-analysis"))]);
    assert!(!Concern::Open.stops());
}

#[test]
fn a_yes_without_a_place_is_found() {
    let mut review = all_no();
    ["gbv-budgeted=y", "gbv-safety-audits=y"].iter().for_each(|one| answer(&mut review, one));
    review.add_evidence("gbv-budgeted", Evidence { section: "s1".to_owned(), ..Evidence::default() });
    assert_eq!(found(&review), [(Concern::YesWithoutEvidence, one("gbv-safety-audits"))]);
    assert!(!Concern::YesWithoutEvidence.stops());
}

#[test]
fn a_harm_flag_waits_for_a_required_change() {
    let mut review = all_no();
    answer(&mut review, "Hgbv-budgeted=n");
    assert_eq!(found(&review), [(Concern::HarmWithoutChange, one("gbv-budgeted"))]);
    assert!(Concern::HarmWithoutChange.stops());
    for (class, is_enough) in
        [(CommentClass::Recommended, false), (CommentClass::Question, false), (CommentClass::Required, true)]
    {
        let mut commented = review.clone();
        let n = commented.add_comment(Some("gbv-budgeted"), class);
        commented.comment_mut(n).unwrap().finding = "Unsafe".to_owned();
        assert_eq!(found(&commented).is_empty(), is_enough, "{class}");
    }
    let n = review.add_comment(Some("gbv-safety-audits"), CommentClass::Required);
    review.comment_mut(n).unwrap().finding = "On another question".to_owned();
    assert_eq!(found(&review).len(), 1);
}

#[test]
fn a_blank_comment_is_found() {
    let mut review = all_no();
    let n = review.add_comment(Some("gbv-budgeted"), CommentClass::Question);
    review.comment_mut(n).unwrap().finding = " \n".to_owned();
    assert_eq!(found(&review), [(Concern::BlankComment, one("gbv-budgeted"))]);
    assert!(Concern::BlankComment.stops());
}

#[test]
fn more_than_ten_required_changes_are_many() {
    let mut review = all_no();
    for n in 1..=11 {
        assert_eq!(found(&review), [], "{} changes", n - 1);
        review.add_comment(None, CommentClass::Required);
        review.comment_mut(n).unwrap().text = "Change this".to_owned();
    }
    assert_eq!(found(&review), [(Concern::ManyChanges, Vec::new())]);
    review.comment_mut(11).unwrap().state = CommentState::Dropped;
    assert_eq!(found(&review), []);
}

#[test]
fn the_gravest_finding_comes_first() {
    let mut review = all_no();
    ["gbv-budgeted=o", "gbv-safety-audits=y", "Hge-gender-analysis=n"].iter().for_each(|one| answer(&mut review, one));
    for _ in 0..11 {
        review.add_comment(None, CommentClass::Required);
    }
    let order: Vec<_> = found(&review).into_iter().map(|(what, _)| what).collect();
    let (first, last) = (order.first().copied(), order.last().copied());
    assert_eq!((first, last), (Some(Concern::HarmWithoutChange), Some(Concern::ManyChanges)));
    assert!(order.is_sorted(), "{order:?}");
}

// ---------------------------------------------------------------------------------------------------------------------
// Answers as lines
// ---------------------------------------------------------------------------------------------------------------------

fn document() -> Record {
    let text = "Teams run safety audits\nin six sites. Fences\u{200b} are high.".to_owned();
    let (id, heading) = ("s2".to_owned(), "2.1 Sites".to_owned());
    let section = Section { id, heading, level: 2, page: Some(4), text, ..Section::default() };
    Record { sections: vec![section], ..record(Kind::Proposal, &[], &[]) }
}

/// Reads and applies one line.
fn fill(review: &mut Review, line: &str) -> Result<(), String> {
    Entry::read(line)?.apply(review, &document(), now())
}

#[test]
fn good_lines_are_taken() {
    let id = "gbv-safety-audits";
    let mut review = review(&document(), ID, Profile::All);
    let lines = [
        r#"{"criterion": "gbv-safety-audits", "rating": "yes"}"#,
        r#"{"criterion": "gbv-safety-audits", "rating": "partly", "note": "Six sites of nine."}"#,
        r#"{"criterion": "gbv-safety-audits", "evidence": [{"section": "s2", "quote": "safety audits in six sites"}]}"#,
        r#"{"criterion": "gbv-safety-audits", "evidence": [{"section": "2.1 Sites", "quote": "Fences are high."}]}"#,
        r#"{"criterion": "gbv-safety-audits", "evidence": [{"section": "s2"}]}"#,
        r#"{"criterion": "gbv-safety-audits", "harm": true, "comment": {"class": "required", "finding": "F", "text": "T"}}"#,
        r#"{"criterion": "gbv-safety-audits", "harm": true, "comment": {"class": "required", "finding": "F", "text": "T"}}"#,
        r#"{"criterion": "gbv-budgeted", "rating": "not-applicable", "reason": "parent"}"#,
        r#"{"criterion": "gbv-coordination"}"#,
        r#"{"outcome": "not-endorsed", "reason": "R", "summary": "S", "strengths": ["one"]}"#,
        r#"{"outcome": "endorsed"}"#,
    ];
    for line in lines {
        assert_eq!(fill(&mut review, line), Ok(()), "{line}");
    }
    let answer = review.answer(id).unwrap();
    assert_eq!(
        (answer.rating, answer.harm, answer.note.as_deref()),
        (Some(Rating::Partly), true, Some("Six sites of nine."))
    );
    let quotes: Vec<_> = answer.evidence.iter().map(|place| (place.quote.as_str(), place.place())).collect();
    let place = || "2.1 Sites, p. 4".to_owned();
    assert_eq!(quotes, [("safety audits in six sites", place()), ("Fences are high.", place()), ("", place())]);
    assert_eq!(review.comments.len(), 1, "the same comment twice is one");
    assert_eq!(review.comments[0].r#where, place());
    assert_eq!(review.answer("gbv-budgeted").unwrap().reason.as_deref(), Some("parent"));
    assert_eq!(review.rating("gbv-coordination"), None, "a line without a rating leaves the question open");
    let outcome = &review.outcome;
    assert_eq!((outcome.code, outcome.reason.as_deref()), (Some(Outcome::Endorsed), None));
    assert_eq!((outcome.summary.as_deref(), outcome.strengths.len()), (Some("S"), 1), "what is not said again stays");
}

#[test]
fn refused_lines_change_nothing_and_say_why() {
    let mut review = answered(&review(&document(), ID, Profile::All), Rating::Yes);
    let before = review.clone();
    let lines = [
        ("", "not a JSON object"),
        ("[]", "neither an answer nor an outcome"),
        ("{}", "neither an answer nor an outcome"),
        (r#"{"criterion": "gbv-budgeted", "rating": "maybe"}"#, "neither an answer nor an outcome"),
        (r#"{"criterion": "gbv-budgeted", "ratings": "yes"}"#, "ratings"),
        (r#"{"criterion": "gbv-budgeted", "rating": "yes"} {"#, "not a JSON object"),
        (r#"{"criterion": "gbv-invented", "rating": "yes"}"#, "“gbv-invented” is not asked"),
        (r#"{"criterion": "sec-wash-gbv", "rating": "yes"}"#, "“sec-wash-gbv” is not asked"),
        (r#"{"criterion": "gbv-budgeted", "rating": "not-applicable"}"#, "without a reason"),
        (r#"{"criterion": "gbv-budgeted", "rating": "not-applicable", "reason": "  "}"#, "without a reason"),
        (
            r#"{"criterion": "gbv-budgeted", "rating": "no", "evidence": [{"section": "s9", "quote": "x"}]}"#,
            "no section “s9”",
        ),
        (
            r#"{"criterion": "gbv-budgeted", "rating": "no", "evidence": [{"section": "s2", "quote": "nine sites"}]}"#,
            "does not stand",
        ),
        (
            r#"{"criterion": "gbv-budgeted", "rating": "no", "comment": {"class": "angry", "finding": "F"}}"#,
            "neither an answer",
        ),
        (r#"{"outcome": "perfect"}"#, "neither an answer nor an outcome"),
        (r#"{"outcome": "endorsed", "score": 9}"#, "score"),
    ];
    for (line, why) in lines {
        let refused = fill(&mut review, line).expect_err(line);
        assert!(refused.contains(why), "{line}: {refused}");
        assert_eq!(review, before, "{line} changed something");
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// The table of commands, and the lists
// ---------------------------------------------------------------------------------------------------------------------

/// Every key of the table; that each of them parses is held by a test of its own.
fn keys() -> impl Iterator<Item = (Keys, Key, Action)> {
    let row = |command: &'static Command| {
        command.keys.iter().filter_map(|key| Some((command.scope, key.parse().ok()?, command.action)))
    };
    COMMANDS.iter().flat_map(row)
}

#[test]
fn every_key_is_bound_once_in_its_scope_and_leads_to_its_command() {
    let mut bound = BTreeSet::new();
    for (scope, key, action) in keys() {
        assert!(bound.insert((scope, key.to_string())), "{key} is bound twice in {scope:?}");
        assert_eq!(lookup(scope, key), Some(action), "{key} in {scope:?}");
    }
}

#[test]
fn keys_are_written_the_way_they_are_shown() {
    for command in COMMANDS {
        for key in command.keys {
            assert_eq!(key.parse::<Key>().map(|key| key.to_string()).as_deref(), Ok(*key));
        }
    }
}

#[test]
fn names_are_unique_and_in_kebab_case() {
    let mut names = BTreeSet::new();
    for command in COMMANDS {
        let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        assert!(command.name.split('-').all(word), "{}", command.name);
        assert!(names.insert(command.name), "{} is there twice", command.name);
    }
}

#[test]
fn help_is_a_short_sentence() {
    for command in COMMANDS {
        let doc = command.doc;
        assert!(doc.starts_with(|c: char| c.is_ascii_uppercase()), "“{doc}” does not start with a capital");
        assert!(!doc.ends_with(['.', ' ']), "“{doc}” ends in a full stop or a blank");
        assert!(width(doc) <= 70, "“{doc}” has {} cells", width(doc));
        assert!(width(command.hint) <= 20, "“{}” has {} cells", command.hint, width(command.hint));
    }
}

#[test]
fn where_text_is_typed_no_character_is_a_command() {
    for (scope, key, _) in keys().filter(|(scope, ..)| scope.is_text()) {
        assert_eq!(key.typed(), None, "{key} in {scope:?}");
    }
    // In the library letters filter; what opens help and commands are no letters.
    for (_, key, _) in keys().filter(|(scope, ..)| Keys::Library.chain().contains(scope)) {
        assert!(key.typed().is_none_or(|c| !c.is_alphanumeric()), "{key} cannot be typed into the filter");
    }
}

#[test]
fn no_command_needs_a_key_that_terminals_eat() {
    for (scope, key, _) in keys() {
        let eaten = key.ctrl && matches!(key.code, KeyCode::Char('h' | 'i' | 'j' | 'm') | KeyCode::Enter);
        assert!(!eaten && !key.alt, "{key} in {scope:?}");
    }
}

#[test]
fn every_command_has_a_key_and_arrows_and_enter_are_enough() {
    for command in COMMANDS {
        assert!(!command.keys.is_empty(), "{} has no key", command.name);
    }
    for scope in [
        Keys::Comment,
        Keys::Library,
        Keys::Board,
        Keys::Record,
        Keys::SignOff,
        Keys::Picker,
        Keys::Document,
        Keys::Marking,
    ] {
        for key in ["up", "down", "enter", "esc"] {
            assert!(lookup(scope, key.parse().unwrap()).is_some(), "{key} does nothing in {scope:?}");
        }
    }
}

#[test]
fn the_palette_lists_every_command_of_its_place() {
    let listed = |keys: &str| {
        let mut at = fixture();
        at.press(keys);
        at.press(":");
        match at.app.overlays.last() {
            Some(Overlay::Picker(picker)) => picker.items.iter().map(|item| item.code.clone()).collect(),
            _ => BTreeSet::new(),
        }
    };
    let places = [
        ("", Keys::Library),
        ("f6", Keys::Board),
        ("enter", Keys::Record),
        ("enter s", Keys::Review),
        ("enter s tab tab", Keys::Document),
        ("enter s e", Keys::Marking),
        ("enter s c esc", Keys::Comment),
        ("enter s s", Keys::SignOff),
    ];
    for (keys, scope) in places {
        let known = COMMANDS.iter().filter(|command| scope.chain().contains(&command.scope));
        // The one command that waits for a fault.
        let expected = known.filter(|command| command.action != Action::SaveElsewhere);
        assert_eq!(listed(keys), expected.map(|command| command.name.to_owned()).collect(), "{scope:?}");
    }
}

#[test]
fn a_review_that_cannot_be_changed_offers_nothing_that_changes_it() {
    let mut at = fixture();
    at.press("tab tab enter");
    let before = at.app.desk.as_ref().map(|desk| desk.review.clone());
    for command in COMMANDS.iter().filter(|command| command.scope == Keys::Review) {
        let mut tried: App = at.app.clone();
        tried.update(command.action);
        let desk = tried.desk.map(|desk| desk.review);
        assert!(desk.is_none() || desk == before, "{} changes a signed-off review", command.name);
    }
}

#[test]
fn lists_that_are_written_down_twice_agree() {
    let listed = |list: List| list.entries().iter().map(|term| term.code.as_str()).collect::<Vec<_>>();
    assert_eq!(listed(List::Kinds), Kind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>());
    assert_eq!(listed(List::Outcomes), Outcome::ALL.iter().map(|outcome| outcome.code()).collect::<Vec<_>>());
    assert_eq!(listed(List::CommentClasses), CommentClass::ALL.iter().map(|class| class.code()).collect::<Vec<_>>());
    assert_eq!(listed(List::Replies), Reply::ALL.iter().map(|reply| reply.code()).collect::<Vec<_>>());
    assert_eq!(listed(List::CommentStates), CommentState::ALL.iter().map(|state| state.code()).collect::<Vec<_>>());
    assert_eq!(listed(List::Traits), TRAITS);
    assert!(listed(List::NaReasons).contains(&"other"), "the screen asks for a reason of one's own");
}

// ---------------------------------------------------------------------------------------------------------------------
// Cautions while writing
// ---------------------------------------------------------------------------------------------------------------------

/// What was kept as a false alarm.
fn overrides(at: &Fixture) -> Vec<(String, &'static str, &'static str)> {
    let known = at.app.desk.iter().flat_map(|desk| &desk.review.overrides);
    known.map(|known| (known.field.clone(), known.class.code(), known.reason.code())).collect()
}

fn current(at: &Fixture) -> String {
    at.app.desk.as_ref().map(|desk| desk.current.clone()).unwrap_or_default()
}

#[test]
fn a_stop_asks_before_the_box_closes_and_nothing_typed_is_lost() {
    let mut at = fixture();
    at.press("enter s w 'The girl, 14, is quoted.' esc");
    assert!(matches!(at.app.overlays.last(), Some(Overlay::Picker(_))));
    let note = |at: &Fixture| at.app.desk.as_ref().and_then(|desk| desk.review.answer(&current(at))?.note.clone());
    assert_eq!(note(&at).as_deref(), Some("The girl, 14, is quoted."), "it is in the draft already");
    at.press("esc");
    assert!(matches!(at.app.overlays.last(), Some(Overlay::Editor(_))), "esc goes back to the text");
    at.press("esc enter");
    assert!(matches!(at.app.overlays.last(), Some(Overlay::Editor(_))), "so does enter");
    assert_eq!(overrides(&at), []);
    at.press("esc down enter");
    assert!(at.app.overlays.is_empty());
    assert_eq!(overrides(&at), [(format!("note {}", current(&at)), "person", "about-the-text")]);
}

#[test]
fn an_override_holds_for_its_text_alone() {
    let mut at = fixture();
    at.press("enter s w 'The girl, 14, is quoted.' esc down enter");
    at.press("w esc");
    assert!(at.app.overlays.is_empty() && overrides(&at).len() == 1, "the same text is not asked about again");
    at.press("w ' Really.'");
    assert_eq!(overrides(&at), [], "another text is looked at again");
    at.press("esc down down enter");
    assert_eq!(overrides(&at).len(), 1);
    let text =
        serde_json::to_string(&at.app.desk.as_ref().map(|desk| desk.review.overrides.clone())).unwrap_or_default();
    assert!(!text.contains("girl"), "{text}");
}

#[test]
fn a_confirm_takes_one_key_and_a_hint_none() {
    let mut at = fixture();
    at.press("enter s w 'The annex lists 14 cases.' esc");
    assert!(matches!(at.app.overlays.last(), Some(Overlay::Confirm(_))));
    at.press("n");
    assert!(matches!(at.app.overlays.last(), Some(Overlay::Editor(_))));
    at.press("esc y");
    assert!(at.app.overlays.is_empty() && overrides(&at).is_empty());
    at.press("down w 'It reaches illegal migrants.' esc");
    assert!(at.app.overlays.is_empty());
}

/// The library with a list of allowed contacts.
fn fixture_allowing(list: &str) -> Fixture {
    let mut at = fixture();
    at.allowed = Allowed::read(list.as_bytes()).0;
    at.press("f5");
    at
}

#[test]
fn a_contact_of_the_list_is_not_asked_about_and_any_other_is() {
    for (list, is_asked) in [("", true), ("nohelp@x.example", true), ("help@x.example", false)] {
        let mut at = fixture_allowing(list);
        at.press("enter s w 'Write to Help@x.example.' esc");
        assert_eq!(!at.app.overlays.is_empty(), is_asked, "a text, with “{list}”");
        let mut at = fixture_allowing(list);
        at.press("enter s a 'other' enter 'Write to Help@x.example.' enter");
        assert_eq!(!at.app.overlays.is_empty(), is_asked, "a line, with “{list}”");
    }
    let mut at = fixture_allowing("help@x.example");
    at.press("enter s w 'Write to help@x.example or zuna@x.example.' esc");
    assert!(matches!(at.app.overlays.last(), Some(Overlay::Picker(_))), "the other contact is asked about");
}

#[test]
fn the_sign_off_waits_for_a_contact_until_the_list_allows_it() {
    let mut at = fixture();
    at.press("enter s y");
    at.app.desk.as_mut().unwrap().review.outcome.summary = Some("Write to help@x.example.".to_owned());
    let waits = |at: &mut Fixture| {
        at.press("s");
        let Screen::SignOff(screen) = &at.app.screen else { panic!("the sign-off") };
        let waits = screen.findings.iter().any(|finding| finding.what == Concern::UnsafeText);
        at.press("esc");
        waits
    };
    assert!(waits(&mut at));
    at.allowed = Allowed::read(b"help@x.example").0;
    at.perform(Some(Effect::Reload));
    assert!(!waits(&mut at));
}

#[test]
fn a_line_is_asked_about_before_it_is_taken() {
    let mut at = fixture();
    at.press("enter s a 'other' enter 'The girl, 14, is quoted.' enter");
    assert!(matches!(at.app.overlays.last(), Some(Overlay::Picker(_))));
    let id = current(&at);
    at.press("down down down enter");
    assert_eq!(overrides(&at), [(format!("reason {id}"), "person", "nobody-meant")]);
    let reason = at.app.desk.as_ref().and_then(|desk| desk.review.answer(&id)?.reason.clone());
    assert_eq!(reason.as_deref(), Some("other: The girl, 14, is quoted."));
}

#[test]
fn an_open_stop_stops_the_sign_off_and_enter_goes_there() {
    let mut at = fixture();
    at.press("enter s y");
    let desk = at.app.desk.as_mut().unwrap();
    desk.review.outcome.summary = Some("Mrs Zunari wrote it.".to_owned());
    desk.review.outcome.strengths = vec!["The annex lists 14 cases.".to_owned()];
    let found = findings(&desk.review, &CHECKLISTS, &Allowed::default());
    let of = |what| found.iter().filter(move |finding| finding.what == what).collect::<Vec<_>>();
    assert_eq!((of(Concern::UnsafeText).len(), of(Concern::CautiousText).len()), (1, 1));
    assert!(Concern::UnsafeText.stops() && !Concern::CautiousText.stops());
    assert!(of(Concern::UnsafeText)[0].text.starts_with("Overall note: STOP · "));
    at.press("s");
    let Screen::SignOff(screen) = &at.app.screen else { panic!("the sign-off") };
    let obstacle = screen.obstacle(at.app.desk.as_ref().unwrap());
    assert!(obstacle.is_some_and(|text| text.contains("STOP")));
    at.press(&"up ".repeat(20));
    at.press("enter");
    assert!(matches!(at.app.overlays.last(), Some(Overlay::Editor(_))), "the box of the text");
    at.press("esc down down enter");
    assert_eq!(overrides(&at), [("overall note".to_owned(), "person", "already-public")]);
    let desk = at.app.desk.as_ref().unwrap();
    assert!(
        findings(&desk.review, &CHECKLISTS, &Allowed::default())
            .iter()
            .all(|finding| finding.what != Concern::UnsafeText)
    );
}

#[test]
fn an_amendment_and_the_round_after_keep_what_was_said_of_the_same_text() {
    use appraise::domain::caution::{Class, FalseAlarm, Field, Level};
    let mut at = fixture();
    at.press("enter s y");
    let mut review = at.app.desk.as_ref().unwrap().review.clone();
    assert!(!serde_json::to_string(&review).unwrap_or_default().contains("overrides"), "old hashes hold");
    let field = Field::Note(review.asked().next().unwrap_or_default().to_owned());
    field.replace(&mut review, "The girl, 14, is quoted.");
    let none = Allowed::default();
    assert_eq!(review.cautions(&field, Level::Stop, &none), [Class::Person]);
    review.override_all(FalseAlarm::Script, &none);
    assert_eq!(review.cautions(&field, Level::Stop, &none), []);
    let amended = review.amend("Mrs Zunari asked.", String::new());
    assert_eq!(amended.overrides, review.overrides);
    assert_eq!(amended.cautions(&Field::Amendment, Level::Stop, &none), [Class::Person]);
}
