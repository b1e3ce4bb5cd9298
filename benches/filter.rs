//! From a key in the filter of the library to its frame, over 100,000 documents with a signed-off review each.
//!
//! ```sh
//! cargo bench --bench filter
//! ```
//!
//! Words are typed letter by letter and taken back again. The baseline is the plain way with the same matcher, on one
//! thread: every text scored, all of them sorted. Compare within one run.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops where its fixture fails")]
#![expect(clippy::print_stdout, reason = "the figures are for people")]

use std::cmp::Reverse;
use std::time::{Duration, Instant};

use appraise::app::{App, Library, Shelf};
use appraise::key::Key;
use appraise::ui::{self, Theme};
use crossterm::event::KeyCode;
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

mod listed;

const DOCUMENTS: usize = 100_000;
/// Words of 8 to 12 letters; the last ones match nothing, and one letter in each text.
const TYPED: [&str; 10] = [
    "sanitation",
    "protection",
    "violence",
    "assainissement",
    "réintégration",
    "saneamiento",
    "الاستجابة",
    "cash yemen",
    "xylophonist",
    "eeeeeeee",
];
/// So many keys of the baseline are timed: each takes long.
const PLAIN: usize = 12;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let begun = Instant::now();
    let contents = listed::contents(DOCUMENTS);
    println!("{DOCUMENTS} documents made up in {:.1} s", begun.elapsed().as_secs_f64());
    let texts: Vec<_> = contents.records.iter().map(|record| format!("{} {}", record.title, record.id)).collect();
    let begun = Instant::now();
    let library = Library::of(contents);
    println!("sorted and made ready in {:.0} ms, once and beside the screen\n", begun.elapsed().as_secs_f64() * 1e3);
    let mut app = listed::starting();
    app.library_read(library);
    println!("{:<28} {:>7} {:>9} {:>9} {:>9}", "a key and its frame", "keys", "median ms", "p99 ms", "max ms");
    for shelf in [Shelf::Records, Shelf::SignedOff] {
        let (mut forward, mut back) = (Vec::new(), Vec::new());
        while app.library.shelf != shelf {
            app.library.next_shelf();
        }
        for word in TYPED {
            type_and_take_back(&mut app, word, &mut forward, &mut back);
        }
        print(&format!("{}, typed", shelf.title()), &mut forward);
        print(&format!("{}, taken back", shelf.title()), &mut back);
    }
    print("the plain way, no frame", &mut plain(&texts));
}

fn type_and_take_back(app: &mut App, word: &str, forward: &mut Vec<Duration>, back: &mut Vec<Duration>) {
    let mut screen = Terminal::new(TestBackend::new(200, 60)).unwrap();
    let backspace: Key = "backspace".parse().unwrap();
    for letter in word.chars() {
        forward.push(timed(app, &mut screen, Key::plain(KeyCode::Char(letter))));
    }
    for _ in word.chars() {
        back.push(timed(app, &mut screen, backspace));
    }
}

fn timed(app: &mut App, screen: &mut Terminal<TestBackend>, key: Key) -> Duration {
    let begun = Instant::now();
    app.key(key);
    screen.draw(|frame| _ = ui::draw(app, &Theme::COLOUR, frame)).unwrap();
    begun.elapsed()
}

fn plain(texts: &[String]) -> Vec<Duration> {
    let matcher = SkimMatcherV2::default().ignore_case();
    let word = TYPED[0];
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let timed = |end: usize| {
        let begun = Instant::now();
        let score =
            |(place, text): (usize, &String)| Some((Reverse(matcher.fuzzy_match(text, word.get(..end)?)?), place));
        let mut found: Vec<_> = texts.iter().enumerate().filter_map(score).collect();
        found.sort_unstable();
        std::hint::black_box(found);
        begun.elapsed()
    };
    ends.take(PLAIN).map(timed).collect()
}

fn print(name: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: f64| {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rank"
        )]
        let place = (share * times.len() as f64).ceil() as usize;
        times[place.clamp(1, times.len()) - 1].as_secs_f64() * 1e3
    };
    println!("{name:<28} {:>7} {:>9.2} {:>9.2} {:>9.2}", times.len(), at(0.5), at(0.99), at(1.0));
}
