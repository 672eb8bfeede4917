//! A parallel map over all processors.

use std::iter::from_fn;
use std::sync::Mutex;
use std::thread::{available_parallelism, scope};

/// The results in the order of the items. Each thread takes the next item, because some take much longer.
pub fn each<T: Sync, U: Send>(items: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let queue = Mutex::new(items.iter().enumerate());
    let next = || queue.lock().expect("no thread panics while it holds the lock").next();
    let all = || from_fn(next).map(|(place, item)| (place, work(item))).collect::<Vec<_>>();
    let mut done: Vec<(usize, U)> = scope(|scope| {
        let processors = available_parallelism().map_or(1, usize::from);
        let running: Vec<_> = (0..processors).map(|_| scope.spawn(all)).collect();
        running.into_iter().flat_map(|one| one.join().expect("no thread panics")).collect()
    });
    done.sort_by_key(|&(place, _)| place);
    done.into_iter().map(|(_, result)| result).collect()
}
