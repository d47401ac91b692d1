//! What the check says of open notes: found out once for each edition and snapshot, shared by whoever asks.
//!
//! Whoever asks first sets the check going; all others wait for the same one. A check that nobody waits for any more is
//! given up, and so is that of an edition that was overtaken by a newer one, unless somebody wants this very edition.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;
use tower_lsp::lsp_types::Url;

use super::documents::Edition;
use super::work::Lane;
use crate::check::{self, Report};
use crate::workspace::{Stop, Workspace};

/// The checks of all open notes: those that are kept, and those under way.
#[derive(Debug, Default)]
pub struct Reports {
    jobs: Mutex<HashMap<Url, Vec<Arc<Job>>>>,
}

/// How a check ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// This is what it says.
    Done(Arc<Report>),
    /// There is a newer edition.
    Overtaken,
    /// It failed by a bug; the place was logged.
    Failed,
}

/// Whether somebody wants to know of this very edition, or of the newest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Want {
    /// This edition, whatever comes after it.
    This,
    /// Nothing, once there is a newer one.
    Newest,
}

/// One check of one edition.
#[derive(Debug)]
struct Job {
    edition: Arc<Edition>,
    workspace: Arc<Workspace>,
    stop: Stop,
    wanted: Mutex<Wanted>,
    begun: AtomicBool,
    outcome: watch::Sender<Option<Outcome>>,
}

#[derive(Debug, Default)]
struct Wanted {
    /// How many want this edition, whatever comes after it.
    this: usize,
    /// How many want it as long as it is the newest.
    newest: usize,
    is_overtaken: bool,
}

impl Reports {
    /// Asks for the report on `edition` in `workspace`. Nothing is done before it is waited for.
    pub fn ask(&self, edition: &Arc<Edition>, workspace: &Arc<Workspace>, want: Want) -> Ticket {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let jobs = jobs.entry(edition.address.clone()).or_default();
        for job in jobs.iter() {
            let is_same = Arc::ptr_eq(&job.edition, edition) && job.workspace.judges_like(workspace);
            if is_same && job.join(want) {
                return Ticket { job: Arc::clone(job), want };
            }
        }
        let job = Arc::new(Job {
            edition: Arc::clone(edition),
            workspace: Arc::clone(workspace),
            stop: Stop::default(),
            wanted: Mutex::default(),
            begun: AtomicBool::new(false),
            outcome: watch::Sender::new(None),
        });
        job.join(want);
        // Of a snapshot or an edition before, only what somebody still waits for is kept.
        jobs.retain(|job| job.is_awaited() || (!job.is_overtaken() && job.workspace.judges_like(workspace)));
        jobs.push(Arc::clone(&job));
        Ticket { job, want }
    }

    /// There is a newer edition of the document than those that were asked about.
    pub fn overtake(&self, address: &Url) {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.get(address).into_iter().flatten().for_each(|job| job.overtake());
    }

    /// The document is closed.
    pub fn forget(&self, address: &Url) {
        let forgotten = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).remove(address);
        forgotten.into_iter().flatten().for_each(|job| job.overtake());
    }
}

impl Job {
    /// Whether whoever asks now may wait for this one: not where it was given up.
    fn join(&self, want: Want) -> bool {
        let mut wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        if self.stop.is_asked() || matches!(*self.outcome.borrow(), Some(Outcome::Overtaken | Outcome::Failed)) {
            return false;
        }
        match want {
            Want::This => wanted.this += 1,
            Want::Newest => wanted.newest += 1,
        }
        true
    }

    fn leave(&self, want: Want) {
        let mut wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        match want {
            Want::This => wanted.this -= 1,
            Want::Newest => wanted.newest -= 1,
        }
        self.give_up_unless_wanted(&wanted);
    }

    fn overtake(&self) {
        let mut wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        wanted.is_overtaken = true;
        self.give_up_unless_wanted(&wanted);
    }

    fn give_up_unless_wanted(&self, wanted: &Wanted) {
        let is_wanted = wanted.this > 0 || (wanted.newest > 0 && !wanted.is_overtaken);
        if !is_wanted && self.outcome.borrow().is_none() {
            self.stop.ask();
            self.outcome.send_replace(Some(Outcome::Overtaken));
        }
    }

    fn is_awaited(&self) -> bool {
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        self.outcome.borrow().is_none() && wanted.this + wanted.newest > 0
    }

    fn is_overtaken(&self) -> bool {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner).is_overtaken
    }

    /// Does the check, unless another thread does it or has done it.
    fn check(&self) {
        if self.begun.swap(true, Ordering::SeqCst) || self.stop.is_asked() {
            return;
        }
        let edition = &self.edition;
        let checked = catch_unwind(AssertUnwindSafe(|| {
            check::check_unless(&self.stop, &self.workspace, &edition.path, edition.note())
        }));
        let outcome = match checked {
            Ok(Some(report)) => Outcome::Done(Arc::new(report)),
            Ok(None) => Outcome::Overtaken,
            // The place of a panic is told by the panic hook.
            Err(_) => Outcome::Failed,
        };
        self.outcome.send_replace(Some(outcome));
    }
}

/// Somebody's interest in a report; where it is dropped unanswered and nobody else is interested, the check is given up.
#[derive(Debug)]
pub struct Ticket {
    job: Arc<Job>,
    want: Want,
}

impl Ticket {
    /// The report, made by a thread of the thorough lane where nobody is at it.
    pub async fn report(self) -> Outcome {
        if self.job.outcome.borrow().is_none() && !self.job.begun.load(Ordering::SeqCst) {
            let job = Arc::clone(&self.job);
            Lane::Thorough.begin(move || job.check());
        }
        self.awaited().await
    }

    /// The report, made on this thread where nobody is at it.
    pub fn report_here(self, runtime: &tokio::runtime::Handle) -> Outcome {
        self.job.check();
        runtime.block_on(self.awaited())
    }

    async fn awaited(&self) -> Outcome {
        let mut outcome = self.job.outcome.subscribe();
        let known = outcome.wait_for(Option::is_some).await;
        known.ok().and_then(|known| known.clone()).unwrap_or(Outcome::Failed)
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.job.leave(self.want);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use tower_lsp::lsp_types::TextDocumentItem;

    use super::*;
    use crate::server::documents::Documents;

    fn edition(text: &str) -> Arc<Edition> {
        let address = Url::parse("untitled:one").unwrap();
        let documents = Documents::default();
        documents.open(TextDocumentItem::new(address.clone(), "markdown".into(), 1, text.into()));
        documents.get(&address).unwrap()
    }

    fn workspace() -> Arc<Workspace> {
        Arc::new(Workspace::from_files(Path::new("/w"), Vec::new()))
    }

    fn report(outcome: &Outcome) -> &Arc<Report> {
        let Outcome::Done(report) = outcome else { panic!("{outcome:?}") };
        report
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn an_edition_is_checked_once_and_a_new_snapshot_checks_it_again() {
        let (reports, edition, workspace) = (Reports::default(), edition("# A note\n"), workspace());
        let asked: Vec<_> =
            (0..20).map(|_| tokio::spawn(reports.ask(&edition, &workspace, Want::Newest).report())).collect();
        let first = reports.ask(&edition, &workspace, Want::This).report().await;
        for one in asked {
            assert!(Arc::ptr_eq(report(&one.await.unwrap()), report(&first)));
        }
        let other = Arc::new(Workspace::from_files(Path::new("/w"), Vec::new()));
        let second = reports.ask(&edition, &other, Want::This).report().await;
        assert!(!Arc::ptr_eq(report(&second), report(&first)));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn an_edition_that_is_overtaken_is_not_checked_unless_somebody_wants_it() {
        let (reports, edition, workspace) = (Reports::default(), edition("# A note\n"), workspace());
        let ticket = reports.ask(&edition, &workspace, Want::Newest);
        reports.overtake(&edition.address);
        assert!(matches!(ticket.report().await, Outcome::Overtaken));
        let (this, newest) =
            (reports.ask(&edition, &workspace, Want::This), reports.ask(&edition, &workspace, Want::Newest));
        reports.overtake(&edition.address);
        drop(newest);
        assert!(matches!(this.report().await, Outcome::Done(_)));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_check_that_nobody_waits_for_is_given_up_and_begun_again_when_asked_for() {
        let (reports, edition, workspace) = (Reports::default(), edition("# A note\n"), workspace());
        drop(reports.ask(&edition, &workspace, Want::This));
        assert!(matches!(reports.ask(&edition, &workspace, Want::Newest).report().await, Outcome::Done(_)));
    }
}
