//! An invented document of 600 KB for the benches: English with some French and Arabic, no person, no incident.

use appraise::domain::kind::Kind;
use appraise::domain::record::{Record, Section};

const ENGLISH: [&str; 4] = [
    "Teams will walk the sites with women and girls and turn the findings of each safety audit into a list of repairs. ",
    "Lights and locks are fixed at latrines, water points and paths before the rains begin in the second quarter. ",
    "The referral pathway is checked every three months and printed in four languages at each distribution point. ",
    "Budget lines for the repairs stand in the second annex, with the office that answers for each of them. ",
];
const FRENCH: &str =
    "Les comités de femmes choisissent les heures de distribution et les lieux des points d'eau du site. ";
const ARABIC: &str = "تختار لجان النساء أماكن الإضاءة والمراحيض قبل بداية موسم الأمطار في كل موقع. ";

/// Its record, as an import makes it: some 150 sections with paragraphs and lists.
pub fn document() -> Record {
    let mut record = Record::new("big", Kind::CrisisResponsePlan, "A long plan");
    record.countries = vec!["SSD".to_owned()];
    let size = (1..=12).map(|n| section(n).text.len()).sum::<usize>() / 12;
    record.sections = (1..=600_000 / size).map(section).collect();
    record
}

/// Its text as a Markdown file.
#[must_use]
pub fn markdown() -> String {
    let lines = |section: Section| format!("# {}\n\n{}\n\n", section.heading, section.text);
    document().sections.into_iter().map(lines).collect()
}

/// Every third section has French in it, every fourth Arabic, every twelfth both.
fn section(n: usize) -> Section {
    let mut paragraph = ENGLISH.concat();
    if n.is_multiple_of(3) {
        paragraph.push_str(FRENCH);
    }
    if n.is_multiple_of(4) {
        paragraph.push_str(ARABIC);
    }
    let items: Vec<_> = ENGLISH.iter().map(|sentence| sentence.trim_end()).collect();
    let list = format!("- {}\n", items.join("\n- "));
    let paragraph = paragraph.repeat(3);
    let text = format!("{}\n\n{list}\n{}\n\n{}", paragraph.trim_end(), paragraph.trim_end(), paragraph.trim_end());
    Section {
        id: format!("s{n}"),
        heading: format!("{n}. Protection and services"),
        level: 1,
        text,
        ..Section::default()
    }
}
