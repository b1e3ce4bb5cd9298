//! Gender markers as documents claim them: which codes a scheme has. Recorded, never computed.

use std::sync::LazyLock;

use crate::domain::check::excerpt;

use super::{CodeSet, List, read};

static MARKERS: LazyLock<Vec<CodeSet>> = LazyLock::new(|| read(List::Markers.json()));

/// The schemes of gender markers with their codes: IOM, IASC, DG ECHO, OECD DAC, CARE, UN.
#[must_use]
pub fn markers() -> &'static [CodeSet] {
    &MARKERS
}

/// Whether a scheme has a code.
///
/// # Errors
///
/// A sentence for the reviewer that lists the valid schemes, or the valid codes of the scheme.
pub fn check_marker(scheme: &str, code: &str) -> Result<(), String> {
    let Some(marker) = markers().iter().find(|marker| marker.code == scheme) else {
        let valid = listed(markers().iter().map(|marker| marker.code.as_str()));
        return Err(format!("“{}” is not a marker scheme: use one of {valid}.", excerpt(scheme)));
    };
    let any_code = marker.codes.is_empty();
    if marker.codes.iter().any(|term| term.code == code) || (any_code && !code.trim().is_empty()) {
        return Ok(());
    }
    if any_code {
        return Err(format!("The marker “{scheme}” needs a code, as the document writes it."));
    }
    let valid = listed(marker.codes.iter().map(|term| term.code.as_str()));
    Err(format!("“{}” is not a code of the {} ({scheme}): use one of {valid}.", excerpt(code), marker.label))
}

fn listed<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_code_is_quoted_on_one_line_and_not_whole() {
        let told = check_marker("iom-gm", &"2\n".repeat(100)).unwrap_err();
        assert!(!told.contains(char::is_control) && told.chars().count() < 150, "{told}");
        let told = check_marker("iom\n", "2b").unwrap_err();
        assert!(!told.contains(char::is_control), "{told}");
    }

    #[test]
    fn codes_of_each_scheme_are_taken() {
        let cases: [(&str, &[&str]); 8] = [
            ("iom-gm", &["2b", "2a", "1", "0", "na"]),
            ("gam", &["0", "1", "2", "3", "4", "4M", "4T", "3M", "na"]),
            ("echo-gam", &["2", "1", "0", "na"]),
            ("dac-gender", &["2", "1", "0", "blank"]),
            ("care-gm", &["0", "1", "2", "3", "4"]),
            ("un-gem", &["0", "1", "2", "3"]),
            ("iasc-gm-old", &["2b", "2a", "1", "0"]),
            ("other", &["anything"]),
        ];
        assert!(markers().iter().map(|marker| marker.code.as_str()).eq(cases.iter().map(|(scheme, _)| *scheme)));
        for (scheme, codes) in cases {
            for code in codes {
                assert_eq!(check_marker(scheme, code), Ok(()), "{scheme} {code}");
            }
        }
    }

    #[test]
    fn a_refusal_lists_what_is_valid() {
        let cases = [
            (
                "GAM",
                "4",
                "“GAM” is not a marker scheme: use one of iom-gm, gam, echo-gam, dac-gender, care-gm, un-gem, iasc-gm-old, other.",
            ),
            (
                "echo-gam",
                "2a",
                "“2a” is not a code of the DG ECHO Gender-Age Marker (echo-gam): use one of 2, 1, 0, na.",
            ),
            ("iom-gm", "", "“” is not a code of the IOM Gender Marker (iom-gm): use one of 2b, 2a, 1, 0, na."),
            ("other", " ", "The marker “other” needs a code, as the document writes it."),
        ];
        for (scheme, code, sentence) in cases {
            assert_eq!(check_marker(scheme, code), Err(sentence.to_owned()));
        }
        for (scheme, code) in [("gam", "5"), ("gam", "naM"), ("gam", "4m"), ("un-gem", "2a"), ("dac-gender", "3")] {
            assert!(check_marker(scheme, code).is_err(), "{scheme} {code}");
        }
    }

    #[test]
    fn every_marker_has_its_caution() {
        for marker in markers() {
            assert!(marker.note.as_ref().is_some_and(|note| !note.is_empty()), "{}", marker.code);
        }
    }
}
