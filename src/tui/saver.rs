//! Saving in a thread of its own: a slow disk must not hold up the keys. The newest review wins.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use jiff::Timestamp;

use crate::domain::review::Review;
use crate::store::Draft;

use super::Event;

/// What the thread is asked.
struct Job {
    /// Counts up; the screen says "saved" only when the last one is on the disk.
    number: u64,
    review: Box<Review>,
    at: Timestamp,
}

/// The thread that owns the open draft.
pub struct Saver {
    jobs: Sender<Job>,
    thread: JoinHandle<Draft>,
}

impl Saver {
    /// Starts the thread on a draft.
    pub fn start(draft: Draft, events: Sender<Event>) -> Self {
        let (jobs, queue) = channel();
        Self { jobs, thread: thread::spawn(move || work(draft, &queue, &events)) }
    }

    /// Asks for a review to be saved.
    pub fn save(&self, number: u64, review: Review, at: Timestamp) {
        // The thread ends only when this end is gone, so the send cannot fail while we are here.
        let _ = self.jobs.send(Job { number, review: Box::new(review), at });
    }

    /// Waits for the last save and gives the draft back.
    pub fn stop(self) -> Option<Draft> {
        drop(self.jobs);
        self.thread.join().ok()
    }
}

fn work(mut draft: Draft, queue: &Receiver<Job>, events: &Sender<Event>) -> Draft {
    while let Ok(mut job) = queue.recv() {
        while let Ok(newer) = queue.try_recv() {
            job = newer;
        }
        let result = draft.save(&job.review).map_err(|error| error.reason());
        let _ = events.send(Event::Saved(job.number, job.at, result));
    }
    draft
}
