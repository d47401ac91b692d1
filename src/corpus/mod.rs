//! The corpus: all articles, and the questions the floors above may ask of them.
//!
//! [`Corpus`] is the one narrow façade. It is an immutable snapshot: a change makes a new one. Nothing above
//! this floor iterates over article texts or knows how they are kept.

pub mod address;
mod answers;
pub mod archive;
mod basis;
mod build;
mod candidates;
mod catch_up;
mod change;
mod declared;
mod duplicates;
mod entries;
mod foreseen;
mod grown;
mod held;
pub mod index;
mod kept;
mod key_search;
mod keys;
mod lookup;
mod names;
mod ready;
pub mod record;
mod sentences;
mod slots;
mod sources;
mod speakers;
pub mod store;
pub mod threads;
mod unread;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use serde::{Deserialize, Serialize};

pub use archive::Archive;
pub use basis::{Aliases, Basis, Inventory};
use held::Held;
pub use held::Holding;
pub use kept::{KeptBibliography, KeptCorpus};
use key_search::Manner;
pub use keys::distance as key_distance;
pub use record::{ContentHash, Digest, Record};
pub use sources::{Bibliography, clean};
pub use unread::{Hidden, Unread};

use crate::actor::{Actor, ActorId, Actors, ActorsFile, Found, Mention, Reading, Recognised};
use crate::article::{Article, Metadata, PublicationDate};
use crate::bibliography::{Entry, Library};
use crate::prose::figures::{Contradiction, Statement};
use crate::prose::matching::{Haystack, Match, Needle, Sound};
use crate::text::{Mapped, Span};

/// An article's number in one snapshot; articles are ordered by path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ArticleId(pub u32);

/// A place in an article's [`Article::source`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// Where in its source.
    pub span: Span,
}

/// One article of the corpus with its path and key.
#[derive(Clone, Debug)]
pub struct ArticleEntry {
    /// Where the file lies: absolute.
    pub path: PathBuf,
    /// The path relative to the workspace, with `/` between the parts.
    pub shown: String,
    /// Other files with the same content, absolute.
    pub copies: Vec<PathBuf>,
    /// The key by which notes cite it, unique in the corpus.
    pub key: String,
    /// The bare key, where several articles claim it and `key` has a suffix of the content's hash.
    pub claimed: Option<String>,
    /// What is at hand of it.
    pub digest: Arc<Digest>,
    /// Where its text and its mentions are.
    held: Held,
    /// What it says of whom with the forms that the analyst declares, where that is something else.
    declared: Option<Arc<Reading>>,
    /// The bibliography entry that describes it.
    pub entry: Option<Arc<Entry>>,
    /// What it is shown as, where a bibliography says more than the article itself.
    described: Option<Box<Metadata>>,
    /// The bibliography that `path` is, for an entry that no article goes with.
    without_file: Option<Arc<Library>>,
    /// For such an entry, whether it may be cited in notes that do not name its bibliography.
    everywhere: bool,
}

impl ArticleEntry {
    /// An article that no bibliography describes, and that has no key yet.
    fn new(path: PathBuf, shown: String, holding: Holding) -> ArticleEntry {
        ArticleEntry {
            path,
            shown,
            copies: Vec::new(),
            key: String::new(),
            claimed: None,
            digest: holding.digest,
            held: holding.held,
            declared: None,
            entry: None,
            described: None,
            without_file: None,
            everywhere: true,
        }
    }

    /// The article as it was read. It may have to be fetched from the index: whoever needs no more than its metadata asks
    /// for the digest.
    pub fn article(&self) -> Arc<Article> {
        self.held.article(&self.digest.hash, &self.path)
    }

    /// Its mentions and what it says of whom.
    pub fn reading(&self) -> Arc<Reading> {
        self.declared.clone().unwrap_or_else(|| self.own_reading())
    }

    /// The same without what the analyst declares.
    fn own_reading(&self) -> Arc<Reading> {
        self.held.reading(&self.digest.hash, &self.path)
    }

    /// Title, authors, publisher, date and address as they are shown: the bibliography's where it has some, else the
    /// article's own.
    pub fn metadata(&self) -> &Metadata {
        self.described.as_deref().unwrap_or(&self.digest.metadata)
    }

    /// Whether there is a file of the source, and not a bibliography entry alone.
    pub fn is_file(&self) -> bool {
        self.without_file.is_none()
    }

    /// What is wrong with its text.
    fn problems(&self) -> impl Iterator<Item = Unread> {
        let problems = self.digest.problems.iter().filter(|_| self.is_file());
        let is_article = self.digest.has_text;
        // Its key is known, and that nobody can tell what words it has.
        let told = move |reason: &str| Unread { is_article, ..Unread::new(&self.path, reason, Hidden::Nothing) };
        let is_empty = self.is_file() && !is_article && self.digest.problems.is_empty();
        problems.map(move |problem| told(problem)).chain(is_empty.then(|| told("has no text")))
    }

    /// The bibliography that holds this entry without a file, and the place of its key there.
    pub fn in_bibliography(&self) -> Option<(&Arc<Library>, Span)> {
        Some((self.without_file.as_ref()?, self.entry.as_ref()?.place))
    }

    fn is_cited_everywhere(&self) -> bool {
        self.is_file() || self.everywhere
    }

    /// The file to open for reading it, in whose text places count: its own, or for HTML and PDF the one that holds its
    /// extracted text; where its own cannot be looked at now, one that holds its text as it was last read.
    pub fn opens(&self) -> PathBuf {
        self.text_path().or_else(|| self.kept_text()).unwrap_or_else(|| self.path.clone())
    }

    fn kept_text(&self) -> Option<PathBuf> {
        let is_away = self.is_file() && matches!(self.held, Held::Kept(_)) && store::stamp(&self.path).is_none();
        is_away.then(|| store::text_file(&self.digest.hash, &self.path, &self.article().source))?
    }

    /// The file that holds its extracted text, where its own file is not text.
    pub fn text_path(&self) -> Option<PathBuf> {
        let file = || store::text_file(&self.digest.hash, &self.path, &self.article().source);
        self.digest.format.is_extracted().then(file)?
    }
}

/// What a key resolves to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyAnswer {
    /// This article.
    One(ArticleId),
    /// All of these claim the key.
    Several(Vec<ArticleId>),
    /// None; these keys are near, nearest first.
    None(Vec<String>),
}

/// Where words stand in the corpus.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The article.
    pub article: ArticleId,
    /// How exactly and where; its span counts in [`Article::prose`].
    pub found: Match,
}

/// Where an article speaks of somebody.
#[derive(Clone, Debug)]
pub struct Mentioned {
    /// The file to open for reading it: [`ArticleEntry::opens`].
    pub path: PathBuf,
    /// The mentions, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// An immutable snapshot of all articles and what is known from them. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    inner: Arc<build::Snapshot>,
}

/// Which snapshot it was, for whoever remembers that and must not keep it.
#[derive(Clone, Debug, Default)]
pub struct Identity(Weak<build::Snapshot>);

impl Identity {
    /// Whether `corpus` is that very snapshot.
    pub fn is(&self, corpus: &Corpus) -> bool {
        std::ptr::eq(self.0.as_ptr(), Arc::as_ptr(&corpus.inner))
    }

    /// Whether anybody still has it.
    pub fn is_kept(&self) -> bool {
        self.0.strong_count() > 0
    }
}

impl Corpus {
    /// An empty corpus whose articles are to be kept in `archive`.
    pub fn over(archive: Arc<Archive>) -> Corpus {
        Corpus { inner: Arc::new(build::Snapshot::over(archive)) }
    }

    /// Where its articles are kept.
    pub fn archive(&self) -> Option<&Arc<Archive>> {
        self.inner.archive.as_ref()
    }

    /// Whether `other` is this very snapshot.
    pub fn is_same(&self, other: &Corpus) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// Which snapshot this is.
    pub fn identity(&self) -> Identity {
        Identity(Arc::downgrade(&self.inner))
    }

    /// How many articles.
    pub fn len(&self) -> usize {
        self.inner.entries.len()
    }

    /// How many articles have a file; the others are entries of a bibliography alone.
    pub fn files(&self) -> usize {
        self.inner.files
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All articles in the order of their paths; for listings, not for answering questions.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, &ArticleEntry)> {
        (0u32..).map(ArticleId).zip(self.inner.entries.iter())
    }

    /// Files that could not be read.
    pub fn unread(&self) -> &[Unread] {
        &self.inner.unread
    }

    /// The most that lies in a single file or folder that could not be read.
    pub fn hidden(&self) -> Hidden {
        self.inner.listed.iter().map(|unread| unread.hides).max().unwrap_or_default()
    }

    /// The article with this number.
    ///
    /// # Panics
    /// If `id` is of another snapshot.
    pub fn article(&self, id: ArticleId) -> &ArticleEntry {
        &self.inner.entries[id]
    }

    /// When an article was published, as it is shown.
    pub fn published(&self, id: ArticleId) -> Option<PublicationDate> {
        self.inner.published(id)
    }

    /// What there is of the content with this hash.
    pub fn holding(&self, hash: &ContentHash) -> Option<Holding> {
        // What answers from the disk is not brought into memory for this.
        let archived = self.inner.kept.as_ref().and_then(|_| self.archive()?.holding(hash));
        archived.or_else(|| self.inner.holding(hash))
    }

    /// The corpus of these articles (absolute path, path as shown, what was read) in any order; what `self` has made ready
    /// for matching is taken over.
    pub fn rebuilt(
        &self,
        articles: Vec<(PathBuf, String, Holding)>,
        unread: Vec<Unread>,
        analyst: &ActorsFile,
        bibliographies: &[Bibliography],
    ) -> Corpus {
        Corpus { inner: Arc::new(build::Snapshot::build(&self.inner, articles, unread, analyst, bibliographies)) }
    }

    /// The corpus in which the files at `paths` are these articles or none (as [`Corpus::rebuilt`]), and which is made of the same
    /// analyst's word; no bibliography may have any entries. `None` where more hangs on it than a few articles.
    pub fn changed(
        &self,
        paths: &[PathBuf],
        articles: Vec<(PathBuf, String, Holding)>,
        unread: Vec<Unread>,
        analyst: &ActorsFile,
    ) -> Option<Corpus> {
        let snapshot = self.inner.changed(paths, articles, unread, analyst)?;
        Some(Corpus { inner: Arc::new(snapshot) })
    }

    /// As [`Corpus::changed`] at once, where that would take the longer the larger the corpus is: texts and keys are as they will be, and
    /// actors those whom the names say that were known before. `None` where [`Corpus::changed`] is as quick, or says `None`.
    pub fn foreseen(
        &self,
        paths: &[PathBuf],
        articles: Vec<(PathBuf, String, Holding)>,
        unread: Vec<Unread>,
    ) -> Option<Corpus> {
        let snapshot = self.inner.foreseen(paths, articles, unread)?;
        Some(Corpus { inner: Arc::new(snapshot) })
    }

    /// Whether a change of a few articles costs what it touches ([`Corpus::changed`]), however large the corpus is.
    pub fn is_grown(&self) -> bool {
        self.inner.is_grown()
    }

    /// Which article a key means. A key that only copies of one article claim means the originating one.
    pub fn by_key(&self, key: &str) -> KeyAnswer {
        self.original(self.inner.by_key(key, &[]))
    }

    /// Which article a key means in a note that names the bibliographies `scopes` (for its own references, itself);
    /// what they say comes first.
    pub fn by_key_in(&self, key: &str, scopes: &[&Path]) -> KeyAnswer {
        self.original(self.inner.by_key(key, scopes))
    }

    /// Several that are copies of one article are that article.
    fn original(&self, answer: KeyAnswer) -> KeyAnswer {
        match answer {
            KeyAnswer::Several(ids) => match ids.first().map(|&id| self.twins(id)) {
                Some(twins) if !twins.is_empty() && ids.iter().all(|id| twins.contains(id)) => {
                    twins.first().map_or_else(|| KeyAnswer::Several(ids), |&first| KeyAnswer::One(first))
                }
                _ => KeyAnswer::Several(ids),
            },
            answer => answer,
        }
    }

    /// All copies of an article with the article itself, the originating one first: the same text saved twice or printed
    /// by several papers. Empty where there is none but itself.
    pub fn twins(&self, id: ArticleId) -> Vec<ArticleId> {
        self.inner.twins(id)
    }

    /// Whether any of an article stands in an earlier one as well.
    pub fn has_copies(&self, article: ArticleId) -> bool {
        self.inner.slot(article).is_some_and(|slot| self.inner.duplicates.has_copies(slot))
    }

    /// Whether a place in an article's source stands in an earlier article as well, of which this is a copy or which it
    /// quotes whole: it counts there and not here.
    pub fn is_copied(&self, article: ArticleId, place: Span) -> bool {
        self.inner.slot(article).is_some_and(|slot| self.inner.duplicates.is_copied(slot, place))
    }

    /// The article or entry with this identifier in a Zotero library.
    pub fn by_zotero(&self, item: &str) -> Option<ArticleId> {
        self.inner.by_zotero(item)
    }

    /// The article at this absolute path, or whose extracted text lies there.
    pub fn by_path(&self, path: &Path) -> Option<ArticleId> {
        self.inner.by_path(path)
    }

    /// The article whose file has this name, with or without its extension, in whatever folder: what a wiki link says.
    pub fn by_name(&self, name: &str) -> Option<ArticleId> {
        self.inner.by_name(name)
    }

    /// The article that came from this web address, compared without scheme, `www`, trailing slash and tracking
    /// parameters.
    pub fn by_url(&self, url: &str) -> Option<ArticleId> {
        self.inner.by_url(url)
    }

    /// Keys that begin with or fit `query` by author, title or year; best first, then newest first.
    /// Entries of bibliographies that count in some notes only are found where `scopes` name them.
    pub fn search_keys(&self, query: &str, scopes: &[&Path], limit: usize) -> Vec<ArticleId> {
        self.inner.search_keys((query, Manner::Letters), scopes, limit)
    }

    /// As [`Corpus::search_keys`] the articles that have each word of `query` as a whole part of their key, authors, title or date.
    pub fn search_articles(&self, query: &str, scopes: &[&Path], limit: usize) -> Vec<ArticleId> {
        self.inner.search_keys((query, Manner::Words), scopes, limit)
    }

    /// The article's prose, ready for matching.
    pub fn haystack(&self, id: ArticleId) -> Arc<Haystack> {
        self.inner.haystack(id)
    }

    /// The article's sentences with their figures, ready for comparing.
    pub fn statements(&self, id: ArticleId) -> Arc<[Statement]> {
        self.inner.statements(id)
    }

    /// A quotation made ready to be looked for.
    pub fn needle(&self, words: &str) -> Arc<Needle> {
        self.inner.needle(words)
    }

    /// The sentences of a text that will be asked about again.
    pub fn sentences(&self, text: &str) -> Arc<[Span]> {
        self.inner.sentences(text)
    }

    /// What speaks against the figures of `claim` in the articles that it cites, where all of them do; places of its
    /// figures count in `claim`.
    pub fn contradictions(&self, claim: &str, cited: &[ArticleId]) -> Arc<[(ArticleId, Contradiction)]> {
        self.inner.contradictions(claim, cited)
    }

    /// Where `words` stand in the corpus, exactly or nearly; sound places first, then the nearest, at most `limit`.
    pub fn find(&self, words: &str, limit: usize) -> Vec<Finding> {
        self.inner.find(words, limit)
    }

    /// Where `words` stand in the corpus as they are, in the order of [`Corpus::find`], at most `limit`.
    pub fn find_sound(&self, words: &str, limit: usize) -> Vec<Finding> {
        self.inner.find_sound(words, limit)
    }

    /// Where a quotation stands in an article as it is, in the order of the text, at most a few places.
    pub fn sound_in(&self, id: ArticleId, needle: &Needle) -> Arc<Sound> {
        self.inner.sound_in(id, needle)
    }

    /// The place in an article whose words are nearest to those of a quotation that stands nowhere in it as it is.
    pub fn near_in(&self, id: ArticleId, needle: &Needle) -> Option<Arc<Match>> {
        self.inner.near_in(id, needle)
    }

    /// The language that an article is plainly written in, as [`crate::prose::language::language`] tells it.
    pub fn language(&self, id: ArticleId) -> Option<&'static str> {
        self.inner.language(id)
    }

    /// Who speaks the words at a span of an article's prose, where they are quoted in its body and it says so clearly.
    pub fn speaker(&self, id: ArticleId, words: Span) -> Option<ActorId> {
        self.inner.speaker(id, words)
    }

    /// The source place of a span of an article's prose.
    pub fn place(&self, article: ArticleId, prose: Span) -> Place {
        Place { article, span: self.article(article).article().prose.source(prose) }
    }

    /// All actors.
    pub fn actors(&self) -> &Actors {
        &self.inner.actors
    }

    /// One actor.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.inner.actors.get(id)
    }

    /// The articles that speak of an actor, and which of their actors it is: an index into
    /// [`crate::actor::Reading::actors`]; in the order of the articles.
    pub fn appearances(&self, actor: ActorId) -> Vec<(ArticleId, u32)> {
        let mut appearances: Vec<(ArticleId, u32)> = self.sightings(actor).collect();
        appearances.sort_unstable();
        appearances
    }

    /// The same in any order, those of one article together, for whoever needs few of them.
    pub fn sightings(&self, actor: ActorId) -> impl Iterator<Item = (ArticleId, u32)> {
        self.inner.sightings(actor)
    }

    /// What `say` said of an actor to whoever cites these articles: it must depend on nothing but them and this snapshot.
    pub fn said_of(
        &self,
        actor: ActorId,
        cited: &[ArticleId],
        say: impl FnOnce() -> Option<String>,
    ) -> Option<Arc<str>> {
        self.inner.cards.get((actor, cited.to_vec()), |_| say().map(Arc::from))
    }

    /// Actors that `query` may mean, best first.
    pub fn search_actors(&self, query: &str, limit: usize) -> Vec<Found> {
        self.inner.actors.search(query, limit)
    }

    /// The mentions of an article's actors with these numbers, which [`Corpus::appearances`] tells; `None` where the article is
    /// no file. The text is not fetched for it.
    pub fn mentioned(&self, article: ArticleId, locals: &[(ArticleId, u32)]) -> Option<Mentioned> {
        self.inner.mentioned(article, locals)
    }

    /// Every mention of an actor, in the order of articles and text.
    pub fn mentions(&self, actor: ActorId) -> Vec<Place> {
        let appearances = self.appearances(actor);
        let of_one = |locals: &[(ArticleId, u32)]| {
            let article = locals.first().map(|&(article, _)| article)?;
            let mentions = self.mentioned(article, locals)?.mentions;
            Some(mentions.into_iter().map(move |mention| Place { article, span: mention.span }))
        };
        appearances.chunk_by(|one, next| one.0 == next.0).filter_map(of_one).flatten().collect()
    }

    /// Who an article's actor with this number is.
    pub fn actor_of(&self, article: ArticleId, local: u32) -> Option<ActorId> {
        self.inner.actor_of(article, local)
    }

    /// The mentions of one article with their actors, in the order of the text.
    pub fn mentions_in(&self, article: ArticleId) -> Vec<(Span, ActorId)> {
        self.inner.mentions_in(article)
    }

    /// The names in a note's blocks, for each of them.
    pub fn recognise(&self, blocks: &[&Mapped]) -> Arc<[Vec<Recognised>]> {
        self.inner.recognise(blocks)
    }
}
