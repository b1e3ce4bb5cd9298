//! Activities of IATI: each trap of the real data that is one of theirs.

use std::ops::ControlFlow;

use crate::domain::record::Record;
use crate::import::listing::{Entry, Item};
use crate::import::{self, ImportError, Limits};

const SMALL: Limits = Limits { text: 4_000, depth: 6, elements: 50, cell: 100, ..Limits::USUAL };

fn items(text: &str, limits: &Limits) -> Result<Vec<Item>, ImportError> {
    let listing = import::listing("x.xml", text.as_bytes(), None, limits)?.expect("activities");
    let mut items = Vec::new();
    listing.each("x.xml", &mut |item| {
        items.push(item);
        ControlFlow::Continue(())
    })?;
    Ok(items)
}

fn entries(text: &str) -> Vec<Entry> {
    let entry = |item| match item {
        Item::Entry(entry) => *entry,
        Item::Faulty(why) => panic!("{why}"),
    };
    items(text, &Limits::USUAL).unwrap().into_iter().map(entry).collect()
}

fn activity(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><iati-activities version=\"2.03\"><iati-activity default-currency=\"USD\" xml:lang=\"fr\">\
         <iati-identifier>XM-1</iati-identifier><title><narrative xml:lang=\"en\">A</narrative><narrative>Élan &amp; \
         &#233;t&#xe9;</narrative></title>{inside}</iati-activity></iati-activities>"
    )
}

fn record(inside: &str) -> Record {
    entries(&activity(inside)).remove(0).imported.record
}

fn warnings(inside: &str) -> Vec<String> {
    entries(&activity(inside)).remove(0).imported.warnings
}

#[test]
fn an_activity_says_what_it_is_in_its_language() {
    let record = record(
        "<reporting-org ref=\"X\"><narrative>Org</narrative></reporting-org>\
         <description type=\"2\"><narrative>Buts</narrative></description><description><narrative>Un &lt;texte&gt;</narrative></description>\
         <activity-date iso-date=\"2025-03-01\" type=\"1\"/><activity-date iso-date=\"2026-01-01\" type=\"3\"/>\
         <activity-date iso-date=\"2025-02-01\" type=\"2\"/>\
         <recipient-country code=\"SO\" percentage=\"40\"/><recipient-country code=\"KE\" percentage=\"60\"/><recipient-country code=\"QQ\"/>\
         <recipient-region code=\"289\"/><sector vocabulary=\"1\" code=\"72010\"/><sector vocabulary=\"10\" code=\"WSH\"/>\
         <humanitarian-scope type=\"2\" vocabulary=\"2-1\" code=\"HSOM25\"/><humanitarian-scope type=\"1\" vocabulary=\"1-2\" code=\"X\"/>\
         <contact-info><person-name><narrative>A. Person</narrative></person-name></contact-info>",
    );
    assert_eq!(
        (record.id.as_str(), record.title.as_str(), record.language.as_deref()),
        ("xm-1", "Élan & été", Some("fr"))
    );
    assert_eq!((record.reference.as_deref(), record.organisation.as_deref()), (Some("XM-1"), Some("Org")));
    let sections: Vec<_> = record.sections.iter().map(|s| format!("{} {}", s.heading, s.text)).collect();
    assert_eq!(sections, ["Objectives Buts", "General Un <texte>"]);
    let period = record.period.unwrap();
    assert_eq!(
        (period.start.unwrap().to_string(), period.end.unwrap().to_string()),
        ("2025-02-01".into(), "2026-01-01".into())
    );
    assert_eq!((record.countries, record.sectors), (vec!["SOM".to_owned(), "KEN".to_owned()], vec!["WSH".to_owned()]));
    assert_eq!(record.parent_document.as_deref(), Some("HSOM25"));
    assert_eq!(record.extra["countries_raw"][0], "QQ");
    assert_eq!(record.extra["country_shares"][1]["percentage"], "60");
    assert_eq!(
        (&record.extra["regions"][0]["vocabulary"], record.extra["sectors"].as_array().unwrap().len()),
        (&"1".into(), 2)
    );
    assert!(!serde_json::to_string(&record.extra).unwrap().contains("Person"), "no person is kept");
}

#[test]
fn trap_3_an_empty_significance_is_no_marker() {
    let marker = |significance: &str| {
        let record = record(&format!("<policy-marker vocabulary=\"1\" code=\"1\" {significance}/>"));
        let code = record.markers.first().map(|marker| format!("{} {}", marker.scheme, marker.code));
        (code, record.extra.contains_key("gender_marker"))
    };
    assert_eq!(marker("significance=\"\""), (None, true));
    assert_eq!(marker(""), (None, true));
    assert_eq!(marker("significance=\"0\""), (Some("dac-gender 0".to_owned()), false));
    assert_eq!(marker("significance=\"2\""), (Some("dac-gender 2".to_owned()), false));
    assert_eq!(marker("significance=\"4\""), (None, true));
    assert!(record("<policy-marker code=\"2\" significance=\"1\"/>").markers.is_empty(), "another marker");
    assert!(
        record("<policy-marker vocabulary=\"99\" code=\"1\" significance=\"1\"/>").markers.is_empty(),
        "another list"
    );
}

#[test]
fn the_budget_is_the_sum_of_its_periods() {
    let budget = |inside: &str| record(inside).budget.map(|budget| format!("{} {}", budget.amount, budget.currency));
    let period = |amount: &str| format!("<budget><value currency=\"\">{amount}</value></budget>");
    assert_eq!(budget(&(period("200000.06 ") + &period("0.94"))), Some("200001 USD".to_owned()));
    assert_eq!(budget(&period("1234567.5")), Some("1234567.50 USD".to_owned()));
    assert_eq!(budget(&period("0")), Some("0 USD".to_owned()));
    assert_eq!(budget(&period("")), None);
    assert_eq!(budget(""), None);
    assert_eq!(budget(&period("lots")), None);
    let mixed = "<budget><value currency=\"EUR\">1</value></budget><budget><value>2</value></budget>";
    assert_eq!(
        (budget(mixed), warnings(mixed).len(), record(mixed).extra["budgets"].as_array().unwrap().len()),
        (None, 1, 2)
    );
    let revised = "<budget type=\"1\"><value>1</value></budget><budget type=\"2\"><value>5</value></budget>";
    assert_eq!((budget(revised), warnings(revised).len()), (Some("5 USD".to_owned()), 1));
}

#[test]
fn trap_10_one_activity_is_a_file_and_organisations_are_none() {
    let alone = "<iati-activity xmlns:x=\"y\" x:a=\"1\"><iati-identifier>A</iati-identifier><x:title>no</x:title></iati-activity>";
    let entry = entries(alone).remove(0);
    assert_eq!((entry.key.as_str(), entry.imported.record.title.as_str()), ("A", "A"));
    let organisations = "<iati-organisations><iati-organisation/></iati-organisations>";
    let sentence = items(organisations, &Limits::USUAL).unwrap_err().to_string();
    assert!(sentence.starts_with("This is an IATI organisation file"), "{sentence}");
    assert!(import::listing("x.xml", b"<?xml version='1.0'?><rss/>", None, &Limits::USUAL).unwrap().is_none());
}

#[test]
fn an_activity_without_a_name_is_said() {
    let text = "<iati-activities><iati-activity/><iati-activity><title><narrative>B</narrative></title></iati-activity></iati-activities>";
    let items = items(text, &Limits::USUAL).unwrap();
    assert_eq!(items[0], Item::Faulty("activity 1: it has neither an identifier nor a title".to_owned()));
    assert!(matches!(&items[1], Item::Entry(entry) if entry.key == "2"));
}

#[test]
fn nothing_is_expanded_and_what_breaks_off_is_said() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>";
    let text =
        activity("<description><narrative>&b; &amp;</narrative></description>").replace("?><", &format!("?>{laughs}<"));
    assert_eq!(entries(&text)[0].imported.record.sections[0].text, "&b; &");
    let whole = activity("");
    for cut in ["</iati-activities>", "</iati-activity>", "</title>"] {
        let (cut, _) = whole.split_once(cut).unwrap();
        assert!(matches!(items(cut, &Limits::USUAL), Err(ImportError::BrokenXml { line: 1, .. })), "{cut}");
    }
    assert!(items(&activity("<a></b>"), &Limits::USUAL).is_err());
}

#[test]
fn each_limit_holds_just_below_at_and_above() {
    let deep = |count: usize| activity(&format!("<title>{}{}</title>", "<a>".repeat(count), "</a>".repeat(count)));
    for (count, fits) in [(3, true), (4, true), (5, false)] {
        assert_eq!(items(&deep(count), &SMALL).is_ok(), fits, "{count}");
    }
    for (length, cut) in [(99, 0), (100, 0), (101, 1)] {
        let text = activity(&format!("<description><narrative>{}</narrative></description>", "x".repeat(length)));
        let Item::Entry(entry) = items(&text, &SMALL).unwrap().remove(0) else { panic!("faulty") };
        assert_eq!(entry.imported.warnings.len(), cut, "{length}");
    }
    // Four elements of the activity itself, the title, and these.
    for (count, fits) in [(44, true), (45, true), (46, false)] {
        let title = format!("<title>{}</title>", "<x/>".repeat(count));
        assert_eq!(items(&activity(&title), &Limits { text: 9_000, ..SMALL }).is_ok(), fits, "{count}");
    }
    let base = activity("").len();
    for (length, fits) in [(3_999, true), (4_000, true), (4_001, false)] {
        assert_eq!(items(&activity(&" ".repeat(length - base)), &SMALL).is_ok(), fits, "{length}");
    }
}
