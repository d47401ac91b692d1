//! The thread that reads the corpus: at the start, and again when files change.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use super::progress::Reporter;
use super::publish::{Event, Publisher};
use super::state::State;
use super::status::Status;
use super::watcher::{Heard, Watcher};
use crate::workspace::{Keeping, Workspace};

/// How long nothing must have happened before the index is written.
const BEFORE_KEEPING: Duration = Duration::from_millis(500);

/// What the thread is told.
#[derive(Debug)]
enum Order {
    /// Read the workspace at this root.
    Open(PathBuf),
    /// Read everything again.
    Rebuild,
    /// These files have changed.
    Refresh(Vec<PathBuf>),
    /// Any files may have changed.
    Rescan,
}

/// Hands orders to the thread that reads the corpus.
#[derive(Clone, Debug)]
pub struct Library {
    orders: Sender<Order>,
}

impl Library {
    /// Starts the thread. It tells `publisher` of every new snapshot, `reporter` how far it has come, and `status`
    /// what there is.
    pub fn start(state: Arc<State>, publisher: Publisher, reporter: Reporter, status: Status) -> Library {
        let (orders, inbox) = mpsc::channel();
        let library = Library { orders };
        let heard = library.clone();
        let spawned = std::thread::Builder::new()
            .name("library".to_string())
            .spawn(move || serve(&state, &publisher, &reporter, &status, &heard, &inbox));
        if let Err(error) = spawned {
            tracing::error!("the corpus cannot be read: {error}");
        }
        library
    }

    /// Reads the workspace at `root`.
    pub fn open(&self, root: PathBuf) {
        self.send(Order::Open(root));
    }

    /// Takes in that these files were written, renamed or removed.
    pub fn refresh(&self, paths: Vec<PathBuf>) {
        self.send(Order::Refresh(paths));
    }

    /// Reads the workspace again, whatever is known of its files.
    pub fn rebuild(&self) {
        self.send(Order::Rebuild);
    }

    fn send(&self, order: Order) {
        if self.orders.send(order).is_err() {
            tracing::error!("the thread that reads the corpus has ended");
        }
    }
}

fn client_watches(state: &State) -> bool {
    state.session().is_some_and(|session| session.shows.watches_files)
}

impl Heard for Library {
    fn changed(&self, paths: Vec<PathBuf>) {
        self.refresh(paths);
    }

    fn lost_count(&self) {
        self.send(Order::Rescan);
    }
}

/// Writes what was read to the index on disk.
fn keep(state: &State) -> Keeping {
    let kept = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| state.workspace().keep()));
    kept.unwrap_or_else(|_| {
        tracing::error!("writing the index failed");
        Keeping::Done
    })
}

fn serve(
    state: &State,
    publisher: &Publisher,
    reporter: &Reporter,
    status: &Status,
    heard: &Library,
    inbox: &Receiver<Order>,
) {
    let mut watcher = Watcher::default();
    let mut is_kept = true;
    loop {
        let first = match if is_kept { inbox.recv().map_err(Into::into) } else { inbox.recv_timeout(BEFORE_KEEPING) } {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => match keep(state) {
                Keeping::Damaged => Order::Rebuild,
                outcome => {
                    is_kept = outcome == Keeping::Done;
                    continue;
                }
            },
            Err(RecvTimeoutError::Disconnected) => return,
        };
        is_kept = false;
        // All that has come in meanwhile is one piece of work.
        let (mut root, mut changed, mut rebuild, mut rescan) = (None, Vec::new(), false, false);
        for order in std::iter::once(first).chain(inbox.try_iter()) {
            match order {
                Order::Open(path) => root = Some(path),
                Order::Rebuild => rebuild = true,
                Order::Refresh(paths) => changed.extend(paths),
                Order::Rescan => rescan = true,
            }
        }
        changed.sort_unstable();
        changed.dedup();
        if let Some(root) = &root {
            let begun = Workspace { root: Arc::new(root.clone()), ..Workspace::default() };
            watcher.watch(&begun, client_watches(state), heard);
        }
        status.corpus(&state.workspace(), true);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let current = state.workspace();
            if rebuild && root.is_none() && state.is_read() {
                current.forget();
                let (root, extractor) = (&current.root, current.extractor.clone());
                return Workspace::open_indexed(root, extractor, &reporter.begin("Rebuilding the index"));
            }
            match root {
                Some(root) => current.reopened(&root, &reporter.begin("Reading the corpus")),
                None if rescan => current.reopened(&current.root, &reporter.begin_quietly("Reading what has changed")),
                None => current.refreshed(&changed, &reporter.begin_quietly("Reading what has changed")),
            }
        }));
        match outcome {
            Ok(read) => {
                state.change(|current| Workspace { notes: current.notes.over(&read.notes), ..read });
                let workspace = state.workspace();
                let articles = workspace.corpus.files();
                let unread = workspace.corpus.unread().iter().filter(|unread| !unread.is_article).count();
                tracing::info!(articles, unread, notes = workspace.notes.len(), "the corpus is read");
                publisher.send(Event::Workspace);
                // Folders of the corpus that lie elsewhere are known only now.
                if watcher.watch(&workspace, client_watches(state), heard) {
                    heard.lost_count();
                }
            }
            // The place is told by the panic hook; the snapshot before goes on serving.
            Err(_) => tracing::error!("reading the corpus failed"),
        }
        status.corpus(&state.workspace(), false);
    }
}
