//! A JSON file read strictly into a tree with places (RFC 8259, within the limits below).
//!
//! Small slips (a comma too many or too few, a comment, a wrong escape, a word without quotation marks) are told and read over,
//! so that one run finds them all; what leaves the structure in doubt ends the reading.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::str::Chars;

use super::encoding::decode;
use super::fault::{Fault, Faults, Path, Position, quoted};
use super::node::{Member, Node, Value};

/// How many objects and lists may stand inside each other.
pub const MAX_DEPTH: usize = 64;
/// How many values a file may hold: texts, numbers, lists, objects … together, the outermost one included.
pub const MAX_ELEMENTS: usize = 200_000;
/// How long one text or name may be, in bytes of UTF-8 (256 KiB).
pub const MAX_TEXT: usize = 256 * 1024;

/// Reads a JSON file; nothing but plain JSON is accepted (no comments, no commas at the end, no name twice).
///
/// # Errors
/// Every fault that was found, in the order of the file.
pub fn parse(bytes: &[u8]) -> Result<Node, Vec<Fault>> {
    let mut faults = Faults::default();
    match read(bytes, &mut faults) {
        Some(root) if faults.is_empty() => Ok(root),
        _ => Err(faults.into_list()),
    }
}

/// Reads as much as can be made out; none when the structure is in doubt. Without faults the tree is the file.
pub(super) fn read(bytes: &[u8], faults: &mut Faults) -> Option<Node> {
    match decode(bytes) {
        Ok(text) => Reader { rest: text.chars(), at: Position::START, elements: 0, faults }.file().ok(),
        Err(fault) => {
            faults.put(fault);
            None
        }
    }
}

/// Reading cannot go on; the fault has been told.
struct Stop;

type Reading<T> = Result<T, Stop>;

/// What was read last in a list or an object.
#[derive(Clone, Copy)]
enum Last {
    Nothing,
    Comma(Position),
    Value,
}

/// The list or object that is being read.
#[derive(Clone, Copy)]
struct Frame<'a> {
    path: &'a Path<'a>,
    open: Position,
    close: char,
}

struct Reader<'a> {
    rest: Chars<'a>,
    at: Position,
    elements: usize,
    faults: &'a mut Faults,
}

/// The outline: values, lists, objects.
impl Reader<'_> {
    fn file(mut self) -> Reading<Node> {
        self.space(&Path::ROOT);
        if self.peek().is_none() {
            return self.stop(self.at, &Path::ROOT, "the file is empty");
        }
        let root = self.value(&Path::ROOT)?;
        self.space(&Path::ROOT);
        if self.peek().is_some() {
            self.tell(self.at, &Path::ROOT, "there is more text after the end: a file holds one object, so delete the rest or a bracket too many before it");
        }
        Ok(root)
    }

    fn value(&mut self, path: &Path) -> Reading<Node> {
        let at = self.at;
        self.count(path)?;
        let value = match self.peek() {
            Some('{') => self.object(path)?,
            Some('[') => self.list(path)?,
            Some('"') => Value::Text(self.text(path)?),
            Some('0'..='9' | '-' | '+' | '.') => self.number(path),
            Some(c) if c.is_ascii_alphabetic() => self.word(path),
            Some(c) => return self.stop(at, path, &misplaced(c)),
            None => return self.stop(at, path, "the file ends where a value should stand: it was probably cut off; get it again, or add what is missing"),
        };
        Ok(Node { at, value })
    }

    fn count(&mut self, path: &Path) -> Reading<()> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return self.stop(
                self.at,
                path,
                "the file holds more than 200,000 values and was not read further: split it",
            );
        }
        Ok(())
    }

    fn list(&mut self, path: &Path) -> Reading<Value> {
        let frame = self.open(path, ']')?;
        let (mut items, mut last) = (Vec::new(), Last::Nothing);
        while self.another(frame, last)? {
            items.push(self.value(&path.item(items.len()))?);
            last = Last::Value;
        }
        Ok(Value::List(items))
    }

    fn object(&mut self, path: &Path) -> Reading<Value> {
        let frame = self.open(path, '}')?;
        let (mut members, mut seen, mut last) = (Vec::new(), HashMap::new(), Last::Nothing);
        while self.another(frame, last)? {
            let member = self.member(path)?;
            match seen.entry(member.name.clone()) {
                Entry::Vacant(free) => {
                    free.insert(member.at);
                    members.push(member);
                }
                Entry::Occupied(first) => self.twice(&member, *first.get(), path),
            }
            last = Last::Value;
        }
        Ok(Value::Object(members))
    }

    fn twice(&mut self, member: &Member, first: Position, path: &Path) {
        let message = format!(
            "{} stands here for the second time (first at {first}): delete one of the two",
            quoted(&member.name)
        );
        self.tell(member.at, &path.member(&member.name), &message);
    }

    fn open<'p>(&mut self, path: &'p Path<'p>, close: char) -> Reading<Frame<'p>> {
        let open = self.at;
        if path.depth() >= MAX_DEPTH {
            return self.stop(
                open,
                path,
                "more than 64 lists and objects stand inside each other here: the file was not read further",
            );
        }
        self.bump();
        Ok(Frame { path, open, close })
    }

    /// Goes to the next value or name of a list or object; false when it is closed.
    fn another(&mut self, frame: Frame, mut last: Last) -> Reading<bool> {
        loop {
            self.space(frame.path);
            match self.peek() {
                None => return self.never_closed(frame),
                Some(c) if c == frame.close => return Ok(self.closed(frame, last)),
                Some(',') => last = self.comma(frame, last),
                Some(c) => return self.begins(frame, last, c),
            }
        }
    }

    fn closed(&mut self, frame: Frame, last: Last) -> bool {
        if let Last::Comma(at) = last {
            self.tell(at, frame.path, &format!("this comma stands before the closing {}: delete it", frame.close));
        }
        self.bump();
        false
    }

    fn comma(&mut self, frame: Frame, last: Last) -> Last {
        let at = self.at;
        if !matches!(last, Last::Value) {
            self.tell(at, frame.path, "this comma has no value before it: delete it, or add what is missing");
        }
        self.bump();
        Last::Comma(at)
    }

    fn begins(&mut self, frame: Frame, last: Last, next: char) -> Reading<bool> {
        let (at, path) = (self.at, frame.path);
        if matches!(next, ']' | '}') {
            let message =
                format!("this {next} does not fit: the bracket opened at {} needs a {} first", frame.open, frame.close);
            return self.stop(at, path, &message);
        }
        if matches!(last, Last::Value) {
            self.no_comma(frame, next)?;
        }
        if frame.close == '}' && next != '"' {
            return self.stop(
                at,
                path,
                &format!("a name in quotation marks should stand here, not {}", quoted(&next.to_string())),
            );
        }
        Ok(true)
    }

    fn no_comma(&mut self, frame: Frame, next: char) -> Reading<()> {
        if matches!(next, '"' | '{' | '[' | '0'..='9' | '-') {
            self.tell(self.at, frame.path, "a comma is missing before this");
            return Ok(());
        }
        let message = format!(
            "a comma or {} is missing before {}; if a quotation mark belongs to the text, write \\\"",
            frame.close,
            quoted(&next.to_string())
        );
        self.stop(self.at, frame.path, &message)
    }

    fn never_closed<T>(&mut self, frame: Frame) -> Reading<T> {
        let message = format!(
            "the bracket opened here is never closed: add the missing {}, or get the whole file again if it was cut off",
            frame.close
        );
        self.stop(frame.open, frame.path, &message)
    }

    fn member(&mut self, path: &Path) -> Reading<Member> {
        let at = self.at;
        let name = self.text(path)?;
        self.space(path);
        let inner = path.member(&name);
        if self.peek() != Some(':') {
            return self.stop(self.at, &inner, &format!("a colon is missing after the name {}", quoted(&name)));
        }
        self.bump();
        self.space(&inner);
        let node = self.value(&inner)?;
        Ok(Member { at, name, node })
    }
}

/// Texts.
impl Reader<'_> {
    fn text(&mut self, path: &Path) -> Reading<String> {
        let open = self.at;
        self.bump();
        let mut text = String::new();
        loop {
            let at = self.at;
            match self.bump() {
                Some('"') => break,
                Some('\\') => text.extend(self.escape(at, path)),
                Some(c) if c >= ' ' => text.push(c),
                Some(c) if c != '\n' => self.control(at, path, c),
                _ => return self.stop(open, path, "this text is not closed on its line: add the quotation mark at its end; write \\n for a line break in it"),
            }
        }
        if text.len() > MAX_TEXT {
            self.tell(open, path, "this text is longer than 256 KiB: shorten or split it");
        }
        Ok(text)
    }

    fn control(&mut self, at: Position, path: &Path, c: char) {
        let message = match c {
            '\t' => "a tab stands inside this text: write \\t, or a space".to_owned(),
            '\r' => "a line break stands inside this text: write \\n".to_owned(),
            _ => format!("an invisible control character (U+{:04X}) stands inside this text: delete it", u32::from(c)),
        };
        self.tell(at, path, &message);
    }

    /// The character behind a backslash; none when it is wrong.
    fn escape(&mut self, at: Position, path: &Path) -> Option<char> {
        match self.bump()? {
            c @ ('"' | '\\' | '/') => Some(c),
            'b' => Some('\u{8}'),
            'f' => Some('\u{C}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'u' => self.unicode(at, path),
            c => {
                let message = format!(
                    "a backslash before {} means nothing: write two backslashes for a backslash",
                    quoted(&c.to_string())
                );
                self.tell(at, path, &message);
                None
            }
        }
    }

    fn unicode(&mut self, at: Position, path: &Path) -> Option<char> {
        let first = self.hex();
        let code = match first {
            Some(high @ 0xD800..=0xDBFF) => self.low().map(|low| 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)),
            _ => first,
        };
        let letter = code.and_then(char::from_u32);
        if letter.is_none() {
            self.tell(at, path, "\\u needs four digits or letters a to f that make a whole character (an emoji needs two such pairs): write the character itself");
        }
        letter
    }

    /// The second half of a character outside the basic plane.
    fn low(&mut self) -> Option<u32> {
        let mut ahead = self.rest.clone();
        if ahead.next() != Some('\\') || ahead.next() != Some('u') {
            return None;
        }
        self.bump();
        self.bump();
        self.hex().filter(|code| (0xDC00..=0xDFFF).contains(code))
    }

    fn hex(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + self.peek()?.to_digit(16)?;
            self.bump();
        }
        Some(code)
    }
}

/// Numbers and words.
impl Reader<'_> {
    fn number(&mut self, path: &Path) -> Value {
        let at = self.at;
        let token = self.token();
        if !is_number(&token) {
            let message = format!(
                "{} is not a number as JSON writes it (such as 12 or 3.5): mend it, or put it in quotation marks",
                quoted(&token)
            );
            self.tell(at, path, &message);
        } else if token.parse().is_ok_and(f64::is_infinite) {
            self.tell(at, path, "this number is too large: put it in quotation marks");
        }
        Value::Number(token)
    }

    fn word(&mut self, path: &Path) -> Value {
        let at = self.at;
        let token = self.token();
        match token.as_str() {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            "null" => return Value::Null,
            _ => {}
        }
        let advice = match token.to_ascii_lowercase().as_str() {
            "true" | "false" | "null" => "write it in small letters",
            "nan" | "infinity" | "none" | "nil" | "undefined" => "write null where nothing is known",
            _ => "put it in quotation marks",
        };
        self.tell(at, path, &format!("{} cannot stand here as it is: {advice}", quoted(&token)));
        Value::Null
    }

    fn token(&mut self) -> String {
        let mut token = String::new();
        while let Some(c) = self.peek().filter(|&c| c.is_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')) {
            token.push(c);
            self.bump();
        }
        token
    }
}

/// Blanks, and single characters.
impl Reader<'_> {
    fn space(&mut self, path: &Path) {
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' | '\n' | '\r' => {
                    self.bump();
                }
                '/' => {
                    if !self.comment(path) {
                        return;
                    }
                }
                c if c.is_whitespace() || c == '\u{FEFF}' => self.odd_blank(path, c),
                _ => return,
            }
        }
    }

    fn odd_blank(&mut self, path: &Path, c: char) {
        let message = format!(
            "a special blank (U+{:04X}) stands here, perhaps pasted from a web page: replace it by a space",
            u32::from(c)
        );
        self.tell(self.at, path, &message);
        self.bump();
    }

    /// Skips a comment; false when there is none.
    fn comment(&mut self, path: &Path) -> bool {
        let mut ahead = self.rest.clone();
        ahead.next();
        let end = match ahead.next() {
            Some('/') => "\n",
            Some('*') => "*/",
            _ => return false,
        };
        self.tell(self.at, path, "comments are not allowed in JSON: delete it");
        while self.peek().is_some() && !self.rest.as_str().starts_with(end) {
            self.bump();
        }
        end.chars().for_each(|_| {
            self.bump();
        });
        true
    }

    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.rest.next()?;
        if c == '\n' {
            self.at = Position { line: self.at.line + 1, column: 1 };
        } else {
            self.at.column += 1;
        }
        Some(c)
    }

    fn tell(&mut self, at: Position, path: &Path, message: &str) {
        self.faults.error(at, path, message);
    }

    fn stop<T>(&mut self, at: Position, path: &Path, message: &str) -> Reading<T> {
        self.tell(at, path, message);
        Err(Stop)
    }
}

fn misplaced(c: char) -> String {
    match c {
        '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' => {
            format!("{c} does not open a text: use the straight quotation mark \"")
        }
        ',' | ':' | ']' | '}' => format!("a value is missing before this {c}"),
        _ => format!("a value should stand here, not {}", quoted(&c.to_string())),
    }
}

/// Whether a token is a number of RFC 8259: `-12`, `3.50`, `1e6`; no leading zero or plus.
fn is_number(token: &str) -> bool {
    let unsigned = token.strip_prefix('-').unwrap_or(token);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    are_digits(whole) && (whole == "0" || !whole.starts_with('0')) && are_digits(fraction) && are_digits(exponent)
}

#[cfg(test)]
mod tests;
