//! Threads that answer while somebody waits.
//!
//! They are apart from those that read articles: an answer does not queue behind ten thousand files.

use std::sync::LazyLock;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// `None` where the system gives no more threads: then everything is done where it is asked.
static THREADS: LazyLock<Option<ThreadPool>> =
    LazyLock::new(|| ThreadPoolBuilder::new().thread_name(|index| format!("ask-{index}")).build().ok());

/// What `work` makes of each of `all`, in their order.
pub fn each<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    match &*THREADS {
        Some(threads) if all.len() > 1 => threads.install(|| all.par_iter().map(&work).collect()),
        _ => all.iter().map(work).collect(),
    }
}
