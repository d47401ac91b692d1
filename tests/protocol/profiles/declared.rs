//! What editors declare in `initialize`, word for word: Neovim's out of the running editor, VS Code's out of the library that
//! its extensions speak through (vscode-languageclient 11), eglot's and kak-lsp's as their sources have them. A newer version is
//! taken over by replacing its file.

use serde_json::{Value, json};

/// An editor and its capabilities.
pub struct Profile {
    pub name: &'static str,
    pub capabilities: Value,
}

fn profile(name: &'static str, text: &str) -> Profile {
    Profile { name, capabilities: serde_json::from_str(text).unwrap() }
}

pub fn vscode() -> Profile {
    profile("VS Code 1.139", include_str!("vscode.json"))
}

pub fn neovim() -> Profile {
    profile("Neovim 0.11", include_str!("neovim.json"))
}

pub fn eglot() -> Profile {
    profile("eglot 1.9 on Emacs 28", include_str!("eglot.json"))
}

pub fn kakoune() -> Profile {
    profile("kak-lsp", include_str!("kak-lsp.json"))
}

/// Nobody's: an editor that says nothing of itself.
pub fn silent() -> Profile {
    profile("an editor that declares nothing", "{}")
}

/// Nobody's: an editor that counts code points and folds from character to character.
pub fn code_points() -> Profile {
    let mut profile = Profile { name: "an editor that counts code points", ..vscode() };
    profile.capabilities["general"]["positionEncodings"] = json!(["utf-32"]);
    let text = &mut profile.capabilities["textDocument"];
    text["foldingRange"] = json!({"rangeLimit": 2});
    text["semanticTokens"]["requests"] = json!({"range": {}, "full": {"delta": false}});
    profile
}
