//! Work spread over the cores of the machine.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What a main thread has on most systems: no work fails for the thread that it came to.
const STACK_BYTES: usize = 8 << 20;

/// More threads than these gain nothing, and each takes address space.
const MOST_THREADS: usize = 16;

/// What `work` makes of each task, in the order of the tasks.
pub(crate) fn map<T: Send, R: Send>(tasks: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
    map_on(cores.min(MOST_THREADS), tasks, work)
}

fn map_on<T: Send, R: Send>(threads: usize, tasks: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let helpers = threads.min(tasks.len()).saturating_sub(1);
    let tasks = Mutex::new(tasks.into_iter().enumerate());
    let next = || tasks.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        let mut done = Vec::new();
        while let Some((index, task)) = next() {
            done.push((index, work(task)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let helpers = (0..helpers).map_while(|_| {
            let builder = thread::Builder::new().stack_size(STACK_BYTES);
            // Where no thread is to be had, those that there are do the work.
            builder.spawn_scoped(scope, worker).ok()
        });
        let helpers: Vec<_> = helpers.collect();
        let mut done = worker();
        for helper in helpers {
            done.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map_on;

    #[test]
    fn any_number_of_threads_gives_the_same() {
        let expected: Vec<usize> = (0..100).map(|task| task * task).collect();
        for threads in [0, 1, 2, 7, 200] {
            let tasks = (0..100).collect();
            assert_eq!(map_on(threads, tasks, |task: usize| task * task), expected);
        }
        assert!(map_on(4, Vec::new(), |task: usize| task).is_empty());
    }
}
