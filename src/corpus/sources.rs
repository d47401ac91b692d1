//! Which entries of the bibliographies describe which articles.
//!
//! An entry and an article are one by the entry's `file`, else by its address, its DOI, the key that the article has
//! anyway, or title, year and first author. Paths are compared with those of the articles and never opened: a `file` of
//! another machine or outside the corpus leads nowhere.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ArticleEntry, ArticleId, Holding, Record, address, keys};
use crate::article::key::family_name;
use crate::article::words::folded;
use crate::article::{Article, Format, Metadata, Readability};
use crate::bibliography::{Entry, Library, csl, zotero};
use crate::text::{Mapped, Span};

/// The bibliography in one file.
#[derive(Clone, Debug)]
pub struct Bibliography {
    /// The file, absolute; for the references in a note's front matter, the note.
    pub path: PathBuf,
    /// The path relative to the workspace.
    pub shown: String,
    /// What it holds.
    pub library: Arc<Library>,
    /// Whether its keys count in every note, and not in those alone that name it.
    pub everywhere: bool,
    /// BLAKE3 of the file.
    pub hash: [u8; 32],
    /// When it was last written and how long it is, where it is a file on disk.
    pub stamp: Option<Stamp>,
}

impl Bibliography {
    /// Whether it says nothing of any article.
    pub fn is_empty(&self) -> bool {
        self.library.entries.is_empty()
    }
}

/// When a file was last written, and its length in bytes.
pub type Stamp = (SystemTime, u64);

/// What the bibliographies say of the articles.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// Keys of entries that count everywhere, with what they mean.
    pub(super) claims: Vec<(String, ArticleId)>,
    /// Other keys of these.
    pub(super) aliases: Vec<(String, ArticleId)>,
    /// By bibliography, keys that count where it is named.
    pub(super) scopes: FxHashMap<PathBuf, FxHashMap<String, Vec<ArticleId>>>,
    /// Identifiers of a Zotero library that entries state.
    pub(super) zotero: Vec<(String, ArticleId)>,
    /// Addresses of entries without a file.
    pub(super) addresses: Vec<(String, ArticleId)>,
}

/// Joins the entries of `bibliographies` to `articles`, and appends those that describe none of them.
pub(super) fn join(articles: &mut Vec<ArticleEntry>, bibliographies: &[Bibliography]) -> Sources {
    let mut sources = Sources::default();
    if bibliographies.iter().all(Bibliography::is_empty) {
        return sources;
    }
    let found = Matcher::new(articles, bibliographies).found(bibliographies);
    let mut without: FxHashMap<&str, Vec<ArticleId>> = FxHashMap::default();
    for (bibliography, found) in bibliographies.iter().zip(found) {
        for (entry, article) in bibliography.library.entries.iter().zip(found) {
            let id = match article {
                Some(id) => id,
                None => {
                    let same_key = without.entry(entry.key.as_str()).or_default();
                    let same = same_key.iter().copied().find(|id| {
                        let known = articles.get(id.0 as usize).and_then(|known| known.entry.as_ref());
                        known.is_some_and(|known| is_same(known, entry))
                    });
                    same.unwrap_or_else(|| {
                        let id = ArticleId(Span::at(articles.len()).start);
                        articles.push(without_file(bibliography, entry));
                        same_key.push(id);
                        id
                    })
                }
            };
            if let Some(article) = articles.get_mut(id.0 as usize) {
                take_over(article, bibliography, entry);
            }
            sources.add(bibliography, entry, id);
        }
    }
    sources
}

impl Sources {
    fn add(&mut self, bibliography: &Bibliography, entry: &Entry, id: ArticleId) {
        let scope = self.scopes.entry(bibliography.path.clone()).or_default();
        for key in std::iter::once(&entry.key).chain(&entry.also) {
            let claimants = scope.entry(key.clone()).or_default();
            if !claimants.contains(&id) {
                claimants.push(id);
            }
        }
        if bibliography.everywhere {
            self.claims.push((entry.key.clone(), id));
            self.aliases.extend(entry.also.iter().map(|key| (key.clone(), id)));
            self.addresses.extend(entry.metadata.url.as_deref().map(|url| (address::canonical(url), id)));
        }
        self.zotero.extend(entry.zotero.iter().map(|key| (key.clone(), id)));
    }
}

/// An entry without a text as an article without a text.
pub(super) fn without_file(bibliography: &Bibliography, entry: &Arc<Entry>) -> ArticleEntry {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"entry\0").update(entry.key.as_bytes()).update(b"\0");
    hasher.update(serde_json::to_string(&entry.item).unwrap_or_default().as_bytes());
    let article = Article {
        pages: Vec::new(),
        format: Format::Plain,
        source: String::new(),
        metadata: entry.metadata.clone(),
        lines: Vec::new(),
        prose: Mapped::default(),
        blocks: Vec::new(),
        readability: Readability::NoText,
        problems: Vec::new(),
    };
    let holding = Holding::from(Record::of(*hasher.finalize().as_bytes(), article));
    ArticleEntry {
        without_file: Some(bibliography.library.clone()),
        everywhere: bibliography.everywhere,
        ..ArticleEntry::new(bibliography.path.clone(), bibliography.shown.clone(), holding)
    }
}

/// The first entry gives an article its key and, where it says more, its metadata.
fn take_over(article: &mut ArticleEntry, bibliography: &Bibliography, entry: &Arc<Entry>) {
    article.everywhere |= bibliography.everywhere;
    if article.entry.is_some() {
        return;
    }
    article.entry = Some(entry.clone());
    if !article.is_file() {
        return;
    }
    article.described = Some(Box::new(described(&article.digest.metadata, &entry.metadata)));
}

/// What an article is shown as that says `own` of itself, and of which its entry says `stated`.
pub(super) fn described(own: &Metadata, stated: &Metadata) -> Metadata {
    // Of two dates that agree, the one that says more.
    let published = match (own.published, stated.published) {
        (Some(own), Some(stated)) if own.to_string().starts_with(&stated.to_string()) => Some(own),
        (own, stated) => stated.or(own),
    };
    Metadata {
        title: stated.title.clone().or_else(|| own.title.clone()),
        authors: if stated.authors.is_empty() { own.authors.clone() } else { stated.authors.clone() },
        publisher: stated.publisher.clone().or_else(|| own.publisher.clone()),
        published,
        url: stated.url.clone().or_else(|| own.url.clone()),
        ..own.clone()
    }
}

/// Whether two entries of one key describe one source.
fn is_same(one: &Entry, other: &Entry) -> bool {
    let url = |entry: &Entry| entry.metadata.url.as_deref().map(address::canonical);
    let equal = |a: Option<String>, b: Option<String>| a.is_some() && a == b;
    one.item == other.item
        || equal(url(one), url(other))
        || equal(one.doi.clone(), other.doi.clone())
        || equal(description(&one.metadata), description(&other.metadata))
}

/// Title, year and the first author's family name, folded; `None` where one is missing.
fn description(metadata: &Metadata) -> Option<String> {
    let fold = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let title = fold(metadata.title.as_deref()?);
    let author = fold(family_name(metadata.authors.first()?));
    let year = metadata.published?.year;
    (!title.is_empty() && !author.is_empty()).then(|| format!("{title}\0{year}\0{author}"))
}

struct Matcher {
    paths: FxHashMap<PathBuf, ArticleId>,
    /// By the name of the file in small letters: the articles with the parts of their paths, last part first.
    names: FxHashMap<String, Vec<(ArticleId, Vec<String>)>>,
    addresses: FxHashMap<String, ArticleId>,
    dois: FxHashMap<String, ArticleId>,
    keys: FxHashMap<String, ArticleId>,
    descriptions: FxHashMap<String, ArticleId>,
    readable: Vec<bool>,
    folders: Vec<PathBuf>,
}

impl Matcher {
    fn new(articles: &[ArticleEntry], bibliographies: &[Bibliography]) -> Matcher {
        let folder = |bibliography: &Bibliography| bibliography.path.parent().unwrap_or(Path::new("")).to_path_buf();
        let mut matcher = Matcher {
            paths: FxHashMap::default(),
            names: FxHashMap::default(),
            addresses: FxHashMap::default(),
            dois: FxHashMap::default(),
            keys: FxHashMap::default(),
            descriptions: FxHashMap::default(),
            readable: Vec::new(),
            folders: bibliographies.iter().map(folder).collect(),
        };
        for (id, entry) in (0u32..).map(ArticleId).zip(articles) {
            let metadata = &entry.digest.metadata;
            matcher.readable.push(entry.digest.readability == Readability::Readable);
            for path in std::iter::once(&entry.path).chain(&entry.copies) {
                matcher.paths.insert(path.clone(), id);
                let parts = parts(&path.to_string_lossy());
                if let Some(name) = parts.first() {
                    matcher.names.entry(name.clone()).or_default().push((id, parts));
                }
            }
            if let Some(url) = &metadata.url {
                matcher.addresses.entry(address::canonical(url)).or_insert(id);
                if let Some(doi) = csl::doi_in(url) {
                    matcher.dois.entry(doi).or_insert(id);
                }
            }
            matcher.keys.entry(keys::own(entry)).or_insert(id);
            if let Some(description) = description(metadata) {
                matcher.descriptions.entry(description).or_insert(id);
            }
        }
        matcher
    }

    /// For each entry of each bibliography the article that it describes.
    fn found(&self, bibliographies: &[Bibliography]) -> Vec<Vec<Option<ArticleId>>> {
        let by_file: Vec<Vec<Option<Filed>>> = (0..)
            .zip(bibliographies)
            .map(|(at, bibliography)| {
                bibliography.library.entries.iter().map(|entry| self.by_file(entry, at)).collect()
            })
            .collect();
        // A file's name alone counts where nobody else has a better claim to that article, nor one as good.
        let mut sure: FxHashSet<ArticleId> = FxHashSet::default();
        let mut named: FxHashMap<ArticleId, FxHashSet<&str>> = FxHashMap::default();
        for (bibliography, filed) in bibliographies.iter().zip(&by_file) {
            for (entry, filed) in bibliography.library.entries.iter().zip(filed) {
                match filed {
                    Some(Filed { article, sure: true }) => drop(sure.insert(*article)),
                    Some(Filed { article, .. }) => drop(named.entry(*article).or_default().insert(&entry.key)),
                    None => {}
                }
            }
        }
        let holds = |filed: &&Filed| {
            filed.sure
                || !sure.contains(&filed.article) && named.get(&filed.article).is_some_and(|keys| keys.len() == 1)
        };
        let one = |(entry, filed): (&Arc<Entry>, &Option<Filed>)| {
            filed.as_ref().filter(holds).map(|filed| filed.article).or_else(|| self.by_words(entry))
        };
        let each = bibliographies.iter().zip(&by_file);
        each.map(|(bibliography, filed)| bibliography.library.entries.iter().zip(filed).map(one).collect()).collect()
    }

    /// The article that one of the entry's files is; of several, one that has a text.
    fn by_file(&self, entry: &Entry, bibliography: usize) -> Option<Filed> {
        let found: Vec<Filed> = entry.files.iter().filter_map(|file| self.filed(file, bibliography)).collect();
        let readable = |filed: &&Filed| self.readable.get(filed.article.0 as usize) == Some(&true);
        let best = found.iter().filter(readable).find(|filed| filed.sure).or_else(|| found.iter().find(readable));
        best.or(found.first()).copied()
    }

    fn filed(&self, file: &str, bibliography: usize) -> Option<Filed> {
        let file = file.strip_prefix("file://").unwrap_or(file);
        let folder = self.folders.get(bibliography)?;
        if let Some(&article) = self.paths.get(&clean(&folder.join(file))) {
            return Some(Filed { article, sure: true });
        }
        let wanted = parts(file);
        let shared = |known: &[String]| known.iter().zip(&wanted).take_while(|(known, wanted)| known == wanted).count();
        let storage = zotero::storage_key(file).map(str::to_lowercase);
        // In Zotero's storage every folder holds another source, whatever the files in it are called.
        let elsewhere = |known: &[String]| {
            let at = known.iter().position(|part| part == "storage").and_then(|at| known.get(at.checked_sub(1)?));
            matches!((at, &storage), (Some(known), Some(wanted)) if known != wanted)
        };
        let candidates = self.names.get(wanted.first()?)?.iter().filter(|(_, known)| !elsewhere(known));
        let scored: Vec<(usize, ArticleId)> = candidates.map(|(id, known)| (shared(known), *id)).collect();
        let best = scored.iter().map(|(score, _)| *score).max()?;
        let mut of_best = scored.iter().filter(|(score, _)| *score == best).map(|(_, id)| *id);
        let article = of_best.next()?;
        of_best.all(|other| other == article).then_some(Filed { article, sure: best > 1 })
    }

    fn by_words(&self, entry: &Entry) -> Option<ArticleId> {
        let by_url = || self.addresses.get(&address::canonical(entry.metadata.url.as_deref()?));
        let by_doi = || self.dois.get(entry.doi.as_deref()?);
        let by_key = || self.keys.get(&entry.key);
        let by_description = || self.descriptions.get(&description(&entry.metadata)?);
        by_url().or_else(by_doi).or_else(by_key).or_else(by_description).copied()
    }
}

/// The article that a `file` is, and whether more than the name of the file says so.
#[derive(Clone, Copy, Debug)]
struct Filed {
    article: ArticleId,
    sure: bool,
}

/// The parts of a path in small letters, the last first.
fn parts(path: &str) -> Vec<String> {
    path.rsplit(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").map(str::to_lowercase).collect()
}

/// `path` without `.` and `..`, as far as names alone can tell.
pub fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(clean.pop()),
            other => clean.push(other),
        }
    }
    clean
}
