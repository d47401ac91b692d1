//! What four editors declare in `initialize`, as far as it decides what a server may send.

use serde_json::{Value, json};

/// An editor and its capabilities.
pub struct Profile {
    pub name: &'static str,
    pub capabilities: Value,
}

/// VS Code 1.139, Neovim 0.11, eglot 1.9 on Emacs 28, kak-lsp 22.
pub fn all() -> Vec<Profile> {
    vec![
        Profile { name: "VS Code", capabilities: vscode() },
        Profile { name: "Neovim", capabilities: neovim() },
        Profile { name: "eglot", capabilities: eglot() },
        Profile { name: "kak-lsp", capabilities: kakoune() },
    ]
}

fn vscode() -> Value {
    let dynamic = json!({"dynamicRegistration": true});
    let link = json!({"dynamicRegistration": true, "linkSupport": true});
    let actions = json!(["", "quickfix", "refactor", "refactor.extract", "source", "source.fixAll"]);
    let stale = [
        "textDocument/semanticTokens/full",
        "textDocument/semanticTokens/range",
        "textDocument/semanticTokens/full/delta",
    ];
    json!({
        "general": {"positionEncodings": ["utf-16"], "staleRequestSupport": {"cancel": true, "retryOnContentModified": stale}},
        "window": {"workDoneProgress": true, "showMessage": {"messageActionItem": {"additionalPropertiesSupport": true}},
            "showDocument": {"support": true}},
        "workspace": {
            "applyEdit": true, "configuration": true, "workspaceFolders": true,
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"],
                "failureHandling": "textOnlyTransactional", "normalizesLineEndings": true},
            "didChangeConfiguration": dynamic, "executeCommand": dynamic,
            "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
            "symbol": {"dynamicRegistration": true, "resolveSupport": {"properties": ["location.range"]}},
            "semanticTokens": {"refreshSupport": true}, "codeLens": {"refreshSupport": true},
            "inlayHint": {"refreshSupport": true}, "diagnostics": {"refreshSupport": true},
        },
        "textDocument": {
            "synchronization": {"dynamicRegistration": true, "willSave": true, "didSave": true},
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": false, "tagSupport": {"valueSet": [1, 2]},
                "codeDescriptionSupport": true, "dataSupport": true},
            "completion": {"dynamicRegistration": true, "contextSupport": true, "insertTextMode": 2, "completionItem": {
                "snippetSupport": true, "documentationFormat": ["markdown", "plaintext"], "labelDetailsSupport": true,
                "insertReplaceSupport": true, "resolveSupport": {"properties": ["documentation", "detail"]}}},
            "hover": {"dynamicRegistration": true, "contentFormat": ["markdown", "plaintext"]},
            "definition": link, "typeDefinition": link, "declaration": link,
            "references": dynamic, "documentHighlight": dynamic, "codeLens": dynamic,
            "documentSymbol": {"dynamicRegistration": true, "hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"dynamicRegistration": true, "isPreferredSupport": true, "dataSupport": true,
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": actions}}},
            "rename": {"dynamicRegistration": true, "prepareSupport": true, "prepareSupportDefaultBehavior": 1},
            "documentLink": {"dynamicRegistration": true, "tooltipSupport": true},
            "semanticTokens": {"dynamicRegistration": true, "requests": {"range": true, "full": {"delta": true}},
                "tokenTypes": ["type", "class", "interface", "variable", "string"], "tokenModifiers": ["declaration"],
                "formats": ["relative"]},
            "inlayHint": {"dynamicRegistration": true, "resolveSupport": {"properties": ["tooltip"]}},
            "diagnostic": {"dynamicRegistration": true, "relatedDocumentSupport": false},
        },
    })
}

fn neovim() -> Value {
    let fixed = json!({"dynamicRegistration": false});
    let link = json!({"linkSupport": true});
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
        "window": {"workDoneProgress": true, "showMessage": {"messageActionItem": {"additionalPropertiesSupport": true}},
            "showDocument": {"support": true}},
        "workspace": {
            "applyEdit": true, "configuration": true, "workspaceFolders": true,
            "workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]},
            "didChangeConfiguration": fixed,
            "didChangeWatchedFiles": {"dynamicRegistration": false, "relativePatternSupport": true},
            "symbol": fixed, "semanticTokens": {"refreshSupport": true}, "inlayHint": {"refreshSupport": true},
        },
        "textDocument": {
            "synchronization": {"dynamicRegistration": false, "willSave": true, "didSave": true},
            "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}, "dataSupport": true},
            "completion": {"dynamicRegistration": false, "contextSupport": true, "completionItem": {
                "snippetSupport": true, "documentationFormat": ["markdown", "plaintext"],
                "resolveSupport": {"properties": ["additionalTextEdits", "command"]}}},
            "hover": {"dynamicRegistration": true, "contentFormat": ["markdown", "plaintext"]},
            "definition": link, "typeDefinition": link, "declaration": link, "references": fixed,
            "documentHighlight": fixed, "codeLens": {"dynamicRegistration": false},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"dynamicRegistration": true, "isPreferredSupport": true, "dataSupport": true,
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "refactor", "source"]}}},
            "rename": {"dynamicRegistration": true, "prepareSupport": true},
            "semanticTokens": {"dynamicRegistration": false, "requests": {"range": false, "full": {"delta": true}},
                "tokenTypes": ["class", "variable", "string"], "tokenModifiers": ["declaration"], "formats": ["relative"],
                "overlappingTokenSupport": true, "multilineTokenSupport": false, "augmentsSyntaxTokens": true},
            "inlayHint": {"dynamicRegistration": true,
                "resolveSupport": {"properties": ["textEdits", "tooltip", "location", "command"]}},
            "diagnostic": {"dynamicRegistration": false, "tagSupport": {"valueSet": [1, 2]}},
        },
    })
}

fn eglot() -> Value {
    let fixed = json!({"dynamicRegistration": false});
    json!({
        "workspace": {
            "applyEdit": true, "executeCommand": fixed, "workspaceEdit": {"documentChanges": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true}, "symbol": fixed, "configuration": true,
            "workspaceFolders": true,
        },
        "textDocument": {
            "synchronization": {"dynamicRegistration": false, "willSave": true, "didSave": true},
            "completion": {"dynamicRegistration": false, "contextSupport": true, "completionItem": {
                "snippetSupport": false, "deprecatedSupport": true,
                "resolveSupport": {"properties": ["documentation", "details", "additionalTextEdits"]}}},
            "hover": {"dynamicRegistration": false, "contentFormat": ["plaintext"]},
            "references": fixed, "definition": {"linkSupport": true}, "declaration": {"linkSupport": true},
            "typeDefinition": {"linkSupport": true}, "documentHighlight": fixed, "rename": fixed,
            "documentSymbol": {"dynamicRegistration": false, "hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"dynamicRegistration": false, "isPreferredSupport": true,
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}}},
            "publishDiagnostics": {"relatedInformation": false, "codeDescriptionSupport": false},
        },
        "experimental": {},
    })
}

fn kakoune() -> Value {
    let fixed = json!({"dynamicRegistration": false});
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "window": {"workDoneProgress": true},
        "workspace": {
            "applyEdit": false, "configuration": true, "workspaceFolders": false,
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "delete", "rename"]},
            "didChangeWatchedFiles": {"dynamicRegistration": true}, "symbol": fixed,
        },
        "textDocument": {
            "synchronization": {"dynamicRegistration": false, "didSave": true},
            "completion": {"dynamicRegistration": false, "contextSupport": false, "completionItem": {
                "snippetSupport": false, "documentationFormat": ["plaintext", "markdown"],
                "resolveSupport": {"properties": ["additionalTextEdits"]}}},
            "hover": {"dynamicRegistration": false, "contentFormat": ["markdown", "plaintext"]},
            "references": fixed, "documentHighlight": fixed, "codeLens": fixed,
            "definition": {"linkSupport": false}, "declaration": {"linkSupport": false},
            "typeDefinition": {"linkSupport": false}, "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"dynamicRegistration": false, "isPreferredSupport": false, "dataSupport": true,
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}}},
            "rename": fixed, "publishDiagnostics": {"relatedInformation": true, "dataSupport": true},
            "semanticTokens": {"dynamicRegistration": true, "requests": {"range": false, "full": true},
                "tokenTypes": ["class", "variable"], "tokenModifiers": [], "formats": ["relative"]},
            "inlayHint": fixed,
        },
    })
}
