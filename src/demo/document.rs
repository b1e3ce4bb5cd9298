//! An invented document: its data, its few lines of text, and the rounds that it goes through.

use super::random::Random;
use super::schedule::{Turn, after, turns};
use super::shares;
use super::words::{self, Language, Words};
use crate::domain::canonical::sha256_bytes;
use crate::domain::kind::Kind;
use crate::domain::record::{Budget, Marker, Period, Record, Section, Source};
use crate::domain::vocabulary;

/// A document, and what will become of it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The rounds, in order.
    pub turns: Vec<Turn>,
    /// Whether its author takes it back.
    pub is_withdrawn: bool,
    /// How many of the usual gaps it has, in percent.
    pub weakness: u64,
    record: Record,
    language: Language,
}

impl Document {
    /// Document `n`, from its stream.
    #[must_use]
    pub fn invent(n: u64, random: &mut Random) -> Self {
        let kind = random.share(&shares::KINDS);
        let urgency = random.share(&shares::URGENCIES);
        let is_withdrawn = random.chance(shares::WITHDRAWN);
        let rounds = if is_withdrawn { 1 } else { random.share(&shares::ROUNDS) };
        let turns = turns(kind, urgency, rounds, random);
        let (language, countries) = countries(kind, random);
        let sectors = random.several(&shares::SECTOR_COUNTS, &shares::SECTORS);
        let year = turns.first().map_or(0, |turn| turn.returned.year());
        let title = title(kind, year, language, &sectors, random);
        let first = countries.first().copied().unwrap_or("HQ");
        let id = format!("{}-{}-{year}-{n:05}", first.to_lowercase(), initials(kind));
        let mut record =
            Record { countries: owned(&countries), sectors: owned(&sectors), ..Record::new(&id, kind, &title) };
        record.urgency = Some(urgency.to_owned());
        record.reference = Some(format!("RWA-{first}-{year}-{n:05}"));
        describe(&mut record, &turns, random);
        record.language = Some(language.code().to_owned());
        record.sections = sections(language, random);
        Self { turns, is_withdrawn, weakness: random.share(shares::weakness(rounds)), record, language }
    }

    /// The record in its last version.
    #[must_use]
    pub fn latest(&self) -> Record {
        self.turns.last().map_or_else(|| self.record.clone(), |turn| self.as_of(turn))
    }

    /// The record as it is in a round: a later version says what changed.
    #[must_use]
    pub fn as_of(&self, turn: &Turn) -> Record {
        let mut record = self.record.clone();
        record.dates.clone_from(&turn.dates);
        if turn.round > 1 {
            let (heading, text) = words::CHANGES;
            record.sections.push(section(4, self.language.of(heading), self.language.of(text)));
        }
        let text: Vec<_> = record.sections.iter().flat_map(|section| [&*section.heading, &*section.text]).collect();
        let text = format!("{}\n\n{}\nversion {}\n", record.title, text.join("\n\n"), turn.round);
        let (file, format) = (format!("{}-v{}.md", record.id, turn.round), "markdown".to_owned());
        record.source = Some(Source { file, format, sha256: sha256_bytes(text.as_bytes()), warnings: Vec::new() });
        record
    }
}

fn owned(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

const fn initials(kind: Kind) -> &'static str {
    match kind {
        Kind::Proposal => "prop",
        Kind::ConceptNote => "cn",
        Kind::Report => "rep",
        Kind::RegionalPlan => "rrp",
        Kind::CrisisResponsePlan => "crp",
        Kind::Other => "oth",
    }
}

/// A regional plan covers several countries of one region; a note may cover none.
fn countries(kind: Kind, random: &mut Random) -> (Language, Vec<&'static str>) {
    let (spoken, row) = random.share(&shares::COUNTRIES);
    let language = if random.chance(shares::IN_ITS_LANGUAGE) { spoken } else { Language::English };
    let first = random.one_of(row);
    match kind {
        Kind::RegionalPlan => (language, neighbours(first, random)),
        Kind::Other if random.chance(30) => (language, Vec::new()),
        _ => (language, vec![first]),
    }
}

fn neighbours(first: &'static str, random: &mut Random) -> Vec<&'static str> {
    let region = |code: &str| vocabulary::region_of(&[code.to_owned()]);
    let (wanted, home) = (random.share(&shares::REGIONAL), region(first));
    let mut countries = vec![first];
    // A region may have fewer countries in the table than are wanted.
    for _ in 0..500 {
        let (_, row) = random.share(&shares::COUNTRIES);
        let next = random.one_of(row);
        if (countries.len() as u64) < wanted && !countries.contains(&next) && region(next) == home {
            countries.push(next);
        }
    }
    countries
}

fn title(kind: Kind, year: i16, language: Language, sectors: &[&str], random: &mut Random) -> String {
    let mut subjects: Vec<_> = sectors.iter().map(|sector| language.of(words::subject(sector))).take(2).collect();
    subjects.dedup();
    let opening = language.of(words::kind_of_title(kind)).replace("{}", &year.to_string());
    let subject = capital(&subjects.join(language.of(words::AND)));
    let area = language.of(random.one_of::<Words>(&words::AREAS));
    let area = area.replace("{}", &(random.below(9) + 1).to_string());
    let district = language.of(random.one_of::<Words>(&words::DISTRICTS));
    match kind {
        Kind::RegionalPlan | Kind::Other => format!("{opening}{subject}"),
        _ => format!("{opening}{subject}, {area}, {district}"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The data that are not in the title.
fn describe(record: &mut Record, turns: &[Turn], random: &mut Random) {
    let country = record.country_names();
    let is_regional = record.countries.len() != 1;
    record.organisation = Some("Relief Works Alliance".to_owned());
    record.office = Some(if is_regional { "Regional Office".to_owned() } else { format!("{country} Country Office") });
    record.donor = Some(random.share(&shares::DONORS).to_owned()).filter(|_| !is_plan(record.kind));
    record.tags = owned(&random.several(&shares::TAG_COUNTS, &shares::TAGS));
    record.population_groups = owned(&random.several(&shares::GROUP_COUNTS, &shares::GROUPS));
    record.crisis_types = owned(&[random.share(&shares::CRISES)]);
    record.phase = Some(random.share(&shares::PHASES).to_owned());
    record.people_targeted = Some((random.below(400) + 1) * 250);
    record.budget = Some(budget(record.kind, random));
    record.period = turns.first().map(|turn| period(turn, record.kind, random));
    if random.chance(shares::WITH_PREVENTION) {
        let mut traits = record.traits();
        traits.push("prevention".to_owned());
        record.traits = Some(traits);
    }
    if matches!(record.kind, Kind::Proposal | Kind::Report) && random.chance(shares::WITH_PARENT) {
        let year = turns.first().map_or(0, |turn| turn.returned.year());
        record.parent_document = Some(format!("{country}: crisis response plan {year}"));
    }
    record.markers = markers(record, random);
}

const fn is_plan(kind: Kind) -> bool {
    matches!(kind, Kind::RegionalPlan | Kind::CrisisResponsePlan)
}

fn budget(kind: Kind, random: &mut Random) -> Budget {
    let (most, step) = if is_plan(kind) { (400, 250_000) } else { (160, 25_000) };
    // The smaller of two draws: small budgets are more frequent than large ones.
    let steps = random.below(most).min(random.below(most)) + 4;
    Budget { amount: format!("{}.00", steps * step), currency: random.share(&[("USD", 78), ("EUR", 22)]).to_owned() }
}

/// A report looks back, everything else ahead.
fn period(turn: &Turn, kind: Kind, random: &mut Random) -> Period {
    let length = random.one_of(&[180, 365, 365, 545, 730]);
    let start = if kind == Kind::Report { -length - 30 } else { 30 + random.time(60) };
    let start = after(turn.returned, start);
    Period { start: Some(start), end: Some(after(start, length)) }
}

fn markers(record: &Record, random: &mut Random) -> Vec<Marker> {
    let claimed = |scheme: &str, code: &str| Marker {
        scheme: scheme.to_owned(),
        code: code.to_owned(),
        reference: record.reference.clone(),
        reading: None,
    };
    let code = random.share(&shares::MARKERS);
    let own = (record.kind != Kind::RegionalPlan).then(|| claimed("iom-gm", code));
    let donor = record.donor.as_deref() == Some("echo");
    let asked_for = donor.then(|| claimed("echo-gam", random.share(&[("2", 40), ("1", 45), ("0", 15)])));
    own.into_iter().chain(asked_for).collect()
}

fn sections(language: Language, random: &mut Random) -> Vec<Section> {
    let numbered = words::SECTIONS.iter().zip(1..);
    let section = |((heading, sentences), n): (&(Words, &[Words]), u32)| {
        let start = random.below(sentences.len() as u64);
        let start = usize::try_from(start).unwrap_or(0);
        let drawn = sentences.iter().cycle().skip(start).take(3).map(|words| language.of(*words));
        section(n, language.of(*heading), &drawn.collect::<Vec<_>>().join("\n"))
    };
    numbered.map(section).collect()
}

fn section(n: u32, heading: &str, text: &str) -> Section {
    let page = Some(n * 3 - 2);
    Section {
        id: format!("s{n}"),
        heading: heading.to_owned(),
        level: 1,
        page,
        text: text.to_owned(),
        ..Section::default()
    }
}
