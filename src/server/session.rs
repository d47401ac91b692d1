//! What `initialize` settles: the encoding of positions, the root of the workspace, what the client can show.

use std::path::PathBuf;

use serde_json::Value;
use tower_lsp::lsp_types::{InitializeParams, PositionEncodingKind, TraceValue, Url, WorkspaceFolder};

use super::declared::Declared;
use super::settings::Settings;
use super::{positions, status};
use crate::corpus::store;
use crate::text::Encoding;
use crate::workspace::CONFIG_FILE;

/// What was agreed with the client, for as long as the server runs.
#[derive(Clone, Debug)]
pub struct Session {
    /// The unit of columns.
    pub encoding: Encoding,
    /// The folders of the workspace, where the client named any; each has a corpus of its own.
    pub roots: Vec<PathBuf>,
    /// How much the client wants to be told of what the server does.
    pub trace: TraceValue,
    /// The client's process, where it named one.
    pub client_process: Option<u32>,
    /// What the client can show.
    pub shows: Shows,
    /// The analyst's settings, as `initialize` brought them.
    pub settings: Settings,
}

/// What the client can show or do; what it does not declare it cannot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Shows {
    /// Features that older clients do not know, each only where it is declared.
    pub features: Features,
    /// Hover in Markdown.
    pub markdown_hover: bool,
    /// Completion documentation in Markdown.
    pub markdown_documentation: bool,
    /// Definitions with the range of their origin.
    pub definition_links: bool,
    /// Type definitions with the range of their origin.
    pub type_definition_links: bool,
    /// Declarations with the range of their origin.
    pub declaration_links: bool,
    /// Words beside a link.
    pub link_tooltips: bool,
    /// Document symbols as a tree.
    pub symbol_tree: bool,
    /// Places beside a diagnostic.
    pub related_information: bool,
    /// A link from the code of a diagnostic to its page.
    pub code_description: bool,
    /// Data that comes back with a diagnostic.
    pub diagnostic_data: bool,
    /// Code actions, and not commands only.
    pub code_actions: bool,
    /// A code action marked as the best.
    pub preferred_actions: bool,
    /// Edits that name the version they are for.
    pub versioned_edits: bool,
    /// Edits that make a file.
    pub creates_files: bool,
    /// A renaming that is prepared first.
    pub prepares_renames: bool,
    /// Settings that the server asks for.
    pub configuration: bool,
    /// How it folds.
    pub folds: Folds,
    /// Semantic tokens of a part of a document.
    pub token_ranges: bool,
    /// Of semantic tokens what differs from those before.
    pub token_changes: bool,
    /// Being asked to fetch inlay hints again.
    pub refreshes_hints: bool,
    /// Being asked to fetch code lenses again.
    pub refreshes_lenses: bool,
    /// Being asked to fetch semantic tokens again.
    pub refreshes_tokens: bool,
    /// Being asked to fetch folds again.
    pub refreshes_folds: bool,
    /// Diagnostics that it fetches itself, and fetches again when it is told to. A client that cannot be told would
    /// miss what is only said after a rest, so it is sent its diagnostics.
    pub pulls_diagnostics: bool,
    /// Progress that the server begins.
    pub progress: bool,
    /// Files watched on the server's request.
    pub watches_files: bool,
    /// The notifications of ours for a status bar.
    pub status: bool,
    /// Several folders, and word of those that come and go.
    pub folders: bool,
    /// The answer "the content was modified" to requests about a whole document that it changed meanwhile.
    pub stale_answers: bool,
}

/// How a client folds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Folds {
    /// Whole lines only.
    pub whole_lines: bool,
    /// How many it wants of a document, where it says so.
    pub most: Option<u32>,
    /// It knows folds that are comments.
    pub comments: bool,
}

/// Features that are offered only to a client that declares them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Features {
    /// `textDocument/declaration`.
    pub declaration: bool,
    /// `textDocument/typeDefinition`.
    pub type_definition: bool,
    /// `textDocument/documentHighlight`.
    pub highlight: bool,
    /// `textDocument/documentLink`.
    pub links: bool,
    /// `textDocument/codeLens`.
    pub lens: bool,
    /// `textDocument/inlayHint`.
    pub hints: bool,
    /// `textDocument/foldingRange`.
    pub folding: bool,
    /// `textDocument/semanticTokens`.
    pub tokens: bool,
    /// `textDocument/rename`.
    pub rename: bool,
    /// `workspace/symbol`.
    pub workspace_symbols: bool,
}

impl Session {
    /// Reads the parameters of `initialize`, as [`super::filter::initialize`] mends them.
    pub fn new(params: &InitializeParams) -> Session {
        let client = Declared(params.capabilities.experimental.as_ref().unwrap_or(&Value::Null));
        Session {
            encoding: encoding(client),
            roots: roots(params),
            trace: params.trace.unwrap_or(TraceValue::Off),
            client_process: params.process_id,
            shows: Shows { status: asks_for_status(params), ..shows(client) },
            settings: params.initialization_options.as_ref().map(Settings::read).unwrap_or_default(),
        }
    }

    /// The agreed encoding as the protocol names it.
    pub fn encoding_kind(&self) -> PositionEncodingKind {
        match self.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// UTF-8 where it is offered, since ibid counts bytes; UTF-32 only where nothing else is.
fn encoding(client: Declared<'_>) -> Encoding {
    let offers = |kind| client.lists("/general/positionEncodings", kind);
    if offers("utf-8") {
        Encoding::Utf8
    } else if !offers("utf-16") && offers("utf-32") {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

#[expect(deprecated, reason = "older clients name the root in no other way")]
fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = paths_of(params.workspace_folders.as_deref().unwrap_or_default());
    if !folders.is_empty() {
        return folders;
    }
    let path = params.root_uri.as_ref().and_then(positions::path_of);
    let root = path.or_else(|| params.root_path.as_ref().map(PathBuf::from)).filter(|path| path.is_absolute());
    root.into_iter().collect()
}

/// The folders that lie in the file system, each once.
pub fn paths_of(folders: &[WorkspaceFolder]) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for path in folders.iter().filter_map(|folder| positions::path_of(&folder.uri)) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

fn shows(client: Declared<'_>) -> Shows {
    let text = |pointer: &str| client.says(&format!("/textDocument/{pointer}"));
    let workspace = |pointer: &str| client.says(&format!("/workspace/{pointer}"));
    let markdown = |pointer: &str| client.lists(&format!("/textDocument/{pointer}"), "markdown");
    Shows {
        features: features(client),
        markdown_hover: markdown("hover/contentFormat"),
        markdown_documentation: markdown("completion/completionItem/documentationFormat"),
        definition_links: text("definition/linkSupport"),
        type_definition_links: text("typeDefinition/linkSupport"),
        declaration_links: text("declaration/linkSupport"),
        link_tooltips: text("documentLink/tooltipSupport"),
        symbol_tree: text("documentSymbol/hierarchicalDocumentSymbolSupport"),
        related_information: text("publishDiagnostics/relatedInformation"),
        code_description: text("publishDiagnostics/codeDescriptionSupport"),
        diagnostic_data: text("publishDiagnostics/dataSupport"),
        code_actions: client.has("/textDocument/codeAction/codeActionLiteralSupport"),
        preferred_actions: text("codeAction/isPreferredSupport"),
        versioned_edits: workspace("workspaceEdit/documentChanges"),
        creates_files: client.lists("/workspace/workspaceEdit/resourceOperations", "create"),
        prepares_renames: text("rename/prepareSupport"),
        configuration: workspace("configuration"),
        folds: Folds {
            whole_lines: text("foldingRange/lineFoldingOnly"),
            most: client.number("/textDocument/foldingRange/rangeLimit"),
            comments: client.lists("/textDocument/foldingRange/foldingRangeKind/valueSet", "comment"),
        },
        token_ranges: client.has("/textDocument/semanticTokens/requests/range"),
        token_changes: text("semanticTokens/requests/full/delta"),
        refreshes_hints: workspace("inlayHint/refreshSupport"),
        refreshes_lenses: workspace("codeLens/refreshSupport"),
        refreshes_tokens: workspace("semanticTokens/refreshSupport"),
        refreshes_folds: workspace("foldingRange/refreshSupport"),
        pulls_diagnostics: client.has("/textDocument/diagnostic") && workspace("diagnostics/refreshSupport"),
        progress: client.says("/window/workDoneProgress"),
        watches_files: workspace("didChangeWatchedFiles/dynamicRegistration"),
        // No capability of the protocol: asked for in `initializationOptions`.
        status: false,
        folders: workspace("workspaceFolders"),
        stale_answers: client.has("/general/staleRequestSupport"),
    }
}

fn asks_for_status(params: &InitializeParams) -> bool {
    let options = params.initialization_options.as_ref();
    options.and_then(|options| options.get(status::OPTION)?.as_bool()).unwrap_or_default()
}

fn features(client: Declared<'_>) -> Features {
    let text = |name: &str| client.has(&format!("/textDocument/{name}"));
    Features {
        declaration: text("declaration"),
        type_definition: text("typeDefinition"),
        highlight: text("documentHighlight"),
        links: text("documentLink"),
        lens: text("codeLens"),
        hints: text("inlayHint"),
        folding: text("foldingRange"),
        tokens: text("semanticTokens"),
        rename: text("rename"),
        workspace_symbols: client.has("/workspace/symbol"),
    }
}

/// The folder to take as root where the client names none: the nearest one above a document that holds a corpus, a
/// configuration or a bibliography. Without such a folder there is nothing to know, and no reason to read what else lies around.
pub fn root_of_document(address: &Url) -> Option<PathBuf> {
    let path = positions::path_of(address)?;
    store::root_above(path.parent()?, CONFIG_FILE)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::filter::initialize;
    use super::*;

    fn session(params: Value) -> Session {
        Session::new(&serde_json::from_value(initialize::mend(params)).unwrap())
    }

    #[test]
    fn the_encoding_is_utf_8_where_offered_and_utf_16_where_nothing_is_said() {
        let table = [
            (json!(["utf-16", "utf-8"]), Encoding::Utf8),
            (json!(["utf-32", "utf-16"]), Encoding::Utf16),
            (json!(["utf-32"]), Encoding::Utf32),
            (json!([]), Encoding::Utf16),
            (json!(["utf-7"]), Encoding::Utf16),
        ];
        for (offered, expected) in table {
            let params = json!({"capabilities": {"general": {"positionEncodings": offered}}});
            assert_eq!(session(params).encoding, expected);
        }
        assert_eq!(session(json!({"capabilities": {}})).encoding, Encoding::Utf16);
    }

    #[cfg(unix)]
    #[test]
    fn the_roots_are_the_folders_else_the_one_named_in_older_ways() {
        let folders = json!({"capabilities": {}, "rootUri": "file:///b", "workspaceFolders": [
            {"uri": "file:///a%20a", "name": "a"}, {"uri": "file:///c", "name": "c"}, {"uri": "vscode-vfs://d", "name": "d"},
            {"uri": "file:///c", "name": "again"}]});
        let roots = |params| session(params).roots;
        assert_eq!(roots(folders), ["/a a", "/c"].map(PathBuf::from));
        assert_eq!(roots(json!({"capabilities": {}, "rootUri": "file:///b"})), [PathBuf::from("/b")]);
        assert_eq!(roots(json!({"capabilities": {}, "rootUri": null, "rootPath": "/d"})), [PathBuf::from("/d")]);
        assert_eq!(roots(json!({"capabilities": {}, "rootUri": null})), Vec::<PathBuf>::new());
    }

    #[test]
    fn what_a_client_does_not_declare_it_cannot_show() {
        assert_eq!(session(json!({"capabilities": {}})).shows, Shows::default());
    }
}
