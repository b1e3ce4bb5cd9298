//! Several numbers in one cell.

/// Men, women, boys and girls, in this order.
pub const PEOPLE: [&str; 4] = ["men", "women", "boys", "girls"];

/// The groups of people, in this order.
pub const GROUPS: [&str; 5] = ["host", "refugee", "idp", "returnee", "other"];

/// The parts with their names; `None` when they are not as many as there are names, or one is no number.
#[must_use]
pub fn parts(text: &str, separator: &str, names: &[&'static str]) -> Option<Vec<(&'static str, u64)>> {
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let numbers: Option<Vec<u64>> = parts.iter().map(|part| part.parse().ok()).collect();
    numbers.filter(|_| parts.len() == names.len()).map(|numbers| names.iter().copied().zip(numbers).collect())
}
