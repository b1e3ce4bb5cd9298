//! Rules of a review, draft or signed off.

use std::collections::HashSet;

use super::super::fault::{Faults, Path, quoted};
use super::super::node::{Member, Node, Value};
use super::super::pattern::is_instant;
use super::{dates, has, place, unique};

/// Tells every broken rule of a review.
pub(super) fn hold(root: &Node, faults: &mut Faults) {
    unique(root.items_of("checklists"), "id", &Path::ROOT.member("checklists"), faults);
    unique(root.items_of("comments"), "n", &Path::ROOT.member("comments"), faults);
    answers(root, faults);
    sign_off(root, faults);
    amendment(root, faults);
    round(root, faults);
    outcome(root, faults);
    if let Some(node) = root.get("dates") {
        let path = Path::ROOT.member("dates");
        dates::hold(node, &path, faults);
        duration(node, &path, faults);
    }
}

fn answers(root: &Node, faults: &mut Faults) {
    let lists = root.items_of("checklists").iter();
    let asked: HashSet<&str> = lists.flat_map(|list| list.items_of("asked")).filter_map(Node::text).collect();
    let changed: HashSet<&str> = root.items_of("comments").iter().filter_map(changes).collect();
    let path = Path::ROOT.member("answers");
    for Member { at, name, node } in root.get("answers").map_or(&[][..], Node::members) {
        let path = path.member(name);
        if !asked.contains(name.as_str()) {
            let message = format!(
                "{} is not among the criteria that were asked (\"asked\" of the checklists): check the id",
                quoted(name)
            );
            faults.warning(*at, &path, message);
        }
        reason(node, &path, faults);
        harm(node, changed.contains(name.as_str()), &path, faults);
    }
}

fn reason(answer: &Node, path: &Path, faults: &mut Faults) {
    if answer.text_of("rating") == Some("not-applicable") && !has(answer, "reason") {
        let message = "not-applicable needs a reason: say why the question cannot apply";
        faults.error(place(answer, "reason"), &path.member("reason"), message);
    }
}

fn harm(answer: &Node, is_changed: bool, path: &Path, faults: &mut Faults) {
    if is_true(answer, "harm") && !is_changed {
        let message = "a harm flag needs a required change: add a comment of class \"required\" on this criterion";
        faults.warning(place(answer, "harm"), &path.member("harm"), message);
    }
}

/// The criterion that a comment asks a change for.
fn changes(comment: &Node) -> Option<&str> {
    let is_change =
        comment.text_of("class") == Some("required") && matches!(comment.text_of("state"), Some("open" | "closed"));
    comment.text_of("criterion").filter(|_| is_change)
}

/// A review is signed off when it has its sum; a draft has neither the sum nor the time.
fn sign_off(root: &Node, faults: &mut Faults) {
    let (Some(sum), Some(dates), Some(outcome)) = (root.get("content_sha256"), root.get("dates"), root.get("outcome"))
    else {
        return;
    };
    let (path, when) = (Path::ROOT.member("dates"), place(dates, "signed_off"));
    if sum.is_null() && has(dates, "signed_off") {
        faults.error(
            when,
            &path.member("signed_off"),
            "a draft (\"content_sha256\" is null) has no time of sign-off: set it to null",
        );
    }
    if sum.text().is_some() && !has(dates, "signed_off") {
        faults.error(
            when,
            &path.member("signed_off"),
            "a review that is signed off needs the time of it: sign it off with the program",
        );
    }
    if sum.text().is_some() && !has(outcome, "code") {
        faults.error(
            place(outcome, "code"),
            &Path::ROOT.member("outcome").member("code"),
            "a review that is signed off needs an outcome: sign it off with the program",
        );
    }
}

fn amendment(root: &Node, faults: &mut Faults) {
    let Some(revision) = number(root, "revision") else {
        return;
    };
    for name in ["parent", "reason"] {
        let (at, path) = (place(root, name), Path::ROOT.member(name));
        if revision == "1" && has(root, name) {
            faults.error(at, &path, "revision 1 amends nothing: set this to null, or raise the revision");
        } else if revision != "1" && !has(root, name) {
            faults.error(at, &path, format!("revision {revision} needs this: which revision it amends, and why"));
        }
    }
}

fn round(root: &Node, faults: &mut Faults) {
    let Some(round) = number(root, "round") else {
        return;
    };
    let (at, path) = (place(root, "previous"), Path::ROOT.member("previous"));
    if round == "1" && has(root, "previous") {
        faults.error(at, &path, "round 1 has no review before it: set this to null, or raise the round");
    } else if round != "1" && !has(root, "previous") {
        faults.warning(at, &path, format!("round {round} should name the review of the round before"));
    }
}

fn outcome(root: &Node, faults: &mut Faults) {
    let Some(outcome) = root.get("outcome") else {
        return;
    };
    let differs = match (outcome.text_of("code"), outcome.text_of("suggested")) {
        (Some(code), Some(suggested)) => code != suggested,
        _ => false,
    };
    if differs && !has(outcome, "reason") {
        let path = Path::ROOT.member("outcome");
        faults.warning(
            place(outcome, "reason"),
            &path.member("reason"),
            "the outcome differs from the suggested one: say why",
        );
    }
}

fn duration(dates: &Node, path: &Path, faults: &mut Faults) {
    // Whole seconds: a fraction sorts wrongly before the Z.
    let second = |name| dates.text_of(name).filter(|time| is_instant(time)).and_then(|time| time.get(..19));
    if let (Some(started), Some(signed_off)) = (second("started"), second("signed_off"))
        && signed_off < started
    {
        faults.warning(
            place(dates, "signed_off"),
            &path.member("signed_off"),
            "the sign-off lies before the start: check both",
        );
    }
}

fn number<'a>(node: &'a Node, name: &str) -> Option<&'a str> {
    node.get(name).and_then(
        |member| {
            if let Value::Number(digits) = &member.value { Some(digits.as_str()) } else { None }
        },
    )
}

fn is_true(node: &Node, name: &str) -> bool {
    node.get(name).is_some_and(|member| member.value == Value::Bool(true))
}
