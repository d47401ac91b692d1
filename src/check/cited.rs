//! Which article each citation of a note means.

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::corpus::{ArticleId, Corpus, KeyAnswer, clean, key_distance};
use crate::note::{Note, Target};
use crate::workspace::Workspace;

/// What a citation points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cited {
    /// This article.
    Article(ArticleId),
    /// Each of these claims the key.
    Several(Vec<ArticleId>),
    /// No article, though it can be nothing but a key; these keys are near.
    Unknown(Vec<String>),
    /// Something outside the corpus: a page of the web, another note.
    Outside,
    /// No citation at all: a handle.
    Nothing,
}

impl Cited {
    /// The articles it may mean.
    pub fn articles(&self) -> &[ArticleId] {
        match self {
            Cited::Article(id) => std::slice::from_ref(id),
            Cited::Several(ids) => ids,
            Cited::Unknown(_) | Cited::Outside | Cited::Nothing => &[],
        }
    }
}

/// What each citation of `note`, which lies or would lie at `path`, points at.
pub fn citations(workspace: &Workspace, path: &Path, note: &Note) -> Vec<Cited> {
    let mut all: Vec<Cited> = Vec::with_capacity(note.citations.len());
    let scopes = workspace.scopes(path, note);
    let complete = workspace.knows_all_keys() && workspace.has_read_bibliographies_of(path, note);
    // What is near an unknown key takes a look at all keys: once for each key, however often it is cited.
    let mut answers: FxHashMap<&str, Cited> = FxHashMap::default();
    for citation in &note.citations {
        let cited = match &citation.target {
            Target::Key(key) => match answered(&mut answers, &workspace.corpus, key, &scopes) {
                // What is in no file that was read, while others could not be, or what the note itself brings.
                Cited::Unknown(_) if !complete || is_own(note, key) => Cited::Outside,
                cited => cited,
            },
            Target::Bare(key) => match answered(&mut answers, &workspace.corpus, key, &scopes) {
                Cited::Unknown(_) if is_own(note, key) => Cited::Outside,
                Cited::Unknown(near) if !looks_like_a_key(key, &near) => Cited::Nothing,
                Cited::Unknown(_) if !complete => Cited::Outside,
                cited => cited,
            },
            Target::Path(target) => by_path(workspace, path, target).map_or(Cited::Outside, Cited::Article),
            Target::Url(url) => workspace.corpus.by_url(url).map_or(Cited::Outside, Cited::Article),
            Target::Zotero(item) => workspace.corpus.by_zotero(item).map_or(Cited::Outside, Cited::Article),
            Target::Ibid => all.last().cloned().unwrap_or(Cited::Nothing),
        };
        all.push(cited);
    }
    all
}

/// Whether the note brings the source that `key` means itself.
fn is_own(note: &Note, key: &str) -> bool {
    let id = |item: &serde_json::Value| item.get("id").and_then(serde_json::Value::as_str) == Some(key);
    note.references.iter().any(id)
}

fn answered<'a>(answers: &mut FxHashMap<&'a str, Cited>, corpus: &Corpus, key: &'a str, scopes: &[&Path]) -> Cited {
    answers.entry(key).or_insert_with(|| by_key(corpus, key, scopes)).clone()
}

fn by_key(corpus: &Corpus, key: &str, scopes: &[&Path]) -> Cited {
    /// Prefixes of references to parts of the note itself.
    const INNER: [&str; 7] = ["fig:", "sec:", "tbl:", "eq:", "lst:", "thm:", "fn:"];
    if INNER.iter().any(|prefix| key.starts_with(prefix)) {
        return Cited::Nothing;
    }
    match corpus.by_key_in(key, scopes) {
        KeyAnswer::One(id) => Cited::Article(id),
        KeyAnswer::Several(ids) => Cited::Several(ids),
        KeyAnswer::None(near) => Cited::Unknown(near),
    }
}

/// Whether a bare `@word` is more likely a key with a slip than a handle.
fn looks_like_a_key(word: &str, near: &[String]) -> bool {
    /// How many slips of the finger a key is recognised through.
    const SLIPS: usize = 2;
    let digits: Vec<&str> = word.split(|c: char| !c.is_ascii_digit()).collect();
    let year =
        |digits: &&str| digits.len() == 4 && matches!(digits.get(..2), Some("15" | "16" | "17" | "18" | "19" | "20"));
    digits.iter().any(year) || near.iter().any(|known| key_distance(word, known, SLIPS).is_some())
}

/// The article that a link to a file means: relative to the note, else to the workspace, else by its name alone, as
/// wiki links have it.
fn by_path(workspace: &Workspace, note: &Path, target: &str) -> Option<ArticleId> {
    let target = Path::new(target);
    let folder = note.parent().unwrap_or(Path::new(""));
    let from_root = target.strip_prefix("/").unwrap_or(target);
    let places = [clean(&folder.join(target)), clean(&workspace.root.join(from_root))];
    let by_path = places.iter().find_map(|path| {
        let with_extension =
            || path.to_str().and_then(|path| workspace.corpus.by_path(Path::new(&format!("{path}.md"))));
        workspace.corpus.by_path(path).or_else(with_extension)
    });
    by_path.or_else(|| {
        let alone = target.components().count() == 1;
        if alone { workspace.corpus.by_name(target.to_str()?) } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_no_key_unless_it_holds_a_year_or_is_one_with_a_slip() {
        let near = ["kovar-port-fee".to_string()];
        assert!(looks_like_a_key("ozola2021lighthouse", &[]));
        assert!(looks_like_a_key("kovar-port-fe", &near));
        assert!(!looks_like_a_key("kovar", &near));
        assert!(!looks_like_a_key("ferry_news_1234567", &[]));
    }
}
