//! A pattern: the shape of a text, as the schemas write it, with its meaning in plain words.

/// A shape that a text must have.
pub(super) struct Pattern {
    /// The regular expression as it stands in the schemas (ECMA-262, as JSON Schema asks for).
    pub(super) regex: &'static str,
    /// What the text must be, after "is not".
    pub(super) words: &'static str,
    /// Whether a text has the shape; may be stricter than the expression (31 February).
    pub(super) matches: fn(&str) -> bool,
}

/// Every pattern that the schemas use; a test holds them to this list.
pub(super) const PATTERNS: [Pattern; 8] = [
    Pattern {
        regex: "^[a-z0-9][a-z0-9-]{0,63}$",
        words: "an id: 1 to 64 small letters a to z, digits and hyphens, not beginning with a hyphen, such as ssd-crp-2025",
        matches: is_slug,
    },
    Pattern {
        regex: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        words: "a date such as 2025-01-31 (year, month, day)",
        matches: is_date,
    },
    Pattern {
        regex: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z$",
        words: "a date and time in UTC such as 2025-01-31T09:05:00Z",
        matches: is_instant,
    },
    Pattern {
        regex: "^[0-9a-f]{64}$",
        words: "a SHA-256 sum: 64 of the digits 0 to 9 and the small letters a to f",
        matches: is_sha256,
    },
    Pattern {
        regex: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        words: "a UUID such as 019a9c3e-5b7a-7c11-8d3e-2f6a9b0c1d2e, in small letters",
        matches: is_uuid,
    },
    Pattern {
        regex: "^[0-9]{1,15}(\\.[0-9]{1,4})?$",
        words: "an amount such as 200000.06: digits with a decimal point, without currency or separators",
        matches: is_amount,
    },
    Pattern { regex: "^[A-Z]{3}$", words: "a code of three capital letters, such as SSD or USD", matches: is_alpha3 },
    Pattern {
        regex: "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$",
        words: "a version such as 1.0.0 (three numbers)",
        matches: is_version,
    },
];

/// The pattern with this regular expression.
pub(super) fn find(regex: &str) -> Option<&'static Pattern> {
    PATTERNS.iter().find(|pattern| pattern.regex == regex)
}

/// Whether a text is a day of the calendar, `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-').map(number_of);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Some((year, 4))), Some(Some((month, 2))), Some(Some((day, 2))), None) => {
            (1..=days_in(year, month)).contains(&day)
        }
        _ => false,
    }
}

/// Whether a text is an instant of RFC 3339 in UTC, with `Z`; a leap second (60) is accepted.
pub(super) fn is_instant(text: &str) -> bool {
    text.strip_suffix('Z')
        .and_then(|rest| rest.split_once('T'))
        .is_some_and(|(date, time)| is_date(date) && is_time(time))
}

fn is_time(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = whole.split(':').map(number_of);
    let clock = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Some((hour, 2))), Some(Some((minute, 2))), Some(Some((second, 2))), None) => {
            hour < 24 && minute < 60 && second <= 60
        }
        _ => false,
    };
    clock && (1..=9).contains(&fraction.len()) && are_digits(fraction)
}

/// The number in at most four digits, and how many digits it has.
fn number_of(text: &str) -> Option<(u32, usize)> {
    let is_number = text.len() <= 4 && are_digits(text);
    is_number.then(|| text.parse().ok().map(|number| (number, text.len()))).flatten()
}

fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    }
}

fn is_slug(text: &str) -> bool {
    let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    text.len() <= 64 && text.bytes().next().is_some_and(is_letter) && text.bytes().all(|b| is_letter(b) || b == b'-')
}

fn is_sha256(text: &str) -> bool {
    is_hex(text, 64)
}

fn is_uuid(text: &str) -> bool {
    text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && text.split('-').all(|part| is_hex(part, part.len()))
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a text is an amount of money: at most 15 digits, and four behind a point.
#[must_use]
pub fn is_amount(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    are_digits(whole) && whole.len() <= 15 && are_digits(part) && part.len() <= 4
}

fn is_alpha3(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_version(text: &str) -> bool {
    let is_number = |part: &str| are_digits(part) && (part == "0" || !part.starts_with('0'));
    text.split('.').count() == 3 && text.split('.').all(is_number)
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(matches: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(matches(text), "{text} is good");
        }
        for text in bad {
            assert!(!matches(text), "{text} is bad");
        }
    }

    #[test]
    fn slugs() {
        let (longest, longer) = ("a".repeat(64), "a".repeat(65));
        hold(is_slug, &["a", "0-", "ssd-crp-2025", &longest], &["", "-a", "A", "a_b", "é", "a b", "a/b", &longer]);
    }

    #[test]
    fn dates() {
        let good = ["2025-01-31", "2024-02-29", "2000-02-29", "2025-12-31"];
        let bad = ["", "2025-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-01", "2025-01-00", "2025-1-01"];
        hold(is_date, &good, &bad);
        hold(
            is_date,
            &[],
            &["25-01-01", "2025-01-01-", "2025-01-01T", "+025-01-01", "2025‑01‑01", "31/01/2025", "2025-01"],
        );
    }

    #[test]
    fn instants() {
        let good = ["2025-01-13T09:02:11Z", "2025-01-13T23:59:60Z", "2025-01-13T00:00:00.123456789Z"];
        let bad = [
            "2025-01-13T24:00:00Z",
            "2025-01-13T09:60:00Z",
            "2025-01-13T09:02:61Z",
            "2025-01-13T09:02:11",
            "2025-01-13",
        ];
        hold(is_instant, &good, &bad);
        hold(
            is_instant,
            &[],
            &["2025-01-13T09:02:11+00:00", "2025-01-13t09:02:11z", "2025-01-13T09:02:11.Z", "2025-02-30T09:02:11Z"],
        );
    }

    #[test]
    fn sums_and_uuids() {
        hold(is_sha256, &[&"0a".repeat(32)], &["", &"0A".repeat(32), &"0a".repeat(31), &"0g".repeat(32)]);
        let good = "019a9c3e-5b7a-7c11-8d3e-2f6a9b0c1d2e";
        let bad = ["019a9c3e", "019A9c3e-5b7a-7c11-8d3e-2f6a9b0c1d2e", "019a9c3e5-b7a-7c11-8d3e-2f6a9b0c1d2e", ""];
        hold(is_uuid, &[good], &bad);
    }

    #[test]
    fn amounts_codes_and_versions() {
        hold(
            is_amount,
            &["0", "200000.06", "123456789012345.1234"],
            &["", ".5", "5.", "-1", "1,000", "1e3", "1234567890123456", "1.12345"],
        );
        hold(is_alpha3, &["SSD"], &["ssd", "SS", "SSDX", "", "S1D"]);
        hold(is_version, &["1.0.0", "0.10.2"], &["1.0", "1.0.0.0", "01.0.0", "1..0", "1.0.0-beta", ""]);
    }

    #[test]
    fn each_pattern_is_found_by_its_expression_alone() {
        assert!(PATTERNS.iter().all(|pattern| find(pattern.regex).is_some_and(|found| found.words == pattern.words)));
        assert!(find("^x$").is_none());
    }
}
