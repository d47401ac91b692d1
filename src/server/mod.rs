//! The language server: the only floor that knows the protocol, tower-lsp, tokio and dashmap.
