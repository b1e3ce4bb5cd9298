//! Bars made of characters: the words and numbers beside them say the same.

use crate::domain::summary::SMALL;

/// The steps of one cell.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
/// The steps of a sparkline.
const STEPS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// Yes, Partly, No.
pub const RATINGS: [&str; 3] = ["█", "▒", "░"];

/// So many of at most so many, as a bar of at most so many cells. Whatever is not 0 shows.
pub fn of(count: usize, most: usize, cells: usize) -> String {
    let eighths = (count * cells * 8).div_ceil(most.max(1)).min(cells * 8);
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS.get(eighths % 8).copied().unwrap_or_default())
}

/// The cells of each part of a bar that is filled to the last one. The parts keep their order.
pub fn parts(counts: [usize; 3], cells: usize) -> [usize; 3] {
    let all: usize = counts.iter().sum();
    if all == 0 {
        return [0; 3];
    }
    let upto = |count: usize| (2 * count * cells + all) / (2 * all);
    let [yes, partly, _] = counts;
    let (first, second) = (upto(yes), upto(yes + partly));
    [first, second - first, cells - second]
}

/// A row of counts as one line of steps. Where small numbers are hidden they look like none.
pub fn spark(counts: &[usize], hide_small: bool) -> String {
    let told = |count: usize| if hide_small && count < SMALL { 0 } else { count };
    let most = counts.iter().map(|count| told(*count)).max().unwrap_or(0).max(1);
    let step = |count: &usize| STEPS.get(told(*count) * (STEPS.len() - 1) / most).copied().unwrap_or_default();
    counts.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_they_should_be() {
        assert_eq!(of(0, 10, 5), "");
        assert_eq!(of(10, 10, 5), "█████");
        assert_eq!(of(5, 10, 5), "██▌");
        assert_eq!(of(1, 1000, 5), "▏", "one is more than none");
        assert_eq!(of(3, 0, 5), "█████");
    }

    #[test]
    fn parts_fill_the_bar() {
        assert_eq!(parts([1, 1, 2], 8), [2, 2, 4]);
        assert_eq!(parts([0, 0, 0], 8), [0, 0, 0]);
        for counts in [[1, 2, 3], [7, 0, 0], [0, 0, 9], [33, 33, 34], [1, 1, 1]] {
            assert_eq!(parts(counts, 10).iter().sum::<usize>(), 10, "{counts:?}");
        }
    }

    #[test]
    fn a_sparkline_hides_what_is_small() {
        assert_eq!(spark(&[0, 7, 14], false), "▁▄█");
        assert_eq!(spark(&[0, 4, 14], true), "▁▁█");
        assert_eq!(spark(&[], false), "");
    }
}
