//! Hints on two gender markers, from what the reviewer found in the text. A hint is the reviewer's reading, never a code
//! that the program sets; no marker is computed, and none is converted into another.

/// What a hint asks the reviewer to tick: whether the text meets each point.
pub type Point = (&'static str, &'static str);

/// IOM Gender Marker: the three minimum standards, the purpose, and whether it can apply at all.
pub const IOM_POINTS: [Point; 5] = [
    ("needs", "Gender is considered in the needs assessment"),
    ("activities", "Gender is considered in the activities"),
    ("outputs", "Gender is considered in the outputs"),
    ("principal", "The main purpose is gender equality, or needs that come from gender discrimination"),
    ("na", "The project has no way to affect people's gendered needs"),
];

/// DG ECHO Gender-Age Marker: the four questions, and whether it can apply at all.
pub const ECHO_POINTS: [Point; 5] = [
    ("analysis", "A brief gender and age analysis is there"),
    ("adapted", "Assistance is adapted to the needs and capacities of gender and age groups"),
    ("negative", "Negative effects are prevented or mitigated"),
    ("participation", "Gender and age groups take part in design, implementation and evaluation"),
    ("na", "The action does not deal directly with affected people"),
];

/// The points of a scheme that has a hint; the others have none, the IASC GAM by its owners' wish.
#[must_use]
pub fn points(scheme: &str) -> Option<&'static [Point]> {
    match scheme {
        "iom-gm" => Some(&IOM_POINTS),
        "echo-gam" => Some(&ECHO_POINTS),
        _ => None,
    }
}

/// What the ticked points read like: a code of the scheme, as a hint.
#[must_use]
pub fn hint(scheme: &str, ticked: &[String]) -> Option<&'static str> {
    let is = |code: &str| ticked.iter().any(|one| one == code);
    let met = |points: &[&str]| points.iter().filter(|code| is(code)).count();
    match scheme {
        "iom-gm" => Some(iom(is("na"), met(&["needs", "activities", "outputs"]), is("principal"))),
        "echo-gam" => Some(echo(is("na"), met(&["analysis", "adapted", "negative", "participation"]))),
        _ => None,
    }
}

const fn iom(not_applicable: bool, met: usize, principal: bool) -> &'static str {
    match (not_applicable, met, principal) {
        (true, ..) => "na",
        (_, 0, _) => "0",
        (_, 1 | 2, _) => "1",
        (_, _, true) => "2b",
        (_, _, false) => "2a",
    }
}

const fn echo(not_applicable: bool, met: usize) -> &'static str {
    match (not_applicable, met) {
        (true, _) => "na",
        (_, 0 | 1) => "0",
        (_, 2 | 3) => "1",
        (_, _) => "2",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticked(codes: &str) -> Vec<String> {
        codes.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn hints_follow_the_published_rules() {
        let cases = [
            ("iom-gm", "", "0"),
            ("iom-gm", "principal", "0"),
            ("iom-gm", "needs", "1"),
            ("iom-gm", "needs outputs principal", "1"),
            ("iom-gm", "needs outputs activities", "2a"),
            ("iom-gm", "needs outputs activities principal", "2b"),
            ("iom-gm", "needs na", "na"),
            ("echo-gam", "", "0"),
            ("echo-gam", "analysis", "0"),
            ("echo-gam", "analysis adapted", "1"),
            ("echo-gam", "analysis adapted negative", "1"),
            ("echo-gam", "analysis adapted negative participation", "2"),
            ("echo-gam", "na analysis adapted", "na"),
        ];
        for (scheme, codes, code) in cases {
            assert_eq!(hint(scheme, &ticked(codes)), Some(code), "{scheme} {codes}");
        }
    }

    #[test]
    fn other_markers_have_no_hint() {
        for scheme in ["gam", "dac-gender", "care-gm", "un-gem", "iasc-gm-old", "other"] {
            assert_eq!(hint(scheme, &ticked("analysis")), None);
            assert!(points(scheme).is_none());
        }
    }
}
