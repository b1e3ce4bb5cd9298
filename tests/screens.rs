//! Every screen at three sizes, with its styles, as a reviewer sees it; and what a hostile file may not do to it.
//!
//! One snapshot a screen: the rows at 80x24, 120x40 and 200x60, below each the styles that differ from plain text, and
//! at the end the styles at 80x24 without colour.

#![expect(clippy::unwrap_used, reason = "a fixture that breaks is a failed test")]

mod common;

use std::fmt::Write as _;

use appraise::app::{Effect, Screen};
use appraise::domain::answer::Rating;
use appraise::domain::caution::Allowed;
use appraise::import::import;
use appraise::ui::Theme;
use common::counted::reviewed;
use common::{Fixture, HOSTILE, RIVERTOWN, empty, fixture, imported, now};
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, CellWidth as _};
use ratatui::style::{Color, Modifier};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

/// Goes to a screen at each size and keeps what it shows.
fn shows(name: &str, fixture: &Fixture, go: impl Fn(&mut Fixture)) {
    let at = |window| {
        let mut at = Fixture { window, ..fixture.clone() };
        go(&mut at);
        at
    };
    let mut text = String::new();
    for (columns, rows) in SIZES {
        let screen = at((columns, rows)).draw(&Theme::COLOUR);
        let _ = writeln!(text, "===== {columns}x{rows} =====\n{}{}", picture(screen.buffer()), styles(&screen));
    }
    let mut small = at((80, 24));
    let (colour, mono) = (small.draw(&Theme::COLOUR), small.draw(&Theme::MONO));
    assert_eq!(picture(colour.buffer()), picture(mono.buffer()), "colour only helps: the words are the same");
    let _ = writeln!(text, "===== 80x24 without colour: styles =====\n{}", styles(&mono));
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => true }, {
        insta::assert_snapshot!(name, text);
    });
}

/// The rows, blanks at their ends cut off.
fn picture(buffer: &Buffer) -> String {
    (0..buffer.area.height).map(|y| row(buffer, y).trim_end().to_owned() + "\n").collect()
}

/// One row; a wide letter stands for the cells it covers.
fn row(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        x += symbol.cell_width().max(1);
    }
    text
}

/// The styles in words, rows and columns counted from 1, equal ones run together; then where the cursor stands.
fn styles(screen: &TestBackend) -> String {
    let mut blocks: Vec<Block> = Vec::new();
    for y in 0..screen.buffer().area.height {
        for (columns, words) in runs(screen.buffer(), y) {
            let above = blocks
                .iter_mut()
                .find(|block| block.rows.1 + 1 == y && block.columns == columns && block.words == words);
            match above {
                Some(block) => block.rows.1 = y,
                None => blocks.push(Block { rows: (y, y), columns, words }),
            }
        }
    }
    let mut text: String = blocks.iter().map(Block::line).collect();
    if screen.cursor_visible() {
        let place = screen.cursor_position();
        let _ = writeln!(text, "cursor: row {}, column {}", place.y + 1, place.x + 1);
    }
    text
}

struct Block {
    rows: (u16, u16),
    columns: (u16, u16),
    words: String,
}

impl Block {
    fn line(&self) -> String {
        let span = |name, (from, to): (u16, u16)| match (from + 1, to + 1) {
            (from, to) if from == to => format!("{name} {from}"),
            (from, to) => format!("{name}s {from}–{to}"),
        };
        format!("{}, {}: {}\n", span("row", self.rows), span("column", self.columns), self.words)
    }
}

/// The runs of a row that do not look plain.
fn runs(buffer: &Buffer, y: u16) -> Vec<((u16, u16), String)> {
    let mut runs: Vec<((u16, u16), String)> = Vec::new();
    for x in 0..buffer.area.width {
        let words = style(buffer, x, y);
        match runs.last_mut() {
            Some((columns, last)) if columns.1 + 1 == x && *last == words => columns.1 = x,
            _ => runs.push(((x, x), words)),
        }
    }
    runs.retain(|(_, words)| !words.is_empty());
    runs
}

fn style(buffer: &Buffer, x: u16, y: u16) -> String {
    let cell = &buffer[(x, y)];
    let colour = |name, colour| if colour == Color::Reset { String::new() } else { format!("{name}={colour:?}") };
    let modifier = if cell.modifier == Modifier::empty() { String::new() } else { format!("{:?}", cell.modifier) };
    let words = [colour("fg", cell.fg), colour("bg", cell.bg), modifier];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Goes to the form of the proposal, as the command line does with a file just added.
fn named(at: &mut Fixture) {
    let imported = imported();
    at.app.named(imported.record, imported.guessed, &imported.warnings);
    let effect = at.app.begin_with();
    at.perform(effect);
    at.pause();
}

/// Goes to a new review of the proposal, every question asked.
fn review(at: &mut Fixture) {
    at.press("enter s");
}

/// Goes to a new review of the proposal, core questions only, all of them answered Yes.
fn core_review(at: &mut Fixture) {
    at.press("enter up up enter 'core' enter s");
    at.press(&"y ".repeat(21));
}

/// Answers of every sort: partly with evidence, a comment and a note; no; not applicable; yes; a harm flag.
fn some_answers(at: &mut Fixture) {
    review(at);
    at.press("e enter");
    at.press("w 'The risks are named, the sources are not.' esc");
    at.press("c 'No source is given for the risks in 1.1.' esc down enter ctrl-t esc esc p");
    at.press("n a enter y h k k k k");
}

#[test]
fn library() {
    shows("library", &fixture(), |_| {});
}

#[test]
fn library_of_an_empty_workspace_says_how_to_begin() {
    shows("library-empty", &empty(), |_| {});
}

#[test]
fn library_is_filtered_by_typing() {
    shows("library-filtered", &fixture(), |at| at.press("'plan'"));
}

#[test]
fn library_says_when_nothing_matches() {
    shows("library-no-match", &fixture(), |at| at.press("'zzz'"));
}

#[test]
fn library_lists_drafts() {
    shows("library-drafts", &fixture(), |at| at.press("tab"));
}

#[test]
fn library_lists_signed_off_reviews() {
    shows("library-signed-off", &fixture(), |at| at.press("tab tab"));
}

#[test]
fn library_names_files_that_cannot_be_read() {
    let problems = [
        "records/lakeside-old.json: line 4, column 12: the text ends in the middle; ask for the file again",
        "reviews/2026/harbour-report.r1.cd.1-0a1b2c3d.json: its content does not match its hash; somebody changed it by hand",
        "records/third.json: it is not a record",
        "records/fourth.json: it is not a record",
    ];
    let with_problems = Fixture { problems: problems.map(str::to_owned).to_vec(), ..fixture() };
    shows("library-problems", &with_problems, |at| at.press("f5"));
}

#[test]
fn a_draft_is_never_resumed_without_a_question() {
    shows("confirm-resume", &fixture(), |at| at.press("'lakeside' enter"));
}

#[test]
fn a_document_reviewed_before_offers_its_reviews() {
    shows("versions", &fixture(), |at| at.press("'harbour' enter"));
}

#[test]
fn a_review_that_cannot_be_read_leaves_the_library_as_it_was() {
    let mut at = Fixture { broken_disk: Some("reviews/2026/x.json: the share is gone".to_owned()), ..fixture() };
    at.press("tab tab enter");
    assert!(at.app.notice.as_ref().is_some_and(|notice| notice.wrong && notice.text.contains("the share is gone")));
    assert!(matches!(at.app.screen, Screen::Library) && at.app.desk.is_none());
    at.broken_disk = None;
    at.press("enter");
    assert!(matches!(at.app.screen, Screen::Review));
}

#[test]
fn while_the_folder_is_read_again_nothing_is_opened() {
    let mut at = fixture();
    at.app.reading();
    at.press("'lake' enter");
    assert!(at.draw(&Theme::COLOUR).to_string().contains("Filter: lake_   Reading …"));
    assert!(at.app.overlays.is_empty() && at.app.notice.is_some());
    at.press("f5 enter");
    assert_eq!(at.app.overlays.len(), 1, "the draft is offered");
}

#[test]
fn form_of_a_new_record_marks_what_was_guessed() {
    shows("form-new", &fixture(), named);
}

#[test]
fn form_picks_one_of_a_list() {
    shows("form-one", &fixture(), |at| {
        named(at);
        at.press("down up enter");
    });
}

#[test]
fn form_picks_several_of_a_list() {
    shows("form-several", &fixture(), |at| {
        at.press("enter home up up up up up up up up up up up up up up up up up up up up up up up enter 'cash' tab");
    });
}

#[test]
fn form_takes_a_line_and_says_what_is_wrong_with_it() {
    shows("form-line", &fixture(), |at| {
        at.press("enter up up up up enter 'tomorrow' enter");
    });
}

#[test]
fn board_begins_with_the_counts_in_words() {
    shows("board", &reviewed(), |at| at.press("f6"));
}

#[test]
fn board_shows_shares_as_bars() {
    shows("board-criteria", &reviewed(), |at| at.press("f6 tab tab tab down right right"));
}

#[test]
fn board_opens_the_documents_behind_a_number() {
    shows("board-documents", &reviewed(), |at| at.press("f6 tab down enter"));
}

#[test]
fn board_says_why_documents_are_not_counted() {
    shows("board-not-counted", &reviewed(), |at| at.press("f6 down enter down"));
}

#[test]
fn board_hides_small_numbers() {
    shows("board-small", &reviewed(), |at| at.press("f6 f enter 'report' enter p 'all' enter n tab tab right"));
}

#[test]
fn board_of_an_empty_workspace_says_what_to_do() {
    shows("board-empty", &empty(), |at| at.press("f6"));
}

#[test]
fn review_fresh() {
    shows("review-fresh", &fixture(), review);
}

#[test]
fn review_with_answers_of_every_sort() {
    shows("review-answered", &fixture(), some_answers);
}

#[test]
fn review_with_unsafe_text() {
    shows("review-harm", &fixture(), |at| {
        some_answers(at);
        at.press("end h");
    });
}

#[test]
fn review_scrolls_the_question() {
    shows("review-question", &fixture(), |at| {
        review(at);
        at.press("tab page-down");
    });
}

#[test]
fn review_searches_in_the_document() {
    shows("review-search", &fixture(), |at| {
        review(at);
        at.press("tab tab / 'safety audit' enter n");
    });
}

#[test]
fn review_shows_every_script_of_the_document() {
    shows("review-scripts", &fixture(), |at| {
        review(at);
        at.press("g 'français' enter");
    });
}

#[test]
fn review_marks_a_passage() {
    shows("review-marking", &fixture(), |at| {
        review(at);
        at.press("down down down down down e down right");
    });
}

#[test]
fn review_of_core_questions_only() {
    shows("review-core", &fixture(), |at| {
        review(at);
        at.press("f");
    });
}

#[test]
fn review_that_is_signed_off_can_only_be_read() {
    shows("review-signed-off", &fixture(), |at| at.press("tab tab enter"));
}

#[test]
fn review_that_is_signed_off_refuses_answers() {
    shows("review-refused", &fixture(), |at| at.press("tab tab enter y"));
}

#[test]
fn review_says_loudly_that_saving_failed() {
    shows("review-not-saved", &fixture(), |at| {
        review(at);
        at.broken_disk = Some("there is no room left on the disk".to_owned());
        at.press("y");
    });
}

#[test]
fn review_says_when_everything_is_answered() {
    shows("review-all-answered", &fixture(), core_review);
}

#[test]
fn comment_form() {
    shows("comment", &fixture(), |at| {
        some_answers(at);
        at.press("home c");
    });
}

#[test]
fn editor_over_the_review() {
    shows("editor", &fixture(), |at| {
        some_answers(at);
        at.press("home c down down enter");
    });
}

#[test]
fn note_in_several_scripts() {
    shows("editor-note", &fixture(), |at| {
        review(at);
        at.press("w");
        at.paste("Première ligne\nالإجراءات والأنشطة\nбезпека\nလုံခြုံရေး");
    });
}

#[test]
fn note_with_a_caution() {
    shows("caution", &fixture(), |at| {
        review(at);
        at.press("w 'The girl, 14, is quoted on p. 3.'");
    });
}

#[test]
fn the_box_says_no_caution_of_an_allowed_contact() {
    let bottom = |list: &str, text: &str| {
        let mut at = fixture();
        at.allowed = Allowed::read(list.as_bytes()).0;
        at.press("f5");
        review(&mut at);
        at.press(&format!("w '{text}'"));
        let shown = picture(at.draw(&Theme::COLOUR).buffer());
        (shown.contains("STOP · "), shown.contains(" esc closes and keeps "))
    };
    assert_eq!(bottom("", "Write to help@x.example."), (true, false));
    assert_eq!(bottom("help@x.example", "Write to help@x.example."), (false, true));
    assert_eq!(bottom("help@x.example", "Write to help@x.example or zuna@x.example."), (true, false));
    assert_eq!(bottom("help@x.example", "The girl, 14, knows help@x.example."), (true, false));
}

#[test]
fn caution_asks_before_the_box_closes() {
    shows("caution-question", &fixture(), |at| {
        review(at);
        at.press("w 'The girl, 14, is quoted on p. 3.' esc");
    });
}

#[test]
fn sign_off_with_a_caution() {
    shows("sign-off-caution", &fixture(), |at| {
        core_review(at);
        at.app.desk.as_mut().unwrap().review.outcome.summary = Some("Mrs Zunari wrote it.".to_owned());
        at.press("s");
    });
}

#[test]
fn not_applicable_asks_for_a_reason() {
    shows("not-applicable", &fixture(), |at| {
        review(at);
        at.press("a");
    });
}

#[test]
fn a_section_is_answered_as_a_whole() {
    shows("section", &fixture(), |at| {
        review(at);
        at.press("A");
    });
}

#[test]
fn a_section_is_never_answered_without_a_question() {
    shows("confirm-section", &fixture(), |at| {
        review(at);
        at.press("A 'sector' enter");
    });
}

#[test]
fn which_questions_are_asked_can_change() {
    shows("which-questions", &fixture(), |at| {
        review(at);
        at.press("F");
    });
}

#[test]
fn an_answer_no_longer_asked_is_still_shown() {
    shows("review-unasked", &fixture(), |at| {
        review(at);
        at.press("down n F 'core' enter end home");
    });
}

#[test]
fn a_marker_is_read_by_the_reviewer() {
    shows("marker", &fixture(), |at| {
        core_review(at);
        at.press("s up enter");
    });
}

#[test]
fn a_hint_on_a_marker_is_no_code() {
    shows("marker-hint", &fixture(), |at| {
        core_review(at);
        at.press("s up enter 'hint' enter tab down tab enter");
    });
}

#[test]
fn removal_asks_what_to_take_away() {
    shows("removal", &fixture(), |at| {
        some_answers(at);
        at.press("home h x");
    });
}

#[test]
fn help_of_the_review() {
    shows("help-review", &fixture(), |at| {
        review(at);
        at.press("?");
    });
}

#[test]
fn help_of_the_document() {
    shows("help-document", &fixture(), |at| {
        review(at);
        at.press("tab tab ?");
    });
}

#[test]
fn help_of_marking() {
    shows("help-marking", &fixture(), |at| {
        review(at);
        at.press("e ?");
    });
}

#[test]
fn help_of_a_comment() {
    shows("help-comment", &fixture(), |at| {
        some_answers(at);
        at.press("home c ?");
    });
}

#[test]
fn help_of_the_library() {
    shows("help-library", &fixture(), |at| at.press("f1"));
}

#[test]
fn help_of_the_board() {
    shows("help-board", &reviewed(), |at| at.press("f6 ?"));
}

#[test]
fn help_of_the_form() {
    shows("help-record", &fixture(), |at| at.press("enter ?"));
}

#[test]
fn help_of_the_sign_off() {
    shows("help-sign-off", &fixture(), |at| {
        review(at);
        at.press("s ?");
    });
}

#[test]
fn palette() {
    shows("palette", &fixture(), |at| {
        review(at);
        at.press(":");
    });
}

#[test]
fn palette_finds_by_a_few_letters() {
    shows("palette-found", &fixture(), |at| {
        review(at);
        at.press(": 'evid'");
    });
}

#[test]
fn find_a_question() {
    shows("find-question", &fixture(), |at| {
        some_answers(at);
        at.press("/ 'refer'");
    });
}

#[test]
fn outline_of_the_document() {
    shows("outline", &fixture(), |at| {
        review(at);
        at.press("g");
    });
}

#[test]
fn evidence_is_marked_in_the_document_and_listed() {
    shows("evidence-list", &fixture(), |at| {
        review(at);
        at.press("e enter y e down enter n ] e enter k E");
    });
}

#[test]
fn evidence_that_is_not_in_this_version_is_named() {
    shows("evidence-lost", &fixture(), |at| {
        review(at);
        at.press("e enter y k");
        let places = at.app.desk.as_mut().unwrap().review.answers.values_mut().flat_map(|answer| &mut answer.evidence);
        places.for_each(|place| place.sha256 = Some("1".repeat(64)));
        at.press("f f");
    });
}

#[test]
fn coverage_lists_what_was_not_looked_at() {
    shows("coverage", &fixture(), |at| {
        review(at);
        at.press("v");
    });
}

#[test]
fn sign_off_with_open_questions() {
    shows("sign-off-open", &fixture(), |at| {
        some_answers(at);
        at.press("s");
    });
}

#[test]
fn sign_off_that_is_ready() {
    shows("sign-off-ready", &fixture(), |at| {
        core_review(at);
        at.press("s enter enter");
    });
}

#[test]
fn sign_off_says_what_stands_in_the_way() {
    shows("sign-off-obstacle", &fixture(), |at| {
        core_review(at);
        at.press("h s down down down down enter");
    });
}

#[test]
fn outcome_is_chosen_with_the_suggestion_marked() {
    shows("outcome", &fixture(), |at| {
        core_review(at);
        at.press("s enter");
    });
}

#[test]
fn sign_off_asks_before_it_writes() {
    shows("confirm-sign-off", &fixture(), |at| {
        core_review(at);
        at.press("s enter enter down down down down enter");
    });
}

/// Rivertown after a round: reviewed with core questions, one of them a No with a required change, signed off; then the
/// author's reply and a new version came.
fn came_back(at: &mut Fixture) {
    core_review(at);
    at.press("home e enter n c 'No source is given.' esc esc");
    at.press("s enter enter down down down down enter y");
    let old = at.records.iter().find(|record| record.id == "rivertown-proposal").unwrap().clone();
    let changed = RIVERTOWN
        .replace("A gender analysis of\n2025 names", "A gender analysis (UN, 2025) names")
        .replace("## 3 Budget", "## 2.4 Staff\n\nAll staff are trained on disclosures.\n\n## 3 Budget");
    let new = import("rivertown-v2.md", changed.as_bytes()).unwrap().record;
    at.records.retain(|record| record.id != old.id);
    at.records.push(old.renewed(new));
    at.earlier.push(old);
    at.press("f5");
}

#[test]
fn the_round_after_goes_on_from_the_round_before() {
    shows("round-two", &fixture(), |at| {
        came_back(at);
        at.press("'rivertown' enter enter s");
    });
}

#[test]
fn open_comments_are_listed_and_closed_one_by_one() {
    shows("open-comments", &fixture(), |at| {
        came_back(at);
        at.press("'rivertown' enter enter s r");
    });
    shows("comment-state", &fixture(), |at| {
        came_back(at);
        at.press("'rivertown' enter enter s r enter enter");
    });
}

#[test]
fn what_changed_is_shown_in_the_place_of_the_document() {
    shows("what-changed", &fixture(), |at| {
        came_back(at);
        at.press("'rivertown' enter enter s d");
    });
}

#[test]
fn what_was_returned_for_its_day_no_longer_stands_on_top() {
    let mut at = fixture();
    let first = |at: &Fixture| at.app.library.records.first().unwrap().id.to_string();
    assert_eq!(first(&at), "rivertown-proposal", "it is due");
    core_review(&mut at);
    at.press("home s enter enter down down down down enter y f5");
    assert_eq!(at.reviews.len(), 2, "it was signed off");
    assert_ne!(first(&at), "rivertown-proposal");
}

/// The harbour report, signed off by two reviewers of one round.
fn two_reviewers() -> Fixture {
    let mut at = fixture();
    let mut other = at.reviews.first().unwrap().clone();
    "019a9c3e-0000-7000-8000-0000000000ff".clone_into(&mut other.id);
    "cd".clone_into(&mut other.reviewer.id);
    let asked: Vec<_> = other.asked().map(str::to_owned).take(2).collect();
    for (id, rating) in asked.iter().zip([Rating::No, Rating::Partly]) {
        other.rate(id, rating, None, now());
    }
    at.reviews.push(other.sealed(now()));
    at.perform(Some(Effect::Reload));
    at
}

#[test]
fn a_third_review_decides_where_two_differ() {
    shows("decide-offer", &two_reviewers(), |at| at.press("'harbour' enter"));
    shows("decide", &two_reviewers(), |at| at.press("'harbour' enter enter s"));
    shows("decide-reason", &two_reviewers(), |at| at.press("'harbour' enter enter s p"));
}

#[test]
fn a_reviewer_of_the_same_round_is_blind_to_the_other_review() {
    let mut at = two_reviewers();
    at.reviews.retain(|review| review.reviewer.id == "cd");
    at.perform(Some(Effect::Reload));
    shows("blind", &at, |at| {
        at.press("'harbour' enter down enter s y q");
        at.press("tab tab enter");
    });
}

#[test]
fn one_pane_at_sixty_columns() {
    let mut at = Fixture { window: (60, 20), ..fixture() };
    review(&mut at);
    let mut text = String::new();
    for pane in ["questions", "question", "document"] {
        let screen = at.draw(&Theme::COLOUR);
        let _ = writeln!(text, "===== 60x20, {pane} =====\n{}{}", picture(screen.buffer()), styles(&screen));
        at.press("tab");
    }
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!("one-pane", text) });
}

#[test]
fn too_small_a_window_says_so() {
    for (columns, rows) in [(39, 10), (40, 9), (39, 9), (5, 1)] {
        let mut at = Fixture { window: (columns, rows), ..fixture() };
        review(&mut at);
        let words: String = "Make the window larger".chars().take(columns.into()).collect();
        let expected = format!("{}{}", words.trim_end(), "\n".repeat(rows.into()));
        assert_eq!(picture(at.draw(&Theme::COLOUR).buffer()), expected, "{columns}x{rows}");
    }
    for window in [(80, 0), (0, 24), (0, 0)] {
        let mut nothing = Fixture { window, ..fixture() };
        review(&mut nothing);
        assert_eq!(picture(nothing.draw(&Theme::COLOUR).buffer()).trim(), "", "a terminal that tells no size");
    }
    let mut smallest = Fixture { window: (40, 10), ..fixture() };
    review(&mut smallest);
    assert!(picture(smallest.draw(&Theme::COLOUR).buffer()).contains("Questions"), "40x10 is large enough");
}

/// The workspace with a hostile text in every member that comes from a file and reaches a screen.
fn hostile() -> Fixture {
    let mut at = fixture();
    let text = |name: &str| format!("{name} {HOSTILE}");
    for record in &mut at.records {
        record.title = text("title");
        record.organisation = Some(text("organisation"));
        record.reference = Some(text("reference"));
        for section in &mut record.sections {
            section.heading = text("heading");
            section.text = text("text with safety audits");
        }
    }
    for review in at.reviews.iter_mut().chain(&mut at.drafts) {
        review.record.title = text("title");
        review.outcome.summary = Some(text("summary"));
    }
    at.problems = vec![text("problem")];
    at.app.setup.workspace = text("workspace");
    at
}

/// `Fixture::draw` looks at every cell of every frame; here every screen has something to look at. At a `|` it is pasted.
#[test]
fn hostile_text_never_reaches_the_terminal() {
    let screens: [(&str, &[&str]); 18] = [
        ("f5", &["workspace ␛[31m", "title ␛[31m", "problem ␛[31m"]),
        ("f5 tab", &["title ␛[31m"]),
        ("f5 tab tab", &["title ␛[31m"]),
        ("f5 'lakeside' enter", &["title ␛[31m"]),
        ("f5 f6 enter", &["title ␛[31m"]),
        ("f5 enter", &["title ␛[31m", "organisation ␛[31m", "reference ␛[31m"]),
        ("f5 enter up up up up up up up up up up up up up up up up up up up up up enter", &["organisation ␛[31m"]),
        ("f5 enter s", &["heading ␛[31m", "text with safety audits ␛[31m"]),
        ("f5 enter s g", &["heading ␛[31m"]),
        ("f5 enter s e right", &["text with safety audits ␛[31m", "⟨U+202E⟩elif.exe"]),
        ("f5 enter s e enter", &["“text with safety audits", "␛[31m"]),
        ("f5 enter s e enter x", &["Evidence: text with safety audits ␛[31m"]),
        ("f5 enter s e enter c esc down", &["heading ␛[31m"]),
        ("f5 enter s e enter c esc down enter", &["heading ␛[31m"]),
        ("f5 enter s w |", &["pasted ␛[31m"]),
        ("f5 enter s w | esc", &["Note  pasted", "␛[31m"]),
        ("f5 enter s s down down enter |", &["pasted ␛[31m"]),
        ("f5 tab tab enter s |", &["pasted ␛[31m"]),
    ];
    for window in [(80, 24), (120, 40), (60, 20)] {
        for (keys, shown) in screens {
            let mut at = Fixture { window, ..hostile() };
            for (n, keys) in keys.split('|').enumerate() {
                if n > 0 {
                    at.paste(&format!("pasted {HOSTILE}"));
                }
                at.press(keys);
            }
            let screen = picture(at.draw(&Theme::COLOUR).buffer());
            for text in shown.iter().filter(|_| window == (120, 40)) {
                assert!(screen.contains(text), "{keys}: {text} is not on the screen\n{screen}");
            }
        }
    }
}

/// A line is placed by its width, and `لا` is wider than it says: the last letters must not fall off.
#[test]
fn arabic_loses_no_letter() {
    let mut at = Fixture { window: (200, 60), ..fixture() };
    assert!(picture(at.draw(&Theme::COLOUR).buffer()).contains("خطة الاستجابة الإقليمية: الإجراءات والأنشطة "));
    for window in [(80, 24), (120, 40), (200, 60), (60, 20)] {
        let mut at = Fixture { window, ..fixture() };
        review(&mut at);
        at.press("g 'بالعربية' enter");
        let screen = picture(at.draw(&Theme::COLOUR).buffer());
        let words: Vec<_> = screen.lines().filter_map(|line| line.rsplit(['│', '┤']).nth(1)).map(str::trim).collect();
        let text = words.join(" ");
        let whole = "الإجراءات والأنشطة: مراجعات السلامة في ستة مواقع خلال الشهر الأول، مع لجان النساء. لا توجد بيانات شخصية في هذا النص.";
        assert!(text.contains(whole), "{window:?}: {text}");
    }
}

#[test]
fn leaving_with_something_unsaved_asks_first() {
    let mut at = fixture();
    review(&mut at);
    at.broken_disk = Some("there is no room left on the disk".to_owned());
    at.press("y ctrl-q");
    assert!(!at.left && picture(at.draw(&Theme::COLOUR).buffer()).contains("lose what is not saved?"));
    at.press("n");
    at.broken_disk = None;
    at.press("n ctrl-q");
    assert!(at.left, "everything is saved, so nothing is asked");
}
