//! The comments of one invented review.

use super::answers::{Reading, is_gap};
use super::random::Random;
use super::shares;
use super::words;
use crate::domain::answer::{Evidence, Rating};
use crate::domain::checklist::Criterion;
use crate::domain::comment::{Comment, CommentClass, CommentState, Reply, usual_class};
use crate::domain::review::{Pinned, Review};

/// Comments on the gaps, after those that are carried from the round before; `last` is the highest number that the
/// rounds before gave.
pub fn write(reading: &Reading, review: &mut Review, checklists: &[Pinned], last: u32, random: &mut Random) {
    carry(reading, review, random);
    let mut next = last + 1;
    for criterion in checklists.iter().flat_map(|pinned| &pinned.checklist.criteria) {
        if let Some(comment) = on(reading, review, criterion, next, random) {
            review.comments.push(comment);
            next += 1;
        }
    }
}

/// The required changes that were open: the same numbers and words, with what became of them.
fn carry(reading: &Reading, review: &mut Review, random: &mut Random) {
    let before = reading.earlier.map_or(&[][..], |earlier| &earlier.comments);
    for comment in before.iter().filter(|comment| comment.is_open_requirement()) {
        let rating = comment.criterion.as_deref().and_then(|id| review.rating(id));
        let (state, reply) = fate(rating, random);
        let has_note = matches!(reply, Reply::AcceptedInPart | Reply::NotAccepted);
        let reply_note = has_note.then(|| random.one_of(&words::REPLIES).to_owned());
        review.comments.push(Comment { state, reply: Some(reply), reply_note, ..comment.clone() });
    }
}

impl Reading<'_> {
    fn given_up<'a>(&'a self, criterion: &'a str) -> impl Iterator<Item = &'a Comment> {
        let before = self.earlier.into_iter().flat_map(move |earlier| earlier.comments_on(criterion));
        before.filter(|comment| comment.state == CommentState::Dropped)
    }
}

fn fate(rating: Option<Rating>, random: &mut Random) -> (CommentState, Reply) {
    match rating {
        None => (CommentState::Open, Reply::NoReply),
        Some(rating) if !is_gap(Some(rating)) => (CommentState::Closed, Reply::Accepted),
        _ if random.chance(shares::DROPPED) => (CommentState::Dropped, Reply::NotAccepted),
        _ => (CommentState::Open, Reply::AcceptedInPart),
    }
}

fn on(reading: &Reading, review: &Review, criterion: &Criterion, n: u32, random: &mut Random) -> Option<Comment> {
    let rating = review.rating(&criterion.id)?;
    // What was given up in the round before is not asked for again.
    let carried = review.comments_on(&criterion.id).chain(reading.given_up(&criterion.id)).next();
    if carried.is_some() {
        return None;
    }
    let class = usual_class(review, criterion);
    let is_worth_it = match class {
        CommentClass::Required => true,
        CommentClass::Recommended => random.chance(shares::RECOMMENDED),
        CommentClass::Question | CommentClass::GoodPractice => return None,
    };
    let finding = random.one_of(words::findings(rating)).replace("{}", criterion.title());
    let finding = if review.harm(&criterion.id) { words::UNSAFE.to_owned() } else { finding };
    let text = criterion.recommendation.clone();
    is_worth_it.then(|| Comment {
        r#where: place(reading, review, criterion),
        finding,
        text,
        ..empty(n, criterion, class)
    })
}

/// A question and a strength, now and then; at the end of the list.
pub fn add_asides(reading: &Reading, review: &mut Review, checklists: &[Pinned], last: u32, random: &mut Random) {
    let (question, strength) = shares::ASIDE;
    let asides = [(question, CommentClass::Question), (strength, CommentClass::GoodPractice)];
    for (percent, class) in asides {
        if random.chance(percent) {
            let aside = aside(reading, review, checklists, class, random);
            let n = numbers(review).max(last) + 1;
            review.comments.extend(aside.map(|comment| Comment { n, ..comment }));
        }
    }
}

fn aside(
    reading: &Reading,
    review: &Review,
    checklists: &[Pinned],
    class: CommentClass,
    random: &mut Random,
) -> Option<Comment> {
    let (rating, findings) = match class {
        CommentClass::Question => (Rating::Partly, &words::QUESTIONS),
        _ => (Rating::Yes, &words::PRAISE),
    };
    let criteria = checklists.iter().flat_map(|pinned| &pinned.checklist.criteria);
    let fitting: Vec<_> = criteria.filter(|criterion| review.rating(&criterion.id) == Some(rating)).collect();
    let criterion = random.pick(&fitting)?;
    let finding = random.one_of(findings).replace("{}", criterion.title());
    Some(Comment { r#where: place(reading, review, criterion), finding, ..empty(0, criterion, class) })
}

/// The highest number given.
#[must_use]
pub fn numbers(review: &Review) -> u32 {
    review.comments.iter().map(|comment| comment.n).max().unwrap_or(0)
}

fn empty(n: u32, criterion: &Criterion, class: CommentClass) -> Comment {
    Comment::new(n, Some(&criterion.id), class)
}

/// The place of the evidence, else the section where it belongs.
fn place(reading: &Reading, review: &Review, criterion: &Criterion) -> String {
    let evidence = review.answer(&criterion.id).and_then(|answer| answer.evidence.last()).map(Evidence::place);
    let section = || reading.section_for(criterion).map(|(section, _)| section.heading.clone());
    evidence.or_else(section).unwrap_or_default()
}
