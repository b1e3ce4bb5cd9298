use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::read::read_in_full;
use super::*;
use crate::domain::canonical::sorted;
use crate::domain::checklist::Profile;
use crate::domain::kind::Kind;
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

/// Where reading puts a review, beside where the strict reader alone puts it.
fn both(bytes: &[u8], briefs: &mut Briefs, known: &mut Known) -> [Result<usize, Unread>; 2] {
    let file = ("2025/a.json", Stamp::default());
    let quick = read(bytes, file, briefs, known).map(|()| briefs.reviews.len() - 1);
    let full = read_in_full(bytes, file, briefs, &mut Known::default()).map(|()| briefs.reviews.len() - 1);
    [quick, full]
}

fn assert_same(bytes: &[u8]) {
    let (mut briefs, mut known) = (Briefs::default(), Known::default());
    for bytes in [bytes, SPELLINGS[0].as_bytes(), bytes] {
        let read = both(bytes, &mut briefs, &mut known);
        let [quick, full] = read.map(|read| read.map(|at| briefs.reviews.get(at).unwrap()));
        assert_eq!(quick, full, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn skimming_gives_what_reading_gives() {
    for text in SPELLINGS.iter() {
        let (mut briefs, mut known) = (Briefs::default(), Known::default());
        let read = both(text.as_bytes(), &mut briefs, &mut known);
        let [brief, full] = read.map(|read| briefs.reviews.get(read.unwrap()).unwrap());
        assert_eq!(brief, full);
        assert_eq!((brief.file(), brief.record(), brief.title()), ("2025/a.json", "plan", "Où ? \"Ici\""));
        let texts = |words| briefs.lexicon.texts(words).collect::<Vec<_>>();
        assert_eq!(texts(brief.countries()), ["SSD", "MOZ"]);
        assert_eq!([texts(brief.sectors()), texts(brief.tags())], [["PRO"], ["psea"]]);
        assert_eq!((brief.changes().len(), brief.marks().iter().filter(|mark| mark.harm()).count()), (3, 1));
        assert_eq!(brief.previous(), "01890000-0000-7000-8000-000000000002".parse().ok());
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
        let (mut briefs, mut known) = (Briefs::default(), Known::default());
        assert!(both(changed.as_bytes(), &mut briefs, &mut known)[0].is_err(), "{theirs}");
        assert!(briefs.reviews.is_empty(), "{theirs}");
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

/// The review under another name, of another document, in words that other reviews do not have.
fn other(n: usize) -> Vec<u8> {
    let mut file = review();
    file["id"] = json!(format!("01890000-0000-7000-8000-{n:012}"));
    file["record"]["id"] = json!(format!("plan-{n}"));
    file["record"]["title"] = json!("é".repeat(n));
    file["record"]["countries"] = json!((0..n).map(|at| format!("C{n}{at}")).collect::<Vec<_>>());
    file["record"]["markers"] = json!([{ "scheme": "gam", "code": format!("{n}"), "reading": null }]);
    file["reviewer"]["id"] = json!(format!("reviewer-{n}"));
    file["previous"] = if n.is_multiple_of(2) { json!(null) } else { file["previous"].clone() };
    file["parent"] = if n.is_multiple_of(3) { json!("0".repeat(63) + &n.to_string()) } else { json!(null) };
    file.to_string().into_bytes()
}

fn read_others(numbers: &[usize], briefs: &mut Briefs, known: &mut Known) {
    for n in numbers {
        // Of every second one the record's id stands in the name of the file.
        let name = if n.is_multiple_of(2) { format!("2025/plan-{n}.json") } else { format!("{n}/x.json") };
        read(&other(*n), (&name, Stamp { size: 1, changed: 2 }), briefs, known).unwrap();
    }
}

/// All that a brief says, in words.
fn told(briefs: &Briefs) -> Vec<String> {
    let tell = |one: ReviewBrief| {
        let lexicon = &briefs.lexicon;
        let texts = |words| lexicon.texts(words).collect::<Vec<_>>().join(",");
        let markers: Vec<_> = one.markers().iter().map(|marker| lexicon.text(marker.code)).collect();
        let changes: Vec<_> =
            one.changes().iter().map(|change| change.criterion.map(|word| lexicon.text(word))).collect();
        let asked: Vec<_> = lexicon.texts(&lexicon.asked(one.asked).criteria).collect();
        let codes = [one.countries(), one.sectors(), one.tags()].map(texts);
        format!(
            "{} {} {} {codes:?} {markers:?} {changes:?} {asked:?} {} {:?} {:?} {:?} {}",
            one.file(),
            one.record(),
            one.title(),
            lexicon.text(one.reviewer),
            one.marks().iter().map(|mark| (mark.rating(), mark.harm())).collect::<Vec<_>>(),
            one.parent(),
            one.previous(),
            one.id,
        )
    };
    briefs.reviews.iter().map(tell).collect()
}

#[test]
fn reviews_say_the_same_wherever_their_parts_are() {
    let mut all = Briefs::default();
    read_others(&[1, 2, 3, 4, 5, 6], &mut all, &mut Known::default());
    let mut together = Briefs::default();
    let mut threads: [(Briefs, Known); 2] = Default::default();
    for (thread, some) in [(0, &[1, 2][..]), (1, &[3]), (0, &[4, 5]), (1, &[6])] {
        let (briefs, known) = &mut threads[thread];
        read_others(some, briefs, known);
        together.take_in(briefs, known);
        assert!(briefs.reviews.is_empty());
    }
    assert_eq!(told(&together), told(&all), "two threads");

    let mut packed = Briefs { lexicon: all.lexicon.clone(), ..Briefs::default() };
    for places in [0..2, 2..5, 5..6] {
        let bytes = all.reviews.pack(places);
        assert!((0..bytes.len()).all(|end| Reviews::default().unpack(&bytes[..end]).is_none()));
        packed.reviews.unpack(&bytes).unwrap();
    }
    assert_eq!(told(&packed), told(&all), "an index");

    let mut some = all.clone();
    some.reviews.keep(&[false, true, false, false, true, false]);
    assert_eq!(told(&some), [&told(&all)[1..2], &told(&all)[4..5]].concat());
    some.reviews.unpack(&all.reviews.pack(3..6)).unwrap();
    some.reviews.sort();
    let mut sorted: Vec<_> = [1, 4, 3, 4, 5].iter().map(|at| told(&all)[*at].clone()).collect();
    sorted.sort_by(|a, b| a.split(' ').next().cmp(&b.split(' ').next()));
    assert_eq!(told(&some), sorted);
    some.reviews.relate();
    assert_eq!(some.reviews.repeated().len(), 2);
}
