//! How things look. A mark and a word say everything; colour only helps the eye.

use ratatui::style::{Color, Modifier, Style};

/// The styles in use. Text keeps the terminal's own colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Titles and headings.
    pub heading: Style,
    /// The row of the cursor.
    pub selected: Style,
    /// The frame of the pane that has the keys.
    pub focus: Style,
    /// Keys in the bottom line.
    pub key: Style,
    /// Words of the question in the document.
    pub passage: Style,
    /// What was searched for.
    pub hit: Style,
    /// The match gone to last, and the passage being marked.
    pub current: Style,
    /// Passages that are evidence for the question under the cursor.
    pub evidence: Style,
    /// Passages that are evidence for another question.
    pub used: Style,
    /// Something unsafe or wrong.
    pub alarm: Style,
    /// Done and safe.
    pub good: Style,
    /// Bars beside their numbers.
    pub bar: Style,
}

impl Theme {
    /// With the terminal's named colours, which follow the user's own palette.
    pub const COLOUR: Self = Self {
        heading: Style::new().add_modifier(Modifier::BOLD),
        selected: Style::new().add_modifier(Modifier::REVERSED),
        focus: Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD),
        key: Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD),
        passage: Style::new().fg(Color::Magenta).add_modifier(Modifier::UNDERLINED),
        hit: Style::new().fg(Color::Blue).add_modifier(Modifier::UNDERLINED),
        current: Style::new().add_modifier(Modifier::REVERSED),
        evidence: Style::new().fg(Color::Green).add_modifier(Modifier::BOLD),
        used: Style::new().fg(Color::Green),
        alarm: Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
        good: Style::new().fg(Color::Green),
        bar: Style::new().fg(Color::Cyan),
    };

    /// Without any colour code. `NO_COLOR` needs a theme of its own: left to crossterm, its resets punch holes into
    /// reversed rows.
    pub const MONO: Self = Self {
        heading: Self::COLOUR.heading,
        selected: Self::COLOUR.selected,
        focus: Style::new().add_modifier(Modifier::BOLD),
        key: Style::new().add_modifier(Modifier::BOLD),
        passage: Style::new().add_modifier(Modifier::UNDERLINED),
        hit: Style::new().add_modifier(Modifier::UNDERLINED),
        current: Self::COLOUR.current,
        evidence: Style::new().add_modifier(Modifier::BOLD),
        used: Style::new(),
        alarm: Style::new().add_modifier(Modifier::BOLD),
        good: Style::new(),
        bar: Style::new(),
    };
}
