use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::read::read_in_full;
use super::*;
use crate::domain::canonical::sorted;
use crate::domain::checklist::Profile;
use crate::domain::outcome::Outcome;
use crate::domain::record::Record;
use crate::domain::review::{Review, Reviewer, Start};

/// A signed-off review with something in every member that is read, and beside it.
fn review() -> Value {
    let start = Start {
        id: "01890000-0000-7000-8000-000000000001".to_owned(),
        at: "2025-01-13T10:00:00Z".parse().unwrap(),
        round: 2,
        previous: Some("01890000-0000-7000-8000-000000000002".to_owned()),
        reviewer: Reviewer { id: "ab".to_owned(), name: Some("Zoë “Z” \\ \"Q\"".to_owned()), role: None },
        workspace: String::new(),
        profile: Profile::All,
    };
    let lists = crate::checklists::built_in();
    let mut review = Review::new(&Record::new("plan", Kind::Proposal, "Où ? \"Ici\""), &lists, start);
    review.outcome.code = Some(Outcome::Endorsed);
    let mut file = serde_json::to_value(review.sealed("2025-01-13T11:00:00Z".parse().unwrap())).unwrap();
    let asked: Vec<String> = serde_json::from_value(file["checklists"][0]["asked"].clone()).unwrap();
    let quote = json!({ "section": "s1", "heading": "1. \u{645}", "page": 3, "quote": "\u{1f600}\tx\\" });
    let ratings = [json!("yes"), json!("no"), json!("partly"), json!("not-applicable"), json!(null)];
    let answer = |n: usize| {
        json!({ "rating": ratings[n % 5], "reason": null, "harm": n == 1, "note": (n == 2).then_some("a \"b\""),
                "evidence": if n == 3 { json!([quote]) } else { json!([]) },
                "answered_at": "2025-01-13T10:30:00Z", "carried": n == 4 })
    };
    file["answers"] = asked.iter().take(7).enumerate().map(|(n, id)| (id.clone(), answer(n))).collect();
    let comment = |n: usize| {
        json!({ "n": n, "criterion": (n > 1).then(|| asked[n].clone()), "where": "p. 3", "class": "required",
                "finding": "line\nbreak", "text": "", "reply": null, "reply_note": null, "state": "open" })
    };
    file["comments"] = (1..4).map(comment).collect();
    file["record"]["countries"] = json!(["SSD", "MOZ"]);
    file["record"]["sectors"] = json!(["PRO"]);
    file["record"]["tags"] = json!(["psea"]);
    file
}

/// The same file as it may be spelt: ours, compact, by name, and with members of a later program.
static SPELLINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut later = review();
    later["zeal"] = json!({ "b": 1.10, "a": [1, { "d": -0.0, "c": 1e-7 }, [], {}, true] });
    later["answers"]["x"] = json!({ "weight": 12 });
    later["comments"][0]["later"] = json!([[[{ "a": "b" }]]]);
    let pretty = |file: &Value| serde_json::to_string_pretty(file).unwrap();
    vec![pretty(&review()), review().to_string(), pretty(&sorted(&review())), pretty(&later), pretty(&review()) + " \n"]
});

/// What reading gives, beside what the strict reader alone gives: words by their texts, as their numbers may differ.
fn both(bytes: &[u8], lexicon: &mut Lexicon, known: &mut Known) -> [Result<ReviewBrief, Unread>; 2] {
    let file = ("2025/a.json", Stamp::default());
    let quick = read(bytes, file, lexicon, known).map(|brief| *brief);
    let full = read_in_full(bytes, file, lexicon, &mut Known::default()).map(|brief| *brief);
    [quick, full]
}

fn assert_same(bytes: &[u8]) {
    let (mut lexicon, mut known) = (Lexicon::default(), Known::default());
    for bytes in [bytes, SPELLINGS[0].as_bytes(), bytes] {
        let [quick, full] = both(bytes, &mut lexicon, &mut known);
        assert_eq!(quick, full, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn skimming_gives_what_reading_gives() {
    for text in SPELLINGS.iter() {
        let (mut lexicon, mut known) = (Lexicon::default(), Known::default());
        let [quick, full] = both(text.as_bytes(), &mut lexicon, &mut known);
        assert_eq!(quick, full);
        let brief = quick.unwrap();
        assert_eq!((brief.file(), brief.record(), brief.title()), ("2025/a.json", "plan", "Où ? \"Ici\""));
        let texts = |words| lexicon.texts(words).collect::<Vec<_>>();
        assert_eq!(texts(brief.countries()), ["SSD", "MOZ"]);
        assert_eq!([texts(brief.sectors()), texts(brief.tags())], [["PRO"], ["psea"]]);
        assert_eq!((brief.changes.len(), brief.marks.iter().filter(|mark| mark.harm()).count()), (3, 1));
    }
}

#[test]
fn our_own_files_are_skimmed() {
    let (text, known) = (&SPELLINGS[0], Known::default());
    assert!(read::is_skimmed(text, &known));
}

#[test]
fn what_is_refused_stays_refused() {
    let text = &SPELLINGS[0];
    let cases = [
        ("\"harm\": false", "\"harm\": fals"),
        ("\"harm\": false", "\"harm\": false, \"harm\": false"),
        ("\"rating\": \"yes\"", "\"rating\": \"maybe\""),
        ("\"rating\": \"yes\"", "\"rating\": \"yes\", \"rating\": null"),
        ("\"n\": 1", "\"n\": 01"),
        ("\"n\": 1", "\"n\": 99999999999"),
        ("\"evidence\": []", "\"evidence\": [,]"),
        ("\"evidence\": []", "\"evidence\": [1,]"),
        ("\"note\": null", "\"note\": \"\\x\""),
        ("\"note\": null", "\"note\": \"a\nb\""),
        ("\"note\": null", "\"note\": -"),
        ("\"note\": null", "\"note\": 1.e3"),
        ("\"round\": 2", "\"round\": 2, \"round\": 2"),
        ("\"round\": 2", "\"round\": \"2\""),
        ("\"asked\": [", "\"asked\": [["),
        ("\n  ],", "\n  ,"),
    ];
    for (ours, theirs) in cases {
        let changed = text.replacen(ours, theirs, 1);
        assert_ne!(*text, changed, "{ours}");
        assert_same(changed.as_bytes());
        let (mut lexicon, mut known) = (Lexicon::default(), Known::default());
        assert!(both(changed.as_bytes(), &mut lexicon, &mut known)[0].is_err(), "{theirs}");
    }
    (0..text.len()).step_by(7).for_each(|end| assert_same(&text.as_bytes()[..end]));
    let mut bytes = text.clone().into_bytes();
    *bytes.iter_mut().rfind(|byte| byte.is_ascii_alphabetic()).unwrap() = 0xff;
    assert_same(&bytes);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_damaged_file_is_read_as_the_strict_reader_reads_it(
        spelling in 0_usize..5,
        damages in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..4, any::<prop::sample::Index>()), 1..4),
    ) {
        const BYTES: &[u8] = b"\"\\{}[],:0123-.eE+ntfu \n\t\x00\x1f\x7f\xc3\xff/";
        let mut bytes = SPELLINGS[spelling].clone().into_bytes();
        for (at, how, other) in damages {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = BYTES[other.index(BYTES.len())],
                1 => bytes.insert(at, BYTES[other.index(BYTES.len())]),
                2 => drop(bytes.drain(at..bytes.len().min(at + 1 + other.index(40)))),
                _ => {
                    let from = other.index(bytes.len());
                    let piece = bytes[from..bytes.len().min(from + 60)].to_vec();
                    drop(bytes.splice(at..at, piece));
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        assert_same(&bytes);
    }
}
