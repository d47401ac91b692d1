//! The handlers: each takes what it needs before its first `await`, then computes beside the serving threads.
//!
//! tower-lsp starts handlers in the order in which messages arrive, but lets the next one run at any `await`. So a
//! change is taken in, and a request takes its [`View`], before any: a request sees every change before it.

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::request::{
    GotoDeclarationParams, GotoDeclarationResponse, GotoTypeDefinitionParams, GotoTypeDefinitionResponse,
};
use tower_lsp::lsp_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem, CompletionParams,
    CompletionResponse, ConfigurationItem, DidChangeConfigurationParams, DidChangeTextDocumentParams,
    DidChangeWatchedFilesParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentHighlight, DocumentHighlightParams, DocumentLink,
    DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint,
    InlayHintParams, Location, PrepareRenameResponse, ReferenceParams, RenameParams, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, SymbolInformation,
    TextDocumentPositionParams, Url, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDiagnosticReportResult, WorkspaceEdit, WorkspaceSymbolParams,
};
use tower_lsp::{Client, LanguageServer};

use super::commands::{About, Order};
use super::features::pull::{self, Closed, Shown};
use super::features::{
    card, code_actions, completion, definition, find, highlight, hover, inlay, lens, links, original, references,
    rename, symbols, tokens, workspace_symbols,
};
use super::library::Library;
use super::progress::Reporter;
use super::publish::{Event, Publisher};
use super::session::{self, Session};
use super::settings::{self, Settings};
use super::state::{State, View};
use super::status::Status;
use super::work::off_thread;
use super::{capabilities, positions, refresh, watching};
use crate::ide::Refusal;

/// What the protocol calls a request that was understood and cannot be done.
const REQUEST_FAILED: i64 = -32803;

/// Answers the client's messages.
#[derive(Debug)]
pub struct Backend {
    client: Client,
    state: Arc<State>,
    workers: OnceLock<Workers>,
    closed: Arc<Closed>,
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
        Backend { client, state, workers: OnceLock::new(), closed: Arc::default() }
    }

    /// The threads; begun when first needed, since some clients never send `initialized`.
    fn workers(&self, session: &Session) -> &Workers {
        self.workers.get_or_init(|| {
            let runtime = tokio::runtime::Handle::current();
            let reporter = Reporter::new(self.client.clone(), runtime.clone(), session.shows.progress);
            let status = Status::new(self.client.clone(), runtime.clone(), session.shows.status);
            let publisher = Publisher::start(Arc::clone(&self.state), self.client.clone(), runtime, status.clone());
            let library = Library::start(Arc::clone(&self.state), publisher.clone(), reporter, status);
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
        if session.shows.configuration {
            tokio::spawn(fetch_settings(self.client.clone(), Arc::clone(&self.state), Arc::clone(session)));
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

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        let Some(session) = self.state.session().cloned() else { return };
        if session.shows.configuration {
            tokio::spawn(fetch_settings(self.client.clone(), Arc::clone(&self.state), session));
        } else if self.state.set_settings(Settings::read(&params.settings)) {
            tokio::spawn(refresh::shown(self.client.clone(), session.shows));
        }
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let (at, context) = (params.text_document_position, params.context);
        self.answer(&at.text_document.uri, move |_, view| completion::answer(view, at.position, context.as_ref())).await
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
        self.answer(&at.text_document.uri, move |state, view| {
            definition::answer(state, view, at.position, view.session.shows.definition_links)
        })
        .await
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

    async fn goto_declaration(&self, params: GotoDeclarationParams) -> Result<Option<GotoDeclarationResponse>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |state, view| {
            definition::answer(state, view, at.position, view.session.shows.declaration_links)
        })
        .await
    }

    async fn goto_type_definition(
        &self,
        params: GotoTypeDefinitionParams,
    ) -> Result<Option<GotoTypeDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |state, view| definition::of_type(state, view, at.position)).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |_, view| highlight::answer(view, at.position)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.answer(&params.text_document.uri, links::answer).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.answer(&params.text_document.uri, |_, view| lens::answer(view)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.answer(&params.text_document.uri, move |_, view| inlay::answer(view, params.range)).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let answer = |_: &State, view: &View| tokens::answer(view, None).map(SemanticTokensResult::Tokens);
        self.answer(&params.text_document.uri, answer).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let range = Some(params.range);
        self.answer(&params.text_document.uri, move |_, view| {
            tokens::answer(view, range).map(SemanticTokensRangeResult::Tokens)
        })
        .await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        let Some(session) = self.state.session().cloned() else { return Ok(None) };
        let state = Arc::clone(&self.state);
        off_thread(move || Some(workspace_symbols::answer(&state, &session, &params.query))).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let workers = self.state.session().cloned().map(|session| self.workers(&session));
        let shown = workers.map(|workers| workers.publisher.wanted(params.text_document.uri));
        let shown = match shown {
            Some(answer) => answer.await.unwrap_or_default(),
            None => Shown::default(),
        };
        Ok(pull::report(shown, params.previous_result_id.as_deref()).into())
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let Some(session) = self.state.session().cloned() else {
            return Ok(WorkspaceDiagnosticReport::default().into());
        };
        let (state, closed) = (Arc::clone(&self.state), Arc::clone(&self.closed));
        let report = off_thread(move || closed.answer(&state, &session, &params.previous_result_ids)).await?;
        Ok(report.into())
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let Some(session) = self.state.session().cloned() else { return Ok(None) };
        let state = Arc::clone(&self.state);
        match Order::read(params)? {
            Order::Card(About::Place(at)) => {
                value(self.answer(&at.text_document.uri, move |_, view| card::at(view, at.position)).await)
            }
            Order::Card(About::Name(name)) => value(off_thread(move || card::named(&state.workspace(), &name)).await),
            Order::Find(words) => value(off_thread(move || Some(find::answer(&state, &session, &words))).await),
            Order::Original(at) => {
                let answer = move |state: &State, view: &View| original::answer(state, view, at.position);
                value(self.answer(&at.text_document.uri, answer).await)
            }
            Order::Rebuild => {
                self.workers(&session).library.rebuild();
                Ok(None)
            }
        }
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let answer = move |_: &State, view: &View| Some(rename::prepare(view, params.position));
        refused(self.answer(&params.text_document.uri, answer).await)
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = params.text_document_position;
        let answer = move |state: &State, view: &View| Some(rename::answer(state, view, at.position, &params.new_name));
        refused(self.answer(&at.text_document.uri, answer).await)
    }
}

/// What a command answers with, as the protocol carries it.
fn value(answer: Result<Option<impl Serialize>>) -> Result<Option<Value>> {
    answer?.map(|answer| serde_json::to_value(answer).map_err(|_| Error::internal_error())).transpose()
}

/// A renaming that is refused is an error that the editor shows.
fn refused<T>(answer: Result<Option<std::result::Result<T, Refusal>>>) -> Result<Option<T>> {
    match answer? {
        None => Ok(None),
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(refusal)) => {
            let mut error = Error::new(ErrorCode::ServerError(REQUEST_FAILED));
            error.message = refusal.message().into();
            Err(error)
        }
    }
}

/// Asks the client for the analyst's settings.
async fn fetch_settings(client: Client, state: Arc<State>, session: Arc<Session>) {
    let item = ConfigurationItem { scope_uri: None, section: Some(settings::SECTION.to_string()) };
    match client.configuration(vec![item]).await {
        Ok(values) => {
            let settings = values.first().map(Settings::read).unwrap_or_default();
            if state.set_settings(settings) {
                refresh::shown(client, session.shows).await;
            }
        }
        Err(error) => tracing::warn!("the editor did not tell its settings: {error}"),
    }
}
