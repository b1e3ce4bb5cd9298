//! The annual report: its sentences counted by hand, its markup against hostile words, its bytes against themselves.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a fixture that breaks is a failed test")]

use std::collections::BTreeMap;

use appraise::checklists;
use appraise::domain::answer::Rating;
use appraise::domain::brief::{self, Briefs, Known, Stamp};
use appraise::domain::census::Census;
use appraise::domain::checklist::Profile;
use appraise::domain::comment::{CommentClass, CommentState};
use appraise::domain::kind::Kind;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::{Dates, Record};
use appraise::domain::review::{Pinned, Review, Reviewer, Start};
use appraise::domain::summary::{
    Cell, Counted, Language, Period, Question, Row, Spread, Summary, Table, Value, View, YearBefore,
};
use appraise::export::report::{self, Options, Report};
use proptest::prelude::*;
use serde_json::json;

// ------------------------------------------------------------------------------------------------------- the sentences

/// A year in a few numbers; kinds in the order of the list, the last is of another kind.
fn year(kinds: [usize; 6], countries: usize) -> Summary {
    let counted = Kind::ALL.iter().zip(kinds).map(|(kind, count)| (kind.code().to_owned(), count));
    let mut summary = Summary::default();
    (summary.countries, summary.documents) = (countries, kinds.iter().sum());
    summary.period = Period::year(2025).unwrap();
    summary.kinds = Counted(counted.collect());
    summary.intake.documents = summary.documents;
    summary
}

/// The example of the research: every number of it is invented.
fn example() -> Summary {
    let mut summary = year([187, 96, 71, 9, 49, 0], 73);
    summary.required_changes.documents = 268;
    (summary.re_review.documents, summary.re_review.settled) = (151, 139);
    summary.turnaround_days = Spread::of(vec![1, 3, 5]);
    let kinds = Kind::ALL.iter().zip([180, 88, 79, 7, 51, 0]);
    summary.year_before = Some(YearBefore {
        period: Period::year(2024).unwrap(),
        documents: 405,
        rounds: 540,
        countries: 71,
        kinds: Counted(kinds.map(|(kind, count)| (kind.code().to_owned(), count)).collect()),
    });
    summary
}

fn options(language: Language) -> Options {
    Options { language, made_on: "2026-01-12".parse().unwrap(), ..Options::default() }
}

/// The paragraphs, with plain spaces for those that do not break.
fn said(summary: &Summary, options: &Options) -> String {
    report::passages(summary, options).join("\n").replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn the_year_is_told_in_three_languages() {
    let cases = [
        (
            Language::English,
            "In 2025, the team reviewed 412 proposals, concept notes, reports, regional migrant response plans and crisis \
             response plans from over 70 countries to make sure that they meet institutional standards on GBV, Do No Harm \
             and gender equality.\n\
             In 2025, the team reviewed 412 documents – 187 proposals, 96 concept notes, 71 reports, 9 regional migrant \
             response plans and 49 crisis response plans – from 73 countries, against institutional standards on GBV, Do \
             No Harm and gender equality. 268 (65 %) needed required changes. 151 came back for a second round, and in \
             139 of these (92 %) no required change is left open. The median time to return was 3 calendar days.\n\
             In 2024 there were 405 documents from 71 countries: a change of +2 % in documents and +3 % in countries; by \
             kind: proposals +4 %, concept notes +9 %, reports −10 %, regional migrant response plans +2, crisis response \
             plans −4 %.",
        ),
        (
            Language::French,
            "En 2025, l'équipe a examiné 412 propositions de projet, notes conceptuelles, rapports, plans régionaux de \
             réponse pour les migrants et plans de réponse aux crises provenant de plus de 70 pays afin de s'assurer de \
             leur conformité aux normes institutionnelles relatives à la VBG, au principe « ne pas nuire » et à l'égalité \
             de genre.\n\
             En 2025, l'équipe a examiné 412 documents – 187 propositions de projet, 96 notes conceptuelles, 71 rapports, \
             9 plans régionaux de réponse pour les migrants et 49 plans de réponse aux crises – provenant de 73 pays, au \
             regard des normes institutionnelles relatives à la VBG, au principe « ne pas nuire » et à l'égalité de \
             genre. Des modifications ont été requises pour 268 documents (65 %). 151 documents sont revenus pour un \
             deuxième tour ; pour 139 d'entre eux (92 %), plus aucune modification requise n'est en attente. Le délai \
             médian de retour a été de 3 jours calendaires.\n\
             En 2024, 405 documents avaient été examinés, provenant de 71 pays : l'évolution est de +2 % pour les \
             documents et de +3 % pour les pays ; par type : propositions de projet +4 %, notes conceptuelles +9 %, \
             rapports −10 %, plans régionaux de réponse pour les migrants +2, plans de réponse aux crises −4 %.",
        ),
        (
            Language::Spanish,
            "En 2025, el equipo revisó 412 propuestas de proyecto, notas conceptuales, informes, planes regionales de \
             respuesta para migrantes y planes de respuesta a las crisis de más de 70 países para asegurar su conformidad \
             con las normas institucionales sobre violencia de género, acción sin daño e igualdad de género.\n\
             En 2025, el equipo revisó 412 documentos –187 propuestas de proyecto, 96 notas conceptuales, 71 informes, 9 \
             planes regionales de respuesta para migrantes y 49 planes de respuesta a las crisis– de 73 países, a la luz \
             de las normas institucionales sobre violencia de género, acción sin daño e igualdad de género. 268 \
             documentos (65 %) requirieron cambios. 151 documentos volvieron para una segunda ronda; en 139 de ellos \
             (92 %) no queda pendiente ningún cambio requerido. La mediana del plazo de devolución fue de 3 días \
             naturales.\n\
             En 2024 se revisaron 405 documentos de 71 países: un cambio de +2 % en documentos y de +3 % en países; por \
             tipo: propuestas de proyecto +4 %, notas conceptuales +9 %, informes −10 %, planes regionales de respuesta \
             para migrantes +2, planes de respuesta a las crisis −4 %.",
        ),
    ];
    for (language, wanted) in cases {
        let options = Options { with_change: true, ..options(language) };
        assert_eq!(said(&example(), &options), wanted);
    }
}

#[test]
fn small_and_odd_years_read_well() {
    let mut withdrawn = year([2, 0, 0, 0, 0, 0], 2);
    withdrawn.intake.withdrawn = 1;
    let mut one = year([1, 0, 0, 0, 0, 0], 1);
    one.required_changes.documents = 1;
    (one.re_review.documents, one.re_review.settled) = (1, 1);
    one.turnaround_days = Spread::of(vec![1]);
    let mut half = year([0, 0, 12, 0, 0, 0], 70);
    half.turnaround_days = Spread::of(vec![1, 2]);
    let mut none = year([0; 6], 0);
    none.intake.withdrawn = 3;
    let cases: [(&Summary, [&[&str]; 3]); 7] = [
        (
            &one,
            [
                &[
                    "reviewed 1 proposal from 1 country to make sure that it meets",
                    "It needed required changes. It came back for a second round, and no required change is left open. The median time to return was 1 calendar day.",
                ],
                &[
                    "a examiné 1 proposition de projet provenant d'un seul pays afin de s'assurer de sa conformité",
                    "Des modifications ont été requises. Le document est revenu pour un deuxième tour, et plus aucune",
                    "de 1 jour calendaire.",
                ],
                &[
                    "revisó 1 propuesta de proyecto de un solo país",
                    "Requirió cambios. El documento volvió para una segunda ronda, y no queda pendiente ningún cambio requerido.",
                    "de 1 día natural.",
                ],
            ],
        ),
        (
            &half,
            [
                &[
                    "reviewed 12 reports from 70 countries to",
                    "None of them needed required changes. None came back",
                    "was 1.5 calendar days.",
                ],
                &[
                    "a examiné 12 rapports provenant de 70 pays afin",
                    "Aucune modification n'a été requise. Aucun document n'est revenu",
                    "de 1,5 jour calendaire.",
                ],
                &[
                    "revisó 12 informes de 70 países para",
                    "Ningún documento requirió cambios. Ningún documento volvió",
                    "de 1,5 días naturales.",
                ],
            ],
        ),
        (
            &year([4, 0, 5, 0, 0, 0], 9),
            [
                &[
                    "reviewed 9 proposals and reports from 9 countries to",
                    "reviewed 9 documents – 4 proposals and 5 reports – from 9 countries, against",
                ],
                &["9 propositions de projet et rapports provenant de 9 pays afin"],
                &[
                    "revisó 9 propuestas de proyecto e informes de 9 países para",
                    "9 documentos –4 propuestas de proyecto y 5 informes– de 9 países",
                ],
            ],
        ),
        (
            &year([1, 0, 1, 0, 0, 0], 0),
            [
                &["reviewed 1 proposal and 1 report to make sure that they meet"],
                &["1 proposition de projet et 1 rapport afin de s'assurer de leur conformité"],
                &["revisó 1 propuesta de proyecto y 1 informe para"],
            ],
        ),
        (
            &year([1000, 0, 230, 0, 0, 4], 73),
            [
                &[
                    "1,234 proposals, reports and documents of other kinds from over 70 countries",
                    "4 of the documents are outside the five kinds of the annual count; they are in every number here.",
                ],
                &[
                    "1 234 propositions de projet, rapports et documents d'autres types provenant de plus de 70 pays",
                    "4 de ces documents ne relèvent d'aucun des cinq types",
                ],
                &[
                    "1234 propuestas de proyecto, informes y documentos de otros tipos de más de 70 países",
                    "4 de los documentos no corresponden a ninguno",
                ],
            ],
        ),
        (
            &withdrawn,
            [
                &["1 more document came in and was withdrawn by its author; it is in no other number."],
                &["1 document de plus a été reçu puis retiré par ses auteurs ; il n'entre"],
                &["1 documento más se recibió y fue retirado por sus autores; no figura"],
            ],
        ),
        (
            &none,
            [
                &["In 2025, the team reviewed no documents.", "3 documents came in and were withdrawn"],
                &["En 2025, l'équipe n'a examiné aucun document.", "3 documents ont été reçus puis retirés"],
                &["En 2025, el equipo no revisó ningún documento.", "3 documentos se recibieron y fueron retirados"],
            ],
        ),
    ];
    for (summary, wanted) in cases {
        for (language, parts) in Language::ALL.iter().zip(wanted) {
            let text = said(summary, &options(*language));
            for part in parts {
                assert!(text.contains(part), "{part}\nis not in\n{text}");
            }
        }
    }
}

#[test]
fn a_team_has_the_name_it_is_given_and_nobody_endorses() {
    let options = Options { team: Some("the GBV team of the Dakar office".to_owned()), ..options(Language::English) };
    assert!(said(&example(), &options).starts_with("In 2025, the GBV team of the Dakar office reviewed 412"));
    for language in Language::ALL {
        let text = said(&example(), &Options { with_change: true, ..self::options(*language) });
        assert!(!text.contains("IOM") && !text.contains("OIM") && !text.contains("endorse"), "{text}");
    }
}

#[test]
fn small_numbers_are_withheld_in_the_sentences_too() {
    let mut summary = year([187, 96, 71, 3, 49, 1], 73);
    summary.required_changes.documents = 404;
    (summary.re_review.documents, summary.re_review.settled) = (3, 2);
    summary.intake.withdrawn = 2;
    let few = ["ewer than 5", "oins de 5", "enos de 5"];
    for (language, few) in Language::ALL.iter().zip(few) {
        let text = said(&summary, &Options { hide_small: true, ..options(*language) });
        // One hidden kind could be worked out from the others, so none is told; 404 would tell that 3 had no changes.
        assert!(!text.contains("187") && !text.contains("404"), "{text}");
        assert_eq!(text.matches(few).count(), 3, "{text}");
    }
}

proptest! {
    #[test]
    fn a_round_number_is_never_above_the_count(count in 0_usize..100_000) {
        let (round, over) = report::at_most(count);
        prop_assert!(round <= count && count - round < 10);
        prop_assert_eq!(over, round < count);
        prop_assert!(count < 10 || round % 10 == 0);
    }
}

// --------------------------------------------------------------------------------------------------------- the markup

const HOSTILE: [&str; 8] = [
    "</td></tr></table><script>alert(1)</script>",
    "a|b\\|c`d`[e](http://x.example)![f](y)",
    "line\r\none\u{2028}two\tthree",
    "\u{202e}elif.exe\u{202c} \u{1b}[31mred\u{7}",
    "<img src=x onerror=alert(1)> <!-- -- > ]]> &amp; &#60;",
    "\" onclick=\"alert(1)' style='x:url(http://x.example)",
    "# h\n- l\n> q\n| --- |",
    "خطة الاستجابة www.x.example a@x.example *b* _c_ ~~d~~",
];

/// A report whose every text from outside is hostile.
fn hostile(language: Language) -> Report {
    let mut summary = example();
    summary.conditions = HOSTILE.iter().map(|text| format!("donor={text}")).collect();
    let tables = ["T1", "T2", "T3", "T4", "T11a", "TC"].map(|id| {
        let rows = HOSTILE.iter().enumerate().map(|(at, text)| {
            let points = Cell::plain(Value::Points([at, 9], [1, 9]));
            let cells = vec![Cell::plain(Value::Count(at)), Cell::text(text), points];
            Row { bar: Some([at, 2, 3]), ..Row::new(text, text, cells) }
        });
        let mut table = Table::new(id, HOSTILE[0], &HOSTILE[..4]).noting(HOSTILE[4]);
        table.rows = rows.collect();
        Table { language, ..table }
    });
    let team = Some(HOSTILE.join(" "));
    Report { summary, tables: tables.to_vec(), options: Options { team, with_change: true, ..options(language) } }
}

#[test]
fn hostile_words_cannot_make_html() {
    for report in Language::ALL.iter().map(|language| hostile(*language)) {
        let page = report::html(&report);
        let tags = well_formed(&page);
        let known = [
            "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "nav",
            "h1", "h2", "h3", "p", "a", "ul", "li", "dl", "div", "dt", "dd", "figure", "svg", "defs", "pattern",
            "rect", "line", "polygon", "circle", "text", "desc", "table", "caption", "thead", "tbody", "tr", "th",
            "td", "bdi", "span", "code",
        ];
        for (name, attributes) in &tags {
            assert!(known.contains(&name.as_str()), "<{name}>");
            for (attribute, value) in attributes {
                assert!(
                    !attribute.starts_with("on") && attribute != "src" && attribute != "style",
                    "{attribute}={value}"
                );
                assert!(attribute != "href" || value.starts_with('#'), "{value}");
            }
        }
        assert!(!page.chars().any(|c| c.is_control() && c != '\n'), "a control character is in the page");
        assert!(!page.contains('\u{202e}') && !page.contains('\u{2028}'));
    }
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let page = report::html(&small(Language::French));
    let bare = page.replace("http-equiv", "");
    for forbidden in ["http", "src=", "script", "@import", "javascript", "<link", "<iframe", "<object", "//"] {
        assert!(!bare.contains(forbidden), "{forbidden}");
    }
    assert!(page.split("url(").skip(1).all(|after| after.starts_with("#partly)")));
    assert!(page.contains("content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;\""));
    assert!(page.contains("<html lang=\"fr\">") && page.contains("content=\"no-referrer\""));
}

#[test]
fn a_page_names_its_parts_for_those_who_hear_it() {
    let tags = well_formed(&report::html(&small(Language::English)));
    let has = |attributes: &[(String, String)], name: &str| attributes.iter().any(|(attribute, _)| attribute == name);
    for (name, attributes) in &tags {
        match name.as_str() {
            "th" => assert!(has(attributes, "scope")),
            "svg" => assert!(has(attributes, "aria-labelledby") || has(attributes, "aria-hidden")),
            _ => {}
        }
    }
    let count = |wanted: &str| tags.iter().filter(|(name, _)| name == wanted).count();
    assert_eq!((count("table"), count("h1")), (count("caption"), 1));
    assert_eq!(count("svg"), count("desc") + 1);
    let ids: Vec<_> = tags.iter().flat_map(|(_, all)| all).filter(|(name, _)| name == "id").map(|(_, id)| id).collect();
    let once: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(once.len(), ids.len(), "an id is there twice");
}

#[test]
fn hostile_words_cannot_break_markdown() {
    for report in Language::ALL.iter().map(|language| hostile(*language)) {
        let text = report::markdown(&report);
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
        let outside_code = text.lines().filter(|line| !line.contains('`'));
        for line in outside_code {
            assert!(!line.contains('<') && !line.contains("](") && !line.contains("http://"), "{line}");
        }
        for line in text.lines().filter(|line| line.starts_with('|')) {
            let pipes = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            assert_eq!(pipes, 5, "{line}");
        }
        let headings = text.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(headings, 1 + 2 + 3 + 6, "a heading was made or lost");
    }
}

/// The tags of a page in order, with their attributes; stops the test where the page is not well-formed.
fn well_formed(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let (mut open, mut tags, mut rest) = (Vec::<String>::new(), Vec::new(), page);
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains('>'), "a bare > in {text:?}");
        let (tag, after) = after.split_once('>').unwrap();
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed out of turn");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        tags.push((name.to_owned(), attributes_of(attributes.trim_end_matches('/').trim())));
        if name == "style" {
            rest = rest.split_once("</style>").unwrap().1;
        } else if !tag.ends_with('/') && name != "!DOCTYPE" {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    tags
}

fn attributes_of(text: &str) -> Vec<(String, String)> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').unwrap();
        found.push((name.trim().to_owned(), value.to_owned()));
        rest = after;
    }
    assert!(rest.trim().is_empty() || rest == "html", "not quoted: {rest}");
    found
}

// ------------------------------------------------------------------------------------------------------- whole reports

/// Two criteria; the first is a measure and a must, the second a should.
fn checklist() -> Pinned {
    let criterion = |id: &str, title: &str, weight: &str| {
        let kinds = Kind::ALL.iter().filter(|kind| **kind != Kind::Other);
        json!({
            "id": id, "section": "all", "title": title, "core": false, "question": "Is it said?", "why": "It matters.",
            "look_for": ["a", "b"], "red_flags": ["c", "d"], "recommendation": format!("Say more about {title}."),
            "weight": kinds.map(|kind| (kind.code(), weight)).collect::<BTreeMap<_, _>>(), "terms": [], "sources": [],
        })
    };
    let mut criteria = [criterion("audits", "Safety audits", "must"), criterion("style", "Style | plain", "should")];
    criteria[0]["measure"] = json!("safety-audits");
    let file = json!({
        "format": "appraise-checklist/1", "id": "small", "version": "1.0.0", "language": "en", "title": "Small list",
        "purpose": "For tests.", "sections": [{ "id": "all", "title": "All" }], "criteria": criteria,
    });
    checklists::parse(file.to_string().as_bytes()).unwrap()
}

/// A signed-off review: document, kind, country, round, day, outcome, answers.
type Spec = (&'static str, Kind, &'static str, u32, &'static str, Outcome, [Rating; 2]);

const REVIEWS: [Spec; 6] = [
    ("a", Kind::Proposal, "SSD", 1, "2025-02-03", Outcome::SubjectToChanges, [Rating::No, Rating::Yes]),
    ("a", Kind::Proposal, "SSD", 2, "2025-02-20", Outcome::Endorsed, [Rating::Yes, Rating::Yes]),
    ("b", Kind::Report, "TCD", 1, "2025-05-06", Outcome::WithRecommendations, [Rating::Yes, Rating::No]),
    ("c", Kind::Proposal, "ETH", 1, "2025-11-11", Outcome::Endorsed, [Rating::Partly, Rating::Yes]),
    ("d", Kind::ConceptNote, "EGY", 1, "2024-06-06", Outcome::CommentsOnly, [Rating::Yes, Rating::Yes]),
    ("e", Kind::Other, "GNQ", 1, "2025-07-07", Outcome::Withdrawn, [Rating::Yes, Rating::Yes]),
];

fn signed((id, kind, country, round, day, outcome, ratings): Spec, list: &Pinned) -> Review {
    let mut record = Record::new(id, kind, &format!("Title of {id}"));
    (record.countries, record.sectors) = (vec![country.to_owned()], vec!["WSH".to_owned()]);
    record.dates = Some(Dates { received: day.parse().ok(), ..Dates::default() });
    let at = format!("{day}T10:00:00Z").parse().unwrap();
    let reviewer = Reviewer { id: "ab".to_owned(), name: None, role: Some("gbv".to_owned()) };
    let n = u64::from(id.as_bytes()[0]) * 10 + u64::from(round);
    let uuid = |n: u64| uuid::Uuid::from_u64_pair(0x0189_0000_0000_7000, 0x8000_0000_0000_0000 | n).to_string();
    let (previous, workspace) = ((round > 1).then(|| uuid(n - 1)), String::new());
    let start = Start { id: uuid(n), at, round, previous, reviewer, workspace, profile: Profile::All };
    let mut review = Review::new(&record, std::slice::from_ref(list), start);
    for (criterion, rating) in ["audits", "style"].into_iter().zip(ratings) {
        review.rate(criterion, rating, None, at);
    }
    if id == "a" {
        let n = review.add_comment(Some("audits"), CommentClass::Required);
        let comment = review.comment_mut(n).unwrap();
        "No audit is planned.".clone_into(&mut comment.finding);
        comment.state = if round > 1 { CommentState::Closed } else { CommentState::Open };
    }
    review.outcome.code = Some(outcome);
    review.sealed(at)
}

fn small(language: Language) -> Report {
    let (list, mut briefs, mut known) = (checklist(), Briefs::default(), Known::default());
    for (at, spec) in REVIEWS.into_iter().enumerate() {
        let bytes = serde_json::to_vec(&signed(spec, &list)).unwrap();
        let file = format!("2025/{at}.json");
        brief::read(&bytes, (&file, Stamp::default()), &mut briefs, &mut known).unwrap();
    }
    let (census, lists) = (Census::of(briefs, REVIEWS.len(), 0, 0), [list]);
    let question = Question { period: Period::year(2025).unwrap(), ..Question::default() };
    let view = View::of(&census, &lists, question);
    let summary = Summary::of(&view, "2026-01-12".parse().unwrap());
    Report::of(&view, summary, &lists, Options { with_change: true, ..options(language) })
}

#[test]
fn a_small_report_in_english() {
    insta::assert_snapshot!("report-en", report::markdown(&small(Language::English)));
}

#[test]
fn a_small_report_in_french() {
    insta::assert_snapshot!("report-fr", report::markdown(&small(Language::French)));
}

#[test]
fn a_small_report_in_spanish() {
    insta::assert_snapshot!("report-es", report::markdown(&small(Language::Spanish)));
}

#[test]
fn the_same_reviews_make_the_same_bytes() {
    for language in Language::ALL {
        assert_eq!(report::html(&small(*language)), report::html(&small(*language)));
        assert_eq!(report::markdown(&small(*language)), report::markdown(&small(*language)));
    }
}

#[test]
fn a_hidden_number_is_not_drawn_either() {
    let mut report = small(Language::English);
    report.options.hide_small = true;
    let page = report::html(&report);
    // All numbers of this year are small: no column, no bar and no arrow is left to measure, only the key.
    assert_eq!(page.matches("class=\"yes\"").count(), 1);
    assert!(!page.contains("<polygon"), "an arrow is drawn");
    assert!(page.contains("&lt;5"));
}

#[test]
fn countries_stand_in_the_order_of_letters() {
    let report = small(Language::French);
    let table = report.tables.iter().find(|table| table.id == "TC").unwrap();
    let labels: Vec<_> = table.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["Éthiopie", "Soudan du Sud", "Tchad"]);
}

// -------------------------------------------------------------------------------------------------------- the command

#[cfg(unix)]
mod command {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::{Command, Output};

    use tempfile::TempDir;

    use super::{REVIEWS, checklist, signed};

    /// A workspace with the reviews.
    fn workspace() -> TempDir {
        let root = TempDir::new().unwrap();
        let (reviews, lists) = (root.path().join("team/reviews/2025"), root.path().join("team/checklists"));
        fs::create_dir_all(&reviews).unwrap();
        fs::create_dir_all(&lists).unwrap();
        let list = checklist();
        fs::write(lists.join("small.json"), serde_json::to_vec(&list.checklist).unwrap()).unwrap();
        for spec in REVIEWS {
            let review = signed(spec, &list);
            fs::write(
                reviews.join(format!("{}.r{}.ab.1-00000000.json", spec.0, spec.3)),
                serde_json::to_vec(&review).unwrap(),
            )
            .unwrap();
        }
        root
    }

    fn run(root: &TempDir, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraise"));
        command.current_dir(root.path()).env("HOME", root.path()).env("APPRAISE_WORKSPACE", root.path().join("team"));
        ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"]
            .iter()
            .for_each(|name| _ = command.env_remove(name));
        command.arg("report").args(args).output().unwrap()
    }

    #[test]
    fn a_report_is_printed_or_written_once() {
        let root = workspace();
        let printed = run(&root, &["--year", "2025", "--format", "html", "--date", "2026-01-12"]);
        assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
        let wanted = ["--year", "2025", "--format", "html", "--date", "2026-01-12", "-o", "report.html"];
        assert!(run(&root, &wanted).status.success());
        let file = root.path().join("report.html");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read(&file).unwrap(), printed.stdout, "the file is what is printed");
        let again = run(&root, &wanted);
        assert_eq!(again.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&again.stderr).contains("was left as it is"));
        assert!(run(&root, &[&wanted[..], &["--force"]].concat()).status.success());
    }

    #[test]
    fn the_paragraph_comes_alone_and_a_year_is_needed() {
        let root = workspace();
        let paragraph = run(&root, &["--year", "2025", "--paragraph", "--language", "es"]);
        let text = String::from_utf8(paragraph.stdout).unwrap();
        assert!(text.starts_with("En 2025, el equipo revisó 2\u{a0}propuestas de proyecto y 1\u{a0}informe"), "{text}");
        assert_eq!(run(&root, &[]).status.code(), Some(2));
        assert!(run(&root, &["--year", "2025", "--from", "2025-01-01"]).status.code() == Some(2));
    }

    #[test]
    fn the_command_beside_a_table_gives_the_table() {
        let root = workspace();
        let report = run(&root, &["--year", "2025", "--language", "fr", "--where", "kind=proposal"]).stdout;
        let report = String::from_utf8(report).unwrap();
        let command = "appraise summary --year 2025 --where kind=proposal --format markdown --table T2 --language fr";
        assert!(report.contains(&format!("`{command}`")), "{report}");
        let mut program = Command::new(env!("CARGO_BIN_EXE_appraise"));
        program.env("HOME", root.path()).env("APPRAISE_WORKSPACE", root.path().join("team"));
        let table = program.args(command.split(' ').skip(1)).output().unwrap().stdout;
        let table = String::from_utf8(table).unwrap();
        assert!(report.contains(table.trim()), "{table}\nis not in\n{report}");
    }
}
