//! An invented library for the benches: documents in four languages, each with a signed-off review.

use appraise::app::{App, Contents, Moment, Setup};
use appraise::checklists;
use appraise::domain::brief::{self, Briefs, Known, RecordBrief, Stamp};
use appraise::domain::census::Census;
use appraise::domain::checklist::Profile;
use appraise::domain::kind::Kind;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::Record;
use appraise::domain::review::{Review, Reviewer, Start};
use appraise::store::json;

const SUBJECTS: [[&str; 5]; 4] = [
    ["Safe water and sanitation", "Cash for repairs", "Protection and shelter", "Winter kits", "Roads and markets"],
    [
        "Eau et assainissement",
        "Abris et moyens d'existence",
        "Réintégration",
        "Santé et nutrition",
        "Violence et écoute",
    ],
    ["Agua y saneamiento", "Albergues y protección", "Salud en las fronteras", "Medios de vida", "Niñez y educación"],
    ["الاستجابة الإقليمية", "المياه والصرف الصحي", "المأوى والحماية", "الصحة والتغذية", "سبل العيش"],
];
const PEOPLE: [[&str; 5]; 4] = [
    ["for displaced families", "after the floods", "with host communities", "of women who came back", "on the routes"],
    ["pour les familles déplacées", "après les inondations", "des femmes rentrées", "sur les routes", "en ville"],
    ["para familias desplazadas", "tras las inundaciones", "con las comunidades", "de mujeres retornadas", "en ruta"],
    ["للأسر النازحة", "بعد الفيضانات", "مع المجتمعات المضيفة", "للنساء العائدات", "على الطرق"],
];
const PLACES: [[&str; 5]; 4] = [
    ["in the northern districts", "in three border towns", "in the delta", "in Rivertown", "on the high plateau"],
    ["dans le nord", "à la frontière", "dans le delta", "en Villeneuve", "sur le plateau"],
    ["en el norte", "en la frontera", "en el delta", "en Villanueva", "en el altiplano"],
    ["في الشمال", "على الحدود", "في الدلتا", "في المدينة", "في الهضبة"],
];
const COUNTRIES: [&str; 8] = ["SSD", "ETH", "UKR", "AFG", "TCD", "COL", "YEM", "MMR"];

const ID: &str = "0199a000-0000-7000-8000-000000000000";

/// The program at its start.
pub fn starting() -> App {
    let setup = Setup {
        checklists: checklists::built_in(),
        reviewer: Reviewer { id: "ab".to_owned(), name: None, role: None },
        workspace: "bench".to_owned(),
        profile: Profile::All,
        round: None,
        zone: jiff::tz::TimeZone::UTC,
    };
    App::new(setup, moment())
}

fn moment() -> Moment {
    Moment { at: "2026-11-24T09:00:00Z".parse().unwrap(), fresh_id: ID.to_owned() }
}

/// So many documents: half of them English, the others French, Spanish and Arabic.
pub fn contents(documents: usize) -> Contents {
    let records: Vec<_> = (0..documents).map(record).collect();
    let census = reviewed(&records).into();
    Contents { records, census, ..Contents::default() }
}

fn record(n: usize) -> RecordBrief {
    // Scatters the numbers, the same in each run.
    let mut mixed = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut draw = |of: usize| {
        mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 33) % of
    };
    let language = [0, 0, 0, 1, 2, 3][draw(6)];
    let parts = [SUBJECTS, PEOPLE, PLACES].map(|words| words[language][draw(5)]);
    RecordBrief {
        file: format!("record-{n}.json").into(),
        stamp: Stamp::default(),
        id: format!("record-{n}").into(),
        kind: [Kind::Proposal, Kind::ConceptNote, Kind::Report, Kind::CrisisResponsePlan][draw(4)],
        title: format!("{}, phase {}", parts.join(" "), 1 + draw(40)).into(),
        countries: [COUNTRIES[draw(8)].into()].into(),
        due: format!("2026-{:02}-{:02}", 1 + draw(12), 1 + draw(28)).parse().ok().filter(|_| n.is_multiple_of(3)),
    }
}

/// One review of each: read from the same file with other names in it, for to draw a hundred thousand takes long.
fn reviewed(records: &[RecordBrief]) -> Census {
    let (mut briefs, mut known) = (Briefs::default(), Known::default());
    let file = signed_off();
    for (n, record) in records.iter().enumerate() {
        let title = serde_json::to_string(&record.title).unwrap();
        let own = file.replace("\"Any\"", &title).replace("any-record", &record.id).replace(ID, &id(n));
        let name = format!("2026/{}.json", record.id);
        brief::read(own.as_bytes(), (&name, Stamp::default()), &mut briefs, &mut known).unwrap();
    }
    Census::of(briefs, records.len(), 0, 0)
}

fn id(n: usize) -> String {
    format!("0199a000-0000-7000-8000-{n:012x}")
}

fn signed_off() -> String {
    let (Moment { at, fresh_id: id }, reviewer) = (moment(), starting().setup.reviewer);
    let (workspace, profile) = (String::new(), Profile::All);
    let start = Start { id, at, round: 1, previous: None, reviewer, workspace, profile };
    let record = Record::new("any-record", Kind::Proposal, "Any");
    let mut review = Review::new(&record, &checklists::built_in(), start);
    review.outcome.code = Some(Outcome::CommentsOnly);
    String::from_utf8(json::pretty(&review.sealed(at))).unwrap()
}
