//! The handlers: each takes what it needs before its first `await`, then computes beside the serving threads.
//!
//! tower-lsp starts handlers in the order in which messages arrive, but lets the next one run at any `await`. So a
//! change is taken in, and a request takes its [`View`], before any: a request sees every change before it.

use std::sync::atomic::Ordering;
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
    DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams, DocumentSymbolParams,
    DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint,
    InlayHintParams, Location, PrepareRenameResponse, ReferenceParams, RenameParams, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult,
    SemanticTokensResult, SetTraceParams, SymbolInformation, TextDocumentPositionParams, WorkDoneProgressCancelParams,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceEdit,
    WorkspaceSymbolParams,
};
use tower_lsp::{Client, LanguageServer};

use super::commands::{About, Order};
use super::features::pull::{self, Closed, Shown};
use super::features::{
    card, code_actions, completion, definition, find, folding, highlight, hover, inlay, lens, links, original,
    references, rename, symbols, tokens, workspace_symbols,
};
use super::library::Library;
use super::long::Teller;
use super::progress::Reporter;
use super::publish::{Event, Publisher};
use super::session::{self, Session, Shows};
use super::settings::{self, Settings};
use super::state::{State, View};
use super::status::Status;
use super::work::{Lane, off_thread};
use super::{capabilities, lifecycle, log, positions, refresh, watching};
use crate::check::Report;
use crate::ide::Refusal;
use crate::workspace::Stop;

/// What the protocol calls a request that was understood and cannot be done.
const REQUEST_FAILED: i64 = -32803;

/// Answers the client's messages.
#[derive(Debug)]
pub struct Backend {
    pub(super) client: Client,
    pub(super) state: Arc<State>,
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
            let cancels = self.state.cancels.clone();
            let reporter = Reporter::new(self.client.clone(), runtime.clone(), session.shows.progress, cancels);
            let status = Status::new(self.client.clone(), runtime.clone(), session.shows.status);
            let publisher = Publisher::start(Arc::clone(&self.state), self.client.clone(), runtime, status.clone());
            let library = Library::start(Arc::clone(&self.state), publisher.clone(), reporter, status);
            for root in &session.roots {
                if self.state.open_folder(root) {
                    library.open(root.clone());
                }
            }
            Workers { publisher, library }
        })
    }

    fn publish(&self, event: Event) {
        if let Some(session) = self.state.session() {
            self.workers(session).publisher.send(event);
        }
    }

    /// `$/setTrace`.
    pub async fn set_trace(&self, params: SetTraceParams) {
        self.state.trace.set(params.value);
    }

    /// `window/workDoneProgress/cancel`.
    pub async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        self.state.cancels.cancel(&params.token);
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let session = self.state.begin(Session::new(&params));
        self.state.trace.set(session.trace);
        self.state.trace.tell(self.client.clone());
        log::set(session.settings.log_level);
        if let Some(process) = session.client_process.filter(|&process| lifecycle::can_be_watched(process)) {
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
            let (client, state) = (self.client.clone(), Arc::clone(&self.state));
            let library = self.workers(session).library.clone();
            tokio::spawn(async move {
                if !watching::register(client).await {
                    state.watching_refused.store(true, Ordering::Relaxed);
                    library.rescan();
                }
            });
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
        if let Some(session) = self.state.session().filter(|session| session.roots.is_empty()) {
            // Without a folder, each document says where its workspace is.
            if let Some(root) = session::root_of_document(&address)
                && self.state.open_folder(&root)
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
            self.state.reports.overtake(&document.uri);
            self.publish(Event::Changed(document.uri));
        } else {
            tracing::warn!("a change of a document that is not open");
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let address = params.text_document.uri;
        if let (Some(path), Some(session)) = (positions::path_of(&address), self.state.session()) {
            // A client that watches files tells of this one too; one that does not tells here only.
            if !self.state.client_watches() {
                self.workers(session).library.refresh(vec![path]);
            }
        }
        self.publish(Event::Saved(address));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        if let Some(edition) = self.state.documents.close(&params.text_document.uri) {
            self.state.reports.forget(&edition.address);
            self.state.tokens.forget(&edition.address);
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
        } else {
            take_settings(&self.client, &self.state, session.shows, Settings::read(&params.settings));
        }
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let Some(session) = self.state.session().cloned() else { return };
        let library = &self.workers(&session).library;
        for root in session::paths_of(&params.event.removed) {
            if self.state.close_folder(&root).is_some() {
                library.close(root);
            }
        }
        for root in session::paths_of(&params.event.added) {
            if self.state.open_folder(&root) {
                library.open(root);
            }
        }
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let (at, context) = (params.text_document_position, params.context);
        self.answer(&at.text_document.uri, move |_, view| completion::answer(view, at.position, context.as_ref())).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let Some(session) = self.state.session().cloned() else { return Ok(item) };
        let state = Arc::clone(&self.state);
        off_thread(Lane::Quick, move || completion::resolve(&state, &session, item)).await
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
        let Some(edition) = self.state.documents.get(&at.text_document.uri) else { return Ok(None) };
        let long =
            self.long("Finding references", params.work_done_progress_params, Some(params.partial_result_params));
        let state = Arc::clone(&self.state);
        let work = move |stop: &Stop, teller: &Teller| {
            let mut view = state.view_of(&edition)?;
            view.settle();
            references::answer(&state, &view, at.position, stop, teller)
        };
        long.run(work).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.answer(&params.text_document.uri, |_, view| symbols::answer(view)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (range, context) = (params.range, params.context);
        if !code_actions::is_wanted(&context) {
            return Ok(None);
        }
        self.answer_checked(&params.text_document.uri, move |state, view, report, stop| {
            code_actions::answer(state, view, report, stop, range, &context)
        })
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

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.answer(&params.text_document.uri, |_, view| folding::answer(view)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        // Nothing is checked for lenses that nobody sees.
        if !self.state.settings().code_lens.verdicts {
            return Ok(None);
        }
        self.answer_checked(&params.text_document.uri, |_, view, report, _| lens::answer(view, report)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let answer = move |_: &State, view: &View| inlay::answer(view, params.range);
        self.answer_on(Lane::Thorough, &params.text_document.uri, answer).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let answer = |state: &State, view: &View, report: &Report, _: &Stop| {
            let tokens = tokens::answer(view, report, None);
            let named = view.session.shows.token_changes;
            let address = &view.edition.address;
            let is_open = || state.documents.get(address).is_some();
            SemanticTokensResult::Tokens(if named { state.tokens.whole(address, tokens, is_open) } else { tokens })
        };
        self.answer_checked(&params.text_document.uri, answer).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let before = params.previous_result_id;
        let answer = move |state: &State, view: &View, report: &Report, _: &Stop| {
            let address = &view.edition.address;
            let is_open = || state.documents.get(address).is_some();
            state.tokens.differing(address, &before, tokens::answer(view, report, None), is_open)
        };
        self.answer_checked(&params.text_document.uri, answer).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let answer = move |_: &State, view: &View, report: &Report, _: &Stop| {
            SemanticTokensRangeResult::Tokens(tokens::answer(view, report, Some(params.range)))
        };
        self.answer_checked(&params.text_document.uri, answer).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        let Some(session) = self.state.session().cloned() else { return Ok(None) };
        let long = self.long("Finding symbols", params.work_done_progress_params, Some(params.partial_result_params));
        let state = Arc::clone(&self.state);
        let query = params.query;
        long.run(move |stop, teller| Some(workspace_symbols::answer(&state, &session, &query, stop, teller))).await
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
        let long =
            self.long("Checking all notes", params.work_done_progress_params, Some(params.partial_result_params));
        let (state, closed, before) = (Arc::clone(&self.state), Arc::clone(&self.closed), params.previous_result_ids);
        let report = long.run(move |stop, teller| closed.answer(&state, &session, &before, stop, teller)).await?;
        Ok(report.into())
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let Some(session) = self.state.session().cloned() else { return Ok(None) };
        let state = Arc::clone(&self.state);
        match Order::read(params)? {
            Order::Card(About::Place(at)) => {
                value(self.answer(&at.text_document.uri, move |_, view| card::at(view, at.position)).await)
            }
            Order::Card(About::Name(name)) => {
                let named = move || state.workspaces().iter().find_map(|workspace| card::named(workspace, &name));
                value(off_thread(Lane::Quick, named).await)
            }
            Order::Find(words) => {
                value(off_thread(Lane::Thorough, move || Some(find::answer(&state, &session, &words))).await)
            }
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
        let answer = move |_: &State, view: &View| rename::prepare(view, params.position);
        self.answer(&params.text_document.uri, answer).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = params.text_document_position;
        let Some(edition) = self.state.documents.get(&at.text_document.uri) else { return Ok(None) };
        let long = self.long("Renaming", params.work_done_progress_params, None);
        let (state, new) = (Arc::clone(&self.state), params.new_name);
        let work = move |stop: &Stop, _: &Teller| {
            let mut view = state.view_of(&edition)?;
            view.settle();
            Some(rename::answer(&state, &view, at.position, &new, stop))
        };
        match long.run(work).await? {
            Some(answer) => refused(answer),
            None => Ok(None),
        }
    }
}

/// What a command answers with, as the protocol carries it.
fn value(answer: Result<Option<impl Serialize>>) -> Result<Option<Value>> {
    answer?.map(|answer| serde_json::to_value(answer).map_err(|_| Error::internal_error())).transpose()
}

/// A renaming that is refused is an error that the editor shows.
fn refused<T>(answer: std::result::Result<T, Refusal>) -> Result<Option<T>> {
    answer.map(Some).map_err(|refusal| {
        let mut error = Error::new(ErrorCode::ServerError(REQUEST_FAILED));
        error.message = refusal.message().into();
        error
    })
}

/// Obeys new settings.
fn take_settings(client: &Client, state: &Arc<State>, shows: Shows, settings: Settings) {
    log::set(settings.log_level);
    if state.set_settings(settings) {
        let (client, state) = (client.clone(), Arc::clone(state));
        tokio::spawn(async move { refresh::in_turn(client, &state, shows).await });
    }
}

/// Asks the client for the analyst's settings.
async fn fetch_settings(client: Client, state: Arc<State>, session: Arc<Session>) {
    let item = ConfigurationItem { scope_uri: None, section: Some(settings::SECTION.to_string()) };
    match client.configuration(vec![item]).await {
        Ok(values) => {
            let settings = values.first().map(Settings::read).unwrap_or_default();
            take_settings(&client, &state, session.shows, settings);
        }
        Err(error) => tracing::warn!("the editor did not tell its settings: {error}"),
    }
}
