use std::io::{Cursor, Read as _};

use super::*;
use crate::checklists;
use crate::domain::answer::{Answer, Evidence, Rating};
use crate::domain::checklist::Profile;
use crate::domain::kind::Kind;
use crate::domain::outcome::Outcome;
use crate::domain::record::Record;
use crate::domain::review::{Reviewer, Start};

const HOSTILE: &str = "</td><script>alert(1)</script> [a](http://b) =1+1 \u{1b}[2J\u{202e} & done";

fn review(language: Option<&str>) -> (Review, Vec<Pinned>) {
    let lists = checklists::built_in().clone();
    let mut record = Record::new("plan", Kind::Proposal, "Invented plan <one>");
    record.countries = vec!["SSD".to_owned()];
    record.feedback_language = language.map(str::to_owned);
    let start = Start {
        id: "019a9c3e-0000-7000-8000-000000000001".to_owned(),
        at: "2026-01-12T09:00:00Z".parse().unwrap(),
        round: 1,
        previous: None,
        reviewer: Reviewer { id: "ab".to_owned(), name: None, role: None },
        workspace: "w".to_owned(),
        profile: Profile::All,
    };
    let mut review = Review::new(&record, &lists, start);
    let quote = Evidence { section: "s1".to_owned(), quote: "SECRET quote".to_owned(), ..Evidence::default() };
    let note = Some("SECRET note".to_owned());
    let answer = Answer { rating: Some(Rating::No), note, harm: true, evidence: vec![quote], ..Answer::default() };
    review.answers.insert("gbv-safety-audits".to_owned(), answer);
    for (class, criterion, finding) in [
        (CommentClass::GoodPractice, None, "Women lead the committees."),
        (CommentClass::Required, Some("gbv-safety-audits"), "No audit is planned.\nSee 2.1."),
        (CommentClass::Recommended, Some("ge-budget"), HOSTILE),
        (CommentClass::Question, None, "السؤال: من يقود اللجان؟"),
        (CommentClass::Required, None, "Settled before."),
    ] {
        let n = review.add_comment(criterion, class);
        let comment = review.comment_mut(n).unwrap();
        (comment.finding, comment.r#where) = (finding.to_owned(), "2.1, p. 9".to_owned());
        comment.text = "Plan an audit in month one.".to_owned();
    }
    review.comment_mut(5).unwrap().state = CommentState::Closed;
    review.outcome.code = Some(Outcome::SubjectToChanges);
    review.outcome.summary = Some("A clear plan.\n\nTwo gaps remain.".to_owned());
    review.outcome.strengths = vec!["Committees of women choose the sites.".to_owned()];
    (review, lists)
}

fn letter(language: Option<&str>) -> Letter {
    let (review, lists) = review(language);
    Letter::of(&review.sealed("2026-01-14T23:30:00Z".parse().unwrap()), &lists, "plan.r1.ab.1", None)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn strengths_come_first_then_required_changes_recommendations_questions_and_good_practice() {
    let text = markdown(&letter(None));
    let order = [
        "# Technical review: feedback to the author",
        "- Returned on: 14 January 2026",
        "- Result: Endorsed subject to required changes",
        "## Overall note",
        "## Strengths",
        "## Required changes",
        "### 2. GBV risk mitigation · Safety audits · 2.1, p. 9",
        "## Recommendations",
        "### 3. Gender equality · Gender budget",
        "## Questions",
        "## Good practice",
        "### 1. 2.1, p. 9",
        "## Settled since the round before",
        "- 5. Settled before.: Closed",
    ];
    let mut from = 0;
    for words in order {
        let at = text.get(from..).unwrap().find(words);
        from += at.unwrap_or_else(|| panic!("“{words}” is not there, or not in its place: {text}"));
    }
}

#[test]
fn nothing_that_is_not_for_the_author_is_in_a_letter() {
    let letter = letter(None);
    let word = part(&docx(&letter).unwrap(), "word/document.xml");
    for text in [markdown(&letter), html(&letter), word] {
        assert!(!text.contains("SECRET"), "{text}");
    }
}

#[test]
fn the_fixed_words_and_the_titles_follow_the_language_of_feedback_and_the_reviewers_words_stay() {
    let cases = [
        ("fr", "## Modifications requises", "### 2. Atténuation des risques de VBG · Audits de sécurité"),
        ("es", "## Cambios requeridos", "### 2. Mitigación de riesgos de VG · Auditorías de seguridad"),
    ];
    for (language, heading, topic) in cases {
        let text = markdown(&letter(Some(language)));
        assert!(text.contains(heading) && text.contains(topic), "{text}");
        assert!(text.contains("No audit is planned.") && !text.contains("Required changes"), "{text}");
    }
}

#[test]
fn a_draft_and_mere_advice_say_so() {
    let (mut review, lists) = review(None);
    assert_eq!(Letter::of(&review, &lists, "x", None).cautions, ["Draft: this review is not signed off yet."]);
    review.role = Role::Advice;
    let letter = Letter::of(&review.sealed("2026-01-14T10:00:00Z".parse().unwrap()), &lists, "x", None);
    assert_eq!(letter.cautions, ["This is technical advice; it is not a decision on the document."]);
}

#[test]
fn no_text_of_the_reviewer_becomes_markup_or_drives_a_terminal() {
    let letter = letter(None);
    let page = html(&letter);
    assert!(page.contains("&lt;/td&gt;&lt;script&gt;") && !page.contains("<script"), "{page}");
    assert!(page.contains("default-src") && !page.contains("src="), "{page}");
    let text = markdown(&letter);
    assert!(!text.contains("[a](http") && !text.contains("<script>"), "{text}");
    let word = part(&docx(&letter).unwrap(), "word/document.xml");
    for text in [page, text, word] {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    }
}

#[test]
fn the_word_letter_is_well_formed_with_headings_tables_and_replies_to_choose() {
    let letter = letter(Some("fr"));
    let bytes = docx(&letter).unwrap();
    assert_eq!(bytes, docx(&letter).unwrap(), "the same letter gives the same bytes");
    let word = part(&bytes, "word/document.xml");
    let count = |words: &str| word.matches(words).count();
    // Note, strengths, four classes, what is settled.
    assert_eq!(count("<w:pStyle w:val=\"Heading1\" />"), 7);
    // The facts and a table a class.
    assert_eq!((count("<w:tbl>"), count("</w:tbl>")), (5, 5));
    assert_eq!(count("<w:dropDownList>"), 3, "one a comment that can be replied to");
    assert_eq!(count("w:displayText=\"Acceptée en partie\""), 3);
    assert_eq!(count("<w:bidi />"), 1, "the question in Arabic begins at the right");
    assert!(part(&bytes, "word/styles.xml").contains("w:val=\"fr-FR\""));
    assert!(depths(&word).all(|depth| depth < 20));
}

/// The depth of each element; a text that is not well-formed stops the test.
fn depths(text: &str) -> impl Iterator<Item = usize> {
    let mut open: Vec<&str> = Vec::new();
    let mut depths = Vec::new();
    for tag in text.split('<').skip(1).filter(|tag| !tag.starts_with('?')) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap();
        match (tag.starts_with('/'), tag.ends_with('/')) {
            (true, _) => assert_eq!(open.pop(), Some(name)),
            (false, false) => open.push(name),
            (false, true) => {}
        }
        depths.push(open.len());
    }
    assert!(open.is_empty(), "{open:?}");
    depths.into_iter()
}

#[test]
fn every_text_is_there_in_every_language() {
    for text in Text::ALL {
        assert!(Language::ALL.iter().all(|language| !text.text(*language).trim().is_empty()), "{text:?}");
    }
}
