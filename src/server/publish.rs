//! The thread that checks open notes and publishes what it found.
//!
//! It takes all events that wait at once and checks only the newest edition of each note, so that fast typing costs
//! one check, not many. What was found of an edition that is no longer the newest is dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tower_lsp::Client;
use tower_lsp::lsp_types::{self as lsp, Url};

use super::ahead::Ahead;
use super::documents::Edition;
use super::features::diagnostics;
use super::features::pull::{self, Shown};
use super::quiet::Quiet;
use super::refresh;
use super::reports::{Outcome, Want};
use super::state::{State, is_read};
use super::status::Status;
use crate::note::Note;

/// For so long, while newer editions come in, none needs to be checked to the end.
const PATIENCE: Duration = Duration::from_millis(500);

/// What the publisher is told.
#[derive(Debug)]
pub enum Event {
    /// A document was opened or changed.
    Changed(Url),
    /// A document was saved.
    Saved(Url),
    /// A document was closed.
    Closed(Arc<Edition>),
    /// There is a new snapshot of the workspace.
    Workspace,
    /// A client that fetches diagnostics wants those of the newest edition.
    Wanted(Url, oneshot::Sender<Shown>),
}

/// Why a note is checked: decides whether a client that fetches diagnostics has to be told that there are others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Cause {
    /// It was changed: the client fetches again by itself.
    Change,
    /// It has rested, was saved, or the corpus is another.
    Other {
        /// Whether it was saved after its last change.
        saved: bool,
    },
}

/// Hands events to the thread that publishes diagnostics.
#[derive(Clone, Debug)]
pub struct Publisher {
    events: Sender<Event>,
}

impl Publisher {
    /// Starts the thread; `runtime` carries its messages to `client`, and `status` is told of every check.
    pub fn start(state: Arc<State>, client: Client, runtime: Handle, status: Status) -> Publisher {
        let (events, inbox) = mpsc::channel();
        let ahead = Ahead::start();
        let desk = Desk { state, client, runtime, status, ahead, notes: BTreeMap::new(), slips: BTreeSet::new() };
        let spawned = std::thread::Builder::new().name("publisher".to_string()).spawn(move || desk.serve(&inbox));
        if let Err(error) = spawned {
            tracing::error!("notes cannot be checked: {error}");
        }
        Publisher { events }
    }

    /// What is to be shown of the newest edition of a document, once all that came before is taken in.
    pub fn wanted(&self, address: Url) -> oneshot::Receiver<Shown> {
        let (reply, answer) = oneshot::channel();
        self.send(Event::Wanted(address, reply));
        answer
    }

    /// Hands `event` over; never waits.
    pub fn send(&self, event: Event) {
        if self.events.send(event).is_err() {
            tracing::error!("the thread that checks notes has ended");
        }
    }
}

struct Desk {
    state: Arc<State>,
    client: Client,
    runtime: Handle,
    status: Status,
    ahead: Ahead,
    /// What is known of every open note.
    notes: BTreeMap<Url, Known>,
    /// The files of the analyst's whose slips are shown.
    slips: BTreeSet<PathBuf>,
}

#[derive(Default)]
struct Known {
    quiet: Quiet,
    checked: Option<Arc<Note>>,
    /// Whether diagnostics, or that there are none, were ever told.
    was_told: bool,
    shown: Vec<lsp::Diagnostic>,
    /// The edition that was checked last, and when.
    edition: Option<Arc<Edition>>,
    at: Option<Instant>,
}

impl Desk {
    fn serve(mut self, inbox: &Receiver<Event>) {
        loop {
            let (mut due, mut wanted, mut others) = (BTreeMap::new(), Vec::new(), false);
            match self.next(inbox) {
                Ok(Some(first)) => {
                    for event in std::iter::once(first).chain(inbox.try_iter()) {
                        match event {
                            Event::Wanted(address, reply) => wanted.push((address, reply)),
                            event => {
                                others |= matches!(event, Event::Workspace);
                                self.take_in(event, &mut due);
                            }
                        }
                    }
                }
                Ok(None) => {
                    let now = Instant::now();
                    let rested =
                        self.notes.iter().filter(|(_, known)| known.quiet.wake().is_some_and(|wake| wake <= now));
                    due.extend(rested.map(|(address, _)| (address.clone(), Cause::Other { saved: false })));
                }
                Err(_) => return,
            }
            for (address, cause) in due {
                others |= self.check(&address, cause, Want::Newest) && cause != Cause::Change;
            }
            for (address, reply) in wanted {
                self.hand_over(&address, reply);
            }
            if others && self.is_fetched() {
                // Nobody waits for the answer.
                self.runtime.spawn({
                    let (client, state) = (self.client.clone(), Arc::clone(&self.state));
                    async move { refresh::diagnostics(client, &state).await }
                });
            }
        }
    }

    /// The next event, or `None` when a note has rested.
    fn next(&self, inbox: &Receiver<Event>) -> Result<Option<Event>, mpsc::RecvError> {
        let Some(wake) = self.notes.values().filter_map(|known| known.quiet.wake()).min() else {
            return inbox.recv().map(Some);
        };
        match inbox.recv_timeout(wake.saturating_duration_since(Instant::now())) {
            Ok(event) => Ok(Some(event)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(mpsc::RecvError),
        }
    }

    /// Notes what is to be checked, and whether it was saved after its last change.
    fn take_in(&mut self, event: Event, due: &mut BTreeMap<Url, Cause>) {
        match event {
            Event::Changed(address) => {
                due.insert(address, Cause::Change);
            }
            Event::Wanted(..) => {}
            Event::Saved(address) => {
                if let Some(known) = self.notes.get_mut(&address) {
                    known.quiet.saved();
                    due.insert(address, Cause::Other { saved: true });
                }
            }
            Event::Closed(edition) => {
                // It may have been opened again meanwhile.
                if self.state.documents.get(&edition.address).is_none() {
                    due.remove(&edition.address);
                    self.forget(&edition);
                }
            }
            Event::Workspace => {
                self.state.reports.sweep(&self.state.workspaces());
                for edition in self.state.documents.all() {
                    due.entry(edition.address.clone()).or_insert(Cause::Other { saved: false });
                }
                self.publish_slips();
                if let Some(session) = self.state.session() {
                    let (client, state, shows) = (self.client.clone(), Arc::clone(&self.state), session.shows);
                    self.runtime.spawn(async move { refresh::in_turn(client, &state, shows).await });
                }
            }
        }
    }

    /// Forgets a document that is no open note any more. Returns whether anything was shown of it.
    fn forget(&mut self, edition: &Edition) -> bool {
        for root in self.state.roots() {
            self.state.change(&root, |workspace| workspace.without_note(&edition.path));
        }
        let was_shown = self.notes.remove(&edition.address).is_some_and(|known| !known.shown.is_empty());
        // Clients that fetch forget a closed document by themselves.
        if was_shown && !self.is_fetched() {
            self.publish(edition.address.clone(), Vec::new(), None);
        }
        was_shown
    }

    /// Checks the newest edition of a document. Returns whether what is shown of it has changed.
    fn check(&mut self, address: &Url, cause: Cause, want: Want) -> bool {
        let Some(edition) = self.state.documents.get(address) else { return false };
        let workspace = self.state.workspace_of(&edition.path);
        // Its folder is closed, or it is counted among the notes no more.
        if !is_read(&workspace) || !edition.is_note(&workspace) {
            return self.notes.contains_key(address) && self.forget(&edition);
        }
        let root = Arc::clone(&workspace.root);
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let note = Arc::clone(edition.note());
            self.state.change(&root, |workspace| workspace.with_note(edition.path.clone(), Arc::clone(&note)));
            note
        }));
        // The place of a panic is told by the panic hook; what was shown stays.
        let Ok(note) = read else { return false };
        let workspace = self.state.workspace_at(&root);
        // Who types without a pause is told something all the same.
        let is_late = self.notes.get(address).and_then(|known| known.at).is_none_or(|at| at.elapsed() > PATIENCE);
        let ticket = self.state.reports.ask(&edition, &workspace, if is_late { Want::This } else { want });
        let Outcome::Done(checked) = ticket.report_here(&self.state, &self.runtime) else { return false };
        let (report, workspace) = (&checked.report, &checked.workspace);
        match self.state.documents.get(address) {
            Some(newest) if Arc::ptr_eq(&newest, &edition) => {}
            // An event for the newer edition is on its way.
            Some(_) => return false,
            None => {
                // Closed while it was checked: nobody else will forget what was asked for after that.
                self.state.reports.forget(address);
                return false;
            }
        }
        let Some(session) = self.state.session().cloned() else { return false };
        self.status.note(address, edition.version, &report.quotes);
        self.ahead.checked(Arc::clone(workspace), edition.path.clone(), Arc::clone(&note));
        let now = Instant::now();
        let known = self.notes.entry(address.clone()).or_default();
        known.at = Some(now);
        if let Some(before) = known.checked.replace(Arc::clone(&note)) {
            known.quiet.rewritten(&before, &note, edition.last_edit, now);
        }
        if cause == (Cause::Other { saved: true }) {
            known.quiet.saved();
        }
        let shown = known.quiet.show(&report.diagnostics, now);
        let diagnostics = diagnostics::to_protocol(&self.state, &session, workspace, &edition, &shown);
        // A client moves what it shows along with the text: after a change it is told anew, though nothing changed.
        let before = known.edition.replace(Arc::clone(&edition));
        let is_told = before.is_some_and(|before| Arc::ptr_eq(&before, &edition));
        let is_news = !(is_told || known.shown.is_empty() && diagnostics.is_empty());
        let is_first = !std::mem::replace(&mut known.was_told, true);
        let differs = diagnostics != known.shown;
        if is_news || is_first || differs {
            known.shown.clone_from(&diagnostics);
            if !session.shows.pulls_diagnostics {
                self.publish(address.clone(), diagnostics, Some(edition.version));
            }
        }
        differs
    }

    /// Answers a client that fetches the diagnostics of a document.
    fn hand_over(&mut self, address: &Url, reply: oneshot::Sender<Shown>) {
        let newest = self.state.documents.get(address);
        let is_checked = |edition: &Arc<Edition>| {
            let checked = self.notes.get(address).and_then(|known| known.edition.as_ref());
            checked.is_some_and(|checked| Arc::ptr_eq(checked, edition))
        };
        if newest.as_ref().is_some_and(|edition| !is_checked(edition)) {
            self.check(address, Cause::Change, Want::This);
        }
        let diagnostics = self.notes.get(address).map(|known| known.shown.clone()).unwrap_or_default();
        // A client that has cancelled its request wants nothing any more.
        let _ = reply.send(Shown { result: pull::name(&diagnostics), diagnostics });
    }

    fn is_fetched(&self) -> bool {
        self.state.session().is_some_and(|session| session.shows.pulls_diagnostics)
    }

    fn publish_slips(&mut self) {
        let workspaces = self.state.workspaces();
        let Some(session) = self.state.session().cloned() else { return };
        let is_wrong = |path: &PathBuf| workspaces.iter().any(|workspace| workspace.problems.contains_key(path));
        let mended: Vec<PathBuf> = self.slips.iter().filter(|path| !is_wrong(path)).cloned().collect();
        for path in mended {
            self.slips.remove(&path);
            if let Some(address) = self.state.address_of(&path) {
                self.publish(address, Vec::new(), None);
            }
        }
        for (path, slips) in workspaces.iter().flat_map(|workspace| workspace.problems.iter()) {
            self.slips.insert(path.clone());
            if let Some(address) = self.state.address_of(path) {
                self.publish(address, diagnostics::of_slips(slips, session.encoding), None);
            }
        }
    }

    /// Sends a notification and waits until it is on its way: a client that reads slowly slows this thread only.
    fn publish(&self, address: Url, diagnostics: Vec<lsp::Diagnostic>, version: Option<i32>) {
        self.runtime.block_on(self.client.publish_diagnostics(address, diagnostics, version));
    }
}
