use proptest::prelude::*;

use super::*;

/// What is found, as it reads in the original.
fn finds<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
    cut(text, fold(text).find(query))
}

fn finds_terms<'a>(text: &'a str, terms: &[&str]) -> Vec<&'a str> {
    let terms: Vec<Term> = terms.iter().filter_map(|term| Term::parse(term)).collect();
    cut(text, fold(text).find_terms(&terms))
}

fn cut(text: &str, ranges: Vec<Range<usize>>) -> Vec<&str> {
    ranges.into_iter().map(|range| text.get(range).unwrap_or("split!")).collect()
}

#[test]
fn what_folds_to_what() {
    let cases = [
        ("", ""),
        ("Évaluation", "evaluation"),
        ("e\u{301}gal", "egal"),
        ("STRAẞE Straße", "strasse strasse"),
        ("ﬁnance eﬀort", "finance effort"),
        ("İstanbul ısı", "istanbul isi"),
        ("Łódź søster đak", "lodz soster dak"),
        ("œuvre Æsop", "oeuvre aesop"),
        ("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"),
        ("Ёлка", "елка"),
        ("women’s “voice” «x»", "women's \"voice\" \"x\""),
        ("a–b—c−d‑e", "a-b-c-d-e"),
        ("a \r\n\t\u{a0}\u{202f} b", "a b"),
        ("co\u{ad}oper\u{200b}ate\u{feff}", "cooperate"),
    ];
    for (text, folded) in cases {
        assert_eq!(fold(text).text(), folded, "{text:?}");
    }
}

#[test]
fn other_scripts_keep_their_marks_and_joiners() {
    let texts = [
        "كُتُب العنف",
        "می\u{200c}خواهم",
        "שָׁלוֹם",
        "လုပ်ငန်းများကို",
        "নারীর ক্ষমতায়ন",
        "የሴቶች መብት",
        "性别平等",
        "สิทธิสตรี",
        "한국어",
    ];
    for text in texts {
        use unicode_normalization::UnicodeNormalization as _;
        assert_eq!(fold(text).text(), text.nfd().collect::<String>());
    }
}

#[test]
fn two_ways_of_typing_the_same_marks_find_each_other() {
    assert_eq!(finds("x ش\u{651}\u{64e} y", "ش\u{64e}\u{651}"), ["ش\u{651}\u{64e}"]);
    assert_eq!(finds("x \u{9cb} y", "\u{9c7}\u{9be}"), ["\u{9cb}"]);
}

#[test]
fn matches_are_marked_in_the_original() {
    assert_eq!(finds("L’Égalité, égalité", "egalite"), ["Égalité", "égalité"]);
    assert_eq!(finds("cafe\u{301} x", "cafe"), ["cafe\u{301}"]);
    assert_eq!(finds("Straße", "stras"), ["Straß"]);
    assert_eq!(finds("Straße", "s"), ["S", "ß"]);
    assert_eq!(finds("the ﬁnance", "inance"), ["ﬁnance"]);
    assert_eq!(finds("İstanbul", "istan"), ["İstan"]);
    assert_eq!(finds("gender \r\n  analysis", "R A"), ["r \r\n  a"]);
    assert_eq!(finds("co\u{ad}operate", "cooperate"), ["co\u{ad}operate"]);
    assert_eq!(finds("women’s", "women's"), ["women’s"]);
    assert_eq!(finds("aaa", "aa"), ["aa"]);
}

#[test]
fn a_match_takes_the_marks_that_follow() {
    assert_eq!(finds("كُتُب", "ك"), ["كُ"]);
}

#[test]
fn nothing_is_found_by_nothing() {
    assert!(finds("abc", "").is_empty());
    assert!(finds("a b", " ").is_empty());
    assert!(finds("abc", "\u{200b}").is_empty());
    assert_eq!(Term::parse(" * ** "), None);
    assert!(finds_terms("abc", &[]).is_empty());
}

#[test]
fn terms_stand_on_word_boundaries() {
    let text = "Gender, gendered; engender. Gender-based women’s GENDER";
    assert_eq!(finds_terms(text, &["gender"]), ["Gender", "Gender", "GENDER"]);
    assert_eq!(finds_terms(text, &["gender*"]), ["Gender", "gendered", "Gender", "GENDER"]);
    assert_eq!(finds_terms(text, &["women", "based"]), ["based", "women"]);
    assert_eq!(finds_terms("كُتُبا كُتُب", &["كُتُب"]), ["كُتُب"]);
    assert_eq!(finds_terms("genre\u{301}s genré", &["genre"]), ["genré"]);
}

#[test]
fn a_term_goes_on_across_a_line_break() {
    let text = "a gender\r\n   analysis and Gender analyses, gender-analysis";
    assert_eq!(finds_terms(text, &["gender analys*"]), ["gender\r\n   analysis", "Gender analyses"]);
    assert_eq!(finds_terms(text, &["gender* analysis"]), ["gender\r\n   analysis"]);
}

#[test]
fn the_first_and_longest_term_counts() {
    let text = "gender equality action";
    assert_eq!(finds_terms(text, &["gender", "gender equality", "equality action"]), ["gender equality"]);
}

#[test]
fn a_hostile_text_costs_no_more_than_its_length() {
    let began = std::time::Instant::now();
    for text in ["a".repeat(1 << 18), "性".repeat(1 << 17), "ু".repeat(1 << 17), "a ".repeat(1 << 17)] {
        finds_terms(&text, &["a* b", "a a* b", "性* b", "ু* b", "a", "性性"]);
        finds(&text, "ু");
    }
    assert!(began.elapsed().as_secs() < 20, "quadratic");
}

#[test]
fn scripts_without_spaces_find_terms_inside_a_run() {
    assert_eq!(finds_terms("社会性别分析", &["性别"]), ["性别"]);
    assert_eq!(finds_terms("ကျားမတန်းတူညီမျှမှု", &["တန်းတူ"]), ["တန်းတူ"]);
    assert_eq!(finds_terms("使用GBV服务", &["gbv"]), ["GBV"]);
}

/// Strings with much of what folds.
fn odd() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            any::<char>(),
            "[a-cA-C ßéﬁİ’–\u{301}\u{64e}\u{651}\u{a0}\n\u{ad}性ক্ষ]{1,6}".prop_map(|s| s.chars().next().unwrap_or('a'))
        ],
        0..40,
    )
    .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn every_range_is_whole_characters_of_the_original(text in odd(), at in 0..60usize, len in 0..60usize) {
        let folded = fold(&text);
        let range = folded.original(at..at + len);
        prop_assert!(text.get(range).is_some());
    }

    #[test]
    fn folding_twice_changes_nothing(text in odd()) {
        let once = fold(&text).text().to_owned();
        let twice = fold(&once);
        prop_assert_eq!(twice.text(), &once);
    }

    #[test]
    fn a_word_of_the_text_is_found_in_it(text in odd()) {
        let begins_as_word = |word: &&str| word.starts_with(|c: char| c.is_alphanumeric() && !is_combining_mark(c));
        for word in text.split_whitespace().filter(begins_as_word) {
            prop_assert!(!fold(&text).find(word).is_empty(), "{:?}", word);
        }
    }

    #[test]
    fn terms_come_sorted_and_apart(text in odd(), terms in proptest::collection::vec(odd(), 0..4)) {
        let terms: Vec<Term> = terms.iter().filter_map(|term| Term::parse(term)).collect();
        let found = fold(&text).find_terms(&terms);
        prop_assert!(found.iter().all(|range| !range.is_empty() && text.get(range.clone()).is_some()));
        prop_assert!(found.is_sorted_by(|a, b| a.end <= b.start));
    }
}
