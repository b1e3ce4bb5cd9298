//! Characters of fonts whose letters are pictures.

/// A box that is ticked.
pub const TICKED: char = '☒';
/// A box that is not.
pub const OPEN: char = '☐';

/// Places of the font Wingdings that proposals and forms use.
const WINGDINGS: &[(u32, char)] = &[
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, OPEN),
    (0x70, OPEN),
    (0x71, OPEN),
    (0x72, OPEN),
    (0x76, '❖'),
    (0x9f, '•'),
    (0xa1, '○'),
    (0xa7, '▪'),
    (0xa8, OPEN),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe8, '➔'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, TICKED),
    (0xfe, TICKED),
];
/// The same of Wingdings 2.
const WINGDINGS_2: &[(u32, char)] = &[
    (0x2a, OPEN),
    (0x30, OPEN),
    (0x4f, '✗'),
    (0x50, '✓'),
    (0x51, TICKED),
    (0x52, TICKED),
    (0x53, TICKED),
    (0x54, TICKED),
    (0xa3, OPEN),
];
/// The same of Symbol.
const SYMBOL: &[(u32, char)] = &[
    (0xa3, '≤'),
    (0xab, '↔'),
    (0xac, '←'),
    (0xae, '→'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xd6, '√'),
    (0xde, '⇒'),
];

/// The places of a font of pictures; `None` for a font of letters.
#[must_use]
pub fn places(font: &str) -> Option<&'static [(u32, char)]> {
    match font.to_ascii_lowercase().as_str() {
        "wingdings" => Some(WINGDINGS),
        "wingdings 2" => Some(WINGDINGS_2),
        "symbol" => Some(SYMBOL),
        "wingdings 3" | "webdings" => Some(&[]),
        _ => None,
    }
}

/// What a character of a font looks like; `None` when no letter looks like it.
#[must_use]
pub fn look(font: &str, character: char) -> Option<char> {
    let Some(places) = places(font) else { return Some(character).filter(|_| !is_private(character)) };
    // Word keeps such characters in a private place, at their number in the font.
    let code = u32::from(character);
    let place = if is_private(character) { code & 0xff } else { code };
    let found = places.iter().find(|(known, _)| *known == place).map(|(_, look)| *look);
    found.or_else(|| Some(character).filter(|c| c.is_whitespace()))
}

fn is_private(character: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&character)
}

/// The character that `w:sym` names with its number in hexadecimal.
#[must_use]
pub fn named(font: &str, code: &str) -> Option<char> {
    let character = u32::from_str_radix(code.trim(), 16).ok().and_then(char::from_u32)?;
    look(font, character).filter(|character| !character.is_control())
}
