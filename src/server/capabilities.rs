//! What the server tells the client it can do.

use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, CompletionOptions,
    DeclarationCapability, DiagnosticOptions, DiagnosticServerCapabilities, DocumentLinkOptions, ExecuteCommandOptions,
    FoldingRangeProviderCapability, HoverProviderCapability, InitializeResult, OneOf, ReferencesOptions, RenameOptions,
    SaveOptions, SemanticTokensFullOptions, SemanticTokensOptions, SemanticTokensServerCapabilities,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, TypeDefinitionProviderCapability, WorkDoneProgressOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities, WorkspaceSymbolOptions,
};

use super::commands;
use super::features::code_actions::{FIX_ALL, REFERENCES};
use super::features::tokens;
use super::session::Session;

/// The answer to `initialize`.
pub fn of(session: &Session) -> InitializeResult {
    let features = session.shows.features;
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let completion = CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: Some(vec!["@".to_string()]),
        ..CompletionOptions::default()
    };
    let code_actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL, CodeActionKind::REFACTOR, REFERENCES]),
        ..CodeActionOptions::default()
    };
    InitializeResult {
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").to_string(),
            version: Some(env!("CARGO_PKG_VERSION").to_string()),
        }),
        capabilities: ServerCapabilities {
            position_encoding: Some(session.encoding_kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            completion_provider: Some(completion),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Right(ReferencesOptions { work_done_progress_options: long() })),
            declaration_provider: features.declaration.then_some(DeclarationCapability::Simple(true)),
            type_definition_provider: features
                .type_definition
                .then_some(TypeDefinitionProviderCapability::Simple(true)),
            document_highlight_provider: features.highlight.then_some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: features.workspace_symbols.then(|| {
                OneOf::Right(WorkspaceSymbolOptions { work_done_progress_options: long(), resolve_provider: None })
            }),
            document_link_provider: features.links.then(|| DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            code_lens_provider: features.lens.then_some(CodeLensOptions { resolve_provider: Some(false) }),
            inlay_hint_provider: features.hints.then_some(OneOf::Left(true)),
            folding_range_provider: features.folding.then_some(FoldingRangeProviderCapability::Simple(true)),
            rename_provider: features.rename.then(|| rename(session)),
            diagnostic_provider: session.shows.pulls_diagnostics.then(diagnostics),
            semantic_tokens_provider: features.tokens.then(|| semantic_tokens(session)),
            // A client that does not know of several folders opens one, as ever.
            workspace: session.shows.folders.then(folders),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: commands::NAMES.map(str::to_string).to_vec(),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            code_action_provider: session
                .shows
                .code_actions
                .then_some(CodeActionProviderCapability::Options(code_actions)),
            ..ServerCapabilities::default()
        },
    }
}

/// What may take long says how far it has come.
fn long() -> WorkDoneProgressOptions {
    WorkDoneProgressOptions { work_done_progress: Some(true) }
}

fn folders() -> WorkspaceServerCapabilities {
    let folders =
        WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(OneOf::Left(true)) };
    WorkspaceServerCapabilities { workspace_folders: Some(folders), file_operations: None }
}

fn rename(session: &Session) -> OneOf<bool, RenameOptions> {
    if !session.shows.prepares_renames {
        return OneOf::Left(true);
    }
    OneOf::Right(RenameOptions { prepare_provider: Some(true), work_done_progress_options: long() })
}

fn semantic_tokens(session: &Session) -> SemanticTokensServerCapabilities {
    let shows = session.shows;
    let full = match shows.token_changes {
        true => SemanticTokensFullOptions::Delta { delta: Some(true) },
        false => SemanticTokensFullOptions::Bool(true),
    };
    SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
        legend: tokens::legend(),
        range: shows.token_ranges.then_some(true),
        full: Some(full),
        ..SemanticTokensOptions::default()
    })
}

fn diagnostics() -> DiagnosticServerCapabilities {
    DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some("ibid".to_string()),
        // One note says nothing of another, but they share the corpus.
        inter_file_dependencies: false,
        workspace_diagnostics: true,
        work_done_progress_options: long(),
    })
}
