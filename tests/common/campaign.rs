//! Campaigns: broken inputs one after another, each drawn from a number of its own, so that any of them can be made
//! again.
//!
//! `APPRAISE_CAMPAIGN_MINUTES` sets how long one goes on, `APPRAISE_CAMPAIGN_SEED` where it begins: `0` minutes from
//! seed 417 are just that one input.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// One input may take this long.
const SLOW: Duration = Duration::from_secs(10);
/// After this time an input does not end by itself.
const HANGS: u32 = 60;
/// What this process may hold at most, in KiB.
const MEMORY: u64 = 256 << 10;

/// A small generator of numbers, the same on each machine.
pub struct Dice(u64);

impl Dice {
    /// The numbers of a seed.
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below another one; 0 when there is none.
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below.max(1)
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }

    /// A number that is small more often than not.
    pub fn few(&mut self, below: usize) -> usize {
        let most = self.roll(below) + 1;
        self.roll(most)
    }
}

/// The seeds of a campaign: so many, or for as long as the environment says.
pub fn seeds(inputs: u64) -> impl Iterator<Item = u64> {
    let set = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let first = set("APPRAISE_CAMPAIGN_SEED").unwrap_or(1);
    let (begun, time) = (Instant::now(), set("APPRAISE_CAMPAIGN_MINUTES").map(|n| Duration::from_secs(60 * n)));
    let goes_on = move |seed: &u64| match time {
        Some(time) => *seed == first || begun.elapsed() < time,
        None => seed - first < inputs,
    };
    (first..).take_while(goes_on)
}

/// Says which seed it was when an input panics.
struct Told<'a>(&'a str, u64);

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!(
                "{}: APPRAISE_CAMPAIGN_SEED={} APPRAISE_CAMPAIGN_MINUTES=0 gives this input again",
                self.0, self.1
            );
        }
    }
}

/// Does `one` with each seed and sees to it that it ends in time and holds little.
pub fn run(name: &'static str, seeds: impl Iterator<Item = u64>, mut one: impl FnMut(u64)) {
    let (now, mut count, mut slowest) = (watched(name), 0_u64, (Duration::ZERO, 0));
    let (mut first, mut last) = (None, 0);
    for seed in seeds {
        now.store(seed, Ordering::Relaxed);
        let (told, start) = (Told(name, seed), Instant::now());
        one(seed);
        let took = start.elapsed();
        assert!(took < SLOW, "it took {took:?}");
        // In the usual run other tests hold memory beside this one.
        let alone = std::env::var_os("APPRAISE_CAMPAIGN_MINUTES").is_some();
        assert!(!alone || count % 64 > 0 || held() < MEMORY, "{} MB are held", held() >> 10);
        drop(told);
        slowest = slowest.max((took, seed));
        (first, last, count) = (first.or(Some(seed)), seed, count + 1);
    }
    now.store(u64::MAX, Ordering::Relaxed);
    let (first, (took, seed)) = (first.unwrap_or(0), slowest);
    println!(
        "{name}: {count} inputs, seeds {first} to {last}, slowest {took:?} (seed {seed}), {} MB held",
        held() >> 10
    );
}

/// The seed at work; a thread ends the process when it is the same for too long.
fn watched(name: &'static str) -> Arc<AtomicU64> {
    let now = Arc::new(AtomicU64::new(0));
    let shared = Arc::clone(&now);
    std::thread::spawn(move || {
        let (mut before, mut seconds) = (0, 0);
        while before != u64::MAX {
            std::thread::sleep(Duration::from_secs(1));
            let seed = shared.load(Ordering::Relaxed);
            (before, seconds) = if seed == before { (seed, seconds + 1) } else { (seed, 0) };
            if seconds > HANGS && seed != u64::MAX {
                println!("{name}: seed {seed} hangs");
                std::process::exit(1);
            }
        }
    });
    now
}

/// The most that this process ever held, in KiB, where the system says it.
fn held() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Cuts, doubles, swaps, overwrites and puts in a few times, with pieces that mean something to the reader.
pub fn break_bytes(bytes: &mut Vec<u8>, pieces: &[&[u8]], dice: &mut Dice) {
    for _ in 0..=dice.few(8) {
        let (at, end) = (dice.roll(bytes.len()), dice.roll(bytes.len()));
        let (at, end) = (at.min(end), at.max(end).min(at.min(end) + 64));
        let piece = || pieces.iter().copied();
        match dice.roll(8) {
            0 if dice.roll(4) == 0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            3 => drop(bytes.splice(at..at, dice.pick(&piece().collect::<Vec<_>>()).iter().copied())),
            4 => drop(bytes.splice(at..end, dice.pick(&piece().collect::<Vec<_>>()).iter().copied())),
            5 => bytes.iter_mut().skip(at).take(4).for_each(|byte| *byte = 0xff),
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (end % 8)),
        }
    }
}
