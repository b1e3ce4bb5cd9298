//! Records: what is taken keeps every member, and the list shows what the file says.

use std::sync::LazyLock;

use appraise::checklists::built_in;
use appraise::demo::drawn;
use appraise::domain::brief::{RecordBrief, Stamp};
use appraise::domain::parse;
use appraise::domain::record::Record;
use appraise::import;
use serde_json::Value;

use crate::campaign::{Dice, run, seeds};
use crate::reviews::check_places;
use crate::value::{bytes, changed};

/// How many run with every test.
const USUAL: u64 = 3_000;

static RECORDS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let lists = built_in();
    (0..8).map(|n| serde_json::to_value(drawn(11, n, &lists).record).unwrap()).collect()
});

#[test]
fn records() {
    let mut taken = 0;
    run("records", seeds(USUAL), |seed| {
        let dice = &mut Dice::of(seed);
        let file = bytes(&changed(dice.pick(&RECORDS), dice), dice);
        check_places(&file, &parse::check(&file));
        let Ok(record) = parse::checked::<Record>(&file) else { return };
        taken += 1;
        let written = serde_json::to_vec_pretty(&record).unwrap();
        assert_eq!(parse::checked::<Record>(&written).unwrap(), record);
        let brief = RecordBrief::read(&file, ("x.json", Stamp { size: 0, changed: 0 })).unwrap();
        assert_eq!((&*brief.id, &*brief.title, brief.kind), (&*record.id, &*record.title, record.kind));
        if let Ok(imported) = import::import("x.json", &file) {
            let kept = serde_json::to_vec_pretty(&imported.record).unwrap();
            assert!(!parse::check(&kept).has_errors(), "{}", parse::check(&kept));
        }
    });
    assert!(taken > 0, "none was taken");
    println!("records: {taken} were taken");
}
