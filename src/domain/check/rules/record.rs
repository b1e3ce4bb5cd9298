//! Rules of a record.

use super::super::fault::{Faults, Path, quoted};
use super::super::node::Node;
use super::super::pattern::is_date;
use super::{dates, place, unique};

/// Tells every broken rule of a record.
pub(super) fn hold(root: &Node, faults: &mut Faults) {
    unique(root.items_of("sections"), "id", &Path::ROOT.member("sections"), faults);
    if let Some(period) = root.get("period") {
        order(period, &Path::ROOT.member("period"), faults);
    }
    if let Some(node) = root.get("dates") {
        dates::hold(node, &Path::ROOT.member("dates"), faults);
    }
}

fn order(period: &Node, path: &Path, faults: &mut Faults) {
    let day = |name| period.text_of(name).filter(|day| is_date(day));
    if let (Some(start), Some(end)) = (day("start"), day("end"))
        && end < start
    {
        let message = format!("{} lies before the first day ({start}): correct one of the two", quoted(end));
        faults.error(place(period, "end"), &path.member("end"), message);
    }
}
