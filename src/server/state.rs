//! What the server knows: open documents and the newest snapshots of the folders that are open.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use tower_lsp::lsp_types::Url;

use super::documents::{Documents, Edition};
use super::features::tokens::Told;
use super::lifecycle::Lifecycle;
use super::long::Cancels;
use super::outgoing::Outgoing;
use super::positions;
use super::refresh::Turns;
use super::reports::Reports;
use super::session::Session;
use super::settings::Settings;
use super::trace::Trace;
use crate::workspace::Workspace;

/// Shared by all handlers. Nothing here is held across an `await`.
#[derive(Debug, Default)]
pub struct State {
    /// The documents that are open in the editor.
    pub documents: Documents,
    /// What the check says of them.
    pub reports: Reports,
    /// The semantic tokens that the client has.
    pub tokens: Told,
    /// When and how the server ends.
    pub lifecycle: Lifecycle,
    /// What the client wants to be told of what the server does.
    pub trace: Trace,
    /// The order of what goes out to the client.
    pub outgoing: Outgoing,
    /// What the client may give up by its token.
    pub cancels: Cancels,
    /// Asking the client to fetch again what it may show otherwise now.
    pub refreshes: Turns,
    /// The same for diagnostics.
    pub diagnostic_refreshes: Turns,
    /// Whether the client has refused to watch files when it was asked to.
    pub watching_refused: AtomicBool,
    session: OnceLock<Arc<Session>>,
    /// The analyst's settings since they last changed; until then those of the session hold.
    settings: RwLock<Option<Settings>>,
    /// The open folders in the order in which the client named them, each with its newest snapshot.
    folders: RwLock<Vec<(PathBuf, Arc<Workspace>)>>,
    /// What is known where no folder is open, and of a folder before it was read.
    nothing: Arc<Workspace>,
    changing: Mutex<()>,
}

/// What one request is answered from: taken when it arrives, unmoved by what comes later.
#[derive(Clone, Debug)]
pub struct View {
    /// What was agreed with the client.
    pub session: Arc<Session>,
    /// What the analyst wants shown.
    pub settings: Settings,
    /// The workspace that the document belongs to.
    pub workspace: Arc<Workspace>,
    /// The document that is asked about.
    pub edition: Arc<Edition>,
    /// All open documents of the same workspace.
    open: Vec<Arc<Edition>>,
}

impl View {
    /// Brings the workspace's notes in line with the open documents, for those that changed a moment ago. Reads
    /// them if nobody has yet: not for the threads that serve messages.
    pub fn settle(&mut self) {
        for edition in &self.open {
            if !edition.is_note(&self.workspace) {
                continue;
            }
            let note = edition.note();
            if !self.workspace.note(&edition.path).is_some_and(|known| Arc::ptr_eq(known, note)) {
                self.workspace = Arc::new(self.workspace.with_note(edition.path.clone(), Arc::clone(note)));
            }
        }
    }
}

impl State {
    /// Nothing yet; folders begin as `nothing`.
    pub fn new(nothing: Workspace) -> State {
        State { nothing: Arc::new(nothing), ..State::default() }
    }

    /// Settles what was agreed with the client; only the first time counts.
    pub fn begin(&self, session: Session) -> Arc<Session> {
        self.session.get_or_init(|| Arc::new(session)).clone()
    }

    /// What was agreed with the client, after `initialize`.
    pub fn session(&self) -> Option<&Arc<Session>> {
        self.session.get()
    }

    /// Whether the client tells of changed files.
    pub fn client_watches(&self) -> bool {
        let can = self.session().is_some_and(|session| session.shows.watches_files);
        can && !self.watching_refused.load(Ordering::Relaxed)
    }

    /// What the analyst wants shown.
    pub fn settings(&self) -> Settings {
        let changed = *self.settings.read().unwrap_or_else(PoisonError::into_inner);
        changed.or_else(|| self.session().map(|session| session.settings)).unwrap_or_default()
    }

    /// Takes in new settings. Returns whether they differ from those before.
    pub fn set_settings(&self, settings: Settings) -> bool {
        let before = self.settings();
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = Some(settings);
        before != settings
    }

    /// Opens the folder at `root`, to be read. Returns whether it was not open before.
    pub fn open_folder(&self, root: &Path) -> bool {
        let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        if folders.iter().any(|(open, _)| open == root) {
            return false;
        }
        folders.push((root.to_path_buf(), Arc::clone(&self.nothing)));
        true
    }

    /// Closes the folder at `root`, and returns what was known of it.
    pub fn close_folder(&self, root: &Path) -> Option<Arc<Workspace>> {
        let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        let at = folders.iter().position(|(open, _)| open == root)?;
        Some(folders.remove(at).1)
    }

    /// The open folders, in order.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.folders().into_iter().map(|(root, _)| root).collect()
    }

    fn folders(&self) -> Vec<(PathBuf, Arc<Workspace>)> {
        self.folders.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The newest snapshots of the folders that have been read, in order.
    pub fn workspaces(&self) -> Vec<Arc<Workspace>> {
        let read = self.folders().into_iter().filter(|(_, workspace)| is_read(workspace));
        read.map(|(_, workspace)| workspace).collect()
    }

    /// The newest snapshot of the folder at `root`.
    pub fn workspace_at(&self, root: &Path) -> Arc<Workspace> {
        let found = self.folders().into_iter().find(|(open, _)| open == root);
        found.map_or_else(|| Arc::clone(&self.nothing), |(_, workspace)| workspace)
    }

    /// The newest snapshot of the folder that the file at `path` belongs to: the innermost that it lies in; for an article
    /// that lies elsewhere, the first that knows it; for what lies nowhere, the first.
    pub fn workspace_of(&self, path: &Path) -> Arc<Workspace> {
        let folders = self.folders();
        let inside = innermost(&folders, path);
        let knows = |(_, workspace): &&(PathBuf, Arc<Workspace>)| workspace.article(path).is_some();
        let elsewhere = || folders.iter().find(knows);
        let found = match inside {
            Some(home) if folders.len() == 1 || knows(&home) => Some(home),
            Some(home) => elsewhere().or(Some(home)),
            None => elsewhere().or(folders.first()),
        };
        found.map_or_else(|| Arc::clone(&self.nothing), |(_, workspace)| Arc::clone(workspace))
    }

    /// The open folder whose note a file at `path` would be: the innermost that it lies in, the first for what lies nowhere.
    pub fn home(&self, path: &Path) -> Option<PathBuf> {
        let folders = self.folders();
        let inside = innermost(&folders, path);
        inside.or_else(|| folders.first().filter(|_| path.is_relative())).map(|(root, _)| root.clone())
    }

    /// Makes the next snapshot of the folder at `root` from the newest; readers go on with theirs meanwhile. `change`
    /// should be quick: what takes long is computed before, from an older snapshot. A folder that is not open any more
    /// stays closed.
    pub fn change(&self, root: &Path, change: impl FnOnce(&Workspace) -> Workspace) {
        let _one_at_a_time = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let next = Arc::new(change(&self.workspace_at(root)));
        let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, workspace)) = folders.iter_mut().find(|(open, _)| open == root) {
            *workspace = next;
        }
    }

    /// What a request about an open document is answered from.
    pub fn view(&self, address: &Url) -> Option<View> {
        self.view_of(&self.documents.get(address)?)
    }

    /// What a request about this edition is answered from, whatever newer ones there are.
    pub fn view_of(&self, edition: &Arc<Edition>) -> Option<View> {
        self.view_in(edition, self.workspace_of(&edition.path))
    }

    /// What a request about this edition is answered from in this snapshot of its workspace.
    pub fn view_in(&self, edition: &Arc<Edition>, workspace: Arc<Workspace>) -> Option<View> {
        let session = self.session()?.clone();
        let settings = self.settings();
        let edition = Arc::clone(edition);
        let mut open = self.documents.all();
        open.retain(|other| other.address != edition.address);
        open.push(Arc::clone(&edition));
        if self.folders().len() > 1 {
            open.retain(|edition| self.home(&edition.path).is_none_or(|home| home == *workspace.root));
        }
        Some(View { session, settings, workspace, edition, open })
    }

    /// The address under which the client knows `path`: as it spells it where the document is open.
    pub fn address_of(&self, path: &Path) -> Option<Url> {
        self.documents.address_of(path).or_else(|| positions::address_of(path))
    }
}

/// Whether a workspace has been read at all: before that nothing is known of any article.
pub fn is_read(workspace: &Workspace) -> bool {
    !workspace.root.as_os_str().is_empty()
}

fn innermost<'a>(folders: &'a [(PathBuf, Arc<Workspace>)], path: &Path) -> Option<&'a (PathBuf, Arc<Workspace>)> {
    let around = folders.iter().filter(|(root, _)| path.starts_with(root));
    around.max_by_key(|(root, _)| root.components().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_belongs_to_the_innermost_folder_and_one_that_lies_nowhere_to_the_first() {
        let state = State::default();
        assert!(["/w/one", "/w/one/two", "/w/three"].iter().all(|root| state.open_folder(Path::new(root))));
        assert!(!state.open_folder(Path::new("/w/one")));
        let home = |path: &str| state.home(Path::new(path)).map(|root| root.to_string_lossy().into_owned());
        assert_eq!(home("/w/one/a.md").as_deref(), Some("/w/one"));
        assert_eq!(home("/w/one/two/a.md").as_deref(), Some("/w/one/two"));
        assert_eq!(home("/w/one/twofold/a.md").as_deref(), Some("/w/one"));
        assert_eq!(home("untitled:a").as_deref(), Some("/w/one"));
        assert_eq!(home("/elsewhere/a.md"), None);
        assert!(state.close_folder(Path::new("/w/one/two")).is_some());
        assert_eq!(home("/w/one/two/a.md").as_deref(), Some("/w/one"));
    }
}
