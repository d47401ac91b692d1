//! Work that takes longer than a message may: done beside the threads that serve messages.
//!
//! There are two lanes with threads of their own. What asks of one place is quick and never waits behind what goes
//! through a whole note or all of them.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, LazyLock, Mutex, PoisonError};

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};

use crate::workspace::Stop;

/// Which threads do a piece of work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lane {
    /// What is asked of one place: completion, hover, definition, outline.
    Quick,
    /// What checks a whole note or goes through all of them.
    Thorough,
}

impl Lane {
    fn pool(self) -> &'static Pool {
        static QUICK: LazyLock<&'static Pool> = LazyLock::new(|| Pool::start("quick"));
        static THOROUGH: LazyLock<&'static Pool> = LazyLock::new(|| Pool::start("thorough"));
        match self {
            Lane::Quick => *QUICK,
            Lane::Thorough => *THOROUGH,
        }
    }

    /// Has `work` done by a thread of this lane; nobody waits for it. A panic in it costs nothing else.
    pub fn begin(self, work: impl FnOnce() + Send + 'static) {
        self.pool().add(Box::new(work));
    }
}

/// Runs `compute` on a thread of `lane`. A panic in it is an internal error of this request alone. Where the request is
/// cancelled before `compute` has begun, it never begins.
pub async fn off_thread<T: Send + 'static>(lane: Lane, compute: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let (reply, answer) = oneshot::channel();
    lane.begin(move || {
        if !reply.is_closed() {
            // Nobody waits any more where it cannot be sent.
            let _ = reply.send(compute());
        }
    });
    answer.await.map_err(|_| Error::internal_error())
}

/// As [`off_thread`] for what may take long: `compute` is told where the request is cancelled meanwhile. Where it was
/// given up in another way, the answer is that it was cancelled.
pub async fn unless_stopped<T: Send + 'static>(
    lane: Lane,
    stop: Stop,
    compute: impl FnOnce(&Stop) -> T + Send + 'static,
) -> Result<T> {
    let _dropped = StopOnDrop(stop.clone());
    let asked = stop.clone();
    let answer = off_thread(lane, move || compute(&stop)).await;
    if asked.is_asked() { Err(Error::request_cancelled()) } else { answer }
}

/// Gives work up when the request that wants it is dropped, which is how cancelling it shows.
struct StopOnDrop(Stop);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.ask();
    }
}

type Job = Box<dyn FnOnce() + Send>;

/// Threads that take jobs in the order in which they came.
struct Pool {
    jobs: Mutex<VecDeque<Job>>,
    more: Condvar,
}

impl Pool {
    fn start(name: &'static str) -> &'static Pool {
        let pool: &'static Pool = Box::leak(Box::new(Pool { jobs: Mutex::default(), more: Condvar::new() }));
        let threads = std::thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
        for _ in 0..threads {
            let spawned = std::thread::Builder::new().name(name.to_string()).spawn(move || pool.serve());
            if let Err(error) = spawned {
                tracing::error!("a thread for requests cannot start: {error}");
            }
        }
        pool
    }

    fn add(&self, job: Job) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).push_back(job);
        self.more.notify_one();
    }

    fn serve(&self) {
        loop {
            let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
            let job = loop {
                match jobs.pop_front() {
                    Some(job) => break job,
                    None => jobs = self.more.wait(jobs).unwrap_or_else(PoisonError::into_inner),
                }
            };
            drop(jobs);
            // The place is told by the panic hook, and whoever waits for the job by what it dropped.
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_internal_error() {
        let outcome = off_thread(Lane::Quick, || -> u8 { panic!("a bug") }).await;
        assert_eq!(outcome, Err(Error::internal_error()));
        assert_eq!(off_thread(Lane::Quick, || 7).await, Ok(7));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_is_quick_does_not_wait_for_what_is_thorough() {
        let (release, held) = mpsc::channel::<()>();
        let held = std::sync::Arc::new(Mutex::new(held));
        let busy: Vec<_> = (0..200)
            .map(|_| {
                let held = held.clone();
                tokio::spawn(off_thread(Lane::Thorough, move || drop(held.lock().map(|held| held.recv()))))
            })
            .collect();
        assert_eq!(off_thread(Lane::Quick, || 7).await, Ok(7));
        drop(release);
        for one in busy {
            assert_eq!(one.await.unwrap(), Ok(()));
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn who_does_not_wait_any_more_stops_the_work() {
        let (sender, ended) = mpsc::channel();
        let (begun, has_begun) = oneshot::channel();
        let work = tokio::spawn(unless_stopped(Lane::Thorough, Stop::default(), move |stop| {
            let _ = begun.send(());
            while !stop.is_asked() {
                std::thread::sleep(Duration::from_millis(1));
            }
            let _ = sender.send(());
        }));
        has_begun.await.unwrap();
        work.abort();
        assert!(ended.recv_timeout(Duration::from_secs(20)).is_ok());
    }
}
