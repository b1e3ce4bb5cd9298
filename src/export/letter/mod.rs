//! The letter to the author: overall note, strengths, and the comments in a table with room for replies.
//!
//! ```text
//! Review, checklists ─▶ Letter ─┬─ markdown ─▶ to paste into a mail
//!                               ├─ html ─────▶ one file to read and to print
//!                               └─ docx ─────▶ to reply in; `replies` reads it back
//! ```
//!
//! The reviewer's notes, ratings and quotes are not in it: only what was written for the author.

mod docx;
mod html;
mod markdown;
#[cfg(test)]
mod tests;
mod words;

use crate::domain::brief::day_of;
use crate::domain::comment::{Comment, CommentClass, CommentState, Reply};
use crate::domain::reply::Sign;
use crate::domain::review::{Pinned, Review, Role};
use crate::domain::summary::{Language, label};
use crate::domain::vocabulary::List;

use super::day;

pub use docx::docx;
pub use html::html;
pub use markdown::markdown;
use words::Text;

/// Everything that a letter says, in the order in which it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The language of the fixed words; the reviewer's words stay as they are.
    pub language: Language,
    /// Sentences before everything else: a draft, advice only.
    pub cautions: Vec<&'static str>,
    /// Label and value: which document, which round, which result.
    pub facts: Vec<(&'static str, String)>,
    /// The overall note.
    pub note: Option<String>,
    /// What is good.
    pub strengths: Vec<String>,
    /// The comments by class, the classes without any left out.
    pub parts: Vec<Part>,
    /// What was dealt with since the round before.
    pub settled: Vec<Settled>,
}

/// The comments of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The class.
    pub class: CommentClass,
    /// By number.
    pub rows: Vec<Row>,
}

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number, which stays over the rounds.
    pub n: u32,
    /// The question that it belongs to, in words.
    pub topic: Option<String>,
    /// The place in the document.
    pub place: String,
    /// What is there or missing.
    pub finding: String,
    /// A text to use.
    pub text: String,
    /// Whether the text of the document is unsafe there.
    pub harm: bool,
    /// What the author said last, when this is a later round.
    pub reply: Option<String>,
}

/// A comment that was dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Its number.
    pub n: u32,
    /// The question that it belongs to, else what was found.
    pub topic: String,
    /// Closed or dropped, in words.
    pub state: &'static str,
}

impl Letter {
    /// The letter of a review, which may be a draft; in the record's language of feedback unless another is given.
    #[must_use]
    pub fn of(review: &Review, checklists: &[Pinned], reference: &str, language: Option<Language>) -> Self {
        let writer = Writer { review, checklists, language: language.unwrap_or_else(|| usual(review)) };
        Self {
            language: writer.language,
            cautions: writer.cautions(),
            facts: writer.facts(reference),
            note: review.outcome.summary.clone().filter(|note| !note.trim().is_empty()),
            strengths: review.outcome.strengths.iter().filter(|line| !line.trim().is_empty()).cloned().collect(),
            parts: CommentClass::ALL.iter().filter_map(|class| writer.part(*class)).collect(),
            settled: writer.settled(),
        }
    }

    /// The heading.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.say(Text::Title)
    }

    /// How many required changes it asks for.
    #[must_use]
    pub fn required(&self) -> usize {
        let required = self.parts.iter().filter(|part| part.class == CommentClass::Required);
        required.map(|part| part.rows.len()).sum()
    }

    const fn say(&self, text: Text) -> &'static str {
        text.text(self.language)
    }

    /// Whether there is anything to reply to.
    fn asks(&self) -> bool {
        self.parts.iter().any(|part| part.class != CommentClass::GoodPractice)
    }

    fn heading(&self, class: CommentClass) -> &'static str {
        self.say(match class {
            CommentClass::Required => Text::Required,
            CommentClass::Recommended => Text::Recommended,
            CommentClass::Question => Text::Questions,
            CommentClass::GoodPractice => Text::GoodPractice,
        })
    }

    fn class_note(&self, class: CommentClass) -> Option<&'static str> {
        let text = match class {
            CommentClass::Required => Text::RequiredNote,
            CommentClass::Recommended => Text::RecommendedNote,
            CommentClass::Question => Text::QuestionsNote,
            CommentClass::GoodPractice => return None,
        };
        Some(self.say(text))
    }

    /// The words that an author may choose from.
    fn replies(&self) -> [String; 3] {
        let said = [Reply::Accepted, Reply::AcceptedInPart, Reply::NotAccepted];
        said.map(|reply| label(List::Replies, reply.code(), self.language))
    }
}

/// The record's language of feedback, else the document's, else English.
fn usual(review: &Review) -> Language {
    let language = |code: &Option<String>| code.as_deref().and_then(Language::from_code);
    language(&review.record.feedback_language).or_else(|| language(&review.record.language)).unwrap_or_default()
}

struct Writer<'a> {
    review: &'a Review,
    checklists: &'a [Pinned],
    language: Language,
}

impl Writer<'_> {
    const fn say(&self, text: Text) -> &'static str {
        text.text(self.language)
    }

    fn cautions(&self) -> Vec<&'static str> {
        let told = [(Text::Draft, !self.review.is_signed_off()), (Text::Advice, self.review.role == Role::Advice)];
        told.into_iter().filter(|(_, holds)| *holds).map(|(text, _)| self.say(text)).collect()
    }

    fn facts(&self, letter: &str) -> Vec<(&'static str, String)> {
        let Review { record, dates, round, outcome, .. } = self.review;
        let countries = record.countries.iter().map(|code| label(List::Countries, code, self.language));
        let office = [&record.organisation, &record.office].into_iter().flatten().cloned().collect::<Vec<_>>();
        let returned = dates.signed_off.map(|at| day_of(at.as_second()));
        let day = |day: Option<_>| day.map(|day| day::written(day, self.language)).unwrap_or_default();
        let facts = [
            (Text::Document, record.title.clone()),
            (Text::Kind, label(List::Kinds, record.kind.code(), self.language)),
            (Text::Reference, record.reference.clone().unwrap_or_default()),
            (Text::Office, office.join(", ")),
            (Text::Countries, countries.collect::<Vec<_>>().join(", ")),
            (Text::Round, round.to_string()),
            (Text::Received, day(dates.received)),
            (Text::Returned, day(returned)),
            (Text::Result, outcome.code.map(|code| self.outcome(code)).unwrap_or_default()),
        ];
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
        let name = (Sign::Letter.text(self.language), letter.to_owned());
        facts.map(|(text, value)| (self.say(text), value)).chain([name]).collect()
    }

    /// Reports are cleared, not endorsed; the other languages word an opinion for both.
    fn outcome(&self, code: crate::domain::outcome::Outcome) -> String {
        match self.language {
            Language::English => code.label_for(self.review.record.kind).to_owned(),
            language => label(List::Outcomes, code.code(), language),
        }
    }

    fn part(&self, class: CommentClass) -> Option<Part> {
        let told = |comment: &&Comment| comment.class == class && comment.state == CommentState::Open;
        let rows: Vec<_> = self.review.comments.iter().filter(told).map(|comment| self.row(comment)).collect();
        (!rows.is_empty()).then_some(Part { class, rows })
    }

    fn row(&self, comment: &Comment) -> Row {
        let Comment { n, criterion, r#where, finding, text, reply, reply_note, .. } = comment;
        let said = reply.filter(|reply| *reply != Reply::NoReply);
        let said = said.map(|reply| label(List::Replies, reply.code(), self.language));
        let said: Vec<_> = said.into_iter().chain(reply_note.clone()).collect();
        Row {
            n: *n,
            topic: criterion.as_deref().map(|id| self.topic(id)),
            place: r#where.clone(),
            finding: finding.clone(),
            text: text.clone(),
            harm: criterion.as_deref().is_some_and(|id| self.review.harm(id))
                && comment.class == CommentClass::Required,
            reply: Some(said.join(": ")).filter(|said| !said.is_empty()),
        }
    }

    /// Checklist and question, in the language of the letter as far as the checklist has it.
    fn topic(&self, id: &str) -> String {
        let found = self.checklists.iter().find_map(|pinned| Some((pinned, pinned.checklist.criterion(id)?)));
        found.map_or_else(
            || id.to_owned(),
            |(pinned, criterion)| {
                let language = self.language.code();
                format!("{} · {}", pinned.checklist.title_in(language), criterion.title_in(language))
            },
        )
    }

    fn settled(&self) -> Vec<Settled> {
        let state = |comment: &Comment| match comment.state {
            CommentState::Open => None,
            CommentState::Closed => Some(self.say(Text::Closed)),
            CommentState::Dropped => Some(self.say(Text::Dropped)),
        };
        let topic = |comment: &Comment| {
            comment.criterion.as_deref().map_or_else(|| comment.finding.clone(), |id| self.topic(id))
        };
        let asked = |comment: &&Comment| comment.class != CommentClass::GoodPractice;
        let settled = self.review.comments.iter().filter(asked);
        settled
            .filter_map(|comment| Some(Settled { n: comment.n, topic: topic(comment), state: state(comment)? }))
            .collect()
    }
}
