//! Texts of every sort: what people write in many scripts, what drives a terminal, what begins a formula.

use crate::campaign::Dice;

/// Pieces that a text is put together from.
const PIECES: &[&str] = &[
    "women",
    "Frauen",
    "été",
    "niñas",
    "نساء",
    "می\u{200c}خواهم",
    "נשים",
    "အမျိုးသမီး",
    "নারী",
    "ሴቶች",
    "妇女",
    "жінки",
    "👩🏽‍🌾",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{202a}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{2060}",
    "\u{e0041}",
    "\u{e000}",
    "\u{10ffff}",
    "\u{378}",
    "\u{300}",
    "a\u{301}",
    "\u{fe0f}",
    "\x1b[2J",
    "\x1b]52;c;YQ==\x07",
    "\x1b]0;t\x1b\\",
    "\x1bP1$r\x1b\\",
    "\u{9b}31m",
    "\u{9d}8;;x\u{9c}",
    "\x08",
    "\x05",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "'",
    "\"",
    "\"\"",
    ",",
    ";",
    "|",
    "<script>",
    "</bdi>",
    "&amp;",
    "]]>",
    "{{x}}",
    "%s%n",
    "../",
    "C:\\",
    "https://example.org/?a=b",
];

/// A text of some pieces, or of any scalars.
pub fn drawn(dice: &mut Dice) -> String {
    match dice.roll(8) {
        0 => (0..dice.few(12)).map(|_| any(dice)).collect(),
        1 => dice.pick(PIECES).repeat(dice.few(40)),
        _ => (0..=dice.few(10)).map(|_| *dice.pick(PIECES)).collect(),
    }
}

fn any(dice: &mut Dice) -> char {
    let most = *dice.pick(&[0x80, 0x300, 0x3000, 0x11_0000]);
    u32::try_from(dice.roll(most)).ok().and_then(char::from_u32).unwrap_or('x')
}
