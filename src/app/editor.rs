//! Writing text: one line or several, with paste, in a box over the screen.

use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::domain::field::FIELDS;
use crate::key::Key;
use crate::text::clean;

use super::caution::Said;

/// The most bytes of one typed text: 16 KiB.
pub const TEXT_LIMIT: usize = 16 << 10;

/// What the text is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The note on a criterion.
    Note(String),
    /// The folder for the letter to the author.
    LetterFolder,
    /// Why a difference of two reviewers is decided so.
    Decision,
    /// Where in the document a comment belongs.
    CommentPlace(u32),
    /// What a comment found.
    CommentFinding(u32),
    /// What a comment suggests.
    CommentText(u32),
    /// The overall note.
    Summary,
    /// What is good, one a line.
    Strengths,
    /// Why the outcome differs from the suggestion.
    OutcomeReason,
    /// Another reason why a criterion does not apply.
    NotApplicable(String),
    /// Why a signed-off review is amended.
    Amendment,
    /// A field of the record, by its number.
    Field(usize),
    /// What to look for in the document.
    Search,
    /// Initials or staff code of the reviewer.
    ReviewerId,
    /// A folder to save a copy in.
    Folder,
    /// The period of the board.
    Period,
}

impl Target {
    /// Whether the text may have several lines; those are kept as they are typed.
    #[must_use]
    pub const fn is_long(&self) -> bool {
        matches!(self, Self::Note(_) | Self::CommentFinding(_) | Self::CommentText(_) | Self::Summary | Self::Strengths)
    }

    /// Whether it is a text of the reviewer's own, to be looked at for what should not be written down.
    #[must_use]
    pub fn is_free(&self) -> bool {
        match self {
            Self::Search | Self::ReviewerId | Self::Folder | Self::Period => false,
            Self::Field(index) => FIELDS.get(*index).is_some_and(|field| field.name == "title"),
            _ => true,
        }
    }
}

/// The box.
#[derive(Debug, Clone)]
pub struct Editor {
    /// Above the text.
    pub title: String,
    /// What the text is for.
    pub target: Target,
    /// The text and its cursor.
    pub area: TextArea<'static>,
    /// What was said of its cautions.
    pub said: Said,
    before: String,
    /// What the box showed of it.
    shown: String,
}

impl Editor {
    /// A box with the text so far, the cursor behind it.
    #[must_use]
    pub fn new(title: &str, target: Target, text: &str) -> Self {
        let (title, before) = (title.to_owned(), text.to_owned());
        let (area, said, shown) = (TextArea::default(), Said::default(), String::new());
        let mut editor = Self { title, target, area, said, before, shown };
        editor.replace(text);
        editor.shown = editor.held();
        editor
    }

    /// The text. One that was only looked at is as it was, with every character that the box cannot show.
    #[must_use]
    pub fn text(&self) -> String {
        let held = self.held();
        if held == self.shown { self.before.clone() } else { held }
    }

    fn held(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Replaces all of the text. What would drive a terminal is made visible: the box draws what it holds.
    pub fn replace(&mut self, text: &str) {
        let lines = clean(text).lines().map(str::to_owned).collect();
        self.area = TextArea::new(lines);
        self.area.set_wrap_mode(if self.target.is_long() { WrapMode::WordOrGlyph } else { WrapMode::None });
        self.area.set_cursor_line_style(ratatui::style::Style::new());
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    /// Puts the text back as it was when the box was opened.
    pub fn revert(&mut self) {
        let before = self.before.clone();
        self.replace(&before);
    }

    /// Gives a key to the text. What makes it too long is taken back; a text that came too long can only get shorter.
    pub fn key(&mut self, key: Key) {
        let before = self.length();
        self.area.input(key.event());
        if self.length() > before.max(TEXT_LIMIT) {
            self.area.undo();
        }
    }

    /// Adds pasted text; says how many characters did not fit.
    pub fn paste(&mut self, text: &str) -> usize {
        let text = clean(text);
        let line = if self.target.is_long() { text.into_owned() } else { text.replace('\n', " ") };
        let mut end = line.len().min(TEXT_LIMIT.saturating_sub(self.length()));
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        self.area.insert_str(line.get(..end).unwrap_or_default());
        line.get(end..).unwrap_or_default().chars().count()
    }

    /// Adds a text on a line of its own.
    pub fn append(&mut self, text: &str) {
        let so_far = self.text();
        let joined = if so_far.trim().is_empty() { text.to_owned() } else { format!("{}\n{text}", so_far.trim_end()) };
        self.replace(&joined);
    }

    /// Bytes; each line but the last ends in a line feed.
    fn length(&self) -> usize {
        let lines: usize = self.area.lines().iter().map(|line| line.len() + 1).sum();
        lines.saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_holds_sixteen_kib_and_not_a_byte_more() {
        for (before, key, taken) in [
            ("a".repeat(TEXT_LIMIT - 1), "x", true),
            ("a".repeat(TEXT_LIMIT), "x", false),
            ("a".repeat(TEXT_LIMIT), "backspace", true),
            ("a".repeat(TEXT_LIMIT - 1), "é", false),
            ("a".repeat(TEXT_LIMIT - 2), "é", true),
            ("a\n".repeat(TEXT_LIMIT / 2 - 1) + "a", "enter", true),
            ("a\n".repeat(TEXT_LIMIT / 2 - 1) + "aa", "enter", false),
        ] {
            let mut editor = Editor::new("Note", Target::Summary, &before);
            editor.key(key.parse().unwrap());
            assert_eq!(editor.text() != before, taken, "{} bytes and {key}", before.len());
            assert!(editor.text().len() <= TEXT_LIMIT);
        }
        for (room, left) in [(4, 0), (3, 0), (2, 1)] {
            let mut editor = Editor::new("Note", Target::Summary, &"a".repeat(TEXT_LIMIT - room));
            assert_eq!(editor.paste("éa"), left, "room for {room}");
        }
    }
}
