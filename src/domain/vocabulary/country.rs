//! Countries and territories: what they are called, and the region they belong to by default.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{List, read};

/// A country or territory of ISO 3166-1, or Kosovo. The designations imply no opinion on status.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-3; `XKX` is user-assigned.
    pub code: String,
    /// ISO 3166-1 alpha-2; `XK` is user-assigned.
    pub alpha2: String,
    /// English short name in the style of the United Nations.
    pub name: String,
    /// French short name in the style of the United Nations.
    pub name_fr: String,
    /// Spanish short name in the style of the United Nations.
    pub name_es: String,
    /// Arabic short name of the United Nations; understood on input, as all that follow.
    pub name_ar: String,
    /// Russian short name of the United Nations.
    pub name_ru: String,
    /// Chinese short name of the United Nations.
    pub name_zh: String,
    /// Other names in Arabic, Russian and Chinese.
    #[serde(default)]
    pub everyday: Vec<String>,
    /// Default IOM region, to be confirmed; `None` for territories without one.
    pub region: Option<String>,
    /// Other names that are understood on input, never shown; ours.
    #[serde(default)]
    pub also: Vec<String>,
    /// What must be said with the name (Kosovo).
    #[serde(default)]
    pub note: Option<String>,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| read(List::Countries.json()));

static BY_NAME: LazyLock<HashMap<String, &'static Country>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for country in countries() {
        for name in country.names() {
            index.entry(fold(name)).or_insert(country);
        }
    }
    index
});

/// The countries and territories of ISO 3166-1, and Kosovo, by code.
#[must_use]
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

/// The country that a text names by alpha-3, alpha-2, or a name in one of the six languages of the United Nations,
/// whatever its case, accents and punctuation.
#[must_use]
pub fn find_country(text: &str) -> Option<&'static Country> {
    let name = fold(text);
    let bare = name.strip_prefix("the ").unwrap_or(&name);
    BY_NAME.get(&name).or_else(|| BY_NAME.get(bare)).copied()
}

/// The names of countries by code, joined by commas; a code that is not known stands for itself.
#[must_use]
pub fn country_names<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let name = |code: &'a str| find_country(code).map_or(code, |country| &country.name);
    codes.map(name).collect::<Vec<_>>().join(", ")
}

/// The default region that the countries share. `None` when they differ or no region is known; countries that are not
/// known, and territories without a default region, do not count.
#[must_use]
pub fn region_of(codes: &[String]) -> Option<String> {
    let mut regions = codes.iter().filter_map(|code| find_country(code)?.region.as_ref());
    let first = regions.next()?;
    regions.all(|region| region == first).then(|| first.clone())
}

impl Country {
    fn names(&self) -> impl Iterator<Item = &str> {
        let Self {
            code,
            alpha2,
            name,
            name_fr,
            name_es,
            name_ar,
            name_ru,
            name_zh,
            everyday,
            region: _,
            also,
            note: _,
        } = self;
        let given = [code, alpha2, name, name_fr, name_es, name_ar, name_ru, name_zh];
        given.into_iter().chain(also).chain(everyday).map(String::as_str)
    }
}

/// Lower case without accents; whatever is not a letter or a digit parts words.
fn fold(text: &str) -> String {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use super::*;

    fn codes(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    #[test]
    fn iso_codes_and_kosovo_are_each_there_once() {
        let alpha3: HashSet<_> = countries().iter().map(|country| &country.code).collect();
        let alpha2: HashSet<_> = countries().iter().map(|country| &country.alpha2).collect();
        assert_eq!((countries().len(), alpha3.len(), alpha2.len()), (250, 250, 250));
        for country in countries() {
            assert!(
                country.code.len() == 3 && country.code.bytes().all(|b| b.is_ascii_uppercase()),
                "{}",
                country.code
            );
            assert!(
                country.alpha2.len() == 2 && country.alpha2.bytes().all(|b| b.is_ascii_uppercase()),
                "{}",
                country.code
            );
        }
        let kosovo = find_country("XKX").unwrap();
        assert!(kosovo.note.as_ref().is_some_and(|note| note.contains("1244")));
    }

    #[test]
    fn regions_have_their_number_of_countries() {
        let mut counts = BTreeMap::new();
        for country in countries() {
            *counts.entry(country.region.as_deref().unwrap_or("none")).or_insert(0) += 1;
            assert!(country.region.as_ref().is_none_or(|region| List::Regions.contains(region)), "{}", country.code);
        }
        let expected = [("ap", 41), ("eca", 56), ("ehsa", 25), ("lac", 35), ("mena", 18), ("none", 52), ("wca", 23)];
        assert_eq!(counts, BTreeMap::from(expected));
    }

    #[test]
    fn no_name_means_two_countries() {
        for country in countries() {
            for name in country.names() {
                assert_eq!(find_country(name), Some(country), "{name}");
            }
        }
    }

    #[test]
    fn names_are_found_without_regard_to_case_accents_and_marks() {
        let cases = [
            ("SSD", "SSD"),
            ("ssd", "SSD"),
            ("ss", "SSD"),
            (" south  sudan ", "SSD"),
            ("Soudan du Sud", "SSD"),
            ("Sudán del Sur", "SSD"),
            ("sudan del sur", "SSD"),
            ("Cote d’Ivoire", "CIV"),
            ("CÔTE D'IVOIRE", "CIV"),
            ("Ivory Coast", "CIV"),
            ("Bolivia", "BOL"),
            ("Estado Plurinacional de Bolivia", "BOL"),
            ("Iran", "IRN"),
            ("République islamique d’Iran", "IRN"),
            ("Syria", "SYR"),
            ("Syrie", "SYR"),
            ("DRC", "COD"),
            ("DR Congo", "COD"),
            ("D.R. Congo", "COD"),
            ("RDC", "COD"),
            ("the Democratic Republic of the Congo", "COD"),
            ("Congo", "COG"),
            ("Tanzania", "TZA"),
            ("United Republic of Tanzania", "TZA"),
            ("Venezuela", "VEN"),
            ("Moldova", "MDA"),
            ("Laos", "LAO"),
            ("Palestine", "PSE"),
            ("oPt", "PSE"),
            ("State of Palestine", "PSE"),
            ("Turkey", "TUR"),
            ("TÜRKİYE", "TUR"),
            ("Turquía", "TUR"),
            ("Cape Verde", "CPV"),
            ("Swaziland", "SWZ"),
            ("Burma", "MMR"),
            ("South Korea", "KOR"),
            ("North Korea", "PRK"),
            ("UK", "GBR"),
            ("USA", "USA"),
            ("U.S.A.", "USA"),
            ("United States", "USA"),
            ("Etats-Unis", "USA"),
            ("Kosovo", "XKX"),
            ("The Gambia", "GMB"),
            ("Etiopía", "ETH"),
            ("Tchad", "TCD"),
            ("Bosnia & Herzegovina", "BIH"),
            ("CAR", "CAF"),
            ("Niger", "NER"),
            ("Nigéria", "NGA"),
            ("Dominica", "DMA"),
            ("República Dominicana", "DOM"),
        ];
        for (text, code) in cases {
            let found = find_country(text).map(|country| country.code.as_str());
            assert_eq!(found, Some(code), "{text}");
        }
    }

    #[test]
    fn names_in_arabic_russian_and_chinese_are_found() {
        let cases = [
            ("السودان", "SDN"),
            ("جنوب السودان", "SSD"),
            ("الجمهورية العربية السورية", "SYR"),
            ("سوريا", "SYR"),
            ("افغانستان", "AFG"),
            ("فِلَسْطين", "PSE"),
            ("اليمن", "YEM"),
            ("Южный Судан", "SSD"),
            ("УКРАИНА", "UKR"),
            ("Демократическая Республика Конго", "COD"),
            ("ДРК", "COD"),
            ("Сирия", "SYR"),
            ("Турция", "TUR"),
            ("Йемен", "YEM"),
            ("刚果民主共和国", "COD"),
            ("阿富汗", "AFG"),
            ("缅甸", "MMR"),
            ("海地", "HTI"),
            ("科索沃", "XKX"),
        ];
        for (text, code) in cases {
            let found = find_country(text).map(|country| country.code.as_str());
            assert_eq!(found, Some(code), "{text}");
        }
        let in_all =
            |country: &Country| [&country.name_ar, &country.name_ru, &country.name_zh].iter().all(|n| !n.is_empty());
        assert!(countries().iter().all(in_all));
    }

    #[test]
    fn text_that_is_no_country_is_not_found() {
        for text in ["", " ", "the", "Korea", "Atlantis", "ZZZ", "South"] {
            assert_eq!(find_country(text), None, "{text}");
        }
    }

    #[test]
    fn the_region_is_the_one_that_known_countries_share() {
        let cases: [(&[&str], Option<&str>); 9] = [
            (&["SSD"], Some("ehsa")),
            (&["SSD", "ETH", "KEN"], Some("ehsa")),
            (&["SSD", "SDN"], None),
            (&["SSD", "???"], Some("ehsa")),
            (&["SSD", "REU"], Some("ehsa")),
            (&["REU"], None),
            (&["???"], None),
            (&["XKX", "ALB"], Some("eca")),
            (&[], None),
        ];
        for (countries, region) in cases {
            assert_eq!(region_of(&codes(countries)).as_deref(), region, "{countries:?}");
        }
    }
}
