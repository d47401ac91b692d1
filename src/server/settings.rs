//! What one analyst wants shown: personal, so it comes from the editor and not from `ibid.toml`.

use serde::Deserialize;
use serde_json::Value;

use super::log::Level;
use crate::ide::inlay::Wanted;

/// The section of the client's configuration that is ours.
pub const SECTION: &str = "ibid";

/// Settings as the client gave them; what it did not give is off.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Settings {
    /// Words behind names and keys.
    pub inlay_hints: InlayHints,
    /// Lines above headings.
    pub code_lens: CodeLens,
    /// How much is logged.
    pub log_level: Level,
}

/// Which inlay hints are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InlayHints {
    /// The preferred name behind a bare surname.
    pub names: bool,
    /// Author and year behind a key.
    pub keys: bool,
}

/// Which lenses are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CodeLens {
    /// Verdict counts by section.
    pub verdicts: bool,
}

impl Settings {
    /// Reads what a client sent: the section itself or an object that holds it. What cannot be understood is logged
    /// and off.
    pub fn read(value: &Value) -> Settings {
        let section = value.get(SECTION).unwrap_or(value);
        if section.is_null() {
            return Settings::default();
        }
        Settings::deserialize(section).unwrap_or_else(|error| {
            tracing::warn!("the editor's settings for ibid cannot be read: {error}");
            Settings::default()
        })
    }

    /// The inlay hints that are wanted.
    pub fn wanted_hints(&self) -> Wanted {
        Wanted { names: self.inlay_hints.names, keys: self.inlay_hints.keys }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_asked_for_is_off() {
        assert_eq!(Settings::read(&json!(null)), Settings::default());
        assert_eq!(Settings::read(&json!({})), Settings::default());
        let asked = Settings::read(&json!({"ibid": {"inlayHints": {"names": true}, "other": 3}}));
        assert!(asked.inlay_hints.names && !asked.inlay_hints.keys && !asked.code_lens.verdicts);
        assert_eq!(Settings::read(&json!({"codeLens": {"verdicts": true}})).code_lens, CodeLens { verdicts: true });
        assert_eq!(Settings::read(&json!({"codeLens": "yes"})), Settings::default());
    }
}
