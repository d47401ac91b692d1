//! What the server knows: open documents and the newest snapshot of the workspace.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use tower_lsp::lsp_types::Url;

use super::documents::{Documents, Edition};
use super::lifecycle::Lifecycle;
use super::positions;
use super::session::Session;
use super::settings::Settings;
use crate::workspace::Workspace;

/// Shared by all handlers. Nothing here is held across an `await`.
#[derive(Debug, Default)]
pub struct State {
    /// The documents that are open in the editor.
    pub documents: Documents,
    /// When and how the server ends.
    pub lifecycle: Lifecycle,
    session: OnceLock<Arc<Session>>,
    /// The analyst's settings since they last changed; until then those of the session hold.
    settings: RwLock<Option<Settings>>,
    workspace: RwLock<Arc<Workspace>>,
    changing: Mutex<()>,
    root_claimed: AtomicBool,
}

/// What one request is answered from: taken when it arrives, unmoved by what comes later.
#[derive(Clone, Debug)]
pub struct View {
    /// What was agreed with the client.
    pub session: Arc<Session>,
    /// What the analyst wants shown.
    pub settings: Settings,
    /// The workspace.
    pub workspace: Arc<Workspace>,
    /// The document that is asked about.
    pub edition: Arc<Edition>,
    /// All open documents.
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
    /// Settles what was agreed with the client; only the first time counts.
    pub fn begin(&self, session: Session) -> Arc<Session> {
        self.session.get_or_init(|| Arc::new(session)).clone()
    }

    /// What was agreed with the client, after `initialize`.
    pub fn session(&self) -> Option<&Arc<Session>> {
        self.session.get()
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

    /// Whether the caller is the first to ask: then it is to say where the workspace is.
    pub fn claim_root(&self) -> bool {
        !self.root_claimed.swap(true, Ordering::SeqCst)
    }

    /// The newest snapshot.
    pub fn workspace(&self) -> Arc<Workspace> {
        Arc::clone(&self.workspace.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether a workspace has been read at all: before that nothing is known of any article.
    pub fn is_read(&self) -> bool {
        !self.workspace().root.as_os_str().is_empty()
    }

    /// Makes the next snapshot from the newest; readers go on with theirs meanwhile. `change` should be quick: what
    /// takes long is computed before, from an older snapshot.
    pub fn change(&self, change: impl FnOnce(&Workspace) -> Workspace) {
        let _one_at_a_time = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let next = Arc::new(change(&self.workspace()));
        *self.workspace.write().unwrap_or_else(PoisonError::into_inner) = next;
    }

    /// What a request about an open document is answered from.
    pub fn view(&self, address: &Url) -> Option<View> {
        let session = self.session()?.clone();
        let edition = self.documents.get(address)?;
        let settings = self.settings();
        Some(View { session, settings, workspace: self.workspace(), edition, open: self.documents.all() })
    }

    /// The address under which the client knows `path`: as it spells it where the document is open.
    pub fn address_of(&self, path: &Path) -> Option<Url> {
        self.documents.address_of(path).or_else(|| positions::address_of(path))
    }
}
