//! A stream of numbers that follows from its seed alone, on every machine: splitmix64.

/// What the shares of a list are shares of, and how large each is beside the others.
pub type Share<T> = (T, u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The stream of one document.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of document `n`: no other document's stream is needed for it.
    #[must_use]
    pub const fn of(seed: u64, n: u64) -> Self {
        Self(mixed(seed ^ mixed(n.wrapping_add(STEP))))
    }

    /// The next number.
    pub const fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        self.draw().checked_rem(n).unwrap_or(0)
    }

    /// The same, signed as days, minutes and seconds are.
    pub fn time(&mut self, n: u32) -> i64 {
        i64::try_from(self.below(u64::from(n))).unwrap_or(0)
    }

    /// Yes in so many of a hundred cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a list, each as often as the others.
    pub fn one_of<T: Copy + Default>(&mut self, list: &[T]) -> T {
        self.pick(list).copied().unwrap_or_default()
    }

    /// The same where nothing stands for nothing; `None` when the list is empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let place = usize::try_from(self.below(list.len() as u64)).ok()?;
        list.get(place)
    }

    /// One of a list, each as often as its share says.
    pub fn share<T: Copy + Default>(&mut self, shares: &[Share<T>]) -> T {
        let mut left = self.below(shares.iter().map(|(_, share)| share).sum());
        for (value, share) in shares {
            match left.checked_sub(*share) {
                Some(rest) => left = rest,
                None => return *value,
            }
        }
        T::default()
    }

    /// As many different ones of a list as the counts say, or fewer: what comes again is not drawn once more.
    pub fn several<T>(&mut self, counts: &[Share<u64>], shares: &[Share<T>]) -> Vec<T>
    where
        T: Copy + Default + PartialEq,
    {
        let mut drawn = Vec::new();
        for _ in 0..self.share(counts) {
            let value = self.share(shares);
            if !drawn.contains(&value) {
                drawn.push(value);
            }
        }
        drawn
    }

    /// Ten bytes, for an id.
    pub fn bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        let (high, low) = (self.draw().to_be_bytes(), self.draw().to_be_bytes());
        bytes.iter_mut().zip(high.into_iter().chain(low)).for_each(|(byte, drawn)| *byte = drawn);
        bytes
    }
}

const fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the published generator for the seed 1234567.
    #[test]
    fn the_stream_is_the_published_one() {
        let mut random = Random(1_234_567);
        assert_eq!([random.draw(), random.draw()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn each_comes_as_often_as_its_share_says() {
        let mut random = Random::of(1, 1);
        let drawn: Vec<_> = (0..10_000).map(|_| random.share(&[('a', 1), ('b', 0), ('c', 3)])).collect();
        let often = |letter| drawn.iter().filter(|one| **one == letter).count();
        assert!((2_350..2_650).contains(&often('a')) && often('b') == 0, "{} {}", often('a'), often('b'));
        assert_eq!((random.share::<u64>(&[]), random.one_of::<u64>(&[]), random.below(0)), (0, 0, 0));
    }

    #[test]
    fn documents_and_seeds_have_streams_of_their_own() {
        let first = |seed, n| Random::of(seed, n).draw();
        assert_eq!(first(1, 1), first(1, 1));
        assert!(first(1, 1) != first(1, 2) && first(1, 1) != first(2, 1) && first(1, 2) != first(2, 1));
    }
}
