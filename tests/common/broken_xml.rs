//! XML whose elements were moved about.

use super::common::Dice;

/// Values where a number or a word is expected.
const VALUES: &[&str] = &[
    "",
    "0",
    "-1",
    "1e999",
    "NaN",
    "65536",
    "4294967296",
    "99999999999999999999",
    "&#0;",
    "&#x110000;",
    "&x;",
    "\u{202e}\u{645}",
    "2025-02-30",
    "true",
];

/// Tags, and the text between them.
fn tokens(xml: &str) -> Vec<String> {
    let parts = xml.split_inclusive('>').flat_map(|part| {
        let (text, tag) = part.split_once('<').unwrap_or((part, ""));
        [text.to_owned(), if tag.is_empty() { String::new() } else { format!("<{tag}") }]
    });
    parts.filter(|token| !token.is_empty()).collect()
}

/// The token behind the element that begins at `at`.
fn end_of(tokens: &[String], at: usize) -> usize {
    let mut depth = 0_i32;
    for (n, token) in tokens.iter().enumerate().skip(at) {
        depth += match token.as_str() {
            token if token.starts_with("</") => -1,
            token if token.starts_with('<') && !token.ends_with("/>") => 1,
            _ => 0,
        };
        if depth <= 0 {
            return n + 1;
        }
    }
    tokens.len()
}

/// A random element as its first token and the one behind it.
fn element(tokens: &[String], dice: &mut Dice) -> Option<(usize, usize)> {
    let is_start =
        |n: &usize| tokens[*n].starts_with('<') && !tokens[*n].starts_with(&['<', '/'].iter().collect::<String>());
    let starts: Vec<_> = (0..tokens.len()).filter(is_start).collect();
    let at = (!starts.is_empty()).then(|| *dice.pick(&starts))?;
    Some((at, end_of(tokens, at)))
}

/// Takes out, doubles, moves, swaps, nests or unwraps whole elements, or changes a value; the rest stays well formed.
pub fn break_xml(xml: &str, dice: &mut Dice) -> String {
    let mut tokens = tokens(xml);
    for _ in 0..=dice.few(6) {
        let Some((at, end)) = element(&tokens, dice) else { break };
        let taken = tokens[at..end].to_vec();
        match dice.roll(9) {
            0 => drop(tokens.drain(at..end)),
            1 => drop(tokens.splice(at..at, std::iter::repeat_n(taken, 1 + dice.few(60)).flatten())),
            2 | 3 => {
                tokens.drain(at..end);
                let to = dice.roll(tokens.len() + 1);
                tokens.splice(to..to, taken);
            }
            4 => nest(&mut tokens, at, end, 1 + dice.few(400)),
            5 => tokens[at] = changed(&tokens[at], dice),
            6 => {
                let at = dice.roll(tokens.len());
                if !tokens[at].starts_with('<') {
                    tokens[at] = (*dice.pick(VALUES)).to_owned();
                }
            }
            7 => swap(&mut tokens, dice),
            // Not well formed any more.
            _ => drop(tokens.remove(at)),
        }
    }
    tokens.concat()
}

/// An element in itself, so many times.
fn nest(tokens: &mut Vec<String>, at: usize, end: usize, times: usize) {
    if tokens[at].ends_with("/>") || end < at + 2 {
        return;
    }
    let (open, close) = (tokens[at].clone(), tokens[end - 1].clone());
    tokens.splice(end..end, std::iter::repeat_n(close, times));
    tokens.splice(at..at, std::iter::repeat_n(open, times));
}

/// One of the values of a tag, or its name.
fn changed(tag: &str, dice: &mut Dice) -> String {
    let mut parts: Vec<_> = tag.split('"').map(str::to_owned).collect();
    if parts.len() < 3 {
        return tag.replacen('>', " x=\"1\">", 1).replace("/ x=\"1\">", " x=\"1\"/>");
    }
    let at = 2 * dice.roll(parts.len() / 2) + 1;
    parts[at] = (*dice.pick(VALUES)).to_owned();
    parts.join("\"")
}

fn swap(tokens: &mut Vec<String>, dice: &mut Dice) {
    let (Some(one), Some(other)) = (element(tokens, dice), element(tokens, dice)) else { return };
    let (one, other) = (one.min(other), one.max(other));
    if one.1 <= other.0 {
        let first = tokens[one.0..one.1].to_vec();
        let second = tokens.splice(other.0..other.1, first).collect::<Vec<_>>();
        tokens.splice(one.0..one.1, second);
    }
}
