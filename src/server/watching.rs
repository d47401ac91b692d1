//! Files that the client watches for the server.

use std::path::{Path, PathBuf};

use serde_json::json;
use tower_lsp::Client;
use tower_lsp::lsp_types::{FileChangeType, FileEvent, Registration, WatchKind};

use super::positions;
use crate::bibliography::is_bibliography;
use crate::corpus::store;

/// Asks the client to tell of changed files. Returns when it has answered, and whether it will tell.
pub async fn register(client: Client) -> bool {
    let files = format!("**/*.{{{},toml,bib,bibtex,json,yaml,yml}}", store::ARTICLE_EXTENSIONS.join(","));
    // A folder that comes or goes takes its files along without a word about them.
    let folders = WatchKind::Create | WatchKind::Delete;
    let watchers = json!([{"globPattern": files}, {"globPattern": "**/*", "kind": folders}]);
    let registration = Registration {
        id: "ibid/files".to_string(),
        method: "workspace/didChangeWatchedFiles".to_string(),
        register_options: Some(json!({ "watchers": watchers })),
    };
    let is_registered = client.register_capability(vec![registration]).await.is_ok();
    if !is_registered {
        tracing::warn!("the client does not watch files, though it says that it can: ibid does");
    }
    is_registered
}

/// The files among `events` that may be articles, notes, bibliographies or the analyst's own files, and folders that came or went.
pub fn relevant(events: &[FileEvent]) -> Vec<PathBuf> {
    let paths = events.iter().filter_map(|event| Some((event.typ, positions::path_of(&event.uri)?)));
    let may_be_folder = |kind: FileChangeType, path: &Path| match kind {
        FileChangeType::DELETED => true,
        FileChangeType::CREATED => path.is_dir(),
        _ => false,
    };
    let relevant = paths.filter(|(kind, path)| is_relevant(path, may_be_folder(*kind, path)));
    relevant.map(|(_, path)| path).collect()
}

/// Whether a file at `path` may be an article, a note, a bibliography or the analyst's own; or, where it may be one of
/// the `folders` that came or went, a folder of such.
pub fn is_relevant(path: &Path, folders: bool) -> bool {
    let in_git = || path.components().any(|part| part.as_os_str() == ".git");
    let is_one = store::is_article(path) || is_bibliography(path) || is_toml(path) || folders && !in_git();
    is_one && !store::is_cached(path)
}

/// Whether a file's name says that it is one of settings.
pub fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

#[cfg(all(test, unix))]
mod tests {
    use tower_lsp::lsp_types::Url;

    use super::*;

    #[test]
    fn only_what_may_touch_the_workspace_is_taken_in() {
        let event = |address: &str, kind| FileEvent::new(Url::parse(address).unwrap(), kind);
        let events = [
            event("file:///w/corpus/a.pdf", FileChangeType::CREATED),
            event("file:///w/ibid.toml", FileChangeType::CHANGED),
            event("file:///w/references.bib", FileChangeType::CHANGED),
            event("file:///w/corpus", FileChangeType::DELETED),
            event("file:///w/src", FileChangeType::CREATED),
            event("file:///w/.git/index.lock", FileChangeType::DELETED),
            event("file:///w/.git/MERGE_HEAD", FileChangeType::DELETED),
            event("untitled:a.md", FileChangeType::CREATED),
        ];
        assert_eq!(
            relevant(&events),
            ["/w/corpus/a.pdf", "/w/ibid.toml", "/w/references.bib", "/w/corpus"].map(PathBuf::from)
        );
    }
}
