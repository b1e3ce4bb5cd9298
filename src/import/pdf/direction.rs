//! Text that is written from right to left, and whether its letters come in the order of reading.

/// Where words begin and end tells it: Arabic words often begin with the article “ال”, and some Hebrew letters have a
/// form for the end of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// No letters of Arabic or Hebrew.
    LeftToRight,
    /// From right to left, in the order of reading as far as can be told.
    RightToLeft,
    /// From right to left, and backwards.
    Backwards,
}

/// Shorter words are too often the same either way.
const SHORTEST: usize = 3;

/// Fewer such words prove nothing: a name in an English text must not be taken for a text that comes backwards.
const FEWEST: usize = 3;

/// The Hebrew letters in the form for the end of a word.
const FINAL: [char; 5] = ['ך', 'ם', 'ן', 'ף', 'ץ'];

/// The direction of a text.
#[must_use]
pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Direction {
    let (mut any, mut right, mut backwards) = (false, 0_usize, 0_usize);
    for word in texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic())) {
        any |= word.contains(is_right_to_left);
        let is_long = word.chars().nth(SHORTEST - 1).is_some();
        right += usize::from(is_long && (word.starts_with("ال") || word.ends_with(FINAL)));
        backwards += usize::from(is_long && (word.ends_with("لا") || word.starts_with(FINAL)));
    }
    match any {
        true if backwards >= FEWEST.max(right + 1) => Direction::Backwards,
        true => Direction::RightToLeft,
        false => Direction::LeftToRight,
    }
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
