//! From a key to the frame, and from a key to the disk, with a 600 KB document open; each beside a baseline.
//!
//! ```sh
//! cargo bench --bench frames
//! ```
//!
//! Compare ratios within one run: `naive_pane` is the same text in a wrapped, scrolled paragraph, `empty_block` the least
//! that a ratatui program draws, `bare_write` the disk without the save routine.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops where its fixture fails")]

use std::fs::File;
use std::io::{BufWriter, Sink, Write as _};

use appraise::action::Action;
use appraise::app::{App, Mode, Moment, Setup};
use appraise::checklists;
use appraise::domain::checklist::Profile;
use appraise::domain::kind::Kind;
use appraise::domain::record::{Record, Section};
use appraise::domain::review::Reviewer;
use appraise::import;
use appraise::key::Key;
use appraise::store::{Folders, Opened, Store, json};
use appraise::text::fold;
use appraise::ui::{self, Theme};
use divan::{AllocProfiler, Bencher, black_box};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Paragraph, Wrap};
use ratatui::{Terminal, TerminalOptions, Viewport};

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

const SCREEN: Rect = Rect { x: 0, y: 0, width: 200, height: 60 };
const SENTENCES: [&str; 5] = [
    "Teams will walk the sites with women and girls and turn the findings of each safety audit into a list of repairs. ",
    "Lights and locks are fixed at latrines, water points and paths before the rains begin in the second quarter. ",
    "The referral pathway is checked every three months and printed in four languages at each distribution point. ",
    "Les comités de femmes choisissent les heures de distribution et les lieux des points d'eau du site. ",
    "تختار لجان النساء أماكن الإضاءة والمراحيض قبل بداية موسم الأمطار في كل موقع. ",
];

fn main() {
    divan::main();
}

/// 600 KB of invented text under 150 headings.
fn document() -> Record {
    let paragraph = SENTENCES.concat().repeat(3);
    let section = |n: usize| Section {
        id: format!("s{n}"),
        heading: format!("{n}. Section"),
        level: 1,
        text: format!("{paragraph}\n\n{paragraph}"),
        ..Section::default()
    };
    let mut record = Record::new("big", Kind::CrisisResponsePlan, "A long plan");
    record.countries = vec!["SSD".to_owned()];
    let size = section(0).text.len();
    record.sections = (1..=600_000 / size).map(section).collect();
    record
}

fn moment() -> Moment {
    Moment { at: "2026-11-24T09:00:00Z".parse().unwrap(), fresh_id: "0199a000-0000-7000-8000-000000000000".to_owned() }
}

/// A review of it, as it is after a few answers.
fn reviewing() -> App {
    let setup = Setup {
        checklists: checklists::built_in(),
        reviewer: Reviewer { id: "ab".to_owned(), name: None, role: None },
        workspace: "bench".to_owned(),
        profile: Profile::All,
        round: None,
        zone: jiff::tz::TimeZone::UTC,
    };
    let mut app = App::new(setup, moment());
    app.record_read(Ok(document()));
    app.update(Action::StartReview);
    let (width, height) = ui::document_room(&app, SCREEN);
    app.fit(width, height);
    app.work();
    app
}

type Screen = Terminal<CrosstermBackend<BufWriter<Sink>>>;

fn screen() -> Screen {
    let backend = CrosstermBackend::new(BufWriter::new(std::io::sink()));
    Terminal::with_options(backend, TerminalOptions { viewport: Viewport::Fixed(SCREEN) }).unwrap()
}

fn frame(app: &mut App, screen: &mut Screen) {
    if app.has_work() {
        app.work();
    }
    screen.draw(|frame| _ = ui::draw(app, &Theme::COLOUR, frame)).unwrap();
}

/// A key in the document pane and the frame after it, at three places of the text.
#[divan::bench(args = [0, 3_000, 100_000])]
fn key_to_frame_scrolling(bencher: Bencher, row: usize) {
    let (mut app, mut screen) = (reviewing(), screen());
    let desk = app.desk.as_mut().unwrap();
    desk.pane = appraise::app::Pane::Document;
    desk.document.scroll(isize::try_from(row).unwrap());
    let keys = [Action::LineUp, Action::LineDown];
    let mut turn = 0_usize;
    bencher.bench_local(|| {
        turn += 1;
        app.update(keys[turn % 2]);
        frame(&mut app, &mut screen);
    });
}

/// The next question with its passages looked up in the whole document: the most that one key does.
#[divan::bench]
fn key_to_frame_next_question(bencher: Bencher) {
    let (mut app, mut screen) = (reviewing(), screen());
    let keys = [Action::NextCriterion, Action::PreviousCriterion];
    let mut turn = 0_usize;
    bencher.bench_local(|| {
        turn += 1;
        app.update(keys[turn % 2]);
        frame(&mut app, &mut screen);
    });
}

/// An answer, the move to the next open question, and the frame.
#[divan::bench]
fn key_to_frame_answer(bencher: Bencher) {
    let (mut app, mut screen) = (reviewing(), screen());
    let yes: Key = "y".parse().unwrap();
    bencher.bench_local(|| {
        app.key(yes);
        frame(&mut app, &mut screen);
    });
}

/// Baseline: the least that a program draws.
#[divan::bench]
fn empty_block(bencher: Bencher) {
    let mut screen = screen();
    bencher.bench_local(|| {
        screen.draw(|frame| frame.render_widget(Block::bordered(), frame.area())).unwrap();
    });
}

/// Baseline: the same text as one paragraph that is wrapped again for every frame.
#[divan::bench(args = [0, 3_000])]
fn naive_pane(bencher: Bencher, row: u16) {
    let text: String = document().sections.iter().map(|section| section.text.as_str()).collect();
    let mut screen = screen();
    bencher.bench_local(|| {
        let pane = Paragraph::new(text.as_str()).wrap(Wrap { trim: false }).scroll((row, 0)).block(Block::bordered());
        screen.draw(|frame| frame.render_widget(pane, frame.area())).unwrap();
    });
}

/// The answer on the disk by the save routine: what "saved" means.
#[divan::bench]
fn key_to_saved(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(Folders::below(folder.path()));
    let mut app = reviewing();
    let Opened::Ours(mut draft) = store.open_draft("bench").unwrap() else { return };
    let yes: Key = "y".parse().unwrap();
    bencher.bench_local(|| {
        app.key(yes);
        draft.save(&app.desk.as_ref().unwrap().review).unwrap();
    });
}

/// Baseline: the same bytes written and synced, and nothing else.
#[divan::bench]
fn bare_write(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let bytes = json::pretty(&reviewing().desk.unwrap().review);
    bencher.bench_local(|| {
        let mut file = File::create(folder.path().join("bare")).unwrap();
        file.write_all(&bytes).unwrap();
        file.sync_all().unwrap();
    });
}

/// The text of a document into a record.
#[divan::bench]
fn import_600_kb(bencher: Bencher) {
    let lines = |section: Section| format!("# {}\n\n{}\n\n", section.heading, section.text);
    let text: String = document().sections.into_iter().map(lines).collect();
    bencher.bench_local(|| import::import("plan.md", black_box(text.as_bytes())).unwrap());
}

/// Wrapping for a new width, as after a change of the window.
#[divan::bench]
fn wrap_600_kb(bencher: Bencher) {
    let mut app = reviewing();
    let mut wide = false;
    bencher.bench_local(|| {
        wide = !wide;
        app.fit(if wide { 86 } else { 80 }, 57);
    });
}

/// Folding for search, once a document.
#[divan::bench]
fn fold_600_kb(bencher: Bencher) {
    let text: String = document().sections.iter().map(|section| section.text.as_str()).collect();
    bencher.bench_local(|| fold(black_box(&text)));
}

/// One letter in the filter of the library.
#[divan::bench(args = [405, 10_000])]
fn filter_keystroke(bencher: Bencher, records: usize) {
    let mut app = reviewing();
    assert_eq!(app.desk.as_ref().map(|desk| &desk.mode), Some(&Mode::Open));
    let record = |n| Record::new(&format!("record-{n}"), Kind::Proposal, &format!("Safe water in district {n}"));
    app.library_read(((0..records).map(record).collect(), Vec::new(), Vec::new(), Vec::new()));
    bencher.bench_local(|| {
        app.library.type_char('w');
        app.library.backspace();
    });
}
