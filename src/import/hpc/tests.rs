//! Answers of the tools of the programme cycle.

use std::ops::ControlFlow;

use serde_json::{Value, json};

use crate::import::listing::{Entry, Item};
use crate::import::{self, Limits};

fn entries(value: &Value) -> Vec<Entry> {
    let bytes = format!("\u{feff}{value}");
    let listing = import::listing("x.json", bytes.as_bytes(), None, &Limits::USUAL).unwrap().expect("plans");
    let mut entries = Vec::new();
    listing
        .each("x.json", &mut |item| {
            if let Item::Entry(entry) = item {
                entries.push(*entry);
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    entries
}

fn plan() -> Value {
    json!({
        "id": 1188, "planVersion": { "name": " Sudan  Plan 2024 ", "code": "HSDN24", "startDate": "2024-01-01T00:00:00.000Z", "endDate": "2024-12-31" },
        "categories": [{ "group": "planType", "name": "Humanitarian response plan" }],
        "countries": [{ "iso3": "sdn" }, { "name": "Atlantis" }], "origRequirements": 0, "revisedRequirements": 2_695_000_000_u64,
        "globalClusters": [{ "code": "WSH" }, { "code": "XYZ" }]
    })
}

#[test]
fn a_plan_is_read_alone_and_in_a_list() {
    for value in [json!({ "data": plan() }), json!({ "data": [plan()] }), json!({ "data": { "plans": [plan()] } })] {
        let entry = entries(&value).remove(0);
        let record = entry.imported.record;
        assert_eq!(
            (entry.key.as_str(), record.id.as_str(), record.title.as_str()),
            ("1188", "hsdn24", "Sudan Plan 2024")
        );
        assert_eq!(
            (record.kind.code(), record.countries.as_slice()),
            ("crisis-response-plan", ["SDN".to_owned()].as_slice())
        );
        assert_eq!(record.budget.unwrap().amount, "2695000000", "one of the two may be zero");
        assert_eq!(record.period.unwrap().start.unwrap().to_string(), "2024-01-01");
        assert_eq!((record.sectors[0].as_str(), &record.extra["global_clusters"][0]), ("WSH", &"XYZ".into()));
        assert_eq!(record.extra["countries_raw"][0], "Atlantis");
    }
}

#[test]
fn trap_8_an_id_is_a_text_whatever_its_type() {
    let mut other = plan();
    other["id"] = "1188".into();
    assert_eq!(entries(&json!({ "data": other }))[0].key, "1188");
}

#[test]
fn trap_9_sums_and_flows_are_refused_kindly() {
    let given = [
        (json!({ "data": { "report3": { "fundingTotals": {} } } }), "a report of sums"),
        (json!({ "data": { "flows": [{ "id": "1", "amountUSD": 5 }] } }), "a list of money flows"),
    ];
    for (value, what) in given {
        let Err(error) = import::listing("x.json", value.to_string().as_bytes(), None, &Limits::USUAL) else {
            panic!("read")
        };
        let sentence = error.to_string();
        assert!(sentence.contains(what) && sentence.contains("Download the plan"), "{sentence}");
    }
    assert!(import::listing("x.json", b"{\"data\": [1]}", None, &Limits::USUAL).unwrap().is_none());
}

#[test]
fn trap_15_labels_stay_as_they_are_written() {
    let value = json!({ "data": {
        "locations": [{ "name": "Sudan", "adminLevel": 0 }, { "name": "Kenya", "adminLevel": 1 }],
        "caseloads": [{ "caseloadType": "plan", "target": 5, "inNeed": 9, "disaggregatedAttachments": [{ "categoryLabel": "Hostcommunities" }] }],
        "planGlobalClusters": [{ "globalClusterCode": "CCM" }]
    } });
    let imported = entries(&value).remove(0).imported;
    assert_eq!((imported.record.title.as_str(), imported.record.people_targeted), ("Response plan: Sudan", Some(5)));
    assert_eq!(imported.record.extra["people_labels"], json!(["Hostcommunities"]));
    assert_eq!((imported.guessed, imported.warnings.len()), (vec!["title", "kind"], 1));
}

#[test]
fn clusters_alone_make_a_plan_without_a_name() {
    let value = json!({ "data": [{ "planId": 943, "governingEntityVersion": { "name": "Health", "customReference": "HEA" } }] });
    let record = entries(&value).remove(0).imported.record;
    assert_eq!(
        (record.id.as_str(), record.title.as_str(), record.sections[0].text.as_str()),
        ("943", "Response plan 943", "Health")
    );
}

#[test]
fn json_is_read_up_to_its_limit() {
    let text = r#"{"data":[{"id":1,"planVersion":{"name":"P","code":"H1"},"countries":[]}]}"#;
    for (json, fits) in [(text.len() + 1, true), (text.len(), true), (text.len() - 1, false)] {
        let limits = Limits { json, ..Limits::USUAL };
        assert_eq!(import::listing("x.json", text.as_bytes(), None, &limits).is_ok(), fits, "{json}");
    }
}
