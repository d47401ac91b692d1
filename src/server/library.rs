//! The thread that reads the corpus: at the start, and again when files change.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::places::Places;
use super::progress::Reporter;
use super::publish::{Event, Publisher};
use super::state::{State, is_read};
use super::status::Status;
use super::watcher::{Heard, Watcher};
use super::watching;
use crate::bibliography::is_bibliography;
use crate::corpus::{Corpus, Identity, store};
use crate::workspace::{Keeping, Stop, Workspace};

/// How long nothing must have happened before the index is written, and how long that may be put off where things go
/// on happening.
const BEFORE_KEEPING: Duration = Duration::from_millis(500);
const LATEST_KEEPING: Duration = Duration::from_secs(10);

/// Files change in bunches: so long after the last change they are read, and so long after the first at the latest.
const BUNCH: Duration = Duration::from_millis(30);
const LATEST_READING: Duration = Duration::from_millis(200);

/// A new article is to be known within a second: the pause between two readings, which is as long as a reading took, is
/// never longer than this.
const LONGEST_PAUSE: Duration = Duration::from_millis(700);

/// So long after the last change of an article what was worked out of all of them is let go: it takes many times the memory of what is
/// asked for, and some seconds of a large corpus to work out again.
const BEFORE_REST: Duration = Duration::from_secs(60);

/// What the thread is told.
#[derive(Debug)]
enum Order {
    /// Read the workspace at this root, which is open.
    Open(PathBuf),
    /// The folder at this root is closed.
    Close(PathBuf),
    /// Read everything again.
    Rebuild,
    /// These files have changed.
    Refresh(Vec<PathBuf>),
    /// Any files may have changed.
    Rescan,
}

impl Order {
    /// Whether somebody waits for it.
    fn is_urgent(&self) -> bool {
        matches!(self, Order::Open(_) | Order::Close(_) | Order::Rebuild)
    }
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
        let watcher = Watcher::default();
        let reader = Reader {
            state,
            publisher,
            reporter,
            status,
            watcher,
            heard,
            unkept: None,
            keeping: None,
            last: None,
            awake: None,
            places: Places::default(),
        };
        let spawned = std::thread::Builder::new().name("library".to_string()).spawn(move || reader.serve(&inbox));
        if let Err(error) = spawned {
            tracing::error!("the corpus cannot be read: {error}");
        }
        library
    }

    /// Reads the workspace at `root`, a folder that is open.
    pub fn open(&self, root: PathBuf) {
        self.send(Order::Open(root));
    }

    /// Forgets the folder at `root`.
    pub fn close(&self, root: PathBuf) {
        self.send(Order::Close(root));
    }

    /// Takes in that these files were written, renamed or removed.
    pub fn refresh(&self, paths: Vec<PathBuf>) {
        self.send(Order::Refresh(paths));
    }

    /// Reads the workspace again, whatever is known of its files.
    pub fn rebuild(&self) {
        self.send(Order::Rebuild);
    }

    /// Looks at all files again, and whether anybody watches them.
    pub fn rescan(&self) {
        self.send(Order::Rescan);
    }

    fn send(&self, order: Order) {
        if self.orders.send(order).is_err() {
            tracing::error!("the thread that reads the corpus has ended");
        }
    }
}

impl Heard for Library {
    fn changed(&self, paths: Vec<PathBuf>) {
        self.refresh(paths);
    }

    fn lost_count(&self) {
        self.rescan();
    }
}

/// The thread that reads: what it works with.
struct Reader {
    state: Arc<State>,
    publisher: Publisher,
    reporter: Reporter,
    status: Status,
    watcher: Watcher,
    /// Whoever hears of changed files tells this.
    heard: Library,
    /// Since when there is something that the index on disk does not hold.
    unkept: Option<Instant>,
    /// The thread that is writing it.
    keeping: Option<JoinHandle<Vec<Keeping>>>,
    /// When the last reading ended, and how long it took.
    last: Option<(Instant, Duration)>,
    /// The corpora that have more in memory than what was asked for, and since when they are these.
    awake: Option<(Vec<Identity>, Instant)>,
    /// The folders that were read.
    places: Places,
}

/// Orders that are one piece of work.
#[derive(Debug, Default)]
struct Batch {
    opened: Vec<PathBuf>,
    closed: Vec<PathBuf>,
    changed: Vec<PathBuf>,
    rebuild: bool,
    rescan: bool,
}

impl Batch {
    fn is_empty(&self) -> bool {
        let is_nothing = self.opened.is_empty() && self.closed.is_empty() && self.changed.is_empty();
        is_nothing && !self.rebuild && !self.rescan
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Open(root) => self.opened.push(root),
            Order::Close(root) => self.closed.push(root),
            Order::Rebuild => self.rebuild = true,
            Order::Refresh(paths) => self.changed.extend(paths),
            Order::Rescan => self.rescan = true,
        }
    }
}

impl Reader {
    fn serve(mut self, inbox: &Receiver<Order>) {
        loop {
            let first = match self.next(inbox) {
                Ok(Some(first)) => first,
                Ok(None) if self.places.have_changed() => Order::Rescan,
                Ok(None) => {
                    self.keep();
                    self.rest();
                    continue;
                }
                Err(_) => return,
            };
            self.unkept.get_or_insert_with(Instant::now);
            let batch = self.gather(first, inbox);
            let begun = Instant::now();
            self.work(batch);
            self.last = Some((Instant::now(), begun.elapsed()));
            self.look_who_is_awake();
            if self.unkept.is_some_and(|since| since.elapsed() > LATEST_KEEPING) {
                self.keep();
            }
        }
    }

    /// The next order, or `None` where nothing has happened for long enough to write the index, to see what came of writing it, to
    /// look whether the folders are what they were, or to rest.
    fn next(&self, inbox: &Receiver<Order>) -> Result<Option<Order>, mpsc::RecvError> {
        let to_keep = (self.unkept.is_some() || self.keeping.is_some()).then_some(BEFORE_KEEPING);
        let to_look = || [self.places.pause(), self.until_rest()].into_iter().flatten().min();
        let Some(pause) = to_keep.or_else(to_look) else { return inbox.recv().map(Some) };
        match inbox.recv_timeout(pause) {
            Ok(order) => Ok(Some(order)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(mpsc::RecvError),
        }
    }

    /// All that belongs together: what has come in meanwhile, and what changes within a moment.
    fn gather(&self, first: Order, inbox: &Receiver<Order>) -> Batch {
        let now = Instant::now();
        let pause = self.last.map_or(now, |(ended, took)| ended + took.min(LONGEST_PAUSE));
        let (earliest, latest) = (pause.max(now), pause.max(now + LATEST_READING));
        let mut quiet = now + BUNCH;
        let (mut batch, mut is_urgent) = (Batch::default(), first.is_urgent());
        batch.take(first);
        loop {
            let until = quiet.max(earliest).min(latest);
            let wait = if is_urgent { Duration::ZERO } else { until.saturating_duration_since(Instant::now()) };
            match inbox.recv_timeout(wait) {
                Ok(order) => {
                    is_urgent |= order.is_urgent();
                    quiet = Instant::now() + BUNCH;
                    batch.take(order);
                }
                Err(_) => return batch,
            }
        }
    }

    /// Has the index brought up to date by a thread of its own: what changes meanwhile does not wait for the disk.
    fn keep(&mut self) {
        if let Some(keeping) = self.keeping.take() {
            if !keeping.is_finished() {
                self.keeping = Some(keeping);
                return;
            }
            let outcomes = keeping.join().unwrap_or_else(|_| {
                tracing::error!("writing the index failed");
                Vec::new()
            });
            if outcomes.contains(&Keeping::Damaged) {
                self.heard.rebuild();
            }
            if outcomes.contains(&Keeping::Later) {
                self.look_who_is_awake();
                self.unkept.get_or_insert_with(Instant::now);
                return;
            }
        }
        if self.unkept.take().is_none() {
            return;
        }
        let workspaces = self.state.workspaces();
        let keep = move || workspaces.into_iter().map(|workspace| workspace.keep()).collect();
        match std::thread::Builder::new().name("keeper".to_string()).spawn(keep) {
            Ok(keeping) => self.keeping = Some(keeping),
            Err(error) => tracing::warn!("the index cannot be written: {error}"),
        }
    }

    fn look_who_is_awake(&mut self) {
        let awake: Vec<Corpus> = self.state.workspaces().iter().map(|workspace| workspace.corpus.clone()).collect();
        let awake: Vec<&Corpus> = awake.iter().filter(|corpus| !corpus.is_at_rest()).collect();
        let is_same = |known: &[Identity]| {
            known.len() == awake.len() && known.iter().zip(&awake).all(|(known, corpus)| known.is(corpus))
        };
        if !self.awake.as_ref().is_some_and(|(known, _)| is_same(known)) {
            let identities = awake.iter().map(|corpus| corpus.identity()).collect();
            self.awake = (!awake.is_empty()).then(|| (identities, Instant::now()));
        }
    }

    fn until_rest(&self) -> Option<Duration> {
        let (_, since) = self.awake.as_ref()?;
        Some(BEFORE_REST.saturating_sub(since.elapsed()))
    }

    /// Lets go of what was worked out, if nothing has happened for long: a thread of its own writes what is not written yet.
    fn rest(&mut self) {
        let is_writing = self.unkept.is_some() || self.keeping.is_some();
        if is_writing || self.until_rest() != Some(Duration::ZERO) {
            return;
        }
        self.awake = None;
        let (state, publisher) = (self.state.clone(), self.publisher.clone());
        let rest = move || {
            let rest = |workspace: Arc<Workspace>| match workspace.rested() {
                Ok(Workspace { corpus, .. }) => {
                    state.change(&workspace.root, |current| match current.corpus.is_same(&workspace.corpus) {
                        true => Workspace { corpus, ..current.clone() },
                        false => current.clone(),
                    });
                    Keeping::Done
                }
                Err(outcome) => outcome,
            };
            let outcomes = state.workspaces().into_iter().map(rest).collect();
            // Whoever has found out something holds what it was found in: it is found out again.
            publisher.send(Event::Workspace);
            outcomes
        };
        match std::thread::Builder::new().name("keeper".to_string()).spawn(rest) {
            Ok(keeping) => self.keeping = Some(keeping),
            Err(error) => tracing::warn!("what was worked out stays in memory: {error}"),
        }
    }

    fn work(&mut self, mut batch: Batch) {
        batch.changed.sort_unstable();
        batch.changed.dedup();
        batch.rescan |= self.places.differ();
        let read = self.state.workspaces();
        batch.changed.retain(|path| read.iter().any(|workspace| self.concerns(path, workspace)));
        if batch.is_empty() {
            return;
        }
        // Before anything is read, so that nothing changes unnoticed in between.
        let mut watched = self.state.workspaces();
        let unread = |root: &PathBuf| Arc::new(Workspace { root: Arc::new(root.clone()), ..Workspace::default() });
        watched.extend(batch.opened.iter().map(unread));
        let before = Places::of(&watched);
        self.watcher.watch(&watched, self.state.client_watches(), &self.heard);
        self.status.corpus(&self.state.workspaces(), true);
        let given_up = Stop::default();
        for root in self.state.roots() {
            let is_around = |inner: &PathBuf| inner.starts_with(&root) && *inner != root;
            if batch.opened.iter().any(is_around) {
                self.leave_out_inner(&root);
            }
            let rescan = batch.rescan || batch.closed.iter().any(is_around);
            self.read(&root, &batch, rescan, &given_up);
        }
        let workspaces = self.state.workspaces();
        self.publisher.send(Event::Workspace);
        self.places = Places::of(&workspaces).since(&before);
        // Folders of a corpus that lie elsewhere are known only now.
        let is_newly_watched = self.watcher.watch(&workspaces, self.state.client_watches(), &self.heard);
        // What was given up is not begun again at once.
        if is_newly_watched && workspaces.iter().all(|workspace| workspace.complete) {
            self.heard.lost_count();
        }
        self.status.corpus(&workspaces, false);
    }

    /// Reads what `batch` says of the folder at `root`.
    fn read(&self, root: &Path, batch: &Batch, rescan: bool, given_up: &Stop) {
        self.answer_at_once(root, batch);
        let current = self.state.workspace_at(root);
        let (is_new, is_read) = (batch.opened.iter().any(|opened| opened == root), is_read(&current));
        let changed: Vec<PathBuf> =
            batch.changed.iter().filter(|path| is_read && self.concerns(path, &current)).cloned().collect();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            if batch.rebuild && is_read && !given_up.is_asked() {
                if current.is_damaged() {
                    current.forget();
                }
                let read = current.reread(&self.reporter.begin_unless("Rebuilding the index", given_up));
                if read.is_some() {
                    return read;
                }
                tracing::info!("rebuilding the index was given up");
            }
            if is_new || batch.rebuild && !is_read {
                let stop = Stop::default();
                let read = current.reopened(root, &self.reporter.begin_unless("Reading the corpus", &stop));
                if !read.complete {
                    tracing::info!("reading the corpus was given up; the next change of a file goes on with it");
                }
                return Some(read);
            }
            let quietly = self.reporter.begin_quietly("Reading what has changed");
            if rescan && is_read {
                return Some(current.reopened(root, &quietly));
            }
            if let Some(foreseen) = current.foreseen(&changed, &quietly) {
                self.answer_from(root, foreseen);
                self.publisher.send(Event::Workspace);
            }
            (!changed.is_empty()).then(|| current.refreshed(&changed, &quietly))
        }));
        match outcome {
            Ok(Some(read)) => {
                self.answer_from(root, read);
                let workspace = self.state.workspace_at(root);
                let articles = workspace.corpus.files();
                let unread = workspace.corpus.unread().iter().filter(|unread| !unread.is_article).count();
                tracing::info!(articles, unread, notes = workspace.notes.len(), "the corpus is read");
                if workspace.corpus.is_empty() {
                    tracing::info!("there are no articles and no bibliography: no citation is said to be wrong");
                }
            }
            Ok(None) => {}
            // The place is told by the panic hook; the snapshot before goes on serving.
            Err(_) => tracing::error!("reading the corpus failed"),
        }
    }

    /// Has questions answered from what was read, with the notes that are open as the editor has them.
    fn answer_from(&self, root: &Path, read: Workspace) {
        self.state.change(root, |current| Workspace { notes: current.notes.over(&read.notes), ..read });
        self.leave_out_inner(root);
    }

    /// Lets a folder that was just opened be answered from what was last written of it, until it is read.
    fn answer_at_once(&self, root: &Path, batch: &Batch) {
        let current = self.state.workspace_at(root);
        if is_read(&current) || batch.rebuild || !batch.opened.iter().any(|opened| opened == root) {
            return;
        }
        let last = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| current.at_last(root)));
        if let Ok(Some(last)) = last {
            tracing::info!(articles = last.corpus.files(), "answering from what was written last");
            self.state.change(root, |current| Workspace { notes: current.notes.clone(), ..last });
            self.publisher.send(Event::Workspace);
        }
    }

    /// Notes belong to the innermost folder alone.
    fn leave_out_inner(&self, root: &Path) {
        let inner: Vec<PathBuf> =
            self.state.roots().into_iter().filter(|inner| inner.starts_with(root) && inner != root).collect();
        if !inner.is_empty() {
            self.state
                .change(root, |current| Workspace { notes: current.notes.without_those_in(&inner), ..current.clone() });
        }
    }

    /// Whether a change of the file at `path` may matter to `workspace`, one of the open ones.
    fn concerns(&self, path: &Path, workspace: &Workspace) -> bool {
        let is_its_own = || self.state.home(path).is_none_or(|home| home == *workspace.root);
        let is_source = || {
            workspace.article(path).is_some()
                || store::lies_under(&workspace.root, &workspace.config.corpus_paths, path)
                || workspace.bibliographies.iter().any(|file| file.path == *path)
        };
        let may_matter = || {
            let is_file = store::is_article(path) || is_bibliography(path) || watching::is_toml(path);
            is_file || path.extension().is_none() || path.is_dir() || workspace.knows_below(path)
        };
        may_matter() && (is_its_own() || is_source())
    }
}
