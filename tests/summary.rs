//! Counting against workspaces that were counted by hand, one for every rule.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a fixture that breaks is a failed test")]

use std::fs;

use appraise::checklists;
use appraise::domain::answer::Rating;
use appraise::domain::checklist::Profile;
use appraise::domain::comment::{CommentClass, CommentState};
use appraise::domain::kind::Kind;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::{Dates, Record};
use appraise::domain::review::{Pinned, Review, Reviewer, Start};
use appraise::domain::summary::{Dimension, Period, Question, Selection, Summary, Test, View, behind, groups, tables};
use appraise::domain::summary::{Issue, Language, Unit, Value};
use appraise::store::{Counted, Folders, Reading, Store};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

// ---------------------------------------------------------------------------------------------------------- fixtures

/// Three criteria: a must that is a measure, a blocking one, and a should. `data` was once called `records`.
fn checklist(version: &str, second: &str, formerly: &[&str]) -> Pinned {
    checklist_with(version, [second, "style"], formerly)
}

fn checklist_with(version: &str, [second, third]: [&str; 2], formerly: &[&str]) -> Pinned {
    let criterion = |id: &str, weight: &str| {
        json!({
            "id": id, "section": "all", "title": id, "core": false, "question": "Is it said?", "why": "It matters.",
            "look_for": ["a", "b"], "red_flags": ["c", "d"], "recommendation": format!("Say {id}."),
            "weight": Kind::ALL.iter().filter(|kind| **kind != Kind::Other).map(|kind| (kind.code(), weight)).collect::<std::collections::BTreeMap<_, _>>(),
            "terms": [], "sources": [],
        })
    };
    let mut criteria = [criterion("audits", "must"), criterion(second, "blocking"), criterion(third, "should")];
    criteria[0]["measure"] = json!("safety-audits");
    if !formerly.is_empty() {
        criteria[1]["formerly"] = json!(formerly);
    }
    let file = json!({
        "format": "appraise-checklist/1", "id": "small", "version": version, "language": "en", "title": "Small",
        "purpose": "For tests.", "sections": [{ "id": "all", "title": "All" }], "criteria": criteria,
    });
    checklists::parse(file.to_string().as_bytes()).unwrap()
}

fn today() -> Pinned {
    checklist("1.0.0", "data", &["records"])
}

/// One review in a few words.
struct Spec {
    n: u64,
    record: Record,
    round: u32,
    previous: Option<u64>,
    signed: &'static str,
    outcome: Outcome,
    /// `y`, `p`, `n`, `a` or `.` (open), one for each of the three criteria.
    answers: &'static str,
    /// Number, criterion and state of required changes.
    changes: Vec<(u32, &'static str, CommentState)>,
    reviewer: &'static str,
    /// Decides between two others.
    decides: bool,
    list: Pinned,
}

fn document(id: &str, kind: Kind, countries: &[&str]) -> Record {
    let mut record = Record::new(id, kind, &format!("Title of {id}"));
    record.countries = countries.iter().map(|code| (*code).to_owned()).collect();
    record
}

fn on(n: u64, record: &Record, signed: &'static str) -> Spec {
    Spec {
        n,
        record: record.clone(),
        round: 1,
        previous: None,
        signed,
        outcome: Outcome::Endorsed,
        answers: "yyy",
        changes: Vec::new(),
        reviewer: "ab",
        decides: false,
        list: today(),
    }
}

impl Spec {
    fn round(mut self, round: u32, previous: Option<u64>) -> Self {
        (self.round, self.previous) = (round, previous);
        self
    }

    fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }

    fn answers(mut self, answers: &'static str) -> Self {
        self.answers = answers;
        self
    }

    fn change(mut self, n: u32, criterion: &'static str, state: CommentState) -> Self {
        self.changes.push((n, criterion, state));
        self
    }

    fn by(mut self, reviewer: &'static str) -> Self {
        self.reviewer = reviewer;
        self
    }

    fn decides(mut self) -> Self {
        self.decides = true;
        self
    }

    fn dates(mut self, received: &str, due: &str) -> Self {
        let day = |text: &str| text.parse().ok();
        self.record.dates = Some(Dates { requested: None, received: day(received), due: day(due) });
        self
    }

    fn draft(&self) -> Review {
        let uuid = |n: u64| uuid::Uuid::from_u64_pair(0x0189_0000_0000_7000, 0x8000_0000_0000_0000 | n).to_string();
        let start = Start {
            id: uuid(self.n),
            at: "2020-01-01T00:00:00Z".parse().unwrap(),
            round: self.round,
            previous: self.previous.map(uuid),
            reviewer: Reviewer { id: self.reviewer.to_owned(), name: None, role: Some("gbv".to_owned()) },
            workspace: String::new(),
            profile: Profile::All,
        };
        let mut review = Review::new(&self.record, std::slice::from_ref(&self.list), start);
        let asked: Vec<_> = review.asked().map(str::to_owned).collect();
        let at = "2020-01-01T00:00:00Z".parse().unwrap();
        for (id, letter) in asked.iter().zip(self.answers.chars()) {
            match letter {
                'y' => review.rate(id, Rating::Yes, None, at),
                'p' => review.rate(id, Rating::Partly, None, at),
                'n' => review.rate(id, Rating::No, None, at),
                'a' => review.rate(id, Rating::NotApplicable, Some("no-contact".to_owned()), at),
                'h' => {
                    review.rate(id, Rating::No, None, at);
                    review.set_harm(id, true);
                }
                _ => {}
            }
        }
        for (n, criterion, state) in &self.changes {
            let made = review.add_comment(Some(criterion), CommentClass::Required);
            let comment = review.comment_mut(made).unwrap();
            (comment.n, comment.state, comment.finding) = (*n, *state, "A finding.".to_owned());
        }
        if self.decides {
            review.adjudicates = vec!["1".repeat(64), "2".repeat(64)];
        }
        review.outcome.code = Some(self.outcome);
        review
    }
}

/// A workspace on the disk.
struct Workspace {
    _root: TempDir,
    store: Store,
    lists: Vec<Pinned>,
}

fn workspace(specs: Vec<Spec>) -> Workspace {
    let root = tempfile::tempdir().unwrap();
    let store = Store::new(Folders::below(root.path()));
    for spec in specs {
        store
            .sign_off(
                &spec.draft(),
                std::slice::from_ref(&spec.list),
                format!("{}T12:00:00Z", spec.signed).parse().unwrap(),
            )
            .unwrap();
    }
    Workspace { _root: root, store, lists: vec![today()] }
}

impl Workspace {
    fn counted(&self) -> Counted {
        self.store.census(Reading::default())
    }

    fn count(&self, question: Question) -> Summary {
        let counted = self.counted();
        assert!(counted.census.files.adds_up());
        let view = View::of(&counted.census, &self.lists, question);
        let summary = Summary::of(&view, "2026-06-30".parse().unwrap());
        everything_is_traced(&view, &summary, &self.lists);
        summary
    }

    fn year(&self, year: i16) -> Summary {
        self.count(Question { period: Period::year(year).unwrap(), ..Question::default() })
    }

    fn all(&self) -> Summary {
        self.count(Question::default())
    }

    fn file(&self, name: &str, text: &str) {
        let folder = self.store.folders().reviews().join("2025");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), text).unwrap();
    }
}

/// Every count of every table is the number of documents, reviews or countries behind it. Behind what is worked out from
/// several numbers, and behind counts of changes, stand the documents that it comes from.
fn everything_is_traced(view: &View, summary: &Summary, lists: &[Pinned]) {
    let today = "2026-06-30".parse().unwrap();
    let mut traced = 0;
    for table in tables(view, summary, lists, Language::English) {
        for row in &table.rows {
            for (at, (cell, column)) in row.cells.iter().zip(table.head.iter().skip(1)).enumerate() {
                let (Some(selection), Value::Count(count) | Value::Share(count, _)) = (&cell.behind, &cell.value)
                else {
                    continue;
                };
                if table.id == "T7" && at == 0 {
                    continue;
                }
                traced += 1;
                assert_eq!(*count, found(view, selection, today), "{} › {} › {column}", table.id, row.label);
            }
        }
    }
    assert!(traced > 30, "only {traced} numbers were traced");
}

fn found(view: &View, selection: &Selection, today: jiff::civil::Date) -> usize {
    let behind = behind(view, selection, today);
    if selection.unit != Unit::Countries {
        return behind.len();
    }
    let words = behind.iter().flat_map(|of| of.document.data().unwrap().countries().iter());
    words.collect::<std::collections::HashSet<_>>().len()
}

fn count(summary: &Summary) -> (usize, usize, usize) {
    (summary.documents, summary.rounds, summary.countries)
}

/// asked, yes, partly, no, not applicable, open of the first and of the latest review.
fn answers(summary: &Summary, id: &str) -> [[usize; 6]; 2] {
    let found = summary.criteria.iter().find(|counts| counts.id == id).unwrap();
    [found.first, found.latest].map(|t| [t.asked, t.yes, t.partly, t.no, t.not_applicable, t.open])
}

// ------------------------------------------------------------------------------------------------------------- rules

#[test]
fn a_document_counts_once_however_many_rounds_it_had() {
    let plan = document("plan", Kind::Proposal, &["SSD"]);
    let at = workspace(vec![
        on(1, &plan, "2025-02-01").outcome(Outcome::ReviseAndResubmit).answers("npy"),
        on(2, &plan, "2025-03-01").round(2, Some(1)).outcome(Outcome::SubjectToChanges).answers("pyy"),
        on(3, &plan, "2025-04-01").round(3, Some(2)).answers("yya"),
    ]);
    let summary = at.year(2025);
    assert_eq!(count(&summary), (1, 3, 1));
    assert_eq!(summary.kinds.get("proposal"), 1);
    let outcomes = ["revise-and-resubmit", "endorsed-subject-to-changes", "endorsed", "comments-only"];
    assert_eq!(outcomes.map(|code| summary.outcomes.get(code)), [1, 1, 1, 0]);
    assert_eq!(answers(&summary, "audits"), [[1, 0, 0, 1, 0, 0], [1, 1, 0, 0, 0, 0]]);
    assert_eq!(answers(&summary, "data"), [[1, 0, 1, 0, 0, 0], [1, 1, 0, 0, 0, 0]]);
    // Rated at first, not applicable at last: no improvement can be told.
    assert_eq!(answers(&summary, "style"), [[1, 1, 0, 0, 0, 0], [1, 0, 0, 0, 1, 0]]);
    let style = summary.criteria.iter().find(|counts| counts.id == "style").unwrap();
    assert_eq!((style.again_first.asked, style.again_latest.asked), (0, 0));
    assert_eq!((summary.re_review.documents, summary.re_review.settled), (1, 1));
    // 28 days from February to March, 31 from March to April.
    assert_eq!(summary.re_review.days_between.median.unwrap().to_string(), "29.5");
}

#[test]
fn a_regional_plan_counts_in_each_of_its_countries_and_once_in_all() {
    let plan = document("plan", Kind::RegionalPlan, &["ETH", "DJI", "YEM"]);
    let report = document("report", Kind::Report, &["ETH"]);
    let world = document("world", Kind::Proposal, &[]);
    let at = workspace(vec![on(1, &plan, "2025-01-10"), on(2, &report, "2025-01-11"), on(3, &world, "2025-01-12")]);
    let summary = at.year(2025);
    assert_eq!(count(&summary), (3, 3, 3));
    assert_eq!(summary.country_codes, ["DJI", "ETH", "YEM"]);
    // Ethiopia and Djibouti are in one region, Yemen in another: the plan is in both rows.
    assert_eq!(["ehsa", "mena", "none"].map(|code| summary.regions.get(code)), [2, 1, 1]);
    assert_eq!(summary.data_quality["no-country"], 1);
    // Planned in three countries by the plan, reported in one; the global proposal has no country to count.
    assert_eq!((summary.measures[0].planning, summary.measures[0].reporting), (3, 1));
}

#[test]
fn two_reviewers_on_one_document_are_two_reviews_and_one_document() {
    let plan = document("plan", Kind::Proposal, &["SSD"]);
    let at = workspace(vec![
        on(1, &plan, "2025-01-10").by("ab").answers("yn."),
        on(2, &plan, "2025-01-12").by("cd").answers("py."),
    ]);
    let summary = at.year(2025);
    assert_eq!(count(&summary), (1, 2, 1));
    assert_eq!(summary.re_review.documents, 0);
    // Partly is more critical than Yes, No more than Yes; one answer a document.
    assert_eq!(answers(&summary, "audits")[0], [1, 0, 1, 0, 0, 0]);
    assert_eq!(answers(&summary, "data")[0], [1, 0, 0, 1, 0, 0]);
    assert_eq!(answers(&summary, "style")[0], [1, 0, 0, 0, 0, 1]);
}

#[test]
fn a_decision_between_two_reviewers_stands_for_its_round() {
    let plan = document("plan", Kind::Proposal, &["SSD"]);
    let at = workspace(vec![
        on(1, &plan, "2025-01-10").by("ab").answers("yn."),
        on(2, &plan, "2025-01-12").by("cd").answers("py."),
        on(3, &plan, "2025-01-14").by("ef").decides().answers("yyp"),
        on(4, &plan, "2025-03-14").by("ab").round(2, Some(3)).answers("yyy"),
    ]);
    let summary = at.year(2025);
    assert_eq!(count(&summary), (1, 2, 1), "the two did not go back to the author");
    // First round: what was decided, also where one of the two was more critical.
    assert_eq!(answers(&summary, "audits")[0], [1, 1, 0, 0, 0, 0]);
    assert_eq!(answers(&summary, "data")[0], [1, 1, 0, 0, 0, 0]);
    assert_eq!(answers(&summary, "style")[0], [1, 0, 1, 0, 0, 0]);
    assert_eq!(summary.re_review.documents, 1);
}

#[test]
fn withdrawn_documents_are_in_the_intake_and_in_no_share() {
    let (kept, gone) = (document("kept", Kind::Proposal, &["SSD"]), document("gone", Kind::Proposal, &["MOZ"]));
    let back = document("back", Kind::Report, &["SSD"]);
    let at = workspace(vec![
        on(1, &kept, "2025-01-10").answers("ypn"),
        on(2, &gone, "2025-01-11").outcome(Outcome::Withdrawn).answers("nnn"),
        on(3, &back, "2025-02-01").outcome(Outcome::ReviseAndResubmit).answers("yyy"),
        on(4, &back, "2025-03-01").round(2, Some(3)).outcome(Outcome::Withdrawn).answers("nnn"),
    ]);
    let summary = at.year(2025);
    assert_eq!(count(&summary), (2, 2, 1));
    assert_eq!((summary.intake.documents, summary.intake.withdrawn), (3, 1));
    assert_eq!(answers(&summary, "audits"), [[2, 2, 0, 0, 0, 0]; 2]);
    assert_eq!(summary.outcomes.0.iter().map(|(_, count)| count).sum::<usize>(), summary.rounds);
}

#[test]
fn a_re_review_after_new_year_counts_as_a_round_of_the_new_year_only() {
    let plan = document("plan", Kind::Proposal, &["SSD"]);
    let at = workspace(vec![
        on(1, &plan, "2024-12-30").outcome(Outcome::ReviseAndResubmit).answers("nnn"),
        on(2, &plan, "2025-01-02").round(2, Some(1)).answers("yyy"),
    ]);
    assert_eq!(count(&at.year(2024)), (1, 1, 1));
    assert_eq!(count(&at.year(2025)), (0, 1, 0));
    assert_eq!(count(&at.all()), (1, 2, 1));
    // The latest review is the last that is known, also when it came after the period.
    assert_eq!(answers(&at.year(2024), "audits"), [[1, 0, 0, 1, 0, 0], [1, 1, 0, 0, 0, 0]]);
}

#[test]
fn not_applicable_and_open_are_outside_of_every_share() {
    let kinds = ["y..", "yay", "na.", "p.n"];
    let specs = kinds.iter().zip(1..).map(|(letters, n)| {
        on(n, &document(&format!("plan-{n}"), Kind::Proposal, &["SSD"]), "2025-05-05").answers(letters)
    });
    let summary = workspace(specs.collect()).year(2025);
    assert_eq!(answers(&summary, "audits")[0], [4, 2, 1, 1, 0, 0]);
    assert_eq!(answers(&summary, "data")[0], [4, 0, 0, 0, 2, 2]);
    assert_eq!(answers(&summary, "style")[0], [4, 1, 0, 1, 0, 2]);
    let rated: Vec<_> = summary.criteria.iter().map(|counts| counts.first.rated()).collect();
    assert_eq!(rated, [4, 0, 2]);
    // A gap is No or Partly on a must: the should of the last criterion is none.
    let gaps: Vec<_> = summary.criteria.iter().map(|counts| counts.gaps).collect();
    assert_eq!(gaps, [2, 0, 0]);
    assert_eq!(summary.data_quality["open-questions"], 3);
}

#[test]
fn an_answer_under_a_former_id_counts_as_one_to_the_criterion_of_today() {
    let (old, new) = (document("old", Kind::Proposal, &["SSD"]), document("new", Kind::Proposal, &["SSD"]));
    let mut before = on(1, &old, "2025-01-10").answers("yny");
    before.list = checklist("0.9.0", "records", &[]);
    let summary = workspace(vec![before, on(2, &new, "2025-02-10").answers("yyy")]).year(2025);
    assert_eq!(answers(&summary, "data")[0], [2, 1, 0, 1, 0, 0]);
    assert!(summary.criteria.iter().all(|counts| counts.id != "records"));
    let versions: Vec<_> = summary.versions.iter().map(|one| (one.version.as_str(), one.reviews)).collect();
    assert_eq!(versions, [("0.9.0", 1), ("1.0.0", 1)]);
}

#[test]
fn a_criterion_that_one_review_asked_under_two_ids_counts_once_with_the_more_critical_answer() {
    let plans = ["one", "two"].map(|id| document(id, Kind::Proposal, &["SSD"]));
    let mut twice = on(1, &plans[0], "2025-01-10").answers("yny");
    twice.list = checklist_with("0.9.5", ["records", "data"], &[]);
    let at = workspace(vec![twice, on(2, &plans[1], "2025-02-10").answers("ypy")]);
    for summary in [at.year(2025), at.year(2025)] {
        assert_eq!(answers(&summary, "data")[0], [2, 0, 1, 1, 0, 0]);
        assert_eq!(answers(&summary, "data")[1], [2, 0, 1, 1, 0, 0]);
    }
}

#[test]
fn a_criterion_that_no_checklist_has_any_more_keeps_its_counts() {
    let old = document("old", Kind::Proposal, &["SSD"]);
    let mut before = on(1, &old, "2025-01-10").answers("yny");
    before.list = checklist("0.8.0", "split-later", &[]);
    let summary = workspace(vec![before]).year(2025);
    assert_eq!(answers(&summary, "split-later")[0], [1, 0, 0, 1, 0, 0]);
    assert_eq!(answers(&summary, "data")[0], [0; 6]);
}

#[test]
fn an_amendment_counts_once_and_stays_in_the_year_of_the_return() {
    let plan = document("plan", Kind::Proposal, &["SSD"]);
    let at = workspace(vec![on(1, &plan, "2024-12-20").dates("2024-12-18", "2024-12-20").answers("nyy")]);
    let brief = at.counted().census.current().next().unwrap().signed();
    let mut amended = at.store.review_of(&brief.file).unwrap().amend("A country was missing", String::new());
    amended.record.countries.push("MOZ".to_owned());
    at.store.sign_off(&amended, &at.lists, "2025-02-01T08:00:00Z".parse().unwrap()).unwrap();
    let summary = at.year(2024);
    assert_eq!(count(&summary), (1, 1, 2));
    assert_eq!((summary.files.seen, summary.files.current, summary.files.superseded), (2, 1, 1));
    assert_eq!(summary.turnaround_days.median.unwrap().to_string(), "2");
    assert_eq!((summary.on_time.n, summary.on_time.on_time), (1, 1));
    assert_eq!(count(&at.year(2025)), (0, 0, 0));
}

#[test]
fn a_fork_counts_once_by_a_fixed_rule_and_is_told() {
    let plan = document("plan", Kind::Proposal, &["SSD"]);
    let at = workspace(vec![on(1, &plan, "2025-01-10").answers("nyy")]);
    let brief = at.counted().census.current().next().unwrap().signed();
    let first = at.store.review_of(&brief.file).unwrap();
    let mut hashes = Vec::new();
    for (reason, day) in [("One laptop", "2025-01-12"), ("Another laptop", "2025-01-11")] {
        let mut amended = first.amend(reason, String::new());
        amended.record.title = reason.to_owned();
        let (signed, _) = at.store.sign_off(&amended, &at.lists, format!("{day}T12:00:00Z").parse().unwrap()).unwrap();
        hashes.push((signed.content_sha256.unwrap(), reason));
    }
    let counted = at.counted();
    let files = counted.census.files;
    assert_eq!((files.seen, files.current, files.superseded, files.fork), (3, 1, 1, 1));
    // The same number: the lower hash counts, whatever the clocks say.
    hashes.sort();
    assert_eq!(counted.census.current().next().unwrap().hash.to_string(), hashes[0].0);
    assert_eq!(at.year(2025).data_quality["fork"], 1);
    assert_eq!(counted.census.forks().len(), 1);
}

#[test]
fn turnaround_counts_calendar_days_and_leaves_out_what_cannot_be() {
    let record = |n: u64| document(&format!("plan-{n}"), Kind::Proposal, &["SSD"]);
    let at = workspace(vec![
        on(1, &record(1), "2025-03-10").dates("2025-03-10", "2025-03-10"),
        on(2, &record(2), "2025-03-10").dates("2025-03-07", "2025-03-09"),
        on(3, &record(3), "2025-03-10").dates("2025-02-28", ""),
        on(4, &record(4), "2025-03-10").dates("2025-03-11", "2025-03-12"),
        on(5, &record(5), "2025-03-10").dates("", ""),
    ]);
    let summary = at.year(2025);
    let spread = summary.turnaround_days;
    // 0, 3 and 10 days.
    assert_eq!(
        (spread.n, spread.median.unwrap().to_string(), spread.p75, spread.p90),
        (3, "3".to_owned(), Some(10), Some(10))
    );
    assert_eq!((summary.on_time.n, summary.on_time.on_time), (3, 2));
    assert_eq!((summary.data_quality["no-received-day"], summary.data_quality["returned-early"]), (1, 1));
}

#[test]
fn required_changes_are_the_same_in_the_next_round_and_the_later_state_counts() {
    let plan = document("plan", Kind::Proposal, &["SSD"]);
    let note = document("note", Kind::ConceptNote, &["MOZ"]);
    let back = Outcome::SubjectToChanges;
    let at = workspace(vec![
        on(1, &plan, "2025-01-10").outcome(back).change(1, "audits", CommentState::Open).change(
            2,
            "data",
            CommentState::Open,
        ),
        on(2, &plan, "2025-01-20")
            .round(2, Some(1))
            .change(1, "audits", CommentState::Closed)
            .change(2, "data", CommentState::Dropped)
            .change(3, "style", CommentState::Closed),
        on(3, &note, "2025-01-10").outcome(back).change(1, "audits", CommentState::Open),
        // Another reviewer's first change is another change.
        on(4, &note, "2025-01-11").outcome(back).by("cd").change(1, "audits", CommentState::Open),
    ]);
    let summary = at.year(2025);
    let changes = summary.required_changes;
    let all = changes.all;
    assert_eq!((all.issued, all.closed, all.dropped, all.open), (5, 2, 1, 2));
    assert_eq!((changes.documents, changes.documents_open), (2, 1));
    // Only the plan is at its end: two of three made.
    assert_eq!((changes.closed_in_closed, changes.issued_in_closed), (2, 3));
    assert_eq!((summary.re_review.documents, summary.re_review.settled, summary.re_review.waiting_long), (1, 1, 1));
}

#[test]
fn periods_end_with_their_last_day_and_conditions_choose_documents() {
    let (note, plan) =
        (document("note", Kind::ConceptNote, &["SSD"]), document("plan", Kind::Proposal, &["SSD", "UGA"]));
    let at = workspace(vec![on(1, &note, "2025-03-31"), on(2, &plan, "2025-04-01")]);
    let quarter = Period { from: "2025-01-01".parse().ok(), to: "2025-03-31".parse().ok() };
    assert_eq!(count(&at.count(Question { period: quarter, ..Question::default() })), (1, 1, 1));
    let only = |text: &str| Question { conditions: vec![text.parse().unwrap()], ..Question::default() };
    assert_eq!(count(&at.count(only("kind=proposal"))), (1, 1, 2));
    assert_eq!(count(&at.count(only("country=Uganda"))), (1, 1, 2));
    assert_eq!(count(&at.count(only("country=MOZ"))), (0, 0, 0));
    let by = Question { by: vec![Dimension::Kind, Dimension::Country], ..Question::default() };
    let rows: Vec<_> = at
        .count(by)
        .groups
        .iter()
        .map(|row| (row.by["kind"].clone(), row.by["country"].clone(), row.documents))
        .collect();
    let wanted = [("proposal", "SSD", 1), ("proposal", "UGA", 1), ("concept-note", "SSD", 1)];
    assert_eq!(rows, wanted.map(|(kind, country, n)| (kind.to_owned(), country.to_owned(), n)));
}

#[test]
fn a_harm_flag_without_a_required_change_and_look_alikes_are_told() {
    let mut twin = document("twin", Kind::Proposal, &["SSD"]);
    let plan = document("plan", Kind::Proposal, &["SSD"]);
    twin.title = format!("  {}", plan.title.to_uppercase());
    let mut odd = document("odd", Kind::Other, &["SSD"]);
    odd.tags = vec!["nobody-knows-it".to_owned()];
    let at = workspace(vec![
        on(1, &plan, "2025-01-10").answers("hyy"),
        on(2, &twin, "2025-01-10").answers("hyy").change(1, "audits", CommentState::Open),
        on(3, &odd, "2025-01-11"),
    ]);
    let found = |issue: Issue| at.year(2025).data_quality[issue.code()];
    assert_eq!(found(Issue::HarmWithoutChange), 1);
    assert_eq!(found(Issue::SuspectedDuplicate), 2);
    assert_eq!(found(Issue::OtherKind), 1);
    assert_eq!(found(Issue::UnknownCode), 1);
    assert_eq!(at.year(2025).criteria[0].first.harm, 2);
}

#[test]
fn the_year_before_stands_beside() {
    let at = workspace(vec![
        on(1, &document("a", Kind::Proposal, &["SSD"]), "2024-02-01"),
        on(2, &document("b", Kind::Report, &["MOZ"]), "2025-02-01"),
    ]);
    let summary = at.year(2025);
    let before = summary.year_before.unwrap();
    assert_eq!((before.documents, before.kinds.get("proposal"), before.kinds.get("report")), (1, 1, 0));
}

// ------------------------------------------------------------------------------------------------------------- files

#[test]
fn every_file_is_accounted_for_and_the_others_are_named() {
    let plan = document("plan", Kind::Proposal, &["SSD"]);
    let at = workspace(vec![on(1, &plan, "2025-01-10")]);
    let folder = at.store.folders().reviews().join("2025");
    let own = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&own).unwrap();
    at.file("plan (conflicted copy).json", &text);
    at.file("Copy of plan (1).json", &text.replace('\n', "\r\n"));
    at.file("half.json", text.get(..text.len() / 2).unwrap());
    at.file("empty.json", "");
    at.file("newer.json", &text.replace("appraise-review/1", "appraise-review/2"));
    at.file("draft.json", &serde_json::to_string(&on(9, &plan, "2025-01-10").draft()).unwrap());
    at.file("foreign.json", "{\"format\": \"appraise-record/1\"}");
    at.file("notes.txt", "Not for counting.");
    // The hash is kept and the content is not: the file lies about itself.
    let mut forged: Json = serde_json::from_str(&text).unwrap();
    forged["answers"]["audits"]["rating"] = json!("no");
    at.file("aaa-forged.json", &forged.to_string());
    let counted = at.counted();
    let files = counted.census.files;
    assert_eq!((files.seen, files.current, files.duplicate, files.newer, files.unreadable), (9, 1, 2, 1, 5));
    assert!(files.adds_up());
    assert_eq!((counted.problems.len(), counted.ignored.len()), (6, 1));
    for (name, words) in [
        ("half.json", "line"),
        ("empty.json", "empty.json"),
        ("newer.json", "newer than this program"),
        ("draft.json", "draft"),
        ("foreign.json", "review"),
        ("aaa-forged.json", "hash no longer fits"),
    ] {
        let problem = counted.problems.iter().find(|problem| problem.reason.contains(name)).unwrap();
        assert!(problem.reason.contains(words), "{}", problem.reason);
    }
    // The forged one is not believed, although it comes first.
    assert_eq!(answers(&at.year(2025), "audits")[0], [1, 1, 0, 0, 0, 0]);
}

#[test]
fn the_index_gives_what_the_files_give() {
    let record = |n: u64| document(&format!("plan-{n}"), Kind::Proposal, &["SSD"]);
    let at = workspace((1..=5).map(|n| on(n, &record(n), "2025-01-10").answers("ypn")).collect());
    let json = |index: bool| {
        let counted = at.store.census(Reading { index, ..Reading::default() });
        let view = View::of(&counted.census, &at.lists, Question::default());
        let files: Vec<_> = counted.census.briefs.reviews.iter().map(|review| review.file().to_owned()).collect();
        (serde_json::to_string(&Summary::of(&view, "2026-01-01".parse().unwrap())).unwrap(), files)
    };
    let cold = json(false);
    assert_eq!(json(true), cold);
    let index = at.store.folders().index();
    assert!(index.exists());
    // What is written within two seconds of the index is in doubt; later it is taken as it was.
    let later = std::time::SystemTime::now() + std::time::Duration::from_mins(1);
    fs::File::options().write(true).open(&index).unwrap().set_modified(later).unwrap();
    assert_eq!(json(true), cold);
    // A file that goes, one that comes, one that is changed behind the back of the program.
    let folder = at.store.folders().reviews().join("2025");
    let mut paths: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    fs::remove_file(&paths[0]).unwrap();
    let changed = fs::read_to_string(&paths[1]).unwrap().replace("\"SSD\"", "\"MOZ\", \"UGA\"");
    fs::write(&paths[1], changed).unwrap();
    at.store
        .sign_off(&on(9, &record(9), "2025-01-10").draft(), &at.lists, "2025-01-10T12:00:00Z".parse().unwrap())
        .unwrap();
    assert_eq!(json(true), json(false));
    assert_ne!(json(true), cold);
    // An index that is damaged is none, wherever it is damaged.
    let (whole, cold) = (fs::read(&index).unwrap(), json(false));
    for at in (0..whole.len()).step_by(23) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&index, bytes).unwrap();
        fs::File::options().write(true).open(&index).unwrap().set_modified(later).unwrap();
        assert_eq!(json(true), cold, "byte {at} of {}", whole.len());
    }
}

/// The clock of a file system ticks in steps: what is written in the same tick has the same time.
#[test]
fn what_changed_at_the_moment_of_the_index_is_read_again() {
    let at = workspace(vec![on(1, &document("plan", Kind::Proposal, &["SSD"]), "2025-01-10").answers("ypn")]);
    let countries = || {
        let counted = at.store.census(Reading::default());
        let view = View::of(&counted.census, &at.lists, Question::default());
        Summary::of(&view, "2026-01-01".parse().unwrap()).country_codes
    };
    assert_eq!(countries(), ["SSD"]);
    let folder = at.store.folders().reviews().join("2025");
    let path = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let tick = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("\"SSD\"", "\"MOZ\"")).unwrap();
    for written in [&path, &at.store.folders().index()] {
        fs::File::options().write(true).open(written).unwrap().set_modified(tick).unwrap();
    }
    assert_eq!(countries(), ["MOZ"]);
}

/// Eight threads at most read, and each hands over a thousand at a time: one of them at least does it twice.
#[test]
fn more_files_than_a_thread_keeps_are_all_counted() {
    const MANY: usize = 8 * 1_024 + 10;
    let at = workspace(vec![on(1, &document("plan", Kind::Proposal, &["SSD"]), "2025-01-10").answers("ypn")]);
    let folder = at.store.folders().reviews().join("2025");
    let path = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&path).unwrap();
    let id = at.counted().census.current().next().unwrap().id.to_string();
    fs::remove_file(&path).unwrap();
    for n in 0..MANY {
        let country = if n.is_multiple_of(3) { "MOZ" } else { "SSD" };
        let own = text.replace(&id, &format!("00000000-0000-7000-8000-{n:012}")).replace("SSD", country);
        fs::write(folder.join(format!("{n}.json")), own.replace("\"plan\"", &format!("\"plan-{n}\""))).unwrap();
    }
    for index in [false, true, true] {
        let counted = at.store.census(Reading { index, ..Reading::default() });
        let view = View::of(&counted.census, &at.lists, Question::default());
        let summary = Summary::of(&view, "2026-01-01".parse().unwrap());
        assert_eq!((summary.files.seen, summary.files.current, summary.documents), (MANY, MANY, MANY));
        let by_country: Vec<_> = groups(&view, &[Dimension::Country]).iter().map(|row| row.documents).collect();
        assert_eq!(by_country, [MANY.div_ceil(3), MANY - MANY.div_ceil(3)], "Mozambique, South Sudan");
        assert_eq!(answers(&summary, "audits")[0][0], MANY);
    }
}

#[test]
fn what_stands_behind_a_number_can_be_opened() {
    let plan = document("plan", Kind::RegionalPlan, &["ETH", "DJI"]);
    let at = workspace(vec![
        on(1, &plan, "2025-01-10").answers("pyy"),
        on(2, &document("note", Kind::ConceptNote, &["SSD"]), "2025-02-10"),
    ]);
    let counted = at.counted();
    let view = View::of(&counted.census, &at.lists, Question::default());
    let found =
        behind(&view, &Selection::documents(vec![Test::Gap("audits".to_owned())]), "2026-01-01".parse().unwrap());
    assert_eq!(found.iter().map(|of| of.document.id).collect::<Vec<_>>(), ["plan"]);
    let review = at.store.review_of(found[0].document.first().unwrap().review.file()).unwrap();
    assert_eq!(review.record.title, "Title of plan");
}
