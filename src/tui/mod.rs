//! The terminal: on and off, the input thread, the loop, and carrying out effects. No decisions.
//!
//! ```text
//! input thread ──┐
//! signals ───────┼─▶ channel ─▶ loop: App::key ─▶ Effect ─▶ store ─▶ App::saved … ─▶ ui::draw
//! saver, reader ─┘
//! ```
//!
//! Events are read in a thread of their own: on a dead terminal crossterm's source spins and never returns, and the
//! loop must still be able to save and leave.

mod effects;
mod input;
mod reader;
mod saver;
mod signals;
mod terminal;
#[cfg(unix)]
#[cfg(test)]
mod tests;

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crossterm::event::{Event as Input, KeyEventKind};
use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{App, Drawn, Effect};
use crate::key::Key;
use crate::store::Store;
use crate::ui::{self, Theme};

use effects::Performer;
use terminal::Terminal;

/// A text is saved this long after the last key …
const PAUSE: Duration = Duration::from_millis(300);
/// … and while somebody types without a pause, this often.
const AT_LEAST: Duration = Duration::from_secs(1);
/// A failed save is tried again this often.
const RETRY: Duration = Duration::from_secs(5);

/// What wakes the loop.
pub enum Event {
    /// A key or a paste.
    Input(Input),
    /// The screen has a new size.
    Resized,
    /// The input ended: the terminal is gone.
    Gone,
    /// The system asks us to leave.
    Terminate,
    /// The system asks us to stop for a while.
    Stop,
    /// The shell brought us back.
    Continue,
    /// The save with this number came to its end; those before it were overtaken.
    Saved(u64, Timestamp, Result<(), String>),
    /// The library was read.
    Read,
}

/// Runs the screen until the user leaves.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(app: App, store: Store) -> anyhow::Result<()> {
    let (sender, events) = channel();
    let terminal = Terminal::open()?;
    signals::watch(sender.clone())?;
    input::watch(sender.clone());
    Loop::new((app, ui::draw), store, terminal, sender, events).run()
}

/// What puts the state on the screen.
type Paint = fn(&App, &Theme, &mut Frame) -> Drawn;

struct Loop {
    app: App,
    paint: Paint,
    terminal: Terminal,
    theme: Theme,
    performer: Performer,
    events: Receiver<Event>,
    /// Since when something typed waits to be saved, and the last key of it.
    waiting: Option<(Instant, Instant)>,
    done: bool,
}

impl Loop {
    fn new(
        (app, paint): (App, Paint),
        store: Store,
        terminal: Terminal,
        sender: Sender<Event>,
        events: Receiver<Event>,
    ) -> Self {
        let theme = if no_colour() { Theme::MONO } else { Theme::COLOUR };
        let performer = Performer::new(store, sender);
        Self { app, paint, terminal, theme, performer, events, waiting: None, done: false }
    }

    /// The last save comes before the terminal is given back, whatever ended the loop: also a terminal that is gone.
    fn run(mut self) -> anyhow::Result<()> {
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.work()));
        let saved = self.performer.finish(&self.app);
        self.terminal.close();
        saved.map_err(anyhow::Error::msg)?;
        match ended {
            Ok(result) => result,
            Err(_) => anyhow::bail!("the program met a fault of its own and had to stop. Your answers are saved"),
        }
    }

    fn work(&mut self) -> anyhow::Result<()> {
        self.tick();
        self.perform(Some(Effect::Reload))?;
        // The first frame does not wait for the passages of a long document; every other one does, so that a key is
        // one frame.
        self.draw()?;
        while !self.done {
            if self.app.has_work() {
                self.app.work();
            }
            self.draw()?;
            self.wait()?;
        }
        Ok(())
    }

    /// Blocks until something happens; wakes by itself only while a save waits.
    fn wait(&mut self) -> anyhow::Result<()> {
        match self.next_event() {
            Ok(event) => self.take(event)?,
            Err(RecvTimeoutError::Timeout) => self.save_waiting()?,
            Err(RecvTimeoutError::Disconnected) => self.done = true,
        }
        // What came in meanwhile is taken before the next frame: fast keys and a slow line need no frame each.
        while let Ok(event) = self.events.try_recv() {
            self.take(event)?;
        }
        Ok(())
    }

    fn next_event(&self) -> Result<Event, RecvTimeoutError> {
        match self.deadline() {
            Some(deadline) => self.events.recv_timeout(deadline.saturating_duration_since(Instant::now())),
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn deadline(&self) -> Option<Instant> {
        let typed = self.waiting.map(|(first, last)| (last + PAUSE).min(first + AT_LEAST));
        typed.or_else(|| self.performer.failed_at().map(|at| at + RETRY))
    }

    fn save_waiting(&mut self) -> anyhow::Result<()> {
        self.waiting = None;
        self.perform(Some(Effect::Save))
    }

    fn take(&mut self, event: Event) -> anyhow::Result<()> {
        self.tick();
        match event {
            Event::Input(input) => self.input(input),
            Event::Gone | Event::Terminate => {
                self.done = true;
                Ok(())
            }
            Event::Resized => Ok(()),
            Event::Stop => Ok(self.terminal.suspend()?),
            Event::Continue => Ok(self.terminal.resume()?),
            Event::Saved(number, at, result) => {
                self.performer.saved(&mut self.app, number, at, result);
                Ok(())
            }
            Event::Read => {
                let effect = self.performer.read(&mut self.app);
                self.perform(effect)
            }
        }
    }

    fn input(&mut self, input: Input) -> anyhow::Result<()> {
        let effect = match input {
            Input::Key(key) if key.kind != KeyEventKind::Release => Key::of(key).and_then(|key| self.app.key(key)),
            Input::Paste(text) => self.app.paste(&text.replace('\r', "\n")),
            _ => None,
        };
        self.perform(effect)
    }

    fn perform(&mut self, effect: Option<Effect>) -> anyhow::Result<()> {
        let mut next = effect;
        while let Some(effect) = next.take() {
            next = match effect {
                Effect::Quit => {
                    self.done = true;
                    None
                }
                Effect::Suspend => {
                    self.terminal.suspend()?;
                    None
                }
                Effect::Redraw => {
                    self.terminal.clear()?;
                    None
                }
                Effect::SaveSoon => {
                    self.type_on();
                    None
                }
                Effect::EditExternally(text) => {
                    let written = self.terminal.edit(&text);
                    self.app.text_written(written)
                }
                effect => {
                    self.waiting = None;
                    self.performer.perform(&mut self.app, effect)
                }
            };
        }
        Ok(())
    }

    fn type_on(&mut self) {
        let now = Instant::now();
        self.waiting = Some((self.waiting.map_or(now, |(first, _)| first), now));
        self.performer.typed();
    }

    fn draw(&mut self) -> std::io::Result<()> {
        let area = self.terminal.area()?;
        let (width, height) = ui::document_room(&self.app, area);
        self.app.fit(width, height);
        let (app, theme, paint) = (&self.app, &self.theme, self.paint);
        let mut drawn = Drawn::default();
        self.terminal.draw(|frame| drawn = paint(app, theme, frame))?;
        self.app.drawn(&drawn);
        Ok(())
    }

    fn tick(&mut self) {
        self.app.tick(crate::clock::moment());
    }
}

/// <https://no-color.org>: set and not empty.
fn no_colour() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// The area of a screen of this size.
const fn area_of(width: u16, height: u16) -> Rect {
    Rect { x: 0, y: 0, width, height }
}
