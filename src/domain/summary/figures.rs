//! How numbers are written in a language.

use super::words::Language;
use super::{Days, table};

/// The marks between the digits of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    group: &'static str,
    /// Numbers of fewer digits are not grouped.
    from_digits: usize,
    point: &'static str,
    percent: &'static str,
}

impl Figures {
    /// Digits and nothing between them.
    pub const PLAIN: Self = Self { group: "", from_digits: usize::MAX, point: ".", percent: " %" };

    /// As texts of the United Nations are printed: 1,234 · 1 234 · 1234 and 12 345; the spaces do not break.
    #[must_use]
    pub const fn of(language: Language) -> Self {
        match language {
            Language::English => Self { group: ",", from_digits: 4, point: ".", percent: "\u{a0}%" },
            Language::French => Self { group: "\u{202f}", from_digits: 4, point: ",", percent: "\u{a0}%" },
            Language::Spanish => Self { group: "\u{202f}", from_digits: 5, point: ",", percent: "\u{a0}%" },
        }
    }

    /// A number of something.
    #[must_use]
    pub fn count(self, count: usize) -> String {
        let digits = count.to_string();
        if digits.len() < self.from_digits {
            return digits;
        }
        let mut out = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push_str(self.group);
            }
            out.push(digit);
        }
        out
    }

    /// Days and halves of days.
    #[must_use]
    pub fn days(self, days: Days) -> String {
        days.to_string().replace('.', self.point)
    }

    /// So many of a hundred.
    #[must_use]
    pub fn percent(self, percent: usize) -> String {
        format!("{}{}", self.count(percent), self.percent)
    }

    /// The share of a number in another.
    #[must_use]
    pub fn share(self, part: usize, of: usize) -> String {
        self.percent(table::percent(part, of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::summary::Spread;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        let cases = [
            (999, "999", "999", "999"),
            (1234, "1,234", "1\u{202f}234", "1234"),
            (12345, "12,345", "12\u{202f}345", "12\u{202f}345"),
            (1_234_567, "1,234,567", "1\u{202f}234\u{202f}567", "1\u{202f}234\u{202f}567"),
        ];
        for (count, en, fr, es) in cases {
            let written = Language::ALL.iter().map(|language| Figures::of(*language).count(count));
            assert_eq!(written.collect::<Vec<_>>(), [en, fr, es]);
        }
        assert_eq!(Figures::PLAIN.count(1_234_567), "1234567");
    }

    #[test]
    fn halves_and_per_cent_have_their_marks() {
        let half = Spread::of(vec![3, 4]).median.unwrap();
        let written = Language::ALL.iter().map(|language| Figures::of(*language).days(half));
        assert_eq!(written.collect::<Vec<_>>(), ["3.5", "3,5", "3,5"]);
        assert_eq!(Figures::of(Language::French).share(268, 412), "65\u{a0}%");
        assert_eq!(Figures::PLAIN.share(268, 412), "65 %");
    }
}
