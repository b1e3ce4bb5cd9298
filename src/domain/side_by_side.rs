//! Two pieces of work at the same time.

/// Does one on a thread of its own and the other on this one; a fault of one is a fault of both.
pub fn side_by_side<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)), other)
    })
}
