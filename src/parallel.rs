//! Work over many things on all cores, with results in the things' order.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// For work that nobody stops.
static NEVER: AtomicBool = AtomicBool::new(false);

/// How many threads work at once.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// `work` over all `items`, whichever core is free taking the next; `None` where cancelled.
pub fn in_order<T: Sync, R: Send>(items: &[T], cancel: &AtomicBool, work: impl Fn(&T) -> R + Sync) -> Option<Vec<R>> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    let all = || {
        while !cancel.load(Ordering::Relaxed) {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(i) else { break };
            let result = work(item);
            results.lock().unwrap_or_else(PoisonError::into_inner).push((i, result));
        }
    };
    // Never on the caller's own thread, whose stack may be small.
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores().min(items.len())).map(|_| scope.spawn(all)).collect();
        for thread in threads {
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
    if cancel.load(Ordering::Relaxed) {
        return None;
    }
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_unstable_by_key(|(i, _)| *i);
    Some(results.into_iter().map(|(_, r)| r).collect())
}

/// The same to the end.
pub fn in_order_to_the_end<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    in_order(items, &NEVER, work).unwrap_or_default()
}

/// The numbers below `n`, `size` at a time.
pub fn parts(n: usize, size: usize) -> Vec<std::ops::Range<usize>> {
    (0..n.div_ceil(size)).map(|part| part * size..n.min((part + 1) * size)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_and_none_after_a_cancel() {
        let cancel = AtomicBool::new(false);
        let numbers: Vec<u64> = (0..1000).collect();
        let squares: Vec<u64> = numbers.iter().map(|n| n * n).collect();
        assert_eq!(in_order(&numbers, &cancel, |n| n * n), Some(squares));
        let stop_at = |n: &u64| cancel.store(*n == 500 || cancel.load(Ordering::Relaxed), Ordering::Relaxed);
        assert_eq!(in_order(&numbers, &cancel, stop_at), None);
        assert_eq!(in_order(&[0u64; 0], &AtomicBool::new(false), |n| *n), Some(Vec::new()));
    }

    #[test]
    fn parts_cover_all_numbers_once() {
        assert_eq!(parts(5, 2), [0..2, 2..4, 4..5]);
        assert!(parts(0, 2).is_empty());
    }
}
