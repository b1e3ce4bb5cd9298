//! The import as a reviewer meets it: bytes in, record or sentence out.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::domain::kind::Kind;

fn ok(name: &str, text: &str) -> Imported {
    import(name, text.as_bytes()).unwrap()
}

fn refusal(bytes: &[u8]) -> String {
    import("x.md", bytes).unwrap_err().to_string()
}

/// `level heading|text` of each section.
fn outline(name: &str, text: &str) -> Vec<String> {
    let sections = ok(name, text).record.sections;
    sections.iter().map(|section| format!("{} {}|{}", section.level, section.heading, section.text)).collect()
}

/// Bytes, and how the sentence about them starts.
const REFUSALS: &[(&[u8], &str)] = &[
    (b"", "This file is empty."),
    (b" \r\n\t ", "This file is empty."),
    (b"\xef\xbb\xbf", "This file is empty."),
    ("\u{a0}\u{2003}".as_bytes(), "This file is empty."),
    (b"%PDF-1.7", "This PDF is damaged or was not saved whole."),
    (
        b"PK\x03\x04....[Content_Types].xml....word/document.xml",
        "This Word file is damaged: it is not a whole ZIP archive, so it was probably cut off. Ask for it again",
    ),
    (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "This is an OpenDocument text."),
    (b"PK\x03\x04....other", "This is a ZIP archive."),
    (b"\xd0\xcf\x11\xe0....", "This is a document of an old version of Word, Excel or PowerPoint"),
    (b"{\\rtf1 Text}", "This is a Rich Text (RTF) document."),
    (b"\n<!DOCTYPE html><p>", "This is a web page (HTML)."),
    (b"<HTML><p>", "This is a web page (HTML)."),
    (b"\xef\xbb\xbf<?xml version='1.0'?>", "This is an XML file, and no IATI activities."),
    (b"\x89PNG\r\n\x1a\n", "This is a picture (PNG)."),
    (b"\xff\xfe\x00\xd8", "This text is neither UTF-8 nor Windows-1252: the first wrong byte is at offset 0 (line 1)."),
    (b"\xff\xfe\0\0P\0", "This is not a text: it holds control characters"),
    (b"P\0l\0a\0n\0 \0f\0o\0r\0", "This text is saved as UTF-16"),
    (b"One\nR\xe9\x81", "This text is neither UTF-8 nor Windows-1252: the first wrong byte is at offset 5 (line 2)."),
    (
        b"One\nTwo\0three four five six seven eight nine ten",
        "This is not a text: it holds control characters, the first of them at line 2, column 4.",
    ),
    (&[b'\x02'; 33], "This is not a text"),
    (
        b"{\"a\": \n oops}",
        "This starts with \u{201c}{\u{201d} as JSON does, but the JSON breaks at line 2, column 2: expected value.",
    ),
    (b"[1, 2]", "This is a list in JSON, and a record is needed"),
    (
        b"{}",
        "This is JSON without a member \"format\", and a record is needed: JSON with the member \"format\": \"appraise-record/1\".",
    ),
    (b"{\"format\": 1}", "This is JSON whose member \"format\" is not a text"),
    (b"{\"format\": \"appraise-review/1\"}", "This is a review (its format is \u{201c}appraise-review/1\u{201d})"),
    (b"{\"format\": \"appraise-checklist/1\"}", "This is a checklist"),
    (b"{\"format\": \"appraise-record/2\"}", "This is JSON of the format \u{201c}appraise-record/2\u{201d}"),
    (
        b"{\"format\": \"appraise-record/1\", \"id\": \"a\", \"kind\": \"report\",\n\"title\": 5}",
        "This record cannot be read at line 2, column 10: invalid type: integer `5`, expected a string.",
    ),
];

#[test]
fn refusals_say_what_it_is_and_what_to_do() {
    for (bytes, start) in REFUSALS {
        let sentence = refusal(bytes);
        assert!(sentence.starts_with(start), "{sentence}\n{start}");
        assert!(sentence.ends_with('.'), "{sentence}");
    }
}

#[test]
fn files_above_the_limit_are_refused() {
    let text = |bytes: usize| "word\n".repeat(bytes / 5 + 1).into_bytes()[..bytes].to_vec();
    for (bytes, taken) in [(LARGEST - 1, true), (LARGEST, true), (LARGEST + 1, false)] {
        assert_eq!(import("x.txt", &text(bytes)).is_ok(), taken, "{bytes}");
    }
    let sentence = refusal(&text(LARGEST + 1));
    assert!(sentence.starts_with("This file has 8388609 bytes; at most 8388608 (8 MiB) can be read."), "{sentence}");
}

#[test]
fn other_encodings_are_decoded_and_that_is_said() {
    let text = "# Élan\n\nL’été – 5 €\n";
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let little = [b"\xff\xfe".to_vec(), wide(u16::to_le_bytes)].concat();
    let big = [b"\xfe\xff".to_vec(), wide(u16::to_be_bytes)].concat();
    let windows = b"# \xc9lan\n\nL\x92\xe9t\xe9 \x96 5 \x80\n".to_vec();
    for (bytes, name) in [(little, "UTF-16"), (big, "UTF-16"), (windows, "Windows-1252")] {
        let imported = import("x.md", &bytes).unwrap();
        assert_eq!(
            (imported.record.title.as_str(), imported.record.sections[0].text.as_str()),
            ("Élan", "L’été – 5 €")
        );
        let said =
            format!("The text is not UTF-8; it was read as {name}. Look whether letters with accents are right.");
        assert_eq!(imported.warnings, std::slice::from_ref(&said));
        assert_eq!(imported.record.source.unwrap().warnings, [said]);
    }
}

#[test]
fn a_few_stray_controls_and_any_line_break_are_taken() {
    let imported = ok("x.md", "\u{feff}# One\r\nA\u{b}b\u{7}\rc  \r\n\r\n## Two\r\nd");
    let texts: Vec<_> = imported.record.sections.iter().map(|section| section.text.as_str()).collect();
    assert_eq!(texts, ["A\u{b}b\u{7}\nc", "d"]);
}

#[test]
fn a_json_record_is_taken_as_it_is() {
    let text = r#"{"format":"appraise-record/1","id":"a-1","kind":"report","title":"T","later":7,
        "sections":[{"id":"x","heading":"H","level":1,"text":"words"}]}"#;
    let imported = ok("folder/a.json", text);
    assert_eq!(imported.record.unknown.get("later"), Some(&json!(7)));
    let source = imported.record.source.unwrap();
    assert_eq!((source.file.as_str(), source.format.as_str(), source.sha256.len()), ("a.json", "json", 64));
    assert!(imported.warnings.is_empty() && imported.guessed.is_empty());
    let own = r#"{"format":"appraise-record/1","id":"../A","kind":"report","title":"T","source":{"file":"f.md","format":"markdown","sha256":"00"}}"#;
    let imported = ok("a.json", own);
    assert_eq!(imported.record.source.unwrap().file, "f.md");
    assert_eq!(imported.record.id, "a");
    assert_eq!(imported.warnings, ["The id “../A” cannot name a file; it was changed to “a”."]);
}

#[test]
fn markdown_headings_become_sections() {
    let cases: &[(&str, &[&str])] = &[
        ("# A\n\ntext\n\n## B ##\nmore\n", &["1 A|text", "2 B|more"]),
        ("lead\n# A", &["1 Beginning|lead", "1 A|"]),
        ("Only text, no heading.", &["1 Only text, no heading.|Only text, no heading."]),
        ("# **Bold** `code` _soft_ snake_case 2 * 3", &["1 Bold code soft snake_case 2 * 3|"]),
        ("# C#\n#hashtag\n####### seven\n#\n# \n    # code", &["1 C#|#hashtag\n####### seven\n#\n#\n    # code"]),
        ("# 1\\. Context", &["1 1. Context|"]),
        ("# See [the annex](a.md) now\nx", &["1 See the annex now|# See [the annex](a.md) now\nx"]),
        ("# A\n```sh\n# no\n````\n# B\n~~~\n# no\n```\n~~~\n", &["1 A|```sh\n# no\n````", "1 B|~~~\n# no\n```\n~~~"]),
        ("# A\n```\n# B\n", &["1 A|```", "1 B|"]),
        ("Title\n=====\n\nPart\n---\ntext", &["1 Title|", "2 Part|text"]),
        ("# A\none\ntwo\n---\nthree", &["1 A|one\ntwo\n---\nthree"]),
        ("# A\n\n- item\n---\n\n| a |\n---\n", &["1 A|- item\n---\n\n| a |\n---"]),
        ("# A\n  two blanks  \n\n\n", &["1 A|  two blanks"]),
        ("## Ж\n#\tأمن", &["2 Ж|", "1 أمن|"]),
    ];
    for (text, expected) in cases {
        assert_eq!(outline("x.md", text), *expected, "{text}");
    }
}

#[test]
fn plain_headings_become_sections() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Plan\n\n1. Context\nText.\n\n1.1 Needs\n\nMore.\n",
            &["1 Beginning|Plan", "1 1. Context|Text.", "2 1.1 Needs|More."],
        ),
        (
            "A\n\nANNEX A\n\nb\n\nSection 4: Budget\nC\n\nAnexo II – Datos\nD",
            &["1 Beginning|A", "1 ANNEX A|b", "1 Section 4: Budget|C", "1 Anexo II – Datos|D"],
        ),
        ("EARLY PROTOCOL\nSUMMARY\nKenya\n\nBUDGET\n\nCHF 5", &["1 EARLY PROTOCOL SUMMARY|Kenya", "1 BUDGET|CHF 5"]),
        ("II. Contexto\nA\n\nB. Needs of people\nB", &["1 II. Contexto|A", "1 B. Needs of people|B"]),
        ("Title\n=====\ntext", &["1 Title|text"]),
        ("4. Work\n4.1 Shelter\n\nText", &["1 4. Work|", "2 4.1 Shelter|Text"]),
    ];
    for (text, expected) in cases {
        assert_eq!(outline("x.txt", text), *expected, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_plain_heading_is_text() {
    let cases = [
        "1. Ends with a stop.",
        "1. One\n2. Two\n3. Three",
        "1. One\n\n2. Two\n\n3. Three\n\nText",
        "1. Needs of women, men, girls and boys in the\nnorthern counties",
        "2.3 million people",
        "15 March 2023",
        "5 Years",
        "1. Context ........ 4",
        "1. Context          4",
        "Part of the funds",
        "Section 4 describes the budget",
        "ABC",
        "CHF 499,199",
        "NAME   AMOUNT   SHARE",
        "A LINE\nAND ONE\nMORE LINE\nIN CAPITALS",
        "WE SHALL DO THIS;",
        "# one hash, as in “# of people”",
    ];
    for text in cases {
        let text = format!("Lead\n\n{text}");
        assert_eq!(ok("x.txt", &text).record.sections.len(), 1, "{text}");
    }
    let restart = "1. First\nA\n\n2. Second\nB\n\n1. Item of a list\nC\n\nPART B\n\n1. Again\nD";
    let sections = ok("x.txt", restart).record.sections;
    assert_eq!(
        sections.iter().map(|s| s.heading.as_str()).collect::<Vec<_>>(),
        ["1. First", "2. Second", "PART B", "1. Again"]
    );
}

#[test]
fn pages_are_counted() {
    let pages =
        |text: &str| ok("x.md", text).record.sections.iter().map(|s| (s.page, s.text.clone())).collect::<Vec<_>>();
    let told = |page: u32, text: &str| (Some(page), text.to_owned());
    assert_eq!(pages("# A\na\n\u{c}b\n# B\nc\u{c}\u{c}# C\n"), [told(1, "a\nb"), told(2, "c"), told(4, "")]);
    assert_eq!(
        pages("# A\na\n<!-- page 7 -->\n# B\n[Page 9]\n# C\n[page 0]"),
        [(None, "a".to_owned()), told(7, ""), told(9, "[page 0]")]
    );
    let plain = ok("x.txt", "lead\n\u{c}1. Context\nText").record.sections;
    assert_eq!(plain.iter().map(|s| s.page).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

const FRONT: &str = r#"---
id: demo-1
title: "Safe homes: recovery"
document_type: Flash appeal
organization: Relief Works Alliance
Country: [Kenya, SSD, "Côte d'Ivoire", NO]
sector: Emergency shelter and NFI; Nowhere
lang: French
budget: {amount: 24600000.00, currency: usd}
period: {start: 2027-01-01, end: 2027-12-31}
dates:
  requested: 2026-11-16
  due: soon
people_targeted: 210,000
markers:
  - {scheme: gam, code: 3, reference: R-1}
  - {scheme: gam, code: 9}
traits: []
urgency: ~
month: 7
share: 0.5
version: 1.10
code: 007
when: 2023-02-19
nothing: null
yes_or_no: true
nested: {a: [1, "2"], b: ~}
extra:
  note: kept
---
# Heading
text
"#;

#[test]
fn front_matter_fills_the_record_and_loses_nothing() {
    let imported = ok("x.md", FRONT);
    let record = &imported.record;
    assert_eq!((record.id.as_str(), record.title.as_str()), ("demo-1", "Safe homes: recovery"));
    assert_eq!(record.kind, Kind::CrisisResponsePlan);
    assert_eq!(record.organisation.as_deref(), Some("Relief Works Alliance"));
    assert_eq!(record.countries, ["KEN", "SSD", "CIV", "NOR"]);
    assert_eq!(record.sectors, ["SHL"]);
    assert_eq!(record.language.as_deref(), Some("fr"));
    let budget = record.budget.as_ref().unwrap();
    assert_eq!((budget.amount.as_str(), budget.currency.as_str()), ("24600000.00", "USD"));
    assert!(record.period.as_ref().is_some_and(|period| period.start.is_some() && period.end.is_some()));
    assert!(record.dates.as_ref().is_some_and(|dates| dates.requested.is_some() && dates.due.is_none()));
    assert_eq!((record.people_targeted, record.markers.len()), (Some(210_000), 1));
    assert_eq!(record.markers[0].reference.as_deref(), Some("R-1"));
    assert_eq!(record.traits.as_deref(), Some(&[][..]));
    assert_eq!(record.urgency, None);
    let extra = json!({
        "sector": ["Nowhere"], "dates: due": "soon", "markers": {"scheme": "gam", "code": 9}, "month": 7, "share": 0.5,
        "version": "1.10", "code": "007", "when": "2023-02-19", "nothing": null, "yes_or_no": true,
        "nested": {"a": [1, "2"], "b": null}, "note": "kept",
    });
    assert_eq!(json!(record.extra), extra);
    assert_eq!(imported.warnings.len(), 3, "{:?}", imported.warnings);
    assert_eq!(
        imported.warnings[0],
        "“sector” in the front matter was not taken over (“Nowhere” is not a known sector); it is kept under “extra”."
    );
    assert_eq!(imported.guessed, Vec::<&str>::new());
}

#[test]
fn front_matter_that_cannot_be_read_is_kept_as_text() {
    let deep = format!("a: {}1{}", "[".repeat(40), "]".repeat(40));
    let cases = [
        ("a: [1, 2", "line 3"),
        ("a: &x 1\nb: *x", "line 2, column 7 (anchors"),
        ("a: 1\na: 2", "line 3, column 1 (the member “a” stands there a second time)"),
        ("? [a]\n: 1", "the name of a member must be a word"),
        (deep.as_str(), "too deep"),
    ];
    for (block, place) in cases {
        let imported = ok("x.md", &format!("---\n{block}\n---\n# Title\ntext\n"));
        assert!(imported.warnings[0].contains(place), "{:?}", imported.warnings);
        let first = &imported.record.sections[0];
        assert_eq!((first.id.as_str(), first.heading.as_str(), first.text.as_str()), ("s1", "Front matter", block));
        assert_eq!(imported.record.title, "Title");
    }
}

#[test]
fn rules_are_no_front_matter() {
    for text in [
        "---\nDear all\n---\ntext",
        "---\n- a\n---\ntext",
        "---\nnever: closed\n",
        "----\na: 1\n---\n",
        "\n---\na: 1\n---\n",
    ] {
        let imported = ok("x.txt", text);
        let all: String =
            imported.record.sections.iter().map(|s| [s.heading.as_str(), "\n", &s.text].concat()).collect();
        assert!(imported.record.extra.is_empty() && imported.warnings.is_empty(), "{text}");
        assert!(words(text).iter().all(|word| all.contains(word.as_str())), "{text}");
    }
    let far = format!("---\na: 1\n{}---\n# A\n", "# comment\n".repeat(6_600));
    assert!(ok("x.md", &far).record.extra.is_empty());
    assert_eq!(ok("x.md", "---\na: 1\n...\n").warnings, ["There is no text behind the front matter."]);
}

#[test]
fn titles_and_ids() {
    let cases = [
        ("a b.md", "lead\n\n## Two\n# One", "One", "a-b", false),
        ("dir/X_y.md", "**A line**\n\ntext", "A line", "x-y", true),
        ("n.txt", "1. Context\ntext", "n", "n", true),
        ("PLAN FOR 2027\n", "PLAN FOR 2027\n\ntext", "PLAN FOR 2027", "plan-for-2027", true),
        ("n.md", "| a | b |\n", "n", "n", true),
        (".md", "---\nid: Bad Id\n---\nA", "A", "md", true),
    ];
    for (file, text, title, id, is_guess) in cases {
        let imported = ok(file, text);
        assert_eq!((imported.record.title.as_str(), imported.record.id.as_str()), (title, id), "{file}");
        assert_eq!(imported.guessed.contains(&"title"), is_guess, "{file}");
    }
    let long = format!("{}\n\ntext", "word ".repeat(40));
    assert_eq!(ok("name.txt", &long).record.title, "name");
}

#[test]
fn kinds_are_guessed() {
    let cases = [
        ("x.md", "# South Sudan Crisis Response Plan 2027", Kind::CrisisResponsePlan),
        ("x.md", "# Flash Appeal: floods", Kind::CrisisResponsePlan),
        ("x.md", "# Note conceptuelle : eau", Kind::ConceptNote),
        ("x.md", "# Nota conceptual", Kind::ConceptNote),
        ("x.md", "# Regional Refugee and Migrant Response Plan", Kind::RegionalPlan),
        ("x.md", "# Plan régional de réponse pour les migrants", Kind::RegionalPlan),
        ("x.md", "# RMRP 2025", Kind::RegionalPlan),
        ("x.md", "# Crisis response plan – interim report", Kind::Report),
        ("x.md", "# Informe final", Kind::Report),
        ("x.md", "# Propuesta de proyecto", Kind::Proposal),
        ("concept-note_ken.md", "# Water", Kind::ConceptNote),
        ("x.md", "# Water\nThis concept note follows the crisis response plan.", Kind::ConceptNote),
        ("x.md", "# Water\nWe appeal to all; the report says so.", Kind::Other),
    ];
    for (file, text, kind) in cases {
        let imported = ok(file, text);
        assert_eq!(imported.record.kind, kind, "{text}");
        assert!(imported.guessed.contains(&"kind"));
    }
}

#[test]
fn countries_are_guessed_with_care() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("ken-drought.md", "# Drought", &["KEN"]),
        ("drought-ken.md", "# Drought", &[]),
        ("drought_KEN_2.md", "# Drought", &["KEN"]),
        ("and-so-on.md", "# Drought", &[]),
        ("per-diem.md", "# Can we", &[]),
        ("x.md", "# South Sudan and Ethiopia", &["SSD", "ETH"]),
        ("x.md", "# Plan pour le Soudan du Sud", &["SSD"]),
        ("x.md", "# Guinea-Bissau", &["GNB"]),
        ("x.md", "# DRC plan", &["COD"]),
        ("x.md", "# FOOD AND WATER", &[]),
        ("x.md", "# Réunion de coordination", &[]),
        ("x.md", "# T\nChad here. Chad there. Chad, and Niger.", &["TCD"]),
        ("x.md", "# T\nChad here. Chad there.", &[]),
        ("x.md", "# T\nChad Chad Chad, Niger Niger", &[]),
    ];
    for (file, text, countries) in cases {
        assert_eq!(ok(file, text).record.countries, *countries, "{file} {text}");
    }
}

#[test]
fn languages_are_guessed() {
    let en = "The people of the valley are in need of water and the plan is to work with them for a year. ";
    let fr = "Les habitants de la vallée sont dans le besoin et le plan est de travailler avec les familles pour une année. ";
    let es =
        "Los habitantes del valle necesitan agua y el plan es trabajar con las familias y sus vecinos por un año. ";
    let pt = "As famílias do vale não têm água e o plano é trabalhar com os vizinhos em uma das aldeias, pelo menos um ano. ";
    let ar =
        "يحتاج الناس في الوادي الى الماء من اجل الحياة و هذا هو الهدف من المشروع مع السكان في كل مكان على مدى عام ";
    for (text, language) in [(en, "en"), (fr, "fr"), (es, "es"), (pt, "pt"), (ar, "ar")] {
        assert_eq!(ok("x.txt", &text.repeat(3)).record.language.as_deref(), Some(language), "{text}");
    }
    assert_eq!(ok("x.txt", "The plan is in the making.").record.language, None);
    assert_eq!(ok("x.txt", &"mwana wa nyumba ".repeat(20)).record.language, None);
}

#[test]
fn headings_have_limits() {
    let long = format!("# {}\ntext", "word ".repeat(100));
    let imported = ok("x.md", &long);
    let section = &imported.record.sections[0];
    assert_eq!(section.heading.chars().count(), 300);
    assert!(section.text.starts_with("# word word") && section.text.ends_with("text"));
    assert_eq!(
        imported.warnings,
        ["Headings of more than 300 characters were cut (1); the full line starts the text of its section."]
    );
    for (count, kept, warnings) in [(4_997, 4_997, 0), (4_998, 4_998, 0), (4_999, 4_998, 1)] {
        let imported = ok("x.md", &"# a\nb\n".repeat(count));
        assert_eq!((imported.record.sections.len(), imported.warnings.len()), (kept, warnings), "{count}");
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let mega = |piece: &str| piece.repeat((1 << 20) / piece.len());
    let keys = (0..9_000).map(|n| format!("k{n}: 1\n")).collect::<Vec<_>>().concat();
    let cases = [
        mega("#"),
        mega("`"),
        mega("- "),
        mega("# a\n"),
        mega("#\n"),
        mega("```\n"),
        mega("````\n~~~\n"),
        mega("[]("),
        mega("# [a](\n"),
        mega("\u{c}"),
        format!("{}{}", mega("a"), mega("\u{c}")),
        mega("1. A\n\n"),
        mega("A. B\n"),
        mega("ANNEX A\n\n"),
        mega("ABCDEF\n"),
        mega("a\n---\n"),
        mega("South Sudan "),
        mega("regional "),
        mega("e\u{301}"),
        mega(" "),
        format!("---\n{}\n---\n", "[".repeat(60_000)),
        format!("---\n{}\n---\n", "{a: ".repeat(15_000)),
        format!("---\n{keys}---\n"),
        format!("---\ncountries: [{}]\n---\n", "x,".repeat(20_000)),
    ];
    for text in cases {
        let start = Instant::now();
        let _ = import("x.md", text.as_bytes());
        let _ = import("x.txt", text.as_bytes());
        let head: String = text.chars().take(12).collect();
        assert!(start.elapsed() < Duration::from_secs(20), "{head:?} took {:?}", start.elapsed());
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Words of headings and texts, in order.
fn kept_words(imported: &Imported) -> Vec<String> {
    imported.record.sections.iter().flat_map(|s| words(&format!("{}\n{}", s.heading, s.text))).collect()
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9é ]{1,20}",
        "#{1,7} ?[a-z*_`\\[\\]()\\\\#]{0,12}",
        "[0-9]{1,2}\\.[0-9]? [A-Z][a-z]{1,8}",
        "[A-Z]{2,9} [A-Z]{2,9}",
        Just("```".to_owned()),
        Just("~~~~ sh".to_owned()),
        Just("---".to_owned()),
        Just("===".to_owned()),
        Just(String::new()),
        Just("\u{c}".to_owned()),
        Just("[link](target)".to_owned()),
        Just("# [a](b) and ![c](d)".to_owned()),
        Just("ANNEX B: Data".to_owned()),
        "[\\PC\t]{0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_give_a_record_or_a_sentence(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "\\PC{0,20}") {
        let _ = import(&name, &bytes);
    }

    #[test]
    fn any_front_matter_gives_a_record(block in "[a-z:\\[\\]{}&*!|>'\"#,?% \n0-9~-]{0,200}") {
        let text = format!("---\n{block}\n---\n# Title\ntext");
        let imported = import("x.md", text.as_bytes()).unwrap();
        prop_assert!(imported.record.sections.iter().any(|s| s.text.contains("text")));
    }

    #[test]
    fn every_word_is_kept_in_order(pieces in prop::collection::vec(piece(), 0..30), markdown in any::<bool>()) {
        let text = format!("start\n{}", pieces.join("\n"));
        let Ok(imported) = import(if markdown { "x.md" } else { "x.txt" }, text.as_bytes()) else { return Ok(()) };
        let kept = kept_words(&imported);
        let mut rest = kept.iter();
        for word in words(&text) {
            prop_assert!(rest.any(|kept| *kept == word), "{word} of {text:?} in {kept:?}");
        }
        let ids: Vec<_> = (1..=imported.record.sections.len()).map(|n| format!("s{n}")).collect();
        prop_assert!(imported.record.sections.iter().map(|s| &s.id).eq(ids.iter()));
    }
}

#[test]
fn a_section_too_long_to_be_kept_goes_on_under_its_heading_with_its_pages() {
    let line = "Équipes et comités, ligne par ligne.\n";
    let page = line.repeat(5_000);
    let text = format!("# Long\n\n{page}\u{c}{page}\u{c}{page}");
    let imported = ok("long.md", &text);
    let sections = &imported.record.sections;
    assert!(sections.len() >= 3 && sections.iter().all(|section| section.text.len() <= 256 << 10));
    let joined: String = sections.iter().map(|section| section.text.as_str()).collect();
    assert_eq!(joined.lines().filter(|line| line.starts_with("Équipes")).count(), 15_000, "no line is lost or cut");
    let ids: Vec<_> = sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids.first(), Some(&"s1"));
    let last = sections.last().unwrap();
    assert_eq!((last.heading.as_str(), last.page_at(last.text.chars().count())), ("Long", Some(3)));
    assert!(imported.warnings.iter().any(|warning| warning.contains("256 KiB")), "{:?}", imported.warnings);
    let json = serde_json::to_vec(&imported.record).unwrap();
    assert!(!crate::domain::parse::check(&json).has_errors(), "it can be read again");
}
