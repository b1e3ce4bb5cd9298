//! Words that hurt or judge. In quotation marks they are named, not used.

use std::ops::Range;

use super::sentence::Sentence;

const LABELS: [&str; 39] = [
    "illegal migrant",
    "illegal migrants",
    "illegal immigrant",
    "illegal immigrants",
    "prostitute",
    "prostitutes",
    "victim mentality",
    "alleged rape",
    "alleged victim",
    "migrant illegal",
    "migrants illegaux",
    "migrant clandestin",
    "migrants clandestins",
    "clandestins",
    "immigres illegaux",
    "prostituee",
    "prostituees",
    "mentalite de victime",
    "viol presume",
    "viol allegue",
    "pretendu viol",
    "pretendue victime",
    "migrante ilegal",
    "migrantes ilegales",
    "inmigrante ilegal",
    "inmigrantes ilegales",
    "prostituta",
    "prostitutas",
    "mentalidad de victima",
    "supuesta violacion",
    "presunta violacion",
    "supuesta victima",
    "ilegales",
    "مهاجر غير شرعي",
    "مهاجرين غير شرعيين",
    "المهاجرين غير الشرعيين",
    "المهاجرون غير الشرعيين",
    "عاهره",
    "عاهرات",
];

/// Where one stands.
pub(super) fn find(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    sentence.at_each(|at| {
        let label = LABELS.iter().find(|label| sentence.says(at, label))?;
        let last = at + label.split(' ').count() - 1;
        let quoted = sentence.word(at, 0)?.gap.contains(['“', '"', '«', '‘', '\'']);
        (!quoted).then_some((at, last))
    })
}
