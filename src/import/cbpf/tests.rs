//! Projects of the pooled funds: the traps of their files.

use std::ops::ControlFlow;

use serde_json::json;

use super::marker::{Claim, claim};
use crate::import::listing::{Entry, Item};
use crate::import::{self, Limits};

fn entries(text: &str) -> Vec<Entry> {
    let listing = import::listing("x.csv", text.as_bytes(), None, &Limits::USUAL).unwrap().expect("projects");
    assert_eq!((listing.format, listing.whole), ("cbpf", false));
    let mut entries = Vec::new();
    listing
        .each("x.csv", &mut |item| {
            if let Item::Entry(entry) = item {
                entries.push(*entry);
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    entries
}

#[test]
fn trap_1_and_2_the_words_tell_which_marker_a_code_belongs_to() {
    let code = |scheme, code: &str| Claim::Code(scheme, code.to_owned());
    let given = [
        ("2a- The project is designed to contribute significantly", code("iasc-gm-old", "2a")),
        ("2a-The project is designed to contribute significantly", code("iasc-gm-old", "2a")),
        ("2b-The principal purpose of the project", code("iasc-gm-old", "2b")),
        ("4- Likely to contribute to gender equality", code("gam", "4")),
        ("1- Unlikely to contribute to gender equality", code("gam", "1")),
        ("1- The project is designed to contribute in some limited way", code("iasc-gm-old", "1")),
        ("4- Not applicable - Only used for very small projects", Claim::NotGiven),
        ("3- Not specified", Claim::NotGiven),
        ("4", Claim::Unsure),
        ("1", Claim::Unsure),
        ("", Claim::Unsure),
    ];
    for (text, wanted) in given {
        assert_eq!(claim(text), wanted, "{text}");
    }
}

#[test]
fn a_project_is_read_whatever_its_code_is_called() {
    for name in super::CODES {
        let text = format!(
            "PFId,{name},PrjTitle,OrgNm,AStrDt,AEndDt,PrgBdg,BenAgg,BenTotSplit,PrjGM,GAMRefNumber,ClstAgg,AllNm\n\
             1,CBPF-AFG-25-R-INGO-35079,\" A  project\",International NGO,5/20/2024 12:00:00 AM,4/5/2025 12:00:00 AM,\
             200000.06 ,3444##3806##5256##5619,617|0|618|1852|0,4- Likely to contribute,H99-1,6##10,First\n"
        );
        let entry = entries(&text).remove(0);
        let record = entry.imported.record;
        assert_eq!((entry.key.as_str(), record.title.as_str()), ("CBPF-AFG-25-R-INGO-35079", "A project"));
        assert_eq!(
            (record.countries.as_slice(), record.people_targeted),
            (["AFG".to_owned()].as_slice(), Some(18_125))
        );
        assert_eq!(record.budget.unwrap().amount, "200000.06");
        let period = record.period.unwrap();
        assert_eq!(
            (period.start.unwrap().to_string(), period.end.unwrap().to_string()),
            ("2024-05-20".into(), "2025-04-05".into())
        );
        let marker = &record.markers[0];
        assert_eq!(
            (marker.scheme.as_str(), marker.code.as_str(), marker.reference.as_deref()),
            ("gam", "4", Some("H99-1"))
        );
        assert_eq!(
            (&record.extra["people"]["girls"], &record.extra["people_by_group"]["returnee"]),
            (&5_619.into(), &1_852.into())
        );
        assert_eq!(record.extra["ClstAgg"], "6##10");
        assert_eq!(entry.imported.warnings, Vec::<String>::new());
    }
}

#[test]
fn trap_5_and_13_what_does_not_fit_is_kept_and_said() {
    let text =
        "PooledFundId,ChfProjectCode,BenAgg,BenTotSplit,PrjGM,EndDate\n1,SUD-18/X/1,1##2##3,1|x,4,3/4/2025\n2,B,,";
    let entries = entries(text);
    let first = &entries[0].imported;
    assert_eq!((first.record.people_targeted, first.record.markers.len(), first.record.countries.len()), (None, 0, 0));
    assert_eq!((&first.record.extra["BenAgg"], &first.record.extra["BenTotSplit"]), (&"1##2##3".into(), &"1|x".into()));
    assert_eq!((first.warnings.len(), first.record.title.as_str()), (5, "SUD-18/X/1"), "{:?}", first.warnings);
    assert!(
        entries[1].imported.warnings.iter().any(|w| w.contains("stops after 4 of 6 columns")),
        "{:?}",
        entries[1].imported.warnings
    );
}

#[test]
fn the_same_members_as_json_make_the_same_record() {
    let list = json!([{ "PooledFundId": 1, "ChfProjectCode": "CBPF-KEN-1", "BenM": 1, "BenW": 2, "BenB": 3, "BenG": null, "Budget": 0 }]);
    for value in [list.clone(), json!({ "value": list })] {
        let record = entries(&value.to_string()).remove(0).imported.record;
        assert_eq!((record.id.as_str(), record.people_targeted), ("cbpf-ken-1", None), "one of four is not known");
        assert_eq!((record.countries[0].as_str(), record.budget.unwrap().amount.as_str()), ("KEN", "0"));
    }
}
