//! Lines in, sentences out.

use std::io::{self, BufRead, Read as _, Write};

use super::page::fitted;

/// Nobody types more in a line; a stream without line breaks must not fill the memory.
const LINE_LIMIT: u64 = 64 << 10;

/// The two ends of the conversation.
pub(super) struct Talk<R, W> {
    input: R,
    output: W,
    live: bool,
    columns: Option<u16>,
}

impl<R: BufRead, W: Write> Talk<R, W> {
    /// `live` is a person at a terminal; without `columns` nothing is wrapped.
    pub(super) const fn new(input: R, output: W, live: bool, columns: Option<u16>) -> Self {
        Self { input, output, live, columns }
    }

    /// Whether somebody can answer a question.
    pub(super) const fn is_live(&self) -> bool {
        self.live
    }

    /// Says something, made safe for a terminal.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{}", fitted(text, self.columns))?;
        self.output.flush()
    }

    /// Asks for one line; `None` at the end of the input.
    pub(super) fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        write!(self.output, "{prompt}")?;
        self.output.flush()?;
        let line = self.line()?;
        if !self.live {
            // Nobody typed a line break; with the line itself a log can be read.
            self.say(line.as_deref().unwrap_or_default())?;
        }
        Ok(line)
    }

    /// Asks for one of a numbered list; an empty line takes `usual`, or goes back where there is none.
    pub(super) fn choose(
        &mut self,
        question: &str,
        items: &[String],
        usual: Option<usize>,
    ) -> io::Result<Option<usize>> {
        self.say(question)?;
        for (index, item) in items.iter().enumerate() {
            self.say(&format!("{}. {item}", index + 1))?;
        }
        let empty = usual.map_or("empty goes back".to_owned(), |usual| format!("empty takes {}", usual + 1));
        let prompt = format!("Number ({empty}): ");
        loop {
            let Some(line) = self.ask(&prompt)? else { return Ok(None) };
            if line.trim().is_empty() {
                return Ok(usual);
            }
            match number(&line, items.len()) {
                Some(index) => return Ok(Some(index)),
                None => self.say(&format!("Type a number from 1 to {}.", items.len()))?,
            }
        }
    }

    /// Asks a question with yes and no; the end of the input is no.
    pub(super) fn yes(&mut self, question: &str) -> io::Result<bool> {
        loop {
            let Some(line) = self.ask(&format!("{question} y/n: "))? else { return Ok(false) };
            match line.trim().to_lowercase().as_str() {
                "y" | "yes" => return Ok(true),
                "n" | "no" => return Ok(false),
                _ => self.say("Type y or n.")?,
            }
        }
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        loop {
            let mut bytes = Vec::new();
            if self.input.by_ref().take(LINE_LIMIT).read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            let whole = bytes.ends_with(b"\n") || (bytes.len() as u64) < LINE_LIMIT;
            match String::from_utf8(bytes) {
                Ok(text) if whole => return Ok(Some(tidy(&text))),
                Ok(_) => self.say("That line is longer than 64 KiB and was left out.")?,
                Err(_) => self.say("That line is not UTF-8 text and was left out.")?,
            }
            if !whole {
                self.input.skip_until(b'\n')?;
            }
        }
    }
}

/// The place in a list that a number typed by a person means.
pub(super) fn number(line: &str, len: usize) -> Option<usize> {
    let index = line.trim().parse::<usize>().ok()?.checked_sub(1)?;
    (index < len).then_some(index)
}

/// An arrow key in a terminal that edits lines by itself sends control characters, which nobody means to keep.
fn tidy(line: &str) -> String {
    line.chars().filter(|c| *c == '\t' || !c.is_control()).collect()
}
