//! The README says what the program says: the picture of the screen and the keys are made from it.

#![expect(clippy::unwrap_used, reason = "a test stops where its fixture fails")]

use std::fs;
use std::path::PathBuf;

use appraise::action::{self, Action};
use appraise::app::{App, Effect, Moment, Setup};
use appraise::checklists;
use appraise::cli::Cli;
use appraise::demo::DOCUMENTS;
use appraise::domain::checklist::Profile;
use appraise::domain::review::Reviewer;
use appraise::import;
use appraise::ui::{self, Theme};
use clap::{Command, CommandFactory as _};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

const SIZE: (u16, u16) = (112, 30);

#[test]
fn the_picture_of_the_screen_is_what_the_program_draws() {
    holds("screen", &format!("```text\n{}```\n", picture()));
}

#[test]
fn the_keys_are_those_of_the_table() {
    holds("keys", &action::markdown());
}

#[test]
fn every_command_of_the_help_is_named() {
    let readme = fs::read_to_string(readme()).unwrap();
    let commands = Cli::command();
    for name in commands.get_subcommands().filter(|command| !command.is_hide_set()).map(Command::get_name) {
        assert!(readme.contains(&format!("appraise {name}")) || readme.contains(&format!("|{name}")), "{name}");
    }
}

/// A sample plan with its first questions answered.
fn picture() -> String {
    let moment = Moment { at: "2026-11-24T14:02:11Z".parse().unwrap(), fresh_id: "0".to_owned() };
    let setup = Setup {
        checklists: checklists::built_in(),
        reviewer: Reviewer { id: "me".to_owned(), name: None, role: None },
        workspace: String::new(),
        profile: Profile::All,
        round: None,
        zone: jiff::tz::TimeZone::UTC,
    };
    let plan = DOCUMENTS.iter().find(|document| document.name == "crisis-response-plan.md").unwrap();
    let record = import::import(plan.name, plan.text.as_bytes()).unwrap().record;
    let mut app = App::new(setup, moment.clone());
    app.record_read(Ok(record));
    assert_eq!(app.update(Action::StartReview), Some(Effect::Begin));
    for action in [Action::Yes, Action::Partly, Action::Yes, Action::No, Action::Partly] {
        app.update(action);
    }
    app.saved(moment.at);
    draw(&mut app)
}

fn draw(app: &mut App) -> String {
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let (width, height) = ui::document_room(app, area);
    app.fit(width, height);
    app.work();
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    terminal.draw(|frame| _ = ui::draw(app, &Theme::MONO, frame)).unwrap();
    let cells = terminal.backend().buffer().content();
    let rows =
        cells.chunks(usize::from(SIZE.0)).map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>());
    rows.map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n") + "\n"
}

/// The block between two marks is the text; with `README_UPDATE` set it is written there.
fn holds(mark: &str, text: &str) {
    let readme = fs::read_to_string(readme()).unwrap();
    let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
    let (before, rest) = readme.split_once(&open).unwrap();
    let (block, after) = rest.split_once(&close).unwrap();
    if block != text && std::env::var_os("README_UPDATE").is_some() {
        fs::write(self::readme(), format!("{before}{open}{text}{close}{after}")).unwrap();
        return;
    }
    assert_eq!(block, text, "run README_UPDATE=1 cargo test --test readme");
}

fn readme() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")
}
