//! Citation keys by author, title and year.

use std::path::Path;

use super::{Completions, DocKey, Item, ItemKind, LIMIT, sort_key};
use crate::corpus::ArticleEntry;
use crate::ide::shown;
use crate::note::Note;
use crate::text::Span;
use crate::workspace::Workspace;

/// The keys that the text at `replace` (with its `@`) may begin, newest article first where they fit equally well.
pub(super) fn complete(workspace: &Workspace, path: &Path, note: &Note, replace: Span) -> Completions {
    let typed = replace.of(&note.text);
    let query = typed.trim_start_matches('@');
    let mut found = workspace.corpus.search_keys(query, &workspace.scopes(path, note), LIMIT + 1);
    let incomplete = found.len() > LIMIT;
    found.truncate(LIMIT);
    let entries = found.into_iter().map(|id| workspace.corpus.article(id));
    let items = entries.enumerate().map(|(rank, entry)| item(entry, query, rank)).collect();
    Completions { replace, items, incomplete }
}

fn item(entry: &ArticleEntry, query: &str, rank: usize) -> Item {
    let metadata = entry.metadata();
    let year = metadata.published.map_or(String::new(), |date| format!(" {}", date.year));
    let title = metadata.title.as_deref().unwrap_or_default();
    let who = shown::article(entry);
    // An article without author and publisher is called by its title already.
    let detail = if who == title { format!("{who}{year}") } else { format!("{who}{year} · {title}") };
    Item {
        label: format!("@{}", entry.key),
        insert: format!("@{}", entry.key),
        filter: format!("@{}", filter(entry, query)),
        sort: sort_key(rank),
        detail: detail.trim_end_matches([' ', '·']).to_string(),
        kind: ItemKind::Key,
        documentation: DocKey::Article { key: entry.key.clone() },
        extra: None,
    }
}

/// The key where it begins with what was typed; else the author, title or year from the word that does.
fn filter(entry: &ArticleEntry, query: &str) -> String {
    let metadata = entry.metadata();
    let begins = |text: &str| text.get(..query.len()).is_some_and(|head| head.eq_ignore_ascii_case(query));
    if begins(&entry.key) {
        return entry.key.clone();
    }
    let fields = metadata.authors.iter().chain(&metadata.title).chain(&metadata.publisher);
    for field in fields {
        let starts = field.char_indices().filter(|(at, _)| {
            field.get(..*at).and_then(|head| head.chars().next_back()).is_none_or(|c| !c.is_alphanumeric())
        });
        let fitting = starts.filter_map(|(at, _)| field.get(at..)).find(|rest| begins(rest));
        if let Some(rest) = fitting {
            return rest.to_string();
        }
    }
    format!("{query} {}", entry.key)
}
