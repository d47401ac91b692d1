//! The handlers: each takes what it needs before its first `await`, then computes beside the serving threads.
//!
//! tower-lsp starts handlers in the order in which messages arrive, but lets the next one run at any `await`. So a
//! change is taken in, and a request takes its [`View`], before any: a request sees every change before it.

use std::sync::{Arc, OnceLock};

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeActionParams, CodeActionResponse, CompletionItem, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentSymbolParams, DocumentSymbolResponse,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult,
    InitializedParams, Location, ReferenceParams, Url,
};
use tower_lsp::{Client, LanguageServer};

use super::features::{code_actions, completion, definition, hover, references, symbols};
use super::library::Library;
use super::progress::Reporter;
use super::publish::{Event, Publisher};
use super::session::{self, Session};
use super::state::{State, View};
use super::work::off_thread;
use super::{capabilities, positions, watching};

/// Answers the client's messages.
#[derive(Debug)]
pub struct Backend {
    client: Client,
    state: Arc<State>,
    workers: OnceLock<Workers>,
}

/// The threads that begin with `initialized`.
#[derive(Debug)]
struct Workers {
    publisher: Publisher,
    library: Library,
}

impl Backend {
    /// A server for `client` over `state`.
    pub fn new(client: Client, state: Arc<State>) -> Backend {
        Backend { client, state, workers: OnceLock::new() }
    }

    /// The threads; begun when first needed, since some clients never send `initialized`.
    fn workers(&self, session: &Session) -> &Workers {
        self.workers.get_or_init(|| {
            let runtime = tokio::runtime::Handle::current();
            let reporter = Reporter::new(self.client.clone(), runtime.clone(), session.shows.progress);
            let publisher = Publisher::start(Arc::clone(&self.state), self.client.clone(), runtime);
            let library = Library::start(Arc::clone(&self.state), publisher.clone(), reporter);
            if let Some(root) = session.root.clone() {
                library.open(root);
            }
            Workers { publisher, library }
        })
    }

    fn publish(&self, event: Event) {
        if let Some(session) = self.state.session() {
            self.workers(session).publisher.send(event);
        }
    }

    /// Answers a request about an open document; any other has no answer. Must be called before the first `await`.
    fn answer<T, C>(&self, address: &Url, compute: C) -> impl Future<Output = Result<Option<T>>> + Send + use<T, C>
    where
        T: Send + 'static,
        C: FnOnce(&State, &View) -> Option<T> + Send + 'static,
    {
        let view = self.state.view(address);
        let state = Arc::clone(&self.state);
        let work = view.map(|mut view| {
            off_thread(move || {
                view.settle();
                compute(&state, &view)
            })
        });
        async move {
            match work {
                Some(work) => work.await,
                None => Ok(None),
            }
        }
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let session = self.state.begin(Session::new(&params));
        if let Some(process) = session.client_process {
            let state = Arc::clone(&self.state);
            tokio::spawn(async move { state.lifecycle.watch_client(process).await });
        }
        Ok(capabilities::of(&session))
    }

    async fn initialized(&self, _: InitializedParams) {
        let Some(session) = self.state.session() else { return };
        self.workers(session);
        if session.shows.watches_files {
            // Never awaited here: while a handler waits for the client, it keeps a place from others.
            tokio::spawn(watching::register(self.client.clone()));
        }
    }

    async fn shutdown(&self) -> Result<()> {
        self.state.lifecycle.shut_down();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let address = params.text_document.uri.clone();
        self.state.documents.open(params.text_document);
        if let Some(session) = self.state.session().filter(|session| session.root.is_none()) {
            // Without a folder, the first document in a workspace says where that is.
            if let Some(root) = session::root_of_document(&address)
                && self.state.claim_root()
            {
                self.workers(session).library.open(root);
            }
        }
        self.publish(Event::Changed(address));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let Some(encoding) = self.state.session().map(|session| session.encoding) else { return };
        let document = params.text_document;
        if self.state.documents.change(&document.uri, document.version, &params.content_changes, encoding) {
            self.publish(Event::Changed(document.uri));
        } else {
            tracing::warn!("a change of a document that is not open");
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let address = params.text_document.uri;
        if let (Some(path), Some(session)) = (positions::path_of(&address), self.state.session()) {
            // A client that watches files tells of this one too; one that does not tells here only.
            if !session.shows.watches_files {
                self.workers(session).library.refresh(vec![path]);
            }
        }
        self.publish(Event::Saved(address));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        if let Some(edition) = self.state.documents.close(&params.text_document.uri) {
            self.publish(Event::Closed(edition));
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = watching::relevant(&params.changes);
        if let Some(session) = self.state.session().filter(|_| !paths.is_empty()) {
            self.workers(session).library.refresh(paths);
        }
    }

    /// Nothing is configured through the client.
    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {}

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        self.answer(&at.text_document.uri, move |_, view| completion::answer(view, at.position)).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let Some(session) = self.state.session().cloned() else { return Ok(item) };
        let workspace = self.state.workspace();
        off_thread(move || completion::resolve(&workspace, &session, item)).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |_, view| hover::answer(view, at.position)).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |state, view| definition::answer(state, view, at.position)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        self.answer(&at.text_document.uri, move |state, view| references::answer(state, view, at.position)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.answer(&params.text_document.uri, |_, view| symbols::answer(view)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (range, context) = (params.range, params.context);
        self.answer(&params.text_document.uri, move |state, view| code_actions::answer(state, view, range, &context))
            .await
    }
}
