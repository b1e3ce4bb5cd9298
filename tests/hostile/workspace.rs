//! A record, a checklist, a review with one text in every place where somebody can write.

use appraise::checklists;
use appraise::domain::answer::{Evidence, Rating};
use appraise::domain::checklist::Profile;
use appraise::domain::comment::{CommentClass, CommentState, Reply};
use appraise::domain::kind::Kind;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::{Marker, Record, Section, Source};
use appraise::domain::review::{Pinned, Review, Reviewer, Start};
use appraise::store::Store;
use serde_json::{Value, json};

use super::common::now;

/// As much of a text as a place holds.
fn fit(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

/// As much as a note or a finding holds.
fn note(text: &str) -> Option<String> {
    Some(fit(text, 16_384))
}

/// A record.
pub fn record(id: &str, text: &str) -> Record {
    let mut record = Record::new(id, Kind::Proposal, "A title");
    poison(&mut record, text);
    record
}

/// Puts the text in every place of a record.
pub fn poison(record: &mut Record, text: &str) {
    let whole = || Some(text.to_owned());
    text.clone_into(&mut record.title);
    (record.reference, record.organisation, record.office) = (whole(), whole(), whole());
    record.parent_document = whole();
    record.countries = vec!["SSD".to_owned()];
    record.tags = vec![text.to_owned()];
    (record.donor, record.crisis_types) = (whole(), vec![text.to_owned()]);
    let scheme = "other".to_owned();
    record.markers = vec![Marker { scheme, code: text.to_owned(), reference: whole(), reading: None }];
    let warnings = vec![text.to_owned()];
    let file = text.to_owned();
    record.source = Some(Source { file, format: "json".to_owned(), sha256: "1".repeat(64), warnings });
    record.extra = json!({ text: text }).as_object().cloned().unwrap_or_default();
    record.sections = ["s1", "s2"].map(|id| section(id, text)).to_vec();
}

fn section(id: &str, text: &str) -> Section {
    let (id, heading) = (id.to_owned(), text.to_owned());
    let text = fit(text, 16_384);
    let text = format!("Safety audits are planned.\n\n{text}\n\nWomen choose the sites. {text}");
    Section { id, heading, level: 1, page: Some(1), text, ..Section::default() }
}

/// Three checklists with the text in every place, as the team's over the built-in ones: a criterion each.
pub fn checklists(text: &str) -> Vec<Pinned> {
    let ids = ["gbv-mitigation", "do-no-harm", "gender-equality"];
    ids.iter().map(|id| pinned(&checklist(id, &[text]))).collect()
}

/// A checklist with a criterion for each text.
pub fn checklist(id: &str, texts: &[&str]) -> Value {
    let criteria: Vec<_> = texts.iter().enumerate().map(|(n, text)| criterion(&format!("{id}-{n}"), text)).collect();
    let first = &fit(texts[0], 16_384);
    json!({
        "format": "appraise-checklist/1", "id": id, "version": "9.0.0", "language": "en", "title": first,
        "titles": { "fr": first, "es": first }, "purpose": first, "sections": [{ "id": "all", "title": first }],
        "criteria": criteria,
    })
}

fn criterion(id: &str, text: &str) -> Value {
    let text = &fit(text, 16_384);
    json!({
        "id": id, "section": "all", "title": text, "titles": { "fr": text }, "core": true,
        "question": format!("{text}?"), "question_for": { "report": format!("{text}?") }, "why": text,
        "look_for": [text, "b"], "red_flags": [text, "d"], "recommendation": text, "weight": { "proposal": "must" },
        "terms": ["safety audit*", text], "sources": [text],
    })
}

/// A checklist with the hash that pins it.
pub fn pinned(list: &Value) -> Pinned {
    checklists::parse(list.to_string().as_bytes()).unwrap_or_else(|report| panic!("{report}"))
}

/// A draft of a proposal, everything answered.
pub fn draft(record: &Record, lists: &[Pinned], who: (&str, u32), text: &str) -> Review {
    let (by, n) = who;
    let reviewer = Reviewer { id: by.to_owned(), name: note(text), role: Some("gbv".to_owned()) };
    let start = Start {
        id: format!("019a9c3e-0000-7000-8000-{n:012x}"),
        at: now(),
        round: 1,
        previous: None,
        reviewer,
        workspace: String::new(),
        profile: Profile::All,
    };
    let mut review = Review::new(record, lists, start);
    fill(&mut review, text);
    review
}

/// Puts the text in every place of a review.
pub fn fill(review: &mut Review, text: &str) {
    let asked: Vec<_> = review.asked().map(str::to_owned).collect();
    for (n, id) in asked.iter().enumerate() {
        let rating = [Rating::NotApplicable, Rating::Partly, Rating::No][n % 3];
        review.rate(id, rating, note(&format!("other: {text}")), now());
        review.set_note(id, &fit(text, 16_384));
        let (section, heading, quote) = (fit(text, 16_384), fit(text, 16_384), fit(text, 200));
        review.add_evidence(id, Evidence { section, heading, page: Some(1), quote, sha256: None });
        comment(review, id, text, CommentClass::ALL[n % CommentClass::ALL.len()]);
    }
    review.outcome.code = Some(Outcome::ReviseAndResubmit);
    (review.outcome.reason, review.outcome.summary) = (note(text), note(text));
    review.outcome.strengths = vec![fit(text, 16_384)];
}

fn comment(review: &mut Review, criterion: &str, text: &str, class: CommentClass) {
    let n = review.add_comment(Some(criterion), class);
    let comment = review.comment_mut(n).unwrap();
    (comment.finding, comment.text, comment.r#where) = (fit(text, 16_384), fit(text, 16_384), fit(text, 16_384));
    (comment.reply, comment.reply_note) = (Some(Reply::NotAccepted), note(text));
    comment.state = if n == 1 { CommentState::Closed } else { CommentState::Open };
}

/// Keeps a record with a signed-off review of each of two reviewers, and beside an odd one a draft of a third, who is
/// blind to both. The names of the reviews.
pub fn keep(store: &Store, n: u32, text: &str) -> Vec<String> {
    let record = record(&format!("h-{n}"), text);
    store.add_record(&record).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    let lists = checklists("A sound text");
    let signed = [("ab", 0), ("cd", 1)].map(|(by, which)| {
        let mut review = draft(&record, &lists, (by, n * 4 + which), text);
        let first = review.asked().next().unwrap().to_owned();
        review.rate(&first, if which == 0 { Rating::Yes } else { Rating::No }, None, now());
        let (_, path) = store.sign_off(&review, &lists, now()).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        path.file_stem().unwrap().to_string_lossy().into_owned()
    });
    if n.is_multiple_of(2) {
        return signed.to_vec();
    }
    let mut review = draft(&record, &lists, ("ef", n * 4 + 2), text);
    review.draft.as_mut().unwrap().workspace = store.folders().workspace_name();
    let appraise::store::Opened::Ours(mut draft) = store.open_draft(&review.id).unwrap() else { panic!("in use") };
    draft.save(&review).unwrap();
    signed.to_vec()
}
