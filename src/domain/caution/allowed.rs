//! The contacts that a team allows in its texts: the list as the team writes it, and where they stand in a text.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::super::check::{Fault, FaultPath, Faults, Position};
use super::arabic::digit;
use super::contact::{ENOUGH, is_mail, of, pieces};

/// What may stand between the digits of a phone number.
const JOINTS: [char; 10] = [' ', '-', '(', ')', '.', '\u{a0}', '\u{202f}', '‐', '‑', '–'];

/// What ends an address, or stands before it, and can be no part of it.
const BORDERS: [char; 14] = [',', ';', ':', '<', '>', '(', ')', '[', ']', '"', '«', '»', '“', '”'];

/// From 116 to as many digits as are ever taken for a phone number.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=16;

const NO_CONTACT: &str = "neither an e-mail address nor a phone number, so nothing is allowed there: write one a line, \
                          and what it is behind a #";

const NO_TEXT: &str = "the file is not plain text in UTF-8, so it allows nothing: save it again as such";

/// E-mail addresses and phone numbers of offices and hotlines, which are no caution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Addresses in small letters, numbers by their digits.
    contacts: HashSet<String>,
}

impl Allowed {
    /// Reads a list, one contact a line. A faulty line allows nothing; the others serve.
    #[must_use]
    pub fn read(bytes: &[u8]) -> (Self, Vec<Fault>) {
        // A comment may be in an older encoding: its lost letters are compared with nothing.
        let text = String::from_utf8_lossy(bytes);
        let (mut contacts, mut faults) = (HashSet::new(), Faults::default());
        if text.contains('\0') {
            faults.error(Position::START, &FaultPath::ROOT, NO_TEXT);
            return (Self::default(), faults.into_list());
        }
        for (line, number) in text.lines().zip(1..) {
            let said = line.split('#').next().unwrap_or_default().trim_matches(is_blank);
            let known = address(said).or_else(|| phone(said));
            if known.is_none() && !said.is_empty() {
                faults.error(Position { line: number, column: 1 }, &FaultPath::ROOT, NO_CONTACT);
            }
            contacts.extend(known);
        }
        (Self { contacts }, faults.into_list())
    }

    /// The text with each allowed contact blanked, byte for byte: what is left is looked at as if it stood alone.
    pub(super) fn blanked<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut rest = Cow::Borrowed(text);
        if self.contacts.is_empty() {
            return rest;
        }
        for range in self.addresses(text).into_iter().chain(self.numbers(text)) {
            rest.to_mut().replace_range(range.clone(), &"_".repeat(range.len()));
        }
        rest
    }

    fn addresses(&self, text: &str) -> Vec<Range<usize>> {
        let ends = |c: char| c.is_whitespace() || BORDERS.contains(&c);
        let is_address = |range: &Range<usize>| of(text, range).contains('@');
        let known = |range: &Range<usize>| is_address(range) && self.contacts.contains(&of(text, range).to_lowercase());
        pieces(text, ends).into_iter().map(|range| unquoted(text, range)).filter(known).collect()
    }

    fn numbers(&self, text: &str) -> Vec<Range<usize>> {
        let ends = |c: char| !is_digit(c) && !JOINTS.contains(&c);
        pieces(text, ends).into_iter().filter_map(|range| self.number(text, &range)).collect()
    }

    fn number(&self, text: &str, range: &Range<usize>) -> Option<Range<usize>> {
        let all = from_digit_to_digit(text, range)?;
        let allows = |range: &Range<usize>| self.contacts.contains(&digits(of(text, range))) && is_whole(text, range);
        [Some(all.clone()), before_aside(text, &all)].into_iter().flatten().find(allows)
    }
}

/// White space, and the marks that do not show and that come along when a number is copied from a list of contacts.
fn is_blank(c: char) -> bool {
    let marks = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    c.is_whitespace() || marks
}

/// An address in small letters.
fn address(line: &str) -> Option<String> {
    let is_foreign = |c: char| c.is_whitespace() || c == char::REPLACEMENT_CHARACTER || BORDERS.contains(&c);
    let is_one = line.matches('@').count() == 1 && !line.contains(is_foreign);
    let is_bare = unquoted(line, 0..line.len()) == (0..line.len());
    (is_one && is_bare && is_mail(line)).then(|| line.to_lowercase())
}

/// A phone number by its digits.
fn phone(line: &str) -> Option<String> {
    let digits = digits(line);
    let rest = line.trim_start_matches(JOINTS).strip_prefix('+').unwrap_or(line);
    let is_number = rest.chars().all(|c| is_digit(c) || JOINTS.contains(&c));
    (is_number && DIGITS.contains(&digits.len())).then_some(digits)
}

fn digits(text: &str) -> String {
    text.chars().map(digit).filter(char::is_ascii_digit).collect()
}

fn is_digit(c: char) -> bool {
    digit(c).is_ascii_digit()
}

/// Without the quotation marks around it, and the full stop of the sentence. Any other mark could be part of the address.
fn unquoted(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = of(text, &range);
    let begun = piece.trim_start_matches(|c: char| matches!(c, '\'' | '‘' | '’') || is_blank(c));
    let start = range.end - begun.len();
    start..start + begun.trim_end_matches(|c: char| !c.is_alphanumeric()).len()
}

fn from_digit_to_digit(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let begun = of(text, range).trim_start_matches(|c| !is_digit(c));
    let start = range.end - begun.len();
    let number = begun.trim_end_matches(|c| !is_digit(c));
    (!number.is_empty()).then(|| start..start + number.len())
}

/// The number in “0800 000 000 (24/7)” and in “0800 000 000. 12 people”.
fn before_aside(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let number = of(text, range);
    let end = [" (", ". "].iter().filter_map(|aside| number.find(aside)).min()?;
    (digits(number.get(..end)?).len() >= ENOUGH).then_some(range.start..range.start + end)
}

/// Whether it is no part of a longer number, or of an address that begins with one.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default().rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default().split(char::is_whitespace).next().unwrap_or_default();
    let goes_on = |c: char| c.is_numeric() || c == '@';
    let joined = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
    !joined && !before.contains(goes_on) && !after.contains(goes_on)
}

#[cfg(test)]
mod tests {
    use super::super::{Class, classes, look};
    use super::*;

    const LIST: &str = "\
# Invented, as everything here.
help@x.example
Focal.Point@Office.example   # the office in Rivertown
+000 12 345 678              # hotline
0800-000-001
116
117
";

    fn allowed() -> Allowed {
        let (allowed, faults) = Allowed::read(LIST.as_bytes());
        assert_eq!(faults, []);
        allowed
    }

    fn read(list: &str) -> (Vec<String>, Vec<usize>) {
        let (allowed, faults) = Allowed::read(list.as_bytes());
        let mut contacts: Vec<_> = allowed.contacts.into_iter().collect();
        contacts.sort();
        (contacts, faults.iter().map(|fault| fault.at.line).collect())
    }

    #[test]
    fn a_line_is_an_address_or_a_number_or_a_fault() {
        let good = [
            ("help@x.example", "help@x.example"),
            ("  Help@X.Example  ", "help@x.example"),
            ("help.desk+gbv@x.example # who reads it", "help.desk+gbv@x.example"),
            ("+000 12 345 678", "00012345678"),
            ("(0800) 000.001#hotline", "0800000001"),
            ("0800\u{a0}000–001", "0800000001"),
            ("(+000) 12-345", "00012345"),
            ("116", "116"),
            ("٠٨٠٠ ٠٠٠ ٠٠١", "0800000001"),
            ("\u{202a}+000 12 345\u{202c}", "00012345"),
            ("\u{200f}help@x.example\u{200e} # office", "help@x.example"),
        ];
        for (line, contact) in good {
            assert_eq!(read(line), (vec![contact.to_owned()], vec![]), "{line}");
        }
        let faulty = [
            "Office: help@x.example",
            "help@x.example, desk@x.example",
            "help@x.example;desk@x.example",
            "<help@x.example>",
            "help@x.example.",
            "help at x.example",
            "@x.example",
            "help@x",
            "a@b@x.example",
            "12",
            "0000 0000 0000 0000 0",
            "0800 000 001 / 0800 000 002",
            "0800 000 001 ext 2",
            "000+12345",
            "++00012345",
            "hotline",
            "-",
        ];
        for line in faulty {
            assert_eq!(read(line), (vec![], vec![1]), "{line}");
        }
        for nothing in ["", "\n \n\t\r\n", "# help@x.example\n   #116"] {
            assert_eq!(read(nothing), (vec![], vec![]), "{nothing:?}");
        }
    }

    #[test]
    fn every_fault_is_told_with_its_line_and_the_other_lines_serve() {
        let list = "\u{feff}help@x.example\r\nnobody\r\n\r\n116\r\nAnnex 3\r\n";
        assert_eq!(read(list), (vec!["116".to_owned(), "help@x.example".to_owned()], vec![2, 5]));
        let (_, faults) = Allowed::read(list.as_bytes());
        assert!(faults.iter().all(|fault| fault.message.contains("write one a line")), "{faults:?}");
        let (many, faults) = Allowed::read("?\n".repeat(3000).as_bytes());
        assert_eq!((many, faults.len()), (Allowed::default(), 1001));
    }

    #[test]
    fn a_comment_may_be_in_an_older_encoding_and_another_kind_of_file_is_said() {
        let (allowed, faults) = Allowed::read(b"116 # Gen\xe8ve\nhelp\xe8@x.example\nhelp@x.example\n");
        assert_eq!((allowed.contacts.len(), faults.len(), faults[0].at.line), (2, 1, 2));
        let utf16: Vec<u8> = "116\n117\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (allowed, faults) = Allowed::read(&utf16);
        assert_eq!((allowed, faults.len()), (Allowed::default(), 1));
        assert!(faults[0].message.contains("UTF-8"), "{faults:?}");
    }

    /// Each holds nothing but contacts of the list.
    const PASS: &[&str] = &[
        "Write to help@x.example about it.",
        "Write to HELP@x.example, or focal.point@office.EXAMPLE.",
        "“help@x.example” (help@x.example) <help@x.example>; 'help@x.example'!",
        "The mailbox mailto:help@x.example is named.",
        "The mailbox \u{202a}help@x.example\u{202c} and the hotline \u{202a}+000 12 345 678\u{202c} are named.",
        "help@x.example,focal.point@office.example",
        "The hotline is +000 12 345 678.",
        "The hotline is +00012345678, day and night.",
        "Call (+000) 12-345-678 or 0800 000 001.",
        "Call 0800.000.001 or 000 12 345 678 for the focal point.",
        "Tel. 0800 000 001, 24 hours a day.",
        "Tel. 0800 000 001 (24/7).",
        "The hotline +000 12 345 678 (24/7) is named.",
        "Call 0800 000 001. 12 people answer.",
        "Tél. 0800\u{a0}000\u{a0}001.",
        "هاتف ٠٨٠٠ ٠٠٠ ٠٠١.",
        "Call 116, 117, 116 117 or 116.",
        "+000 12 345 678\n+000 12 345 678",
    ];

    /// Each is cautioned against with the list as without it.
    const STAND: &[&str] = &[
        "Write to nohelp@x.example about it.",
        "Write to no-help@x.example or no_help@x.example.",
        "Write to _help@x.example, +help@x.example or no.help@x.example.",
        "Write to no’help@x.example or no'help@x.example.",
        "Write to no\u{200b}help@x.example.",
        "Write to help@x.example.org or help@x.examples.",
        "Write to help@sub.x.example.",
        "Write to help@x.example and to zuna@x.example.",
        "help@x.example/zuna@x.example",
        "help@x.example,zuna@x.example",
        "00012345678@x.example",
        "The number is +000 12 345 6789.",
        "The number is +000 12 345 678 9.",
        "The number is +1000 12 345 678.",
        "The number is 1+000 12 345 678.",
        "The number is +000 12 345 67.",
        "The number is +000 12 345 678/79.",
        "The number is +000 12 345 678x9.",
        "The number is +000 12 345 678 or +000 12 345 679.",
        "Call 0800 000 001 or 0700 000 002.",
        "Call 0800 000 001 (at night 0700 000 002).",
        "Call 10800 000 001.",
        "Call 0800 000 0012.",
        "Call 0800 000 001 2.",
        "Call 2 0800 000 001.",
        "Call 0700 000 002 or 0800 000 001.",
        "Call 116 0700 000 002.",
        "هاتف ٠٨٠٠ ٠٠٠ ٠٠١٢.",
        "Call 117 116 117.",
        "Call 0800 0800000001.",
    ];

    #[test]
    fn a_whole_contact_of_the_list_is_no_caution() {
        let allowed = allowed();
        for text in PASS {
            assert_eq!(classes(text, &allowed), [], "{text}");
            let is_found = classes(text, &Allowed::default()) == [Class::Contact];
            assert!(is_found || text.starts_with("Call 116"), "without the list: {text}");
        }
    }

    #[test]
    fn a_part_of_a_contact_and_a_contact_beside_it_stand() {
        let allowed = allowed();
        for text in STAND {
            assert_eq!(classes(text, &Allowed::default()), [Class::Contact], "without the list: {text}");
            assert_eq!(classes(text, &allowed), [Class::Contact], "{text}");
        }
    }

    #[test]
    fn what_stands_beside_an_allowed_contact_is_marked_where_it_is() {
        let text = "Écrire à help@x.example, +000 12 345 678, ou à zuna@x.example.";
        let found: Vec<_> =
            look(text, &allowed()).into_iter().map(|caution| of(text, &caution.range).to_owned()).collect();
        assert_eq!(found, ["zuna@x.example."]);
    }

    #[test]
    fn the_list_allows_no_number_of_a_case_no_day_of_birth_and_no_place() {
        let list = "12345\n998877\n342010\n3042010\n485165\n3158247\n4851653158247\n123 45 678 90\n12345678\n";
        let (allowed, faults) = Allowed::read(list.as_bytes());
        assert_eq!(faults, []);
        let numbers = [
            "See case no. 12345 in the annex.",
            "Her registration number is 998877.",
            "The survivor 12345678 is listed.",
            "She was born on 3/4/2010.",
            "Née le 3.04.2010 selon l’annexe.",
            "The house is at 4.85165, 31.58247.",
            "The point is 4.85165,31.58247 on the map.",
            "GPS lat 4.85165 is given.",
            "The code 123-45C67890 is printed.",
        ];
        for text in numbers {
            assert_eq!(classes(text, &Allowed::default()), [Class::Contact], "without the list: {text}");
            assert_eq!(classes(text, &allowed), [Class::Contact], "{text}");
        }
    }

    #[test]
    fn other_classes_in_the_same_sentence_stand() {
        let (allowed, _) = Allowed::read(b"help@x.example\n0800 000 001\n116\n140\n014\n");
        let others = [
            ("The girl, 14, wrote to help@x.example.", Class::Person),
            ("The girl, 014, wrote to help@x.example.", Class::Person),
            ("Mrs Zunari answers at help@x.example.", Class::Person),
            ("She was raped near the office, call 0800 000 001.", Class::Incident),
            ("The driver asked for sex, call 0800 000 001.", Class::Allegation),
            ("Call 0800 000 001 about 116 cases.", Class::Count),
            ("The safe house is on Mill Street, 140, call 0800 000 001.", Class::SafeHouse),
            ("Illegal migrants write to help@x.example.", Class::Label),
        ];
        for (text, class) in others {
            assert!(classes(text, &Allowed::default()).contains(&Class::Contact), "without the list: {text}");
            assert_eq!(classes(text, &allowed), [class], "{text}");
        }
    }
}
