use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::Widget as _;
use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory as _};

use super::*;

/// Sentences that must reach the screen as they are.
const SENTENCES: [&str; 12] = [
    "العنف القائم على النوع الاجتماعي: الإجراءات والأنشطة",
    "الْعُنْفُ ضِدَّ الْمَرْأَةِ",
    "می\u{200c}خواهم خانه\u{200c}های امن را ببینم",
    "שָׁלוֹם לכל הנשים",
    "ကျား၊ မ တန်းတူညီမျှမှုဆိုင်ရာ လုပ်ငန်းများ",
    "নারীর ক্ষমতায়ন ও ক্ষতি না করা",
    "ক\u{200d}্ষ র\u{200d}্যাব",
    "የሴቶች መብት፣ ጥበቃ።",
    "性别平等与妇女赋权。",
    "ស្ត្រី និងកុមារី",
    "ação à égalité — “voix” … ½ €",
    "👩🏽‍❤️‍💋‍👨🏽 ⚠️ 👨‍👩‍👧‍👦 🇪🇹",
];

/// What the terminal would be sent.
fn is_forbidden(c: char) -> bool {
    let category = c.general_category();
    let bad = matches!(
        category,
        Category::Control
            | Category::Format
            | Category::LineSeparator
            | Category::ParagraphSeparator
            | Category::Surrogate
            | Category::PrivateUse
            | Category::Unassigned
    );
    bad && !matches!(c, '\n' | '\u{200c}' | '\u{200d}')
}

/// The cells a buffer spends, by both ways of drawing in ratatui.
fn drawn(text: &str) -> [usize; 2] {
    let area = Rect::new(0, 0, 400, 1);
    let (end, _) = Buffer::empty(area).set_stringn(0, 0, text, 400, Style::new());
    let mut buffer = Buffer::empty(area);
    Span::raw(format!("{text}|")).render(area, &mut buffer);
    let bar = buffer.content().iter().rposition(|cell| cell.symbol() == "|");
    [usize::from(end), bar.unwrap_or(usize::MAX)]
}

#[test]
fn each_character_goes_to_its_tier() {
    let cases = [
        ("plain ~", "plain ~"),
        ("two\nlines\r\nthree\n", "two\nlines\nthree\n"),
        ("fake\rverdict", "fake␍verdict"),
        ("\r\r\n", "␍\n"),
        ("\u{1b}[31mred\u{7}", "␛[31mred␇"),
        ("\u{1b}]52;c;cm0=\u{1b}\\", "␛]52;c;cm0=␛\\"),
        ("nul\0 del\u{7f}", "nul␀ del␡"),
        ("\u{9b}31m \u{85}", "⟨U+009B⟩31m ⟨U+0085⟩"),
        ("a\u{202e}b\u{202c}\u{2066}c\u{2069}", "a⟨U+202E⟩b⟨U+202C⟩⟨U+2066⟩c⟨U+2069⟩"),
        ("\u{e0041}\u{e007f}", "⟨U+E0041⟩⟨U+E007F⟩"),
        // A letter carries them along: there they take no cell of their own.
        ("a\u{e0041}\u{e007f}", "a⟨U+E0041⟩⟨U+E007F⟩"),
        ("\u{2028}\u{2029}", "⟨U+2028⟩⟨U+2029⟩"),
        ("\u{e000}\u{10ffff}\u{fdd0}\u{378}", "⟨U+E000⟩⟨U+10FFFF⟩⟨U+FDD0⟩⟨U+0378⟩"),
        ("\u{2061}\u{180e}\u{fff9}", "⟨U+2061⟩⟨U+180E⟩⟨U+FFF9⟩"),
        ("a\u{200e}\u{200f}\u{61c}b\u{ad}c\u{2060}d\u{200b}e\u{feff}f", "abcdef"),
        ("a\u{200c}b\u{200d}c ❤\u{fe0f}☎\u{fe0e}", "a\u{200c}b\u{200d}c ❤\u{fe0f}☎\u{fe0e}"),
        ("\u{200d}a\n\u{200c}b\n\u{301}", "⟨U+200D⟩a\n⟨U+200C⟩b\n⟨U+0301⟩"),
        ("\u{1160}\u{3164}", "⟨U+1160⟩⟨U+3164⟩"),
        ("\tx\ty\n\tz", "    x   y\n    z"),
        ("abcd\te", "abcd    e"),
        ("性别\tx", "性别    x"),
        ("性\tx\u{200b}\ty", "性  x   y"),
    ];
    for (text, shown) in cases {
        assert_eq!(clean(text), shown, "{text:?}");
    }
}

#[test]
fn a_place_of_one_line_has_no_breaks() {
    let cases = [("a\r\nb\nc\td", "a b c d"), ("a\rb", "a␍b"), ("a\n\u{301}b", "a \u{301}b"), ("ok", "ok")];
    for (text, shown) in cases {
        assert_eq!(Shown::line(text).to_string(), shown);
    }
}

#[test]
fn the_left_out_are_counted() {
    assert_eq!(hidden("a\u{200e}\u{200f}\u{61c}b\u{ad}c\u{2060}d\u{200b}e\u{feff}f"), 7);
    assert_eq!(hidden("می\u{200c}خواهم \u{202e}\u{1b}"), 0);
}

#[test]
fn a_grapheme_has_an_end() {
    let zalgo = format!("a{}b", "\u{301}".repeat(100_000));
    assert_eq!(clean(&zalgo), format!("a{}…b", "\u{301}".repeat(15)));
    let hidden_between = format!("a{}", "\u{301}\u{200b}".repeat(1000));
    assert_eq!(clean(&hidden_between), format!("a{}…", "\u{301}".repeat(15)));
    let baseless = clean(&"\u{301}".repeat(1000)).into_owned();
    assert_eq!(baseless, format!("{}…", "⟨U+0301⟩".repeat(16)));
}

#[test]
fn sentences_of_all_scripts_stay_as_they_are() {
    for sentence in SENTENCES {
        assert!(matches!(clean(sentence), Cow::Borrowed(same) if same == sentence), "{sentence}");
        assert_eq!(hidden(sentence), 0);
    }
}

#[test]
fn width_is_what_the_buffer_spends() {
    let more = ["لا", "الإجراءات والأنشطة", "e\u{301}", "ｶﾞ", "中文", "⚠️", "क्ष्म", "", "abc", "ꙮ", "\u{a0}"];
    for text in SENTENCES.iter().chain(&more) {
        assert_eq!([width(text); 2], drawn(text), "{text}");
    }
    assert_eq!(width("لا"), 2);
}

#[test]
fn a_cut_text_says_so() {
    let cases = [
        ("evaluation", 10, "evaluation"),
        ("evaluation", 5, "eval…"),
        ("中文字", 5, "中文…"),
        ("中文字", 4, "中…"),
        ("中", 1, "…"),
        ("abc", 0, ""),
        ("", 0, ""),
        ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, "👨‍👩‍👧‍👦…"),
        ("a\nb", 3, "a b"),
    ];
    for (text, cells, cut) in cases {
        assert_eq!(truncate(text, cells), cut, "{text} {cells}");
    }
}

#[test]
fn a_range_widens_to_whole_graphemes() {
    let cases =
        [("aক্ষb", 1..4, 1..10), ("aক্ষb", 7..8, 1..10), ("abc", 1..2, 1..2), ("e\u{301}", 1..1, 0..3), ("", 3..9, 0..0)];
    for (text, range, whole) in cases {
        assert_eq!(whole_graphemes(text, range.clone()), whole, "{text} {range:?}");
    }
}

/// The rows with their indent, as they would be drawn.
fn rows(text: &str, width: u16) -> Vec<String> {
    let wrapped = Wrapped::new(text.to_owned(), width);
    (0..wrapped.len()).map(|row| " ".repeat(wrapped.indent(row).into()) + wrapped.row(row)).collect()
}

#[test]
fn words_wrap_at_white_space() {
    assert_eq!(rows("the quick  brown fox", 9), ["the quick", "brown fox"]);
    assert_eq!(rows("the quick  brown fox", 10), ["the quick", "brown fox"]);
    assert_eq!(rows("a\n\n \nb\n", 9), ["a", "", "", "b"]);
    assert_eq!(rows("", 9), [""; 0]);
    assert_eq!(rows("  indented  ", 20), ["  indented"]);
    assert_eq!(rows("no\u{a0}break here", 9), ["no\u{a0}break", "here"]);
}

#[test]
fn long_words_break_between_graphemes() {
    assert_eq!(rows("see abcdefgh", 5), ["see", "abcde", "fgh"]);
    assert_eq!(rows("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    assert_eq!(rows("ab c", 1), ["a", "b", "c"]);
    assert_eq!(rows("a中b", 1), ["a", "中", "b"]);
    assert_eq!(rows("ab", 0), ["a", "b"]);
}

#[test]
fn ideographs_fill_a_row_and_keep_their_closing_mark() {
    assert_eq!(rows("foo 性别平等与", 8), ["foo 性别", "平等与"]);
    assert_eq!(rows("性别平等。与", 8), ["性别平", "等。与"]);
}

#[test]
fn a_list_item_goes_on_under_its_text() {
    assert_eq!(rows("- one two three", 9), ["- one two", "  three"]);
    assert_eq!(rows("  * one two", 8), ["  * one", "    two"]);
    assert_eq!(rows("12. one two", 9), ["12. one", "    two"]);
    assert_eq!(rows("- abcdefgh", 5), ["-", "  abc", "  def", "  gh"]);
    assert_eq!(rows("- one", 3), ["-", "one"]);
    assert_eq!(rows("-5 is cold. 2024. x", 11), ["-5 is cold.", "2024. x"]);
}

#[test]
fn a_byte_knows_its_row() {
    let wrapped = Wrapped::new("one two\n\nthree".to_owned(), 4);
    assert_eq!((0..wrapped.len()).map(|row| wrapped.range(row)).collect::<Vec<_>>(), [0..3, 4..7, 8..8, 9..13, 13..14]);
    assert_eq!([0, 2, 3, 4, 8, 9, 13, 99].map(|byte| wrapped.row_of(byte)), [0, 0, 0, 1, 2, 3, 4, 4]);
    assert_eq!((wrapped.row(9), wrapped.indent(9), wrapped.range(9)), ("", 0, 14..14));
    assert_eq!(Wrapped::default().row_of(3), 0);
}

#[test]
fn a_long_text_has_rows_past_65535() {
    let wrapped = Wrapped::new("a\n".repeat(100_000), 80);
    assert_eq!((wrapped.len(), wrapped.row(99_999), wrapped.row_of(199_998)), (100_000, "a", 99_999));
}

/// Strings in which the hostile and the joining are common.
fn hostile() -> impl Strategy<Value = String> {
    const ODD: &str = "\0\u{1b}\r\n\t  - 1.\u{7f}\u{85}\u{9b}\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{202e}\u{2066}\u{2028}\u{feff}\u{fe0f}\u{301}\u{1160}\u{1100}\u{3164}\u{e0041}\u{e000}لا中。👩🏽🇪🇹क्ष\u{903}e";
    let odd = proptest::sample::select(ODD.chars().collect::<Vec<_>>());
    proptest::collection::vec(prop_oneof![4 => odd, 1 => any::<char>(), 2 => proptest::char::range('a', 'c')], 0..60)
        .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn nothing_forbidden_gets_out(text in hostile(), cells in 0..30usize) {
        let line = Shown::line(&text);
        prop_assert!(!clean(&text).contains(is_forbidden));
        prop_assert!(!line.as_str().contains(is_forbidden) && !line.as_str().contains('\n'));
        let cut = truncate(&text, cells);
        prop_assert!(!cut.contains(is_forbidden) && width(&cut) <= cells);
    }

    #[test]
    fn cleaning_twice_changes_nothing(text in hostile()) {
        let once = clean(&text);
        prop_assert_eq!(clean(&once), &*once);
    }

    #[test]
    fn every_grapheme_takes_a_cell_and_has_an_end(text in hostile()) {
        let cleaned = clean(&text);
        for grapheme in cleaned.graphemes(true).filter(|g| *g != "\n") {
            prop_assert!(width(grapheme) > 0);
            prop_assert!(grapheme.chars().filter(|c| *c != '…').count() <= 16);
        }
    }

    #[test]
    fn the_shortcut_splits_as_the_tables_do(text in hostile()) {
        prop_assert_eq!(graphemes(&text).collect::<Vec<_>>(), text.graphemes(true).collect::<Vec<_>>());
    }

    #[test]
    fn a_widened_range_holds_the_range(text in hostile(), from in 0..80usize, len in 0..9usize) {
        let whole = whole_graphemes(&text, from..from + len);
        prop_assert!(text.get(whole.clone()).is_some());
        prop_assert!(whole.start <= from && whole.end >= text.len().min(from + len));
    }

    #[test]
    fn a_shown_line_is_as_wide_as_drawn(text in hostile()) {
        let line = Shown::line(&text);
        prop_assume!(line.width() < 390);
        prop_assert_eq!([line.width(); 2], drawn(line.as_str()));
    }

    #[test]
    fn rows_fit_and_lose_nothing(text in hostile(), columns in 0..20u16) {
        let wrapped = Wrapped::new(text, columns);
        let mut shown = 0;
        for row in 0..wrapped.len() {
            let (range, text) = (wrapped.range(row), wrapped.row(row));
            let room = usize::from(columns.max(1) - wrapped.indent(row));
            prop_assert!(width(text) <= room || graphemes(text).count() == 1, "{:?}", text);
            let between = wrapped.text().get(shown..range.start);
            prop_assert!(between.is_some_and(|gap| gap.trim().is_empty()), "{:?}", between);
            prop_assert!(text.is_empty() || wrapped.row_of(range.start) == row);
            shown = range.end;
        }
        prop_assert_eq!(wrapped.text().get(shown..).map(str::trim), Some(""));
    }
}

#[test]
fn a_quote_is_found_in_the_part_it_was_taken_from() {
    let text = "Éclairage au site A. Éclairage au site B. Éclairage au site C.";
    let folded = fold(text);
    let second = text.find("site A. ").unwrap() + "site A. ".len();
    let part = second..text.find(" Éclairage au site C").unwrap();
    let found = folded.find_in("eclairage au SITE", &part).unwrap();
    assert_eq!((found.start, text.get(found)), (second, Some("Éclairage au site")));
    assert_eq!(folded.find_in("site C", &part), None);
    assert_eq!(folded.find_in(" ", &part), None);
}

#[test]
fn what_is_said_has_one_line_that_begins_at_the_edge() {
    for (text, wanted) in [
        ("one line", "one line"),
        ("a\nWritten: b", "a\n  Written: b"),
        ("a:\n  line 3\n\nb\n", "a:\n  line 3\n\n  b"),
        ("a\r\u{1b}[2J", "a␍␛[2J"),
        ("", ""),
    ] {
        assert_eq!(set_in(text), wanted, "{text:?}");
    }
}
