//! The thread that reads the library. A large workspace takes seconds the first time: the keys work meanwhile.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::app::{Contents, Library};
use crate::domain::side_by_side::side_by_side;
use crate::store::{Counted, Found, Problem, Reading, Store};

use super::Event;

/// So long the loop waits for what it asked for: most libraries are there before, and then the first frame shows them.
const PATIENCE: Duration = Duration::from_millis(150);

/// The store, and what is being read of it.
pub struct Reader {
    store: Store,
    events: Sender<Event>,
    under_way: Option<Receiver<thread::Result<Library>>>,
    /// Whether it was asked for again meanwhile.
    again: bool,
}

impl Reader {
    /// A reader that reads nothing yet.
    pub const fn new(store: Store, events: Sender<Event>) -> Self {
        Self { store, events, under_way: None, again: false }
    }

    /// The library, when it is there at once; else [`Event::Read`] says when to take it.
    pub fn read(&mut self) -> Option<Library> {
        if self.under_way.is_some() {
            self.again = true;
            return None;
        }
        let (sender, receiver) = channel();
        let (store, events) = (self.store.clone(), self.events.clone());
        thread::spawn(move || {
            let _ = sender.send(catch_unwind(AssertUnwindSafe(|| Library::of(contents(&store)))));
            let _ = events.send(Event::Read);
        });
        self.under_way = Some(receiver);
        self.wait(PATIENCE)
    }

    /// The library, when it is there now.
    pub fn take(&mut self) -> Option<Library> {
        self.wait(Duration::ZERO)
    }

    /// Whether what was taken last was asked for again before it was there.
    pub const fn is_behind(&mut self) -> bool {
        std::mem::replace(&mut self.again, false)
    }

    fn wait(&mut self, patience: Duration) -> Option<Library> {
        let read = match self.under_way.as_ref()?.recv_timeout(patience) {
            Err(RecvTimeoutError::Timeout) => return None,
            read => read.ok(),
        };
        self.under_way = None;
        // A fault of its own ends the loop as it would have without the thread.
        Some(read?.unwrap_or_else(|fault| resume_unwind(fault)))
    }
}

/// What the library lists.
fn contents(store: &Store) -> Contents {
    let others = || (store.record_briefs(Reading::default()), store.drafts());
    let (counted, others) = side_by_side(|| store.census(Reading::default()), others);
    let ((records, record_problems), (drafts, draft_problems)) = others;
    let Counted { census, problems: review_problems, ignored: _ } = counted;
    let unread = review_problems.iter().map(|problem| problem.reason.clone()).collect();
    let recovered = drafts.iter().filter_map(|found| found.recovered.clone());
    let (allowed, faulty) = store.contacts();
    let problems = faulty.into_iter().chain(record_problems).chain(draft_problems).chain(review_problems);
    let problems = problems.map(|problem: Problem| problem.reason).chain(recovered).collect();
    let drafts = drafts.into_iter().map(|found: Found| found.review).collect();
    Contents { records, drafts, census: census.into(), problems, unread, allowed }
}
