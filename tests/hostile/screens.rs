//! Every text in every place of a workspace, through every screen and what lies over it.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use appraise::app::{Drawn, Overlay};
use appraise::domain::record::Record;
use appraise::domain::review::Review;
use appraise::ui::{self, Theme};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::{Buffer, CellWidth as _};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use unicode_segmentation::UnicodeSegmentation as _;

use super::common::{self, Fixture, now};
use super::{strings, watch, workspace};

/// A frame may take no longer on a slow line.
const MOST_BYTES: usize = 64 << 10;
const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];

/// From the library to every screen, list, box and question. At a `|` the text is pasted.
const WALKS: [&str; 36] = [
    "f5",
    "f5 tab",
    "f5 tab tab",
    "f5 |",
    "f5 ? esc :",
    "f5 down down enter",
    "f5 tab enter",
    "f5 tab tab enter",
    "f5 tab tab enter tab page-down tab page-down",
    "f5 tab tab enter s |",
    "f5 f6",
    "f5 f6 tab tab right right enter",
    "f5 f6 down enter down enter",
    "f5 f6 f enter",
    "f5 f6 b",
    "f5 f6 g |",
    "f5 enter",
    "f5 enter home enter",
    "f5 enter end up up up up enter",
    "f5 enter s",
    "f5 enter s down page-down",
    "f5 enter s tab page-down tab page-down end",
    "f5 enter s g",
    "f5 enter s / |",
    "f5 enter s tab tab / |",
    "f5 enter s e right right enter E",
    "f5 enter s e enter x",
    "f5 enter s c esc down enter",
    "f5 enter s c | esc down enter |",
    "f5 enter s w |",
    "f5 enter s a end enter |",
    "f5 enter s A",
    "f5 enter s v",
    "f5 enter s y n p s",
    "f5 enter s s down down down enter |",
    "f5 enter s i down",
];

/// The workspace of the fixture with the text everywhere.
fn poisoned(text: &str) -> Fixture {
    thread_local!(static SOUND: Fixture = common::fixture());
    let mut at = SOUND.with(Clone::clone);
    at.records.iter_mut().for_each(|record| workspace::poison(record, text));
    at.drafts.iter_mut().for_each(|draft| poison(draft, text));
    at.reviews.iter_mut().for_each(|review| {
        poison(review, text);
        *review = review.sealed(now());
    });
    (at.problems, at.unread) = (vec![text.to_owned()], vec![text.to_owned()]);
    text.clone_into(&mut at.app.setup.workspace);
    at.app.setup.reviewer.name = Some(text.to_owned());
    at.app.setup.checklists = workspace::checklists(text);
    at
}

fn poison(review: &mut Review, text: &str) {
    workspace::fill(review, text);
    text.clone_into(&mut review.record.title);
    review.record.organisation = Some(text.to_owned());
    review.record.tags = vec![text.to_owned()];
    review.reviewer.name = Some(text.to_owned());
}

/// What a frame came to.
struct Look {
    leaks: usize,
    piles: usize,
    bytes: usize,
}

/// Bytes on their way to a terminal.
#[derive(Clone, Default)]
struct Line(Rc<Cell<usize>>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Draws on an empty screen, as after a change of its size, and looks at each cell.
fn look((columns, rows): (u16, u16), draw: impl FnOnce(&mut Frame)) -> (Look, Buffer) {
    let line = Line::default();
    let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
    let backend = CrosstermBackend::new(line.clone());
    let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
    let buffer = terminal.draw(draw).unwrap().buffer.clone();
    let seen = Look { bytes: line.0.get(), ..look_over(&buffer) };
    (seen, buffer)
}

fn look_over(buffer: &Buffer) -> Look {
    let symbols = || buffer.content().iter().map(ratatui::buffer::Cell::symbol);
    // In a cell also the end of a line is a leak.
    let leaks = symbols().map(|symbol| watch::leaks(symbol) + symbol.matches('\n').count()).sum();
    let piles = symbols().filter(|symbol| watch::pile(symbol).is_some()).count();
    Look { leaks, piles, bytes: 0 }
}

fn look_at(at: &mut Fixture) -> (Look, Buffer) {
    let (app, mut drawn) = (&at.app, Drawn::default());
    let seen = look(at.window, |frame| drawn = ui::draw(app, &Theme::COLOUR, frame));
    at.app.drawn(&drawn);
    seen
}

fn walk(at: &mut Fixture, keys: &str, text: &str) {
    for (n, keys) in keys.split('|').enumerate() {
        if n > 0 {
            at.paste(text);
        }
        at.press(keys);
    }
}

/// A record that was saved stands at the end.
fn by_id(records: &[Record]) -> Vec<&Record> {
    let mut records: Vec<_> = records.iter().collect();
    records.sort_by(|a, b| a.id.cmp(&b.id));
    records
}

#[derive(Default)]
struct Sum {
    draws: usize,
    leaks: usize,
    largest: usize,
}

/// Walks with each text where `is_walked` says so.
fn campaign(is_walked: impl Fn(usize, usize) -> bool) -> Sum {
    let mut sum = Sum::default();
    for (n, (group, text)) in strings::all().into_iter().enumerate() {
        let base = poisoned(&text);
        for (at_walk, keys) in WALKS.iter().enumerate() {
            for (at_size, window) in SIZES.into_iter().enumerate() {
                if !is_walked(n, at_walk * SIZES.len() + at_size) {
                    continue;
                }
                let mut at = Fixture { window, ..base.clone() };
                walk(&mut at, keys, &text);
                let (seen, _) = look_at(&mut at);
                let shown: String = text.chars().take(40).collect();
                assert_eq!((seen.leaks, seen.piles), (0, 0), "{group}: {shown:?} at {window:?} after {keys}");
                assert!(
                    seen.bytes <= MOST_BYTES,
                    "{group}: {shown:?} at {window:?} after {keys}: {} bytes",
                    seen.bytes
                );
                assert_eq!(
                    by_id(&at.records),
                    by_id(&base.records),
                    "{group}: {shown:?} after {keys}: a record was changed"
                );
                assert_eq!(at.reviews, base.reviews, "{group}: {shown:?} after {keys}: a review was changed");
                sum.draws += 1;
                sum.leaks += seen.leaks;
                sum.largest = sum.largest.max(seen.bytes);
            }
        }
    }
    sum
}

/// The control: the same look at the same texts, put into the cells without cleaning.
fn uncleaned() -> (usize, usize) {
    let leaks = |text: &str| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        for (cell, grapheme) in buffer.content.iter_mut().zip(text.graphemes(true)) {
            cell.set_symbol(grapheme);
        }
        let seen = look_over(&buffer);
        seen.leaks + seen.piles
    };
    let texts = strings::all();
    (texts.len(), texts.iter().filter(|(_, text)| leaks(text) > 0).count())
}

fn tell(sum: &Sum) {
    let (control, leaking) = uncleaned();
    let Sum { draws, leaks, largest } = sum;
    println!("V7 draws={draws} leaks={leaks} largest_frame={largest} control_leaking={leaking}/{control}");
    assert!(leaking > control / 3, "the look finds nothing where nothing is cleaned: {leaking} of {control}");
}

/// Each text takes a few of the walks in turn, so that every walk is taken with texts of every group.
#[test]
fn no_text_drives_the_terminal_from_any_screen() {
    tell(&campaign(|text, place| (text + place) % 24 == 0));
}

#[test]
#[ignore = "takes minutes: every text through every walk at every size"]
fn no_text_drives_the_terminal_from_any_screen_at_all() {
    tell(&campaign(|_, _| true));
}

/// The rows as they are read; a wide letter stands for the cells that it covers.
fn rows(buffer: &Buffer) -> Vec<String> {
    let row = |y| {
        let (mut text, mut x) = (String::new(), 0);
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            text.push_str(symbol);
            x += symbol.cell_width().max(1);
        }
        text
    };
    (0..buffer.area.height).map(row).collect()
}

#[test]
fn every_script_is_shown_as_it_is_written() {
    for (script, text) in strings::SCRIPTS {
        let base = poisoned(text);
        for (keys, window) in
            [("f5", (200, 60)), ("f5 tab tab", (200, 60)), ("f5 enter s", (200, 60)), ("f5 enter s g", (80, 24))]
        {
            let mut at = Fixture { window, ..base.clone() };
            walk(&mut at, keys, text);
            let (seen, buffer) = look_at(&mut at);
            let screen = rows(&buffer).join("\n");
            assert!(screen.contains(text), "{script} after {keys}:\n{screen}");
            assert_eq!(seen.leaks, 0, "{script}");
        }
    }
}

/// A box that is opened and walked through changes nothing, also where it cannot show all that is there.
#[test]
fn a_text_that_is_only_looked_at_is_kept_to_the_last_character() {
    let boxes = [
        "w",
        "c down enter",
        "c down down enter",
        "c down down down enter",
        "s down enter",
        "s down down enter",
        "s down down down enter",
    ];
    let mut opened = [0; 7];
    // In a review blanks alone are no text.
    let texts: Vec<_> = strings::all().into_iter().filter(|(_, text)| !text.trim().is_empty()).collect();
    for (group, text) in &texts {
        let mut base = poisoned(text);
        base.press("f5 enter s");
        workspace::fill(&mut base.app.desk.as_mut().unwrap().review, text);
        for (keys, count) in boxes.iter().zip(&mut opened) {
            let mut at = base.clone();
            at.press(keys);
            *count += usize::from(matches!(at.app.overlays.last(), Some(Overlay::Editor(_))));
            at.press("left up down right home end");
            let (now, before) = [&at, &base].map(|at| &at.app.desk.as_ref().unwrap().review).into();
            let shown: String = text.chars().take(40).collect();
            assert_eq!(now.comments, before.comments, "{group}: {shown:?} after {keys}");
            assert_eq!(now.answers, before.answers, "{group}: {shown:?} after {keys}");
            assert_eq!(now.outcome, before.outcome, "{group}: {shown:?} after {keys}");
        }
    }
    assert!(opened.iter().all(|count| *count == texts.len()), "not every box opened: {opened:?}");
}
