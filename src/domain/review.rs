//! One reviewer's work on one record in one round: a draft until it is signed off.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::answer::{Answer, Evidence, Rating};
use super::caution::Override;
use super::checklist::{Checklist, Profile, Scope};
use super::codes::codes;
use super::comment::{Comment, CommentClass};
use super::kind::Kind;
use super::outcome::Decision;
use super::record::Record;
use super::snapshot::Snapshot;

/// The `format` member of a review file.
pub const REVIEW_FORMAT: &str = "appraise-review/1";

codes! {
    /// What the reviewer's word means for the document.
    pub enum Role {
        /// The document needs this review to go on.
        Clearance = "clearance", "Clearance";
        /// Comments were asked for; somebody else decides.
        Advice = "advice", "Advice";
    }
}

impl Role {
    /// The role to start with: concept notes and inter-agency plans ask for advice.
    #[must_use]
    pub const fn usual(kind: Kind) -> Self {
        match kind {
            Kind::ConceptNote | Kind::RegionalPlan => Self::Advice,
            _ => Self::Clearance,
        }
    }
}

/// A review file. Member names are the contract; `draft` is there only until sign-off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Always [`REVIEW_FORMAT`].
    pub format: String,
    /// UUID, version 7.
    pub id: String,
    /// 1, then one more with every amendment.
    pub revision: u32,
    /// `content_sha256` of the revision that this one amends.
    pub parent: Option<String>,
    /// Why it was amended.
    pub reason: Option<String>,
    /// SHA-256 over everything else; `None` in a draft.
    pub content_sha256: Option<String>,
    /// The record's data at the time, without its text.
    pub record: Snapshot,
    /// 1, 2 …
    pub round: u32,
    /// Id of the review of the round before.
    pub previous: Option<String>,
    /// `content_sha256` of the two reviews that this one decides between.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjudicates: Vec<String>,
    /// Clearance or advice.
    pub role: Role,
    /// Who reviewed.
    pub reviewer: Reviewer,
    /// The dates that turnaround is counted from.
    pub dates: ReviewDates,
    /// The checklists used, pinned by version and hash.
    pub checklists: Vec<ChecklistUse>,
    /// By criterion id. Answers that are no longer asked stay and are not counted.
    pub answers: BTreeMap<String, Answer>,
    /// In the order of their numbers.
    pub comments: Vec<Comment>,
    /// What the reviewer decided.
    pub outcome: Decision,
    /// Cautions that the reviewer called false alarms: field and class, never the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// Program and version.
    pub made_by: String,
    /// What only a review under way needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftState>,
    /// Members of a later version.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Who reviewed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewer {
    /// Initials or staff code chosen by the team; a slug.
    pub id: String,
    /// Name as shown to colleagues.
    #[serde(default)]
    pub name: Option<String>,
    /// Reviewer-role code, such as `gbv`.
    #[serde(default)]
    pub role: Option<String>,
}

/// Days of the request, instants of the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDates {
    /// The day the review was asked for.
    #[serde(default)]
    pub requested: Option<Date>,
    /// The day the complete document was in hand.
    #[serde(default)]
    pub received: Option<Date>,
    /// The day the review is due.
    #[serde(default)]
    pub due: Option<Date>,
    /// When the draft was made, UTC.
    pub started: Timestamp,
    /// When it was signed off, UTC; `None` in a draft.
    #[serde(default)]
    pub signed_off: Option<Timestamp>,
}

/// One checklist as it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistUse {
    /// Checklist id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over its compact, key-sorted JSON.
    pub sha256: String,
    /// The criteria asked, so that "not asked" is never confused with "no".
    pub asked: Vec<String>,
}

/// What only a review under way needs; taken out at sign-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftState {
    /// The workspace that it will be signed off into.
    pub workspace: String,
    /// Which part of the catalogue was chosen.
    pub profile: Profile,
    /// Where the reviewer was.
    #[serde(default)]
    pub criterion: Option<String>,
    /// Last save, UTC.
    #[serde(default)]
    pub saved_at: Option<Timestamp>,
    /// Ids of the sections that were on the screen: for the reviewer alone, so it goes with the draft.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<String>,
    /// Ids of the criteria on which the two reviews differ that this one decides between.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differing: Vec<String>,
}

/// What a new review needs to know beside the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// UUID, version 7.
    pub id: String,
    /// Now, UTC.
    pub at: Timestamp,
    /// 1, 2 …
    pub round: u32,
    /// Id of the review of the round before.
    pub previous: Option<String>,
    /// Who reviews.
    pub reviewer: Reviewer,
    /// The workspace that it belongs to.
    pub workspace: String,
    /// Which part of the catalogue.
    pub profile: Profile,
}

impl Review {
    /// A new draft on a record.
    #[must_use]
    pub fn new(record: &Record, checklists: &[Pinned], start: Start) -> Self {
        let mut review = Self {
            format: REVIEW_FORMAT.to_owned(),
            id: start.id,
            revision: 1,
            parent: None,
            reason: None,
            content_sha256: None,
            record: Snapshot::of(record),
            round: start.round,
            previous: start.previous,
            adjudicates: Vec::new(),
            role: Role::usual(record.kind),
            reviewer: start.reviewer,
            dates: ReviewDates { requested: None, received: None, due: None, started: start.at, signed_off: None },
            checklists: Vec::new(),
            answers: BTreeMap::new(),
            comments: Vec::new(),
            outcome: Decision::default(),
            overrides: Vec::new(),
            made_by: concat!("appraise ", env!("CARGO_PKG_VERSION")).to_owned(),
            draft: Some(DraftState {
                workspace: start.workspace,
                profile: start.profile,
                criterion: None,
                saved_at: None,
                opened: Vec::new(),
                differing: Vec::new(),
            }),
            unknown: Map::new(),
        };
        review.follow(record, checklists);
        review
    }

    /// Takes over the record's data and asks what follows from them; no answer is touched.
    pub fn follow(&mut self, record: &Record, checklists: &[Pinned]) {
        let readings = std::mem::take(&mut self.record.markers);
        self.record = Snapshot::of(record);
        for marker in &mut self.record.markers {
            let known = readings.iter().find(|old| old.scheme == marker.scheme && old.code == marker.code);
            marker.reading = known.and_then(|old| old.reading.clone());
        }
        let dates = record.dates.clone().unwrap_or_default();
        (self.dates.requested, self.dates.received, self.dates.due) = (dates.requested, dates.received, dates.due);
        let scope = Scope::of(record, self.profile());
        self.checklists = checklists.iter().map(|pinned| pinned.used(&scope)).collect();
    }

    /// Goes on with the record and the checklists as they are now, where they are others than those that it was left
    /// with: evidence is looked up again in another version of the document, and what is asked follows. No answer is lost.
    pub fn catch_up(&mut self, record: &Record, checklists: &[Pinned]) -> Option<String> {
        let was = self.record.sha256.clone();
        let lookup = self.look_up_evidence(was.as_deref(), record);
        let (new_version, new_lists) = (lookup.is_some(), !self.is_made_with(checklists));
        if new_version || new_lists {
            self.follow(record, checklists);
        }
        if let Some(draft) = self.draft.as_mut().filter(|_| new_version) {
            draft.opened.clear();
        }
        let newer = "The checklists are newer than this draft: look at what is open. No answer is lost";
        lookup.map(|lookup| lookup.sentence()).or_else(|| new_lists.then(|| newer.to_owned()))
    }

    /// Whether each checklist that the review is pinned to is among these.
    #[must_use]
    pub fn is_made_with(&self, checklists: &[Pinned]) -> bool {
        let known = |used: &ChecklistUse| checklists.iter().any(|pinned| pinned.sha256 == used.sha256);
        self.checklists.iter().all(known)
    }

    /// A copy of a signed-off review to be signed off again as the next revision.
    #[must_use]
    pub fn amend(&self, reason: &str, workspace: String) -> Self {
        let mut draft = self.clone();
        draft.revision = self.revision.saturating_add(1);
        draft.parent.clone_from(&self.content_sha256);
        draft.reason = Some(reason.to_owned());
        draft.drop_stale_overrides(self);
        draft.content_sha256 = None;
        draft.dates.signed_off = None;
        let profile = Profile::All;
        let (opened, differing) = (Vec::new(), Vec::new());
        draft.draft = Some(DraftState { workspace, profile, criterion: None, saved_at: None, opened, differing });
        draft
    }

    /// The signed-off revision of a draft: dated and sealed with the hash over everything else.
    #[must_use]
    pub fn sealed(&self, at: Timestamp) -> Self {
        let mut review = self.clone();
        review.draft = None;
        review.dates.signed_off = Some(at);
        review.content_sha256 = Some(review.content_hash());
        review
    }

    /// SHA-256 over the compact, key-sorted JSON of everything but `content_sha256`, as hexadecimal.
    #[must_use]
    pub fn content_hash(&self) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(members) = value.as_object_mut() {
            members.shift_remove("content_sha256");
        }
        super::canonical::sha256(&value)
    }

    /// The chosen part of the catalogue.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.draft.as_ref().map_or(Profile::All, |draft| draft.profile)
    }

    /// Whether it can no longer be changed.
    #[must_use]
    pub const fn is_signed_off(&self) -> bool {
        self.dates.signed_off.is_some()
    }

    /// The ids asked, over all checklists, in order.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.checklists.iter().flat_map(|used| used.asked.iter().map(String::as_str))
    }

    /// Whether a criterion is asked.
    #[must_use]
    pub fn is_asked(&self, criterion: &str) -> bool {
        self.asked().any(|id| id == criterion)
    }

    /// The answer to a criterion, when anything was entered.
    #[must_use]
    pub fn answer(&self, criterion: &str) -> Option<&Answer> {
        self.answers.get(criterion)
    }

    /// The rating of a criterion; `None` is open.
    #[must_use]
    pub fn rating(&self, criterion: &str) -> Option<Rating> {
        self.answer(criterion).and_then(|answer| answer.rating)
    }

    /// Whether the criterion's passage was flagged as unsafe.
    #[must_use]
    pub fn harm(&self, criterion: &str) -> bool {
        self.answer(criterion).is_some_and(|answer| answer.harm)
    }

    /// The comments on a criterion.
    pub fn comments_on<'a>(&'a self, criterion: &'a str) -> impl Iterator<Item = &'a Comment> {
        self.comments.iter().filter(move |comment| comment.criterion.as_deref() == Some(criterion))
    }

    /// Rates a criterion; the reason is kept only with not applicable.
    pub fn rate(&mut self, criterion: &str, rating: Rating, reason: Option<String>, at: Timestamp) {
        let answer = self.entry(criterion);
        answer.rating = Some(rating);
        answer.reason = reason.filter(|_| rating == Rating::NotApplicable);
        answer.answered_at = Some(at);
        answer.carried = false;
    }

    /// Makes a criterion open again; note, evidence and flag stay.
    pub fn reopen(&mut self, criterion: &str) {
        let answer = self.entry(criterion);
        (answer.rating, answer.reason, answer.answered_at) = (None, None, None);
        self.prune(criterion);
    }

    /// Sets or takes away the harm flag.
    pub fn set_harm(&mut self, criterion: &str, harm: bool) {
        self.entry(criterion).harm = harm;
        self.prune(criterion);
    }

    /// Replaces the note; an empty one is none.
    pub fn set_note(&mut self, criterion: &str, note: &str) {
        self.entry(criterion).note = Some(note.to_owned()).filter(|note| !note.trim().is_empty());
        self.prune(criterion);
    }

    /// Adds a place in the document, once.
    pub fn add_evidence(&mut self, criterion: &str, evidence: Evidence) {
        let places = &mut self.entry(criterion).evidence;
        if !places.contains(&evidence) {
            places.push(evidence);
        }
    }

    /// Takes a place away; an index that does not exist changes nothing.
    pub fn remove_evidence(&mut self, criterion: &str, index: usize) {
        let places = &mut self.entry(criterion).evidence;
        if index < places.len() {
            places.remove(index);
        }
        self.prune(criterion);
    }

    /// Adds a comment and returns its number.
    pub fn add_comment(&mut self, criterion: Option<&str>, class: CommentClass) -> u32 {
        let n = self.comments.iter().map(|comment| comment.n).max().unwrap_or(0).saturating_add(1);
        self.comments.push(Comment::new(n, criterion, class));
        n
    }

    /// The comment with this number.
    pub fn comment_mut(&mut self, n: u32) -> Option<&mut Comment> {
        self.comments.iter_mut().find(|comment| comment.n == n)
    }

    /// Takes a comment away; the others keep their numbers.
    pub fn remove_comment(&mut self, n: u32) {
        self.comments.retain(|comment| comment.n != n);
    }

    fn entry(&mut self, criterion: &str) -> &mut Answer {
        self.answers.entry(criterion.to_owned()).or_default()
    }

    fn prune(&mut self, criterion: &str) {
        if self.answer(criterion).is_some_and(Answer::is_empty) {
            self.answers.remove(criterion);
        }
    }
}

/// A checklist together with the hash that pins it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinned {
    /// The checklist.
    pub checklist: Checklist,
    /// SHA-256 over its compact, key-sorted JSON.
    pub sha256: String,
}

impl Pinned {
    fn used(&self, scope: &Scope) -> ChecklistUse {
        let Checklist { id, version, .. } = &self.checklist;
        let asked = self.checklist.asked(scope).map(|criterion| criterion.id.clone()).collect();
        ChecklistUse { id: id.clone(), version: version.clone(), sha256: self.sha256.clone(), asked }
    }
}
