//! What a cell holds of a text.

use std::borrow::Cow;

/// What a cell holds at most, in the units that Excel counts: those of UTF-16.
const MOST: usize = 32_767;

/// The text, or as much of it as fits with a mark that says how long it was.
pub fn fitting(text: &str) -> Cow<'_, str> {
    // No text has more units than bytes.
    if text.len() <= MOST || units(text) <= MOST {
        return Cow::Borrowed(text);
    }
    let mark = format!("…[cut, {} characters, see JSON]", grouped(text.chars().count()));
    let room = MOST - units(&mark);
    let mut used = 0;
    let fits = |c: &char| {
        used += c.len_utf16();
        used <= room
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push_str(&mark);
    Cow::Owned(cut)
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// With a comma between the thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let comma = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.chars().enumerate().flat_map(|(at, digit)| comma(at).then_some(',').into_iter().chain([digit])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_stays_and_a_longer_one_says_how_long_it_was() {
        let fits = "a".repeat(MOST);
        assert_eq!(fitting(&fits), fits.as_str());
        let cut = fitting(&"é".repeat(40_112)).into_owned();
        assert!(cut.ends_with("é…[cut, 40,112 characters, see JSON]"));
        assert_eq!(units(&cut), MOST);
    }

    #[test]
    fn a_pair_of_units_is_not_taken_apart() {
        let cut = fitting(&"🙂".repeat(20_000)).into_owned();
        assert!(units(&cut) <= MOST && cut.contains("🙂…[cut, 20,000"));
    }

    #[test]
    fn thousands_stand_apart() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (40_112, "40,112"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }
}
