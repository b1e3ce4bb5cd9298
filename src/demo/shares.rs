//! How often things are so among the invented documents: one table a question, in parts of their sum or in percent.

use super::random::Share;
use super::words::Language::{self, English, French, Spanish};
use crate::domain::checklist::Weight;
use crate::domain::kind::Kind;
use crate::domain::outcome::Outcome::{self, NotEndorsed, ReviseAndResubmit, SubjectToChanges, WithRecommendations};

// ------------------------------------------------------------------------------------------------------ documents

/// The year of the first return.
pub const YEARS: [Share<i16>; 3] = [(2023, 33), (2024, 33), (2025, 34)];

/// Kinds of document.
pub const KINDS: [Share<Kind>; 6] = [
    (Kind::Proposal, 45),
    (Kind::ConceptNote, 23),
    (Kind::Report, 17),
    (Kind::RegionalPlan, 2),
    (Kind::CrisisResponsePlan, 12),
    (Kind::Other, 1),
];

/// The quarter of the first return: plans cluster in the season of planning.
#[must_use]
pub const fn quarters(kind: Kind) -> [Share<i8>; 4] {
    match kind {
        Kind::Proposal => [(1, 51), (2, 44), (3, 40), (4, 52)],
        Kind::ConceptNote => [(1, 20), (2, 27), (3, 22), (4, 27)],
        Kind::Report => [(1, 14), (2, 18), (3, 17), (4, 22)],
        Kind::RegionalPlan => [(1, 5), (2, 1), (3, 0), (4, 3)],
        Kind::CrisisResponsePlan => [(1, 31), (2, 5), (3, 4), (4, 9)],
        Kind::Other => [(1, 1), (2, 1), (3, 1), (4, 1)],
    }
}

/// How many countries a regional plan covers.
pub const REGIONAL: [Share<u64>; 4] = [(3, 35), (4, 30), (5, 20), (6, 15)];

/// How many sectors a document has.
pub const SECTOR_COUNTS: [Share<u64>; 5] = [(1, 22), (2, 30), (3, 24), (4, 15), (5, 9)];

/// How many themes.
pub const TAG_COUNTS: [Share<u64>; 4] = [(0, 25), (1, 35), (2, 27), (3, 13)];

/// How many population groups.
pub const GROUP_COUNTS: [Share<u64>; 3] = [(1, 40), (2, 40), (3, 20)];

/// How urgent.
pub const URGENCIES: [Share<&str>; 3] = [("standard", 78), ("urgent", 17), ("emergency-24h", 5)];

/// The marker as the document claims it.
pub const MARKERS: [Share<&str>; 5] = [("2a", 46), ("2b", 8), ("1", 32), ("0", 9), ("na", 5)];

/// How the reviewer reads it.
pub const READINGS: [Share<&str>; 5] =
    [("consistent", 58), ("looks-lower", 19), ("looks-higher", 4), ("cannot-tell", 7), ("not-checked", 12)];

/// Percent of the documents from a country of French or Spanish that are written in it.
pub const IN_ITS_LANGUAGE: u64 = 80;
/// Percent of the documents that rely on a plan.
pub const WITH_PARENT: u64 = 20;
/// Percent of the documents that work on prevention or norms.
pub const WITH_PREVENTION: u64 = 10;
/// Percent of the documents that their authors take back.
pub const WITHDRAWN: u64 = 2;

// ---------------------------------------------------------------------------------------------- rounds and dates

/// How many rounds a document has.
pub const ROUNDS: [Share<u32>; 3] = [(1, 62), (2, 33), (3, 5)];

/// Calendar days from receipt to return, by urgency.
#[must_use]
pub fn turnaround(urgency: &str) -> &'static [Share<i64>] {
    match urgency {
        "emergency-24h" => &[(0, 45), (1, 45), (2, 10)],
        "urgent" => &[(0, 8), (1, 37), (2, 35), (3, 20)],
        _ => &[(0, 3), (1, 10), (2, 19), (3, 23), (4, 17), (5, 11), (6, 6), (7, 4), (9, 4), (13, 2), (21, 1)],
    }
}

/// Calendar days from receipt to the due date.
#[must_use]
pub fn allowance(kind: Kind, urgency: &str) -> i64 {
    match (urgency, kind) {
        ("emergency-24h", _) => 1,
        ("urgent", _) => 2,
        (_, Kind::RegionalPlan) => 10,
        (_, Kind::ConceptNote) => 4,
        _ => 5,
    }
}

/// Days that the author takes for the next version.
pub const AUTHOR_DAYS: [Share<i64>; 6] = [(4, 15), (8, 25), (14, 25), (22, 20), (36, 10), (60, 5)];

/// Percent of the requests without a day of request, of receipt, and without a due date.
pub const UNDATED: (u64, u64, u64) = (5, 3, 12);

/// Percent of the documents that a second reviewer looks at in the first round.
pub const TWO_REVIEWERS: u64 = 4;
/// Percent of the reviews that are amended.
pub const AMENDED: u64 = 2;

/// Who reviews, and their roles.
pub const REVIEWERS: [Share<(&str, &str)>; 9] = [
    (("r1", "gbv"), 24),
    (("r2", "gbv"), 18),
    (("r3", "gbv"), 14),
    (("r4", "gender"), 12),
    (("r5", "gender"), 9),
    (("r6", "protection"), 10),
    (("r7", "psea"), 5),
    (("r8", "aap"), 4),
    (("r9", "dtm"), 4),
];

// --------------------------------------------------------------------------------------------------------- answers

/// How many of the usual gaps a document has, in percent, by the rounds that it will need.
#[must_use]
pub const fn weakness(rounds: u32) -> &'static [Share<u64>] {
    match rounds {
        1 => &[(4, 24), (40, 28), (100, 48)],
        2 => &[(100, 60), (150, 40)],
        _ => &[(150, 100)],
    }
}

/// Percent of the first answers that are a gap, and percent of the gaps that are a No.
#[must_use]
pub fn gap(criterion: &str, weight: Weight, is_last: bool) -> (u64, u64) {
    let often = OFTEN_LACKING.iter().find(|(id, ..)| *id == criterion);
    match (often, weight) {
        (Some((_, gaps, noes)), _) => (*gaps, *noes),
        // A No here sends the document back, so it is rare where no further round follows.
        (None, Weight::Blocking) => (6, if is_last { 2 } else { 75 }),
        (None, Weight::Must) => (17, 35),
        (None, Weight::Should) => (25, 45),
    }
}

/// The criteria that documents lack most often.
const OFTEN_LACKING: [(&str, u64, u64); 9] = [
    ("gbv-safety-audits", 84, 57),
    ("gbv-disclosure-protocol", 80, 58),
    ("gbv-budgeted", 78, 48),
    ("gbv-programme-induced-risks", 34, 35),
    ("gbv-structural-adaptations", 30, 30),
    ("gbv-consult-women-girls", 28, 30),
    ("ge-budget", 38, 45),
    ("dnh-monitor-harm", 36, 40),
    ("ge-women-influence", 31, 30),
];

/// What becomes of a gap in the next round, in percent: Yes, then Partly; the rest stays as it was.
#[must_use]
pub const fn mended(weight: Weight, is_last: bool) -> (u64, u64) {
    match (weight, is_last) {
        (Weight::Should, _) => (45, 20),
        (_, true) => (72, 18),
        (_, false) => (50, 27),
    }
}

/// Percent of the last rounds in which the author has made every required change.
pub const ALL_MENDED: u64 = 78;

/// Percent of the answers of the round before, other than gaps, that are taken over unchecked.
pub const CARRIED: u64 = 55;
/// Percent of the questions of least weight that do not apply.
pub const NOT_APPLICABLE: u64 = 7;
/// Percent of the first rounds with a harm flag.
pub const HARM: u64 = 3;
/// What such flags stand on.
pub const HARMFUL: [&str; 4] =
    ["gbv-survivor-confidentiality", "gbv-no-incident-data", "dnh-data-protection", "dnh-dignity-communication"];
/// Percent of the reviews with questions left open.
pub const OPEN: u64 = 2;
/// Percent of the questions answered: usually, where some are left open, and before the author took the document back.
pub const ANSWERED: (usize, usize, usize) = (100, 96, 35);
/// Percent of the answers with a note: Yes, and gaps.
pub const NOTED: (u64, u64) = (22, 62);
/// Percent of the answers with a place in the document: Yes, and gaps.
pub const PLACED: (u64, u64) = (38, 30);

// -------------------------------------------------------------------------------------------- comments and outcomes

/// Percent of the gaps of least weight that become a recommendation.
pub const RECOMMENDED: u64 = 45;
/// Percent of the reviews with a question to the author, and with a strength worth naming.
pub const ASIDE: (u64, u64) = (15, 35);
/// Percent of the required changes not made that the reviewer gives up.
pub const DROPPED: u64 = 18;

/// Percent of the suggestions that the reviewer does not follow where [`DECIDED_OTHERWISE`] has a row.
pub const OTHERWISE: u64 = 6;

/// What was suggested, what was decided, and why.
pub const DECIDED_OTHERWISE: [(Outcome, Outcome, &str); 4] = [
    (SubjectToChanges, WithRecommendations, "The changes are small and the office has agreed to them."),
    (SubjectToChanges, ReviseAndResubmit, "The gaps hang together: a new version is easier to read than a list."),
    (
        ReviseAndResubmit,
        SubjectToChanges,
        "The gap can be closed with one sentence; the list is checked before it goes.",
    ),
    (ReviseAndResubmit, NotEndorsed, "The office does not share the finding; the lead is asked to decide."),
];

/// What an unfinished review is decided as, and why there is no suggestion to follow.
pub const UNFINISHED: [(Outcome, &str); 2] = [
    (SubjectToChanges, "An annex is still missing; the open questions are answered when it comes."),
    (WithRecommendations, "The deadline came first; what is open does not change the outcome."),
];

/// Why a document was not reviewed to the end.
pub const TAKEN_BACK: &str = "The office took the document back.";

// ------------------------------------------------------------------------------------------------------ vocabularies

/// Sectors.
pub const SECTORS: [Share<&str>; 22] = [
    ("SHL", 13),
    ("WSH", 11),
    ("CCM", 10),
    ("PRO", 12),
    ("HEA", 8),
    ("IOM-MHPSS", 8),
    ("IOM-DTM", 8),
    ("MPC", 7),
    ("ERY", 7),
    ("IOM-CT", 6),
    ("IOM-RET", 6),
    ("IOM-MOV", 5),
    ("FSC", 4),
    ("PRO-GBV", 4),
    ("PRO-CPN", 3),
    ("IOM-IBM", 3),
    ("IOM-DRR", 3),
    ("IOM-PSD", 3),
    ("EDU", 2),
    ("PRO-HLP", 2),
    ("IOM-LPR", 2),
    ("IOM-INT", 2),
];

/// Donors.
pub const DONORS: [Share<&str>; 22] = [
    ("echo", 12),
    ("cerf", 8),
    ("cbpf", 8),
    ("de-gffo", 8),
    ("us-prm", 8),
    ("us-bha", 6),
    ("uk-fcdo", 5),
    ("jp-mofa", 6),
    ("se-sida", 4),
    ("no-mfa", 3),
    ("nl-mfa", 4),
    ("ch-sdc", 3),
    ("ca-gac", 4),
    ("de-giz", 3),
    ("eu-intpa", 5),
    ("un-pbf", 3),
    ("un-mptf", 2),
    ("kr-koica", 3),
    ("iom-dev-fund", 4),
    ("iom-rrf", 2),
    ("private", 2),
    ("none-unearmarked", 6),
];

/// Themes.
pub const TAGS: [Share<&str>; 16] = [
    ("psea", 18),
    ("disability", 12),
    ("wlo-partner", 11),
    ("wlo-funded", 8),
    ("data-protection", 8),
    ("trafficking", 8),
    ("reintegration", 7),
    ("climate", 7),
    ("gbvic-1", 6),
    ("dtm-gbv", 4),
    ("women-peace-security", 3),
    ("diverse-sogiesc", 3),
    ("iga-toolkit", 2),
    ("crsv", 2),
    ("sasa-together", 2),
    ("rrf", 2),
];

/// Whom the work is for.
pub const GROUPS: [Share<&str>; 8] = [
    ("idp", 26),
    ("host", 24),
    ("migrant-intl", 16),
    ("returnee-migrant", 10),
    ("returnee-idp", 9),
    ("refugee", 7),
    ("institutions", 5),
    ("migrant-internal", 3),
];

/// Types of crisis.
pub const CRISES: [Share<&str>; 10] = [
    ("conflict", 18),
    ("complex", 16),
    ("displacement-cross-border", 14),
    ("mixed-migration", 13),
    ("flood", 11),
    ("drought", 8),
    ("cyclone-storm", 7),
    ("protracted", 6),
    ("earthquake", 4),
    ("none", 3),
];

/// Phases.
pub const PHASES: [Share<&str>; 5] =
    [("acute", 30), ("protracted", 32), ("recovery", 20), ("development", 12), ("preparedness", 6)];

/// Countries, with the language that documents come in; within a row each is as frequent as the others.
pub const COUNTRIES: [Share<(Language, &[&str])>; 12] = [
    ((English, &["SSD", "SDN", "ETH", "AFG", "UKR", "SYR"]), 78),
    ((Spanish, &["COL", "VEN"]), 24),
    ((French, &["COD", "HTI", "TCD"]), 33),
    ((English, &["SOM", "NGA", "IRQ", "YEM", "LBY", "BGD", "MOZ", "MMR", "KEN", "TUR", "PAK", "LBN"]), 72),
    ((French, &["CAF", "MLI", "NER", "BFA", "CMR"]), 30),
    ((Spanish, &["ECU", "PER", "HND", "GTM"]), 24),
    (
        (English, &["UGA", "PHL", "ZWE", "MWI", "DJI", "PSE", "MDA", "POL", "GRC", "BIH", "IDN", "EGY", "PNG", "ZMB"]),
        42,
    ),
    ((French, &["BDI", "MDG", "MRT", "CIV", "SEN", "GIN", "TUN", "MAR"]), 24),
    ((Spanish, &["MEX", "SLV", "PAN", "BOL", "DOM", "CRI"]), 18),
    ((English, &["TZA", "RWA", "ZAF", "AGO", "GHA", "GMB", "SLE", "LBR", "JOR", "NPL", "LKA", "THA"]), 24),
    ((English, &["VNM", "KHM", "IRN", "ARM", "GEO", "TJK", "KGZ", "SRB", "FJI", "VUT", "BRA", "ROU"]), 24),
    ((French, &["BEN", "TGO", "GAB", "COG", "COM", "DZA"]), 12),
];
