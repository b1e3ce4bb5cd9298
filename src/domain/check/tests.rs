//! Whole files: a valid one of each format, each rule broken once, and files that are cut or damaged.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

const RECORD: &str = r#"{
  "format": "appraise-record/1",
  "id": "ssd-crp-2025",
  "kind": "crisis-response-plan",
  "title": "South Sudan: réponse 2025",
  "countries": ["SSD"], "region": "ehsa", "sectors": ["SHL"], "donor": null, "tags": [],
  "budget": { "amount": "200000.06", "currency": "USD" },
  "period": { "start": "2025-01-01", "end": "2025-12-31" },
  "people_targeted": 12000,
  "markers": [{ "scheme": "iom-gm", "code": "2a", "reference": null }],
  "dates": { "requested": "2025-01-10", "received": "2025-01-11", "due": "2025-01-16" },
  "traits": ["infrastructure"],
  "source": { "file": "plan.docx", "format": "docx", "sha256": "0000000000000000000000000000000000000000000000000000000000000000" },
  "sections": [{ "id": "s1", "heading": "1. Context", "level": 1, "page": 3, "text": "…" }, { "id": "s2", "heading": "2", "level": 1, "text": "" }],
  "prima": { "x": 123456789012345678901234567890 }
}
"#;

const CHECKLIST: &str = r#"{
  "format": "appraise-checklist/1",
  "id": "own",
  "version": "1.0.0",
  "language": "en",
  "title": "Own",
  "purpose": "For our team.",
  "sections": [{ "id": "ctx", "title": "Context" }, { "id": "act", "title": "Activities" }],
  "criteria": [
    { "id": "own-one", "section": "ctx", "title": "One", "core": true, "measure": "safety-audits", "question": "Is it there?",
      "question_for": { "report": "Was it there?" }, "why": "Because.", "look_for": ["a", "b"], "red_flags": ["c", "d"],
      "recommendation": "Add it.", "weight": { "proposal": "blocking" }, "blocks_with": ["own-two"], "sectors": ["SHL"],
      "when": ["infrastructure"], "profile": ["concept-note"], "terms": ["safety audit*"], "sources": ["IASC (2015)"] },
    { "id": "own-two", "section": "act", "title": "Two", "core": false, "question": "Is it good?", "why": "Because.",
      "look_for": ["a", "b"], "red_flags": ["c", "d"], "recommendation": "Add it.", "weight": { "report": "should" },
      "terms": [], "sources": ["IASC (2015)"] }
  ]
}
"#;

/// The sample of the design page with its ellipses filled in.
const REVIEW: &str = r#"{
  "format": "appraise-review/1",
  "id": "019a9c3e-5b7a-7c11-8d3e-2f6a9b0c1d2e", "revision": 1, "parent": null, "reason": null, "content_sha256": "SUM",
  "record": { "id": "ssd-crp-2025", "kind": "crisis-response-plan", "title": "Plan", "reference": "CC.1", "organisation": "IOM", "office": "Juba",
              "countries": ["SSD"], "region": "ehsa", "sectors": ["SHL", "WSH"], "donor": null, "tags": [], "traits": ["infrastructure"],
              "markers": [{ "scheme": "iom-gm", "code": "2a", "reference": null, "reading": "consistent" }], "language": "en", "sha256": "SUM" },
  "round": 1, "previous": null, "role": "advice", "reviewer": { "id": "ab", "name": "A B", "role": "gbv" },
  "dates": { "requested": "2025-01-10", "received": "2025-01-11", "due": "2025-01-16", "started": "2025-01-13T09:02:11Z", "signed_off": "2025-01-13T10:20:45Z" },
  "checklists": [{ "id": "gbv-mitigation", "version": "1.0.0", "sha256": "SUM", "asked": ["gbv-context-risk-analysis", "gbv-budgeted"] }],
  "answers": { "gbv-context-risk-analysis": { "rating": "partly", "reason": null, "harm": false, "note": "…",
               "evidence": [{ "section": "s12", "heading": "2.3 Protection", "page": 9, "quote": "…" }], "answered_at": "2025-01-13T09:10:00Z", "carried": false } },
  "comments": [{ "n": 1, "criterion": "gbv-context-risk-analysis", "where": "2.3", "class": "required", "finding": "…", "text": "…",
                 "reply": null, "reply_note": null, "state": "open" }],
  "outcome": { "code": "endorsed-subject-to-changes", "suggested": "endorsed-subject-to-changes", "reason": null, "summary": "…", "strengths": ["…"] },
  "made_by": "appraise 0.1.0"
}
"#;

fn review() -> String {
    REVIEW.replace("SUM", &"0a".repeat(32))
}

fn is_known(list: &str, code: &str) -> bool {
    let codes: &[&str] = match list {
        "country" => &["SSD"],
        "sector" => &["SHL", "WSH"],
        "trait" => &["infrastructure"],
        "language" => &["en"],
        "region" => &["ehsa"],
        "reviewer-role" => &["gbv"],
        _ => &[],
    };
    codes.contains(&code)
}

fn report(bytes: &[u8]) -> Report {
    check(bytes, &Known { contains: &is_known })
}

fn told(json: &str) -> Vec<String> {
    let kind = |fault: &Fault| {
        if fault.kind == FaultKind::Error { "error" } else { "warning" }
    };
    report(json.as_bytes()).faults.iter().map(|fault| format!("{} {fault}", kind(fault))).collect()
}

/// A text of a valid file, what to put in its place, and the faults to expect.
type Case = (&'static str, &'static str, &'static [&'static str]);

/// Puts `new` in the place of `old`, which must be there exactly once, and expects these faults in this order.
fn hold(file: &str, old: &str, new: &str, expected: &[&str]) {
    assert_eq!(file.matches(old).count(), 1, "{old} must stand there once");
    let lines = told(&file.replace(old, new));
    assert_eq!(lines.len(), expected.len(), "{new}: {lines:#?}");
    for (line, part) in lines.iter().zip(expected) {
        assert!(line.starts_with(part), "{new}: {line}");
    }
}

#[test]
fn valid_files_have_no_faults() {
    for (file, format) in [(RECORD, Format::Record), (&review(), Format::Review), (CHECKLIST, Format::Checklist)] {
        assert_eq!(report(file.as_bytes()), Report { format: Some(format), faults: Vec::new() });
        assert!(!report(format!("\u{FEFF}{}", file.replace('\n', "\r\n")).as_bytes()).has_errors());
    }
}

#[test]
fn a_draft_may_be_open() {
    let sum = format!("\"content_sha256\": \"{}\"", "0a".repeat(32));
    let draft = review().replace(&sum, "\"content_sha256\": null");
    let draft = draft
        .replace("\"2025-01-13T10:20:45Z\"", "null")
        .replace("\"code\": \"endorsed-subject-to-changes\"", "\"code\": null");
    assert_eq!(told(&draft.replace("\"partly\"", "null")), [""; 0]);
}

#[test]
fn a_small_record_is_enough() {
    assert_eq!(told(r#"{"format": "appraise-record/1", "id": "a", "kind": "other", "title": "T"}"#), [""; 0]);
    let lines = told("{\"format\": \"appraise-record/1\"}");
    let missing = ["\"id\" (the record's id)", "\"kind\" (the kind of document)", "\"title\" (the document's title)"];
    assert_eq!(lines, missing.map(|name| format!("error line 1, column 1: {name} is missing: add it")));
}

#[test]
fn every_fault_of_a_file_is_told_at_once_and_in_order() {
    let record = "{\n  \"format\": \"appraise-record/1\",\n  \"id\": \"A\",\n  \"kind\": \"propsal\",,\n  \"countries\": [\"SSD\", \"XYZ\"],\n  \"people_targeted\": 12.5,\n  \"title\": yes\n}";
    let expected = [
        "error line 3, column 9: id: \"A\" is not an id",
        "error line 4, column 11: kind: \"propsal\" is not allowed here (did you mean \"proposal\"?): it must be one of",
        "error line 4, column 21: this comma has no value",
        "error line 5, column 24: countries › 2: \"XYZ\" is not a known country code (ISO 3166-1 alpha-3, such as SSD)",
        "error line 6, column 22: people_targeted: \"12.5\" is not a whole number",
        "error line 7, column 12: title: \"yes\" cannot stand here as it is: put it in quotation marks",
    ];
    let lines = told(record);
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    assert!(lines.iter().zip(expected).all(|(line, part)| line.starts_with(part)), "{lines:#?}");
}

#[test]
fn formats_that_cannot_be_checked_give_one_fault() {
    let cases = [
        ("{\"format\": \"appraise-review/2\", \"x\": 1}", "made by a newer version of the program"),
        ("{\"x\": 1}", "\"format\" is missing"),
        ("[1]", "must hold one object"),
        ("{", "is never closed"),
    ];
    for (json, part) in cases {
        let report = report(json.as_bytes());
        assert_eq!((report.format, report.faults.len()), (None, 1), "{json}");
        assert!(report.faults[0].message.contains(part), "{json}");
    }
}

#[test]
fn the_largest_review_is_checked_and_no_larger_one() {
    for (length, is_good) in [(-1, true), (0, true), (1, false)] {
        let blanks = (4 * 1024 * 1024 - review().len()).saturating_add_signed(length);
        assert_eq!(report((review() + &" ".repeat(blanks)).as_bytes()).has_errors(), !is_good, "{length}");
    }
    assert!(!report((RECORD.to_owned() + &" ".repeat(5 * 1024 * 1024)).as_bytes()).has_errors());
}

const RECORD_RULES: &[Case] = &[
    ("\"2025-01-11\"", "\"2025-01-10\"", &[]),
    ("\"2025-01-16\"", "\"2025-01-11\"", &[]),
    (
        "\"s2\"",
        "\"s1\"",
        &["error line 14, column 101: sections › 2 › id: \"s1\" is used already (at line 14, column 24)"],
    ),
    (
        "\"2025-12-31\"",
        "\"2024-12-31\"",
        &["error line 8, column 45: period › end: \"2024-12-31\" lies before the first day (2025-01-01)"],
    ),
    ("\"2025-12-31\"", "\"2025-01-01\"", &[]),
    ("\"2025-12-31\"", "null", &[]),
    (
        "\"2025-01-11\"",
        "\"2025-01-09\"",
        &["warning line 11, column 53: dates › received: \"2025-01-09\" lies before the request (2025-01-10)"],
    ),
    (
        "\"2025-01-16\"",
        "\"2025-01-10\"",
        &["warning line 11, column 74: dates › due: \"2025-01-10\" lies before the receipt (2025-01-11)"],
    ),
    (
        "\"2025-01-11\"",
        "\"11/01/2025\"",
        &["error line 11, column 53: dates › received: \"11/01/2025\" is not a date such as 2025-01-31"],
    ),
    (
        "\"tags\"",
        "\"tag\"",
        &["warning line 6, column 78: tag: the program does not know this member (did you mean \"tags\"?)"],
    ),
    ("\"donor\": null", "\"donor\": \"moon\"", &["warning line 6, column 72: donor: \"moon\" is not a known donor"]),
    (
        "\"200000.06\"",
        "200000.06",
        &["error line 7, column 25: budget › amount: must be a text in quotation marks, but is a number"],
    ),
    (
        "\"USD\"",
        "\"US$\"",
        &["error line 7, column 50: budget › currency: \"US$\" is not a code of three capital letters"],
    ),
    (
        "\"region\": \"ehsa\"",
        "\"region\": \"moon\"",
        &["error line 6, column 35: region: \"moon\" is not a known region"],
    ),
];

/// A file with `count` items that differ by their number, which stands for `#`.
fn many(count: usize, start: &str, item: &str, end: &str) -> String {
    let items: Vec<String> = (0..count).map(|n| item.replace('#', &n.to_string())).collect();
    format!("{start}{}{end}", items.join(","))
}

const MANY: &[(&str, &str, &str)] = &[
    ("{\"format\":\"appraise-checklist/1\",", "\"m#\":1", "}"),
    ("{\"format\":\"appraise-record/1\",", "\"tag#\":1", "}"),
    ("{\"format\":\"appraise-review/1\",\"answers\":{", "\"A#\":1", "}}"),
    ("{\"format\":\"appraise-record/1\",\"countries\":[", "\"XYZ\"", "]}"),
];

#[test]
fn files_of_many_slips_are_told_quickly() {
    let mut files: Vec<String> = MANY.iter().map(|(start, item, end)| many(190_000, start, item, end)).collect();
    let sections =
        many(30_000, "{\"format\":\"appraise-checklist/1\",\"sections\":[", "{\"id\":\"s#\"}", "],\"criteria\":[");
    files.push(many(30_000, &sections, "{\"id\":\"c#\",\"section\":\"t#\"}", "]}"));
    for file in files {
        let begun = Instant::now();
        let faults = report(file.as_bytes()).faults.len();
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}: {file:.60}", begun.elapsed());
        assert!(faults > 0 && faults <= 1001, "{faults}");
    }
}

#[test]
fn rules_of_a_record() {
    for (old, new, expected) in RECORD_RULES {
        hold(RECORD, old, new, expected);
    }
}

const CHECKLIST_RULES: &[Case] = &[
    (
        "\"id\": \"own-two\"",
        "\"id\": \"own-one\"",
        &[
            "error line 12, column 90: criteria › 1 › blocks_with › 1: \"own-two\" is not a criterion of this file: correct",
            "error line 14, column 13: criteria › 2 › id: \"own-one\" is used already (at line 10, column 13)",
        ],
    ),
    (
        "\"id\": \"act\"",
        "\"id\": \"ctx\"",
        &[
            "error line 8, column 61: sections › 2 › id: \"ctx\" is used already (at line 8, column 24)",
            "error line 14, column 35: criteria › 2 › section: \"act\" is not a section of this file",
        ],
    ),
    (
        "\"section\": \"act\"",
        "\"section\": \"ctx\"",
        &["warning line 8, column 61: sections › 2 › id: no criterion belongs to the section \"act\""],
    ),
    (
        "[\"own-two\"]",
        "[\"own-one\"]",
        &["error line 12, column 90: criteria › 1 › blocks_with › 1: a criterion cannot block together with itself"],
    ),
    (
        "\"Is it good?\"",
        "\"It is good.\"",
        &["error line 14, column 85: criteria › 2 › question: must be a question that ends with \"?\""],
    ),
    ("\"Is it good?\"", "\"Is it good? \"", &["error line 14, column 85: criteria › 2 › question: must be a question"]),
    (
        "\"should\"",
        "\"shoud\"",
        &[
            "error line 15, column 107: criteria › 2 › weight › report: \"shoud\" is not allowed here (did you mean \"should\"?)",
        ],
    ),
    (
        "{ \"report\": \"should\" }",
        "{ \"reports\": \"should\" }",
        &[
            "error line 15, column 97: criteria › 2 › weight › reports: \"reports\" is not allowed here (did you mean \"report\"?)",
        ],
    ),
    (
        "{ \"proposal\": \"blocking\" }",
        "{}",
        &["error line 12, column 46: criteria › 1 › weight: a core criterion needs a weight"],
    ),
    (
        "{ \"report\": \"should\" }",
        "{}",
        &[
            "warning line 15, column 95: criteria › 2 › weight: without a weight for any kind of document this is never asked",
        ],
    ),
    ("\"Two\"", "\"Twenty-six characters here\"", &[]),
    (
        "\"Two\"",
        "\"Twenty-seven characters now\"",
        &["warning line 14, column 51: criteria › 2 › title: has 27 characters, and only 26 fit"],
    ),
    (
        "\"why\": \"Because.\",\n      \"look_for\": [\"a\", \"b\"]",
        "\"why\": \"Because.\",\n      \"look_for\": [\"a\"]",
        &["warning line 15, column 19: criteria › 2 › look_for: has 1 phrases: 2 to 5 read best"],
    ),
    (
        "\"why\": \"Because.\",\n      \"look_for\": [\"a\", \"b\"]",
        "\"why\": \"Because.\",\n      \"look_for\": [\"a\", \"b\", \"c\", \"d\", \"e\"]",
        &[],
    ),
    (
        "\"measure\"",
        "\"mesure\"",
        &[
            "warning line 10, column 72: criteria › 1 › mesure: the program does not know this member (did you mean \"measure\"?)",
        ],
    ),
    (
        "\"title\": \"Own\"",
        "\"title\": \"Own\", \"colour\": 1",
        &["warning line 6, column 19: colour: the program does not know this member: correct or delete it"],
    ),
    ("\"1.0.0\"", "\"1.0\"", &["error line 4, column 14: version: \"1.0\" is not a version such as 1.0.0"]),
    (
        "[\"infrastructure\"]",
        "[\"rockets\"]",
        &["error line 13, column 16: criteria › 1 › when › 1: \"rockets\" is not a known trait"],
    ),
];

#[test]
fn rules_of_a_checklist() {
    for (old, new, expected) in CHECKLIST_RULES {
        hold(CHECKLIST, old, new, expected);
    }
}

#[test]
fn red_flags_are_two_to_four() {
    for (flags, lines) in [
        ("[\"c\"]", 1),
        ("[\"c\", \"d\"]", 0),
        ("[\"c\", \"d\", \"e\", \"f\"]", 0),
        ("[\"c\", \"d\", \"e\", \"f\", \"g\"]", 1),
        ("[]", 1),
    ] {
        let file = CHECKLIST.replacen("[\"c\", \"d\"]", flags, 1);
        assert_eq!(told(&file).len(), lines, "{flags}");
    }
}

const ANSWER_RULES: &[Case] = &[
    (
        "\"gbv-context-risk-analysis\", \"gbv-budgeted\"",
        "\"gbv-budgeted\"",
        &[
            "warning line 10, column 16: answers › gbv-context-risk-analysis: \"gbv-context-risk-analysis\" is not among the criteria that were asked",
        ],
    ),
    (
        "\"partly\", \"reason\": null",
        "\"not-applicable\", \"reason\": null",
        &["error line 10, column 85: answers › gbv-context-risk-analysis › reason: not-applicable needs a reason"],
    ),
    (
        "\"partly\", \"reason\": null",
        "\"not-applicable\", \"reason\": \" \"",
        &["error line 10, column 85: answers › gbv-context-risk-analysis › reason: not-applicable needs a reason"],
    ),
    ("\"partly\", \"reason\": null", "\"not-applicable\", \"reason\": \"no-contact\"", &[]),
    ("\"harm\": false", "\"harm\": true", &[]),
    (
        "\"partly\"",
        "\"maybe\"",
        &["error line 10, column 57: answers › gbv-context-risk-analysis › rating: \"maybe\" is not allowed here"],
    ),
    (
        "\"state\": \"open\" }",
        "\"state\": \"open\" }, { \"n\": 1, \"criterion\": null, \"where\": \"\", \"class\": \"question\", \"finding\": \"\", \"text\": \"\", \"reply\": null, \"reply_note\": null, \"state\": \"open\" }",
        &["error line 13, column 79: comments › 2 › n: \"1\" is used already (at line 12, column 23)"],
    ),
    (
        "\"n\": 1",
        "\"n\": 0",
        &["error line 12, column 23: comments › 1 › n: \"0\" is too small: it must be at least 1"],
    ),
    (
        "\"role\": \"gbv\"",
        "\"role\": \"boss\"",
        &["error line 7, column 100: reviewer › role: \"boss\" is not a known role of a reviewer"],
    ),
];

#[test]
fn rules_of_a_review_answers_and_comments() {
    for (old, new, expected) in ANSWER_RULES {
        hold(&review(), old, new, expected);
    }
}

#[test]
fn a_quote_has_at_most_200_characters() {
    let quote = |length| format!("\"page\": 9, \"quote\": \"{}\"", "é".repeat(length));
    let too_long = "error line 11, column 98: answers › gbv-context-risk-analysis › evidence › 1 › quote: has 201 characters, at most 200 are allowed";
    for (length, expected) in [(199, &[][..]), (200, &[]), (201, &[too_long])] {
        hold(&review(), "\"page\": 9, \"quote\": \"…\"", &quote(length), expected);
    }
}

#[test]
fn a_draft_has_no_time_of_sign_off() {
    let sum = format!("\"content_sha256\": \"{}\"", "0a".repeat(32));
    let expected =
        "error line 8, column 137: dates › signed_off: a draft (\"content_sha256\" is null) has no time of sign-off";
    hold(&review(), &sum, "\"content_sha256\": null", &[expected]);
}

#[test]
fn a_harm_flag_needs_a_required_change_that_is_not_dropped() {
    let harm = review().replace("\"harm\": false", "\"harm\": true");
    let expected =
        ["warning line 10, column 91: answers › gbv-context-risk-analysis › harm: a harm flag needs a required change"];
    hold(&harm, "\"state\": \"open\"", "\"state\": \"closed\"", &[]);
    hold(&harm, "\"state\": \"open\"", "\"state\": \"dropped\"", &expected);
    hold(&harm, "\"class\": \"required\"", "\"class\": \"recommended\"", &expected);
    hold(&harm, "\"criterion\": \"gbv-context-risk-analysis\"", "\"criterion\": null", &expected);
}

const REVIEW_RULES: &[Case] = &[
    (
        "\"2025-01-13T10:20:45Z\"",
        "null",
        &["error line 8, column 137: dates › signed_off: a review that is signed off needs the time of it"],
    ),
    (
        "\"2025-01-13T10:20:45Z\"",
        "\"2025-01-13T09:02:10Z\"",
        &["warning line 8, column 137: dates › signed_off: the sign-off lies before the start"],
    ),
    ("\"2025-01-13T10:20:45Z\"", "\"2025-01-13T09:02:11.5Z\"", &[]),
    (
        "\"code\": \"endorsed-subject-to-changes\"",
        "\"code\": null",
        &["error line 14, column 24: outcome › code: a review that is signed off needs an outcome"],
    ),
    (
        "\"code\": \"endorsed-subject-to-changes\"",
        "\"code\": \"endorsed\"",
        &["warning line 14, column 90: outcome › reason: the outcome differs from the suggested one"],
    ),
    (
        "\"revision\": 1, \"parent\": null",
        "\"revision\": 2, \"parent\": null",
        &[
            "error line 3, column 74: parent: revision 2 needs this",
            "error line 3, column 90: reason: revision 2 needs this",
        ],
    ),
    (
        "\"parent\": null, \"reason\": null",
        "\"parent\": null, \"reason\": \"typo\"",
        &["error line 3, column 90: reason: revision 1 amends nothing"],
    ),
    (
        "\"round\": 1",
        "\"round\": 2",
        &["warning line 7, column 27: previous: round 2 should name the review of the round before"],
    ),
    (
        "\"previous\": null",
        "\"previous\": \"x\"",
        &["error line 7, column 27: previous: round 1 has no review before it"],
    ),
    (
        "\"requested\": \"2025-01-10\"",
        "\"requested\": \"2025-01-12\"",
        &["warning line 8, column 53: dates › received: \"2025-01-11\" lies before the request (2025-01-12)"],
    ),
    (
        "  \"made_by\": \"appraise 0.1.0\"",
        "  \"made-by\": \"appraise 0.1.0\"",
        &[
            "error line 1, column 1: \"made_by\" (the program that wrote the file) is missing: perhaps \"made-by\" is meant",
        ],
    ),
    (
        "\"role\": \"advice\"",
        "\"role\": \"advise\"",
        &["error line 7, column 41: role: \"advise\" is not allowed here (did you mean \"advice\"?)"],
    ),
];

#[test]
fn rules_of_a_review_as_a_whole() {
    for (old, new, expected) in REVIEW_RULES {
        hold(&review(), old, new, expected);
    }
}

#[test]
fn files_that_are_cut_or_lack_a_byte_are_told_and_never_end_the_program() {
    for file in [RECORD, &review(), CHECKLIST] {
        let bytes = file.as_bytes();
        // Without its last line feed a file is whole.
        for length in 0..bytes.len() - 1 {
            assert!(report(&bytes[..length]).has_errors(), "{length}");
        }
        for gap in 0..bytes.len() {
            let damaged = [&bytes[..gap], &bytes[gap + 1..]].concat();
            let report = report(&damaged);
            assert!(report.faults.is_sorted_by_key(|fault| fault.at) && report.faults.iter().all(is_readable), "{gap}");
        }
    }
}

/// A sentence: neither empty nor over lines.
fn is_readable(fault: &Fault) -> bool {
    !fault.message.is_empty() && !fault.to_string().contains(char::is_control)
}

/// Any value in the place of any member of a valid file.
fn any_value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?[1-9][0-9]{0,20}(\\.[0-9])?",
        "\"[ a-zA-Z0-9?é-]{0,30}\""
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            ("(id|n|title|section|weight|rating|start|x)", inner)
                .prop_map(|(name, value)| format!("{{\"{name}\":{value}}}")),
        ]
    })
}

proptest! {
    #[test]
    fn a_member_of_any_kind_is_told_or_accepted(file in 0..3_usize, place in any::<prop::sample::Index>(), value in any_value()) {
        let file = [RECORD.to_owned(), review(), CHECKLIST.to_owned()][file].clone();
        let places: Vec<usize> = file.match_indices("\": ").map(|(at, _)| at + 3).collect();
        let at = places[place.index(places.len())];
        // The old value stays behind as a text of its own, so that the structure holds or is told.
        let json = format!("{}{value},\"old-{at}\": {}", file.split_at(at).0, file.split_at(at).1);
        prop_assert!(parse(json.as_bytes()).is_ok(), "{json}");
        let report = report(json.as_bytes());
        prop_assert!(report.faults.iter().all(is_readable), "{report:?}");
    }

    #[test]
    fn any_bytes_are_told(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let report = report(&bytes);
        prop_assert!(report.has_errors() && report.faults.iter().all(is_readable), "{report:?}");
    }
}
