//! Dates of a request: asked for, in hand, due, in this order.

use super::super::fault::{Faults, Path, quoted};
use super::super::node::Node;
use super::super::pattern::is_date;

const ORDER: [(&str, &str); 3] = [("requested", "the request"), ("received", "the receipt"), ("due", "the due date")];

/// Warns of days that lie before an earlier step; those left out do not count.
pub(super) fn hold(dates: &Node, path: &Path, faults: &mut Faults) {
    let mut before: Option<(&str, &str)> = None;
    for (name, noun) in ORDER {
        let Some(day) = dates.text_of(name).filter(|day| is_date(day)) else {
            continue;
        };
        if let Some((earlier, step)) = before.filter(|(earlier, _)| day < *earlier) {
            let at = super::place(dates, name);
            faults.warning(
                at,
                &path.member(name),
                format!("{} lies before {step} ({earlier}): check both", quoted(day)),
            );
        }
        before = Some((day, noun));
    }
}
