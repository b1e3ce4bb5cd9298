//! An answer in one byte.

use crate::domain::answer::Rating;

/// A rating, or open, and whether the text was flagged as unsafe.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark(u8);

/// The answers of a review in their order, two in a byte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks<'a>(&'a [u8]);

/// No answer: the second half of the last byte of an odd number.
const NONE: u8 = 15;
/// So many values has half a byte.
pub const MARKS: usize = NONE as usize + 1;

/// The bit of the harm flag; below it is the rating.
const HARM: u8 = 8;

impl Mark {
    /// An answer.
    #[must_use]
    pub const fn new(rating: Option<Rating>, harm: bool) -> Self {
        let rating = match rating {
            None => 0,
            Some(Rating::Yes) => 1,
            Some(Rating::Partly) => 2,
            Some(Rating::No) => 3,
            Some(Rating::NotApplicable) => 4,
        };
        Self(if harm { rating | HARM } else { rating })
    }

    /// A place in a table of [`MARKS`] rows.
    #[must_use]
    pub const fn place(self) -> usize {
        (self.0 & NONE) as usize
    }

    /// Every place with its mark.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..NONE).map(Self)
    }

    /// The rating; `None` is open.
    #[must_use]
    pub const fn rating(self) -> Option<Rating> {
        match self.0 & !HARM {
            1 => Some(Rating::Yes),
            2 => Some(Rating::Partly),
            3 => Some(Rating::No),
            4 => Some(Rating::NotApplicable),
            _ => None,
        }
    }

    /// Whether the text was flagged as unsafe.
    #[must_use]
    pub const fn harm(self) -> bool {
        self.0 & HARM != 0
    }

    /// Two answers of one round to one question as one: the more critical rating (No, Partly, Yes, not applicable, open),
    /// and a flag where either has one. A gap stands until both see it closed.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let critical = if self.severity() >= other.severity() { self } else { other };
        Self::new(critical.rating(), self.harm() || other.harm())
    }

    const fn severity(self) -> u8 {
        match self.rating() {
            None => 0,
            Some(Rating::NotApplicable) => 1,
            Some(Rating::Yes) => 2,
            Some(Rating::Partly) => 3,
            Some(Rating::No) => 4,
        }
    }
}

impl<'a> Marks<'a> {
    /// Those that were packed into these bytes.
    pub(super) const fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The answers in their order.
    pub fn iter(self) -> impl Iterator<Item = Mark> + 'a {
        let half = move |nth: usize| Some(self.0.get(nth / 2)? >> (nth % 2 * 4) & NONE);
        (0..self.0.len() * 2).map_while(half).take_while(|one| *one != NONE).map(Mark)
    }

    /// Whether one is open.
    #[must_use]
    pub fn has_open(self) -> bool {
        // Both halves of each byte at once: this is asked of every answer of every review.
        self.0.iter().any(|both| both & !HARM & NONE == 0 || both >> 4 & !HARM == 0)
    }

    /// Whether the text was flagged as unsafe in one.
    #[must_use]
    pub fn has_harm(self) -> bool {
        let is_flagged = |half: u8| half & HARM != 0 && half != NONE;
        self.0.iter().any(|both| is_flagged(both & NONE) || is_flagged(both >> 4))
    }

    /// Two answers in each byte.
    pub(super) fn packed(marks: impl Iterator<Item = Mark>) -> impl Iterator<Item = u8> {
        let mut marks = marks.map(|mark| mark.0);
        std::iter::from_fn(move || marks.next().map(|first| first | marks.next().unwrap_or(NONE) << 4))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_holds_two_answers() {
        let all: Vec<_> = [Some(Rating::Yes), None, Some(Rating::NotApplicable), Some(Rating::No), None]
            .into_iter()
            .zip([true, false].into_iter().cycle())
            .map(|(rating, harm)| Mark::new(rating, harm))
            .collect();
        for length in 0..=all.len() {
            let some = all.get(..length).unwrap();
            let bytes: Vec<_> = Marks::packed(some.iter().copied()).collect();
            let marks = Marks::of(&bytes);
            assert_eq!(marks.iter().collect::<Vec<_>>(), some);
            assert_eq!(marks.has_open(), some.iter().any(|mark| mark.rating().is_none()), "{length}");
            assert_eq!(marks.has_harm(), some.iter().any(|mark| mark.harm()), "{length}");
        }
    }

    #[test]
    fn a_byte_holds_each_answer() {
        for harm in [false, true] {
            for rating in Rating::ALL.iter().copied().map(Some).chain([None]) {
                let mark = Mark::new(rating, harm);
                assert_eq!((mark.rating(), mark.harm()), (rating, harm));
            }
        }
    }

    #[test]
    fn of_two_reviewers_the_more_critical_is_heard() {
        let order = [None, Some(Rating::NotApplicable), Some(Rating::Yes), Some(Rating::Partly), Some(Rating::No)];
        for (low, one) in order.iter().enumerate() {
            for other in order.iter().skip(low) {
                let both = [(one, other), (other, one)].map(|(a, b)| Mark::new(*a, true).with(Mark::new(*b, false)));
                assert_eq!(both, [Mark::new(*other, true); 2]);
            }
        }
    }
}
