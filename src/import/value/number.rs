//! Numbers as people write them: `$87,901,227`, `3,2M`, `910 131`.

/// Which sign parts the decimals in the language of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hint {
    /// Not known.
    #[default]
    None,
    /// A point, as in English.
    Point,
    /// A comma, as in French and Spanish.
    Comma,
}

/// Words behind a number, and how many zeros they stand for.
const SCALES: &[(&str, usize)] = &[
    ("k", 3),
    ("mil", 3),
    ("mille", 3),
    ("thousand", 3),
    ("m", 6),
    ("mn", 6),
    ("mio", 6),
    ("million", 6),
    ("millions", 6),
    ("millon", 6),
    ("millones", 6),
    ("milliard", 9),
    ("milliards", 9),
];

/// Words that mean one thing in English and another in French and Spanish.
const ENGLISH_SCALES: &[(&str, usize)] = &[("bn", 9), ("billion", 9), ("billions", 9)];

/// The number as digits with a point before the decimals; `None` when it is none, or when it is not sure which.
#[must_use]
pub fn decimal(text: &str, hint: Hint) -> Option<String> {
    let text: String = text.trim().chars().map(plain).collect();
    let is_digit = |c: char| c.is_ascii_digit();
    let (start, end) = (text.find(is_digit)?, text.rfind(is_digit)? + 1);
    let (before, number, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    let zeros = scale(after, hint).filter(|_| is_currency(before))?;
    scaled(&digits(number, hint, zeros > 0)?, zeros)
}

/// A number without decimals.
#[must_use]
pub fn whole(text: &str, hint: Hint) -> Option<u64> {
    let number = decimal(text, hint)?;
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    whole.parse().ok().filter(|_| decimals.bytes().all(|b| b == b'0'))
}

/// Arabic digits as Latin ones, every blank and apostrophe between groups as one blank.
fn plain(c: char) -> char {
    match c {
        '٠'..='٩' | '۰'..='۹' => char::from_digit(u32::from(c) & 0xf, 16).unwrap_or(c),
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' | '\'' | '’' | '٬' => ' ',
        '٫' => '.',
        c => c,
    }
}

/// A sign or a code; words in small letters say something of the number.
fn is_currency(text: &str) -> bool {
    let text = text.trim();
    let is_sign = |c: char| c.is_uppercase() || matches!(c, '$' | '€' | '£' | '¥' | '₣' | '₴' | ' ' | '.');
    let known = matches!(text, "Rs" | "Rs." | "Birr" | "Ksh" | "KSh" | "usd" | "eur");
    known || text.chars().count() <= 6 && text.chars().all(is_sign)
}

/// How many zeros the words behind a number stand for.
fn scale(after: &str, hint: Hint) -> Option<usize> {
    let (first, rest) = after.trim().split_once(' ').unwrap_or((after.trim(), ""));
    let word = crate::text::fold(first);
    let mut known = SCALES.iter().chain(if hint == Hint::Comma { &[] } else { ENGLISH_SCALES });
    match known.find(|(known, _)| *known == word.text()) {
        Some((_, zeros)) => is_currency(rest).then_some(*zeros),
        None => is_currency(after).then_some(0),
    }
}

/// The digits of a number with its separators told apart.
fn digits(number: &str, hint: Hint, scaled: bool) -> Option<String> {
    let separators: Vec<char> = number.chars().filter(|c| !c.is_ascii_digit()).collect();
    if !separators.iter().all(|c| matches!(c, '.' | ',' | ' ')) {
        return None;
    }
    match separators.as_slice() {
        [] => Some(number.to_owned()),
        [' '] => grouped(number, ' '),
        [only] => alone(number, *only, hint, scaled),
        [first, .., last] if first == last => grouped(number, *first),
        [first, rest @ .., last] if rest.iter().all(|c| c == first) && *last != ' ' => {
            let (whole, decimals) = number.rsplit_once(*last)?;
            Some(format!("{}.{decimals}", grouped(whole, *first)?))
        }
        _ => None,
    }
}

/// Groups of three behind the first.
fn grouped(number: &str, separator: char) -> Option<String> {
    let mut groups = number.split(separator);
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    (first && groups.all(|group| group.len() == 3)).then(|| number.replace(separator, ""))
}

/// One point or comma: three digits behind it are a group or decimals, and only the language tells.
fn alone(number: &str, separator: char, hint: Hint, scaled: bool) -> Option<String> {
    let (whole, rest) = number.split_once(separator)?;
    let decimal = || Some(format!("{whole}.{rest}"));
    let is_point = match hint {
        Hint::None => None,
        Hint::Point => Some(separator == '.'),
        Hint::Comma => Some(separator == ','),
    };
    match is_point {
        _ if rest.len() != 3 || whole.len() > 3 || whole == "0" => decimal(),
        Some(true) if scaled => decimal(),
        Some(false) => Some(format!("{whole}{rest}")),
        _ => None,
    }
}

/// Moves the point to the right.
fn scaled(number: &str, zeros: usize) -> Option<String> {
    if zeros == 0 {
        return Some(number.to_owned());
    }
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let moved = decimals.chars().chain(std::iter::repeat('0')).take(zeros);
    let rest = decimals.get(zeros..).filter(|rest| !rest.is_empty());
    let whole: String = whole.chars().chain(moved).collect();
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(rest.map_or_else(|| whole.to_owned(), |rest| format!("{whole}.{rest}")))
}
