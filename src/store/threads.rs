//! The same work on many files, on several threads.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Reading hides behind waiting: from a cold disk a few threads more than cores help …
const LEAST: usize = 4;
/// … and more would wait for the disk.
const MOST: usize = 8;
/// So many items are taken at once by one thread.
const BATCH: usize = 16;

/// What the threads made of the items, in no order: each begins with a state of its own and goes on with it. `progress`
/// is told after some items how many of how many are done.
pub fn fold<T: Sync, S: Send>(
    items: &[T],
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) + Sync,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<S> {
    batches(items, begin, |state, from, batch| {
        batch.iter().for_each(|item| work(state, item));
        progress(from + batch.len(), items.len());
    })
}

/// What the work gives for each item, in the order of the items.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let work = |done: &mut Vec<_>, from, batch: &[T]| done.push((from, batch.iter().map(&work).collect::<Vec<_>>()));
    let mut done: Vec<_> = batches(items, Vec::new, work).into_iter().flatten().collect();
    done.sort_unstable_by_key(|(from, _)| *from);
    let mut all = Vec::with_capacity(items.len());
    done.into_iter().for_each(|(_, results)| all.extend(results));
    all
}

/// Hands out some items at once, with the place of the first, until there are no more.
fn batches<T: Sync, S: Send>(
    items: &[T],
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize, &[T]) + Sync,
) -> Vec<S> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut state = begin();
        loop {
            let from = next.fetch_add(BATCH, Ordering::Relaxed);
            let batch = items.get(from..items.len().min(from + BATCH)).unwrap_or_default();
            if batch.is_empty() {
                return state;
            }
            work(&mut state, from, batch);
        }
    };
    thread::scope(|scope| {
        let others: Vec<_> = (1..count(items.len())).map(|_| scope.spawn(run)).collect();
        let own = run();
        // A thread that met a fault of its own takes the whole work with it: a part of it would be a wrong result.
        let others = others.into_iter().map(|thread| thread.join().unwrap_or_else(|fault| resume_unwind(fault)));
        others.chain([own]).collect()
    })
}

fn count(items: usize) -> usize {
    let cores = thread::available_parallelism().map_or(LEAST, usize::from);
    cores.clamp(LEAST, MOST).min(items.div_ceil(BATCH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        for length in [0, 1, 2, 1000] {
            let items: Vec<usize> = (0..length).collect();
            assert_eq!(each(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_item_is_taken_once_and_told_of() {
        let told = AtomicUsize::new(0);
        let progress = |done: usize, all: usize| {
            assert_eq!(all, 1001);
            told.fetch_max(done, Ordering::Relaxed);
        };
        let sums = fold(&(0..=1000).collect::<Vec<u64>>(), || 0, |sum, item| *sum += item, &progress);
        assert_eq!((sums.iter().sum::<u64>(), told.into_inner()), (500_500, 1001));
    }
}
