//! The answers of one invented review.

use jiff::{Timestamp, ToSpan as _};

use super::random::Random;
use super::shares;
use super::words;
use crate::domain::answer::{Answer, Evidence, Rating};
use crate::domain::checklist::{Criterion, Scope, Weight};
use crate::domain::record::{Record, Section};
use crate::domain::review::{Pinned, Review};

/// What the answers depend on.
pub struct Reading<'a> {
    /// The document as it is in this round.
    pub record: &'a Record,
    /// The same reviewer's review of the round before.
    pub earlier: Option<&'a Review>,
    /// Whether no round follows.
    pub is_last: bool,
    /// How many of the usual gaps it has, in percent.
    pub weakness: u64,
    /// Whether the author made every change that was required.
    pub is_mended: bool,
    /// When the review was begun.
    pub started: Timestamp,
}

impl Reading<'_> {
    /// Answers the first `share` percent of the questions, in their order.
    pub fn answer(&self, review: &mut Review, checklists: &[Pinned], share: usize, random: &mut Random) {
        let scope = Scope::of(self.record, review.profile());
        let asked: Vec<_> = checklists.iter().flat_map(|pinned| pinned.checklist.asked(&scope)).collect();
        let count = asked.len() * share / 100;
        for (criterion, n) in asked.into_iter().take(count).zip(1..) {
            let at = self.started.checked_add((n * 25 + random.time(20)).seconds()).unwrap_or(self.started);
            if !self.carry(review, criterion, random) {
                self.rate(review, criterion, at, random);
            }
        }
    }

    /// Takes an answer over from the round before where there was no gap and the reviewer did not look again.
    fn carry(&self, review: &mut Review, criterion: &Criterion, random: &mut Random) -> bool {
        let Some(before) = self.before(criterion).filter(|answer| !is_gap(answer.rating) && !answer.harm) else {
            return false;
        };
        let is_carried = before.rating.is_some() && random.chance(shares::CARRIED);
        if is_carried {
            review.answers.insert(criterion.id.clone(), Answer { carried: true, ..before.clone() });
        }
        is_carried
    }

    fn rate(&self, review: &mut Review, criterion: &Criterion, at: Timestamp, random: &mut Random) {
        let Some(weight) = criterion.weight(self.record.kind) else { return };
        let (rating, reason) = self.rating(criterion, weight, random);
        review.rate(&criterion.id, rating, reason, at);
        let Some((section, n)) = self.section_for(criterion) else { return };
        let (noted, placed) = (of(shares::NOTED, rating), of(shares::PLACED, rating));
        if random.chance(noted) {
            let note = random.one_of(words::notes(rating)).replace("{}", &n.to_string());
            review.set_note(&criterion.id, &note);
        }
        if random.chance(placed) && rating != Rating::NotApplicable {
            review.add_evidence(&criterion.id, passage(section, random));
        }
    }

    fn rating(&self, criterion: &Criterion, weight: Weight, random: &mut Random) -> (Rating, Option<String>) {
        match self.before(criterion).map(|answer| (answer.rating, answer.reason.clone())) {
            Some((Some(gap), _)) if is_gap(Some(gap)) => (self.next(gap, weight, random), None),
            Some((Some(same), reason)) => (same, reason),
            _ => self.first(criterion, weight, random),
        }
    }

    /// What becomes of a gap. A No that sends the document back is not left where no further round follows.
    fn next(&self, gap: Rating, weight: Weight, random: &mut Random) -> Rating {
        let (yes, partly) = shares::mended(weight, self.is_last);
        match random.below(100) {
            _ if self.is_mended && weight != Weight::Should => Rating::Yes,
            drawn if drawn < yes => Rating::Yes,
            drawn if drawn < yes + partly || (self.is_last && weight == Weight::Blocking) => Rating::Partly,
            _ => gap,
        }
    }

    fn first(&self, criterion: &Criterion, weight: Weight, random: &mut Random) -> (Rating, Option<String>) {
        let (gaps, noes) = shares::gap(&criterion.id, weight, self.is_last);
        let may_not_apply = weight == Weight::Should && criterion.sectors.is_empty();
        if may_not_apply && random.chance(shares::NOT_APPLICABLE) {
            return (Rating::NotApplicable, Some(self.reason(random).to_owned()));
        }
        match (random.chance((gaps * self.weakness / 100).min(96)), random.chance(noes)) {
            (false, _) => (Rating::Yes, None),
            (true, false) => (Rating::Partly, None),
            (true, true) => (Rating::No, None),
        }
    }

    /// A parent document is a reason only where the record names one.
    fn reason(&self, random: &mut Random) -> &'static str {
        let parent = if self.record.parent_document.is_some() { 60 } else { 0 };
        random.share(&[
            ("parent-document", parent),
            ("no-contact", 30),
            ("document-kind", 45),
            ("sector-not-covered", 25),
        ])
    }

    fn before(&self, criterion: &Criterion) -> Option<&Answer> {
        self.earlier.and_then(|review| review.answer(&criterion.id))
    }

    /// Where a document would speak of a criterion, with its number.
    #[must_use]
    pub fn section_for(&self, criterion: &Criterion) -> Option<(&Section, usize)> {
        let place = match criterion.section.as_str() {
            "ctx" | "tgt" => 0,
            "dat" | "mel" | "bud" => 2,
            _ => 1,
        };
        self.record.sections.get(place).map(|section| (section, place + 1))
    }
}

/// Whether an answer is a gap.
#[must_use]
pub const fn is_gap(rating: Option<Rating>) -> bool {
    matches!(rating, Some(Rating::No | Rating::Partly))
}

const fn of((yes, gap): (u64, u64), rating: Rating) -> u64 {
    match rating {
        Rating::Yes => yes,
        Rating::Partly | Rating::No => gap,
        Rating::NotApplicable => 10,
    }
}

/// A sentence of the section, word for word.
fn passage(section: &Section, random: &mut Random) -> Evidence {
    let lines: Vec<_> = section.text.lines().collect();
    Evidence {
        section: section.id.clone(),
        heading: section.heading.clone(),
        page: section.page,
        quote: random.one_of(&lines).to_owned(),
        sha256: None,
    }
}
