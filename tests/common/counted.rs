//! Invented signed-off reviews to count: a few numbers tell each of them.

use appraise::domain::answer::Rating;
use appraise::domain::checklist::Profile;
use appraise::domain::comment::{CommentClass, CommentState};
use appraise::domain::kind::Kind;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::{Dates, Marker, Record};
use appraise::domain::review::{Review, Reviewer};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::{Fixture, empty, review};

const COUNTRIES: [&[&str]; 9] =
    [&["SSD"], &["MOZ"], &["UKR"], &["YEM", "DJI", "ETH"], &["TCD"], &["COL"], &["BGD"], &["SSD", "ETH"], &[]];
const SECTORS: [&[&str]; 4] = [&["SHL", "WSH"], &["HEA"], &[], &["WSH"]];
const DONORS: [Option<&str>; 4] = [Some("echo"), None, Some("us-prm"), Some("a-new-one")];
const TEAMS: [Option<&str>; 3] = [Some("gbv"), Some("gender"), None];
const OUTCOMES: [Outcome; 6] = [
    Outcome::SubjectToChanges,
    Outcome::Endorsed,
    Outcome::WithRecommendations,
    Outcome::CommentsOnly,
    Outcome::ReviseAndResubmit,
    Outcome::Withdrawn,
];

/// A review in a few numbers.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// Which document.
    pub document: u64,
    /// 1, 2 …
    pub round: u32,
    /// Days after the first of January 2025.
    pub day: i64,
    /// Answers, outcome and changes follow from it.
    pub seed: u64,
}

impl Told {
    /// The document: its data follow from its number.
    pub fn record(self) -> Record {
        let n = self.document;
        let kind = *pick(Kind::ALL, n);
        let mut record =
            Record::new(&format!("document-{n:02}"), kind, &format!("{} {n}: safe shelter and water", kind.label()));
        record.countries = pick(&COUNTRIES, mix(n)).iter().map(ToString::to_string).collect();
        record.sectors = pick(&SECTORS, mix(n + 1)).iter().map(ToString::to_string).collect();
        record.donor = pick(&DONORS, mix(n + 2)).map(str::to_owned);
        record.tags = if n.is_multiple_of(3) { vec!["wlo-funded".to_owned()] } else { Vec::new() };
        record.urgency = n.is_multiple_of(2).then(|| "urgent".to_owned());
        let (scheme, code) = ("iom-gm".to_owned(), "2a".to_owned());
        record.markers = if n.is_multiple_of(4) {
            vec![Marker { scheme, code, reference: None, reading: Some("lower".to_owned()) }]
        } else {
            Vec::new()
        };
        record
    }

    /// The day of the return.
    pub fn returned(self) -> Date {
        date(2025, 1, 1).saturating_add(self.day.days())
    }

    /// The signed-off review.
    pub fn review(self) -> Review {
        let mut record = self.record();
        let received = self.returned().saturating_sub((mix(self.seed) % 9).cast_signed().days());
        let due = self.seed.is_multiple_of(2).then(|| received.saturating_add(5.days()));
        record.dates =
            (!self.seed.is_multiple_of(5)).then_some(Dates { requested: None, received: Some(received), due });
        let mut review = review(&record, &self.id(self.round), Profile::Core);
        (review.round, review.previous) = (self.round, (self.round > 1).then(|| self.id(self.round - 1)));
        let team = pick(&TEAMS, self.seed).map(str::to_owned);
        review.reviewer = Reviewer { id: "ab".to_owned(), name: None, role: team };
        self.answer(&mut review);
        review.outcome.code = Some(*pick(&OUTCOMES, mix(self.seed + 3) % 7));
        review.sealed(format!("{}T12:00:00Z", self.returned()).parse().unwrap())
    }

    fn answer(self, review: &mut Review) {
        let asked: Vec<_> = review.asked().map(str::to_owned).collect();
        for (place, id) in (0..).zip(&asked) {
            let said = mix(self.seed * 100 + place) % 12;
            let rating = match said {
                0..=6 => Some(Rating::Yes),
                7 | 8 => Some(Rating::Partly),
                9 => Some(Rating::No),
                10 => Some(Rating::NotApplicable),
                _ => None,
            };
            let reason = (rating == Some(Rating::NotApplicable)).then(|| "no-contact".to_owned());
            rating.into_iter().for_each(|rating| review.rate(id, rating, reason.clone(), super::now()));
            if said == 9 {
                let n = review.add_comment(Some(id), CommentClass::Required);
                let state = *pick(CommentState::ALL, mix(self.seed + place));
                review.comment_mut(n).into_iter().for_each(|comment| comment.state = state);
            }
        }
        asked.first().into_iter().filter(|_| self.seed.is_multiple_of(7)).for_each(|id| review.set_harm(id, true));
    }

    fn id(self, round: u32) -> String {
        format!("019a9c3e-0000-7000-8000-{:08x}{round:04x}", self.document)
    }
}

/// A team's reviews of two years: 30 documents, some in further rounds, one amended, one there twice, one unreadable.
pub fn reviewed() -> Fixture {
    let mut at = empty();
    let round = |document: u64, round: u32| {
        let day = (document * 23).cast_signed() + i64::from(round - 1) * 24;
        Told { document, round, day, seed: document * 11 + u64::from(round) }
    };
    let mut told: Vec<_> = (0..30).map(|document| round(document, 1)).collect();
    told.extend((0..30).filter(|document| document % 3 == 1).map(|document| round(document, 2)));
    at.records = told.iter().filter(|told| told.round == 1).map(|told| told.record()).collect();
    at.reviews = told.iter().map(|told| told.review()).collect();
    let amended = at.reviews[20].amend("A typing error", String::new()).sealed(super::now());
    let twice = at.reviews[21].clone();
    at.reviews.extend([amended, twice]);
    at.unread = vec!["reviews/2026/broken.json: line 4, column 12: the text ends in the middle".to_owned()];
    at.press("f5");
    at
}

fn pick<T>(list: &[T], n: u64) -> &T {
    &list[usize::try_from(n % list.len() as u64).unwrap()]
}

/// Numbers without a pattern that shows, the same in every run.
fn mix(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9).wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}
