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
use super::state::State;
use super::work::Lane;
use crate::check::{self, Report};
use crate::workspace::{Judge, Stop, Workspace};

/// The checks of all open notes: those that are kept, and those under way.
#[derive(Debug, Default)]
pub struct Reports {
    jobs: Mutex<HashMap<Url, Vec<Arc<Job>>>>,
}

/// How a check ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// This is what it says.
    Done(Arc<Checked>),
    /// There is a newer edition.
    Overtaken,
    /// It failed by a bug; the place was logged.
    Failed,
}

/// What a check says.
#[derive(Debug)]
pub struct Checked {
    /// What it says.
    pub report: Report,
    /// Of which snapshot it speaks.
    pub workspace: Arc<Workspace>,
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
    /// By whom it is judged, once it has begun: by the newest snapshot of that moment, so that a check that waits for its
    /// turn keeps none.
    judge: Mutex<Option<Judge>>,
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
    /// Asks for the report on `edition` by `workspace` or a newer one. Nothing is done before it is waited for.
    pub fn ask(&self, edition: &Arc<Edition>, workspace: &Arc<Workspace>, want: Want) -> Ticket {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let jobs = jobs.entry(edition.address.clone()).or_default();
        for job in jobs.iter() {
            let is_same = Arc::ptr_eq(&job.edition, edition);
            if is_same && job.may_judge_like(workspace) && job.join(want) {
                return Ticket { job: Arc::clone(job), want };
            }
        }
        let job = Arc::new(Job {
            edition: Arc::clone(edition),
            judge: Mutex::default(),
            stop: Stop::default(),
            wanted: Mutex::default(),
            begun: AtomicBool::new(false),
            outcome: watch::Sender::new(None),
        });
        job.join(want);
        // Of a snapshot or an edition before, only what somebody still waits for is kept.
        jobs.retain(|job| job.is_awaited() || (!job.is_over() && job.may_judge_like(workspace)));
        jobs.push(Arc::clone(&job));
        Ticket { job, want }
    }

    /// There is a newer edition of the document than those that were asked about.
    pub fn overtake(&self, address: &Url) {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.get(address).into_iter().flatten().for_each(|job| job.overtake());
    }

    /// There are other snapshots: what was found out in those before is kept only where somebody waits for it.
    pub fn sweep(&self, workspaces: &[Arc<Workspace>]) {
        let mut all = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let is_wanted = |job: &Arc<Job>| {
            let is_current = || workspaces.iter().any(|newest| job.may_judge_like(newest));
            job.is_awaited() || (!job.is_over() && is_current())
        };
        all.values_mut().for_each(|jobs| jobs.retain(is_wanted));
        all.retain(|_, jobs| !jobs.is_empty());
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

    /// Whether nobody can want it any more: its edition is not the newest, or it ended without a report.
    fn is_over(&self) -> bool {
        let is_overtaken = self.wanted.lock().unwrap_or_else(PoisonError::into_inner).is_overtaken;
        is_overtaken || matches!(*self.outcome.borrow(), Some(Outcome::Overtaken | Outcome::Failed))
    }

    /// Whether it is or will be judged as by `workspace`, which is the newest.
    fn may_judge_like(&self, workspace: &Workspace) -> bool {
        let judge = self.judge.lock().unwrap_or_else(PoisonError::into_inner);
        judge.as_ref().is_none_or(|judge| judge.is_like(workspace))
    }

    /// Does the check, unless another thread does it or has done it.
    fn check(&self, state: &State) {
        if self.begun.swap(true, Ordering::SeqCst) || self.stop.is_asked() {
            return;
        }
        let edition = &self.edition;
        let workspace = {
            // Whoever asks meanwhile with a newer snapshot sees which one it is.
            let mut judge = self.judge.lock().unwrap_or_else(PoisonError::into_inner);
            let newest = state.workspace_of(&edition.path);
            *judge = Some(newest.judge());
            newest
        };
        let checked = catch_unwind(AssertUnwindSafe(|| {
            check::check_unless(&self.stop, &workspace, &edition.path, edition.note())
        }));
        let outcome = match checked {
            Ok(Some(report)) => Outcome::Done(Arc::new(Checked { report, workspace })),
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
    pub async fn report(self, state: &Arc<State>) -> Outcome {
        if self.job.outcome.borrow().is_none() && !self.job.begun.load(Ordering::SeqCst) {
            let (job, state) = (Arc::clone(&self.job), Arc::clone(state));
            Lane::Thorough.begin(move || job.check(&state));
        }
        self.awaited().await
    }

    /// The report, made on this thread where nobody is at it.
    pub fn report_here(self, state: &State, runtime: &tokio::runtime::Handle) -> Outcome {
        self.job.check(state);
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
    use crate::corpus::Identity;

    const ROOT: &str = "/w";

    /// A folder that was read, with one note open.
    fn desk() -> (Arc<State>, Arc<Edition>) {
        let state = Arc::new(State::default());
        state.open_folder(Path::new(ROOT));
        change(&state);
        let address = Url::parse("untitled:one").unwrap();
        state.documents.open(TextDocumentItem::new(address.clone(), "markdown".into(), 1, "# A note\n".into()));
        let edition = state.documents.get(&address).unwrap();
        (state, edition)
    }

    /// A file has changed: there is a new snapshot.
    fn change(state: &State) -> Arc<Workspace> {
        state.change(Path::new(ROOT), |_| Workspace::from_files(Path::new(ROOT), Vec::new()));
        state.workspace_at(Path::new(ROOT))
    }

    fn ask(state: &State, edition: &Arc<Edition>, want: Want) -> Ticket {
        state.reports.ask(edition, &state.workspace_at(Path::new(ROOT)), want)
    }

    fn checked(outcome: &Outcome) -> &Arc<Checked> {
        let Outcome::Done(checked) = outcome else { panic!("{outcome:?}") };
        checked
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn an_edition_is_checked_once_and_a_new_snapshot_checks_it_again() {
        let (state, edition) = desk();
        let asked: Vec<_> = (0..20)
            .map(|_| {
                let (ticket, state) = (ask(&state, &edition, Want::Newest), Arc::clone(&state));
                tokio::spawn(async move { ticket.report(&state).await })
            })
            .collect();
        let first = ask(&state, &edition, Want::This).report(&state).await;
        for one in asked {
            assert!(Arc::ptr_eq(checked(&one.await.unwrap()), checked(&first)));
        }
        let newest = change(&state);
        let second = ask(&state, &edition, Want::This).report(&state).await;
        assert!(Arc::ptr_eq(&checked(&second).workspace, &newest));
        assert!(!Arc::ptr_eq(checked(&second), checked(&first)));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn an_edition_that_is_overtaken_is_not_checked_unless_somebody_wants_it() {
        let (state, edition) = desk();
        let ticket = ask(&state, &edition, Want::Newest);
        state.reports.overtake(&edition.address);
        assert!(matches!(ticket.report(&state).await, Outcome::Overtaken));
        let (this, newest) = (ask(&state, &edition, Want::This), ask(&state, &edition, Want::Newest));
        state.reports.overtake(&edition.address);
        drop(newest);
        assert!(matches!(this.report(&state).await, Outcome::Done(_)));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_check_that_nobody_waits_for_is_given_up_and_begun_again_when_asked_for() {
        let (state, edition) = desk();
        for _ in 0..50 {
            drop(ask(&state, &edition, Want::This));
        }
        let kept = state.reports.jobs.lock().unwrap()[&edition.address].len();
        assert!(kept <= 1, "{kept} are kept of what was cancelled");
        assert!(matches!(ask(&state, &edition, Want::Newest).report(&state).await, Outcome::Done(_)));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn however_many_wait_while_files_change_no_old_snapshot_is_kept_for_them() {
        let (state, edition) = desk();
        let mut before: Vec<Identity> = Vec::new();
        let mut waiting = Vec::new();
        for _ in 0..50 {
            before.push(change(&state).corpus.identity());
            waiting.push(ask(&state, &edition, Want::This));
        }
        let kept = || before.iter().filter(|snapshot| snapshot.is_kept()).count();
        assert_eq!(kept(), 1, "the newest is kept by the state alone");
        for ticket in waiting {
            assert!(matches!(ticket.report(&state).await, Outcome::Done(_)));
        }
        change(&state);
        state.reports.sweep(&state.workspaces());
        // Whoever has just told what it found lets go of the snapshot after that.
        for _ in 0..200 {
            if kept() == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert_eq!(kept(), 0, "what was found in a snapshot goes with it");
    }
}
