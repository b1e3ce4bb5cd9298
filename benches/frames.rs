//! From a key to the frame, and from a key to the disk, with a 600 KB document open; each beside a baseline.
//!
//! ```sh
//! cargo bench --bench frames
//! ```
//!
//! Compare ratios within one run: `naive_pane` is the same screen with the text in a wrapped, scrolled paragraph,
//! `empty_block` the least that a ratatui program draws, `bare_write` the same bytes on the disk without the save
//! routine. The bytes of each frame are printed before the times, allocations beside them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops where its fixture fails")]

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::rc::Rc;

use appraise::action::Action;
use appraise::app::{App, Document, Drawn, Effect, Library, Mode, Pane, Screen};
use appraise::checklists;
use appraise::domain::answer::Evidence;
use appraise::domain::checklist::Criterion;
use appraise::domain::record::Record;
use appraise::import;
use appraise::key::Key;
use appraise::store::{Draft, Folders, Opened, Store, json};
use appraise::text::fold;
use appraise::ui::{self, Theme};
use divan::{AllocProfiler, Bencher, black_box};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Paragraph, Wrap};
use ratatui::{Terminal, TerminalOptions, Viewport};

mod invented;
mod listed;

use listed::starting;

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

const SCREEN: Rect = Rect { x: 0, y: 0, width: 200, height: 60 };
const PLACES: [&str; 3] = ["top", "middle", "end"];

fn main() {
    if std::env::args().any(|argument| argument == "--bench") {
        bytes_of_frames().unwrap();
    }
    divan::main();
}

/// A review of a record, just begun.
fn reviewing(record: Record) -> App {
    let mut app = starting();
    app.record_read(Ok(record));
    app.update(Action::StartReview);
    fit(&mut app);
    app.work();
    app
}

/// A review of the long document, half of the questions answered with a note and evidence; the next one is open.
fn half_way() -> App {
    let mut app = reviewing(invented::document());
    let yes: Key = "y".parse().unwrap();
    let desk = app.desk.as_ref().unwrap();
    let half = desk.listed().count() / 2;
    let sections: Vec<_> = desk.record.sections.iter().map(|section| section.id.clone()).collect();
    for section in sections.iter().take(half) {
        let desk = app.desk.as_mut().unwrap();
        let current = desk.current.clone();
        desk.review.set_note(&current, "The second annex names the office; the plan itself does not say when.");
        desk.review.add_evidence(&current, evidence(section));
        app.key(yes);
    }
    app.work();
    app
}

/// A place late in a section.
fn evidence(section: &str) -> Evidence {
    let quote = "Budget lines for the repairs stand in the second annex, with the office that answers".to_owned();
    Evidence {
        section: section.to_owned(),
        heading: "Protection and services".to_owned(),
        page: None,
        quote,
        sha256: None,
    }
}

/// In the document pane, at one of [`PLACES`].
fn reading(place: &str) -> App {
    let mut app = half_way();
    let desk = app.desk.as_mut().unwrap();
    desk.pane = Pane::Document;
    let rows = desk.document.rows().len();
    let by = match place {
        "top" => isize::MIN,
        "middle" => isize::try_from(rows / 2).unwrap() - isize::try_from(desk.document.top).unwrap(),
        _ => isize::MAX,
    };
    desk.document.scroll(by);
    app
}

/// What leaves the program, counted.
#[derive(Clone, Default)]
struct Counted {
    bytes: Rc<Cell<usize>>,
    writes: Rc<Cell<usize>>,
}

impl Counted {
    fn forget(&self) {
        self.bytes.set(0);
        self.writes.set(0);
    }
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.set(self.bytes.get() + bytes.len());
        self.writes.set(self.writes.get() + 1);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Drawing = Terminal<CrosstermBackend<BufWriter<Counted>>>;

fn screen() -> Drawing {
    screen_on(Counted::default())
}

fn screen_on(out: Counted) -> Drawing {
    let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, out));
    Terminal::with_options(backend, TerminalOptions { viewport: Viewport::Fixed(SCREEN) }).unwrap()
}

fn fit(app: &mut App) {
    let (width, height) = ui::document_room(app, SCREEN);
    app.fit(width, height);
}

/// What the program's loop does between a key and the next wait.
fn frame(app: &mut App, screen: &mut Drawing) {
    if app.has_work() {
        app.work();
    }
    fit(app);
    let mut drawn = Drawn::default();
    screen.draw(|frame| drawn = ui::draw(app, &Theme::COLOUR, frame)).unwrap();
    app.drawn(&drawn);
}

/// Two keys in turn, and the frame after each.
fn in_turn(bencher: Bencher, mut app: App, actions: [Action; 2]) {
    let mut screen = screen();
    frame(&mut app, &mut screen);
    let mut turn = 0_usize;
    bencher.bench_local(|| {
        app.update(actions[turn % 2]);
        turn += 1;
        frame(&mut app, &mut screen);
    });
}

/// One line further in the document pane: every cell of it changes.
#[divan::bench(args = PLACES)]
fn key_to_frame_scrolling(bencher: Bencher, place: &str) {
    in_turn(bencher, reading(place), [Action::LineUp, Action::LineDown]);
}

/// The next passage with words of the question.
#[divan::bench]
fn key_to_frame_next_match(bencher: Bencher) {
    in_turn(bencher, reading("middle"), [Action::NextMatch, Action::NextMatch]);
}

/// The next question, its passages looked up in the whole document, with so many pieces of evidence to mark.
#[divan::bench(args = [0, 1, 5])]
fn key_to_frame_next_question(bencher: Bencher, pieces: usize) {
    let mut app = half_way();
    let desk = app.desk.as_mut().unwrap();
    let ids: Vec<_> = desk.listed().map(|criterion| criterion.id.clone()).collect();
    for id in ids {
        while desk.review.answer(&id).is_some_and(|answer| !answer.evidence.is_empty()) {
            desk.review.remove_evidence(&id, 0);
        }
        for section in desk.record.sections.iter().take(pieces) {
            desk.review.add_evidence(&id, evidence(&section.id));
        }
    }
    in_turn(bencher, app, [Action::NextCriterion, Action::PreviousCriterion]);
}

/// An answer, the move to the next open question, its passages, and the frame.
#[divan::bench(sample_size = 1)]
fn key_to_frame_answer(bencher: Bencher) {
    let (start, screen) = (half_way(), RefCell::new(screen()));
    let yes: Key = "y".parse().unwrap();
    let before = || {
        let mut app = start.clone();
        frame(&mut app, &mut screen.borrow_mut());
        app
    };
    bencher.with_inputs(before).bench_local_values(|mut app| {
        app.key(yes);
        frame(&mut app, &mut screen.borrow_mut());
        app
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

/// Baseline: the same screen, but the text is one paragraph that is wrapped again for every frame.
#[divan::bench(args = PLACES, sample_count = 20)]
fn naive_pane(bencher: Bencher, place: &str) {
    let (app, text, mut row) = naive(place);
    let mut screen = screen();
    bencher.bench_local(|| {
        row ^= 1;
        naive_frame(&app, &text, row, &mut screen);
    });
}

/// The screen without a text, the text, and a row of it.
fn naive(place: &str) -> (App, String, u16) {
    let row = reading(place).desk.unwrap().document.top;
    let empty = Record { sections: Vec::new(), ..invented::document() };
    let text = invented::markdown();
    (reviewing(empty), text, u16::try_from(row).unwrap())
}

fn naive_frame(app: &App, text: &str, row: u16, screen: &mut Drawing) {
    let (width, height) = ui::document_room(app, SCREEN);
    let room = Rect { x: SCREEN.width - width - 2, y: 2, width, height };
    let pane = Paragraph::new(text).wrap(Wrap { trim: false }).scroll((row, 0));
    screen
        .draw(|frame| {
            ui::draw(app, &Theme::COLOUR, frame);
            frame.render_widget(pane, room);
        })
        .unwrap();
}

/// The answer on the disk by the save routine: what "saved" means.
#[divan::bench(sample_size = 1)]
fn key_to_saved(bencher: Bencher) {
    let (start, folder) = (half_way(), tempfile::tempdir().unwrap());
    let draft = RefCell::new(draft_in(folder.path()));
    let yes: Key = "y".parse().unwrap();
    bencher.with_inputs(|| start.clone()).bench_local_values(|mut app| {
        assert_eq!(app.key(yes), Some(Effect::Save));
        // As the loop does: the review goes to the thread that saves.
        let review = app.desk.as_ref().unwrap().review.clone();
        draft.borrow_mut().save(&review).unwrap();
        (app, review)
    });
}

/// Baseline: the same bytes written to a new file and synced, and nothing else.
#[divan::bench]
fn bare_write(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let bytes = draft_bytes();
    bencher.bench_local(|| {
        let mut file = File::create(folder.path().join("bare")).unwrap();
        file.write_all(&bytes).unwrap();
        file.sync_all().unwrap();
    });
}

/// Baseline: the same, and what makes it safe: beside the old file, over it, and the name synced as well.
#[divan::bench]
fn bare_replace(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let bytes = draft_bytes();
    bencher.bench_local(|| {
        let beside = folder.path().join("beside");
        let mut file = File::create(&beside).unwrap();
        file.write_all(&bytes).unwrap();
        file.sync_all().unwrap();
        std::fs::rename(&beside, folder.path().join("bare")).unwrap();
        File::open(folder.path()).unwrap().sync_all().unwrap();
    });
}

fn draft_in(folder: &std::path::Path) -> Draft {
    match Store::new(Folders::below(folder)).open_draft("bench").unwrap() {
        Opened::Ours(draft) => draft,
        Opened::Elsewhere => unreachable!("nobody else knows this folder"),
    }
}

fn draft_bytes() -> Vec<u8> {
    let mut app = half_way();
    app.key("y".parse().unwrap());
    json::pretty(&app.desk.unwrap().review)
}

/// The text of a document into a record.
#[divan::bench]
fn import_600_kb(bencher: Bencher) {
    let text = invented::markdown();
    bencher.bench_local(|| import::import("plan.md", black_box(text.as_bytes())).unwrap());
}

/// The record on the screen for the first time: cleaned and joined, then wrapped.
#[divan::bench]
fn open_600_kb(bencher: Bencher) {
    let record = invented::document();
    let (width, height) = ui::document_room(&reviewing(invented::document()), SCREEN);
    bencher.bench_local(|| {
        let mut document = Document::new(black_box(&record));
        document.fit(width, height);
        document
    });
}

/// Wrapping for a new width, as after a change of the window.
#[divan::bench]
fn wrap_600_kb(bencher: Bencher) {
    let mut document = Document::new(&invented::document());
    let mut wide = false;
    bencher.bench_local(|| {
        wide = !wide;
        document.fit(if wide { 86 } else { 80 }, 57);
    });
}

/// Folding for search, once a document.
#[divan::bench]
fn fold_600_kb(bencher: Bencher) {
    let text = invented::markdown();
    bencher.bench_local(|| fold(black_box(&text)));
}

/// The passages of the question with the most terms, in a text that was folded before.
#[divan::bench]
fn look_for_600_kb(bencher: Bencher) {
    let lists = checklists::built_in();
    let criteria = lists.iter().flat_map(|pinned| &pinned.checklist.criteria);
    let most: &Criterion = criteria.max_by_key(|criterion| criterion.terms.len()).unwrap();
    let mut document = reviewing(invented::document()).desk.unwrap().document;
    document.look_for(most);
    bencher.bench_local(|| document.look_for(black_box(most)));
}

/// One more letter in the filter of the library, and the frame; every record has a signed-off review.
#[divan::bench(args = [405, 10_000, 100_000], sample_count = 30)]
fn filter_keystroke(bencher: Bencher, records: usize) {
    let mut app = library(records);
    let mut screen = screen();
    let letter: Key = "e".parse().unwrap();
    for typed in ["s", "a", "f"] {
        app.key(typed.parse().unwrap());
    }
    bencher.bench_local(|| {
        app.library.filter.truncate(3);
        app.key(letter);
        frame(&mut app, &mut screen);
    });
}

fn library(records: usize) -> App {
    let mut app = starting();
    app.library_read(Library::of(listed::contents(records)));
    assert!(matches!(app.screen, Screen::Library));
    app
}

/// Bytes and writes of one frame each, on standard output.
fn bytes_of_frames() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let cases: [(&str, &str, Option<Action>); 7] = [
        ("whole screen", "middle", None),
        ("scrolling, top", "top", Some(Action::LineDown)),
        ("scrolling, middle", "middle", Some(Action::LineDown)),
        ("scrolling, end", "end", Some(Action::LineUp)),
        ("next match", "middle", Some(Action::NextMatch)),
        ("next question", "middle", Some(Action::NextOpen)),
        ("answer", "middle", Some(Action::Yes)),
    ];
    writeln!(out, "{:<20} {:>8} {:>7}", "frame", "bytes", "writes")?;
    for (name, place, action) in cases {
        let (mut app, counted) = (reading(place), Counted::default());
        let mut screen = screen_on(counted.clone());
        if let Some(action) = action {
            frame(&mut app, &mut screen);
            counted.forget();
            app.update(action);
        }
        frame(&mut app, &mut screen);
        writeln!(out, "{name:<20} {:>8} {:>7}", counted.bytes.get(), counted.writes.get())?;
    }
    let (app, text, row) = naive("middle");
    let counted = Counted::default();
    let mut screen = screen_on(counted.clone());
    naive_frame(&app, &text, row, &mut screen);
    counted.forget();
    naive_frame(&app, &text, row + 1, &mut screen);
    writeln!(out, "{:<20} {:>8} {:>7}", "naive pane, middle", counted.bytes.get(), counted.writes.get())?;
    let size = draft_bytes().len();
    assert_eq!(reading("top").desk.map(|desk| desk.mode), Some(Mode::Open));
    writeln!(out, "a draft, half answered: {size} bytes\n")
}
