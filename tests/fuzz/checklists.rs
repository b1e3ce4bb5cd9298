//! Checklists: what is taken can be written and read again with the same hash, printed and made a form of.

use std::sync::LazyLock;

use appraise::checklists::{self, built_in};
use appraise::export::xlsform;
use serde_json::Value;

use crate::campaign::{Dice, run, seeds};
use crate::reviews::check_places;
use crate::value::{bytes, changed};

/// How many run with every test.
const USUAL: u64 = 400;

static LISTS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let short = |mut list: Value| {
        list["criteria"].as_array_mut().unwrap().truncate(4);
        list
    };
    built_in().iter().map(|pinned| short(serde_json::to_value(&pinned.checklist).unwrap())).collect()
});

#[test]
fn checklists() {
    let mut taken = 0;
    run("checklists", seeds(USUAL), |seed| {
        let dice = &mut Dice::of(seed);
        let file = bytes(&changed(dice.pick(&LISTS), dice), dice);
        check_places(&file, &checklists::check(&file));
        if let Ok(pinned) = checklists::parse(&file) {
            taken += 1;
            let again = checklists::parse(&serde_json::to_vec_pretty(&pinned.checklist).unwrap()).unwrap();
            assert_eq!(again.checklist, pinned.checklist);
            let _ = xlsform::form(&pinned.checklist);
        }
        if let Ok((used, arranged)) = checklists::parse_used(&file) {
            let again = checklists::parse_used(&serde_json::to_vec(&arranged).unwrap()).unwrap();
            assert_eq!(again.0.sha256, used.sha256);
        }
    });
    assert!(taken > 0, "none was taken");
    println!("checklists: {taken} were taken");
}
