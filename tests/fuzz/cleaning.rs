//! Cleaning: nothing that drives a terminal is left, what is clean stays as it is, and every measure agrees.

use appraise::text::{Shown, Wrapped, clean, fold, hidden, truncate, width};
use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory as _};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::campaign::{Dice, run, seeds};
use crate::text::drawn;

/// How many run with every test.
const USUAL: u64 = 20_000;

#[test]
fn cleaning() {
    run("cleaning", seeds(USUAL), |seed| {
        let dice = &mut Dice::of(seed);
        let text = drawn(dice);
        let cleaned = clean(&text);
        let forbidden = cleaned.chars().find(|c| is_forbidden(*c));
        assert_eq!(forbidden, None, "{text:?}");
        assert_eq!(clean(&cleaned), cleaned, "cleaning twice: {text:?}");
        assert!(hidden(&cleaned) == 0, "{text:?}");
        assert!(cleaned.graphemes(true).all(|grapheme| grapheme.chars().count() <= 17), "{text:?}");
        is_one_line(&text, dice);
        is_wrapped(&cleaned, dice);
        finds_itself(&text, dice);
    });
}

/// By the standard's own categories, not by the program's list.
fn is_forbidden(c: char) -> bool {
    let joins = matches!(c, '\u{200c}' | '\u{200d}');
    let acts = matches!(
        c.general_category(),
        Category::Control
            | Category::Format
            | Category::LineSeparator
            | Category::ParagraphSeparator
            | Category::PrivateUse
            | Category::Unassigned
    );
    acts && c != '\n' && !joins
}

fn is_one_line(text: &str, dice: &mut Dice) {
    let line = Shown::line(text);
    assert!(!line.as_str().contains('\n'), "{text:?}");
    let cells = dice.roll(30);
    assert!(width(&truncate(line.as_str(), cells)) <= cells, "{text:?} in {cells}");
}

fn is_wrapped(cleaned: &str, dice: &mut Dice) {
    let across = u16::try_from(2 + dice.roll(40)).unwrap();
    let wrapped = Wrapped::of_clean(cleaned.to_owned(), across);
    for at in 0..wrapped.len() {
        let row = wrapped.row(at);
        let fits = width(row) + usize::from(wrapped.indent(at)) <= usize::from(across);
        assert!(fits || row.graphemes(true).count() == 1, "{row:?} of {cleaned:?} in {across}");
        assert!(!row.contains('\n'), "{cleaned:?}");
    }
}

/// A place found in a folded text is a place of the text.
fn finds_itself(text: &str, dice: &mut Dice) {
    let query: String = text.chars().skip(dice.roll(8)).take(1 + dice.roll(5)).collect();
    for place in fold(text).find(&query) {
        assert!(text.get(place.clone()).is_some(), "{query:?} at {place:?} in {text:?}");
    }
}
