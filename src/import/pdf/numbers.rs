//! Page numbers in a sentence.

/// `1, 3–5, 9`; the numbers rise.
#[must_use]
pub fn ranges(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    runs.into_iter().map(run).collect::<Vec<_>>().join(", ")
}

fn run((first, last): (u32, u32)) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}
