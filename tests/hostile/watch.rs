//! What must never reach a terminal. The rule is written down here once more, apart from the program that keeps it.

use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory as _};
use unicode_segmentation::UnicodeSegmentation as _;

/// As many scalars as the program lets into one cell, and the mark that it was cut.
const MOST: usize = 17;

/// The first character that drives a terminal, turns the reading or hides. Line ends are no part of a line.
pub fn leak(text: &str) -> Option<char> {
    text.chars().find(|c| *c != '\n' && is_forbidden(*c))
}

/// How many there are.
pub fn leaks(text: &str) -> usize {
    text.chars().filter(|c| *c != '\n' && is_forbidden(*c)).count()
}

fn is_forbidden(c: char) -> bool {
    let joins = matches!(c, '\u{200c}' | '\u{200d}');
    let category = matches!(
        c.general_category(),
        Category::Control
            | Category::Format
            | Category::LineSeparator
            | Category::ParagraphSeparator
            | Category::PrivateUse
            | Category::Unassigned
    );
    category && !joins
}

/// A pile of marks on one letter, which would cost a terminal its memory.
pub fn pile(text: &str) -> Option<&str> {
    text.graphemes(true).find(|grapheme| grapheme.chars().count() > MOST)
}

/// What a command said: text for a person. A list for other programs has tabs between its cells.
pub fn of_command(text: &str) -> Option<String> {
    let text = text.replace('\t', " ");
    leak(&text).map(|c| format!("U+{:04X}", u32::from(c))).or_else(|| pile(&text).map(|_| "a pile of marks".to_owned()))
}

/// What the texts and names try to say in our name.
pub const FORGERY: &str = "appraise: saved";

/// Whether a line of what was said is the work of a text.
pub fn forges(said: &str) -> bool {
    said.lines().any(|line| line.starts_with(FORGERY))
}

#[test]
fn it_finds_what_it_should_and_nothing_else() {
    for text in ["a", "ç “ü” ⟨U+202E⟩ ␛", "می\u{200c}خواهیم", "\u{1f468}\u{200d}\u{1f469}", "မြန်မာ", "e\u{301}", "a\nb"]
    {
        assert_eq!((leak(text), pile(text)), (None, None), "{text}");
    }
    for text in
        ["\x1b", "\u{9b}", "\u{202e}", "\u{200b}", "\u{feff}", "\u{ad}", "\u{2028}", "\u{e000}", "\u{378}", "\r"]
    {
        assert!(leak(text).is_some(), "{text:?}");
    }
    assert!(pile(&format!("a{}", "\u{301}".repeat(17))).is_some());
    assert!(forges("a\nappraise: saved") && !forges("a\n  appraise: saved"));
}
