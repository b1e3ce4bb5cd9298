//! The signed-off reviews of an invented document, by the same steps as those of people.

use jiff::Timestamp;
use uuid::Builder;

use super::answers::Reading;
use super::comments;
use super::document::Document;
use super::random::Random;
use super::schedule::{Turn, after, instant, workday};
use super::shares;
use super::words;
use crate::domain::answer::Rating;
use crate::domain::checklist::Profile;
use crate::domain::outcome::{Outcome, suggest};
use crate::domain::record::Record;
use crate::domain::review::{Pinned, Review, Reviewer, Role, Start};

/// The reviews of a document in the order of their sign-off, all revisions of them; in a few first rounds two people
/// review.
#[must_use]
pub fn reviews(document: &Document, checklists: &[Pinned], random: &mut Random) -> Vec<Review> {
    let first = random.share(&shares::REVIEWERS);
    let mut signed = Vec::new();
    let mut last = 0;
    for turn in &document.turns {
        let earlier = signed.last();
        let review = Sitting { document, turn, earlier, last }.review(first, checklists, random);
        last = last.max(comments::numbers(&review));
        signed.extend(revisions(review, turn, random));
    }
    let second = random.share(&shares::REVIEWERS);
    if let Some(turn) = document.turns.first().filter(|_| second != first && random.chance(shares::TWO_REVIEWERS)) {
        let sitting = Sitting { document, turn, earlier: None, last: 0 };
        signed.push(sitting.review(second, checklists, random));
    }
    signed
}

/// A review, and what it was amended to.
fn revisions(review: Review, turn: &Turn, random: &mut Random) -> Vec<Review> {
    if !random.chance(shares::AMENDED) {
        return vec![review];
    }
    let mut draft = review.amend(random.one_of(&words::AMENDMENTS), String::new());
    draft.outcome.summary = draft.outcome.summary.map(|note| note + words::AMENDED_NOTE);
    let at = instant(workday(after(turn.returned, 1)), 10 * 60 + random.time(300));
    vec![review, draft.sealed(at)]
}

/// One reviewer at work on one round.
struct Sitting<'a> {
    document: &'a Document,
    turn: &'a Turn,
    earlier: Option<&'a Review>,
    last: u32,
}

impl Sitting<'_> {
    fn review(&self, reviewer: (&str, &str), checklists: &[Pinned], random: &mut Random) -> Review {
        let record = self.document.as_of(self.turn);
        let (minute, length) = (7 * 60 + random.time(360), 45 + random.time(150));
        let (started, signed_off) = (instant(self.turn.returned, minute), instant(self.turn.returned, minute + length));
        let mut review = Review::new(&record, checklists, self.start(&record, reviewer, started, random));
        let (earlier, is_last, weakness) = (self.earlier, self.turn.is_last, self.document.weakness);
        let is_mended = is_last && random.chance(shares::ALL_MENDED);
        let reading = Reading { record: &record, earlier, is_last, weakness, is_mended, started };
        reading.answer(&mut review, checklists, self.answered(random), random);
        self.flag(&mut review, random);
        comments::write(&reading, &mut review, checklists, self.last, random);
        comments::add_asides(&reading, &mut review, checklists, self.last, random);
        read_markers(&mut review, self.earlier, random);
        self.decide(&mut review, checklists, random);
        review.sealed(signed_off)
    }

    fn start(&self, record: &Record, (id, role): (&str, &str), at: Timestamp, random: &mut Random) -> Start {
        let is_urgent = record.urgency.as_deref() == Some("emergency-24h");
        let profile = if is_urgent { Profile::Core } else { Profile::All }.usual(record.kind);
        let number = id.trim_start_matches('r');
        let reviewer = Reviewer {
            id: id.to_owned(),
            name: Some(format!("Sample reviewer {number}")),
            role: Some(role.to_owned()),
        };
        let previous = self.earlier.map(|review| review.id.clone());
        Start {
            id: id_at(at, random),
            at,
            round: self.turn.round,
            previous,
            reviewer,
            workspace: String::new(),
            profile,
        }
    }

    fn answered(&self, random: &mut Random) -> usize {
        let (all, most, few) = shares::ANSWERED;
        match (self.document.is_withdrawn, random.chance(shares::OPEN)) {
            (true, _) => few,
            (_, true) => most,
            _ => all,
        }
    }

    /// A harm flag, now and then, in a first round.
    fn flag(&self, review: &mut Review, random: &mut Random) {
        let id = random.one_of(&shares::HARMFUL);
        let may_be = self.turn.round == 1 && !self.document.is_withdrawn && review.is_asked(id);
        if !may_be || !random.chance(shares::HARM) {
            return;
        }
        let at = review.answer(id).and_then(|answer| answer.answered_at).unwrap_or(review.dates.started);
        review.rate(id, Rating::No, None, at);
        review.set_harm(id, true);
    }

    fn decide(&self, review: &mut Review, checklists: &[Pinned], random: &mut Random) {
        let suggested = suggest(review, checklists).outcome;
        let (code, reason) = match suggested {
            _ if self.document.is_withdrawn => (Outcome::Withdrawn, Some(shares::TAKEN_BACK)),
            Some(suggested) => self.otherwise(suggested, random).unwrap_or((suggested, None)),
            None if review.role == Role::Advice => (Outcome::CommentsOnly, None),
            None => {
                random.pick(&shares::UNFINISHED).map_or((Outcome::CommentsOnly, None), |(to, why)| (*to, Some(*why)))
            }
        };
        review.outcome.code = Some(code);
        review.outcome.suggested = suggested;
        review.outcome.reason = reason.map(str::to_owned);
        review.outcome.summary = Some(random.one_of(words::summaries(code)).to_owned());
        review.outcome.strengths = strengths(review, checklists, random);
    }

    fn otherwise(&self, suggested: Outcome, random: &mut Random) -> Option<(Outcome, Option<&'static str>)> {
        let fits = |(of, to, _): &&(Outcome, Outcome, &str)| {
            *of == suggested && (*to == Outcome::ReviseAndResubmit) != self.turn.is_last
        };
        let rows: Vec<_> = shares::DECIDED_OTHERWISE.iter().filter(fits).collect();
        let row = random.pick(&rows).filter(|_| random.chance(shares::OTHERWISE));
        row.map(|(_, to, reason)| (*to, Some(*reason)))
    }
}

/// A UUID of version 7 that follows from the instant and the stream.
fn id_at(at: Timestamp, random: &mut Random) -> String {
    let milliseconds = u64::try_from(at.as_millisecond()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(milliseconds, &random.bytes()).into_uuid().to_string()
}

/// The reviewer's reading of each marker; in later rounds that of the round before.
fn read_markers(review: &mut Review, earlier: Option<&Review>, random: &mut Random) {
    let before = earlier.map_or(&[][..], |earlier| &earlier.record.markers);
    for (n, marker) in review.record.markers.iter_mut().enumerate() {
        let same = before.get(n).and_then(|marker| marker.reading.clone());
        marker.reading = Some(same.unwrap_or_else(|| random.share(&shares::READINGS).to_owned()));
    }
}

/// The titles of a few criteria that are met.
fn strengths(review: &Review, checklists: &[Pinned], random: &mut Random) -> Vec<String> {
    let criteria = checklists.iter().flat_map(|pinned| &pinned.checklist.criteria);
    let met: Vec<_> = criteria.filter(|criterion| review.rating(&criterion.id) == Some(Rating::Yes)).collect();
    let mut titles = Vec::new();
    for _ in 0..random.below(4) {
        titles.extend(random.pick(&met).map(|criterion| criterion.title().to_owned()));
    }
    titles.sort();
    titles.dedup();
    titles
}
