//! PDF as a reviewer meets it, and the rules on text as tables of cases.

use std::time::{Duration, Instant};

use super::hyphen::Spelling;
use super::sheet::{Kind, Piece};
use super::*;
use crate::import::{Block, Form, LARGEST_PACKED, form, import};

#[path = "../../../tests/common/pdf.rs"]
mod fixture;

use fixture::{file, locked, picture, plan, stream, text, with_streams};

fn sentence(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().to_string()
}

/// `page level text` of each block; `?` where the heading is a guess, `-` where there is none.
fn outline(blocks: &[Block]) -> Vec<String> {
    let level = |block: &Block| match block.heading {
        Some(rank) if rank.derived => format!("{}?", rank.level),
        Some(rank) => rank.level.to_string(),
        None => "-".to_owned(),
    };
    blocks.iter().map(|block| format!("{} {} {}", block.page.unwrap(), level(block), block.text)).collect()
}

/// The pieces of each page.
type Pages<'a> = &'a [&'a [(&'a str, Kind)]];

fn sheets(pages: Pages<'_>) -> Vec<Sheet> {
    let piece = |(text, kind): &(&str, Kind)| Piece { text: (*text).to_owned(), kind: *kind };
    let sheet = |(pieces, number): (&&[(&str, Kind)], u32)| Sheet {
        number,
        pieces: pieces.iter().map(piece).collect(),
        has_picture: false,
    };
    pages.iter().zip(1..).map(sheet).collect()
}

fn reading(pages: Pages<'_>) -> Reading {
    Reading { sheets: sheets(pages), ..Reading::default() }
}

const LONG: &str = "A sentence that is long enough to be the text of a whole page of the plan.";

#[test]
fn a_plan_comes_with_its_pages_headings_and_lists_and_without_its_furniture() {
    let manuscript = read(&plan()).unwrap();
    let expected = [
        "1 1? Water and safe shelter in Rivertown",
        "1 - This plan was invented for a test. It asks for protection of women and girls in six sites, and for well-known measures against violence, short- and long-term.",
        "2 2 2.3 Protection",
        "2 - Staff know the referral pathway. The protection of data is part of the training. These are well-known steps (see the annex).",
        "3 - The activities are:",
        "3 - 1. Safety audits\n2. Locks and light\n3. Training",
        "5 1? Monitoring",
        "5 - Teams of women visit each site in the first month and talk with the committees about safety at night.",
        "6 - The committees report each month on what they have found in the sites.",
    ];
    assert_eq!(outline(&manuscript.blocks), expected);
    let warnings = [
        "Lines that repeat at the top or bottom of pages were left out (11): “invented plan for the river valley”, “invented plan for the river valley page # of #”, “page # of #”.",
        "Pages with no text, or next to none: 4. Pictures are not read.",
    ];
    assert_eq!(manuscript.warnings, warnings);
    let record = import("plan.pdf", &plan()).unwrap().record;
    assert_eq!(record.source.unwrap().format, "pdf");
    assert_eq!(record.sections.iter().map(|section| section.page.unwrap()).collect::<Vec<_>>(), [1, 2, 5]);
}

#[test]
fn the_first_answer_comes_before_the_check() {
    let mut answers = Vec::new();
    read_twice(&plan(), &mut |answer| answers.push(answer.unwrap().blocks));
    assert!(matches!(answers.as_slice(), [first, second] if first == second));
    let mut refusals = Vec::new();
    read_twice(&locked(), &mut |answer| refusals.push(answer.unwrap_err()));
    assert_eq!(refusals, [Refusal::Password.into()]);
}

#[test]
fn what_cannot_be_taken_is_refused_with_what_to_do() {
    let pages = |count: usize| file(&vec![text(700, &[LONG]); count]);
    let cases: Vec<(Vec<u8>, Refusal)> = vec![
        (file(&[picture(), picture()]), Refusal::Pictures),
        (file(&[text(700, &["A page with twenty letters"]), picture()]), Refusal::Pictures),
        (locked(), Refusal::Password),
        (b"%PDF-1.7".to_vec(), Refusal::Damaged),
        (b"%PDF-1.7\nnonsense \x00\xff".to_vec(), Refusal::Damaged),
        (plan().get(..60).unwrap().to_vec(), Refusal::NoPages),
        (file(&[]), Refusal::NoPages),
        (pages(3_001), Refusal::TooManyPages { pages: 3_001 }),
    ];
    for (bytes, refusal) in cases {
        let sentence = sentence(&bytes);
        assert_eq!(sentence, refusal.to_string());
        assert!(sentence.ends_with('.'), "{sentence}");
    }
    assert_eq!(sentence(&file(&[picture()])), "This PDF holds pictures of text. Ask for the Word file.");
}

#[test]
fn a_file_that_was_cut_off_gives_what_is_there_and_says_so() {
    let whole = plan();
    let manuscript = read(whole.get(..whole.len() / 2).unwrap()).unwrap();
    assert!(outline(&manuscript.blocks).contains(&"2 2 2.3 Protection".to_owned()));
    assert!(manuscript.warnings.iter().any(|warning| warning.starts_with("This PDF is damaged")), "{manuscript:?}");
}

#[test]
fn many_pages_are_left_to_the_reader_that_is_quick() {
    // Figures alone would make the pages the same, and all of them furniture.
    let name = |n: usize| n.to_string().bytes().map(|digit| char::from(digit + 49)).collect::<String>();
    let page = |n: usize| text(700, &[&format!("The site of {} has a committee of its own.", name(n))]);
    for (count, is_plain) in [(1_000, false), (1_001, true), (3_000, true)] {
        let manuscript = read(&file(&(0..count).map(page).collect::<Vec<_>>())).unwrap();
        assert_eq!(manuscript.warnings.contains(&NO_HEADINGS.to_owned()), is_plain, "{count}");
        assert_eq!(manuscript.blocks.last().and_then(|block| block.page), u32::try_from(count).ok());
    }
}

#[test]
fn files_above_the_limit_are_refused_with_the_limit_of_their_form() {
    let padded = |bytes: usize| [b"%PDF-1.7\n".as_slice(), &vec![b' '; bytes - 9]].concat();
    for (bytes, taken) in [(LARGEST_PACKED - 1, true), (LARGEST_PACKED, true), (LARGEST_PACKED + 1, false)] {
        assert_eq!(form(&padded(bytes)), if taken { Ok(Form::Pdf) } else { form(&padded(bytes)) }, "{bytes}");
        assert_eq!(form(&padded(bytes)).is_ok(), taken, "{bytes}");
    }
    let sentence = form(&padded(LARGEST_PACKED + 1)).unwrap_err().to_string();
    assert!(sentence.starts_with("This file has 33554433 bytes; at most 33554432 (32 MiB) can be read."), "{sentence}");
}

#[test]
fn furniture_is_what_repeats_at_the_edges() {
    use Kind::{Heading, Paragraph, Table};
    let cases: &[(Pages<'_>, usize)] = &[
        (&[&[("Plan", Paragraph), (LONG, Paragraph)], &[("Plan", Paragraph)]], 0),
        (&[&[("Plan 1", Paragraph)], &[("Plan 2", Paragraph)], &[("PLAN 13", Paragraph)]], 3),
        (&[&[("Plan", Heading(1))], &[("Plan", Paragraph)], &[("Plan", Heading(1))]], 2),
        (&[&[("Plan", Paragraph)], &[("Plan", Paragraph)], &[("Plant", Paragraph)]], 0),
        (&[&[("Plan", Table)], &[("Plan", Table)], &[("Plan", Table)]], 0),
        (&[&[("7", Paragraph)], &[("8", Paragraph)], &[("10", Paragraph)]], 3),
        (
            &[
                &[("A b 1", Paragraph)],
                &[("A", Paragraph), ("b 2", Paragraph)],
                &[("A", Paragraph), ("b 3", Paragraph)],
            ],
            0,
        ),
    ];
    for (pages, dropped) in cases {
        let mut sheets = sheets(pages);
        let before: usize = sheets.iter().map(|sheet| sheet.pieces.len()).sum();
        let warning = furniture::clear(&mut sheets);
        let after: usize = sheets.iter().map(|sheet| sheet.pieces.len()).sum();
        assert_eq!((before - after, warning.is_some()), (*dropped, *dropped > 0), "{pages:?}");
    }
    let amid: &[(&str, Kind)] = &[("a", Paragraph), ("b", Paragraph), ("c", Paragraph), ("Amid", Paragraph)];
    let page: Vec<_> = amid.iter().chain(amid).copied().collect();
    let mut sheets = sheets(&[&page, &page, &page]);
    assert!(furniture::clear(&mut sheets).unwrap().contains("(18)"));
    assert_eq!(
        sheets.first().unwrap().pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(),
        ["Amid", "a"]
    );
}

#[test]
fn words_parted_at_the_end_of_a_line_are_whole_again() {
    let cases = [
        ("protec- tion of women, protection", "protection of women, protection"),
        ("a well- known and well-known way", "a well-known and well-known way"),
        ("short- and long-term", "short- and long-term"),
        ("nowhere- else", "nowhereelse"),
        (
            "well- known well-known, self- made self-made, nowhere- else",
            "well-known well-known, self-made self-made, nowhere-else",
        ),
        ("October- November and October-November", "October-November and October-November"),
        ("South- Sudan", "South- Sudan"),
        ("a dash - between, a – dash", "a dash - between, a – dash"),
        ("pages 3- 5", "pages 3- 5"),
        ("soft\u{ad} ly, so\u{ad}ft", "softly, soft"),
        ("à l'amélio- ration, amélioration", "à l'amélioration, amélioration"),
        ("ends with pro-", "ends with pro-"),
        ("", ""),
        ("-", "-"),
    ];
    for (text, mended) in cases {
        assert_eq!(Spelling::of([text].into_iter()).mend(text), mended, "{text}");
    }
}

#[test]
fn the_direction_is_told_from_where_words_begin_and_end() {
    let right = "تدعم اللجان النساء في المواقع، وتشمل الأنشطة التدريب على السلامة.";
    let hebrew = "הנשים והילדים מקבלים מידע על השירותים בכל האתרים.";
    let backwards = |text: &str| text.chars().rev().collect::<String>();
    let cases = [
        ("Plain words of English and d’autres en français.", Direction::LeftToRight),
        ("", Direction::LeftToRight),
        (right, Direction::RightToLeft),
        (hebrew, Direction::RightToLeft),
        (&backwards(right), Direction::Backwards),
        (&backwards(hebrew), Direction::Backwards),
        ("An English text with one name, سلمى, in it.", Direction::RightToLeft),
        ("An English text that quotes لولا and إلا as words.", Direction::RightToLeft),
        ("لولا إلا وإلا", Direction::Backwards),
    ];
    for (text, direction) in cases {
        assert_eq!(direction::of([text].into_iter()), direction, "{text}");
    }
}

#[test]
fn text_that_comes_backwards_is_taken_from_the_other_reader_or_refused() {
    let right = "تدعم اللجان النساء في المواقع، وتشمل الأنشطة التدريب على السلامة والأمان.";
    let wrong: String = right.chars().rev().collect();
    let [right, wrong] = [right, &wrong].map(|text| reading(&[&[(text, Kind::Paragraph)]]));
    let taken = |first: &Reading, second: &Reading| together(Ok(Some(first.clone())), Some(second.clone()));
    let manuscript = taken(&right, &wrong).unwrap();
    assert!(manuscript.warnings.contains(&RIGHT_TO_LEFT.to_owned()));
    assert!(!manuscript.warnings.contains(&NO_HEADINGS.to_owned()));
    let manuscript = taken(&wrong, &right).unwrap();
    assert_eq!(manuscript.blocks.first().map(|block| block.text.as_str()), right.texts().next());
    assert!([RIGHT_TO_LEFT, NO_HEADINGS].iter().all(|warning| manuscript.warnings.contains(&(*warning).to_owned())));
    assert_eq!(taken(&wrong, &wrong), Err(Refusal::Backwards));
    assert_eq!(together(Ok(Some(wrong)), None), Err(Refusal::Backwards));
    assert_eq!(together(Err(Refusal::Damaged), None), Err(Refusal::Damaged));
    assert!(together(Err(Refusal::Damaged), Some(right)).is_ok());
}

#[test]
fn readings_that_differ_by_more_than_a_tenth_are_named_with_the_share() {
    let ten = "one two three four five six seven eight nine ten";
    let cases = [
        (ten, ten, None),
        (ten, "One, two; THREE four five\nsix seven eight nine ten", None),
        (ten, "one two three four five six seven eight nine other", None),
        (ten, "one two three four five six seven eight other words", Some("20 %")),
        (ten, "", Some("100 %")),
        ("", "", None),
        ("a a a a", "a", Some("75 %")),
    ];
    for (one, other, share) in cases {
        let warning = comparison::warning([one].into_iter(), [other].into_iter());
        assert_eq!(warning.is_some(), share.is_some(), "{one} {other}");
        assert!(warning.unwrap_or_default().contains(share.unwrap_or_default()), "{one} {other}");
    }
}

#[test]
fn page_numbers_are_written_as_ranges() {
    let cases: &[(&[u32], &str)] = &[(&[], ""), (&[4], "4"), (&[1, 2, 3, 7, 9, 10], "1–3, 7, 9–10")];
    for (pages, expected) in cases {
        assert_eq!(numbers::ranges(pages), *expected);
    }
}

#[test]
fn bookmarks_and_numbers_tell_headings_and_looks_only_suggest_them() {
    let pieces: &[(&str, Kind)] = &[
        ("Context", Kind::Paragraph),
        (LONG, Kind::Paragraph),
        ("3. Activities", Kind::Heading(3)),
        (LONG, Kind::Paragraph),
        ("3.1 Sites", Kind::Paragraph),
        (LONG, Kind::Paragraph),
        ("Large letters", Kind::Heading(2)),
        ("Site | Budget\nNorth | 40,000", Kind::Table),
        ("1. One", Kind::Item),
        ("2. Two", Kind::Item),
    ];
    let bookmarks = HashMap::from([("context".to_owned(), 1)]);
    let manuscript = arrange::manuscript(&Reading { bookmarks, ..reading(&[pieces]) }).unwrap();
    let headings: Vec<_> = outline(&manuscript.blocks).into_iter().filter(|line| !line.contains(LONG)).collect();
    let expected = [
        "1 1 Context",
        "1 1 3. Activities",
        "1 2 3.1 Sites",
        "1 2? Large letters",
        "1 - Site | Budget\nNorth | 40,000",
        "1 - 1. One\n2. Two",
    ];
    assert_eq!(headings, expected);
    let warning = "Tables from PDF often come out in the wrong order (pages 1): check their figures in the original.";
    assert_eq!(manuscript.warnings, [warning]);
}

#[test]
fn more_text_than_a_record_holds_is_refused() {
    for (bytes, taken) in [(MOST_TEXT - 1, true), (MOST_TEXT, true), (MOST_TEXT + 1, false)] {
        let text = "words ".repeat(bytes / 6 + 1);
        let manuscript = arrange::manuscript(&reading(&[&[(text.get(..bytes).unwrap(), Kind::Paragraph)]]));
        assert_eq!(manuscript.is_ok(), taken, "{bytes}");
    }
}

#[test]
fn streams_and_objects_of_any_kind_give_a_record_or_a_sentence() {
    let cases = [
        with_streams(&[stream("/Filter/FlateDecode", b"not packed at all")]),
        with_streams(&[b"6 0 R".to_vec()]),
        with_streams(&[b"<</Length 6 0 R>>\nstream\nx\nendstream".to_vec()]),
        with_streams(&[stream("", "q ".repeat(20_000).as_bytes())]),
    ];
    for bytes in cases {
        let start = Instant::now();
        let _ = read(&bytes);
        assert!(start.elapsed() < Duration::from_secs(20));
    }
}
