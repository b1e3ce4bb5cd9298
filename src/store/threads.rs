//! The same work on many files, on several threads.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, ScopedJoinHandle};

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

/// What the work makes of handfuls while others are still being found, in no order: `find` hands one over and goes on. One
/// of the threads does what is to be done `beside` it first.
pub fn while_found<H: Send, T: Send, A: Send>(
    find: impl FnOnce(&mut dyn FnMut(H)),
    work: impl Fn(H) -> Vec<T> + Sync,
    beside: impl FnOnce() -> A + Send,
) -> (Vec<T>, A) {
    let (found, next) = mpsc::channel();
    let (next, done) = (Mutex::new(next), Mutex::new(Vec::new()));
    let take = || lock(&next).recv().ok();
    let run = || {
        while let Some(handful) = take() {
            let mut made = work(handful);
            lock(&done).append(&mut made);
        }
    };
    let beside = thread::scope(|scope| {
        // Where finding meets a fault the channel closes, and nobody waits for more.
        let found = found;
        let beside = scope.spawn(|| {
            let beside = beside();
            let others: Vec<_> = (2..count(usize::MAX)).map(|_| scope.spawn(run)).collect();
            run();
            others.into_iter().for_each(joined);
            beside
        });
        find(&mut |handful| drop(found.send(handful)));
        drop(found);
        run();
        joined(beside)
    });
    (done.into_inner().unwrap_or_else(PoisonError::into_inner), beside)
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
        others.into_iter().map(joined).chain([own]).collect()
    })
}

/// A thread that met a fault takes the whole work with it: a part of it would be a wrong result.
fn joined<T>(thread: ScopedJoinHandle<T>) -> T {
    thread.join().unwrap_or_else(|fault| resume_unwind(fault))
}

/// The fault of another thread is told when it is joined.
fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn count(items: usize) -> usize {
    let cores = thread::available_parallelism().map_or(LEAST, usize::from);
    cores.clamp(LEAST, MOST).min(items.div_ceil(BATCH))
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        for length in [0, 1, 2, 1000] {
            let items: Vec<usize> = (0..length).collect();
            assert_eq!(each(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    /// Hands over the numbers below a length, seven at once.
    fn below(length: usize) -> impl FnOnce(&mut dyn FnMut(Vec<usize>)) {
        move |take| (0..length).step_by(7).for_each(|from| take((from..length.min(from + 7)).collect()))
    }

    #[test]
    fn handfuls_are_worked_on_while_others_are_found() {
        for length in [0, 1, 1000] {
            let threes = |some: Vec<usize>| some.into_iter().filter(|item| item % 3 == 0).collect();
            let (mut done, beside) = while_found(below(length), threes, || "beside");
            done.sort_unstable();
            assert_eq!((done, beside), ((0..length).step_by(3).collect(), "beside"));
        }
    }

    fn fault<T>() -> T {
        resume_unwind(Box::new("fault"))
    }

    #[test]
    fn a_fault_ends_the_work() {
        let all = |some: Vec<usize>| some;
        assert!(catch_unwind(|| while_found(|_: &mut dyn FnMut(Vec<usize>)| fault(), all, || ())).is_err());
        assert!(
            catch_unwind(|| while_found(below(1000), |some| if some[0] < 500 { some } else { fault() }, || ()))
                .is_err()
        );
        assert!(catch_unwind(|| while_found(below(1000), all, fault::<()>)).is_err());
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
