//! The terminal on and off. What we switch on, we switch off: on every way out.

use std::io::{self, BufWriter, Stdout, Write};
use std::process::Command;
use std::sync::Once;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use super::input;

/// The screen. A buffer around stdout makes one write of a frame instead of thousands.
pub struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Terminal {
    /// Switches to the full screen.
    ///
    /// # Errors
    /// When there is no terminal that can do it.
    pub fn open() -> io::Result<Self> {
        restore_on_panic();
        enter()?;
        let inner = ratatui::Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout())));
        Ok(Self { inner: inner.inspect_err(|_| leave())? })
    }

    /// Draws one frame.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.inner.draw(draw).map(|_| ())
    }

    /// The size of the screen.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn area(&self) -> io::Result<Rect> {
        self.inner.size().map(|size| super::area_of(size.width, size.height))
    }

    /// Forgets what is on the screen, so that the next frame draws all of it.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn clear(&mut self) -> io::Result<()> {
        // Not ratatui's own clear: it asks the terminal where the cursor is, and the answer would go to the input thread.
        let area = self.area()?;
        self.inner.resize(area)
    }

    /// Gives the terminal back. A terminal that is gone is no reason to fail.
    pub fn close(self) {
        drop(self);
        leave();
    }

    /// Gives the terminal to the shell, and stops until the shell brings us back.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        let _keys = input::pause();
        leave();
        super::signals::stop_ourselves();
        self.resume()
    }

    /// Takes the terminal again after a stop.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn resume(&mut self) -> io::Result<()> {
        enter()?;
        self.clear()
    }

    /// Has a text written in the user's own editor.
    ///
    /// # Errors
    /// A sentence for the user; the text is then as it was.
    pub fn edit(&mut self, text: &str) -> Result<String, String> {
        let _keys = input::pause();
        leave();
        let edited = in_own_editor(text);
        let entered = self.resume();
        entered.map_err(|error| error.to_string())?;
        edited
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, cursor::Hide).inspect_err(|_| leave())?;
    // Some consoles have no bracketed paste and say so with an error; keys still arrive.
    let _ = execute!(io::stdout(), EnableBracketedPaste);
    Ok(())
}

/// Errors are passed over: the terminal may be gone, and there is nobody left to tell.
fn leave() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
    let _ = io::stdout().flush();
}

/// A panic gives the terminal back and says nothing of the content; the loop then saves.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|info| {
            leave();
            let place = info.location().map(|place| format!(" ({}:{})", place.file(), place.line()));
            let _ = writeln!(io::stderr(), "appraise met a fault of its own{}", place.unwrap_or_default());
        }));
    });
}

fn in_own_editor(text: &str) -> Result<String, String> {
    let editor =
        ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let editor = editor.ok_or("no editor is set: set EDITOR, or write here")?;
    let failed = |error: io::Error| format!("{editor} could not be used: {}", crate::store::plain(&error));
    let mut file = tempfile::Builder::new().prefix("appraise-").suffix(".txt").tempfile().map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    let mut words = editor.split_whitespace();
    let status =
        Command::new(words.next().unwrap_or_default()).args(words).arg(file.path()).status().map_err(failed)?;
    if !status.success() {
        return Err(format!("{editor} ended with an error: the text is as it was"));
    }
    // By name: most editors write a new file and move it over the old one.
    let bytes = crate::store::read::named(file.path(), crate::store::read::REVIEW_LIMIT).map_err(failed)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
